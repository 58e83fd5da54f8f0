// SPDX-License-Identifier: Apache-2.0
// The timelines in a whole window on a real bench: what comes, what goes, what can not be read.
#include "panels/shell/overlays.h"
#include "panels/shell/palette.h"
#include "panels/timelines/eventlist.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/panelheader.h"
#include "timelineswindow.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>

using namespace ota;

class TestTimelinesPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyBenchSaysWhatComesHere()
    {
        const QTemporaryDir bench;
        TimelinesWindow window(bench.path());
        auto* empty = window.find<QWidget>("timelinesEmpty");
        QTRY_VERIFY(empty->isVisible());
        QVERIFY(!window.view.isVisible());
        QVERIFY(!window.find<QWidget>("exportButton")->isEnabled());
        QTest::mouseClick(window.find<Button>("emptyNotify"), Qt::LeftButton);
        QTRY_VERIFY(window.all.window().palette().isVisible());
        QCOMPARE(window.all.window().palette().card()->form().operation().name, QStringLiteral("notify"));
    }

    void theBenchIsShownWithItsFigures()
    {
        TimelineBench bench(minutesAgo(20));
        bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        bench.playWell(QStringLiteral("beta"), QStringLiteral("1"), QStringLiteral("2"), 40);
        bench.playWell(QStringLiteral("beta"), QStringLiteral("2"), QStringLiteral("3"), 300);
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_COMPARE(window.panel.lanes().sessionCount(), std::size_t(3));
        QTRY_COMPARE(window.view.laneCount(), 2);
        QVERIFY(window.panel.header()->facts().startsWith(QStringLiteral("2 boards · 3 sessions · ")));
        QCOMPARE(window.title(), QStringLiteral("All boards"));
        QCOMPARE(window.find<KeyValueList>("timelineFacts")->rows().at(3).value, QStringLiteral("3")); // Ended well.
        // All events stand below, newest last, and their words come.
        QTRY_COMPARE(static_cast<std::size_t>(window.model().eventCount()), window.panel.lanes().columns().size());
        const QModelIndex last = window.model().index(window.model().rowCount() - 1, EventTableModel::Event);
        QTRY_COMPARE(last.data().toString(), QStringLiteral("runs image version 3"));
    }

    void aRunningSessionIsFollowedLive()
    {
        // Another program – here the fixture, which holds the bench – writes while the window reads.
        TimelineBench bench(minutesAgo(2));
        const SessionId done = bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 1, 5);
        bench.flush();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(done));
        auto tester = std::make_unique<QAbstractItemModelTester>(
            &window.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int before = window.model().rowCount();
        const SessionId live = bench.play(QStringLiteral("beta"), QStringLiteral("1"), QStringLiteral("2"), 100,
                                          {{Phase::Offered, 2}, {Phase::Check, 2}, {Phase::Download, 10, 40, true}});
        bench.flush();
        QTRY_VERIFY(window.session(live));
        QCOMPARE(window.session(live)->result, SessionResult::Running);
        QTRY_COMPARE(window.view.laneCount(), 2);
        QTRY_VERIFY(window.model().rowCount() > before);
        QCOMPARE(window.model().eventCount(), static_cast<int>(window.panel.lanes().columns().size()));
        // The live edge is in sight.
        QVERIFY(window.view.follows());
        QTRY_VERIFY(window.view.axis().untilNs() > SystemClock().nowNs());
        QVERIFY(window.view.axis().fromNs() < SystemClock().nowNs());

        // Chosen, it grows in table and inspector.
        window.view.selectSession(live);
        QTRY_COMPARE(window.model().eventCount(), static_cast<int>(window.session(live)->events));
        QCOMPARE(window.find<Badge>("sessionVerdict")->text(), label(SessionResult::Running));
        bench.say(live, QStringLiteral("beta"), 115, Severity::Warning, QStringLiteral("a block was asked for again"));
        bench.flush();
        QTRY_COMPARE(window.model().eventCount(), static_cast<int>(bench.timeline().session(live)->events));
        bench.timeline().closeSession(live, SessionResult::Failure, QStringLiteral("TIMEOUT"),
                                      QStringLiteral("gave up"));
        bench.flush();
        QTRY_COMPARE(window.find<Badge>("sessionVerdict")->text(), label(SessionResult::Failure));
        QTRY_VERIFY(!window.session(live)->phases.empty() && window.session(live)->closedNs);
    }

    void whatEndsBadlyIsCountedInTheRailUntilOneLooks()
    {
        TimelineBench bench(minutesAgo(2));
        bench.play(QStringLiteral("old"), QStringLiteral("1"), QStringLiteral("2"), 1,
                   {{Phase::Check, 1, -1, false, SessionResult::Failure, QStringLiteral("KEY")}});
        bench.flush();
        TimelinesWindow window(bench.path());
        QSignalSpy counts(&window.panel, &PanelPage::attentionChanged);
        QTRY_COMPARE(window.panel.lanes().sessionCount(), std::size_t(1));
        QCOMPARE(counts.count(), 0); // What was there when one came is no news.
        const SessionId bad = bench.play(QStringLiteral("new"), QStringLiteral("1"), QStringLiteral("2"), 50,
                                         {{Phase::Check, 1, -1, false, SessionResult::Failure, QStringLiteral("KEY")}});
        bench.flush();
        QTRY_COMPARE(counts.count(), 1);
        QCOMPARE(counts.last().at(0).toInt(), 1);
        window.view.selectSession(bad);
        QCOMPARE(counts.last().at(0).toInt(), 0);
    }

    void aNoteIsWrittenIntoTheSession()
    {
        TimelineBench bench(minutesAgo(20));
        const SessionId session = bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(session));
        window.view.selectSession(session);
        QTRY_VERIFY(window.model().rowCount() > 0);
        const int before = window.model().rowCount();
        const int events = window.model().eventCount();
        window.trigger("actionAddNote");
        auto& palette = window.all.window().palette();
        QTRY_VERIFY(palette.isVisible());
        QCOMPARE(palette.card()->form().operation().name, QStringLiteral("timeline.note"));
        QJsonObject values = palette.card()->form().values();
        values["text"] = QStringLiteral("the antenna was off");
        palette.card()->form().setValues(values);
        palette.card()->run();
        QTRY_COMPARE(window.model().rowCount(), before + 1);
        const QModelIndex last = window.model().index(before, EventTableModel::Event);
        QTRY_COMPARE(last.data().toString(), QStringLiteral("the antenna was off"));
        QVERIFY(window.find<Badge>("eventNotes")->text().startsWith(QStringLiteral("1 note")));

        // And taken back, after a question that names it.
        QVERIFY(!window.find<QAction>("actionRemoveNote")->isEnabled());
        window.panel.openThing(QStringLiteral("event/%1").arg(window.model().seqAt(before)));
        QTRY_VERIFY(window.find<QAction>("actionRemoveNote")->isEnabled());
        window.trigger("copy-timeline.remove-note");
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("otaw timeline remove-note %1").arg(window.model().seqAt(before)));
        window.trigger("actionRemoveNote");
        auto* question = window.all.window().findChild<ConfirmDialog*>();
        QVERIFY(question);
        QTest::mouseClick(child<Button>(question, "confirm"), Qt::LeftButton);
        QTRY_COMPARE(window.model().rowCount(), before);
        QTRY_COMPARE(static_cast<int>(window.session(session)->events), events);
        QVERIFY(!window.find<QAction>("actionRemoveNote")->isEnabled());
    }

    void aSessionIsRemovedAfterAQuestion()
    {
        TimelineBench bench(minutesAgo(20));
        const SessionId first = bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        const SessionId second = bench.playWell(QStringLiteral("alpha"), QStringLiteral("2"), QStringLiteral("3"), 300);
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(second));
        window.view.selectSession(first);
        window.key(Qt::Key_Right);
        window.trigger("actionRemoveSession");
        auto* question = window.all.window().findChild<ConfirmDialog*>();
        QVERIFY(question);
        QVERIFY(question->windowTitle().contains(QStringLiteral("session 1 of alpha")));
        QTest::mouseClick(child<Button>(question, "keep"), Qt::LeftButton);
        QVERIFY(window.session(first));
        QTRY_VERIFY(!window.all.window().findChild<ConfirmDialog*>());
        window.trigger("actionRemoveSession");
        QTest::mouseClick(window.find<Button>("confirm"), Qt::LeftButton);
        QTRY_VERIFY(!window.session(first));
        QVERIFY(!window.view.selectedSession());
        QVERIFY(window.session(second));
        QTRY_COMPARE(window.model().eventCount(), static_cast<int>(window.session(second)->events));
        QCOMPARE(window.title(), QStringLiteral("All boards"));
    }

    void aThingIsOpenedWhenItComes()
    {
        TimelineBench bench(minutesAgo(20));
        bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        const SessionId wanted = bench.playWell(QStringLiteral("beta"), QStringLiteral("1"), QStringLiteral("2"), 40);
        bench.flush();
        TimelinesWindow window(bench.path());
        // Before anything was read.
        QVERIFY(window.panel.openThing(QStringLiteral("session/%1").arg(wanted.value)));
        QTRY_COMPARE(window.view.selectedSession(), wanted);
        QVERIFY(!window.panel.openThing(QStringLiteral("release/x")));
        // Of a board that comes later.
        QVERIFY(window.panel.openThing(QStringLiteral("board/gamma")));
        QCOMPARE(window.view.selectedSession(), wanted);
        const SessionId later = bench.playWell(QStringLiteral("gamma"), QStringLiteral("1"), QStringLiteral("2"), 500);
        bench.flush();
        QTRY_COMPARE(window.view.selectedSession(), later);
    }

    void whatCanNotBeReadIsSaid()
    {
        bool broken = true;
        std::unique_ptr<TimelineBench> bench;
        std::mutex mutex;
        WindowFixture fixture; // After what its panel reads from another thread.
        MainWindow& window = fixture.show();
        auto* panel = new TimelinesPanel(window.workbench(), [&]() -> Result<const EventStore*> {
            const std::lock_guard lock(mutex);
            if (broken)
                return failure(Error::Code::Io, QStringLiteral("the disk is gone"));
            return &bench->store();
        });
        window.addPanel(panel);
        window.openThing(QStringLiteral("timelines"), {});
        auto* banner = child<Banner>(panel, "timelinesBanner");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->text().contains(QStringLiteral("the disk is gone")));
        auto made = std::make_unique<TimelineBench>(minutesAgo(20));
        made->playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        made->flush();
        {
            const std::lock_guard lock(mutex);
            bench = std::move(made);
            broken = false;
        }
        QTRY_VERIFY(!banner->isVisible());
        QTRY_COMPARE(panel->lanes().sessionCount(), std::size_t(1));
    }
};

OTA_PANEL_TEST_MAIN(TestTimelinesPanel)
#include "tst_timelinespanel.moc"
