// SPDX-License-Identifier: Apache-2.0
// Virtual gateways that expect the lab header: what they refuse and how they say so, what they install, and what they
// take when they are told to be careless.

#include "crypto/labheader.h"
#include "gatewaylab.h"

using namespace ota;

namespace {

const QUuid ourType(QStringLiteral("11112222-3333-4444-5555-666677778888"));
const QUuid otherType(QStringLiteral("99992222-3333-4444-5555-666677778888"));

PrivateKey keyOf(char letter)
{
    const QByteArray seed(32, letter);
    auto key = PrivateKey::fromRaw(KeyAlgorithm::Ed25519, bytesOf(QByteArrayView(seed)));
    CloudFixture::need(key);
    return *key;
}

struct Made
{
    QUuid deviceType = ourType;
    char key = 'k';
    quint64 number = 7;
    QByteArray image = GatewayLab::firmware; ///< What is signed.
};

QByteArray headerOf(const Made& made)
{
    LabHeader header;
    header.versionNumber = made.number;
    header.imageBytes = static_cast<quint64>(made.image.size());
    header.imageDigest = Digest::of(made.image);
    header.deviceType = made.deviceType;
    auto bytes = signedLabHeader(header, keyOf(made.key));
    CloudFixture::need(bytes);
    return *bytes;
}

QByteArray fileOf(const Made& made = {})
{
    return headerOf(made) + made.image;
}

/// As somebody leaves it who has taken the signature away.
QByteArray stripped(QByteArray file)
{
    return file.replace(LabHeader::signedBytes, signatureSize, QByteArray(signatureSize, '\0'));
}

void expectHeader(GatewayProfile& profile)
{
    profile.lab = LabGate{{keyOf('k').publicKey()}, ourType};
}

const QString downloadError = QStringLiteral("DOWNLOAD_ERROR");

} // namespace

class TestVirtualGatewayLab final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<GatewayLab> m_lab;

    /// Is asked to install that file, with its digest or without.
    void offer(const QByteArray& file, const QString& version, const QStringList& names, bool isDescribed = true)
    {
        m_lab->serve(file);
        m_lab->ask({.version = version, .image = file, .isDescribed = isDescribed}, names);
    }

private Q_SLOTS:
    void init() { m_lab = std::make_unique<GatewayLab>(); }
    void cleanup() { m_lab.reset(); }

    void aGoodFileIsInstalledWithoutItsHeader_data()
    {
        QTest::addColumn<bool>("described");
        QTest::newRow("size and digest in the request") << true;
        QTest::newRow("in the header alone") << false;
    }
    void aGoodFileIsInstalledWithoutItsHeader()
    {
        QFETCH(bool, described);
        m_lab->run({}, expectHeader);
        offer(fileOf(), QStringLiteral("2.0"), {GatewayLab::gateway}, described);
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), GatewayLab::firmware);
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed.hdr")), headerOf({}));
        QVERIFY(!QFile::exists(m_lab->pathOf(QStringLiteral("download.part"))));
        // The header tells how much there is: progress is known without the request's help.
        QVERIFY(m_lab->statuses().contains(QStringLiteral("DOWNLOAD_STEP")));
        QVERIFY(!m_lab->happened(QStringLiteral("gw-1 refused")));
    }

    void whatIsNotRightIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("code");
        const QByteArray good = fileOf();
        QByteArray flipped = good;
        flipped[5'000] = static_cast<char>(flipped[5'000] ^ 1);
        QByteArray tampered = good;
        tampered[16] = 8; // Of the signed number.
        const auto row = [](const char* name, const QByteArray& file, const char* code) {
            QTest::newRow(name) << file << QString::fromLatin1(code);
        };
        row("no header", GatewayLab::firmware, "AH-MAGIC");
        row("no signature", stripped(good), "AH-SIGNATURE");
        row("truncated header", good.left(100), "AH-LEN");
        row("nothing", QByteArray(), "AH-LEN");
        row("garbage", QByteArray("\x00\xff\x7f garbage", 11).repeated(500), "AH-MAGIC");
        row("wrong key", fileOf({.key = 'x'}), "AH-KEY");
        row("tampered header", tampered, "AH-SIGNATURE");
        row("another image", flipped, "AH-SHA");
        row("truncated image", good.chopped(1), "AH-SIZE");
        row("surplus", good + 'x', "AH-SIZE");
        row("wrong device", fileOf({.deviceType = otherType}), "AH-DEVICE");
        row("number 0", fileOf({.number = 0}), "AH-NOT-NEWER");
    }
    void whatIsNotRightIsRefused()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, code);
        m_lab->run({}, expectHeader);
        offer(file, QStringLiteral("2.0"), {GatewayLab::gateway}, false);
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("failure"));
        const auto report = m_lab->view().lastReport;
        QCOMPARE(report->statusText, downloadError);
        QVERIFY2(report->message.startsWith(code + QStringLiteral(": ")), qPrintable(report->message));
        QCOMPARE(m_lab->textOf(QStringLiteral("gw-1 refused")), report->message);
        // Once is enough: what is wrong does not become right.
        QCOMPARE(m_lab->gets(), 1);
        QVERIFY(!m_lab->statuses().contains(QStringLiteral("INSTALL")));
        QVERIFY(!QFile::exists(m_lab->pathOf(QStringLiteral("installed"))));
        QVERIFY(!QFile::exists(m_lab->pathOf(QStringLiteral("download.part"))));
        // It goes on with what it has.
        offer(fileOf(), QStringLiteral("3.0"), {GatewayLab::gateway}, false);
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("3.0")), QStringLiteral("success"));
    }

    /// Each in two forms; one without the defect refuses the same.
    void aCarelessGatewayTakesIt_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("code"); ///< Of the one that looks.
        const auto row = [](const char* name, const char* defect, const QByteArray& file, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(defect) << file << QString::fromLatin1(code);
        };
        row("no header", "accept-unsigned", GatewayLab::firmware, "AH-MAGIC");
        row("no signature", "accept-unsigned", stripped(fileOf()), "AH-SIGNATURE");
        row("another key", "any-key", fileOf({.key = 'x'}), "AH-KEY");
        row("wrong device", "wrong-device-ok", fileOf({.deviceType = otherType}), "AH-DEVICE");
    }
    void aCarelessGatewayTakesIt()
    {
        QFETCH(QString, defect);
        QFETCH(QByteArray, file);
        QFETCH(QString, code);
        m_lab->run({defect}, expectHeader, {GatewayLab::gateway, GatewayLab::other});
        offer(file, QStringLiteral("2.0"), {GatewayLab::gateway, GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), GatewayLab::firmware);
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("2.0"), GatewayLab::other), QStringLiteral("failure"));
        QVERIFY(m_lab->view(GatewayLab::other).lastReport->message.startsWith(code));
    }

    /// A defect switches its own check off and no other.
    void carelessInOneThingIsNotCarelessInAll_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("code");
        QByteArray tampered = fileOf();
        tampered[16] = 8;
        const auto row = [](const char* defect, const QByteArray& file, const char* code) {
            QTest::addRow("%s %s", defect, code) << QString::fromLatin1(defect) << file << QString::fromLatin1(code);
        };
        row("accept-unsigned", fileOf({.key = 'x'}), "AH-KEY");
        row("accept-unsigned", tampered, "AH-SIGNATURE");
        row("accept-unsigned", stripped(fileOf({.deviceType = otherType})), "AH-DEVICE");
        row("any-key", GatewayLab::firmware, "AH-MAGIC");
        row("any-key", stripped(fileOf()), "AH-SIGNATURE");
        row("any-key", fileOf({.key = 'x'}).chopped(3), "AH-SIZE");
        row("wrong-device-ok", fileOf({.key = 'x'}), "AH-KEY");
    }
    void carelessInOneThingIsNotCarelessInAll()
    {
        QFETCH(QString, defect);
        QFETCH(QByteArray, file);
        QFETCH(QString, code);
        m_lab->run({defect}, expectHeader);
        offer(file, QStringLiteral("2.0"), {GatewayLab::gateway}, false);
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("failure"));
        const QString message = m_lab->view().lastReport->message;
        QVERIFY2(message.startsWith(code), qPrintable(message));
    }

    void theNumberHasToRise()
    {
        m_lab->run({QStringLiteral("accept-older")}, expectHeader, {GatewayLab::gateway, GatewayLab::other});
        const QStringList both{GatewayLab::gateway, GatewayLab::other};
        offer(fileOf(), QStringLiteral("2.0"), both);
        for (const QString& name : both)
            QTRY_COMPARE(m_lab->resultOf(QStringLiteral("2.0"), name), QStringLiteral("success"));
        // A later version with the number that runs.
        offer(fileOf({.number = 7}), QStringLiteral("3.0"), both);
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("3.0"), GatewayLab::other), QStringLiteral("failure"));
        QVERIFY(m_lab->view(GatewayLab::other).lastReport->message.startsWith(QStringLiteral("AH-NOT-NEWER")));
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("3.0")), QStringLiteral("success"));
        // It is remembered across a restart.
        m_lab->start({}, expectHeader, {GatewayLab::other});
        offer(fileOf({.number = 6}), QStringLiteral("4.0"), {GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("4.0"), GatewayLab::other), QStringLiteral("failure"));
        offer(fileOf({.number = 8}), QStringLiteral("5.0"), {GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("5.0"), GatewayLab::other), QStringLiteral("success"));
    }

    /// Of a stranger's file no more is fetched than tells that it is one.
    void whatIsNotSignedIsNotFetchedToItsEnd()
    {
        const QByteArray file = fileOf({.key = 'x'});
        m_lab->files->answer = [file](const LabFileServer::Request& request) {
            return request.method == "HEAD"
                       ? GatewayLab::Answer{GatewayLab::whole(file)}
                       : GatewayLab::Answer{.bytes = GatewayLab::begun({}, file)}; // The rest never comes.
        };
        m_lab->run({}, expectHeader);
        m_lab->ask({.image = file});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("failure"));
        QVERIFY(m_lab->view().lastReport->message.startsWith(QStringLiteral("AH-KEY")));
    }

    /// Nor more than the signature allows, however much comes.
    void theSignedSizeBoundsTheDownload()
    {
        const QByteArray file = fileOf() + QByteArray(1'000, 'x');
        m_lab->files->answer = [file](const LabFileServer::Request& request) {
            return request.method == "HEAD" ? GatewayLab::Answer{GatewayLab::whole(file)}
                                            : GatewayLab::Answer{"HTTP/1.1 200 OK\r\n\r\n" + file}; // Goes on.
        };
        m_lab->run({QStringLiteral("writes-surplus")}, expectHeader, {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({.isDescribed = false}, {GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("2.0"), GatewayLab::other), QStringLiteral("failure"));
        QVERIFY(m_lab->view(GatewayLab::other).lastReport->message.startsWith(QStringLiteral("AH-SIZE")));
        m_lab->serve(file);
        m_lab->ask({.isDescribed = false});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), GatewayLab::firmware + QByteArray(1'000, 'x'));
    }

    void withoutExpectationAHeaderIsPartOfTheImage()
    {
        m_lab->run({});
        offer(fileOf({.key = 'x'}), QStringLiteral("2.0"), {GatewayLab::gateway});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), fileOf({.key = 'x'}));
    }
};

QTEST_GUILESS_MAIN(TestVirtualGatewayLab)
#include "tst_virtualgatewaylab.moc"
