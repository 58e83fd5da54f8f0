// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/timelines/lanes.h"
#include "timeline/event.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QFutureSynchronizer>

#include <optional>
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

/// The events of the timeline as rows, a million if need be: a list of seq, and the text of a row read from the store
/// only when it is drawn. Filters by text and session are asked of the store on another thread. GUI thread.
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
        ColumnCount
    };

    /// Roles beside the usual ones.
    enum Role
    {
        SeqRole = Qt::UserRole, ///< quint64
        SeverityRole,           ///< int
        PhaseRole,              ///< int; -1: none
    };

    /// Both must outlive the model.
    EventTableModel(const EventStore& store, const Lanes& lanes, QObject* parent = nullptr);
    ~EventTableModel() override;

    void setFilter(const EventTableFilter& filter);
    const EventTableFilter& filter() const { return m_filter; }
    /// Events came: those that fit are appended.
    void extend();

    std::optional<ota::Event> eventAt(int row) const;
    quint64 seqAt(int row) const { return m_seqs[static_cast<std::size_t>(row)]; }
    /// -1: not in the list.
    int rowOf(quint64 seq) const;
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
    void restart();
    void appendFromColumns();
    void startSearch(quint64 afterSeq);
    void onSearched(const Found& found);
    QString textOf(const ota::Event& event, int column) const;

    const EventStore& m_store;
    const Lanes& m_lanes;
    EventTableFilter m_filter;
    quint32 m_boardNumber = 0;
    std::vector<quint64> m_seqs; ///< Rising.
    quint64 m_seenSeq = 0;       ///< Everything up to here has been looked at.
    mutable QCache<quint64, ota::Event> m_cache;
    QFutureSynchronizer<Found> m_searches;
    int m_question = 0; ///< Of the newest search.
    bool m_busy = false;
};

} // namespace ota
