// SPDX-License-Identifier: Apache-2.0
// The cloud of gateways as a part of the bench's server: beside HTTP and CoAP, each service by itself, and for other
// processes.

#include "exosense/exosensecloud.h"
#include "exosense/exosensedesk.h"
#include "exosense/exosenseremote.h"
#include "exosense/exosensestore.h"
#include "otaserver/otaserver.h"
#include "rawclient.h"
#include "store/bench.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <mutex>
#include <thread>

using namespace ota;

namespace {

const QString http = QStringLiteral("http");
const QString exosense = QStringLiteral("exosense");
const QString tls = QStringLiteral("exosense-tls");
const QString mqtt = QStringLiteral("exosense-mqtt");
const QString control = QStringLiteral("exosense-control");

/// CONNECT without a name, then PUBLISH of `payload` to `topic`, as an anonymous client.
QByteArray mqttHello(const QByteArray& topic)
{
    const QByteArray connect("\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00", 14);
    QByteArray publish("\x30", 1);
    publish += static_cast<char>(2 + topic.size());
    publish += '\0';
    publish += static_cast<char>(topic.size());
    return connect + publish + topic;
}

} // namespace

class TestGatewayServing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        BenchOptions options;
        options.schemas = {EventStore::schema(), ExosenseStore::schema()};
        auto bench = Bench::open(m_directory->filePath(QStringLiteral("bench")), Bench::Access::Hold, options);
        QVERIFY_RESULT(bench);
        m_bench = std::move(*bench);
        auto events = EventStore::open(m_bench->database(), m_bench->streamsPath(), m_bench->clock());
        QVERIFY_RESULT(events);
        m_events = std::move(*events);
        auto timeline = Timeline::open(*m_events, m_bench->clock());
        QVERIFY_RESULT(timeline);
        m_timeline = std::move(*timeline);
        m_desk = std::make_unique<ExosenseDesk>();
        m_settings = {};
        m_settings.http = m_settings.exosense.http = m_settings.exosense.mqtt =
            QStringList{QStringLiteral("loopback:0")};
        m_settings.exosense.https = QStringList{QStringLiteral("127.0.0.1:0")};
        m_settings.exosense.cloud.addsUnknown = true;
        auto server = OtaServer::make(*m_bench, *m_timeline, m_settings, m_desk.get());
        QVERIFY_RESULT(server);
        m_server = std::move(*server);
        m_server->onEvent([this](const QString& kind, const QJsonObject& data) {
            const std::scoped_lock lock(m_mutex);
            if (kind == QStringLiteral("request"))
                m_requests.push_back(data);
        });
    }

    void cleanup()
    {
        m_server.reset();
        m_desk.reset();
        m_timeline.reset();
        m_events.reset();
        m_bench.reset();
        m_requests.clear();
    }

    void bothServersAreFoundInTheBench()
    {
        QVERIFY_RESULT(m_server->start());
        const auto services = m_bench->services();
        QVERIFY_RESULT(services);
        QCOMPARE(services->keys(), (QStringList{exosense, control, mqtt, tls, http}));
        QVERIFY((*services)[http].toString() != (*services)[exosense].toString());
        m_server->stopService(exosense);
        QVERIFY(!m_bench->services()->contains(exosense));
        QVERIFY(m_bench->services()->contains(http));
        m_server->stop();
        QVERIFY(m_bench->services()->isEmpty());
    }

    void theCloudIsThereWhileOneOfThemRuns()
    {
        QVERIFY(!m_desk->isServed());
        QVERIFY_RESULT(m_server->startService(http));
        QVERIFY(!m_desk->isServed());
        QVERIFY_RESULT(m_server->startService(mqtt));
        QVERIFY(m_desk->isServed());
        QVERIFY_RESULT(m_server->startService(exosense));
        m_server->stopService(mqtt);
        QVERIFY(m_desk->isServed());
        m_server->stopService(exosense);
        QVERIFY(!m_desk->isServed());
        QVERIFY_RESULT(m_server->startService(tls));
        QVERIFY(m_desk->isServed());
        QCOMPARE(m_server->startService(QStringLiteral("exosense-mqtts")).error().code, Error::Code::NotFound);
    }

    void aRequestIsLoggedWithItsBoard()
    {
        QVERIFY_RESULT(m_server->start());
        const QByteArray token = activate(QStringLiteral("gw-1"));
        QCOMPARE(token.size(), 40);
        RawClient client(port(exosense));
        QCOMPARE(client.request(post("/onep:v1/stack/alias", "data_in=17", token)).status, 204);
        QCOMPARE(client.request(post("/onep:v1/stack/alias", "data_in=17", "0000")).status, 401);
        QTRY_COMPARE(requests().size(), std::size_t{3});
        const QJsonObject written = requests().at(1);
        QCOMPARE(written[QStringLiteral("board")].toString(), QStringLiteral("gw-1"));
        QCOMPARE(written[QStringLiteral("service")].toString(), exosense);
        QCOMPARE(written[QStringLiteral("bytes_in")].toInt(), 10);
        QCOMPARE(written[QStringLiteral("status")].toInt(), 204);
        QVERIFY(requests().at(2)[QStringLiteral("board")].toString().isEmpty());
        QString log;
        for (const ServerLogLine& line : m_server->log().after(0)) {
            QVERIFY2(!line.text.contains(QString::fromLatin1(token)), qPrintable(line.text));
            log +=
                line.area + u' ' + line.request.method + u' ' + line.request.peer + u' ' + line.request.answer + u'\n';
        }
        QVERIFY2(log.contains(QStringLiteral("exosense POST gw-1 204\n")), qPrintable(log));
        QCOMPARE(m_server->counters(exosense).requests, quint64{3});
        QCOMPARE(m_server->counters(exosense).refused, quint64{1});
    }

    void mqttIsLoggedAndCounted()
    {
        QVERIFY_RESULT(m_server->startService(mqtt));
        RawClient client(port(mqtt));
        client.send(mqttHello("$provision/gw-9"));
        QTRY_COMPARE(requests().size(), std::size_t{2});
        QCOMPARE(requests().at(0)[QStringLiteral("method")].toString(), QStringLiteral("CONNECT"));
        QCOMPARE(requests().at(0)[QStringLiteral("answer")].toString(), QStringLiteral("CONNACK 0"));
        QCOMPARE(requests().at(1)[QStringLiteral("board")].toString(), QStringLiteral("gw-9"));
        QCOMPARE(requests().at(1)[QStringLiteral("bytes")].toInt(), 40);
        QTRY_VERIFY(m_server->counters(mqtt).bytesSent > 40); // They leave after it was told.
        const OtaServiceCounters counters = m_server->counters(mqtt);
        QCOMPARE(counters.connections, quint64{1});
        QCOMPARE(counters.requests, quint64{2});
        QVERIFY(counters.bytesReceived > 0);
    }

    void verbsFindItWithMqttAlone()
    {
        QVERIFY_RESULT(m_server->startService(mqtt));
        const auto remote = ExosenseRemote::find(*m_bench);
        QVERIFY_RESULT(remote);
        QVERIFY(*remote);
        QVERIFY_RESULT((*remote)->ask(QStringLiteral("exosense.identity.add"),
                                      {{QStringLiteral("id"), QStringLiteral("gw-2")}}, {}));
        QVERIFY(m_desk->use([](ExosenseCloud& cloud) { QVERIFY(cloud.knows(QStringLiteral("gw-2"))); }));
        QCOMPARE((*remote)->ask(QStringLiteral("exosense.nothing"), {}, {}).error().code, Error::Code::NotFound);
        m_server->stop();
        QVERIFY(!*ExosenseRemote::find(*m_bench));
    }

    void verbsNeedTheTokenAndAreNotAmongWhatGatewaysReach()
    {
        QVERIFY_RESULT(m_server->start());
        const QByteArray token = m_bench->token()->toLatin1();
        const QByteArray verb = post("/bench/exosense/exosense.identity.list", "{}", {}, token);
        RawClient device(port(exosense));
        QCOMPARE(device.request(verb).status, 404);
        RawClient ours(port(control));
        QCOMPARE(ours.request(verb).status, 200);
        QCOMPARE(RawClient(port(control)).request(post("/bench/exosense/exosense.identity.list", "{}", {}, "x")).status,
                 401);
        // A new token holds at once.
        const auto renewed = m_bench->renewToken();
        QVERIFY_RESULT(renewed);
        m_server->setToken(*renewed);
        QCOMPARE(RawClient(port(control)).request(verb).status, 401);
        const auto remote = ExosenseRemote::find(*m_bench);
        QVERIFY_RESULT(remote);
        QVERIFY_RESULT((*remote)->ask(QStringLiteral("exosense.identity.list"), {}, {}));
    }

    void whoWaitsIsAnsweredWhenItsServiceStopsAndOthersGoOn()
    {
        QVERIFY_RESULT(m_server->start());
        const QByteArray token = activate(QStringLiteral("gw-1"));
        RawClient waiting(port(exosense));
        waiting.send("GET /onep:v1/stack/alias?config_otau HTTP/1.1\r\nHost: x\r\nRequest-Timeout: 200000\r\n"
                     "X-Exosite-CIK: " +
                     token + "\r\n\r\n");
        QTRY_VERIFY([&] {
            std::size_t waits = 0;
            (void)m_desk->use([&](ExosenseCloud& cloud) { waits = cloud.waiting(); });
            return waits == 1;
        }());
        m_server->stopService(exosense);
        QCOMPARE(waiting.receive().status, 304);
        QVERIFY(m_desk->isServed());
        RawClient other(port(mqtt));
        other.send(mqttHello("$provision/gw-2"));
        QTRY_VERIFY(!requests().empty() &&
                    requests().back()[QStringLiteral("board")].toString() == QStringLiteral("gw-2"));
    }

    void aTakenPortLeavesNothingBehind()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        OtaServerSettings settings = m_settings;
        settings.exosense.mqtt = QStringList{QStringLiteral("127.0.0.1:%1").arg(other.serverPort())};
        m_server->configure(settings);
        QCOMPARE(m_server->startService(mqtt).error().code, Error::Code::Busy);
        QVERIFY(!m_desk->isServed());
        QVERIFY(m_bench->services()->isEmpty());
        settings.exosense.mqtt = QStringList{QStringLiteral("127.0.0.1:0")};
        m_server->configure(settings);
        QVERIFY_RESULT(m_server->startService(mqtt));
    }

    void rulesHoldAtOnce()
    {
        QVERIFY_RESULT(m_server->start());
        QCOMPARE(activate(QStringLiteral("gw-1")).size(), 40);
        OtaServerSettings settings = m_settings;
        settings.exosense.cloud.addsUnknown = false;
        m_server->configure(settings);
        RawClient client(port(exosense));
        QCOMPARE(client.request(post("/provision/activate", "id=gw-2")).status, 404);
    }

private:
    static QByteArray post(const QByteArray& path, const QByteArray& body, const QByteArray& cik = {},
                           const QByteArray& bearer = {})
    {
        QByteArray request = "POST " + path + " HTTP/1.1\r\nHost: x\r\n";
        if (!cik.isEmpty())
            request += "X-Exosite-CIK: " + cik + "\r\n";
        if (!bearer.isEmpty())
            request += "Authorization: Bearer " + bearer + "\r\n";
        return request + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    quint16 port(const QString& service) const
    {
        return static_cast<quint16>(QUrl((*m_bench->services())[service].toString()).port(0));
    }

    QByteArray activate(const QString& name)
    {
        return RawClient(port(exosense)).request(post("/provision/activate", "id=" + name.toUtf8())).body;
    }

    std::vector<QJsonObject> requests() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_requests;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<EventStore> m_events;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<ExosenseDesk> m_desk;
    OtaServerSettings m_settings;
    std::unique_ptr<OtaServer> m_server;
    mutable std::mutex m_mutex;
    std::vector<QJsonObject> m_requests;
};

QTEST_GUILESS_MAIN(TestGatewayServing)
#include "tst_gatewayserving.moc"
