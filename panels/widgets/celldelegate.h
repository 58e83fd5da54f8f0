// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/paint.h"

#include <QHash>
#include <QStyledItemDelegate>

namespace ota {

/// What a model may say of a cell besides its text. All are optional.
namespace cell {
enum Role
{
    MarkRole = Qt::UserRole + 100, ///< int(Mark): the class mark in front; the text gets its colour.
    InkRole,                       ///< int(Ink): overrides the column's.
    ProgressRole,                  ///< CellProgress: a bar.
    BadgeRole,                     ///< QString: an outlined badge behind the text, as `virtual`.
    IconRole,                      ///< QString: an icon in front.
    AsideRole,                     ///< QString: tertiary words behind the text.
    SwatchRole,                    ///< QColor: a small square in front, for phases.
    SortRole,                      ///< What the column is sorted by when it is not the text.
    CopyRole,                      ///< QString: what copying takes when it is more than the text.
};
} // namespace cell

/// How the cells of a column look.
struct CellStyle
{
    enum class Bar
    {
        Right, ///< The text, and a short bar at the right end.
        Fill   ///< The bar over the cell, its text behind it.
    };

    Type type = Type::Body;
    Ink ink = Ink::Primary;
    Qt::Alignment alignment = Qt::AlignLeft; ///< AlignRight for numbers.
    Qt::TextElideMode elide = Qt::ElideRight;
    Bar bar = Bar::Right;
};

/// Draws the cells of tables and lists: text, mark and word, mono, progress; elided with a tooltip.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CellDelegate)

public:
    explicit CellDelegate(QObject* parent = nullptr);

    void setColumnStyle(int column, const CellStyle& style) { m_styles.insert(column, style); }
    CellStyle columnStyle(int column) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

private:
    struct Parts
    {
        QRect check;
        QRect icon;
        QRect text;
        QRect bar;
        QRect barText;
        int badgeX = 0;
        int asideX = 0;
    };

    Parts parts(const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintBackground(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    QHash<int, CellStyle> m_styles;
};

} // namespace ota
