// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/overlay.h"

#include "panels/widgets/look.h"
#include "panels/widgets/paint.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLayout>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace ota {

namespace {

class RaisedPlate final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        const tokens::Theme& t = Look::of(this).theme();
        QPainter painter(this);
        paintBox(painter, rect(), tokens::radius::overlay, t.surface.raised, t.line.control);
    }
};

} // namespace

Overlay::Overlay(QSize size, QWidget* window)
    : Overlay(new RaisedPlate, window)
{
    m_size = size;
}

Overlay::Overlay(QWidget* plate, QWidget* window)
    : QWidget(window)
    , m_plate(plate)
{
    m_plate->setParent(this);
    window->installEventFilter(this);
    hide();
}

void Overlay::open()
{
    if (!std::exchange(m_open, true))
        m_focusBefore = QApplication::focusWidget();
    cover();
    QWidget::show();
    raise();
    if (!m_plate->isAncestorOf(QApplication::focusWidget())) {
        setFocusPolicy(Qt::StrongFocus);
        setFocus(Qt::PopupFocusReason);
    }
}

void Overlay::close()
{
    if (!std::exchange(m_open, false))
        return;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
    Q_EMIT closed();
}

void Overlay::cover()
{
    setGeometry(parentWidget()->rect());
    place();
}

void Overlay::place()
{
    const QSize size = m_size.boundedTo(QSize(width() - 2 * tokens::space::l, height() - 2 * tokens::space::l));
    const int wanted =
        m_plate->layout() && m_size.height() == 0 ? m_plate->layout()->sizeHint().height() : size.height();
    m_plate->setGeometry((width() - size.width()) / 2, std::max(tokens::space::l + 0, (height() - wanted) / 3),
                         size.width(), wanted);
}

void Overlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colourOf(Look::of(this).theme().surface.scrim));
}

void Overlay::mousePressEvent(QMouseEvent* event)
{
    if (!m_plate->geometry().contains(event->position().toPoint()))
        close();
}

void Overlay::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    event->accept();
}

bool Overlay::event(QEvent* event)
{
    // The keys of the window behind sleep.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool Overlay::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && m_open)
        cover();
    return QWidget::eventFilter(watched, event);
}

bool Overlay::focusNextPrevChild(bool next)
{
    QWidget* candidate = QApplication::focusWidget();
    for (int guard = 0; candidate && guard < 500; ++guard) {
        candidate = next ? candidate->nextInFocusChain() : candidate->previousInFocusChain();
        if (m_plate->isAncestorOf(candidate) && candidate->isVisible() && candidate->isEnabled() &&
            (candidate->focusPolicy() & Qt::TabFocus) && !candidate->focusProxy()) {
            candidate->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
    return true;
}

} // namespace ota
