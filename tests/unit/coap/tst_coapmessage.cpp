// SPDX-License-Identifier: Apache-2.0
#include "coap/coapmessage.h"
#include "coapprobe.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ota;

class TestCoapMessage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedDatagramsAreReadAndWrittenAlike_data()
    {
        QTest::addColumn<QByteArray>("datagram");
        int count = 0;
        for (const QString& file :
             {QStringLiteral("coap/riot_update_datagrams.json"), QStringLiteral("coap/riot_device_resources.json")}) {
            const QJsonArray entries = QJsonDocument::fromJson(testData(file)).array();
            for (const QJsonValue& entry : entries) {
                for (const QString& key :
                     {QStringLiteral("hex"), QStringLiteral("request"), QStringLiteral("response")}) {
                    const QByteArray datagram = QByteArray::fromHex(entry[key].toString().toLatin1());
                    if (!datagram.isEmpty() && !datagram.endsWith('\xff')) // One is malformed, see below.
                        QTest::addRow("%d", count++) << datagram;
                }
            }
        }
    }

    void recordedDatagramsAreReadAndWrittenAlike()
    {
        QFETCH(const QByteArray, datagram);
        const auto message = CoapMessage::read(bytesOf(datagram));
        QVERIFY_RESULT(message);
        QCOMPARE(message->encode(), datagram);
    }

    void optionsOfEveryLengthSurvive()
    {
        CoapMessage message;
        message.code = coapcode::content;
        message.token = "12345678";
        for (const int length : {0, 1, 12, 13, 14, 268, 269, 270, 1000})
            message.add(static_cast<quint16>(length * 60), QByteArray(length, 'x'));
        message.add(65535, QByteArray("end"));
        message.payload = "payload";
        const auto read = CoapMessage::read(bytesOf(message.encode()));
        QVERIFY_RESULT(read);
        QCOMPARE(*read, message);
    }

    void whatIsNoMessageIsRefused_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("three bytes") << QByteArray("400100");
        QTest::newRow("version 0") << QByteArray("00010000");
        QTest::newRow("version 2") << QByteArray("80010000");
        QTest::newRow("token of 9") << QByteArray("49010000010203040506070809");
        QTest::newRow("token cut off") << QByteArray("4801000001");
        QTest::newRow("empty with a token") << QByteArray("4100000001");
        QTest::newRow("empty with a payload") << QByteArray("40000000ff01");
        QTest::newRow("reserved delta") << QByteArray("40010000f0");
        QTest::newRow("reserved length") << QByteArray("400100000f");
        QTest::newRow("option cut off") << QByteArray("40010000b5706c61");
        QTest::newRow("extended delta cut off") << QByteArray("40010000e101");
        QTest::newRow("extended length cut off") << QByteArray("400100001d");
        QTest::newRow("number above 65535") << QByteArray("40010000e0fff0e0fff0");
        QTest::newRow("marker without payload") << QByteArray("6245100babcdc128b122ff");
    }

    void whatIsNoMessageIsRefused()
    {
        QFETCH(const QByteArray, hex);
        const QByteArray datagram = QByteArray::fromHex(hex);
        const auto message = CoapMessage::read(bytesOf(datagram));
        QVERIFY(!message);
        QCOMPARE(message.error().code, Error::Code::BadInput);
        QVERIFY(!message.error().message.isEmpty());
    }

    void numbersHaveNoLeadingZeros()
    {
        for (const quint32 value : {0U, 1U, 255U, 256U, 65'535U, 65'536U, 0xff'ffffU, 0x100'0000U, 0xffff'ffffU}) {
            const CoapUint number(value);
            QCOMPARE(readCoapUint(number.bytes()), std::optional<quint32>(value));
            QVERIFY(number.length == 0 || number.buffer[0] != 0);
        }
        QCOMPARE(CoapUint(0).length, std::uint8_t{0});
        QVERIFY(!readCoapUint(bytesOf(QByteArrayView("12345"))));
    }

    void aMessageIsDescribedInOneLine()
    {
        const auto datagram = QByteArray::fromHex("40018a34b16d05706c61696ec102");
        QCOMPARE(describeCoap(*CoapMessage::read(bytesOf(datagram))),
                 QStringLiteral("CON GET id=0x8a34 token= /m/plain Block2 0/0/64"));
    }
};

QTEST_GUILESS_MAIN(TestCoapMessage)
#include "tst_coapmessage.moc"
