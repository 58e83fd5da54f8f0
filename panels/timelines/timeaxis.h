// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QtGlobal>

#include <vector>

namespace ota {

/// A place on the ruler.
struct AxisTick
{
    double x = 0;
    qint64 ns = 0;
    bool major = false; ///< Has a label.
    QString label = {};
};

/// Which moments of time lie on which pixels. A value; pixels are device-independent, 0 is the left edge.
class TimeAxis
{
public:
    static constexpr qint64 shortestNs = 1'000'000; ///< A window of 1 ms is the closest look.
    static constexpr qint64 longestNs = qint64{400} * 24 * 3600 * 1'000'000'000; ///< 400 days the widest.

    TimeAxis() = default;
    /// Nanoseconds since 1970 UTC, or since a session's start. `untilNs` is made later where the window would be too
    /// short.
    TimeAxis(qint64 fromNs, qint64 untilNs, int width);

    qint64 fromNs() const { return m_fromNs; }
    qint64 untilNs() const { return m_untilNs; }
    qint64 spanNs() const { return m_untilNs - m_fromNs; }
    int width() const { return m_width; }
    double nsPerPixel() const { return static_cast<double>(spanNs()) / m_width; }

    double xOf(qint64 ns) const;
    qint64 timeAt(double x) const;

    TimeAxis withWidth(int width) const { return {m_fromNs, m_untilNs, width}; }
    /// The moment under `x` stays there; `factor` above 1 looks closer. Stops at the shortest and the longest window.
    TimeAxis zoomed(double x, double factor) const;
    TimeAxis moved(double pixels) const;
    /// All of [firstNs, lastNs] with some air on both sides.
    static TimeAxis fitting(qint64 firstNs, qint64 lastNs, int width);

    /// Steps of 1, 2, 5 … milliseconds, seconds, minutes, hours, days; labels at least `labelWidth` pixels apart.
    /// `relative`: durations since 0 (`+2:21`), else the local time of day.
    std::vector<AxisTick> ticks(int labelWidth, bool relative) const;

    bool operator==(const TimeAxis&) const = default;

private:
    qint64 m_fromNs = 0;
    qint64 m_untilNs = 60'000'000'000;
    int m_width = 1;
};

} // namespace ota
