// SPDX-License-Identifier: Apache-2.0
// Runs of progress as one row that opens: ten thousand steps are one line.
#include "panels/timelines/eventtablemodel.h"
#include "panels/widgets/format.h"

#include <algorithm>

namespace ota {

namespace {

constexpr quint32 foldFrom = 4; ///< Shorter runs stand as they are.
constexpr int groupPage = 5000;

QString percentText(quint16 centipercent)
{
    return centipercent % 100 == 0 ? QString::number(centipercent / 100)
                                   : QString::number(static_cast<double>(centipercent) / 100, 'f', 1);
}

} // namespace

/// Progress that says nothing but how far it is. A search shows its hits one by one.
bool EventTableModel::isSteady(quint64 seq) const
{
    const EventCell* cell = cellOf(seq);
    return cell && cell->edge() == Edge::Progress && cell->severity() <= Severity::Info && m_filter.text.isEmpty();
}

bool EventTableModel::goesOn(quint64 seq, quint64 next) const
{
    const EventCell* a = cellOf(seq);
    const EventCell* b = cellOf(next);
    return isSteady(seq) && isSteady(next) && a->board == b->board && a->phase() == b->phase() &&
           a->stream() == b->stream();
}

quint32 EventTableModel::runEnd(quint32 begin) const
{
    quint32 end = begin + 1;
    while (end < m_seqs.size() && goesOn(m_seqs[end - 1], m_seqs[end]))
        ++end;
    return end;
}

void EventTableModel::append(const std::vector<quint64>& seqs)
{
    if (seqs.empty())
        return;
    const auto from = static_cast<quint32>(m_seqs.size());
    const bool extends = from > 0 && goesOn(m_seqs.back(), seqs.front());
    m_seqs.insert(m_seqs.end(), seqs.begin(), seqs.end());
    appendRows(extends ? extendRun(from) : from);
}

/// The run that the list ended with goes on. Returns where the rest begins.
quint32 EventTableModel::extendRun(quint32 from)
{
    const quint32 end = runEnd(from);
    // The header of the run, or the first of the few plain rows.
    std::size_t row = m_rows.size() - 1;
    while (m_rows[row].count == 0)
        --row;
    if (m_rows[row].count > 1) {
        m_rows[row].count = end - m_rows[row].first;
        Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
        if (m_open.contains(m_rows[row].first)) {
            std::vector<Row> inner;
            for (quint32 i = from; i < end; ++i)
                inner.push_back({i, 0});
            insertRows(m_rows.size(), inner);
        }
        return end;
    }
    quint32 begin = from;
    while (begin > 0 && begin + foldFrom > from && goesOn(m_seqs[begin - 1], m_seqs[begin]))
        --begin;
    if (end - begin < foldFrom)
        return from; // As plain rows.
    const std::size_t kept = m_rows.size() - (from - begin);
    beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(m_rows.size()) - 1);
    m_rows.resize(kept);
    endRemoveRows();
    insertRows(kept, {{begin, end - begin}});
    return end;
}

void EventTableModel::appendRows(quint32 from)
{
    std::vector<Row> rows;
    while (from < m_seqs.size()) {
        const quint32 end = runEnd(from);
        if (end - from >= foldFrom) {
            rows.push_back({from, end - from});
        } else {
            for (quint32 i = from; i < end; ++i)
                rows.push_back({i, 1});
        }
        from = end;
    }
    insertRows(m_rows.size(), rows);
}

void EventTableModel::insertRows(std::size_t at, const std::vector<Row>& rows)
{
    if (rows.empty())
        return;
    beginInsertRows({}, static_cast<int>(at), static_cast<int>(at + rows.size()) - 1);
    m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), rows.begin(), rows.end());
    endInsertRows();
}

const EventTableModel::Row* EventTableModel::folded(int row) const
{
    const bool isThere = row >= 0 && row < rowCount();
    return isThere && m_rows[static_cast<std::size_t>(row)].count > 1 ? &m_rows[static_cast<std::size_t>(row)]
                                                                      : nullptr;
}

bool EventTableModel::isOpen(int row) const
{
    return folded(row) && m_open.contains(folded(row)->first);
}

void EventTableModel::setOpen(int row, bool open)
{
    const Row* group = folded(row);
    if (!group || open == isOpen(row))
        return;
    const auto [first, count] = *group;
    const auto at = static_cast<std::size_t>(row) + 1;
    if (open) {
        m_open.insert(first);
        std::vector<Row> inner;
        for (quint32 i = first; i < first + count; ++i)
            inner.push_back({i, 0});
        insertRows(at, inner);
    } else {
        m_open.erase(first);
        beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at + count) - 1);
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(at),
                     m_rows.begin() + static_cast<std::ptrdiff_t>(at + count));
        endRemoveRows();
    }
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

bool EventTableModel::covers(int row, quint64 seq) const
{
    if (row < 0 || row >= rowCount())
        return false;
    const Row& shown = m_rows[static_cast<std::size_t>(row)];
    return seqAt(row) <= seq && seq <= m_seqs[shown.first + std::max(1U, shown.count) - 1];
}

int EventTableModel::rowOf(quint64 seq) const
{
    const auto found = std::ranges::lower_bound(m_seqs, seq);
    if (found == m_seqs.end() || *found != seq)
        return -1;
    const auto place = static_cast<quint32>(found - m_seqs.begin());
    const auto behind = std::ranges::upper_bound(m_rows, place, {}, &Row::first);
    return static_cast<int>(behind - m_rows.begin()) - 1;
}

/// `10 000 × DOWNLOAD_STEP, 0 → 100 %`
QString EventTableModel::groupText(const Row& group) const
{
    const auto valueOf = [this](quint32 place) {
        const EventCell* cell = cellOf(m_seqs[place]);
        return cell ? cell->value : EventCell::noValue;
    };
    const auto known = m_groups.constFind(group.first);
    const bool isRead = known != m_groups.constEnd();
    const qint64 count = isRead ? static_cast<qint64>(known->reports) : static_cast<qint64>(group.count);
    QString text = isRead && !known->name.isEmpty() ? tr("%1 × %2").arg(countText(count), known->name)
                                                    : tr("%1 progress reports").arg(countText(count));
    const quint16 from = valueOf(group.first);
    const quint16 until = valueOf(group.first + group.count - 1);
    if (from != EventCell::noValue && until != EventCell::noValue)
        text = tr("%1, %2 → %3 %").arg(text, percentText(from), percentText(until));
    return text;
}

bool EventTableModel::isUpToDate(const Row& group) const
{
    const auto known = m_groups.constFind(group.first);
    return known != m_groups.constEnd() && known->untilSeq >= m_seqs[group.first + group.count - 1];
}

EventTableModel::GroupQuestion EventTableModel::questionOf(const Row& group) const
{
    GroupQuestion question;
    question.first = group.first;
    question.known = m_groups.value(group.first);
    question.from = std::max(question.known.untilSeq + 1, m_seqs[group.first]);
    question.until = m_seqs[group.first + group.count - 1];
    const EventCell* cell = cellOf(m_seqs[group.first]);
    question.board = cell ? BoardId(m_lanes.boardName(cell->board)) : BoardId();
    question.session = m_filter.session;
    question.phase = cell ? cell->phase() : std::nullopt;
    return question;
}

/// Counts what has come of a run since it was read last. On a worker.
Result<EventTableModel::Group> EventTableModel::readGroup(const EventStore& store, const GroupQuestion& question)
{
    Group group = question.known;
    EventFilter filter;
    filter.session = question.session;
    filter.board = question.session ? BoardId() : question.board;
    filter.phase = question.phase;
    filter.order = EventFilter::Order::Seq;
    filter.after = EventKey{0, question.from - 1};
    filter.limit = groupPage;
    while (filter.after->seq < question.until) {
        const auto events = store.events(filter);
        if (!events)
            return failure(events.error());
        for (const ota::Event& event : *events) {
            if (event.seq > question.until || event.edge != Edge::Progress)
                continue;
            group.reports += event.folded + 1;
            group.name = event.rawStatus;
        }
        filter.after->seq = events->empty() ? question.until : events->back().seq;
    }
    group.untilSeq = question.until;
    return group;
}

} // namespace ota
