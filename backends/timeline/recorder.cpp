// SPDX-License-Identifier: Apache-2.0
#include "timeline/reason.h"
#include "timeline/recorder_p.h"
#include "timeline/sentence.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>

namespace ota {

namespace {

Q_LOGGING_CATEGORY(lcTimeline, "ota.timeline")

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

constexpr qint64 second = 1'000'000'000;
/// The same start is seen by several: a second observer's sign this late after the end still belongs to it.
constexpr qint64 joinWindow = 2 * second;
/// Findings become events when what others saw at the same time has come as well.
constexpr qint64 settleTime = second;
constexpr qint64 rowInterval = second;
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

Timeline::Recorder::Recorder(EventStore& store, const Clock& clock, Options options)
    : m_store(store)
    , m_clock(clock)
    , m_options(std::move(options))
{
}

Timeline::Recorder::~Recorder()
{
    m_watch = {};
    {
        const std::scoped_lock lock(m_mutex);
        std::vector<Event> held;
        m_progress.takeAll(held);
        for (Event& event : held)
            record(std::move(event));
        tellFindings(m_clock.nowNs(), true);
        m_allRows = true;
    }
    m_store.raw().close();
    m_writer.reset();
}

Result<> Timeline::Recorder::begin()
{
    const auto seq = m_store.lastSeq();
    const auto session = m_store.lastSession();
    if (!seq || !session)
        return failure(seq ? session.error() : seq.error());
    m_seq = *seq;
    m_lastSession = *session;
    // Sessions that were running when the last process ended: their silence has to be judged.
    const auto running = m_store.sessions({.result = SessionResult::Running, .limit = 10'000});
    if (!running)
        return failure(running.error());
    {
        const std::scoped_lock lock(m_mutex);
        for (const SessionRow& row : *running)
            boardOf(row.board);
    }
    m_writer = std::make_unique<EventWriter>(m_store, [this] { return collect(); });
    if (m_options.watch)
        m_watch = std::jthread([this](const std::stop_token& stop) { run(stop); });
    return {};
}

void Timeline::Recorder::run(const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    int round = 0;
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex);
            wake.wait_for(lock, stop, std::chrono::milliseconds(250), [] { return false; });
        }
        if (stop.stop_requested())
            return;
        if (++round % 4 == 0) {
            tick();
            continue;
        }
        const std::scoped_lock lock(m_mutex);
        std::vector<Event> due;
        m_progress.takeDue(m_clock.nowNs(), due);
        for (Event& event : due)
            record(std::move(event));
    }
}

void Timeline::Recorder::onRecorded(std::function<void(const Event&)> listener)
{
    const std::scoped_lock lock(m_mutex);
    m_listener = std::move(listener);
}

// Sessions.

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

/// An event that belongs before everything the fold has kept: the session is made anew from all that is known of it.
void Timeline::Recorder::refold(Live& live, SessionId id, const Event& late)
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
        if (event.session == id && event.seq > stored && event.seq != late.seq)
            events->push_back(event);
    }
    events->push_back(late);
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
    forgetOld();

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

/// Closed sessions leave the memory when they are old; the newest of a board stays, its software may still change.
void Timeline::Recorder::forgetOld()
{
    constexpr std::size_t keptPerBoard = 4;
    for (auto& [id, board] : m_boards) {
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

// Events.

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

void Timeline::Recorder::prepare(Event& event)
{
    if (event.hostNs == 0)
        event.hostNs = m_clock.nowNs();
    const auto live = m_live.find(event.session);
    if (live == m_live.end())
        return;
    if (event.board.isEmpty())
        event.board = live->second.fold.state().board;
    if (event.world == World::Host)
        event.world = live->second.fold.state().world;
}

quint64 Timeline::Recorder::append(Event draft)
{
    m_writer->waitForRoom(EventStore::queueLimit);
    const std::scoped_lock lock(m_mutex);
    if (m_writer->isFailing() && m_queue.size() >= EventStore::queueLimit) {
        ++m_dropped;
        return 0;
    }
    if (!draft.session.isNull() && !m_live.contains(draft.session))
        loadSession(draft.session);
    attribute(draft);
    return take(std::move(draft));
}

quint64 Timeline::Recorder::take(Event event)
{
    prepare(event);
    std::vector<Event> due;
    m_progress.take(std::move(event), due);
    quint64 seq = 0;
    for (Event& each : due)
        seq = record(std::move(each));
    return seq;
}

/// A session whose target was not known learns it, and with it which attempt it is.
void Timeline::Recorder::learnTarget(Event& event, Live& live)
{
    const SessionState& state = live.fold.state();
    if (state.events == 0 || !state.target.isEmpty() || event.targetVersion.isEmpty())
        return;
    event.details[QLatin1StringView("attempt")] = nextAttempt(state.board, state.world, event.targetVersion);
}

quint64 Timeline::Recorder::record(Event event)
{
    event.seq = ++m_seq;
    bool wasStalled = false;
    qint64 silentSince = 0;
    if (!event.session.isNull()) {
        Live& live = m_live[event.session];
        learnTarget(event, live);
        wasStalled = live.fold.state().verdict.result == SessionResult::Stalled;
        silentSince = live.fold.state().lastSignNs;
        live.fold.insert(event);
        if (live.fold.isStale())
            refold(live, event.session, event);
        live.dirty = true;
        live.urgent = live.urgent || event.edge == Edge::Enter || event.edge == Edge::Leave;
        live.checked = false;
        if (event.origin != Origin::Host && event.origin != Origin::Checker)
            live.halfTold = false;
    }
    m_queue.push_back(event);
    m_writer->wake(m_queue.size());
    if (m_listener)
        m_listener(event);
    if (wasStalled && m_live[event.session].fold.state().verdict.result == SessionResult::Running)
        tellAlive(event, event.hostNs - silentSince);
    return event.seq;
}

/// A stall is withdrawn by the next sign of life.
void Timeline::Recorder::tellAlive(const Event& sign, qint64 silenceNs)
{
    Event event;
    event.hostNs = sign.hostNs;
    event.board = sign.board;
    event.session = sign.session;
    event.world = sign.world;
    event.stream = Stream::Checker;
    event.origin = Origin::Checker;
    event.confidence = Confidence::Inferred;
    event.code = code::sessionAlive;
    event.message = Tr::tr("alive again after %1").arg(humanDuration(silenceNs));
    record(std::move(event));
}

RawRef Timeline::Recorder::appendRaw(const BoardId& board, const QString& kind, QByteArrayView bytes)
{
    return m_store.raw().append(board, kind, bytes);
}

void Timeline::Recorder::reportMuted()
{
    for (const auto& [board, kind] : m_store.raw().takeMuted()) {
        Event event;
        event.board = board;
        event.severity = Severity::Error;
        event.code = code::rawMuted;
        event.message = Tr::tr("the disk does not take the raw bytes of %1 any more: they are not recorded").arg(kind);
        take(std::move(event));
    }
    if (m_dropped == 0 || m_writer->isFailing())
        return;
    Event event;
    event.severity = Severity::Error;
    event.code = QStringLiteral("events.lost");
    event.message = Tr::tr("%1 events were lost while the store could not be written").arg(m_dropped);
    m_dropped = 0;
    take(std::move(event));
}

// Findings and silence.

void Timeline::Recorder::tell(Live& live, const Finding& finding)
{
    Finding own = finding;
    const SessionState& state = live.fold.state();
    own.session = state.id;
    live.told.emplace(finding.checker, finding.code);
    Event event = eventOf(own);
    event.board = state.board;
    event.world = state.world;
    m_findings.push_back(std::move(own));
    take(std::move(event));
}

void Timeline::Recorder::tellFindings(qint64 nowNs, bool all)
{
    std::vector<SessionId> due;
    for (const auto& [id, live] : m_live) {
        if (!live.checked)
            due.push_back(id);
    }
    for (const SessionId id : due) {
        Live& live = m_live[id];
        bool waits = false;
        const std::vector<Finding> findings = live.fold.findings();
        for (const Finding& finding : findings) {
            const std::pair key{finding.checker, finding.code};
            const qint64 noticed = live.noticed.emplace(key, nowNs).first->second;
            if (live.told.contains(key))
                m_findings.push_back(finding); // Its count may have grown.
            else if (all || nowNs - noticed >= settleTime)
                tell(live, finding);
            else
                waits = true;
        }
        live.checked = !waits;
    }
}

void Timeline::Recorder::watchSilence(qint64 nowNs)
{
    std::vector<std::pair<SessionId, StallVerdict>> silent;
    for (const auto& [id, live] : m_live) {
        const StallVerdict verdict = stallVerdict(live.fold.state(), nowNs, m_options.limits);
        if (verdict.kind != StallVerdict::Kind::Fine)
            silent.emplace_back(id, verdict);
    }
    for (const auto& [id, verdict] : silent) {
        Live& live = m_live[id];
        const SessionState& state = live.fold.state();
        if (verdict.kind == StallVerdict::Kind::Warning) {
            if (std::exchange(live.halfTold, true))
                continue;
            Event event;
            event.board = state.board;
            event.session = id;
            event.world = state.world;
            event.stream = Stream::Checker;
            event.origin = Origin::Checker;
            event.confidence = Confidence::Inferred;
            event.severity = Severity::Warning;
            event.code = QStringLiteral("session.silent");
            event.phase = verdict.phase;
            event.message = Tr::tr("silent for %1 while %2; the limit is %3")
                                .arg(humanDuration(verdict.silence.count()), label(verdict.phase),
                                     humanDuration(std::chrono::nanoseconds(verdict.limit).count()));
            take(std::move(event));
            continue;
        }
        const auto finding = checkSilence(state, verdict);
        if (!finding)
            continue;
        Finding own = *finding;
        m_findings.push_back(own);
        live.told.emplace(own.checker, own.code);
        Event event = eventOf(own);
        event.board = state.board;
        event.world = state.world;
        event.phase = verdict.phase;
        event.edge = Edge::Leave;
        event.result =
            verdict.kind == StallVerdict::Kind::Unconfirmed ? SessionResult::Unconfirmed : SessionResult::Stalled;
        event.reason = reason::timeout;
        take(std::move(event));
    }
}

void Timeline::Recorder::tick()
{
    const std::scoped_lock lock(m_mutex);
    const qint64 now = m_clock.nowNs();
    std::vector<Event> due;
    m_progress.takeDue(now, due);
    for (Event& event : due)
        record(std::move(event));
    reportMuted();
    watchSilence(now);
    tellFindings(now, false);
    if (std::any_of(m_live.begin(), m_live.end(), [](const auto& entry) { return entry.second.dirty; }))
        m_writer->wake(m_queue.size());
}

EventBatch Timeline::Recorder::collect()
{
    EventBatch batch;
    {
        const std::scoped_lock lock(m_mutex);
        batch.events = std::exchange(m_queue, {});
        batch.findings = std::exchange(m_findings, {});
        batch.lastSession = m_lastSession;
        // A row that only counts on is written once a second; what it says of the result at once.
        const qint64 now = m_clock.nowNs();
        const bool all = std::exchange(m_allRows, false);
        for (auto& [id, live] : m_live) {
            if (!live.dirty || (!all && !live.urgent && now - live.rowNs < rowInterval))
                continue;
            live.dirty = false;
            live.urgent = false;
            live.rowNs = now;
            batch.sessions.push_back(live.fold.state());
        }
    }
    // After the events: a segment is known before its first bytes are pointed at.
    batch.segments = m_store.raw().takeChanges();
    for (const RawSegment& segment : batch.segments)
        batch.lastSegment = std::max(batch.lastSegment, static_cast<quint64>(segment.id));
    return batch;
}

void Timeline::Recorder::flush()
{
    {
        const std::scoped_lock lock(m_mutex);
        std::vector<Event> held;
        m_progress.takeAll(held);
        for (Event& event : held)
            record(std::move(event));
        m_allRows = true;
    }
    m_writer->flush();
}

} // namespace ota
