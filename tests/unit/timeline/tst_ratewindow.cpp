// SPDX-License-Identifier: Apache-2.0
// Rate and time left: from the last ten seconds of what was counted, and not said when nobody can tell.
#include "eventmaker.h"
#include "timeline/ratewindow.h"

#include <QTest>

using namespace ota;

namespace {

constexpr qint64 second = 1'000'000'000;
constexpr qint64 start = 1'700'000'000 * second;

/// `seconds` seconds at `rate` bytes a second, four totals a second.
RateWindow steady(int seconds, quint64 rate, qint64 from = start)
{
    RateWindow window;
    for (int i = 0; i <= 4 * seconds; ++i)
        window.add(from + i * second / 4, rate * quint64(i) / 4);
    return window;
}

} // namespace

class TestRateWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneTotalIsNoRate()
    {
        RateWindow window;
        QVERIFY(!window.perSecond(start));
        window.add(start, 0);
        QVERIFY(!window.perSecond(start + second));
        QVERIFY(!window.remaining(100, start + second));
    }

    void theTimeLeftNeedsThreeSeconds()
    {
        const RateWindow early = steady(2, 1000);
        QCOMPARE(early.perSecond(start + 2 * second), std::optional(1000.0));
        QVERIFY(!early.remaining(10'000, start + 2 * second));
        const RateWindow later = steady(4, 1000);
        QCOMPARE(later.remaining(10'000, start + 4 * second), std::optional(std::chrono::nanoseconds(6 * second)));
        QCOMPARE(later.remaining(4000, start + 4 * second), std::optional(std::chrono::nanoseconds(0)));
    }

    void onlyTheLastTenSecondsCount()
    {
        RateWindow window = steady(60, 100'000);
        for (int i = 1; i <= 40; ++i)
            window.add(start + 60 * second + i * second / 4, 6'000'000 + quint64(i) * 250);
        QCOMPARE(window.perSecond(start + 70 * second), std::optional(1000.0));
    }

    void silenceSlowsItDownToNothing()
    {
        const RateWindow window = steady(10, 1000);
        QCOMPARE(window.perSecond(start + 15 * second), std::optional(500.0));
        QCOMPARE(window.perSecond(start + 30 * second), std::optional(0.0));
        QVERIFY(!window.remaining(100'000, start + 30 * second));
    }

    void aSmallerTotalBeginsAnew()
    {
        RateWindow window = steady(10, 1000);
        window.add(start + 11 * second, 0);
        QVERIFY(!window.perSecond(start + 11 * second));
        window.add(start + 12 * second, 50);
        QCOMPARE(window.perSecond(start + 12 * second), std::optional(50.0));
    }

    void manyTotalsStayFew()
    {
        RateWindow window;
        for (int i = 0; i <= 100'000; ++i)
            window.add(start + i * second / 1000, quint64(i));
        const auto rate = window.perSecond(start + 100 * second);
        QVERIFY(rate && std::abs(*rate - 1000) < 20);
    }

    void aSessionTellsItInItsDownloadAlone()
    {
        EventMaker maker;
        maker.open(QStringLiteral("7"), QStringLiteral("6")).enter(Phase::Check);
        QVERIFY(!transferRate(maker.state(), maker.last().hostNs));
        maker.transfer(code::transferBegin, 0, 10'000, 0, 1);
        for (quint64 done = 1000; done <= 5000; done += 1000)
            maker.transfer(code::transferProgress, done, 10'000, done, done / 100);
        const auto rate = transferRate(maker.state(), maker.last().hostNs);
        QVERIFY(rate);
        QCOMPARE(rate->bytesPerSecond, 1000.0);
        QCOMPARE(rate->remaining, std::optional(std::chrono::nanoseconds(5 * second)));
        QVERIFY(!transferRate(maker.state(), maker.last().hostNs + 60 * second)->remaining);
        // Of a size that nobody knows nothing is left.
        EventMaker open = maker;
        SessionState sizeless = open.state();
        sizeless.transfers.front().size.reset();
        QVERIFY(!transferRate(sizeless, maker.last().hostNs)->remaining);
        maker.transfer(code::transferEnd, 10'000, 10'000, 10'000, 100).enter(Phase::Verify);
        QVERIFY(!transferRate(maker.state(), maker.last().hostNs));
    }
};

QTEST_GUILESS_MAIN(TestRateWindow)
#include "tst_ratewindow.moc"
