// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/releasecompare.h"

#include <QAbstractTableModel>

namespace ota {

/// The fields that are not the same in two manifests.
class CompareModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompareModel)

public:
    enum Column
    {
        Field,
        Other,
        This,
        ColumnCount
    };

    explicit CompareModel(QObject* parent = nullptr);

    /// `a` of a difference is the other release's value.
    void setDifferences(std::vector<FieldDifference> differences);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<FieldDifference> m_rows;
};

} // namespace ota
