// SPDX-License-Identifier: Apache-2.0
// What one sees of the lanes.
#include "panels/timelines/lanepainter.h"
#include "panels/timelines/timelineview.h"
#include "panels/timelines/timelineview_p.h"
#include "panels/widgets/format.h"
#include "panels/widgets/paint.h"
#include "timeline/comparison.h"

#include <QDateTime>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace ota {

using namespace timelineview;

namespace {

constexpr std::size_t cachedLanes = 96; ///< Pixmaps kept of lanes that are out of sight.

} // namespace

const QPixmap& TimelineView::pixmapOf(const Lane& lane, const QSize& size)
{
    CachedLane& cached = m_cache[lane.board.text()];
    const qreal ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size) * ratio).toSize();
    // What runs grows, by pixels.
    const qint64 now =
        hasOpenSession(lane) ? static_cast<qint64>(static_cast<double>(m_nowNs) / m_axis.nsPerPixel()) : 0;
    const bool current = cached.now == now && cached.version == lane.version && cached.axis == m_axis &&
                         cached.selected == m_session && cached.compared == m_compared &&
                         cached.pixmap.size() == pixels && cached.cacheKey == palette().cacheKey();
    if (current && !cached.pixmap.isNull())
        return cached.pixmap;
    cached.version = lane.version;
    cached.now = now;
    cached.axis = m_axis;
    cached.selected = m_session;
    cached.compared = m_compared;
    cached.cacheKey = palette().cacheKey();
    cached.pixmap = QPixmap(pixels);
    cached.pixmap.setDevicePixelRatio(ratio);
    const bool holdsSelection = m_session && std::ranges::any_of(lane.sessions, [&](const SessionRow& session) {
                                    return session.id == *m_session;
                                });
    const auto& theme = look().theme();
    cached.pixmap.fill(colourOf(holdsSelection ? theme.surface.selected : theme.surface.base));
    QPainter painter(&cached.pixmap);
    const LanePainter lanePainter(look(), ratio);
    const bool simulated = lane.newest() && lane.newest()->simulated;
    const QRect area(QPoint(), size);
    LaneGeometry geometry = geometryOf(lane, m_axis);
    if (holdsSelection && m_compared)
        geometry.ticks.clear(); // The other session stands there.
    lanePainter.paintBody(painter, area, geometry, simulated, m_session);
    if (holdsSelection && m_compared)
        paintCompared(painter, area, lane, geometry);
    return cached.pixmap;
}

void TimelineView::paintCompared(QPainter& painter, const QRect& area, const Lane& lane,
                                 const LaneGeometry& geometry) const
{
    const SessionRow* other = m_lanes->session(*m_compared);
    const SessionRow* chosen = m_lanes->session(*m_session);
    if (!other || !chosen)
        return;
    // Where one of them never was in the phase both are aligned by their begin.
    auto ours = beginOf(*chosen, m_alignAt);
    auto theirs = beginOf(*other, m_alignAt);
    if (!ours || !theirs) {
        ours = chosen->openedNs;
        theirs = other->openedNs;
    }
    LaneGeometry outline;
    layOutSessions({other, 1}, m_axis, m_nowNs, *theirs - *ours + shiftOf(lane), outline);
    LanePainter(look(), devicePixelRatioF())
        .paintComparison(painter, area, geometry, *m_session, outline, comparePhases(*chosen, *other, m_nowNs));
}

void TimelineView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    const auto& theme = look().theme();
    painter.fillRect(event->rect(), colourOf(theme.surface.base));
    paintLanes(painter, event->rect());
    painter.fillRect(QRect(0, 0, viewport()->width(), densityHeight + rulerHeight), colourOf(theme.surface.window));
    paintDensity(painter);
    paintRuler(painter);
    painter.fillRect(QRect(headWidth - 1, 0, 1, viewport()->height()), colourOf(theme.line.line));
    paintLiveEdge(painter);
    paintBand(painter);
}

void TimelineView::paintDensity(QPainter& painter) const
{
    const auto& theme = look().theme();
    const QRect area = densityArea();
    const QRect words(tokens::space::m, 0, headWidth - 2 * tokens::space::m, densityHeight);
    paintText(painter, words, tr("Whole run"), look().font(Type::Small), theme.text.secondary);
    painter.fillRect(QRect(0, densityHeight - 1, viewport()->width(), 1), colourOf(theme.line.hair));
    const auto range = m_lanes ? m_lanes->timeRange() : std::nullopt;
    if (!range)
        return;
    const QString from = QDateTime::fromMSecsSinceEpoch(range->first / 1'000'000).toString(QStringLiteral("HH:mm"));
    const QString until = QDateTime::fromMSecsSinceEpoch(range->second / 1'000'000).toString(QStringLiteral("HH:mm"));
    paintText(painter, words, from + QStringLiteral(" – ") + until, look().font(Type::Small), theme.text.secondary,
              Qt::AlignRight);
    if (area.width() < 3)
        return;
    const qint64 untilNs = std::max(range->second, liveNs()) + 1;
    const auto buckets = m_lanes->columns().density(range->first, untilNs, static_cast<std::size_t>(area.width() / 3));
    const double highest = std::log1p(std::ranges::max(buckets, {}, &DensityBucket::count).count);
    for (std::size_t i = 0; i < buckets.size() && highest > 0; ++i) {
        if (buckets[i].count == 0)
            continue;
        const int height = std::max(2, static_cast<int>(std::log1p(buckets[i].count) / highest * (densityHeight - 8)));
        const QRgb plain = theme.neutral.solid;
        const QColor colour = buckets[i].worst >= Severity::Error     ? colourOf(theme.bad.solid)
                              : buckets[i].worst >= Severity::Warning ? colourOf(theme.warn.solid)
                                                                      : faded(plain, 0.5);
        painter.fillRect(QRect(area.left() + static_cast<int>(i) * 3, area.bottom() - 3 - height, 2, height), colour);
    }
    if (m_relative)
        return;
    const TimeAxis whole(range->first, untilNs, area.width());
    const double x0 = std::clamp(whole.xOf(m_axis.fromNs()), 0.0, static_cast<double>(area.width() - 2));
    const double x1 = std::clamp(whole.xOf(m_axis.untilNs()), x0 + 2, static_cast<double>(area.width()));
    const QRect window(area.left() + static_cast<int>(x0), area.top() + 1, static_cast<int>(x1 - x0),
                       densityHeight - 3);
    painter.fillRect(window, faded(theme.accent.fill, 0.1));
    painter.setPen(colourOf(theme.accent.fill));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(window.adjusted(0, 0, -1, -1));
    for (const int x : {window.left() - 1, window.right() - 1})
        painter.fillRect(QRect(x, window.center().y() - 5, 3, 10), colourOf(theme.accent.fill));
}

void TimelineView::paintRuler(QPainter& painter) const
{
    const auto& theme = look().theme();
    const QRect area = rulerArea();
    const QRect words(tokens::space::m, area.top(), headWidth - 2 * tokens::space::m, area.height() - 4);
    paintText(painter, words, tr("Board"), look().font(Type::Overline), theme.text.tertiary,
              Qt::AlignLeft | Qt::AlignBottom);
    paintText(painter, words, tr("Phase, running → target"), look().font(Type::Overline), theme.text.tertiary,
              Qt::AlignRight | Qt::AlignBottom);
    painter.save();
    painter.setClipRect(area);
    const QFont font = look().font(Type::Small);
    for (const AxisTick& tick : m_axis.ticks(labelWidth, m_relative)) {
        const int x = area.left() + static_cast<int>(tick.x);
        painter.fillRect(QRect(x, area.bottom() - (tick.major ? 10 : 4), 1, tick.major ? 10 : 4),
                         colourOf(theme.line.control));
        if (tick.major)
            paintText(painter, {x + 4, area.bottom() - 18, labelWidth, 16}, tick.label, font, theme.text.secondary);
    }
    painter.restore();
    painter.fillRect(QRect(0, area.bottom(), viewport()->width(), 1), colourOf(theme.line.line));
}

void TimelineView::paintLanes(QPainter& painter, const QRect& exposed)
{
    if (static_cast<std::size_t>(m_cache.size()) > cachedLanes)
        m_cache.clear();
    painter.save();
    painter.setClipRect(lanesArea());
    for (std::size_t shown = 0; shown < m_shown.size(); ++shown) {
        const QRect area(0, laneTop(shown), viewport()->width(), laneHeight(shown));
        if (area.top() > exposed.bottom() || area.top() > lanesArea().bottom())
            break;
        if (area.bottom() >= lanesArea().top())
            paintLane(painter, shown, area);
    }
    painter.restore();
}

void TimelineView::paintLane(QPainter& painter, std::size_t shown, const QRect& area)
{
    const Lane& lane = m_lanes->all()[m_shown[shown]];
    const auto& theme = look().theme();
    const bool selected = m_session && std::ranges::any_of(lane.sessions, [&](const SessionRow& session) {
                              return session.id == *m_session;
                          });
    const QRect body = area.adjusted(headWidth, 0, 0, -1);
    painter.drawPixmap(body.topLeft(), pixmapOf(lane, body.size()));
    for (const AxisTick& tick : m_axis.ticks(labelWidth, m_relative)) {
        if (tick.major)
            painter.fillRect(QRect(body.left() + static_cast<int>(tick.x), body.top(), 1, 3),
                             colourOf(theme.graph.grid));
    }
    if (m_row && m_lanes->columns()[*m_row].board == lane.number) {
        const double x = m_axis.xOf(m_lanes->columns()[*m_row].hostNs - shiftOf(lane));
        if (x >= 0 && x < m_axis.width())
            painter.fillRect(QRect(body.left() + static_cast<int>(x) - 1, body.top(), 2, body.height()),
                             colourOf(theme.accent.fill));
    }
    const LanePainter lanePainter(look(), devicePixelRatioF());
    lanePainter.paintHead(painter, {0, area.top(), headWidth - 1, area.height() - 1}, lane, m_nowNs, selected,
                          m_hovered == static_cast<int>(shown));
    painter.fillRect(QRect(0, area.bottom(), area.width(), 1), colourOf(theme.line.hair));
}

void TimelineView::paintLiveEdge(QPainter& painter) const
{
    if (m_relative || m_nowNs == 0)
        return;
    const double x = m_axis.xOf(m_nowNs);
    if (x < 0 || x >= m_axis.width())
        return;
    const auto& theme = look().theme();
    const int edge = headWidth + static_cast<int>(x);
    const QRect area = lanesArea();
    painter.fillRect(QRect(edge + 1, area.top(), viewport()->width() - edge - 1, area.height()),
                     faded(theme.graph.future, 0.6));
    painter.fillRect(QRect(edge, rulerArea().top(), 1, rulerArea().height() + area.height()),
                     colourOf(theme.graph.now));
    const QString text = clockText(m_nowNs, false);
    const QFont font = look().font(Type::Caption);
    const int width = QFontMetrics(font).horizontalAdvance(text) + 10;
    const QRect plate(std::clamp(edge - width / 2, headWidth, viewport()->width() - width), rulerArea().top() + 2,
                      width, 16);
    paintBox(painter, plate, tokens::radius::mark, theme.accent.fill);
    paintText(painter, plate, text, font, theme.text.onAccent, Qt::AlignHCenter);
}

void TimelineView::paintBand(QPainter& painter) const
{
    if (m_drag != Drag::Band)
        return;
    const auto& theme = look().theme();
    const QRect band(std::min(m_pressed.x(), m_bandX), lanesArea().top(), std::abs(m_bandX - m_pressed.x()),
                     lanesArea().height());
    painter.fillRect(band, faded(theme.accent.fill, 0.1));
    painter.setPen(colourOf(theme.accent.fill));
    painter.drawRect(band);
    const qint64 ns = static_cast<qint64>(band.width() * m_axis.nsPerPixel());
    paintText(painter, {band.left() + 4, rulerArea().top() + 2, 160, 16}, durationText(msOf(ns)),
              look().font(Type::Strong), theme.accent.text);
}

} // namespace ota
