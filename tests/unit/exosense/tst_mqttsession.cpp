// SPDX-License-Identifier: Apache-2.0
// Connections of gateways without their sockets, and the recorded ones of real clients.

#include "exosense/mqttsession.h"
#include "exosensefixture.h"
#include "exosensevectors.h"

#include <QTest>

using namespace ota;

namespace {

using namespace std::chrono_literals;

const QString gateway = QStringLiteral("gw-1");
const QByteArray config = R"({"version":"2","name":"n","type":"JSON","payload":{}})";

class PlainCloud final : public CloudFixture
{
public:
    using CloudFixture::CloudFixture;
    ~PlainCloud() override = default;
};

/// A session and what it did to its connection.
class Connection
{
public:
    explicit Connection(CloudFixture& fixture, const QString& certificateBoard = {}, bool unknownCertificate = false)
        : m_session(*fixture.cloud,
                    {.send = [this](const QByteArray& bytes) { m_reader.feed(bytes); },
                     .close = [this] { isClosed = true; },
                     .replaceOthers = [this](const QString& board) { replaced << board; },
                     .wake =
                         [this] {
                             ++wakes;
                         }},
                    certificateBoard, unknownCertificate)
    {
    }

    void give(const MqttPacket& packet) { m_session.receive(mqttBytes(packet), now); }
    void giveBytes(const QByteArray& bytes)
    {
        for (const char byte : bytes)
            m_session.receive(QByteArrayView(&byte, 1), now);
    }
    void connectWith(const std::optional<QByteArray>& password, int keepAlive = 0)
    {
        MqttConnect connect;
        connect.user = QByteArray();
        connect.password = password;
        connect.keepAliveSeconds = static_cast<quint16>(keepAlive);
        give(connect);
    }

    /// The next answer; nothing when there is none.
    std::optional<MqttPacket> answer()
    {
        auto packet = m_reader.next();
        return packet ? std::move(*packet) : std::nullopt;
    }
    int connackCode()
    {
        const auto packet = answer();
        const auto* connack = packet ? std::get_if<MqttConnack>(&*packet) : nullptr;
        return connack ? connack->code : -1;
    }
    std::optional<MqttPublish> message()
    {
        const auto packet = answer();
        const auto* publish = packet ? std::get_if<MqttPublish>(&*packet) : nullptr;
        return publish ? std::optional(*publish) : std::nullopt;
    }

    MqttSession& session() { return m_session; }

    MqttSession::TimePoint now = MqttSession::TimePoint(1000s);
    bool isClosed = false;
    QStringList replaced;
    int wakes = 0;

private:
    MqttReader m_reader{MqttSession::packetLimit};
    MqttSession m_session;
};

} // namespace

class TestMqttSession final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<PlainCloud> m_cloud;

private Q_SLOTS:
    void init()
    {
        m_cloud = std::make_unique<PlainCloud>();
        m_cloud->addGateway(gateway);
    }
    void cleanup() { m_cloud.reset(); }

    void credentialsDecideWhoItIs()
    {
        Connection good(*m_cloud);
        good.connectWith(CloudFixture::token);
        QCOMPARE(good.connackCode(), 0);
        QCOMPARE(good.session().board(), gateway);
        QCOMPARE(good.replaced, QStringList{gateway});

        Connection wrong(*m_cloud);
        wrong.connectWith(QByteArray("nothing"));
        QCOMPARE(wrong.connackCode(), 4);
        QVERIFY(wrong.isClosed);

        Connection certificate(*m_cloud, gateway);
        certificate.connectWith({});
        QCOMPARE(certificate.connackCode(), 0);
        QCOMPARE(certificate.session().board(), gateway);

        Connection stranger(*m_cloud, {}, true);
        stranger.connectWith({});
        QCOMPARE(stranger.connackCode(), 5);

        Connection newer(*m_cloud);
        MqttConnect five;
        five.level = 5;
        newer.give(five);
        QCOMPARE(newer.connackCode(), 1);
        QVERIFY(newer.isClosed);
    }

    void theAnonymousMayOnlyProvision()
    {
        QVERIFY_RESULT(m_cloud->cloud->addIdentity(QStringLiteral("SN0001"), false));
        Connection connection(*m_cloud);
        connection.connectWith(QByteArray());
        QCOMPARE(connection.connackCode(), 0);
        connection.give(MqttPublish{"$provision/SN0001", {}, 1, 1, false, false});
        QVERIFY(connection.answer() == MqttPacket(MqttSign{MqttSign::Kind::Puback, 1}));
        const auto reply = connection.message();
        QVERIFY(reply);
        QCOMPARE(reply->topic, QByteArray("$provision/SN0001"));
        QCOMPARE(m_cloud->cloud->boardOf(reply->payload), QStringLiteral("SN0001"));
        connection.give(MqttPublish{"$resource/data_in", "1", 0, 0, false, false});
        QVERIFY(connection.isClosed);
        QCOMPARE(m_cloud->codes(), QStringList{QStringLiteral("XM-ANON")});

        Connection again(*m_cloud);
        again.connectWith(QByteArray());
        (void)again.answer();
        again.give(MqttPublish{"$provision/SN0001", {}, 1, 1, false, false});
        QVERIFY(!again.answer());
        QVERIFY(again.isClosed);
    }

    void whatIsWrittenIsKeptBeforeItIsAcknowledged()
    {
        Connection connection(*m_cloud);
        connection.connectWith(CloudFixture::token);
        (void)connection.answer();
        connection.give(MqttPublish{"$resource/otau_in", R"({"version":"7","status":"INIT"})", 1, 9, false, false});
        QVERIFY(connection.answer() == MqttPacket(MqttSign{MqttSign::Kind::Puback, 9}));
        QCOMPARE(m_cloud->cloud->gateway(gateway)->lastReport->version, QStringLiteral("7"));
        const QJsonObject report{{QStringLiteral("version"), QStringLiteral("7")},
                                 {QStringLiteral("status"), QStringLiteral("TEST")}};
        const QJsonObject point{{QStringLiteral("timestamp"), Q_INT64_C(1'699'999'999'000'000)},
                                {QStringLiteral("values"),
                                 QJsonObject{{QStringLiteral("otau_in"), QString::fromUtf8(QJsonDocument(report).toJson(
                                                                             QJsonDocument::Compact))}}}};
        connection.give(MqttPublish{"$resource.batch", QJsonDocument(QJsonArray{point}).toJson(), 1, 10, false, false});
        QVERIFY(connection.answer() == MqttPacket(MqttSign{MqttSign::Kind::Puback, 10}));
        QCOMPARE(m_cloud->cloud->gateway(gateway)->lastReport->statusText, QStringLiteral("TEST"));
        connection.give(MqttPublish{"something/else", "x", 1, 11, false, false});
        QVERIFY(connection.answer() == MqttPacket(MqttSign{MqttSign::Kind::Puback, 11}));
    }

    void aRequestIsPushedOnConnectUntilItIsAcknowledged()
    {
        QVERIFY_RESULT(m_cloud->cloud->setDesired({gateway}, "config_otau", config));
        for (int i = 0; i < 2; ++i) {
            Connection connection(*m_cloud);
            connection.connectWith(CloudFixture::token);
            QCOMPARE(connection.connackCode(), 0);
            const auto push = connection.message();
            QVERIFY(push);
            QCOMPARE(push->topic, QByteArray("$resource/config_otau/1700000000000000"));
            QCOMPARE(push->payload, config);
            QCOMPARE(push->qos, 0);
            if (i == 1)
                connection.give(MqttPublish{"$resource/config_otau", config, 0, 0, false, false});
        }
        Connection last(*m_cloud);
        last.connectWith(CloudFixture::token);
        QCOMPARE(last.connackCode(), 0);
        QVERIFY(!last.answer());
    }

    void newsArePushedOnce()
    {
        Connection connection(*m_cloud);
        connection.connectWith(CloudFixture::token);
        (void)connection.answer();
        QVERIFY_RESULT(m_cloud->cloud->setDesired({gateway}, "config_otau", config));
        QCOMPARE(connection.wakes, 1);
        connection.session().push();
        QCOMPARE(connection.message()->payload, config);
        connection.session().push();
        QVERIFY(!connection.answer());
    }

    void subscribingHasNoEffectAndAnAnswer()
    {
        Connection connection(*m_cloud);
        connection.connectWith(CloudFixture::token);
        (void)connection.answer();
        connection.give(MqttSubscribe{5, {{"$resource/#", 2}, {"x", 0}}});
        QVERIFY(connection.answer() == MqttPacket(MqttSuback{5, QByteArray("\1\0", 2)}));
        connection.give(MqttUnsubscribe{6, {"x"}});
        QVERIFY(connection.answer() == MqttPacket(MqttSign{MqttSign::Kind::Unsuback, 6}));
        connection.give(MqttSign{MqttSign::Kind::Pingreq, 0});
        QVERIFY(connection.answer() == MqttPacket(MqttSign{MqttSign::Kind::Pingresp, 0}));
    }

    void whatIsTooMuchEndsTheConnection()
    {
        Connection qos(*m_cloud);
        qos.connectWith(CloudFixture::token);
        qos.give(MqttPublish{"$resource/data_in", "x", 2, 1, false, false});
        QVERIFY(qos.isClosed);
        Connection size(*m_cloud);
        size.connectWith(CloudFixture::token);
        size.give(MqttPublish{"$resource/data_in", QByteArray(MqttSession::payloadLimit + 1, 'x'), 0, 0, false, false});
        QVERIFY(size.isClosed);
        QCOMPARE(m_cloud->codes(), (QStringList{QStringLiteral("XM-QOS2"), QStringLiteral("XM-SIZE")}));
        Connection early(*m_cloud);
        early.give(MqttSign{MqttSign::Kind::Pingreq, 0});
        QVERIFY(early.isClosed);
    }

    void silenceEndsTheConnectionAfterOneAndAHalfIntervals()
    {
        Connection connection(*m_cloud);
        connection.connectWith(CloudFixture::token, 20);
        connection.session().tick(connection.now + 30s);
        QVERIFY(!connection.isClosed);
        connection.session().tick(connection.now + 30s + 1ms);
        QVERIFY(connection.isClosed);
        Connection forever(*m_cloud);
        forever.connectWith(CloudFixture::token, 0);
        forever.session().tick(forever.now + 24h);
        QVERIFY(!forever.isClosed);
        Connection mute(*m_cloud);
        mute.session().tick(mute.now);
        mute.session().tick(mute.now + 11s);
        QVERIFY(mute.isClosed);
    }

    /// Each recorded connection: what the client sent, byte by byte, and the kinds of answers it waited for.
    void recordedConnectionsAreServed()
    {
        const QByteArray labToken("LabToken0123456789abcdefABCDEF0123456789");
        QVERIFY_RESULT(m_cloud->cloud->addIdentity(QStringLiteral("SN0001"), false));
        QVERIFY_RESULT(m_cloud->cloud->addIdentity(QStringLiteral("myDeviceName-1"), false));
        QVERIFY_RESULT(m_cloud->cloud->addIdentity(QStringLiteral("device-0001"), false));
        QVERIFY_RESULT(m_cloud->cloud->adoptToken(gateway, labToken));
        std::map<int, std::unique_ptr<Connection>> connections;
        int served = 0;
        for (const QByteArray& line : exosenseData(QStringLiteral("captures/mqtt.jsonl")).split('\n')) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            if (entry.isEmpty())
                continue;
            auto& connection = connections[entry[QStringLiteral("conn")].toInt()];
            if (!connection)
                connection = std::make_unique<Connection>(*m_cloud, entry[QStringLiteral("client_cert_cn")].toString());
            if (entry[QStringLiteral("dir")].toString() != QStringLiteral("c2s"))
                continue;
            const QByteArray bytes = QByteArray::fromHex(entry[QStringLiteral("hex")].toString().toLatin1());
            connection->giveBytes(bytes);
            const QString type = entry[QStringLiteral("type")].toString();
            if (type == QStringLiteral("CONNECT")) {
                QCOMPARE(connection->connackCode(), 0);
            } else if (type == QStringLiteral("PUBLISH")) {
                const auto puback = connection->answer();
                QVERIFY(puback);
                const auto* sign = std::get_if<MqttSign>(&*puback);
                QVERIFY(sign && sign->kind == MqttSign::Kind::Puback);
                // Provisioning is answered with the token.
                if (bytes.contains("$provision/"))
                    QCOMPARE(connection->message()->payload.size(), ExosenseStore::tokenDigits);
            } else if (type == QStringLiteral("DISCONNECT")) {
                QVERIFY(connection->isClosed);
            }
            QVERIFY(!connection->answer());
            ++served;
        }
        QCOMPARE(connections.size(), std::size_t{5});
        QCOMPARE(served, 18);
        QCOMPARE(m_cloud->cloud->gateway(QStringLiteral("device-0001"))->lastReport->statusText,
                 QStringLiteral("INSTALLED_VERSION"));
    }
};

QTEST_GUILESS_MAIN(TestMqttSession)
#include "tst_mqttsession.moc"
