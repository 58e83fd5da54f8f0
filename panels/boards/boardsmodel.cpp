// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/boardsmodel.h"

#include "panels/boards/gatewaywords.h"
#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"
#include "panels/widgets/tablefilter.h"

#include <algorithm>
#include <numeric>

namespace ota {

namespace {

QString wordsOf(const BoardRow& row)
{
    const BoardLinks& links = row.board.links;
    const QString words = QStringList{row.name(),
                                      worldTitle(row.board.world),
                                      kindName(row.board.kind),
                                      links.address,
                                      row.links(),
                                      links.pskIdentity,
                                      row.runs(),
                                      row.target(),
                                      row.gateway ? ackText(*row.gateway) : QString(),
                                      sessionWords(row).text}
                              .join(u'\n');
    return words.toLower();
}

/// A result of below 0, 0 or above 0.
template<typename T>
int compareValues(const T& a, const T& b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

/// What a column that is ordered as people read is ordered by; made once a row, not once a comparison.
QString sortText(const BoardRow& row, int column)
{
    switch (column) {
    case BoardsModel::World:
        return row.board.world;
    case BoardsModel::Links:
        return row.links();
    case BoardsModel::Runs:
        return row.runs();
    case BoardsModel::Target:
        return row.target();
    default:
        return sessionWords(row).text;
    }
}

} // namespace

BoardsModel::BoardsModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

int BoardsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int BoardsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const BoardRow* BoardsModel::row(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return nullptr;
    return &m_rows[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(index.row())])];
}

const BoardRow* BoardsModel::row(const QString& name) const
{
    const auto found = m_byName.constFind(name);
    return found == m_byName.constEnd() ? nullptr : &m_rows[static_cast<std::size_t>(*found)];
}

QModelIndex BoardsModel::indexOf(const QString& name) const
{
    const auto found = m_byName.constFind(name);
    if (found == m_byName.constEnd())
        return {};
    const int place = m_place[static_cast<std::size_t>(*found)];
    return place < 0 ? QModelIndex() : index(place, 0);
}

QVariant BoardsModel::text(const BoardRow& row, int column) const
{
    const auto orUnknown = [](const QString& text) {
        return text.isEmpty() ? unknownText : text;
    };
    switch (column) {
    case Name:
        return row.name();
    case World:
        return worldTitle(row.board.world);
    case Links:
        return orUnknown(row.links());
    case Runs:
        return orUnknown(row.runs());
    case Target:
        return orUnknown(row.target());
    case Contact:
        return contactText(row.contactNs(), m_nowNs);
    default:
        return sessionWords(row).text;
    }
}

QVariant BoardsModel::data(const QModelIndex& index, int role) const
{
    const BoardRow* board = row(index);
    if (!board)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(*board, column);
    case Qt::CheckStateRole:
        return column == Name ? QVariant(m_checked.contains(board->name()) ? Qt::Checked : Qt::Unchecked) : QVariant();
    case cell::IconRole:
        return column == Name ? QVariant(board->isVirtual() ? QStringLiteral("virtual") : QStringLiteral("boards"))
                              : QVariant();
    case cell::BadgeRole:
        if (column != Name || !board->isVirtual())
            return {};
        if (board->isGateway()) // Its link tells whether it is on.
            return tr("SIMULATED");
        return board->power == BoardRow::Power::On         ? tr("virtual, on")
               : board->power == BoardRow::Power::Starting ? tr("virtual, starting")
                                                           : tr("virtual");
    case cell::AsideRole:
        return column == Target && board->gateway && !board->target().isEmpty() ? QVariant(ackText(*board->gateway))
                                                                                : QVariant();
    case cell::CopyRole:
        return column == Links ? QVariant(board->board.links.address) : QVariant();
    case cell::InkRole:
        if (column == Target && board->target() == board->runs())
            return static_cast<int>(Ink::Tertiary);
        if (column == Contact && board->inSession() && m_nowNs - board->contactNs() > silentAfterNs)
            return static_cast<int>(Ink::Warn);
        if (column == Session) {
            if (!board->result())
                return static_cast<int>(Ink::Tertiary);
            const Mark mark = sessionWords(*board).mark;
            return mark == Mark::None || mark == Mark::Neutral ? QVariant()
                                                               : QVariant(static_cast<int>(Look::inkOf(mark)));
        }
        return {};
    case cell::MarkRole:
        if (column == Target && board->gateway && ackMark(*board->gateway) == Mark::Warn)
            return static_cast<int>(Mark::Warn);
        if (column != Session || !board->result())
            return {};
        return static_cast<int>(sessionWords(*board).mark);
    case cell::ProgressRole: {
        if (column != Session)
            return {};
        const auto progress = sessionWords(*board).progress;
        return progress ? QVariant::fromValue(*progress) : QVariant();
    }
    default:
        return {};
    }
}

bool BoardsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const BoardRow* board = row(index);
    if (!board || role != Qt::CheckStateRole || index.column() != Name)
        return false;
    if (value.toInt() == Qt::Checked)
        m_checked.insert(board->name());
    else
        m_checked.remove(board->name());
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
    return true;
}

Qt::ItemFlags BoardsModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

bool BoardsModel::accepts(const BoardRow& row, const QString& words) const
{
    if ((m_scope == Scope::InSession && !row.inSession()) || (m_scope == Scope::NeedsLook && !row.needsLook()))
        return false;
    return std::ranges::all_of(m_filter, [&words](const QString& word) { return words.contains(word); });
}

void BoardsModel::sortShown()
{
    const auto row = [this](int index) -> const BoardRow& {
        return m_rows[static_cast<std::size_t>(index)];
    };
    const auto sortBy = [this](const auto& compare) {
        std::ranges::stable_sort(m_shown, [&](int a, int b) {
            const int order = compare(a, b);
            return m_sortOrder == Qt::AscendingOrder ? order < 0 : order > 0;
        });
    };
    if (m_sortColumn == Contact) { // Ascending by age: the newest first.
        sortBy([&](int a, int b) { return compareValues(row(b).contactNs(), row(a).contactNs()); });
        return;
    }
    std::vector<QString> texts(m_rows.size());
    for (const int shown : m_shown)
        texts[static_cast<std::size_t>(shown)] = sortText(row(shown), m_sortColumn);
    sortBy([&](int a, int b) {
        return compareNaturally(texts[static_cast<std::size_t>(a)], texts[static_cast<std::size_t>(b)]);
    });
}

void BoardsModel::arrange()
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::NoLayoutChangeHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> kept; // Which board each persistent index means.
    kept.reserve(static_cast<std::size_t>(before.size()));
    for (const QModelIndex& index : before)
        kept.push_back(m_shown[static_cast<std::size_t>(index.row())]);
    m_shown.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_filter.isEmpty() && m_words[i].isEmpty())
            m_words[i] = wordsOf(m_rows[i]);
        if (accepts(m_rows[i], m_words[i]))
            m_shown.push_back(static_cast<int>(i));
    }
    if (m_sortColumn > Name) {
        sortShown();
    } else if (m_sortColumn == Name && m_sortOrder == Qt::DescendingOrder) {
        std::ranges::reverse(m_shown);
    }
    m_place.assign(m_rows.size(), -1);
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        m_place[static_cast<std::size_t>(m_shown[i])] = static_cast<int>(i);
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int place = m_place[static_cast<std::size_t>(kept[static_cast<std::size_t>(i)])];
        after << (place < 0 ? QModelIndex() : index(place, before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    m_stale = false;
    Q_EMIT layoutChanged({}, QAbstractItemModel::NoLayoutChangeHint);
}

void BoardsModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
}

void BoardsModel::setFilter(const QString& text)
{
    m_filter = text.toLower().split(u' ', Qt::SkipEmptyParts);
    arrange();
}

void BoardsModel::setScope(Scope scope)
{
    m_scope = scope;
    arrange();
}

void BoardsModel::setHeld(bool held)
{
    m_held = held;
    if (!held && m_stale)
        arrange();
}

void BoardsModel::setBoards(const std::vector<Board>& boards)
{
    std::vector<BoardRow> rows;
    rows.reserve(boards.size());
    for (const Board& board : boards)
        rows.push_back({board, m_states.value(board.id.text()), m_power.value(board.id.text()),
                        m_gateways.value(board.id.text())});
    std::ranges::sort(rows, [](const BoardRow& a, const BoardRow& b) {
        const int order = compareNaturally(a.name(), b.name());
        return order != 0 ? order < 0 : a.name() < b.name();
    });
    const bool sameNames = std::ranges::equal(rows, m_rows, {}, &BoardRow::name, &BoardRow::name);
    if (sameNames) {
        std::vector<int> changed;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!(rows[i] == m_rows[i])) {
                m_rows[i] = std::move(rows[i]);
                m_words[i].clear();
                changed.push_back(static_cast<int>(i));
            }
        }
        contentChanged(changed, true);
        return;
    }
    // Boards came or went: the old indices are led to the boards of the same names.
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::NoLayoutChangeHint);
    const QModelIndexList before = persistentIndexList();
    QStringList names;
    for (const QModelIndex& index : before)
        names << row(index)->name();
    m_rows = std::move(rows);
    m_words.assign(m_rows.size(), {});
    m_byName.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_byName.insert(m_rows[i].name(), static_cast<int>(i));
    m_shown.resize(m_rows.size());
    std::iota(m_shown.begin(), m_shown.end(), 0);
    m_place = m_shown;
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const QModelIndex now = indexOf(names.at(i));
        after << (now.isValid() ? index(now.row(), before.at(i).column()) : QModelIndex());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::NoLayoutChangeHint);
    if (m_scope != Scope::All || !m_filter.isEmpty() || m_sortColumn >= 0)
        arrange();
    const qsizetype ticked = m_checked.size();
    m_checked.removeIf([this](const QString& name) { return !m_byName.contains(name); });
    if (m_checked.size() != ticked)
        Q_EMIT checkedChanged();
    Q_EMIT countsChanged();
}

void BoardsModel::setStates(const QHash<QString, BoardState>& states)
{
    m_states = states;
    std::vector<int> changed;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const BoardState state = m_states.value(m_rows[i].name());
        if (state == m_rows[i].state)
            continue;
        m_rows[i].state = state;
        m_words[i].clear();
        changed.push_back(static_cast<int>(i));
    }
    contentChanged(changed, true);
}

void BoardsModel::setGateways(const std::vector<GatewayPtr>& gateways)
{
    m_gateways.clear();
    m_gateways.reserve(static_cast<qsizetype>(gateways.size()));
    for (const GatewayPtr& gateway : gateways)
        m_gateways.insert(gateway->board, gateway);
    std::vector<int> changed;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        GatewayPtr gateway = m_gateways.value(m_rows[i].name());
        if (gateway == m_rows[i].gateway)
            continue;
        m_rows[i].gateway = std::move(gateway);
        m_words[i].clear();
        changed.push_back(static_cast<int>(i));
    }
    contentChanged(changed, true);
}

void BoardsModel::setPower(const QStringList& names, BoardRow::Power power)
{
    std::vector<int> changed;
    for (const QString& name : names) {
        m_power.insert(name, power);
        const auto found = m_byName.constFind(name);
        if (found == m_byName.constEnd() || m_rows[static_cast<std::size_t>(*found)].power == power)
            continue;
        m_rows[static_cast<std::size_t>(*found)].power = power;
        changed.push_back(*found);
    }
    contentChanged(changed, false);
}

void BoardsModel::contentChanged(const std::vector<int>& rows, bool mayMove)
{
    if (rows.empty())
        return;
    int first = rowCount();
    int last = -1;
    for (const int changed : rows) {
        const int place = m_place[static_cast<std::size_t>(changed)];
        if (place >= 0) {
            first = std::min(first, place);
            last = std::max(last, place);
        }
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    Q_EMIT countsChanged();
    if (!mayMove || (m_scope == Scope::All && m_filter.isEmpty() && m_sortColumn <= Name))
        return;
    if (m_held)
        m_stale = true;
    else
        arrange();
}

void BoardsModel::setNow(qint64 nowNs)
{
    m_nowNs = nowNs;
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0, Contact), index(rowCount() - 1, Contact), {Qt::DisplayRole, cell::InkRole});
}

QStringList BoardsModel::checked() const
{
    QStringList names;
    for (const BoardRow& row : m_rows) {
        if (m_checked.contains(row.name()))
            names << row.name();
    }
    return names;
}

void BoardsModel::setChecked(const QStringList& names)
{
    m_checked = QSet<QString>(names.begin(), names.end());
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
}

int BoardsModel::countOf(Scope scope) const
{
    if (scope == Scope::All)
        return static_cast<int>(m_rows.size());
    return static_cast<int>(std::ranges::count_if(m_rows, [scope](const BoardRow& row) {
        return scope == Scope::InSession ? row.inSession() : row.needsLook();
    }));
}

} // namespace ota
