// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/images/releasedetails.h"

#include <QTreeView>

namespace ota {

class HexView;
class Memory;
class ManifestTreeModel;
class SectionHeader;

/// The tree of a manifest: rows of 22 px, chosen ones in their whole width.
class ManifestTreeView final : public QTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ManifestTreeView)

public:
    explicit ManifestTreeView(QWidget* parent = nullptr);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& options, const QModelIndex& index) const override;
    void keyPressEvent(QKeyEvent* event) override;
};

/// A manifest as a tree with its bytes below: choosing an item marks its bytes, choosing a byte opens its item.
class ManifestView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ManifestView)

public:
    explicit ManifestView(Memory& memory, QWidget* parent = nullptr);

    /// -1 or null details: nothing. What is shown already stays as it is, with its selection.
    void setManifest(const ReleaseDetails::Pointer& details, int manifest);
    /// Opens the item at an offset of the envelope, as a finding names it.
    void showOffset(qint64 offset);

    ManifestTreeView* tree() const { return m_tree; }
    HexView* hex() const { return m_hex; }

private:
    void onItemChosen(const QModelIndex& index);
    void onByteChosen(qint64 offset);
    void showMenu(const QPoint& position);

    ManifestTreeModel* m_model;
    ManifestTreeView* m_tree;
    SectionHeader* m_head;
    HexView* m_hex;
    Digest m_shown;
};

} // namespace ota
