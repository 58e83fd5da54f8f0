// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/logview.h"

#include "panels/shell/logmodel.h"
#include "panels/widgets/button.h"
#include "panels/widgets/endfollower.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/switch.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr std::chrono::milliseconds whileSeen{100};
constexpr std::chrono::milliseconds whileHidden{1000}; ///< Only the count of warnings.
const QString levelKey = QStringLiteral("drawer/log/level");

} // namespace

LogView::LogView(const LogRing& ring, Memory& memory, QWidget* parent)
    : QWidget(parent)
    , m_model(new LogModel(ring, this))
    , m_table(new SearchTable(tr("Log"), this))
    , m_least(new SegmentedControl(tr("Levels"), {tr("All"), tr("Warnings"), tr("Errors")}, this))
    , m_filter(new FilterField(tr("Text or area"), FilterField::Kind::Filter, this))
    , m_follow(new Switch(tr("Follow"), this))
    , m_fresh(new Button({}, {}, QStringLiteral("link"), this))
{
    m_table->setObjectName(QStringLiteral("log"));
    m_table->setColumns({{tr("Time"), 150, {.type = Type::MonoSmall, .ink = Ink::Tertiary}},
                         {tr("Area"), 96, {.type = Type::MonoSmall, .ink = Ink::Secondary}},
                         {tr("Text"), 400, {.type = Type::MonoSmall}, true}});
    m_table->setDirectModel(m_model);
    m_table->remember(memory, QStringLiteral("drawer/log"));
    m_table->setFilterField(m_filter, tr("No line has “%1”."));
    m_follow->setObjectName(QStringLiteral("follow"));
    m_fresh->setObjectName(QStringLiteral("freshLines"));
    m_end = new EndFollower(m_table, m_follow, m_fresh);
    auto* copy = new Button(QStringLiteral("copy"), tr("Copy"), QStringLiteral("flat small"), this);
    copy->setTip(tr("Copy the chosen lines, or all"));
    copy->setObjectName(QStringLiteral("copyLog"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(tokens::space::m, 3, tokens::space::s, 3);
    head->setSpacing(tokens::space::m);
    head->addWidget(m_least);
    m_filter->setFixedWidth(220);
    head->addWidget(m_filter);
    head->addWidget(m_fresh);
    head->addStretch(1);
    head->addWidget(m_follow);
    head->addWidget(copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_table, 1);

    connect(m_least, &SegmentedControl::chosen, this, [this, &memory](int index) {
        m_end->take([&] { return m_model->setLeast(static_cast<LogModel::Least>(index)), 0; });
        memory.setValue(levelKey, index);
    });
    const int level = std::clamp(memory.value(levelKey, 0).toInt(), 0, static_cast<int>(LogModel::Least::Errors));
    m_least->setCurrent(level);
    m_model->setLeast(static_cast<LogModel::Least>(level));
    connect(m_filter, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_end->take([&] { return m_model->setFilter(text), 0; }); });
    connect(copy, &QAbstractButton::clicked, this, [this] {
        if (m_table->selectedSources().isEmpty())
            m_table->selectAll();
        QApplication::clipboard()->setText(m_table->selectedText());
    });
    connect(&m_timer, &QTimer::timeout, this, &LogView::poll);
    m_timer.start(whileHidden);
}

void LogView::poll()
{
    m_end->take([this] { return m_model->update(); });
    if (isVisible())
        m_model->markSeen();
}

void LogView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_timer.start(whileSeen);
    poll();
}

void LogView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.start(whileHidden);
}

} // namespace ota
