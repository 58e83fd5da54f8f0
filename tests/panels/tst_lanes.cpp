// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/lanegeometry.h"
#include "panels/timelines/lanepainter.h"
#include "panels/timelines/timeaxis.h"

#include <QTest>

using namespace ota;

namespace {

constexpr qint64 second = 1'000'000'000;

SessionRow sessionOf(qint64 beginNs, std::vector<qint64> lengths, SessionResult result)
{
    SessionRow session;
    session.id = {7};
    session.openedNs = beginNs;
    session.result = result;
    qint64 at = beginNs;
    int phase = static_cast<int>(Phase::Offered);
    for (const qint64 length : lengths) {
        PhaseSpan span;
        span.phase = static_cast<Phase>(phase++);
        span.beginNs = at;
        at += length;
        span.endNs = at;
        session.phases.push_back(span);
    }
    session.lastNs = at;
    if (!isOpen(result))
        session.closedNs = at;
    return session;
}

} // namespace

class TestLanes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zoomKeepsTheMomentUnderThePointer()
    {
        const TimeAxis axis(0, 100 * second, 1000);
        const TimeAxis closer = axis.zoomed(250, 4);
        QCOMPARE(closer.timeAt(250), axis.timeAt(250));
        QCOMPARE(closer.spanNs(), 25 * second);
        QCOMPARE(axis.zoomed(250, 1e12).spanNs(), TimeAxis::shortestNs);
        QCOMPARE(axis.moved(100).fromNs(), 10 * second);
    }

    void whatIsTriedAgainIsMarked()
    {
        SessionRow again = sessionOf(10 * second, {second, 2 * second, 20 * second}, SessionResult::Success);
        again.attempt = 2;
        PhaseSpan download = again.phases.back();
        download.beginNs = *download.endNs + 5 * second;
        download.endNs = download.beginNs + 10 * second;
        again.phases.push_back(download);
        const SessionRow first = sessionOf(0, {second}, SessionResult::Failure);
        const std::vector<SessionRow> sessions{first, again};
        LaneGeometry geometry;
        layOutSessions(sessions, TimeAxis(0, 100 * second, 1000), 100 * second, 0, geometry);
        QCOMPARE(geometry.retries.size(), std::size_t(2));
        QCOMPARE(geometry.retries[0].x, 100.0); // The second attempt,
        QCOMPARE(geometry.retries[1].x, 380.0); // and its second download.
        // From far away they are one.
        LaneGeometry far;
        layOutSessions(sessions, TimeAxis(0, 10'000 * second, 1000), 10'000 * second, 0, far);
        QCOMPARE(far.retries.size(), std::size_t(1));
    }

    void theHeadSaysHowFastAndHowLongYet()
    {
        SessionRow session = sessionOf(0, {second, second, 4 * second}, SessionResult::Running);
        session.closedNs.reset();
        session.versionBefore = QStringLiteral("1");
        session.target = QStringLiteral("2");
        QCOMPARE(versionsText(session), QStringLiteral("1 → 2"));
        PhaseSpan& download = session.phases.back();
        download.endNs.reset();
        download.done = 40'000;
        download.total = 100'000;
        download.unit = Unit::Bytes;
        RateWindow pace;
        pace.add(2 * second, 0);
        QCOMPARE(paceText(session, pace, 3 * second), QString()); // One figure says nothing.
        pace.add(4 * second, 20'000);
        QVERIFY(!paceText(session, pace, 4 * second).contains(QStringLiteral("left"))); // Too early to tell.
        pace.add(6 * second, 40'000);
        const QString words = progressWords(session, pace, 6 * second);
        QVERIFY2(words.contains(QStringLiteral("6.0 s left")), qPrintable(words));
        download.total.reset();
        QVERIFY(!paceText(session, pace, 6 * second).contains(QStringLiteral("left")));
        session.result = SessionResult::Failure;
        session.reason = QStringLiteral("DIGEST");
        QCOMPARE(progressWords(session, pace, 6 * second), QStringLiteral("DIGEST"));
    }

    void labelsOfTheRulerNeverTouch()
    {
        for (qint64 span = 2'000'000; span < 100'000 * second; span *= 3) {
            double last = -1000;
            for (const AxisTick& tick : TimeAxis(0, span, 900).ticks(84, true)) {
                if (!tick.major)
                    continue;
                QVERIFY(tick.x - last >= 84 - 0.01);
                QVERIFY(!tick.label.isEmpty());
                last = tick.x;
            }
        }
    }

    void phasesBecomeBarsAndAMarkAtTheEnd()
    {
        const SessionRow session = sessionOf(10 * second, {10 * second, 20 * second}, SessionResult::Success);
        LaneGeometry geometry;
        layOutSessions({&session, 1}, TimeAxis(0, 100 * second, 1000), 90 * second, 0, geometry);
        QCOMPARE(geometry.bars.size(), std::size_t{2});
        QCOMPARE(geometry.bars[0].x0, 100.0);
        QCOMPARE(geometry.bars[1].x1, 400.0);
        QCOMPARE(geometry.ends.size(), std::size_t{1});
        QCOMPARE(geometry.ends[0].x, 400.0 + lane::endMarkOffset);
    }

    void aRunningPhaseIsFilledAsFarAsItIs()
    {
        SessionRow session = sessionOf(0, {10 * second, 20 * second}, SessionResult::Running);
        session.phases.back().endNs.reset();
        session.phases.back().deviceCentipercent = 2500;
        LaneGeometry geometry;
        layOutSessions({&session, 1}, TimeAxis(0, 100 * second, 1000), 50 * second, 0, geometry);
        QCOMPARE(geometry.bars.back().form, PhaseBar::Form::Percent);
        QCOMPARE(geometry.bars.back().x1, 500.0);
        QCOMPARE(geometry.bars.back().fill, 0.25);
        QVERIFY(geometry.ends.empty());
    }

    void narrowBarsAreFoldedAndTheWorstResultIsSeen()
    {
        std::vector<SessionRow> sessions;
        for (int i = 0; i < 14; ++i)
            sessions.push_back(
                sessionOf(i * second / 50, {second / 100}, i == 5 ? SessionResult::Failure : SessionResult::Success));
        LaneGeometry geometry;
        layOutSessions(sessions, TimeAxis(0, 100 * second, 1000), 90 * second, 0, geometry);
        QVERIFY(geometry.bars.empty());
        QCOMPARE(geometry.folded.size(), std::size_t{1});
        QCOMPARE(geometry.folded[0].count, 14);
        QCOMPARE(geometry.folded[0].worst, ResultClass::Bad);
    }

    void aMillionEventsMakeOneTickAPixel()
    {
        std::vector<EventCell> cells(1'000'000);
        std::vector<std::uint32_t> rows(cells.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            cells[i].hostNs = static_cast<qint64>(i) * 100'000 + 1;
            rows[i] = static_cast<std::uint32_t>(i);
        }
        LaneGeometry geometry;
        layOutEvents(cells, rows, {}, TimeAxis(0, 100 * second, 1000), 0, geometry);
        QCOMPARE(geometry.ticks.size(), std::size_t{1000});
    }

    void marksThatAreCloseBecomeTheWorstWithACount()
    {
        std::vector<EventCell> cells(3);
        const Severity severities[] = {Severity::Note, Severity::Error, Severity::Warning};
        for (std::size_t i = 0; i < cells.size(); ++i) {
            Event event;
            event.hostNs = second + static_cast<qint64>(i) * second / 10;
            event.severity = severities[i];
            cells[i] = EventCell::of(event, 1);
        }
        const std::vector<std::uint32_t> rows{0, 1, 2};
        LaneGeometry geometry;
        layOutEvents(cells, rows, rows, TimeAxis(0, 100 * second, 1000), 0, geometry);
        QCOMPARE(geometry.marks.size(), std::size_t{1});
        QCOMPARE(geometry.marks[0].severity, Severity::Error);
        QCOMPARE(geometry.marks[0].row, std::size_t{1});
        QCOMPARE(geometry.marks[0].count, 3);
    }
};

QTEST_GUILESS_MAIN(TestLanes)
#include "tst_lanes.moc"
