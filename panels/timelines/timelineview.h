// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/timelines/lanegeometry.h"
#include "panels/timelines/lanes.h"
#include "panels/timelines/timeaxis.h"

#include <QAbstractScrollArea>
#include <QHash>
#include <QPixmap>

#include <chrono>
#include <optional>
#include <vector>

namespace ota {

class Look;

/// The lanes of a bench over time: heads at the left, density strip and ruler above, bars, ticks and marks. Paints only
/// what is visible; a lane is drawn into a pixmap and painted anew when it or the range of time changes. GUI thread.
class TimelineView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelineView)

public:
    explicit TimelineView(QWidget* parent = nullptr);
    ~TimelineView() override;

    /// `lanes` must outlive the view.
    void setLanes(const Lanes* lanes);
    /// The lanes changed; `nowNs` is the end of what still runs.
    void refresh(qint64 nowNs);
    void setFilter(const LaneFilter& filter);

    const TimeAxis& axis() const { return m_axis; }
    void setAxis(const TimeAxis& axis);
    /// Time counts from each lane's selected or newest offer instead of from the clock.
    void setRelative(bool relative);
    bool isRelative() const { return m_relative; }
    /// Keeps the live edge at nine tenths of the width.
    void setFollow(bool follow);
    bool follows() const { return m_follow; }
    /// Everything there is, and what comes; until one zooms or moves.
    void fit();
    /// When the picture will have moved by a pixel.
    std::chrono::milliseconds untilNextFrame() const;

    std::optional<SessionId> selectedSession() const { return m_session; }
    std::optional<std::size_t> selectedRow() const { return m_row; }
    void selectSession(std::optional<SessionId> session);
    /// An event by its row in the columns; scrolls and moves in time so that it is seen.
    void selectRow(std::size_t row);
    /// The columns were read anew: rows have other numbers now.
    void forgetRows();
    /// Scrolls and moves in time so that the session is seen.
    void reveal(SessionId session);
    /// Lays another session over the selected one; both begin at the same place with `alignAt`.
    void setCompared(std::optional<SessionId> other, Phase alignAt = Phase::Offered);
    std::optional<SessionId> compared() const { return m_compared; }

    void stepEvent(int direction);
    void stepPhase(int direction);
    /// Warnings and worse, in all lanes.
    void stepProblem(int direction);
    void firstAnomaly();
    void zoom(double factor);

    int laneCount() const { return static_cast<int>(m_shown.size()); }
    /// The whole picture as it stands, for export.
    QPixmap picture();
    QByteArray svg() const;

Q_SIGNALS:
    /// The pointer rests on a mark: what the event in this row says is to be shown there.
    void markTipRequested(std::size_t row, const QPoint& globalPosition);
    void sessionSelected(std::optional<ota::SessionId> session);
    void eventSelected(std::size_t row);
    /// Ctrl+click on another session.
    void compareRequested(ota::SessionId other);
    /// With the right button, or the menu key, on what is chosen now.
    void menuRequested(const QPoint& globalPosition);
    void axisChanged();
    void followChanged(bool follow);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    /// What was drawn of a lane, and of what.
    struct CachedLane
    {
        quint64 version = 0;
        qint64 now = 0; ///< Of a lane where something runs: the pixel of the moment.
        TimeAxis axis;
        std::optional<SessionId> selected;
        std::optional<SessionId> compared;
        qint64 cacheKey = 0;
        QPixmap pixmap;
    };
    /// Who chose the range of time.
    enum class Window
    {
        Recent, ///< The view: what goes on, at most half an hour. So it begins.
        Whole,  ///< The view: everything.
        Own     ///< The person, by zooming and moving.
    };
    enum class Drag
    {
        None,
        Pan,
        Band,
        Density
    };

    QRect densityArea() const;
    QRect rulerArea() const;
    QRect lanesArea() const;
    int laneHeight(std::size_t shown) const;
    int laneTop(std::size_t shown) const;
    std::optional<std::size_t> laneAt(int y) const;
    qint64 shiftOf(const Lane& lane) const;
    LaneGeometry geometryOf(const Lane& lane, const TimeAxis& axis) const;
    void showLane(std::size_t shown);
    void updateShown();
    void updateScrollBar();
    void paintDensity(QPainter& painter) const;
    void paintRuler(QPainter& painter) const;
    void paintLanes(QPainter& painter, const QRect& exposed);
    void paintLane(QPainter& painter, std::size_t shown, const QRect& area);
    void paintLiveEdge(QPainter& painter) const;
    void paintBand(QPainter& painter) const;
    const QPixmap& pixmapOf(const Lane& lane, const QSize& size);
    void press(QPoint at, Qt::KeyboardModifiers modifiers);
    std::optional<SessionId> sessionAt(const Lane& lane, double x) const;
    void moveDensity(int x);
    void userMoved(const TimeAxis& axis);
    void growWindow();
    void keepLiveEdge();
    void fitRelative();
    qint64 liveNs() const;
    qint64 endOf(const SessionRow& session) const;
    bool isShown(quint32 board) const;
    const Lane* chosenLane() const;
    void click(const Lane& lane, QPoint at, int laneY, Qt::KeyboardModifiers modifiers);
    void paintCompared(QPainter& painter, const QRect& area, const Lane& lane, const LaneGeometry& geometry) const;
    QString tipAt(QPoint at) const;
    std::optional<std::size_t> markAt(QPoint at) const;
    const Look& look() const;

    const Lanes* m_lanes = nullptr;
    LaneFilter m_filter;
    std::vector<std::size_t> m_shown; ///< Indices into the lanes.
    TimeAxis m_axis;
    qint64 m_nowNs = 0;
    bool m_relative = false;
    bool m_follow = true;
    Window m_window = Window::Recent;
    bool m_fitted = false; ///< The window was laid over what there is.
    std::optional<SessionId> m_session;
    std::optional<SessionId> m_compared;
    Phase m_alignAt = Phase::Offered;
    std::optional<std::size_t> m_row;
    QHash<QString, CachedLane> m_cache; ///< By board.
    Drag m_drag = Drag::None;
    QPoint m_pressed;
    TimeAxis m_pressedAxis;
    int m_bandX = 0;
    int m_hovered = -1;
};

} // namespace ota
