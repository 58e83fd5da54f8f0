// SPDX-License-Identifier: Apache-2.0
#include "coap/faultplan.h"
#include "coapprobe.h"

#include <QTest>

#include <set>

using namespace ota;

namespace {

using Kind = FaultRule::Kind;
using Direction = FaultRule::Direction;
using Time = FaultPlan::Time;

const Time start{std::chrono::hours(1)};

QByteArray datagram(int number)
{
    return QByteArray::number(number);
}

/// What comes out of a lane when `count` datagrams go in, each 1 ms after the other.
QByteArrayList run(FaultPlan& plan, int count, Direction direction = Direction::ToServer, quint32 client = 0,
                   const QString& address = QStringLiteral("192.0.2.1"))
{
    QByteArrayList out;
    for (int i = 1; i <= count; ++i) {
        const auto fate =
            plan.pass(client, address, direction, bytesOf(datagram(i)), start + std::chrono::milliseconds(i));
        for (const auto& delivery : fate.deliveries)
            out << delivery.bytes;
    }
    return out;
}

} // namespace

class TestFaultPlan final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedHasTheSameFate()
    {
        FaultRule loss;
        loss.probability = 0.2;
        FaultRule corrupt;
        corrupt.kind = Kind::Corrupt;
        corrupt.probability = 0.1;
        FaultPlan first(7, {loss, corrupt});
        FaultPlan second(7, {loss, corrupt});
        FaultPlan other(8, {loss, corrupt});
        const QByteArrayList out = run(first, 1000);
        // Another client in between changes nothing.
        run(second, 500, Direction::ToServer, 1);
        run(second, 500, Direction::ToClient, 0);
        QCOMPARE(run(second, 1000), out);
        QVERIFY(run(other, 1000) != out);
        QVERIFY(out.size() > 740 && out.size() < 860);
    }

    void datagramsAreChosenAsTheRuleSays_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArrayList>("passed");
        QTest::newRow("every third") << QByteArray("every") << QByteArrayList{"2", "3", "5", "6"};
        QTest::newRow("these") << QByteArray("only") << QByteArrayList{"1", "3", "4", "6"};
        QTest::newRow("first two of the rest") << QByteArray("count") << QByteArrayList{"1", "2", "5", "6"};
        QTest::newRow("another client") << QByteArray("address") << QByteArrayList{"1", "2", "3", "4", "5", "6"};
        QTest::newRow("another direction") << QByteArray("direction") << QByteArrayList{"1", "2", "3", "4", "5", "6"};
    }

    void datagramsAreChosenAsTheRuleSays()
    {
        QFETCH(const QByteArray, rule);
        QFETCH(const QByteArrayList, passed);
        FaultRule drop;
        if (rule == "every") {
            drop.every = 3;
        } else if (rule == "only") {
            drop.only = {2, 5};
        } else if (rule == "count") {
            drop.first = 3;
            drop.count = 2;
        } else if (rule == "address") {
            drop.address = QStringLiteral("192.0.2.2");
        } else {
            drop.direction = Direction::ToClient;
        }
        FaultPlan plan(1, {drop});
        QCOMPARE(run(plan, 6), passed);
    }

    void copiesComeAfterTheirDelay()
    {
        FaultRule rule;
        rule.kind = Kind::Duplicate;
        rule.times = 2;
        rule.delay = std::chrono::milliseconds(5);
        FaultPlan plan(1, {rule});
        const auto fate = plan.pass(0, {}, Direction::ToServer, bytesOf(datagram(1)), start);
        QCOMPARE(fate.deliveries.size(), std::size_t{3});
        QCOMPARE(fate.deliveries[0].when, start);
        QCOMPARE(fate.deliveries[2].when, start + std::chrono::milliseconds(10));
        QCOMPARE(fate.deliveries[2].bytes, datagram(1));
        QCOMPARE(fate.acts.size(), std::size_t{1});
    }

    void delayHasItsJitter()
    {
        FaultRule rule;
        rule.kind = Kind::Delay;
        rule.delay = std::chrono::milliseconds(100);
        rule.jitter = std::chrono::milliseconds(50);
        FaultPlan plan(1, {rule});
        std::set<Time> times;
        for (int i = 0; i < 100; ++i) {
            const auto fate = plan.pass(0, {}, Direction::ToServer, bytesOf(datagram(i)), start);
            const Time when = fate.deliveries.front().when;
            QVERIFY(when >= start + rule.delay && when < start + rule.delay + rule.jitter);
            times.insert(when);
        }
        QVERIFY(times.size() > 10);
    }

    void oneIsHeldUntilOthersHavePassed()
    {
        FaultRule rule;
        rule.kind = Kind::Reorder;
        rule.only = {2};
        rule.window = 2;
        rule.delay = std::chrono::milliseconds(100);
        FaultPlan plan(1, {rule});
        QCOMPARE(run(plan, 5), QByteArrayList({"1", "3", "4", "2", "5"}));
        // And no longer than its time.
        rule.only = {2};
        FaultPlan patient(1, {rule});
        QCOMPARE(run(patient, 2), QByteArrayList({"1"}));
        QCOMPARE(patient.nextRelease(), std::optional(start + std::chrono::milliseconds(102)));
        QVERIFY(patient.release(Direction::ToServer, start + std::chrono::milliseconds(101)).empty());
        QVERIFY(patient.release(Direction::ToClient, start + std::chrono::milliseconds(200)).empty());
        const auto released = patient.release(Direction::ToServer, start + std::chrono::milliseconds(102));
        QCOMPARE(released.size(), std::size_t{1});
        QCOMPARE(released[0].second.bytes, datagram(2));
    }

    void bytesAreChangedAndCut()
    {
        FaultRule corrupt;
        corrupt.kind = Kind::Corrupt;
        corrupt.position = 1;
        corrupt.mask = 0x20;
        FaultRule cut;
        cut.kind = Kind::Truncate;
        cut.length = 3;
        FaultPlan plan(1, {corrupt, cut});
        const auto fate = plan.pass(0, {}, Direction::ToServer, bytesOf(QByteArrayView("ABCDE")), start);
        QCOMPARE(fate.deliveries.front().bytes, QByteArray("AbC"));
        FaultRule anywhere;
        anywhere.kind = Kind::Corrupt;
        FaultPlan random(1, {anywhere});
        for (int i = 0; i < 50; ++i) {
            const QByteArray zeros(20, '\0');
            const auto one = random.pass(0, {}, Direction::ToServer, bytesOf(zeros), start).deliveries.front().bytes;
            int bits = 0;
            for (const char byte : one)
                bits += qPopulationCount(static_cast<quint8>(byte));
            QCOMPARE(bits, 1);
        }
        QVERIFY(random.pass(0, {}, Direction::ToServer, {}, start).deliveries.front().bytes.isEmpty());
    }

    void aThrottledLineIsBusyForItsBytes()
    {
        FaultRule rule;
        rule.kind = Kind::Throttle;
        rule.bytesPerSecond = 1000;
        FaultPlan plan(1, {rule});
        const QByteArray hundred(100, 'x');
        for (int i = 1; i <= 3; ++i) {
            const auto fate = plan.pass(0, {}, Direction::ToServer, bytesOf(hundred), start);
            QCOMPARE(fate.deliveries.front().when, start + std::chrono::milliseconds(100 * i));
        }
    }

    void aBlackHoleEndsAfterItsTime()
    {
        FaultRule rule;
        rule.kind = Kind::BlackHole;
        rule.direction = Direction::ToServer;
        rule.only = {3};
        rule.duration = std::chrono::milliseconds(3);
        FaultPlan plan(1, {rule});
        QCOMPARE(run(plan, 8), QByteArrayList({"1", "2", "6", "7", "8"}));
        QCOMPARE(run(plan, 2, Direction::ToClient), QByteArrayList({"1", "2"}));
    }

    void aLinkIsCutAtABlockInBothDirections()
    {
        FaultRule rule;
        rule.kind = Kind::CutAtBlock;
        rule.direction = Direction::ToServer;
        rule.block = 3;
        FaultPlan plan(1, {rule});
        const auto passes = [&plan](quint32 client, Direction direction, quint32 number) {
            CoapMessage message;
            message.code = CoapCode{1};
            message.add(coapoption::block2, CoapProbe::blockValue({number, false, 2}));
            return !plan.pass(client, {}, direction, bytesOf(message.encode()), start).deliveries.empty();
        };
        QVERIFY(passes(0, Direction::ToServer, 2) && passes(0, Direction::ToClient, 2));
        QVERIFY(passes(0, Direction::ToClient, 3)); // Only the other direction was watched.
        QVERIFY(!passes(0, Direction::ToServer, 3));
        QVERIFY(!passes(0, Direction::ToServer, 0) && !passes(0, Direction::ToClient, 0));
        QVERIFY(passes(1, Direction::ToServer, 0)); // Another client has a link of its own.
    }
};

QTEST_GUILESS_MAIN(TestFaultPlan)
#include "tst_faultplan.moc"
