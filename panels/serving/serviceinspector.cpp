// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/serviceinspector.h"

#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/qrcode.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace ota {

ServiceInspector::ServiceInspector(QWidget* parent)
    : QWidget(parent)
    , m_qr(new QrCode)
    , m_address(new ElidedLabel({}, QStringLiteral("mono"), Qt::ElideMiddle))
    , m_reach(new Paragraph({}, Type::Small, Ink::Tertiary))
    , m_copy(new Button(QStringLiteral("copy"), tr("Copy address")))
    , m_counters(new KeyValueList)
{
    setObjectName(QStringLiteral("serviceInspector"));
    m_qr->setFixedSize(120, 120);
    m_counters->setContentsMargins(tokens::space::m, 0, tokens::space::m, 0);
    auto* beside = new QVBoxLayout;
    beside->setSpacing(tokens::space::s);
    beside->addWidget(m_address);
    beside->addWidget(m_reach);
    beside->addWidget(m_copy, 0, Qt::AlignLeft);
    beside->addStretch(1);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, tokens::space::m);
    top->setSpacing(tokens::space::m);
    top->addWidget(m_qr, 0, Qt::AlignTop);
    top->addLayout(beside, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    auto* head = new SectionHeader(tr("Counters since start"));
    head->setInset(tokens::space::m);
    head->setLines(true, false);
    column->addWidget(head);
    column->addWidget(m_counters);
    column->addStretch(1);
    connect(m_copy, &QAbstractButton::clicked, this, [this] { Q_EMIT copyRequested(m_address->text()); });
}

void ServiceInspector::set(const ServeView& view, const QString& title, const QString& address)
{
    m_view = view;
    m_title = title;
    m_qr->setText(address);
    m_address->setText(address);
    m_counters->setRows({{tr("Requests"), countText(static_cast<qint64>(view.counters.requests))},
                         {tr("Bytes sent"), sizeText(static_cast<qint64>(view.counters.bytesSent))},
                         {tr("Connections"), countText(static_cast<qint64>(view.counters.connections))}});
    update();
}

void ServiceInspector::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colourOf(Look::of(this).theme().surface.window));
}

} // namespace ota
