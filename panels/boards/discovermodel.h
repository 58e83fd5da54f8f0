// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/boardstore.h"

#include <QAbstractTableModel>
#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace ota {

/// CoAP nodes that answered, as `board.discover` tells them one by one.
class DiscoverModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiscoverModel)

public:
    enum Column
    {
        Device,
        What,
        Resources,
        OnBench,
        Action,
        ColumnCount
    };

    struct Node
    {
        QString device; ///< `coap://[fe80::1%25eth0]`
        QString interface;
        QStringList resources;
        QString error; ///< Why it did not answer; empty: it did.
        bool suit = false;
        QString board; ///< Its name on this bench; empty: it is not there.
    };

    explicit DiscoverModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    void clear();
    /// One record of the operation. A device that is there already is replaced.
    void add(const QJsonObject& record);
    /// Who of them is on the bench now.
    void setBoards(const std::vector<Board>& boards);
    const std::vector<Node>& nodes() const { return m_nodes; }
    int answered() const;

private:
    QVariant text(const Node& node, int column) const;

    std::vector<Node> m_nodes;
};

} // namespace ota
