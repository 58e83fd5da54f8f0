// SPDX-License-Identifier: Apache-2.0
#include "panels/images/releasemodel.h"

#include "base/clock.h"
#include "otaserver/manifestfacts.h"
#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <tuple>

namespace ota {

namespace {

bool isDraft(const Release& release)
{
    return release.state == Release::State::Draft;
}

/// The order of the rows.
auto orderOf(const Release& release)
{
    return std::tuple(release.id, isDraft(release));
}

bool isSame(const Release& a, const Release& b)
{
    return a.generation == b.generation && a.createdNs == b.createdNs && a.files.size() == b.files.size() &&
           a.toJson() == b.toJson();
}

/// What was found out about the manifest that counts: the one with the highest sequence number.
std::optional<ManifestFacts> factsOf(const Release& release)
{
    std::optional<ManifestFacts> best;
    for (const ReleaseFile& file : release.files) {
        auto facts = manifestFactsOf(file);
        if (facts && (!best || facts->sequence.value_or(0) > best->sequence.value_or(0)))
            best = std::move(facts);
    }
    return best;
}

Mark markOf(const std::optional<ManifestFacts>& facts)
{
    if (!facts)
        return Mark::Neutral;
    return facts->className == QStringLiteral("good")  ? Mark::Good
           : facts->className == QStringLiteral("bad") ? Mark::Bad
                                                       : Mark::Warn;
}

QString kindOf(const Release& release, const std::optional<ManifestFacts>& facts)
{
    return facts && !facts->dialect.isEmpty() ? QString(worldTitle(release.world) + u' ' + facts->dialect)
                                              : worldTitle(release.world);
}

QString timeText(qint64 ns, const QString& form)
{
    return QDateTime::fromMSecsSinceEpoch(ns / 1'000'000).toString(form);
}

QString hashOf(const Release& release)
{
    if (release.files.empty())
        return unknownText;
    const auto manifest = std::ranges::find(release.files, FileRole::Manifest, &ReleaseFile::role);
    return (manifest == release.files.end() ? release.files.front() : *manifest).blob.hex();
}

QString signedByText(const Release& release, const std::optional<ManifestFacts>& facts)
{
    if (!facts)
        return isDraft(release) ? ReleaseModel::tr("checked when it is published") : ReleaseModel::tr("no manifest");
    if (facts->className == QStringLiteral("good"))
        return facts->signer;
    return facts->signer.isEmpty() ? facts->text : ReleaseModel::tr("%1 · not trusted here").arg(facts->signer);
}

} // namespace

QString versionText(const Release& release)
{
    if (!release.version.isEmpty())
        return release.version;
    const auto sequence = release.sequence();
    return sequence ? QString::number(*sequence) : unknownText;
}

QString kindText(const Release& release)
{
    return kindOf(release, factsOf(release));
}

ReleaseModel::Row::Row(Release from)
    : release(std::move(from))
{
    const auto facts = factsOf(release);
    kind = kindOf(release, facts);
    signedBy = signedByText(release, facts);
    mark = markOf(facts);
}

ReleaseModel::ReleaseModel(const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
}

void ReleaseModel::setReleases(const std::vector<Release>& releases, const std::vector<Release>& drafts)
{
    std::vector<Release> rows = releases;
    rows.insert(rows.end(), drafts.begin(), drafts.end());
    std::ranges::sort(rows, {}, orderOf);
    if (m_rows.empty() && !rows.empty()) {
        beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
        std::ranges::transform(rows, std::back_inserter(m_rows),
                               [](Release& release) { return Row(std::move(release)); });
        endInsertRows();
        return;
    }
    int row = 0;
    for (Release& next : rows) {
        while (row < rowCount() && orderOf(m_rows[static_cast<std::size_t>(row)].release) < orderOf(next)) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
        if (row < rowCount() && orderOf(m_rows[static_cast<std::size_t>(row)].release) == orderOf(next)) {
            Row& present = m_rows[static_cast<std::size_t>(row)];
            if (!isSame(present.release, next)) {
                present = Row(std::move(next));
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
        } else {
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + row, Row(std::move(next)));
            endInsertRows();
        }
        ++row;
    }
    if (row < rowCount()) {
        beginRemoveRows({}, row, rowCount() - 1);
        m_rows.erase(m_rows.begin() + row, m_rows.end());
        endRemoveRows();
    }
}

void ReleaseModel::refreshAges()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Age), index(rowCount() - 1, Age), {Qt::DisplayRole});
}

const ReleaseModel::Row* ReleaseModel::row(const QModelIndex& index) const
{
    const auto number = static_cast<std::size_t>(index.row());
    return index.isValid() && number < m_rows.size() ? &m_rows[number] : nullptr;
}

const Release* ReleaseModel::release(const QModelIndex& index) const
{
    const Row* own = row(index);
    return own ? &own->release : nullptr;
}

QModelIndex ReleaseModel::indexOf(const QString& id, bool draft) const
{
    const auto found = std::ranges::find_if(
        m_rows, [&](const Row& row) { return row.release.id.text() == id && isDraft(row.release) == draft; });
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()), 0);
}

int ReleaseModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ReleaseModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ReleaseModel::text(const Row& row, int column) const
{
    const Release& release = row.release;
    switch (column) {
    case Name:
        return release.id.text();
    case World:
        return row.kind;
    case Version:
        return versionText(release);
    case Size:
        return sizeText(release.sizeBytes());
    case SignedBy:
        return row.signedBy;
    case Published:
        return isDraft(release) ? tr("draft") : timeText(release.createdNs, QStringLiteral("yyyy-MM-dd HH:mm"));
    case Hash:
        return hashOf(release);
    case Age:
        return ageText(
            std::chrono::milliseconds(std::max<qint64>(0, (m_clock.nowNs() - release.createdNs) / 1'000'000)));
    default:
        return {};
    }
}

QVariant ReleaseModel::sortValue(const Release& release, int column) const
{
    switch (column) {
    case Size:
        return release.sizeBytes();
    case Published:
        return release.createdNs;
    case Age: // Rising: the youngest first.
        return -release.createdNs;
    default:
        return {};
    }
}

QVariant ReleaseModel::data(const QModelIndex& index, int role) const
{
    const Row* own = row(index);
    if (!own)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(*own, column);
    case Qt::ToolTipRole:
        if (column == Age || column == Published)
            return timeText(own->release.createdNs, QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        return column == Size ? tr("%n file(s)", nullptr, static_cast<int>(own->release.files.size())) : QVariant();
    case cell::SortRole:
        return sortValue(own->release, column);
    case cell::MarkRole:
        return column == SignedBy ? QVariant(static_cast<int>(own->mark)) : QVariant();
    case cell::InkRole:
        if (column == Published && isDraft(own->release))
            return static_cast<int>(Ink::Info);
        return column == SignedBy && own->mark != Mark::Neutral ? QVariant(static_cast<int>(Ink::Primary)) : QVariant();
    default:
        return {};
    }
}

QVariant ReleaseModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Release");
    case World:
        return tr("World");
    case Version:
        return tr("Version");
    case Size:
        return tr("Size");
    case SignedBy:
        return tr("Signed by");
    case Published:
        return tr("Published");
    case Hash:
        return tr("SHA-256");
    case Age:
        return tr("Age");
    default:
        return {};
    }
}

} // namespace ota
