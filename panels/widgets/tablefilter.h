// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSortFilterProxyModel>

#include <functional>

namespace ota {

/// Order of names as people see it: `board-9` before `board-10`, case aside. Below 0, 0, above 0. (QCollator does
/// numbers only with ICU and not in the C locale.)
int compareNaturally(QStringView a, QStringView b);

/// Filter and sort of the smaller tables, up to some ten thousand rows; larger models filter on indices of their own.
/// A row stays when each word of the text occurs in one of its columns and the predicate says yes.
class TableFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableFilter)

public:
    /// Gets the row's index in column 0 of the source model.
    using Predicate = std::function<bool(const QModelIndex&)>;

    explicit TableFilter(QObject* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return m_text; }
    void setPredicate(Predicate predicate);
    bool hasFilter() const { return !m_words.isEmpty() || m_predicate; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QString m_text;
    QStringList m_words;
    Predicate m_predicate;
};

} // namespace ota
