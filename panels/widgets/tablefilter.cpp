// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/tablefilter.h"

#include "panels/widgets/celldelegate.h"

#include <algorithm>

namespace ota {

int compareNaturally(QStringView a, QStringView b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        if (a[i].isDigit() && b[j].isDigit()) {
            // Whole numbers by their value: the longer one without leading zeros is the greater.
            const auto number = [](QStringView text, qsizetype& at) {
                while (at + 1 < text.size() && text[at] == u'0' && text[at + 1].isDigit())
                    ++at;
                const qsizetype from = at;
                while (at < text.size() && text[at].isDigit())
                    ++at;
                return text.mid(from, at - from);
            };
            const QStringView left = number(a, i);
            const QStringView right = number(b, j);
            if (left.size() != right.size())
                return left.size() < right.size() ? -1 : 1;
            if (const int order = left.compare(right); order != 0)
                return order;
            continue;
        }
        const char16_t left = a[i++].toCaseFolded().unicode();
        const char16_t right = b[j++].toCaseFolded().unicode();
        if (left != right)
            return left < right ? -1 : 1;
    }
    return static_cast<int>((a.size() - i) - (b.size() - j));
}

TableFilter::TableFilter(QObject* parent)
    : QSortFilterProxyModel(parent)
{
}

void TableFilter::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void TableFilter::setPredicate(Predicate predicate)
{
    m_predicate = std::move(predicate);
    invalidateRowsFilter();
}

bool TableFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    const QAbstractItemModel& model = *sourceModel();
    if (m_predicate && !m_predicate(model.index(sourceRow, 0, sourceParent)))
        return false;
    if (m_words.isEmpty())
        return true;
    QString all;
    for (int column = 0; column < model.columnCount(sourceParent); ++column) {
        const QModelIndex index = model.index(sourceRow, column, sourceParent);
        all += index.data().toString() + u'\n' + index.data(cell::CopyRole).toString() + u'\n';
    }
    return std::ranges::all_of(m_words,
                               [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

bool TableFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(cell::SortRole);
    const QVariant b = right.data(cell::SortRole);
    if (a.isValid() && b.isValid())
        return QVariant::compare(a, b) == QPartialOrdering::Less;
    return compareNaturally(left.data().toString(), right.data().toString()) < 0;
}

} // namespace ota
