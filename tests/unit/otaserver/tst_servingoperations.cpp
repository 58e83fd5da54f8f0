// SPDX-License-Identifier: Apache-2.0
// How a bench serves: settings, keys of devices and the token, as `otaw` and the window set them.

#include "operationrunner.h"
#include "otaserver/pskstore.h"
#include "otaserver/servesettings.h"
#include "otaserver/servingoperations.h"
#include "testsupport.h"

#include <QFile>
#include <QJsonArray>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

class TestServingOperations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerServingOperations(m_registry); }

    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_runner = std::make_unique<OperationRunner>(m_registry, path("bench"));
    }

    void whatIsSetStaysAndTheRestToo()
    {
        const auto set = run(
            "serving.set",
            {{"coap", QJsonArray{"[fd00:b::1]:5699", "loopback:5699"}}, {"coap-block", "64"}, {"coap-uploads", "on"}});
        QVERIFY_RESULT(set);
        QVERIFY_RESULT(run("serving.set", {{"notify-timeout", 20}}));
        const auto shown = run("serving.show", {});
        QVERIFY_RESULT(shown);
        const ServeSettings settings = ServeSettings::fromJson(shown->data);
        QCOMPARE(settings.coap, QStringList({QStringLiteral("[fd00:b::1]:5699"), QStringLiteral("loopback:5699")}));
        QCOMPARE(settings.hosts(QStringLiteral("coap")),
                 QStringList({QStringLiteral("fd00:b::1"), QStringLiteral("loopback")}));
        QCOMPARE(settings.largestBlock, 64);
        QVERIFY(settings.coapUploads);
        QCOMPARE(settings.notifyLimit, std::chrono::seconds(20));
        QCOMPARE(settings.http, ServeSettings().http);
        QVERIFY_RESULT(run("serving.set", {{"reset", QJsonArray{"coap", "coap-block"}}}));
        const ServeSettings again = ServeSettings::fromJson(run("serving.show", {})->data);
        QCOMPARE(again.coap, ServeSettings().coap);
        QCOMPARE(again.largestBlock, 1024);
        QVERIFY(again.coapUploads);
    }

    void whatIsWrongIsRefusedWithItsParameter_data()
    {
        QTest::addColumn<QJsonObject>("values");
        QTest::addColumn<QString>("parameter");
        QTest::newRow("writes for everybody")
            << QJsonObject{{"http", QJsonArray{"*:8080"}}, {"unauthenticated-writes", "on"}}
            << QStringLiteral("unauthenticated-writes");
        QTest::newRow("a certificate without its key")
            << QJsonObject{{"certificate", testDataPath(QStringLiteral("suit/riot-tool/payload.bin"))}}
            << QStringLiteral("certificate-key");
    }

    void whatIsWrongIsRefusedWithItsParameter()
    {
        QFETCH(QJsonObject, values);
        QFETCH(QString, parameter);
        const auto set = run("serving.set", values);
        QVERIFY(!set);
        QCOMPARE(set.error().code, Error::Code::Usage);
        QCOMPARE(set.error().context, parameter);
        QCOMPARE(ServeSettings::fromJson(run("serving.show", {})->data), ServeSettings());
    }

    void aCommandOfTheSettingsMakesThemAgain()
    {
        ServeSettings wanted;
        wanted.coaps = {QStringLiteral("eth7:5694")};
        wanted.coapHost = QStringLiteral("[fd00:b::1]");
        wanted.largestBlock = 256;
        wanted.coapUploads = true;
        QVERIFY_RESULT(run("serving.set", wanted.setArguments(QStringLiteral("coaps"))));
        QCOMPARE(ServeSettings::fromJson(run("serving.show", {})->data), wanted);
        for (const QString& service : ServeSettings::services())
            QVERIFY_RESULT(run("serving.set", ServeSettings().setArguments(service)));
        QCOMPARE(ServeSettings::fromJson(run("serving.show", {})->data).coaps, ServeSettings().coaps);
    }

    void gatewaysHaveListenersAndRules()
    {
        const auto set = run("serving.set", {{"exosense-mqtts", QJsonArray{"eth7:8884", "loopback:8884"}},
                                             {"policy", "open"},
                                             {"reissue", "on"},
                                             {"vendor", "Acme"}});
        QVERIFY_RESULT(set);
        ServeSettings settings = ServeSettings::fromJson(run("serving.show", {})->data);
        QCOMPARE(settings.exosenseMqtts, QStringList({QStringLiteral("eth7:8884"), QStringLiteral("loopback:8884")}));
        QVERIFY(settings.gateways.addsUnknown && settings.gateways.reissues && !settings.gateways.singleValue);
        QCOMPARE(settings.gateways.vendor, QStringLiteral("Acme"));
        QCOMPARE(settings.exosense, ServeSettings().exosense);
        const OtaServerSettings server = settings.forServer({QStringLiteral("exosense-mqtts")}, {});
        QCOMPARE(server.exosense.mqtts, settings.exosenseMqtts);
        QVERIFY(server.exosense.http.isEmpty() && server.http.isEmpty());
        QVERIFY(server.exosense.cloud.addsUnknown);
        // What a shell would serve the same with has nothing of other services.
        const QJsonObject arguments = settings.serveArguments({QStringLiteral("exosense-mqtts")});
        QCOMPARE(arguments.keys(), (QStringList{QStringLiteral("exosense-mqtts"), QStringLiteral("policy"),
                                                QStringLiteral("reissue"), QStringLiteral("vendor")}));
        QVERIFY_RESULT(run("serving.set", {{"reset", QJsonArray{"policy", "reissue", "vendor", "exosense-mqtts"}}}));
        QCOMPARE(ServeSettings::fromJson(run("serving.show", {})->data), ServeSettings());
    }

    void gatewaysAreMetAsIsSet()
    {
        const QString host = QStringLiteral("p1.m2.exosite.io");
        QVERIFY_RESULT(
            run("serving.set", {{"sni", "match"}, {"product-host", QJsonArray{host}}, {"strict-http", "on"}}));
        const ServeSettings settings = ServeSettings::fromJson(run("serving.show", {})->data);
        QCOMPARE(settings.gatewayTls.serverName, HttpTlsFiles::ServerName::Match);
        QCOMPARE(settings.gatewayTls.productHosts, QStringList{host});
        const auto server = settings.forServer({QStringLiteral("exosense-tls")}, {});
        QCOMPARE(server.exosense.tls, settings.gatewayTls);
        QVERIFY(server.exosense.strictHttp);
        const QJsonObject command = settings.serveArguments({QStringLiteral("exosense-tls")});
        QCOMPARE(command[QStringLiteral("sni")].toString(), QStringLiteral("match"));
        QCOMPARE(command[QStringLiteral("product-host")].toArray(), QJsonArray{host});
        QVERIFY(command[QStringLiteral("strict-http")].toBool());
        // They hold when a service is started anew: the host names only where there is TLS.
        ServeSettings before = settings;
        before.gatewayTls = {};
        QVERIFY(!settings.isSameFor(QStringLiteral("exosense-tls"), before));
        QVERIFY(settings.isSameFor(QStringLiteral("exosense"), before));
        QVERIFY_RESULT(run("serving.set", {{"reset", QJsonArray{"sni", "product-host", "strict-http"}}}));
        QCOMPARE(ServeSettings::fromJson(run("serving.show", {})->data), ServeSettings());
        QVERIFY_RESULT(run("serving.set", settings.setArguments(QStringLiteral("exosense-tls"))));
        QCOMPARE(ServeSettings::fromJson(run("serving.show", {})->data), settings);
        QVERIFY_RESULT(run("serving.set", {{"reset", QJsonArray{"sni", "product-host", "strict-http"}}}));
    }

    void aProductHostIsAHostAndNothingElse_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kept"); ///< Empty: refused.
        QTest::newRow("capitals") << QStringLiteral(" P1.M2.exosite.IO ") << QStringLiteral("p1.m2.exosite.io");
        QTest::newRow("umlaut") << QStringLiteral("bücher.lab") << QStringLiteral("xn--bcher-kva.lab");
        QTest::newRow("address") << QStringLiteral("[10.0.0.1]") << QStringLiteral("10.0.0.1");
        for (const char* bad : {"https://p1.m2.exosite.io", "p1.m2.exosite.io:443", "*.m2.exosite.io", "a b", "p1..io",
                                "p1.m2.exosite.io/x", "0.0.0.0", "::", ""})
            QTest::newRow(bad) << QString::fromLatin1(bad) << QString();
    }

    void aProductHostIsAHostAndNothingElse()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, kept);
        const auto set = run("serving.set", {{"product-host", QJsonArray{text, text}}});
        const ServeSettings settings = ServeSettings::fromJson(run("serving.show", {})->data);
        if (kept.isEmpty()) {
            QVERIFY(!set);
            QCOMPARE(set.error().code, Error::Code::Usage);
            QVERIFY(settings.gatewayTls.productHosts.isEmpty());
            return;
        }
        QVERIFY_RESULT(set);
        QCOMPARE(settings.gatewayTls.productHosts, QStringList{kept});
        QVERIFY_RESULT(run("serving.set", {{"reset", QJsonArray{"product-host"}}}));
    }

    void aListenerHasTheNameOfItsService_data()
    {
        QTest::addColumn<QString>("listener");
        QTest::addColumn<QString>("service");
        for (const QString& service : ServeSettings::services()) {
            QTest::newRow(qPrintable(service)) << service << service;
            QTest::newRow(qPrintable(service + QStringLiteral(" again"))) << service + QStringLiteral("-2") << service;
        }
    }

    void aListenerHasTheNameOfItsService()
    {
        QFETCH(QString, listener);
        QFETCH(QString, service);
        QCOMPARE(ServeSettings::serviceOf(listener), service);
    }

    void oneSeesWhetherAServiceHasTakenIt()
    {
        const ServeSettings started;
        ServeSettings kept = started;
        kept.coapHost = QStringLiteral("[fd00:b::1]"); // Holds at once.
        kept.largestBlock = 64;
        QVERIFY(!kept.isSameFor(QStringLiteral("coap"), started));
        QVERIFY(kept.isSameFor(QStringLiteral("http"), started));
        kept.largestBlock = started.largestBlock;
        QVERIFY(kept.isSameFor(QStringLiteral("coap"), started));
        kept.gateways.addsUnknown = true; // Holds at once.
        QVERIFY(kept.isSameFor(QStringLiteral("exosense"), started));
        kept.certificate = QStringLiteral("/a.pem");
        QVERIFY(!kept.isSameFor(QStringLiteral("exosense-mqtts"), started));
        QVERIFY(kept.isSameFor(QStringLiteral("exosense-mqtt"), started));
        QVERIFY(!kept.isSameFor(QStringLiteral("https"), started));
        QVERIFY(kept.isSameFor(QStringLiteral("coap"), started));
    }

    void keysAreMadeMaskedAndTakenAway()
    {
        QVERIFY_RESULT(run("psk.add", {{"identity", "samr21"}}));
        m_runner->secrets = {QStringLiteral("00112233445566778899aabbccddeeff")};
        QVERIFY_RESULT(run("psk.add", {{"identity", "lamp"}, {"ask", true}}));
        QCOMPARE(m_runner->asked.size(), 1);
        const auto keys = PskStore(path("bench")).list();
        QVERIFY_RESULT(keys);
        QCOMPARE(keys->size(), std::size_t{2});
        QCOMPARE(keys->front().key.size(), qsizetype{PskStore::madeKeyBytes});
        QCOMPARE(QFile(path("bench/psk")).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());
        const QString masked = run("psk.list", {})->text;
        QVERIFY2(masked.contains(QStringLiteral("0011…")) && !masked.contains(QStringLiteral("00112233")),
                 qPrintable(masked));
        QVERIFY(run("psk.list", {{"reveal", true}})
                    ->text.contains(QStringLiteral("lamp:00112233445566778899aabbccddeeff")));
        QCOMPARE(run("psk.add", {{"identity", "lamp"}}).error().code, Error::Code::Busy);
        QCOMPARE(run("psk.add", {{"identity", " lamp"}}).error().code, Error::Code::Usage);
        QVERIFY_RESULT(run("psk.remove", {{"identity", "samr21"}}));
        const auto gone = run("psk.remove", {{"identity", "samr21"}});
        QCOMPARE(gone.error().code, Error::Code::NotFound);
        QVERIFY(gone.error().hint.contains(QStringLiteral("lamp")));
    }

    void aKeyThatIsNoKeyIsRefused()
    {
        m_runner->secrets = {QStringLiteral("not hexadecimal")};
        QVERIFY(!run("psk.add", {{"identity", "lamp"}, {"ask", true}}));
        QVERIFY(PskStore(path("bench")).list()->empty());
    }

    void theTokenIsMaskedUntilItIsRevealed()
    {
        const QString token = run("token.show", {{"reveal", true}})->data[QStringLiteral("token")].toString();
        QVERIFY(token.size() > 8);
        const auto masked = run("token.show", {});
        QVERIFY(!masked->text.contains(token));
        QVERIFY(!masked->data.contains(QStringLiteral("token")));
        QVERIFY(masked->text.startsWith(token.left(4)));
        QVERIFY_RESULT(run("token.renew", {}));
        QVERIFY(run("token.show", {{"reveal", true}})->data[QStringLiteral("token")].toString() != token);
    }

    void theNextFreePortIsNoneThatIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        const quint16 port = other.serverPort();
        if (port > ServeListener::highestPort - 3)
            QSKIP("too near to the end of the ports");
        const quint16 next = nextFreePort(QStringLiteral("loopback"), static_cast<quint16>(port - 1), false);
        QVERIFY(next > port);
        QVERIFY(nextFreePort(QStringLiteral("loopback"), static_cast<quint16>(port - 1), false, {next}) != next);
    }

private:
    Result<Outcome> run(const char* operation, const QJsonObject& values)
    {
        return m_runner->run(QString::fromLatin1(operation), values);
    }
    QString path(const char* name) const { return m_directory->filePath(QString::fromLatin1(name)); }

    OperationRegistry m_registry;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<OperationRunner> m_runner;
};

QTEST_GUILESS_MAIN(TestServingOperations)
#include "tst_servingoperations.moc"
