// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "timeline/event.h"
#include "timeline/finding.h"
#include "timeline/sessionfold.h"
#include "timeline/stall.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ota {

class EventStore;

/// What a session is to bring where, as the one who asks for it or sees it first knows it.
struct SessionRequest
{
    BoardId board = {}; ///< Of the bench; an address where the board is not known.
    World world = World::Host;
    QString target = {};        ///< Version, sequence number or digest, as the world compares. Empty: not known yet.
    QString versionBefore = {}; ///< What runs there; empty: not known.
    QString requested = {};     ///< Who asked: `notify`, `device`, a scenario's step.
    QString release = {};       ///< The release's id; may be empty.
    SessionId parent = {};
    bool simulated = false;
};

/// Whether a sign of a device means that it begins the work, or that it goes on with it.
enum class Work
{
    Starts,
    Continues,
};

/// The recorder of a bench's timeline: every engine tells it what it sees, in any thread.
///
/// It gives each event its seq and time, finds the session it belongs to, folds progress (at most four a second and
/// session), keeps the state of the open sessions, watches for stalls, runs the checkers, and hands everything to the
/// store's writer. No member waits for the disk, unless more than `EventStore::queueLimit` events are waiting.
class Timeline final
{
public:
    struct Options
    {
        StallLimits limits = {};
        bool watch = true; ///< A thread that looks for stalls each second. Off: tests call `tick`.
    };

    /// Goes on with the sessions that are open in the store. Both must outlive it. Error: Io.
    static Result<std::unique_ptr<Timeline>> open(EventStore& store, const Clock& clock, Options options);
    static Result<std::unique_ptr<Timeline>> open(EventStore& store, const Clock& clock);

    /// Writes everything that is waiting.
    ~Timeline();
    Q_DISABLE_COPY_MOVE(Timeline)

    /// An operation of ours offers something to a board. An open session of the same board and world with another
    /// target ends `superseded`; one that is only offered the same so far is used again; one that is further ends
    /// `interrupted` and this is the next attempt.
    SessionId openSession(const SessionRequest& request);

    /// The session that a device's sign belongs to. It is opened (adopted: not started here) where the device does what
    /// nobody asked for, and a new attempt where `origin` reports a second start. `Continues` with another target than
    /// the open session's never touches that one: it feeds a session of its own target.
    SessionId sessionFor(const SessionRequest& what, Work work, Origin origin);

    /// Records. Fields left empty in the draft are filled: seq, time, and the session when there is a board (its open
    /// one with the same world and target; else, for what speaks of a phase or a running version, its newest). Returns
    /// the seq; 0 when it is progress that is held back and may be folded into the next.
    quint64 append(Event draft);

    /// Ends the session's current phase with a result of ours: aborted, failure, rejected … Nothing when it is not
    /// open.
    void closeSession(SessionId session, SessionResult result, const QString& reason, const QString& message);

    /// What a world's own checker found in a session; `finding.session` names it. Told once a checker and code. Nothing
    /// for a session that is not known any more.
    void report(const Finding& finding);

    /// One line of the workbench's own.
    quint64 note(const BoardId& board, SessionId session, Severity severity, const QString& message);

    /// Takes back what a person noted; the session is folded anew without it. Returns when it is gone from the store.
    Result<> removeNote(const Event& note);

    /// Keeps bytes as they came, before anything is made of them. `kind` names the stream: `console`, `coap`. Null when
    /// recording of raw bytes had to stop (disk full); that is an event of its own.
    RawRef appendRaw(const BoardId& board, const QString& kind, QByteArrayView bytes);

    /// Null for a session that is neither open nor was open since the start: ask the store.
    std::optional<SessionState> session(SessionId id) const;

    /// Of the sessions that are open now.
    std::vector<SessionState> openSessions() const;

    /// The newest session of that board and world that was open at that moment.
    std::optional<SessionId> sessionAt(const BoardId& board, World world, qint64 hostNs) const;

    /// Called with each event when it has been recorded (not yet on disk), in the order of seq, on the thread that
    /// appended it. Must be quick and must not append. Set before events come.
    void onRecorded(std::function<void(const Event&)> listener);

    /// What the watch thread does each second: held progress, stalls, checkers.
    void tick();

    /// Returns when everything recorded so far is in the store.
    void flush();

    EventStore& store();

private:
    class Recorder;

    explicit Timeline(std::unique_ptr<Recorder> recorder);

    std::unique_ptr<Recorder> m_recorder;
};

} // namespace ota
