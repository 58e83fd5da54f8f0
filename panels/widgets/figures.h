// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QRect>
#include <QRgb>
#include <QString>

class QPainter;

namespace ota {

/// True when the ten digits of the font have one width, as in our own fonts.
bool hasTabularFigures(const QFont& font);

/// The width that paintFigures() needs.
int figuresWidth(const QFont& font, const QString& text);

/// Paints a number in one line so that it stands still when it changes: where the font's digits differ in width, each
/// gets that of the widest. Horizontal alignment only; vertically centred.
void paintFigures(QPainter& painter, const QRect& area, const QString& text, const QFont& font, QRgb colour,
                  Qt::Alignment alignment);

} // namespace ota
