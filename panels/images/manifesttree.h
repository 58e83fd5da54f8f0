// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/images/releasedetails.h"

#include <QAbstractItemModel>
#include <QStyledItemDelegate>

#include <vector>

namespace ota {

/// The items of an envelope as a tree of one column: suittree.h's nodes.
class ManifestTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ManifestTreeModel)

public:
    enum Role
    {
        NumberRole = Qt::UserRole + 1, ///< What stands in the bytes for the name; invalid when nothing does.
        NameRole,
        ValueRole,  ///< Short, as it is drawn.
        OffsetRole, ///< In the envelope's bytes.
        LengthRole,
    };

    explicit ManifestTreeModel(QObject* parent = nullptr);

    /// `manifest` counts the manifests of the release; -1 or null details: nothing is shown.
    void setManifest(ReleaseDetails::Pointer details, int manifest);

    /// The innermost item that holds this byte; invalid when none does.
    QModelIndex indexAt(qint64 offset) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    using QObject::parent;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    /// The nodes in the order of a walk, so that a number names each of them.
    struct Item
    {
        const SuitNode* node;
        int parent; ///< -1: the root.
        int row;
        std::vector<int> children;
    };

    void add(const SuitNode& node, int parent, int row);
    const Item* item(const QModelIndex& index) const;

    ReleaseDetails::Pointer m_details; ///< Owns the nodes.
    std::vector<Item> m_items;
};

/// One line of the tree: number, name, value; the length at the right of the chosen one.
class ManifestTreeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ManifestTreeDelegate)

public:
    explicit ManifestTreeDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace ota
