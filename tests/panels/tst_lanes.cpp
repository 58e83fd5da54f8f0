// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/lanegeometry.h"
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
