// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/event.h"

#include <QString>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace ota {

/// What is known of a device's clock: a robust line through the pairs of its time and ours in its last reports
/// (spec/timeline.md 6). For drawing its time beside ours; nothing that is stored changes by it. A value.
class DeviceClockEstimate
{
public:
    static constexpr std::size_t keptReadings = 64;
    /// Further off than that is a jump, when the next reading says so too.
    static constexpr std::chrono::seconds jump{5};

    /// The line.
    struct Fit
    {
        DeviceClock clock = DeviceClock::None;
        qint64 offsetNs = 0; ///< Device minus host, at `atNs`.
        qint64 spreadNs = 0; ///< Typical distance of a reading from the line.
        double drift = 0;    ///< Seconds a second: 1e-6 is one part in a million.
        qint64 atNs = 0;     ///< Host time of the newest reading.
        int readings = 0;

        qint64 deviceAt(qint64 hostNs) const;
        qint64 hostAt(qint64 deviceNs) const;
        /// `+1.2 s ± 0.1 s`, or since when a device has been up.
        QString text() const;
    };

    /// In order of host time. Without a clock it is not looked at; another kind of clock begins anew.
    void add(const Event& event);

    /// Nothing before the first reading.
    std::optional<Fit> fit() const;
    int jumps() const { return m_jumps; }

private:
    struct Reading
    {
        qint64 hostNs = 0;
        qint64 deviceNs = 0;
        qint64 offset() const { return deviceNs - hostNs; }
    };

    std::optional<Fit> line() const;

    DeviceClock m_clock = DeviceClock::None;
    std::vector<Reading> m_readings;
    std::optional<Reading> m_stray; ///< The last reading, when it did not fit.
    int m_jumps = 0;
};

/// Of the events of one board, in order.
DeviceClockEstimate deviceClockOf(std::span<const Event> ordered);

/// The time of a clock that does not know its year, given as if it were 1972: in the year that brings it nearest to the
/// host's time, so that December's last lines stay in December when they come in January.
qint64 withNearestYear(qint64 yearlessNs, qint64 hostNs);

} // namespace ota
