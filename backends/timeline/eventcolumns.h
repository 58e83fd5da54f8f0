// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/densitypyramid.h"
#include "timeline/eventcell.h"

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace ota {

/// All events of a bench, 16 bytes each, for views that draw a million of them: the cell of an event stands at `seq -
/// firstSeq()`. Cells of removed events are empty. One thread at a time.
class EventColumns
{
public:
    /// Cells a stored page has; pages begin at multiples of it.
    static constexpr quint64 pageSize = 4096;

    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    /// The next cells; `firstSeq` must not be below endSeq(). A gap is filled with empty cells.
    void append(quint64 firstSeq, std::span<const EventCell> cells);
    void append(quint64 seq, const EventCell& cell) { append(seq, std::span(&cell, 1)); }

    std::size_t size() const { return m_cells.size(); }
    quint64 firstSeq() const { return m_firstSeq; }
    quint64 endSeq() const { return m_firstSeq + m_cells.size(); } ///< One above the last.
    std::span<const EventCell> cells() const { return m_cells; }
    const EventCell& operator[](std::size_t row) const { return m_cells[row]; }
    quint64 seqOf(std::size_t row) const { return m_firstSeq + row; }

    /// Rows of one board, rising. Valid until the next append.
    std::span<const std::uint32_t> rowsOfBoard(std::uint32_t board) const;

    /// First row at or after a moment; size() when there is none.
    std::size_t rowAt(qint64 hostNs) const { return m_density.rowAt(m_cells, hostNs); }

    /// Next row behind `row` (nowhere: from the start) with at least this severity; nowhere when there is none. `board`
    /// 0: any.
    std::size_t nextProblem(std::size_t row, Severity atLeast, std::uint32_t board = 0) const;
    std::size_t nextPhaseChange(std::size_t row, std::uint32_t board = 0) const;

    /// Count and worst severity in `buckets` equal parts of [fromNs, untilNs).
    std::vector<DensityBucket> density(qint64 fromNs, qint64 untilNs, std::size_t buckets) const
    {
        return m_density.query(m_cells, fromNs, untilNs, buckets);
    }
    /// Time of the first and the last event; null when there is none.
    std::optional<std::pair<qint64, qint64>> timeRange() const { return m_density.timeRange(); }

private:
    quint64 m_firstSeq = 0;
    std::vector<EventCell> m_cells;
    std::map<std::uint32_t, std::vector<std::uint32_t>> m_boards;
    DensityPyramid m_density;
};

} // namespace ota
