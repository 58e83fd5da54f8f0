// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/sessionstate.h"

#include <chrono>
#include <map>
#include <optional>

namespace ota {

/// How long a session may be silent in each phase (spec/timeline.md 6). Overridable per world and per board.
class StallLimits
{
public:
    /// The limit that holds; null: this world gives no limit for the phase.
    std::optional<std::chrono::seconds> limit(const BoardId& board, World world, Phase phase) const;

    void setForBoard(const BoardId& board, Phase phase, std::chrono::seconds limit);
    void setForWorld(World world, Phase phase, std::chrono::seconds limit);

    /// Of the specification's table.
    static std::optional<std::chrono::seconds> standard(World world, Phase phase);

private:
    std::map<std::pair<BoardId, Phase>, std::chrono::seconds> m_boards;
    std::map<std::pair<World, Phase>, std::chrono::seconds> m_worlds;
};

/// What the silence of a session means at a moment.
struct StallVerdict
{
    enum class Kind
    {
        Fine,
        Warning,     ///< Half of the limit is over.
        Stalled,     ///< The limit is over.
        Unconfirmed, ///< The same while waiting for the confirmation.
    };

    Kind kind = Kind::Fine;
    Phase phase = Phase::Idle; ///< Whose limit it was.
    std::chrono::nanoseconds silence{0};
    std::chrono::seconds limit{0};
};

/// The phase that a session waits in: the current one, or the next when the current one has ended.
Phase waitingPhase(const SessionState& state);

/// Pure. `Fine` for sessions that are not running.
StallVerdict stallVerdict(const SessionState& state, qint64 nowNs, const StallLimits& limits);

} // namespace ota
