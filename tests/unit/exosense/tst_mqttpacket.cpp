// SPDX-License-Identifier: Apache-2.0
#include "exosense/mqttpacket.h"
#include "exosensevectors.h"

#include <QTest>

using namespace ota;

namespace {

/// The one packet in these bytes.
Result<MqttPacket> parsed(const QByteArray& bytes)
{
    MqttReader reader(1024 * 1024);
    reader.feed(bytes);
    auto packet = reader.next();
    if (!packet)
        return failure(packet.error());
    if (!*packet || reader.heldBytes() > 0)
        return failure(Error::Code::Internal, QStringLiteral("not one packet"));
    return std::move(**packet);
}

QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

} // namespace

class TestMqttPacket final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packetsOfRealClientsAreRead()
    {
        const auto vectors = exosenseJson(QStringLiteral("wire/mqtt_packets.json")).array();
        QVERIFY(vectors.size() >= 8);
        for (const QJsonValue& vector : vectors) {
            const QByteArray bytes = QByteArray::fromHex(vector[QStringLiteral("hex")].toString().toLatin1());
            const QJsonValue expected = vector[QStringLiteral("decoded")];
            const auto packet = parsed(bytes);
            QVERIFY_RESULT(packet);
            QCOMPARE(mqttBytes(*packet), bytes);
            const auto textOf = [](const std::optional<QByteArray>& text) {
                return text ? QJsonValue(QString::fromUtf8(*text)) : QJsonValue(QJsonValue::Null);
            };
            if (const auto* connect = std::get_if<MqttConnect>(&*packet)) {
                QCOMPARE(connect->level, expected[QStringLiteral("level")].toInt());
                QCOMPARE(int{connect->keepAliveSeconds}, expected[QStringLiteral("keep_alive")].toInt());
                QCOMPARE(textOf(connect->clientId), expected[QStringLiteral("client_id")]);
                QCOMPARE(textOf(connect->user), expected[QStringLiteral("username")]);
                QCOMPARE(textOf(connect->password), expected[QStringLiteral("password")]);
            } else if (const auto* publish = std::get_if<MqttPublish>(&*packet)) {
                QCOMPARE(textOf(publish->topic), expected[QStringLiteral("topic")]);
                QCOMPARE(publish->qos, expected[QStringLiteral("qos")].toInt());
                QCOMPARE(int{publish->id}, expected[QStringLiteral("packet_id")].toInt());
                QCOMPARE(textOf(publish->payload), expected[QStringLiteral("payload")]);
            }
        }
    }

    void everyKindIsWrittenAndReadAgain()
    {
        MqttConnect connect;
        connect.clientId = "id";
        connect.user = "user";
        connect.password = "secret";
        connect.keepAliveSeconds = 65535;
        connect.will = MqttWill{"a/b", "gone", 1, true};
        const std::vector<MqttPacket> packets{
            connect,
            MqttConnack{true, 5},
            MqttPublish{"t", QByteArray(200'000, 'x'), 0, 0, true, false},
            MqttPublish{"t", {}, 2, 7, false, true},
            MqttSubscribe{1, {{"a/#", 1}, {"b", 0}}},
            MqttUnsubscribe{2, {"a/#", "b"}},
            MqttSuback{1, QByteArray("\1\0", 2)},
            MqttSign{MqttSign::Kind::Puback, 3},
            MqttSign{MqttSign::Kind::Pubrel, 4},
            MqttSign{MqttSign::Kind::Unsuback, 5},
            MqttSign{MqttSign::Kind::Pingreq, 0},
            MqttSign{MqttSign::Kind::Disconnect, 0},
        };
        QByteArray all;
        for (const MqttPacket& packet : packets)
            all += mqttBytes(packet);
        // At once, and a byte at a time.
        for (const qsizetype piece : {all.size(), qsizetype{1}}) {
            MqttReader reader(1024 * 1024);
            std::vector<MqttPacket> read;
            for (qsizetype at = 0; at < all.size(); at += piece) {
                reader.feed(QByteArrayView(all).sliced(at, piece));
                for (auto packet = reader.next(); packet && *packet; packet = reader.next())
                    read.push_back(std::move(**packet));
            }
            QVERIFY(read == packets);
            QCOMPARE(reader.heldBytes(), 0);
        }
    }

    void whatIsMalformedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("type 0") << hex("0000");
        QTest::newRow("type 15") << hex("f000");
        QTest::newRow("a length without end") << hex("30ffffffff7f");
        QTest::newRow("a short CONNECT") << hex("10060004 4d515454");
        QTest::newRow("CONNECT with the reserved flag") << hex("100c00044d51545404030000 0000");
        QTest::newRow("a will without its flag") << hex("100c00044d51545404080000 0000");
        QTest::newRow("bytes behind CONNECT") << hex("100d00044d51545404020000 000000");
        QTest::newRow("PUBLISH with QoS 3") << hex("36050001 610001");
        QTest::newRow("PUBLISH without a topic") << hex("30020000");
        QTest::newRow("PUBLISH to a wildcard") << hex("3003000123");
        QTest::newRow("PUBLISH with id 0") << hex("32050001610000");
        QTest::newRow("SUBSCRIBE with wrong flags") << hex("8006000100016101");
        QTest::newRow("SUBSCRIBE without a filter") << hex("82020001");
        QTest::newRow("PINGREQ with a body") << hex("c00100");
    }
    void whatIsMalformedIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto packet = parsed(bytes);
        QVERIFY(!packet);
        QCOMPARE(packet.error().code, Error::Code::Protocol);
    }

    void anotherLevelIsKnownByItsNumberOnly()
    {
        const auto five = parsed(hex("100d00044d515454050200000000 00"));
        QVERIFY_RESULT(five);
        QCOMPARE(std::get<MqttConnect>(*five).level, 5);
        const auto old = parsed(hex("100e00064d514973647003020000 0000"));
        QVERIFY_RESULT(old);
        QVERIFY(std::get<MqttConnect>(*old).level != MqttConnect::supportedLevel);
    }

    void aPacketOverTheLimitIsRefusedBeforeItIsHere()
    {
        MqttReader reader(100);
        reader.feed(hex("3065"));
        QCOMPARE(reader.next().error().code, Error::Code::Rejected);
    }
};

QTEST_GUILESS_MAIN(TestMqttPacket)
#include "tst_mqttpacket.moc"
