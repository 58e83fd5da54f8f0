// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/commandbox.h"

#include "panels/widgets/paint.h"

#include <QPainter>

namespace ota {

CommandBox::CommandBox(QWidget* parent)
    : QLabel(parent)
{
    setLook(this, QStringLiteral("monoSmall"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setContentsMargins(tokens::space::s, 6, tokens::space::s, 6);
    setFocusPolicy(Qt::ClickFocus);
}

void CommandBox::paintEvent(QPaintEvent* event)
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    QPainter painter(this);
    paintBox(painter, rect(), tokens::radius::control, look.isDark() ? t.surface.sunken : t.surface.window,
             t.line.line);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace ota
