// SPDX-License-Identifier: Apache-2.0
// Gateways that are chosen in Boards find themselves ticked where packages are applied, with the mouse.

#include "benchdesk.h"
#include "panels/packages/applypane.h"
#include "panels/packages/targetsmodel.h"
#include "panels/widgets/button.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/panelpage.h"
#include "panels/widgets/things.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace ota;

namespace {

const QString packageId = QStringLiteral("package_acme_gw_prod_2-0");
const QString brokenId = QStringLiteral("package_broken");
/// What parts names in lists and paths.
const QString oddName = QStringLiteral("gw,2 50%");

/// A folder with a package that can be applied, and one that can not.
QString folderOfPackages(const BenchDesk& desk)
{
    const QString folder = desk.path("packages");
    const auto write = [&folder](const QString& name, const QByteArray& bytes) {
        QFile file(folder + u'/' + name);
        if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s can not be written", qPrintable(file.fileName()));
    };
    const QJsonObject config{{QStringLiteral("version"), QStringLiteral("2.0")},
                             {QStringLiteral("name"), QStringLiteral("prod")},
                             {QStringLiteral("type"), QStringLiteral("JSON")},
                             {QStringLiteral("payload"), QJsonObject{{QStringLiteral("level"), 3}}}};
    const QJsonObject info{{QStringLiteral("author"), QStringLiteral("lab")},
                           {QStringLiteral("vendor"), QStringLiteral("acme")},
                           {QStringLiteral("product"), QStringLiteral("gw")},
                           {QStringLiteral("config_otau"), config}};
    write(packageId + QStringLiteral(".json"), QJsonDocument(info).toJson());
    write(brokenId + QStringLiteral(".json"), "{ no json");
    return folder;
}

/// A window with three gateways in the panel Boards.
class ApplyDesk final : public BenchDesk
{
public:
    ApplyDesk()
    {
        QVERIFY(useFreePorts());
        start();
        QTRY_VERIFY(workbench().bench.isLoaded());
        for (const QString& name : {QStringLiteral("gw-1"), oddName, QStringLiteral("gw-3")})
            QVERIFY_RESULT(run("exosense.identity.add", {{QStringLiteral("id"), name}}));
        QVERIFY(click("rail.boards"));
        QTRY_COMPARE(boards()->rowCount(), 3);
        for (const QString& name : {QStringLiteral("gw-1"), oddName})
            QTRY_VERIFY(workbench().gateways->gateway(name));
    }

    QAbstractItemModel* boards() const { return child<QAbstractItemView>("boardsTable")->model(); }
    /// Puts the tick before it.
    void tick(const QString& name) const
    {
        QVERIFY(clickRow("boardsTable", name));
        auto* table = child<QAbstractItemView>("boardsTable");
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(table->currentIndex().siblingAtColumn(0).data(Qt::CheckStateRole).toInt(),
                 static_cast<int>(Qt::Checked));
    }
    /// The button *Apply…* of the board that is shown.
    void applyFromBoards() const
    {
        QWidget* inspector = window().panel(QStringLiteral("boards"))->inspector();
        auto* apply = ota::child<Button>(inspector, "applyPackage");
        QTRY_VERIFY(apply->isVisible() && apply->isEnabled());
        QVERIFY(click(apply));
        QCOMPARE(window().currentPanel()->id(), QStringLiteral("packages"));
        QTRY_VERIFY(pane()->isVisible());
    }
    ApplyPane* pane() const { return child<ApplyPane>("applyPane"); }
    QComboBox* packages() const { return child<QComboBox>("applyPackageBox"); }
    /// With the keyboard, which is there.
    void choosePackage(const QString& id) const
    {
        QTRY_VERIFY(packages()->isVisible());
        QTRY_VERIFY(packages()->hasFocus());
        QTRY_VERIFY(packages()->findData(id) >= 0);
        for (int i = 0; i < packages()->count() && packages()->currentData().toString() != id; ++i)
            QTest::keyClick(packages(), Qt::Key_Down);
        QCOMPARE(packages()->currentData().toString(), id);
    }
    QByteArray desired(const QString& name) const { return workbench().gateways->gateway(name)->desired; }
};

} // namespace

class TestApplyFromBoards final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOfAnyKindAreToldFromOneAnother()
    {
        const QStringList names{QStringLiteral("gw-1"), QStringLiteral("a,b"), QStringLiteral("x/y"),
                                QStringLiteral("50%2C"), QStringLiteral("ü €")};
        const QString thing = thingOf(QStringLiteral("apply"), names);
        QVERIFY2(thing.startsWith(QStringLiteral("apply/gw-1,a%2Cb,x%2Fy,")), qPrintable(thing));
        QCOMPARE(namesInThing(thing), names);
        QVERIFY(namesInThing(QStringLiteral("apply/")).isEmpty());
    }

    void tickedGatewaysAreAskedForThePackageThatIsChosenThen()
    {
        ApplyDesk desk;
        if (QTest::currentTestFailed())
            return;
        QVERIFY_RESULT(desk.run("exosense.package.import", {{QStringLiteral("folder"), folderOfPackages(desk)}}));
        desk.tick(QStringLiteral("gw-1"));
        desk.tick(oddName);
        desk.applyFromBoards();
        if (QTest::currentTestFailed())
            return;
        auto* apply = desk.child<Button>("applyNow");
        QTRY_VERIFY2(apply->whyNot().contains(QStringLiteral("choose a package")), qPrintable(apply->whyNot()));
        QVERIFY(desk.pane()->command().isEmpty());
        QCOMPARE(desk.pane()->model()->meant(), (QStringList{oddName, QStringLiteral("gw-1")}));
        QCOMPARE(desk.pane()->model()->index(0, TargetsModel::Gets).data().toString(), QStringLiteral("–"));
        desk.picture("apply-asks");
        desk.choosePackage(brokenId);
        QTRY_VERIFY2(apply->whyNot().contains(QStringLiteral("JSON")), qPrintable(apply->whyNot()));
        desk.window().openThing(QStringLiteral("boards"), {});
        desk.applyFromBoards(); // It asks anew.
        QCOMPARE(desk.packages()->currentIndex(), -1);
        desk.choosePackage(packageId);
        QTRY_COMPARE(apply->text(), QStringLiteral("Apply to 2"));
        QCOMPARE(desk.pane()->model()->index(0, TargetsModel::Gets).data().toString(), QStringLiteral("→ 2.0"));
        desk.picture("apply-chosen");
        QVERIFY(desk.click(apply));
        QTRY_VERIFY(desk.desired(QStringLiteral("gw-1")).contains("2.0") && desk.desired(oddName).contains("2.0"));
        QVERIFY(desk.desired(QStringLiteral("gw-3")).isEmpty());
    }

    void withoutAnyPackageOneImportsAndComesBack()
    {
        ApplyDesk desk;
        if (QTest::currentTestFailed())
            return;
        QVERIFY(desk.clickRow("boardsTable", QStringLiteral("gw-3")));
        desk.applyFromBoards();
        if (QTest::currentTestFailed())
            return;
        QTRY_VERIFY(desk.child<QWidget>("applyEmpty")->isVisible());
        QVERIFY(!desk.packages()->isVisible());
        QTRY_VERIFY(desk.child<QWidget>("applyImportPackages")->hasFocus());
        desk.picture("apply-empty");
        QVERIFY(desk.click("applyImportPackages"));
        QVERIFY(desk.clickFile("importPackagesDialog", folderOfPackages(desk)));
        QTRY_VERIFY(desk.child<QWidget>("importPane")->isVisible());
        QTRY_COMPARE(desk.child<QAbstractItemView>("packagesTable")->model()->rowCount(), 2);
        QVERIFY(desk.click("closeImport"));
        QTRY_VERIFY(desk.pane()->isVisible());
        desk.choosePackage(packageId);
        auto* apply = desk.child<Button>("applyNow");
        QTRY_COMPARE(apply->text(), QStringLiteral("Apply to 1"));
        QVERIFY(desk.click(apply));
        QTRY_VERIFY(desk.desired(QStringLiteral("gw-3")).contains("2.0"));
        // Done: what is closed now stays closed.
        QVERIFY(desk.click("closeApply"));
        QTRY_VERIFY(!desk.pane()->isVisible());
    }

    void aPackageThatIsChosenInItsTableIsNotAskedFor()
    {
        ApplyDesk desk;
        if (QTest::currentTestFailed())
            return;
        QVERIFY_RESULT(desk.run("exosense.package.import", {{QStringLiteral("folder"), folderOfPackages(desk)}}));
        QVERIFY(desk.clickRow("boardsTable", QStringLiteral("gw-3")));
        desk.applyFromBoards();
        if (QTest::currentTestFailed())
            return;
        QTRY_VERIFY(desk.packages()->isVisible());
        QVERIFY(desk.clickRow("packagesTable", packageId));
        const PanelHeader* header = desk.window().panel(QStringLiteral("packages"))->header();
        QVERIFY(desk.click(ota::child<Button>(header, "applyPackage")));
        QTRY_VERIFY(!desk.packages()->isVisible());
        QTRY_COMPARE(desk.child<Button>("applyNow")->text(), QStringLiteral("Apply to 1"));
    }
};

OTA_PANEL_TEST_MAIN(TestApplyFromBoards)
#include "tst_applyfromboards.moc"
