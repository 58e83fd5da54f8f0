// SPDX-License-Identifier: Apache-2.0
// Signed packages and gateways that expect them, by the verbs alone.

#include "crypto/cryptooperations.h"
#include "crypto/keystore.h"
#include "crypto/labheader.h"
#include "exosense/exosenseoperations.h"
#include "exosenseprogram.h"
#include "otaserver/serveoperation.h"
#include "store/blobstore.h"
#include "testsupport.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

namespace {

const QString ourType = QStringLiteral("11112222-3333-4444-5555-666677778888");
const QByteArray firmware = QByteArray("0123456789abcdef").repeated(1'000);

QString request(const char* url)
{
    return QStringLiteral(R"({"version":"2.0","name":"n","type":"FILE","payload":"%1","sha256":"%2","more":1})")
        .arg(QLatin1StringView(url), QString(64, u'0'));
}

} // namespace

class TestLabOperations final : public QObject
{
    Q_OBJECT

private:
    OperationRegistry m_registry;
    std::unique_ptr<QTemporaryDir> m_directory;

    QString path(const QString& name) const { return m_directory->filePath(name); }
    QString benchPath() const { return path(QStringLiteral("bench")); }

    Result<Outcome> run(const char* name, const QJsonObject& values)
    {
        Program program(m_registry, benchPath());
        return program.runner.run(QString::fromLatin1(name), values);
    }

    void writeFile(const QString& name, const QByteArray& bytes)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    void makeKey(const QString& name, const char* algorithm = "ed25519", const QByteArray& password = {})
    {
        const auto wanted = algorithmFromName(QString::fromLatin1(algorithm));
        QVERIFY_RESULT(wanted);
        const auto key = PrivateKey::generate(*wanted);
        QVERIFY_RESULT(key);
        QVERIFY_RESULT(run("key.list", {})); // There is a bench now.
        QVERIFY_RESULT(keys().add(name, *key, Secret(password)));
    }
    KeyStore keys() const { return KeyStore(benchPath() + QStringLiteral("/keys")); }

    /// What a package that was added asks for.
    static QJsonObject wantedBy(const Outcome& added)
    {
        return QJsonDocument::fromJson(added.data[QStringLiteral("config_otau")].toString().toUtf8()).object();
    }
    /// The file that such a request speaks of: it has the size that is said, and is the firmware behind a header.
    LabCheck checkedFile(const QJsonObject& wanted) const
    {
        LabCheck check;
        [&] {
            QCOMPARE(wanted[QStringLiteral("size")].toInteger(), firmware.size() + LabHeader::sizeBytes);
            const auto bench = Bench::open(benchPath(), Bench::Access::Read, {});
            QVERIFY_RESULT(bench);
            const auto digest = Digest::fromHex(wanted[QStringLiteral("sha256")].toString());
            QVERIFY_RESULT(digest);
            const auto file = (*bench)->blobs().open(*digest);
            QVERIFY_RESULT(file);
            QVERIFY(Digest::of((*file)->bytes().subspan(LabHeader::sizeBytes)) == Digest::of(firmware));
            const auto key = keys().publicKey(QStringLiteral("lab"));
            QVERIFY_RESULT(key);
            check = checkLabFile((*file)->bytes(), {*key});
        }();
        return check;
    }

    QJsonObject signing(const QJsonObject& more = {}) const
    {
        QJsonObject values{{"file", path(QStringLiteral("fw.bin"))},
                           {"version", "2.0"},
                           {"name", "prod"},
                           {"lab-sign", "lab"},
                           {"device-type", ourType}};
        for (auto each = more.begin(); each != more.end(); ++each) {
            if (each->isNull())
                values.remove(each.key());
            else
                values.insert(each.key(), *each);
        }
        return values;
    }

private Q_SLOTS:
    void initTestCase()
    {
        registerExosenseOperations(m_registry);
        registerServeOperations(m_registry);
        registerCryptoOperations(m_registry);
    }
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        writeFile(QStringLiteral("fw.bin"), firmware);
    }

    void aFileGetsItsHeader()
    {
        makeKey(QStringLiteral("lab"));
        // The same file as it is: it stays so.
        QJsonObject plain = signing({{"lab-sign", QJsonValue()}, {"device-type", QJsonValue()}, {"version", "1.0"}});
        QVERIFY_RESULT(run("exosense.package.add", plain));
        const auto added = run("exosense.package.add", signing({{"lab-number", 12}}));
        QVERIFY_RESULT(added);
        const QJsonObject wanted = wantedBy(*added);
        const QString payload = wanted[QStringLiteral("payload")].toString();
        QVERIFY2(payload.endsWith(QStringLiteral("id=2.0_fw.bin")), qPrintable(payload));
        const LabCheck check = checkedFile(wanted);
        QVERIFY(check.isGood() && check.findings.empty());
        QCOMPARE(check.header->versionNumber, quint64{12});
        QCOMPARE(check.header->deviceType, QUuid(ourType));
        const auto bench = Bench::open(benchPath(), Bench::Access::Read, {});
        QVERIFY_RESULT(bench);
        QVERIFY((*bench)->blobs().has(Digest::of(firmware)));
    }

    void whatARequestNamesIsSigned_data()
    {
        QTest::addColumn<bool>("isStored"); ///< The file, before; else it comes with the package.
        QTest::newRow("content") << true;
        QTest::newRow("with its file") << false;
    }
    void whatARequestNamesIsSigned()
    {
        QFETCH(const bool, isStored);
        makeKey(QStringLiteral("lab"));
        if (isStored)
            QVERIFY_RESULT(run("exosense.package.import", {{"file", QJsonArray{path(QStringLiteral("fw.bin"))}}}));
        const QString text = request("http://localhost:9999/provision/download?id=fw.bin");
        const auto added =
            run("exosense.package.add",
                {{"text", text},
                 {"vendor", "acme"},
                 {"product", "gw"},
                 {"lab-sign", "lab"},
                 {"device-type", ourType},
                 {isStored ? "author" : "file", isStored ? QStringLiteral("me") : path(QStringLiteral("fw.bin"))}});
        QVERIFY_RESULT(added);
        const QJsonObject wanted = wantedBy(*added);
        QCOMPARE(wanted[QStringLiteral("payload")].toString(),
                 QStringLiteral("http://localhost:9999/provision/download?id=acme_gw_n_2-0_fw.bin"));
        QCOMPARE(wanted[QStringLiteral("more")].toInt(), 1);
        QVERIFY(checkedFile(wanted).isGood());
        // What has a header gets no second one.
        const auto again = run("exosense.package.add", {{"text", added->data[QStringLiteral("config_otau")]},
                                                        {"vendor", "acme"},
                                                        {"product", "gw"},
                                                        {"lab-sign", "lab"},
                                                        {"device-type", ourType}});
        QVERIFY(!again);
        QVERIFY2(again.error().toString().contains(QStringLiteral("already")), qPrintable(again.error().toString()));
        // The file itself is there as it was.
        const auto list = run("exosense.package.list", {{"files", true}});
        QVERIFY_RESULT(list);
        const QByteArray all = QJsonDocument(list->data).toJson();
        QVERIFY2(all.contains("\"fw.bin\"") && all.contains(Digest::of(firmware).hex().toLatin1()), all.constData());
    }

    void whatDoesNotFitIsSaidBefore_data()
    {
        QTest::addColumn<QJsonObject>("more");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words"); ///< Of the message or the hint.
        const auto row = [](const char* name, const QJsonObject& more, Error::Code code, const char* words) {
            QTest::newRow(name) << more << static_cast<int>(code) << QString::fromLatin1(words);
        };
        row("no type", {{"device-type", QJsonValue()}}, Error::Code::Usage, "--device-type");
        row("no key", {{"lab-sign", QJsonValue()}}, Error::Code::Usage, "--lab-sign");
        row("no UUID", {{"device-type", "gateway"}}, Error::Code::Usage, "7d444840");
        row("no request", {{"text", "{}"}}, Error::Code::BadInput, "config lint");
        row("elsewhere", {{"text", request("https://files.example.com/fw.bin")}}, Error::Code::BadInput, "--file");
        row("not there", {{"text", request("http://127.0.0.1:8090/provision/download?id=none")}}, Error::Code::NotFound,
            "none");
        row("no file", {{"text", R"({"version":"1","name":"n","type":"JSON","payload":{}})"}}, Error::Code::BadInput,
            "nothing to sign");
        row("unknown key", {{"lab-sign", "nobody"}}, Error::Code::NotFound, "nobody");
        row("other kind", {{"lab-sign", "curve"}}, Error::Code::Unsupported, "es256");
        row("locked", {{"lab-sign", "locked"}}, Error::Code::Usage, "--password-file");
        row("wrong password", {{"lab-sign", "locked"}, {"password-file", "fw.bin"}}, Error::Code::Rejected, "");
    }
    void whatDoesNotFitIsSaidBefore()
    {
        QFETCH(QJsonObject, more);
        QFETCH(int, code);
        QFETCH(QString, words);
        makeKey(QStringLiteral("lab"));
        makeKey(QStringLiteral("curve"), "es256");
        makeKey(QStringLiteral("locked"), "ed25519", "secret");
        if (more.contains(QStringLiteral("password-file"))) {
            writeFile(QStringLiteral("wrong"), "not it\n");
            more.insert(QStringLiteral("password-file"), path(QStringLiteral("wrong")));
        }
        const auto added = run("exosense.package.add", signing(more));
        QVERIFY(!added);
        QCOMPARE(static_cast<int>(added.error().code), code);
        const QString said = added.error().toString();
        QVERIFY2(said.contains(words), qPrintable(said));
        const auto list = run("exosense.package.list", {{"files", true}});
        QVERIFY_RESULT(list);
        QVERIFY(list->data[QStringLiteral("packages")].toArray().isEmpty());
    }

    void aKeyWithAPasswordSigns()
    {
        makeKey(QStringLiteral("locked"), "ed25519", "secret");
        writeFile(QStringLiteral("password"), "secret\n");
        QVERIFY_RESULT(run("exosense.package.add",
                           signing({{"lab-sign", "locked"}, {"password-file", path(QStringLiteral("password"))}})));
    }

    void gatewaysSayWhatTheyNeed_data()
    {
        QTest::addColumn<QJsonObject>("values");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QJsonObject& values, const char* words,
                            Error::Code code = Error::Code::Usage) {
            QTest::newRow(name) << values << QString::fromLatin1(words) << static_cast<int>(code);
        };
        for (const char* defect : {"accept-unsigned", "any-key", "wrong-device-ok"})
            row(defect, {{"defect", defect}}, defect);
        row("no type", {{"lab-header", "lab"}}, "--device-type");
        row("no key", {{"device-type", ourType}}, "--lab-header");
        row("no UUID", {{"lab-header", "lab"}, {"device-type", "x"}}, "UUID");
        row("other kind", {{"lab-header", "curve"}, {"device-type", ourType}}, "es256", Error::Code::Unsupported);
    }
    void gatewaysSayWhatTheyNeed()
    {
        QFETCH(QJsonObject, values);
        QFETCH(QString, words);
        QFETCH(int, code);
        makeKey(QStringLiteral("lab"));
        makeKey(QStringLiteral("curve"), "es256");
        values.insert(QStringLiteral("cloud"), QStringLiteral("http://127.0.0.1:1"));
        const auto outcome = run("exosense.gateway.run", values);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, static_cast<Error::Code>(code));
        QVERIFY2(outcome.error().toString().contains(words), qPrintable(outcome.error().toString()));
    }

    void whatIsSignedIsInstalledAndNothingElse()
    {
        makeKey(QStringLiteral("lab"));
        Serving serving(m_registry, benchPath(), {{"http", "127.0.0.1:0"}});
        QTRY_VERIFY_WITH_TIMEOUT(serving.isReady(), 20'000);
        QCOMPARE(serving.error(), QString());
        const auto added = run("exosense.package.add", signing());
        QVERIFY_RESULT(added);
        const auto plain =
            run("exosense.package.add",
                signing({{"lab-sign", QJsonValue()}, {"device-type", QJsonValue()}, {"version", "3.0"}}));
        QVERIFY_RESULT(plain);
        const Serving gateways(m_registry, benchPath(),
                               {{"list", true},
                                {"name", QJsonArray{"gw-1"}},
                                {"pace", 0},
                                {"lab-header", QJsonArray{"lab"}},
                                {"device-type", ourType}},
                               QStringLiteral("exosense.gateway.run"));
        const auto happened = [&](const char* event) {
            return gateways.events().contains(QString::fromLatin1(event));
        };
        QTRY_VERIFY_WITH_TIMEOUT(happened("reported") || !gateways.error().isEmpty(), 20'000);
        QCOMPARE(gateways.error(), QString());
        QVERIFY_RESULT(run("exosense.apply", {{"package", added->data[QStringLiteral("id")]}, {"board", "gw-1"}}));
        QTRY_VERIFY_WITH_TIMEOUT(happened("installed"), 20'000);
        QVERIFY(!happened("refused"));
        QVERIFY_RESULT(run("exosense.apply", {{"package", plain->data[QStringLiteral("id")]}, {"board", "gw-1"}}));
        QTRY_VERIFY_WITH_TIMEOUT(happened("refused"), 20'000);
        QFile installed(benchPath() + QStringLiteral("/gateways/gw-1/installed"));
        QVERIFY(installed.open(QIODevice::ReadOnly));
        QCOMPARE(installed.readAll(), firmware);
    }
};

QTEST_GUILESS_MAIN(TestLabOperations)
#include "tst_laboperations.moc"
