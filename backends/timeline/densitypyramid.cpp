// SPDX-License-Identifier: Apache-2.0
#include "timeline/densitypyramid.h"

#include <algorithm>

namespace ota {

void DensityPyramid::append(std::uint32_t row, const EventCell& cell)
{
    if (cell.isEmpty())
        return;
    if (cell.hostNs < m_lastNs) {
        m_late.push_back({cell.hostNs, cell.severity()});
        m_lateSorted = false;
        return;
    }
    m_lastNs = cell.hostNs;
    std::size_t position = m_count++;
    for (std::size_t level = 0;; ++level) {
        position /= fanOut;
        if (level == m_levels.size())
            m_levels.emplace_back();
        std::vector<Node>& nodes = m_levels[level];
        if (position == nodes.size())
            nodes.push_back({cell.hostNs, row, cell.severity()});
        else
            nodes[position].worst = std::max(nodes[position].worst, cell.severity());
        // A level of one node needs none above it until it gets its second.
        if (nodes.size() == 1 && level + 1 == m_levels.size())
            return;
        if (level + 1 == m_levels.size()) {
            const Node& first = nodes.front();
            m_levels.push_back({{first.firstNs, first.firstRow, Severity::Debug}});
            for (const Node& node : m_levels[level])
                m_levels.back().front().worst = std::max(m_levels.back().front().worst, node.worst);
            return;
        }
    }
}

template<typename Each>
void DensityPyramid::visit(std::span<const EventCell> cells, std::size_t node, Each each) const
{
    const std::size_t begin = node * fanOut;
    const std::size_t end = std::min(begin + fanOut, m_count);
    std::size_t row = m_levels[0][node].firstRow;
    qint64 last = m_levels[0][node].firstNs;
    for (std::size_t ordinal = begin; ordinal < end; ++row) {
        // Late and removed ones have no place in the order.
        if (cells[row].isEmpty() || cells[row].hostNs < last)
            continue;
        last = cells[row].hostNs;
        if (!each(ordinal, row))
            return;
        ++ordinal;
    }
}

std::size_t DensityPyramid::ordinalAt(std::span<const EventCell> cells, qint64 hostNs) const
{
    if (m_count == 0)
        return 0;
    const std::vector<Node>& nodes = m_levels[0];
    const auto above = std::lower_bound(nodes.begin(), nodes.end(), hostNs,
                                        [](const Node& node, qint64 ns) { return node.firstNs < ns; });
    if (above == nodes.begin())
        return 0;
    const auto node = static_cast<std::size_t>(above - nodes.begin()) - 1;
    std::size_t found = std::min((node + 1) * fanOut, m_count);
    visit(cells, node, [&](std::size_t ordinal, std::size_t row) {
        if (cells[row].hostNs < hostNs)
            return true;
        found = ordinal;
        return false;
    });
    return found;
}

std::size_t DensityPyramid::rowAt(std::span<const EventCell> cells, qint64 hostNs) const
{
    const std::size_t wanted = ordinalAt(cells, hostNs);
    std::size_t found = cells.size();
    if (wanted < m_count) {
        visit(cells, wanted / fanOut, [&](std::size_t ordinal, std::size_t row) {
            found = row;
            return ordinal < wanted;
        });
    }
    return found;
}

Severity DensityPyramid::worstOf(std::span<const EventCell> cells, std::size_t begin, std::size_t end) const
{
    Severity worst = Severity::Debug;
    const auto scan = [&](std::size_t from, std::size_t until) {
        if (from >= until)
            return;
        visit(cells, from / fanOut, [&](std::size_t ordinal, std::size_t row) {
            if (ordinal >= from && ordinal < until)
                worst = std::max(worst, cells[row].severity());
            return ordinal < until;
        });
    };
    if (begin / fanOut == (end - 1) / fanOut) {
        scan(begin, end);
        return worst;
    }
    std::size_t first = (begin + fanOut - 1) / fanOut;
    std::size_t last = end / fanOut;
    scan(begin, first * fanOut);
    scan(last * fanOut, end);
    for (std::size_t level = 0; first < last; ++level) {
        const std::vector<Node>& nodes = m_levels[level];
        const bool hasUpper = level + 1 < m_levels.size();
        while (first < last && (first % fanOut != 0 || !hasUpper))
            worst = std::max(worst, nodes[first++].worst);
        while (first < last && last % fanOut != 0)
            worst = std::max(worst, nodes[--last].worst);
        first /= fanOut;
        last /= fanOut;
    }
    return worst;
}

void DensityPyramid::sortLate() const
{
    if (!m_lateSorted)
        std::sort(m_late.begin(), m_late.end(), [](const Late& a, const Late& b) { return a.hostNs < b.hostNs; });
    m_lateSorted = true;
}

std::vector<DensityBucket> DensityPyramid::query(std::span<const EventCell> cells, qint64 fromNs, qint64 untilNs,
                                                 std::size_t buckets) const
{
    std::vector<DensityBucket> result(buckets);
    if (buckets == 0 || untilNs <= fromNs)
        return result;
    sortLate();
    const double width = static_cast<double>(untilNs - fromNs) / static_cast<double>(buckets);
    const auto edge = [&](std::size_t bucket) {
        return bucket == buckets ? untilNs : fromNs + static_cast<qint64>(width * static_cast<double>(bucket));
    };
    std::size_t begin = ordinalAt(cells, fromNs);
    auto late = std::lower_bound(m_late.begin(), m_late.end(), fromNs,
                                 [](const Late& entry, qint64 ns) { return entry.hostNs < ns; });
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        const qint64 limit = edge(bucket + 1);
        const std::size_t end = ordinalAt(cells, limit);
        result[bucket].count = static_cast<std::uint32_t>(end - begin);
        if (end > begin)
            result[bucket].worst = worstOf(cells, begin, end);
        for (; late != m_late.end() && late->hostNs < limit; ++late) {
            ++result[bucket].count;
            result[bucket].worst = std::max(result[bucket].worst, late->severity);
        }
        begin = end;
    }
    return result;
}

std::optional<std::pair<qint64, qint64>> DensityPyramid::timeRange() const
{
    if (m_count == 0)
        return std::nullopt;
    sortLate();
    const qint64 first = m_levels[0].front().firstNs;
    return std::pair{m_late.empty() ? first : std::min(first, m_late.front().hostNs), m_lastNs};
}

} // namespace ota
