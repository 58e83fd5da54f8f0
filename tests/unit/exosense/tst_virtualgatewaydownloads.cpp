// SPDX-License-Identifier: Apache-2.0
// The defects of virtual gateways that show in what they fetch, and from whom; a gateway without them does better.

#include "crypto/certificates.h"
#include "gatewaylab.h"

using namespace ota;

namespace {

using namespace std::chrono_literals;

} // namespace

class TestVirtualGatewayDownloads final : public QObject
{
    Q_OBJECT

private:
    using Request = LabFileServer::Request;
    using Answer = LabFileServer::Answer;

    std::unique_ptr<GatewayLab> m_lab;

private Q_SLOTS:
    void init() { m_lab = std::make_unique<GatewayLab>(); }
    void cleanup() { m_lab.reset(); }

    void aFailingDownloadIsTriedForEver()
    {
        m_lab->files->answer = [](const Request& request) {
            return Answer{request.method == "HEAD" ? GatewayLab::whole({}) : GatewayLab::unavailable};
        };
        m_lab->run({});
        m_lab->ask({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("failure"));
        QCOMPARE(m_lab->gets(), GatewayProfile().downloadAttempts);
        m_lab->run({QStringLiteral("retry-forever"), QStringLiteral("no-backoff")});
        m_lab->ask({.version = QStringLiteral("3.0")});
        QTRY_VERIFY(m_lab->gets() > 10 * GatewayProfile().downloadAttempts);
        QCOMPARE(m_lab->resultOf(QStringLiteral("3.0")), QStringLiteral("running"));
    }

    void withoutBackoffItDoesNotWait()
    {
        m_lab->files->answer = [](const Request& request) {
            return Answer{request.method == "HEAD" ? GatewayLab::whole({}) : GatewayLab::unavailable};
        };
        const auto slow = [](GatewayProfile& profile) {
            profile.retryAfter = 1h;
        };
        m_lab->run({QStringLiteral("no-backoff")}, slow, {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({}, {GatewayLab::gateway, GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("failure"));
        QTRY_COMPARE(m_lab->gets(),
                     GatewayProfile().downloadAttempts + 1); // The GatewayLab::other one has asked once, and waits.
        QCOMPARE(m_lab->resultOf(QStringLiteral("2.0"), GatewayLab::other), QStringLiteral("running"));
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
        m_lab->files->answer = [this, isPart](const Request& request) {
            if (request.method == "HEAD")
                return Answer{GatewayLab::whole(GatewayLab::firmware)};
            if (!request.field("Range").isEmpty()) // Not what was asked for.
                return Answer{isPart ? GatewayLab::partFrom(0, GatewayLab::firmware)
                                     : GatewayLab::whole(GatewayLab::firmware)};
            return m_lab->gets() % 10 == 1 ? Answer{.bytes = GatewayLab::begun(), .closes = true}
                                           : Answer{GatewayLab::whole(GatewayLab::firmware)};
        };
        m_lab->run({defect}, {}, {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({}, {GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("2.0"), GatewayLab::other), QStringLiteral("success"));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed"), GatewayLab::other), GatewayLab::firmware);
        m_lab->files->requests.clear();
        m_lab->ask({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("failure"));
        QCOMPARE(m_lab->view().lastReport->statusText, QStringLiteral("DOWNLOAD_ERROR"));
    }

    void twoFilesAreMixed()
    {
        const QByteArray second = QByteArray("fedcba9876543210").repeated(4'000);
        m_lab->files->answer = [this, second](const Request& request) {
            if (request.method == "HEAD")
                return Answer{GatewayLab::whole(GatewayLab::firmware)};
            if (m_lab->gets() == 1)
                return Answer{.bytes = GatewayLab::begun("ETag: \"one\"\r\n"), .closes = true};
            // It has changed meanwhile.
            const bool isBlind = !request.field("Range").isEmpty() && request.field("If-Range").isEmpty();
            return Answer{isBlind ? GatewayLab::partFrom(GatewayLab::half.size(), second, "ETag: \"two\"\r\n")
                                  : GatewayLab::whole(second, "ETag: \"two\"\r\n")};
        };
        m_lab->run({QStringLiteral("mix-parts")}, {}, {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({.isDescribed = false}, {GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("2.0"), GatewayLab::other), QStringLiteral("success"));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed"), GatewayLab::other), second);
        m_lab->files->requests.clear();
        m_lab->ask({.isDescribed = false});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), GatewayLab::half + second.mid(GatewayLab::half.size()));
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
        m_lab->run({QStringLiteral("no-space-check")}, small, {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({.isDescribed = described}, {GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("2.0"), GatewayLab::other), QStringLiteral("failure"));
        QCOMPARE(m_lab->view(GatewayLab::other).lastReport->statusText, QStringLiteral("TEST_ERROR"));
        QCOMPARE(m_lab->gets(), 0);
        m_lab->ask({.isDescribed = described});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("failure"));
        QCOMPARE(m_lab->view().lastReport->statusText, QStringLiteral("DOWNLOAD_ERROR"));
        QVERIFY(m_lab->gets() > 0);
    }

    void whatIsNotReachableEndsInTheTest()
    {
        m_lab->files->answer = [](const Request&) {
            return Answer{"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"};
        };
        m_lab->run({});
        m_lab->ask({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("failure"));
        QCOMPARE(m_lab->view().lastReport->statusText, QStringLiteral("TEST_ERROR"));
        QCOMPARE(m_lab->gets(), 0);
    }

    void aPartIsLeftBehind()
    {
        m_lab->files->answer = [](const Request& request) {
            return request.method == "HEAD" ? Answer{GatewayLab::whole(GatewayLab::firmware)}
                                            : Answer{.bytes = GatewayLab::begun(), .closes = true};
        };
        m_lab->run({QStringLiteral("leave-partial")}, {}, {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({}, {GatewayLab::gateway, GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("failure"));
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("2.0"), GatewayLab::other), QStringLiteral("failure"));
        QVERIFY(!m_lab->contentOf(QStringLiteral("download.part")).isEmpty());
        QVERIFY(m_lab->contentOf(QStringLiteral("download.part"), GatewayLab::other).isEmpty());
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
        m_lab->files->answer = [isSilent](const Request& request) {
            if (request.method == "HEAD")
                return Answer{GatewayLab::whole(GatewayLab::firmware)};
            return Answer{.bytes = GatewayLab::begun(),
                          .drips = !isSilent,
                          .rest = GatewayLab::firmware.mid(GatewayLab::half.size())};
        };
        m_lab->run({defect},
                   [isSilent](GatewayProfile& profile) {
                       profile.downloadAttempts = 1;
                       profile.silence = isSilent ? 300ms : 60'000ms;
                       profile.downloadLimit = isSilent ? 60'000ms : 300ms;
                   },
                   {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({}, {GatewayLab::gateway, GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("2.0"), GatewayLab::other), QStringLiteral("failure"));
        QCOMPARE(m_lab->view(GatewayLab::other).lastReport->statusText, QStringLiteral("DOWNLOAD_ERROR"));
        QTRY_COMPARE(m_lab->gets(), 2); // It has its part, and waits.
        QCOMPARE(m_lab->resultOf(), QStringLiteral("running"));
        m_lab->files->sendRests();
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
    }

    void surplusIsSeen_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::addColumn<qsizetype>("installed");
        QTest::newRow("read-to-end") << QStringLiteral("read-to-end") << GatewayLab::firmware.size();
        QTest::newRow("writes-surplus") << QStringLiteral("writes-surplus") << GatewayLab::firmware.size() + 100;
    }
    void surplusIsSeen()
    {
        QFETCH(QString, defect);
        QFETCH(qsizetype, installed);
        m_lab->serve(GatewayLab::firmware + QByteArray(100, 'x'));
        m_lab->run({defect}, {}, {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({}, {GatewayLab::gateway, GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("2.0"), GatewayLab::other), QStringLiteral("failure"));
        QCOMPARE(m_lab->view(GatewayLab::other).lastReport->statusText, QStringLiteral("DOWNLOAD_ERROR"));
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")).size(), installed);
    }

    void redirectsAreFollowed()
    {
        const QByteArray elsewhere = "http://localhost:" + QByteArray::number(m_lab->files->port()) + "/moved";
        m_lab->files->answer = [elsewhere](const Request& request) {
            if (request.method == "HEAD" || request.path == "/moved")
                return Answer{GatewayLab::whole(GatewayLab::firmware)};
            const QByteArray target = request.path == "/near" ? QByteArray("/moved") : elsewhere;
            return Answer{"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + target + "\r\n\r\n"};
        };
        m_lab->run({QStringLiteral("follow-any-redirect")}, {}, {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({.url = m_lab->files->url(QStringLiteral("/near"))}, {GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("2.0"), GatewayLab::other), QStringLiteral("success"));
        m_lab->ask({.version = QStringLiteral("3.0")}, {GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("3.0"), GatewayLab::other), QStringLiteral("failure"));
        const auto strayed = [this] {
            return std::ranges::count_if(m_lab->files->requests, [](const Request& each) {
                return each.path == "/moved" && each.field("Host").startsWith("localhost") &&
                       !each.field("X-Exosite-CIK").isEmpty();
            });
        };
        QCOMPARE(strayed(), 0);
        m_lab->ask({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
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
        const auto files = ensureServerCertificate(m_lab->directory->filePath(QStringLiteral("tls")), {},
                                                   expired ? static_cast<const Clock&>(before) : today);
        QVERIFY_RESULT(files);
        m_lab->files = std::make_unique<LabFileServer>(files->chain, files->privateKey);
        m_lab->serve(GatewayLab::firmware);
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        if (trusted)
            tls.setCaCertificates(QSslCertificate::fromPath(files->authority));
        m_lab->run(defect.isEmpty() ? QStringList() : QStringList{defect},
                   [tls](GatewayProfile& profile) { profile.tls = tls; });
        m_lab->ask({});
        QTRY_COMPARE(m_lab->resultOf(), result);
        QCOMPARE(m_lab->gets() > 0, result == QStringLiteral("success"));
    }
};

QTEST_GUILESS_MAIN(TestVirtualGatewayDownloads)
#include "tst_virtualgatewaydownloads.moc"
