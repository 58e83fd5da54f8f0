// SPDX-License-Identifier: Apache-2.0
#include "otaserver/notifydevice.h"

#include <QTest>

using namespace ota;

class TestNotifyDevice final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormOfADeviceIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("uri");
        QTest::newRow("brackets") << "[2001:db8::2]"
                                  << "coap://[2001:db8::2]";
        QTest::newRow("bare v6") << "2001:db8::2"
                                 << "coap://[2001:db8::2]";
        QTest::newRow("long v6") << "2001:0DB8:0:0:0:0:0:2"
                                 << "coap://[2001:db8::2]";
        QTest::newRow("zone") << "[fe80::1%lo]"
                              << "coap://[fe80::1%25lo]";
        QTest::newRow("bare with zone and path") << "fe80::1%lo/suit/trigger"
                                                 << "coap://[fe80::1%25lo]/suit/trigger";
        QTest::newRow("v4 with port") << " 192.0.2.7:6000 "
                                      << "coap://192.0.2.7:6000";
        QTest::newRow("default port") << "192.0.2.7:5683/notify"
                                      << "coap://192.0.2.7/notify";
        QTest::newRow("default port of coaps") << "coaps://192.0.2.7:5684"
                                               << "coaps://192.0.2.7";
        QTest::newRow("port of coap over coaps") << "coaps://192.0.2.7:5683"
                                                 << "coaps://192.0.2.7:5683";
        QTest::newRow("scheme") << "COAP://[::1]:77/a/b/"
                                << "coap://[::1]:77/a/b";
        QTest::newRow("host name") << "Board-3.lan"
                                   << "coap://board-3.lan";
    }

    void everyFormOfADeviceIsRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, uri);
        const NotifyDevice device = readNotifyDevice(text);
        QCOMPARE(device.wrong, QString());
        QCOMPARE(device.uri.text(), uri);
    }

    void whatIsNoAddressSaysWhy_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("scheme") << "http://192.0.2.7";
        QTest::newRow("nothing") << "coap://";
        QTest::newRow("path only") << "/suit/trigger";
        QTest::newRow("port 0") << "192.0.2.7:0";
        QTest::newRow("port too high") << "192.0.2.7:65536";
        QTest::newRow("port no number") << "192.0.2.7:coap";
        QTest::newRow("numbers") << "1.2.3";
        QTest::newRow("v4 out of range") << "192.0.2.777";
        QTest::newRow("no bracket") << "[2001:db8::2";
        QTest::newRow("v4 in brackets") << "[192.0.2.7]";
        QTest::newRow("behind the bracket") << "[::1]x";
        QTest::newRow("bad v6") << "2001:db8::2::3";
        QTest::newRow("blank inside") << "my board";
        QTest::newRow("NUL") << QString(QLatin1String("a\0b", 3));
        QTest::newRow("user") << "me@board";
    }

    void whatIsNoAddressSaysWhy()
    {
        QFETCH(QString, text);
        QVERIFY2(!readNotifyDevice(text).wrong.isEmpty(), qPrintable(text));
    }

    void aListIsTrimmedAndEmptyElementsDrop()
    {
        const auto devices = readNotifyDevices(QStringLiteral(" [2001:db8::2] ,, 192.0.2.7:5683/notify,"));
        QVERIFY(devices);
        QCOMPARE(devices->size(), std::size_t(2));
        QCOMPARE(devices->at(0).given, QStringLiteral("[2001:db8::2]"));
        QCOMPARE(devices->at(1).given, QStringLiteral("192.0.2.7:5683/notify"));
    }

    void theSameDeviceTwiceIsRefusedInWhateverForm()
    {
        const auto devices = readNotifyDevices(QStringLiteral("2001:db8::2,coap://[2001:db8:0::2]:5683"));
        QVERIFY(!devices);
        QCOMPARE(devices.error().code, Error::Code::BadInput);
        QVERIFY(readNotifyDevices(QStringLiteral("[::1]/a,[::1]/b")));
    }

    void bracketsStandAroundIpv6Only()
    {
        QCOMPARE(bracketedHost(QStringLiteral("::1")), QStringLiteral("[::1]"));
        QCOMPARE(bracketedHost(QStringLiteral("[::1]")), QStringLiteral("[::1]"));
        QCOMPARE(bracketedHost(QStringLiteral("10.0.0.5")), QStringLiteral("10.0.0.5"));
        QCOMPARE(bracketedHost(QStringLiteral("bench.lan")), QStringLiteral("bench.lan"));
    }

    void loopbackIsSeen()
    {
        for (const char* host : {"[::1]", "::1", "127.0.0.9", "localhost"})
            QVERIFY2(isLoopbackHost(QString::fromLatin1(host)), host);
        for (const char* host : {"[2001:db8::1]", "10.0.0.5", "localhost.example", "::", "0.0.0.0"})
            QVERIFY2(!isLoopbackHost(QString::fromLatin1(host)), host);
    }
};

QTEST_GUILESS_MAIN(TestNotifyDevice)
#include "tst_notifydevice.moc"
