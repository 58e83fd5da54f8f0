// SPDX-License-Identifier: Apache-2.0
#include "http/httpassets.h"
#include "http/httpfields.h"
#include "http/httpserver.h"
#include "rawclient.h"
#include "serving.h"
#include "testsupport.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTest>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

using namespace ota;

/// What the server does with heads and routes, byte by byte.
class TestHttpServer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHandlersTextIsAnswered()
    {
        HttpRouter router;
        router.get("/coap/url/{id}", [](const HttpRequest& r) { return HttpResponse::text(200, r.parameter(u"id")); });
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        const RawResponse response = client.request(get("/coap/url/a%20b"));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, "a b");
        QCOMPARE(response.field("Content-Type"), "text/plain; charset=utf-8");
        QVERIFY(parseHttpDate(response.field("Date")));
        QVERIFY(client.isConnected());
    }

    void theMoreExactRouteWins()
    {
        HttpRouter router;
        const auto named = [](const char* name) {
            return [name](const HttpRequest& r) {
                return HttpResponse::text(200, QString::fromLatin1(name) + QLatin1Char(':') + r.parameter(u"rest") +
                                                   r.parameter(u"id"));
            };
        };
        router.get("/{rest...}", named("all"));
        router.get("/a/{id}", named("id"));
        router.get("/a/{rest...}", named("under"));
        router.get("/a/b", named("exact"));
        router.post("/only-post", named("post"));
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        const auto answer = [&](const QByteArray& path) {
            return client.request(get(path)).body;
        };
        QCOMPARE(answer("/a/b"), "exact:");
        QCOMPARE(answer("/%61/b"), "exact:");
        QCOMPARE(answer("/a/c"), "id:c");
        QCOMPARE(answer("/a/c%2Fd"), "id:c/d");
        QCOMPARE(answer("/a/c/d"), "under:c/d");
        QCOMPARE(answer("/a/"), "under:");
        QCOMPARE(answer("/x/y?z=1"), "all:x/y");
        QCOMPARE(answer("/"), "all:");
        QCOMPARE(client.request(get("/only-post")).status, 405);
    }

    void whatIsNotThereIsSaid()
    {
        HttpRouter router;
        router.get("/a", echo);
        HttpRoute both = makeRoute("POST", "/b");
        both.methods << "PUT";
        both.answer = echo;
        router.add(both);
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        RawResponse response = client.request(get("/none"));
        QCOMPARE(response.status, 404);
        QVERIFY(response.body.contains("/none"));
        response = client.request(post("/a", "x"));
        QCOMPARE(response.status, 405);
        QCOMPARE(response.field("Allow"), "GET, HEAD");
        // A body that nobody reads ends the connection: its bytes must not become the next request.
        QCOMPARE(response.field("Connection"), "close");
        RawClient second(server->port());
        QCOMPARE(second.request(get("/b")).field("Allow"), "POST, PUT");
        response = second.request("OPTIONS /b HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(response.status, 204);
        QCOMPARE(response.field("Allow"), "POST, PUT");
    }

    void errorsAreTextOrJsonAsTheClientLikes()
    {
        const auto server = serve({});
        RawClient client(server->port());
        const RawResponse response = client.request(get("/none", "Accept: application/json\r\n"));
        QCOMPARE(response.field("Content-Type"), "application/json");
        const QJsonObject json = QJsonDocument::fromJson(response.body).object();
        QCOMPARE(json.value(u"status").toInt(), 404);
        QVERIFY(!json.value(u"error").toString().isEmpty());
        QCOMPARE(client.request(get("/none")).field("Content-Type"), "text/plain; charset=utf-8");
    }

    void lengthsOfNothingAreAsTheClientsNeedThem_data()
    {
        QTest::addColumn<bool>("lean");
        QTest::addColumn<bool>("strict");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("hasLength");
        QTest::addColumn<bool>("stays");
        for (const int status : {200, 204, 205, 304, 404}) {
            const bool isBare = status == 204 || status == 304;
            const bool isEmpty = isBare || status == 205;
            QTest::addRow("%d", status) << false << false << status << !isBare << true;
            QTest::addRow("%d lean", status) << true << false << status << true << true;
            QTest::addRow("%d lean and strict", status) << true << true << status << !isEmpty << (status != 205);
        }
    }
    void lengthsOfNothingAreAsTheClientsNeedThem()
    {
        QFETCH(bool, lean);
        QFETCH(bool, strict);
        QFETCH(int, status);
        HttpServerSettings settings;
        settings.leanHeads = lean;
        settings.strictLengths = strict;
        HttpRouter router;
        router.get("/", [status](const HttpRequest&) { return HttpResponse::empty(status); });
        const auto server = serve(std::move(router), settings);
        RawClient client(server->port());
        const RawResponse reply = client.request(get("/"));
        QCOMPARE(reply.status, status);
        QVERIFY(reply.complete);
        QTEST(!reply.field("Content-Length").isNull(), "hasLength");
        // What has no length ends somehow: by its status, or with the connection.
        QTEST(client.request(get("/")).status == status, "stays");
    }

    void headIsGetWithoutTheBody()
    {
        HttpRouter router;
        router.get("/a", [](const HttpRequest&) { return HttpResponse::text(200, QStringLiteral("hello")); });
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        const RawResponse response = client.request("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(response.status, 200);
        QCOMPARE(response.field("Content-Length"), "5");
        QCOMPARE(client.request(get("/a")).body, "hello"); // Nothing of a body stood in between.
    }

    void pipelinedRequestsAreAnsweredInOrder()
    {
        HttpRouter router;
        router.get("/now/{n}", [](const HttpRequest& r) { return HttpResponse::text(200, r.parameter(u"n")); });
        HttpRoute slow = makeRoute("GET", "/pool/{n}");
        slow.runOnPool = true;
        slow.answer = [](const HttpRequest& r) {
            return HttpResponse::text(200, r.parameter(u"n"));
        };
        router.add(slow);
        router.post("/echo", echo);
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        QByteArray all;
        for (int i = 0; i < 300; i += 3) {
            all += get("/pool/" + QByteArray::number(i)) + get("/now/" + QByteArray::number(i + 1)) +
                   post("/echo", QByteArray::number(i + 2));
        }
        client.send(all);
        for (int i = 0; i < 300; ++i)
            QCOMPARE(client.receive().body, QByteArray::number(i));
    }

    void connectionsStayOpenAsTheVersionSays_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("connection");
        QTest::newRow("1.1") << QByteArray("GET /a HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray();
        QTest::newRow("1.1 close") << QByteArray("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                                   << QByteArray("close");
        QTest::newRow("1.0") << QByteArray("GET /a HTTP/1.0\r\n\r\n") << QByteArray("close");
        QTest::newRow("1.0 keep-alive") << QByteArray("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                                        << QByteArray("keep-alive");
    }
    void connectionsStayOpenAsTheVersionSays()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, connection);
        HttpRouter router;
        router.get("/a", echo);
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        QCOMPARE(client.request(request).field("Connection"), connection);
        if (connection == "close")
            QVERIFY(client.isClosedByServer());
        else
            QCOMPARE(client.request(get("/a")).status, 200);
    }

    void aBadRequestIsAnsweredAndTheConnectionEnds()
    {
        const auto server = serve({});
        RawClient client(server->port());
        const RawResponse response = client.request("nonsense\r\n\r\n");
        QCOMPARE(response.status, 400);
        QVERIFY(client.isClosedByServer());
    }

    void theReasonCanBeTheTextOfTheBody()
    {
        HttpRouter router;
        router.post("/publish", [](const HttpRequest& request) {
            const QString text = QStringLiteral("Missing publish_id");
            return HttpResponse::refusal(request, {400, text}).withReason(text);
        });
        router.get("/evil", [](const HttpRequest&) {
            return HttpResponse::text(200, QString())
                .withReason(QStringLiteral("a\r\nX-Evil: 1"))
                .withHeader("X-Good", "a\r\nX-Evil: 1");
        });
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        RawResponse response = client.request(post("/publish", ""));
        QCOMPARE(response.reason, "Missing publish_id");
        QCOMPARE(response.body, "Missing publish_id");
        response = client.request(get("/evil"));
        QVERIFY(response.field("X-Evil").isNull());
        QCOMPARE(response.reason, "a  X-Evil: 1");
        QCOMPARE(response.field("X-Good"), "a  X-Evil: 1");
    }

    void aHandlerThatFailsIsA500()
    {
        HttpRouter router;
        router.get("/throws", [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("oops"); });
        HttpRoute later = makeRoute("GET", "/forgets");
        later.answerLater = [](const HttpRequest&, const HttpResponder&) {
        };
        router.add(later);
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        QTest::ignoreMessage(QtWarningMsg, "\"GET\" \"/throws\" threw oops");
        QCOMPARE(client.request(get("/throws")).status, 500);
        QCOMPARE(client.request(get("/forgets")).status, 500);
        QVERIFY(client.isConnected());
    }

    void anAnswerMayComeLaterFromAnyThread()
    {
        HttpRouter router;
        std::mutex mutex;
        std::vector<HttpResponder> waiting;
        HttpRoute later = makeRoute("GET", "/later");
        later.answerLater = [&](const HttpRequest&, const HttpResponder& responder) {
            const std::lock_guard lock(mutex);
            waiting.push_back(responder);
        };
        router.add(later);
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        client.send(get("/later"));
        const auto isWaiting = [&] {
            const std::lock_guard lock(mutex);
            return !waiting.empty();
        };
        QTRY_VERIFY(isWaiting());
        waiting[0].send(HttpResponse::text(200, QStringLiteral("first")));
        waiting[0].send(HttpResponse::text(200, QStringLiteral("second"))); // Dropped.
        QCOMPARE(client.receive().body, "first");
        QCOMPARE(client.request(get("/none")).status, 404);
    }

    void aChecksAnswerComesBeforeTheBody()
    {
        HttpRouter router;
        router.addCheck(requireToken("s3cret", "bench"));
        HttpRoute upload = makeRoute("POST", "/upload");
        upload.bodyLimit = 1'000'000'000;
        upload.answer = echo;
        router.add(upload);
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        client.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\nonly the beginning");
        const RawResponse response = client.receive();
        QCOMPARE(response.status, 401);
        QCOMPARE(response.field("WWW-Authenticate"), "Basic realm=\"bench\"");
        QVERIFY(client.isClosedByServer());
        RawClient known(server->port());
        QCOMPARE(known.request(post("/upload", "abc", "Authorization: Bearer s3cret\r\n")).body, "abc");
    }

    void assetsAreServedWithTheirTag()
    {
        HttpAssets assets;
        assets.add("/", "<!doctype html>");
        assets.add("/app.js", "1;");
        QVERIFY(!assets.addFile("/x", QStringLiteral("/nowhere")));
        HttpRouter router;
        assets.addTo(router);
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        const RawResponse page = client.request(get("/"));
        QCOMPARE(page.field("Content-Type"), "text/html; charset=utf-8");
        QCOMPARE(page.body, "<!doctype html>");
        QCOMPARE(client.request(get("/app.js")).field("Content-Type"), "text/javascript; charset=utf-8");
        const RawResponse again = client.request(get("/", "If-None-Match: " + page.field("ETag") + "\r\n"));
        QCOMPARE(again.status, 304);
    }

    void whatHappenedIsCountedAndLogged()
    {
        HttpRouter router;
        router.get("/a", [](const HttpRequest&) { return HttpResponse::text(200, QStringLiteral("hello")); });
        std::atomic<int> heard = 0;
        HttpServer server({}, std::move(router));
        server.onRequestDone([&](const HttpLogEntry& entry) { heard += static_cast<int>(entry.bytes); });
        QVERIFY_RESULT(server.start());
        RawClient client(server.port());
        client.request(get("/a?x=y"));
        client.request(get("/none"));
        QTRY_COMPARE(server.log(0).size(), std::size_t{2});
        const auto entries = server.log(0);
        QCOMPARE(entries[0].id, quint64{1});
        QCOMPARE(entries[0].method, "GET");
        QCOMPARE(entries[0].path, QStringLiteral("/a"));
        QCOMPARE(entries[0].status, 200);
        QCOMPARE(entries[0].bytes, 5);
        QVERIFY(entries[0].complete);
        QVERIFY(entries[0].peer.startsWith(QStringLiteral("127.0.0.1:")));
        QCOMPARE(server.log(1).front().status, 404);
        QVERIFY(heard >= 5);
        const HttpCounters counters = server.counters();
        QCOMPARE(counters.connections, quint64{1});
        QCOMPARE(counters.connectionsOpen, quint64{1});
        QCOMPARE(counters.requests, quint64{2});
        QCOMPARE(counters.byClass[2], quint64{1});
        QCOMPARE(counters.byClass[4], quint64{1});
        QCOMPARE(counters.bytesIn, quint64(get("/a?x=y").size() + get("/none").size()));
        QVERIFY(counters.bytesOut > 0);
    }

    void aPortInUseIsNamed()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, 0));
        HttpServerSettings settings;
        settings.listen.port = other.serverPort();
        HttpServer server(settings, {});
        const auto started = server.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, Error::Code::Busy);
        QVERIFY(started.error().message.contains(QString::number(other.serverPort())));
        QVERIFY(!started.error().hint.isEmpty());
        QCOMPARE(server.status().state, ServiceStatus::State::Failed);
        other.close();
        QVERIFY_RESULT(server.start());
    }

    void addressesAreChecked()
    {
        HttpServerSettings settings;
        settings.listen.host = QStringLiteral("not an address");
        QCOMPARE(HttpServer(settings, {}).start().error().code, Error::Code::Usage);
        settings.listen.host = QStringLiteral("192.0.2.1"); // Documentation address: never ours.
        QCOMPARE(HttpServer(settings, {}).start().error().code, Error::Code::Io);
    }

    void addressesAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        const auto row = [](const char* text, const char* host, int port) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(host) << port;
        };
        row("8080", "127.0.0.1", 8080);
        row(":8080", "127.0.0.1", 8080);
        row("10.0.0.1:0", "10.0.0.1", 0);
        row("[::1]:80", "::1", 80);
        row("*:65535", "*", 65535);
        row("localhost:1", "localhost", 1);
        row("::1", "", -1);
        row("::1:80", "", -1);
        row("host", "", -1);
        row("host:", "", -1);
        row("1.2.3.4:65536", "", -1);
        row("", "", -1);
    }
    void addressesAreRead()
    {
        QFETCH(QString, text);
        QFETCH(int, port);
        const auto listen = HttpListen::parse(text);
        QCOMPARE(listen.has_value(), port >= 0);
        if (!listen) {
            QCOMPARE(listen.error().code, Error::Code::Usage);
            return;
        }
        QTEST(listen->host, "host");
        QCOMPARE(int(listen->port), port);
    }

    void bothFamiliesAreServed()
    {
        HttpRouter router;
        router.get("/peer", [](const HttpRequest& r) { return HttpResponse::text(200, r.peer.address); });
        HttpServerSettings settings;
        settings.listen.host = QStringLiteral("::1");
        const auto v6 = serve(router, settings);
        QVERIFY(v6->status().address.startsWith(QStringLiteral("http://[::1]:")));
        QCOMPARE(RawClient(v6->port(), QStringLiteral("::1")).request(get("/peer")).body, "::1");
        settings.listen.host = QStringLiteral("*");
        const auto any = serve(router, settings);
        QCOMPARE(RawClient(any->port(), QStringLiteral("::1")).request(get("/peer")).body, "::1");
        QCOMPARE(RawClient(any->port()).request(get("/peer")).body, "127.0.0.1");
    }

    void itCanBeStartedAgain()
    {
        HttpRouter router;
        router.get("/a", echo);
        const auto server = serve(std::move(router));
        const quint16 first = server->port();
        server->stop();
        server->stop();
        QCOMPARE(server->status().state, ServiceStatus::State::Stopped);
        QCOMPARE(server->port(), quint16{0});
        QVERIFY(!RawClient(first).isConnected());
        QVERIFY(server->transfers().empty());
        QVERIFY_RESULT(server->start());
        QCOMPARE(RawClient(server->port()).request(get("/a")).status, 200);
    }

    void aHundredClientsAtOnce()
    {
        HttpRouter router;
        HttpRoute pool = makeRoute("GET", "/p/{n}");
        pool.runOnPool = true;
        pool.answer = [](const HttpRequest& r) {
            return HttpResponse::text(200, r.parameter(u"n"));
        };
        router.add(pool);
        const QByteArray big(1'000'000, 'b');
        router.get("/big", [&](const HttpRequest&) { return HttpResponse::bytes("x/y", big); });
        const auto server = serve(std::move(router));
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 100; ++i) {
            clients.push_back(std::make_unique<RawClient>(server->port()));
            clients.back()->send(get("/p/" + QByteArray::number(i)) + get("/big"));
        }
        for (int i = 0; i < 100; ++i) {
            RawClient& client = *clients[static_cast<std::size_t>(i)];
            QCOMPARE(client.receive().body, QByteArray::number(i));
            QVERIFY(client.receive().body == big);
        }
        QCOMPARE(server->counters().connections, quint64{100});
        clients.clear();
        QTRY_COMPARE(server->counters().connectionsOpen, quint64{0});
    }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
