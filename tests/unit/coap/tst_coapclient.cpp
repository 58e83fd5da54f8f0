// SPDX-License-Identifier: Apache-2.0
#include "coap/coapclient.h"
#include "coap/coapserver.h"
#include "coapprobe.h"
#include "scriptedpeer.h"
#include "testsupport.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace ota;

namespace {

using Outcome = CoapAnswer::Outcome;

CoapUri uriOf(quint16 port, const QString& path, bool secure = false)
{
    CoapUri uri;
    uri.secure = secure;
    uri.host = QStringLiteral("127.0.0.1");
    uri.port = port;
    return uri.at(path);
}

CoapCall callTo(quint16 port, const QString& path = QStringLiteral("fw/slot0"))
{
    CoapCall call;
    call.uri = uriOf(port, path);
    call.timing.ackTimeout = std::chrono::seconds(5); // A busy machine is no reason to ask twice.
    return call;
}

std::shared_ptr<const CoapTree> treeOf(const QString& path, const CoapBody& body)
{
    auto tree = std::make_shared<CoapTree>();
    if (!tree->add(path, body))
        qFatal("a test path is not usable");
    return tree;
}

CoapServerOptions options(bool secure = false)
{
    CoapServerOptions options;
    options.endpoints = {CoapEndpoint{QStringLiteral("127.0.0.1"), 0, secure}};
    return options;
}

CoapPsk psk(const QString& text)
{
    return CoapPsk::read(text).value();
}

} // namespace

class TestCoapClient final : public QObject
{
    Q_OBJECT

    CoapClient m_client;

private Q_SLOTS:
    void aBodyComesWholeWithProgress_data()
    {
        QTest::addColumn<int>("szx");
        QTest::addColumn<bool>("ask");
        for (int szx = 0; szx <= 6; ++szx)
            QTest::addRow("blocks of %d", 16 << szx) << szx << true;
        QTest::addRow("whatever the server likes") << 6 << false;
    }

    void aBodyComesWholeWithProgress()
    {
        QFETCH(const int, szx);
        QFETCH(const bool, ask);
        CoapServer server(options());
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("fw/slot0"), patternBody(5000)));
        CoapCall call = callTo(server.port());
        call.szx = static_cast<quint8>(szx);
        call.askBlocks = ask;
        quint64 next = 0;
        bool inOrder = true;
        call.onBlock = [&](const CoapBlock& block) {
            inOrder = inOrder && block.offset == next && block.total == 5000U;
            next += block.bytes.size();
            return true;
        };
        const CoapAnswer answer = m_client.run(call);
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        QCOMPARE(answer.payload, patternBytes(5000));
        QCOMPARE(answer.etag, Digest::of(QByteArrayView(patternBytes(5000))).toByteArray().first(8));
        QVERIFY(inOrder);
        QCOMPARE(answer.received, quint64{5000});
        QCOMPARE(answer.repeats, 0);
    }

    void aHundredTransfersRunAtOnce()
    {
        CoapServer server(options());
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("fw/slot0"), patternBody(20'000)));
        std::vector<std::future<CoapAnswer>> answers;
        for (int i = 0; i < 100; ++i) {
            auto promise = std::make_shared<std::promise<CoapAnswer>>();
            answers.push_back(promise->get_future());
            CoapCall call = callTo(server.port());
            call.szx = 4;
            m_client.start(call, [promise](CoapAnswer answer) { promise->set_value(std::move(answer)); });
        }
        for (auto& answer : answers) {
            const CoapAnswer got = answer.get();
            QVERIFY2(got.accepted(), qPrintable(got.text()));
            QCOMPARE(got.payload, patternBytes(20'000));
        }
        QCOMPARE(server.statistics().transfersDone, quint64{100});
    }

    void aTransferGoesOnWhereItStopped()
    {
        CoapServer server(options());
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("fw/slot0"), patternBody(5000)));
        CoapCall call = callTo(server.port());
        call.szx = 2;
        call.onBlock = [](const CoapBlock& block) {
            return block.offset < 640;
        };
        const CoapAnswer first = m_client.run(call);
        QCOMPARE(first.outcome, Outcome::Stopped);
        QCOMPARE(first.received, quint64{704});
        call.onBlock = {};
        call.fromByte = first.received;
        call.etag = first.etag;
        const CoapAnswer rest = m_client.run(call);
        QVERIFY2(rest.accepted(), qPrintable(rest.text()));
        QCOMPARE(first.payload + rest.payload, patternBytes(5000));
        // Another release meanwhile: not one byte of it.
        server.setTree(treeOf(QStringLiteral("fw/slot0"), patternBody(5000, 2)));
        const CoapAnswer other = m_client.run(call);
        QCOMPARE(other.outcome, Outcome::BodyChanged);
        QVERIFY(other.payload.isEmpty());
    }

    void itGoesOnFromANewPortWhenTheServerFallsSilent()
    {
        CoapServer server(options());
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("fw/slot0"), patternBody(640)));
        CoapBlockFault silence;
        silence.kind = CoapBlockFault::Kind::Silence;
        silence.onlyBlock(4, 2);
        silence.count = 2;
        server.setFaults({silence});
        CoapCall call = callTo(server.port());
        call.szx = 2;
        call.timing = {std::chrono::seconds(1), 1.0, 1, {}};
        call.resumes = 1;
        const CoapAnswer answer = m_client.run(call);
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        QCOMPARE(answer.payload, patternBytes(640));
        QCOMPARE(answer.resumed, 1);
        QCOMPARE(answer.repeats, 1);
    }

    void silenceIsToldWithItsTransmissions()
    {
        const ScriptedPeer peer([](const CoapMessage&, int) { return std::vector<QByteArray>(); });
        CoapCall call = callTo(peer.port());
        call.timing = {std::chrono::milliseconds(10), 1.0, 2, {}};
        const CoapAnswer answer = m_client.run(call);
        QCOMPARE(answer.outcome, Outcome::NoAnswer);
        QCOMPARE(answer.transmissions, 3);
        QCOMPARE(answer.error().code, Error::Code::Timeout);
        QTRY_COMPARE(peer.seen().size(), std::size_t{3});
        QCOMPARE(peer.seen()[2], peer.seen()[0]);
    }

    void theLimitEndsACallBeforeItsRepetitions()
    {
        const ScriptedPeer peer([](const CoapMessage&, int) { return std::vector<QByteArray>(); });
        CoapCall call = callTo(peer.port());
        call.timing = {std::chrono::milliseconds(20), 1.0, 20, std::chrono::milliseconds(100)};
        const CoapAnswer answer = m_client.run(call);
        QCOMPARE(answer.outcome, Outcome::NoAnswer);
        QVERIFY(answer.transmissions < 21);
    }

    void aClosedPortIsUnreachable()
    {
        quint16 port = 0;
        {
            const ScriptedPeer peer([](const CoapMessage&, int) { return std::vector<QByteArray>(); });
            port = peer.port();
        }
        CoapCall call = callTo(port);
        const CoapAnswer answer = m_client.run(call);
        QCOMPARE(answer.outcome, Outcome::Unreachable);
        QVERIFY(answer.elapsed < call.timing.ackTimeout * 31); // At once, not after all repetitions.
    }

    void oddPeersAreBorneOrRefused_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("outcome");
        for (const auto& [what, outcome] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"separate", "answered"},
                 {"separate twice", "answered"},
                 {"non-confirmable", "answered"},
                 {"foreign id first", "answered"},
                 {"foreign token first", "answered"},
                 {"rubbish first", "answered"},
                 {"reset", "reset"},
                 {"larger block", "broken"},
                 {"wrong number", "broken"},
                 {"short block", "broken"},
                 {"other etag", "body-changed"},
                 {"no more bytes than announced", "broken"},
             })
            QTest::addRow("%s", what) << QString::fromLatin1(what) << QString::fromLatin1(outcome);
    }

    void oddPeersAreBorneOrRefused()
    {
        QFETCH(const QString, what);
        QFETCH(const QString, outcome);
        const CoapBody body = patternBody(100);
        const ScriptedPeer peer([&](const CoapMessage& request, int number) -> std::vector<QByteArray> {
            if (!request.code.isRequest())
                return {}; // Its acknowledgements and resets.
            const auto block = CoapProbe::blockOf(request).value_or(BlockOption{});
            const BlockReply said = reply(body, BlockRequest{block, false, {}, {}, 0});
            CoapMessage answer = ScriptedPeer::answerTo(request, said.code);
            BlockOption sent = said.block2.value_or(BlockOption{});
            QByteArray etag(reinterpret_cast<const char*>(said.etag->data()), 8);
            answer.payload = QByteArray(reinterpret_cast<const char*>(said.payload.data()),
                                        static_cast<qsizetype>(said.payload.size()));
            quint32 size2 = 100;
            CoapMessage empty;
            empty.type = CoapType::Acknowledgement;
            empty.messageId = request.messageId;
            std::vector<QByteArray> before;
            const auto whole = [&] {
                CoapMessage complete = answer;
                complete.add(coapoption::etag, etag);
                complete.add(coapoption::block2, CoapProbe::blockValue(sent));
                complete.add(coapoption::size2, size2);
                return complete;
            };
            if (what.startsWith(QLatin1String("separate"))) {
                answer.type = CoapType::Confirmable;
                answer.messageId = static_cast<quint16>(number + 1);
                before.push_back(empty.encode());
                if (what.endsWith(QLatin1String("twice")))
                    before.push_back(whole().encode());
            } else if (what == QLatin1String("non-confirmable")) {
                answer.type = CoapType::NonConfirmable;
                answer.messageId = static_cast<quint16>(number + 1);
            } else if (what == QLatin1String("foreign id first")) {
                CoapMessage foreign = whole();
                foreign.messageId ^= 0x5555;
                foreign.payload[0] = static_cast<char>(foreign.payload[0] ^ 1);
                before.push_back(foreign.encode());
            } else if (what == QLatin1String("foreign token first")) {
                CoapMessage foreign = whole();
                foreign.token = "other";
                foreign.payload[0] = static_cast<char>(foreign.payload[0] ^ 1);
                before.push_back(foreign.encode());
            } else if (what == QLatin1String("rubbish first")) {
                before = {QByteArray("\xff\xff"), QByteArray(), whole().encode().chopped(answer.payload.size())};
            } else if (what == QLatin1String("reset")) {
                empty.type = CoapType::Reset;
                return {empty.encode()};
            } else if (what == QLatin1String("larger block")) {
                sent.szx = 4;
            } else if (what == QLatin1String("wrong number")) {
                sent.number += 1;
            } else if (what == QLatin1String("short block")) {
                answer.payload.chop(1);
            } else if (what == QLatin1String("other etag") && block.number > 0) {
                etag[0] = static_cast<char>(etag[0] ^ 1);
            } else if (what == QLatin1String("no more bytes than announced")) {
                size2 = 101;
            }
            before.push_back(whole().encode());
            return before;
        });
        CoapCall call = callTo(peer.port());
        call.szx = 1;
        call.timing = {std::chrono::milliseconds(200), 1.0, 3, {}};
        const CoapAnswer answer = m_client.run(call);
        QCOMPARE(outcomeName(answer.outcome), outcome);
        if (answer.outcome == Outcome::Answered)
            QCOMPARE(answer.payload, patternBytes(100));
        else
            QVERIFY(patternBytes(100).startsWith(answer.payload));
    }

    void aLongPayloadIsSentInBlocks()
    {
        const ScriptedPeer peer([](const CoapMessage& request, int) -> std::vector<QByteArray> {
            const auto block = BlockOption::read(bytesOf(request.find(coapoption::block1)->value));
            CoapMessage answer = ScriptedPeer::answerTo(request, block->more ? coapcode::continues : coapcode::changed);
            BlockOption said = *block;
            if (block->number == 0)
                said.szx = 3; // It wants smaller ones from now on.
            answer.add(coapoption::block1, CoapProbe::blockValue(said));
            return {answer.encode()};
        });
        CoapCall call = callTo(peer.port());
        call.method = CoapMethod::Put;
        call.payload = patternBytes(3000);
        call.szx = 5;
        const CoapAnswer answer = m_client.run(call);
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        QCOMPARE(answer.code, coapcode::changed);
        QByteArray received;
        for (const CoapMessage& message : peer.seen())
            received += message.payload;
        QCOMPARE(received, patternBytes(3000));
        QCOMPARE(peer.seen().front().uintOption(coapoption::size1), std::optional<quint32>(3000));
    }

    void aShortPayloadIsSentAsItIs()
    {
        const ScriptedPeer peer([](const CoapMessage& request, int) {
            return std::vector{ScriptedPeer::answerTo(request, coapcode::created).encode()};
        });
        CoapCall call = callTo(peer.port(), QStringLiteral("suit/trigger"));
        call.method = CoapMethod::Post;
        call.payload = QByteArray("coap://[2001:db8::1]/m\0", 23);
        const CoapAnswer answer = m_client.run(call);
        QCOMPARE(answer.text(), QStringLiteral("accepted (2.01)"));
        const auto seen = peer.seen();
        QCOMPARE(seen.size(), std::size_t{1});
        QCOMPARE(seen[0].payload, call.payload);
        QCOMPARE(seen[0].path(), QStringLiteral("suit/trigger"));
        QVERIFY(!seen[0].find(coapoption::block1) && !seen[0].find(coapoption::block2));
    }

    void aRefusalKeepsItsCode()
    {
        CoapServer server(options());
        QVERIFY_RESULT(server.start());
        CoapCall call = callTo(server.port());
        const CoapAnswer missing = m_client.run(call);
        QCOMPARE(missing.text(), QStringLiteral("refused (4.04 Not Found)"));
        QCOMPARE(missing.error().code, Error::Code::NotFound);
        QCOMPARE(missing.payload, QByteArray("not found"));
    }

    void aNameThatNobodyKnowsIsNotAnAddress()
    {
        CoapCall call = callTo(5683);
        call.uri.host = QStringLiteral("no-such-host.invalid");
        QCOMPARE(m_client.run(call).outcome, Outcome::BadAddress);
        call.uri.host = QStringLiteral("localhost");
        call.timing.limit = std::chrono::milliseconds(1);
        QVERIFY(m_client.run(call).outcome != Outcome::BadAddress);
    }

    void aStoppedWaitEndsAtOnce()
    {
        const ScriptedPeer peer([](const CoapMessage&, int) { return std::vector<QByteArray>(); });
        CoapCall call = callTo(peer.port());
        call.timing.ackTimeout = std::chrono::minutes(10);
        std::stop_source stop;
        std::future<CoapAnswer> answer =
            std::async(std::launch::async, [&] { return m_client.run(call, stop.get_token()); });
        QTRY_COMPARE(peer.seen().size(), std::size_t{1});
        stop.request_stop();
        QCOMPARE(answer.get().outcome, Outcome::Cancelled);
        stop = {};
        stop.request_stop(); // Before it begins.
        QCOMPARE(m_client.run(call, stop.get_token()).outcome, Outcome::Cancelled);
    }

    void aDeletedClientEndsItsCalls()
    {
        const ScriptedPeer peer([](const CoapMessage&, int) { return std::vector<QByteArray>(); });
        auto client = std::make_unique<CoapClient>();
        std::atomic<int> cancelled = 0;
        for (int i = 0; i < 10; ++i) {
            client->start(callTo(peer.port()),
                          [&](const CoapAnswer& answer) { cancelled += answer.outcome == Outcome::Cancelled ? 1 : 0; });
        }
        client.reset();
        QCOMPARE(cancelled.load(), 10);
    }

    void aPreSharedKeyOpensASession()
    {
        CoapServerOptions serverOptions = options(true);
        serverOptions.psk = {psk(QStringLiteral("board-1:00112233")), psk(QStringLiteral("board-2:44556677"))};
        CoapServer server(serverOptions);
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("fw/slot0"), patternBody(5000)));
        CoapCall call = callTo(server.port(true));
        call.uri.secure = true;
        call.psk = psk(QStringLiteral("board-2:44556677"));
        const CoapAnswer answer = m_client.run(call);
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        QCOMPARE(answer.payload, patternBytes(5000));
        const auto events = server.eventsAfter(0);
        const auto connected = std::find_if(events.begin(), events.end(), [](const CoapServerEvent& event) {
            return event.kind == CoapServerEvent::Kind::SessionConnected;
        });
        QVERIFY(connected != events.end());
        QCOMPARE(connected->peer->identity, QStringLiteral("board-2"));
        QVERIFY(connected->peer->secure);
    }

    void aWrongKeyAndAnUnknownIdentityAreRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("unknown identity") << QStringLiteral("board-9:00112233");
        QTest::newRow("wrong key") << QStringLiteral("board-1:99");
    }

    void aWrongKeyAndAnUnknownIdentityAreRefused()
    {
        QFETCH(const QString, key);
        CoapServerOptions serverOptions = options(true);
        serverOptions.psk = {psk(QStringLiteral("board-1:00112233"))};
        CoapServer server(serverOptions);
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("fw/slot0"), patternBody(100)));
        CoapCall call = callTo(server.port(true));
        call.uri.secure = true;
        call.psk = psk(key);
        call.timing.limit = std::chrono::seconds(5); // A wrong key is answered with silence.
        const CoapAnswer answer = m_client.run(call);
        QCOMPARE(outcomeName(answer.outcome), QStringLiteral("tls-failed"));
        QCOMPARE(server.statistics().blocks, quint64{0});
        // Known from now on, without a restart.
        server.setPskIdentities({psk(key)});
        call.timing.limit = std::chrono::seconds(30);
        QVERIFY(m_client.run(call).accepted());
    }

    void aCertificateOfTheBenchIsTrustedAndAnotherIsNot()
    {
        QTemporaryDir dir;
        const auto openssl = [&dir](const QStringList& arguments) {
            QProcess process;
            process.setWorkingDirectory(dir.path());
            process.start(QStringLiteral("openssl"), arguments);
            return process.waitForFinished() && process.exitCode() == 0;
        };
        const auto authority = [&](const QString& name) {
            return openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                            "-keyout", name + ".key", "-out", name + ".pem", "-days", "2", "-subj", "/CN=" + name});
        };
        QVERIFY(authority(QStringLiteral("good")) && authority(QStringLiteral("other")));
        QVERIFY(openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                         "server.key", "-out", "server.csr", "-subj", "/CN=bench.example"}));
        QVERIFY(openssl({"x509", "-req", "-in", "server.csr", "-CA", "good.pem", "-CAkey", "good.key",
                         "-CAcreateserial", "-days", "2", "-out", "server.pem"}));
        CoapServerOptions serverOptions = options(true);
        serverOptions.certificates = {dir.filePath("server.pem"), dir.filePath("server.key"), {}};
        serverOptions.psk = {psk(QStringLiteral("board-1:00112233"))};
        CoapServer server(serverOptions);
        QVERIFY_RESULT(server.start());
        server.setTree(treeOf(QStringLiteral("fw/slot0"), patternBody(5000)));
        CoapCall call = callTo(server.port(true));
        call.uri.secure = true;
        call.certificates.authorities = dir.filePath("good.pem");
        call.timing.limit = std::chrono::seconds(30);
        const CoapAnswer answer = m_client.run(call);
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        QCOMPARE(answer.payload, patternBytes(5000));
        call.serverName = QStringLiteral("bench.example");
        QVERIFY(m_client.run(call).accepted());
        call.serverName = QStringLiteral("other.example");
        QCOMPARE(outcomeName(m_client.run(call).outcome), QStringLiteral("tls-failed"));
        call.serverName.clear();
        call.certificates.authorities = dir.filePath("other.pem");
        QCOMPARE(outcomeName(m_client.run(call).outcome), QStringLiteral("tls-failed"));
        // The same port also takes pre-shared keys.
        call.certificates = {};
        call.psk = psk(QStringLiteral("board-1:00112233"));
        QVERIFY(m_client.run(call).accepted());
    }

    void aSecureServerThatIsNotThereIsSilentOrUnreachable()
    {
        const ScriptedPeer peer([](const CoapMessage&, int) { return std::vector<QByteArray>(); });
        CoapCall call = callTo(peer.port());
        call.uri.secure = true;
        call.psk = psk(QStringLiteral("board-1:00112233"));
        call.timing.limit = std::chrono::milliseconds(300);
        QCOMPARE(outcomeName(m_client.run(call).outcome), QStringLiteral("no-answer"));
    }
};

QTEST_GUILESS_MAIN(TestCoapClient)
#include "tst_coapclient.moc"
