// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/otwstyle.h"
#include "panels/widgets/paint.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyleOption>

namespace ota {

void OtwStyle::drawTab(const QStyleOption& option, QPainter& painter, const QWidget* widget) const
{
    const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(&option);
    if (!tab)
        return;
    const tokens::Theme& t = m_look.theme();
    const bool chosen = tab->state & State_Selected;
    const QRect area = tab->rect;
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colourOf(t.line.line));
    if (chosen)
        painter.fillRect(QRect(area.left(), area.bottom() - 1, area.width(), 2), colourOf(t.accent.fill));
    QRgb ink = chosen || (tab->state & State_MouseOver) ? t.text.primary : t.text.secondary;
    if (!(tab->state & State_Enabled))
        ink = t.text.disabled;
    paintText(painter, area, tab->text, widget ? widget->font() : painter.font(), ink, Qt::AlignHCenter, Qt::ElideNone);
    if ((tab->state & State_HasFocus) && (tab->state & State_KeyboardFocusChange))
        paintFocusRing(painter, m_look, area.adjusted(0, 2, 0, -3), tokens::radius::control);
}

void OtwStyle::drawHeaderSection(const QStyleOption& option, QPainter& painter) const
{
    const tokens::Theme& t = m_look.theme();
    painter.fillRect(option.rect, colourOf(t.surface.window));
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colourOf(t.line.line));
}

void OtwStyle::drawHeaderLabel(const QStyleOption& option, QPainter& painter) const
{
    const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(&option);
    if (!header)
        return;
    // The first column stands as far from the edge as the panel's title.
    const bool first =
        header->position == QStyleOptionHeader::Beginning || header->position == QStyleOptionHeader::OnlyOneSection;
    const bool sorted = header->sortIndicator != QStyleOptionHeader::None;
    const bool right = header->textAlignment & Qt::AlignRight;
    const bool last =
        header->position == QStyleOptionHeader::End || header->position == QStyleOptionHeader::OnlyOneSection;
    QRect area = header->rect.adjusted(first ? tokens::space::l : tokens::space::s, 0,
                                       last ? -tokens::space::l : -tokens::space::s, -1);
    if (sorted && !right)
        area.setRight(area.right() - 14);
    if (sorted && right)
        area.setRight(header->rect.right() - 18);
    paintText(painter, area, header->text, m_look.font(Type::Overline),
              header->state & State_MouseOver ? m_look.theme().text.secondary : m_look.theme().text.tertiary,
              right ? Qt::AlignRight : Qt::AlignLeft);
}

void OtwStyle::drawItem(const QStyleOption& option, QPainter& painter, const QWidget* widget) const
{
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(&option);
    if (!item)
        return;
    const tokens::Theme& t = m_look.theme();
    const bool enabled = item->state & State_Enabled;
    drawItemPanel(option, painter, widget);
    QRect area = item->rect.adjusted(tokens::space::s, 0, -tokens::space::s, 0);
    const auto takeLeft = [&area](int gap) {
        const QRect taken(area.left(), area.top(), tokens::icon::small, area.height());
        area.setLeft(taken.right() + 1 + gap);
        return taken;
    };
    if (item->features & QStyleOptionViewItem::HasCheckIndicator) {
        QStyleOptionViewItem check(*item);
        check.rect = takeLeft(tokens::space::s);
        check.state.setFlag(State_On, item->checkState == Qt::Checked);
        check.state.setFlag(State_NoChange, item->checkState == Qt::PartiallyChecked);
        drawCheck(check, painter, false);
    }
    if (item->features & QStyleOptionViewItem::HasDecoration && !item->icon.isNull()) {
        const QRect iconArea = takeLeft(6);
        if (const QString name = item->icon.name(); Look::hasIcon(name))
            m_look.paintIcon(painter, iconArea, name, enabled ? t.text.secondary : t.text.disabled);
        else
            item->icon.paint(&painter, iconArea);
    }
    paintText(painter, area, item->text, item->font, enabled ? t.text.primary : t.text.disabled,
              item->displayAlignment & Qt::AlignHorizontal_Mask, item->textElideMode);
}

void OtwStyle::drawItemPanel(const QStyleOption& option, QPainter& painter, const QWidget* widget) const
{
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(&option);
    if (!item)
        return;
    const tokens::Theme& t = m_look.theme();
    if (item->state & State_Selected)
        painter.fillRect(item->rect,
                         colourOf(item->state & State_Active && item->state & State_HasFocus ? t.surface.selected
                                  : widget && widget->inherits("QComboBoxListView")          ? t.surface.selected
                                                                                    : t.surface.selectedInactive));
    else if (item->state & State_MouseOver)
        painter.fillRect(item->rect, colourOf(t.surface.hover));
    else if (item->backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(item->rect, item->backgroundBrush);
}

void OtwStyle::drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter) const
{
    const tokens::Theme& t = m_look.theme();
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(option.rect.left(), option.rect.center().y(), option.rect.width(), 1),
                         colourOf(t.line.hair));
        return;
    }
    const bool enabled = option.state & State_Enabled;
    const bool active = option.state & State_Selected;
    if (active && enabled)
        paintBox(painter, option.rect, tokens::radius::badge, t.surface.hover);
    const QRgb ink = enabled ? t.text.primary : t.text.disabled;
    const QRect iconArea(option.rect.left() + 6, option.rect.top(), tokens::icon::small, option.rect.height());
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked)
        m_look.paintIcon(painter, iconArea, u"check", enabled ? t.accent.text : t.text.disabled);
    else if (const QString name = option.icon.name(); Look::hasIcon(name))
        m_look.paintIcon(painter, iconArea, name, enabled ? t.text.secondary : t.text.disabled);
    else if (!option.icon.isNull())
        option.icon.paint(&painter, iconArea);
    const QRect text = option.rect.adjusted(28, 0, -24, 0);
    const auto parts = option.text.split(u'\t');
    painter.setFont(m_look.font(Type::Body));
    painter.setPen(colourOf(ink));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine, parts.first());
    if (parts.size() > 1)
        paintText(painter, text, parts.last(), m_look.font(Type::Small), enabled ? t.text.tertiary : t.text.disabled,
                  Qt::AlignRight);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        m_look.paintIcon(painter,
                         QRect(option.rect.right() - 20, option.rect.top(), tokens::icon::small, option.rect.height()),
                         u"chevron-right", ink);
}

} // namespace ota
