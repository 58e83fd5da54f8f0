// SPDX-License-Identifier: Apache-2.0
// What the parts of TimelineView share.
#pragma once

#include "panels/timelines/lanes.h"
#include "panels/widgets/look.h"

#include <algorithm>
#include <chrono>

namespace ota::timelineview {

inline constexpr int headWidth = tokens::width::laneHead;
inline constexpr int densityHeight = tokens::height::density;
inline constexpr int rulerHeight = tokens::height::ruler;
inline constexpr int comparedHeight = 54;
inline constexpr int labelWidth = 84; ///< px between labels of the ruler.
inline constexpr int clickSlack = 4;  ///< px a press may move and still be a click.

inline std::chrono::milliseconds msOf(qint64 ns)
{
    return std::chrono::milliseconds(ns / 1'000'000);
}

inline bool hasOpenSession(const Lane& lane)
{
    return std::ranges::any_of(lane.sessions,
                               [](const SessionRow& session) { return !session.closedNs && isOpen(session.result); });
}

} // namespace ota::timelineview
