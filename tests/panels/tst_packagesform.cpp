// SPDX-License-Identifier: Apache-2.0
// The form of the panel Packages: what one types is judged at its field, repaired where that can be offered, and saved
// as it was shown.

#include "packagesdesk.h"
#include "panels/packages/packagedraft.h"
#include "panels/packages/packagefindings.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPlainTextEdit>

using namespace ota;

namespace {

QStringList codesOf(const ExosenseFindings& findings)
{
    QStringList codes;
    for (const ExosenseFinding& finding : findings)
        codes << finding.code;
    return codes;
}

} // namespace

class TestPackagesForm final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPackageIsMadeByHand()
    {
        PackagesDesk desk;
        desk.click("newPackage");
        desk.fillIn();
        // The id is proposed as the vendor's command line would give it.
        QCOMPARE(desk.child<QLineEdit>("package.id")->text(), QStringLiteral("package_acme_iotgw1_prod_1-0-1"));
        auto* save = desk.child<Button>("savePackage");
        QTRY_VERIFY2(save->whyNot().isEmpty(), qPrintable(save->whyNot()));
        const QString tag = desk.child<QPlainTextEdit>("resultTag")->toPlainText();
        QVERIFY2(tag.startsWith(QStringLiteral("%7B%22author%22%3A")), qPrintable(tag));
        desk.picture("packages-form");
        desk.click(save);
        const QString id = QStringLiteral("package_acme_iotgw1_prod_1-0-1");
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(id), packagesMs);
        QCOMPARE(QString::fromUtf8(desk.row(id)->tag()), tag);
        QVERIFY(desk.row(id)->check.isApplicable);
        // It is what is looked at now.
        QTRY_COMPARE(desk.child<SearchTable>("packagesTable")->currentIndex().data().toString(), id);
    }

    void whatIsOnlyMissingIsNoErrorYet()
    {
        PackagesDesk desk;
        desk.click("newPackage");
        auto* save = desk.child<Button>("savePackage");
        QTRY_VERIFY(save->whyNot().contains(QStringLiteral("Vendor")));
        for (const char* field : {"package.version", "package.name", "payload.url"})
            QCOMPARE(PackagesDesk::rowOf(desk.child<QWidget>(field))->error(), QString());
        QVERIFY(!save->isEnabled());
    }

    void errorsStandAtTheirFieldWhileOneTypes_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("no URL") << QByteArray("payload.url") << QStringLiteral("files/fw.bin")
                                << QStringLiteral("CO-URL");
        QTest::newRow("no digest") << QByteArray("package.sha256") << QStringLiteral("ABC")
                                   << QStringLiteral("CO-DIGEST");
        QTest::newRow("no size") << QByteArray("package.size") << QStringLiteral("big") << QStringLiteral("CO-SIZE");
    }

    void errorsStandAtTheirFieldWhileOneTypes()
    {
        QFETCH(const QByteArray, field);
        QFETCH(const QString, text);
        QFETCH(const QString, code);
        PackagesDesk desk;
        desk.click("newPackage");
        desk.fillIn();
        auto* save = desk.child<Button>("savePackage");
        QTRY_VERIFY(save->whyNot().isEmpty());
        desk.fill(field.constData(), text);
        QTRY_COMPARE(PackagesDesk::rowOf(desk.child<QWidget>(field.constData()))->error(), explainExosenseCode(code));
        QVERIFY(codesOf(desk.child<PackageFindings>("editorFindings")->findings()).contains(code));
        QVERIFY(!save->isEnabled());
        desk.picture("packages-form-error");
        Look::of(desk.panel).setMode(Look::Mode::Dark);
        desk.picture("packages-form-dark");
        Look::of(desk.panel).setMode(Look::Mode::Light);
    }

    void aPlaceholderOfTheTemplateIsFound()
    {
        PackagesDesk desk;
        desk.click("newPackage");
        desk.fillIn();
        desk.fill("package.vendor", QStringLiteral("<vendor>"));
        auto* findings = desk.child<PackageFindings>("editorFindings");
        QTRY_VERIFY(codesOf(findings->findings()).contains(QStringLiteral("CT-PLACEHOLDER")));
        QVERIFY(!desk.child<Button>("savePackage")->isEnabled());
    }

    void aLongRequestWarnsOfTheLegacyBuffer()
    {
        PackagesDesk desk;
        desk.click("newPackage");
        desk.fillIn();
        desk.fill("package.description", QString(300, u'd'));
        auto* findings = desk.child<PackageFindings>("editorFindings");
        QTRY_VERIFY(codesOf(findings->findings()).contains(QStringLiteral("CO-SIZE-LEGACY")));
        // A warning does not keep it from being saved.
        QTRY_VERIFY(desk.child<Button>("savePackage")->isEnabled());
    }

    void theTypeChangesWhatThePayloadIs()
    {
        PackagesDesk desk;
        desk.click("newPackage");
        desk.fillIn();
        auto* types = desk.child<SegmentedControl>("packageType");
        desk.click(types->segment(1)); // URL_LIST keeps what was typed.
        auto* urls = desk.child<QPlainTextEdit>("payload.urls");
        QTRY_VERIFY(urls->isVisible());
        QCOMPARE(urls->toPlainText(), QStringLiteral("https://files.example.com/fw.bin"));
        desk.click(types->segment(2));
        auto* json = desk.child<QPlainTextEdit>("payload.json");
        QTRY_VERIFY(json->isVisible());
        json->selectAll();
        QTest::keyClicks(json, QStringLiteral("{ \"a\": "));
        auto* save = desk.child<Button>("savePackage");
        QTRY_VERIFY(!PackagesDesk::rowOf(json)->error().isEmpty());
        QVERIFY(!save->isEnabled());
        QTest::keyClicks(json, QStringLiteral("1 }"));
        QTRY_VERIFY2(save->whyNot().isEmpty(), qPrintable(save->whyNot()));
        QCOMPARE(PackagesDesk::rowOf(json)->error(), QString());
        desk.click(save);
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(QStringLiteral("package_acme_iotgw1_prod_1-0-1")), packagesMs);
        const PackageRow* row = desk.row(QStringLiteral("package_acme_iotgw1_prod_1-0-1"));
        QCOMPARE(row->check.config.type(), std::optional(PayloadType::Json));
        QCOMPARE(row->reach.state, PayloadReach::State::None);
    }

    void aFileBecomesContentWithDigestAndSize()
    {
        PackagesDesk desk;
        desk.click("newPackage");
        desk.fillIn();
        const QString path = desk.write(QStringLiteral("gw firmware.bin"), QByteArray(5000, 'x'));
        desk.takeFile(path, QStringLiteral("gw%20firmware.bin"));
        QCOMPARE(desk.child<QLineEdit>("package.size")->text(), QStringLiteral("5000"));
        QCOMPARE(desk.child<QLineEdit>("package.sha256")->text(), Digest::of(QByteArray(5000, 'x')).hex());
        desk.click("savePackage");
        const QString id = QStringLiteral("package_acme_iotgw1_prod_1-0-1");
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(id), packagesMs);
        QTRY_COMPARE(desk.row(id)->reach.state, PayloadReach::State::NotServed); // Nobody serves gateways here.
    }

    void aReleaseBecomesContent()
    {
        PackagesDesk desk;
        const QString path = desk.write(QStringLiteral("gateway.img"), QByteArray(3000, 'r'));
        desk.run("release.publish", {{QStringLiteral("id"), QStringLiteral("gw-2")},
                                     {QStringLiteral("version"), QStringLiteral("2.0")},
                                     {QStringLiteral("file"), QJsonArray{path}}});
        QTRY_VERIFY_WITH_TIMEOUT(desk.window.feed().release(QStringLiteral("gw-2")), packagesMs);
        desk.click("newPackage");
        desk.click("payloadFromRelease");
        QMenu* menu = nullptr;
        QTRY_VERIFY((menu = desk.panel->findChild<QMenu*>(QStringLiteral("payloadReleases"))) && menu->isVisible());
        QVERIFY(menu->actions().constFirst()->text().startsWith(QStringLiteral("gw-2: gateway.img")));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().constFirst()).center());
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.child<QLineEdit>("payload.url")->text().endsWith(QStringLiteral("?id=gateway.img")), packagesMs);
        QCOMPARE(desk.child<QLineEdit>("package.version")->text(), QStringLiteral("2.0"));
        QCOMPARE(desk.child<QLineEdit>("package.size")->text(), QStringLiteral("3000"));
    }

    void rawTextIsReadAndRepaired_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        const QByteArray fine =
            PackagesDesk::textOf(PackagesDesk::config("1.0", "n", QStringLiteral("https://files.example.com/fw.bin")));
        QByteArray lower = fine;
        lower.replace("FILE", "file");
        QTest::newRow("lower case") << lower << QStringLiteral("CO-ENUM-CASE");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf" + fine) << QStringLiteral("CO-BOM");
        QTest::newRow("encoded twice") << JsonText::string(fine).compact() << QStringLiteral("CO-DOUBLE-ENCODED");
    }

    void rawTextIsReadAndRepaired()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, code);
        PackagesDesk desk;
        desk.click("newPackage");
        desk.click(desk.child<SegmentedControl>("packageMode")->segment(1));
        // Of a byte order mark QString::fromUtf8 says nothing.
        const bool isMarked = text.startsWith("\xef\xbb\xbf");
        QApplication::clipboard()->setText((isMarked ? QString(QChar(QChar::ByteOrderMark)) : QString()) +
                                           QString::fromUtf8(text));
        desk.click("rawPaste");
        auto* findings = desk.child<PackageFindings>("editorFindings");
        QTRY_VERIFY2(codesOf(findings->findings()).contains(code),
                     qPrintable(codesOf(findings->findings()).join(u' ')));
        desk.picture("packages-raw");
        desk.click("repairPackage");
        QTRY_VERIFY(!codesOf(findings->findings()).contains(code));
        // What was read stands in the fields.
        desk.click(desk.child<SegmentedControl>("packageMode")->segment(0));
        QTRY_COMPARE(desk.child<QLineEdit>("package.version")->text(), QStringLiteral("1.0"));
        QCOMPARE(desk.child<QLineEdit>("payload.url")->text(), QStringLiteral("https://files.example.com/fw.bin"));
    }

    void aTagIsPastedAsItIsStored()
    {
        PackagesDesk desk;
        const QJsonObject info{{QStringLiteral("vendor"), QStringLiteral("acme")},
                               {QStringLiteral("product"), QStringLiteral("gw")},
                               {QStringLiteral("author"), QStringLiteral("me")},
                               {QStringLiteral("config_otau"),
                                PackagesDesk::config("3.0", "n", QStringLiteral("https://files.example.com/a"))}};
        desk.click("newPackage");
        desk.click(desk.child<SegmentedControl>("packageMode")->segment(1));
        QApplication::clipboard()->setText(QString::fromLatin1(PackagesDesk::textOf(info).toPercentEncoding()));
        desk.click("rawPaste");
        auto* save = desk.child<Button>("savePackage");
        QTRY_VERIFY2(save->whyNot().isEmpty(), qPrintable(save->whyNot()));
        desk.click(save);
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(QStringLiteral("package_acme_gw_n_3-0")), packagesMs);
        QCOMPARE(desk.row(QStringLiteral("package_acme_gw_n_3-0"))->info.author, QStringLiteral("me"));
    }

    void aChangeKeepsWhatTheFormDoesNotKnow()
    {
        PackagesDesk desk;
        QJsonObject config = PackagesDesk::config("1.0", "n", QStringLiteral("https://files.example.com/a"));
        config.insert(QStringLiteral("signature"), QStringLiteral("abc"));
        const QJsonObject info{{QStringLiteral("vendor"), QStringLiteral("acme")},
                               {QStringLiteral("lab"), QStringLiteral("north")},
                               {QStringLiteral("config_otau"), config}};
        desk.write(QStringLiteral("in/package_extra.json"), PackagesDesk::textOf(info));
        desk.run("exosense.package.import",
                 {{QStringLiteral("folder"), desk.directory.filePath(QStringLiteral("in"))}});
        desk.clickRow("packagesTable", QStringLiteral("package_extra"));
        QTest::keyClick(desk.child<SearchTable>("packagesTable"), Qt::Key_F2);
        QTRY_COMPARE(desk.child<QLineEdit>("package.version")->text(), QStringLiteral("1.0"));
        desk.fill("package.product", QStringLiteral("gw"));
        desk.fill("package.version", QStringLiteral("1.1"));
        desk.click("savePackage");
        const auto row = [&] {
            return desk.row(QStringLiteral("package_extra"));
        };
        QTRY_COMPARE_WITH_TIMEOUT(row()->check.config.version(), QStringLiteral("1.1"), packagesMs);
        QCOMPARE(row()->check.config.value->member("signature")->toString(), QStringLiteral("abc"));
        QVERIFY(row()->check.decoded->member("lab"));
        QCOMPARE(desk.panel->findChild<PackagesModel*>()->rowCount(), 1);
    }

    void theCommandDoesTheSame()
    {
        PackagesDesk desk;
        desk.click("newPackage");
        desk.fillIn();
        QTRY_VERIFY(desk.child<Button>("savePackage")->whyNot().isEmpty());
        desk.click("copyPackageCommand");
        const QString command = QApplication::clipboard()->text();
        QVERIFY2(command.contains(QStringLiteral("exosense package add --text=")), qPrintable(command));
        QVERIFY2(command.contains(QStringLiteral("--id=package_acme_iotgw1_prod_1-0-1")), qPrintable(command));
    }

    void anIdThatIsThereAlreadyIsSaid()
    {
        PackagesDesk desk;
        desk.run("exosense.package.import", {{QStringLiteral("folder"), desk.folderOfPackages()}});
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(QStringLiteral("package_wrong")), packagesMs);
        desk.click("newPackage");
        desk.fillIn();
        desk.fill("package.id", QStringLiteral("package_wrong"));
        QTRY_VERIFY(
            PackagesDesk::rowOf(desk.child<QLineEdit>("package.id"))->warning().contains(QStringLiteral("replaced")));
        desk.fill("package.id", QStringLiteral("Package_wrong"));
        QTRY_VERIFY(!PackagesDesk::rowOf(desk.child<QLineEdit>("package.id"))->error().isEmpty());
        QVERIFY(!desk.child<Button>("savePackage")->isEnabled());
    }
};

OTA_PANEL_TEST_MAIN(TestPackagesForm)
#include "tst_packagesform.moc"
