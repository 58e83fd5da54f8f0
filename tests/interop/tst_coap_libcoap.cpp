// SPDX-License-Identifier: Apache-2.0
// Debian's coap-client and coap-server against our server and client.
#include "coap/coapclient.h"
#include "coap/coapserver.h"
#include "coap/coapuploads.h"
#include "coapprobe.h"
#include "interopprocess.h"
#include "testsupport.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <future>

using namespace ota;

namespace {

const QString plainClient = QStringLiteral("coap-client-notls");
const QString secureClient = QStringLiteral("coap-client-openssl");

constexpr qsizetype bodySize = 20'011;

QByteArray contentOf(const QString& fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
}

class FolderSink final : public CoapUploadSink
{
public:
    CoapCode mayUpload(const CoapPeer&, const QString&) override { return coapcode::changed; }
    bool exists(const QString&) override { return false; }
    CoapCode store(const Upload& upload) override
    {
        digest = upload.digest;
        return coapcode::created;
    }
    CoapCode commit(const CoapPeer&, const QString&) override { return coapcode::changed; }
    Digest digest;
};

/// A root that signed an authority that signed a server, by OpenSSL's own tool; and a root that signed nothing.
struct TestChain
{
    explicit TestChain(const QString& folder)
        : root(folder + QStringLiteral("/root.pem"))
        , stranger(folder + QStringLiteral("/stranger.pem"))
        , serverChain(folder + QStringLiteral("/chain.pem"))
        , serverKey(folder + QStringLiteral("/server.key"))
    {
        const QString extensions = folder + QStringLiteral("/authority.ext");
        QFile file(extensions);
        made = file.open(QIODevice::WriteOnly) && file.write("basicConstraints=critical,CA:TRUE\n") > 0;
        file.close();
        const auto at = [&folder](const char* name) {
            return QString(folder + QLatin1Char('/') + QString::fromLatin1(name));
        };
        const QStringList newKey = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout"};
        for (const char* name : {"root", "stranger"})
            run(QStringList{"req", "-x509", "-days", "2", "-subj", QString("/CN=") + name, "-out", at(name) + ".pem"} +
                newKey + QStringList{at(name) + ".key"});
        for (const char* name : {"between", "server"})
            run(QStringList{"req", "-subj", QString("/CN=") + name, "-out", at(name) + ".csr"} + newKey +
                QStringList{at(name) + ".key"});
        sign(at("between"), at("root"), {"-extfile", extensions});
        sign(at("server"), at("between"), {});
        QFile out(serverChain);
        made = made && out.open(QIODevice::WriteOnly) &&
               out.write(contentOf(at("server.pem")) + contentOf(at("between.pem"))) > 0;
    }

    QString root;
    QString stranger;
    QString serverChain;
    QString serverKey;
    bool made = false;

private:
    void run(const QStringList& arguments) { made = made && runProgram(QStringLiteral("openssl"), arguments) == 0; }

    void sign(const QString& subject, const QString& issuer, const QStringList& more)
    {
        run(QStringList{"x509", "-req", "-days", "2", "-in", subject + ".csr", "-CA", issuer + ".pem", "-CAkey",
                        issuer + ".key", "-CAcreateserial", "-out", subject + ".pem"} +
            more);
    }
};

} // namespace

class TestCoapLibcoap final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    FolderSink m_sink;
    std::unique_ptr<CoapServer> m_server;
    CoapClient m_client;

    QString uriOf(int endpoint, const QString& path) const
    {
        return m_server->endpoints()[static_cast<std::size_t>(endpoint)].uri() + QLatin1Char('/') + path;
    }

    std::shared_ptr<CoapTree> tree(const QString& version) const
    {
        auto tree = std::make_shared<CoapTree>();
        if (!tree->add(QStringLiteral("fw/slot0"), patternBody(bodySize)) ||
            !tree->addText(QStringLiteral("fw/version"), version, true))
            qFatal("a test path is not usable");
        return tree;
    }

private Q_SLOTS:
    void initTestCase()
    {
        CoapServerOptions options;
        for (const bool secure : {false, true}) {
            options.endpoints.push_back({QStringLiteral("127.0.0.1"), 0, secure});
            options.endpoints.push_back({QStringLiteral("::1"), 0, secure});
        }
        options.psk = {CoapPsk::read(QStringLiteral("board:7365637265742d6b6579")).value()}; // "secret-key"
        options.uploads = &m_sink;
        m_server = std::make_unique<CoapServer>(options);
        QVERIFY_RESULT(m_server->start());
        m_server->setTree(tree(QStringLiteral("1")));
    }

    void theirClientFetchesFromUs_data()
    {
        QTest::addColumn<int>("endpoint");
        QTest::addColumn<int>("blockSize");
        const std::array<const char*, 4> names = {"IPv4", "IPv6", "IPv4 DTLS", "IPv6 DTLS"};
        for (int endpoint = 0; endpoint < 4; ++endpoint) {
            for (int size = 16; size <= 1024; size *= 2)
                QTest::addRow("%s, blocks of %d", names[static_cast<std::size_t>(endpoint)], size) << endpoint << size;
        }
    }

    void theirClientFetchesFromUs()
    {
        QFETCH(const int, endpoint);
        QFETCH(const int, blockSize);
        const QString file = m_dir.filePath(QStringLiteral("got"));
        QFile::remove(file);
        QStringList arguments = {"-B", "30", "-b", QString::number(blockSize), "-o", file};
        if (endpoint >= 2)
            arguments << "-u"
                      << "board"
                      << "-k"
                      << "secret-key";
        arguments << uriOf(endpoint, QStringLiteral("fw/slot0"));
        QByteArray errors;
        QCOMPARE(runProgram(endpoint >= 2 ? secureClient : plainClient, arguments, nullptr, &errors), 0);
        const QByteArray got = contentOf(file);
        QVERIFY2(got.size() == bodySize, errors.constData());
        QCOMPARE(Digest::of(QByteArrayView(got)), Digest::of(QByteArrayView(patternBytes(bodySize))));
    }

    void theirClientGoesOnInTheMiddle()
    {
        QByteArray output;
        QCOMPARE(runProgram(plainClient, {"-B", "30", "-b", "10,64", "-o", "-", uriOf(0, QStringLiteral("fw/slot0"))},
                            &output),
                 0);
        // It may ask for what follows or stop after that block, but what it has must be from there.
        QVERIFY(output.size() >= 64);
        QCOMPARE(output.left(64), patternBytes(bodySize).mid(640, 64));
    }

    void theirClientWithAWrongKeyGetsNothing()
    {
        const quint64 blocks = m_server->statistics().blocks;
        for (const QStringList& who :
             {QStringList{"-u", "board", "-k", "wrong"}, QStringList{"-u", "stranger", "-k", "secret-key"}}) {
            const QString file = m_dir.filePath(QStringLiteral("stolen"));
            runProgram(secureClient,
                       QStringList{"-B", "2", "-o", file} + who + QStringList{uriOf(2, QStringLiteral("fw/slot0"))});
            QVERIFY(QFileInfo(file).size() == 0);
        }
        QCOMPARE(m_server->statistics().blocks, blocks);
        QTRY_VERIFY(m_server->statistics().handshakeErrors > 0);
    }

    // The library itself would send the server's certificate only.
    void theirClientTrustsARootThatSignedThroughAnother()
    {
        const TestChain chain(m_dir.path());
        QVERIFY(chain.made);
        CoapServerOptions options;
        options.endpoints = {{QStringLiteral("127.0.0.1"), 0, true}};
        options.certificates = {chain.serverChain, chain.serverKey, {}};
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        server.setTree(tree(QStringLiteral("1")));
        const auto fetchTrusting = [&](const QString& root, const QString& seconds) {
            const QString file = m_dir.filePath(QStringLiteral("trusted"));
            QFile::remove(file);
            runProgram(secureClient, {"-B", seconds, "-R", root, "-o", file,
                                      QString(server.endpoints()[0].uri() + QStringLiteral("/fw/slot0"))});
            return contentOf(file);
        };
        QCOMPARE(fetchTrusting(chain.root, "30"), patternBytes(bodySize));
        QVERIFY(fetchTrusting(chain.stranger, "3") != patternBytes(bodySize));
        // Ours says the same.
        CoapCall call;
        call.uri = CoapUri::read(QString(server.endpoints()[0].uri() + QStringLiteral("/fw/slot0"))).value();
        call.certificates.authorities = chain.root;
        call.timing.limit = std::chrono::seconds(10);
        const CoapAnswer answer = m_client.run(call);
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
    }

    void theServerTrustsARootThatSignedOurClientThroughAnother()
    {
        const TestChain chain(m_dir.path());
        QVERIFY(chain.made);
        CoapServerOptions options;
        options.endpoints = {{QStringLiteral("127.0.0.1"), 0, true}};
        options.certificates = {chain.serverChain, chain.serverKey, chain.root};
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        server.setTree(tree(QStringLiteral("1")));
        CoapCall call;
        call.uri = CoapUri::read(QString(server.endpoints()[0].uri() + QStringLiteral("/fw/version"))).value();
        call.certificates = {chain.serverChain, chain.serverKey, chain.root};
        call.timing.limit = std::chrono::seconds(10);
        const CoapAnswer answer = m_client.run(call);
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        call.certificates = {{}, {}, chain.root};
        QVERIFY(!m_client.run(call).accepted());
    }

    // RIOT's client gives up when a server sends an identity hint.
    void noIdentityHintIsSentUnlessAsked()
    {
        for (const QByteArray& hint : {QByteArray(), QByteArray("CoAP")}) {
            CoapServerOptions options;
            options.endpoints = {{QStringLiteral("127.0.0.1"), 0, true}};
            options.psk = {CoapPsk::read(QStringLiteral("board:7365637265742d6b6579")).value()};
            options.pskHint = hint;
            CoapServer server(options);
            QVERIFY_RESULT(server.start());
            server.setTree(tree(QStringLiteral("1")));
            QByteArray output;
            QByteArray errors;
            runProgram(secureClient,
                       {"-B", "10", "-v", "7", "-u", "board", "-k", "secret-key",
                        QString(server.endpoints()[0].uri() + QStringLiteral("/fw/version"))},
                       &output, &errors);
            const QByteArray all = output + errors;
            QVERIFY2(all.contains(QByteArray("got psk_identity_hint: '" + hint + "'")), all.constData());
        }
    }

    void theirClientSeesLinksAndErrors()
    {
        QByteArray output;
        QCOMPARE(
            runProgram(plainClient, {"-B", "10", "-b", "64", uriOf(0, QStringLiteral(".well-known/core"))}, &output),
            0);
        QVERIFY(output.contains("</fw/slot0>;ct=42;sz=20011"));
        QVERIFY(output.contains("</fw/version>;ct=0;sz=1;obs"));
        QByteArray errors;
        runProgram(plainClient, {"-B", "10", uriOf(0, QStringLiteral("fw/none"))}, &output, &errors);
        const QByteArray all = output + errors;
        QVERIFY2(all.contains("4.04"), all.constData());
    }

    void theirClientIsToldOfANewVersion_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("plain") << QStringList();
        QTest::newRow("with Block2") << QStringList{"-b", "64"};
    }

    void theirClientIsToldOfANewVersion()
    {
        QFETCH(const QStringList, more);
        m_server->setTree(tree(QStringLiteral("1")));
        RunningProgram client(plainClient, QStringList{"-s", "60", "-w"} + more +
                                               QStringList{uriOf(0, QStringLiteral("fw/version"))});
        QByteArray output;
        const auto shows = [&](const char* line) {
            output += client.process().readAllStandardOutput();
            return output.contains(line);
        };
        QTRY_VERIFY(shows("1\n"));
        m_server->setTree(tree(QStringLiteral("1632124156")));
        QTRY_VERIFY(shows("1632124156\n"));
        m_server->setTree(tree(QStringLiteral("1632124157")));
        QTRY_VERIFY(shows("1632124157\n"));
    }

    void ourClientIsToldByTheirServer_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::newRow("plain") << false;
        QTest::newRow("DTLS") << true;
    }

    void ourClientIsToldByTheirServer()
    {
        QFETCH(const bool, secure);
        const quint16 port = freeUdpPort();
        QStringList arguments = {"-A", "127.0.0.1", "-p", QString::number(port), "-d", "10"};
        if (secure)
            arguments += QStringList{"-k", "secret-key", "-h", "board"};
        const RunningProgram server(
            secure ? QStringLiteral("coap-server-openssl") : QStringLiteral("coap-server-notls"), arguments);
        // What is put there is a resource that can be observed.
        CoapCall put;
        put.uri = CoapUri::read(QStringLiteral("%1://127.0.0.1:%2/watched")
                                    .arg(secure ? QStringLiteral("coaps") : QStringLiteral("coap"))
                                    .arg(secure ? port + 1 : port))
                      .value();
        put.method = CoapMethod::Put;
        put.timing.limit = std::chrono::seconds(20);
        if (secure)
            put.psk = CoapPsk::read(QStringLiteral("board:7365637265742d6b6579")).value();
        put.payload = "state 0";
        QTRY_VERIFY_WITH_TIMEOUT(m_client.run(put).accepted(), 20'000); // It is up.

        CoapCall watch = put;
        watch.method = CoapMethod::Get;
        watch.payload.clear();
        watch.observe = true;
        std::atomic<int> last = -1;
        std::atomic<bool> ordered = true;
        watch.onNotification = [&](const CoapNotification& notification) {
            const int state = notification.payload.mid(6).toInt();
            ordered = ordered && notification.payload.startsWith("state ") && state > last && !notification.last;
            last = state;
            return state < 8;
        };
        std::promise<CoapAnswer> promise;
        auto ended = promise.get_future();
        CoapClient watcher; // Last: what it still tells goes to the others.
        watcher.start(watch, [&promise](CoapAnswer answer) { promise.set_value(std::move(answer)); });
        for (int state = 1; state <= 8; ++state) { // Every sixth or so they want acknowledged.
            QTRY_VERIFY_WITH_TIMEOUT(last >= state - 1, 20'000);
            put.payload = "state " + QByteArray::number(state);
            const CoapAnswer changed = m_client.run(put);
            QVERIFY2(changed.accepted(), qPrintable(changed.text()));
        }
        QVERIFY(ended.wait_for(std::chrono::seconds(20)) == std::future_status::ready);
        const CoapAnswer answer = ended.get();
        QCOMPARE(answer.outcome, CoapAnswer::Outcome::Stopped);
        QCOMPARE(answer.notifications, 9U);
        QVERIFY(ordered);
    }

    void theirClientUploadsToUs_data()
    {
        QTest::addColumn<int>("blockSize");
        for (const int size : {16, 64, 1024})
            QTest::addRow("%d", size) << size;
    }

    void theirClientUploadsToUs()
    {
        QFETCH(const int, blockSize);
        const QString file = m_dir.filePath(QStringLiteral("put"));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(patternBytes(5003, 3));
        out.close();
        m_sink.digest = {};
        QCOMPARE(runProgram(plainClient, {"-B", "30", "-m", "put", "-b", QString::number(blockSize), "-f", file,
                                          uriOf(0, QStringLiteral("up/slot0"))}),
                 0);
        QCOMPARE(m_sink.digest, Digest::of(QByteArrayView(patternBytes(5003, 3))));
    }

    void ourClientUsesTheirServer_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::addColumn<int>("szx");
        for (const bool secure : {false, true}) {
            for (const int szx : {0, 2, 6})
                QTest::addRow("%s, blocks of %d", secure ? "DTLS" : "plain", 16 << szx) << secure << szx;
        }
    }

    void ourClientUsesTheirServer()
    {
        QFETCH(const bool, secure);
        QFETCH(const int, szx);
        const quint16 port = freeUdpPort();
        QStringList arguments = {"-A", "127.0.0.1", "-d", "10", "-p", QString::number(port)};
        if (secure)
            arguments << "-k"
                      << "secret-key";
        RunningProgram server(secure ? QStringLiteral("coap-server-openssl") : QStringLiteral("coap-server-notls"),
                              arguments);
        CoapCall call;
        call.uri.host = QStringLiteral("127.0.0.1");
        call.uri.port = secure ? static_cast<quint16>(port + 1) : port;
        call.uri.secure = secure;
        if (secure)
            call.psk = CoapPsk::read(QStringLiteral("board:7365637265742d6b6579")).value();
        call.uri = call.uri.at(QStringLiteral("example_data"));
        call.timing.limit = std::chrono::seconds(20);
        QTRY_VERIFY_WITH_TIMEOUT(m_client.run(call).outcome == CoapAnswer::Outcome::Answered, 10'000); // It is up.
        call.szx = static_cast<quint8>(szx);
        call.method = CoapMethod::Put;
        call.payload = patternBytes(5003, 4);
        call.contentFormat = coapformat::octets;
        const CoapAnswer put = m_client.run(call);
        QVERIFY2(put.accepted(), qPrintable(put.text()));
        call.method = CoapMethod::Get;
        call.payload.clear();
        call.contentFormat.reset();
        const CoapAnswer got = m_client.run(call);
        QVERIFY2(got.accepted(), qPrintable(got.text()));
        QCOMPARE(Digest::of(QByteArrayView(got.payload)), Digest::of(QByteArrayView(patternBytes(5003, 4))));
        QCOMPARE(got.blocks, static_cast<quint32>((5003 + (16 << szx) - 1) / (16 << szx)));
    }

    void ourClientReadsTheirLinks()
    {
        const quint16 port = freeUdpPort();
        RunningProgram server(QStringLiteral("coap-server-notls"), {"-A", "127.0.0.1", "-p", QString::number(port)});
        CoapCall call;
        call.uri.host = QStringLiteral("127.0.0.1");
        call.uri.port = port;
        call.uri = call.uri.at(QStringLiteral(".well-known/core"));
        call.timing.limit = std::chrono::seconds(10);
        CoapAnswer answer;
        QTRY_VERIFY((answer = m_client.run(call)).accepted());
        const auto links = readLinkFormat(answer.payload);
        QVERIFY(std::any_of(links.begin(), links.end(), [](const CoapLink& link) {
            return link.path == QStringLiteral("time") && link.observable;
        }));
    }
};

QTEST_GUILESS_MAIN(TestCoapLibcoap)
#include "tst_coap_libcoap.moc"
