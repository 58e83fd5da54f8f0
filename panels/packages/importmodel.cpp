// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/importmodel.h"

#include "exosense/exosensefinding.h"
#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"

#include <QJsonArray>

#include <iterator>

namespace ota {

namespace {

ImportModel::Line importedLine(const QJsonValue& entry)
{
    ImportModel::Line line{entry[QStringLiteral("id")].toString(), {}, {}, static_cast<int>(Mark::Good), true};
    if (!entry[QStringLiteral("package")].toBool()) {
        line.result = ImportModel::tr("content");
        line.why = sizeText(entry[QStringLiteral("length")].toInteger());
        line.mark = static_cast<int>(Mark::Neutral);
    } else if (entry[QStringLiteral("applicable")].toBool()) {
        line.result = ImportModel::tr("package");
        line.why = ImportModel::tr("version %1").arg(entry[QStringLiteral("version")].toString());
    } else {
        const QString problem = entry[QStringLiteral("problem")].toString();
        line.result = ImportModel::tr("not applicable");
        line.why = problem + QStringLiteral(": ") + explainExosenseCode(problem);
        line.mark = static_cast<int>(Mark::Warn);
    }
    return line;
}

} // namespace

ImportModel::ImportModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void ImportModel::clear()
{
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

void ImportModel::add(const QJsonObject& outcome)
{
    std::vector<Line> lines;
    for (const QJsonValue& skipped : outcome[QStringLiteral("skipped")].toArray()) {
        const QString text = skipped.toString();
        const qsizetype colon = text.indexOf(QStringLiteral(": "));
        lines.push_back({text.left(colon), tr("refused"), colon < 0 ? QString() : text.mid(colon + 2),
                         static_cast<int>(Mark::Bad), false});
    }
    for (const QJsonValue& entry : outcome[QStringLiteral("imported")].toArray())
        lines.push_back(importedLine(entry));
    if (lines.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(lines.size()) - 1);
    std::move(lines.begin(), lines.end(), std::back_inserter(m_lines));
    endInsertRows();
}

int ImportModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int ImportModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return index.column() == Name ? line.name : index.column() == Result ? line.result : line.why;
    if (role == cell::MarkRole && index.column() == Result)
        return line.mark;
    return {};
}

} // namespace ota
