// SPDX-License-Identifier: Apache-2.0
// The openssl program as the independent judge: it verifies what we sign, reads the keys we make, and makes keys for
// us.
#include "base/files.h"
#include "crypto/keystore.h"
#include "suit/build.h"
#include "suit/identifiers.h"
#include "suit/verify.h"
#include "testsupport.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

Q_DECLARE_METATYPE(ota::KeyAlgorithm)

namespace {

struct Run
{
    int status = -1;
    QByteArray output; ///< Both channels.
};

Run openssl(const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"), arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(30000))
        return {-1, process.errorString().toUtf8()};
    return {process.exitCode(), process.readAll()};
}

/// ECDSA as openssl wants it: two INTEGERs in a SEQUENCE, made by hand so that the judge gets nothing from our library.
QByteArray der(const QByteArray& signature)
{
    const auto integer = [](QByteArray bytes) {
        while (bytes.size() > 1 && bytes[0] == 0 && static_cast<uchar>(bytes[1]) < 0x80)
            bytes.remove(0, 1);
        if (static_cast<uchar>(bytes[0]) >= 0x80)
            bytes.prepend('\0');
        return QByteArray(QByteArray(1, '\x02') + static_cast<char>(bytes.size()) + bytes);
    };
    const QByteArray content = integer(signature.first(32)) + integer(signature.last(32));
    return QByteArray(1, '\x30') + static_cast<char>(content.size()) + content;
}

} // namespace

class TestOpensslSuit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(openssl({"version"}).status == 0, "the openssl program is needed"); }
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void itVerifiesWhatWeSign_data()
    {
        QTest::addColumn<KeyAlgorithm>("algorithm");
        QTest::addColumn<SuitDialect>("dialect");
        QTest::newRow("ed25519 riot-09") << KeyAlgorithm::Ed25519 << SuitDialect::Riot09;
        QTest::newRow("ed25519 draft-37") << KeyAlgorithm::Ed25519 << SuitDialect::Draft37;
        QTest::newRow("es256 riot-09") << KeyAlgorithm::Es256 << SuitDialect::Riot09;
        QTest::newRow("es256 draft-37") << KeyAlgorithm::Es256 << SuitDialect::Draft37;
    }

    void itVerifiesWhatWeSign()
    {
        QFETCH(KeyAlgorithm, algorithm);
        QFETCH(SuitDialect, dialect);
        const auto key = PrivateKey::generate(algorithm);
        QVERIFY_RESULT(key);
        const auto bytes = signSuit(bytesOf(unsignedManifest(dialect)), *key);
        QVERIFY_RESULT(bytes);
        const SuitEnvelope envelope = readSuitEnvelope(bytesOf(*bytes));
        const SuitAuthBlock& block = envelope.blocks.at(0);
        const QByteArray payload = block.payload.value_or(bytes->mid(
            static_cast<qsizetype>(envelope.digestBytes.offset), static_cast<qsizetype>(envelope.digestBytes.length)));
        write("message", coseSign1Bytes(block.protectedHeader, bytesOf(payload)));
        write("key.pub", key->publicKey().toPem());
        const bool edwards = algorithm == KeyAlgorithm::Ed25519;
        write("signature", edwards ? block.signature : der(block.signature));
        const auto judge = [&] {
            return edwards ? openssl({"pkeyutl", "-verify", "-pubin", "-inkey", path("key.pub"), "-rawin", "-in",
                                      path("message"), "-sigfile", path("signature")})
                           : openssl({"dgst", "-sha256", "-verify", path("key.pub"), "-signature", path("signature"),
                                      path("message")});
        };
        const Run good = judge();
        QVERIFY2(good.status == 0, good.output.constData());
        write("message", coseSign1Bytes(block.protectedHeader, bytesOf(payload)) + "x");
        QVERIFY(judge().status != 0);
    }

    void weVerifyWhatItSigns()
    {
        QCOMPARE(openssl({"genpkey", "-algorithm", "ed25519", "-out", path("key.pem")}).status, 0);
        write("message", "the bytes as received");
        QCOMPARE(openssl({"pkeyutl", "-sign", "-inkey", path("key.pem"), "-rawin", "-in", path("message"), "-out",
                          path("signature")})
                     .status,
                 0);
        const auto key = PrivateKey::fromPem(read("key.pem"), {});
        QVERIFY_RESULT(key);
        QVERIFY(key->publicKey().verify(bytesOf(read("message")), bytesOf(read("signature"))));
    }

    void itReadsTheKeysWeMake_data()
    {
        QTest::addColumn<KeyAlgorithm>("algorithm");
        QTest::addColumn<QString>("password");
        QTest::newRow("ed25519") << KeyAlgorithm::Ed25519 << QString();
        QTest::newRow("es256") << KeyAlgorithm::Es256 << QString();
        QTest::newRow("ed25519 encrypted") << KeyAlgorithm::Ed25519 << QStringLiteral("pass word");
        QTest::newRow("es256 encrypted") << KeyAlgorithm::Es256 << QStringLiteral("pass word");
    }

    void itReadsTheKeysWeMake()
    {
        QFETCH(KeyAlgorithm, algorithm);
        QFETCH(QString, password);
        KeyStore store(path("keys"));
        const auto key = PrivateKey::generate(algorithm);
        QVERIFY_RESULT(store.add(QStringLiteral("lab"), *key, Secret::fromText(password)));
        const Run made = openssl(
            {"pkey", "-in", store.privatePath(QStringLiteral("lab")), "-passin", "pass:" + password, "-pubout"});
        QVERIFY2(made.status == 0, made.output.constData());
        QCOMPARE(made.output, read("keys/lab.pub.pem"));
        if (!password.isEmpty()) {
            const Run wrong =
                openssl({"pkey", "-in", store.privatePath(QStringLiteral("lab")), "-passin", "pass:other", "-pubout"});
            QVERIFY(wrong.status != 0);
            QVERIFY(read("keys/lab.pem").startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
        }
    }

    void weReadTheKeysItMakes_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<KeyAlgorithm>("algorithm");
        QTest::addColumn<bool>("encrypted");
        const QStringList password{"-pass", "pass:pw"};
        const QStringList ed{"genpkey", "-algorithm", "ed25519"};
        const QStringList ec{"genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"};
        QTest::newRow("ed25519") << ed << KeyAlgorithm::Ed25519 << false;
        QTest::newRow("es256") << ec << KeyAlgorithm::Es256 << false;
        QTest::newRow("ed25519 aes-256-cbc")
            << QStringList(ed + QStringList{"-aes-256-cbc"} + password) << KeyAlgorithm::Ed25519 << true;
        QTest::newRow("es256 aes-256-cbc")
            << QStringList(ec + QStringList{"-aes-256-cbc"} + password) << KeyAlgorithm::Es256 << true;
        QTest::newRow("es256 aes-128-cbc")
            << QStringList(ec + QStringList{"-aes-128-cbc"} + password) << KeyAlgorithm::Es256 << true;
        QTest::newRow("es256 traditional")
            << QStringList{"ecparam", "-name", "prime256v1", "-genkey"} << KeyAlgorithm::Es256 << false;
    }

    void weReadTheKeysItMakes()
    {
        QFETCH(QStringList, command);
        QFETCH(KeyAlgorithm, algorithm);
        QFETCH(bool, encrypted);
        const Run made = openssl(QStringList(command + QStringList{"-out", path("key.pem")}));
        QVERIFY2(made.status == 0, made.output.constData());
        bool asked = false;
        const auto key = PrivateKey::fromPem(read("key.pem"), [&]() -> Result<Secret> {
            asked = true;
            return Secret::fromText(QStringLiteral("pw"));
        });
        QVERIFY_RESULT(key);
        QCOMPARE(key->algorithm(), algorithm);
        QCOMPARE(asked, encrypted);
        const Run half = openssl({"pkey", "-in", path("key.pem"), "-passin", "pass:pw", "-pubout"});
        QCOMPARE(half.output, key->publicKey().toPem());
    }

private:
    QString path(const char* name) const { return m_directory->filePath(QString::fromLatin1(name)); }
    QByteArray read(const char* name) const { return readFile(path(name), maximumPemSize).value_or(QByteArray()); }
    void write(const char* name, const QByteArray& content) { QVERIFY_RESULT(writeFileDurably(path(name), content)); }

    static QByteArray unsignedManifest(SuitDialect dialect)
    {
        const QByteArray vendor = vendorIdentifier(QStringLiteral("riot-os.org"));
        return *buildSuit({.dialect = dialect,
                           .sequenceNumber = 1,
                           .images = {{.id = {"ram", "0"},
                                       .vendor = vendor,
                                       .classId = classIdentifier(vendor, QStringLiteral("native64")),
                                       .digest = Digest::of(QByteArrayView("x")),
                                       .size = 1,
                                       .uri = QStringLiteral("coap://[::1]/x")}}});
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

QTEST_GUILESS_MAIN(TestOpensslSuit)
#include "tst_openssl_suit.moc"
