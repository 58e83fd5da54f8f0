// SPDX-License-Identifier: Apache-2.0
// The journey of the ExoSense world with the mouse: packages, services, two virtual gateways of which one has a defect,
// the request, and what both timelines say of it.

#include "journey.h"
#include "panels/timelines/findinglist.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/servicehost.h"

#include <QAbstractItemView>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QTcpServer>

using namespace ota;

namespace {

const QString healthy = QStringLiteral("gw-healthy");
const QString confused = QStringLiteral("gw-confused");
constexpr qsizetype firmwareBytes = 30'000;
const QString packageId = QStringLiteral("package_acme_gw_prod_2-0");

/// Outside of what the system gives to those who ask for any port.
quint16 freeTcpPort()
{
    for (int tries = 0; tries < 100; ++tries) {
        const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(20'000, 30'000));
        if (QTcpServer server; server.listen(QHostAddress::LocalHost, port))
            return port;
    }
    qFatal("no TCP port is free");
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s can not be written", qPrintable(path));
}

} // namespace

class TestJourneyGateways final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packagesReachGatewaysAndTheDefectIsNamed()
    {
        BenchDesk desk;
        QVERIFY(desk.useFreePorts());
        desk.start();
        QTRY_VERIFY(desk.workbench().bench.isLoaded());
        const quint16 port = freeTcpPort();
        QVERIFY_RESULT(desk.run("serving.set",
                                {{QStringLiteral("exosense"), QJsonArray{QStringLiteral("127.0.0.1:%1").arg(port)}}}));

        import(desk, port);
        OTA_STEP();
        serve(desk);
        OTA_STEP();
        runGateway(desk, healthy, "murano", {});
        OTA_STEP();
        runGateway(desk, confused, "mqtt", QStringLiteral("out-of-order"));
        OTA_STEP();
        apply(desk);
        OTA_STEP();
        openSession(desk, healthy);
        OTA_STEP();
        QTRY_COMPARE_WITH_TIMEOUT(payload(desk), sizeText(firmwareBytes), journey::limitMs);
        QVERIFY2(findings(desk).isEmpty(), qPrintable(findings(desk).join(u'\n')));
        desk.picture("journey-gateway-healthy");
        openSession(desk, confused);
        OTA_STEP();
        QTRY_COMPARE_WITH_TIMEOUT(payload(desk), sizeText(firmwareBytes), journey::limitMs);
        QTRY_VERIFY2(!findings(desk).filter(QStringLiteral("XS-SEQ-BACKWARD")).isEmpty(),
                     qPrintable(findings(desk).join(u'\n')));
        desk.picture("journey-gateway-confused");
        sequence(desk);
    }

private:
    /// What the vendor's command line uploads: a package, and the file that it names.
    void import(BenchDesk& desk, quint16 port)
    {
        const QString folder = desk.path("packages");
        QVERIFY(QDir().mkpath(folder));
        const QJsonObject config{
            {QStringLiteral("version"), QStringLiteral("2.0")},
            {QStringLiteral("name"), QStringLiteral("prod")},
            {QStringLiteral("type"), QStringLiteral("FILE")},
            {QStringLiteral("payload"), QStringLiteral("http://127.0.0.1:%1/provision/download?id=fw.bin").arg(port)}};
        const QJsonObject info{{QStringLiteral("author"), QStringLiteral("lab")},
                               {QStringLiteral("vendor"), QStringLiteral("acme")},
                               {QStringLiteral("product"), QStringLiteral("gw")},
                               {QStringLiteral("config_otau"), config}};
        write(folder + u'/' + packageId + QStringLiteral(".json"), QJsonDocument(info).toJson());
        write(folder + QStringLiteral("/package_broken.json"), "{ no json");
        write(folder + QStringLiteral("/fw.bin"), QByteArray(firmwareBytes, 'f'));

        QVERIFY(desk.click("rail.packages"));
        QTRY_VERIFY(desk.child<QWidget>("emptyImportPackages")->isVisible());
        QVERIFY(desk.click("emptyImportPackages"));
        QVERIFY(desk.clickFile("importPackagesDialog", folder));
        QTRY_VERIFY(desk.jobHasEnded("exosense.package.import"));
        QVERIFY_RESULT(*desk.job("exosense.package.import")->result);
        // The broken one is listed, too.
        QTRY_COMPARE(desk.child<QAbstractItemView>("packagesTable")->model()->rowCount(), 2);
        desk.picture("journey-packages");
        QVERIFY(desk.click("closeImport"));
    }

    void serve(BenchDesk& desk)
    {
        QVERIFY(desk.click("rail.serving"));
        QTRY_VERIFY(desk.child<QWidget>("groupGateways")->isVisible());
        QVERIFY(desk.click("groupGateways"));
        for (const char* service : {"exosense", "exosense-mqtt"}) {
            auto* card = desk.child<QWidget>(qPrintable(QStringLiteral("card.") + QLatin1StringView(service)));
            QTRY_VERIFY(card->isVisible());
            QVERIFY(desk.click(child<QWidget>(card, "start")));
            const ServiceHost& services = desk.workbench().services;
            QTRY_COMPARE(services.entry(QLatin1StringView(service))->status.state, ServiceStatus::State::Running);
        }
        desk.picture("journey-gateways-served");
    }

    void runGateway(BenchDesk& desk, const QString& name, const char* transport, const QString& defect)
    {
        QVERIFY(desk.click("rail.boards"));
        QVERIFY(desk.click("addBoard"));
        QVERIFY(desk.click("kindGateway"));
        QVERIFY(desk.click("virtualGateways"));
        QVERIFY(desk.fill("gateway.name", name));
        QVERIFY(desk.click(qPrintable(QStringLiteral("gateway.transport.") + QLatin1StringView(transport))));
        desk.child<QSpinBox>("gateway.pace")->setValue(0);
        if (!defect.isEmpty())
            QVERIFY(desk.click(qPrintable(QStringLiteral("gatewayDefect.") + defect)));
        auto* run = desk.child<Button>("runGateways");
        QTRY_VERIFY2(run->isEnabled(), qPrintable(run->whyNot()));
        desk.picture(qPrintable(QStringLiteral("journey-run-") + name));
        QVERIFY(desk.click(run));
        // It has activated and said what it runs.
        QTRY_VERIFY_WITH_TIMEOUT(runs(desk, name) == QStringLiteral("1.0"), journey::limitMs);
    }

    static QString runs(const BenchDesk& desk, const QString& name)
    {
        const GatewayPtr gateway = desk.workbench().gateways->gateway(name);
        return gateway ? gateway->running : QString();
    }

    void apply(BenchDesk& desk)
    {
        QVERIFY(desk.click("rail.packages"));
        QVERIFY(desk.clickRow("packagesTable", packageId));
        QVERIFY(desk.click("applyPackage"));
        QTRY_COMPARE(desk.child<QAbstractItemView>("applyTable")->model()->rowCount(), 2);
        QVERIFY(desk.click("tickAll"));
        auto* now = desk.child<Button>("applyNow");
        QTRY_VERIFY2(now->isEnabled(), qPrintable(now->whyNot()));
        desk.picture("journey-apply");
        QVERIFY(desk.click(now));
        QTRY_VERIFY(desk.jobHasEnded("exosense.apply"));
        QVERIFY_RESULT(*desk.job("exosense.apply")->result);
        for (const QString& name : {healthy, confused})
            QTRY_VERIFY_WITH_TIMEOUT(runs(desk, name) == QStringLiteral("2.0"), journey::limitMs);
        desk.picture("journey-applied");
    }

    /// By the link of its board; waits until it has ended well.
    void openSession(BenchDesk& desk, const QString& name)
    {
        QVERIFY(desk.click("rail.boards"));
        QVERIFY(desk.clickRow("boardsTable", name));
        QTRY_COMPARE(desk.child<QLabel>("boardName")->text(), name);
        auto* open = desk.child<QWidget>("openTimeline");
        QTRY_VERIFY(open->isVisible() && open->isEnabled());
        QVERIFY(desk.click(open));
        QTRY_VERIFY(desk.child<ElidedLabel>("sessionTitle")->text().contains(name));
        QTRY_COMPARE_WITH_TIMEOUT(desk.child<Badge>("sessionVerdict")->text(), QStringLiteral("success"),
                                  journey::limitMs);
    }

    /// What was sent in the chosen session, as it stands there.
    static QString payload(const BenchDesk& desk)
    {
        for (const KeyValue& fact : desk.child<KeyValueList>("sessionBytes")->rows()) {
            if (fact.key == QStringLiteral("Payload sent"))
                return fact.value;
        }
        return {};
    }

    /// Of the chosen session, as they stand there.
    static QStringList findings(const BenchDesk& desk)
    {
        QStringList texts;
        const auto* list = desk.child<FindingList>("sessionFindings");
        for (const MarkLine* line : list->findChildren<MarkLine*>())
            texts << line->text();
        return list->count() > 0 ? texts : QStringList();
    }

    /// What was reported stands beside what was expected.
    void sequence(BenchDesk& desk)
    {
        QVERIFY(desk.click("sessionSequence"));
        auto* table = desk.child<QAbstractItemView>("sequenceTable");
        QTRY_VERIFY(table->isVisible());
        const auto marked = [table] {
            QStringList rows;
            const QAbstractItemModel* model = table->model();
            for (int row = 0; row < model->rowCount(); ++row) {
                QStringList words;
                for (int column = 0; column < model->columnCount(); ++column)
                    words << model->index(row, column).data().toString();
                rows << words.join(u' ');
            }
            return rows.filter(QStringLiteral("XS-SEQ-BACKWARD"));
        };
        QTRY_COMPARE(marked().size(), 1);
        desk.picture("journey-gateway-sequence");
    }
};

OTA_PANEL_TEST_MAIN(TestJourneyGateways)
#include "tst_journeygateways.moc"
