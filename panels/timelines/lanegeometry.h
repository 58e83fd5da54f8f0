// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/timelines/timeaxis.h"
#include "timeline/eventcell.h"
#include "timeline/eventstore.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ota {

/// One phase of a session as a bar. All x in pixels of the axis, cut to a little more than the window.
struct PhaseBar
{
    enum class Form
    {
        Solid,   ///< Over, or without anything to say of how far it is.
        Percent, ///< Running, filled up to `fill`.
        Active,  ///< Running, nobody knows how far: stripes.
        Waiting, ///< Deferred, unconfirmed: dashed.
        Stalled
    };

    double x0 = 0;
    double x1 = 0;
    Phase phase = Phase::Idle;
    Form form = Form::Solid;
    double fill = 1; ///< 0…1, of Form::Percent.
    SessionId session = {};

    double width() const { return x1 - x0; }
    bool operator==(const PhaseBar&) const = default;
};

/// Bars that are narrower than 3 px each, drawn as one mark with their count and worst severity.
struct FoldedBars
{
    double x0 = 0;
    double x1 = 0;
    int count = 0;
    ResultClass worst = ResultClass::Good;

    bool operator==(const FoldedBars&) const = default;
};

/// The end of a session: the mark of its result behind the last bar.
struct EndMark
{
    double x = 0;
    SessionResult result = SessionResult::Running;
    SessionId session = {};

    bool operator==(const EndMark&) const = default;
};

/// Something that a person should see above the bars: a warning, an error, a note. Marks closer than 12 px become one,
/// the worst, with their count.
struct EventMark
{
    double x = 0;
    Severity severity = Severity::Note;
    int count = 1;
    std::size_t row = 0; ///< Of the worst, in the columns.

    bool operator==(const EventMark&) const = default;
};

/// Something is tried again: another attempt, or a phase that the session was in before.
struct RetryMark
{
    double x = 0;
    SessionId session = {};

    bool operator==(const RetryMark&) const = default;
};

/// Everything that is drawn in the body of one lane.
struct LaneGeometry
{
    std::vector<PhaseBar> bars;
    std::vector<FoldedBars> folded;
    std::vector<EndMark> ends;
    std::vector<RetryMark> retries;
    std::vector<EventMark> marks;
    std::vector<int> ticks; ///< Pixel columns that have at least one event.
};

namespace lane {
inline constexpr double foldBelow = 3;      ///< px: narrower bars are folded.
inline constexpr double markGap = 12;       ///< px: closer marks become one.
inline constexpr double nameFrom = 68;      ///< px: a bar shows its phase's name.
inline constexpr double letterFrom = 13;    ///< px: a bar shows its phase's letter.
inline constexpr double endMarkOffset = 14; ///< px behind the last bar.
} // namespace lane

/// Where bars and end marks of these sessions stand. `sessions` rise by their begin; `nowNs` is the end of what still
/// runs; `shiftNs` is taken from every time (0, or a session's start where the axis is relative).
void layOutSessions(std::span<const SessionRow> sessions, const TimeAxis& axis, qint64 nowNs, qint64 shiftNs,
                    LaneGeometry& geometry);

/// Ticks and marks of one board's events. `rows` rise and index `cells`, `problems` are those of them with severity
/// note or more. Costs a binary search for each pixel column, not a step for each event.
void layOutEvents(std::span<const EventCell> cells, std::span<const std::uint32_t> rows,
                  std::span<const std::uint32_t> problems, const TimeAxis& axis, qint64 shiftNs,
                  LaneGeometry& geometry);

} // namespace ota
