// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/filterfield.h"

#include "panels/widgets/look.h"
#include "panels/widgets/paint.h"

#include <QAction>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>

namespace ota {

FilterField::FilterField(const QString& placeholder, Kind kind, QWidget* parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    const Look& look = Look::of(this);
    addAction(look.icon(kind == Kind::Filter ? QStringLiteral("filter") : QStringLiteral("search")), LeadingPosition);
    m_clear = addAction(look.icon(QStringLiteral("cross")), TrailingPosition);
    m_clear->setToolTip(tr("Clear (Esc)"));
    m_clear->setVisible(false);
    connect(m_clear, &QAction::triggered, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) { m_clear->setVisible(!text.isEmpty()); });
}

void FilterField::setFacts(const QString& facts)
{
    m_facts = facts;
    const int room = facts.isEmpty() ? 0 : QFontMetrics(Look::of(this).font(Type::Small)).horizontalAdvance(facts) + 8;
    setTextMargins(0, 0, room, 0);
    update();
}

void FilterField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Down) {
        Q_EMIT leaveRequested();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (m_facts.isEmpty())
        return;
    const Look& look = Look::of(this);
    QPainter painter(this);
    paintText(painter, rect().adjusted(0, 0, text().isEmpty() ? -10 : -32, 0), m_facts, look.font(Type::Small),
              look.ink(Ink::Tertiary), Qt::AlignRight);
}

} // namespace ota
