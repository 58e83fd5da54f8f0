// SPDX-License-Identifier: Apache-2.0
#include "http/httpserver.h"
#include "rawclient.h"
#include "testsupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace ota;
using namespace std::chrono_literals;

/// One client, one request at a time: what the server does with heads, bodies and routes.
class TestHttpServer final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<HttpServer> serve(HttpRouter router, HttpServerSettings settings = {})
    {
        auto server = std::make_unique<HttpServer>(std::move(settings), std::move(router));
        const auto started = server->start();
        if (!started)
            qWarning("%s", qPrintable(started.error().toString()));
        return server;
    }

private Q_SLOTS:
    void aHandlersTextIsAnswered()
    {
        HttpRouter router;
        router.get("/coap/url/{id}", [](const HttpRequest& r) { return HttpResponse::text(200, r.parameter(u"id")); });
        const auto server = serve(std::move(router));
        RawClient client(server->port());
        const RawResponse response = client.request("GET /coap/url/a%20b HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, "a b");
        QCOMPARE(response.field("Content-Type"), "text/plain; charset=utf-8");
        QVERIFY(!response.field("Date").isEmpty());
        QVERIFY(client.isConnected());
    }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
