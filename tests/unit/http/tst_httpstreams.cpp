// SPDX-License-Identifier: Apache-2.0
#include "http/httpserver.h"
#include "rawclient.h"
#include "serving.h"
#include "testsupport.h"

#include <QTest>

#include <sys/socket.h>

#include <atomic>
#include <cerrno>
#include <mutex>
#include <optional>
#include <thread>

using namespace ota;
using namespace std::chrono_literals;

namespace {

/// Hands the responders of its route to the test.
class Waiting final
{
public:
    HttpRoute route(const QByteArray& pattern)
    {
        HttpRoute route = makeRoute("GET", pattern);
        route.answerLater = [this](const HttpRequest&, const HttpResponder& responder) {
            const std::lock_guard lock(m_mutex);
            m_responders.push_back(responder);
        };
        return route;
    }

    std::size_t count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_responders.size();
    }

    HttpResponder take()
    {
        const std::lock_guard lock(m_mutex);
        HttpResponder responder = m_responders.back();
        m_responders.pop_back();
        return responder;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<HttpResponder> m_responders;
};

HttpResponse headOf(const QByteArray& mediaType)
{
    HttpResponse head;
    head.mediaType = mediaType;
    return head;
}

} // namespace

/// Answers that grow: chunked bodies, bodies of a promised length, server-sent events, and long polls.
class TestHttpStreams final : public QObject
{
    Q_OBJECT

private:
    /// A server with `/s`, a client that has asked for it, and the responder.
    struct Asked
    {
        Asked(const QByteArray& request, HttpServerSettings settings = {})
            : server(serve(routerOf(waiting), std::move(settings)))
            , client(server->port())
        {
            client.send(request);
            if (!QTest::qWaitFor([this] { return waiting.count() == 1; }, 20'000))
                qFatal("the request did not arrive");
        }
        static HttpRouter routerOf(Waiting& waiting)
        {
            HttpRouter router;
            router.add(waiting.route("/s"));
            router.get("/next", [](const HttpRequest&) { return HttpResponse::text(200, QStringLiteral("next")); });
            return router;
        }

        Waiting waiting;
        std::unique_ptr<HttpServer> server;
        RawClient client;
    };

private Q_SLOTS:
    void aStreamOfUnknownLengthIsChunked()
    {
        Asked asked(get("/s"));
        HttpBodyStream stream = asked.waiting.take().startStream(headOf("x/y"));
        QByteArray expected;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray piece = QByteArray::number(i) + ' ';
            expected += piece;
            QVERIFY(stream.write(piece));
        }
        stream.finish();
        QVERIFY(!stream.write("late"));
        const RawResponse response = asked.client.receive();
        QCOMPARE(response.field("Transfer-Encoding"), "chunked");
        QVERIFY(response.complete);
        QCOMPARE(response.body, expected);
        QCOMPARE(asked.client.request(get("/next")).body, "next");
    }

    void aStreamOfKnownLengthSaysIt()
    {
        Asked asked(get("/s"));
        HttpBodyStream stream = asked.waiting.take().startStream(headOf("x/y"), 6);
        QVERIFY(stream.write("abc"));
        QVERIFY(stream.write("def"));
        stream.finish();
        const RawResponse response = asked.client.receive();
        QCOMPARE(response.field("Content-Length"), "6");
        QCOMPARE(response.body, "abcdef");
        QCOMPARE(asked.client.request(get("/next")).body, "next");
    }

    void aStreamToAnOldClientEndsWithTheConnection()
    {
        Asked asked("GET /s HTTP/1.0\r\n\r\n");
        HttpBodyStream stream = asked.waiting.take().startStream(headOf("x/y"));
        QVERIFY(stream.write("abc"));
        stream.finish();
        const RawResponse response = asked.client.receive();
        QVERIFY(response.field("Transfer-Encoding").isNull());
        QCOMPARE(response.body, "abc");
        QVERIFY(asked.client.isClosedByServer());
    }

    void headOfAStreamHasNoBody()
    {
        Asked asked("HEAD /s HTTP/1.1\r\nHost: x\r\n\r\n");
        HttpBodyStream stream = asked.waiting.take().startStream(headOf("x/y"), 6);
        QCOMPARE(asked.client.receive(true).field("Content-Length"), "6");
        QTRY_VERIFY(!stream.isOpen());
        QCOMPARE(asked.client.request(get("/next")).body, "next");
    }

    void anUnfinishedStreamIsNeverComplete_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QString>("how");
        const QByteArray v11 = get("/s");
        QTest::newRow("handle goes") << v11 << QStringLiteral("drop");
        QTest::newRow("abort") << v11 << QStringLiteral("abort");
        QTest::newRow("less than promised") << v11 << QStringLiteral("short");
        QTest::newRow("more than promised") << v11 << QStringLiteral("long");
    }
    void anUnfinishedStreamIsNeverComplete()
    {
        QFETCH(QByteArray, request);
        QFETCH(QString, how);
        Asked asked(request);
        {
            const bool hasLength = how == u"short" || how == u"long";
            HttpBodyStream stream =
                asked.waiting.take().startStream(headOf("x/y"), hasLength ? std::optional<qint64>(5) : std::nullopt);
            stream.write("abc");
            if (how == u"abort")
                stream.abort();
            if (how == u"long")
                stream.write("defghi");
            if (hasLength)
                stream.finish();
        }
        const RawResponse response = asked.client.receive();
        QVERIFY(!response.complete);
        QTRY_COMPARE(asked.server->log(0).size(), std::size_t{1});
        QVERIFY(!asked.server->log(0)[0].complete);
    }

    void whereOnlyTheCloseEndsABodyABreakIsAReset()
    {
        Asked asked("GET /s HTTP/1.0\r\n\r\n");
        HttpBodyStream stream = asked.waiting.take().startStream(headOf("x/y"));
        stream.write("abc");
        QTRY_COMPARE(stream.pendingBytes(), 0);
        stream.abort();
        // Asked of the system, and without Qt's events: to QTcpSocket both are a remote host that closed.
        int error = 0;
        for (int i = 0; i < 10'000 && error == 0; ++i) {
            std::this_thread::sleep_for(1ms);
            socklen_t size = sizeof error;
            ::getsockopt(static_cast<int>(asked.client.socket().socketDescriptor()), SOL_SOCKET, SO_ERROR, &error,
                         &size);
        }
        QCOMPARE(error, ECONNRESET);
    }

    void aWriterCanWaitForItsClient()
    {
        Asked asked(get("/s"));
        asked.client.socket().setReadBufferSize(1000);
        HttpBodyStream stream = asked.waiting.take().startStream(headOf("x/y"));
        const QByteArray piece(1'000'000, 'x');
        qint64 written = 0;
        // More than all buffers on the way together: at some point the client must be waited for.
        while (stream.pendingBytes() < 10 * piece.size()) {
            QVERIFY(stream.write(piece));
            written += piece.size();
        }
        QVERIFY(!stream.waitUntilPendingBelow(piece.size(), 1ms));
        std::thread writer([&] {
            while (!stream.waitUntilPendingBelow(1, 10s)) {
            }
            stream.finish();
        });
        asked.client.socket().setReadBufferSize(0);
        const RawResponse response = asked.client.receive();
        writer.join();
        QVERIFY(response.complete);
        QCOMPARE(response.body.size(), written);
    }

    void aDrainedStreamAsksForMore()
    {
        std::optional<HttpBodyStream> stream;
        std::atomic<int> round = 0;
        Asked asked(get("/s")); // Last: its thread uses the others.
        stream = asked.waiting.take().startStream(headOf("x/y"));
        stream->onDrained([&] {
            if (++round < 50)
                stream->write(QByteArray::number(round) + ' ');
            else
                stream->finish();
        });
        stream->write("0 ");
        const RawResponse response = asked.client.receive();
        QVERIFY(response.complete);
        QVERIFY(response.body.endsWith(" 49 "));
    }

    void eventsArriveAsTheStandardSays()
    {
        Asked asked(get("/s"));
        HttpEventStream events = asked.waiting.take().startEvents();
        QVERIFY(events.send("progress", "{\"a\":1}", "7"));
        QVERIFY(events.send({}, "line 1\nline 2\r\nline 3"));
        QVERIFY(events.send("e\nvil", ""));
        events.close();
        const RawResponse response = asked.client.receive();
        QCOMPARE(response.field("Content-Type"), "text/event-stream");
        QCOMPARE(response.field("Cache-Control"), "no-store");
        QCOMPARE(response.body, "id: 7\nevent: progress\ndata: {\"a\":1}\n\n"
                                "data: line 1\ndata: line 2\ndata: line 3\n\n"
                                "event: e vil\ndata: \n\n");
        QVERIFY(response.complete);
    }

    void aQuietEventStreamHasAHeartbeat()
    {
        HttpServerSettings settings;
        settings.limits.heartbeat = 20ms;
        Asked asked(get("/s"), settings);
        const HttpEventStream events = asked.waiting.take().startEvents();
        QByteArray seen;
        while (seen.count(":\n\n") < 2) {
            const QByteArray more = asked.client.receiveBytes(1);
            QVERIFY(!more.isEmpty());
            seen += more;
        }
        QVERIFY(events.isOpen());
    }

    void aClientThatDoesNotKeepUpIsDropped()
    {
        HttpServerSettings settings;
        settings.limits.eventQueueBytes = 100'000;
        Asked asked(get("/s"), settings);
        asked.client.socket().setReadBufferSize(1000);
        HttpEventStream events = asked.waiting.take().startEvents();
        const QByteArray data(10'000, 'x');
        int sent = 0;
        while (sent < 100'000 && events.send("e", data)) {
            ++sent;
            if (sent % 5 == 0) // A writer that leaves the client time: only one that takes nothing is dropped.
                std::this_thread::sleep_for(1ms);
        }
        QVERIFY(sent < 100'000);
        QTRY_COMPARE(asked.server->counters().connectionsOpen, quint64{0});
    }

    void aClientThatGoesIsNoticed()
    {
        Asked asked(get("/s"));
        HttpEventStream events = asked.waiting.take().startEvents();
        QVERIFY(events.isOpen());
        asked.client.receive(true);
        asked.client.closeNow();
        QTRY_VERIFY(!events.isOpen());
        QVERIFY(!events.send("e", "x"));
    }

    void aLongPollIsToldThatItsClientHasGone()
    {
        std::atomic<int> gone = 0;
        Asked asked(get("/s"));
        const HttpResponder responder = asked.waiting.take();
        responder.onGone([&] { ++gone; });
        QVERIFY(!responder.isGone());
        asked.client.closeNow();
        QTRY_COMPARE(gone, 1);
        QVERIFY(responder.isGone());
        responder.onGone([&] { ++gone; });
        QTRY_COMPARE(gone, 2);
        responder.send(HttpResponse::empty(204)); // Nobody there; nothing happens.
    }

    void aClientThatOnlyHalfClosedGetsItsAnswer()
    {
        HttpRouter router;
        HttpRoute pool = makeRoute("GET", "/p");
        pool.runOnPool = true;
        std::atomic<bool> go = false;
        pool.answer = [&](const HttpRequest&) {
            while (!go)
                std::this_thread::sleep_for(1ms);
            return HttpResponse::text(200, QStringLiteral("still"));
        };
        router.add(pool);
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        client.send(get("/p"));
        client.finishSending();
        go = true;
        QCOMPARE(client.receive().body, "still");
        QVERIFY(client.isClosedByServer());
    }

    void thousandsMayWait()
    {
        Waiting waiting;
        HttpRouter router;
        router.add(waiting.route("/s"));
        const auto server = serve(std::move(router));
        std::vector<std::unique_ptr<RawClient>> clients;
        constexpr std::size_t many = 1000;
        for (std::size_t i = 0; i < many; ++i) {
            clients.push_back(std::make_unique<RawClient>(server->port()));
            clients.back()->send(get("/s"));
        }
        QTRY_COMPARE(waiting.count(), many);
        for (std::size_t i = 0; i < many; ++i)
            waiting.take().send(HttpResponse::text(200, QStringLiteral("now")));
        for (const auto& client : clients)
            QCOMPARE(client->receive().body, "now");
    }

    void anAnswerAfterTheServersEndIsDropped()
    {
        HttpServerSettings settings;
        settings.limits.stopGrace = 20ms;
        Asked asked(get("/s"), settings);
        std::optional<HttpResponder> responder = asked.waiting.take();
        asked.server.reset();
        responder->send(HttpResponse::empty(204));
        HttpBodyStream stream = responder->startStream(HttpResponse::empty(200));
        QVERIFY(!stream.write("x"));
        responder.reset();
    }
};

QTEST_GUILESS_MAIN(TestHttpStreams)
#include "tst_httpstreams.moc"
