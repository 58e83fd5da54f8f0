// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/timelineview.h"

#include "panels/timelines/timelineview_p.h"

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
    // No further than needed: what one looks at stays where it is.
    const int above = lanesArea().top() - laneTop(shown);
    const int below = laneTop(shown) + laneHeight(shown) - (lanesArea().top() + lanesArea().height());
    if (above > 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - above);
    else if (below > 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + below);
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

void TimelineView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_cache.clear();
    setAxis(m_axis);
    updateScrollBar();
}

} // namespace ota
