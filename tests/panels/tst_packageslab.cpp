// SPDX-License-Identifier: Apache-2.0
// Packages whose files get the lab header: chosen in the form, checked with the engine that boards check with.

#include "crypto/keystore.h"
#include "crypto/labheader.h"
#include "packagesdesk.h"
#include "panels/widgets/button.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/switch.h"
#include "store/bench.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QStandardItemModel>

using namespace ota;

namespace {

const QString ourType = QStringLiteral("11112222-3333-4444-5555-666677778888");
const QString packageId = QStringLiteral("package_acme_iotgw1_prod_1-0-1");
const QString fileName = QStringLiteral("fw.bin");
const QByteArray firmware = QByteArray("0123456789abcdef").repeated(1'000);

class LabDesk : public PackagesDesk
{
public:
    void makeKey(const char* name, const QJsonObject& more = {})
    {
        QJsonObject values = more;
        values.insert(QStringLiteral("name"), QLatin1StringView(name));
        run("key.new", values);
    }
    /// A package of a file that was taken in; nothing is signed yet.
    void beginOfFile()
    {
        const QString path = write(fileName, firmware);
        click("newPackage");
        fillIn(nullptr);
        takeFile(path, fileName);
    }
    void signWith(const QString& key, const QString& type = ourType)
    {
        click("lab.sign");
        auto* box = child<QComboBox>("lab.keyBox");
        QTRY_VERIFY_WITH_TIMEOUT(box->findText(key) >= 0, packagesMs);
        reach(box);
        box->setFocus();
        QTest::keyClicks(box, key);
        QCOMPARE(box->currentText(), key);
        if (!type.isEmpty())
            fill("lab.deviceType", type);
    }
    QString whyNot() { return child<Button>("savePackage")->whyNot(); }
    void save()
    {
        QTRY_VERIFY2(whyNot().isEmpty(), qPrintable(whyNot()));
        click("savePackage");
        QTRY_VERIFY_WITH_TIMEOUT(row(packageId), packagesMs);
    }
    /// What gateways get for the package's payload, and what it says of it.
    struct Stored
    {
        QString id;
        QByteArray bytes;
        JsonText config;
    };
    Stored stored()
    {
        const PackageRow* package = row(packageId);
        Stored found{package->check.config.urls().value(0).section(QStringLiteral("?id="), 1), {}, {}};
        found.config = *package->check.config.value;
        const auto bench = Bench::open(directory.filePath(QStringLiteral("bench")), Bench::Access::Read, {});
        [&] {
            QVERIFY_RESULT(bench);
            ExosenseStore store((*bench)->database(), (*bench)->clock());
            const auto entry = store.content(found.id);
            QVERIFY_RESULT(entry);
            const auto blob = (*bench)->blobs().open(*entry->blob);
            QVERIFY_RESULT(blob);
            const ByteSpan bytes = (*blob)->bytes();
            found.bytes = QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        }();
        return found;
    }
    LabCheck checked(const QByteArray& file, const char* key)
    {
        const auto trusted =
            KeyStore(directory.filePath(QStringLiteral("bench/keys"))).publicKey(QLatin1StringView(key));
        return trusted ? checkLabFile(bytesOf(file), {*trusted}) : LabCheck();
    }
};

} // namespace

class TestPackagesLab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsSignedByClicks()
    {
        LabDesk desk;
        desk.makeKey("lab");
        desk.makeKey("other");
        desk.beginOfFile();
        QVERIFY(desk.child<QLineEdit>("package.sha256")->isVisible());
        desk.signWith(QStringLiteral("lab"));
        desk.fill("lab.number", QStringLiteral("12"));
        // Nobody knows digest and size before it is signed.
        QVERIFY(!desk.child<QLineEdit>("package.sha256")->isVisible());
        QTRY_VERIFY(desk.child<QWidget>("signedNote")->isVisible());
        QVERIFY(!desk.child<QPlainTextEdit>("resultJson")->toPlainText().contains(QStringLiteral("sha256")));
        desk.picture("packages-lab");
        Look::of(desk.panel).setMode(Look::Mode::Dark);
        desk.picture("packages-lab-dark");
        Look::of(desk.panel).setMode(Look::Mode::Light);
        desk.click("copyPackageCommand");
        const QString command = QApplication::clipboard()->text();
        for (const QString& flag : {QStringLiteral("--lab-sign=lab"), QString(u"--device-type=" + ourType),
                                    QStringLiteral("--lab-number=12")})
            QVERIFY2(command.contains(flag), qPrintable(command));
        desk.save();
        const LabDesk::Stored stored = desk.stored();
        QCOMPARE(stored.id, QStringLiteral("acme_iotgw1_prod_1-0-1_fw.bin"));
        const LabCheck check = desk.checked(stored.bytes, "lab");
        QVERIFY(check.isGood() && check.findings.empty());
        QCOMPARE(check.header->versionNumber, quint64{12});
        QCOMPARE(check.header->deviceType, QUuid(ourType));
        QVERIFY(!desk.checked(stored.bytes, "other").isGood());
        QCOMPARE(stored.bytes.sliced(LabHeader::sizeBytes), firmware);
        QCOMPARE(stored.config.member("sha256")->toString(), Digest::of(stored.bytes).hex());
        QCOMPARE(stored.config.member("size")->text, QByteArray::number(stored.bytes.size()));
    }

    void withoutTheChoiceTheFileStaysAsItIs()
    {
        LabDesk desk;
        desk.makeKey("lab");
        desk.beginOfFile();
        QVERIFY(!desk.child<Switch>("lab.sign")->isChecked());
        desk.click("copyPackageCommand");
        QVERIFY(!QApplication::clipboard()->text().contains(QStringLiteral("lab-")));
        desk.save();
        const LabDesk::Stored stored = desk.stored();
        QCOMPARE(stored.id, fileName);
        QCOMPARE(stored.bytes, firmware);
        QVERIFY(!readLabHeader(bytesOf(stored.bytes)).header);
        QCOMPARE(stored.config.member("sha256")->toString(), Digest::of(firmware).hex());
    }

    void keysThatCanNotSignSayWhy()
    {
        LabDesk desk;
        desk.makeKey("curve", {{QStringLiteral("alg"), QStringLiteral("es256")}});
        desk.beginOfFile();
        desk.click("lab.sign");
        auto* box = desk.child<QComboBox>("lab.keyBox");
        QTRY_VERIFY_WITH_TIMEOUT(box->findText(QStringLiteral("curve"), Qt::MatchStartsWith) >= 0, packagesMs);
        const int curve = box->findText(QStringLiteral("curve"), Qt::MatchStartsWith);
        QVERIFY2(box->itemText(curve).contains(QStringLiteral("Ed25519")), qPrintable(box->itemText(curve)));
        QVERIFY(!qobject_cast<QStandardItemModel*>(box->model())->item(curve)->isEnabled());
        QVERIFY(!desk.rowOf(box)->error().isEmpty());
        QTRY_VERIFY2(desk.whyNot().contains(QStringLiteral("key")), qPrintable(desk.whyNot()));
        // One is made in place, and it is the one that signs.
        desk.click("lab.newKeyButton");
        desk.picture("packages-lab-newkey");
        desk.click("lab.makeKeyButton");
        QTRY_COMPARE_WITH_TIMEOUT(box->currentText(), QStringLiteral("bench-1"), packagesMs);
        QCOMPARE(desk.rowOf(box)->error(), QString());
        desk.fill("lab.deviceType", ourType);
        desk.save();
        QVERIFY(desk.checked(desk.stored().bytes, "bench-1").isGood());
    }

    void whatIsWrongIsSaidAtItsField()
    {
        LabDesk desk;
        desk.makeKey("lab");
        desk.beginOfFile();
        desk.signWith(QStringLiteral("lab"), {});
        QTRY_VERIFY2(desk.whyNot().contains(QStringLiteral("device type")), qPrintable(desk.whyNot()));
        desk.fill("lab.deviceType", QStringLiteral("gateway"));
        QVERIFY(desk.rowOf("lab.deviceType")->error().contains(QStringLiteral("UUID")));
        desk.fill("lab.deviceType", ourType);
        QCOMPARE(desk.rowOf("lab.deviceType")->error(), QString());
        desk.fill("lab.number", QStringLiteral("-1"));
        QVERIFY(!desk.rowOf("lab.number")->error().isEmpty());
        desk.fill("lab.number", QStringLiteral("0"));
        QCOMPARE(desk.rowOf("lab.number")->error(), QString());
        QVERIFY(!desk.rowOf("lab.number")->warning().isEmpty());
        QTRY_VERIFY2(desk.whyNot().isEmpty(), qPrintable(desk.whyNot()));
        // Only what is here can be signed.
        desk.fill("payload.url", QStringLiteral("https://files.example.com/fw.bin"));
        QTRY_VERIFY(!desk.rowOf("payload.url")->error().isEmpty());
        QTRY_VERIFY(!desk.whyNot().isEmpty());
        desk.picture("packages-lab-elsewhere");
        desk.click(desk.child<SegmentedControl>("packageType")->segment(2));
        QTRY_VERIFY(desk.rowOf("lab.sign")->error().contains(QStringLiteral("JSON")));
        desk.click("lab.sign");
        QTRY_VERIFY2(desk.whyNot().isEmpty(), qPrintable(desk.whyNot()));
    }

    void aKeyWithAPasswordAsksForItsFile()
    {
        LabDesk desk;
        const QString password = desk.write(QStringLiteral("password"), "secret\n");
        desk.makeKey("locked", {{QStringLiteral("password-file"), password}});
        desk.beginOfFile();
        desk.signWith(QStringLiteral("locked"));
        QTRY_VERIFY2(desk.whyNot().contains(QStringLiteral("password")), qPrintable(desk.whyNot()));
        desk.fill("lab.passwordFile", password + QStringLiteral(".none"));
        QTRY_VERIFY(!desk.rowOf("lab.passwordFile")->error().isEmpty());
        desk.fill("lab.passwordFile", password);
        desk.save();
        QVERIFY(desk.checked(desk.stored().bytes, "locked").isGood());
        // The next one is asked about again, with what was chosen last.
        desk.click("newPackage");
        QVERIFY(!desk.child<Switch>("lab.sign")->isChecked());
        desk.click("lab.sign");
        QCOMPARE(desk.child<QComboBox>("lab.keyBox")->currentText(), QStringLiteral("locked"));
        QCOMPARE(desk.child<QLineEdit>("lab.deviceType")->text(), ourType);
        QCOMPARE(desk.child<QLineEdit>("lab.number")->text(), QString());
    }

    void theRawTextIsSignedToo()
    {
        LabDesk desk;
        desk.makeKey("lab");
        desk.beginOfFile();
        desk.signWith(QStringLiteral("lab"));
        desk.click(desk.child<SegmentedControl>("packageMode")->segment(1));
        QTRY_VERIFY(desk.child<QWidget>("rawSigned")->isVisible());
        desk.save();
        QVERIFY(desk.checked(desk.stored().bytes, "lab").isGood());
    }
};

OTA_PANEL_TEST_MAIN(TestPackagesLab)
#include "tst_packageslab.moc"
