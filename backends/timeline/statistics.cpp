// SPDX-License-Identifier: Apache-2.0
#include "timeline/statistics.h"

#include <algorithm>
#include <cmath>

namespace ota {

namespace {

double milliseconds(qint64 ns)
{
    return static_cast<double>(ns) / 1e6;
}

QJsonObject toJson(const Spread& spread)
{
    return {{"count", static_cast<qint64>(spread.count)},
            {"min_ms", milliseconds(spread.minimum)},
            {"median_ms", milliseconds(spread.median)},
            {"p95_ms", milliseconds(spread.p95)},
            {"max_ms", milliseconds(spread.maximum)}};
}

} // namespace

Spread spreadOf(std::vector<qint64> values)
{
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    const auto rank = [&](double part) {
        const auto position = static_cast<std::size_t>(std::ceil(part * static_cast<double>(values.size())));
        return values[std::clamp<std::size_t>(position, 1, values.size()) - 1];
    };
    return {values.size(), values.front(), rank(0.5), rank(0.95), values.back()};
}

// E. B. Wilson, 1927: the interval of all shares that the observed one does not contradict.
Rate wilson(std::size_t good, std::size_t all)
{
    Rate rate{good, all, 0, 1};
    if (all == 0)
        return rate;
    constexpr double z = 1.959963984540054;
    const auto n = static_cast<double>(all);
    const double p = static_cast<double>(good) / n;
    const double middle = p + z * z / (2 * n);
    const double width = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    const double scale = 1 + z * z / n;
    rate.low = std::clamp((middle - width) / scale, 0.0, p);
    rate.high = std::clamp((middle + width) / scale, p, 1.0);
    return rate;
}

SessionStatistics statisticsOf(std::span<const SessionRow> sessions)
{
    SessionStatistics statistics;
    std::map<Phase, std::vector<qint64>> durations;
    std::vector<qint64> totals;
    std::size_t good = 0;
    std::size_t ended = 0;
    for (const SessionRow& session : sessions) {
        ++statistics.results[session.result];
        if (!session.reason.isEmpty())
            ++statistics.reasons[session.reason];
        std::map<Phase, qint64> own;
        for (const PhaseSpan& span : session.phases) {
            if (span.endNs)
                own[span.phase] += *span.endNs - span.beginNs;
        }
        for (const auto& [phase, duration] : own)
            durations[phase].push_back(duration);
        if (isOpen(session.result)) {
            ++statistics.open;
            continue;
        }
        ++ended;
        if (classOf(session.result) != ResultClass::Good)
            continue;
        ++good;
        if (session.closedNs)
            totals.push_back(*session.closedNs - session.openedNs);
    }
    statistics.success = wilson(good, ended);
    statistics.total = spreadOf(std::move(totals));
    for (auto& [phase, values] : durations)
        statistics.phases[phase] = spreadOf(std::move(values));
    return statistics;
}

QJsonObject toJson(const SessionStatistics& statistics)
{
    QJsonObject phases;
    for (const auto& [phase, spread] : statistics.phases)
        phases[keyOf(phase)] = toJson(spread);
    QJsonObject results;
    for (const auto& [result, count] : statistics.results)
        results[keyOf(result)] = static_cast<qint64>(count);
    QJsonObject reasons;
    for (const auto& [reason, count] : statistics.reasons)
        reasons[reason] = static_cast<qint64>(count);
    const Rate& rate = statistics.success;
    return {{"ended", static_cast<qint64>(rate.all)},
            {"good", static_cast<qint64>(rate.good)},
            {"open", static_cast<qint64>(statistics.open)},
            {"success_rate", rate.all == 0 ? QJsonValue() : QJsonValue(rate.value())},
            {"success_low", rate.low},
            {"success_high", rate.high},
            {"total", toJson(statistics.total)},
            {"phases", phases},
            {"results", results},
            {"reasons", reasons}};
}

} // namespace ota
