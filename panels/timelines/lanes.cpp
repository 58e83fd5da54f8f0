// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/lanes.h"

#include <algorithm>
#include <utility>

namespace ota {

namespace {

bool isBefore(const Lane& lane, const BoardId& board)
{
    return lane.board < board;
}

} // namespace

bool LaneFilter::matches(const Lane& lane) const
{
    if (text.isEmpty() || lane.board.text().contains(text, Qt::CaseInsensitive))
        return true;
    const SessionRow* newest = lane.newest();
    if (!newest)
        return false;
    for (const QString& word : {keyOf(newest->phase), keyOf(newest->result), keyOf(newest->world), newest->target,
                                newest->versionRunning, newest->reason, newest->release}) {
        if (word.contains(text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

bool Lanes::apply(TimelineBatch batch)
{
    const bool changed = batch.all || !batch.cells.empty() || !batch.sessions.empty();
    if (batch.all) {
        m_lanes.clear();
        m_names.clear();
        m_sessionLane.clear();
        m_columns = std::move(batch.all);
    }
    const std::size_t firstNew = m_lanes.empty() && m_names.isEmpty() ? 0 : m_columns->size();
    m_names.insert(batch.boardNames);
    for (auto name = batch.boardNames.cbegin(); name != batch.boardNames.cend(); ++name)
        laneOf(BoardId(name.value())).number = name.key();
    if (!batch.cells.empty())
        m_columns->append(batch.firstSeq, batch.cells);
    addCells(firstNew);
    for (SessionRow& row : batch.sessions)
        addSession(std::move(row));
    return changed;
}

const Lane* Lanes::find(const BoardId& board) const
{
    const auto found = std::lower_bound(m_lanes.begin(), m_lanes.end(), board, isBefore);
    return found != m_lanes.end() && found->board == board ? &*found : nullptr;
}

const SessionRow* Lanes::session(SessionId id) const
{
    const auto board = m_sessionLane.constFind(id);
    if (board == m_sessionLane.cend())
        return nullptr;
    const Lane* lane = find(*board);
    const auto found = std::ranges::find(lane->sessions, id, &SessionRow::id);
    return found == lane->sessions.end() ? nullptr : &*found;
}

std::optional<std::pair<qint64, qint64>> Lanes::timeRange() const
{
    auto range = m_columns->timeRange();
    for (const Lane& lane : m_lanes) {
        if (lane.sessions.empty())
            continue;
        const qint64 first = lane.sessions.front().openedNs;
        const qint64 last = lane.sessions.back().lastNs;
        range =
            range ? std::pair(std::min(range->first, first), std::max(range->second, last)) : std::pair(first, last);
    }
    return range;
}

Lane& Lanes::laneOf(const BoardId& board)
{
    const auto place = std::lower_bound(m_lanes.begin(), m_lanes.end(), board, isBefore);
    if (place != m_lanes.end() && place->board == board)
        return *place;
    return *m_lanes.insert(place, Lane{.board = board, .sessions = {}, .problems = {}, .pace = {}});
}

void Lanes::addSession(SessionRow row)
{
    m_sessionLane.insert(row.id, row.board);
    Lane& lane = laneOf(row.board);
    ++lane.version;
    if (row.id >= lane.paceOf) {
        if (row.id != std::exchange(lane.paceOf, row.id))
            lane.pace = {};
        const PhaseSpan* phase = row.phases.empty() ? nullptr : &row.phases.back();
        if (phase && phase->phase == Phase::Download && phase->done && phase->unit == Unit::Bytes)
            lane.pace.add(row.lastNs, *phase->done);
    }
    const auto known = std::ranges::find(lane.sessions, row.id, &SessionRow::id);
    if (known != lane.sessions.end()) {
        *known = std::move(row);
        return;
    }
    const auto place = std::ranges::upper_bound(lane.sessions, row.openedNs, {}, &SessionRow::openedNs);
    lane.sessions.insert(place, std::move(row));
}

void Lanes::addCells(std::size_t firstRow)
{
    QHash<quint32, Lane*> lanes;
    for (Lane& lane : m_lanes)
        lanes.insert(lane.number, &lane);
    lanes.remove(0);
    const auto cells = m_columns->cells();
    for (std::size_t row = firstRow; row < cells.size(); ++row) {
        const EventCell& cell = cells[row];
        Lane* lane = cell.isEmpty() ? nullptr : lanes.value(cell.board);
        if (!lane)
            continue;
        ++lane->version;
        if (cell.severity() >= Severity::Note)
            lane->problems.push_back(static_cast<std::uint32_t>(row));
    }
}

} // namespace ota
