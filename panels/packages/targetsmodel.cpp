// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/targetsmodel.h"

#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"
#include "panels/widgets/tablefilter.h"

#include <algorithm>
#include <iterator>

namespace ota {

namespace {

constexpr qsizetype keptTexts = 1000;

QString nameOf(const TargetsModel::Row& row)
{
    return row.gateway->board;
}

bool lessName(const QString& a, const QString& b)
{
    const int order = compareNaturally(a, b);
    return order != 0 ? order < 0 : a < b;
}

} // namespace

bool TargetRow::operator==(const TargetRow& other) const
{
    return gateway->board == other.gateway->board && gateway->simulated == other.gateway->simulated &&
           gateway->identity == other.gateway->identity && preview == other.preview;
}

TargetsModel::TargetsModel(QObject* parent)
    : RowsModel(parent)
{
}

void TargetsModel::setPackage(const ConfigCheck& config)
{
    const QByteArray text = config.value ? config.value->compact() : QByteArray();
    if (text == m_configText)
        return;
    m_configText = text;
    m_config = config;
    for (Row& row : m_all)
        row.preview = judged(*row.gateway);
    arrange();
}

TargetPreview TargetsModel::judged(const GatewayView& gateway)
{
    // Thousands are asked for the same: each text is parsed once.
    auto desired = m_desired.find(gateway.desired);
    if (desired == m_desired.end()) {
        if (m_desired.size() > keptTexts)
            m_desired.clear();
        desired = m_desired.insert(gateway.desired, desiredOf(gateway));
    }
    return previewOf(gateway, m_config, *desired);
}

void TargetsModel::setGateways(const GatewayViews& gateways)
{
    QHash<const GatewayView*, const Row*> known; // What did not change is not judged again.
    known.reserve(static_cast<qsizetype>(m_all.size()));
    for (const Row& row : m_all)
        known.insert(row.gateway.get(), &row);
    std::vector<Row> next;
    next.reserve(gateways.size());
    for (const auto& gateway : gateways) {
        const Row* before = known.value(gateway.get());
        next.push_back(before ? *before : Row{gateway, judged(*gateway)});
    }
    if (!std::ranges::is_sorted(next, lessName, nameOf))
        std::ranges::sort(next, lessName, nameOf);
    m_all = std::move(next);
    arrange();
}

void TargetsModel::setChoice(Choice choice)
{
    m_choice = choice;
    arrange();
    if (!rows().empty())
        Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::CheckStateRole});
}

void TargetsModel::setFilter(const GatewayFilter& filter)
{
    m_filter = filter;
    arrange();
}

void TargetsModel::setSearch(const QString& text)
{
    m_search = text.toLower().split(u' ', Qt::SkipEmptyParts);
    arrange();
}

void TargetsModel::setTicked(const QStringList& names)
{
    m_ticked = QSet<QString>(names.begin(), names.end());
    if (!rows().empty())
        Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::CheckStateRole});
    Q_EMIT meantChanged();
}

void TargetsModel::tickShown(bool on)
{
    QSet<QString> ticked = m_ticked;
    for (const Row& row : rows()) {
        if (on)
            ticked.insert(row.gateway->board);
        else
            ticked.remove(row.gateway->board);
    }
    setTicked(QStringList(ticked.begin(), ticked.end()));
}

bool TargetsModel::isShown(const Row& row) const
{
    const bool mayBeTold = row.gateway->identity != DeviceIdentity::State::Revoked;
    switch (m_choice) {
    case Choice::All:
        return mayBeTold;
    case Choice::Filter:
        return mayBeTold && m_filter.matches(*row.gateway);
    case Choice::Named:
        break;
    }
    if (m_search.isEmpty())
        return true;
    const QString words =
        QStringList{row.gateway->board, row.preview.runs, row.preview.asked, row.preview.words}.join(u' ').toLower();
    return std::ranges::all_of(m_search, [&](const QString& word) { return words.contains(word); });
}

void TargetsModel::arrange()
{
    std::vector<Row> next;
    std::ranges::copy_if(m_all, std::back_inserter(next), [this](const Row& row) { return isShown(row); });
    take(next, nameOf, lessName);
    Q_EMIT meantChanged();
}

QStringList TargetsModel::meant() const
{
    QStringList names;
    for (const Row& row : m_choice == Choice::Named ? m_all : rows()) {
        if (m_choice != Choice::Named || m_ticked.contains(row.gateway->board))
            names << row.gateway->board;
    }
    return names;
}

int TargetsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TargetsModel::data(const QModelIndex& index, int role) const
{
    const Row* own = row(index);
    if (!own)
        return {};
    const auto orUnknown = [](const QString& text) {
        return text.isEmpty() ? unknownText : text;
    };
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Name:
            return own->gateway->board;
        case Runs:
            return orUnknown(own->preview.runs);
        case Gets:
            return own->preview.gets.isEmpty() ? unknownText : QString(QStringLiteral("→ ") + own->preview.gets);
        case Asked:
            return orUnknown(own->preview.asked);
        case Outcome:
            return orUnknown(own->preview.words);
        default:
            return {};
        }
    case Qt::CheckStateRole:
        if (index.column() != Name || m_choice != Choice::Named)
            return {};
        return m_ticked.contains(own->gateway->board) ? Qt::Checked : Qt::Unchecked;
    case cell::BadgeRole:
        return index.column() == Name && own->gateway->simulated ? QVariant(tr("virtual")) : QVariant();
    case cell::MarkRole:
        return index.column() == Outcome && own->preview.mark != Mark::None
                   ? QVariant(static_cast<int>(own->preview.mark))
                   : QVariant();
    default:
        return {};
    }
}

bool TargetsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const Row* own = row(index);
    if (!own || index.column() != Name || role != Qt::CheckStateRole || m_choice != Choice::Named)
        return false;
    if (value.toInt() == Qt::Checked)
        m_ticked.insert(own->gateway->board);
    else
        m_ticked.remove(own->gateway->board);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT meantChanged();
    return true;
}

Qt::ItemFlags TargetsModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == Name && m_choice == Choice::Named)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace ota
