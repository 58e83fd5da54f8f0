// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/heartbeat.h"
#include "panels/widgets/otwstyle.h"
#include "panels/widgets/paint.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace ota {

namespace {

/// The colours of a button in its present state.
struct ButtonColours
{
    QRgb fill = noColour;
    QRgb edge = noColour;
    QRgb ink = noColour;
    bool onAccent = false;
};

ButtonColours filled(const Look& look, QStyle::State state, bool danger)
{
    const tokens::Theme& t = look.theme();
    if (danger) {
        const QRgb fill = state & QStyle::State_Sunken ? QColor::fromRgba(t.bad.solid).darker(115).rgb() : t.bad.solid;
        return {fill, fill, t.bad.onSolid, true};
    }
    const QRgb fill = state & QStyle::State_Sunken      ? t.accent.pressed
                      : state & QStyle::State_MouseOver ? t.accent.hover
                                                        : t.accent.fill;
    return {fill, fill, t.text.onAccent, true};
}

ButtonColours buttonColours(const Look& look, QStyle::State state, const QWidget* widget, bool flatByNature)
{
    const tokens::Theme& t = look.theme();
    const bool enabled = state & QStyle::State_Enabled;
    const bool flat = flatByNature ? !hasLook(widget, u"framed") : hasLook(widget, u"flat");
    const QRgb paper = look.isDark() ? t.surface.raised : t.surface.base;
    if (!enabled)
        return {flat ? noColour : paper, flat ? noColour : t.line.line, t.text.disabled, false};
    if (hasLook(widget, u"primary") || hasLook(widget, u"danger"))
        return filled(look, state, hasLook(widget, u"danger"));
    if (state & QStyle::State_On)
        return {t.accent.tint, t.accent.line, t.accent.text, false};
    const QRgb edge = flat ? noColour : t.line.line;
    if (state & QStyle::State_Sunken)
        return {t.surface.pressed, edge, flat ? t.text.secondary : t.text.primary, false};
    if (state & QStyle::State_MouseOver)
        return {t.surface.hover, edge, t.text.primary, false};
    return {flat ? noColour : paper, edge, flat ? t.text.secondary : t.text.primary, false};
}

} // namespace

void OtwStyle::drawPushButton(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const
{
    const tokens::Theme& theme = m_look.theme();
    const bool keyboardFocus = (option.state & State_HasFocus) && (option.state & State_KeyboardFocusChange);
    const bool link = hasLook(widget, u"link");
    ButtonColours colours = buttonColours(m_look, option.state, widget, false);
    if (link) {
        colours = {noColour, noColour, option.state & State_Enabled ? theme.text.link : theme.text.disabled, false};
        if (option.state & State_MouseOver) {
            const int width = option.fontMetrics.horizontalAdvance(option.text);
            painter.fillRect(
                QRect(option.rect.left(), option.rect.bottom() - 2, std::min(width, option.rect.width()), 1),
                colourOf(colours.ink));
        }
    } else {
        paintBox(painter, option.rect, tokens::radius::control, colours.fill, colours.edge);
    }
    if (keyboardFocus)
        paintFocusRing(painter, m_look, option.rect, tokens::radius::control, colours.onAccent);

    const bool busy = widget && widget->property("busy").toBool();
    const bool icon = busy || !option.icon.isNull();
    const int iconWidth = icon ? tokens::icon::small + (option.text.isEmpty() ? 0 : 6) : 0;
    const int menuWidth = option.features & QStyleOptionButton::HasMenu ? tokens::icon::small + 2 : 0;
    const int textWidth = option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
    int x = option.rect.left() + std::max(0, (option.rect.width() - iconWidth - textWidth - menuWidth) / 2);
    if (link || hasLook(widget, u"left"))
        x = option.rect.left() + (link ? 0 : tokens::space::m);
    if (icon) {
        const QRect area(x, option.rect.top(), tokens::icon::small, option.rect.height());
        const QString name = option.icon.name();
        if (busy)
            paintBusy(painter, area, theme.graph.series1, m_look.heartbeat().elapsedMs());
        else if (Look::hasIcon(name))
            m_look.paintIcon(painter, area, name, colours.ink);
        else
            option.icon.paint(&painter, area);
        x += iconWidth;
    }
    const int right = option.rect.right() - menuWidth - (link ? 0 : 4);
    painter.setPen(colourOf(colours.ink));
    painter.setFont(widget ? widget->font() : painter.font());
    const QRect textArea(x, option.rect.top(), std::max(0, right - x + 1), option.rect.height());
    const QString text =
        textWidth > textArea.width()
            ? option.fontMetrics.elidedText(option.text, Qt::ElideRight, textArea.width(), Qt::TextShowMnemonic)
            : option.text;
    painter.drawText(textArea, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine, text);
    if (menuWidth > 0)
        m_look.paintIcon(painter,
                         QRect(option.rect.right() - 24, option.rect.top(), tokens::icon::small, option.rect.height()),
                         u"chevron-down", colours.ink);
}

void OtwStyle::drawToolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget) const
{
    const bool keyboardFocus = (option.state & State_HasFocus) && (option.state & State_KeyboardFocusChange);
    const ButtonColours colours = buttonColours(m_look, option.state, widget, true);
    paintBox(painter, option.rect, tokens::radius::control, colours.fill, colours.edge);
    if (keyboardFocus)
        paintFocusRing(painter, m_look, option.rect, tokens::radius::control, colours.onAccent);
    const bool text = option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    const QString name = option.icon.name();
    QRect area = option.rect;
    if (text)
        area =
            QRect(option.rect.left() + tokens::space::s, option.rect.top(), tokens::icon::small, option.rect.height());
    if (widget && widget->property("busy").toBool())
        paintBusy(painter, area, m_look.theme().graph.series1, m_look.heartbeat().elapsedMs());
    else if (Look::hasIcon(name))
        m_look.paintIcon(painter, area, name, colours.ink, option.iconSize.width());
    else if (!option.icon.isNull())
        option.icon.paint(&painter, area.adjusted(4, 4, -4, -4));
    if (text) {
        const int left = option.icon.isNull() ? tokens::space::s : tokens::space::s + 22;
        paintText(painter, option.rect.adjusted(left, 0, -4, 0), option.text, widget ? widget->font() : painter.font(),
                  colours.ink);
    }
}

void OtwStyle::drawCheck(const QStyleOption& option, QPainter& painter, bool radio) const
{
    const tokens::Theme& t = m_look.theme();
    const int side = tokens::icon::small;
    const QRect area(option.rect.x() + (option.rect.width() - side) / 2,
                     option.rect.y() + (option.rect.height() - side) / 2, side, side);
    const bool enabled = option.state & State_Enabled;
    const bool on = option.state & State_On;
    const bool partly = option.state & State_NoChange;
    const qreal radius = radio ? side / 2.0 : tokens::radius::badge;
    const QRectF box = QRectF(area).adjusted(1, 1, -1, -1);
    if (!enabled)
        paintBox(painter, box, radius, t.surface.window, t.line.line);
    else if (on || partly)
        paintBox(painter, box, radius, option.state & State_MouseOver ? t.accent.hover : t.accent.fill);
    else
        paintBox(painter, box, radius, option.state & State_Sunken ? t.surface.pressed : t.surface.base,
                 option.state & State_MouseOver ? t.text.secondary : t.line.control);
    const QRgb ink = enabled ? t.text.onAccent : t.text.disabled;
    if (partly) {
        painter.fillRect(QRect(area.x() + 5, area.y() + 7, 6, 2), colourOf(ink));
    } else if (on && radio) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(ink));
        painter.drawEllipse(QRectF(area).center(), 3, 3);
        painter.restore();
    } else if (on) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colourOf(ink), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF tick[]{
            {area.x() + 4.6, area.y() + 8.3}, {area.x() + 7.0, area.y() + 10.7}, {area.x() + 11.4, area.y() + 5.6}};
        painter.drawPolyline(tick, 3);
        painter.restore();
    }
}

} // namespace ota
