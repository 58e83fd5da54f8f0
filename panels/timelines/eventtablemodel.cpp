// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/eventtablemodel.h"

#include "panels/widgets/format.h"

#include <QLoggingCategory>
#include <QtConcurrentRun>

#include <algorithm>

namespace ota {

namespace {

Q_LOGGING_CATEGORY(tableLog, "ota.panels.timelines")

constexpr int cachedEvents = 2000;
constexpr int searchPage = 5000;
constexpr std::size_t maximumFound = 200'000; ///< More rows of a text search help nobody.

Result<std::vector<quint64>> search(const EventStore& store, const EventTableFilter& wanted, quint64 afterSeq)
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
    while (seqs.size() < maximumFound) {
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

} // namespace

EventTableModel::EventTableModel(const EventStore& store, const Lanes& lanes, QObject* parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_lanes(lanes)
    , m_cache(cachedEvents)
{
}

EventTableModel::~EventTableModel()
{
    m_searches.waitForFinished(); // They read from the store, which may go after us.
}

void EventTableModel::setFilter(const EventTableFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    restart();
}

void EventTableModel::restart()
{
    const Lane* lane = m_lanes.find(m_filter.board);
    m_boardNumber = lane ? lane->number : 0;
    beginResetModel();
    m_seqs.clear();
    m_seenSeq = 0;
    endResetModel();
    if (asksStore())
        startSearch(0);
    else
        extend();
}

void EventTableModel::extend()
{
    const auto& columns = m_lanes.columns();
    if (columns.size() == 0 || columns.endSeq() - 1 <= m_seenSeq) {
        if (m_seenSeq > 0 && (columns.size() == 0 || columns.endSeq() - 1 < m_seenSeq))
            restart(); // Something was removed and the columns were read anew.
        return;
    }
    if (asksStore()) {
        if (!isBusy())
            startSearch(m_seenSeq);
        return;
    }
    appendFromColumns();
    Q_EMIT settled();
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
    if (fresh.empty())
        return;
    const int begin = static_cast<int>(m_seqs.size());
    beginInsertRows({}, begin, begin + static_cast<int>(fresh.size()) - 1);
    m_seqs.insert(m_seqs.end(), fresh.begin(), fresh.end());
    endInsertRows();
}

void EventTableModel::startSearch(quint64 afterSeq)
{
    if (m_lanes.columns().size() > 0)
        m_seenSeq = m_lanes.columns().endSeq() - 1;
    m_busy = true;
    const int question = ++m_question;
    auto found = QtConcurrent::run(search, std::cref(m_store), m_filter, afterSeq);
    m_searches.addFuture(found);
    found.then(this, [this, question](const Found& answer) {
        if (question == m_question) // An older question's answer is not wanted any more.
            onSearched(answer);
    });
}

void EventTableModel::onSearched(const Found& found)
{
    m_busy = false;
    m_searches.clearFutures();
    if (!found)
        qCWarning(tableLog) << qUtf8Printable(found.error().toString());
    std::vector<quint64> fresh;
    for (const quint64 seq : found.value_or(std::vector<quint64>())) {
        if (m_seqs.empty() || seq > m_seqs.back())
            fresh.push_back(seq);
    }
    if (!fresh.empty()) {
        const int begin = static_cast<int>(m_seqs.size());
        beginInsertRows({}, begin, begin + static_cast<int>(fresh.size()) - 1);
        m_seqs.insert(m_seqs.end(), fresh.begin(), fresh.end());
        m_seenSeq = std::max(m_seenSeq, m_seqs.back());
        endInsertRows();
    }
    Q_EMIT settled();
}

std::optional<ota::Event> EventTableModel::eventAt(int row) const
{
    if (row < 0 || row >= static_cast<int>(m_seqs.size()))
        return std::nullopt;
    const quint64 seq = seqAt(row);
    if (const ota::Event* cached = m_cache.object(seq))
        return *cached;
    const auto event = m_store.event(seq);
    if (!event || !*event)
        return std::nullopt;
    m_cache.insert(seq, new ota::Event(**event)); // QCache owns it.
    return **event;
}

int EventTableModel::rowOf(quint64 seq) const
{
    const auto found = std::ranges::lower_bound(m_seqs, seq);
    return found != m_seqs.end() && *found == seq ? static_cast<int>(found - m_seqs.begin()) : -1;
}

int EventTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_seqs.size());
}

int EventTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EventTableModel::textOf(const ota::Event& event, int column) const
{
    switch (column) {
    case Time:
        return clockText(event.hostNs);
    case Board:
        return event.board.text();
    case Stream:
        return keyOf(event.stream);
    case Phase:
        return event.phase ? keyOf(*event.phase).toUpper() : QString();
    case Event:
        if (event.centipercent && event.edge == Edge::Progress)
            return tr("%1 % · %2").arg(*event.centipercent / 100).arg(event.message);
        return event.message;
    case Says:
        return QStringLiteral("%1 · %2").arg(keyOf(event.origin), keyOf(event.confidence));
    default:
        return {};
    }
}

QVariant EventTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == SeqRole)
        return seqAt(index.row());
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SeverityRole && role != PhaseRole)
        return {};
    const auto event = eventAt(index.row());
    if (!event)
        return role == Qt::DisplayRole && index.column() == Event ? tr("(removed)") : QVariant();
    if (role == SeverityRole)
        return static_cast<int>(event->severity);
    if (role == PhaseRole)
        return event->phase ? static_cast<int>(*event->phase) : -1;
    return textOf(*event, index.column());
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
    default:
        return {};
    }
}

} // namespace ota
