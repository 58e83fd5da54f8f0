// SPDX-License-Identifier: Apache-2.0
// The small HTTP client of virtual gateways, with a server that frames its answers in every way.

#include "exosense/gatewayhttp.h"
#include "http/httpserver.h"
#include "testsupport.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace ota;

namespace {

const QByteArray body = QByteArray("0123456789").repeated(20'000);

} // namespace

class TestGatewayHttp final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<HttpServer> m_server;
    GatewayHttp::Reply m_reply;
    int m_answers = 0;

    GatewayHttp::Request request(const QString& path) const
    {
        GatewayHttp::Request request;
        request.url = QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_server->port()).arg(path));
        return request;
    }
    void ask(GatewayHttp& http, GatewayHttp::Request what)
    {
        const int before = m_answers;
        http.send(std::move(what), [this](const GatewayHttp::Reply& reply) {
            m_reply = reply;
            ++m_answers;
        });
        QTRY_COMPARE(m_answers, before + 1);
    }

private Q_SLOTS:
    void init()
    {
        HttpRouter router;
        router.get("/whole", [](const HttpRequest&) { return HttpResponse::bytes("text/plain", body); });
        router.get("/nothing", [](const HttpRequest&) { return HttpResponse::empty(204); });
        HttpRoute chunked;
        chunked.methods = {QByteArrayLiteral("GET")};
        chunked.pattern = "/chunked";
        chunked.answerLater = [](const HttpRequest&, const HttpResponder& responder) {
            HttpBodyStream stream = responder.startStream(HttpResponse::bytes("text/plain", {}));
            stream.write(body.left(1000));
            stream.write(body.mid(1000));
            stream.finish();
        };
        router.add(chunked);
        HttpServerSettings settings;
        settings.limits.keepAlive = std::chrono::milliseconds(50);
        m_server = std::make_unique<HttpServer>(settings, router);
        QVERIFY_RESULT(m_server->start());
    }
    void cleanup() { m_server.reset(); }

    void everyFramingIsRead()
    {
        GatewayHttp http{QSslConfiguration()};
        for (const QString& path : {QStringLiteral("/whole"), QStringLiteral("/chunked"), QStringLiteral("/whole")}) {
            ask(http, request(path));
            QCOMPARE(m_reply.status, 200);
            QVERIFY2(m_reply.isComplete, qPrintable(m_reply.error));
            QCOMPARE(m_reply.body, body);
        }
        ask(http, request(QStringLiteral("/nothing")));
        QCOMPARE(m_reply.status, 204);
        QVERIFY(m_reply.isComplete && m_reply.body.isEmpty());
        ask(http, request(QStringLiteral("/none")));
        QCOMPARE(m_reply.status, 404);
    }

    void aSinkTakesTheBodyAndMayEndIt()
    {
        GatewayHttp http{QSslConfiguration()};
        QByteArray taken;
        auto all = request(QStringLiteral("/chunked"));
        all.sink = [&](QByteArrayView bytes) {
            taken.append(bytes.data(), bytes.size());
            return true;
        };
        ask(http, all);
        QCOMPARE(taken, body);
        QVERIFY(m_reply.body.isEmpty());
        QCOMPARE(m_reply.bodySize, body.size());
        auto some = request(QStringLiteral("/whole"));
        some.sink = [](QByteArrayView) {
            return false;
        };
        ask(http, some);
        QVERIFY(!m_reply.isComplete);
        ask(http, request(QStringLiteral("/whole")));
        QCOMPARE(m_reply.body, body);
    }

    void theHeadIsSeenFirstAndMayEndIt()
    {
        GatewayHttp http{QSslConfiguration()};
        QByteArray taken;
        bool goesOn = true;
        qsizetype takenBefore = -1;
        auto all = request(QStringLiteral("/whole"));
        all.head = [&](const GatewayHttp::Reply& reply) {
            takenBefore = taken.size();
            return goesOn && reply.field("content-length").toLongLong() == body.size();
        };
        all.sink = [&](QByteArrayView bytes) {
            taken.append(bytes.data(), bytes.size());
            return true;
        };
        ask(http, all);
        QCOMPARE(takenBefore, 0);
        QCOMPARE(taken, body);
        goesOn = false;
        ask(http, all);
        QVERIFY(!m_reply.isComplete && !m_reply.error.isEmpty());
        QCOMPARE(taken, body); // Nothing more.
        QCOMPARE(takenBefore, body.size());
    }

    void aConnectionThatWasClosedMeanwhileIsOpenedAgain()
    {
        GatewayHttp http{QSslConfiguration()};
        ask(http, request(QStringLiteral("/whole")));
        QTRY_COMPARE(m_server->counters().connectionsOpen, quint64{0});
        ask(http, request(QStringLiteral("/whole")));
        QCOMPARE(m_reply.body, body);
    }

    void whatIsNoAnswerHasAReason()
    {
        GatewayHttp http{QSslConfiguration()};
        auto nobody = request(QStringLiteral("/"));
        m_server->stop();
        ask(http, nobody);
        QCOMPARE(m_reply.status, 0);
        QVERIFY(!m_reply.error.isEmpty());

        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        GatewayHttp::Request impatient;
        impatient.url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(mute.serverPort()));
        impatient.limit = std::chrono::milliseconds(20);
        ask(http, impatient);
        QVERIFY(!m_reply.isComplete && !m_reply.error.isEmpty());
    }

    void aBodyWithoutALengthEndsWithItsConnection()
    {
        QTcpServer old;
        QVERIFY(old.listen(QHostAddress::LocalHost));
        connect(&old, &QTcpServer::newConnection, &old, [&] {
            QTcpSocket* socket = old.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->write("HTTP/1.0 200 OK\r\n\r\nall of it");
                socket->disconnectFromHost();
            });
        });
        GatewayHttp http{QSslConfiguration()};
        GatewayHttp::Request request;
        request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(old.serverPort()));
        ask(http, request);
        QVERIFY2(m_reply.isComplete, qPrintable(m_reply.error));
        QCOMPARE(m_reply.body, QByteArray("all of it"));
    }
};

QTEST_GUILESS_MAIN(TestGatewayHttp)
#include "tst_gatewayhttp.moc"
