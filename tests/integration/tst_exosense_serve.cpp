// SPDX-License-Identifier: Apache-2.0
// The cloud of gateways as `otaw serve` and `otaw exosense serve` have it: a gateway speaks with one process, and
// another one acts through it.

#include "otawprocess.h"
#include "rawclient.h"
#include "testsupport.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace ota;

namespace {

const QString package = QStringLiteral("package_acme_gw_prod_2-0");

quint16 portOf(Serve& serve, const QString& service)
{
    const QJsonObject record = serve.waitFor(QStringLiteral("service"), service);
    return static_cast<quint16>(QUrl(record[QStringLiteral("address")].toString()).port(0));
}

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(u' ');
}

} // namespace

class TestExosenseServe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_bench = m_directory->filePath(QStringLiteral("bench"));
    }

    void aGatewayIsServedBesideTheReleases()
    {
        addPackage();
        Serve serve(m_bench, words("--http 127.0.0.1:0 --exosense 127.0.0.1:0 --exosense-mqtt 127.0.0.1:0"));
        QVERIFY(!serve.waitFor(QStringLiteral("ready")).isEmpty());
        const quint16 port = portOf(serve, QStringLiteral("exosense"));
        QVERIFY(port != 0 && port != portOf(serve, QStringLiteral("http")));
        QVERIFY(portOf(serve, QStringLiteral("exosense-mqtt")) != 0);
        QCOMPARE(otaw(m_bench, words("exosense identity add gw-1")).status, 0);

        RawClient gateway(port);
        const RawResponse activated =
            gateway.request("POST /provision/activate HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nid=gw-1");
        QCOMPARE(activated.status, 200);
        gateway.send("GET /onep:v1/stack/alias?config_otau HTTP/1.1\r\nHost: x\r\nRequest-Timeout: 200000\r\n"
                     "X-Exosite-CIK: " +
                     activated.body + "\r\n\r\n");
        const Ran applied = otaw(m_bench, QStringList(words("exosense apply")) << package << QStringLiteral("gw-1"));
        QVERIFY2(applied.status == 0, applied.all().constData());
        const RawResponse news = gateway.receive();
        QCOMPARE(news.status, 200);
        QVERIFY2(news.body.startsWith("config_otau=%7B%22version%22%3A%222.0%22"), news.body.constData());
        const QJsonObject delivered = serve.waitFor(QStringLiteral("event"), QStringLiteral("delivered"));
        QCOMPARE(delivered[QStringLiteral("board")].toString(), QStringLiteral("gw-1"));
        const QJsonObject request = serve.waitFor(QStringLiteral("event"), QStringLiteral("request"));
        QCOMPARE(request[QStringLiteral("board")].toString(), QStringLiteral("gw-1"));
        // The releases are served as ever, and changes of them go there.
        const Ran board = otaw(m_bench, words("board add desk"));
        QVERIFY2(board.status == 0, board.all().constData());
        QCOMPARE(serve.endWith(SIGTERM), 0);
    }

    void mqttAloneIsFoundByTheOtherVerbs()
    {
        Serve serve(m_bench, words("--mqtt 127.0.0.1:0"), words("exosense serve"));
        QVERIFY(!serve.waitFor(QStringLiteral("ready")).isEmpty());
        const Ran added = otaw(m_bench, words("exosense identity add gw-1"));
        QVERIFY2(added.status == 0, added.all().constData());
        const Ran list = otaw(m_bench, words("exosense identity list"));
        QCOMPARE(list.last()[QStringLiteral("identities")].toArray().size(), 1);
        QCOMPARE(serve.endWith(SIGINT), 0);
    }

    void virtualGatewaysFindWhatIsServedOverTlsAlone_data()
    {
        QTest::addColumn<QString>("listener");
        QTest::addColumn<QString>("transport");
        QTest::newRow("https") << QStringLiteral("--https") << QString();
        QTest::newRow("mqtts") << QStringLiteral("--mqtts") << QStringLiteral("--mqtt");
    }
    void virtualGatewaysFindWhatIsServedOverTlsAlone()
    {
        QFETCH(const QString, listener);
        QFETCH(const QString, transport);
        Serve serve(m_bench, {listener, QStringLiteral("127.0.0.1:0")}, words("exosense serve"));
        QVERIFY(!serve.waitFor(QStringLiteral("ready")).isEmpty());
        QStringList run{QStringLiteral("gw-tls"), QStringLiteral("--list")};
        if (!transport.isEmpty())
            run << transport;
        Serve gateway(m_bench, run, words("exosense gateway run"));
        const QJsonObject activated = serve.waitFor(QStringLiteral("event"), QStringLiteral("activated"));
        QCOMPARE(activated[QStringLiteral("board")].toString(), QStringLiteral("gw-tls"));
        const QJsonObject written = serve.waitFor(QStringLiteral("event"), QStringLiteral("written"));
        QVERIFY(written[QStringLiteral("value")].toString().contains(QStringLiteral("INSTALLED_VERSION")));
        QCOMPARE(gateway.endWith(SIGINT), 0);
        QCOMPARE(serve.endWith(SIGINT), 0);
    }

    void whoServesOnlyReleasesIsNamed()
    {
        Serve serve(m_bench);
        QVERIFY(!serve.waitFor(QStringLiteral("ready")).isEmpty());
        const Ran busy = otaw(m_bench, words("exosense identity add gw-1"));
        QCOMPARE(busy.status, 3);
        QVERIFY2(busy.all().contains("--service exosense"), busy.all().constData());
        // Reading needs nobody.
        QCOMPARE(otaw(m_bench, words("exosense identity list")).status, 0);
    }

    void whatTheBenchKeepsIsServed()
    {
        const Ran set = otaw(m_bench, words("serving set --exosense loopback:0 --policy open"));
        QVERIFY2(set.status == 0, set.all().constData());
        Serve serve(m_bench, words("--service exosense"));
        QVERIFY(!serve.waitFor(QStringLiteral("ready")).isEmpty());
        RawClient gateway(portOf(serve, QStringLiteral("exosense")));
        QCOMPARE(
            gateway.request("POST /provision/activate HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nid=gw").status,
            200);
    }

private:
    void addPackage()
    {
        const QString config = m_directory->filePath(QStringLiteral("config.json"));
        QStringList build = words("exosense config build --version 2.0 --name prod --url https://example.org/fw");
        build << QStringLiteral("--output") << config;
        const Ran built = otaw(m_bench, build);
        QVERIFY2(built.status == 0, built.all().constData());
        QStringList add = words("exosense package add --vendor Acme --product GW");
        add << config;
        const Ran added = otaw(m_bench, add);
        QVERIFY2(added.status == 0, added.all().constData());
        QCOMPARE(added.last()[QStringLiteral("id")].toString(), package);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_bench;
};

QTEST_GUILESS_MAIN(TestExosenseServe)
#include "tst_exosense_serve.moc"
