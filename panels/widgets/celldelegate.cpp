// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/celldelegate.h"

#include "panels/widgets/figures.h"
#include "panels/widgets/heartbeat.h"
#include "panels/widgets/searchtable.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QtMath>

#include <algorithm>

namespace ota {

namespace {

constexpr int edgePadding = tokens::space::l; ///< Of the first and last column.
constexpr int padding = tokens::space::s;
constexpr int iconGap = 6;
constexpr int shortBar = 64;
constexpr int percentRoom = 48;

Mark markOf(const QModelIndex& index)
{
    return static_cast<Mark>(index.data(cell::MarkRole).toInt());
}

/// Whether the cell stands at the left or right edge of its view.
std::pair<bool, bool> edges(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    using Position = QStyleOptionViewItem::ViewItemPosition;
    if (const auto* table = qobject_cast<const QTableView*>(option.widget)) {
        // A table does not say it in the option.
        const QHeaderView& header = *table->horizontalHeader();
        int first = 0;
        int last = header.count() - 1;
        while (first < last && header.isSectionHidden(header.logicalIndex(first)))
            ++first;
        while (last > first && header.isSectionHidden(header.logicalIndex(last)))
            --last;
        const int own = header.visualIndex(index.column());
        return {own == first, own == last};
    }
    const bool only = option.viewItemPosition == Position::OnlyOne || option.viewItemPosition == Position::Invalid;
    return {only || option.viewItemPosition == Position::Beginning, only || option.viewItemPosition == Position::End};
}

} // namespace

CellDelegate::CellDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
{
}

CellStyle CellDelegate::columnStyle(int column) const
{
    // The first column names the thing.
    CellStyle otherwise;
    if (column == 0)
        otherwise.type = Type::Strong;
    return m_styles.value(column, otherwise);
}

CellDelegate::Parts CellDelegate::parts(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Look& look = Look::of(option.widget);
    const CellStyle style = columnStyle(index.column());
    const auto [first, last] = edges(option, index);
    QRect rest = option.rect.adjusted(first ? edgePadding : padding, 0, last ? -edgePadding : -padding, -1);
    Parts result;
    const auto takeLeft = [&rest](int width, int gap) {
        const QRect taken(rest.left(), rest.top(), width, rest.height());
        rest.setLeft(rest.left() + width + gap);
        return taken;
    };
    if (index.data(Qt::CheckStateRole).isValid())
        result.check = takeLeft(tokens::icon::small, padding);
    if (markOf(index) != Mark::None || index.data(cell::IconRole).isValid())
        result.icon = takeLeft(tokens::icon::small, iconGap);
    else if (index.data(cell::SwatchRole).isValid())
        result.icon = takeLeft(10, iconGap);
    if (index.data(cell::ProgressRole).isValid()) {
        if (style.bar == CellStyle::Bar::Fill) {
            result.barText = QRect(rest.right() - percentRoom + 1, rest.top(), percentRoom, rest.height());
            result.bar = rest.adjusted(0, 0, -percentRoom - 4, 0);
            return result;
        }
        const int width = std::min(shortBar, rest.width() / 2);
        result.bar = QRect(rest.right() - width + 1, rest.top(), width, rest.height());
        rest.setRight(result.bar.left() - padding);
    }
    // Rounded up: half a pixel less would cut the name.
    const int textWidth = qCeil(QFontMetricsF(look.font(style.type)).horizontalAdvance(index.data().toString()));
    const QString badge = index.data(cell::BadgeRole).toString();
    const QString aside = index.data(cell::AsideRole).toString();
    int reserved = badge.isEmpty() ? 0 : badgeWidth(look, badge, Mark::None, BadgeKind::Outline) + padding;
    const int asideWidth =
        aside.isEmpty() ? 0 : QFontMetrics(look.font(Type::Small)).horizontalAdvance(aside) + padding + 2;
    // What stands aside goes before the name is cut.
    const bool showAside = !aside.isEmpty() && textWidth + reserved + asideWidth <= rest.width();
    if (showAside)
        reserved += asideWidth;
    result.text = rest;
    if (reserved > 0) {
        result.text.setWidth(std::max(24, std::min(textWidth, rest.width() - reserved)));
        result.badgeX = result.text.right() + 1 + padding;
        result.asideX =
            result.badgeX + (badge.isEmpty() ? 0 : badgeWidth(look, badge, Mark::None, BadgeKind::Outline) + padding);
        if (!aside.isEmpty())
            result.barText =
                QRect(result.asideX, rest.top(), std::max(0, rest.right() - result.asideX + 1), rest.height());
    }
    return result;
}

void CellDelegate::paintBackground(QPainter& painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const
{
    const tokens::Theme& t = Look::of(option.widget).theme();
    const auto* table = qobject_cast<const SearchTable*>(option.widget);
    const bool focused =
        option.widget && (option.widget->hasFocus() || option.widget->isAncestorOf(QApplication::focusWidget()));
    const bool hovered = table ? table->hoverRow() == index.row() : (option.state & QStyle::State_MouseOver) != 0;
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, colourOf(focused && option.widget->isActiveWindow() ? t.surface.selected
                                               : focused                                  ? t.surface.selected
                                                         : t.surface.selectedInactive));
    else if (hovered && (option.state & QStyle::State_Enabled))
        painter.fillRect(option.rect, colourOf(t.surface.hover));
    else if (option.features & QStyleOptionViewItem::Alternate)
        painter.fillRect(option.rect, colourOf(t.surface.alternate));
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colourOf(t.line.hair));
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Look& look = Look::of(option.widget);
    const tokens::Theme& t = look.theme();
    const CellStyle style = columnStyle(index.column());
    const Parts part = parts(option, index);
    const Mark mark = markOf(index);
    const QVariant inkOverride = index.data(cell::InkRole);
    const bool enabled = index.flags() & Qt::ItemIsEnabled;
    Ink ink = inkOverride.isValid()   ? static_cast<Ink>(inkOverride.toInt())
              : mark == Mark::Neutral ? Ink::Tertiary
                                      : style.ink;
    if (!enabled)
        ink = Ink::Disabled;
    painter->save();
    painter->setClipRect(option.rect);
    paintBackground(*painter, option, index);
    if (!part.check.isNull()) {
        QStyleOptionViewItem check(option);
        check.rect = part.check;
        check.state &= ~(QStyle::State_On | QStyle::State_Off | QStyle::State_NoChange | QStyle::State_MouseOver);
        const auto state = static_cast<Qt::CheckState>(index.data(Qt::CheckStateRole).toInt());
        check.state |= state == Qt::Checked            ? QStyle::State_On
                       : state == Qt::PartiallyChecked ? QStyle::State_NoChange
                                                       : QStyle::State_Off;
        option.widget->style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &check, painter, option.widget);
    }
    if (mark != Mark::None)
        look.paintIcon(*painter, part.icon, Look::markIcon(mark), look.meaning(mark).text);
    else if (const QString icon = index.data(cell::IconRole).toString(); !icon.isEmpty())
        look.paintIcon(*painter, part.icon, icon, enabled ? t.text.secondary : t.text.disabled);
    else if (const QVariant swatch = index.data(cell::SwatchRole); swatch.isValid())
        paintBox(*painter, QRect(part.icon.left(), part.icon.center().y() - 4, 10, 10), tokens::radius::mark,
                 swatch.value<QColor>().rgba(), swatch.value<QColor>().darker(120).rgba());
    const QString text = index.data().toString();
    if (const QVariant progress = index.data(cell::ProgressRole); progress.isValid()) {
        const auto value = progress.value<CellProgress>();
        paintProgress(*painter, look, part.bar, value, look.heartbeat().elapsedMs());
        if (const auto* table = qobject_cast<const SearchTable*>(option.widget);
            table && !value.fraction && !value.stalled)
            table->keepMoving();
        if (style.bar == CellStyle::Bar::Fill)
            paintFigures(*painter, part.barText, text, look.font(style.type), look.ink(ink), Qt::AlignRight);
    }
    if (!part.text.isNull()) {
        const QFont font = look.font(style.type);
        if (style.alignment & Qt::AlignRight && figuresWidth(font, text) <= part.text.width())
            paintFigures(*painter, part.text, text, font, look.ink(ink), Qt::AlignRight);
        else
            paintText(*painter, part.text, text, font, look.ink(ink), style.alignment, style.elide);
    }
    if (const QString badge = index.data(cell::BadgeRole).toString(); !badge.isEmpty() && part.badgeX > 0)
        paintBadge(*painter, look,
                   {part.badgeX, option.rect.top() + (option.rect.height() - tokens::height::badge) / 2}, badge,
                   Mark::None, BadgeKind::Outline);
    if (const QString aside = index.data(cell::AsideRole).toString();
        !part.barText.isNull() && style.bar != CellStyle::Bar::Fill)
        paintText(*painter, part.barText, aside, look.font(Type::Small), t.text.tertiary);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Look& look = Look::of(option.widget);
    const int width =
        QFontMetrics(look.font(columnStyle(index.column()).type)).horizontalAdvance(index.data().toString());
    return {width + 2 * edgePadding, look.dense() ? tokens::height::rowDense : tokens::height::row};
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString tip = index.data(Qt::ToolTipRole).toString();
    const QString text = index.data().toString();
    const CellStyle style = columnStyle(index.column());
    const Parts part = parts(option, index);
    if (tip.isEmpty() && !part.text.isNull() &&
        QFontMetrics(Look::of(view).font(style.type)).horizontalAdvance(text) > part.text.width())
        tip = text;
    if (tip.isEmpty())
        tip = index.data(cell::CopyRole).toString();
    QToolTip::showText(event->globalPos(), tip, view);
    return true;
}

bool CellDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                               const QModelIndex& index)
{
    const bool checkable = (index.flags() & Qt::ItemIsUserCheckable) && (index.flags() & Qt::ItemIsEnabled);
    if (!checkable || !index.data(Qt::CheckStateRole).isValid())
        return false;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    if (event->type() == QEvent::MouseButtonRelease) {
        // The tick takes clicks in the whole height of the row, a little beyond its own width.
        const QRect area = parts(option, index).check.adjusted(-6, 0, 4, 0);
        if (!area.contains(static_cast<QMouseEvent*>(event)->position().toPoint()))
            return false;
        return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space)
        return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    return false;
}

} // namespace ota
