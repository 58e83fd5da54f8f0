// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/switch.h"

#include "panels/widgets/look.h"
#include "panels/widgets/paint.h"

#include <QPainter>

namespace ota {

namespace {

constexpr QSize track{26, 14};

} // namespace

Switch::Switch(const QString& text, QWidget* parent)
    : QCheckBox(text, parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setLook(this, QStringLiteral("body"));
}

QSize Switch::sizeHint() const
{
    const int words = text().isEmpty() ? 0 : tokens::space::s + fontMetrics().horizontalAdvance(text()) + 2;
    return {track.width() + 4 + words, tokens::height::control};
}

void Switch::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    QPainter painter(this);
    const QRect area(2, (height() - track.height()) / 2, track.width(), track.height());
    const qreal radius = area.height() / 2.0;
    if (isChecked())
        paintBox(painter, area, radius,
                 !isEnabled()   ? t.line.line
                 : isDown()     ? t.accent.pressed
                 : underMouse() ? t.accent.hover
                                : t.accent.fill);
    else
        paintBox(painter, area, radius, underMouse() && isEnabled() ? t.surface.hover : t.surface.pressed,
                 isEnabled() ? t.line.control : t.line.line);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colourOf(isChecked() ? t.text.onAccent : isEnabled() ? t.line.control : t.line.line));
    const qreal knob = 4;
    painter.drawEllipse(QPointF(isChecked() ? area.right() + 1 - radius : area.left() + radius, area.top() + radius),
                        knob, knob);
    painter.restore();
    if (!text().isEmpty())
        paintText(painter, rect().adjusted(area.right() + 1 + tokens::space::s, 0, 0, 0), text(), font(),
                  isEnabled() ? t.text.primary : t.text.disabled, Qt::AlignLeft);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocusRing(painter, look, area.adjusted(-2, -2, 2, 2), radius + 2);
}

bool Switch::hitButton(const QPoint& position) const
{
    return rect().contains(position);
}

} // namespace ota
