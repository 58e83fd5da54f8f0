// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/qrencoder.h"

#include <QWidget>

#include <optional>

namespace ota {

/// A text as a QR code, black on white in both themes, with its quiet zone.
class QrCode final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QrCode)

public:
    explicit QrCode(QWidget* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return m_text; }
    /// For saving and for tests: `modulePixels` a module, with the quiet zone.
    QImage image(int modulePixels) const;
    QSize sizeHint() const override { return {120, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    std::optional<QrMatrix> m_matrix;
};

} // namespace ota
