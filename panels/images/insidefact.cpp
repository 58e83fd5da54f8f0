// SPDX-License-Identifier: Apache-2.0
#include "panels/images/insidefact.h"

#include "panels/widgets/look.h"

#include <QEvent>
#include <QLineEdit>

namespace ota {

namespace {

constexpr int narrowest = 150; ///< Of an input that has room for a fact.

} // namespace

InsideFact::InsideFact(QLineEdit* line)
    : QLabel(line)
    , m_line(line)
{
    setLook(this, QStringLiteral("monoSmall tertiary"));
    setAlignment(Qt::AlignVCenter | Qt::AlignRight);
    setCursor(Qt::IBeamCursor);
    hide();
    line->installEventFilter(this);
}

void InsideFact::setFact(const QString& text, const QString& tip)
{
    setText(text);
    setToolTip(tip);
    place();
}

bool InsideFact::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QLabel::eventFilter(watched, event);
}

void InsideFact::place()
{
    const int width = sizeHint().width();
    const bool fits = m_line->width() >= narrowest && !text().isEmpty();
    setVisible(fits);
    m_line->setTextMargins(0, 0, fits ? width + tokens::space::xs : 0, 0);
    setGeometry(m_line->width() - width - tokens::space::s, 0, width, m_line->height());
}

} // namespace ota
