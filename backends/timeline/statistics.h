// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventstore.h"

#include <map>
#include <span>
#include <vector>

namespace ota {

/// Smallest, middle, 95th part in a hundred, largest; nearest rank, so each is a value that was seen.
struct Spread
{
    std::size_t count = 0;
    qint64 minimum = 0;
    qint64 median = 0;
    qint64 p95 = 0;
    qint64 maximum = 0;

    bool operator==(const Spread&) const = default;
};

Spread spreadOf(std::vector<qint64> values);

/// A share with its 95 % Wilson interval: honest also for few sessions and for 0 or all of them.
struct Rate
{
    std::size_t good = 0;
    std::size_t all = 0;
    double low = 0;
    double high = 1;

    double value() const { return all == 0 ? 0 : static_cast<double>(good) / static_cast<double>(all); }
};

Rate wilson(std::size_t good, std::size_t all);

/// What a set of sessions has in common.
struct SessionStatistics
{
    Rate success; ///< Of the sessions that have ended: success and already installed.
    std::size_t open = 0;
    std::map<Phase, Spread> phases; ///< Nanoseconds, of phases that have ended; per session the sum of its spans.
    Spread total;                   ///< From opened to closed, of sessions that ended well.
    std::map<SessionResult, std::size_t> results;
    std::map<QString, std::size_t> reasons;
};

SessionStatistics statisticsOf(std::span<const SessionRow> sessions);

QJsonObject toJson(const SessionStatistics& statistics);

} // namespace ota
