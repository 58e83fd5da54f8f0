// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"
#include "timeline/event.h"
#include "timeline/finding.h"
#include "timeline/rawstreams.h"
#include "timeline/sessionstate.h"

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace ota {

class EventColumns;

/// What one transaction of the writer brings.
struct EventBatch
{
    std::vector<Event> events = {}; ///< Rising seq.
    std::vector<SessionState> sessions = {};
    std::vector<Finding> findings = {};
    std::vector<RawSegment> segments = {};
    quint64 lastSession = 0; ///< Highest session id given so far.
    quint64 lastSegment = 0; ///< Highest raw segment id given so far.

    bool isEmpty() const { return events.empty() && sessions.empty() && findings.empty() && segments.empty(); }
};

/// Which events are asked for. What is left empty does not filter.
struct EventFilter
{
    std::optional<SessionId> session = {};
    BoardId board = {};
    std::optional<World> world = {};
    std::optional<Stream> stream = {};
    std::optional<Phase> phase = {};
    Severity atLeast = Severity::Debug;
    QString code = {};
    QString text = {}; ///< Part of the message, letters of either case.
    std::optional<qint64> fromNs = {};
    std::optional<qint64> untilNs = {}; ///< Not included.
    /// Pages: what follows this event in the order that is asked for.
    std::optional<EventKey> after = {};

    enum class Order
    {
        Seq,    ///< As recorded: `after` compares seq alone. For followers.
        Time,   ///< Host time, then seq.
        Newest, ///< Time, backwards.
    };
    Order order = Order::Time;
    int limit = 500;
};

/// Which sessions are asked for, newest first.
struct SessionFilter
{
    BoardId board = {};
    std::optional<World> world = {};
    std::optional<SessionResult> result = {};
    QString target = {};
    bool openOnly = false;
    std::optional<SessionId> before = {}; ///< Pages: older than this one.
    int limit = 500;
};

/// A session as a list shows it.
struct SessionRow
{
    SessionId id = {};
    BoardId board = {};
    World world = World::Host;
    QString target = {};
    int attempt = 1;
    SessionId parent = {};
    qint64 openedNs = 0;
    std::optional<qint64> closedNs = {};
    Phase phase = Phase::Idle;
    std::optional<int> centipercent = {};
    SessionResult result = SessionResult::Running;
    QString reason = {};
    qint64 lastNs = 0;
    QString requested = {};
    QString release = {};
    bool simulated = false;
    bool adopted = false;
    QString versionBefore = {}; ///< What ran when it began.
    QString versionRunning = {};
    Severity worst = Severity::Debug;
    quint64 events = 0;
    quint64 payloadBytes = 0;
    QString sentence = {};
    bool pinned = false;
    std::vector<PhaseSpan> phases = {}; ///< Phase, begin, end, result, reason, how far, how much of how much.
};

QJsonObject toJson(const SessionRow& row);

/// The newest that is known of a board.
struct BoardState
{
    BoardId board = {};
    SessionId session = {};
    Phase phase = Phase::Idle;
    std::optional<int> centipercent = {};
    std::optional<SessionResult> result = {};
    QString versionRunning = {};
    qint64 lastNs = 0;
    // Of the session; empty where there is none.
    QString target = {};
    QString reason = {};
    int attempt = 0;
    qint64 openedNs = 0;

    bool operator==(const BoardState&) const = default;
};

/// What is kept (spec/timeline.md 9): pinned sessions and the newest of each board always; whole sessions only.
struct RetentionPolicy
{
    std::optional<std::chrono::hours> maximumAge = {};
    std::optional<qint64> maximumEvents = {};
    int keptPerBoard = 20;
};

/// The tables of the timeline in a bench, and the raw streams beside them. Reading: any thread, also in a process
/// beside the one that writes. Writing: the process that holds the bench.
class EventStore final
{
public:
    /// Events that may wait for the writer before those who append have to wait as well.
    static constexpr std::size_t queueLimit = 100'000;

    /// For BenchOptions::schemas.
    static MigrationSet schema();

    /// `streamsFolder`: Bench::streamsPath(). Both references must outlive it. Error: Io.
    static Result<std::unique_ptr<EventStore>> open(Database& database, const QString& streamsFolder,
                                                    const Clock& clock);

    ~EventStore();
    Q_DISABLE_COPY_MOVE(EventStore)

    // Writing.

    /// All of it or nothing, in one transaction. Then tells those who wait for events.
    Result<> write(const EventBatch& batch);

    /// The streams that raw bytes are appended to; made on first use.
    RawStreams& raw();

    /// Highest numbers that were ever given, also of what has been removed since. 0: none.
    Result<quint64> lastSeq() const;
    Result<quint64> lastSession() const;

    /// The session is gone for everybody when it returns; its events and raw bytes go with it. Error: NotFound.
    Result<> remove(SessionId session);

    /// All that is known of a board, in sessions or not. How many sessions that were.
    Result<int> removeBoard(const BoardId& board);

    /// Sessions that were removed.
    Result<std::vector<SessionId>> applyRetention(const RetentionPolicy& policy, qint64 nowNs);

    /// One event; nothing when there is none. What was folded from it is the caller's: see Timeline::removeNote.
    Result<> removeEvent(quint64 seq);

    /// A report uses it: retention leaves it alone.
    Result<> pin(SessionId session, bool pinned);

    /// Texts that no event uses any more are deleted.
    Result<> reclaim();

    // Reading.

    Result<std::vector<Event>> events(const EventFilter& filter) const;
    Result<std::optional<Event>> event(quint64 seq) const;
    Result<QByteArray> rawBytes(const RawRef& ref) const;
    /// The same, but fewer where the stream ends before.
    Result<QByteArray> rawBytesUpTo(const RawRef& ref) const;

    Result<std::vector<SessionRow>> sessions(const SessionFilter& filter) const;
    Result<std::optional<SessionRow>> session(SessionId id) const;
    /// Highest attempt of a board for a target; 0: none.
    Result<int> lastAttempt(const BoardId& board, World world, const QString& target) const;

    Result<std::vector<BoardState>> boards() const;
    Result<std::vector<Finding>> findings(SessionId session) const;

    /// All events as 16-byte cells. Later: `extend`.
    Result<EventColumns> columns() const;
    /// Adds what has been recorded since.
    Result<> extend(EventColumns& columns) const;

    /// The text of a number that a cell gives for its board.
    Result<QString> text(qint64 id) const;

    /// Waits until an event above `seq` is in the store, at most `limit`. In the process that writes it is told; in
    /// others it looks ten times a second. Returns the highest seq.
    Result<quint64> waitForSeq(quint64 seq, std::chrono::milliseconds limit, std::stop_token stop = {}) const;

    Database& database() const;

private:
    struct Private;
    explicit EventStore(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace ota
