// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/service.h"
#include "panels/widgets/look.h"

#include <QRect>
#include <QString>

#include <optional>

class QPainter;

namespace ota {

/// No colour: the part is not painted.
inline constexpr QRgb noColour = 0;

inline QColor colourOf(QRgb rgb)
{
    return QColor::fromRgba(rgb);
}

/// `colour` with `opacity` from 0 to 1.
QColor faded(QRgb colour, qreal opacity);

/// A rounded rectangle whose edge lies inside of `area`, on whole pixels.
void paintBox(QPainter& painter, const QRectF& area, qreal radius, QRgb fill, QRgb edge = noColour,
              qreal edgeWidth = 1);

/// The 2 px ring inside of `area`; on accent fills a white 1 px ring 2 px inside.
void paintFocusRing(QPainter& painter, const Look& look, const QRect& area, qreal radius, bool onAccent = false);

/// One text in one line, elided where `mode` says, vertically centred. Returns its width.
int paintText(QPainter& painter, const QRect& area, const QString& text, const QFont& font, QRgb colour,
              Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode mode = Qt::ElideRight);

/// How far something is, as a bar shows it.
struct CellProgress
{
    std::optional<double> fraction; ///< 0 to 1; none: moving stripes.
    bool stalled = false;           ///< Hatched in warn.solid up to the fraction.
    friend bool operator==(const CellProgress&, const CellProgress&) = default;
};

/// A 6 px bar in the middle of `area`. `elapsedMs` moves the stripes.
void paintProgress(QPainter& painter, const Look& look, const QRect& area, const CellProgress& progress,
                   qint64 elapsedMs = 0);

/// The light of a service in the middle of `area`: disc = running, ring = stopped, disc in info = starting, diamond =
/// failed.
void paintLight(QPainter& painter, const Look& look, const QRect& area, ServiceStatus::State state);

/// The turning arc of something busy, 14 px.
void paintBusy(QPainter& painter, const QRect& area, QRgb colour, qint64 elapsedMs);

/// A small rounded plate with text: tint and text of a class, or an outline for kinds. Returns its width.
enum class BadgeKind
{
    Tint,    ///< A verdict, with its mark.
    Count,   ///< A verdict without a mark: `1 error`.
    Outline, ///< A kind: `SUIT`, `virtual`.
    Chosen,  ///< Accent tint: what is chosen.
    Solid    ///< Filled, for what needs a person.
};
int badgeWidth(const Look& look, const QString& text, Mark mark, BadgeKind kind);
int paintBadge(QPainter& painter, const Look& look, const QPoint& leftTop, const QString& text, Mark mark,
               BadgeKind kind);

/// A key as it stands on a keyboard, 20 px high. Returns its width.
int keyWidth(const Look& look, const QString& key);
int paintKey(QPainter& painter, const Look& look, const QPoint& leftTop, const QString& key);

} // namespace ota

Q_DECLARE_METATYPE(ota::CellProgress)
