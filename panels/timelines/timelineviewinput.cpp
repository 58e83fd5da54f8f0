// SPDX-License-Identifier: Apache-2.0
// The pointer and the keys.
#include "panels/timelines/timelineview.h"
#include "panels/timelines/timelineview_p.h"
#include "panels/widgets/format.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ota {

using namespace timelineview;

namespace {

constexpr int marksAbove = 14; ///< px from the lane's top.
constexpr int ticksBelow = 26;

} // namespace

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
        m_window = Window::Own;
        setAxis(zoomed);
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
        const qint64 end = endOf(session);
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
    const TimeAxis whole(range->first, std::max(range->second, liveNs()) + 1, densityArea().width());
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
            click(m_lanes->all()[m_shown[*shown]], at, at.y() - laneTop(*shown), event->modifiers());
    }
}

void TimelineView::click(const Lane& lane, QPoint at, int laneY, Qt::KeyboardModifiers modifiers)
{
    const double x = at.x() - headWidth;
    const auto session = sessionAt(lane, x);
    if (modifiers & Qt::ControlModifier) {
        if (session && m_session && session != m_session)
            Q_EMIT compareRequested(*session);
        return;
    }
    // Marks stand above the bars, ticks below them; the bars are the session.
    const auto& columns = m_lanes->columns();
    if (laneY < marksAbove) {
        if (const auto row = markAt(at)) {
            selectRow(*row);
            return;
        }
    } else if (laneY > ticksBelow) {
        const auto rows = columns.rowsOfBoard(lane.number);
        const qint64 from = m_axis.timeAt(x - clickSlack) + shiftOf(lane);
        const auto first =
            std::ranges::lower_bound(rows, from, {}, [&](std::uint32_t row) { return columns[row].hostNs; });
        if (first != rows.end() && m_axis.xOf(columns[*first].hostNs - shiftOf(lane)) <= x + clickSlack) {
            selectRow(*first);
            return;
        }
    }
    m_row.reset();
    selectSession(session);
    viewport()->update();
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
    userMoved(TimeAxis::fitting(session->openedNs - shiftOf(lane), endOf(*session) - shiftOf(lane), m_axis.width()));
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
        showLane(static_cast<std::size_t>(at));
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

void TimelineView::contextMenuEvent(QContextMenuEvent* event)
{
    QPoint at = event->pos();
    if (event->reason() != QContextMenuEvent::Mouse) {
        const Lane* lane = m_session ? chosenLane() : nullptr;
        for (std::size_t shown = 0; lane && shown < m_shown.size(); ++shown) {
            if (&m_lanes->all()[m_shown[shown]] == lane)
                at = {headWidth / 2, laneTop(shown) + laneHeight(shown) / 2};
        }
        Q_EMIT menuRequested(viewport()->mapToGlobal(at));
        return;
    }
    const auto shown = laneAt(at.y());
    if (!shown || !m_lanes)
        return;
    const Lane& lane = m_lanes->all()[m_shown[*shown]];
    const auto newest = lane.newest() ? std::optional(lane.newest()->id) : std::nullopt;
    if (const auto session = at.x() < headWidth ? newest : sessionAt(lane, at.x() - headWidth); session) {
        selectSession(session);
        Q_EMIT menuRequested(event->globalPos());
    }
}

/// The row of the event whose mark stands above the bars there.
std::optional<std::size_t> TimelineView::markAt(QPoint at) const
{
    const auto shown = m_lanes && at.x() >= headWidth ? laneAt(at.y()) : std::nullopt;
    if (!shown || at.y() - laneTop(*shown) >= marksAbove)
        return std::nullopt;
    const double x = at.x() - headWidth;
    for (const EventMark& mark : geometryOf(m_lanes->all()[m_shown[*shown]], m_axis).marks) {
        if (std::abs(mark.x - x) <= lane::markGap / 2)
            return mark.row;
    }
    return std::nullopt;
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
        if (const auto row = markAt(help->pos()))
            Q_EMIT markTipRequested(*row, help->globalPos());
        else
            QToolTip::showText(help->globalPos(), tipAt(help->pos()), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered >= 0) {
        m_hovered = -1;
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace ota
