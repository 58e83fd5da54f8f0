// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/sessiontracker.h"

#include <QAbstractTableModel>

#include <functional>
#include <vector>

namespace ota {

/// The transfers of the server for a table. Rows keep their place while a transfer goes on: new ones come at the end,
/// ended ones go.
class TransferModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransferModel)

public:
    enum Column
    {
        Board,
        Service,
        Object,
        Size,
        Sent,
        Rate,
        Left,
        ColumnCount
    };

    explicit TransferModel(QObject* parent = nullptr);

    /// How a board is called, and a service. Set before rows come.
    void setNames(std::function<QString(const FoundBoard&)> board, std::function<QString(const QString&)> service);
    /// What the server has now, in any order; `nowNs` for what has stalled.
    void set(const std::vector<TransferView>& transfers, qint64 nowNs);
    const TransferView& transfer(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    int rowOf(const QString& id) const; ///< -1 when it is gone.
    int running() const;
    int stalled() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QString text(const TransferView& view, Column column) const;
    QVariant sortValue(const TransferView& view, Column column) const;

    std::function<QString(const FoundBoard&)> m_boardName;
    std::function<QString(const QString&)> m_serviceName;
    std::vector<TransferView> m_rows;
    qint64 m_nowNs = 0;
};

/// What is left of a transfer in words: `55 s`, `no block for 5 min`, `done`.
QString leftText(const TransferView& view, qint64 nowNs);

} // namespace ota
