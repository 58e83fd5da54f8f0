// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace ota {

class Banner;
class Button;
class ElidedLabel;
struct Workbench;

/// The frame of what opens at the lower edge of the panel to do one thing: a head with choices, facts, the action and
/// its command, a banner for what went wrong, and a content. Esc closes it, Ctrl+Enter does it.
class LowerPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LowerPane)

public:
    /// What a shell would do the same with.
    virtual QString command() const = 0;

Q_SIGNALS:
    void closed();

protected:
    /// Object names begin with `name`: `notifyPane`, `notifyBanner`, `notifyFacts`, `notifyCopy`, `notifyClose`.
    LowerPane(Workbench& workbench, const QString& name, const QString& title, QWidget* parent);

    /// Behind the title.
    void addChoice(QWidget* choice);
    /// Behind the facts.
    void addOption(QWidget* option);
    /// Once.
    void setAction(Button* action);
    void setContent(QWidget* content);
    Banner& banner() const { return *m_banner; }
    void setFacts(const QString& facts);
    /// Why neither action nor command can be had; empty when they can.
    void setWhyNot(const QString& reason);

    void keyPressEvent(QKeyEvent* event) override;

private:
    void copyCommand();

    Workbench& m_workbench;
    QVBoxLayout* m_column;
    QHBoxLayout* m_row;
    ElidedLabel* m_facts;
    Button* m_copy;
    Button* m_action = nullptr;
    Banner* m_banner;
};

} // namespace ota
