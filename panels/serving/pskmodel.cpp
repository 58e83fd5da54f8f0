// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/pskmodel.h"

#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"
#include "panels/widgets/tablefilter.h"

#include <algorithm>

namespace ota {

PskModel::PskModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void PskModel::setIdentities(QList<ServingKeeper::Identity> identities)
{
    std::ranges::sort(identities, [](const ServingKeeper::Identity& a, const ServingKeeper::Identity& b) {
        return compareNaturally(a.name, b.name) < 0;
    });
    if (identities == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(identities);
    endResetModel();
}

void PskModel::setUsed(const QHash<QString, qint64>& used)
{
    if (used == m_used)
        return;
    m_used = used;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Used), index(rowCount() - 1, Used));
}

int PskModel::rowOf(const QString& name) const
{
    const auto found = std::ranges::find(m_rows, name, &ServingKeeper::Identity::name);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int PskModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PskModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PskModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ServingKeeper::Identity& identity = m_rows.at(index.row());
    const qint64 usedNs = m_used.value(identity.name);
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Identity)
            return identity.name;
        return usedNs == 0 ? tr("not since the start") : tr("used %1").arg(clockText(usedNs, false));
    case cell::SortRole:
        return index.column() == Identity ? QVariant(identity.name) : QVariant(usedNs);
    case cell::IconRole:
        return index.column() == Identity ? QVariant(QStringLiteral("key")) : QVariant();
    case Qt::ToolTipRole:
        return tr("%1, key %2").arg(identity.name, identity.maskedKey);
    default:
        return {};
    }
}

} // namespace ota
