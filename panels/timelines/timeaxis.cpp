// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/timeaxis.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace ota {

namespace {

constexpr qint64 ms = 1'000'000;
constexpr qint64 second = 1000 * ms;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

constexpr std::array steps{ms,          2 * ms,   5 * ms,     10 * ms,    20 * ms,     50 * ms,     100 * ms,
                           200 * ms,    500 * ms, second,     2 * second, 5 * second,  10 * second, 15 * second,
                           30 * second, minute,   2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
                           hour,        2 * hour, 3 * hour,   6 * hour,   12 * hour,   day,         2 * day,
                           7 * day,     14 * day, 28 * day,   91 * day};

/// Nanoseconds that local time is ahead of UTC at a moment, so that steps of hours fall on full hours of the clock.
qint64 zoneOffset(qint64 ns)
{
    return QDateTime::fromMSecsSinceEpoch(ns / ms).offsetFromUtc() * second;
}

QString clockLabel(qint64 ns, qint64 step)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ns / ms);
    if (step >= day)
        return time.toString(QStringLiteral("d MMM"));
    if (step >= minute)
        return time.toString(QStringLiteral("HH:mm"));
    return time.toString(step >= second ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm:ss.zzz"));
}

QString sinceLabel(qint64 ns, qint64 step)
{
    const QString sign = ns < 0 ? QString(QChar(0x2212)) : QStringLiteral("+");
    const qint64 size = std::abs(ns);
    const qint64 seconds = size / second;
    QString text = seconds >= 3600
                       ? QStringLiteral("%1:%2:%3")
                             .arg(seconds / 3600)
                             .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
                             .arg(seconds % 60, 2, 10, QLatin1Char('0'))
                       : QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (step < second)
        text += QStringLiteral(".%1").arg(size / ms % 1000, 3, 10, QLatin1Char('0'));
    return sign + text;
}

} // namespace

TimeAxis::TimeAxis(qint64 fromNs, qint64 untilNs, int width)
    : m_fromNs(fromNs)
    , m_untilNs(std::max(untilNs, fromNs + shortestNs))
    , m_width(std::max(1, width))
{
}

double TimeAxis::xOf(qint64 ns) const
{
    return static_cast<double>(ns - m_fromNs) / nsPerPixel();
}

qint64 TimeAxis::timeAt(double x) const
{
    return m_fromNs + static_cast<qint64>(std::llround(x * nsPerPixel()));
}

TimeAxis TimeAxis::zoomed(double x, double factor) const
{
    const double wanted = static_cast<double>(spanNs()) / factor;
    const auto span =
        static_cast<qint64>(std::clamp(wanted, static_cast<double>(shortestNs), static_cast<double>(longestNs)));
    const double share = x / m_width;
    const qint64 from = timeAt(x) - static_cast<qint64>(share * static_cast<double>(span));
    return {from, from + span, m_width};
}

TimeAxis TimeAxis::moved(double pixels) const
{
    const auto by = static_cast<qint64>(std::llround(pixels * nsPerPixel()));
    return {m_fromNs + by, m_untilNs + by, m_width};
}

TimeAxis TimeAxis::fitting(qint64 firstNs, qint64 lastNs, int width)
{
    const qint64 air = std::max<qint64>((lastNs - firstNs) / 25, 500 * ms);
    return {firstNs - air, lastNs + air, width};
}

std::vector<AxisTick> TimeAxis::ticks(int labelWidth, bool relative) const
{
    const double smallest = nsPerPixel() * labelWidth;
    const auto found = std::ranges::find_if(steps, [&](qint64 step) { return static_cast<double>(step) >= smallest; });
    const qint64 step = found == steps.end() ? 365 * day : *found;
    const qint64 part = step % 5 == 0 && step / 5 >= ms ? step / 5 : std::max(step / 2, ms);
    const qint64 offset = relative ? 0 : zoneOffset(m_fromNs);
    const auto floorTo = [](qint64 ns, qint64 unit) {
        return ns - ((ns % unit) + unit) % unit;
    };
    std::vector<AxisTick> result;
    for (qint64 local = floorTo(m_fromNs + offset, part); local - offset <= m_untilNs; local += part) {
        const qint64 ns = local - offset;
        const bool major = local % step == 0;
        if (ns < m_fromNs)
            continue;
        result.push_back({xOf(ns), ns, major,
                          !major     ? QString()
                          : relative ? sinceLabel(ns, step)
                                     : clockLabel(ns, step)});
    }
    return result;
}

} // namespace ota
