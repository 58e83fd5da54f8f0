// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/eventtablemodel.h"

#include "panels/timelines/lanepainter.h"
#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"

#include <QLoggingCategory>

#include <algorithm>

namespace ota {

namespace {

Q_LOGGING_CATEGORY(tableLog, "ota.panels.timelines")

constexpr int cachedEvents = 4000;
constexpr int blockRows = 64; ///< Read together.
constexpr int searchPage = 5000;
constexpr std::size_t maximumFound = 200'000; ///< More rows of a text search help nobody.

Result<std::vector<quint64>> search(const EventStore& store, const EventTableFilter& wanted, quint64 afterSeq,
                                    const std::atomic<bool>& obsolete)
{
    EventFilter filter;
    filter.session = wanted.session;
    filter.board = wanted.board;
    filter.phase = wanted.phase;
    filter.atLeast = wanted.atLeast;
    filter.text = wanted.text;
    filter.order = EventFilter::Order::Seq;
    filter.after = EventKey{0, afterSeq};
    filter.limit = searchPage;
    std::vector<quint64> seqs;
    while (seqs.size() < maximumFound && !obsolete) {
        const auto page = store.events(filter);
        if (!page)
            return failure(page.error());
        for (const Event& event : *page)
            seqs.push_back(event.seq);
        if (page->size() < searchPage)
            break;
        filter.after = EventKey{0, page->back().seq};
    }
    return seqs;
}

/// A row that is nothing special has none.
Mark rowMark(Severity severity)
{
    return severity >= Severity::Error ? Mark::Bad : severity >= Severity::Warning ? Mark::Warn : Mark::None;
}

} // namespace

EventTableModel::EventTableModel(TimelineFeed& feed, const Lanes& lanes, QObject* parent)
    : QAbstractTableModel(parent)
    , m_feed(feed)
    , m_lanes(lanes)
    , m_cache(cachedEvents)
{
}

EventTableModel::~EventTableModel()
{
    if (m_obsolete)
        *m_obsolete = true;
}

void EventTableModel::setFilter(const EventTableFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    reload();
}

void EventTableModel::reload()
{
    beginResetModel();
    m_seqs.clear();
    m_rows.clear();
    m_open.clear();
    m_groups.clear();
    ++m_reloads;
    m_seenSeq = 0;
    m_wanted.clear();
    endResetModel();
    if (m_obsolete)
        *m_obsolete = true;
    m_busy = false;
    extend();
}

void EventTableModel::extend()
{
    const auto& columns = m_lanes.columns();
    if (columns.size() == 0 || columns.endSeq() - 1 <= m_seenSeq) {
        if (!m_busy)
            Q_EMIT settled();
        return;
    }
    // A board may be known before its first event.
    const Lane* lane = m_lanes.find(m_filter.board);
    m_boardNumber = lane ? lane->number : 0;
    if (!asksStore())
        appendFromColumns();
    else if (!m_busy)
        startSearch(m_seenSeq);
}

bool EventTableModel::fits(const EventCell& cell) const
{
    return !cell.isEmpty() && cell.severity() >= m_filter.atLeast &&
           (!m_filter.phase || cell.phase() == m_filter.phase) &&
           (m_filter.board.isEmpty() || cell.board == m_boardNumber);
}

void EventTableModel::appendFromColumns()
{
    const auto& columns = m_lanes.columns();
    std::vector<quint64> fresh;
    const quint64 first = std::max(columns.firstSeq(), m_seenSeq + 1);
    for (std::size_t row = first - columns.firstSeq(); row < columns.size(); ++row) {
        if (fits(columns[row]))
            fresh.push_back(columns.seqOf(row));
    }
    m_seenSeq = columns.endSeq() - 1;
    append(fresh);
    Q_EMIT settled();
}

void EventTableModel::startSearch(quint64 afterSeq)
{
    m_seenSeq = m_lanes.columns().endSeq() - 1;
    m_busy = true;
    m_obsolete = std::make_shared<std::atomic<bool>>(false);
    m_feed.read<std::vector<quint64>>(
        this,
        [filter = m_filter, afterSeq, obsolete = m_obsolete](const EventStore& store) {
            return search(store, filter, afterSeq, *obsolete);
        },
        [this, obsolete = m_obsolete](const Found& found) {
            if (!*obsolete) // An older question's answer is not wanted any more.
                onSearched(found);
        });
}

void EventTableModel::onSearched(const Found& found)
{
    m_busy = false;
    if (!found)
        qCWarning(tableLog) << qUtf8Printable(found.error().toString());
    std::vector<quint64> fresh;
    for (const quint64 seq : found.value_or(std::vector<quint64>())) {
        if (m_seqs.empty() || seq > m_seqs.back())
            fresh.push_back(seq);
    }
    append(fresh);
    if (!m_seqs.empty())
        m_seenSeq = std::max(m_seenSeq, m_seqs.back());
    extend(); // What has come meanwhile.
}

void EventTableModel::want(int row) const
{
    // Called while painting: the reading begins when the whole page has said what it wants.
    m_wanted.insert(row / blockRows);
    if (m_fetching)
        return;
    m_fetching = true;
    auto* self = const_cast<EventTableModel*>(this);
    QMetaObject::invokeMethod(self, &EventTableModel::fetch, Qt::QueuedConnection);
}

void EventTableModel::fetch()
{
    std::vector<quint64> seqs;
    std::vector<GroupQuestion> groups;
    for (const int block : std::exchange(m_wanted, {})) {
        const std::size_t begin = static_cast<std::size_t>(block) * blockRows;
        for (std::size_t row = begin; row < std::min(begin + blockRows, m_rows.size()); ++row) {
            const quint64 seq = m_seqs[m_rows[row].first];
            if (!m_cache.contains(seq))
                seqs.push_back(seq);
            if (m_rows[row].count > 1 && !isUpToDate(m_rows[row]))
                groups.push_back(questionOf(m_rows[row]));
        }
    }
    m_feed.read<Answer>(
        this,
        [seqs, groups](const EventStore& store) -> Result<Answer> {
            Answer answer;
            for (const quint64 seq : seqs) {
                auto event = store.event(seq);
                if (!event)
                    return failure(event.error());
                if (*event)
                    answer.events.push_back(std::move(**event));
            }
            for (const GroupQuestion& question : groups) {
                const auto group = readGroup(store, question);
                if (!group)
                    return failure(group.error());
                answer.groups.emplace_back(question.first, *group);
            }
            return answer;
        },
        [this, reloads = m_reloads](const Result<Answer>& answer) {
            m_fetching = false;
            if (reloads == m_reloads) // Places are others after a reload.
                onFetched(answer);
            if (!m_wanted.empty()) {
                m_fetching = true;
                fetch();
            }
        });
}

void EventTableModel::onFetched(const Result<Answer>& answer)
{
    if (!answer) {
        qCWarning(tableLog) << qUtf8Printable(answer.error().toString());
        return;
    }
    int first = -1;
    int last = -1;
    const auto changed = [&](int row) {
        first = first < 0 ? row : std::min(first, row);
        last = std::max(last, row);
    };
    for (const ota::Event& event : answer->events) {
        m_cache.insert(event.seq, new ota::Event(event)); // QCache owns it.
        changed(rowOf(event.seq));
    }
    for (const auto& [place, group] : answer->groups) {
        m_groups.insert(place, group);
        const auto row = std::ranges::lower_bound(m_rows, place, {}, &Row::first); // The header, not what is in it.
        changed(static_cast<int>(row - m_rows.begin()));
    }
    if (first >= 0 && last >= first)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

std::optional<ota::Event> EventTableModel::eventAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    if (const ota::Event* cached = m_cache.object(seqAt(row)))
        return *cached;
    return std::nullopt;
}

int EventTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const EventCell* EventTableModel::cellOf(quint64 seq) const
{
    const auto& columns = m_lanes.columns();
    if (seq < columns.firstSeq() || seq >= columns.endSeq())
        return nullptr;
    const EventCell& cell = columns[seq - columns.firstSeq()];
    return cell.isEmpty() ? nullptr : &cell;
}

QString EventTableModel::textOf(int row, const EventCell* cell, const ota::Event* event, int column) const
{
    if (!cell) // Removed, and the list not yet read anew.
        return column == Event ? tr("(removed)") : QString();
    const Row* group = folded(row);
    if (group && column == Event)
        return groupText(*group);
    if (group && column == Number)
        return QStringLiteral("%1–%2").arg(seqAt(row)).arg(m_seqs[group->first + group->count - 1]);
    switch (column) {
    case Time:
        return clockText(cell->hostNs);
    case Board:
        return m_lanes.boardName(cell->board);
    case Stream:
        return keyOf(cell->stream());
    case Phase:
        return cell->phase() ? keyOf(*cell->phase()) : QString();
    case Event:
        if (event && event->message.isEmpty())
            return event->code.isEmpty() ? keyOf(event->edge) : event->code;
        if (event && event->centipercent && event->edge == Edge::Progress)
            return tr("%1 % · %2").arg(*event->centipercent / 100).arg(event->message);
        return event ? event->message : QString();
    case Says:
        return event ? QStringLiteral("%1 · %2").arg(keyOf(event->origin), keyOf(event->confidence)) : QString();
    case Number:
        return QString::number(seqAt(row));
    default:
        return {};
    }
}

QVariant EventTableModel::lookOf(int row, const EventCell* cell, const ota::Event* event, int column, int role) const
{
    if (!cell)
        return {};
    const bool isGroup = isFolded(row);
    if (isGroup && column == Event && role == cell::IconRole)
        return isOpen(row) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
    if (isGroup && column == Event)
        return {};
    if (column == Event && role == cell::InkRole && m_rows[static_cast<std::size_t>(row)].count == 0)
        return static_cast<int>(Ink::Secondary); // One of an open run.
    const Mark mark = rowMark(cell->severity());
    if (column == Event && role == cell::MarkRole && mark != Mark::None)
        return static_cast<int>(mark);
    if (column == Event && role == cell::IconRole && cell->severity() == Severity::Note)
        return cell->stream() == ota::Stream::Power ? QStringLiteral("power") : QStringLiteral("note");
    if (column == Event && role == cell::InkRole && (mark != Mark::None || cell->severity() == Severity::Debug))
        return static_cast<int>(mark == Mark::None ? Ink::Tertiary : Look::inkOf(mark));
    if (column == Event && role == cell::AsideRole && event && event->folded > 0)
        return tr("%n reports folded", nullptr, static_cast<int>(event->folded));
    if (column == Phase && role == cell::SwatchRole && cell->phase())
        return m_swatch ? QVariant(m_swatch(*cell->phase())) : QVariant();
    return {};
}

QVariant EventTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const quint64 seq = seqAt(index.row());
    if (role == SeqRole)
        return seq;
    const EventCell* cell = cellOf(seq);
    const ota::Event* event = m_cache.object(seq);
    const bool text = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == MessageRole;
    const Row* group = folded(index.row());
    if (text && cell && group && !isUpToDate(*group))
        want(index.row());
    if (text && !event && cell && (index.column() == Event || index.column() == Says || role == MessageRole))
        want(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return textOf(index.row(), cell, event, index.column());
    case Qt::AccessibleTextRole:
        return group && index.column() == Event
                   ? tr("%1, %2").arg(groupText(*group),
                                      isOpen(index.row()) ? tr("open") : tr("folded, Right opens it"))
                   : textOf(index.row(), cell, event, index.column());
    case MessageRole:
        return event ? event->message : QString();
    case SeverityRole:
        return cell ? static_cast<int>(cell->severity()) : -1;
    case PhaseRole:
        return cell && cell->phase() ? static_cast<int>(*cell->phase()) : -1;
    default:
        return lookOf(index.row(), cell, event, index.column(), role);
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Board:
        return tr("Board");
    case Stream:
        return tr("Stream");
    case Phase:
        return tr("Phase");
    case Event:
        return tr("Event");
    case Says:
        return tr("Says · sure");
    case Number:
        return tr("Number");
    default:
        return {};
    }
}

} // namespace ota
