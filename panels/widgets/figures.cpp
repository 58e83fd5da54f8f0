// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/figures.h"

#include <QColor>
#include <QFontMetrics>
#include <QHash>
#include <QPainter>

#include <algorithm>

namespace ota {

namespace {

struct Digits
{
    int widest = 0;
    bool same = true;
};

Digits digitsOf(const QFont& font)
{
    // Measured once a font: GUI thread only, and few fonts.
    static QHash<QString, Digits> known;
    const QString key = font.key();
    if (const auto found = known.constFind(key); found != known.constEnd())
        return *found;
    const QFontMetrics metrics(font);
    Digits digits;
    int narrowest = INT_MAX;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
        const int width = metrics.horizontalAdvance(QChar(digit));
        digits.widest = std::max(digits.widest, width);
        narrowest = std::min(narrowest, width);
    }
    digits.same = digits.widest == narrowest;
    known.insert(key, digits);
    return digits;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

bool hasTabularFigures(const QFont& font)
{
    return digitsOf(font).same;
}

int figuresWidth(const QFont& font, const QString& text)
{
    const Digits digits = digitsOf(font);
    const QFontMetrics metrics(font);
    if (digits.same)
        return metrics.horizontalAdvance(text);
    int width = 0;
    for (const QChar c : text)
        width += isDigit(c) ? digits.widest : metrics.horizontalAdvance(c);
    return width;
}

void paintFigures(QPainter& painter, const QRect& area, const QString& text, const QFont& font, QRgb colour,
                  Qt::Alignment alignment)
{
    painter.setFont(font);
    painter.setPen(QColor::fromRgba(colour));
    const Digits digits = digitsOf(font);
    if (digits.same) {
        painter.drawText(area, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, text);
        return;
    }
    const QFontMetrics metrics(font, painter.device());
    int x = area.left();
    if (alignment & Qt::AlignRight)
        x = area.right() + 1 - figuresWidth(font, text);
    else if (alignment & Qt::AlignHCenter)
        x = area.left() + (area.width() - figuresWidth(font, text)) / 2;
    const int baseline = area.top() + (area.height() - metrics.height()) / 2 + metrics.ascent();
    for (const QChar c : text) {
        const int own = metrics.horizontalAdvance(c);
        const int width = isDigit(c) ? digits.widest : own;
        painter.drawText(QPoint(x + (width - own) / 2, baseline), QString(c));
        x += width;
    }
}

} // namespace ota
