// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/timelines/timelinefeed.h"
#include "timeline/ratewindow.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace ota {

/// What one board has on the timeline.
struct Lane
{
    BoardId board = {};
    quint32 number = 0;                  ///< In the cells; 0 while no event has come.
    std::vector<SessionRow> sessions;    ///< By begin.
    std::vector<std::uint32_t> problems; ///< Rows of events with severity note or more, rising.
    quint64 version = 0;                 ///< Rises with each change: what was drawn of it is old then.
    RateWindow pace;                     ///< Of the newest download.
    SessionId paceOf = {};

    const SessionRow* newest() const { return sessions.empty() ? nullptr : &sessions.back(); }
};

/// Which lanes are shown.
struct LaneFilter
{
    QString text; ///< Part of a board's name, a phase, a result or a version; letters of either case.

    bool matches(const Lane& lane) const;
};

/// All lanes of a bench and their events. A value without signals: the panel feeds it once a frame. GUI thread.
class Lanes
{
public:
    /// True when anything changed.
    bool apply(TimelineBatch batch);

    const std::vector<Lane>& all() const { return m_lanes; }
    const EventColumns& columns() const { return *m_columns; }

    const Lane* find(const BoardId& board) const;
    const SessionRow* session(SessionId id) const;
    QString boardName(quint32 number) const { return m_names.value(number); }

    /// First and last moment of anything; nothing on an empty bench.
    std::optional<std::pair<qint64, qint64>> timeRange() const;
    std::size_t sessionCount() const { return m_sessionLane.size(); }

private:
    Lane& laneOf(const BoardId& board);
    void addSession(SessionRow row);
    void addCells(std::size_t firstRow);

    std::vector<Lane> m_lanes; ///< By name.
    QHash<quint32, QString> m_names;
    QHash<SessionId, BoardId> m_sessionLane;
    std::shared_ptr<EventColumns> m_columns = std::make_shared<EventColumns>();
};

} // namespace ota
