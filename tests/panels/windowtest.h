// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/panelheader.h"
#include "panels/widgets/panelpage.h"
#include "panelsupport.h"

#include <QAction>
#include <QMenu>

namespace ota {

/// A second panel that remembers what it was asked.
class OtherPanel final : public PanelPage
{
public:
    OtherPanel()
        : m_header(new PanelHeader(title()))
        , m_action(new QAction(QStringLiteral("Discover boards"), this))
    {
        m_action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
        connect(m_action, &QAction::triggered, this, [this] { ++discovered; });
    }

    QString id() const override { return QStringLiteral("other"); }
    QString title() const override { return QStringLiteral("Other"); }
    QString icon() const override { return QStringLiteral("images"); }
    PanelHeader* header() const override { return m_header; }
    QString helpText() const override { return QStringLiteral("Help of the other panel."); }
    QList<QAction*> panelActions() const override { return {m_action}; }
    QString selectionCommand() const override { return QStringLiteral("otaw board show samr21"); }
    void createNew() override { ++created; }
    void activated() override { active = true; }
    void deactivated() override { active = false; }
    bool openThing(const QString& thing) override
    {
        opened = thing;
        return true;
    }
    bool takeFiles(const QStringList& paths) override
    {
        files = paths;
        return true;
    }

    int created = 0;
    int discovered = 0;
    bool active = false;
    QString opened;
    QStringList files;

private:
    PanelHeader* m_header;
    QAction* m_action;
};

/// A window with the gallery and another panel, made anew for each test.
class WindowTest : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowTest)

public:
    WindowTest() = default;

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->addServices();
        m_window = &m_fixture->show();
        m_other = new OtherPanel;
        m_window->addPanel(m_other);
        QApplication::setActiveWindow(m_window);
        QVERIFY(QTest::qWaitForWindowActive(m_window));
        Look::of(m_window).setMode(Look::Mode::Light);
    }

    void cleanup()
    {
        for (int i = 0; i < 8; ++i)
            m_fixture->operations.step();
        m_fixture.reset();
    }

protected:
    static QWidget* focus() { return QApplication::focusWidget(); }

    static QMenu* openMenu() { return qobject_cast<QMenu*>(QApplication::activePopupWidget()); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(focus() ? focus() : m_window, key, modifiers);
    }

    std::unique_ptr<WindowFixture> m_fixture;
    MainWindow* m_window = nullptr;
    OtherPanel* m_other = nullptr;
};

} // namespace ota
