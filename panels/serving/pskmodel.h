// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/serving/servingkeeper.h"

#include <QAbstractTableModel>
#include <QHash>

namespace ota {

/// The devices that may use CoAPS, for a table: who, the key as far as it may be drawn, and when it was last used.
class PskModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PskModel)

public:
    enum Column
    {
        Identity,
        Used,
        ColumnCount
    };

    explicit PskModel(QObject* parent = nullptr);

    /// In any order; shown by name.
    void setIdentities(QList<ServingKeeper::Identity> identities);
    /// When each was last used, in nanoseconds since 1970 UTC, as far as it is known.
    void setUsed(const QHash<QString, qint64>& used);
    const ServingKeeper::Identity& identity(int row) const { return m_rows.at(row); }
    int rowOf(const QString& name) const; ///< -1 when there is none.

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<ServingKeeper::Identity> m_rows;
    QHash<QString, qint64> m_used;
};

} // namespace ota
