// SPDX-License-Identifier: Apache-2.0
#include "timeline/deviceclock.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DeviceClock)
};

constexpr qint64 second = 1'000'000'000;
constexpr qint64 millisecond = 1'000'000;
/// A slope needs some readings over some time; else the delays of the reports are taken for it.
constexpr std::size_t leastForDrift = 8;
constexpr qint64 leastSpanForDrift = 60 * second;
constexpr double toDeviation = 1.4826; ///< Of the median of the distances, where they are distributed normally.

template<typename T>
T medianOf(std::vector<T> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

QString secondsText(qint64 ns)
{
    return QString::number(static_cast<double>(ns) / 1e9, 'f', std::abs(ns) < 10 * second ? 2 : 0);
}

} // namespace

qint64 DeviceClockEstimate::Fit::deviceAt(qint64 hostNs) const
{
    return hostNs + offsetNs + std::llround(drift * static_cast<double>(hostNs - atNs));
}

qint64 DeviceClockEstimate::Fit::hostAt(qint64 deviceNs) const
{
    const qint64 deviceThen = atNs + offsetNs;
    return atNs + std::llround(static_cast<double>(deviceNs - deviceThen) / (1.0 + drift));
}

QString DeviceClockEstimate::Fit::text() const
{
    const QString spread = Tr::tr(" ± %1 s").arg(secondsText(spreadNs));
    if (clock == DeviceClock::Uptime)
        return Tr::tr("up since %1").arg(isoTime(hostAt(0))) + spread;
    const QString sign = offsetNs < 0 ? QStringLiteral("−") : QStringLiteral("+");
    QString text = Tr::tr("%1%2 s against ours").arg(sign, secondsText(std::abs(offsetNs))) + spread;
    if (std::abs(drift) >= 1e-6)
        text += Tr::tr(", drift %1 ppm").arg(drift * 1e6, 0, 'f', 0);
    return text;
}

void DeviceClockEstimate::add(const Event& event)
{
    if (!event.deviceNs || event.deviceClock == DeviceClock::None)
        return;
    if (event.deviceClock != m_clock) {
        m_clock = event.deviceClock;
        m_readings.clear();
        m_stray.reset();
    }
    const qint64 deviceNs =
        m_clock == DeviceClock::NoYear ? withNearestYear(*event.deviceNs, event.hostNs) : *event.deviceNs;
    const Reading reading{event.hostNs, deviceNs};
    const auto known = line();
    const qint64 limit = std::chrono::nanoseconds(jump).count();
    const auto fits = [limit](qint64 a, qint64 b) {
        return std::abs(a - b) <= limit;
    };
    if (known && !fits(known->deviceAt(reading.hostNs), reading.deviceNs)) {
        // One line that came late is no jump.
        if (!m_stray || !fits(m_stray->offset(), reading.offset())) {
            m_stray = reading;
            return;
        }
        m_readings = {*m_stray};
        ++m_jumps;
    }
    m_stray.reset();
    m_readings.push_back(reading);
    if (m_readings.size() > keptReadings)
        m_readings.erase(m_readings.begin());
}

std::optional<DeviceClockEstimate::Fit> DeviceClockEstimate::line() const
{
    if (m_readings.empty())
        return std::nullopt;
    Fit fit;
    fit.clock = m_clock;
    fit.atNs = m_readings.back().hostNs;
    fit.readings = static_cast<int>(m_readings.size());
    // Theil and Sen: the median of the slopes does not mind that some reports came late.
    if (m_readings.size() >= leastForDrift && fit.atNs - m_readings.front().hostNs >= leastSpanForDrift) {
        std::vector<double> slopes;
        for (std::size_t i = 0; i < m_readings.size(); ++i) {
            for (std::size_t j = i + 1; j < m_readings.size(); ++j) {
                const qint64 apart = m_readings[j].hostNs - m_readings[i].hostNs;
                if (apart > 0)
                    slopes.push_back(static_cast<double>(m_readings[j].offset() - m_readings[i].offset()) /
                                     static_cast<double>(apart));
            }
        }
        fit.drift = slopes.empty() ? 0 : medianOf(std::move(slopes));
    }
    std::vector<qint64> offsets;
    for (const Reading& reading : m_readings)
        offsets.push_back(reading.offset() + std::llround(fit.drift * static_cast<double>(fit.atNs - reading.hostNs)));
    fit.offsetNs = medianOf(offsets);
    for (qint64& offset : offsets)
        offset = std::abs(offset - fit.offsetNs);
    fit.spreadNs = std::llround(toDeviation * static_cast<double>(medianOf(std::move(offsets))));
    return fit;
}

std::optional<DeviceClockEstimate::Fit> DeviceClockEstimate::fit() const
{
    return line();
}

DeviceClockEstimate deviceClockOf(std::span<const Event> ordered)
{
    DeviceClockEstimate estimate;
    for (const Event& event : ordered)
        estimate.add(event);
    return estimate;
}

qint64 withNearestYear(qint64 yearlessNs, qint64 hostNs)
{
    const QDateTime given = QDateTime::fromMSecsSinceEpoch(yearlessNs / millisecond, Qt::UTC);
    const int year = QDateTime::fromMSecsSinceEpoch(hostNs / millisecond, Qt::UTC).date().year();
    qint64 nearest = 0;
    for (const int each : {year - 1, year, year + 1}) {
        // The 29th of February is the 1st of March where there is none.
        const QDate first(each, given.date().month(), 1);
        const QDateTime then(first.addDays(given.date().day() - 1), given.time(), Qt::UTC);
        const qint64 thenNs = then.toMSecsSinceEpoch() * millisecond + yearlessNs % millisecond;
        if (each == year - 1 || std::abs(thenNs - hostNs) < std::abs(nearest - hostNs))
            nearest = thenNs;
    }
    return nearest;
}

} // namespace ota
