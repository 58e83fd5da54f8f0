// SPDX-License-Identifier: Apache-2.0
#include "coap/coapclient.h"
#include "coap/coapserver.h"
#include "coap/faultrelay.h"
#include "coapprobe.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <future>
#include <mutex>

using namespace ota;

namespace {

using Kind = CoapBlockFault::Kind;
using Outcome = CoapAnswer::Outcome;

const QString path = QStringLiteral("p/plain");

/// A server with one body of 300 bytes, as in the recordings.
struct OneBody
{
    explicit OneBody(CoapServerOptions options = {}, qsizetype size = 300)
        : server([&options] {
            options.endpoints = {CoapEndpoint{}};
            return options;
        }())
    {
        auto tree = std::make_shared<CoapTree>();
        if (!tree->add(path, patternBody(size)) || !server.start())
            qFatal("the test server does not start");
        server.setTree(tree);
    }

    CoapCall call(quint16 port = 0) const
    {
        CoapCall call;
        call.uri.host = QStringLiteral("127.0.0.1");
        call.uri.port = port ? port : server.port();
        call.uri = call.uri.at(path);
        call.szx = 2;
        call.emptyToken = true; // As RIOT asks.
        call.checkBody = false;
        call.timing = {std::chrono::seconds(1), 1.0, 4, {}};
        return call;
    }

    CoapServer server;
};

CoapBlockFault faultOf(const QString& name)
{
    CoapBlockFault fault;
    fault.onlyBlock(2, 2);
    const auto as = [&fault](Kind kind) {
        fault.kind = kind;
    };
    const auto everywhere = [&fault] {
        fault.fromByte = 0;
        fault.toByte = std::numeric_limits<quint64>::max();
    };
    if (name == QLatin1String("smaller")) {
        as(Kind::SmallerBlocks);
        fault.szx = 1;
        everywhere();
    } else if (name == QLatin1String("larger")) {
        as(Kind::LargerBlocks);
        fault.szx = 4;
    } else if (name == QLatin1String("noblock_opt")) {
        as(Kind::NoBlockOption);
        everywhere();
    } else if (name == QLatin1String("etag_change")) {
        as(Kind::OtherEtag);
        fault.toByte = std::numeric_limits<quint64>::max();
    } else if (name == QLatin1String("wrong_num")) {
        as(Kind::WrongNumber);
        fault.delta = -1;
    } else if (name == QLatin1String("separate")) {
        as(Kind::Separate);
        everywhere();
    } else if (name == QLatin1String("err503_at2")) {
        as(Kind::Answer);
    } else if (name == QLatin1String("err404_at2")) {
        as(Kind::Answer);
        fault.code = coapcode::notFound;
    } else if (name == QLatin1String("rst_at2")) {
        as(Kind::Reset);
    } else if (name == QLatin1String("dup")) {
        as(Kind::Duplicate);
        everywhere();
    } else if (name == QLatin1String("mixed_body")) {
        as(Kind::SwapBody);
        fault.body = patternBody(300, 2);
        fault.toByte = std::numeric_limits<quint64>::max();
    } else if (name == QLatin1String("more_false_early")) {
        as(Kind::NoMore);
    } else if (name == QLatin1String("more_true_end")) {
        as(Kind::AlwaysMore);
        fault.onlyBlock(4, 2);
    } else if (name == QLatin1String("empty_block")) {
        as(Kind::EmptyBlock);
    } else if (name == QLatin1String("noetag")) {
        as(Kind::NoEtag);
        everywhere();
    } else if (name == QLatin1String("wrong_mid")) {
        as(Kind::WrongMessageId);
        fault.count = 1;
    } else if (name == QLatin1String("wrong_token")) {
        as(Kind::WrongToken);
        fault.count = 1;
    } else if (name == QLatin1String("non_resp")) {
        as(Kind::NonConfirmable);
        everywhere();
    } else {
        fault.count = 0;
    }
    return fault;
}

} // namespace

class TestCoapFaults final : public QObject
{
    Q_OBJECT

    CoapClient m_client;

private Q_SLOTS:
    // A client of ours that is as careless as RIOT must end as the device did with the same fault.
    void aCarelessClientReactsAsTheDeviceDid_data()
    {
        QTest::addColumn<bool>("success");
        QTest::addColumn<int>("res");
        const QJsonArray reactions =
            QJsonDocument::fromJson(testData(QStringLiteral("coap/riot_reactions.json"))).array();
        QVERIFY(reactions.size() >= 19);
        for (const QJsonValue& reaction : reactions)
            QTest::addRow("%s", qPrintable(reaction[QStringLiteral("fault")].toString()))
                << (reaction[QStringLiteral("device")].toString() == QStringLiteral("success"))
                << reaction[QStringLiteral("res")].toInt();
    }

    void aCarelessClientReactsAsTheDeviceDid()
    {
        QFETCH(const bool, success);
        QFETCH(const int, res);
        OneBody bench;
        const CoapBlockFault fault = faultOf(QString::fromLatin1(QTest::currentDataTag()));
        bench.server.setFaults({fault});
        const CoapAnswer answer = m_client.run(bench.call());
        const bool whole = answer.accepted() && answer.payload == patternBytes(300);
        QVERIFY2(whole == success, qPrintable(answer.text()));
        switch (res) {
        case 0:
            break;
        case -74: // EBADMSG
            QVERIFY(answer.outcome == Outcome::Broken || answer.outcome == Outcome::Reset);
            break;
        case -102: // ENETRESET
            QCOMPARE(answer.code, coapcode::unavailable);
            break;
        case -6: // ENXIO
            QCOMPARE(answer.code, coapcode::notFound);
            break;
        case -7: // The digest
            QCOMPARE(answer.payload.size(), qsizetype{300});
            break;
        case -1: // Another size than the manifest says
            QVERIFY(answer.payload.size() != 300 || answer.code == coapcode::badRequest);
            break;
        case -51: // Nothing to store
            QCOMPARE(answer.outcome, Outcome::Broken);
            break;
        default:
            QFAIL("a result that this test does not know");
        }
        if (fault.count > 0)
            QVERIFY(bench.server.statistics().faults > 0);
    }

    void aCarefulClientNoticesWhatACarelessOneTakes()
    {
        OneBody bench;
        CoapCall call = bench.call();
        call.checkBody = true;
        bench.server.setFaults({faultOf(QStringLiteral("etag_change"))});
        QCOMPARE(m_client.run(call).outcome, Outcome::BodyChanged);
        CoapBlockFault etags;
        etags.kind = Kind::OtherEtag;
        etags.eachTime = true;
        bench.server.setFaults({etags});
        QCOMPARE(m_client.run(call).outcome, Outcome::BodyChanged);
        bench.server.setFaults({faultOf(QStringLiteral("more_false_early"))});
        QCOMPARE(m_client.run(call).outcome, Outcome::Broken);
        CoapBlockFault release;
        release.kind = Kind::SwapRelease;
        release.body = patternBody(300, 2);
        release.fromBlock(2, 2);
        bench.server.setFaults({release});
        QCOMPARE(m_client.run(call).outcome, Outcome::BodyChanged);
        CoapBlockFault size;
        size.kind = Kind::WrongSize2;
        bench.server.setFaults({size});
        QCOMPARE(m_client.run(call).outcome, Outcome::Broken);
    }

    void oneByteIsChangedWhereverTheBlocksFall()
    {
        OneBody bench;
        CoapBlockFault fault;
        fault.kind = Kind::WrongBytes;
        fault.position = 199;
        fault.mask = 0x80;
        QByteArray expected = patternBytes(300);
        expected[199] = static_cast<char>(static_cast<quint8>(expected[199]) ^ 0x80);
        for (quint8 szx = 0; szx <= 6; ++szx) {
            bench.server.setFaults({fault});
            CoapCall call = bench.call();
            call.szx = szx;
            QCOMPARE(m_client.run(call).payload, expected);
        }
        QCOMPARE(bench.server.statistics().faults, quint64{7});
        // The body itself is untouched.
        bench.server.setFaults({});
        QCOMPARE(m_client.run(bench.call()).payload, patternBytes(300));
    }

    void anEndlessBodyEndsAtTheClientsLimit()
    {
        OneBody bench;
        CoapBlockFault fault;
        fault.kind = Kind::Endless;
        bench.server.setFaults({fault});
        CoapCall call = bench.call();
        call.maxBytes = 1000;
        const CoapAnswer answer = m_client.run(call);
        QCOMPARE(answer.outcome, Outcome::TooLarge);
        QCOMPARE(answer.payload.left(256), patternBytes(300).left(256));
        QCOMPARE(answer.payload.mid(256, 256), patternBytes(300).left(256));
    }

    void anAnswerFromAnotherPortIsNone()
    {
        OneBody bench;
        FaultRule rule;
        rule.kind = FaultRule::Kind::OtherPort;
        rule.direction = FaultRule::Direction::ToClient;
        rule.only = {2};
        FaultRelayOptions options;
        options.serverPort = bench.server.port();
        options.rules = {rule};
        FaultRelay relay(options);
        QVERIFY_RESULT(relay.start());
        const CoapAnswer answer = m_client.run(bench.call(relay.port()));
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        QCOMPARE(answer.payload, patternBytes(300));
        QCOMPARE(answer.repeats, 1);
    }

    void aStalledBlockIsAcknowledgedAndNothingMore()
    {
        OneBody bench;
        CoapBlockFault fault;
        fault.kind = Kind::Stall;
        fault.fromBlock(3, 2);
        bench.server.setFaults({fault});
        CoapProbe probe(bench.server.port());
        const CoapMessage answer = probe.get(path, BlockOption{3, false, 2});
        QCOMPARE(answer.type, CoapType::Acknowledgement);
        QVERIFY(answer.code.isEmpty() && answer.token.isEmpty());
        QVERIFY(probe.receive(50).isEmpty());
        CoapCall call = bench.call();
        call.timing = {std::chrono::seconds(2), 1.0, 0, std::chrono::seconds(2)};
        const CoapAnswer ended = m_client.run(call);
        QCOMPARE(ended.outcome, Outcome::NoAnswer);
        QCOMPARE(ended.payload, patternBytes(300).left(192));
    }

    void aSlowBlockComesAfterItsAcknowledgement()
    {
        OneBody bench;
        CoapBlockFault fault;
        fault.kind = Kind::Slow;
        fault.delay = std::chrono::milliseconds(30);
        fault.onlyBlock(1, 2);
        bench.server.setFaults({fault});
        CoapProbe probe(bench.server.port());
        QVERIFY(probe.get(path, BlockOption{1, false, 2}).code.isEmpty());
        const auto late = CoapMessage::read(bytesOf(probe.receive()));
        QVERIFY(late);
        QCOMPARE(late->type, CoapType::Confirmable);
        QCOMPARE(late->payload, patternBytes(300).mid(64, 64));
        CoapMessage acknowledge;
        acknowledge.type = CoapType::Acknowledgement;
        acknowledge.messageId = late->messageId;
        probe.send(acknowledge.encode());
        QCOMPARE(m_client.run(bench.call()).payload, patternBytes(300));
    }

    void faultsHitOnlyWhomTheyAreMeantFor()
    {
        OneBody bench;
        CoapBlockFault fault;
        fault.kind = Kind::Answer;
        fault.address = QStringLiteral("192.0.2.1");
        CoapBlockFault elsewhere = fault;
        elsewhere.address.clear();
        elsewhere.path = QStringLiteral("other");
        bench.server.setFaults({fault, elsewhere});
        QCOMPARE(m_client.run(bench.call()).payload, patternBytes(300));
        QCOMPARE(bench.server.statistics().faults, quint64{0});
    }

    void aFifthOfTheDatagramsIsLostAndTheDigestIsRight()
    {
        OneBody bench({}, 4000);
        FaultRule loss;
        loss.probability = 0.2;
        FaultRelayOptions options;
        options.serverPort = bench.server.port();
        options.seed = 42;
        options.rules = {loss};
        FaultRelay relay(options);
        QVERIFY_RESULT(relay.start());
        CoapCall call = bench.call(relay.port());
        call.emptyToken = false;
        call.checkBody = true;
        call.timing = {std::chrono::milliseconds(20), 1.2, 12, {}};
        const CoapAnswer answer = m_client.run(call);
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        QCOMPARE(Digest::of(QByteArrayView(answer.payload)), Digest::of(QByteArrayView(patternBytes(4000))));
        QVERIFY(relay.statistics().dropped > 0);
        QVERIFY(answer.repeats > 0);
        QVERIFY(bench.server.statistics().repeats > 0);
    }

    void aBadLinkOfEveryKindStillGivesTheRightBytes()
    {
        OneBody bench({}, 4000);
        const auto rule = [](FaultRule::Kind kind, double probability) {
            FaultRule made;
            made.kind = kind;
            made.probability = probability;
            made.delay = std::chrono::milliseconds(3);
            made.jitter = std::chrono::milliseconds(5);
            made.window = 2;
            return made;
        };
        FaultRelayOptions options;
        options.serverPort = bench.server.port();
        options.rules = {rule(FaultRule::Kind::Drop, 0.05), rule(FaultRule::Kind::Duplicate, 0.1),
                         rule(FaultRule::Kind::Delay, 0.2), rule(FaultRule::Kind::Reorder, 0.1)};
        std::mutex mutex;
        std::map<FaultRule::Kind, int> acts;
        options.onAct = [&](const FaultAct& act) {
            const std::lock_guard lock(mutex);
            ++acts[act.kind];
        };
        FaultRelay relay(options);
        QVERIFY_RESULT(relay.start());
        std::vector<std::future<CoapAnswer>> answers;
        for (int i = 0; i < 5; ++i) {
            CoapCall call = bench.call(relay.port());
            call.emptyToken = false;
            call.checkBody = true;
            call.timing = {std::chrono::milliseconds(40), 1.2, 12, {}};
            auto promise = std::make_shared<std::promise<CoapAnswer>>();
            answers.push_back(promise->get_future());
            m_client.start(call, [promise](CoapAnswer answer) { promise->set_value(std::move(answer)); });
        }
        for (auto& each : answers) {
            const CoapAnswer answer = each.get();
            QVERIFY2(answer.accepted(), qPrintable(answer.text()));
            QCOMPARE(answer.payload, patternBytes(4000));
        }
        relay.stop();
        QCOMPARE(acts.size(), std::size_t{4});
        QCOMPARE(relay.statistics().clients, quint64{5});
    }

    void theServerSeesTheDeviceBehindTheRelay()
    {
        std::shared_ptr<FaultRelay> relay;
        CoapServerOptions serverOptions;
        serverOptions.behind = [&relay](const QString&, quint16 port) {
            return relay->clientOf(port);
        };
        OneBody bench(serverOptions);
        FaultRelayOptions options;
        options.serverPort = bench.server.port();
        relay = std::make_shared<FaultRelay>(options);
        QVERIFY_RESULT(relay->start());
        CoapProbe probe(relay->port());
        QCOMPARE(probe.get(path, BlockOption{0, false, 2}).payload, patternBytes(300).left(64));
        const auto events = bench.server.eventsAfter(0);
        QCOMPARE(events.back().peer->port, probe.port());
    }

    void aCutLinkIsResumedFromANewPort()
    {
        OneBody bench;
        FaultRule cut;
        cut.kind = FaultRule::Kind::CutAtBlock;
        cut.direction = FaultRule::Direction::ToServer;
        cut.block = 3;
        cut.address = QStringLiteral("127.0.0.1");
        FaultRelayOptions options;
        options.serverPort = bench.server.port();
        options.rules = {cut};
        FaultRelay relay(options);
        QVERIFY_RESULT(relay.start());
        CoapCall call = bench.call(relay.port());
        call.timing = {std::chrono::milliseconds(500), 1.0, 1, {}};
        const CoapAnswer cutOff = m_client.run(call);
        QCOMPARE(cutOff.outcome, Outcome::NoAnswer);
        QCOMPARE(cutOff.received, quint64{192});
        relay.setRules(1, {});
        call.fromByte = cutOff.received;
        call.etag = cutOff.etag;
        call.checkBody = true;
        const CoapAnswer rest = m_client.run(call);
        QVERIFY2(rest.accepted(), qPrintable(rest.text()));
        QCOMPARE(cutOff.payload + rest.payload, patternBytes(300));
    }

    void dtlsPassesTheRelayUnchanged()
    {
        CoapServerOptions serverOptions;
        serverOptions.endpoints = {CoapEndpoint{QStringLiteral("127.0.0.1"), 0, true}};
        serverOptions.psk = {CoapPsk::read(QStringLiteral("b:0011")).value()};
        CoapServer server(serverOptions);
        QVERIFY_RESULT(server.start());
        auto tree = std::make_shared<CoapTree>();
        QVERIFY_RESULT(tree->add(path, patternBody(300)));
        server.setTree(tree);
        FaultRelayOptions options;
        options.serverPort = server.port(true);
        FaultRelay relay(options);
        QVERIFY_RESULT(relay.start());
        CoapCall call;
        call.uri.host = QStringLiteral("127.0.0.1");
        call.uri.port = relay.port();
        call.uri.secure = true;
        call.uri = call.uri.at(path);
        call.psk = serverOptions.psk.front();
        const CoapAnswer answer = m_client.run(call);
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        QCOMPARE(answer.payload, patternBytes(300));
    }
};

QTEST_GUILESS_MAIN(TestCoapFaults)
#include "tst_coapfaults.moc"
