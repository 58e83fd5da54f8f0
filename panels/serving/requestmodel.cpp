// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/requestmodel.h"

#include "otaserver/servesettings.h"
#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"

#include <algorithm>

namespace ota {

namespace {

Mark markOf(ServerLogLine::Level level)
{
    switch (level) {
    case ServerLogLine::Level::Good:
        return Mark::Good;
    case ServerLogLine::Level::Warning:
        return Mark::Warn;
    case ServerLogLine::Level::Bad:
        return Mark::Bad;
    case ServerLogLine::Level::Info:
        break;
    }
    return Mark::None;
}

} // namespace

RequestModel::RequestModel(std::function<QString(const QString&)> areaName, QObject* parent)
    : QAbstractTableModel(parent)
    , m_areaName(std::move(areaName))
{
}

int RequestModel::append(const std::vector<ServerLogLine>& lines)
{
    std::vector<quint64> shown;
    for (const ServerLogLine& line : lines) {
        if (accepts(line))
            shown.push_back(m_dropped + m_lines.size());
        m_lines.push_back(line);
    }
    if (!shown.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(shown.size()) - 1);
        m_rows.insert(m_rows.end(), shown.begin(), shown.end());
        endInsertRows();
    }
    dropOldest();
    return static_cast<int>(shown.size());
}

void RequestModel::dropOldest()
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

void RequestModel::setFilter(const QString& text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    rebuild();
}

void RequestModel::setService(const QString& service)
{
    if (m_service == service)
        return;
    m_service = service;
    rebuild();
}

bool RequestModel::accepts(const ServerLogLine& line) const
{
    // `http-2` is of http.
    if (!m_service.isEmpty() && ServeSettings::serviceOf(line.area) != m_service)
        return false;
    return std::ranges::all_of(m_words, [&](const QString& word) {
        return line.text.contains(word, Qt::CaseInsensitive) ||
               m_areaName(line.area).contains(word, Qt::CaseInsensitive);
    });
}

void RequestModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (accepts(m_lines[i]))
            m_rows.push_back(m_dropped + i);
    }
    endResetModel();
}

const ServerLogLine& RequestModel::line(int row) const
{
    return m_lines[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(row)] - m_dropped)];
}

int RequestModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RequestModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RequestModel::text(const ServerLogLine& line, Column column) const
{
    const ServerRequest& request = line.request;
    switch (column) {
    case Time:
        return clockText(line.timeNs);
    case Method:
        return request.method;
    case Area:
        return m_areaName(line.area);
    case Peer:
        return request.peer;
    case Target:
        return request.isEmpty() ? line.text : request.target;
    case Answer:
        return request.answer;
    case Facts:
        return request.facts;
    case ColumnCount:
        break;
    }
    return {};
}

Ink RequestModel::ink(const ServerLogLine& line, Column column) const
{
    const Mark mark = markOf(line.level);
    const bool isRequest = !line.request.isEmpty();
    if (column == (isRequest ? Answer : Target) && mark != Mark::None)
        return Look::inkOf(mark);
    if (column == Answer)
        return Ink::Good;
    return column == Target || column == Method || column == Peer ? Ink::Primary : Ink::Tertiary;
}

QVariant RequestModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ServerLogLine& entry = line(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, column);
    case cell::MarkRole: {
        const Mark mark = markOf(entry.level);
        const bool shown = column == Target && entry.request.isEmpty() && mark != Mark::None;
        return shown ? QVariant(static_cast<int>(mark)) : QVariant();
    }
    case cell::InkRole:
        return static_cast<int>(ink(entry, column));
    case Qt::ToolTipRole:
        return column == Target || column == Facts ? QVariant(entry.text) : QVariant();
    default:
        return {};
    }
}

} // namespace ota
