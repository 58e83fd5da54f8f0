// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/qrcode.h"

#include "panels/widgets/paint.h"

#include <QImage>
#include <QPainter>

namespace ota {

namespace {

constexpr int quietZone = 4;

} // namespace

QrCode::QrCode(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void QrCode::setText(const QString& text)
{
    if (m_text == text && m_matrix)
        return;
    m_text = text;
    m_matrix.reset();
    if (auto matrix = text.isEmpty() ? Result<QrMatrix>(failure(Error{})) : encodeQr(text.toUtf8()))
        m_matrix = std::move(*matrix);
    setAccessibleName(tr("QR code of %1").arg(text));
    setToolTip(text);
    update();
}

QImage QrCode::image(int modulePixels) const
{
    if (!m_matrix)
        return {};
    const int side = (m_matrix->side() + 2 * quietZone) * modulePixels;
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    for (int y = 0; y < m_matrix->side(); ++y) {
        for (int x = 0; x < m_matrix->side(); ++x) {
            if (m_matrix->dark(x, y))
                painter.fillRect((x + quietZone) * modulePixels, (y + quietZone) * modulePixels, modulePixels,
                                 modulePixels, Qt::black);
        }
    }
    return image;
}

void QrCode::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    // White and black by nature: a camera has to read it, so the theme has no say.
    paintBox(painter, rect(), tokens::radius::badge, 0xFFFFFFFF, Look::of(this).theme().line.line);
    if (!m_matrix)
        return;
    const int modules = m_matrix->side() + 2 * quietZone;
    const qreal scale = devicePixelRatioF();
    // Whole device pixels a module: anything else blurs.
    const int pixels = std::max(1, static_cast<int>(std::min(width(), height()) * scale) / modules);
    const QImage code = image(pixels);
    const qreal side = code.width() / scale;
    painter.drawImage(
        QRectF((width() - side) / 2, (height() - side) / 2, side, side)
            .adjusted(quietZone * pixels / scale, quietZone * pixels / scale, -quietZone * pixels / scale,
                      -quietZone * pixels / scale),
        code,
        QRectF(code.rect()).adjusted(quietZone * pixels, quietZone * pixels, -quietZone * pixels, -quietZone * pixels));
}

} // namespace ota
