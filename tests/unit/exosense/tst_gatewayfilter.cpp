// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosensecloud.h"
#include "exosense/gatewayfilter.h"
#include "testsupport.h"

#include <QTest>

using namespace ota;

class TestGatewayFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void termsAreMatched_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char* filter, bool matches) {
            QTest::newRow(filter) << QString::fromLatin1(filter) << matches;
        };
        row("", true);
        row("name=gw-1", true);
        row("name=gw-*", true);
        row("name=gw-?", true);
        row("name=gw", false);
        row("name=*[1]*", false);
        row("running=1.0", true);
        row("running=1?0", true);
        row("running=100", false);
        row("running!=1.0", false);
        row("desired=2/b", true);
        row("desired=2*", true);
        row("result=", true);
        row("ack=pending", true);
        row("identity=provisioned, simulated=yes", true);
        row("identity=provisioned,simulated=no", false);
        row("waiting!=yes", true);
    }
    void termsAreMatched()
    {
        QFETCH(QString, filter);
        QFETCH(bool, matches);
        GatewayView view;
        view.board = QStringLiteral("gw-1");
        view.identity = DeviceIdentity::State::Provisioned;
        view.simulated = true;
        view.running = QStringLiteral("1.0");
        view.desired = R"({"version":"2/b","name":"n","type":"JSON","payload":{}})";
        view.ack = AckState::Pending;
        const auto parsed = GatewayFilter::parse(filter);
        QVERIFY_RESULT(parsed);
        QCOMPARE(parsed->matches(view), matches);
    }

    void whatIsNoTermIsRefused()
    {
        for (const QString& text : {QStringLiteral("name"), QStringLiteral("=x"), QStringLiteral("colour=red"),
                                    QStringLiteral("name=a,!=b")}) {
            const auto parsed = GatewayFilter::parse(text);
            QVERIFY2(!parsed, qPrintable(text));
            QCOMPARE(parsed.error().code, Error::Code::Usage);
        }
    }
};

QTEST_GUILESS_MAIN(TestGatewayFilter)
#include "tst_gatewayfilter.moc"
