// SPDX-License-Identifier: Apache-2.0
#include "coap/coapuri.h"
#include "testsupport.h"

#include <QTest>

using namespace ota;

class TestCoapUri final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urisAreReadAndWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("written");
        const auto row = [](const char* text, const char* host, int port, const char* path, const char* written) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(host) << port << QString::fromUtf8(path)
                                << QString::fromUtf8(written);
        };
        row("coap://[2001:db8::1]/fw/slot0", "2001:db8::1", 5683, "fw/slot0", "coap://[2001:db8::1]/fw/slot0");
        row("coaps://192.0.2.1:5684/m", "192.0.2.1", 5684, "m", "coaps://192.0.2.1/m");
        row("coap://192.0.2.1:5684/m", "192.0.2.1", 5684, "m", "coap://192.0.2.1:5684/m");
        row("COAP://Board.Example/A%20b/%2f?x=1&y=%26", "board.example", 5683, "A b//",
            "coap://board.example/A%20b/%2F?x=1&y=%26");
        row("coap://[fe80::1%25eth0]:1/x", "fe80::1%eth0", 1, "x", "coap://[fe80::1%25eth0]:1/x");
        row("coap://[fe80::1%eth0]/x", "fe80::1%eth0", 5683, "x", "coap://[fe80::1%25eth0]/x");
        row("coap://h", "h", 5683, "", "coap://h");
        row("coap://h/", "h", 5683, "", "coap://h");
        row("coap://h:/a", "h", 5683, "a", "coap://h/a");
        row("coap://h/\xc3\xbc", "h", 5683, "\xc3\xbc", "coap://h/%C3%BC");
    }

    void urisAreReadAndWritten()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, host);
        QFETCH(const int, port);
        QFETCH(const QString, path);
        QFETCH(const QString, written);
        const auto uri = CoapUri::read(text);
        QVERIFY_RESULT(uri);
        QCOMPARE(uri->host, host);
        QCOMPARE(int{uri->port}, port);
        QCOMPARE(uri->pathText(), path);
        QCOMPARE(uri->text(), written);
        const auto again = CoapUri::read(uri->text());
        QVERIFY_RESULT(again);
        QCOMPARE(*again, *uri);
    }

    void whatIsNoUriIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "http://h/", "coap:/h", "coap://", "coap:///x", "coap://h:0/", "coap://h:65536/",
                                 "coap://h:x/", "coap://[::1/x", "coap://[zz]/", "coap://[::1]x/", "coap://u@h/",
                                 "coap://h/%4", "coap://h/%zz", "coap://h/a#b", "coap://a b/"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("segment of 256") << QStringLiteral("coap://h/") + QString(256, 'x');
    }

    void whatIsNoUriIsRefused()
    {
        QFETCH(const QString, text);
        const auto uri = CoapUri::read(text);
        QVERIFY(!uri);
        QCOMPARE(uri.error().code, Error::Code::BadInput);
    }

    void devicesMayBeWrittenShort_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("uri");
        const auto row = [](const char* text, const char* uri) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(uri);
        };
        row("192.0.2.1", "coap://192.0.2.1");
        row(" board.lan:61616/suit ", "coap://board.lan:61616/suit");
        row("fd00::1", "coap://[fd00::1]");
        row("fd00::1/notify", "coap://[fd00::1]/notify");
        row("[fd00::1]:5690/notify", "coap://[fd00::1]:5690/notify");
        row("fe80::1%tap0", "coap://[fe80::1%25tap0]");
        row("::1", "coap://[::1]");
        row("coaps://[::1]", "coaps://[::1]");
    }

    void devicesMayBeWrittenShort()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, uri);
        const auto device = CoapUri::readDevice(text);
        QVERIFY_RESULT(device);
        QCOMPARE(device->text(), uri);
    }

    void aListOfDevicesHasNoDoubles()
    {
        const auto devices =
            CoapUri::readDevices(QStringLiteral(" 192.0.2.1, ,[fd00::1]:5683,, coap://192.0.2.1:5690 "));
        QVERIFY_RESULT(devices);
        QCOMPARE(devices->size(), std::size_t{3});
        QVERIFY(!CoapUri::readDevices(QStringLiteral("fd00::1,[fd00::1]")));
        QVERIFY(!CoapUri::readDevices(QStringLiteral(" , ")));
        QVERIFY(!CoapUri::readDevices(QStringLiteral("192.0.2.1,[fd00::1")));
    }

    void pathsCanBeExchangedAndLengthened()
    {
        const CoapUri uri = CoapUri::read(QStringLiteral("coap://h/prefix/?a=1")).value();
        QCOMPARE(uri.at(QStringLiteral("suit/trigger")).text(), QStringLiteral("coap://h/suit/trigger"));
        QCOMPARE(uri.appended(QStringLiteral("/suit/trigger")).pathText(), QStringLiteral("prefix/suit/trigger"));
    }
};

QTEST_GUILESS_MAIN(TestCoapUri)
#include "tst_coapuri.moc"
