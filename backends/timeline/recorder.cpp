// SPDX-License-Identifier: Apache-2.0
#include "timeline/recorder_p.h"
#include "timeline/sentence.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>

namespace ota {

Q_LOGGING_CATEGORY(lcTimeline, "ota.timeline")

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

constexpr qint64 rowInterval = 1'000'000'000;

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

// Events.

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
            refold(live, event.session, &event);
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

Result<> Timeline::Recorder::removeNote(const Event& note)
{
    flush();
    if (auto removed = m_store.removeEvent(note.seq); !removed)
        return removed;
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_live.contains(note.session))
            loadSession(note.session);
        Live& live = m_live[note.session];
        refold(live, note.session, nullptr);
        live.dirty = true;
    }
    flush();
    return {};
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
