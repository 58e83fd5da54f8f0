// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/paint.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace ota {

namespace {

/// Bars at 30 degrees, moved by `shift` pixels, clipped to a rounded bar.
void paintSlanted(QPainter& painter, const QRectF& bar, QRgb colour, qreal width, qreal period, qreal shift)
{
    const qreal slant = bar.height() * 0.6;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colourOf(colour));
    for (qreal x = bar.left() - period - slant + shift; x < bar.right(); x += period) {
        const QPointF corners[]{
            {x + slant, bar.top()}, {x + slant + width, bar.top()}, {x + width, bar.bottom()}, {x, bar.bottom()}};
        painter.drawConvexPolygon(corners, 4);
    }
}

} // namespace

QColor faded(QRgb colour, qreal opacity)
{
    QColor result = colourOf(colour);
    result.setAlphaF(static_cast<float>(opacity));
    return result;
}

void paintBox(QPainter& painter, const QRectF& area, qreal radius, QRgb fill, QRgb edge, qreal edgeWidth)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    painter.setBrush(fill == noColour ? Qt::NoBrush : QBrush(colourOf(fill)));
    if (edge == noColour) {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(area, radius, radius);
    } else {
        const qreal half = edgeWidth / 2;
        painter.setPen(QPen(colourOf(edge), edgeWidth));
        const qreal inner = std::max(0.0, radius - half);
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), inner, inner);
    }
    painter.restore();
}

void paintFocusRing(QPainter& painter, const Look& look, const QRect& area, qreal radius, bool onAccent)
{
    if (onAccent)
        paintBox(painter, area.adjusted(2, 2, -2, -2), radius - 2, noColour, look.theme().text.onAccent, 1);
    else
        paintBox(painter, area, radius, noColour, look.theme().line.focus, tokens::width::focusRing);
}

int paintText(QPainter& painter, const QRect& area, const QString& text, const QFont& font, QRgb colour,
              Qt::Alignment alignment, Qt::TextElideMode mode)
{
    const QFontMetrics metrics(font, painter.device());
    const QString shown = metrics.elidedText(text, mode, area.width());
    painter.setFont(font);
    painter.setPen(colourOf(colour));
    painter.drawText(area, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
    return std::min(metrics.horizontalAdvance(shown), area.width());
}

void paintProgress(QPainter& painter, const Look& look, const QRect& area, const CellProgress& progress,
                   qint64 elapsedMs)
{
    const tokens::Theme& theme = look.theme();
    const int thick = tokens::height::progress;
    const QRectF groove(area.x(), area.y() + (area.height() - thick) / 2, area.width(), thick);
    paintBox(painter, groove, thick / 2.0, theme.surface.pressed);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath clip;
    QRectF bar = groove;
    if (progress.fraction)
        bar.setWidth(std::max(static_cast<qreal>(thick), groove.width() * std::clamp(*progress.fraction, 0.0, 1.0)));
    clip.addRoundedRect(bar, thick / 2.0, thick / 2.0);
    if (progress.stalled) {
        painter.setClipPath(clip);
        painter.fillRect(bar, colourOf(theme.surface.base));
        paintSlanted(painter, bar, theme.warn.solid, 5, 8, 0);
    } else if (progress.fraction) {
        if (*progress.fraction > 0)
            painter.fillPath(clip, colourOf(theme.graph.series1));
    } else {
        painter.setClipPath(clip);
        paintSlanted(painter, bar, theme.accent.line, 8, 16, std::fmod(static_cast<qreal>(elapsedMs) * 0.020, 16.0));
    }
    painter.restore();
}

void paintLight(QPainter& painter, const Look& look, const QRect& area, ServiceStatus::State state)
{
    const tokens::Theme& theme = look.theme();
    const QPointF centre(area.x() + area.width() / 2.0, area.y() + area.height() / 2.0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    switch (state) {
    case ServiceStatus::State::Running:
        painter.setBrush(colourOf(theme.good.solid));
        painter.drawEllipse(centre, 4, 4);
        break;
    case ServiceStatus::State::Starting:
        painter.setBrush(colourOf(theme.info.solid));
        painter.drawEllipse(centre, 4, 4);
        break;
    case ServiceStatus::State::Stopped:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colourOf(theme.neutral.solid), 2));
        painter.drawEllipse(centre, 3, 3);
        break;
    case ServiceStatus::State::Failed: {
        painter.setBrush(colourOf(theme.bad.solid));
        const QPointF corners[]{{centre.x(), centre.y() - 5.5},
                                {centre.x() + 5.5, centre.y()},
                                {centre.x(), centre.y() + 5.5},
                                {centre.x() - 5.5, centre.y()}};
        painter.drawConvexPolygon(corners, 4);
        break;
    }
    }
    painter.restore();
}

void paintBusy(QPainter& painter, const QRect& area, QRgb colour, qint64 elapsedMs)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF ring(area.x() + (area.width() - 12) / 2.0, area.y() + (area.height() - 12) / 2.0, 12, 12);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(faded(colour, 0.35), 2));
    painter.drawEllipse(ring);
    painter.setPen(QPen(colourOf(colour), 2, Qt::SolidLine, Qt::FlatCap));
    const int turned = static_cast<int>(elapsedMs % 1000) * 360 / 1000;
    painter.drawArc(ring, (90 - turned) * 16, -90 * 16);
    painter.restore();
}

namespace {

struct BadgeShape
{
    QFont font;
    bool mark = false;
    int padding = 6;
    int width = 0;
};

BadgeShape badgeShape(const Look& look, const QString& text, Mark mark, BadgeKind kind)
{
    BadgeShape shape;
    shape.font = look.font(Type::Caption);
    shape.font.setWeight(kind == BadgeKind::Outline ? QFont::Normal : QFont::Medium);
    shape.mark = kind == BadgeKind::Tint && mark != Mark::None;
    shape.padding = kind == BadgeKind::Outline ? 5 : 6;
    shape.width = QFontMetrics(shape.font).horizontalAdvance(text) + 2 * shape.padding + (shape.mark ? 18 : 0);
    return shape;
}

} // namespace

int badgeWidth(const Look& look, const QString& text, Mark mark, BadgeKind kind)
{
    return badgeShape(look, text, mark, kind).width;
}

int paintBadge(QPainter& painter, const Look& look, const QPoint& leftTop, const QString& text, Mark mark,
               BadgeKind kind)
{
    const BadgeShape shape = badgeShape(look, text, mark, kind);
    const tokens::Theme& theme = look.theme();
    const tokens::Meaning& meaning = look.meaning(mark);
    const QRect area(leftTop, QSize(shape.width, tokens::height::badge));
    QRgb ink = meaning.text;
    switch (kind) {
    case BadgeKind::Tint:
    case BadgeKind::Count:
        paintBox(painter, area, tokens::radius::badge, meaning.tint);
        break;
    case BadgeKind::Outline:
        paintBox(painter, area, tokens::radius::badge, noColour, theme.line.line);
        ink = theme.text.secondary;
        break;
    case BadgeKind::Chosen:
        paintBox(painter, area, tokens::radius::badge, theme.accent.tint);
        ink = theme.accent.text;
        break;
    case BadgeKind::Solid:
        paintBox(painter, area, tokens::height::badge / 2.0, meaning.solid);
        ink = meaning.onSolid;
        break;
    }
    QRect inner = area.adjusted(shape.padding, 0, -shape.padding, 0);
    if (shape.mark) {
        look.paintIcon(painter, QRect(inner.left(), inner.top(), 14, inner.height()), Look::markIcon(mark), ink,
                       tokens::icon::mark);
        inner.setLeft(inner.left() + 18);
    }
    paintText(painter, inner.adjusted(0, 0, shape.padding, 0), text, shape.font, ink, Qt::AlignLeft, Qt::ElideNone);
    return shape.width;
}

int keyWidth(const Look& look, const QString& key)
{
    return std::max(20, QFontMetrics(look.font(Type::Caption)).horizontalAdvance(key) + 12);
}

int paintKey(QPainter& painter, const Look& look, const QPoint& leftTop, const QString& key)
{
    const QRect area(leftTop, QSize(keyWidth(look, key), 18));
    paintBox(painter, area, tokens::radius::badge, look.theme().surface.window, look.theme().line.line);
    paintText(painter, area, key, look.font(Type::Caption), look.theme().text.secondary, Qt::AlignHCenter,
              Qt::ElideNone);
    return area.width();
}

} // namespace ota
