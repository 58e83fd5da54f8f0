// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/statuslights.h"

#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/servicelight.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHostAddress>
#include <QMenu>
#include <QPainter>
#include <QUrl>

namespace ota {

StatusLights::StatusLights(ServiceHost& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_row(new QHBoxLayout)
    , m_reach(makeLabel({}, QStringLiteral("smallText secondary"), this))
    , m_bench(new QLabel(this))
{
    setObjectName(QStringLiteral("statusLights"));
    setAccessibleName(tr("Services"));
    setFixedHeight(tokens::height::statusBar);
    setLook(m_bench, QStringLiteral("smallText secondary"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 1, tokens::space::m, 0);
    layout->setSpacing(tokens::space::xs);
    m_row->setSpacing(0);
    layout->addLayout(m_row);
    layout->addStretch(1);
    layout->addWidget(new IconView(QStringLiteral("lock"), Ink::Secondary, tokens::icon::small, this));
    layout->addWidget(m_reach);
    layout->addSpacing(10);
    layout->addWidget(m_bench);
    for (const ServiceHost::Entry& entry : services.entries())
        add(entry.name);
    connect(&services, &ServiceHost::added, this, &StatusLights::add);
    connect(&services, &ServiceHost::statusChanged, this, &StatusLights::refresh);
    tellReach();
}

void StatusLights::setBench(const QString& name, const QString& facts)
{
    m_bench->setTextFormat(Qt::RichText);
    const QString bold = QStringLiteral("<span style='font-weight:600'>%1</span>").arg(name.toHtmlEscaped());
    m_bench->setText(tr("Bench %1").arg(bold) +
                     (facts.isEmpty() ? QString() : QStringLiteral(", ") + facts.toHtmlEscaped()));
    fit();
}

void StatusLights::add(const QString& name)
{
    auto* light = new ServiceLight(m_services.entry(name)->title, this);
    light->setObjectName(QStringLiteral("light.") + name);
    m_lights.insert(name, light);
    m_row->addWidget(light);
    connect(light, &QAbstractButton::clicked, this, [this, name] { showMenu(name); });
    refresh(name);
}

void StatusLights::refresh(const QString& name)
{
    const ServiceHost::Entry& entry = *m_services.entry(name);
    m_lights.value(name)->setStatus(entry.status);
    m_lights.value(name)->setVisible(!entry.isQuiet || entry.status.state != ServiceStatus::State::Stopped);
    tellReach();
    fit();
}

/// Of all that is no light.
int StatusLights::othersWidth() const
{
    return m_reach->sizeHint().width() + m_bench->sizeHint().width() + tokens::icon::small + 4 * tokens::space::m;
}

QSize StatusLights::minimumSizeHint() const
{
    int width = othersWidth();
    for (const ServiceLight* light : m_lights)
        width += light->isHidden() ? 0 : light->terseWidth();
    return {width, tokens::height::statusBar};
}

void StatusLights::fit()
{
    int wanted = othersWidth();
    for (const ServiceLight* light : std::as_const(m_lights))
        wanted += light->isHidden() ? 0 : light->fullWidth();
    for (ServiceLight* light : std::as_const(m_lights))
        light->setTerse(wanted > width());
}

void StatusLights::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void StatusLights::tellReach()
{
    // Who can reach what runs: the address itself says it.
    bool open = false;
    for (const ServiceHost::Entry& entry : m_services.entries()) {
        if (entry.status.state != ServiceStatus::State::Running)
            continue;
        const QHostAddress host(QUrl(entry.status.address).host());
        open = open || !host.isLoopback();
    }
    m_reach->setText(open ? tr("open to the network") : tr("loopback only"));
}

void StatusLights::showMenu(const QString& name)
{
    const ServiceHost::Entry& entry = *m_services.entry(name);
    const Look& look = Look::of(this);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("serviceMenu"));
    const bool busy = entry.status.state == ServiceStatus::State::Starting;
    if (entry.status.state == ServiceStatus::State::Running || busy) {
        QAction* stop = menu->addAction(look.icon(QStringLiteral("stop")), tr("Stop %1").arg(entry.title), this,
                                        [this, name] { m_services.stop(name); });
        stop->setEnabled(!busy);
        const QString address = entry.status.address;
        QAction* copy = menu->addAction(look.icon(QStringLiteral("copy")), tr("Copy address"), this,
                                        [address] { QApplication::clipboard()->setText(address); });
        copy->setEnabled(!address.isEmpty());
    } else {
        menu->addAction(look.icon(QStringLiteral("play")), tr("Start %1").arg(entry.title), this,
                        [this, name] { m_services.start(name); });
    }
    menu->addAction(look.icon(QStringLiteral("serving")), tr("Open in Serving"), this,
                    [this, name] { Q_EMIT m_services.openRequested(name); });
    ServiceLight* light = m_lights.value(name);
    menu->popup(light->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

void StatusLights::paintEvent(QPaintEvent*)
{
    const tokens::Theme& t = Look::of(this).theme();
    QPainter painter(this);
    painter.fillRect(rect(), colourOf(t.surface.sunken));
    painter.fillRect(QRect(0, 0, width(), 1), colourOf(t.line.line));
}

} // namespace ota
