// SPDX-License-Identifier: Apache-2.0
#include "timeline/eventcolumns.h"

#include <algorithm>

namespace ota {

void EventColumns::append(quint64 firstSeq, std::span<const EventCell> cells)
{
    if (m_cells.empty())
        m_firstSeq = firstSeq;
    Q_ASSERT(firstSeq >= endSeq());
    m_cells.resize(firstSeq - m_firstSeq);
    m_cells.insert(m_cells.end(), cells.begin(), cells.end());
    std::uint32_t lastBoard = 0;
    std::vector<std::uint32_t>* rows = nullptr;
    for (std::size_t row = m_cells.size() - cells.size(); row < m_cells.size(); ++row) {
        const EventCell& cell = m_cells[row];
        m_density.append(static_cast<std::uint32_t>(row), cell);
        if (cell.board == 0)
            continue;
        if (!rows || cell.board != lastBoard)
            rows = &m_boards[cell.board];
        lastBoard = cell.board;
        rows->push_back(static_cast<std::uint32_t>(row));
    }
}

std::span<const std::uint32_t> EventColumns::rowsOfBoard(std::uint32_t board) const
{
    const auto rows = m_boards.find(board);
    return rows == m_boards.end() ? std::span<const std::uint32_t>() : rows->second;
}

std::size_t EventColumns::nextProblem(std::size_t row, Severity atLeast, std::uint32_t board) const
{
    for (std::size_t next = row + 1; next < m_cells.size(); ++next) {
        const EventCell& cell = m_cells[next];
        if (cell.severity() >= atLeast && !cell.isEmpty() && (board == 0 || cell.board == board))
            return next;
    }
    return nowhere;
}

std::size_t EventColumns::nextPhaseChange(std::size_t row, std::uint32_t board) const
{
    for (std::size_t next = row + 1; next < m_cells.size(); ++next) {
        const EventCell& cell = m_cells[next];
        const bool changes = cell.edge() == Edge::Enter || cell.edge() == Edge::Leave;
        if (changes && !cell.isEmpty() && (board == 0 || cell.board == board))
            return next;
    }
    return nowhere;
}

} // namespace ota
