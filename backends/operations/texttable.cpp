// SPDX-License-Identifier: Apache-2.0
#include "operations/texttable.h"

#include <algorithm>

namespace ota {

namespace {

QString harmless(QString cell)
{
    for (QChar& character : cell) {
        if (character.category() == QChar::Other_Control)
            character = QLatin1Char('?');
    }
    return cell;
}

QString line(const QStringList& cells, const std::vector<qsizetype>& widths, const QSet<int>& rightAligned)
{
    QString text;
    for (qsizetype column = 0; column < cells.size(); ++column) {
        const qsizetype width = widths[static_cast<std::size_t>(column)];
        const QString cell = harmless(cells[column]);
        text +=
            rightAligned.contains(static_cast<int>(column)) ? cell.rightJustified(width) : cell.leftJustified(width);
        text += QStringLiteral("  ");
    }
    while (text.endsWith(QLatin1Char(' ')))
        text.chop(1);
    return text;
}

} // namespace

QString textTable(const QStringList& headings, const std::vector<QStringList>& rows, const QSet<int>& rightAligned)
{
    std::vector<qsizetype> widths;
    for (const QString& heading : headings)
        widths.push_back(heading.size());
    for (const QStringList& row : rows) {
        widths.resize(std::max(widths.size(), static_cast<std::size_t>(row.size())));
        for (qsizetype column = 0; column < row.size(); ++column) {
            qsizetype& width = widths[static_cast<std::size_t>(column)];
            width = std::max(width, row[column].size());
        }
    }
    QStringList lines;
    if (!headings.isEmpty())
        lines << line(headings, widths, rightAligned);
    for (const QStringList& row : rows)
        lines << line(row, widths, rightAligned);
    return lines.join(QLatin1Char('\n'));
}

} // namespace ota
