// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/logmodel.h"

#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"

#include <algorithm>

namespace ota {

namespace {

/// 0 debug and info, 1 warning, 2 error.
int gravity(QtMsgType level)
{
    switch (level) {
    case QtWarningMsg:
        return 1;
    case QtCriticalMsg:
    case QtFatalMsg:
        return 2;
    default:
        return 0;
    }
}

} // namespace

LogModel::LogModel(const LogRing& ring, QObject* parent)
    : QAbstractTableModel(parent)
    , m_ring(ring)
{
    update();
}

int LogModel::update()
{
    std::vector<LogLine> fresh = m_ring.after(m_lastId);
    if (fresh.empty())
        return 0;
    m_lastId = fresh.back().id;
    std::vector<quint64> shown;
    const int unseenBefore = m_unseen;
    const std::size_t count = fresh.size();
    for (LogLine& line : fresh) {
        m_unseen += gravity(line.level) > 0 ? 1 : 0;
        if (accepts(line))
            shown.push_back(m_dropped + m_lines.size());
        m_lines.push_back(std::move(line));
    }
    if (!shown.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(shown.size()) - 1);
        m_rows.insert(m_rows.end(), shown.begin(), shown.end());
        endInsertRows();
    }
    dropOldest();
    if (m_unseen != unseenBefore)
        Q_EMIT unseenChanged();
    return static_cast<int>(count);
}

void LogModel::dropOldest()
{
    if (m_lines.size() <= capacity)
        return;
    const std::size_t surplus = m_lines.size() - capacity;
    const quint64 firstKept = m_dropped + surplus;
    const auto gone = std::ranges::lower_bound(m_rows, firstKept) - m_rows.begin();
    if (gone > 0)
        beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
    m_lines.erase(m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(surplus));
    m_dropped = firstKept;
    if (gone > 0)
        endRemoveRows();
}

void LogModel::setFilter(const QString& text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    rebuild();
}

void LogModel::setLeast(Least least)
{
    m_least = least;
    rebuild();
}

void LogModel::markSeen()
{
    if (std::exchange(m_unseen, 0) != 0)
        Q_EMIT unseenChanged();
}

bool LogModel::accepts(const LogLine& line) const
{
    if (gravity(line.level) < static_cast<int>(m_least))
        return false;
    return std::ranges::all_of(m_words, [&line](const QString& word) {
        return line.text.contains(word, Qt::CaseInsensitive) || line.category.contains(word, Qt::CaseInsensitive);
    });
}

void LogModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (accepts(m_lines[i]))
            m_rows.push_back(m_dropped + i);
    }
    endResetModel();
}

const LogLine& LogModel::line(int row) const
{
    return m_lines[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(row)] - m_dropped)];
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const LogLine& entry = line(index.row());
    const int grave = gravity(entry.level);
    if (role == cell::MarkRole && index.column() == Time)
        return static_cast<int>(grave == 2 ? Mark::Bad : grave == 1 ? Mark::Warn : Mark::Info);
    if (role == cell::InkRole && index.column() == Text && grave > 0)
        return static_cast<int>(grave == 2 ? Ink::Bad : Ink::Warn);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return clockText(entry.timeNs);
    case Area:
        return entry.category.startsWith(QStringLiteral("ota.")) ? entry.category.mid(4) : entry.category;
    default:
        return entry.text;
    }
}

} // namespace ota
