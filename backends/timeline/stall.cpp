// SPDX-License-Identifier: Apache-2.0
#include "timeline/stall.h"

namespace ota {

using std::chrono::seconds;

std::optional<seconds> StallLimits::standard(World world, Phase phase)
{
    struct Row
    {
        World world;
        int offered, check, download, verify, install, reboot, confirm; ///< Seconds; 0: no limit.
    };
    // Matter's OFFERED and INSTALL add what the provider told the device to wait; a session with such a delay sets its
    // board's.
    static constexpr Row rows[] = {
        {World::Host, 600, 600, 600, 600, 600, 180, 600}, {World::Matter, 180, 120, 300, 0, 900, 300, 300},
        {World::Rootfs, 60, 600, 600, 0, 1800, 600, 900}, {World::Suit, 60, 60, 120, 60, 120, 60, 120},
        {World::Afero, 120, 0, 120, 300, 900, 300, 900},
    };
    const Row* found = &rows[0];
    for (const Row& row : rows) {
        if (row.world == world)
            found = &row;
    }
    int limit = 0;
    switch (phase) {
    case Phase::Offered:
        limit = found->offered;
        break;
    case Phase::Check:
        limit = found->check;
        break;
    case Phase::Download:
        limit = found->download;
        break;
    case Phase::Verify:
        limit = found->verify;
        break;
    case Phase::Install:
        limit = found->install;
        break;
    case Phase::Reboot:
    case Phase::Rollback:
        limit = found->reboot;
        break;
    case Phase::Confirm:
        limit = found->confirm;
        break;
    case Phase::Cancel:
        limit = rows[0].check;
        break;
    case Phase::Idle:
        break;
    }
    return limit == 0 ? std::nullopt : std::optional(seconds(limit));
}

std::optional<seconds> StallLimits::limit(const BoardId& board, World world, Phase phase) const
{
    if (const auto own = m_boards.find({board, phase}); own != m_boards.end())
        return own->second;
    if (const auto own = m_worlds.find({world, phase}); own != m_worlds.end())
        return own->second;
    return standard(world, phase);
}

void StallLimits::setForBoard(const BoardId& board, Phase phase, seconds limit)
{
    m_boards[{board, phase}] = limit;
}

void StallLimits::setForWorld(World world, Phase phase, seconds limit)
{
    m_worlds[{world, phase}] = limit;
}

Phase waitingPhase(const SessionState& state)
{
    const PhaseSpan* const span = state.current();
    if (!span)
        return Phase::Offered;
    if (!span->endNs)
        return span->phase;
    switch (span->phase) {
    case Phase::Offered:
        return Phase::Check;
    case Phase::Check:
        return Phase::Download;
    case Phase::Download:
        return Phase::Verify;
    case Phase::Verify:
        return Phase::Install;
    default:
        return Phase::Confirm;
    }
}

StallVerdict stallVerdict(const SessionState& state, qint64 nowNs, const StallLimits& limits)
{
    StallVerdict verdict;
    verdict.phase = waitingPhase(state);
    const qint64 since =
        std::max({state.lastSignNs, state.openedNs, state.phases.empty() ? 0 : state.phases.back().beginNs});
    verdict.silence = std::chrono::nanoseconds(std::max<qint64>(0, nowNs - since));
    const auto limit = limits.limit(state.board, state.world, verdict.phase);
    if (!limit || state.verdict.result != SessionResult::Running)
        return verdict;
    verdict.limit = *limit;
    if (verdict.silence > *limit)
        verdict.kind = verdict.phase == Phase::Confirm ? StallVerdict::Kind::Unconfirmed : StallVerdict::Kind::Stalled;
    else if (verdict.silence > *limit / 2)
        verdict.kind = StallVerdict::Kind::Warning;
    return verdict;
}

} // namespace ota
