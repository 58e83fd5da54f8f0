// SPDX-License-Identifier: Apache-2.0
#include "timeline/eventcolumns.h"

#include <QTest>

#include <random>

using namespace ota;

namespace {

EventCell cellAt(qint64 ns, Severity severity, std::uint32_t board = 1, Edge edge = Edge::Note)
{
    Event event;
    event.hostNs = ns;
    event.severity = severity;
    event.edge = edge;
    return EventCell::of(event, board);
}

/// What the pyramid must give, by counting.
std::vector<DensityBucket> counted(const EventColumns& columns, qint64 from, qint64 until, std::size_t buckets)
{
    std::vector<DensityBucket> result(buckets);
    const double width = static_cast<double>(until - from) / static_cast<double>(buckets);
    for (const EventCell& cell : columns.cells()) {
        for (std::size_t i = 0; i < buckets; ++i) {
            const qint64 begin = from + static_cast<qint64>(width * static_cast<double>(i));
            const qint64 end =
                i + 1 == buckets ? until : from + static_cast<qint64>(width * static_cast<double>(i + 1));
            if (cell.isEmpty() || cell.hostNs < begin || cell.hostNs >= end)
                continue;
            ++result[i].count;
            result[i].worst = std::max(result[i].worst, cell.severity());
        }
    }
    return result;
}

} // namespace

class TestEventColumns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDensityIsWhatCountingGives_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("latePercent");
        for (const int count : {0, 1, 15, 16, 17, 255, 256, 257, 4097, 5000}) {
            for (const int late : {0, 10})
                QTest::addRow("%d events, %d %% late", count, late) << count << late;
        }
    }

    void theDensityIsWhatCountingGives()
    {
        QFETCH(int, count);
        QFETCH(int, latePercent);
        std::mt19937 random(static_cast<unsigned>(count + latePercent));
        EventColumns columns;
        qint64 now = 1'000'000;
        for (int i = 0; i < count; ++i) {
            now += static_cast<qint64>(random() % 50);
            const bool late = static_cast<int>(random() % 100) < latePercent;
            const auto severity = static_cast<Severity>(random() % 100 == 0 ? 4 : random() % 3);
            if (random() % 20 == 0)
                columns.append(columns.endSeq() + (columns.size() == 0 ? 1 : 3),
                               EventCell()); // A removed one, and a gap.
            columns.append(columns.size() == 0 ? 1 : columns.endSeq(), cellAt(late ? now - 500 : now, severity));
        }
        for (const auto& [from, until] :
             {std::pair<qint64, qint64>{999'000, now + 1}, {1'000'100, 1'000'400}, {1'010'000, 1'060'000}}) {
            for (const std::size_t buckets : {1UL, 7UL, 100UL})
                QVERIFY(columns.density(from, until, buckets) == counted(columns, from, until, buckets));
        }
        QVERIFY(columns.density(5, 5, 3) == std::vector<DensityBucket>(3));
    }

    void aMomentIsFound()
    {
        EventColumns columns;
        for (quint64 i = 0; i < 1000; ++i)
            columns.append(i + 1, cellAt(static_cast<qint64>(1000 + i * 10), Severity::Info));
        QCOMPARE(columns.rowAt(0), std::size_t(0));
        QCOMPARE(columns.rowAt(1000), std::size_t(0));
        QCOMPARE(columns.rowAt(1001), std::size_t(1));
        QCOMPARE(columns.rowAt(6000), std::size_t(500));
        QCOMPARE(columns.rowAt(10'990), std::size_t(999));
        QCOMPARE(columns.rowAt(10'991), std::size_t(1000));
        QCOMPARE(columns.timeRange()->first, qint64(1000));
        QCOMPARE(columns.timeRange()->second, qint64(10'990));
    }

    void problemsAndPhaseChangesAreFound()
    {
        EventColumns columns;
        for (quint64 i = 0; i < 100; ++i)
            columns.append(i + 1, cellAt(static_cast<qint64>(i + 1), i == 70 ? Severity::Error : Severity::Info,
                                         i % 2 == 0 ? 1 : 2, i == 33 ? Edge::Enter : Edge::Note));
        QCOMPARE(columns.nextProblem(EventColumns::nowhere, Severity::Warning), std::size_t(70));
        QCOMPARE(columns.nextProblem(70, Severity::Warning), EventColumns::nowhere);
        QCOMPARE(columns.nextProblem(0, Severity::Warning, 2), EventColumns::nowhere);
        QCOMPARE(columns.nextPhaseChange(EventColumns::nowhere), std::size_t(33));
        QCOMPARE(columns.nextPhaseChange(EventColumns::nowhere, 1), EventColumns::nowhere);
        QCOMPARE(columns.rowsOfBoard(2).size(), std::size_t(50));
        QCOMPARE(columns.rowsOfBoard(2)[1], 3U);
        QVERIFY(columns.rowsOfBoard(9).empty());
        QCOMPARE(columns.seqOf(70), quint64(71));
    }
};

QTEST_GUILESS_MAIN(TestEventColumns)
#include "tst_eventcolumns.moc"
