// SPDX-License-Identifier: Apache-2.0
// Virtual gateways that lose their power: what they have of a file is taken up again where it still belongs together,
// and what they report is what the flow demands. The program runs itself again as the child that is killed.

#include "gatewaylab.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

#include <thread>

using namespace ota;

namespace {

using Request = LabFileServer::Request;
using Answer = LabFileServer::Answer;

const QByteArray& firmware = GatewayLab::firmware;
const QByteArray second = QByteArray("fedcba9876543210").repeated(4'000);

/// A gateway in a process of its own, until it is killed.
int childMain(const QStringList& arguments)
{
    VirtualGateways::Options options;
    options.names = QStringList{GatewayLab::gateway};
    options.directory = arguments.value(2);
    options.profile.cloud = QUrl(arguments.value(3));
    options.profile.pace = std::chrono::milliseconds(0);
    options.profile.installTime = std::chrono::milliseconds(1);
    options.profile.bootTime = std::chrono::milliseconds(1);
    const auto gateways = VirtualGateways::start(std::move(options));
    if (!gateways)
        return 1;
    std::this_thread::sleep_for(std::chrono::minutes(10));
    return 0;
}

/// What a server does that knows the first half of a file only, and says no more.
GatewayLab::Answer halfOf(const Request& request, const QByteArray& body, const QByteArray& fields)
{
    return request.method == "HEAD" ? Answer{GatewayLab::whole(body, fields)} : Answer{GatewayLab::begun(fields, body)};
}

qint64 offsetOf(const Request& request)
{
    const QByteArray range = request.field("Range");
    return range.startsWith("bytes=") && range.endsWith('-') ? range.mid(6).chopped(1).toLongLong() : 0;
}

/// What a proper server does: the rest of that file, or the whole of it when the client has another.
GatewayLab::Answer restOf(const Request& request, const QByteArray& body, const QByteArray& etag)
{
    const QByteArray fields = "ETag: " + etag + "\r\n";
    const bool isRest = request.method == "GET" && offsetOf(request) > 0 && request.field("If-Range") == etag;
    return {isRest ? GatewayLab::partFrom(offsetOf(request), body, fields) : GatewayLab::whole(body, fields)};
}

} // namespace

class TestVirtualGatewayResume final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<GatewayLab> m_lab;

    qint64 partSize() const { return QFileInfo(m_lab->pathOf(QStringLiteral("download.part"))).size(); }
    QString cloudUrl() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_lab->cloud->port()); }

    /// It runs, has half of a file, and then no power.
    void loseInMidDownload(const QByteArray& fields, const GatewayLab::Wish& wish = {.isDescribed = false})
    {
        m_lab->files->answer = [fields](const Request& request) {
            return halfOf(request, firmware, fields);
        };
        m_lab->run({});
        m_lab->ask(wish);
        QTRY_VERIFY(partSize() > 0);
        m_lab->gateways.reset();
        QVERIFY(partSize() > 0);
    }

private Q_SLOTS:
    void init() { m_lab = std::make_unique<GatewayLab>(); }
    void cleanup() { m_lab.reset(); }

    void aKilledGatewayGoesOnWhereItWas()
    {
        m_lab->files->answer = [](const Request& request) {
            return halfOf(request, firmware, "ETag: \"one\"\r\n");
        };
        const QStringList arguments{QStringLiteral("--child"), m_lab->directory->path(), cloudUrl()};
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), arguments);
        QTRY_COMPARE_WITH_TIMEOUT(m_lab->view().running, QStringLiteral("1.0"), 20'000);
        m_lab->ask({});
        QTRY_VERIFY_WITH_TIMEOUT(partSize() > 0, 20'000);
        child.kill();
        QVERIFY(child.waitForFinished(20'000));
        const qint64 there = partSize();
        QVERIFY(there > 0 && there <= GatewayLab::half.size());
        QCOMPARE(m_lab->gets(), 1);

        m_lab->files->answer = [](const Request& request) {
            return restOf(request, firmware, "\"one\"");
        };
        child.start(QCoreApplication::applicationFilePath(), arguments);
        QTRY_COMPARE_WITH_TIMEOUT(m_lab->resultOf(), QStringLiteral("success"), 20'000);
        child.kill();
        QVERIFY(child.waitForFinished(20'000));
        QCOMPARE(m_lab->gets(), 2);
        QCOMPARE(offsetOf(m_lab->lastGet()), there);
        QCOMPARE(m_lab->lastGet().field("If-Range"), QByteArray("\"one\""));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), firmware);
        // Boot on the old version: interrupted. INIT: a new attempt.
        QCOMPARE(m_lab->resultsOf(), (QStringList{QStringLiteral("interrupted"), QStringLiteral("success")}));
        QVERIFY(m_lab->codes().contains(QStringLiteral("XS-REBOOT-MID")));
        QVERIFY(!m_lab->codes().contains(QStringLiteral("XS-RESTART")));
        QStringList marks = m_lab->statuses();
        marks.removeIf([](const QString& each) { return each.endsWith(QStringLiteral("_STEP")); });
        QCOMPARE(marks.mid(0, 6).join(u' '),
                 QStringLiteral("INSTALLED_VERSION INIT TEST TEST_SUCCESS DOWNLOAD INSTALLED_VERSION"));
        QCOMPARE(marks.mid(6).join(u' '), QStringLiteral("INIT TEST TEST_SUCCESS DOWNLOAD DOWNLOAD_SUCCESS INSTALL "
                                                         "INSTALL_SUCCESS INSTALLED_VERSION"));
        QVERIFY(!QFile::exists(m_lab->pathOf(QStringLiteral("download.json"))));
        QVERIFY(!QFile::exists(m_lab->pathOf(QStringLiteral("download.part"))));
    }

    /// The file is another one when it comes back, and it loses its power once more while it fetches that.
    void whatHasChangedIsFetchedAnew()
    {
        loseInMidDownload("ETag: \"one\"\r\n");
        m_lab->files->answer = [](const Request& request) {
            return halfOf(request, second, "ETag: \"two\"\r\n");
        };
        m_lab->start({});
        QTRY_COMPARE(m_lab->lastGet().field("If-Range"), QByteArray("\"one\""));
        QTRY_VERIFY(m_lab->contentOf(QStringLiteral("download.part")).startsWith(second.left(1'000)));
        m_lab->gateways.reset();
        QVERIFY(second.startsWith(m_lab->contentOf(QStringLiteral("download.part"))));
        const qint64 there = partSize();
        m_lab->files->answer = [](const Request& request) {
            return restOf(request, second, "\"two\"");
        };
        m_lab->start({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(offsetOf(m_lab->lastGet()), there);
        QCOMPARE(m_lab->lastGet().field("If-Range"), QByteArray("\"two\""));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), second);
    }

    void aPartFromElsewhereIsNotTaken_data()
    {
        QTest::addColumn<qint64>("offset"); ///< -1: as asked.
        QTest::addColumn<QByteArray>("etag");
        QTest::newRow("other offset") << qint64{16} << QByteArray("\"one\"");
        QTest::newRow("other file") << qint64{-1} << QByteArray("\"two\"");
    }
    void aPartFromElsewhereIsNotTaken()
    {
        QFETCH(qint64, offset);
        QFETCH(QByteArray, etag);
        loseInMidDownload("ETag: \"one\"\r\n");
        m_lab->files->answer = [offset, etag](const Request& request) {
            if (request.method == "HEAD" || offsetOf(request) == 0)
                return Answer{GatewayLab::whole(second)};
            return Answer{
                GatewayLab::partFrom(offset < 0 ? offsetOf(request) : offset, firmware, "ETag: " + etag + "\r\n")};
        };
        m_lab->start({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(m_lab->gets(), 3);
        QVERIFY(m_lab->happened(QStringLiteral("gw-1 failed")));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), second);
    }

    void whatCanNotBeToldApartIsFetchedAnew_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::newRow("no tag") << QByteArray();
        QTest::newRow("a weak tag") << QByteArray("ETag: W/\"one\"\r\n");
    }
    void whatCanNotBeToldApartIsFetchedAnew()
    {
        QFETCH(QByteArray, fields);
        loseInMidDownload(fields);
        m_lab->serve(second);
        m_lab->start({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QVERIFY(m_lab->lastGet().field("Range").isEmpty());
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), second);
    }

    void aNewRequestTakesNothingOfTheOldOne()
    {
        loseInMidDownload("ETag: \"one\"\r\n");
        m_lab->ask({.version = QStringLiteral("3.0"), .url = m_lab->files->url(QStringLiteral("/next"))});
        m_lab->files->answer = [](const Request& request) {
            return request.path == "/next" ? restOf(request, firmware, "\"one\"")
                                           : halfOf(request, firmware, "ETag: \"one\"\r\n");
        };
        m_lab->start({});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("3.0")), QStringLiteral("success"));
        QCOMPARE(m_lab->resultOf(), QStringLiteral("superseded"));
        QCOMPARE(m_lab->lastGet().path, QByteArray("/next"));
        QVERIFY(m_lab->lastGet().field("Range").isEmpty());
    }

    void ofSeveralFilesOnlyTheRestIsFetched()
    {
        m_lab->files->answer = [](const Request& request) {
            return request.path == "/first" ? restOf(request, second, "\"first\"")
                                            : halfOf(request, firmware, "ETag: \"one\"\r\n");
        };
        m_lab->run({});
        m_lab->ask({.urls = {m_lab->files->url(QStringLiteral("/first")), m_lab->files->url(QStringLiteral("/last"))}});
        QTRY_VERIFY(m_lab->lastGet().path == "/last" && partSize() > 0);
        m_lab->gateways.reset();
        m_lab->files->answer = [](const Request& request) {
            return restOf(request, request.path == "/first" ? second : firmware, "\"one\"");
        };
        m_lab->start({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(m_lab->gets(), 3);
        QVERIFY(offsetOf(m_lab->lastGet()) > 0);
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), firmware);
        QCOMPARE(m_lab->contentOf(QStringLiteral("download.1")), second);
    }

    void theNewImageStartsAlthoughThePowerWasCut()
    {
        m_lab->run({}, [](GatewayProfile& profile) { profile.bootTime = std::chrono::hours(1); });
        m_lab->ask({});
        QTRY_VERIFY(m_lab->statuses().contains(QStringLiteral("INSTALL_SUCCESS")));
        m_lab->start({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(m_lab->view().running, QStringLiteral("2.0"));
        QCOMPARE(m_lab->gets(), 1);
        QCOMPARE(m_lab->resultsOf().size(), 1);
    }

    void whatIsDoneIsNotBegunAgain_data()
    {
        QTest::addColumn<QByteArray>("digested");
        QTest::addColumn<QString>("result");
        QTest::newRow("installed") << firmware << QStringLiteral("success");
        QTest::newRow("failed") << second << QStringLiteral("failure");
    }
    void whatIsDoneIsNotBegunAgain()
    {
        QFETCH(QByteArray, digested);
        QFETCH(QString, result);
        m_lab->run({});
        m_lab->ask({.image = digested});
        QTRY_COMPARE(m_lab->resultOf(), result);
        // It waits for what is next, and so is done with this.
        QTRY_VERIFY(!m_lab->contentOf(QStringLiteral("state.json")).contains("\"left\": \"update\""));
        const int before = m_lab->gets();
        const qsizetype inits = m_lab->statuses().count(QStringLiteral("INIT"));
        const qsizetype boots = m_lab->statuses().count(QStringLiteral("INSTALLED_VERSION"));
        m_lab->start({});
        QTRY_VERIFY(m_lab->statuses().count(QStringLiteral("INSTALLED_VERSION")) > boots);
        QTRY_COMPARE(m_lab->cloud->cloud->waiting(), std::size_t{1});
        QCOMPARE(m_lab->statuses().count(QStringLiteral("INIT")), inits);
        QCOMPARE(m_lab->gets(), before);
    }
};

int main(int count, char** values)
{
    QCoreApplication application(count, values);
    if (application.arguments().value(1) == QStringLiteral("--child"))
        return childMain(application.arguments());
    TestVirtualGatewayResume test;
    return QTest::qExec(&test, count, values);
}

#include "tst_virtualgatewayresume.moc"
