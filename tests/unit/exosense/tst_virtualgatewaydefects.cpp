// SPDX-License-Identifier: Apache-2.0
// Each defect of virtual gateways shows: in what the checker finds, on the wire, or in what is installed; and a gateway
// without it does better.

#include "base/digest.h"
#include "crypto/certificates.h"
#include "exosense/configotau.h"
#include "exosense/mqttserver.h"
#include "exosense/virtualgateways.h"
#include "exosensefixture.h"
#include "exosensevectors.h"
#include "labfileserver.h"
#include "store/blobstore.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <mutex>

using namespace ota;

namespace {

using namespace std::chrono_literals;

const QString gateway = QStringLiteral("gw-1");
const QString other = QStringLiteral("gw-2");
const QByteArray firmware = QByteArray("0123456789abcdef").repeated(4'000);
const QByteArray half = firmware.left(firmware.size() / 2);

QByteArray whole(const QByteArray& body, const QByteArray& fields = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body;
}

/// The first half of the firmware, promised as a whole.
QByteArray begun(const QByteArray& fields = {})
{
    return whole(firmware, fields).chopped(firmware.size() - half.size());
}

QByteArray partFrom(qint64 offset, const QByteArray& body, const QByteArray& fields = {})
{
    return "HTTP/1.1 206 Partial Content\r\nContent-Length: " + QByteArray::number(body.size() - offset) +
           "\r\nContent-Range: bytes " + QByteArray::number(offset) + '-' + QByteArray::number(body.size() - 1) + '/' +
           QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body.mid(offset);
}

const QByteArray unavailable("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");

} // namespace

class TestVirtualGatewayDefects final : public QObject
{
    Q_OBJECT

private:
    using Request = LabFileServer::Request;
    using Answer = LabFileServer::Answer;

    std::unique_ptr<ServedCloud> m_cloud;
    std::unique_ptr<LabFileServer> m_files;
    std::unique_ptr<VirtualGateways> m_gateways;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::mutex m_mutex;
    QStringList m_events; ///< `gw-1 stopped`

    /// `defects`: of gw-1; gw-2 has none.
    void run(const QStringList& defects, const std::function<void(GatewayProfile&)>& adjust = {},
             const QStringList& names = {gateway})
    {
        m_gateways.reset();
        VirtualGateways::Options options;
        options.names = names;
        options.directory = m_directory->path();
        options.profile.cloud = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_cloud->port()));
        options.profile.pace = 0ms;
        options.profile.installTime = 1ms;
        options.profile.bootTime = 1ms;
        options.profile.retryAfter = 5ms;
        if (adjust)
            adjust(options.profile);
        options.adjust = [defects](GatewayProfile& profile) {
            auto set = GatewayDefects::fromNames(profile.name == gateway ? defects : QStringList());
            CloudFixture::need(set);
            profile.defects = *set;
        };
        options.onEvent = [this](const QString& name, const GatewayEvent& event) {
            const std::scoped_lock lock(m_mutex);
            m_events << QString(name + u' ' + keyOf(event.kind));
        };
        auto started = VirtualGateways::start(std::move(options));
        CloudFixture::need(started);
        m_gateways = std::move(*started);
        for (const QString& name : names)
            QTRY_COMPARE(view(name).running, QStringLiteral("1.0"));
    }

    bool happened(const QString& event)
    {
        const std::scoped_lock lock(m_mutex);
        return m_events.contains(event);
    }

    struct Wish
    {
        QString version = QStringLiteral("2.0");
        QString url = {};
        QByteArray image = firmware;
        bool isDescribed = true; ///< With digest and size.
    };
    void ask(const Wish& wish, const QStringList& names = {gateway})
    {
        ConfigDraft draft;
        draft.version = wish.version;
        draft.name = QStringLiteral("prod");
        draft.urls = {wish.url.isEmpty() ? m_files->url() : wish.url};
        if (wish.isDescribed) {
            draft.sha256 = Digest::of(wish.image).hex();
            draft.size = static_cast<quint64>(wish.image.size());
        }
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
    /// Of the newest session of that version.
    QString resultOf(const QString& version = QStringLiteral("2.0"), const QString& name = gateway) const
    {
        QString result;
        for (const StatusSession& session : view(name).sessions) {
            if (session.version == version)
                result = keyOf(session.result);
        }
        return result;
    }
    QStringList codes() const
    {
        QStringList all;
        for (const StatusSession& session : view().sessions)
            all << codesOf(session.findings);
        return all;
    }
    /// All that gw-1 has reported, as it stands there.
    QStringList statuses() const
    {
        QStringList words;
        CloudFixture::need(m_cloud->cloud->store().forEachWrite(gateway, "otau_in", 0, [&](const WriteRow& row) {
            words << parseOtauReport(row.value).statusText;
            return Result<>();
        }));
        return words;
    }
    QString folder(const QString& name) const { return m_directory->filePath(gateway + u'/' + name); }
    QByteArray bytesOf(const QString& name, const QString& board = gateway) const
    {
        QFile file(m_directory->filePath(board + u'/' + name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// Whole answers to HEAD and all else.
    void serve(const QByteArray& image)
    {
        m_files->answer = [image](const Request&) {
            return Answer{whole(image)};
        };
    }
    int gets() const
    {
        return static_cast<int>(
            std::ranges::count_if(m_files->requests, [](const Request& each) { return each.method == "GET"; }));
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_cloud = std::make_unique<ServedCloud>();
        m_files = std::make_unique<LabFileServer>();
        m_events.clear();
        for (const QString& name : {gateway, other})
            CloudFixture::need(m_cloud->cloud->addIdentity(name, true));
        serve(firmware);
    }
    void cleanup()
    {
        m_gateways.reset();
        m_files.reset();
        m_cloud.reset();
    }

    void aLoopIsFound()
    {
        run({QStringLiteral("loop")});
        ask({});
        QTRY_VERIFY(codes().contains(QStringLiteral("LOOP")));
        QCOMPARE(view().running, QStringLiteral("1.0"));
    }

    void stepsThatAreSkippedAreNotReported()
    {
        run({QStringLiteral("skip-steps")});
        ask({});
        QTRY_COMPARE(resultOf(), QStringLiteral("success"));
        QCOMPARE(statuses(), (QStringList{QStringLiteral("INSTALLED_VERSION"), QStringLiteral("INIT"),
                                          QStringLiteral("INSTALLED_VERSION")}));
    }

    void fastWritesDoNotKeepThePace()
    {
        // The pace is an hour, and it is done nevertheless.
        run({QStringLiteral("fast-writes")}, [](GatewayProfile& profile) { profile.pace = 1h; });
        ask({});
        QTRY_COMPARE(resultOf(), QStringLiteral("success"));
        QVERIFY(m_cloud->codes().contains(QStringLiteral("XW-RATE")));
    }

    void whatRunsIsInstalledAgain()
    {
        run({QStringLiteral("reinstall-same")}, {}, {gateway, other});
        ask({.version = QStringLiteral("1.0")}, {gateway, other});
        QTRY_COMPARE(resultOf(QStringLiteral("1.0"), other), QStringLiteral("already_installed"));
        QTRY_COMPARE(resultOf(QStringLiteral("1.0")), QStringLiteral("success"));
        QCOMPARE(bytesOf(QStringLiteral("installed")), firmware);
        QVERIFY(bytesOf(QStringLiteral("installed"), other).isEmpty());
    }

    void anOlderVersionIsInstalled()
    {
        run({QStringLiteral("accept-older")}, {}, {gateway, other});
        ask({.version = QStringLiteral("0.9.12")}, {gateway, other});
        QTRY_COMPARE(resultOf(QStringLiteral("0.9.12"), other), QStringLiteral("failure"));
        QCOMPARE(view(other).lastReport->statusText, QStringLiteral("TEST_ERROR"));
        QTRY_COMPARE(resultOf(QStringLiteral("0.9.12")), QStringLiteral("success"));
    }

    void aFailingDownloadIsTriedForEver()
    {
        m_files->answer = [](const Request& request) {
            return Answer{request.method == "HEAD" ? whole({}) : unavailable};
        };
        run({});
        ask({});
        QTRY_COMPARE(resultOf(), QStringLiteral("failure"));
        QCOMPARE(gets(), GatewayProfile().downloadAttempts);
        run({QStringLiteral("retry-forever"), QStringLiteral("no-backoff")});
        ask({.version = QStringLiteral("3.0")});
        QTRY_VERIFY(gets() > 10 * GatewayProfile().downloadAttempts);
        QCOMPARE(resultOf(QStringLiteral("3.0")), QStringLiteral("running"));
    }

    void withoutBackoffItDoesNotWait()
    {
        m_files->answer = [](const Request& request) {
            return Answer{request.method == "HEAD" ? whole({}) : unavailable};
        };
        const auto slow = [](GatewayProfile& profile) {
            profile.retryAfter = 1h;
        };
        run({QStringLiteral("no-backoff")}, slow, {gateway, other});
        ask({}, {gateway, other});
        QTRY_COMPARE(resultOf(), QStringLiteral("failure"));
        QTRY_COMPARE(gets(), GatewayProfile().downloadAttempts + 1); // The other one has asked once, and waits.
        QCOMPARE(resultOf(QStringLiteral("2.0"), other), QStringLiteral("running"));
    }

    void partsArePutTogetherWrongly_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::newRow("ignore-206") << QStringLiteral("ignore-206");
        QTest::newRow("append-200") << QStringLiteral("append-200");
    }
    void partsArePutTogetherWrongly()
    {
        QFETCH(QString, defect);
        const bool isPart = defect == QStringLiteral("ignore-206");
        m_files->answer = [this, isPart](const Request& request) {
            if (request.method == "HEAD")
                return Answer{whole(firmware)};
            if (!request.field("Range").isEmpty()) // Not what was asked for.
                return Answer{isPart ? partFrom(0, firmware) : whole(firmware)};
            return gets() % 10 == 1 ? Answer{.bytes = begun(), .closes = true} : Answer{whole(firmware)};
        };
        run({defect}, {}, {gateway, other});
        ask({}, {other});
        QTRY_COMPARE(resultOf(QStringLiteral("2.0"), other), QStringLiteral("success"));
        QCOMPARE(bytesOf(QStringLiteral("installed"), other), firmware);
        m_files->requests.clear();
        ask({});
        QTRY_COMPARE(resultOf(), QStringLiteral("failure"));
        QCOMPARE(view().lastReport->statusText, QStringLiteral("DOWNLOAD_ERROR"));
    }

    void twoFilesAreMixed()
    {
        const QByteArray second = QByteArray("fedcba9876543210").repeated(4'000);
        m_files->answer = [this, second](const Request& request) {
            if (request.method == "HEAD")
                return Answer{whole(firmware)};
            if (gets() == 1)
                return Answer{.bytes = begun("ETag: \"one\"\r\n"), .closes = true};
            // It has changed meanwhile.
            const bool isBlind = !request.field("Range").isEmpty() && request.field("If-Range").isEmpty();
            return Answer{isBlind ? partFrom(half.size(), second, "ETag: \"two\"\r\n")
                                  : whole(second, "ETag: \"two\"\r\n")};
        };
        run({QStringLiteral("mix-parts")}, {}, {gateway, other});
        ask({.isDescribed = false}, {other});
        QTRY_COMPARE(resultOf(QStringLiteral("2.0"), other), QStringLiteral("success"));
        QCOMPARE(bytesOf(QStringLiteral("installed"), other), second);
        m_files->requests.clear();
        ask({.isDescribed = false});
        QTRY_COMPARE(resultOf(), QStringLiteral("success"));
        QCOMPARE(bytesOf(QStringLiteral("installed")), half + second.mid(half.size()));
    }

    void roomIsLookedForFirst_data()
    {
        QTest::addColumn<bool>("described");
        QTest::newRow("size in the request") << true;
        QTest::newRow("size by HEAD") << false;
    }
    void roomIsLookedForFirst()
    {
        QFETCH(bool, described);
        const auto small = [](GatewayProfile& profile) {
            profile.freeBytes = 1000;
        };
        run({QStringLiteral("no-space-check")}, small, {gateway, other});
        ask({.isDescribed = described}, {other});
        QTRY_COMPARE(resultOf(QStringLiteral("2.0"), other), QStringLiteral("failure"));
        QCOMPARE(view(other).lastReport->statusText, QStringLiteral("TEST_ERROR"));
        QCOMPARE(gets(), 0);
        ask({.isDescribed = described});
        QTRY_COMPARE(resultOf(), QStringLiteral("failure"));
        QCOMPARE(view().lastReport->statusText, QStringLiteral("DOWNLOAD_ERROR"));
        QVERIFY(gets() > 0);
    }

    void whatIsNotReachableEndsInTheTest()
    {
        m_files->answer = [](const Request&) {
            return Answer{"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"};
        };
        run({});
        ask({});
        QTRY_COMPARE(resultOf(), QStringLiteral("failure"));
        QCOMPARE(view().lastReport->statusText, QStringLiteral("TEST_ERROR"));
        QCOMPARE(gets(), 0);
    }

    void aPartIsLeftBehind()
    {
        m_files->answer = [](const Request& request) {
            return request.method == "HEAD" ? Answer{whole(firmware)} : Answer{.bytes = begun(), .closes = true};
        };
        run({QStringLiteral("leave-partial")}, {}, {gateway, other});
        ask({}, {gateway, other});
        QTRY_COMPARE(resultOf(), QStringLiteral("failure"));
        QTRY_COMPARE(resultOf(QStringLiteral("2.0"), other), QStringLiteral("failure"));
        QVERIFY(!bytesOf(QStringLiteral("download.part")).isEmpty());
        QVERIFY(bytesOf(QStringLiteral("download.part"), other).isEmpty());
    }

    /// One that waits without end, beside one that does not.
    void patienceHasNoEnd_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::newRow("silent") << QStringLiteral("no-timeout");
        QTest::newRow("slow") << QStringLiteral("no-rate-limit");
    }
    void patienceHasNoEnd()
    {
        QFETCH(QString, defect);
        const bool isSilent = defect == QStringLiteral("no-timeout");
        m_files->answer = [isSilent](const Request& request) {
            if (request.method == "HEAD")
                return Answer{whole(firmware)};
            return Answer{.bytes = begun(), .drips = !isSilent, .rest = firmware.mid(half.size())};
        };
        run({defect},
            [isSilent](GatewayProfile& profile) {
                profile.downloadAttempts = 1;
                profile.silence = isSilent ? 300ms : 60'000ms;
                profile.downloadLimit = isSilent ? 60'000ms : 300ms;
            },
            {gateway, other});
        ask({}, {gateway, other});
        QTRY_COMPARE(resultOf(QStringLiteral("2.0"), other), QStringLiteral("failure"));
        QCOMPARE(view(other).lastReport->statusText, QStringLiteral("DOWNLOAD_ERROR"));
        QCOMPARE(resultOf(), QStringLiteral("running"));
        m_files->sendRests();
        QTRY_COMPARE(resultOf(), QStringLiteral("success"));
    }

    void surplusIsSeen_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::addColumn<qsizetype>("installed");
        QTest::newRow("read-to-end") << QStringLiteral("read-to-end") << firmware.size();
        QTest::newRow("writes-surplus") << QStringLiteral("writes-surplus") << firmware.size() + 100;
    }
    void surplusIsSeen()
    {
        QFETCH(QString, defect);
        QFETCH(qsizetype, installed);
        serve(firmware + QByteArray(100, 'x'));
        run({defect}, {}, {gateway, other});
        ask({}, {gateway, other});
        QTRY_COMPARE(resultOf(QStringLiteral("2.0"), other), QStringLiteral("failure"));
        QCOMPARE(view(other).lastReport->statusText, QStringLiteral("DOWNLOAD_ERROR"));
        QTRY_COMPARE(resultOf(), QStringLiteral("success"));
        QCOMPARE(bytesOf(QStringLiteral("installed")).size(), installed);
    }

    void redirectsAreFollowed()
    {
        const QByteArray elsewhere = "http://localhost:" + QByteArray::number(m_files->port()) + "/moved";
        m_files->answer = [elsewhere](const Request& request) {
            if (request.method == "HEAD" || request.path == "/moved")
                return Answer{whole(firmware)};
            const QByteArray target = request.path == "/near" ? QByteArray("/moved") : elsewhere;
            return Answer{"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + target + "\r\n\r\n"};
        };
        run({QStringLiteral("follow-any-redirect")}, {}, {gateway, other});
        ask({.url = m_files->url(QStringLiteral("/near"))}, {other});
        QTRY_COMPARE(resultOf(QStringLiteral("2.0"), other), QStringLiteral("success"));
        ask({.version = QStringLiteral("3.0")}, {other});
        QTRY_COMPARE(resultOf(QStringLiteral("3.0"), other), QStringLiteral("failure"));
        const auto strayed = [this] {
            return std::ranges::count_if(m_files->requests, [](const Request& each) {
                return each.path == "/moved" && each.field("Host").startsWith("localhost") &&
                       !each.field("X-Exosite-CIK").isEmpty();
            });
        };
        QCOMPARE(strayed(), 0);
        ask({});
        QTRY_COMPARE(resultOf(), QStringLiteral("success"));
        QCOMPARE(strayed(), 1);
    }

    void certificatesAreTaken_data()
    {
        QTest::addColumn<bool>("expired");
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<QString>("defect");
        QTest::addColumn<QString>("result");
        const QString success = QStringLiteral("success");
        const QString failed = QStringLiteral("failure");
        QTest::newRow("good") << false << true << QString() << success;
        QTest::newRow("expired") << true << true << QString() << failed;
        QTest::newRow("expired, taken") << true << true << QStringLiteral("no-expiry-check") << success;
        QTest::newRow("unknown") << false << false << QString() << failed;
        QTest::newRow("unknown, expiry") << false << false << QStringLiteral("no-expiry-check") << failed;
        QTest::newRow("unknown, taken") << false << false << QStringLiteral("no-tls-verify") << success;
    }
    void certificatesAreTaken()
    {
        QFETCH(bool, expired);
        QFETCH(bool, trusted);
        QFETCH(QString, defect);
        QFETCH(QString, result);
        const SystemClock today;
        FakeClock before;
        before.setNs(qint64{1'591'000'000} * 1'000'000'000); // 2020; it was good for 825 days.
        const auto files = ensureServerCertificate(m_directory->filePath(QStringLiteral("tls")), {},
                                                   expired ? static_cast<const Clock&>(before) : today);
        QVERIFY_RESULT(files);
        m_files = std::make_unique<LabFileServer>(files->chain, files->privateKey);
        serve(firmware);
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        if (trusted)
            tls.setCaCertificates(QSslCertificate::fromPath(files->authority));
        run(defect.isEmpty() ? QStringList() : QStringList{defect},
            [tls](GatewayProfile& profile) { profile.tls = tls; });
        ask({});
        QTRY_COMPARE(resultOf(), result);
        QCOMPARE(gets() > 0, result == QStringLiteral("success"));
    }

    void aPowerCutFindsTheOldImage()
    {
        run({QStringLiteral("reboot@install")});
        ask({});
        QTRY_COMPARE(resultOf(), QStringLiteral("interrupted"));
        QVERIFY(codes().contains(QStringLiteral("XS-REBOOT-MID")));
        QCOMPARE(view().running, QStringLiteral("1.0"));
        QVERIFY(bytesOf(QStringLiteral("installed")).isEmpty());
    }

    void aPowerCutFindsATornImage()
    {
        run({QStringLiteral("torn-write"), QStringLiteral("reboot@install")});
        ask({});
        QTRY_COMPARE(view().running, QStringLiteral("2.0"));
        QCOMPARE(bytesOf(QStringLiteral("installed")), half);
        QVERIFY(!statuses().contains(QStringLiteral("INSTALL_SUCCESS")));
    }

    void aPowerCutFindsNoImage()
    {
        run({QStringLiteral("both-slots-dead"), QStringLiteral("reboot@install")},
            [](GatewayProfile& profile) { profile.slots = 2; });
        ask({});
        QTRY_VERIFY(happened(gateway + QStringLiteral(" stopped")));
        m_cloud->clock.advance(std::chrono::seconds(601));
        m_cloud->cloud->tick();
        QCOMPARE(resultOf(), QStringLiteral("stalled"));
        QCOMPARE(view().lastReport->statusText, QStringLiteral("INSTALL_STEP"));
    }

    void anImageThatDoesNotStartIsLeft_data()
    {
        QTest::addColumn<int>("slotCount");
        QTest::addColumn<QStringList>("defects");
        QTest::addColumn<bool>("returns");
        QTest::newRow("two slots") << 2 << QStringList() << true;
        QTest::newRow("one slot") << 1 << QStringList() << false;
        QTest::newRow("no-rollback") << 2 << QStringList{QStringLiteral("no-rollback")} << false;
    }
    void anImageThatDoesNotStartIsLeft()
    {
        QFETCH(int, slotCount);
        QFETCH(QStringList, defects);
        QFETCH(bool, returns);
        const QByteArray broken = "  " + VirtualGateway::crashMark.toByteArray() + firmware;
        serve(broken);
        run(defects, [slotCount](GatewayProfile& profile) { profile.slots = slotCount; });
        ask({.image = broken});
        if (returns) {
            QTRY_COMPARE(resultOf(), QStringLiteral("rolled_back"));
            QVERIFY(codes().contains(QStringLiteral("XS-ROLLBACK")));
            // It still can be updated.
            serve(firmware);
            ask({.version = QStringLiteral("3.0")});
            QTRY_COMPARE(resultOf(QStringLiteral("3.0")), QStringLiteral("success"));
            return;
        }
        QTRY_VERIFY(happened(gateway + QStringLiteral(" stopped")));
        m_cloud->clock.advance(std::chrono::seconds(601));
        m_cloud->cloud->tick();
        QCOMPARE(resultOf(), QStringLiteral("unconfirmed"));
    }

    void aSupersededUpdateEnds_data()
    {
        QTest::addColumn<bool>("zombie");
        QTest::newRow("ends") << false;
        QTest::newRow("goes on") << true;
    }
    void aSupersededUpdateEnds()
    {
        QFETCH(bool, zombie);
        m_files->answer = [](const Request& request) {
            if (request.method == "HEAD" || request.path == "/next")
                return Answer{whole(firmware)};
            return Answer{.bytes = begun(), .rest = firmware.mid(half.size())};
        };
        run(zombie ? QStringList{QStringLiteral("zombie-job")} : QStringList());
        ask({});
        QTRY_VERIFY(statuses().contains(QStringLiteral("DOWNLOAD_STEP")));
        ask({.version = QStringLiteral("3.0"), .url = m_files->url(QStringLiteral("/next"))});
        if (zombie) {
            QTRY_VERIFY(statuses().count(QStringLiteral("INIT")) == 2);
            m_files->sendRests();
            QTRY_VERIFY(codes().contains(QStringLiteral("XS-AFTER-SUPERSEDE")));
            return;
        }
        QTRY_COMPARE(resultOf(QStringLiteral("3.0")), QStringLiteral("success"));
        QCOMPARE(resultOf(), QStringLiteral("superseded"));
        QVERIFY2(!codes().contains(QStringLiteral("XS-AFTER-SUPERSEDE")), qPrintable(codes().join(u' ')));
    }

    void aHeartbeatIsWritten()
    {
        run({}, [](GatewayProfile& profile) { profile.heartbeat = 5ms; });
        QByteArrayList beats;
        const auto count = [&](const char* alias) {
            beats.clear();
            CloudFixture::need(m_cloud->cloud->store().forEachWrite(gateway, alias, 0, [&](const WriteRow& row) {
                beats << row.value;
                return Result<>();
            }));
            return beats.size();
        };
        QTRY_VERIFY(count("data_in") >= 3);
        QCOMPARE(QJsonDocument::fromJson(beats.first()).object().keys(), QStringList{QStringLiteral("001")});
        QCOMPARE(count("config_io"), 1);
        QVERIFY(QJsonDocument::fromJson(beats.first()).object().contains(QStringLiteral("channels")));
        ask({});
        QTRY_COMPARE(resultOf(), QStringLiteral("success"));
    }

    void anUnknownDefectNamesAllThereAre()
    {
        const auto wrong = GatewayDefects::fromNames({QStringLiteral("no-such")});
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, Error::Code::Usage);
        for (const GatewayDefectInfo& info : gatewayDefects()) {
            QVERIFY2(wrong.error().hint.contains(info.name), qPrintable(info.name));
            QVERIFY(info.description.endsWith(u'.'));
            QVERIFY(GatewayDefects::fromNames({info.name})->has(info.defect));
        }
        QVERIFY(!GatewayDefects::fromNames({QStringLiteral("stall@lunch")}));
    }
};

QTEST_GUILESS_MAIN(TestVirtualGatewayDefects)
#include "tst_virtualgatewaydefects.moc"
