// SPDX-License-Identifier: Apache-2.0
#include "timeline/ratewindow.h"

#include <algorithm>

namespace ota {

namespace {

using Nanoseconds = std::chrono::nanoseconds;

constexpr qint64 lengthNs = Nanoseconds(RateWindow::length).count();
/// Closer ones add nothing: 100 of them fill the window.
constexpr qint64 leastGapNs = lengthNs / 100;

} // namespace

void RateWindow::add(qint64 hostNs, quint64 total)
{
    if (!m_samples.empty() && total < m_samples.back().total)
        m_samples.clear();
    if (!m_samples.empty() && hostNs < m_samples.back().hostNs)
        return;
    // The first one stays where it is: with it the time begins.
    if (m_samples.size() > 1 && hostNs - m_samples[m_samples.size() - 2].hostNs < leastGapNs)
        m_samples.back() = {hostNs, total};
    else
        m_samples.push_back({hostNs, total});
    const auto inside =
        std::ranges::find_if(m_samples, [hostNs](const Sample& sample) { return sample.hostNs > hostNs - lengthNs; });
    if (const auto before = inside - m_samples.begin(); before > 1)
        m_samples.erase(m_samples.begin(), inside - 1);
}

const RateWindow::Sample* RateWindow::oldestSince(qint64 nowNs) const
{
    const Sample* oldest = nullptr;
    for (const Sample& sample : m_samples) {
        if (!oldest || sample.hostNs <= nowNs - lengthNs)
            oldest = &sample;
    }
    return oldest;
}

std::optional<double> RateWindow::perSecond(qint64 nowNs) const
{
    if (m_samples.size() < 2)
        return std::nullopt;
    const Sample& newest = m_samples.back();
    const Sample* oldest = oldestSince(nowNs);
    const qint64 spanNs = std::max(nowNs, newest.hostNs) - oldest->hostNs;
    if (spanNs <= 0)
        return std::nullopt;
    return static_cast<double>(newest.total - oldest->total) * 1e9 / static_cast<double>(spanNs);
}

std::optional<std::chrono::nanoseconds> RateWindow::remaining(quint64 target, qint64 nowNs) const
{
    const auto rate = perSecond(nowNs);
    if (!rate || *rate <= 0)
        return std::nullopt;
    const Sample& newest = m_samples.back();
    if (newest.hostNs - oldestSince(nowNs)->hostNs < Nanoseconds(leastForRemaining).count())
        return std::nullopt;
    const quint64 left = target > newest.total ? target - newest.total : 0;
    constexpr double longestSeconds = 1e8; // Some years: what is longer is not said.
    const double seconds = static_cast<double>(left) / *rate;
    if (seconds > longestSeconds)
        return std::nullopt;
    return Nanoseconds(static_cast<qint64>(seconds * 1e9));
}

} // namespace ota
