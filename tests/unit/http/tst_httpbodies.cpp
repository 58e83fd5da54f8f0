// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"
#include "http/httpserver.h"
#include "http/multipartparser.h"
#include "rawclient.h"
#include "serving.h"
#include "testsupport.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace ota;

namespace {

/// What the sinks of one test have seen.
struct Seen
{
    std::atomic<qint64> bytes = 0;
    std::atomic<int> finished = 0;
    std::atomic<int> destroyed = 0;
    std::atomic<bool> refuse = false;
    std::mutex mutex;
    std::condition_variable changed;
    bool blocked = false;

    void block(bool yes)
    {
        {
            const std::lock_guard lock(mutex);
            blocked = yes;
        }
        changed.notify_all();
    }
};

class DigestSink final : public HttpBodySink
{
public:
    explicit DigestSink(Seen& seen)
        : m_seen(seen)
    {
    }
    ~DigestSink() override { ++m_seen.destroyed; }

    std::optional<HttpRefusal> write(ByteSpan bytes) override
    {
        std::unique_lock lock(m_seen.mutex);
        m_seen.changed.wait(lock, [this] { return !m_seen.blocked; });
        m_sha.add(bytes);
        m_seen.bytes += static_cast<qint64>(bytes.size());
        if (m_seen.refuse)
            return HttpRefusal{507, QStringLiteral("the disk is full")};
        return {};
    }
    void finish(const HttpRequest& request, const HttpResponder& responder) override
    {
        ++m_seen.finished;
        responder.send(HttpResponse::text(200, request.path + QLatin1Char(' ') + m_sha.result().hex()));
    }

private:
    Seen& m_seen;
    Sha256 m_sha;
};

HttpRouter sinkRouter(Seen& seen, bool onPool)
{
    HttpRouter router;
    HttpRoute upload = makeRoute("POST", "/upload");
    upload.bodyLimit = 100'000'000;
    upload.runOnPool = onPool;
    upload.receive = [&seen](const HttpRequest& request) -> std::variant<std::unique_ptr<HttpBodySink>, HttpResponse> {
        if (request.headers.contains("X-Refuse"))
            return HttpResponse::text(403, QStringLiteral("no"));
        return std::make_unique<DigestSink>(seen);
    };
    router.add(upload);
    router.post("/echo", echo);
    return router;
}

QByteArray chunked(const QByteArray& path, const QByteArray& body, qsizetype chunkSize)
{
    QByteArray bytes = "POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (qsizetype at = 0; at < body.size(); at += chunkSize) {
        const QByteArray piece = body.mid(at, chunkSize);
        bytes += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    }
    return bytes + "0\r\n\r\n";
}

} // namespace

/// Bodies that come in: whole, in pieces, too much, not at all.
class TestHttpBodies final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBodyIsTakenWhole()
    {
        Seen seen;
        const auto server = serve(sinkRouter(seen, false));
        RawClient client(server->port());
        const QByteArray body = QByteArray("0123456789").repeated(20'000);
        QVERIFY(client.request(post("/echo", body)).body == body);
        QVERIFY(client.request(chunked("/echo", body, 777)).body == body);
        QCOMPARE(client.request(post("/echo", "")).body, "");
    }

    void tooMuchIsRefused_data()
    {
        QTest::addColumn<bool>("isChunked");
        QTest::newRow("length") << false;
        QTest::newRow("chunked") << true;
    }
    void tooMuchIsRefused()
    {
        QFETCH(bool, isChunked);
        Seen seen;
        const auto server = serve(sinkRouter(seen, false));
        RawClient client(server->port());
        const QByteArray body(HttpRoute::defaultBodyLimit + 1, 'x');
        // The client has sent all of it when it reads: the answer is there nevertheless.
        client.send(isChunked ? chunked("/echo", body, 10'000) : post("/echo", body));
        const RawResponse response = client.receive();
        QCOMPARE(response.status, 413);
        QVERIFY(response.complete);
        QCOMPARE(response.field("Connection"), "close");
        QVERIFY(client.isClosedByServer());
    }

    void aClientThatAsksFirstIsToldToGoOn()
    {
        Seen seen;
        const auto server = serve(sinkRouter(seen, true));
        RawClient client(server->port());
        client.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(client.receive().status, 100);
        client.send("abc");
        const RawResponse response = client.receive();
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, "/upload " + Digest::of(QByteArrayView("abc")).hex().toLatin1());
    }

    void aClientThatAsksFirstIsRefusedBeforeItSends_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        QTest::newRow("too large") << QByteArray("Content-Length: 100000001\r\nExpect: 100-continue\r\n") << 413;
        QTest::newRow("not that") << QByteArray("Content-Length: 3\r\nExpect: 200-ok\r\n") << 417;
        QTest::newRow("route says no") << QByteArray("Content-Length: 3\r\nX-Refuse: 1\r\nExpect: 100-continue\r\n")
                                       << 403;
    }
    void aClientThatAsksFirstIsRefusedBeforeItSends()
    {
        QFETCH(QByteArray, fields);
        Seen seen;
        const auto server = serve(sinkRouter(seen, true));
        RawClient client(server->port());
        client.send("POST /upload HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
        QTEST(client.receive().status, "status");
        QCOMPARE(seen.bytes, 0);
    }

    void aSinkGetsTheBytesInOrder_data()
    {
        QTest::addColumn<bool>("onPool");
        QTest::addColumn<bool>("isChunked");
        QTest::newRow("I/O thread") << false << false;
        QTest::newRow("I/O thread, chunked") << false << true;
        QTest::newRow("pool") << true << false;
        QTest::newRow("pool, chunked") << true << true;
    }
    void aSinkGetsTheBytesInOrder()
    {
        QFETCH(bool, onPool);
        QFETCH(bool, isChunked);
        Seen seen;
        const auto server = serve(sinkRouter(seen, onPool));
        RawClient client(server->port());
        QByteArray body;
        for (int i = 0; i < 500'000; ++i)
            body += QByteArray::number(i);
        const QByteArray expected = "/upload " + Digest::of(body).hex().toLatin1();
        for (int i = 0; i < 2; ++i)
            QCOMPARE(client.request(isChunked ? chunked("/upload", body, 100'000) : post("/upload", body)).body,
                     expected);
        QCOMPARE(seen.finished, 2);
        QTRY_COMPARE(seen.destroyed, 2);
    }

    void aSinkThatIsBusyHoldsTheClient()
    {
        Seen seen;
        seen.block(true);
        const auto server = serve(sinkRouter(seen, true));
        const QByteArray body(50'000'000, 'x');
        const QByteArray request = post("/upload", body); // Made before: a head that comes late is refused.
        RawClient client(server->port());
        client.socket().write(request);
        const auto incoming = [&] {
            client.socket().waitForBytesWritten(1);
            const auto transfers = server->transfers();
            return transfers.size() == 1 && transfers[0].incoming && transfers[0].doneBytes > 0 ? transfers[0]
                                                                                                : HttpTransfer{};
        };
        QTRY_COMPARE(incoming().totalBytes, body.size());
        QCOMPARE(incoming().path, QStringLiteral("/upload"));
        // The server takes no more than one buffer, however often it could.
        for (int i = 0; i < 20; ++i)
            QVERIFY(incoming().doneBytes <= 64 * 1024);
        QVERIFY(server->counters().bytesIn < 200'000);
        seen.block(false);
        client.send({});
        QCOMPARE(client.receive().status, 200);
        QCOMPARE(seen.bytes, body.size());
    }

    void aSinkMayRefuse_data()
    {
        QTest::addColumn<bool>("onPool");
        QTest::newRow("I/O thread") << false;
        QTest::newRow("pool") << true;
    }
    void aSinkMayRefuse()
    {
        QFETCH(bool, onPool);
        Seen seen;
        seen.refuse = true;
        const auto server = serve(sinkRouter(seen, onPool));
        RawClient client(server->port());
        client.send(post("/upload", QByteArray(5'000'000, 'x')));
        const RawResponse response = client.receive();
        QCOMPARE(response.status, 507);
        QCOMPARE(response.body, "the disk is full");
        QTRY_COMPARE(seen.destroyed, 1);
        QCOMPARE(seen.finished, 0);
    }

    void aBodyThatIsCutOffNeverFinishes_data()
    {
        QTest::addColumn<bool>("onPool");
        QTest::newRow("I/O thread") << false;
        QTest::newRow("pool") << true;
    }
    void aBodyThatIsCutOffNeverFinishes()
    {
        QFETCH(bool, onPool);
        Seen seen;
        const auto server = serve(sinkRouter(seen, onPool));
        {
            RawClient client(server->port());
            client.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
            QTRY_COMPARE(seen.bytes, 3);
        }
        QTRY_COMPARE(seen.destroyed, 1);
        QCOMPARE(seen.finished, 0);
        QTRY_COMPARE(server->log(0).size(), std::size_t{1});
        QVERIFY(!server->log(0)[0].complete);
    }

    void nothingOfOneBodyBecomesTheNextRequest()
    {
        Seen seen;
        const auto server = serve(sinkRouter(seen, false));
        RawClient client(server->port());
        // A refused upload whose body looks like a request.
        client.send(post("/none", get("/echo")));
        QCOMPARE(client.receive().status, 404);
        QVERIFY(client.isClosedByServer());
        QTRY_COMPARE(server->counters().requests, quint64{1});
    }
};

QTEST_GUILESS_MAIN(TestHttpBodies)
#include "tst_httpbodies.moc"
