// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>
#include <QImage>
#include <QString>

namespace ota {

/// Makes pictures the same on every machine: drawn into memory at one scale, with the program's own fonts and none of
/// the machine's, in UTC and English, without a blinking caret. Before the QApplication is made.
void setPictureEnvironment();
/// The rest of it. After the QApplication was made.
void setPictureLook();

/// How far two pictures are apart.
struct PictureDifference
{
    bool sameSize = false;
    int pixels = 0; ///< Those that a person could see: more than a rounding apart in a channel.
    QImage picture; ///< The second one, faded, with what differs in red; null when the sizes differ.

    /// Glyph edges and curves may be rounded otherwise by another processor; a moved or changed letter is more.
    bool isNone() const { return sameSize && pixels <= 24; }
    QString toString() const;
};

PictureDifference difference(const QImage& expected, const QImage& actual);

/// Writes a PNG as small as it gets: with a palette where that loses nothing that difference() sees.
bool savePicture(const QImage& picture, const QString& path);

} // namespace ota
