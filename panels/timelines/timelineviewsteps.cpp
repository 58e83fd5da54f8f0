// SPDX-License-Identifier: Apache-2.0
// From event to event, phase to phase, problem to problem.
#include "panels/timelines/timelineview.h"

#include <algorithm>

namespace ota {

void TimelineView::zoom(double factor)
{
    double x = m_axis.width() / 2.0;
    if (m_row && !m_relative) {
        const double chosen = m_axis.xOf(m_lanes->columns()[*m_row].hostNs);
        x = chosen >= 0 && chosen <= m_axis.width() ? chosen : x;
    } else if (m_follow && !m_relative) {
        x = std::clamp(m_axis.xOf(liveNs()), 0.0, static_cast<double>(m_axis.width()));
    }
    m_window = Window::Own;
    setAxis(m_axis.zoomed(x, factor));
}

bool TimelineView::isShown(quint32 board) const
{
    return std::ranges::any_of(m_shown, [&](std::size_t index) { return m_lanes->all()[index].number == board; });
}

const Lane* TimelineView::chosenLane() const
{
    if (!m_lanes || m_shown.empty())
        return nullptr;
    if (m_row) {
        for (const std::size_t index : m_shown) {
            if (m_lanes->all()[index].number == m_lanes->columns()[*m_row].board)
                return &m_lanes->all()[index];
        }
    }
    const SessionRow* session = m_session ? m_lanes->session(*m_session) : nullptr;
    return session ? m_lanes->find(session->board) : &m_lanes->all()[m_shown.front()];
}

void TimelineView::stepEvent(int direction)
{
    const Lane* lane = chosenLane();
    if (!lane)
        return;
    const auto& columns = m_lanes->columns();
    const auto rows = columns.rowsOfBoard(lane->number);
    if (rows.empty())
        return;
    if (!m_row || columns[*m_row].board != lane->number) {
        const SessionRow* session = m_session ? m_lanes->session(*m_session) : nullptr;
        const qint64 from = session && session->board == lane->board ? session->openedNs : m_axis.fromNs();
        const auto first =
            std::ranges::lower_bound(rows, from, {}, [&](std::uint32_t row) { return columns[row].hostNs; });
        selectRow(first == rows.end() ? rows.back() : *first);
        return;
    }
    auto place = std::ranges::lower_bound(rows, static_cast<std::uint32_t>(*m_row)) - rows.begin() + direction;
    place = std::clamp<std::ptrdiff_t>(place, 0, std::ssize(rows) - 1);
    selectRow(rows[static_cast<std::size_t>(place)]);
}

void TimelineView::stepPhase(int direction)
{
    const Lane* lane = chosenLane();
    if (!lane)
        return;
    const auto& columns = m_lanes->columns();
    const auto rows = columns.rowsOfBoard(lane->number);
    const auto begins = [&](std::uint32_t row) {
        return columns[row].phase() && columns[row].edge() == Edge::Enter;
    };
    if (direction > 0) {
        const auto from = m_row ? std::ranges::upper_bound(rows, static_cast<std::uint32_t>(*m_row)) : rows.begin();
        const auto next = std::find_if(from, rows.end(), begins);
        if (next != rows.end())
            selectRow(*next);
        return;
    }
    const auto until = m_row ? std::ranges::lower_bound(rows, static_cast<std::uint32_t>(*m_row)) : rows.end();
    const auto before = std::find_if(std::make_reverse_iterator(until), rows.rend(), begins);
    if (before != rows.rend())
        selectRow(*before);
}

void TimelineView::stepProblem(int direction)
{
    if (!m_lanes)
        return;
    const auto& columns = m_lanes->columns();
    const auto isProblem = [&](std::size_t row) {
        return !columns[row].isEmpty() && columns[row].severity() >= Severity::Warning && isShown(columns[row].board);
    };
    if (direction > 0) {
        std::size_t next = m_row.value_or(EventColumns::nowhere);
        while ((next = columns.nextProblem(next, Severity::Warning)) != EventColumns::nowhere) {
            if (isProblem(next)) {
                selectRow(next);
                return;
            }
        }
        return;
    }
    for (std::size_t row = m_row.value_or(columns.size()); row-- > 0;) {
        if (isProblem(row)) {
            selectRow(row);
            return;
        }
    }
}

void TimelineView::firstAnomaly()
{
    m_row.reset();
    stepProblem(+1);
}

} // namespace ota
