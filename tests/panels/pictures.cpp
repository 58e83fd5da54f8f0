// SPDX-License-Identifier: Apache-2.0
#include "pictures.h"

#include "panelsupport.h"

#include <QImageWriter>
#include <QLocale>

#include <algorithm>
#include <cstdlib>

namespace ota {

namespace {

constexpr int seenFrom = 24;  ///< Of 255, in one channel.
constexpr int mayBeLost = 10; ///< In a file with a palette.

int distance(QRgb a, QRgb b)
{
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

QRgb faded(QRgb colour)
{
    const auto channel = [](int value) {
        return 255 - (255 - value) / 4;
    };
    return qRgb(channel(qRed(colour)), channel(qGreen(colour)), channel(qBlue(colour)));
}

/// Colours, the most frequent ones, so that each of the picture's is at most `loss` from one of them.
QList<QRgb> paletteOf(const QHash<QRgb, int>& counts, int loss)
{
    QList<QRgb> colours = counts.keys();
    // By frequency, then by value: the same picture gives the same file.
    std::ranges::sort(colours, [&](QRgb a, QRgb b) { return counts[a] != counts[b] ? counts[a] > counts[b] : a < b; });
    QList<QRgb> palette;
    for (const QRgb colour : colours) {
        if (std::ranges::none_of(palette, [&](QRgb known) { return distance(colour, known) <= loss; }))
            palette << colour;
    }
    return palette;
}

/// With a palette; null when that would lose more than may be lost.
QImage withPalette(const QImage& picture)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x)
            ++counts[line[x]];
    }
    QList<QRgb> palette;
    for (const int loss : {0, 4, 8, mayBeLost}) {
        palette = paletteOf(counts, loss);
        if (palette.size() <= 256)
            break;
    }
    if (palette.size() > 256)
        return {};
    QHash<QRgb, uchar> places;
    for (auto colour = counts.keyBegin(); colour != counts.keyEnd(); ++colour) {
        const auto nearest =
            std::ranges::min_element(palette, {}, [&](QRgb known) { return distance(*colour, known); });
        places.insert(*colour, static_cast<uchar>(nearest - palette.begin()));
    }
    QImage indexed(picture.size(), QImage::Format_Indexed8);
    indexed.setColorTable(palette);
    for (int y = 0; y < picture.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        uchar* to = indexed.scanLine(y);
        for (int x = 0; x < picture.width(); ++x)
            to[x] = places.value(line[x]);
    }
    return indexed;
}

} // namespace

void setPictureEnvironment()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("FONTCONFIG_FILE", OTA_TEST_DATA "/golden/fonts.conf");
    qputenv("TZ", "UTC");
    for (const char* name : {"QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE",
                             "QT_SCALE_FACTOR_ROUNDING_POLICY"})
        qunsetenv(name);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void setPictureLook()
{
    installTestLook();
    QApplication::setCursorFlashTime(0);
}

QString PictureDifference::toString() const
{
    return sameSize ? QStringLiteral("%1 pixels differ").arg(pixels) : QStringLiteral("the size differs");
}

PictureDifference difference(const QImage& expected, const QImage& actual)
{
    PictureDifference result;
    result.sameSize = !expected.isNull() && expected.size() == actual.size();
    if (!result.sameSize)
        return result;
    const QImage left = expected.convertToFormat(QImage::Format_RGB32);
    const QImage right = actual.convertToFormat(QImage::Format_RGB32);
    result.picture = QImage(left.size(), QImage::Format_RGB32);
    for (int y = 0; y < left.height(); ++y) {
        const auto* a = reinterpret_cast<const QRgb*>(left.constScanLine(y));
        const auto* b = reinterpret_cast<const QRgb*>(right.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(result.picture.scanLine(y));
        for (int x = 0; x < left.width(); ++x) {
            const bool differ = distance(a[x], b[x]) > seenFrom;
            result.pixels += differ ? 1 : 0;
            to[x] = differ ? qRgb(230, 0, 30) : faded(b[x]);
        }
    }
    return result;
}

bool savePicture(const QImage& picture, const QString& path)
{
    QImage opaque = picture.convertToFormat(QImage::Format_RGB32);
    if (const QImage indexed = withPalette(opaque); !indexed.isNull())
        opaque = indexed;
    QImageWriter writer(path, "png");
    writer.setQuality(0); // For PNG: the smallest.
    return writer.write(opaque);
}

} // namespace ota
