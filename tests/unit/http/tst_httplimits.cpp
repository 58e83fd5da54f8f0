// SPDX-License-Identifier: Apache-2.0
#include "http/httpserver.h"
#include "rawclient.h"
#include "serving.h"
#include "testsupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

using namespace ota;
using namespace std::chrono_literals;

namespace {

constexpr auto soon = 40ms;

} // namespace

/// Clients that are slow, many or gone, and a server that ends. Each limit is tried alone, all others being long, so
/// that the end that is seen can only be its.
class TestHttpLimits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeadThatDribblesIsCut()
    {
        HttpServerSettings settings;
        settings.limits.head = 1s; // Who has said nothing until then is not told why.
        HttpRouter router;
        router.get("/a", echo);
        const auto server = serve(std::move(router), settings);
        RawClient client(server->port());
        // A byte now and then does not prolong anything: the limit is for the whole head.
        client.send("GET /a HTTP/1.1\r\n");
        for (int i = 0; i < 10'000 && client.isConnected(); ++i) {
            client.send("A: b\r\n");
            client.socket().waitForReadyRead(5);
            if (client.socket().bytesAvailable() > 0)
                break;
        }
        const RawResponse response = client.receive();
        QCOMPARE(response.status, 408);
        QVERIFY(client.isClosedByServer());
    }

    void aClientThatSaysNothingIsClosed()
    {
        HttpServerSettings settings;
        settings.limits.head = soon;
        const auto server = serve({}, settings);
        RawClient client(server->port());
        QVERIFY(client.isClosedByServer());
        QCOMPARE(server->counters().requests, quint64{0});
    }

    void anIdleConnectionIsClosed()
    {
        HttpServerSettings settings;
        settings.limits.keepAlive = soon;
        HttpRouter router;
        router.get("/a", echo);
        const auto server = serve(std::move(router), settings);
        RawClient client(server->port());
        QCOMPARE(client.request(get("/a")).status, 200);
        QVERIFY(client.isClosedByServer());
    }

    void aBodyThatStopsIsCut()
    {
        HttpServerSettings settings;
        settings.limits.bodyIdle = soon;
        HttpRouter router;
        router.post("/a", echo);
        const auto server = serve(std::move(router), settings);
        RawClient client(server->port());
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
        QCOMPARE(client.receive().status, 408);
        QVERIFY(client.isClosedByServer());
    }

    void aClientThatTakesNothingIsCut_data()
    {
        QTest::addColumn<bool>("copies");
        QTest::newRow("sendfile") << false;
        QTest::newRow("buffer") << true;
    }
    void aClientThatTakesNothingIsCut()
    {
        QFETCH(bool, copies);
        HttpServerSettings settings;
        settings.limits.writeIdle = soon;
        settings.copyBodies = copies;
        QTemporaryDir directory;
        QFile sparse(directory.filePath(QStringLiteral("f")));
        QVERIFY(sparse.open(QIODevice::WriteOnly) && sparse.resize(500'000'000));
        const auto file = HttpFile::open(sparse.fileName());
        HttpRouter router;
        router.get("/f", [&](const HttpRequest&) { return HttpResponse::file("x/y", *file); });
        const auto server = serve(std::move(router), settings);
        RawClient client(server->port());
        client.socket().setReadBufferSize(1000);
        client.send(get("/f"));
        QTRY_COMPARE(server->log(0).size(), std::size_t{1});
        QVERIFY(!server->log(0)[0].complete);
        QTRY_COMPARE(server->counters().connectionsOpen, quint64{0});
    }

    void aRefusedClientThatSendsForEverIsCut()
    {
        HttpServerSettings settings;
        settings.limits.linger = soon;
        const auto server = serve({}, settings);
        RawClient client(server->port());
        client.send("POST /none HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000000\r\n\r\n");
        QCOMPARE(client.receive().status, 404);
        const QByteArray more(10'000, 'x');
        while (client.isConnected()) {
            client.socket().write(more);
            client.socket().waitForBytesWritten(10);
        }
        QTRY_COMPARE(server->counters().connectionsOpen, quint64{0});
    }

    void oneConnectionTooManyTakesThePlaceOfAnIdleOne()
    {
        HttpServerSettings settings;
        settings.limits.connections = 3;
        HttpRouter router;
        router.get("/a", echo);
        std::mutex mutex;
        std::vector<HttpResponder> busy;
        HttpRoute later = makeRoute("GET", "/busy");
        later.answerLater = [&](const HttpRequest&, const HttpResponder& responder) {
            const std::lock_guard lock(mutex);
            busy.push_back(responder);
        };
        router.add(later);
        const auto server = serve(std::move(router), settings);
        const auto busyCount = [&] {
            const std::lock_guard lock(mutex);
            return busy.size();
        };
        RawClient first(server->port());
        RawClient idle(server->port());
        RawClient second(server->port());
        first.send(get("/busy"));
        QCOMPARE(idle.request(get("/a")).status, 200);
        second.send(get("/busy"));
        QTRY_COMPARE(busyCount(), std::size_t{2});
        RawClient third(server->port());
        third.send(get("/busy"));
        QTRY_COMPARE(busyCount(), std::size_t{3});
        QVERIFY(idle.isClosedByServer());
        // Now all are at work.
        RawClient fourth(server->port());
        QCOMPARE(fourth.receive().status, 503);
        QCOMPARE(server->counters().connectionsRefused, quint64{1});
        for (const HttpResponder& responder : busy)
            responder.send(HttpResponse::empty(204));
        QCOMPARE(first.receive().status, 204);
        QCOMPARE(third.receive().status, 204);
    }

    void aRunningResponseEndsBeforeTheServerDoes()
    {
        HttpRouter router;
        std::atomic<bool> started = false;
        std::atomic<bool> go = false;
        HttpRoute pool = makeRoute("GET", "/p");
        pool.runOnPool = true;
        pool.answer = [&](const HttpRequest&) {
            started = true;
            while (!go)
                std::this_thread::sleep_for(1ms);
            return HttpResponse::text(200, QStringLiteral("done"));
        };
        router.add(pool);
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        RawClient idle(server->port());
        client.send(get("/p"));
        QTRY_VERIFY(started);
        std::thread stopper([&] { server->stop(); });
        QVERIFY(idle.isClosedByServer()); // The end has begun.
        go = true;
        const RawResponse response = client.receive();
        QCOMPARE(response.body, "done");
        QCOMPARE(response.field("Connection"), "close");
        client.closeNow();
        stopper.join();
    }

    void aResponseThatDoesNotEndIsCutAtTheEnd()
    {
        HttpServerSettings settings;
        settings.limits.stopGrace = soon;
        HttpRouter router;
        std::mutex mutex;
        std::vector<HttpResponder> kept;
        HttpRoute later = makeRoute("GET", "/s");
        later.answerLater = [&](const HttpRequest&, const HttpResponder& responder) {
            const std::lock_guard lock(mutex);
            kept.push_back(responder);
        };
        router.add(later);
        const auto server = serve(std::move(router), settings);
        RawClient polling(server->port());
        polling.send(get("/s"));
        RawClient streaming(server->port());
        streaming.send(get("/s"));
        const auto count = [&] {
            const std::lock_guard lock(mutex);
            return kept.size();
        };
        QTRY_COMPARE(count(), std::size_t{2});
        HttpBodyStream stream = kept[1].startStream(HttpResponse::empty(200));
        stream.write("abc");
        QTRY_COMPARE(stream.pendingBytes(), 0);
        server->stop();
        QVERIFY(!stream.isOpen());
        QVERIFY(kept[0].isGone());
        QVERIFY(!streaming.receive().complete || !polling.receive().complete);
    }

    void eventStreamsDoNotHoldUpTheEnd()
    {
        HttpRouter router;
        std::mutex mutex;
        std::vector<HttpEventStream> streams;
        HttpRoute later = makeRoute("GET", "/s");
        later.answerLater = [&](const HttpRequest&, const HttpResponder& responder) {
            const std::lock_guard lock(mutex);
            streams.push_back(responder.startEvents());
        };
        router.add(later);
        HttpServerSettings settings;
        settings.limits.stopGrace = 1h;
        settings.limits.linger = soon;
        const auto server = serve(std::move(router), settings);
        RawClient client(server->port());
        client.send(get("/s"));
        const auto count = [&] {
            const std::lock_guard lock(mutex);
            return streams.size();
        };
        QTRY_COMPARE(count(), std::size_t{1});
        server->stop();
        QVERIFY(client.receive().complete);
    }

    void aBusyServerCanBeEnded()
    {
        // Clients come, go and break off while it ends: nothing hangs, nothing is used after its end.
        HttpServerSettings settings;
        settings.limits.stopGrace = soon;
        const QByteArray big(200'000, 'b');
        for (int round = 0; round < 20; ++round) {
            HttpRouter router;
            router.get("/big", [&](const HttpRequest&) { return HttpResponse::bytes("x/y", big); });
            HttpRoute pool = makeRoute("POST", "/p");
            pool.runOnPool = true;
            pool.answer = echo;
            router.add(pool);
            const auto server = serve(std::move(router), settings);
            std::vector<std::thread> clients;
            for (int i = 0; i < 4; ++i)
                clients.emplace_back([port = server->port(), i] {
                    for (int n = 0; n < 20; ++n) {
                        RawClient client(port);
                        client.send(get("/big") + post("/p", "abc"));
                        if (n % 3 != i % 3)
                            client.receive();
                        client.closeNow();
                    }
                });
            QTRY_VERIFY(server->counters().requests > static_cast<quint64>(round));
            server->stop();
            for (std::thread& client : clients)
                client.join();
        }
    }

#ifdef Q_OS_LINUX
    void filesAreRaisedToWhatTheSystemAllows()
    {
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
        const rlimit low{std::min<rlim_t>(before.rlim_max, 512), before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &low), 0);
        HttpServerSettings settings;
        settings.limits.connections = 16;
        auto server = serve({}, settings);
        rlimit raised{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &raised), 0);
        QCOMPARE(raised.rlim_cur, before.rlim_max);
        QCOMPARE(server->note(), QString());
        if (before.rlim_max >= 1'000'000'000)
            QSKIP("This system has no limit worth the name.");
        // More than that it can not serve, and says so.
        settings.limits.connections = static_cast<qsizetype>(before.rlim_max);
        server = serve({}, settings);
        QVERIFY2(server->note().contains(QString::number(before.rlim_max)), qPrintable(server->note()));
        server->stop();
        QCOMPARE(server->note(), QString());
    }
#endif
};

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "tst_httplimits.moc"
