// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventcell.h"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace ota {

/// One part of a density strip.
struct DensityBucket
{
    std::uint32_t count = 0;
    Severity worst = Severity::Debug; ///< Of nothing: debug.

    bool operator==(const DensityBucket&) const = default;
};

/// Mip-map over the cells of a run, 16:1 a level: how many events and the worst severity, updated while cells are
/// appended, asked for any range of time in any number of parts without a scan.
///
/// Events come almost in the order of their time. Those that are older than one before them (imports) are kept aside,
/// sorted.
class DensityPyramid
{
public:
    static constexpr std::size_t fanOut = 16;

    /// The cell of `row`; rows rise. Empty cells are left out.
    void append(std::uint32_t row, const EventCell& cell);

    /// `cells` are the ones that were appended, at their rows.
    std::vector<DensityBucket> query(std::span<const EventCell> cells, qint64 fromNs, qint64 untilNs,
                                     std::size_t buckets) const;

    /// First row whose time is not below; cells.size() when there is none. Late events are not looked at.
    std::size_t rowAt(std::span<const EventCell> cells, qint64 hostNs) const;

    std::optional<std::pair<qint64, qint64>> timeRange() const;

private:
    /// Sixteen entries of the level below.
    struct Node
    {
        qint64 firstNs = 0;
        std::uint32_t firstRow = 0;
        Severity worst = Severity::Debug;
    };
    struct Late
    {
        qint64 hostNs;
        Severity severity;
    };

    std::size_t ordinalAt(std::span<const EventCell> cells, qint64 hostNs) const;
    Severity worstOf(std::span<const EventCell> cells, std::size_t begin, std::size_t end) const;
    void sortLate() const;

    /// Calls `each(ordinal, row)` for the events of one lowest node, until it returns false.
    template<typename Each>
    void visit(std::span<const EventCell> cells, std::size_t node, Each each) const;

    std::vector<std::vector<Node>> m_levels; ///< Lowest first.
    std::size_t m_count = 0;                 ///< Events in order.
    qint64 m_lastNs = 0;
    mutable std::vector<Late> m_late;
    mutable bool m_lateSorted = true;
};

} // namespace ota
