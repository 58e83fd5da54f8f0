// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/timelines/lanes.h"
#include "timeline/event.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QColor>
#include <QHash>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace ota {

/// Which events the table lists. What is left empty does not filter.
struct EventTableFilter
{
    std::optional<SessionId> session;
    BoardId board;
    std::optional<Phase> phase;
    Severity atLeast = Severity::Debug;
    QString text;

    bool operator==(const EventTableFilter&) const = default;
};

/// The events of the timeline as rows, a million if need be: a list of seq. Runs of progress are one row that can be
/// opened. What a lane knows of an event stands there at once; its text is read by another thread when a row is drawn.
/// Filters by text and session are asked of the store there as well. GUI thread.
class EventTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventTableModel)

public:
    enum Column
    {
        Time,
        Board,
        Stream,
        Phase,
        Event,
        Says,
        Number,
        ColumnCount
    };

    /// Roles beside the usual ones.
    enum Role
    {
        SeqRole = Qt::UserRole, ///< quint64
        SeverityRole,           ///< int
        PhaseRole,              ///< int; -1: none
        MessageRole,            ///< QString; what the event says, empty while it is being read
    };

    /// Both must outlive the model.
    EventTableModel(TimelineFeed& feed, const Lanes& lanes, QObject* parent = nullptr);
    ~EventTableModel() override;

    /// The colour of a phase's square; the theme may change between two calls.
    void setSwatch(std::function<QColor(ota::Phase)> swatch) { m_swatch = std::move(swatch); }

    void setFilter(const EventTableFilter& filter);
    const EventTableFilter& filter() const { return m_filter; }
    /// Events came: those that fit are appended.
    void extend();
    /// Events were removed: lists everything anew.
    void reload();

    /// What has been read of a row so far.
    std::optional<ota::Event> eventAt(int row) const;
    quint64 seqAt(int row) const { return m_seqs[m_rows[static_cast<std::size_t>(row)].first]; }
    /// -1: not in the list. The row of its run where that is folded.
    int rowOf(quint64 seq) const;
    /// The row is this event, or a run that it belongs to.
    bool covers(int row, quint64 seq) const;
    /// All that fit, folded or not.
    int eventCount() const { return static_cast<int>(m_seqs.size()); }

    bool isFolded(int row) const { return folded(row) != nullptr; }
    bool isOpen(int row) const;
    /// Nothing for rows that are one event.
    void setOpen(int row, bool open);

    /// A filter is being asked of the store.
    bool isBusy() const { return m_busy; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// The list fits the filter now.
    void settled();

private:
    using Found = Result<std::vector<quint64>>;

    bool asksStore() const { return m_filter.session || !m_filter.text.isEmpty(); }
    bool fits(const EventCell& cell) const;
    void appendFromColumns();

    // eventtablefold.cpp
    struct Row
    {
        quint32 first = 0; ///< Place in m_seqs.
        quint32 count = 1; ///< Events of a run; 0: one of an open run.
    };
    /// What has been read of a run.
    struct Group
    {
        quint64 reports = 0;  ///< With those that the recorder folded.
        quint64 untilSeq = 0; ///< As far as it has been read.
        QString name = {};    ///< The protocol's word for it.
    };
    struct GroupQuestion
    {
        quint32 first = 0;
        Group known = {};
        quint64 from = 0;
        quint64 until = 0;
        std::optional<SessionId> session = {};
        BoardId board = {};
        std::optional<ota::Phase> phase = {};
    };
    struct Answer
    {
        std::vector<ota::Event> events;
        std::vector<std::pair<quint32, Group>> groups;
    };
    bool isSteady(quint64 seq) const;
    bool goesOn(quint64 seq, quint64 next) const;
    quint32 runEnd(quint32 begin) const;
    void append(const std::vector<quint64>& seqs);
    quint32 extendRun(quint32 from);
    void appendRows(quint32 from);
    void insertRows(std::size_t at, const std::vector<Row>& rows);
    const Row* folded(int row) const;
    QString groupText(const Row& group) const;
    bool isUpToDate(const Row& group) const;
    GroupQuestion questionOf(const Row& group) const;
    static Result<Group> readGroup(const EventStore& store, const GroupQuestion& question);

    void startSearch(quint64 afterSeq);
    void onSearched(const Found& found);
    void want(int row) const;
    void fetch();
    void onFetched(const Result<Answer>& answer);
    const EventCell* cellOf(quint64 seq) const;
    QString textOf(int row, const EventCell* cell, const ota::Event* event, int column) const;
    QVariant lookOf(int row, const EventCell* cell, const ota::Event* event, int column, int role) const;

    TimelineFeed& m_feed;
    const Lanes& m_lanes;
    EventTableFilter m_filter;
    std::function<QColor(ota::Phase)> m_swatch;
    quint32 m_boardNumber = 0;
    std::vector<quint64> m_seqs; ///< Rising.
    std::vector<Row> m_rows;     ///< What of them is shown.
    std::set<quint32> m_open;    ///< Runs, by their first place.
    QHash<quint32, Group> m_groups;
    quint64 m_seenSeq = 0; ///< Everything up to here has been looked at.
    mutable QCache<quint64, ota::Event> m_cache;
    mutable std::set<int> m_wanted; ///< Blocks of rows to be read.
    mutable bool m_fetching = false;
    int m_reloads = 0;
    /// Of the newest search. shared_ptr: the search looks at it, too, and may outlive the model.
    std::shared_ptr<std::atomic<bool>> m_obsolete;
    bool m_busy = false;
};

} // namespace ota
