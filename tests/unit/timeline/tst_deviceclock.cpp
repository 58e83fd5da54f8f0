// SPDX-License-Identifier: Apache-2.0
// What is concluded of a device's clock from the times in its reports.
#include "timeline/deviceclock.h"

#include <QDateTime>
#include <QTest>

#include <array>

using namespace ota;

namespace {

constexpr qint64 second = 1'000'000'000;
constexpr qint64 start = 1'700'000'000 * second;

Event report(qint64 hostNs, qint64 deviceNs, DeviceClock clock = DeviceClock::Utc)
{
    Event event;
    event.hostNs = hostNs;
    event.deviceNs = deviceNs;
    event.deviceClock = clock;
    return event;
}

qint64 utc(const QString& text)
{
    return QDateTime::fromString(text, Qt::ISODate).toMSecsSinceEpoch() * 1'000'000;
}

/// How late reports come, in milliseconds: always late, some very.
constexpr std::array<int, 8> delays{10, 30, 20, 900, 15, 25, 40, 10};

} // namespace

class TestDeviceClock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutATimeNothingIsKnown()
    {
        DeviceClockEstimate estimate;
        Event event;
        event.hostNs = start;
        estimate.add(event);
        estimate.add(report(start, 5, DeviceClock::None));
        QVERIFY(!estimate.fit());
    }

    void lateReportsDoNotMoveTheLine()
    {
        std::vector<Event> events;
        constexpr double drift = 50e-6;
        for (int i = 0; i < 64; ++i) {
            const qint64 sent = start + i * 10 * second;
            const qint64 device = sent + 90 * second + std::llround(drift * static_cast<double>(i * 10 * second));
            events.push_back(report(sent + delays[static_cast<std::size_t>(i) % delays.size()] * 1'000'000LL, device));
        }
        const auto fit = deviceClockOf(events).fit();
        QVERIFY(fit);
        QCOMPARE(fit->readings, 64);
        QVERIFY2(std::abs(fit->drift - drift) < 10e-6, qPrintable(QString::number(fit->drift * 1e6)));
        const qint64 expected = 90 * second + std::llround(drift * 630e9);
        QVERIFY2(std::abs(fit->offsetNs - expected) < second / 10, qPrintable(QString::number(fit->offsetNs)));
        QVERIFY(fit->spreadNs > 0 && fit->spreadNs < second / 10);
        // There and back.
        const qint64 host = start + 300 * second;
        QVERIFY(std::abs(fit->hostAt(fit->deviceAt(host)) - host) < 1000);
        QVERIFY2(fit->text().startsWith(QStringLiteral("+90 s against ours ± 0.0")), qPrintable(fit->text()));
    }

    void oneStrayIsNoJumpAndTwoAre()
    {
        DeviceClockEstimate estimate;
        for (int i = 0; i < 10; ++i)
            estimate.add(report(start + i * second, start + i * second));
        estimate.add(report(start + 10 * second, start - 600 * second));
        estimate.add(report(start + 11 * second, start + 11 * second));
        QCOMPARE(estimate.jumps(), 0);
        QCOMPARE(estimate.fit()->offsetNs, 0);
        estimate.add(report(start + 12 * second, start + 3612 * second));
        estimate.add(report(start + 13 * second, start + 3613 * second));
        QCOMPARE(estimate.jumps(), 1);
        QCOMPARE(estimate.fit()->offsetNs, 3600 * second);
    }

    void anUptimeSaysWhenTheDeviceCameUp()
    {
        DeviceClockEstimate estimate;
        for (int i = 0; i < 5; ++i)
            estimate.add(report(start + i * second, (100 + i) * second, DeviceClock::Uptime));
        const auto fit = estimate.fit();
        QCOMPARE(fit->hostAt(0), start - 100 * second);
        QVERIFY2(fit->text().startsWith(QStringLiteral("up since ")), qPrintable(fit->text()));
        // Another kind of clock is another clock.
        estimate.add(report(start + 6 * second, start + 6 * second));
        QCOMPARE(estimate.fit()->clock, DeviceClock::Utc);
        QCOMPARE(estimate.fit()->readings, 1);
        QCOMPARE(estimate.jumps(), 0);
    }

    void theYearIsTheNearest_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("expected");
        QTest::newRow("same day") << "1972-06-01T12:00:00Z"
                                  << "2026-06-01T12:00:05Z"
                                  << "2026-06-01T12:00:00Z";
        QTest::newRow("new year's eve, here it is over") << "1972-12-31T23:59:58Z"
                                                         << "2027-01-01T00:00:03Z"
                                                         << "2026-12-31T23:59:58Z";
        QTest::newRow("new year, here it is not yet") << "1972-01-01T00:00:02Z"
                                                      << "2026-12-31T23:59:50Z"
                                                      << "2027-01-01T00:00:02Z";
        QTest::newRow("leap day") << "1972-02-29T08:00:00Z"
                                  << "2028-02-29T08:00:01Z"
                                  << "2028-02-29T08:00:00Z";
    }

    void theYearIsTheNearest()
    {
        QFETCH(const QString, given);
        QFETCH(const QString, host);
        QFETCH(const QString, expected);
        QCOMPARE(withNearestYear(utc(given), utc(host)), utc(expected));
    }
};

QTEST_GUILESS_MAIN(TestDeviceClock)
#include "tst_deviceclock.moc"
