// SPDX-License-Identifier: Apache-2.0
#include "panels/images/manifestview.h"

#include "panels/images/manifesttree.h"
#include "panels/widgets/hexview.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/panelheader.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

namespace ota {

namespace {

QString hexOffset(qint64 offset)
{
    return QStringLiteral("0x%1").arg(offset, 4, 16, QLatin1Char('0'));
}

HexView::Range rangeOf(const QModelIndex& index)
{
    if (!index.isValid())
        return {};
    return {index.data(ManifestTreeModel::OffsetRole).toLongLong(),
            index.data(ManifestTreeModel::LengthRole).toLongLong()};
}

} // namespace

ManifestTreeView::ManifestTreeView(QWidget* parent)
    : QTreeView(parent)
{
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new ManifestTreeDelegate(this));
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    header()->setStretchLastSection(true);
    setLook(this, QStringLiteral("window"));
}

void ManifestTreeView::drawRow(QPainter* painter, const QStyleOptionViewItem& options, const QModelIndex& index) const
{
    const Look& look = Look::of(this);
    const bool chosen = selectionModel()->isSelected(index);
    const QRect row(0, options.rect.top(), viewport()->width(), options.rect.height());
    if (chosen)
        painter->fillRect(row,
                          colourOf(hasFocus() ? look.theme().surface.selected : look.theme().surface.selectedInactive));
    QTreeView::drawRow(painter, options, index);
    if (chosen && hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocusRing(*painter, look, row, tokens::radius::mark);
}

void ManifestTreeView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid()) {
        QApplication::clipboard()->setText(currentIndex().data().toString());
        return;
    }
    QTreeView::keyPressEvent(event);
}

ManifestView::ManifestView(Memory& memory, QWidget* parent)
    : QWidget(parent)
    , m_model(new ManifestTreeModel(this))
    , m_tree(new ManifestTreeView(this))
    , m_head(new SectionHeader(tr("Signed bytes")))
    , m_hex(new HexView(this))
{
    m_tree->setObjectName(QStringLiteral("manifestTree"));
    m_tree->setAccessibleName(tr("Manifest"));
    m_tree->setModel(m_model);
    m_hex->setObjectName(QStringLiteral("manifestHex"));
    m_hex->setAccessibleName(tr("Signed bytes"));
    m_head->setInset(tokens::space::m);
    m_head->setLines(true, true);

    auto* below = new QWidget;
    auto* column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_hex, 1);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_tree);
    splitter->addWidget(below);
    splitter->setSizes({348, 300});
    rememberSplitter(*splitter, memory, QStringLiteral("images/manifest/splitter"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ManifestView::onItemChosen);
    connect(m_hex, &HexView::byteChosen, this, &ManifestView::onByteChosen);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ManifestView::showMenu);
}

void ManifestView::setManifest(const ReleaseDetails::Pointer& details, int manifest)
{
    const bool hasOne = details && manifest >= 0 && manifest < static_cast<int>(details->manifests.size());
    const Digest digest = hasOne ? details->manifests[static_cast<std::size_t>(manifest)].digest : Digest();
    if (hasOne && digest == m_shown)
        return;
    m_shown = digest;
    m_model->setManifest(details, manifest);
    if (hasOne)
        m_hex->setBytes(details->manifests[static_cast<std::size_t>(manifest)].bytes);
    else
        m_hex->setBytes(QByteArray());
    m_hex->setMark({});
    m_head->setFacts({});
    m_tree->expandAll();
    // What is seldom looked at is folded: the signature's parts.
    const QModelIndex root = m_model->index(0, 0);
    if (m_model->rowCount(root) > 1)
        m_tree->collapse(m_model->index(0, 0, root));
    // What is signed is marked until one chooses something of it.
    for (int row = 0; row < m_model->rowCount(root); ++row) {
        const QModelIndex index = m_model->index(row, 0, root);
        if (index.data(ManifestTreeModel::NameRole).toString() == QStringLiteral("manifest"))
            m_tree->setCurrentIndex(index);
    }
}

void ManifestView::showOffset(qint64 offset)
{
    const QModelIndex index = m_model->indexAt(offset);
    if (!index.isValid())
        return;
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

void ManifestView::onItemChosen(const QModelIndex& index)
{
    const HexView::Range range = rangeOf(index);
    if (range.length == 0)
        return;
    m_head->setFacts(tr("%1 – %2 · %3")
                         .arg(hexOffset(range.offset), hexOffset(range.offset + range.length - 1),
                              index.data(ManifestTreeModel::NameRole).toString()));
    m_hex->setMark(range, rangeOf(index.parent()));
}

void ManifestView::onByteChosen(qint64 offset)
{
    showOffset(offset);
}

void ManifestView::showMenu(const QPoint& position)
{
    const QModelIndex index = m_tree->indexAt(position);
    if (!index.isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copy = [](const QString& text) {
        return [text] {
            QApplication::clipboard()->setText(text);
        };
    };
    menu->addAction(tr("Copy"), copy(index.data().toString()))->setShortcut(QKeySequence::Copy);
    const QString value = index.data(Qt::ToolTipRole).toString();
    menu->addAction(tr("Copy value"), copy(value))->setEnabled(!value.isEmpty());
    menu->addAction(tr("Copy offset"), copy(hexOffset(rangeOf(index).offset)));
    menu->addSeparator();
    menu->addAction(tr("Expand all"), m_tree, &QTreeView::expandAll);
    menu->addAction(tr("Collapse all"), m_tree, &QTreeView::collapseAll);
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace ota
