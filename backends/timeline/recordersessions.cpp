// SPDX-License-Identifier: Apache-2.0
// The sessions of the recorder: which one an observation belongs to, when a new one begins.
#include "timeline/recorder_p.h"
#include "timeline/vocabulary.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>

namespace ota {

Q_DECLARE_LOGGING_CATEGORY(lcTimeline)

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

/// The same start is seen by several: a second observer's sign this late after the end still belongs to it.
constexpr qint64 joinWindow = 2'000'000'000;
constexpr int reloadLimit = 100'000;

quint32 bitOf(Origin origin)
{
    return 1U << static_cast<unsigned>(origin);
}

bool isSameTarget(const SessionState& state, const QString& target)
{
    return isSameVersion(state.world, state.target, target);
}

} // namespace

Timeline::Recorder::Board& Timeline::Recorder::boardOf(const BoardId& board)
{
    if (const auto known = m_boards.find(board); known != m_boards.end())
        return known->second;
    Board& entry = m_boards[board];
    // Its newest session, and those before it that still wait for something.
    const auto rows = m_store.sessions({.board = board, .limit = 20});
    if (!rows) {
        qCWarning(lcTimeline).noquote() << rows.error().toString();
        return entry;
    }
    for (auto row = rows->rbegin(); row != rows->rend(); ++row) {
        const bool recent = std::distance(row, rows->rend()) <= 3;
        if (isOpen(row->result) || recent) {
            loadSession(row->id);
            m_live[row->id].dirty = row->result == SessionResult::Running; // A crash may have left an older row.
            entry.sessions.push_back(row->id);
        }
    }
    return entry;
}

void Timeline::Recorder::loadSession(SessionId id)
{
    auto events = m_store.events({.session = id, .order = EventFilter::Order::Time, .limit = reloadLimit});
    if (!events) {
        qCWarning(lcTimeline).noquote() << events.error().toString();
        return;
    }
    Live& live = m_live[id];
    live.fold = SessionFold(std::move(*events));
    for (const Finding& finding : live.fold.findings())
        live.told.emplace(finding.checker, finding.code);
    if (const auto findings = m_store.findings(id)) {
        for (const Finding& finding : *findings)
            live.told.emplace(finding.checker, finding.code);
    }
}

/// The session is made anew from all that is known of it: an event came (`late`) that belongs before everything the
/// fold has kept, or one has gone.
void Timeline::Recorder::refold(Live& live, SessionId id, const Event* late)
{
    auto events = m_store.events({.session = id, .order = EventFilter::Order::Time, .limit = reloadLimit});
    if (!events) {
        qCWarning(lcTimeline).noquote() << events.error().toString();
        return;
    }
    const quint64 stored =
        events->empty() ? 0 : std::max_element(events->begin(), events->end(), [](const Event& a, const Event& b) {
                                  return a.seq < b.seq;
                              })->seq;
    for (const Event& event : m_queue) {
        if (event.session == id && event.seq > stored && (!late || event.seq != late->seq))
            events->push_back(event);
    }
    if (late)
        events->push_back(*late);
    std::sort(events->begin(), events->end(), [](const Event& a, const Event& b) { return keyOf(a) < keyOf(b); });
    live.fold = SessionFold(std::move(*events));
}

Timeline::Recorder::Live* Timeline::Recorder::newest(const BoardId& board, World world, bool openOnly)
{
    const std::vector<SessionId>& sessions = boardOf(board).sessions;
    bool first = true;
    for (auto id = sessions.rbegin(); id != sessions.rend(); ++id) {
        const auto live = m_live.find(*id);
        if (live == m_live.end())
            continue;
        const SessionState& state = live->second.fold.state();
        if (world != World::Host && state.world != world)
            continue;
        // What only waits for a confirmation is over for the device when something newer has begun.
        const bool over = !state.isOpen() || (state.verdict.result == SessionResult::Unconfirmed && !first);
        first = false;
        if (!openOnly || !over)
            return &live->second;
    }
    return nullptr;
}

Timeline::Recorder::Live* Timeline::Recorder::newestFor(const BoardId& board, World world, const QString& target,
                                                        bool openOnly)
{
    const std::vector<SessionId>& sessions = boardOf(board).sessions;
    for (auto id = sessions.rbegin(); id != sessions.rend(); ++id) {
        const auto live = m_live.find(*id);
        if (live == m_live.end())
            continue;
        const SessionState& state = live->second.fold.state();
        if (state.world == world && isSameTarget(state, target) && (!openOnly || state.isOpen()))
            return &live->second;
    }
    return nullptr;
}

int Timeline::Recorder::nextAttempt(const BoardId& board, World world, const QString& target)
{
    Board& entry = boardOf(board);
    auto known = entry.attempts.find({world, target});
    if (known == entry.attempts.end()) {
        const auto last = m_store.lastAttempt(board, world, target);
        known = entry.attempts.emplace(std::pair{world, target}, last.value_or(0)).first;
        for (const SessionId id : entry.sessions) {
            const auto live = m_live.find(id);
            if (live != m_live.end() && live->second.fold.state().world == world &&
                live->second.fold.state().target == target)
                known->second = std::max(known->second, live->second.fold.state().attempt);
        }
    }
    return ++known->second;
}

SessionId Timeline::Recorder::makeSession(const SessionRequest& request, bool adopted, Origin origin)
{
    const SessionId id{static_cast<qint64>(++m_lastSession)};
    boardOf(request.board).sessions.push_back(id);
    Event event;
    event.board = request.board;
    event.session = id;
    event.world = request.world;
    event.origin = adopted ? origin : Origin::Host;
    event.stream = adopted ? Stream::Protocol : Stream::Action;
    event.code = code::sessionOpen;
    event.targetVersion = request.target;
    event.runningVersion = request.versionBefore;
    event.details[QLatin1StringView("attempt")] =
        request.target.isEmpty() ? 1 : nextAttempt(request.board, request.world, request.target);
    if (!request.parent.isNull())
        event.details[QLatin1StringView("parent")] = request.parent.value;
    if (!request.requested.isEmpty())
        event.details[QLatin1StringView("requested")] = request.requested;
    if (!request.release.isEmpty())
        event.details[QLatin1StringView("release")] = request.release;
    if (request.simulated)
        event.details[QLatin1StringView("simulated")] = true;
    if (adopted)
        event.details[QLatin1StringView("adopted")] = true;
    if (!adopted) {
        event.phase = Phase::Offered;
        event.edge = Edge::Enter;
    }
    const QString target = request.target.isEmpty() ? Tr::tr("an update") : Tr::tr("version %1").arg(request.target);
    event.message = adopted ? Tr::tr("the board works on %1 that was not started here").arg(target)
                            : Tr::tr("%1 is offered to the board").arg(target);
    take(std::move(event));
    forgetOld(boardOf(request.board));

    // A new session may close a ring: the same target again and again, or two at once.
    std::vector<SessionState> others;
    for (const SessionId other : boardOf(request.board).sessions) {
        if (const auto live = m_live.find(other); live != m_live.end() && other != id)
            others.push_back(live->second.fold.state());
    }
    Live& live = m_live[id];
    if (const auto loop = checkLoop(live.fold.state(), others))
        tell(live, *loop);
    if (const auto twice = checkDouble(live.fold.state(), others))
        tell(live, *twice);
    return id;
}

void Timeline::Recorder::supersede(Live& live, const QString& newTarget)
{
    const SessionState& state = live.fold.state();
    Event event;
    event.board = state.board;
    event.session = state.id;
    event.world = state.world;
    event.phase = waitingPhase(state);
    event.edge = Edge::Leave;
    event.result = SessionResult::Superseded;
    event.code = code::sessionSuperseded;
    event.severity = Severity::Note;
    event.message = newTarget.isEmpty() ? Tr::tr("another update takes its place")
                                        : Tr::tr("version %1 takes its place").arg(newTarget);
    take(std::move(event));
}

void Timeline::Recorder::restart(Live& live, Origin origin)
{
    const SessionState& state = live.fold.state();
    Event event;
    event.board = state.board;
    event.session = state.id;
    event.world = state.world;
    event.origin = origin;
    event.confidence = Confidence::Inferred;
    event.phase = waitingPhase(state);
    event.edge = Edge::Leave;
    event.result = SessionResult::Interrupted;
    event.code = code::sessionRestarted;
    event.severity = Severity::Warning;
    event.message = Tr::tr("the board began anew: this attempt ends here");
    take(std::move(event));
}

SessionId Timeline::Recorder::openSession(const SessionRequest& request)
{
    const std::scoped_lock lock(m_mutex);
    if (Live* const open = newest(request.board, request.world, true)) {
        const SessionState& state = open->fold.state();
        const bool related = state.parent == request.parent;
        if (related && isSameTarget(state, request.target)) {
            const SessionId id = state.id;
            Event event;
            event.board = request.board;
            event.session = id;
            event.world = request.world;
            event.stream = Stream::Action;
            event.code = QStringLiteral("session.offered");
            event.message = Tr::tr("offered again");
            take(std::move(event));
            return id;
        }
        if (related)
            supersede(*open, request.target);
    }
    return makeSession(request, false, Origin::Host);
}

SessionId Timeline::Recorder::sessionFor(const SessionRequest& what, Work work, Origin origin)
{
    const std::scoped_lock lock(m_mutex);
    Live* const open = newest(what.board, what.world, true);
    const bool fits = open && (what.target.isEmpty() || open->fold.state().target.isEmpty() ||
                               isSameTarget(open->fold.state(), what.target));
    if (work == Work::Continues) {
        if (fits)
            return open->fold.state().id;
        if (!what.target.isEmpty()) {
            if (Live* const own = newestFor(what.board, what.world, what.target, false))
                return own->fold.state().id;
        }
        return makeSession(what, true, origin);
    }
    const quint32 bit = bitOf(origin);
    SessionRequest next = what;
    if (open && fits) {
        if (((open->fold.state().startedBy | open->startsComing) & bit) == 0) {
            open->startsComing |= bit;
            return open->fold.state().id;
        }
        if (next.target.isEmpty())
            next.target = open->fold.state().target;
        if (next.release.isEmpty())
            next.release = open->fold.state().release;
        if (open->fold.state().verdict.result != SessionResult::Unconfirmed)
            restart(*open, origin);
    } else if (open) {
        supersede(*open, what.target);
    } else if (Live* const last = newest(what.board, what.world, false)) {
        const SessionState& state = last->fold.state();
        const bool seen = ((state.startedBy | last->startsComing) & bit) != 0;
        const bool same = what.target.isEmpty() || state.target.isEmpty() || isSameTarget(state, what.target);
        if (same && !seen && state.closedNs && m_clock.nowNs() - *state.closedNs < joinWindow) {
            last->startsComing |= bit;
            return state.id;
        }
    }
    const SessionId id = makeSession(next, true, origin);
    m_live[id].startsComing |= bit;
    return id;
}

void Timeline::Recorder::closeSession(SessionId session, SessionResult result, const QString& reason,
                                      const QString& message)
{
    const std::scoped_lock lock(m_mutex);
    const auto live = m_live.find(session);
    if (live == m_live.end() || !live->second.fold.state().isOpen())
        return;
    const SessionState& state = live->second.fold.state();
    Event event;
    event.board = state.board;
    event.session = session;
    event.world = state.world;
    event.stream = Stream::Action;
    event.phase = waitingPhase(state);
    event.edge = Edge::Leave;
    event.result = result;
    event.reason = reason;
    event.code = code::sessionClose;
    event.severity = classOf(result) == ResultClass::Bad ? Severity::Error : Severity::Note;
    event.message = message;
    take(std::move(event));
}

void Timeline::Recorder::report(const Finding& finding)
{
    const std::scoped_lock lock(m_mutex);
    const auto live = m_live.find(finding.session);
    if (live != m_live.end() && !live->second.told.contains({finding.checker, finding.code}))
        tell(live->second, finding);
}

/// Closed sessions leave the memory when they are old; the newest of a board stays, its software may still change.
/// Of the board that has a new one: thousands may get theirs at once.
void Timeline::Recorder::forgetOld(Board& board)
{
    constexpr std::size_t keptPerBoard = 4;
    for (std::size_t i = 0; i + 1 < board.sessions.size(); ++i) {
        const auto live = m_live.find(board.sessions[i]);
        if (live != m_live.end() && !live->second.fold.state().isOpen())
            live->second.fold.settle();
    }
    while (board.sessions.size() > keptPerBoard) {
        const auto live = m_live.find(board.sessions.front());
        if (live != m_live.end() && (live->second.dirty || !live->second.checked))
            break;
        if (live != m_live.end() && live->second.fold.state().isOpen() && board.sessions.size() < 4 * keptPerBoard)
            break;
        if (live != m_live.end())
            m_live.erase(live);
        board.sessions.erase(board.sessions.begin());
    }
}

std::optional<SessionState> Timeline::Recorder::session(SessionId id) const
{
    const std::scoped_lock lock(m_mutex);
    const auto live = m_live.find(id);
    return live == m_live.end() ? std::nullopt : std::optional(live->second.fold.state());
}

std::vector<SessionState> Timeline::Recorder::openSessions() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<SessionState> open;
    for (const auto& [id, live] : m_live) {
        if (live.fold.state().isOpen())
            open.push_back(live.fold.state());
    }
    return open;
}

std::optional<SessionId> Timeline::Recorder::sessionAt(const BoardId& board, World world, qint64 hostNs)
{
    const std::scoped_lock lock(m_mutex);
    const std::vector<SessionId>& sessions = boardOf(board).sessions;
    for (auto id = sessions.rbegin(); id != sessions.rend(); ++id) {
        const auto live = m_live.find(*id);
        if (live == m_live.end())
            continue;
        const SessionState& state = live->second.fold.state();
        if (state.world == world && state.openedNs <= hostNs && (!state.closedNs || hostNs <= *state.closedNs))
            return *id;
    }
    return std::nullopt;
}

void Timeline::Recorder::attribute(Event& draft)
{
    if (!draft.session.isNull() || draft.board.isEmpty())
        return;
    const bool works =
        draft.phase && *draft.phase >= Phase::Offered && *draft.phase <= Phase::Install && draft.edge != Edge::Note;
    const bool hasTarget = !draft.targetVersion.isEmpty();
    Live* found = newest(draft.board, draft.world, true);
    if (found && hasTarget && !found->fold.state().target.isEmpty() &&
        !isSameTarget(found->fold.state(), draft.targetVersion)) {
        found = newestFor(draft.board, draft.world, draft.targetVersion, false);
    } else if (!found && hasTarget) {
        found = newestFor(draft.board, draft.world, draft.targetVersion, false);
    } else if (!found && !draft.runningVersion.isEmpty()) {
        // Other software than the ended session's last word: it may have rolled back. The same again says nothing new.
        found = newest(draft.board, draft.world, false);
        const bool known =
            found && isSameVersion(found->fold.state().world, found->fold.state().versionRunning, draft.runningVersion);
        found = known ? nullptr : found;
    }
    if (found) {
        draft.session = found->fold.state().id;
        return;
    }
    // The device works on something nobody here has asked for.
    if (works && draft.world != World::Host && draft.origin != Origin::Host)
        draft.session = makeSession({.board = draft.board, .world = draft.world, .target = draft.targetVersion}, true,
                                    draft.origin);
}

} // namespace ota
