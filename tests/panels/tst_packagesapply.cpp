// SPDX-License-Identifier: Apache-2.0
// Applying packages from the panel: who is meant, what each gets, and that just these are asked.

#include "packagesdesk.h"
#include "panels/packages/targetpreview.h"
#include "panels/packages/targetsmodel.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/toast.h"

#include <QApplication>
#include <QLabel>

using namespace ota;

namespace {

const QString packageId = QStringLiteral("package_acme_gw_prod_2-0");
const QString otherId = QStringLiteral("package_acme_gw_other_1-0");

/// Two packages that can be applied, three gateways, one of them revoked.
void prepare(PackagesDesk& desk)
{
    desk.run("exosense.package.import", {{QStringLiteral("folder"), desk.folderOfPackages()}});
    for (const char* name : {"gw-1", "gw-2", "gw-3"})
        desk.run("exosense.identity.add", {{QStringLiteral("id"), QLatin1StringView(name)}});
    desk.run("exosense.identity.revoke", {{QStringLiteral("id"), QStringLiteral("gw-3")}});
    QTRY_COMPARE_WITH_TIMEOUT(desk.panel->findChild<TargetsModel*>()->all(), 3, packagesMs);
    desk.clickRow("packagesTable", packageId);
    desk.click("applyPackage");
}

void tick(PackagesDesk& desk, int row)
{
    auto* table = desk.child<SearchTable>("applyTable");
    QTRY_VERIFY(table->isVisible());
    table->setCurrentIndex(table->model()->index(row, 0));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Space);
    QTRY_COMPARE(table->model()->index(row, 0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
}

GatewayView gateway(const char* running, const QByteArray& desired, AckState ack)
{
    GatewayView view;
    view.board = QStringLiteral("gw");
    view.identity = DeviceIdentity::State::Provisioned;
    view.running = QLatin1StringView(running);
    view.desired = desired;
    view.ack = ack;
    return view;
}

} // namespace

class TestPackagesApply final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePreviewSaysWhatComesOfIt()
    {
        const QString url = QStringLiteral("https://files.example.com/fw.bin");
        const QByteArray two = PackagesDesk::textOf(PackagesDesk::config("2.0", "n", url));
        const QByteArray one = PackagesDesk::textOf(PackagesDesk::config("1.9", "n", url));
        const ConfigCheck config = checkConfig(two);
        const auto words = [&](const GatewayView& view) {
            return previewOf(view, config, desiredOf(view));
        };
        QCOMPARE(words(gateway("1.0", {}, AckState::None)).mark, Mark::Neutral);
        QCOMPARE(words(gateway("1.0", {}, AckState::None)).runs, QStringLiteral("1.0"));
        QCOMPARE(words(gateway("1.0", {}, AckState::None)).gets, QStringLiteral("2.0"));
        const TargetPreview pending = words(gateway("1.0", one, AckState::Pending));
        QCOMPARE(pending.mark, Mark::Warn);
        QVERIFY2(pending.words.contains(QStringLiteral("1.9")) && pending.words.contains(QStringLiteral("overwritten")),
                 qPrintable(pending.words));
        QVERIFY(words(gateway("1.0", two, AckState::Delivered)).words.contains(QStringLiteral("asked again")));
        QVERIFY(words(gateway("2.0", {}, AckState::None)).words.contains(QStringLiteral("runs it already")));
        GatewayView revoked = gateway("1.0", one, AckState::Pending);
        revoked.identity = DeviceIdentity::State::Revoked;
        QVERIFY(words(revoked).words.contains(QStringLiteral("revoked")));
        GatewayView listed = gateway("", {}, AckState::None);
        listed.identity = DeviceIdentity::State::Listed;
        QVERIFY(words(listed).words.contains(QStringLiteral("not activated")));
        GatewayView connected = gateway("1.0", {}, AckState::None);
        connected.isConnected = true;
        QCOMPARE(words(connected).mark, Mark::Good);
        GatewayView busy = gateway("1.0", one, AckState::Acknowledged);
        StatusSession session;
        session.version = QStringLiteral("1.9");
        session.lastStatus = OtauStatus::DownloadStep;
        session.percent = 40;
        busy.sessions = {session};
        QVERIFY2(words(busy).words.contains(QStringLiteral("DOWNLOAD_STEP 40")), qPrintable(words(busy).words));
        QCOMPARE(words(busy).mark, Mark::Warn);
    }

    void tickedGatewaysAreAskedAndNoOthers()
    {
        PackagesDesk desk;
        prepare(desk);
        auto* apply = desk.child<Button>("applyNow");
        QTRY_VERIFY(!apply->whyNot().isEmpty()); // Nobody is ticked.
        tick(desk, 0);
        tick(desk, 1);
        QTRY_COMPARE(apply->text(), QStringLiteral("Apply to 2"));
        desk.picture("packages-apply");
        desk.click(apply);
        const ToastHost& news = desk.window.window().toasts();
        QTRY_VERIFY(!news.toasts().isEmpty());
        hover(news.toasts().constLast());
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(packageId)->wantedBy.size() == 2, packagesMs);
        QCOMPARE(desk.row(packageId)->wantedBy, (QStringList{QStringLiteral("gw-1"), QStringLiteral("gw-2")}));
        auto* banner = desk.child<Banner>("applyBanner");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY2(banner->text().contains(QStringLiteral("2.0")), qPrintable(banner->text()));
        desk.picture("packages-applied");
        // Their timelines are one click away.
        desk.click(news.toasts().constLast()->actionButton());
        QTRY_COMPARE(desk.window.window().currentPanel()->id(), QStringLiteral("timelines"));
    }

    void whatIsPendingIsSaidBeforeItIsOverwritten()
    {
        PackagesDesk desk;
        prepare(desk);
        desk.run("exosense.apply",
                 {{QStringLiteral("package"), otherId}, {QStringLiteral("board"), QJsonArray{QStringLiteral("gw-1")}}});
        auto* table = desk.child<SearchTable>("applyTable");
        QTRY_VERIFY_WITH_TIMEOUT(
            table->model()->index(0, TargetsModel::Outcome).data().toString().contains(QStringLiteral("overwritten")),
            packagesMs);
        QVERIFY(table->model()->index(2, TargetsModel::Outcome).data().toString().contains(QStringLiteral("revoked")));
    }

    void theFilterCountsWhileOneTypes()
    {
        PackagesDesk desk;
        prepare(desk);
        desk.click(desk.child<SegmentedControl>("applyChoice")->segment(1));
        auto* apply = desk.child<Button>("applyNow");
        QTRY_VERIFY(!apply->whyNot().isEmpty());
        desk.fill("applyText", QStringLiteral("name=gw-2"));
        QTRY_COMPARE(apply->text(), QStringLiteral("Apply to 1"));
        desk.fill("applyText", QStringLiteral("nam=gw-*"));
        QTRY_VERIFY(apply->whyNot().contains(QStringLiteral("filter")));
        desk.picture("packages-apply-filter");
        desk.fill("applyText", QStringLiteral("name=gw-*"));
        QTRY_COMPARE(apply->text(), QStringLiteral("Apply to 2")); // The revoked one is not told.
        desk.click(apply);
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(packageId)->wantedBy.size() == 2, packagesMs);
    }

    void allMeansAllThatMaySpeak()
    {
        PackagesDesk desk;
        prepare(desk);
        desk.click(desk.child<SegmentedControl>("applyChoice")->segment(2));
        QTRY_COMPARE(desk.child<Button>("applyNow")->text(), QStringLiteral("Apply to 2"));
        // A dry run asks nobody.
        desk.click("dryRun");
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasRun("exosense.apply"), packagesMs);
        auto* banner = desk.child<Banner>("applyBanner");
        QTRY_VERIFY2(banner->text().contains(QStringLiteral("gw-1, gw-2")), qPrintable(banner->text()));
        QVERIFY(desk.row(packageId)->wantedBy.isEmpty());
    }

    void aRequestIsClearedWhereItWasMade()
    {
        PackagesDesk desk;
        prepare(desk);
        tick(desk, 0);
        desk.click("applyNow");
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(packageId)->wantedBy.size() == 1, packagesMs);
        auto* banner = desk.child<Banner>("applyBanner");
        QTRY_VERIFY(banner->isVisible());
        Q_EMIT banner->findChild<QLabel*>()->linkActivated(QString());
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(packageId)->wantedBy.isEmpty(), packagesMs);
    }

    void removingNamesTheGatewaysThatStillWantIt()
    {
        PackagesDesk desk;
        prepare(desk);
        desk.run("exosense.apply", {{QStringLiteral("package"), packageId}, {QStringLiteral("all"), true}});
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(packageId)->wantedBy.size() == 2, packagesMs);
        desk.clickRow("packagesTable", packageId);
        QTest::keyClick(desk.child<SearchTable>("packagesTable"), Qt::Key_Delete);
        const auto question = [&] {
            return desk.window.window().findChild<ConfirmDialog*>();
        };
        QTRY_VERIFY(question());
        QString text;
        for (const QLabel* label : question()->findChildren<QLabel*>())
            text += label->text();
        QVERIFY2(text.contains(QStringLiteral("gw-1, gw-2")), qPrintable(text));
        QTest::keyClick(question(), Qt::Key_Escape);
    }

    void aPackageThatIsBrokenIsNotApplied()
    {
        PackagesDesk desk;
        desk.run("exosense.package.import", {{QStringLiteral("folder"), desk.folderOfPackages()}});
        desk.clickRow("packagesTable", QStringLiteral("package_broken"));
        auto* apply = desk.child<Button>("applyPackage");
        QTRY_VERIFY2(apply->whyNot().contains(QStringLiteral("can not be applied")), qPrintable(apply->whyNot()));
        QVERIFY(!apply->isEnabled());
    }

    void fiveThousandGatewaysAreShownWithoutAWait()
    {
        TargetsModel model;
        GatewayViews gateways;
        for (int i = 0; i < 5000; ++i) {
            auto view = std::make_shared<GatewayView>(gateway("1.0", {}, AckState::None));
            view->board = QStringLiteral("gw-%1").arg(i, 4, 10, QLatin1Char('0'));
            gateways.push_back(std::move(view));
        }
        model.setPackage(checkConfig(PackagesDesk::textOf(
            PackagesDesk::config("2.0", "n", QStringLiteral("https://files.example.com/fw.bin")))));
        model.setGateways(gateways);
        model.setChoice(TargetsModel::Choice::All);
        QCOMPARE(model.meant().size(), 5000);
        // One of them changes: one row does.
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        auto other = std::make_shared<GatewayView>(*gateways[7]);
        other->running = QStringLiteral("2.0");
        gateways[7] = std::move(other);
        model.setGateways(gateways);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.constFirst().constFirst().toModelIndex().row(), 7);
    }
};

OTA_PANEL_TEST_MAIN(TestPackagesApply)
#include "tst_packagesapply.moc"
