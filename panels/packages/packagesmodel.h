// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/packages/packagesread.h"
#include "panels/packages/rowsdiff.h"

namespace ota {

/// The packages of a bench as rows, those that can not be applied too.
class PackagesModel final : public RowsModel<PackageRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackagesModel)

public:
    enum Column
    {
        Id,
        Vendor,
        Product,
        Version,
        Name,
        PayloadKind,
        State,
        Payload,
        Wanted,
        ColumnCount
    };

    explicit PackagesModel(QObject* parent = nullptr);

    /// In the order of sortContent().
    void setRows(const std::vector<PackageRow>& rows);
    using RowsModel::row;
    const PackageRow* row(const QString& id) const;
    QModelIndex indexOf(const QString& id) const;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    static QString text(const PackageRow& row, int column);
    static QVariant tip(const PackageRow& row, int column);
};

/// Content that is no package: what gateways download.
class ContentModel final : public RowsModel<ContentRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContentModel)

public:
    enum Column
    {
        Id,
        Size,
        MediaType,
        Updated,
        UsedBy,
        Hash,
        ColumnCount
    };

    explicit ContentModel(QObject* parent = nullptr);

    /// In the order of sortContent().
    void setRows(const std::vector<ContentRow>& rows);
    QModelIndex indexOf(const QString& id) const;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    static QString text(const ContentRow& row, int column);
};

} // namespace ota
