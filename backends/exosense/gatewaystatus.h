// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensestore.h"
#include "exosense/statuschecker.h"

#include <map>
#include <vector>

namespace ota {

class Timeline;

/// The sessions of one board: folds what was written to `config_otau` and `otau_in`, and tells the timeline of it. One
/// thread at a time.
class GatewayStatus final
{
public:
    /// Device clocks that are further off are of no use for the order (exosense.md 6).
    static constexpr std::chrono::seconds maxClockOffset{300};

    GatewayStatus(BoardId board, bool simulated);

    /// What was recorded before this program began; nobody is told. `finishLoading` goes behind it.
    void load(const WriteRow& write);
    /// Finds the sessions that the timeline has of it. `timeline` may be null.
    void finishLoading(Timeline* timeline);

    /// One more write, in the order of recording; others than of the two resources are nothing.
    void take(const WriteRow& write, Timeline* timeline);
    /// Time passes.
    void tick(qint64 nowNs);

    const StatusChecker& checker() const { return m_checker; }
    /// The session that is wanted or at work now: the newest; null when there is none.
    const StatusSession* newest() const;
    /// Of the last report, whatever it was.
    const std::optional<OtauReport>& lastReport() const { return m_lastReport; }
    qint64 lastReportNs() const { return m_lastReportNs; }

    /// Simulated boards say so in every session.
    void setSimulated(bool simulated) { m_simulated = simulated; }

private:
    struct Entry
    {
        StatusInput input;
        qint64 seq = 0;
    };
    using Key = std::pair<QString, int>; ///< Version and attempt.

    std::optional<Entry> entryOf(const WriteRow& write);
    void insert(Entry entry);
    void publish(const WriteRow& write, const StatusInput& input, Timeline& timeline);
    SessionId openIn(const StatusSession& session, const StatusInput& input, Timeline& timeline);
    void tellStatus(const StatusSession& session, SessionId id, const WriteRow& write, const StatusInput& input,
                    Timeline& timeline) const;
    void tellOutcome(const StatusSession& session, SessionId id, const WriteRow& write, Timeline& timeline) const;
    void tellOddReport(const WriteRow& write, Timeline& timeline) const;

    /// What the timeline has of a session.
    struct Told
    {
        SessionId id;
        SessionResult result = SessionResult::Running;
        std::size_t findings = 0;
        bool started = false; ///< Its first status is there.
    };

    BoardId m_board;
    bool m_simulated;
    StatusChecker m_checker;
    std::vector<Entry> m_entries; ///< In the order in which they count.
    std::map<Key, Told> m_told;
    std::optional<OtauReport> m_lastReport;
    qint64 m_lastReportNs = 0;
};

/// Which of the timeline's checkers a code of ours is a detail of: `SEQ`, `VERSION`.
QString timelineCheckerOf(const QString& code);

} // namespace ota
