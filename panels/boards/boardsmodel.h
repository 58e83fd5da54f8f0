// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/boards/boardrow.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <vector>

namespace ota {

/// The boards of the bench with the newest of each. Filters and sorts itself on indices, so that ten thousand boards
/// stay fluent; what one has ticked and chosen survives every refresh.
class BoardsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardsModel)

public:
    enum Column
    {
        Name,
        World,
        Links,
        Runs,
        Target,
        Contact,
        Session,
        ColumnCount
    };
    enum class Scope
    {
        All,
        InSession,
        NeedsLook
    };

    explicit BoardsModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order) override;

    /// All boards, in any order.
    void setBoards(const std::vector<Board>& boards);
    /// The newest of the boards by name; a board that is not named has no session.
    void setStates(const QHash<QString, BoardState>& states);
    /// All gateways; of those that were not there before, or are another pointer, the rows change.
    void setGateways(const std::vector<GatewayPtr>& gateways);
    void setPower(const QStringList& names, BoardRow::Power power);
    /// What ages are counted to. Only the cells that tell one are drawn again.
    void setNow(qint64 nowNs);

    void setFilter(const QString& text);
    void setScope(Scope scope);
    /// While it holds, rows neither change places nor come and go by what they say: somebody points at them.
    void setHeld(bool held);

    const BoardRow* row(const QModelIndex& index) const; ///< Null for an invalid one.
    const BoardRow* row(const QString& name) const;      ///< Also of one that is filtered out. Null: none.
    QModelIndex indexOf(const QString& name) const;      ///< Invalid when it is not shown.
    const std::vector<BoardRow>& all() const { return m_rows; }

    QStringList checked() const; ///< By name, in the order of names.
    void setChecked(const QStringList& names);
    int countOf(Scope scope) const;

Q_SIGNALS:
    void checkedChanged();
    /// Numbers of the scopes, or of boards.
    void countsChanged();

private:
    bool accepts(const BoardRow& row, const QString& words) const;
    void arrange();
    void sortShown();
    void contentChanged(const std::vector<int>& rows, bool mayMove);
    QVariant text(const BoardRow& row, int column) const;

    std::vector<BoardRow> m_rows; ///< By name as people order them.
    std::vector<QString> m_words; ///< What the filter looks at, lower case; beside m_rows, empty until it is looked at.
    std::vector<int> m_shown;     ///< Indices into m_rows, in the order of the table.
    std::vector<int> m_place;     ///< Where each of m_rows stands in m_shown; -1: nowhere.
    QHash<QString, int> m_byName; ///< Into m_rows.
    QHash<QString, BoardState> m_states;
    QHash<QString, BoardRow::Power> m_power;
    QHash<QString, GatewayPtr> m_gateways;
    QSet<QString> m_checked;
    QStringList m_filter;
    Scope m_scope = Scope::All;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_held = false;
    bool m_stale = false; ///< Something changed while it was held.
    qint64 m_nowNs = 0;
};

} // namespace ota
