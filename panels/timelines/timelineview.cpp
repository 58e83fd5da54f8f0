// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/timelineview.h"

#include "panels/timelines/lanepainter.h"
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

constexpr double followAt = 0.9;    ///< Where the live edge is kept.
constexpr double refitAbove = 0.97; ///< A window that grows by itself does so when the live edge gets here.
constexpr double refitTo = 0.8;
constexpr qint64 second = 1'000'000'000;
constexpr qint64 shortestRecent = 4 * second;   ///< A window that grows by itself is this wide at least,
constexpr qint64 longestRecent = 1800 * second; ///< and this wide at most.
constexpr std::size_t cachedLanes = 96;         ///< Pixmaps kept of lanes that are out of sight.

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
    if (m_row && (!m_lanes || *m_row >= m_lanes->columns().size()))
        m_row.reset();
    updateShown();
    if (!m_relative && m_lanes && m_lanes->timeRange()) {
        if (m_window != Window::Own)
            growWindow();
        else if (m_follow)
            keepLiveEdge();
    } else if (m_relative && m_window != Window::Own) {
        fitRelative();
    }
    viewport()->update();
}

qint64 TimelineView::liveNs() const
{
    if (!m_lanes)
        return m_nowNs;
    // Of a bench where nothing goes on one wants to see what went on, not that time passes.
    const bool working = std::ranges::any_of(m_lanes->all(), hasOpenSession);
    const auto range = m_lanes->timeRange();
    return working || !range ? m_nowNs : std::min(m_nowNs, range->second);
}

void TimelineView::growWindow()
{
    const auto range = *m_lanes->timeRange();
    const qint64 live = std::max(liveNs(), range.second);
    const bool whole = m_window == Window::Whole;
    if (m_fitted && m_axis.xOf(live) <= refitAbove * m_axis.width() && (whole || m_axis.xOf(live) > 0))
        return;
    m_fitted = true;
    qint64 from = range.first;
    if (!whole) {
        for (const Lane& lane : m_lanes->all()) {
            // An open session is seen from its begin on, if that is not too long ago.
            if (lane.newest() && hasOpenSession(lane))
                from = std::min(from, lane.newest()->openedNs);
        }
        from = std::clamp(from, live - longestRecent, live);
    }
    const double share = m_follow ? refitTo : refitAbove - 0.02;
    const qint64 length = std::max(live - from, whole ? second : shortestRecent / 2);
    const auto span = static_cast<qint64>(static_cast<double>(length) / (share - 0.02));
    setAxis({from - span / 50, from - span / 50 + std::max(span, whole ? second : shortestRecent), m_axis.width()});
}

void TimelineView::keepLiveEdge()
{
    const qint64 edge = m_axis.fromNs() + static_cast<qint64>(followAt * static_cast<double>(m_axis.spanNs()));
    const double pixels = static_cast<double>(liveNs() - edge) / m_axis.nsPerPixel();
    // Whole pixels only: a picture that creeps by fractions shimmers.
    if (std::abs(pixels) >= 1)
        setAxis(m_axis.moved(std::floor(pixels)));
}

std::chrono::milliseconds TimelineView::untilNextFrame() const
{
    using std::chrono::milliseconds;
    const bool moves = m_lanes && std::ranges::any_of(m_lanes->all(), hasOpenSession);
    if (!moves)
        return milliseconds(1000); // Ages in the heads.
    return std::clamp(msOf(static_cast<qint64>(m_axis.nsPerPixel())), milliseconds(16), milliseconds(500));
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
    m_window = Window::Own;
    setAxis(axis);
}

void TimelineView::setRelative(bool relative)
{
    if (relative == m_relative)
        return;
    m_relative = relative;
    m_cache.clear();
    fit();
    viewport()->update();
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
    m_window = Window::Whole;
    m_fitted = false;
    if (m_relative)
        fitRelative();
    else if (m_lanes->timeRange())
        growWindow();
}

void TimelineView::fitRelative()
{
    qint64 longest = second;
    for (const std::size_t index : m_shown) {
        const Lane& lane = m_lanes->all()[index];
        for (const SessionRow& session : lane.sessions) {
            if (session.openedNs == shiftOf(lane))
                longest = std::max(longest, endOf(session) - session.openedNs);
        }
    }
    if (m_fitted && m_axis.fromNs() <= 0 && m_axis.xOf(longest) <= refitAbove * m_axis.width())
        return;
    m_fitted = true;
    setAxis(TimeAxis::fitting(0, longest, m_axis.width()));
}

qint64 TimelineView::endOf(const SessionRow& session) const
{
    return session.closedNs ? *session.closedNs : isOpen(session.result) ? m_nowNs : session.lastNs;
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
        if (x < 0 || x > m_axis.width() - 1)
            userMoved(m_axis.moved(x - m_axis.width() / 2.0));
        showLane(shown);
        for (const SessionRow& session : lane.sessions) {
            if (session.openedNs <= cell.hostNs &&
                cell.hostNs <= std::max(session.lastNs, session.closedNs.value_or(0)))
                selectSession(session.id);
        }
    }
    viewport()->update();
    Q_EMIT eventSelected(row);
}

void TimelineView::forgetRows()
{
    m_row.reset();
    m_cache.clear();
    viewport()->update();
}

void TimelineView::reveal(SessionId id)
{
    const SessionRow* session = m_lanes ? m_lanes->session(id) : nullptr;
    if (!session)
        return;
    for (std::size_t shown = 0; shown < m_shown.size(); ++shown) {
        const Lane& lane = m_lanes->all()[m_shown[shown]];
        if (lane.board != session->board)
            continue;
        showLane(shown);
        const qint64 begin = session->openedNs - shiftOf(lane);
        const qint64 end = std::max(begin, endOf(*session) - shiftOf(lane));
        const bool seen = end > m_axis.fromNs() && begin < m_axis.untilNs();
        const bool readable = static_cast<double>(end - begin) / m_axis.nsPerPixel() >= lane::nameFrom;
        if (!seen || (!readable && m_window == Window::Own))
            userMoved(TimeAxis::fitting(begin, end, m_axis.width()));
    }
}

void TimelineView::showLane(std::size_t shown)
{
    const int top = laneTop(shown) + verticalScrollBar()->value();
    if (laneTop(shown) < lanesArea().top() || laneTop(shown) + laneHeight(shown) > lanesArea().bottom())
        verticalScrollBar()->setValue(top - lanesArea().top() - lanesArea().height() / 2);
}

void TimelineView::setCompared(std::optional<SessionId> other, Phase alignAt)
{
    m_compared = other;
    m_alignAt = alignAt;
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
                         cached.compared == m_compared && cached.pixmap.size() == pixels &&
                         cached.cacheKey == palette().cacheKey() && !hasOpenSession(lane);
    if (current && !cached.pixmap.isNull())
        return cached.pixmap;
    cached.version = lane.version;
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

void TimelineView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_cache.clear();
    setAxis(m_axis);
    updateScrollBar();
}

} // namespace ota
