// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/look.h"

#include <QList>
#include <QTimer>
#include <QWidget>

#include <functional>

namespace ota {

class Button;
class ElidedLabel;
class IconButton;

/// One piece of news of what was done and can be undone, or what ended elsewhere. Never an error.
class Toast final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Toast)

public:
    Toast(Mark mark, const QString& text, const QString& action, QWidget* parent);

    const QString& text() const { return m_text; }
    Button* actionButton() const { return m_action; } ///< Null without an action.

Q_SIGNALS:
    void actionTriggered();
    /// Over: the host takes it away.
    void finished();

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Mark m_mark;
    QString m_text;
    Button* m_action = nullptr;
    QTimer m_life;
};

/// Keeps the toasts of a window at its lower right, above `bottomMargin`; at most three.
class ToastHost final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ToastHost)

public:
    explicit ToastHost(QWidget* window);

    /// `undo` runs when its action is clicked.
    void show(Mark mark, const QString& text, const QString& action = {}, std::function<void()> undo = {});
    void setBottomMargin(int pixels);
    QList<Toast*> toasts() const { return m_toasts; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void remove(Toast* toast);
    void place();

    QWidget* m_window;
    QList<Toast*> m_toasts;
    int m_bottomMargin = 0;
};

} // namespace ota
