// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/checkers.h"
#include "timeline/sessionstate.h"

#include <map>
#include <span>
#include <vector>

namespace ota {

/// Codes of the events that the timeline itself makes.
namespace code {
inline constexpr QLatin1StringView sessionOpen{"session.open"};
inline constexpr QLatin1StringView sessionClose{"session.close"};
inline constexpr QLatin1StringView sessionSuperseded{"session.superseded"};
inline constexpr QLatin1StringView sessionRestarted{"session.restarted"}; ///< The device began anew; this attempt ends.
inline constexpr QLatin1StringView sessionAlive{"session.alive"};         ///< A stall is withdrawn.
inline constexpr QLatin1StringView transferBegin{"transfer.begin"};
inline constexpr QLatin1StringView transferProgress{"transfer.progress"};
inline constexpr QLatin1StringView transferEnd{"transfer.end"};
inline constexpr QLatin1StringView transferBroken{"transfer.broken"};
inline constexpr QLatin1StringView rawGap{"raw.gap"};         ///< Bytes of a console were lost.
inline constexpr QLatin1StringView rawMuted{"raw.muted"};     ///< Raw bytes of a stream are not recorded any more.
inline constexpr QLatin1StringView personNote{"note.person"}; ///< What a person wrote; may be taken back.
} // namespace code

/// The one fold: what a session's next event makes of its state. Events come in the order of their keys.
void foldInto(SessionState& state, const Event& event);

/// The state after all events; they must be in order and of one session.
SessionState foldSession(std::span<const Event> ordered);

/// All sessions of events in any order; events without a session are left out.
std::map<SessionId, SessionState> foldSessions(std::vector<Event> events);

/// A session that takes its events in any order and always has the state that the ordered ones give.
///
/// It keeps the newest events, so that a late one is put in its place; one that belongs before all that it kept makes
/// it `stale`: then it must be made anew from the store.
class SessionFold
{
public:
    /// Kept at least, when there are as many.
    static constexpr std::size_t keptEvents = 256;

    SessionFold() = default;
    /// Goes on from a state and what is known to be in it.
    explicit SessionFold(std::vector<Event> ordered);

    void insert(const Event& event);

    /// Lets go of the kept events: nothing late is expected any more.
    void settle();

    const SessionState& state() const { return m_now.state; }
    const std::vector<Finding>& findings() const { return m_now.checks.findings(); }
    bool isStale() const { return m_stale; }

private:
    struct View
    {
        SessionState state = {};
        SessionChecks checks = {};

        void take(const Event& event);
    };

    void trim();

    View m_checkpoint; ///< As before the kept events.
    EventKey m_checkpointKey;
    View m_now;
    std::vector<Event> m_events;
    bool m_stale = false;
};

} // namespace ota
