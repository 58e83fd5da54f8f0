// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/finding.h"
#include "timeline/sessionstate.h"
#include "timeline/stall.h"

#include <deque>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

namespace ota {

/// Names of the checkers (spec/timeline.md 8): the codes of their events.
namespace checker {
inline constexpr QLatin1StringView seq{"SEQ"};
inline constexpr QLatin1StringView version{"VERSION"};
inline constexpr QLatin1StringView honest{"HONEST"};
inline constexpr QLatin1StringView bytes{"BYTES"};
inline constexpr QLatin1StringView resume{"RESUME"};
inline constexpr QLatin1StringView digest{"DIGEST"};
inline constexpr QLatin1StringView retryStorm{"RETRY-STORM"};
inline constexpr QLatin1StringView loop{"LOOP"};
inline constexpr QLatin1StringView backoff{"BACKOFF"};
inline constexpr QLatin1StringView orderSec{"ORDER-SEC"};
inline constexpr QLatin1StringView reboots{"REBOOTS"};
inline constexpr QLatin1StringView doubleSession{"DOUBLE"};
inline constexpr QLatin1StringView clock{"CLOCK"};
inline constexpr QLatin1StringView gap{"GAP"};
inline constexpr QLatin1StringView stall{"STALL"};
inline constexpr QLatin1StringView unconfirmed{"UNCONFIRMED"};
inline constexpr QLatin1StringView secret{"SECRET"};
inline constexpr QLatin1StringView report{"REPORT"};
} // namespace checker

/// The checkers of one session, as they stand after its events so far. A value: it can be copied and gone on with.
class SessionChecks
{
public:
    /// The next event in order, and the session before and after it. Events of checkers are not looked at.
    void take(const Event& event, const SessionState& before, const SessionState& after);

    const std::vector<Finding>& findings() const { return m_findings; }

private:
    /// What is known of the requests for one object.
    struct Object
    {
        quint64 farthest = 0;                        ///< Bytes without gaps; it grows as long as the transfer gets on.
        quint64 requests = 0;                        ///< Of the present transfer, as counted last.
        std::deque<std::pair<qint64, quint64>> idle; ///< (time, seq) of requests since it grew last.
        QString etag;
        QString digest;
        quint64 taggedSeq = 0;
        bool resumed = false;
        bool complete = false;
        qint64 refusedNs = 0; ///< Newest answer that asked for patience; 0: none.
        qint64 waitNs = 0;
        quint64 refusedSeq = 0;
    };

    void add(QLatin1StringView checker, const char* code, Severity severity, const QString& message,
             std::vector<quint64> evidence);

    void checkOrder(const Event& event, const SessionState& before);
    void checkWorkerOrder(const Event& event);
    void checkVersion(const Event& event, const SessionState& before, const SessionState& after);
    void checkHonesty(const Event& event, const SessionState& before, const SessionState& after);
    void checkBytes(const Event& event, const SessionState& after);
    void checkTransfer(const Event& event);
    void checkResume(const Event& event, Object& object);
    void checkRetries(const Event& event, Object& object);
    void checkBackoff(const Event& event, Object& object);
    void checkDigest(const Event& event);
    void checkSecurityOrder(const Event& event, const SessionState& before, const SessionState& after);
    void checkReboots(const Event& event, const SessionState& before, const SessionState& after);
    void checkClock(const Event& event);
    void checkProgress(const Event& event);
    void checkSecrets(const Event& event);
    void checkReport(const Event& event, const SessionState& before, const SessionState& after);

    std::vector<Finding> m_findings;
    std::map<QString, Object> m_objects;
    int m_workerRank = 0;
    quint64 m_workerSeq = 0;
    std::optional<std::pair<QString, quint64>> m_served;   ///< Digest of the payload and the event that said it.
    std::optional<std::pair<QString, quint64>> m_reported; ///< Digest that the device gave.
    bool m_consoleSpoke = false;                           ///< Lines of the worker were seen.
    bool m_accepted = false;
    std::optional<std::pair<qint64, quint64>> m_early; ///< First payload byte that was wanted before that.
    std::optional<qint64> m_clockOffset;
    /// Newest percentage by phase, who says it, and what of.
    std::map<std::tuple<Phase, Confidence, QString>, int> m_percents;
    qint64 m_powerNs = 0;     ///< Newest power or fault event of ours.
    quint64 m_hundredSeq = 0; ///< Progress of 100 %.
};

/// All findings of one session's events, in order.
std::vector<Finding> checkSession(std::span<const Event> ordered);

/// LOOP: the same target began again although two attempts already ended in INSTALL or later with the old version
/// running. `earlier`: sessions of the board, in any order.
std::optional<Finding> checkLoop(const SessionState& session, std::span<const SessionState> earlier);

/// DOUBLE: two open sessions of one world on one board that are not parts of one.
std::optional<Finding> checkDouble(const SessionState& session, std::span<const SessionState> others);

/// STALL or UNCONFIRMED, where the limit is over.
std::optional<Finding> checkSilence(const SessionState& session, const StallVerdict& verdict);

} // namespace ota
