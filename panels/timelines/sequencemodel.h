// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/statussequence.h"

#include <QAbstractTableModel>

namespace ota {

/// The expected statuses of a gateway's session beside the reported ones. GUI thread.
class SequenceModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SequenceModel)

public:
    enum Column
    {
        Expected,
        Reported,
        Time,
        Since,
        DeviceTime,
        Says,
        Remark,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setSequence(StatusSequence sequence);
    const StatusSequence& sequence() const { return m_sequence; }
    /// 0: no event belongs to the row.
    quint64 seqAt(int row) const;
    /// The row that an event belongs to; -1: none.
    int rowOf(quint64 seq) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textOf(const SequenceRow& row, int column) const;
    QVariant lookOf(const SequenceRow& row, int column, int role) const;

    StatusSequence m_sequence;
};

} // namespace ota
