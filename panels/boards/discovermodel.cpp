// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/discovermodel.h"

#include "panels/boards/boardrow.h"
#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"

#include <QHash>
#include <QJsonArray>

#include <algorithm>

namespace ota {

DiscoverModel::DiscoverModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

int DiscoverModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_nodes.size());
}

int DiscoverModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DiscoverModel::text(const Node& node, int column) const
{
    switch (column) {
    case Device:
        return addressText(node.device);
    case What:
        return !node.error.isEmpty() ? node.error : node.suit ? tr("takes SUIT updates") : tr("no SUIT trigger");
    case Resources:
        return node.resources.isEmpty() ? QString(unknownText) : node.resources.join(u' ');
    case OnBench:
        return node.board.isEmpty() ? tr("not on the bench") : node.board;
    default:
        return !node.board.isEmpty() ? tr("Show") : node.error.isEmpty() ? tr("Add") : QString();
    }
}

QVariant DiscoverModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Node& node = m_nodes[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(node, index.column());
    case cell::MarkRole:
        if (index.column() != What)
            return {};
        return static_cast<int>(!node.error.isEmpty() ? Mark::Bad : node.suit ? Mark::Good : Mark::Neutral);
    case cell::InkRole:
        if (index.column() == What && !node.error.isEmpty())
            return static_cast<int>(Ink::Bad);
        if (index.column() == OnBench && node.board.isEmpty())
            return static_cast<int>(Ink::Tertiary);
        return {};
    case cell::CopyRole:
        return index.column() == Device ? QVariant(node.device) : QVariant();
    default:
        return {};
    }
}

void DiscoverModel::clear()
{
    beginResetModel();
    m_nodes.clear();
    endResetModel();
}

void DiscoverModel::add(const QJsonObject& record)
{
    Node node;
    node.device = record[QStringLiteral("device")].toString();
    node.interface = record[QStringLiteral("interface")].toString();
    for (const QJsonValue& path : record[QStringLiteral("resources")].toArray())
        node.resources << path.toString();
    node.error = record[QStringLiteral("error")].toString();
    node.suit = record[QStringLiteral("suit")].toBool();
    node.board = record[QStringLiteral("board")].toString();
    const auto there = std::ranges::find(m_nodes, node.device, &Node::device);
    if (there != m_nodes.end()) {
        *there = std::move(node);
        const int row = static_cast<int>(there - m_nodes.begin());
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_nodes.push_back(std::move(node));
    endInsertRows();
}

void DiscoverModel::setBoards(const std::vector<Board>& boards)
{
    QHash<QString, QString> names;
    for (const Board& board : boards) {
        if (!board.links.address.isEmpty())
            names.insert(addressText(board.links.address), board.id.text());
    }
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const QString now = names.value(addressText(m_nodes[i].device));
        if (now == m_nodes[i].board)
            continue;
        m_nodes[i].board = now;
        Q_EMIT dataChanged(index(static_cast<int>(i), OnBench), index(static_cast<int>(i), Action));
    }
}

int DiscoverModel::answered() const
{
    return static_cast<int>(std::ranges::count_if(m_nodes, [](const Node& node) { return node.error.isEmpty(); }));
}

} // namespace ota
