// SPDX-License-Identifier: Apache-2.0
// curl and the clients of mosquitto as gateways: they know nothing of us.

#include "exosense/exosenseservice.h"
#include "exosense/exosensestore.h"
#include "interopprocess.h"
#include "store/bench.h"
#include "store/blobstore.h"
#include "testsupport.h"
#include "timeline/eventstore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace ota;

namespace {

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
        auto service = ExosenseService::make(*m_bench, nullptr, settings);
        QVERIFY_RESULT(service);
        m_service = std::move(*service);
        QVERIFY_RESULT(m_service->cloud().addIdentity(gateway, true));
        QVERIFY_RESULT(m_service->start());
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
};

QTEST_GUILESS_MAIN(TestExosenseClients)
#include "tst_exosense_clients.moc"
