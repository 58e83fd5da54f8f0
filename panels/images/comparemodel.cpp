// SPDX-License-Identifier: Apache-2.0
#include "panels/images/comparemodel.h"

#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"

#include <algorithm>

namespace ota {

namespace {

const QString pathMark = QStringLiteral(" / ");

/// The last part of the place, with what it is in where several are called so.
QString shortPath(const std::vector<FieldDifference>& rows, const QString& path)
{
    const QStringList parts = path.split(pathMark);
    const QString name = parts.last();
    const auto alike = std::ranges::count_if(
        rows, [&name](const FieldDifference& row) { return row.path.section(pathMark, -1) == name; });
    return alike < 2 || parts.size() < 2 ? name : QString(parts.at(parts.size() - 2) + pathMark + name);
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
            return shortPath(m_rows, row.path);
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
