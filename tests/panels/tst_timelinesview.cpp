// SPDX-License-Identifier: Apache-2.0
// The lanes, by clicks, wheel and keys.
#include "panels/timelines/comparestrip.h"
#include "panels/timelines/eventlist.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "timelineswindow.h"

#include <QComboBox>
#include <QLabel>
#include <QScrollBar>
#include <QWheelEvent>

using namespace ota;

namespace {

constexpr qint64 second = TimelinesWindow::second;
constexpr int headWidth = TimelinesWindow::headWidth;
constexpr int lanesTop = TimelinesWindow::lanesTop;

} // namespace

class TestTimelinesView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // All states at once, for people: into the folder that OTA_PICTURES names.
    void everyStateFindsItsPlace()
    {
        TimelineBench bench(minutesAgo(17));
        bench.playTheLab();
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_COMPARE(window.view.laneCount(), 8);
        window.picture("timelines-lab");
        Look::of(&window.view).setMode(Look::Mode::Dark);
        window.picture("timelines-lab-dark");
        window.view.selectSession(window.panel.lanes().find(BoardId(QStringLiteral("samr21-xpro-b")))->sessions[0].id);
        window.key(Qt::Key_Right);
        QVERIFY(window.view.selectedRow());
        // The table shows the event that was stepped to, though it follows what comes.
        const quint64 seq = window.panel.lanes().columns().seqOf(*window.view.selectedRow());
        QTRY_VERIFY(window.model().rowOf(seq) >= 0);
        QTRY_VERIFY(window.table()->viewport()->rect().contains(
            window.table()->visualRect(window.model().index(window.model().rowOf(seq), 0))));
        window.picture("timelines-event-dark");
        Look::of(&window.view).setMode(Look::Mode::Light);
        window.picture("timelines-event");
        window.key(Qt::Key_C);
        QTRY_VERIFY(window.view.compared());
        window.picture("timelines-compare");
        window.all.window().resize(1024, 640);
        window.picture("timelines-small");
    }

    void fiftyBoardsAreScrolled()
    {
        TimelineBench bench(minutesAgo(90));
        for (int i = 0; i < 50; ++i)
            bench.playWell(QStringLiteral("board-with-a-rather-long-name-%1").arg(i, 2, 10, QLatin1Char('0')),
                           QString::number(i), QString::number(i + 1), i * 100, 20 + i * 3, i % 7 == 0);
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_COMPARE(window.view.laneCount(), 50);
        window.key(Qt::Key_0);
        window.picture("timelines-fifty");
        // The wheel over the heads scrolls the lanes; the keyboard brings its lane into sight.
        QScrollBar* bar = window.view.verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        const QPoint head(40, lanesTop + 18);
        QWheelEvent wheel(head, window.view.viewport()->mapToGlobal(head), {}, {0, -480}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(window.view.viewport(), &wheel);
        QVERIFY(bar->value() > 0);
        for (int i = 0; i < 50; ++i)
            window.key(Qt::Key_Down);
        QCOMPARE(window.title(), QStringLiteral("board-with-a-rather-long-name-49"));
        QCOMPARE(bar->value(), bar->maximum());
    }

    void aClickOnABarFillsTableAndInspector()
    {
        TimelineBench bench(minutesAgo(20));
        const SessionId first = bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        const SessionId other = bench.playWell(QStringLiteral("beta"), QStringLiteral("1"), QStringLiteral("2"), 40);
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(other));
        window.click(window.place(QStringLiteral("beta"), window.session(other)->openedNs + 40 * second));
        QCOMPARE(window.view.selectedSession(), other);
        QCOMPARE(window.title(), QStringLiteral("beta"));
        QCOMPARE(window.find<Badge>("sessionVerdict")->text(), label(SessionResult::Success));
        QVERIFY(window.find<QWidget>("phaseTable")->accessibleDescription().contains(QStringLiteral("1 min 0 s")));
        QTRY_COMPARE(window.model().eventCount(), static_cast<int>(window.session(other)->events));
        // Escape gives the whole bench back.
        window.key(Qt::Key_Escape);
        QVERIFY(!window.view.selectedSession());
        QCOMPARE(window.title(), QStringLiteral("All boards"));
        // A head chooses its board's newest session.
        window.click({40, lanesTop + 10});
        QCOMPARE(window.view.selectedSession(), first);
    }

    void keysGoFromPhaseToPhaseAndProblemToProblem()
    {
        TimelineBench bench(minutesAgo(20));
        const SessionId session = bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        const SessionId bad = bench.playWell(QStringLiteral("beta"), QStringLiteral("1"), QStringLiteral("2"), 200);
        const quint64 warning =
            bench.say(session, QStringLiteral("alpha"), 400, Severity::Warning, QStringLiteral("first problem"));
        const quint64 error = bench.say(bad, QStringLiteral("beta"), 410, Severity::Error, QStringLiteral("second"));
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(bad));
        const auto seq = [&] {
            return window.view.selectedRow() ? window.panel.lanes().columns().seqOf(*window.view.selectedRow()) : 0;
        };
        window.key(Qt::Key_A);
        QCOMPARE(seq(), warning);
        window.key(Qt::Key_N);
        QCOMPARE(seq(), error);
        window.key(Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(seq(), warning);
        QTest::mouseClick(window.find<Button>("anomalyButton"), Qt::LeftButton);
        QCOMPARE(seq(), warning);
        // Backwards through the phases of the board where we are.
        window.key(Qt::Key_Left, Qt::ControlModifier);
        const auto& columns = window.panel.lanes().columns();
        QVERIFY(columns[*window.view.selectedRow()].phase() == Phase::Confirm);
        window.key(Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(columns[*window.view.selectedRow()].phase() == Phase::Reboot);
        window.key(Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(columns[*window.view.selectedRow()].phase() == Phase::Confirm);
        // The same keys from the table, which has no use for them.
        window.table()->setFocus();
        QTest::keyClick(window.table(), Qt::Key_A);
        QCOMPARE(seq(), warning);
        // A hidden board's problems are not gone to.
        window.find<FilterField>("timelinesFilter")->setText(QStringLiteral("beta"));
        QCOMPARE(window.view.laneCount(), 1);
        window.key(Qt::Key_A);
        QCOMPARE(seq(), error);
    }

    void zoomingMovingAndFitting()
    {
        TimelineBench bench(minutesAgo(20));
        bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_COMPARE(window.view.laneCount(), 1);
        QTRY_VERIFY(window.view.axis().spanNs() > 100 * second);
        // The wheel keeps the moment under the pointer.
        const QPoint at(headWidth + 300, lanesTop + 18);
        const TimeAxis before = window.view.axis();
        const qint64 moment = before.timeAt(300);
        QWheelEvent wheel(at, window.view.viewport()->mapToGlobal(at), {}, {0, 480}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(window.view.viewport(), &wheel);
        QVERIFY(window.view.axis().spanNs() < before.spanNs());
        QVERIFY(std::abs(window.view.axis().timeAt(300) - moment) < before.spanNs() / 1000);
        // Dragging moves, and is no click.
        window.find<Button>("followButton")->setChecked(true);
        const qint64 from = window.view.axis().fromNs();
        QTest::mousePress(window.view.viewport(), Qt::LeftButton, {}, at);
        QTest::mouseMove(window.view.viewport(), at + QPoint(60, 0));
        QTest::mouseRelease(window.view.viewport(), Qt::LeftButton, {}, at + QPoint(60, 0));
        QVERIFY(window.view.axis().fromNs() < from);
        QVERIFY(!window.view.selectedSession());
        QVERIFY(!window.view.follows());
        QVERIFY(!window.find<Button>("followButton")->isChecked());
        // A band is zoomed into.
        const qint64 left = window.view.axis().timeAt(200);
        const qint64 right = window.view.axis().timeAt(260);
        QTest::mousePress(window.view.viewport(), Qt::LeftButton, Qt::ShiftModifier, {headWidth + 200, lanesTop + 18});
        QTest::mouseMove(window.view.viewport(), {headWidth + 260, lanesTop + 18});
        QTest::mouseRelease(window.view.viewport(), Qt::LeftButton, Qt::ShiftModifier,
                            {headWidth + 260, lanesTop + 18});
        QCOMPARE(window.view.axis().fromNs(), left);
        QCOMPARE(window.view.axis().untilNs(), right);
        // Keys, and back to everything.
        const qint64 span = window.view.axis().spanNs();
        window.key(Qt::Key_Plus);
        QVERIFY(window.view.axis().spanNs() < span);
        window.key(Qt::Key_Minus);
        QVERIFY(std::abs(window.view.axis().spanNs() - span) < span / 100);
        window.key(Qt::Key_0);
        const auto range = *window.panel.lanes().timeRange();
        QVERIFY(window.view.axis().fromNs() < range.first && window.view.axis().untilNs() > range.second);
        QVERIFY(window.view.axis().spanNs() < (range.second - range.first) * 2);
    }

    void timeCountsFromTheOffer()
    {
        TimelineBench bench(minutesAgo(20));
        bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        bench.playWell(QStringLiteral("beta"), QStringLiteral("1"), QStringLiteral("2"), 400);
        bench.close();
        {
            TimelinesWindow window(bench.path());
            QTRY_COMPARE(window.view.laneCount(), 2);
            QTest::mouseClick(window.find<SegmentedControl>("timelinesScope")->segment(1), Qt::LeftButton);
            QVERIFY(window.view.isRelative());
            QVERIFY(window.view.axis().fromNs() <= 0 && window.view.axis().untilNs() > 133 * second);
            QVERIFY(window.view.axis().untilNs() < 300 * second);
            // Both begin at the same place.
            window.click({headWidth + static_cast<int>(window.view.axis().xOf(40 * second)), lanesTop + 18 + 38});
            QVERIFY(window.view.selectedSession());
            QCOMPARE(window.title(), QStringLiteral("beta"));
        }
        // Remembered for the bench.
        TimelinesWindow again(bench.path());
        QVERIFY(again.view.isRelative());
        QCOMPARE(again.find<SegmentedControl>("timelinesScope")->current(), 1);
    }

    void twoSessionsAreLaidOverEachOther()
    {
        TimelineBench bench(minutesAgo(20));
        const SessionId slow =
            bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10, 60);
        const SessionId fast =
            bench.playWell(QStringLiteral("alpha"), QStringLiteral("2"), QStringLiteral("3"), 300, 19);
        const SessionId other =
            bench.playWell(QStringLiteral("beta"), QStringLiteral("2"), QStringLiteral("3"), 300, 19);
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(other));
        window.view.selectSession(slow);
        window.key(Qt::Key_C);
        auto* strip = window.find<CompareStrip>("compareStrip");
        QVERIFY(strip->isVisible());
        QVERIFY(window.find<QAbstractButton>("compareButton")->isChecked());
        // The same board's other session is what one means first.
        QCOMPARE(window.view.compared(), fast);
        const QString spoken = window.find<QWidget>("comparePhases")->accessibleDescription();
        QVERIFY2(spoken.contains(QStringLiteral("1 min 0 s against 19 s")), qPrintable(spoken));
        // What stands there is what the command says.
        window.all.window().setFocus();
        QCOMPARE(window.panel.selectionCommand(),
                 QStringLiteral("otaw timeline compare %1 %2").arg(slow.value).arg(fast.value));
        // Another one by the list, and by Ctrl+click.
        auto* others = window.find<QComboBox>("compareOther");
        QCOMPARE(others->count(), 2);
        others->setCurrentIndex(1);
        Q_EMIT others->activated(1);
        QCOMPARE(window.view.compared(), other);
        window.click(window.place(QStringLiteral("alpha"), window.session(fast)->openedNs + 20 * second),
                     Qt::ControlModifier);
        QCOMPARE(window.view.compared(), fast);
        QCOMPARE(window.view.selectedSession(), slow);
        auto* align = window.find<QComboBox>("compareAlign");
        align->setCurrentIndex(align->findText(QStringLiteral("INSTALL")));
        Q_EMIT align->activated(align->currentIndex());
        QCOMPARE(strip->alignAt(), Phase::Install);
        window.key(Qt::Key_C);
        QVERIFY(!strip->isVisible());
        QVERIFY(!window.view.compared());
    }
};

OTA_PANEL_TEST_MAIN(TestTimelinesView)
#include "tst_timelinesview.moc"
