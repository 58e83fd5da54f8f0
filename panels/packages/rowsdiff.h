// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace ota {

/// Brings a model's rows, which have an order of their own, to what they are now: they come, go and change one by one,
/// so that a selection stays where it is. `idOf` tells what a row is of, `less` the order of these.
template<typename Row, typename IdOf, typename Less, typename Insert, typename Remove, typename Changed>
void takeRows(std::vector<Row>& rows, const std::vector<Row>& next, const IdOf& idOf, const Less& less,
              const Insert& insert, const Remove& remove, const Changed& changed)
{
    std::size_t at = 0;
    for (std::size_t i = 0; i < next.size();) {
        std::size_t end = at;
        while (end < rows.size() && less(idOf(rows[end]), idOf(next[i])))
            ++end;
        if (end > at)
            remove(static_cast<int>(at), static_cast<int>(end - 1), [&] {
                rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(at),
                           rows.begin() + static_cast<std::ptrdiff_t>(end));
            });
        if (at < rows.size() && idOf(rows[at]) == idOf(next[i])) {
            if (!(rows[at] == next[i])) {
                rows[at] = next[i];
                changed(static_cast<int>(at));
            }
            ++at;
            ++i;
            continue;
        }
        // All that come at this place come together: a view takes its time for each insertion.
        std::size_t last = i + 1;
        while (last < next.size() && (at == rows.size() || less(idOf(next[last]), idOf(rows[at]))))
            ++last;
        const std::size_t count = last - i;
        insert(static_cast<int>(at), static_cast<int>(at + count - 1), [&] {
            rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(at), next.begin() + static_cast<std::ptrdiff_t>(i),
                        next.begin() + static_cast<std::ptrdiff_t>(last));
        });
        at += count;
        i = last;
    }
    if (at < rows.size())
        remove(static_cast<int>(at), static_cast<int>(rows.size() - 1), [&] { rows.resize(at); });
}

/// A table whose rows have an order of their own and are brought up to date as a whole.
template<typename Row>
class RowsModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    const std::vector<Row>& rows() const { return m_rows; }
    /// Null for an index that is none of a row.
    const Row* row(const QModelIndex& index) const
    {
        const auto number = static_cast<std::size_t>(index.row());
        return index.isValid() && number < m_rows.size() ? &m_rows[number] : nullptr;
    }
    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

protected:
    template<typename IdOf, typename Less>
    void take(const std::vector<Row>& next, const IdOf& idOf, const Less& less)
    {
        takeRows(
            m_rows, next, idOf, less,
            [this](int first, int last, const auto& change) {
                beginInsertRows({}, first, last);
                change();
                endInsertRows();
            },
            [this](int first, int last, const auto& change) {
                beginRemoveRows({}, first, last);
                change();
                endRemoveRows();
            },
            [this](int at) { Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1)); });
    }

private:
    std::vector<Row> m_rows;
};

} // namespace ota
