// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventstore.h"
#include "timeline/eventwriter.h"
#include "timeline/progressfold.h"
#include "timeline/sessionfold.h"
#include "timeline/timeline.h"

#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace ota {

/// What stands behind the Timeline: attribution, folds, findings, and the queue to the writer. Any thread; one mutex.
class Timeline::Recorder
{
public:
    Recorder(EventStore& store, const Clock& clock, Options options);
    ~Recorder();
    Q_DISABLE_COPY_MOVE(Recorder)

    Result<> begin();

    SessionId openSession(const SessionRequest& request);
    SessionId sessionFor(const SessionRequest& what, Work work, Origin origin);
    quint64 append(Event draft);
    void closeSession(SessionId session, SessionResult result, const QString& reason, const QString& message);
    void report(const Finding& finding);
    RawRef appendRaw(const BoardId& board, const QString& kind, QByteArrayView bytes);
    std::optional<SessionState> session(SessionId id) const;
    std::vector<SessionState> openSessions() const;
    std::optional<SessionId> sessionAt(const BoardId& board, World world, qint64 hostNs);
    Result<> removeNote(const Event& note);
    void onRecorded(std::function<void(const Event&)> listener);
    void tick();
    void flush();
    EventStore& store() { return m_store; }

private:
    /// A session that is open, or was not long ago.
    struct Live
    {
        SessionFold fold;
        std::set<std::pair<QString, QString>> told;            ///< Findings that have become events.
        std::map<std::pair<QString, QString>, qint64> noticed; ///< When a finding was first there.
        quint32 startsComing = 0; ///< Origins whose start was attributed here; their event is on its way.
        qint64 rowNs = 0;         ///< When its row was written last.
        bool urgent = false;      ///< The row must not wait.
        bool dirty = false;       ///< The row in the store is older.
        bool checked = true;      ///< No event since the findings were looked at.
        bool halfTold = false;    ///< The warning of half the limit.
    };
    /// A board's sessions in memory, oldest first, and the attempts it has made.
    struct Board
    {
        std::vector<SessionId> sessions;
        std::map<std::pair<World, QString>, int> attempts;
    };

    // With the mutex held.
    Board& boardOf(const BoardId& board);
    void loadSession(SessionId id);
    void refold(Live& live, SessionId id, const Event* late);
    Live* newest(const BoardId& board, World world, bool openOnly);
    Live* newestFor(const BoardId& board, World world, const QString& target, bool openOnly);
    int nextAttempt(const BoardId& board, World world, const QString& target);
    SessionId makeSession(const SessionRequest& request, bool adopted, Origin origin);
    void supersede(Live& live, const QString& newTarget);
    void restart(Live& live, Origin origin);
    void attribute(Event& draft);
    void prepare(Event& event);
    quint64 take(Event event);
    quint64 record(Event event);
    void tellAlive(const Event& sign, qint64 silenceNs);
    void learnTarget(Event& event, Live& live);
    void tellFindings(qint64 nowNs, bool all);
    void tell(Live& live, const Finding& finding);
    void watchSilence(qint64 nowNs);
    void reportMuted();
    void forgetOld(Board& board);

    EventBatch collect();
    void run(const std::stop_token& stop);

    EventStore& m_store;
    const Clock& m_clock;
    const Options m_options;
    mutable std::mutex m_mutex;
    std::function<void(const Event&)> m_listener;
    std::map<SessionId, Live> m_live;
    std::map<BoardId, Board> m_boards;
    ProgressFold m_progress;
    std::vector<Event> m_queue;
    std::vector<Finding> m_findings;
    quint64 m_seq = 0;
    quint64 m_lastSession = 0;
    bool m_allRows = false; ///< The next batch brings every row that has changed.
    quint64 m_dropped = 0;  ///< Events lost while the store refused them.
    std::unique_ptr<EventWriter> m_writer;
    std::jthread m_watch;
};

} // namespace ota
