// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/lanepainter.h"

#include "panels/widgets/figures.h"
#include "panels/widgets/meaning.h"
#include "panels/widgets/paint.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ota {

namespace {

constexpr int barTop = 9;
constexpr int barHeight = tokens::height::laneBar;
constexpr int tickGap = 4;
constexpr int markIcon = 12;
constexpr qreal restOpacity = 0.25; ///< Of what is not done yet.

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(LanePainter)
};

QRgb solidOf(const Look& look, ResultClass result)
{
    switch (result) {
    case ResultClass::Bad:
        return look.theme().bad.solid;
    case ResultClass::Attention:
        return look.theme().warn.solid;
    default:
        return look.theme().neutral.solid;
    }
}

QString phaseName(const tokens::Phase& phase)
{
    return QString::fromUtf16(phase.name.data(), static_cast<qsizetype>(phase.name.size()));
}

QString phaseGlyph(const tokens::Phase& phase)
{
    return QString::fromUtf16(phase.glyph.data(), static_cast<qsizetype>(phase.glyph.size()));
}

} // namespace

const tokens::Phase& lookOf(const Look& look, Phase phase)
{
    return look.theme().phases[static_cast<std::size_t>(phase)];
}

LanePainter::LanePainter(const Look& look, qreal devicePixelRatio)
    : m_look(look)
    , m_ratio(devicePixelRatio)
{
}

void LanePainter::paintBody(QPainter& painter, const QRect& area, const LaneGeometry& geometry, bool simulated,
                            std::optional<SessionId> selected) const
{
    const auto& theme = m_look.theme();
    painter.save();
    painter.setClipRect(area);
    if (simulated) {
        painter.setBrushOrigin(area.topLeft());
        painter.fillRect(area, hatch(theme.graph.simHatch, noColour, 6, 1, false));
    }
    const int middle = area.top() + barTop + barHeight / 2;
    painter.fillRect(QRect(area.left(), middle, area.width(), 1), colourOf(theme.line.line));
    if (selected)
        paintSelection(painter, area, geometry, *selected);
    for (const PhaseBar& bar : geometry.bars)
        paintBar(painter, area, bar);
    for (const FoldedBars& folded : geometry.folded)
        paintFold(painter, area, folded);

    QList<QRect> ticks;
    ticks.reserve(static_cast<qsizetype>(geometry.ticks.size()));
    for (const int column : geometry.ticks)
        ticks.append(
            {area.left() + column, area.top() + barTop + barHeight + tickGap - 2, 1, tokens::height::laneTick});
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(theme.text.tertiary, 0.6));
    painter.drawRects(ticks);

    painter.setRenderHint(QPainter::Antialiasing);
    for (const EndMark& end : geometry.ends) {
        const Mark mark = markOf(end.result);
        const QPointF centre(area.left() + end.x, middle + 0.5);
        if (mark != Mark::None)
            paintMark(painter, centre, Look::markIcon(mark), m_look.meaning(mark).solid, 1);
    }
    for (const RetryMark& retry : geometry.retries) {
        // What an event says there is worth more.
        if (std::ranges::none_of(geometry.marks,
                                 [&](const EventMark& mark) { return std::abs(mark.x - retry.x) < lane::markGap; }))
            paintMark(painter, {area.left() + retry.x, area.top() + 7.0}, QStringLiteral("retry"), theme.text.secondary,
                      1);
    }
    for (const EventMark& mark : geometry.marks) {
        const Mark kind = mark.severity >= Severity::Error     ? Mark::Bad
                          : mark.severity >= Severity::Warning ? Mark::Warn
                                                               : Mark::None;
        if (kind == Mark::None)
            paintMark(painter, {area.left() + mark.x, area.top() + 7.0}, QStringLiteral("note"), theme.text.tertiary,
                      mark.count);
        else
            paintMark(painter, {area.left() + mark.x, area.top() + 7.0}, Look::markIcon(kind),
                      m_look.meaning(kind).solid, mark.count);
    }
    painter.restore();
}

void LanePainter::paintComparison(QPainter& painter, const QRect& area, const LaneGeometry& bars, SessionId session,
                                  const LaneGeometry& other, const std::vector<PhaseComparison>& differences) const
{
    constexpr int outlineTop = 32;
    constexpr int outlineHeight = 8;
    constexpr int wordsTop = 40;
    constexpr int wordsHeight = 13;
    constexpr int room = 30; ///< px that must be free for words.
    const auto& theme = m_look.theme();
    const auto lastOf = [](const std::vector<PhaseBar>& all, Phase phase, std::optional<SessionId> of) {
        const PhaseBar* found = nullptr;
        for (const PhaseBar& bar : all) {
            if (bar.phase == phase && (!of || bar.session == *of))
                found = &bar;
        }
        return found;
    };
    painter.save();
    painter.setClipRect(area);
    const QFont font = m_look.font(Type::Caption);
    double freeFrom = area.left();
    for (const PhaseComparison& row : differences) {
        const PhaseBar* below = lastOf(other.bars, row.phase, {});
        const PhaseBar* above = lastOf(bars.bars, row.phase, session);
        if (below && above) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(colourOf(theme.line.control));
            painter.drawLine(QPointF(area.left() + above->x1, area.top() + barTop + barHeight),
                             QPointF(area.left() + below->x1, area.top() + outlineTop));
            painter.setRenderHint(QPainter::Antialiasing, false);
        }
        const auto difference = row.differenceNs();
        const QString words = difference ? differenceText(*difference) : QString();
        if (words.isEmpty() || !below)
            continue;
        const QString text = keyOf(row.phase).toUpper() + u' ' + words;
        const int width = figuresWidth(font, text);
        const double x = std::max(freeFrom, area.left() + (below->x0 + below->x1 - width) / 2);
        if (x > area.left() + below->x1 + room)
            continue; // It would stand below another phase.
        paintFigures(painter, QRect(static_cast<int>(x), area.top() + wordsTop, width + 2, wordsHeight), text, font,
                     *difference > 0 ? theme.warn.text : theme.good.text, Qt::AlignLeft);
        freeFrom = x + width + tokens::space::m;
    }
    for (const PhaseBar& bar : other.bars) {
        const auto& phase = lookOf(m_look, bar.phase);
        const QRect box(area.left() + static_cast<int>(std::lround(bar.x0)), area.top() + outlineTop,
                        std::max(1, static_cast<int>(std::lround(bar.x1) - std::lround(bar.x0))), outlineHeight);
        painter.fillRect(box, colourOf(theme.surface.base));
        painter.setPen(colourOf(phase.edge));
        painter.setBrush(faded(phase.fill, restOpacity));
        painter.drawRect(box.adjusted(0, 0, -1, -1));
    }
    painter.restore();
}

void LanePainter::paintBar(QPainter& painter, const QRect& area, const PhaseBar& bar) const
{
    const auto& phase = lookOf(m_look, bar.phase);
    const auto& theme = m_look.theme();
    const int left = area.left() + static_cast<int>(std::lround(bar.x0));
    const int right = area.left() + static_cast<int>(std::lround(bar.x1));
    const QRect box(left, area.top() + barTop, std::max(1, right - left), barHeight);
    painter.setBrushOrigin(box.topLeft());
    painter.fillRect(box, colourOf(theme.surface.base));
    painter.fillRect(box, fillOf(bar));
    if (bar.form == PhaseBar::Form::Percent) {
        QRect full = box;
        full.setWidth(static_cast<int>(box.width() * bar.fill));
        painter.fillRect(full, colourOf(phase.fill));
    }
    QPen edge(colourOf(bar.form == PhaseBar::Form::Stalled ? theme.warn.solid : phase.edge));
    if (bar.form == PhaseBar::Form::Waiting)
        edge.setDashPattern({3, 2});
    painter.setPen(edge);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(0, 0, -1, -1));
    paintBarText(painter, box, bar);
}

void LanePainter::paintBarText(QPainter& painter, const QRectF& bar, const PhaseBar& phase) const
{
    const auto& look = lookOf(m_look, phase.phase);
    const QRectF visible = bar.intersected(painter.clipBoundingRect());
    if (visible.width() < lane::letterFrom)
        return;
    const auto& theme = m_look.theme();
    QString text = visible.width() >= lane::nameFrom ? phaseName(look) : phaseGlyph(look);
    painter.setFont(m_look.font(Type::Caption));
    if (phase.form == PhaseBar::Form::Stalled) {
        text = Tr::tr("stalled");
        if (visible.width() < lane::nameFrom)
            return;
        const qreal width = painter.fontMetrics().horizontalAdvance(text) + 12;
        const QRectF plate(visible.center().x() - width / 2, bar.top() + 1, width, bar.height() - 2);
        painter.fillRect(plate, colourOf(theme.warn.tint));
        painter.setPen(colourOf(theme.warn.text));
        painter.drawText(plate, Qt::AlignCenter, text);
        return;
    }
    const bool named = visible.width() >= lane::nameFrom;
    const QRectF place = named ? visible.adjusted(6, 0, -2, 0) : visible;
    const auto alignment = named ? Qt::AlignVCenter | Qt::AlignLeft : Qt::AlignCenter;
    const bool full = phase.form == PhaseBar::Form::Solid;
    painter.setPen(colourOf(full ? look.ink : theme.text.primary));
    painter.drawText(place, alignment, text);
    if (phase.form != PhaseBar::Form::Percent)
        return;
    // The name is painted twice: in ink where the bar is full, over the rest in the colour of text.
    painter.save();
    painter.setClipRect(QRectF(bar.left(), bar.top(), bar.width() * phase.fill, bar.height()), Qt::IntersectClip);
    painter.fillRect(QRectF(bar.left() + 1, bar.top() + 1, bar.width() - 2, bar.height() - 2), colourOf(look.fill));
    painter.setPen(colourOf(look.ink));
    painter.drawText(place, alignment, text);
    painter.restore();
}

void LanePainter::paintFold(QPainter& painter, const QRect& area, const FoldedBars& folded) const
{
    const int left = area.left() + static_cast<int>(folded.x0);
    const QRect box(left, area.top() + barTop, std::max(3, static_cast<int>(folded.x1 - folded.x0)), barHeight);
    painter.fillRect(box, colourOf(solidOf(m_look, folded.worst)));
    if (box.width() < 24 || folded.count < 2)
        return;
    painter.setFont(m_look.font(Type::Caption));
    const auto& theme = m_look.theme();
    painter.setPen(colourOf(folded.worst == ResultClass::Bad ? theme.bad.onSolid : theme.neutral.onSolid));
    painter.drawText(box, Qt::AlignCenter, QString::number(folded.count));
}

void LanePainter::paintMark(QPainter& painter, QPointF centre, const QString& icon, QRgb colour, int count) const
{
    // On a disc of the ground, so that it reads over bars.
    painter.setPen(Qt::NoPen);
    painter.setBrush(colourOf(m_look.theme().surface.base));
    painter.drawEllipse(centre, 7.5, 7.5);
    const QPixmap pixmap = m_look.iconPixmap(icon, tokens::icon::small, colour, m_ratio);
    painter.drawPixmap(
        QRectF(centre.x() - markIcon / 2.0 - 1, centre.y() - markIcon / 2.0 - 1, markIcon + 2, markIcon + 2), pixmap,
        QRectF(pixmap.rect()));
    if (count < 2)
        return;
    painter.setFont(m_look.font(Type::Caption));
    painter.setPen(colourOf(m_look.theme().text.secondary));
    painter.drawText(QPointF(centre.x() + 8, centre.y() + 4), QString::number(count));
}

void LanePainter::paintSelection(QPainter& painter, const QRect& area, const LaneGeometry& geometry,
                                 SessionId session) const
{
    double x0 = 0;
    double x1 = -1;
    for (const PhaseBar& bar : geometry.bars) {
        if (bar.session != session)
            continue;
        x0 = x1 < x0 ? bar.x0 : std::min(x0, bar.x0);
        x1 = std::max(x1, bar.x1);
    }
    if (x1 < x0)
        return;
    const QRectF ring(area.left() + x0 - 4, area.top() + barTop - 4, x1 - x0 + 8, barHeight + 8);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, ring, tokens::radius::control, m_look.theme().surface.base, m_look.theme().line.focus, 2);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

QBrush LanePainter::fillOf(const PhaseBar& bar) const
{
    const auto& phase = lookOf(m_look, bar.phase);
    const auto& theme = m_look.theme();
    switch (bar.form) {
    case PhaseBar::Form::Stalled:
        return hatch(theme.warn.solid, theme.warn.tint, 8, 3, true);
    case PhaseBar::Form::Percent:
    case PhaseBar::Form::Waiting:
        return faded(phase.fill, restOpacity);
    case PhaseBar::Form::Active:
        return hatch(faded(phase.fill, 0.5).rgba(), faded(phase.fill, restOpacity).rgba(), 8, 4, false);
    case PhaseBar::Form::Solid:
        break;
    }
    if (phase.shape == tokens::PhaseShape::ChevronsLeft)
        return chevrons(phase);
    if (phase.shape == tokens::PhaseShape::CrossHatch)
        return crosses(phase);
    return colourOf(phase.fill);
}

QBrush LanePainter::hatch(QRgb colour, QRgb ground, int period, int width, bool falling) const
{
    // A tile that repeats without a seam: diagonal lines of slope one need a square of one period.
    const int side = static_cast<int>(period * m_ratio);
    QImage tile(side, side, QImage::Format_ARGB32_Premultiplied);
    const int thick = std::max(1, static_cast<int>(width * m_ratio));
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const int at = falling ? (x - y + side) % side : (x + y) % side;
            const QRgb rgb = at < thick ? colour : ground;
            tile.setPixelColor(x, y, rgb == noColour ? QColor(Qt::transparent) : QColor::fromRgba(rgb));
        }
    }
    tile.setDevicePixelRatio(m_ratio);
    return QPixmap::fromImage(tile);
}

QBrush LanePainter::chevrons(const tokens::Phase& phase) const
{
    QPixmap tile(QSizeF(8 * m_ratio, barHeight * m_ratio).toSize());
    tile.setDevicePixelRatio(m_ratio);
    tile.fill(colourOf(phase.fill));
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(255, 255, 255, 204), 1.5));
    painter.drawPolyline(QPolygonF({QPointF(6, 3), QPointF(2, 8), QPointF(6, 13)}));
    return tile;
}

QBrush LanePainter::crosses(const tokens::Phase& phase) const
{
    QPixmap tile(QSizeF(6 * m_ratio, 6 * m_ratio).toSize());
    tile.setDevicePixelRatio(m_ratio);
    tile.fill(colourOf(phase.fill));
    QPainter painter(&tile);
    painter.setPen(QPen(QColor(255, 255, 255, 140), 1));
    painter.drawLine(0, 0, 6, 6);
    painter.drawLine(6, 0, 0, 6);
    return tile;
}

} // namespace ota
