// SPDX-License-Identifier: Apache-2.0
// What is chosen: a session, an event, another session to compare with.
#include "exosense/findingtexts.h"
#include "panels/timelines/comparestrip.h"
#include "panels/timelines/eventlist.h"
#include "panels/timelines/lanepainter.h"
#include "panels/timelines/sequenceview.h"
#include "panels/timelines/sessioninspector.h"
#include "panels/timelines/timelinespanel.h"
#include "panels/timelines/timelineview.h"
#include "panels/widgets/button.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/workbench.h"
#include "timeline/deviceclock.h"

#include <QAction>
#include <QStackedWidget>
#include <QToolTip>

#include <algorithm>

namespace ota {

namespace {

constexpr std::size_t choices = 200; ///< Sessions that one may compare with.
constexpr int clockReports = 500;    ///< Newest events of a board that say how its clock goes.

/// How the clock of an event's board goes, by its newest reports; empty where it has none.
QString boardClockText(const EventStore& store, const Event& event)
{
    if (!event.deviceNs || event.deviceClock == DeviceClock::None)
        return {};
    EventFilter filter;
    filter.board = event.board;
    filter.order = EventFilter::Order::Newest;
    filter.limit = clockReports;
    auto events = store.events(filter);
    if (!events)
        return {};
    std::ranges::reverse(*events);
    const auto fit = deviceClockOf(*events).fit();
    return fit ? fit->text() : QString();
}

} // namespace

const SessionRow* TimelinesPanel::chosen() const
{
    const auto session = m_view->selectedSession();
    return session ? m_lanes.session(*session) : nullptr;
}

void TimelinesPanel::onSessionSelected(std::optional<SessionId> session)
{
    if (session)
        m_seen.insert(*session);
    if (!session) {
        m_seq.reset();
        m_events->select(std::nullopt);
        showEvent(std::nullopt);
    }
    if (m_compare->isChecked() && (!session || m_view->compared() == session || !m_view->compared()))
        setComparing(session.has_value());
    m_events->setSession(session);
    showSession();
    showFacts();
    showAttention();
    updateActions();
    if (!session)
        return;
    m_feed.read<std::vector<Finding>>(
        this, [id = *session](const EventStore& store) { return store.findings(id); },
        [this, id = *session](const Result<std::vector<Finding>>& findings) {
            if (findings && m_view->selectedSession() == id)
                m_inspector->setFindings(*findings);
        });
}

void TimelinesPanel::onEventSelected(std::size_t row)
{
    const quint64 seq = m_lanes.columns().seqOf(row);
    if (m_seq == seq)
        return;
    m_seq = seq;
    m_events->select(seq);
    m_sequence->select(seq);
    struct Shown
    {
        Event event;
        RawExcerpt raw;
        QString clock;
    };
    m_feed.read<Shown>(
        this,
        [seq](const EventStore& store) -> Result<Shown> {
            const auto event = store.event(seq);
            if (!event)
                return failure(event.error());
            if (!*event)
                return failure(Error::Code::NotFound, tr("event %1 has been removed").arg(seq));
            return Shown{**event, readRaw(store, (*event)->raw), boardClockText(store, **event)};
        },
        [this, seq](const Result<Shown>& shown) {
            if (!shown || m_seq != seq)
                return;
            showEvent(shown->event);
            m_inspector->setRaw(shown->raw);
            m_inspector->setBoardClock(shown->clock);
        });
}

void TimelinesPanel::showEvent(const std::optional<Event>& event)
{
    m_event = event;
    m_inspector->setEvent(event);
    updateActions();
}

void TimelinesPanel::forgetRemoved()
{
    const auto& columns = m_lanes.columns();
    if (!m_seq ||
        (*m_seq >= columns.firstSeq() && *m_seq < columns.endSeq() && !columns[*m_seq - columns.firstSeq()].isEmpty()))
        return;
    m_seq.reset();
    m_events->select(std::nullopt);
    showEvent(std::nullopt);
}

void TimelinesPanel::chooseEvent(quint64 seq)
{
    const auto& columns = m_lanes.columns();
    if (seq >= columns.firstSeq() && seq < columns.endSeq())
        m_view->selectRow(seq - columns.firstSeq());
}

void TimelinesPanel::showSession()
{
    const SessionRow* session = chosen();
    const SessionRow* other = m_view->compared() ? m_lanes.session(*m_view->compared()) : nullptr;
    m_inspector->setSession(session ? std::optional(*session) : std::nullopt,
                            other ? std::optional(*other) : std::nullopt, m_workbench.clock.nowNs());
    const Lane* lane = session ? m_lanes.find(session->board) : nullptr;
    const bool hasSequence = session && session->world == World::Exosense;
    m_sequence->setSession(hasSequence ? std::optional(*session) : std::nullopt);
    // A table that gets the focus with its page puts its cursor somewhere: that is nobody's choice.
    m_events->setQuiet(true);
    m_lower->setCurrentWidget(hasSequence && m_wantsSequence ? static_cast<QWidget*>(m_sequence) : m_events);
    m_events->setQuiet(false);
    m_sequenceAction->setEnabled(hasSequence);
    m_sequenceAction->setChecked(m_lower->currentWidget() == m_sequence);
    m_copySequenceAction->setEnabled(hasSequence);
    showSequence();
    if (lane && lane->paceOf == session->id)
        m_inspector->setPace(paceText(*session, lane->pace, m_workbench.clock.nowNs()));
    if (m_compare->isChecked())
        showComparison();
}

/// What the sequence knows goes into the inspector, too.
void TimelinesPanel::showSequence()
{
    const SessionRow* session = chosen();
    if (!session || session->world != World::Exosense)
        return;
    m_inspector->setRequest(trailText(m_sequence->sequence().trail));
    m_inspector->setSessionClock(m_sequence->sequence().deviceClock);
    m_sequence->select(m_seq);
}

/// What a mark is about: its rule by name, what was seen, and what to do.
void TimelinesPanel::showMarkTip(std::size_t row, const QPoint& globalPosition)
{
    m_feed.read<Event>(
        this,
        [seq = m_lanes.columns().seqOf(row)](const EventStore& store) -> Result<Event> {
            const auto event = store.event(seq);
            if (!event)
                return failure(event.error());
            return *event ? Result<Event>(**event) : failure(Error::Code::NotFound, QString());
        },
        [this, globalPosition](const Result<Event>& event) {
            if (!event)
                return;
            // A finding's own code is its step; other marks have theirs as code.
            const QString code = event->stream == Stream::Checker ? event->step : event->code;
            const QString why = explainFinding(code);
            QString text = why.isEmpty() ? event->message : QStringLiteral("%1: %2").arg(code, event->message);
            if (!why.isEmpty())
                text += u'\n' + why;
            QToolTip::showText(globalPosition, text, m_view->viewport());
        });
}

bool TimelinesPanel::openThing(const QString& thing)
{
    const QString kind = thing.section(u'/', 0, 0);
    if (kind != QStringLiteral("session") && kind != QStringLiteral("event") && kind != QStringLiteral("board"))
        return false;
    m_pending = thing;
    if (openPending())
        m_pending.clear();
    return true;
}

bool TimelinesPanel::openPending()
{
    const QString kind = m_pending.section(u'/', 0, 0);
    const QString name = m_pending.section(u'/', 1);
    if (kind == QStringLiteral("event")) {
        const quint64 seq = name.toULongLong();
        const auto& columns = m_lanes.columns();
        if (seq < columns.firstSeq() || seq >= columns.endSeq())
            return false;
        m_view->selectSession(std::nullopt);
        chooseEvent(seq);
        return true;
    }
    const SessionRow* session = nullptr;
    if (kind == QStringLiteral("session")) {
        session = m_lanes.session(SessionId{name.toLongLong()});
    } else if (const Lane* lane = m_lanes.find(BoardId(name))) {
        session = lane->newest();
    }
    if (!session)
        return false;
    m_filter->clear();
    m_view->selectSession(session->id);
    m_view->reveal(session->id);
    return true;
}

std::vector<const SessionRow*> TimelinesPanel::comparable() const
{
    const SessionRow* session = chosen();
    std::vector<const SessionRow*> others;
    for (const Lane& lane : m_lanes.all()) {
        for (const SessionRow& other : lane.sessions) {
            if (session && other.id != session->id)
                others.push_back(&other);
        }
    }
    // What is likely meant first: the same board, then the same target, then what is newest.
    std::ranges::sort(others, [session](const SessionRow* a, const SessionRow* b) {
        const auto key = [session](const SessionRow* row) {
            return std::tuple(row->board != session->board, row->target != session->target, -row->openedNs);
        };
        return key(a) < key(b);
    });
    if (others.size() > choices)
        others.resize(choices);
    return others;
}

void TimelinesPanel::setComparing(bool on)
{
    if (on && !chosen()) {
        // The session that one looks at most likely: the newest of all.
        const SessionRow* newest = nullptr;
        for (const Lane& lane : m_lanes.all()) {
            if (lane.newest() && (!newest || lane.newest()->openedNs > newest->openedNs))
                newest = lane.newest();
        }
        if (newest)
            m_view->selectSession(newest->id);
    }
    const auto others = comparable();
    on = on && chosen() && !others.empty();
    m_compare->setChecked(on);
    m_compareAction->setChecked(on);
    m_strip->setVisible(on);
    if (!on) {
        m_view->setCompared(std::nullopt);
    } else if (!m_view->compared() || m_view->compared() == chosen()->id) {
        m_view->setCompared(others.front()->id, m_strip->alignAt());
    }
    showSession();
}

void TimelinesPanel::compareWith(SessionId other)
{
    m_view->setCompared(other, m_strip->alignAt());
    m_compare->setChecked(true);
    m_compareAction->setChecked(true);
    showSession();
}

void TimelinesPanel::showComparison()
{
    const SessionRow* session = chosen();
    const SessionRow* other = m_view->compared() ? m_lanes.session(*m_view->compared()) : nullptr;
    if (!session || !other)
        return;
    auto others = comparable();
    if (std::ranges::find(others, other) == others.end())
        others.insert(others.begin(), other);
    m_view->setCompared(other->id, m_strip->alignAt());
    m_strip->show(*session, *other, others, m_workbench.clock.nowNs());
}

void TimelinesPanel::findNext(bool forward)
{
    // The table holds nothing but hits.
    SearchTable* table = m_events->table();
    const int rows = m_events->model().rowCount();
    if (rows == 0)
        return;
    const int row = table->currentSource().isValid() ? table->currentSource().row() + (forward ? 1 : -1)
                    : forward                        ? 0
                                                     : rows - 1;
    chooseEvent(m_events->model().seqAt((row + rows) % rows));
}

} // namespace ota
