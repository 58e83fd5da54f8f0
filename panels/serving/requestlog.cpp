// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/requestlog.h"

#include "panels/serving/requestmodel.h"
#include "panels/widgets/button.h"
#include "panels/widgets/endfollower.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/format.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/switch.h"

#include <QApplication>
#include <QClipboard>
#include <QVBoxLayout>

namespace ota {

RequestLog::RequestLog(std::function<QString(const QString&)> areaName, Memory& memory, QWidget* parent)
    : QWidget(parent)
    , m_model(new RequestModel(std::move(areaName), this))
    , m_head(new SectionHeader(tr("Requests")))
    , m_table(new SearchTable(tr("Requests"), this))
    , m_filter(new FilterField(tr("Text or service")))
    , m_follow(new Switch(tr("Follow")))
    , m_fresh(new Button({}, {}, QStringLiteral("link")))
    , m_all(new Button({}, tr("Show all services"), QStringLiteral("link")))
{
    m_table->setObjectName(QStringLiteral("requestsTable"));
    m_filter->setObjectName(QStringLiteral("requestsFilter"));
    m_follow->setObjectName(QStringLiteral("followRequests"));
    m_fresh->setObjectName(QStringLiteral("freshRequests"));
    m_all->setObjectName(QStringLiteral("allRequests"));
    m_table->setColumns({{tr("Time"), 104, {.type = Type::MonoSmall}},
                         {tr("Method"), 78, {.type = Type::MonoSmall}},
                         {tr("Service"), 104, {.type = Type::Small}},
                         {tr("From"), 132, {.type = Type::MonoSmall, .elide = Qt::ElideMiddle}},
                         {tr("What"), 196, {.type = Type::MonoSmall, .elide = Qt::ElideMiddle}, true},
                         {tr("Answer"), 78, {.type = Type::MonoSmall}},
                         {tr("Facts"), 132, {.type = Type::Small}}});
    m_table->setDirectModel(m_model);
    m_table->setFilterField(m_filter, tr("No line has “%1”."));
    m_table->remember(memory, QStringLiteral("serving/requests"));
    m_end = new EndFollower(m_table, m_follow, m_fresh);
    m_all->hide();
    auto* copy = new Button(QStringLiteral("copy"), tr("Copy"), QStringLiteral("flat small"));
    copy->setObjectName(QStringLiteral("copyRequests"));
    copy->setTip(tr("Copy the chosen lines, or all that are shown"));
    m_filter->setFixedWidth(200);
    m_head->setLines(true, true);
    m_head->addAction(m_fresh);
    m_head->addAction(m_all);
    m_head->addAction(m_filter);
    m_head->addAction(m_follow);
    m_head->addAction(copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    setLook(m_head, QStringLiteral("window"));
    column->addWidget(m_head);
    column->addWidget(m_table, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_end->take([&] { return m_model->setFilter(text), 0; });
        updateFacts();
    });
    connect(m_follow, &QAbstractButton::toggled, this, &RequestLog::updateFacts);
    connect(m_all, &QAbstractButton::clicked, this, [this] { setService({}, {}); });
    connect(copy, &QAbstractButton::clicked, this, &RequestLog::copy);
    updateFacts();
}

void RequestLog::append(const std::vector<ServerLogLine>& lines)
{
    m_end->take([&] { return m_model->append(lines); });
    updateFacts();
}

void RequestLog::setService(const QString& service, const QString& title)
{
    m_serviceTitle = title;
    m_end->take([&] { return m_model->setService(service), 0; });
    m_all->setVisible(!service.isEmpty());
    updateFacts();
}

void RequestLog::copy()
{
    if (m_table->selectedSources().isEmpty())
        m_table->selectAll();
    QApplication::clipboard()->setText(m_table->selectedText());
}

void RequestLog::updateFacts()
{
    const int shown = m_model->rowCount();
    QString facts = shown == m_model->total() ? countText(shown)
                                              : tr("%1 of %2").arg(countText(shown), countText(m_model->total()));
    if (!m_serviceTitle.isEmpty())
        facts = tr("%1 · %2").arg(m_serviceTitle, facts);
    m_head->setFacts(m_model->total() == 0  ? tr("what is asked of the services stands here")
                     : m_end->isFollowing() ? tr("%1 · following").arg(facts)
                                            : facts);
}

} // namespace ota
