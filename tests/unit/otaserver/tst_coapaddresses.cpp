// SPDX-License-Identifier: Apache-2.0
#include "otaserver/coapaddresses.h"

#include <QTest>

using namespace ota;

class TestCoapAddresses final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEndpointOfTheDevicesFamilyIsGiven()
    {
        CoapAddresses addresses;
        QCOMPARE(addresses.baseFor(QStringLiteral("::1")), QString());
        addresses.setEndpoints({{QStringLiteral("127.0.0.1"), 5683, false}, {QStringLiteral("::1"), 15683, false}});
        QCOMPARE(addresses.baseFor(QStringLiteral("127.0.0.9")), QStringLiteral("coap://127.0.0.1"));
        QCOMPARE(addresses.baseFor(QStringLiteral("::1")), QStringLiteral("coap://[::1]:15683"));
        QCOMPARE(addresses.baseFor({}), QStringLiteral("coap://[::1]:15683"));
    }

    void plainComesBeforeSecure()
    {
        CoapAddresses addresses;
        addresses.setEndpoints({{QStringLiteral("127.0.0.1"), 5684, true}, {QStringLiteral("127.0.0.1"), 5683, false}});
        QCOMPARE(addresses.baseFor(QStringLiteral("127.0.0.9")), QStringLiteral("coap://127.0.0.1"));
        addresses.setEndpoints({{QStringLiteral("127.0.0.1"), 5684, true}});
        QCOMPARE(addresses.baseFor(QStringLiteral("127.0.0.9")), QStringLiteral("coaps://127.0.0.1"));
    }

    void whatAPersonSetStandsThereWithOneKindOfBrackets()
    {
        CoapAddresses addresses;
        addresses.setEndpoints({{QStringLiteral("::"), 5683, false}});
        for (const char* host : {"fd00::1", "[fd00::1]", " [fd00::1] "}) {
            addresses.setHost(QString::fromLatin1(host));
            QCOMPARE(addresses.baseFor(QStringLiteral("fd00::7")), QStringLiteral("coap://[fd00::1]"));
        }
        addresses.setHost(QStringLiteral("bench.lan"));
        QCOMPARE(addresses.baseFor(QStringLiteral("fd00::7")), QStringLiteral("coap://bench.lan"));
    }

    void aWildcardGivesTheAddressThatTheRoutesSay()
    {
        CoapAddresses addresses;
        addresses.setEndpoints({{QStringLiteral("0.0.0.0"), 5683, false}});
        QCOMPARE(addresses.baseFor(QStringLiteral("127.0.0.7")), QStringLiteral("coap://127.0.0.1"));
        QCOMPARE(localAddressTowards(QStringLiteral("127.0.0.7")), QStringLiteral("127.0.0.1"));
        QCOMPARE(localAddressTowards(QStringLiteral("board.lan")), QString());
    }

    void loopbackIsWarnedOfExactlyWhereADeviceIsElsewhere()
    {
        CoapAddresses addresses;
        addresses.setEndpoints({{QStringLiteral("127.0.0.1"), 5683, false}});
        QCOMPARE(addresses.warningFor({QStringLiteral("127.0.0.9"), QStringLiteral("board.lan")}), QString());
        const QString warning = addresses.warningFor({QStringLiteral("127.0.0.9"), QStringLiteral("192.0.2.7")});
        QVERIFY2(warning.contains(QStringLiteral("192.0.2.7")) && warning.contains(QStringLiteral("127.0.0.1")),
                 qPrintable(warning));
        addresses.setHost(QStringLiteral("192.0.2.1"));
        QCOMPARE(addresses.warningFor({QStringLiteral("192.0.2.7")}), QString());
    }
};

QTEST_GUILESS_MAIN(TestCoapAddresses)
#include "tst_coapaddresses.moc"
