// SPDX-License-Identifier: Apache-2.0
#include "coap/coapserver.h"
#include "coapprobe.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ota;

namespace {

using Kind = CoapServerEvent::Kind;

CoapServerOptions plainOptions()
{
    CoapServerOptions options;
    options.endpoints = {CoapEndpoint{}};
    return options;
}

std::shared_ptr<const CoapTree> treeOf(const QString& path, const CoapBody& body)
{
    auto tree = std::make_shared<CoapTree>();
    if (!tree->add(path, body))
        qFatal("a test path is not usable");
    return tree;
}

/// The kinds and paths of all events but single blocks, in order.
QStringList story(const CoapServer& server)
{
    QStringList lines;
    for (const CoapServerEvent& event : server.eventsAfter(0)) {
        if (event.kind == Kind::BlockServed)
            continue;
        const QString path = event.transfer ? event.transfer->path : event.path;
        lines << QStringLiteral("%1 %2").arg(kindName(event.kind), path).trimmed();
    }
    return lines;
}

QByteArray hexOf(const QJsonValue& value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

} // namespace

class TestCoapServer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBodyComesInBlocksOfAnySize_data()
    {
        QTest::addColumn<int>("szx");
        QTest::addColumn<int>("size");
        for (int szx = 0; szx <= 6; ++szx) {
            for (const int size : {0, 1, 15, 16, 17, 1024, 5000})
                QTest::addRow("%d bytes in blocks of %d", size, 16 << szx) << szx << size;
        }
    }

    void aBodyComesInBlocksOfAnySize()
    {
        QFETCH(const int, szx);
        QFETCH(const int, size);
        CoapServer server(plainOptions());
        QVERIFY_RESULT(server.start());
        const CoapBody body = patternBody(size);
        server.setTree(treeOf(QStringLiteral("fw/slot0"), body));
        CoapProbe probe(server.port());
        QCOMPARE(probe.fetch(QStringLiteral("fw/slot0"), static_cast<quint8>(szx)), patternBytes(size));
        QCOMPARE(server.statistics().transfersDone, quint64{1});
        QCOMPARE(story(server), QStringList({"session-new", "transfer-started fw/slot0", "transfer-done fw/slot0"}));
    }

    void whatADeviceRecordedIsAnsweredAsRecorded()
    {
        // All requests of a complete update by a RIOT board. Our answers must carry the same bytes in the same blocks;
        // ETags are ours.
        const QJsonArray steps =
            QJsonDocument::fromJson(testData(QStringLiteral("coap/riot_update_datagrams.json"))).array();
        QHash<QString, QByteArray> bodies;
        for (int i = 0; i + 1 < steps.size(); i += 2) {
            const QByteArray ask = hexOf(steps[i][QStringLiteral("hex")]);
            const QByteArray said = hexOf(steps[i + 1][QStringLiteral("hex")]);
            bodies[CoapMessage::read(bytesOf(ask))->path()] += CoapMessage::read(bytesOf(said))->payload;
        }
        QCOMPARE(bodies.size(), 2);
        auto tree = std::make_shared<CoapTree>();
        for (auto body = bodies.cbegin(); body != bodies.cend(); ++body)
            QVERIFY_RESULT(tree->add(body.key(), CoapBody::of(SharedBytes::fromBuffer(body.value()))));
        CoapServer server(plainOptions());
        QVERIFY_RESULT(server.start());
        server.setTree(tree);
        QHash<int, std::shared_ptr<CoapProbe>> probes;
        for (int i = 0; i + 1 < steps.size(); i += 2) {
            auto& probe = probes[steps[i][QStringLiteral("port")].toInt()];
            if (!probe)
                probe = std::make_shared<CoapProbe>(server.port());
            const QByteArray ask = hexOf(steps[i][QStringLiteral("hex")]);
            const QByteArray said = hexOf(steps[i + 1][QStringLiteral("hex")]);
            const QByteArray datagram = probe->exchange(ask);
            const auto answer = CoapMessage::read(bytesOf(datagram));
            const auto recorded = CoapMessage::read(bytesOf(said));
            QVERIFY(answer && recorded);
            QCOMPARE(answer->type, CoapType::Acknowledgement);
            QCOMPARE(answer->messageId, recorded->messageId);
            QCOMPARE(answer->token, recorded->token);
            QCOMPARE(answer->code, recorded->code);
            QCOMPARE(answer->payload, recorded->payload);
            QCOMPARE(CoapProbe::blockOf(*answer), CoapProbe::blockOf(*recorded));
            QCOMPARE(answer->uintOption(coapoption::size2), recorded->uintOption(coapoption::size2));
        }
        QCOMPARE(server.statistics().transfersDone, quint64{2});
    }

    void aDeviceOfOursAnswersAsRiotDoes()
    {
        CoapServerOptions options = plainOptions();
        options.asRiot = true;
        options.links = QByteArray("</riot/board>,</suit/version>,</suit/trigger>,</.well-known/core>");
        CoapServer server(options);
        server.setHandler(CoapMethod::Post, QStringLiteral("suit/trigger"), [](const CoapRequest& request) {
            CoapResponse response;
            response.code = request.payload.isEmpty()       ? coapcode::incomplete
                            : request.payload.size() >= 128 ? coapcode::tooLarge
                                                            : coapcode::created;
            return response;
        });
        const auto text = [](const char* answer) {
            return [answer](const CoapRequest&) {
                return CoapResponse{coapcode::content, answer, coapformat::text};
            };
        };
        server.setHandler(CoapMethod::Get, QStringLiteral("suit/version"), text("NONE"));
        server.setHandler(CoapMethod::Get, QStringLiteral("riot/board"), text("native64"));
        QVERIFY_RESULT(server.start());
        CoapProbe probe(server.port());
        const QJsonArray pairs =
            QJsonDocument::fromJson(testData(QStringLiteral("coap/riot_device_resources.json"))).array();
        QVERIFY(pairs.size() >= 11);
        for (const QJsonValue& pair : pairs) {
            const QByteArray answer = probe.exchange(hexOf(pair[QStringLiteral("request")]));
            QByteArray recorded = hexOf(pair[QStringLiteral("response")]);
            // Behind the end RIOT sends a payload marker with nothing behind it, which RFC 7252 3 calls malformed; the
            // library can not be made to write that.
            if (recorded.endsWith('\xff'))
                recorded.chop(1);
            QVERIFY2(answer == recorded,
                     qPrintable(QStringLiteral("%1: %2").arg(pair[QStringLiteral("note")].toString(),
                                                             QString::fromLatin1(answer.toHex()))));
        }
    }

    void twoPathsOnOneSocketNeverMix()
    {
        auto tree = std::make_shared<CoapTree>();
        QVERIFY_RESULT(tree->add(QStringLiteral("fw/a"), patternBody(3000, 1)));
        QVERIFY_RESULT(tree->add(QStringLiteral("fw/b"), patternBody(3000, 2)));
        CoapServer server(plainOptions());
        QVERIFY_RESULT(server.start());
        server.setTree(tree);
        CoapProbe probe(server.port());
        QByteArray a;
        QByteArray b;
        for (quint32 number = 0; number < 47; ++number) {
            a += probe.get(QStringLiteral("fw/a"), BlockOption{number, false, 2}).payload;
            b += probe.get(QStringLiteral("fw/b"), BlockOption{number, false, 2}).payload;
        }
        QCOMPARE(a, patternBytes(3000, 1));
        QCOMPARE(b, patternBytes(3000, 2));
    }

    void aReleaseReplacedInMidTransferNeverMixes()
    {
        CoapServer server(plainOptions());
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("r/slot0"), patternBody(640, 1)));
        CoapProbe early(server.port());
        QByteArray body;
        for (quint32 number = 0; number < 10; ++number) {
            if (number == 3)
                server.setTree(treeOf(QStringLiteral("r/slot0"), patternBody(640, 2)));
            if (number == 6)
                server.setTree(std::make_shared<CoapTree>()); // Even removed: this one gets its bytes.
            body += early.get(QStringLiteral("r/slot0"), BlockOption{number, false, 2}).payload;
        }
        QCOMPARE(body, patternBytes(640, 1));
        CoapProbe late(server.port());
        QCOMPARE(late.get(QStringLiteral("r/slot0"), BlockOption{0, false, 2}).code, coapcode::notFound);
        // The one that has its bytes begins anew: now it is gone for it too.
        QCOMPARE(early.get(QStringLiteral("r/slot0"), BlockOption{0, false, 2}).code, coapcode::notFound);
    }

    void aTransferGoesOnAtAnyBlockFromANewPort()
    {
        CoapServer server(plainOptions());
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("r/slot0"), patternBody(640)));
        QByteArray body;
        std::vector<std::unique_ptr<CoapProbe>> probes; // All at once, or the system might give a port a second time.
        for (quint32 number = 0; number < 10; ++number) {
            probes.push_back(std::make_unique<CoapProbe>(server.port()));
            body += probes.back()->get(QStringLiteral("r/slot0"), BlockOption{number, false, 2}).payload;
        }
        QCOMPARE(body, patternBytes(640));
        int resumed = 0;
        for (const CoapServerEvent& event : server.eventsAfter(0))
            resumed += event.kind == Kind::TransferResumed ? 1 : 0;
        QCOMPARE(resumed, 9);
    }

    void aRepeatedRequestIsAnsweredAgainAndCounted()
    {
        CoapServer server(plainOptions());
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("r/slot0"), patternBody(640)));
        CoapProbe probe(server.port());
        CoapMessage message = probe.request(CoapMethod::Get, QStringLiteral("r/slot0"));
        message.add(coapoption::block2, CoapProbe::blockValue({0, false, 2}));
        const CoapMessage first = probe.exchange(message);
        server.setTree(treeOf(QStringLiteral("r/slot0"), patternBody(640, 2)));
        // The answer got lost: the device repeats its request and must get the same bytes.
        QCOMPARE(probe.exchange(message), first);
        QCOMPARE(server.statistics().repeats, quint64{1});
    }

    void wrongRequestsGetTheirCodes_data()
    {
        QTest::addColumn<QByteArray>("datagram");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const CoapMessage& message, CoapCode code) {
            QTest::addRow("%s", name) << message.encode() << int{code.value};
        };
        CoapProbe maker(1);
        const auto get = [&maker](const QString& path) {
            return maker.request(CoapMethod::Get, path);
        };
        row("unknown path", get(QStringLiteral("r/none")), coapcode::notFound);
        row("PUT on a file", maker.request(CoapMethod::Put, QStringLiteral("r/slot0")), coapcode::methodNotAllowed);
        row("DELETE on a file", maker.request(CoapMethod::Delete, QStringLiteral("r/slot0")),
            coapcode::methodNotAllowed);
        row("FETCH on a file", maker.request(CoapMethod::Fetch, QStringLiteral("r/slot0")), coapcode::methodNotAllowed);
        row("DELETE of nothing", maker.request(CoapMethod::Delete, QStringLiteral("r/none")), coapcode::notFound);
        row("POST on links", maker.request(CoapMethod::Post, QStringLiteral(".well-known/core")),
            coapcode::methodNotAllowed);
        row("dot dot", get(QStringLiteral("r")).add(coapoption::uriPath, QByteArray("..")), coapcode::notFound);
        row("slash inside", get(QString()).add(coapoption::uriPath, QByteArray("r/slot0")), coapcode::notFound);
        row("NUL inside", get(QString()).add(coapoption::uriPath, QByteArray("r\0", 2)), coapcode::notFound);
        row("empty segment", get(QStringLiteral("r/slot0")).add(coapoption::uriPath, QByteArray()), coapcode::notFound);
        row("block behind the end",
            get(QStringLiteral("r/slot0")).add(coapoption::block2, CoapProbe::blockValue({10, false, 2})),
            coapcode::badRequest);
        row("reserved size exponent", get(QStringLiteral("r/slot0")).add(coapoption::block2, QByteArray("\x07")),
            coapcode::badRequest);
        row("accept JSON", get(QStringLiteral("r/slot0")).add(coapoption::accept, quint32{50}),
            coapcode::notAcceptable);
        row("accept octets", get(QStringLiteral("r/slot0")).add(coapoption::accept, quint32{42}), coapcode::content);
        row("two Block2",
            get(QStringLiteral("r/slot0"))
                .add(coapoption::block2, QByteArray("\x02"))
                .add(coapoption::block2, QByteArray("\x02")),
            coapcode::badOption);
        row("unknown critical option", get(QStringLiteral("r/slot0")).add(2049, QByteArray("x")), coapcode::badOption);
        row("the file's own ETag",
            get(QStringLiteral("r/slot0"))
                .add(coapoption::etag, Digest::of(QByteArrayView(patternBytes(640))).toByteArray().first(8)),
            coapcode::valid);
    }

    void wrongRequestsGetTheirCodes()
    {
        QFETCH(const QByteArray, datagram);
        QFETCH(const int, code);
        CoapServer server(plainOptions());
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("r/slot0"), patternBody(640)));
        const auto answer = CoapMessage::read(bytesOf(CoapProbe(server.port()).exchange(datagram)));
        QVERIFY(answer);
        QCOMPARE(answer->code.text(), CoapCode{static_cast<quint8>(code)}.text());
    }

    void aRepeatedTriggerIsDoneOnce()
    {
        std::atomic<int> triggers = 0;
        CoapServer server(plainOptions());
        server.setHandler(CoapMethod::Post, QStringLiteral("suit/trigger"), [&triggers](const CoapRequest&) {
            ++triggers;
            return CoapResponse{coapcode::created, "ok", coapformat::text, false};
        });
        QVERIFY_RESULT(server.start());
        CoapProbe probe(server.port());
        const CoapMessage message = probe.request(CoapMethod::Post, QStringLiteral("suit/trigger"));
        const CoapMessage first = probe.exchange(message);
        QCOMPARE(first.code, coapcode::created);
        QCOMPARE(probe.exchange(message), first); // The answer got lost.
        QCOMPARE(triggers.load(), 1);
        QCOMPARE(probe.exchange(probe.request(CoapMethod::Post, QStringLiteral("suit/trigger"))).code,
                 coapcode::created);
        QCOMPARE(triggers.load(), 2);
    }

    void linksAreServedBlockWise()
    {
        auto tree = std::make_shared<CoapTree>();
        for (int i = 0; i < 50; ++i)
            QVERIFY_RESULT(tree->add(QStringLiteral("release %1/manifest").arg(i), patternBody(300)));
        QVERIFY_RESULT(tree->addText(QStringLiteral("r/version"), QStringLiteral("17"), true));
        CoapServer server(plainOptions());
        QVERIFY_RESULT(server.start());
        server.setTree(tree);
        CoapProbe probe(server.port());
        const QByteArray document = probe.fetch(QStringLiteral(".well-known/core"), 4);
        const auto links = readLinkFormat(document);
        QCOMPARE(links.size(), std::size_t{51});
        const auto found = std::find_if(links.begin(), links.end(), [](const CoapLink& link) {
            return link.path == QStringLiteral("release 7/manifest");
        });
        QVERIFY(found != links.end());
        QCOMPARE(found->size, std::optional<quint64>(300));
        QCOMPARE(std::count_if(links.begin(), links.end(), [](const CoapLink& link) { return link.observable; }), 1);
    }

    void observersAreToldOfANewVersion()
    {
        const auto versions = [](const QString& text) {
            auto tree = std::make_shared<CoapTree>();
            if (!tree->addText(QStringLiteral("my fw/version"), text, true))
                qFatal("not usable");
            return tree;
        };
        CoapServer server(plainOptions());
        QVERIFY_RESULT(server.start());
        server.setTree(versions(QStringLiteral("1")));
        CoapProbe probe(server.port());
        QTRY_VERIFY([&] { // The resource becomes observable a moment after setTree.
            CoapMessage subscribe = probe.request(CoapMethod::Get, QStringLiteral("my fw/version"));
            subscribe.add(coapoption::observe, quint32{0})
                .add(coapoption::block2, CoapProbe::blockValue({0, false, 2}));
            const CoapMessage answer = probe.exchange(subscribe);
            return answer.payload == "1" && answer.find(coapoption::observe);
        }());
        server.setTree(versions(QStringLiteral("1"))); // Nothing new: no notification.
        server.setTree(versions(QStringLiteral("1632124156")));
        const auto told = CoapMessage::read(bytesOf(probe.receive()));
        QVERIFY(told);
        QCOMPARE(told->code, coapcode::content);
        QCOMPARE(told->payload, QByteArray("1632124156"));
        QVERIFY(told->find(coapoption::observe));
        server.setTree(std::make_shared<CoapTree>());
        const auto gone = CoapMessage::read(bytesOf(probe.receive()));
        QVERIFY(gone);
        QCOMPARE(gone->code, coapcode::notFound);
    }

    void aPortInUseIsToldAndFreedAgain()
    {
        CoapServer first(plainOptions());
        QVERIFY_RESULT(first.start());
        CoapServerOptions options = plainOptions();
        options.endpoints.front().port = first.port();
        CoapServer second(options);
        const auto started = second.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, Error::Code::Busy);
        QCOMPARE(second.status().state, ServiceStatus::State::Failed);
        first.stop();
        QVERIFY_RESULT(second.start());
        second.stop();
        QVERIFY_RESULT(second.start()); // A service can be started again.
        second.setTree(treeOf(QStringLiteral("a"), patternBody(10)));
        QCOMPARE(CoapProbe(second.port()).get(QStringLiteral("a")).payload, patternBytes(10));
    }

    void bothFamiliesAreServedAtOnce()
    {
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{}, CoapEndpoint{QStringLiteral("::1"), 0, false}};
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("a"), patternBody(10)));
        const auto endpoints = server.endpoints();
        QCOMPARE(endpoints.size(), std::size_t{2});
        QCOMPARE(CoapProbe(endpoints[0].port).get(QStringLiteral("a")).payload, patternBytes(10));
        CoapProbe probe(endpoints[1].port, QHostAddress(QHostAddress::LocalHostIPv6));
        QCOMPARE(probe.get(QStringLiteral("a")).payload, patternBytes(10));
        const auto events = server.eventsAfter(0);
        QCOMPARE(events.back().peer->address, QStringLiteral("::1"));
        QCOMPARE(events.back().peer->port, probe.port());
    }

    void anIpv4PeerOfADoubleStackIsShownAsOne()
    {
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{QStringLiteral("::"), 0, false}};
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("a"), patternBody(10)));
        QCOMPARE(CoapProbe(server.port()).get(QStringLiteral("a")).payload, patternBytes(10));
        const auto peer = server.eventsAfter(0).back().peer;
        QCOMPARE(peer->address, QStringLiteral("127.0.0.1"));
        QVERIFY(peer->loopback);
    }
};

QTEST_GUILESS_MAIN(TestCoapServer)
#include "tst_coapserver.moc"
