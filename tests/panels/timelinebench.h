// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fakeclock.h"
#include "store/bench.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace ota {

/// A bench with sessions as boards make them, written by the real recorder at times that a test chooses. While it is
/// open it holds the bench, as another program would; a window reads beside it.
class TimelineBench
{
public:
    /// `beginNs`: the time from which seconds count.
    explicit TimelineBench(qint64 beginNs);
    ~TimelineBench();
    Q_DISABLE_COPY_MOVE(TimelineBench)

    QString path() const { return m_directory.path(); }
    EventStore& store() { return *m_store; }
    Timeline& timeline() { return *m_timeline; }

    struct Step
    {
        Phase phase;
        double seconds;
        int percent = -1;   ///< Of the last report, when there is one.
        bool stays = false; ///< The phase goes on: no leave.
        SessionResult result = SessionResult::Success;
        QString reason = {};
    };

    /// A session from `second` on, phase by phase. With `runs` the board then says that this version runs.
    SessionId play(const QString& board, const QString& before, const QString& target, double second,
                   const std::vector<Step>& steps, const QString& runs = {}, bool simulated = false,
                   const QString& release = {});
    /// All phases of an update that goes well; the download takes `downloadSeconds`.
    SessionId playWell(const QString& board, const QString& before, const QString& target, double second,
                       double downloadSeconds = 60, bool simulated = false);
    /// One more event of a session.
    quint64 say(SessionId session, const QString& board, double second, Severity severity, const QString& message,
                const QByteArray& raw = {}, Stream stream = Stream::Console);
    /// Twelve boards in all states, over twenty minutes: what pictures are made of.
    void playTheLab();

    void flush() { m_timeline->flush(); }
    /// Lets go of the bench.
    void close();

private:
    qint64 at(double second) const { return m_beginNs + static_cast<qint64>(second * 1e9); }
    Event eventOf(SessionId session, const QString& board, Phase phase, Edge edge) const;

    QTemporaryDir m_directory;
    qint64 m_beginNs;
    FakeClock m_clock;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<EventStore> m_store;
    std::unique_ptr<Timeline> m_timeline;
};

} // namespace ota
