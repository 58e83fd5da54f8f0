// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/requestlog.h"

#include "panels/serving/requestmodel.h"
#include "panels/widgets/button.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/format.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/switch.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
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
                         {tr("Method"), 60, {.type = Type::MonoSmall}},
                         {tr("Service"), 64, {.type = Type::Small}},
                         {tr("From"), 150, {.type = Type::MonoSmall, .elide = Qt::ElideMiddle}},
                         {tr("What"), 260, {.type = Type::MonoSmall, .elide = Qt::ElideMiddle}, true},
                         {tr("Answer"), 64, {.type = Type::MonoSmall}},
                         {tr("Facts"), 170, {.type = Type::Small}}});
    m_table->setDirectModel(m_model);
    m_table->setFilterField(m_filter, tr("No line has “%1”."));
    m_table->remember(memory, QStringLiteral("serving/requests"));
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest line in sight"));
    m_fresh->hide();
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
        m_model->setFilter(text);
        setFollowing(isFollowing());
        updateFacts();
    });
    connect(m_follow, &QCheckBox::toggled, this, [this](bool on) {
        if (on)
            setFollowing(true);
        updateFacts();
    });
    connect(m_fresh, &QAbstractButton::clicked, this, [this] { setFollowing(true); });
    connect(m_all, &QAbstractButton::clicked, this, [this] { setService({}, {}); });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &RequestLog::onScrolled);
    connect(copy, &QAbstractButton::clicked, this, &RequestLog::copy);
    updateFacts();
}

void RequestLog::append(const std::vector<ServerLogLine>& lines)
{
    // The end moves away when lines come: that is no scrolling of a person's.
    m_scrolling = true;
    const int shown = m_model->append(lines);
    m_scrolling = false;
    updateFacts();
    if (shown == 0)
        return;
    if (isFollowing()) {
        setFollowing(true);
        return;
    }
    m_freshLines += shown;
    m_fresh->setText(tr("%n new lines", nullptr, m_freshLines));
    m_fresh->show();
}

void RequestLog::setService(const QString& service, const QString& title)
{
    m_serviceTitle = title;
    m_model->setService(service);
    m_all->setVisible(!service.isEmpty());
    setFollowing(isFollowing());
    updateFacts();
}

bool RequestLog::isFollowing() const
{
    return m_follow->isChecked();
}

void RequestLog::setFollowing(bool on)
{
    m_follow->setChecked(on);
    if (!on)
        return;
    m_freshLines = 0;
    m_fresh->hide();
    m_scrolling = true;
    m_table->scrollToBottom();
    m_scrolling = false;
}

void RequestLog::onScrolled()
{
    const QScrollBar* bar = m_table->verticalScrollBar();
    if (m_scrolling)
        return;
    if (bar->value() >= bar->maximum())
        setFollowing(true);
    else
        m_follow->setChecked(false);
}

void RequestLog::resizeEvent(QResizeEvent* event)
{
    m_scrolling = true;
    QWidget::resizeEvent(event);
    m_scrolling = false;
    if (isFollowing())
        setFollowing(true);
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
    m_head->setFacts(m_model->total() == 0 ? tr("what is asked of the services stands here")
                     : isFollowing()       ? tr("%1 · following").arg(facts)
                                           : facts);
}

} // namespace ota
