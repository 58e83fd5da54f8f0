// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/shell/overlay.h"

#include <optional>

class QLabel;
class QLineEdit;
class QScrollArea;

namespace ota {

class Paragraph;

/// Help of the present panel and the keys of the window: F1.
class HelpOverlay final : public Overlay
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HelpOverlay)

public:
    /// What is pressed and what it does.
    using Keys = QList<std::pair<QString, QString>>;
    struct Content
    {
        QString title;
        QString text;
        Keys keysOfPanel;
        Keys keysOfWindow;
    };

    explicit HelpOverlay(QWidget* window);
    void show(const Content& content);

protected:
    void place() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void placeText();

    QLabel* m_title;
    Paragraph* m_text;
    QLabel* m_panelHead;
    QWidget* m_panelKeys;
    QWidget* m_windowKeys;
    QScrollArea* m_scroll;
};

/// Asks for a secret that a running job needs. It is never drawn.
class SecretOverlay final : public Overlay
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretOverlay)

public:
    explicit SecretOverlay(QWidget* window);
    void ask(int job, const QString& prompt);
    int job() const { return m_job; }
    QLineEdit* line() const { return m_line; }

Q_SIGNALS:
    /// Nothing: the person does not want to say.
    void answered(int job, const std::optional<QString>& secret);

private:
    void answer(const std::optional<QString>& secret);

    int m_job = 0;
    QLabel* m_prompt;
    QLineEdit* m_line;
};

} // namespace ota
