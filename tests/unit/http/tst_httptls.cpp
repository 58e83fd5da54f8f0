// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "base/digest.h"
#include "base/files.h"
#include "crypto/certificates.h"
#include "http/httpserver.h"
#include "rawclient.h"
#include "serving.h"
#include "testsupport.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace ota;
using namespace std::chrono_literals;

/// The same server behind TLS, with certificates of the bench.
class TestHttpTls final : public QObject
{
    Q_OBJECT

private:
    HttpServerSettings tlsSettings() const
    {
        HttpServerSettings settings;
        settings.name = QStringLiteral("https");
        settings.tls = HttpTlsFiles{m_files.chain, m_files.privateKey};
        return settings;
    }

    QSslConfiguration clientTrust(QSsl::SslProtocol protocol = QSsl::SecureProtocols) const
    {
        QSslConfiguration trust;
        trust.setCaCertificates(QSslCertificate::fromPath(m_files.authority));
        trust.setProtocol(protocol);
        return trust;
    }

    static bool isEncrypted(RawClient& client) { return qobject_cast<QSslSocket*>(&client.socket())->isEncrypted(); }

    QTemporaryDir m_directory;
    CertificateFiles m_files;

private Q_SLOTS:
    void initTestCase()
    {
        const auto files = ensureServerCertificate(m_directory.path(), {QStringLiteral("127.0.0.1")}, SystemClock());
        QVERIFY_RESULT(files);
        m_files = *files;
    }

    void aClientThatTrustsTheAuthorityIsServed_data()
    {
        QTest::addColumn<int>("protocol");
        QTest::newRow("1.2") << int(QSsl::TlsV1_2);
        QTest::newRow("1.3") << int(QSsl::TlsV1_3);
    }
    void aClientThatTrustsTheAuthorityIsServed()
    {
        QFETCH(int, protocol);
        HttpRouter router;
        router.get("/peer", [](const HttpRequest& r) {
            return HttpResponse::text(200, r.peer.isSecure ? QStringLiteral("secure") : QStringLiteral("plain"));
        });
        router.post("/echo", echo);
        const auto server = serve(std::move(router), tlsSettings());
        QVERIFY(server->status().address.startsWith(QStringLiteral("https://127.0.0.1:")));
        RawClient client(server->port(), clientTrust(static_cast<QSsl::SslProtocol>(protocol)));
        QVERIFY(isEncrypted(client));
        QCOMPARE(client.request(get("/peer")).body, "secure");
        const QByteArray body(900'000, 'b');
        QVERIFY(client.request(post("/echo", body)).body == body);
    }

    void anOldVersionIsRefused()
    {
        const auto server = serve({}, tlsSettings());
        // OpenSSL must be let down to security level 0 to speak it at all.
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("s_client"), QStringLiteral("-tls1_1"), QStringLiteral("-cipher"),
                       QStringLiteral("DEFAULT@SECLEVEL=0"), QStringLiteral("-connect"),
                       QStringLiteral("127.0.0.1:%1").arg(server->port())});
        openssl.closeWriteChannel();
        QVERIFY(openssl.waitForFinished());
        QVERIFY(openssl.exitCode() != 0);
        const QByteArray said = openssl.readAllStandardError() + openssl.readAllStandardOutput();
        QVERIFY2(said.contains("protocol version"), said.constData());
    }

    void aClientWithoutTheAuthorityTurnsAway()
    {
        const auto server = serve({}, tlsSettings());
        QSslConfiguration trust;
        trust.setCaCertificates({});
        RawClient client(server->port(), trust);
        QVERIFY(!isEncrypted(client));
        QTRY_COMPARE(server->counters().connectionsOpen, quint64{0});
    }

    void aPlainClientIsClosed()
    {
        const auto server = serve({}, tlsSettings());
        RawClient client(server->port());
        client.send(get("/"));
        QVERIFY(client.isClosedByServer());
        QCOMPARE(server->counters().requests, quint64{0});
    }

    void aHandshakeThatStopsIsCut()
    {
        HttpServerSettings settings = tlsSettings();
        settings.limits.head = 40ms;
        const auto server = serve({}, settings);
        RawClient client(server->port());
        client.send(QByteArray::fromHex("160301"));
        QVERIFY(client.isClosedByServer());
    }

    void filesAreSentWholeOrNotAtAll()
    {
        QByteArray content;
        for (int i = 0; content.size() < 3'000'000; ++i)
            content += QByteArray::number(i) + ' ';
        const QString path = m_directory.filePath(QStringLiteral("f"));
        QVERIFY_RESULT(writeFileDurably(path, content));
        const auto file = HttpFile::open(path);
        QVERIFY_RESULT(file);
        HttpRouter router;
        router.get("/f", [&](const HttpRequest&) { return HttpResponse::file("x/y", *file); });
        const auto server = serve(std::move(router), tlsSettings());
        RawClient client(server->port(), clientTrust());
        QCOMPARE(Digest::of(client.request(get("/f")).body), Digest::of(content));
        QCOMPARE(client.request(get("/f", "Range: bytes=1000000-1000009\r\n")).body, content.mid(1'000'000, 10));
        QVERIFY(QFile::resize(path, 1'000'000));
        const RawResponse response = client.request(get("/f"));
        QVERIFY(!response.complete);
    }

    void aConnectionEndsAtOnceAndWithItsNotify()
    {
        HttpRouter router;
        router.get("/a", [](const HttpRequest&) { return HttpResponse::text(200, QStringLiteral("hello")); });
        HttpServerSettings settings = tlsSettings();
        settings.limits.linger = 1h; // The client need not wait for it.
        const auto server = serve(std::move(router), settings);
        // OpenSSL's own client complains of a stream that ends without the notify.
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("s_client"), QStringLiteral("-quiet"), QStringLiteral("-connect"),
                       QStringLiteral("127.0.0.1:%1").arg(server->port())});
        openssl.write(get("/a", "Connection: close\r\n"));
        QVERIFY(openssl.waitForFinished());
        QVERIFY(openssl.readAllStandardOutput().endsWith("\r\n\r\nhello"));
        QVERIFY(!openssl.readAllStandardError().contains("unexpected eof"));
        QTRY_COMPARE(server->counters().connectionsOpen, quint64{0});
    }

    void eventsPassThrough()
    {
        HttpRouter router;
        std::mutex mutex;
        std::vector<HttpEventStream> streams;
        HttpRoute later = makeRoute("GET", "/s");
        later.answerLater = [&](const HttpRequest&, const HttpResponder& responder) {
            const std::lock_guard lock(mutex);
            streams.push_back(responder.startEvents());
            streams.back().send("e", "1");
        };
        router.add(later);
        const auto server = serve(std::move(router), tlsSettings());
        RawClient client(server->port(), clientTrust());
        client.send(get("/s"));
        const auto first = [&]() -> HttpEventStream* {
            const std::lock_guard lock(mutex);
            return streams.empty() ? nullptr : &streams.front();
        };
        QTRY_VERIFY(first());
        QVERIFY(first()->send("e", "2"));
        first()->close();
        QCOMPARE(client.receive().body, "event: e\ndata: 1\n\nevent: e\ndata: 2\n\n");
    }

    void badFilesAreNamed_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("named");
        const QString none = m_directory.filePath(QStringLiteral("none"));
        const QString junk = m_directory.filePath(QStringLiteral("junk"));
        QVERIFY_RESULT(writeFileDurably(junk, "junk"));
        const QString other = m_directory.filePath(QStringLiteral("other.key"));
        const QString locked = m_directory.filePath(QStringLiteral("locked.key"));
        QCOMPARE(
            QProcess::execute(QStringLiteral("openssl"), {QStringLiteral("genpkey"), QStringLiteral("-algorithm"),
                                                          QStringLiteral("ed25519"), QStringLiteral("-out"), other}),
            0);
        QCOMPARE(QProcess::execute(QStringLiteral("openssl"),
                                   {QStringLiteral("pkey"), QStringLiteral("-in"), m_files.privateKey,
                                    QStringLiteral("-aes256"), QStringLiteral("-passout"),
                                    QStringLiteral("pass:secret"), QStringLiteral("-out"), locked}),
                 0);
        QTest::newRow("no certificate") << none << m_files.privateKey << none;
        QTest::newRow("not a certificate") << junk << m_files.privateKey << junk;
        QTest::newRow("no key") << m_files.chain << none << none;
        QTest::newRow("not a key") << m_files.chain << junk << junk;
        QTest::newRow("the key of another") << m_files.chain << other << other;
        QTest::newRow("a key with a password")
            << m_files.chain << locked << locked; // And nobody is asked at the terminal.
    }
    void badFilesAreNamed()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        HttpServerSettings settings;
        settings.tls = HttpTlsFiles{certificate, key};
        const auto started = HttpServer(settings, {}).start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, Error::Code::Rejected);
        QTEST(started.error().context, "named");
    }
};

QTEST_GUILESS_MAIN(TestHttpTls)
#include "tst_httptls.moc"
