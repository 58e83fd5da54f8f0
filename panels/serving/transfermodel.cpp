// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/transfermodel.h"

#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(TransferModel)
};

using State = TransferView::State;

double fractionOf(const TransferView& view)
{
    return view.totalBytes > 0
               ? std::min(1.0, static_cast<double>(view.doneBytes) / static_cast<double>(view.totalBytes))
               : 0;
}

bool isSame(const TransferView& a, const TransferView& b)
{
    return a.doneBytes == b.doneBytes && a.sentBytes == b.sentBytes && a.state == b.state && a.repeats == b.repeats &&
           a.bytesPerSecond == b.bytesPerSecond && a.board.id == b.board.id && a.totalBytes == b.totalBytes &&
           a.session == b.session && a.service == b.service;
}

} // namespace

QString leftText(const TransferView& view, qint64 nowNs)
{
    switch (view.state) {
    case State::Done:
        return Tr::tr("done");
    case State::Broken:
        return Tr::tr("broken off");
    case State::Stalled:
        // A gateway asks for ranges, or has gone for now.
        return (view.service.startsWith(QStringLiteral("coap")) ? Tr::tr("no block for %1") : Tr::tr("nothing for %1"))
            .arg(durationText(std::chrono::milliseconds((nowNs - view.lastNs) / 1'000'000)));
    case State::Running:
        break;
    }
    if (view.bytesPerSecond <= 0 || view.totalBytes < view.doneBytes)
        return unknownText;
    const double seconds = static_cast<double>(view.totalBytes - view.doneBytes) / view.bytesPerSecond;
    return durationText(std::chrono::milliseconds(static_cast<qint64>(seconds * 1000)));
}

TransferModel::TransferModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_boardName([](const FoundBoard& board) { return board.id.text(); })
    , m_serviceName([](const QString& service) { return service; })
{
}

void TransferModel::setNames(std::function<QString(const FoundBoard&)> board,
                             std::function<QString(const QString&)> service)
{
    m_boardName = std::move(board);
    m_serviceName = std::move(service);
}

void TransferModel::set(const std::vector<TransferView>& transfers, qint64 nowNs)
{
    m_nowNs = nowNs;
    QHash<QString, const TransferView*> now;
    for (const TransferView& view : transfers)
        now.insert(view.id, &view);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (now.contains(transfer(row).id))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < rowCount(); ++row) {
        TransferView& shown = m_rows[static_cast<std::size_t>(row)];
        const TransferView& fresh = *now.take(shown.id);
        const bool same = isSame(shown, fresh) && fresh.state != State::Stalled; // Its words grow with the time.
        shown = fresh;
        if (!same)
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    if (now.isEmpty())
        return;
    std::vector<const TransferView*> fresh(now.begin(), now.end());
    std::ranges::sort(fresh, {}, [](const TransferView* view) { return std::pair(view->startedNs, view->id); });
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh.size()) - 1);
    for (const TransferView* view : fresh)
        m_rows.push_back(*view);
    endInsertRows();
}

int TransferModel::rowOf(const QString& id) const
{
    const auto found = std::ranges::find(m_rows, id, &TransferView::id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int TransferModel::running() const
{
    return static_cast<int>(std::ranges::count(m_rows, State::Running, &TransferView::state));
}

int TransferModel::stalled() const
{
    return static_cast<int>(std::ranges::count(m_rows, State::Stalled, &TransferView::state));
}

int TransferModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TransferModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TransferModel::text(const TransferView& view, Column column) const
{
    switch (column) {
    case Board:
        return m_boardName(view.board);
    case Service:
        return m_serviceName(view.service);
    case Object:
        return view.path;
    case Size:
        return sizeText(static_cast<qint64>(view.totalBytes));
    case Sent:
        return tr("%1 %").arg(static_cast<int>(fractionOf(view) * 100));
    case Rate:
        return view.state == State::Running && view.bytesPerSecond > 0 ? rateText(view.bytesPerSecond) : QString();
    case Left:
        return leftText(view, m_nowNs);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant TransferModel::sortValue(const TransferView& view, Column column) const
{
    switch (column) {
    case Size:
        return view.totalBytes;
    case Sent:
        return fractionOf(view);
    case Rate:
        return view.state == State::Running ? view.bytesPerSecond : 0.0;
    default:
        return text(view, column);
    }
}

QVariant TransferModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const TransferView& view = transfer(index.row());
    const auto column = static_cast<Column>(index.column());
    const Mark mark = view.state == State::Done      ? Mark::Good
                      : view.state == State::Broken  ? Mark::Bad
                      : view.state == State::Stalled ? Mark::Warn
                                                     : Mark::None;
    switch (role) {
    case Qt::DisplayRole:
        return text(view, column);
    case cell::SortRole:
        return sortValue(view, column);
    case cell::BadgeRole:
        return column == Board && view.board.simulated ? QVariant(tr("virtual")) : QVariant();
    case cell::ProgressRole:
        return column == Sent ? QVariant::fromValue(CellProgress{fractionOf(view), view.state == State::Stalled ||
                                                                                       view.state == State::Broken})
                              : QVariant();
    case cell::MarkRole:
        return column == Left && mark != Mark::None ? QVariant(static_cast<int>(mark)) : QVariant();
    default:
        return {};
    }
}

} // namespace ota
