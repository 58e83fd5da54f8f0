// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>
#include <vector>

namespace ota {

/// How fast something grows, from the last ten seconds of what was counted (spec/timeline.md 7). A value; times are
/// nanoseconds of the host.
class RateWindow
{
public:
    static constexpr std::chrono::seconds length{10};
    /// Below that nothing is said of the time that is left.
    static constexpr std::chrono::seconds leastForRemaining{3};

    /// A total; one that is smaller than the last begins anew. Not before the last one.
    void add(qint64 hostNs, quint64 total);

    /// Nothing before there are two totals; 0 when none has come for `length`.
    std::optional<double> perSecond(qint64 nowNs) const;
    /// Until `target` is reached at this rate. Nothing without a rate, or with less than `leastForRemaining` of data.
    std::optional<std::chrono::nanoseconds> remaining(quint64 target, qint64 nowNs) const;

    bool operator==(const RateWindow&) const = default;

private:
    struct Sample
    {
        qint64 hostNs = 0;
        quint64 total = 0;
        bool operator==(const Sample&) const = default;
    };

    const Sample* oldestSince(qint64 nowNs) const;

    std::vector<Sample> m_samples; ///< In order of time; one from before the window.
};

} // namespace ota
