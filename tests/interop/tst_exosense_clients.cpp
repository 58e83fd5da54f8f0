// SPDX-License-Identifier: Apache-2.0
// curl and the clients of mosquitto as gateways: they know nothing of us.

#include "base/digest.h"
#include "exosense/exosensecloud.h"
#include "exosense/exosenseservice.h"
#include "exosense/exosensestore.h"
#include "interopprocess.h"
#include "store/bench.h"
#include "store/blobstore.h"
#include "testsupport.h"
#include "timeline/eventstore.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <mutex>

using namespace ota;

namespace {

const QString productHost = QStringLiteral("p1.m2.exosite.io");
const QString gateway = QStringLiteral("gw-1");
const QByteArray config = R"({"version":"2","name":"n","type":"JSON","payload":{"a":"b c+d"}})";

} // namespace

class TestExosenseClients final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<ExosenseService> m_service;
    QString m_token;
    std::mutex m_mutex;
    QStringList m_findings; ///< `CODE path`

    QStringList findings()
    {
        const std::scoped_lock lock(m_mutex);
        return m_findings;
    }

    QUrl addressOf(const QString& name) const
    {
        for (const ExosenseService::Listener& listener : m_service->listeners()) {
            if (listener.name == name)
                return QUrl(listener.address);
        }
        return {};
    }

    /// The body; `status` is curl's exit status.
    QByteArray curl(const QStringList& arguments, int status = 0)
    {
        QByteArray output;
        QByteArray errors;
        const int ended =
            runProgram(QStringLiteral("curl"), QStringList{QStringLiteral("-sS"), QStringLiteral("-f")} + arguments,
                       &output, &errors);
        if (ended != status)
            qWarning("curl: %d %s", ended, errors.constData());
        return ended == status ? output : QByteArray("curl failed");
    }

    int tlsPort() const { return addressOf(QStringLiteral("exosense-tls")).port(); }
    /// By the product's host, as a gateway calls it; the name leads here.
    QString https(const QString& path) const
    {
        return QStringLiteral("https://%1:%2%3").arg(productHost).arg(tlsPort()).arg(path);
    }
    QStringList overTls(const QStringList& arguments) const
    {
        return QStringList{QStringLiteral("--cacert"), authority(), QStringLiteral("--resolve"),
                           QStringLiteral("%1:%2:127.0.0.1").arg(productHost).arg(tlsPort())} +
               arguments;
    }
    QString authority() const { return m_bench->path(QStringLiteral("tls/ca.pem")); }

    /// Of the bench's authority for the gateway, made by openssl; the key lies beside it.
    QString clientCertificate()
    {
        const QString path = m_directory.filePath(QStringLiteral("client.pem"));
        const QString csr = m_directory.filePath(QStringLiteral("client.csr"));
        const QStringList request{QStringLiteral("req"),      QStringLiteral("-newkey"),
                                  QStringLiteral("rsa:2048"), QStringLiteral("-nodes"),
                                  QStringLiteral("-keyout"),  path + QStringLiteral(".key"),
                                  QStringLiteral("-subj"),    QStringLiteral("/CN=") + gateway,
                                  QStringLiteral("-out"),     csr};
        const QStringList signing{QStringLiteral("x509"),   QStringLiteral("-req"),
                                  QStringLiteral("-in"),    csr,
                                  QStringLiteral("-CA"),    authority(),
                                  QStringLiteral("-CAkey"), m_bench->path(QStringLiteral("tls/ca.key")),
                                  QStringLiteral("-out"),   path};
        const bool isMade =
            runProgram(QStringLiteral("openssl"), request) == 0 && runProgram(QStringLiteral("openssl"), signing) == 0;
        return isMade ? path : QString();
    }

    QString http(const QString& path) const { return addressOf(QStringLiteral("exosense")).toString() + path; }
    QString cik() const { return QStringLiteral("X-Exosite-CIK: ") + m_token; }

    QStringList mqttArguments() const
    {
        return {QStringLiteral("-h"), QStringLiteral("127.0.0.1"),
                QStringLiteral("-p"), QString::number(addressOf(QStringLiteral("exosense-mqtt")).port()),
                QStringLiteral("-V"), QStringLiteral("mqttv311"),
                QStringLiteral("-u"), gateway,
                QStringLiteral("-P"), m_token};
    }

private Q_SLOTS:
    void initTestCase()
    {
        BenchOptions options;
        options.schemas = {EventStore::schema(), ExosenseStore::schema()};
        auto bench = Bench::open(m_directory.filePath(QStringLiteral("bench")), Bench::Access::Hold, options);
        QVERIFY_RESULT(bench);
        m_bench = std::move(*bench);
        ExosenseServiceSettings settings;
        settings.http = QStringList{QStringLiteral("127.0.0.1:0")};
        settings.https = QStringList{QStringLiteral("127.0.0.1:0")};
        settings.mqtt = QStringList{QStringLiteral("127.0.0.1:0")};
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
        QVERIFY_RESULT(m_service->cloud().addIdentity(gateway, true));
        m_token = QString::fromLatin1(
            curl({QStringLiteral("-d"), QStringLiteral("id=gw-1"), http(QStringLiteral("/provision/activate"))}));
        QCOMPARE(m_token.size(), 40);
    }
    void cleanupTestCase()
    {
        m_service.reset();
        m_bench.reset();
    }

    void curlReadsWritesAndWaits()
    {
        QVERIFY_RESULT(m_service->cloud().setDesired({gateway}, "config_otau", config));
        const QString alias = http(QStringLiteral("/onep:v1/stack/alias"));
        QCOMPARE(curl({QStringLiteral("-H"), cik(), alias + QStringLiteral("?config_otau")}),
                 QByteArray("config_otau=" + config.toPercentEncoding()));
        QCOMPARE(curl({QStringLiteral("-H"), cik(), QStringLiteral("--data-urlencode"),
                       QStringLiteral("config_otau=") + QString::fromUtf8(config), alias}),
                 QByteArray());
        QCOMPARE(m_service->cloud().gateway(gateway)->ack, AckState::Acknowledged);

        QProcess waiting;
        waiting.start(QStringLiteral("curl"),
                      {QStringLiteral("-sS"), QStringLiteral("-H"), cik(), QStringLiteral("-H"),
                       QStringLiteral("Request-Timeout: 60000"), alias + QStringLiteral("?config_otau")});
        QTRY_COMPARE(m_service->cloud().waiting(), std::size_t{1});
        QVERIFY_RESULT(m_service->cloud().setDesired({gateway}, "config_otau", "{}"));
        QVERIFY(waiting.waitForFinished(30'000));
        QCOMPARE(waiting.readAllStandardOutput(), QByteArray("config_otau=%7B%7D"));
    }

    void curlResumesADownloadOverTls()
    {
        const QByteArray firmware = QByteArray("firmware").repeated(50'000);
        const auto blob = m_bench->blobs().importBytes(firmware);
        QVERIFY_RESULT(blob);
        ContentEntry entry;
        entry.id = QStringLiteral("fw.bin");
        entry.blob = blob->id;
        entry.sizeBytes = blob->sizeBytes;
        QVERIFY_RESULT(m_service->cloud().store().create(entry));
        const QString path = m_directory.filePath(QStringLiteral("fw.part"));
        QFile part(path);
        QVERIFY(part.open(QIODevice::WriteOnly) && part.write(firmware.left(123'456)) == 123'456);
        part.close();
        const QString url =
            addressOf(QStringLiteral("exosense-tls")).toString() + QStringLiteral("/provision/download?id=fw.bin");
        QCOMPARE(curl({QStringLiteral("--cacert"), m_bench->path(QStringLiteral("tls/ca.pem")), QStringLiteral("-H"),
                       cik(), QStringLiteral("-C"), QStringLiteral("-"), QStringLiteral("-o"), path, url}),
                 QByteArray());
        QVERIFY(part.open(QIODevice::ReadOnly));
        QCOMPARE(part.readAll(), firmware);
    }

    void mosquittoWritesAndIsTold()
    {
        QStringList publish = mqttArguments();
        publish << QStringLiteral("-q") << QStringLiteral("1") << QStringLiteral("-t")
                << QStringLiteral("$resource/otau_in") << QStringLiteral("-m")
                << QStringLiteral(R"({"version":"2","status":"INIT"})");
        QByteArray errors;
        QCOMPARE(runProgram(QStringLiteral("mosquitto_pub"), publish, nullptr, &errors), 0);
        QCOMPARE(m_service->cloud().gateway(gateway)->lastReport->statusText, QStringLiteral("INIT"));

        QVERIFY_RESULT(m_service->cloud().setDesired({gateway}, "config_otau", config));
        QStringList subscribe = mqttArguments();
        subscribe << QStringLiteral("-t") << QStringLiteral("$resource/#") << QStringLiteral("-C")
                  << QStringLiteral("1") << QStringLiteral("-W") << QStringLiteral("20");
        QByteArray output;
        QCOMPARE(runProgram(QStringLiteral("mosquitto_sub"), subscribe, &output, &errors), 0);
        QCOMPARE(output.trimmed(), config);
    }

    void curlShowsACertificate()
    {
        const QString certificate = clientCertificate();
        QVERIFY(!certificate.isEmpty());
        QVERIFY_RESULT(m_service->cloud().setDesired({gateway}, "config_otau", "{}"));
        const QString alias = https(QStringLiteral("/onep:v1/stack/alias?config_otau"));
        const QStringList shown{QStringLiteral("--cert"), certificate, QStringLiteral("--key"),
                                certificate + QStringLiteral(".key"), alias};
        QCOMPARE(curl(overTls(shown)), QByteArray("config_otau=%7B%7D"));
        QCOMPARE(curl(overTls(QStringList{QStringLiteral("--tls-max"), QStringLiteral("1.2")} + shown)),
                 QByteArray("config_otau=%7B%7D"));
        constexpr int refused = 22; // 400 or above.
        QCOMPARE(curl(overTls({alias}), refused), QByteArray());
    }

    void curlThatDoesNotTrustUsIsNamed()
    {
        constexpr int notTrusted = 60;
        QCOMPARE(curl({QStringLiteral("--resolve"), QStringLiteral("%1:%2:127.0.0.1").arg(productHost).arg(tlsPort()),
                       https(QStringLiteral("/timestamp"))},
                      notTrusted),
                 QByteArray());
        QTRY_VERIFY2(findings().contains(QStringLiteral("XT-ALERT unknown_ca")),
                     qPrintable(findings().join(QLatin1Char('\n'))));
    }

    void mosquittoSharesThePortOfHttp_data()
    {
        QTest::addColumn<bool>("byCertificate");
        QTest::newRow("with its token") << false;
        QTest::newRow("with a certificate") << true;
    }
    void mosquittoSharesThePortOfHttp()
    {
        QFETCH(bool, byCertificate);
        QVERIFY_RESULT(m_service->cloud().setDesired({gateway}, "config_otau", config));
        QStringList subscribe{
            QStringLiteral("-h"), QStringLiteral("localhost"),   QStringLiteral("-p"),       QString::number(tlsPort()),
            QStringLiteral("-V"), QStringLiteral("mqttv311"),    QStringLiteral("--cafile"), authority(),
            QStringLiteral("-t"), QStringLiteral("$resource/#"), QStringLiteral("-C"),       QStringLiteral("1"),
            QStringLiteral("-W"), QStringLiteral("20")};
        if (byCertificate) {
            const QString certificate = clientCertificate();
            subscribe << QStringLiteral("--cert") << certificate << QStringLiteral("--key")
                      << certificate + QStringLiteral(".key");
        } else {
            subscribe << QStringLiteral("-u") << gateway << QStringLiteral("-P") << m_token;
        }
        QByteArray output;
        QByteArray errors;
        QCOMPARE(runProgram(QStringLiteral("mosquitto_sub"), subscribe, &output, &errors), 0);
        QCOMPARE(output.trimmed(), config);
    }

    /// The two steps of the MuranoCLI.
    void curlUploadsAsTheMuranoCliDoes()
    {
        const auto token = m_bench->token();
        QVERIFY_RESULT(token);
        const QByteArray login = "{\"email\":\"a@b.example\",\"password\":\"" + token->toLatin1() + "\"}";
        const QByteArray answer =
            curl(overTls({QStringLiteral("-d"), QString::fromLatin1(login), https(QStringLiteral("/api:1/token/"))}));
        const QString shown = QJsonDocument::fromJson(answer).object()[QStringLiteral("token")].toString();
        const QByteArray firmware = QByteArray("firmware").repeated(200'000);
        const QString path = m_directory.filePath(QStringLiteral("cli.bin"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(firmware) == firmware.size());
        file.close();
        const QString item = https(QStringLiteral("/api:1/service/p1/content/item/cli.bin"));
        const QString digest = Digest::of(firmware).hex();
        const QByteArray descriptor =
            curl(overTls({QStringLiteral("-H"), QStringLiteral("Authorization: token ") + shown,
                          item + QStringLiteral("/upload?expires_in=30&sha256=") + digest}));
        const QString url = QJsonDocument::fromJson(descriptor).object()[QStringLiteral("url")].toString();
        QVERIFY2(url.startsWith(https({})), qPrintable(url));
        QCOMPARE(curl(overTls({QStringLiteral("-F"), QStringLiteral("key=cli.bin"), QStringLiteral("-F"),
                               QStringLiteral("file=@") + path, url})),
                 QByteArray());
        const auto entry = m_service->cloud().store().content(QStringLiteral("cli.bin"));
        QVERIFY_RESULT(entry);
        QCOMPARE(entry->blob->hex(), digest);
    }
};

QTEST_GUILESS_MAIN(TestExosenseClients)
#include "tst_exosense_clients.moc"
