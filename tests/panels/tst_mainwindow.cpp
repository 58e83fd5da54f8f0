// SPDX-License-Identifier: Apache-2.0
// The whole window, by clicks and keys alone: panels, areas, theme, services, and how it comes back.

#include "panels/shell/drawer.h"
#include "panels/shell/inspectorhost.h"
#include "panels/shell/rail.h"
#include "panels/shell/statuslights.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/gallery.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/servicelight.h"
#include "windowtest.h"

#include <QClipboard>
#include <QLabel>
#include <QMimeData>

using namespace ota;

class TestMainWindow final : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void panelsAreChosenByRailAndByKeys()
    {
        QCOMPARE(m_window->currentPanel()->id(), QStringLiteral("gallery"));
        QVERIFY(m_window->isInspectorShown());
        QTest::mouseClick(m_window->rail().item(1), Qt::LeftButton);
        QCOMPARE(m_window->currentPanel(), m_other);
        QVERIFY(m_other->active);
        QVERIFY(!m_window->isInspectorShown()); // This panel has none.
        press(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(m_window->currentPanel()->id(), QStringLiteral("gallery"));
        QVERIFY(!m_other->active);
        QVERIFY(m_window->isInspectorShown());
    }

    void servicesStartAndStopFromTheStatusBar()
    {
        ServiceLight* light = m_window->lights().light(QStringLiteral("coap"));
        QTest::mouseClick(light, Qt::LeftButton);
        QMenu* menu = openMenu();
        QVERIFY(menu);
        QCOMPARE(menu->actions().first()->text(), QStringLiteral("Start CoAP"));
        menu->actions().first()->trigger();
        menu->close();
        QTRY_COMPARE(light->status().state, ServiceStatus::State::Running);
        QTest::mouseClick(light, Qt::LeftButton);
        menu = openMenu();
        QVERIFY(menu);
        menu->actions().at(1)->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("coap://[fd00:b::1]:5683"));
        menu->actions().first()->trigger();
        menu->close();
        QTRY_COMPARE(light->status().state, ServiceStatus::State::Stopped);
    }

    void areasAreCycledByF6()
    {
        child<SearchTable>(m_window, "galleryTable")->setFocus();
        QList<QWidget*> seen;
        for (int i = 0; i < 6; ++i) {
            press(Qt::Key_F6);
            QVERIFY(focus());
            seen << focus();
        }
        const auto visited = [&seen](QWidget* area) {
            return std::ranges::any_of(seen, [area](QWidget* widget) { return area->isAncestorOf(widget); });
        };
        QVERIFY(visited(&m_window->rail()));
        QVERIFY(visited(m_window->currentPanel()));
        QVERIFY(visited(m_window->currentPanel()->header()));
        QVERIFY(visited(&m_window->inspector()));
        QVERIFY(visited(&m_window->drawer()));
        QVERIFY(visited(&m_window->lights()));
        QWidget* last = focus();
        press(Qt::Key_F6);
        press(Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(focus(), last);
    }

    void keysReachThePanel()
    {
        press(Qt::Key_2, Qt::ControlModifier);
        press(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(m_other->created, 1);
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("otaw board show samr21"));
        press(Qt::Key_1, Qt::ControlModifier);
        press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_window->currentPanel()->filterField()->hasFocus());
    }

    void theThemeIsSwitched()
    {
        Look& look = Look::of(m_window);
        press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(look.isDark());
        QTest::mouseClick(child<QAbstractButton>(m_window, "themeButton"), Qt::LeftButton);
        QCOMPARE(look.mode(), Look::Mode::System); // Light, where the tests run.
        QVERIFY(!look.isDark());
        press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(look.isDark());
    }

    void theMenuHasEveryKey()
    {
        auto* menu = child<QMenu>(m_window, "mainMenu");
        QStringList inMenu;
        const std::function<void(const QMenu*)> collect = [&](const QMenu* in) {
            for (const QAction* action : in->actions()) {
                inMenu << action->shortcut().toString();
                if (action->menu())
                    collect(action->menu());
            }
        };
        collect(menu);
        for (const QAction* action : m_window->actions())
            QVERIFY2(inMenu.contains(action->shortcut().toString()), qPrintable(action->text()));
    }

    void aNarrowWindowLaysTheInspectorOver()
    {
        m_window->resize(1100, 800);
        QCoreApplication::sendPostedEvents();
        QVERIFY(!m_window->isInspectorShown());
        press(Qt::Key_I, Qt::ControlModifier);
        QVERIFY(m_window->isInspectorShown());
        QCOMPARE(m_window->inspector().geometry().right(), m_window->inspector().parentWidget()->width() - 1);
        QCOMPARE(child<QWidget>(m_window, "pages")->width(),
                 m_window->inspector().parentWidget()->width()); // Over, not beside.
        press(Qt::Key_Escape);
        QVERIFY(!m_window->isInspectorShown());
        m_window->resize(900, 700);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(m_window->rail().width(), 48);
        m_window->resize(1440, 900);
        QCoreApplication::sendPostedEvents();
        QVERIFY(m_window->isInspectorShown());
        QCOMPARE(m_window->inspector().width(), 360);
        QCOMPARE(m_window->rail().width(), 92);
    }

    void theWindowComesBackAsItWas()
    {
        m_window->showPanel(1);
        press(Qt::Key_L, Qt::ControlModifier);
        m_window->resize(1300, 777);
        Look::of(m_window).setMode(Look::Mode::Dark);
        QVERIFY(m_window->close());
        Look::of(nullptr).setMode(Look::Mode::Light);
        MainWindow& again = m_fixture->show();
        again.addPanel(new OtherPanel);
        again.restore();
        QCOMPARE(again.currentPanel()->id(), QStringLiteral("other"));
        QVERIFY(again.drawer().isOpen());
        QCOMPARE(again.drawer().page(), Drawer::Page::Log);
        QCOMPARE(again.height(), 777);
        QVERIFY(Look::of(nullptr).isDark());
        m_window = &again;
        Look::of(nullptr).setMode(Look::Mode::Light);
    }

    void aWindowThatIsKilledComesBackAsItWas()
    {
        m_window->restore();
        press(Qt::Key_L, Qt::ControlModifier);
        press(Qt::Key_I, Qt::ControlModifier);
        m_window->resize(1250, 790);
        press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        const Memory& memory = m_fixture->memory;
        QTRY_COMPARE(memory.value(QStringLiteral("window/theme")).toString(), QStringLiteral("dark"));
        QTRY_COMPARE(memory.value(QStringLiteral("window/drawer")).toString(), QStringLiteral("log"));
        QTRY_COMPARE(memory.value(QStringLiteral("window/inspector")).toBool(), false);
        const QByteArray geometry = m_window->saveGeometry();
        QTRY_COMPARE(memory.value(QStringLiteral("window/geometry")).toByteArray(), geometry);
        // Nobody closes the first one.
        MainWindow again(WindowParts{m_fixture->jobs,
                                     m_fixture->services,
                                     m_fixture->bench,
                                     m_fixture->memory,
                                     m_fixture->log,
                                     m_fixture->clock,
                                     QStringLiteral("lab-3"),
                                     {},
                                     {}});
        again.addPanel(new Gallery(again.workbench()));
        again.restore();
        again.show();
        QCOMPARE(again.size(), QSize(1250, 790));
        QVERIFY(!again.isInspectorShown());
        QCOMPARE(again.drawer().page(), Drawer::Page::Log);
        QVERIFY(again.drawer().isOpen());
    }

    void closingAsksWhileSomethingRuns()
    {
        m_window->run(QStringLiteral("test.hold"), {});
        QTRY_COMPARE(m_fixture->jobs.runningCount(), 1);
        QVERIFY(!m_window->close());
        auto* dialog = m_window->findChild<ConfirmDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QTest::mouseClick(child<QPushButton>(dialog, "keep"), Qt::LeftButton);
        QVERIFY(m_window->isVisible());
        QTRY_VERIFY(!m_window->findChild<ConfirmDialog*>());
        m_window->close();
        QTest::mouseClick(child<QPushButton>(m_window->findChild<ConfirmDialog*>(), "confirm"), Qt::LeftButton);
        QTRY_VERIFY(!m_window->isVisible());
    }

    void droppedFilesGoToThePanelThatTakesThem()
    {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/slot0.riot.bin"))});
        QDragEnterEvent enter(QPoint(600, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(600, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window, &drop);
        QCOMPARE(m_other->files, QStringList({QStringLiteral("/tmp/slot0.riot.bin")}));
        QCOMPARE(m_window->currentPanel(), m_other);
    }

    void linksLeadToThings()
    {
        QVERIFY(m_window->openThing(QStringLiteral("other"), QStringLiteral("session/12")));
        QCOMPARE(m_other->opened, QStringLiteral("session/12"));
        QVERIFY(!m_window->openThing(QStringLiteral("nowhere"), {}));
        m_window->workbench().open(QStringLiteral("other"), QStringLiteral("session/13"));
        QCOMPARE(m_other->opened, QStringLiteral("session/13"));
    }

    void theBadgeSaysHowMuchNeedsALook()
    {
        Q_EMIT m_other->attentionChanged(2);
        QCOMPARE(m_window->rail().item(1)->accessibleName(), QStringLiteral("Other, 2 to look at"));
        Q_EMIT m_other->attentionChanged(0);
        QCOMPARE(m_window->rail().item(1)->accessibleName(), QStringLiteral("Other"));
    }

    void everythingThatTakesTheKeyboardHasAName()
    {
        QStringList nameless;
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy() || !widget->isVisible())
                continue;
            QString name = widget->accessibleName();
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget); button && name.isEmpty())
                name = button->text();
            if (name.isEmpty() && widget->inherits("QLabel"))
                name = static_cast<const QLabel*>(widget)->text();
            if (name.isEmpty() && (widget->inherits("QTabBar") || widget->inherits("QScrollArea")))
                continue; // Their parts speak for themselves.
            if (name.isEmpty())
                nameless << QStringLiteral("%1 %2").arg(QString::fromLatin1(widget->metaObject()->className()),
                                                        widget->objectName());
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));
    }
};

OTA_PANEL_TEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
