// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensestore.h"
#include "exosense/statuschecker.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace ota {

class Timeline;

/// The sessions of one board: folds what was written to `config_otau` and `otau_in`, and tells the timeline of it. One
/// thread at a time.
///
/// The order in which writes count (exosense.md 6): reports by the time that the device gave them where that is near
/// ours, else by arrival. A request comes behind all that had arrived before it, and before every report of its version
/// that arrives later, however slow or fast the device's clock is; the reports on either side of it keep their order.
///
/// What it keeps has bounds: the oldest writes are folded into a state and then need not be kept anywhere.
class GatewayStatus final
{
public:
    /// Device clocks that are further off are of no use for the order (exosense.md 6).
    static constexpr std::chrono::seconds maxClockOffset{300};

    /// That many writes are kept, and all that are as young as a late point may be.
    static constexpr std::size_t keptWrites = 64;
    /// More than that are not kept, however fast they come.
    static constexpr std::size_t mostWrites = 2048;
    static constexpr std::size_t keptSessions = 64;
    /// A write of ours under this name says that the board got some of a file: no resource, and no device can write it.
    static constexpr const char* fetchedAlias = "$fetched";
    /// Of those that come all the time one so often is enough: silence may seem that much longer than it is.
    static constexpr std::chrono::seconds fetchedEvery{60};

    /// In the details of an event: the number of the write that it tells of.
    static constexpr QLatin1StringView writeDetail{"write"};

    GatewayStatus(BoardId board, bool simulated);

    /// What takeFolded() gave for the store, before all others.
    void loadState(const QByteArray& state);
    /// The last report, where the write of it is not kept.
    void loadReport(const QByteArray& value, qint64 hostNs);
    /// What was recorded before this program began; nobody is told. `finishLoading` goes behind it.
    void load(const WriteRow& write);
    /// The last write that the timeline tells of; 0: none. The timeline stores what it is told a moment later, so that
    /// it may miss the last ones after a crash.
    qint64 toldUpTo(Timeline& timeline) const;
    /// Finds the sessions that the timeline has of it. `timeline` may be null.
    void finishLoading(Timeline* timeline);

    /// More writes, in the order of recording, that came in one request; others than of the two resources are nothing.
    void take(std::span<const WriteRow> writes, Timeline* timeline);
    void take(const WriteRow& write, Timeline* timeline) { take(std::span(&write, 1), timeline); }
    /// Time passes.
    void tick(qint64 nowNs);
    /// Whether a write of `fetchedAlias` would tell of life in a session where nothing else has of late.
    bool isNewsThatItFetched(qint64 timeNs) const;

    const StatusChecker& checker() const { return m_checker; }
    /// The session that is wanted or at work now: the newest; null when there is none.
    const StatusSession* newest() const;
    /// Of the last report, whatever it was.
    const std::optional<OtauReport>& lastReport() const { return m_lastReport; }
    qint64 lastReportNs() const { return m_lastReportNs; }

    struct Folded
    {
        std::vector<qint64> seqs; ///< Writes that nobody needs any more.
        QByteArray state;         ///< What follows from them and all before, for loadState().
    };
    /// What may be taken out of the store when the state is put there, together; nothing as long as that is little.
    std::optional<Folded> takeFolded();
    /// That could not be stored.
    void giveBack(Folded folded);

    /// Simulated boards say so in every session.
    void setSimulated(bool simulated) { m_simulated = simulated; }

private:
    struct Entry
    {
        StatusInput input;
        qint64 seq = 0;
        qint64 orderNs = 0;      ///< By which reports are ordered: of the device, or of the arrival.
        qint64 hostNs = 0;       ///< Of the arrival.
        bool isLateable = false; ///< The device gave a time of use: it may belong before others.
    };
    using Key = std::pair<QString, int>; ///< Version and attempt.

    std::optional<Entry> entryOf(const WriteRow& write);
    std::size_t placeOf(const Entry& entry) const;
    std::size_t insert(Entry entry);
    void judgeAgain(const std::function<void(const Entry&)>& seen = {});
    void fold();
    void keepOdd(const WriteRow& write);

    /// A write that counts for something, and what it did.
    struct Taken
    {
        WriteRow write;
        StatusInput input;
        QString rawStatus; ///< As the device wrote it.
        std::optional<std::size_t> touched;
        bool isLate = false; ///< It belongs before others that were known.
    };
    void publish(const Taken& taken, Timeline& timeline);
    SessionId openIn(const StatusSession& session, const StatusInput& input, Timeline& timeline);
    /// Both return the event that tells of it.
    quint64 tellStatus(const StatusSession& session, SessionId id, const Taken& taken, Timeline& timeline) const;
    quint64 tellOutcome(const StatusSession& session, SessionId id, const WriteRow& write, Timeline& timeline) const;
    void tellFindings(const StatusSession& session, const Taken& taken, quint64 seq, Timeline& timeline);
    void tellOddReport(const WriteRow& write, Timeline& timeline) const;

    /// What the timeline has of a session.
    struct Told
    {
        SessionId id;
        SessionResult result = SessionResult::Running;
        std::size_t findings = 0;
        bool started = false;                ///< Its first status is there.
        std::optional<OtauStatus> last = {}; ///< Of the ones that are told.
    };

    BoardId m_board;
    bool m_simulated;
    StatusChecker m_base;         ///< Behind all that was folded.
    StatusChecker m_checker;      ///< Behind all.
    std::vector<Entry> m_entries; ///< Not folded, in the order in which they count.
    std::deque<qint64> m_odd;     ///< Writes to the two resources that count for nothing.
    std::vector<qint64> m_folded; ///< Not yet taken out of the store.
    qint64 m_newestNs = 0;        ///< Arrival of the newest write.
    qint64 m_tickNs = 0;
    bool m_isBehind = false; ///< While loading: m_checker does not know all of m_entries in their order.
    std::map<Key, Told> m_told;
    std::optional<OtauReport> m_lastReport;
    qint64 m_lastReportNs = 0;
    qint64 m_fetchedNs = 0; ///< Of the last write that says so.
};

/// Which of the timeline's checkers a code of ours is a detail of: `SEQ`, `VERSION`.
QString timelineCheckerOf(const QString& code);

} // namespace ota
