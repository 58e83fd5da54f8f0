// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/timelineview.h"

#include "panels/timelines/lanepainter.h"
#include "panels/widgets/format.h"
#include "panels/widgets/paint.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ota {

namespace {

constexpr int headWidth = tokens::width::laneHead;
constexpr int densityHeight = tokens::height::density;
constexpr int rulerHeight = tokens::height::ruler;
constexpr int comparedHeight = 54;
constexpr int labelWidth = 84;   ///< px between labels of the ruler.
constexpr int clickSlack = 4;    ///< px a press may move and still be a click.
constexpr double followAt = 0.9; ///< Where the live edge is kept.

std::chrono::milliseconds msOf(qint64 ns)
{
    return std::chrono::milliseconds(ns / 1'000'000);
}

bool hasOpenSession(const Lane& lane)
{
    return std::ranges::any_of(lane.sessions,
                               [](const SessionRow& session) { return !session.closedNs && isOpen(session.result); });
}

} // namespace

TimelineView::TimelineView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("timelineView"));
    setAccessibleName(tr("Timelines"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
}

TimelineView::~TimelineView() = default;

const Look& TimelineView::look() const
{
    return Look::of(this);
}

void TimelineView::setLanes(const Lanes* lanes)
{
    m_lanes = lanes;
    updateShown();
}

void TimelineView::refresh(qint64 nowNs)
{
    m_nowNs = nowNs;
    updateShown();
    if (!m_fitted && m_lanes && m_lanes->timeRange()) {
        m_fitted = true;
        const bool follow = m_follow;
        fit();
        setFollow(follow);
    }
    if (m_follow && !m_relative) {
        const qint64 edge = m_axis.fromNs() + static_cast<qint64>(followAt * static_cast<double>(m_axis.spanNs()));
        const double pixels = static_cast<double>(m_nowNs - edge) / m_axis.nsPerPixel();
        // Whole pixels only: a picture that creeps by fractions shimmers.
        if (std::abs(pixels) >= 1)
            setAxis(m_axis.moved(std::floor(pixels)));
    }
    viewport()->update();
}

void TimelineView::setFilter(const LaneFilter& filter)
{
    m_filter = filter;
    updateShown();
    viewport()->update();
}

void TimelineView::setAxis(const TimeAxis& axis)
{
    const TimeAxis wanted = axis.withWidth(std::max(1, lanesArea().width() - headWidth));
    if (wanted == m_axis)
        return;
    m_axis = wanted;
    viewport()->update();
    Q_EMIT axisChanged();
}

void TimelineView::userMoved(const TimeAxis& axis)
{
    setFollow(false);
    setAxis(axis);
}

void TimelineView::setRelative(bool relative)
{
    if (relative == m_relative)
        return;
    m_relative = relative;
    m_cache.clear();
    fit();
}

void TimelineView::setFollow(bool follow)
{
    if (follow == m_follow)
        return;
    m_follow = follow;
    Q_EMIT followChanged(follow);
    if (follow)
        refresh(m_nowNs);
}

void TimelineView::fit()
{
    if (!m_lanes)
        return;
    const int width = m_axis.width();
    if (m_relative) {
        qint64 longest = 1'000'000'000;
        for (const std::size_t index : m_shown) {
            if (const SessionRow* newest = m_lanes->all()[index].newest())
                longest = std::max(longest, (newest->closedNs ? *newest->closedNs : newest->lastNs) -
                                                shiftOf(m_lanes->all()[index]));
        }
        setAxis(TimeAxis::fitting(0, longest, width));
        return;
    }
    if (const auto range = m_lanes->timeRange())
        setAxis(TimeAxis::fitting(range->first, range->second, width));
}

qint64 TimelineView::shiftOf(const Lane& lane) const
{
    if (!m_relative)
        return 0;
    if (m_session) {
        for (const SessionRow& session : lane.sessions) {
            if (session.id == *m_session)
                return session.openedNs;
        }
    }
    return lane.newest() ? lane.newest()->openedNs : 0;
}

void TimelineView::selectSession(std::optional<SessionId> session)
{
    if (session == m_session)
        return;
    m_session = session;
    if (m_compared == session)
        m_compared.reset();
    viewport()->update();
    if (session && m_lanes) {
        if (const SessionRow* row = m_lanes->session(*session))
            setAccessibleDescription(row->sentence);
    }
    Q_EMIT sessionSelected(session);
}

void TimelineView::selectRow(std::size_t row)
{
    if (!m_lanes || row >= m_lanes->columns().size())
        return;
    m_row = row;
    const EventCell& cell = m_lanes->columns()[row];
    for (std::size_t shown = 0; shown < m_shown.size(); ++shown) {
        const Lane& lane = m_lanes->all()[m_shown[shown]];
        if (lane.number != cell.board)
            continue;
        const double x = m_axis.xOf(cell.hostNs - shiftOf(lane));
        if (x < 0 || x > m_axis.width())
            userMoved(m_axis.moved(x - m_axis.width() / 2.0));
        const int top = laneTop(shown) + verticalScrollBar()->value();
        if (laneTop(shown) < lanesArea().top() || laneTop(shown) + laneHeight(shown) > lanesArea().bottom())
            verticalScrollBar()->setValue(top - lanesArea().top() - lanesArea().height() / 2);
        for (const SessionRow& session : lane.sessions) {
            if (session.openedNs <= cell.hostNs &&
                cell.hostNs <= std::max(session.lastNs, session.closedNs.value_or(0)))
                selectSession(session.id);
        }
    }
    viewport()->update();
    Q_EMIT eventSelected(row);
}

void TimelineView::setCompared(std::optional<SessionId> other)
{
    m_compared = other;
    m_cache.clear();
    updateScrollBar();
    viewport()->update();
}

void TimelineView::updateShown()
{
    m_shown.clear();
    if (m_lanes) {
        for (std::size_t index = 0; index < m_lanes->all().size(); ++index) {
            if (m_filter.matches(m_lanes->all()[index]))
                m_shown.push_back(index);
        }
    }
    updateScrollBar();
}

void TimelineView::updateScrollBar()
{
    int height = 0;
    for (std::size_t shown = 0; shown < m_shown.size(); ++shown)
        height += laneHeight(shown);
    verticalScrollBar()->setPageStep(lanesArea().height());
    verticalScrollBar()->setSingleStep(tokens::height::lane);
    verticalScrollBar()->setRange(0, std::max(0, height - lanesArea().height()));
}

QRect TimelineView::densityArea() const
{
    return {headWidth, 0, std::max(0, viewport()->width() - headWidth), densityHeight};
}

QRect TimelineView::rulerArea() const
{
    return {headWidth, densityHeight, std::max(0, viewport()->width() - headWidth), rulerHeight};
}

QRect TimelineView::lanesArea() const
{
    const int top = densityHeight + rulerHeight;
    return {0, top, viewport()->width(), std::max(0, viewport()->height() - top)};
}

int TimelineView::laneHeight(std::size_t shown) const
{
    if (m_compared && m_session && m_lanes) {
        const auto& sessions = m_lanes->all()[m_shown[shown]].sessions;
        if (std::ranges::any_of(sessions, [&](const SessionRow& session) { return session.id == *m_session; }))
            return comparedHeight;
    }
    return look().dense() ? tokens::height::laneDense + 12 : tokens::height::lane;
}

int TimelineView::laneTop(std::size_t shown) const
{
    int top = lanesArea().top() - verticalScrollBar()->value();
    // All lanes but the compared one have one height.
    if (!m_compared)
        return top + static_cast<int>(shown) * (shown < m_shown.size() ? laneHeight(shown) : tokens::height::lane);
    for (std::size_t i = 0; i < shown; ++i)
        top += laneHeight(i);
    return top;
}

std::optional<std::size_t> TimelineView::laneAt(int y) const
{
    if (y < lanesArea().top())
        return std::nullopt;
    for (std::size_t shown = 0; shown < m_shown.size(); ++shown) {
        const int top = laneTop(shown);
        if (y >= top && y < top + laneHeight(shown))
            return shown;
    }
    return std::nullopt;
}

LaneGeometry TimelineView::geometryOf(const Lane& lane, const TimeAxis& axis) const
{
    LaneGeometry geometry;
    const qint64 shift = shiftOf(lane);
    layOutSessions(lane.sessions, axis, m_nowNs, shift, geometry);
    const auto& columns = m_lanes->columns();
    layOutEvents(columns.cells(), columns.rowsOfBoard(lane.number), lane.problems, axis, shift, geometry);
    return geometry;
}

const QPixmap& TimelineView::pixmapOf(const Lane& lane, const QSize& size)
{
    CachedLane& cached = m_cache[lane.board.text()];
    const qreal ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size) * ratio).toSize();
    const bool current = cached.version == lane.version && cached.axis == m_axis && cached.selected == m_session &&
                         cached.pixmap.size() == pixels && cached.cacheKey == palette().cacheKey() &&
                         !hasOpenSession(lane);
    if (current && !cached.pixmap.isNull())
        return cached.pixmap;
    cached.version = lane.version;
    cached.axis = m_axis;
    cached.selected = m_session;
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
    lanePainter.paintBody(painter, area, geometryOf(lane, m_axis), simulated, m_session);
    if (holdsSelection && m_compared) {
        if (const SessionRow* other = m_lanes->session(*m_compared)) {
            // Both begin at the selected session's offer.
            LaneGeometry outline;
            const SessionRow* chosen = m_lanes->session(*m_session);
            layOutSessions({other, 1}, m_axis, m_nowNs, other->openedNs - chosen->openedNs + shiftOf(lane), outline);
            lanePainter.paintOutline(painter, area, outline);
        }
    }
    return cached.pixmap;
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
    const qint64 untilNs = std::max(range->second, m_nowNs * (m_follow ? 1 : 0)) + 1;
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
              Qt::AlignRight);
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

void TimelineView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_cache.clear();
    setAxis(m_axis);
    updateScrollBar();
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    const QPoint at = event->position().toPoint();
    const int steps = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if (at.x() < headWidth) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() - steps / 3);
    } else if (event->modifiers() & Qt::ShiftModifier || event->angleDelta().y() == 0) {
        userMoved(m_axis.moved(-steps / 2.0));
    } else {
        const TimeAxis zoomed = m_axis.zoomed(at.x() - headWidth, std::pow(1.0015, steps));
        m_follow ? setAxis(zoomed) : userMoved(zoomed);
    }
    event->accept();
}

std::optional<SessionId> TimelineView::sessionAt(const Lane& lane, double x) const
{
    const qint64 ns = m_axis.timeAt(x) + shiftOf(lane);
    const auto slack = static_cast<qint64>(20 * m_axis.nsPerPixel());
    std::optional<SessionId> found;
    qint64 nearest = std::numeric_limits<qint64>::max();
    for (const SessionRow& session : lane.sessions) {
        const qint64 end = session.closedNs ? *session.closedNs : isOpen(session.result) ? m_nowNs : session.lastNs;
        const qint64 distance = ns < session.openedNs ? session.openedNs - ns : ns > end ? ns - end : 0;
        if (distance <= slack && distance <= nearest) {
            nearest = distance;
            found = session.id;
        }
    }
    return found;
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    press(event->position().toPoint(), event->modifiers());
}

void TimelineView::press(QPoint at, Qt::KeyboardModifiers modifiers)
{
    m_pressed = at;
    m_pressedAxis = m_axis;
    m_bandX = at.x();
    if (densityArea().contains(at) && !m_relative) {
        m_drag = Drag::Density;
        moveDensity(at.x());
    } else if (at.x() >= headWidth && at.y() >= lanesArea().top()) {
        m_drag = modifiers & Qt::ShiftModifier ? Drag::Band : Drag::Pan;
    } else if (const auto shown = laneAt(at.y())) {
        if (const SessionRow* newest = m_lanes->all()[m_shown[*shown]].newest())
            selectSession(newest->id);
    }
}

void TimelineView::moveDensity(int x)
{
    const auto range = m_lanes ? m_lanes->timeRange() : std::nullopt;
    if (!range)
        return;
    const TimeAxis whole(range->first, std::max(range->second, m_nowNs * (m_follow ? 1 : 0)) + 1,
                         densityArea().width());
    const qint64 centre = whole.timeAt(x - headWidth);
    userMoved({centre - m_axis.spanNs() / 2, centre + m_axis.spanNs() / 2, m_axis.width()});
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    switch (m_drag) {
    case Drag::Pan:
        if ((at - m_pressed).manhattanLength() > clickSlack) {
            userMoved(m_pressedAxis.moved(m_pressed.x() - at.x()));
            viewport()->setCursor(Qt::ClosedHandCursor);
        }
        break;
    case Drag::Band:
        m_bandX = std::max(headWidth, at.x());
        viewport()->update();
        break;
    case Drag::Density:
        moveDensity(at.x());
        break;
    case Drag::None: {
        const auto shown = at.x() < headWidth ? laneAt(at.y()) : std::nullopt;
        const int hovered = shown ? static_cast<int>(*shown) : -1;
        if (hovered != std::exchange(m_hovered, hovered))
            viewport()->update();
        break;
    }
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    const Drag drag = std::exchange(m_drag, Drag::None);
    viewport()->unsetCursor();
    if (drag == Drag::Band) {
        const double x0 = std::min(m_pressed.x(), m_bandX) - headWidth;
        const double x1 = std::max(m_pressed.x(), m_bandX) - headWidth;
        if (x1 - x0 > clickSlack)
            userMoved({m_axis.timeAt(x0), m_axis.timeAt(x1), m_axis.width()});
        viewport()->update();
    } else if (drag == Drag::Pan && (at - m_pressed).manhattanLength() <= clickSlack) {
        const auto shown = laneAt(at.y());
        if (shown)
            selectSession(sessionAt(m_lanes->all()[m_shown[*shown]], at.x() - headWidth));
    }
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    if (densityArea().contains(at)) {
        fit();
        return;
    }
    const auto shown = laneAt(at.y());
    if (!shown || at.x() < headWidth)
        return;
    const Lane& lane = m_lanes->all()[m_shown[*shown]];
    const auto id = sessionAt(lane, at.x() - headWidth);
    const SessionRow* session = id ? m_lanes->session(*id) : nullptr;
    if (!session)
        return;
    const qint64 end =
        session->closedNs ? *session->closedNs : std::max(session->lastNs, isOpen(session->result) ? m_nowNs : 0);
    userMoved(TimeAxis::fitting(session->openedNs - shiftOf(lane), end - shiftOf(lane), m_axis.width()));
}

void TimelineView::zoom(double factor)
{
    const double x = m_row ? std::clamp(m_axis.xOf(m_lanes->columns()[*m_row].hostNs), 0.0, double(m_axis.width()))
                           : m_axis.width() / 2.0;
    setAxis(m_axis.zoomed(m_relative ? m_axis.width() / 2.0 : x, factor));
}

void TimelineView::stepEvent(int direction)
{
    if (!m_lanes || m_shown.empty())
        return;
    const auto& columns = m_lanes->columns();
    const SessionRow* session = m_session ? m_lanes->session(*m_session) : nullptr;
    const Lane* lane = session ? m_lanes->find(session->board) : &m_lanes->all()[m_shown.front()];
    const auto rows = columns.rowsOfBoard(lane->number);
    if (rows.empty())
        return;
    if (!m_row || columns[*m_row].board != lane->number) {
        const qint64 from = session ? session->openedNs : m_axis.fromNs();
        const auto first =
            std::ranges::lower_bound(rows, from, {}, [&](std::uint32_t row) { return columns[row].hostNs; });
        selectRow(first == rows.end() ? rows.back() : *first);
        return;
    }
    auto place = std::ranges::lower_bound(rows, static_cast<std::uint32_t>(*m_row)) - rows.begin() + direction;
    place = std::clamp<std::ptrdiff_t>(place, 0, std::ssize(rows) - 1);
    selectRow(rows[static_cast<std::size_t>(place)]);
}

void TimelineView::stepPhase(int direction)
{
    if (!m_lanes)
        return;
    const auto& columns = m_lanes->columns();
    const quint32 board = m_row ? columns[*m_row].board : 0;
    if (direction > 0) {
        const std::size_t next = columns.nextPhaseChange(m_row.value_or(EventColumns::nowhere), board);
        if (next != EventColumns::nowhere)
            selectRow(next);
        return;
    }
    for (std::size_t row = m_row.value_or(columns.size()); row-- > 0;) {
        const EventCell& cell = columns[row];
        if (cell.phase() && cell.edge() == Edge::Enter && (board == 0 || cell.board == board)) {
            selectRow(row);
            return;
        }
    }
}

void TimelineView::stepProblem(int direction)
{
    if (!m_lanes)
        return;
    const auto& columns = m_lanes->columns();
    if (direction > 0) {
        const std::size_t next = columns.nextProblem(m_row.value_or(EventColumns::nowhere), Severity::Warning);
        if (next != EventColumns::nowhere)
            selectRow(next);
        return;
    }
    for (std::size_t row = m_row.value_or(columns.size()); row-- > 0;) {
        if (!columns[row].isEmpty() && columns[row].severity() >= Severity::Warning) {
            selectRow(row);
            return;
        }
    }
}

void TimelineView::firstAnomaly()
{
    m_row.reset();
    stepProblem(+1);
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Left ? -1 : +1;
        control ? stepPhase(direction) : stepEvent(direction);
        return;
    }
    case Qt::Key_Up:
    case Qt::Key_Down: {
        if (m_shown.empty())
            return;
        const SessionRow* session = m_session ? m_lanes->session(*m_session) : nullptr;
        std::ptrdiff_t at = -1;
        for (std::size_t shown = 0; shown < m_shown.size() && session; ++shown) {
            if (m_lanes->all()[m_shown[shown]].board == session->board)
                at = static_cast<std::ptrdiff_t>(shown);
        }
        at = std::clamp<std::ptrdiff_t>(at + (event->key() == Qt::Key_Up ? -1 : 1), 0, std::ssize(m_shown) - 1);
        if (const SessionRow* newest = m_lanes->all()[m_shown[static_cast<std::size_t>(at)]].newest())
            selectSession(newest->id);
        return;
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(1.5);
        return;
    case Qt::Key_Minus:
        zoom(1 / 1.5);
        return;
    case Qt::Key_0:
        fit();
        return;
    case Qt::Key_N:
        stepProblem(shift ? -1 : +1);
        return;
    case Qt::Key_A:
        firstAnomaly();
        return;
    case Qt::Key_End:
        setFollow(true);
        return;
    case Qt::Key_Escape:
        if (m_session || m_row) {
            m_row.reset();
            selectSession(std::nullopt);
            viewport()->update();
            return;
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

QString TimelineView::tipAt(QPoint at) const
{
    const auto shown = laneAt(at.y());
    if (!shown || !m_lanes)
        return {};
    const Lane& lane = m_lanes->all()[m_shown[*shown]];
    const auto id = at.x() < headWidth ? (lane.newest() ? std::optional(lane.newest()->id) : std::nullopt)
                                       : sessionAt(lane, at.x() - headWidth);
    const SessionRow* session = id ? m_lanes->session(*id) : nullptr;
    if (!session)
        return at.x() < headWidth ? lane.board.text() : QString();
    QString text = QStringLiteral("%1 · %2").arg(lane.board.text(), session->sentence);
    const qint64 ns = m_axis.timeAt(at.x() - headWidth) + shiftOf(lane);
    for (const PhaseSpan& span : session->phases) {
        const qint64 end = span.endNs.value_or(m_nowNs);
        if (at.x() >= headWidth && span.beginNs <= ns && ns <= end)
            text += QStringLiteral("\n%1, %2").arg(label(span.phase), durationText(msOf(end - span.beginNs)));
    }
    return text;
}

bool TimelineView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), tipAt(help->pos()), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered >= 0) {
        m_hovered = -1;
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

QPixmap TimelineView::picture()
{
    return viewport()->grab();
}

QByteArray TimelineView::svg() const
{
    QString out = QStringLiteral(
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"%2\" font-family=\"sans-serif\" "
                      "font-size=\"11\">\n")
                      .arg(viewport()->width())
                      .arg(rulerHeight + static_cast<int>(m_shown.size()) * tokens::height::lane);
    const auto hex = [](QRgb rgb) {
        return QColor::fromRgba(rgb).name();
    };
    const auto& theme = look().theme();
    out += QStringLiteral("<rect width=\"100%\" height=\"100%\" fill=\"%1\"/>\n").arg(hex(theme.surface.base));
    for (const AxisTick& tick : m_axis.ticks(labelWidth, m_relative)) {
        if (tick.major)
            out += QStringLiteral("<text x=\"%1\" y=\"24\" fill=\"%2\">%3</text>\n")
                       .arg(headWidth + tick.x, 0, 'f', 1)
                       .arg(hex(theme.text.secondary), tick.label);
    }
    int top = rulerHeight;
    for (const std::size_t index : m_shown) {
        const Lane& lane = m_lanes->all()[index];
        QString head = lane.board.text().toHtmlEscaped();
        if (lane.newest()) {
            head += QStringLiteral(" · ") + label(lane.newest()->result).toHtmlEscaped();
            if (lane.newest()->simulated)
                head += QStringLiteral(" · ") + tr("virtual");
        }
        out += QStringLiteral("<text x=\"12\" y=\"%1\" fill=\"%2\">%3</text>\n")
                   .arg(top + 22)
                   .arg(hex(theme.text.primary), head);
        const LaneGeometry geometry = geometryOf(lane, m_axis);
        for (const PhaseBar& bar : geometry.bars) {
            const auto& phase = lookOf(look(), bar.phase);
            out += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"16\" fill=\"%4\" "
                                  "stroke=\"%5\"><title>%6</title></rect>\n")
                       .arg(headWidth + bar.x0, 0, 'f', 1)
                       .arg(top + 9)
                       .arg(std::max(1.0, bar.width()), 0, 'f', 1)
                       .arg(hex(phase.fill), hex(phase.edge), label(bar.phase));
        }
        for (const FoldedBars& folded : geometry.folded)
            out += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"16\" fill=\"%4\"/>\n")
                       .arg(headWidth + folded.x0, 0, 'f', 1)
                       .arg(top + 9)
                       .arg(folded.x1 - folded.x0, 0, 'f', 1)
                       .arg(hex(theme.neutral.solid));
        for (const EndMark& end : geometry.ends)
            out += QStringLiteral("<text x=\"%1\" y=\"%2\" fill=\"%3\">%4</text>\n")
                       .arg(headWidth + end.x - 6, 0, 'f', 1)
                       .arg(top + 21)
                       .arg(hex(look().meaning(markOf(classOf(end.result))).text), label(end.result).toHtmlEscaped());
        top += tokens::height::lane;
    }
    return (out + QStringLiteral("</svg>\n")).toUtf8();
}

} // namespace ota
