// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCheckBox>

namespace ota {

/// On or off, at once. The word beside it says what holds then.
class Switch final : public QCheckBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Switch)

public:
    explicit Switch(const QString& text = {}, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& position) const override;
};

} // namespace ota
