// SPDX-License-Identifier: Apache-2.0
// What the panels know of gateways, by the tables of a bench and by a cloud that is served in the same program.

#include "exosensefixture.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/gatewayfeed.h"
#include "testsupport.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace ota;

namespace {

constexpr int longMs = 30'000;

QByteArray configOf(const char* version)
{
    return R"({"version":")" + QByteArray(version) +
           R"(","name":"n","type":"FILE","payload":"http://127.0.0.1/x.bin"})";
}

class Cloud final : public CloudFixture
{
public:
    Cloud() = default;
    ~Cloud() override { feed.reset(); }

    /// A feed that watches, of the served cloud or of the tables.
    GatewayFeed& watch(bool served)
    {
        boards = std::make_unique<BenchFeed>([this]() -> Result<Bench*> { return bench.get(); });
        GatewayFeed::WithCloud with;
        if (served)
            with = [this](const std::function<void(ExosenseCloud&)>& use) {
                ++looks;
                use(*cloud);
                return true;
            };
        feed = std::make_unique<GatewayFeed>(*boards, with);
        feed->watch(&owner, true);
        return *feed;
    }

    QObject owner;
    std::atomic<int> looks = 0;
    std::unique_ptr<BenchFeed> boards;
    std::unique_ptr<GatewayFeed> feed;
};

} // namespace

class TestGatewaysFeed final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHappensToAGatewayIsTold_data()
    {
        QTest::addColumn<bool>("served");
        QTest::newRow("by the cloud of this program") << true;
        QTest::newRow("by the tables") << false;
    }

    void whatHappensToAGatewayIsTold()
    {
        QFETCH(const bool, served);
        Cloud fixture;
        GatewayFeed& feed = fixture.watch(served);
        QTRY_VERIFY(feed.isLoaded());
        QVERIFY(feed.gateways().empty());
        fixture.addGateway(QStringLiteral("gw-2"));
        QVERIFY_RESULT(fixture.cloud->addIdentity(QStringLiteral("gw-10"), true, QStringLiteral("ab12")));
        QTRY_COMPARE(feed.gateways().size(), 2U);
        const GatewayPtr idle = feed.gateway(QStringLiteral("gw-10"));
        QVERIFY(idle->simulated);
        QCOMPARE(idle->fingerprint, QStringLiteral("ab12"));
        QCOMPARE(idle->identity, DeviceIdentity::State::Listed);
        QTRY_COMPARE(feed.gateway(QStringLiteral("gw-2"))->identity, DeviceIdentity::State::Provisioned);

        QSignalSpy changed(&feed, &GatewayFeed::changed);
        QVERIFY_RESULT(fixture.cloud->setDesired({QStringLiteral("gw-2")}, "config_otau", configOf("2.0")));
        QTRY_COMPARE(feed.gateway(QStringLiteral("gw-2"))->wants, QStringLiteral("2.0"));
        QCOMPARE(feed.gateway(QStringLiteral("gw-2"))->ack, AckState::Pending);
        QCOMPARE(changed.first().first().toStringList(), QStringList{QStringLiteral("gw-2")});
        (void)fixture.cloud->read(QStringLiteral("gw-2"), {"config_otau"});
        QTRY_COMPARE(feed.gateway(QStringLiteral("gw-2"))->ack, AckState::Delivered);

        QVERIFY_RESULT(
            fixture.cloud->write(QStringLiteral("gw-2"),
                                 {{"otau_in", R"({"version":"2.0","status":"DOWNLOAD_STEP","message":"40 %"})"}}, {}));
        QTRY_VERIFY(feed.gateway(QStringLiteral("gw-2"))->lastReport.has_value());
        QTRY_COMPARE(feed.gateway(QStringLiteral("gw-2"))->session()->percent, 40.0);
        QVERIFY_RESULT(fixture.cloud->write(QStringLiteral("gw-2"),
                                            {{"otau_in", R"({"version":"2.0","status":"INSTALLED_VERSION"})"}}, {}));
        QTRY_COMPARE(feed.gateway(QStringLiteral("gw-2"))->running, QStringLiteral("2.0"));
        QCOMPARE(feed.gateway(QStringLiteral("gw-2"))->session()->result, SessionResult::Success);
        // Nothing was said of the other one, and nothing was copied.
        QCOMPARE(feed.gateway(QStringLiteral("gw-10")), idle);

        QVERIFY_RESULT(fixture.cloud->revoke(QStringLiteral("gw-2")));
        QTRY_COMPARE_WITH_TIMEOUT(feed.gateway(QStringLiteral("gw-2"))->identity, DeviceIdentity::State::Revoked,
                                  longMs);
    }

    void whoWaitsAndWhoIsConnectedIsSeen()
    {
        Cloud fixture;
        fixture.addGateway(QStringLiteral("gw-1"));
        GatewayFeed& feed = fixture.watch(true);
        QTRY_VERIFY(feed.gateway(QStringLiteral("gw-1")));
        const quint64 poll = fixture.cloud->poll(
            {QStringLiteral("gw-1"), {"config_otau"}, std::nullopt, std::chrono::hours(1)}, [](const auto&) {});
        QTRY_VERIFY(feed.gateway(QStringLiteral("gw-1"))->isWaiting);
        QVERIFY(!feed.gateway(QStringLiteral("gw-1"))->isConnected);
        fixture.cloud->cancelPoll(poll);
        const quint64 session = fixture.cloud->watch(QStringLiteral("gw-1"), [] {});
        QTRY_VERIFY(feed.gateway(QStringLiteral("gw-1"))->isConnected);
        QTRY_VERIFY(!feed.gateway(QStringLiteral("gw-1"))->isWaiting);
        fixture.cloud->cancelPoll(session);
        QTRY_VERIFY(!feed.gateway(QStringLiteral("gw-1"))->isConnected);
    }

    void aGatewayThatIsTakenAwayAndComesAgainBeginsAnew()
    {
        Cloud fixture;
        fixture.addGateway(QStringLiteral("gw-1"));
        GatewayFeed& feed = fixture.watch(false);
        QVERIFY_RESULT(fixture.cloud->write(QStringLiteral("gw-1"),
                                            {{"otau_in", R"({"version":"2.0","status":"INSTALLED_VERSION"})"}}, {}));
        QTRY_VERIFY(feed.gateway(QStringLiteral("gw-1")) &&
                    feed.gateway(QStringLiteral("gw-1"))->running == QStringLiteral("2.0"));
        QVERIFY_RESULT(fixture.cloud->store().removeIdentity(QStringLiteral("gw-1")));
        fixture.clock.advance(std::chrono::seconds(1));
        QVERIFY_RESULT(fixture.cloud->store().addIdentity(QStringLiteral("gw-1")));
        QTRY_VERIFY(feed.gateway(QStringLiteral("gw-1")) && feed.gateway(QStringLiteral("gw-1"))->running.isEmpty());
    }

    void nobodyReadsWhenNobodyWatches()
    {
        Cloud fixture;
        GatewayFeed& feed = fixture.watch(true);
        QTRY_VERIFY(fixture.looks > 2);
        feed.watch(&fixture.owner, false);
        const int looks = fixture.looks + 1; // One may be under way.
        QSignalSpy changed(&feed, &GatewayFeed::changed);
        (void)changed.wait(1000);
        QVERIFY(fixture.looks <= looks);
        fixture.addGateway(QStringLiteral("gw-1"));
        feed.refresh();
        QTRY_VERIFY(feed.gateway(QStringLiteral("gw-1")));
    }
};

QTEST_GUILESS_MAIN(TestGatewaysFeed)

#include "tst_gatewaysfeed.moc"
