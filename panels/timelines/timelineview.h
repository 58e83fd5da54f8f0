// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/timelines/lanegeometry.h"
#include "panels/timelines/lanes.h"
#include "panels/timelines/timeaxis.h"

#include <QAbstractScrollArea>
#include <QHash>
#include <QPixmap>

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
    void fit();

    std::optional<SessionId> selectedSession() const { return m_session; }
    std::optional<std::size_t> selectedRow() const { return m_row; }
    void selectSession(std::optional<SessionId> session);
    /// An event by its row in the columns; scrolls and moves in time so that it is seen.
    void selectRow(std::size_t row);
    void setCompared(std::optional<SessionId> other);
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
    void sessionSelected(std::optional<ota::SessionId> session);
    void eventSelected(std::size_t row);
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
    bool viewportEvent(QEvent* event) override;

private:
    /// What was drawn of a lane, and of what.
    struct CachedLane
    {
        quint64 version = 0;
        TimeAxis axis;
        std::optional<SessionId> selected;
        qint64 cacheKey = 0;
        QPixmap pixmap;
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
    QString tipAt(QPoint at) const;
    const Look& look() const;

    const Lanes* m_lanes = nullptr;
    LaneFilter m_filter;
    std::vector<std::size_t> m_shown; ///< Indices into the lanes.
    TimeAxis m_axis;
    qint64 m_nowNs = 0;
    bool m_relative = false;
    bool m_follow = true;
    bool m_fitted = false;
    std::optional<SessionId> m_session;
    std::optional<SessionId> m_compared;
    std::optional<std::size_t> m_row;
    QHash<QString, CachedLane> m_cache; ///< By board.
    Drag m_drag = Drag::None;
    QPoint m_pressed;
    TimeAxis m_pressedAxis;
    int m_bandX = 0;
    int m_hovered = -1;
};

} // namespace ota
