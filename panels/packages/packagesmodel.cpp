// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/packagesmodel.h"

#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"
#include "panels/widgets/tablefilter.h"

#include <QDateTime>

#include <algorithm>

namespace ota {

namespace {

constexpr int namedInTip = 8;

template<typename Row>
QString idOf(const Row& row)
{
    return row.entry.id;
}

bool lessId(const QString& a, const QString& b)
{
    const int order = compareNaturally(a, b);
    return order != 0 ? order < 0 : a < b;
}

QString orUnknown(const QString& text)
{
    return text.isEmpty() ? unknownText : text;
}

/// The names, and how many more there are.
QString namesTip(const QStringList& names)
{
    if (names.size() <= namedInTip)
        return names.join(u'\n');
    return names.mid(0, namedInTip).join(u'\n') + u'\n' +
           PackagesModel::tr("and %n more", nullptr, static_cast<int>(names.size()) - namedInTip);
}

} // namespace

PackagesModel::PackagesModel(QObject* parent)
    : RowsModel(parent)
{
}

void PackagesModel::setRows(const std::vector<PackageRow>& rows)
{
    take(rows, idOf<PackageRow>, lessId);
}

const PackageRow* PackagesModel::row(const QString& id) const
{
    return row(indexOf(id));
}

QModelIndex PackagesModel::indexOf(const QString& id) const
{
    const auto found = std::ranges::find(rows(), id, &PackageRow::id);
    return found == rows().end() ? QModelIndex() : index(static_cast<int>(found - rows().begin()), 0);
}

int PackagesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PackagesModel::text(const PackageRow& row, int column)
{
    switch (column) {
    case Id:
        return row.id();
    case Vendor:
        return orUnknown(row.info.vendor);
    case Product:
        return orUnknown(row.info.product);
    case Version:
        return orUnknown(row.check.config.version());
    case Name:
        return orUnknown(row.check.config.name());
    case PayloadKind:
        return orUnknown(row.typeText());
    case State:
        return row.stateText();
    case Payload:
        return row.reach.brief();
    case Wanted:
        return row.wantedBy.isEmpty() ? unknownText : countText(row.wantedBy.size());
    default:
        return {};
    }
}

QVariant PackagesModel::tip(const PackageRow& row, int column)
{
    switch (column) {
    case State:
        return row.stateSentence();
    case Payload:
        return (QStringList{row.reach.text} + row.check.config.urls()).join(u'\n');
    case Wanted:
        return row.wantedBy.isEmpty() ? tr("No gateway is asked for it") : namesTip(row.wantedBy);
    default:
        return {};
    }
}

QVariant PackagesModel::data(const QModelIndex& index, int role) const
{
    const PackageRow* own = row(index);
    if (!own)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(*own, column);
    case Qt::ToolTipRole:
        return tip(*own, column);
    case cell::SortRole:
        return column == Wanted ? QVariant(static_cast<int>(own->wantedBy.size())) : QVariant();
    case cell::MarkRole:
        if (column == State)
            return static_cast<int>(own->stateMark());
        return column == Payload && own->reach.mark() != Mark::Neutral ? QVariant(static_cast<int>(own->reach.mark()))
                                                                       : QVariant();
    case cell::InkRole:
        return column == Payload && own->reach.mark() == Mark::Good ? QVariant(static_cast<int>(Ink::Primary))
                                                                    : QVariant();
    case cell::AsideRole:
        // The code alone says little.
        return column == State && !own->check.isApplicable ? QVariant(own->stateSentence()) : QVariant();
    default:
        return {};
    }
}

ContentModel::ContentModel(QObject* parent)
    : RowsModel(parent)
{
}

void ContentModel::setRows(const std::vector<ContentRow>& rows)
{
    take(rows, idOf<ContentRow>, lessId);
}

QModelIndex ContentModel::indexOf(const QString& id) const
{
    const auto found = std::ranges::find(rows(), id, idOf<ContentRow>);
    return found == rows().end() ? QModelIndex() : index(static_cast<int>(found - rows().begin()), 0);
}

int ContentModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ContentModel::text(const ContentRow& row, int column)
{
    switch (column) {
    case Id:
        return row.entry.id;
    case Size:
        return sizeText(row.entry.sizeBytes);
    case MediaType:
        return row.entry.mediaType;
    case Updated:
        return QDateTime::fromMSecsSinceEpoch(row.entry.updatedNs / 1'000'000)
            .toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    case UsedBy:
        return row.usedBy.isEmpty() ? unknownText : tr("%n package(s)", nullptr, static_cast<int>(row.usedBy.size()));
    case Hash:
        return row.entry.blob ? row.entry.blob->hex() : tr("nothing was uploaded");
    default:
        return {};
    }
}

QVariant ContentModel::data(const QModelIndex& index, int role) const
{
    const ContentRow* own = row(index);
    if (!own)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(*own, column);
    case Qt::ToolTipRole:
        return column == UsedBy && !own->usedBy.isEmpty() ? QVariant(namesTip(own->usedBy)) : QVariant();
    case cell::SortRole:
        return column == Size      ? QVariant(own->entry.sizeBytes)
               : column == Updated ? QVariant(own->entry.updatedNs)
               : column == UsedBy  ? QVariant(static_cast<int>(own->usedBy.size()))
                                   : QVariant();
    default:
        return {};
    }
}

} // namespace ota
