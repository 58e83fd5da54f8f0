// SPDX-License-Identifier: Apache-2.0
#include "panels/images/comparemodel.h"

#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"

namespace ota {

namespace {

const QString pathMark = QStringLiteral(" / ");

/// The place without what all of them have in front.
QString shortPath(const QString& path)
{
    const QString manifest = QStringLiteral("manifest") + pathMark;
    return path.startsWith(manifest) ? path.mid(manifest.size()) : path;
}

} // namespace

CompareModel::CompareModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void CompareModel::setDifferences(std::vector<FieldDifference> differences)
{
    beginResetModel();
    m_rows = std::move(differences);
    endResetModel();
}

int CompareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FieldDifference& row = m_rows[static_cast<std::size_t>(index.row())];
    if (index.column() == Field) {
        if (role == Qt::DisplayRole)
            return shortPath(row.path);
        return role == Qt::ToolTipRole ? QVariant(row.path) : QVariant();
    }
    const std::optional<QString>& value = index.column() == Other ? row.a : row.b;
    switch (role) {
    case Qt::DisplayRole:
        return value ? value->section(u'\n', 0, 0) : unknownText;
    case Qt::ToolTipRole:
        return value ? *value : tr("not there");
    case cell::CopyRole:
        return value.value_or(QString());
    case cell::InkRole:
        return value ? QVariant() : QVariant(static_cast<int>(Ink::Tertiary));
    default:
        return {};
    }
}

} // namespace ota
