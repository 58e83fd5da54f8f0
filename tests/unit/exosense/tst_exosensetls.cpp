// SPDX-License-Identifier: Apache-2.0
// How gateways are met over TLS: by certificate, by the host they ask for, and HTTP and MQTT on one port.

#include "exosense/exosensecloud.h"
#include "exosense/exosenseservice.h"
#include "exosense/exosensestore.h"
#include "exosense/mqttpacket.h"
#include "exosense/virtualgateways.h"
#include "rawclient.h"
#include "store/bench.h"
#include "testsupport.h"
#include "timeline/eventstore.h"

#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <mutex>

using namespace ota;

namespace {

constexpr int patienceMs = 10'000;
const QString productHost = QStringLiteral("p1.m2.exosite.io");
const QString listenAny = QStringLiteral("127.0.0.1:0");
const QByteArray readAlias = "GET /onep:v1/stack/alias?config_otau HTTP/1.1\r\nHost: p1.m2.exosite.io\r\n";
const QByteArray firstToken(40, 'a');
const QByteArray secondToken(40, 'b');

int openssl(const QStringList& arguments)
{
    QProcess program;
    program.start(QStringLiteral("openssl"), arguments);
    return program.waitForFinished(patienceMs) ? program.exitCode() : -1;
}

/// With no client certificate where the path is empty.
QSslConfiguration clientTls(const QString& authority, const QString& certificate)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(authority));
    if (certificate.isEmpty())
        return tls;
    tls.setLocalCertificate(QSslCertificate::fromPath(certificate).value(0));
    QFile key(certificate + QStringLiteral(".key"));
    if (key.open(QIODevice::ReadOnly))
        tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    return tls;
}

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One MQTT connection that logs in.
class MqttClient
{
public:
    MqttClient(quint16 port, const QSslConfiguration& tls, const QByteArray& token)
    {
        m_socket.setSslConfiguration(tls);
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForEncrypted(patienceMs);
        MqttConnect connect;
        connect.user = QByteArray();
        connect.password = token;
        m_socket.write(mqttBytes(connect));
        m_socket.flush();
    }
    /// Nothing when the server has closed.
    std::optional<MqttPacket> answer()
    {
        for (;;) {
            auto packet = m_reader.next();
            if (!packet || *packet)
                return packet ? std::move(*packet) : std::nullopt;
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patienceMs))
                return std::nullopt;
            m_reader.feed(m_socket.readAll());
        }
    }
    int code()
    {
        const auto packet = answer();
        const auto* connack = packet ? std::get_if<MqttConnack>(&*packet) : nullptr;
        return connack ? connack->code : -1;
    }

private:
    QSslSocket m_socket;
    MqttReader m_reader{2 * 1024 * 1024};
};

} // namespace

class TestExosenseTls final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<ExosenseService> m_service;
    std::mutex m_mutex;
    QStringList m_findings; ///< `CODE path`

    QString path(const QString& name) const { return m_directory.filePath(name); }
    QString authority() const { return m_bench->path(QStringLiteral("tls/ca.pem")); }
    QString certificate(const QString& name) const
    {
        return name.isEmpty() ? QString() : path(name + QStringLiteral(".pem"));
    }

    quint16 portOf(const QString& listener) const
    {
        for (const ExosenseService::Listener& each : m_service->listeners()) {
            if (each.name == listener)
                return static_cast<quint16>(QUrl(each.address).port());
        }
        return 0;
    }
    quint16 httpsPort() const { return portOf(QStringLiteral("exosense-tls")); }

    QStringList findings()
    {
        const std::scoped_lock lock(m_mutex);
        return m_findings;
    }

    /// Made by openssl: of the bench's authority, or its own.
    void makeCertificate(const QString& name, const QString& commonName, bool ofTheBench)
    {
        const QString file = certificate(name);
        const QString key = file + QStringLiteral(".key");
        QStringList request{QStringLiteral("req"),
                            QStringLiteral("-newkey"),
                            QStringLiteral("ec"),
                            QStringLiteral("-pkeyopt"),
                            QStringLiteral("ec_paramgen_curve:P-256"),
                            QStringLiteral("-nodes"),
                            QStringLiteral("-keyout"),
                            key,
                            QStringLiteral("-subj"),
                            QStringLiteral("/CN=") + commonName};
        if (!ofTheBench) {
            QCOMPARE(openssl(request + QStringList{QStringLiteral("-x509"), QStringLiteral("-out"), file}), 0);
            return;
        }
        const QString csr = path(QStringLiteral("csr"));
        QCOMPARE(openssl(request + QStringList{QStringLiteral("-out"), csr}), 0);
        QCOMPARE(
            openssl({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), csr, QStringLiteral("-CA"),
                     authority(), QStringLiteral("-CAkey"), m_bench->path(QStringLiteral("tls/ca.key")),
                     QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-out"), file}),
            0);
    }

    void serve(HttpTlsFiles::ServerName policy)
    {
        m_service.reset();
        ExosenseServiceSettings settings;
        settings.http = QStringList{listenAny};
        settings.https = QStringList{listenAny};
        settings.mqtts = QStringList{listenAny};
        settings.tls.serverName = policy;
        settings.tls.productHosts = QStringList{productHost};
        auto service = ExosenseService::make(*m_bench, nullptr, settings);
        QVERIFY_RESULT(service);
        m_service = std::move(*service);
        m_service->onEvent([this](const QString& kind, const QJsonObject& data) {
            const std::scoped_lock lock(m_mutex);
            if (kind == QStringLiteral("finding"))
                m_findings << data[QStringLiteral("code")].toString() + QLatin1Char(' ') +
                                  data[QStringLiteral("path")].toString();
        });
        QVERIFY_RESULT(m_service->start());
    }

    RawResponse ask(const QString& clientCertificate, const QByteArray& fields = {})
    {
        RawClient client(httpsPort(), clientTls(authority(), certificate(clientCertificate)));
        return client.request(readAlias + fields + "\r\n");
    }

private Q_SLOTS:
    void initTestCase()
    {
        BenchOptions options;
        options.schemas = {EventStore::schema(), ExosenseStore::schema()};
        auto bench = Bench::open(path(QStringLiteral("bench")), Bench::Access::Hold, options);
        QVERIFY_RESULT(bench);
        m_bench = std::move(*bench);
        serve(HttpTlsFiles::ServerName::Any);
        makeCertificate(QStringLiteral("ours-1"), QStringLiteral("gw-1"), true);
        makeCertificate(QStringLiteral("ours-of-nobody"), QStringLiteral("nobody"), true);
        makeCertificate(QStringLiteral("ours-of-a-revoked"), QStringLiteral("gone"), true);
        makeCertificate(QStringLiteral("foreign-1"), QStringLiteral("gw-1"), false);
        makeCertificate(QStringLiteral("pinned-2"), QStringLiteral("whoever"), false);
        const QSslCertificate pinned = QSslCertificate::fromPath(certificate(QStringLiteral("pinned-2"))).value(0);
        ExosenseCloud& cloud = m_service->cloud();
        QVERIFY_RESULT(cloud.addIdentity(QStringLiteral("gw-1"), false));
        QVERIFY_RESULT(cloud.adoptToken(QStringLiteral("gw-1"), firstToken));
        QVERIFY_RESULT(cloud.addIdentity(QStringLiteral("gw-2"), false,
                                         QString::fromLatin1(pinned.digest(QCryptographicHash::Sha256).toHex())));
        QVERIFY_RESULT(cloud.adoptToken(QStringLiteral("gw-2"), secondToken));
        QVERIFY_RESULT(cloud.addIdentity(QStringLiteral("gone"), false));
        QVERIFY_RESULT(cloud.revoke(QStringLiteral("gone")));
        QVERIFY_RESULT(cloud.setDesired({QStringLiteral("gw-1")}, "config_otau", "one"));
        QVERIFY_RESULT(cloud.setDesired({QStringLiteral("gw-2")}, "config_otau", "two"));
    }
    void init()
    {
        const std::scoped_lock lock(m_mutex);
        m_findings.clear();
    }
    void cleanupTestCase()
    {
        m_service.reset();
        m_bench.reset();
    }

    void aCertificateSaysWhoAsks_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray none;
        const QByteArray one("config_otau=one");
        const QByteArray two("config_otau=two");
        const QByteArray asTwo = "X-Exosite-CIK: " + secondToken + "\r\n";
        QTest::newRow("none") << QString() << none << 401 << none;
        QTest::newRow("the bench's, by its name") << QStringLiteral("ours-1") << none << 200 << one;
        QTest::newRow("pinned, whatever its name") << QStringLiteral("pinned-2") << none << 200 << two;
        QTest::newRow("anybody can write that name") << QStringLiteral("foreign-1") << none << 401 << none;
        QTest::newRow("the bench's, of nobody") << QStringLiteral("ours-of-nobody") << none << 401 << none;
        QTest::newRow("the bench's, of a revoked one") << QStringLiteral("ours-of-a-revoked") << none << 401 << none;
        QTest::newRow("of nobody, and a token") << QStringLiteral("ours-of-nobody") << asTwo << 200 << two;
        QTest::newRow("a foreign one, and a token") << QStringLiteral("foreign-1") << asTwo << 200 << two;
        QTest::newRow("and the board's own token")
            << QStringLiteral("ours-1") << QByteArray("Authorization: token " + firstToken + "\r\n") << 200 << one;
    }
    void aCertificateSaysWhoAsks()
    {
        QFETCH(QString, shown);
        QFETCH(QByteArray, fields);
        const RawResponse reply = ask(shown, fields);
        QTEST(reply.status, "status");
        if (reply.status == 200)
            QTEST(reply.body, "body");
        QCOMPARE(findings(), QStringList());
    }

    void credentialsOfTwoBoardsAreRefused()
    {
        const QByteArray fields = "X-Exosite-CIK: " + secondToken + "\r\n";
        QCOMPARE(ask(QStringLiteral("ours-1"), fields).status, 401);
        QCOMPARE(findings(), QStringList{QStringLiteral("XH-TWO-CREDENTIALS gw-2")});
        MqttClient client(portOf(QStringLiteral("exosense-mqtts")),
                          clientTls(authority(), certificate(QStringLiteral("ours-1"))), secondToken);
        QCOMPARE(client.code(), 4);
        QTRY_COMPARE(findings().size(), 2);
    }

    void aCertificateLogsInOverMqtt_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<int>("code");
        QTest::newRow("the bench's") << QStringLiteral("ours-1") << 0;
        QTest::newRow("pinned") << QStringLiteral("pinned-2") << 0;
        QTest::newRow("foreign") << QStringLiteral("foreign-1") << 5;
        QTest::newRow("of nobody") << QStringLiteral("ours-of-nobody") << 5;
    }
    void aCertificateLogsInOverMqtt()
    {
        QFETCH(QString, shown);
        MqttClient client(portOf(QStringLiteral("exosense-mqtts")), clientTls(authority(), certificate(shown)), {});
        QTEST(client.code(), "code");
    }

    void aVirtualGatewayShowsItsCertificate_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("listener");
        QTest::newRow("https") << QStringLiteral("https") << QStringLiteral("exosense-tls");
        QTest::newRow("mqtts") << QStringLiteral("mqtts") << QStringLiteral("exosense-mqtts");
        QTest::newRow("mqtts beside https") << QStringLiteral("mqtts") << QStringLiteral("exosense-tls");
    }
    void aVirtualGatewayShowsItsCertificate()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, listener);
        VirtualGateways::Options options;
        options.names = QStringList{QStringLiteral("gw-2")};
        options.directory = path(QStringLiteral("gateways"));
        QDir(options.directory).removeRecursively();
        options.profile.cloud = QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(portOf(listener)));
        options.profile.tls = clientTls(authority(), certificate(QStringLiteral("pinned-2")));
        options.profile.hasCertificate = true;
        options.profile.pace = std::chrono::milliseconds(0);
        options.profile.version = QString::fromUtf8(QTest::currentDataTag());
        const QString version = options.profile.version;
        const auto gateways = VirtualGateways::start(std::move(options));
        QVERIFY_RESULT(gateways);
        QTRY_COMPARE(m_service->cloud().gateway(QStringLiteral("gw-2"))->running, version);
        // It needs no token, and gets none.
        QVERIFY(!QFile::exists(path(QStringLiteral("gateways/gw-2/state.json"))) ||
                !contentsOf(path(QStringLiteral("gateways/gw-2/state.json"))).contains(secondToken));
    }

    void httpAndMqttShareAPort()
    {
        const QSslConfiguration tls = clientTls(authority(), {});
        MqttClient first(httpsPort(), tls, firstToken);
        QCOMPARE(first.code(), 0);
        QVERIFY(first.answer()); // The request, which is not acknowledged.
        QCOMPARE(ask({}, "X-Exosite-CIK: " + firstToken + "\r\n").status, 200);
        QVERIFY_RESULT(m_service->cloud().setDesired({QStringLiteral("gw-1")}, "config_otau", "one"));
        const auto push = first.answer();
        QVERIFY(push);
        QCOMPARE(std::get<MqttPublish>(*push).payload, QByteArray("one"));
        // A gateway replaces its connection before, wherever it was.
        MqttClient second(portOf(QStringLiteral("exosense-mqtts")), tls, firstToken);
        QCOMPARE(second.code(), 0);
        QVERIFY(!first.answer());
    }

    void theHostIsJudged_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status"); // 0: no connection.
        const auto add = [](const char* what, HttpTlsFiles::ServerName policy, const QString& name,
                            const QByteArray& host, int status) {
            QTest::newRow(what) << static_cast<int>(policy) << name << host << status;
        };
        using Name = HttpTlsFiles::ServerName;
        const QString other = QStringLiteral("other.example");
        add("any: none", Name::Any, {}, "m2.exosite.com", 200);
        add("any: another", Name::Any, other, "m2.exosite.com", 200);
        add("require: ours", Name::Require, productHost, "m2.exosite.com", 200);
        add("require: ours in capitals", Name::Require, productHost.toUpper(), "m2.exosite.com", 200);
        add("require: none", Name::Require, {}, productHost.toLatin1(), 0);
        add("require: another", Name::Require, other, productHost.toLatin1(), 0);
        add("match: the same", Name::Match, productHost, productHost.toLatin1() + ":443", 200);
        add("match: another", Name::Match, productHost, "m2.exosite.com", 421);
        add("match: none", Name::Match, {}, productHost.toLatin1(), 0);
    }
    void theHostIsJudged()
    {
        QFETCH(int, policy);
        QFETCH(QString, name);
        QFETCH(QByteArray, host);
        QFETCH(int, status);
        serve(static_cast<HttpTlsFiles::ServerName>(policy));
        // By openssl: it names what it is told to name, and says which alert came.
        QStringList arguments{QStringLiteral("s_client"),
                              QStringLiteral("-quiet"),
                              QStringLiteral("-connect"),
                              QStringLiteral("127.0.0.1:%1").arg(httpsPort()),
                              QStringLiteral("-CAfile"),
                              authority(),
                              QStringLiteral("-verify_return_error")};
        if (name.isEmpty())
            arguments << QStringLiteral("-noservername");
        else
            arguments << QStringLiteral("-servername") << name;
        QProcess client;
        client.start(QStringLiteral("openssl"), arguments);
        client.write("GET /onep:v1/stack/alias?config_otau HTTP/1.1\r\nHost: " + host +
                     "\r\nX-Exosite-CIK: " + firstToken + "\r\nConnection: close\r\n\r\n");
        QVERIFY(client.waitForFinished(patienceMs));
        const QByteArray reply = client.readAllStandardOutput();
        if (status == 0) {
            QCOMPARE(reply, QByteArray());
            const QByteArray error = client.readAllStandardError();
            QVERIFY2(error.contains("unrecognized name"), error.constData());
        } else {
            QVERIFY2(reply.startsWith(QByteArray("HTTP/1.1 " + QByteArray::number(status))), reply.constData());
        }
    }

    void aClientThatDoesNotTrustUsIsNamed()
    {
        serve(HttpTlsFiles::ServerName::Any);
        QProcess client;
        client.start(QStringLiteral("openssl"),
                     {QStringLiteral("s_client"), QStringLiteral("-connect"),
                      QStringLiteral("127.0.0.1:%1").arg(httpsPort()), QStringLiteral("-servername"), productHost,
                      QStringLiteral("-CAfile"), certificate(QStringLiteral("foreign-1")),
                      QStringLiteral("-verify_return_error")});
        QVERIFY(client.waitForFinished(patienceMs));
        QVERIFY(client.exitCode() != 0);
        QTRY_COMPARE(findings(), QStringList{QStringLiteral("XT-ALERT unknown_ca")});
    }

    void whatIsNoTlsIsNoFinding()
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), httpsPort());
        QVERIFY(socket.waitForConnected(patienceMs));
        socket.write("GET / HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(findings(), QStringList());
    }

    void theCertificateNamesTheProductHosts()
    {
        const auto names = QSslCertificate::fromPath(m_bench->path(QStringLiteral("tls/server.pem")))
                               .value(0)
                               .subjectAlternativeNames();
        QVERIFY(names.contains(QSsl::DnsEntry, productHost));
        QVERIFY(names.contains(QSsl::DnsEntry, QStringLiteral("localhost")));
    }
};

QTEST_GUILESS_MAIN(TestExosenseTls)
#include "tst_exosensetls.moc"
