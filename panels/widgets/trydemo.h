// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QWidget>

#include <optional>

namespace ota {

class Button;
class EmptyState;
class MarkLine;
class Paragraph;
struct Outcome;
struct Workbench;

/// 'Try it without hardware': a card for the empty states of panels that runs the demo on the window's bench and says
/// how far it is. All cards of a window show the same demo, whoever started it.
class TryDemoCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TryDemoCard)

public:
    /// `workbench` must outlive it.
    explicit TryDemoCard(Workbench& workbench, QWidget* parent = nullptr);

    Button* button() const { return m_button; } ///< Runs the demo; while one runs it ends it.
    QString words() const;                      ///< What stands there.

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void onClicked();

    Workbench& m_workbench;
    Paragraph* m_text;
    QWidget* m_bar;
    MarkLine* m_error;
    Button* m_button;
    int m_job = 0; ///< The demo that runs; 0: none.
};

/// Puts the card into an empty state, with the keys that everybody should know under it.
TryDemoCard* addTryDemo(EmptyState& empty, Workbench& workbench);

/// What a window does around the demo on its bench: when one has ended well it runs the boards on, opens the session
/// and offers to remove all of it again.
class DemoGuide final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoGuide)

public:
    /// `workbench` must outlive it.
    DemoGuide(Workbench& workbench, QWidget* window);

    /// Asks, then stops the boards and removes what was made.
    void removeMade(const Outcome& demo);

private:
    void onFinished(int id);
    QList<int> runsOf(const QStringList& boards) const;
    void removeWhenOff();

    Workbench& m_workbench;
    QWidget* m_window;
    std::optional<QStringList> m_leaving; ///< Boards that are stopped so that they can be removed.
};

} // namespace ota
