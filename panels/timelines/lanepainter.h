// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/timelines/lanegeometry.h"
#include "panels/timelines/lanes.h"
#include "panels/widgets/look.h"
#include "timeline/comparison.h"

#include <QBrush>
#include <QRect>

#include <optional>

class QPainter;

namespace ota {

/// What a phase looks like in the present theme.
const tokens::Phase& lookOf(const Look& look, Phase phase);

/// Draws heads and bodies of lanes (LOOK.md 6). Keeps textures for one scale; GUI thread.
class LanePainter
{
public:
    LanePainter(const Look& look, qreal devicePixelRatio);

    /// The body of a lane, without what moves: background hatch, centre line, bars, folds, ticks, marks, ends.
    void paintBody(QPainter& painter, const QRect& area, const LaneGeometry& geometry, bool simulated,
                   std::optional<SessionId> selected) const;

    /// A second session below the bars of `session`, in outline: lines join the ends of equal phases, and words say
    /// where the first one was slower or faster.
    void paintComparison(QPainter& painter, const QRect& area, const LaneGeometry& bars, SessionId session,
                         const LaneGeometry& other, const std::vector<PhaseComparison>& differences) const;

    /// Name, world, result; running → target and what is known of progress.
    void paintHead(QPainter& painter, const QRect& area, const Lane& lane, qint64 nowNs, bool selected,
                   bool hovered) const;

private:
    void paintBar(QPainter& painter, const QRect& area, const PhaseBar& bar) const;
    void paintBarText(QPainter& painter, const QRectF& bar, const PhaseBar& phase) const;
    void paintFold(QPainter& painter, const QRect& area, const FoldedBars& folded) const;
    void paintMark(QPainter& painter, QPointF centre, const QString& icon, QRgb colour, int count) const;
    void paintSelection(QPainter& painter, const QRect& area, const LaneGeometry& geometry, SessionId session) const;

    QBrush hatch(QRgb colour, QRgb ground, int period, int width, bool falling) const;
    QBrush chevrons(const tokens::Phase& phase) const;
    QBrush crosses(const tokens::Phase& phase) const;
    QBrush fillOf(const PhaseBar& bar) const;

    const Look& m_look;
    qreal m_ratio;
};

/// As people write it: `SUIT`, `ExoSense`.
QString worldName(World world);

/// How long something lasted, also when that was milliseconds: `37 ms`, `2 min 21 s`.
QString lengthText(qint64 ns);

/// `+41 s`, `−120 ms`; empty for what nobody notices.
QString differenceText(qint64 ns);

/// What ran before it, and what is to run.
QString versionsText(const SessionRow& session);

/// Rate and what is left of a download, as far as anybody can tell; else empty.
QString paceText(const SessionRow& session, const RateWindow& pace, qint64 nowNs);

/// What the head's second line says at the right: rate and time left, age, reason.
QString progressWords(const SessionRow& session, const RateWindow& pace, qint64 nowNs);

} // namespace ota
