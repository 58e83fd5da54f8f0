// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/eventlist.h"

#include "panels/timelines/lanepainter.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/format.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QJsonObject>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace ota {

namespace {

constexpr std::chrono::milliseconds typingPause{150};
const QString scopeKey = QStringLiteral("timelines/eventScope");

enum Scope
{
    OfSession,
    OfBoard,
    OfAll
};

} // namespace

EventList::EventList(TimelineFeed& feed, const Lanes& lanes, Memory& memory, QWidget* parent)
    : QWidget(parent)
    , m_lanes(lanes)
    , m_memory(memory)
    , m_model(new EventTableModel(feed, lanes, this))
    , m_head(new SectionHeader(tr("Events")))
    , m_notes(new Badge({}, Mark::None, BadgeKind::Outline))
    , m_problems(new Badge({}, Mark::Warn, BadgeKind::Count))
    , m_scope(new SegmentedControl(tr("Events of"), {tr("Session"), tr("Board"), tr("All")}))
    , m_phase(new QComboBox)
    , m_severity(new QComboBox)
    , m_text(new FilterField(tr("Find in events"), FilterField::Kind::Search))
    , m_table(new SearchTable(tr("Events")))
    , m_typing(new QTimer(this))
{
    setObjectName(QStringLiteral("eventList"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    makeTable();
    column->addWidget(m_table, 1);
    m_typing->setSingleShot(true);
    m_typing->setInterval(typingPause);
    connect(m_typing, &QTimer::timeout, this, &EventList::applyFilter);
    connect(m_text, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_phase, &QComboBox::currentIndexChanged, this, &EventList::applyFilter);
    connect(m_severity, &QComboBox::currentIndexChanged, this, &EventList::applyFilter);
    connect(m_scope, &SegmentedControl::chosen, this, [this](int scope) {
        m_memory.setValue(scopeKey, scope);
        applyFilter();
    });
    m_scope->setCurrent(m_memory.value(scopeKey, static_cast<int>(OfSession)).toInt());
    showFacts();
}

QWidget* EventList::makeHead()
{
    m_head->setLines(true, true);
    setLook(m_head, QStringLiteral("window"));
    m_notes->setObjectName(QStringLiteral("eventNotes"));
    m_problems->setObjectName(QStringLiteral("eventProblems"));
    m_scope->setObjectName(QStringLiteral("eventScope"));
    m_phase->setObjectName(QStringLiteral("eventPhase"));
    m_phase->setAccessibleName(tr("Phase"));
    m_phase->setToolTip(tr("Only events of this phase"));
    m_phase->addItem(tr("All phases"), -1);
    for (const Phase phase : allValues<Phase>()) {
        if (phase != Phase::Idle)
            m_phase->addItem(keyOf(phase).toUpper(), static_cast<int>(phase));
    }
    m_severity->setObjectName(QStringLiteral("eventSeverity"));
    m_severity->setAccessibleName(tr("Weight"));
    m_severity->setToolTip(tr("Only events that are at least this serious"));
    for (const auto& [text, severity] : {std::pair{tr("Everything"), Severity::Debug},
                                         {tr("No debugging"), Severity::Info},
                                         {tr("Notes and worse"), Severity::Note},
                                         {tr("Warnings and worse"), Severity::Warning},
                                         {tr("Errors"), Severity::Error}})
        m_severity->addItem(text, static_cast<int>(severity));
    m_text->setObjectName(QStringLiteral("eventsFilter"));
    m_text->setAccessibleName(tr("Find in events"));
    m_text->setFixedWidth(168);
    m_head->addAction(m_notes);
    m_head->addAction(m_problems);
    m_head->addAction(m_scope);
    m_head->addAction(m_phase);
    m_head->addAction(m_severity);
    m_head->addAction(m_text);
    return m_head;
}

void EventList::makeTable()
{
    m_table->setObjectName(QStringLiteral("eventsTable"));
    m_table->setColumns({{tr("Time"), 108, {.type = Type::MonoSmall, .ink = Ink::Secondary}},
                         {tr("Board"), 130, {.ink = Ink::Secondary, .elide = Qt::ElideMiddle}},
                         {tr("Stream"), 76, {.ink = Ink::Secondary}},
                         {tr("Phase"), 110},
                         {tr("Event"), 320, {}, true},
                         {tr("Says · sure"), 140, {.ink = Ink::Secondary}},
                         {tr("Number"),
                          76,
                          {.type = Type::MonoSmall, .ink = Ink::Tertiary, .alignment = Qt::AlignRight},
                          false,
                          true}});
    m_model->setSwatch([this](Phase phase) { return QColor::fromRgba(lookOf(Look::of(this), phase).fill); });
    // Rows that become one move the cursor: that is nobody's choice. Connected before the table is.
    connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_choosing = true; });
    m_table->setDirectModel(m_model);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, [this] {
        m_choosing = false;
        QMetaObject::invokeMethod(
            this, [this] { select(m_wanted); }, Qt::QueuedConnection);
    });
    m_table->setFilterField(m_text, tr("No event matches “%1”."));
    m_table->remember(m_memory, QStringLiteral("timelines/events"));
    connect(m_model, &EventTableModel::settled, this, &EventList::onSettled);
    connect(m_model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        // Follows only where one looks at the end, and at no event.
        const QScrollBar* bar = m_table->verticalScrollBar();
        const bool atEnd = bar->value() >= bar->maximum() - 1;
        if (m_follow && !m_wanted && atEnd && !m_table->underMouse())
            QMetaObject::invokeMethod(m_table, &QAbstractItemView::scrollToBottom, Qt::QueuedConnection);
    });
    connect(m_table, &SearchTable::currentSourceChanged, this, [this](const QModelIndex& row) {
        if (m_choosing || !row.isValid())
            return;
        m_wanted = m_model->seqAt(row.row());
        Q_EMIT eventChosen(*m_wanted);
    });
    connect(m_table, &SearchTable::rowOpened, this, [this](const QModelIndex& row) {
        if (row.isValid() && m_model->isFolded(row.row()))
            m_model->setOpen(row.row(), !m_model->isOpen(row.row()));
        else if (row.isValid())
            Q_EMIT eventOpened(m_model->seqAt(row.row()));
    });
    m_table->setRowAction([this](const QModelIndex& row) {
        return !m_model->isFolded(row.row()) ? QString() : m_model->isOpen(row.row()) ? tr("Fold") : tr("Show all");
    });
    connect(m_table, &SearchTable::rowActionTriggered, this,
            [this](const QModelIndex& row) { m_model->setOpen(row.row(), !m_model->isOpen(row.row())); });
    m_table->installEventFilter(this);
}

bool EventList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int row = m_table->currentSource().row();
    const bool opens = key->key() == Qt::Key_Right;
    if ((!opens && key->key() != Qt::Key_Left) || key->modifiers() != Qt::NoModifier)
        return false;
    if (m_model->isFolded(row) && m_model->isOpen(row) != opens) {
        m_model->setOpen(row, opens);
        return true;
    }
    return false;
}

void EventList::setSession(std::optional<SessionId> session)
{
    m_session = session;
    applyFilter();
}

void EventList::refresh()
{
    m_model->extend();
}

void EventList::reload()
{
    m_model->reload();
}

void EventList::applyFilter()
{
    m_typing->stop();
    EventTableFilter filter;
    const SessionRow* session = m_session ? m_lanes.session(*m_session) : nullptr;
    if (session && m_scope->current() == OfSession)
        filter.session = session->id;
    if (session && m_scope->current() == OfBoard)
        filter.board = session->board;
    if (const int phase = m_phase->currentData().toInt(); phase >= 0)
        filter.phase = static_cast<Phase>(phase);
    filter.atLeast = static_cast<Severity>(m_severity->currentData().toInt());
    filter.text = m_text->text().trimmed();
    m_choosing = true;
    m_model->setFilter(filter);
    m_choosing = false;
    // One board's events do not say whose they are, unless one asked for it.
    if (!m_memory.value(QStringLiteral("timelines/events/columns")).isValid())
        m_table->setColumnHidden(EventTableModel::Board, filter.session || !filter.board.isEmpty());
    showFacts();
}

void EventList::onSettled()
{
    if (m_wanted)
        select(m_wanted);
    else if (m_follow && m_model->rowCount() > 0 && !m_table->currentIndex().isValid() &&
             m_table->verticalScrollBar()->value() == 0)
        m_table->scrollToBottom();
    showFacts();
}

void EventList::select(std::optional<quint64> seq)
{
    m_wanted = seq;
    const int row = seq ? m_model->rowOf(*seq) : -1;
    // The head of a run stays chosen while the run is open below it.
    const int current = m_table->currentSource().row();
    if (seq && m_model->covers(current, *seq) && m_table->selectionModel()->isRowSelected(current, {}))
        return;
    m_choosing = true;
    if (row < 0)
        m_table->clearSelection();
    else if (m_table->currentSource().row() != row || !m_table->selectionModel()->isRowSelected(row, {}))
        m_table->selectSource(m_model->index(row, 0));
    m_choosing = false;
}

void EventList::showFacts()
{
    const SessionRow* session = m_session ? m_lanes.session(*m_session) : nullptr;
    QStringList facts;
    if (session && m_scope->current() == OfSession)
        facts
            << tr("%1, session %2, attempt %3").arg(session->board.text()).arg(session->id.value).arg(session->attempt);
    else if (session && m_scope->current() == OfBoard)
        facts << session->board.text();
    const auto all = static_cast<qint64>(m_lanes.columns().size());
    facts << (m_model->isBusy() ? tr("reading …")
                                : tr("%1 of %2").arg(countText(m_model->eventCount()), countText(all)));
    m_head->setFacts(facts.join(QStringLiteral(" · ")));
    int notes = 0;
    int problems = 0;
    const Lane* lane = session ? m_lanes.find(session->board) : nullptr;
    if (lane && m_scope->current() == OfSession) {
        for (const std::uint32_t row : lane->problems) {
            const EventCell& cell = m_lanes.columns()[row];
            if (cell.hostNs < session->openedNs ||
                cell.hostNs > std::max(session->lastNs, session->closedNs.value_or(0)))
                continue;
            ++(cell.severity() >= Severity::Warning ? problems : notes);
        }
    }
    m_notes->set(tr("%n notes", nullptr, notes), Mark::None, BadgeKind::Outline);
    m_notes->setVisible(notes > 0);
    m_problems->set(tr("%n warnings", nullptr, problems), Mark::Warn, BadgeKind::Count);
    m_problems->setVisible(problems > 0);
}

QJsonObject EventList::filterValues() const
{
    QJsonObject values;
    if (!m_text->text().trimmed().isEmpty())
        values["text"] = m_text->text().trimmed();
    if (m_severity->currentIndex() > 0)
        values["severity"] = keyOf(static_cast<Severity>(m_severity->currentData().toInt()));
    return values;
}

} // namespace ota
