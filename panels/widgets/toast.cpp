// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/toast.h"

#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace ota {

namespace {

constexpr int toastWidth = 320;
constexpr int toastHeight = 40;
constexpr int atMost = 3;
constexpr std::chrono::seconds life{6};

} // namespace

Toast::Toast(Mark mark, const QString& text, const QString& action, QWidget* parent)
    : QWidget(parent)
    , m_mark(mark)
    , m_text(text)
{
    setFixedSize(toastWidth, toastHeight);
    setAccessibleName(text);
    setAttribute(Qt::WA_OpaquePaintEvent, false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(36, 0, tokens::space::m, 0);
    layout->setSpacing(tokens::space::m);
    layout->addWidget(new ElidedLabel(text, QStringLiteral("smallText"), Qt::ElideMiddle, this), 1);
    if (!action.isEmpty()) {
        m_action = new Button({}, action, QStringLiteral("link"), this);
        m_action->setObjectName(QStringLiteral("toastAction"));
        layout->addWidget(m_action);
        connect(m_action, &QAbstractButton::clicked, this, &Toast::actionTriggered);
    }
    m_life.setSingleShot(true);
    m_life.start(life);
    connect(&m_life, &QTimer::timeout, this, &Toast::finished);
}

void Toast::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    QPainter painter(this);
    paintBox(painter, rect(), tokens::radius::card, t.surface.raised, t.line.control);
    look.paintIcon(painter, QRect(tokens::space::m, 0, 16, height()), Look::markIcon(m_mark),
                   look.meaning(m_mark).text);
}

void Toast::enterEvent(QEnterEvent* event)
{
    m_life.stop();
    QWidget::enterEvent(event);
}

void Toast::leaveEvent(QEvent* event)
{
    m_life.start(life);
    QWidget::leaveEvent(event);
}

ToastHost::ToastHost(QWidget* window)
    : QObject(window)
    , m_window(window)
{
    window->installEventFilter(this);
}

void ToastHost::show(Mark mark, const QString& text, const QString& action, std::function<void()> undo)
{
    // The same news again takes the place of the old.
    const auto same = std::ranges::find_if(m_toasts, [&](const Toast* toast) {
        return action.isEmpty() && !toast->actionButton() && toast->text() == text;
    });
    if (same != m_toasts.end())
        remove(*same);
    while (m_toasts.size() >= atMost)
        remove(m_toasts.first());
    auto* toast = new Toast(mark, text, action, m_window);
    m_toasts << toast;
    connect(toast, &Toast::finished, this, [this, toast] { remove(toast); });
    connect(toast, &Toast::actionTriggered, this, [this, toast, undo = std::move(undo)] {
        remove(toast);
        if (undo)
            undo();
    });
    place();
    toast->show();
    toast->raise();
}

void ToastHost::setBottomMargin(int pixels)
{
    m_bottomMargin = pixels;
    place();
}

bool ToastHost::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QObject::eventFilter(watched, event);
}

void ToastHost::remove(Toast* toast)
{
    m_toasts.removeAll(toast);
    toast->hide();
    toast->deleteLater();
    place();
}

void ToastHost::place()
{
    int y = m_window->height() - m_bottomMargin - tokens::space::m;
    for (auto toast = m_toasts.rbegin(); toast != m_toasts.rend(); ++toast) {
        y -= toastHeight;
        (*toast)->move(m_window->width() - toastWidth - tokens::space::m, y);
        y -= tokens::space::s;
    }
}

} // namespace ota
