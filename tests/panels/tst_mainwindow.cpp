// SPDX-License-Identifier: Apache-2.0
// The whole window, by clicks and keys alone.

#include "panels/shell/drawer.h"
#include "panels/shell/inspectorhost.h"
#include "panels/shell/jobplace.h"
#include "panels/shell/jobsview.h"
#include "panels/shell/logview.h"
#include "panels/shell/overlays.h"
#include "panels/shell/palette.h"
#include "panels/shell/rail.h"
#include "panels/shell/statuslights.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/gallery.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/servicelight.h"
#include "panels/widgets/toast.h"
#include "panelsupport.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace ota;

namespace {

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

} // namespace

class TestMainWindow final : public QObject
{
    Q_OBJECT

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

    void anOperationIsFoundFilledAndRunByKeys()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(m_window->palette().isOpen());
        QTest::keyClicks(focus(), QStringLiteral("sui not"));
        QVERIFY(m_window->palette().card());
        QCOMPARE(m_window->palette().card()->form().operation().name, QStringLiteral("test.echo"));
        press(Qt::Key_Tab);
        QTest::keyClicks(focus(), QStringLiteral("samr21"));
        press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!m_window->palette().isOpen());
        QVERIFY(m_window->drawer().isOpen()); // One sees what runs.
        QTRY_COMPARE(m_fixture->jobs.runningCount(), 0);
        const auto ids = m_fixture->jobs.ids();
        QCOMPARE(ids.size(), 1U);
        QCOMPARE(m_fixture->jobs.command(ids.front()), QStringLiteral("otaw test echo samr21"));
        QTRY_COMPARE(child<QPlainTextEdit>(m_window, "jobText")->toPlainText(),
                     QStringLiteral("accepted (2.01)\nthen manifest fetched"));
    }

    void whatIsMissingKeepsThePaletteOpen()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(focus(), QStringLiteral("echo"));
        press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_window->palette().isOpen());
        QVERIFY(!m_window->palette().card()->form().row(QStringLiteral("release"))->error().isEmpty());
        QVERIFY(m_fixture->jobs.ids().empty());
        press(Qt::Key_Escape);
        QVERIFY(!m_window->palette().isOpen());
    }

    void thePaletteGivesTheKeyboardBack()
    {
        auto* table = child<SearchTable>(m_window, "galleryTable");
        table->setFocus();
        press(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!table->hasFocus());
        press(Qt::Key_Escape);
        QVERIFY(table->hasFocus());
    }

    void thePaletteIsWalkedByArrowsAndRemembersWhatWasRun()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        auto* list = child<QListView>(m_window, "paletteList");
        QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(list->currentIndex().data(PaletteModel::NameRole).toString(), QStringLiteral("test.ask")); // By name.
        press(Qt::Key_Down);
        QCOMPARE(list->currentIndex().data(PaletteModel::NameRole).toString(), QStringLiteral("test.echo"));
        press(Qt::Key_Up);
        press(Qt::Key_Up); // The heading is no place to be.
        QCOMPARE(list->currentIndex().data(PaletteModel::NameRole).toString(), QStringLiteral("test.ask"));
        QTest::keyClicks(focus(), QStringLiteral("fail"));
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->jobs.runningCount(), 0);
        press(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(list->currentIndex().data(PaletteModel::NameRole).toString(),
                 QStringLiteral("test.fail")); // Used last.
    }

    void thePaletteFindsPanelsAndActionsToo()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(focus(), QStringLiteral("other"));
        press(Qt::Key_Return);
        QCOMPARE(m_window->currentPanel(), m_other);
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(focus(), QStringLiteral("discover"));
        press(Qt::Key_Return);
        QCOMPARE(m_other->discovered, 1);
    }

    void theCommandIsCopiedFromThePalette()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(focus(), QStringLiteral("echo"));
        press(Qt::Key_Tab);
        QTest::keyClicks(focus(), QStringLiteral("a b"));
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("otaw test echo 'a b'"));
        QCOMPARE(m_window->toasts().toasts().size(), 1);
    }

    void keysOfTheWindowSleepUnderThePalette()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(m_window->currentPanel()->id(), QStringLiteral("gallery"));
        QVERIFY(m_window->palette().isOpen());
    }

    void tabStaysInThePalette()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(focus(), QStringLiteral("echo"));
        for (int i = 0; i < 25; ++i) {
            press(Qt::Key_Tab);
            QVERIFY(m_window->palette().isAncestorOf(focus()));
        }
        for (int i = 0; i < 25; ++i) {
            press(Qt::Key_Backtab, Qt::ShiftModifier);
            QVERIFY(m_window->palette().isAncestorOf(focus()));
        }
    }

    void whatDestroysIsAskedForOnce()
    {
        m_window->run(QStringLiteral("test.remove"), {});
        auto* dialog = m_window->findChild<ConfirmDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(m_fixture->jobs.ids().empty());
        QTest::mouseClick(child<QPushButton>(dialog, "confirm"), Qt::LeftButton);
        QTRY_COMPARE(m_fixture->jobs.ids().size(), 1U);
    }

    void theDrawerOpensByKeysAndByClicks()
    {
        const int closed = m_window->drawer().height();
        QCOMPARE(closed, 31);
        press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(m_window->drawer().isOpen());
        QCOMPARE(m_window->drawer().page(), Drawer::Page::Jobs);
        QCoreApplication::sendPostedEvents();
        QVERIFY(m_window->drawer().height() > 150);
        press(Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(m_window->drawer().page(), Drawer::Page::Log);
        press(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(!m_window->drawer().isOpen());
        QCoreApplication::sendPostedEvents();
        QCOMPARE(m_window->drawer().height(), closed);
        QTest::mouseClick(child<QAbstractButton>(m_window, "drawerFold"), Qt::LeftButton);
        QVERIFY(m_window->drawer().isOpen());
    }

    void aRunningJobIsCancelledByItsKey()
    {
        m_window->run(QStringLiteral("test.hold"), {});
        QTRY_COMPARE(m_fixture->jobs.runningCount(), 1);
        QCOMPARE(child<QAbstractButton>(m_window, "drawerJobs")->accessibleName(), QStringLiteral("Jobs, 1"));
        press(Qt::Key_Period, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->jobs.runningCount(), 0);
        QCOMPARE(child<QAbstractButton>(m_window, "drawerJobs")->accessibleName(), QStringLiteral("Jobs"));
    }

    void theLogSaysHowManyLinesAreNew()
    {
        press(Qt::Key_L, Qt::ControlModifier);
        LogView& log = m_window->drawer().log();
        for (int i = 0; i < 60; ++i)
            m_fixture->log.append(QtInfoMsg, QStringLiteral("ota.coap"), QStringLiteral("GET %1").arg(i));
        QTRY_COMPARE(log.table()->model()->rowCount(), 60);
        QVERIFY(log.isFollowing());
        log.table()->scrollToTop();
        QVERIFY(!log.isFollowing());
        m_fixture->log.append(QtWarningMsg, QStringLiteral("ota.http"), QStringLiteral("slow"));
        auto* fresh = child<Button>(m_window, "freshLines");
        QTRY_VERIFY(fresh->isVisible());
        QVERIFY(fresh->text().contains(u'1'));
        QTest::mouseClick(fresh, Qt::LeftButton);
        QVERIFY(log.isFollowing());
        QVERIFY(!fresh->isVisible());
        QTest::mouseClick(child<Button>(m_window, "copyLog"), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 60);
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

    void aSecretIsGivenAndNeverShown()
    {
        m_window->run(QStringLiteral("test.ask"), {});
        QTRY_VERIFY(m_window->secret().isOpen());
        QLineEdit* line = m_window->secret().line();
        QVERIFY(line->hasFocus());
        QCOMPARE(line->echoMode(), QLineEdit::Password);
        QTest::keyClicks(line, QStringLiteral("four"));
        press(Qt::Key_Return);
        QVERIFY(!m_window->secret().isOpen());
        QVERIFY(line->text().isEmpty());
        QTRY_COMPARE(m_fixture->jobs.runningCount(), 0);
        QCOMPARE(m_fixture->jobs.job(1)->words(), QStringLiteral("unlocked"));
    }

    void escOnASecretEndsTheJob()
    {
        m_window->run(QStringLiteral("test.ask"), {});
        QTRY_VERIFY(m_window->secret().isOpen());
        press(Qt::Key_Escape);
        QVERIFY(!m_window->secret().isOpen());
        QTRY_COMPARE(m_fixture->jobs.runningCount(), 0);
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

    void helpShowsThePanelAndItsKeys()
    {
        press(Qt::Key_2, Qt::ControlModifier);
        press(Qt::Key_F1);
        QVERIFY(m_window->help().isOpen());
        QStringList said;
        for (const QWidget* part : m_window->help().findChildren<QWidget*>())
            said << part->accessibleDescription();
        QVERIFY(said.join(u'\n').contains(QStringLiteral("Ctrl+D: Discover boards"))); // The panel's own key.
        QVERIFY(said.join(u'\n').contains(QStringLiteral("Ctrl+K: all operations")));
        press(Qt::Key_Escape);
        QVERIFY(!m_window->help().isOpen());
        QTest::mouseClick(child<QAbstractButton>(m_window, "helpButton"), Qt::LeftButton);
        QVERIFY(m_window->help().isOpen());
        QTest::mouseClick(child<QAbstractButton>(m_window, "closeHelp"), Qt::LeftButton);
        QVERIFY(!m_window->help().isOpen());
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

    void whatCameOfAJobIsShown()
    {
        const auto place = [](const char* operation, const QJsonObject& data) {
            JobEntry job;
            job.operation = QString::fromLatin1(operation);
            job.result = Outcome{data, {}, true};
            return placeOf(job);
        };
        QCOMPARE(place("demo", {{QStringLiteral("session"), 12}}),
                 (JobPlace{QStringLiteral("timelines"), QStringLiteral("session/12")}));
        const QJsonObject release{{QStringLiteral("id"), QStringLiteral("r1")},
                                  {QStringLiteral("state"), QStringLiteral("current")}};
        QCOMPARE(place("release.publish", release), (JobPlace{QStringLiteral("images"), QStringLiteral("release/r1")}));
        QVERIFY(!place("release.remove", release));
        QVERIFY(!place("key.new", {{QStringLiteral("name"), QStringLiteral("k")}}));
        Q_EMIT m_window->drawer().jobs().openRequested(QStringLiteral("other"), QStringLiteral("session/12"));
        QCOMPARE(m_other->opened, QStringLiteral("session/12"));
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

    void aFormIsOpenedWithValues()
    {
        m_window->workbench().form(QStringLiteral("test.echo"),
                                   {{QStringLiteral("release"), QStringLiteral("samr21")}});
        QVERIFY(m_window->palette().isOpen());
        QCOMPARE(m_window->palette().card()->form().command(), QStringLiteral("otaw test echo samr21"));
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

private:
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

OTA_PANEL_TEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
