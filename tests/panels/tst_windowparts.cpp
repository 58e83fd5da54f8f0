// SPDX-License-Identifier: Apache-2.0
// What comes over and below the panels, by clicks and keys alone: palette, drawer, help, questions.

#include "panels/shell/drawer.h"
#include "panels/shell/jobplace.h"
#include "panels/shell/jobsview.h"
#include "panels/shell/logview.h"
#include "panels/shell/overlays.h"
#include "panels/shell/palette.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/endfollower.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/toast.h"
#include "windowtest.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollBar>

using namespace ota;

class TestWindowParts final : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
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
        QVERIFY(log.end()->isFollowing());
        log.table()->scrollToTop();
        QVERIFY(!log.end()->isFollowing());
        m_fixture->log.append(QtWarningMsg, QStringLiteral("ota.http"), QStringLiteral("slow"));
        auto* fresh = child<Button>(m_window, "freshLines");
        QTRY_VERIFY(fresh->isVisible());
        QVERIFY(fresh->text().contains(u'1'));
        QTest::mouseClick(fresh, Qt::LeftButton);
        QVERIFY(log.end()->isFollowing());
        QVERIFY(!fresh->isVisible());
        QTest::mouseClick(child<Button>(m_window, "copyLog"), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 60);
    }

    void aFollowedLogKeepsItsEndThroughFilterAndSize()
    {
        press(Qt::Key_L, Qt::ControlModifier);
        LogView& log = m_window->drawer().log();
        const QScrollBar* bar = log.table()->verticalScrollBar();
        for (int i = 0; i < 60; ++i)
            m_fixture->log.append(QtInfoMsg, QStringLiteral("ota.coap"), QStringLiteral("GET %1").arg(i));
        QTRY_COMPARE(log.table()->model()->rowCount(), 60);
        log.filterField()->setText(QStringLiteral("GET 1"));
        QCOMPARE(log.table()->model()->rowCount(), 15);
        log.filterField()->clear();
        QCOMPARE(log.table()->model()->rowCount(), 60);
        QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
        const int before = bar->maximum();
        log.table()->setFixedHeight(log.table()->height() / 2);
        QTRY_VERIFY(bar->maximum() > before && bar->value() == bar->maximum());
        QVERIFY(log.end()->isFollowing());
        log.table()->scrollToTop();
        log.filterField()->setText(QStringLiteral("GET"));
        QVERIFY(!log.end()->isFollowing()); // A person looks at the beginning.
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

    void aFormIsOpenedWithValues()
    {
        m_window->workbench().form(QStringLiteral("test.echo"),
                                   {{QStringLiteral("release"), QStringLiteral("samr21")}});
        QVERIFY(m_window->palette().isOpen());
        QCOMPARE(m_window->palette().card()->form().command(), QStringLiteral("otaw test echo samr21"));
    }
};

OTA_PANEL_TEST_MAIN(TestWindowParts)
#include "tst_windowparts.moc"
