// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace ota {

class Button;
class MarkLine;

/// The foot of a form at the side: why it can not be sent yet, then the button that sends it, Cancel, and the command.
class FormFoot final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormFoot)

public:
    /// Of the parts that tests and screen readers touch.
    struct Names
    {
        const char* whyNot;
        const char* submit;
        const char* cancel;
        const char* copy;
    };

    FormFoot(const QString& icon, const QString& text, const QString& tip, const Names& names,
             QWidget* parent = nullptr);

    Button* submit() const { return m_submit; }
    /// Empty: it can be sent.
    void setWhyNot(const QString& reason);
    /// For the form's key events: Ctrl+Enter submits, Escape cancels. False: it is none of these.
    bool takeKey(const QKeyEvent& event);

Q_SIGNALS:
    void submitted();
    void cancelled();
    void copyRequested();

private:
    MarkLine* m_whyNot;
    Button* m_submit;
};

} // namespace ota
