// SPDX-License-Identifier: Apache-2.0
// Gateways among the boards, by clicks and keys: listed, asked, run as virtual ones over real sockets, taken away.

#include "boardsdesk.h"
#include "panels/boards/boardinspector.h"
#include "panels/boards/gatewaycompare.h"
#include "panels/boards/gatewayrunform.h"
#include "panels/boards/gatewaywords.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/celldelegate.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/segmentedcontrol.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSpinBox>
#include <QTcpServer>
#include <QUrl>

#include <utility>

using namespace ota;

namespace {

QString valueOf(const KeyValueList* facts, const QString& key)
{
    for (const KeyValue& row : facts->rows()) {
        if (row.key == key)
            return row.value;
    }
    return QStringLiteral("no row of that key");
}

/// A desk that is the cloud of gateways, too.
class GatewayDesk final : public Desk
{
public:
    ~GatewayDesk()
    {
        for (const int id : window.jobs().ids())
            window.jobs().cancel(id);
    }

    GatewayFeed& feed() { return window.gatewayFeed(); }
    /// At any free port of loopback.
    void useFreePorts()
    {
        const QJsonArray free{QStringLiteral("127.0.0.1:0")};
        run("serving.set", {{QStringLiteral("exosense"), free}, {QStringLiteral("exosense-mqtt"), free}});
    }
    void serve()
    {
        useFreePorts();
        for (const auto* name : {"exosense", "exosense-mqtt"})
            window.services().start(QString::fromLatin1(name));
        QTRY_VERIFY_WITH_TIMEOUT(!feed().served().http.isEmpty() && !feed().served().mqtt.isEmpty(), longMs);
    }
    void addGateway(const char* name) { run("exosense.identity.add", {{QStringLiteral("id"), QLatin1String(name)}}); }
    /// A package whose payload is JSON: nothing is downloaded.
    void addPackage(const char* version)
    {
        const QString id = QStringLiteral("package_acme_gw_") + QString::fromLatin1(version).replace(u'.', u'-');
        const QString config = QStringLiteral(R"({"version":"%1","name":"n","type":"JSON","payload":{"level":3}})");
        run("exosense.package.add", {{QStringLiteral("id"), id},
                                     {QStringLiteral("vendor"), QStringLiteral("acme")},
                                     {QStringLiteral("product"), QStringLiteral("gw")},
                                     {QStringLiteral("text"), config.arg(QString::fromLatin1(version))}});
        packageId = id;
    }
    /// One whose file is fetched from this bench.
    void addFilePackage(const char* version = "2.0", const QJsonObject& more = {})
    {
        QFile image(directory.filePath(QStringLiteral("fw.bin")));
        QVERIFY(image.open(QIODevice::WriteOnly));
        image.write("firmware");
        image.close();
        packageId = QStringLiteral("package_acme_gw_") + QString::fromLatin1(version).replace(u'.', u'-');
        QJsonObject values{{QStringLiteral("id"), packageId},
                           {QStringLiteral("file"), image.fileName()},
                           {QStringLiteral("version"), QLatin1String(version)},
                           {QStringLiteral("name"), QStringLiteral("prod")}};
        for (auto each = more.begin(); each != more.end(); ++each)
            values.insert(each.key(), *each);
        run("exosense.package.add", values);
    }
    /// Not at the address that it had.
    void restartElsewhere(const QString& before)
    {
        const QString service = QStringLiteral("exosense");
        window.services().stop(service);
        QTRY_VERIFY_WITH_TIMEOUT(feed().served().http.isEmpty(), longMs);
        QTcpServer squatter; // Where somebody else has the port by now, that is as good.
        (void)squatter.listen(QHostAddress::LocalHost, static_cast<quint16>(QUrl(before).port()));
        window.services().start(service);
        QTRY_VERIFY_WITH_TIMEOUT(!feed().served().http.isEmpty(), longMs);
    }
    void apply(const QStringList& gateways)
    {
        run("exosense.apply",
            {{QStringLiteral("package"), packageId}, {QStringLiteral("board"), QJsonArray::fromStringList(gateways)}});
    }
    void trigger(const char* action) { ota::child<QAction>(panel, action)->trigger(); }
    void confirm()
    {
        QTRY_VERIFY(window.window().findChild<QDialog*>());
        click(child<Button>("confirm"));
    }
    QString cell(const QString& name, BoardsModel::Column column)
    {
        return row(name).siblingAtColumn(column).data().toString();
    }
    GatewayPtr gateway(const char* name) { return feed().gateway(QString::fromLatin1(name)); }
    /// The form of virtual gateways, filled in.
    void fillRunForm(const char* name, const char* transport, const QStringList& defects)
    {
        trigger("runGatewaysAction");
        QTRY_VERIFY(child<QLineEdit>("gateway.name")->hasFocus());
        type(child<QLineEdit>("gateway.name"), QString::fromLatin1(name));
        click(child<QWidget>(qPrintable(QStringLiteral("gateway.transport.") + QLatin1String(transport))));
        child<QSpinBox>("gateway.pace")->setValue(0);
        for (const QString& defect : defects)
            click(child<QWidget>(qPrintable(QStringLiteral("gatewayDefect.") + defect)));
    }

    QString packageId;
};

} // namespace

class TestGateways final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestThatPointsNowhereIsSeenAndAskedAgain()
    {
        GatewayDesk desk;
        desk.serve();
        desk.addGateway("gw-1");
        desk.addFilePackage();
        desk.apply({QStringLiteral("gw-1")});
        QTRY_VERIFY(desk.row("gw-1").isValid());
        desk.choose(QStringLiteral("gw-1"));
        auto* moved = desk.child<QWidget>("gatewayMoved");
        QTRY_COMPARE(valueOf(desk.child<KeyValueList>("gatewayRequest"), QStringLiteral("Desired")),
                     QStringLiteral("2.0"));
        QVERIFY(!moved->isVisible());
        // The service comes back at another port of its own.
        const QString before = desk.feed().served().http;
        desk.restartElsewhere(before);
        QTRY_VERIFY_WITH_TIMEOUT(moved->isVisible(), longMs);
        const QString text = desk.child<MarkLine>("gatewayMovedText")->text();
        QVERIFY2(text.contains(before) && text.contains(desk.packageId), qPrintable(text));
        picture(desk.window.window(), "gateway-moved");
        click(desk.child<Button>("applyAgain"));
        QTRY_COMPARE(desk.window.window().currentPanel(), desk.window.window().panel(QStringLiteral("packages")));
        desk.apply({QStringLiteral("gw-1")});
        QTRY_VERIFY_WITH_TIMEOUT(!desk.gateway("gw-1")->moved, longMs);
    }

    void aGatewayIsListedAndItsTokenReissuedByClicks()
    {
        GatewayDesk desk;
        const QAbstractItemModelTester tester(desk.panel->model());
        desk.trigger("addGatewayAction");
        auto* save = desk.child<Button>("saveBoard");
        QTRY_VERIFY(desk.child<QLineEdit>("board.name")->hasFocus());
        type(desk.child<QLineEdit>("board.name"), QStringLiteral("gw-7"));
        type(desk.child<QLineEdit>("board.fingerprint"), QStringLiteral("ab:cd"));
        QTRY_VERIFY(save->whyNot().contains(QStringLiteral("Certificate")));
        type(desk.child<QLineEdit>("board.fingerprint"), QString(64, u'A'));
        QCOMPARE(desk.panel->selectionCommand(), QString(QStringLiteral("otaw exosense identity add --fingerprint=") +
                                                         QString(64, u'a') + QStringLiteral(" gw-7")));
        picture(desk.window.window(), "gateway-add");
        click(save);
        QTRY_VERIFY(desk.row("gw-7").isValid());
        QTRY_VERIFY(desk.gateway("gw-7"));
        QTRY_COMPARE(desk.cell(QStringLiteral("gw-7"), BoardsModel::World), QStringLiteral("ExoSense"));
        desk.choose(QStringLiteral("gw-7"));
        auto* credential = desk.child<KeyValueList>("gatewayCredential");
        QTRY_COMPARE(valueOf(credential, QStringLiteral("Certificate")), QString(64, u'a'));
        QVERIFY(valueOf(credential, QStringLiteral("State")).startsWith(QStringLiteral("listed")));

        click(desk.child<Button>("reissueToken"));
        desk.confirm();
        auto* token = desk.child<QLabel>("newToken");
        QTRY_COMPARE_WITH_TIMEOUT(token->text().size(), 40, longMs);
        QTRY_VERIFY(token->isVisible());
        const QString issued = token->text();
        picture(desk.window.window(), "gateway-token");
        click(desk.child<Button>("copyToken"));
        QCOMPARE(QApplication::clipboard()->text(), issued);
        QTRY_VERIFY(valueOf(credential, QStringLiteral("State")) == QStringLiteral("provisioned"));
        click(desk.child<Button>("hideToken"));
        QTRY_VERIFY(!token->isVisible());
        QVERIFY(token->text().isEmpty());

        click(desk.child<Button>("revokeToken"));
        desk.confirm();
        QTRY_VERIFY_WITH_TIMEOUT(valueOf(credential, QStringLiteral("State")).startsWith(QStringLiteral("revoked")),
                                 longMs);
        click(desk.child<Button>("relistGateway"));
        desk.confirm();
        QTRY_VERIFY_WITH_TIMEOUT(valueOf(credential, QStringLiteral("State")).startsWith(QStringLiteral("listed")),
                                 longMs);

        desk.trigger("removeAction");
        desk.confirm();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.row("gw-7").isValid(), longMs);
        QTRY_VERIFY(!desk.gateway("gw-7"));
    }

    void whatWasAskedStandsBesideWhatWasWrittenBack()
    {
        GatewayDesk desk;
        desk.addGateway("gw-1");
        desk.addPackage("2.0");
        QTRY_VERIFY(desk.gateway("gw-1"));
        desk.apply({QStringLiteral("gw-1")});
        QTRY_COMPARE(desk.cell(QStringLiteral("gw-1"), BoardsModel::Target), QStringLiteral("2.0"));
        QTRY_COMPARE(desk.row("gw-1").siblingAtColumn(BoardsModel::Target).data(cell::AsideRole).toString(),
                     QStringLiteral("pending"));
        desk.choose(QStringLiteral("gw-1"));
        auto* request = desk.child<KeyValueList>("gatewayRequest");
        QTRY_COMPARE(valueOf(request, QStringLiteral("State")), QStringLiteral("pending"));
        click(desk.child<Button>("compareRequest"));
        auto* desired = desk.child<QPlainTextEdit>("desiredConfig");
        QTRY_VERIFY(desired->isVisible());
        QVERIFY(desired->toPlainText().contains(QStringLiteral("\"version\": \"2.0\"")));
        QVERIFY(desk.child<QPlainTextEdit>("reportedConfig")->toPlainText().isEmpty());
        QTest::keyClick(desired, Qt::Key_Escape);
        QTRY_VERIFY(!desired->isVisible());

        desk.trigger("clearRequestAction");
        desk.confirm();
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell(QStringLiteral("gw-1"), BoardsModel::Target), QStringLiteral("–"), longMs);
    }

    void installedIsNotConfirmed()
    {
        BoardsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Board board;
        board.id = BoardId(QStringLiteral("gw-1"));
        board.world = QStringLiteral("exosense");
        model.setBoards({board});
        const auto show = [&model](SessionResult result, OtauStatus last, AckState ack) {
            GatewayFacts facts;
            facts.board = QStringLiteral("gw-1");
            facts.wants = QStringLiteral("2.0");
            facts.ack = ack;
            StatusSession session;
            session.version = facts.wants;
            session.result = result;
            session.lastStatus = last;
            session.percent = last == OtauStatus::DownloadStep ? std::optional(62.0) : std::nullopt;
            facts.sessions = {session};
            const auto gateway = std::make_shared<const GatewayFacts>(facts);
            model.setGateways({gateway});
            return verdictText(*gateway);
        };
        const auto session = [&model](int role) {
            return model.index(0, BoardsModel::Session).data(role);
        };
        QCOMPARE(show(SessionResult::Running, OtauStatus::DownloadStep, AckState::Delivered),
                 QStringLiteral("DOWNLOAD 62 %"));
        QCOMPARE(session(Qt::DisplayRole).toString(), QStringLiteral("DOWNLOAD 62 %"));
        QCOMPARE(session(cell::ProgressRole).value<CellProgress>().fraction.value_or(0), 0.62);
        QCOMPARE(show(SessionResult::Running, OtauStatus::InstallSuccess, AckState::Acknowledged),
                 QStringLiteral("installed, not confirmed"));
        QCOMPARE(session(Qt::DisplayRole).toString(), QStringLiteral("not confirmed"));
        QCOMPARE(session(cell::MarkRole).toInt(), static_cast<int>(Mark::Info));
        QVERIFY(model.row(QStringLiteral("gw-1"))->inSession());
        QCOMPARE(show(SessionResult::Success, OtauStatus::InstalledVersion, AckState::Acknowledged),
                 QStringLiteral("confirmed"));
        QCOMPARE(session(cell::MarkRole).toInt(), static_cast<int>(Mark::Good));
        QVERIFY(!model.row(QStringLiteral("gw-1"))->inSession());
        (void)show(SessionResult::RolledBack, OtauStatus::InstallSuccess, AckState::Different);
        QVERIFY(model.row(QStringLiteral("gw-1"))->needsLook());
        const QModelIndex target = model.index(0, BoardsModel::Target);
        QCOMPARE(target.data(cell::AsideRole).toString(), QStringLiteral("different"));
        QCOMPARE(target.data(cell::MarkRole).toInt(), static_cast<int>(Mark::Warn));
        model.setGateways({});
        QCOMPARE(session(Qt::DisplayRole).toString(), QStringLiteral("no session"));
    }

    void differentLinesAreThoseWithoutAPartner()
    {
        const QStringList a = prettyLines(R"({"name":"n","version":"2.0","x":1})");
        const QStringList b = prettyLines(R"({"version":"1.0","name":"n"})");
        const DifferentLines different = differentLines(a, b);
        QStringList ofA;
        for (const int line : different.ofA)
            ofA << a.at(line).trimmed();
        QStringList ofB;
        for (const int line : different.ofB)
            ofB << b.at(line).trimmed();
        QCOMPARE(ofA, (QStringList{QStringLiteral("\"version\": \"2.0\","), QStringLiteral("\"x\": 1")}));
        QCOMPARE(ofB, QStringList{QStringLiteral("\"version\": \"1.0\"")});
        QVERIFY(differentLines(a, a).ofA.isEmpty());
        QCOMPARE(prettyLines("no JSON"), QStringList{QStringLiteral("no JSON")});
        QCOMPARE(differentLines({}, b).ofB.size(), b.size());
    }

    void withoutAServiceTheFormOffersToStartIt()
    {
        GatewayDesk desk;
        desk.trigger("runGatewaysAction");
        auto* run = desk.child<Button>("runGateways");
        auto* banner = desk.child<Banner>("gatewayRunBanner");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->text().contains(QStringLiteral("not served")));
        QVERIFY(!run->isEnabled());
        QVERIFY(run->whyNot().contains(QStringLiteral("nothing serves gateways")));
        picture(desk.window.window(), "gateway-run-unserved");
        desk.useFreePorts();
        auto* label = ota::child<QLabel>(banner, "bannerText");
        label->setFocus();
        QTest::keyClick(label, Qt::Key_Tab); // Into the link.
        QTest::keyClick(label, Qt::Key_Return);
        QTRY_VERIFY(run->isEnabled());
        QVERIFY(!banner->isVisible());
        type(desk.child<QLineEdit>("gateway.name"), QStringLiteral("a/b"));
        QTRY_VERIFY(run->whyNot().contains(QStringLiteral("name")));
    }

    void twoVirtualGatewaysAreRunAndAskedAndTheDefectIsNamed_data()
    {
        QTest::addColumn<QString>("transport");
        QTest::newRow("HTTP, legacy") << QStringLiteral("legacy");
        QTest::newRow("HTTP, Murano") << QStringLiteral("murano");
        QTest::newRow("MQTT") << QStringLiteral("mqtt");
    }

    void twoVirtualGatewaysAreRunAndAskedAndTheDefectIsNamed()
    {
        QFETCH(const QString, transport);
        const QByteArray spoken = transport.toLatin1();
        GatewayDesk desk;
        const QAbstractItemModelTester tester(desk.panel->model());
        desk.serve();
        desk.addPackage("2.0");
        const QString good = QStringLiteral("gw-good");
        const QString bad = QStringLiteral("gw-bad");
        desk.fillRunForm("gw-good", spoken.constData(), {});
        click(desk.child<Button>("runGateways"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(good).isValid(), longMs);
        desk.fillRunForm("gw-bad", spoken.constData(), {QStringLiteral("lie-success")});
        QVERIFY(desk.panel->selectionCommand().contains(QStringLiteral("--defect=lie-success")));
        picture(desk.window.window(), "gateway-run");
        click(desk.child<Button>("runGateways"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(bad).isValid(), longMs);
        for (const QString& name : {good, bad}) {
            QTRY_COMPARE_WITH_TIMEOUT(desk.cell(name, BoardsModel::Runs), QStringLiteral("1.0"), longMs);
            QCOMPARE(desk.row(name).data(cell::BadgeRole).toString(), QStringLiteral("SIMULATED"));
            QTRY_COMPARE(desk.panel->model()->row(name)->power, BoardRow::Power::On);
            QTRY_VERIFY_WITH_TIMEOUT(desk.cell(name, BoardsModel::Links)
                                         .contains(transport == QStringLiteral("mqtt") ? QStringLiteral("MQTT")
                                                                                       : QStringLiteral("long poll")),
                                     longMs);
        }
        desk.apply({good, bad});
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell(good, BoardsModel::Session), QStringLiteral("confirmed"), longMs);
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell(good, BoardsModel::Runs), QStringLiteral("2.0"), longMs);
        QCOMPARE(desk.row(good).siblingAtColumn(BoardsModel::Target).data(cell::AsideRole).toString(),
                 QStringLiteral("acknowledged"));
        desk.choose(bad);
        auto* defects = desk.child<KeyValueList>("boardDefects");
        QTRY_VERIFY(defects->isVisible());
        QVERIFY(!valueOf(defects, QStringLiteral("lie-success")).startsWith(QStringLiteral("no row")));
        picture(desk.window.window(), "gateway-bad");
        desk.choose(good);
        QTRY_COMPARE(desk.child<Badge>("boardVerdict")->text(), QStringLiteral("confirmed"));
        click(desk.child<Button>("compareRequest"));
        QTRY_VERIFY(!desk.child<QPlainTextEdit>("reportedConfig")->toPlainText().isEmpty());
        picture(desk.window.window(), "gateway-good");

        desk.trigger("powerAction");
        QTRY_COMPARE_WITH_TIMEOUT(desk.panel->model()->row(good)->power, BoardRow::Power::Off, longMs);
    }

    void anOddOrderIsToldByItsRule()
    {
        GatewayDesk desk;
        desk.serve();
        desk.addPackage("2.0");
        desk.fillRunForm("gw-1", "legacy", {QStringLiteral("out-of-order")});
        click(desk.child<Button>("runGateways"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell(QStringLiteral("gw-1"), BoardsModel::Runs), QStringLiteral("1.0"), longMs);
        desk.apply({QStringLiteral("gw-1")});
        desk.choose(QStringLiteral("gw-1"));
        // Its order is told by its rule, in a sentence.
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.panel->inspector()->findChild<MarkLine*>(QStringLiteral("finding.XS-SEQ-BACKWARD")), longMs);
        picture(desk.window.window(), "gateway-findings");
    }

    void gatewaysThatExpectASignatureRefuseAllElse()
    {
        const QString ourType = QStringLiteral("11112222-3333-4444-5555-666677778888");
        GatewayDesk desk;
        desk.serve();
        desk.run("key.new", {{QStringLiteral("name"), QStringLiteral("lab")}});
        desk.addFilePackage(); // Nobody has signed it.
        const QString plain = desk.packageId;
        desk.addFilePackage(
            "3.0", {{QStringLiteral("lab-sign"), QStringLiteral("lab")}, {QStringLiteral("device-type"), ourType}});
        desk.fillRunForm("gw-1", "legacy", {});
        auto* key = desk.child<QComboBox>("gateway.labKey");
        auto* careless = desk.child<QWidget>("gatewayDefect.wrong-device-ok");
        auto* typeField = desk.child<QLineEdit>("gateway.deviceType");
        QTRY_COMPARE(key->findData(QStringLiteral("lab")), 1);
        // What would change nothing is not offered.
        QVERIFY(!careless->isVisible());
        QVERIFY(!typeField->isVisible());
        reach(key);
        key->setFocus();
        QTest::keyClick(key, Qt::Key_Down);
        QTRY_VERIFY(careless->isVisible());
        QCOMPARE(desk.child<Button>("runGateways")->whyNot(), QStringLiteral("Not yet: the device type is missing"));
        type(typeField, QStringLiteral("gateway"));
        QVERIFY(desk.child<FieldRow>("gatewayRow.deviceType")->error().contains(QStringLiteral("UUID")));
        type(typeField, ourType);
        picture(desk.window.window(), "gateway-lab");
        QVERIFY(
            desk.panel->selectionCommand().contains(QStringLiteral("--lab-header=lab --device-type=%1").arg(ourType)));
        click(desk.child<Button>("runGateways"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell(QStringLiteral("gw-1"), BoardsModel::Runs), QStringLiteral("1.0"), longMs);
        const QString signedPackage = std::exchange(desk.packageId, plain);
        desk.apply({QStringLiteral("gw-1")});
        QTRY_VERIFY_WITH_TIMEOUT(desk.gateway("gw-1")->lastReport->message.startsWith(QStringLiteral("AH-LEN")),
                                 longMs);
        desk.packageId = signedPackage;
        desk.apply({QStringLiteral("gw-1")});
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell(QStringLiteral("gw-1"), BoardsModel::Runs), QStringLiteral("3.0"), longMs);
    }

    void theTableFitsAUsualWindow()
    {
        GatewayDesk desk;
        desk.window.window().resize(1280, 720);
        for (int i = 0; i < 40; ++i)
            desk.run("board.add", {{QStringLiteral("name"), QStringLiteral("board-%1").arg(i)}});
        QTRY_COMPARE(desk.panel->model()->rowCount(), 40);
        QTRY_VERIFY(desk.panel->table()->verticalScrollBar()->maximum() > 0);
        QCOMPARE(desk.panel->table()->horizontalScrollBar()->maximum(), 0);
    }

    void manyGatewaysAreChosenAtOnce()
    {
        GatewayDesk desk;
        for (const char* name : {"gw-1", "gw-2", "gw-3"})
            desk.addGateway(name);
        QTRY_COMPARE(desk.feed().gateways().size(), 3U);
        QTRY_COMPARE(desk.panel->model()->rowCount(), 3);
        desk.panel->model()->setChecked({QStringLiteral("gw-1"), QStringLiteral("gw-3")});
        QCOMPARE(desk.panel->selectionCommand(), QStringLiteral("otaw exosense status gw-1 gw-3"));
        QVERIFY(!ota::child<QAction>(desk.panel, "reissueTokenAction")->isEnabled());
        desk.trigger("revokeTokenAction");
        desk.confirm();
        QTRY_COMPARE_WITH_TIMEOUT(desk.gateway("gw-3")->identity, DeviceIdentity::State::Revoked, longMs);
        QTRY_COMPARE_WITH_TIMEOUT(desk.gateway("gw-1")->identity, DeviceIdentity::State::Revoked, longMs);
        QCOMPARE(desk.gateway("gw-2")->identity, DeviceIdentity::State::Listed);
        desk.trigger("removeAction");
        desk.confirm();
        QTRY_COMPARE_WITH_TIMEOUT(desk.panel->model()->rowCount(), 1, longMs);
    }

    void aThousandGatewaysRunAndAnswerWhileTheWindowStaysAwake()
    {
        GatewayDesk desk;
        desk.serve();
        desk.addPackage("2.0");
        desk.trigger("runGatewaysAction");
        type(desk.child<QLineEdit>("gateway.name"), QStringLiteral("gateway"));
        desk.child<QSpinBox>("gateway.count")->setValue(1000);
        desk.child<QSpinBox>("gateway.pace")->setValue(0);
        QVERIFY(desk.panel->selectionCommand().contains(QStringLiteral("--count=1000")));
        click(desk.child<Button>("runGateways"));
        constexpr int patienceMs = 90'000;
        QTRY_COMPARE_WITH_TIMEOUT(desk.feed().gateways().size(), 1000U, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(desk.panel->model()->rowCount(), 1000, patienceMs);
        const auto count = [&](const auto& is) {
            return std::ranges::count_if(desk.feed().gateways(), is);
        };
        QTRY_COMPARE_WITH_TIMEOUT(count([](const GatewayPtr& each) { return each->isWaiting; }), 1000, patienceMs);
        desk.run("exosense.apply", {{QStringLiteral("package"), desk.packageId}, {QStringLiteral("all"), true}});
        QTRY_VERIFY_WITH_TIMEOUT(count([](const GatewayPtr& each) { return each->desiredNs > 0; }) == 1000, patienceMs);
        picture(desk.window.window(), "gateways-1000");
        QTRY_VERIFY_WITH_TIMEOUT(
            count([](const GatewayPtr& each) { return each->running == QStringLiteral("2.0"); }) > 100, patienceMs);
        picture(desk.window.window(), "gateways-1000-done");
    }
};

OTA_PANEL_TEST_MAIN(TestGateways)

#include "tst_gateways.moc"
