// SPDX-License-Identifier: Apache-2.0
// Notifications and the sessions that follow, with devices that really listen on loopback.

#include "otaserver/releasetree.h"
#include "otaserverfixture.h"
#include "timeline/reason.h"

#include <QDir>
#include <QJsonArray>
#include <QUdpSocket>

using namespace ota;

namespace {

using State = DeviceNotification::State;

const QByteArray form = "Content-Type: application/x-www-form-urlencoded\r\n";

QByteArray manifest()
{
    return testData(QStringLiteral("suit/riot-tool/native64_ram0.signed.suit"));
}

CoapResponse answer(CoapCode code)
{
    return {code, {}, {}, false};
}

} // namespace

class TestOtaServerNotify final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<ServerFixture>();
        QVERIFY_RESULT(m_fixture->start());
        QCOMPARE(
            m_fixture->publish("native64_x", {{"riot.suit.7.bin", manifest()}, {"slot0.7.bin", QByteArray(4000, 'x')}})
                .status,
            200);
    }

    void cleanup() { m_fixture.reset(); }

    void aRiotBoardIsFoundOutAndGetsItsNul()
    {
        FakeDevice device;
        device.asRiot();
        QVERIFY_RESULT(device.start());
        const DeviceNotification told = notify(address(device));
        QCOMPARE(told.state, State::Accepted);
        QCOMPARE(told.text, QStringLiteral("accepted (2.01)"));
        QCOMPARE(told.profile, NotifyProfile::Riot);
        const QByteArray url =
            QStringLiteral("coap://127.0.0.1:%1/native64_x/riot.suit.latest.bin").arg(m_fixture->coapPort()).toLatin1();
        QCOMPARE(device.got().size(), std::size_t(1));
        QCOMPARE(device.got().front().path, QStringLiteral("suit/trigger"));
        QCOMPARE(device.got().front().payload, QByteArray(url + '\0'));
        QCOMPARE(told.url.toLatin1(), url);
    }

    void aDeviceThatListsNoTriggerGetsTheMethodOfTheRequest()
    {
        FakeDevice device;
        device.offer(CoapMethod::Put, QStringLiteral("notify"), answer(coapcode::changed));
        device.offer(CoapMethod::Post, QStringLiteral("own/suit/trigger"), answer(coapcode::created));
        QVERIFY_RESULT(device.start());
        const TestAnswer put =
            m_fixture->request("PUT", "/notify", m_fixture->bearer() + form,
                               "publish_id=native64_x&device_urls=" + address(device).toLatin1() + "/notify");
        QCOMPARE(put.status, 200);
        QCOMPARE(put.body, QByteArray());
        QCOMPARE(device.got().back().method, CoapMethod::Put);
        QVERIFY(!device.got().back().payload.endsWith('\0'));
        const TestAnswer post = m_fixture->request("POST", "/notify", m_fixture->bearer() + form,
                                                   "publish_id=native64_x&urls=" + address(device).toLatin1() + "/own");
        QCOMPARE(post.status, 200);
        QCOMPARE(device.got().back().path, QStringLiteral("own/suit/trigger"));
        QVERIFY(!device.got().back().payload.endsWith('\0'));
    }

    void aProfileThatIsNamedOrKnownAsksNothing()
    {
        FakeDevice device;
        device.offer(CoapMethod::Put, QStringLiteral("boot"), answer(coapcode::changed));
        QVERIFY_RESULT(device.start());
        Board board;
        board.id = BoardId(QStringLiteral("old-board"));
        board.links.address = QStringLiteral("coap://") + address(device);
        board.links.profile = QStringLiteral("eraB");
        QVERIFY_RESULT(m_fixture->bench().boards().add(board));
        DeviceNotification told;
        QTRY_VERIFY((told = notify(address(device) + QStringLiteral("/boot"))).state == State::Accepted);
        QCOMPARE(told.profile, NotifyProfile::EraB);
        QCOMPARE(told.board.text(), QStringLiteral("old-board"));
    }

    void eachDeviceIsCalledWithItsOwnKey()
    {
        const CoapPsk keys[] = {CoapPsk::read(QStringLiteral("first:0011")).value(),
                                CoapPsk::read(QStringLiteral("id-of-second:2233")).value(),
                                CoapPsk::read(QStringLiteral("board-3:4455")).value()};
        ServerFixture fixture;
        fixture.settings.coaps << QStringLiteral("127.0.0.1:0");
        fixture.settings.psk = {keys[0], keys[1], keys[2]};
        QVERIFY_RESULT(fixture.start());
        QCOMPARE(fixture.publish("native64_x", {{"riot.suit.7.bin", manifest()}}).status, 200);
        FakeDevice devices[] = {FakeDevice(keys[0]), FakeDevice(keys[1]), FakeDevice(keys[2])};
        const QString identities[] = {QStringLiteral("first"), QStringLiteral("id-of-second"), QString()};
        OtaServer::Order order = orderFor({});
        order.devices.clear();
        order.limit = std::chrono::seconds(20);
        for (int i = 0; i < 3; ++i) {
            devices[i].asRiot();
            QVERIFY_RESULT(devices[i].start());
            const QString url = QStringLiteral("coaps://") + address(devices[i]);
            QVERIFY_RESULT(
                fixture.bench().boards().add(boardAt(QStringLiteral("board-%1").arg(i + 1), url, identities[i])));
            order.devices << url;
        }
        // Its key is not served; and one of which the bench knows nothing.
        QVERIFY_RESULT(fixture.bench().boards().add(
            boardAt(QStringLiteral("board-4"), QStringLiteral("coaps://127.0.9.4"), QStringLiteral("id-of-fourth"))));
        order.devices << QStringLiteral("coaps://127.0.9.4") << QStringLiteral("coaps://127.0.9.5");
        const auto told = fixture.server().notify(order, {});
        QVERIFY_RESULT(told);
        for (int i = 0; i < 3; ++i) {
            const DeviceNotification& device = (*told)[static_cast<std::size_t>(i)];
            QVERIFY2(device.isAccepted(), qPrintable(device.text));
            QCOMPARE(devices[i].got().size(), std::size_t(1));
        }
        QCOMPARE((*told)[3].state, State::NotSent);
        QVERIFY2((*told)[3].text.contains(QStringLiteral("\"id-of-fourth\"")), qPrintable((*told)[3].text));
        QCOMPARE((*told)[4].state, State::NotSent);
        QVERIFY2((*told)[4].text.contains(QStringLiteral("--psk-identity")), qPrintable((*told)[4].text));
    }

    void aKeyThatIsChangedHoldsForTheNextNotification()
    {
        const CoapPsk older = CoapPsk::read(QStringLiteral("only:0011")).value();
        const CoapPsk newer = CoapPsk::read(QStringLiteral("only:2233")).value();
        ServerFixture fixture;
        fixture.settings.coaps << QStringLiteral("127.0.0.1:0");
        fixture.settings.psk = {older};
        QVERIFY_RESULT(fixture.start());
        QCOMPARE(fixture.publish("native64_x", {{"riot.suit.7.bin", manifest()}}).status, 200);
        FakeDevice device(newer);
        device.asRiot();
        QVERIFY_RESULT(device.start());
        fixture.server().setPskIdentities({newer});
        OtaServer::Order order = orderFor(QString(QStringLiteral("coaps://") + address(device)));
        order.limit = std::chrono::seconds(20);
        const auto told = fixture.server().notify(order, {}); // One key and an unknown device: it is that one.
        QVERIFY_RESULT(told);
        QVERIFY2(told->front().isAccepted(), qPrintable(told->front().text));
    }

    void aRefusalSaysWhatMayHelp()
    {
        FakeDevice device; // Knows PUT only.
        device.offer(CoapMethod::Put, QStringLiteral("suit/trigger"), answer(coapcode::changed));
        QVERIFY_RESULT(device.start());
        OtaServer::Order order = orderFor(address(device));
        order.profile = NotifyProfile::Riot;
        const DeviceNotification told = run(order).front();
        QCOMPARE(told.state, State::Refused);
        QCOMPARE(told.code, QStringLiteral("4.05"));
        QVERIFY2(told.text.contains(QStringLiteral("this device wants PUT")), qPrintable(told.text));
        QVERIFY(told.retry == NotifyProfile::EraB);
        QCOMPARE(device.got().size(), std::size_t(0)); // Never tried unasked.
        const auto session = m_fixture->timeline().session(told.session);
        QVERIFY(session);
        QCOMPARE(session->verdict.result, SessionResult::Rejected);
        QCOMPARE(session->verdict.reason, reason::coap(4, 5));
    }

    void eachKindOfSilenceHasItsWord()
    {
        QUdpSocket silent; // Takes datagrams and says nothing.
        QVERIFY(silent.bind(QHostAddress::LocalHost, 0));
        QUdpSocket gone;
        QVERIFY(gone.bind(QHostAddress::LocalHost, 0));
        const quint16 closedPort = gone.localPort();
        gone.close();
        OtaServer::Order order = orderFor(QStringLiteral("127.0.0.1:%1").arg(silent.localPort()));
        order.devices << QStringLiteral("127.0.0.1:%1").arg(closedPort) << QStringLiteral("http://127.0.0.1")
                      << QStringLiteral("no_such_host.invalid");
        order.limit = std::chrono::milliseconds(1500);
        const auto told = run(order);
        QCOMPARE(told.size(), std::size_t(4));
        QCOMPARE(told[0].result(), QStringLiteral("no-answer"));
        QCOMPARE(told[1].result(), QStringLiteral("unreachable"));
        QCOMPARE(told[2].result(), QStringLiteral("not-an-address"));
        QCOMPARE(told[3].result(), QStringLiteral("not-an-address"));
    }

    void theFreeSlotDecidesTheFile_data()
    {
        QTest::addColumn<QByteArray>("slot");
        QTest::addColumn<QString>("file");
        QTest::newRow("0") << QByteArray("0") << "a-slot0.riot.suit.latest.bin";
        QTest::newRow("1") << QByteArray("1") << "a-slot1.riot.suit.latest.bin";
    }

    void theFreeSlotDecidesTheFile()
    {
        QFETCH(QByteArray, slot);
        QFETCH(QString, file);
        QCOMPARE(
            m_fixture
                ->publish("b_a", {{"a-slot0.riot.suit.3.bin", manifest()}, {"a-slot1.riot.suit.3.bin", manifest()}})
                .status,
            200);
        FakeDevice device;
        device.asRiot();
        device.offer(CoapMethod::Get, QStringLiteral("suit/slot/inactive"), {coapcode::content, slot, {}, false});
        QVERIFY_RESULT(device.start());
        OtaServer::Order order = orderFor(address(device));
        order.releaseId = QStringLiteral("b_a");
        const DeviceNotification told = run(order).front();
        QCOMPARE(told.state, State::Accepted);
        QCOMPARE(told.file, file);
    }

    void aRefusedRequestSaysWhy()
    {
        const auto post = [&](const QByteArray& body) {
            return m_fixture->request("POST", "/notify", m_fixture->bearer() + form, body);
        };
        QCOMPARE(post("publish_id=none&urls=127.0.0.1").status, 404);
        QCOMPARE(post("publish_id=native64_x").reason, QStringLiteral("Missing urls"));
        QCOMPARE(post("publish_id=native64_x&urls=+,+").reason, QStringLiteral("Missing urls"));
        QCOMPARE(post("urls=127.0.0.1").reason, QStringLiteral("Missing publish_id"));
        const TestAnswer twice = post("publish_id=native64_x&urls=127.0.0.1,coap%3A%2F%2F127.0.0.1%3A5683");
        QCOMPARE(twice.status, 400);
        QVERIFY2(twice.body.contains("twice"), twice.body.constData());
        QCOMPARE(post("publish_id=native64_x&urls=127.0.0.1&profile=other").status, 400);
        QCOMPARE(post("publish_id=native64_x&urls=127.0.0.1&timeout=-1").status, 400);
    }

    void theAnswerCountsAndNamesTheDevices()
    {
        FakeDevice good;
        good.asRiot();
        QVERIFY_RESULT(good.start());
        const QByteArray body = "publish_id=native64_x&urls=" + address(good).toLatin1() + ",http%3A%2F%2Fx";
        const TestAnswer plain = m_fixture->request("POST", "/notifyv4", m_fixture->bearer() + form, body);
        QCOMPARE(plain.status, 502);
        QCOMPARE(plain.reason, QStringLiteral("1 of 2 devices not notified"));
        const QByteArrayList lines = plain.body.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0], QByteArray(address(good).toLatin1() + ": accepted (2.01)"));
        QVERIFY(lines[1].startsWith("http://x: not an address"));
        const QJsonObject json =
            m_fixture->request("POST", "/notifyv4", m_fixture->bearer() + form + "Accept: application/json\r\n", body)
                .json();
        QCOMPARE(json[QStringLiteral("devices")].toArray().size(), 2);
        QCOMPARE(json[QStringLiteral("devices")][0][QStringLiteral("result")].toString(), QStringLiteral("accepted"));
        QCOMPARE(m_fixture->request("GET", "/api/devices").json()[QStringLiteral("devices")].toArray().size(), 2);
    }

    void manyDevicesAreToldAtOnceButNotTooMany()
    {
        std::vector<std::unique_ptr<FakeDevice>> devices;
        OtaServer::Order order = orderFor({});
        order.devices.clear();
        for (int i = 0; i < 40; ++i) {
            devices.push_back(std::make_unique<FakeDevice>(QStringLiteral("127.0.1.%1").arg(i + 1)));
            devices.back()->asRiot();
            QVERIFY_RESULT(devices.back()->start());
            order.devices << QStringLiteral("127.0.1.%1:%2").arg(i + 1).arg(devices.back()->port());
        }
        int under = 0;
        int most = 0;
        QSet<QString> begun;
        const auto told = m_fixture->server().notify(order, [&](const DeviceNotification& device) {
            if (!device.isEnd() && !begun.contains(device.device)) {
                begun.insert(device.device);
                most = std::max(most, ++under);
            }
            under -= device.isEnd() ? 1 : 0;
        });
        QVERIFY_RESULT(told);
        QCOMPARE(std::count_if(told->begin(), told->end(), [](const auto& device) { return device.isAccepted(); }), 40);
        QVERIFY2(most <= Notifier::atOnce && most > 1, qPrintable(QString::number(most)));
        for (const auto& device : devices)
            QCOMPARE(device->got().size(), std::size_t(1));
    }

    void cancellingLeavesTheRestUntold()
    {
        QUdpSocket silent;
        QVERIFY(silent.bind(QHostAddress::LocalHost, 0));
        OtaServer::Order order = orderFor(QStringLiteral("127.0.0.1:%1").arg(silent.localPort()));
        order.limit = std::chrono::seconds(60);
        std::stop_source stop;
        const auto told = m_fixture->server().notify(
            order, [&](const DeviceNotification&) { stop.request_stop(); }, stop.get_token());
        QVERIFY_RESULT(told);
        QCOMPARE(told->front().state, State::NotSent);
    }

    void oneSessionHoldsTheOfferTheManifestAndThePayload()
    {
        FakeDevice device;
        device.asRiot();
        QVERIFY_RESULT(device.start());
        const DeviceNotification told = notify(address(device));
        QVERIFY(!told.session.isNull());
        QCOMPARE(m_fixture->timeline().session(told.session)->phase(), Phase::Offered);

        // As a RIOT board: another port for each thing, 64-byte blocks.
        QCOMPARE(m_fixture->fetch(QStringLiteral("native64_x/riot.suit.latest.bin"), 2).payload, manifest());
        QTRY_COMPARE(m_fixture->timeline().session(told.session)->phase(), Phase::Check);
        QCOMPARE(m_fixture->fetch(QStringLiteral("native64_x/slot0.7.bin"), 2).payload.size(), 4000);
        QTRY_VERIFY(m_fixture->timeline().session(told.session)->downloaded.has_value());

        const SessionState session = *m_fixture->timeline().session(told.session);
        QVERIFY(session.hasReached(Phase::Download));
        QCOMPARE(session.transfers.size(), std::size_t(2));
        QVERIFY(session.transfers[0].complete && !session.transfers[0].payload);
        QVERIFY(session.transfers[1].complete && session.transfers[1].payload);
        QCOMPARE(session.transfers[1].done.value_or(0), quint64(4000));
        QCOMPARE(session.release, QStringLiteral("native64_x"));
        QCOMPARE(session.verdict.result, SessionResult::Running); // 100 % is no success.
        QVERIFY(!session.adopted);
        QCOMPARE(m_fixture->timeline().openSessions().size(), std::size_t(1));
        QTRY_COMPARE(m_fixture->server().devices().front().followed,
                     QStringLiteral("manifest fetched, all bytes fetched"));
        QTRY_COMPARE(m_fixture->server().transfers().front().state, TransferView::State::Done);
        QCOMPARE(m_fixture->server().transfers().size(), std::size_t(2));
    }

    void devicesThatShareAnAddressHaveSessionsOfTheirOwn()
    {
        FakeDevice good;
        good.asRiot();
        FakeDevice other; // Knows no trigger.
        other.offer(CoapMethod::Put, QStringLiteral("x"), answer(coapcode::changed));
        QVERIFY_RESULT(good.start());
        QVERIFY_RESULT(other.start());
        OtaServer::Order order = orderFor(address(good));
        order.devices << address(other);
        const auto told = run(order);
        QVERIFY(told[0].session != told[1].session);
        QCOMPARE(m_fixture->timeline().session(told[0].session)->verdict.result, SessionResult::Running);
        QCOMPARE(m_fixture->timeline().session(told[1].session)->verdict.result, SessionResult::Rejected);
        // Only one of them is still to come: what is fetched is its.
        m_fixture->fetch(QStringLiteral("native64_x/riot.suit.latest.bin"), 2);
        QTRY_COMPARE(m_fixture->timeline().session(told[0].session)->phase(), Phase::Check);
    }

    void aManifestThatNobodyOfferedOpensASessionOfTheAddress()
    {
        QCOMPARE(m_fixture->fetch(QStringLiteral("native64_x/riot.suit.7.bin")).payload, manifest());
        QTRY_COMPARE(m_fixture->timeline().openSessions().size(), std::size_t(1));
        const SessionState first = m_fixture->timeline().openSessions().front();
        QVERIFY(first.adopted);
        QCOMPARE(first.board.text(), QStringLiteral("127.0.0.1"));
        QCOMPARE(first.attempt, 1);
        // Again: the next attempt, and the one before is over.
        QCOMPARE(m_fixture->fetch(QStringLiteral("native64_x/riot.suit.7.bin")).payload, manifest());
        QTRY_COMPARE(newestSession().attempt, 2);
    }

    void aBoardOfTheBenchIsNamed()
    {
        Board board;
        board.id = BoardId(QStringLiteral("desk-3"));
        board.kind = BoardKind::Virtual;
        board.links.address = QStringLiteral("coap://127.0.0.1");
        QVERIFY_RESULT(m_fixture->bench().boards().add(board));
        QTRY_COMPARE(fetchedBy(), QStringLiteral("desk-3"));
        QVERIFY(newestSession().simulated);
    }

    void aFileThatIsNotThereIsToldToTheSession()
    {
        FakeDevice device;
        device.asRiot();
        QVERIFY_RESULT(device.start());
        const DeviceNotification told = notify(address(device));
        QCOMPARE(m_fixture->fetch(QStringLiteral("native64_x/gone.bin")).code, coapcode::notFound);
        const auto reasons = [&] {
            QStringList list;
            m_fixture->timeline().flush();
            const auto events = m_fixture->events().events({.session = told.session});
            for (const Event& event : *events)
                list << event.reason;
            return list;
        };
        QTRY_VERIFY(reasons().contains(reason::coap(4, 4)));
    }

    void uploadsOverCoapArePublishedAtTheirCommit()
    {
        const auto call = [](ServerFixture& fixture, CoapMethod method, const QString& path,
                             const QByteArray& payload) {
            CoapCall wanted;
            wanted.uri =
                CoapUri::read(QStringLiteral("coap://127.0.0.1:%1/%2").arg(fixture.coapPort()).arg(path)).value();
            wanted.method = method;
            wanted.payload = payload;
            wanted.timing.limit = std::chrono::seconds(10);
            return fixture.client().run(std::move(wanted)).code;
        };
        // Off by default.
        QCOMPARE(call(*m_fixture, CoapMethod::Put, QStringLiteral("native64_x/slot0.7.bin"), "x"),
                 coapcode::methodNotAllowed);
        QCOMPARE(call(*m_fixture, CoapMethod::Put, QStringLiteral("up/f.bin"), "x"), coapcode::notFound);
        ServerFixture fixture;
        fixture.settings.coapUploads = true;
        QVERIFY_RESULT(fixture.start());
        const QByteArray large(5000, 'y');
        QCOMPARE(call(fixture, CoapMethod::Put, QStringLiteral("up/f.bin"), large), coapcode::created);
        QCOMPARE(call(fixture, CoapMethod::Put, QStringLiteral("up/my.suit"), manifest()), coapcode::created);
        QCOMPARE(fixture.fetch(QStringLiteral("up/f.bin")).code, coapcode::notFound);
        QCOMPARE(call(fixture, CoapMethod::Post, QStringLiteral("other?commit"), {}), coapcode::notFound);
        QCOMPARE(call(fixture, CoapMethod::Post, QStringLiteral("up?commit"), {}), coapcode::changed);
        QCOMPARE(fixture.fetch(QStringLiteral("up/f.bin")).payload, large);
        QCOMPARE(fixture.fetch(QStringLiteral("up/my.suit")).payload, manifest());
        // A manifest of bad form is refused here as everywhere.
        QCOMPARE(call(fixture, CoapMethod::Put, QStringLiteral("bad/m.suit"),
                      testData(QStringLiteral("suit/riot-cases/dup_seq.suit"))),
                 coapcode::created);
        QCOMPARE(call(fixture, CoapMethod::Post, QStringLiteral("bad?commit"), {}), coapcode::forbidden);
        QCOMPARE(call(fixture, CoapMethod::Put, QStringLiteral("a/b/c"), "x"), coapcode::badRequest);
    }

    void anExportedDirectoryIsServedAndWatched()
    {
        ServerFixture fixture;
        const QString tree = fixture.path(QStringLiteral("fw"));
        QVERIFY(QDir().mkpath(tree + QStringLiteral("/suit_update/native64")));
        const auto write = [&](const QString& name, const QByteArray& bytes) {
            QFile file(tree + QLatin1Char('/') + name);
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        QVERIFY(write(QStringLiteral("suit_update/native64/riot.suit.5.bin"), "five"));
        QVERIFY(QFile::link(QStringLiteral("riot.suit.5.bin"),
                            tree + QStringLiteral("/suit_update/native64/riot.suit.latest.bin")));
        QVERIFY(QFile::link(QStringLiteral("/etc/hostname"), tree + QStringLiteral("/leaves")));
        QVERIFY(QFile::link(QStringLiteral(".."), tree + QStringLiteral("/suit_update/loop")));
        QVERIFY(write(QStringLiteral(".hidden"), "x"));
        fixture.settings.tree = tree;
        QVERIFY_RESULT(fixture.start());
        const QString folder = QStringLiteral("suit_update/native64/");
        QCOMPARE(fixture.fetch(folder + QStringLiteral("riot.suit.5.bin")).payload, QByteArray("five"));
        QCOMPARE(fixture.fetch(folder + QStringLiteral("riot.suit.latest.bin")).payload, QByteArray("five"));
        QCOMPARE(fixture.fetch(QStringLiteral("leaves")).code, coapcode::notFound);
        QCOMPARE(fixture.fetch(QStringLiteral(".hidden")).code, coapcode::notFound);
        // New files and new bytes appear without a restart.
        QVERIFY(write(QStringLiteral("suit_update/native64/riot.suit.6.bin"), "six"));
        QTRY_COMPARE(fixture.fetch(folder + QStringLiteral("riot.suit.6.bin")).payload, QByteArray("six"));
        QVERIFY(write(QStringLiteral("suit_update/native64/riot.suit.6.bin"), "seven"));
        QTRY_COMPARE(fixture.fetch(folder + QStringLiteral("riot.suit.6.bin")).payload, QByteArray("seven"));
        QVERIFY(QFile::remove(tree + QStringLiteral("/suit_update/native64/riot.suit.5.bin")));
        QTRY_COMPARE(fixture.fetch(folder + QStringLiteral("riot.suit.5.bin")).code, coapcode::notFound);
        // A release is looked up first.
        QVERIFY(QDir().mkpath(tree + QStringLiteral("/r")));
        QVERIFY(write(QStringLiteral("r/f"), "tree"));
        QTRY_COMPARE(fixture.fetch(QStringLiteral("r/f")).payload, QByteArray("tree"));
        QCOMPARE(fixture.publish("r", {{"f", "release"}}).status, 200);
        QCOMPARE(fixture.fetch(QStringLiteral("r/f")).payload, QByteArray("release"));
    }

private:
    QString address(const FakeDevice& device) const { return QStringLiteral("127.0.0.1:%1").arg(device.port()); }

    static Board boardAt(const QString& name, const QString& url, const QString& pskIdentity)
    {
        Board board;
        board.id = BoardId(name);
        board.links.address = url;
        board.links.pskIdentity = pskIdentity;
        return board;
    }

    OtaServer::Order orderFor(const QString& device) const
    {
        OtaServer::Order order;
        order.releaseId = QStringLiteral("native64_x");
        order.devices << device;
        return order;
    }

    std::vector<DeviceNotification> run(const OtaServer::Order& order)
    {
        auto told = m_fixture->server().notify(order, {});
        return told ? *told : std::vector<DeviceNotification>(order.devices.size());
    }

    DeviceNotification notify(const QString& device) { return run(orderFor(device)).front(); }

    SessionState newestSession()
    {
        SessionState newest;
        for (const SessionState& session : m_fixture->timeline().openSessions())
            newest = session.id > newest.id ? session : newest;
        return newest;
    }

    QString fetchedBy()
    {
        m_fixture->fetch(QStringLiteral("native64_x/riot.suit.7.bin"));
        return newestSession().board.text();
    }

    std::unique_ptr<ServerFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TestOtaServerNotify)
#include "tst_otaserver_notify.moc"
