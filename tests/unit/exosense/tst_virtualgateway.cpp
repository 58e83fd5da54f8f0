// SPDX-License-Identifier: Apache-2.0
// Virtual gateways against the cloud of the bench, over real sockets.

#include "base/digest.h"
#include "exosense/configotau.h"
#include "exosense/mqttserver.h"
#include "exosense/virtualgateways.h"
#include "exosensefixture.h"
#include "exosensevectors.h"
#include "store/blobstore.h"

#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <mutex>
#include <optional>
#include <vector>

using namespace ota;

namespace {

const QString gateway = QStringLiteral("gw-1");
const QByteArray firmware = QByteArray("0123456789abcdef").repeated(20'000);

QString digestOf(const QByteArray& bytes)
{
    return Digest::of(bytes).hex();
}

} // namespace

class TestVirtualGateway final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ServedCloud> m_cloud;
    std::unique_ptr<VirtualGateways> m_gateways;
    std::unique_ptr<QTemporaryDir> m_directory;

    void addFirmware()
    {
        const auto blob = m_cloud->bench->blobs().importBytes(firmware);
        CloudFixture::need(blob);
        ContentEntry entry;
        entry.id = QStringLiteral("fw.bin");
        entry.blob = blob->id;
        entry.sizeBytes = blob->sizeBytes;
        CloudFixture::need(m_cloud->cloud->store().create(entry));
    }

    QString cloudUrl() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_cloud->port()); }

    void run(const QStringList& names, const QStringList& defects = {},
             const std::function<void(GatewayProfile&)>& adjust = {})
    {
        m_gateways.reset();
        VirtualGateways::Options options;
        options.names = names;
        options.directory = m_directory->path();
        options.profile.cloud = QUrl(cloudUrl());
        options.profile.pace = std::chrono::milliseconds(0);
        options.profile.installTime = std::chrono::milliseconds(1);
        options.profile.bootTime = std::chrono::milliseconds(1);
        options.profile.retryAfter = std::chrono::milliseconds(5);
        auto set = GatewayDefects::fromNames(defects);
        CloudFixture::need(set);
        options.profile.defects = *set;
        if (adjust)
            adjust(options.profile);
        auto started = VirtualGateways::start(std::move(options));
        CloudFixture::need(started);
        m_gateways = std::move(*started);
    }

    void ask(const QStringList& names, const QString& version, const QString& url = {}, const QString& digest = {})
    {
        ConfigDraft draft;
        draft.version = version;
        draft.name = QStringLiteral("prod");
        draft.urls = {url.isEmpty() ? cloudUrl() + QStringLiteral("/provision/download?id=fw.bin") : url};
        draft.sha256 = digest.isEmpty() ? digestOf(firmware) : digest;
        draft.size = static_cast<quint64>(firmware.size());
        const auto config = buildConfig(draft);
        CloudFixture::need(config);
        CloudFixture::need(m_cloud->cloud->setDesired(names, "config_otau", *config));
    }

    GatewayView view(const QString& name = gateway) const
    {
        const auto found = m_cloud->cloud->gateway(name);
        CloudFixture::need(found);
        return *found;
    }

    /// Of the newest session of that version; empty when there is none.
    QString resultOf(const QString& version, const QString& name = gateway) const
    {
        QString result;
        for (const StatusSession& session : view(name).sessions) {
            if (session.version == version)
                result = keyOf(session.result);
        }
        return result;
    }

    QStringList allCodes() const
    {
        QStringList codes;
        for (const StatusSession& session : view().sessions)
            codes << codesOf(session.findings);
        return codes;
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_cloud = std::make_unique<ServedCloud>();
        CloudFixture::need(m_cloud->cloud->addIdentity(gateway, false));
        addFirmware();
    }
    void cleanup()
    {
        m_gateways.reset();
        m_cloud.reset();
    }

    void anUpdateIsDoneAndConfirmed_data()
    {
        QTest::addColumn<bool>("murano");
        QTest::addColumn<bool>("interval");
        QTest::newRow("legacy, long poll") << false << false;
        QTest::newRow("murano, long poll") << true << false;
        QTest::newRow("legacy, interval") << false << true;
    }
    void anUpdateIsDoneAndConfirmed()
    {
        QFETCH(bool, murano);
        QFETCH(bool, interval);
        run({gateway}, {}, [&](GatewayProfile& profile) {
            profile.isMurano = murano;
            profile.delivery = interval ? GatewayProfile::Delivery::Interval : GatewayProfile::Delivery::LongPoll;
            profile.interval = std::chrono::milliseconds(20);
        });
        QTRY_COMPARE(view().running, QStringLiteral("1.0"));
        ask({gateway}, QStringLiteral("2.0"));
        QTRY_COMPARE(resultOf(QStringLiteral("2.0")), QStringLiteral("success"));
        QCOMPARE(view().running, QStringLiteral("2.0"));
        QCOMPARE(keyOf(view().ack), QStringLiteral("acknowledged"));
        QVERIFY2(allCodes().isEmpty(), qPrintable(allCodes().join(u' ')));
        QVERIFY(view().simulated);
        QFile installed(m_directory->filePath(gateway + QStringLiteral("/installed")));
        QVERIFY(installed.open(QIODevice::ReadOnly));
        QCOMPARE(installed.readAll(), firmware);
        // The same once more: nothing is installed twice.
        ask({gateway}, QStringLiteral("2.0"), {}, digestOf("another"));
        QTRY_COMPARE(resultOf(QStringLiteral("2.0")), QStringLiteral("already_installed"));
        QCOMPARE(view().running, QStringLiteral("2.0"));
    }

    void aDefectIsSeen_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::addColumn<QString>("code");   ///< Of the newest session, or any.
        QTest::addColumn<QString>("result"); ///< Of version 2.0.
        const auto row = [](const char* defect, const char* code, const char* result) {
            QTest::newRow(defect) << QString::fromLatin1(defect) << QString::fromLatin1(code)
                                  << QString::fromLatin1(result);
        };
        row("no-init", "XS-SEQ-NO-INIT", "success");
        row("skip-steps", "", "success");
        row("out-of-order", "XS-SEQ-BACKWARD", "success");
        row("lower-case", "OI-ENUM", "running");
        row("wrong-version", "XS-VER-OTHER", "success");
        row("stale-status", "XS-VER-OTHER", "success");
        row("progress-back", "XS-PROGRESS-BACK", "success");
        row("unencoded", "", "success");
        row("lie-success", "", "success");
        row("error@test", "", "failure");
        row("error@download", "", "failure");
        row("abort@install", "", "aborted");
        row("reboot@download", "XS-REBOOT-MID", "interrupted");
        row("stall@download", "", "running");
        row("silent-freeze", "", "running");
    }
    void aDefectIsSeen()
    {
        QFETCH(QString, defect);
        QFETCH(QString, code);
        QFETCH(QString, result);
        run({gateway}, {defect});
        if (defect != QStringLiteral("lower-case"))
            QTRY_COMPARE(view().running, QStringLiteral("1.0"));
        ask({gateway}, QStringLiteral("2.0"));
        QTRY_VERIFY2(code.isEmpty() || allCodes().contains(code), qPrintable(allCodes().join(u' ')));
        QTRY_COMPARE(resultOf(QStringLiteral("2.0")), result);
        if (code.isEmpty() && result == QStringLiteral("success"))
            QVERIFY2(allCodes().isEmpty(), qPrintable(allCodes().join(u' ')));
        if (defect == QStringLiteral("unencoded"))
            QVERIFY(m_cloud->codes().contains(QStringLiteral("XW-UNENCODED")));
    }

    void acknowledgementsComeInTheirForms_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::addColumn<QString>("ack");
        QTest::newRow("ack-text") << QStringLiteral("ack-text") << QStringLiteral("acknowledged");
        QTest::newRow("ack-other") << QStringLiteral("ack-other") << QStringLiteral("different");
        QTest::newRow("ack-never") << QStringLiteral("ack-never") << QStringLiteral("delivered");
    }
    void acknowledgementsComeInTheirForms()
    {
        QFETCH(QString, defect);
        QFETCH(QString, ack);
        run({gateway}, {defect});
        ask({gateway}, QStringLiteral("2.0"));
        QTRY_COMPARE(resultOf(QStringLiteral("2.0")), QStringLiteral("success"));
        QCOMPARE(keyOf(view().ack), ack);
    }

    void aLieComesOutAtTheNextBoot()
    {
        run({gateway}, {QStringLiteral("lie-success")});
        QTRY_COMPARE(view().running, QStringLiteral("1.0"));
        ask({gateway}, QStringLiteral("2.0"));
        QTRY_COMPARE(resultOf(QStringLiteral("2.0")), QStringLiteral("success"));
        run({gateway});
        QTRY_COMPARE(resultOf(QStringLiteral("2.0")), QStringLiteral("rolled_back"));
        QVERIFY(allCodes().contains(QStringLiteral("XS-LATE-ROLLBACK")));
    }

    void aWrongDigestIsRefusedByThoseWhoLook()
    {
        run({gateway});
        ask({gateway}, QStringLiteral("2.0"), {}, digestOf("something else"));
        QTRY_COMPARE(resultOf(QStringLiteral("2.0")), QStringLiteral("failure"));
        QCOMPARE(view().lastReport->statusText, QStringLiteral("DOWNLOAD_ERROR"));
        run({gateway}, {QStringLiteral("no-verify")});
        ask({gateway}, QStringLiteral("3.0"), {}, digestOf("something else"));
        QTRY_COMPARE(resultOf(QStringLiteral("3.0")), QStringLiteral("success"));
    }

    void aSmallBufferLosesTheRequest()
    {
        run({gateway}, {QStringLiteral("rx-512")});
        QTRY_COMPARE(view().running, QStringLiteral("1.0"));
        ask({gateway}, QStringLiteral("2.0"), cloudUrl() + QStringLiteral("/") + QString(400, u'x'));
        QTRY_COMPARE(keyOf(view().ack), QStringLiteral("different"));
        QCOMPARE(resultOf(QStringLiteral("2.0")), QStringLiteral("running"));
    }

    void aBrokenDownloadIsResumed()
    {
        std::mutex mutex;
        std::vector<QByteArray> ranges; ///< Of the requests.
        std::optional<HttpBodyStream> first;
        HttpRouter router;
        HttpRoute route;
        route.methods = {QByteArrayLiteral("GET")};
        route.pattern = "/fw";
        route.answerLater = [&](const HttpRequest& request, const HttpResponder& responder) {
            auto whole = HttpResponse::bytes("application/octet-stream", firmware);
            whole.etag = "one";
            if (request.method == "HEAD")
                return responder.send(whole);
            const std::scoped_lock lock(mutex);
            ranges.push_back(request.header("Range").toByteArray());
            if (ranges.size() > 1)
                return responder.send(whole);
            whole.body = QByteArray();
            first = responder.startStream(whole, firmware.size());
            first->write(firmware.left(100'000));
        };
        router.add(route);
        HttpServer server({}, router);
        QVERIFY_RESULT(server.start());
        run({gateway});
        ask({gateway}, QStringLiteral("2.0"), QStringLiteral("http://127.0.0.1:%1/fw").arg(server.port()));
        // A part of it is there: now the connection breaks.
        const QString part = m_directory->filePath(gateway + QStringLiteral("/download.part"));
        QTRY_VERIFY(QFileInfo(part).size() > 50'000);
        {
            const std::scoped_lock lock(mutex);
            first->abort();
        }
        QTRY_COMPARE(resultOf(QStringLiteral("2.0")), QStringLiteral("success"));
        m_gateways.reset();
        server.stop(); // From here on all of it belongs to this thread.
        QCOMPARE(ranges.size(), std::size_t{2});
        QVERIFY2(ranges[0].isEmpty(), ranges[0].constData());
        QVERIFY2(ranges[1].startsWith("bytes=") && ranges[1] != "bytes=0-", ranges[1].constData());
    }

    void recordsAreJudgedLikeReports()
    {
        run({gateway}, {}, [](GatewayProfile& profile) { profile.reporting = GatewayProfile::Reporting::Record; });
        QTRY_COMPARE(view().running, QStringLiteral("1.0"));
        ask({gateway}, QStringLiteral("2.0"));
        QTRY_COMPARE(resultOf(QStringLiteral("2.0")), QStringLiteral("success"));
        // The bench's clock stands still in the past: the device's is of no use.
        QVERIFY(allCodes().contains(QStringLiteral("XS-CLOCK")));
        QVERIFY(!allCodes().contains(QStringLiteral("XS-SEQ-BACKWARD")));
    }

    void anMqttGatewayIsToldAndReports_data()
    {
        QTest::addColumn<bool>("batch");
        QTest::newRow("a message each") << false;
        QTest::newRow("batches") << true;
    }
    void anMqttGatewayIsToldAndReports()
    {
        QFETCH(bool, batch);
        MqttHub hub(*m_cloud->cloud, 16);
        MqttServer server({}, hub);
        QVERIFY_RESULT(server.start());
        run({gateway}, {}, [&](GatewayProfile& profile) {
            profile.cloud = QUrl(QStringLiteral("mqtt://127.0.0.1:%1").arg(server.port()));
            profile.reporting = batch ? GatewayProfile::Reporting::Record : GatewayProfile::Reporting::Full;
        });
        QTRY_COMPARE(view().running, QStringLiteral("1.0"));
        ask({gateway}, QStringLiteral("2.0"));
        QTRY_COMPARE(resultOf(QStringLiteral("2.0")), QStringLiteral("success"));
        QCOMPARE(keyOf(view().ack), QStringLiteral("acknowledged"));
        // It comes back when the connection breaks, and gets what it missed.
        const quint16 port = server.port();
        server.stop();
        ask({gateway}, QStringLiteral("3.0"));
        MqttServerSettings settings;
        settings.listen.port = port;
        MqttServer again(settings, hub);
        QVERIFY_RESULT(again.start());
        QTRY_COMPARE(resultOf(QStringLiteral("3.0")), QStringLiteral("success"));
        m_gateways.reset();
    }

    void manyWaitAndAllAreServed()
    {
        QStringList names;
        for (int i = 0; i < 100; ++i) {
            names << QStringLiteral("many-%1").arg(i);
            CloudFixture::need(m_cloud->cloud->addIdentity(names.last(), true));
        }
        run(names, {}, [](GatewayProfile& profile) { profile.reporting = GatewayProfile::Reporting::Minimal; });
        QTRY_COMPARE_WITH_TIMEOUT(m_cloud->cloud->waiting(), std::size_t{100}, 60'000);
        ask(names, QStringLiteral("2.0"));
        const auto done = [&] {
            return static_cast<int>(std::ranges::count_if(names, [&](const QString& name) {
                return resultOf(QStringLiteral("2.0"), name) == QStringLiteral("success");
            }));
        };
        QTRY_COMPARE_WITH_TIMEOUT(done(), 100, 60'000);
    }
};

QTEST_GUILESS_MAIN(TestVirtualGateway)
#include "tst_virtualgateway.moc"
