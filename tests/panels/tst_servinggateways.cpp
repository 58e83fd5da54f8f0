// SPDX-License-Identifier: Apache-2.0
// The ExoSense services in the Serving panel: by clicks, with a gateway that speaks with them, and with the verbs that
// act on the bench beside them.

#include "exosense/exosensecloud.h"
#include "exosense/exosensedesk.h"
#include "panels/serving/requestlog.h"
#include "panels/serving/requestmodel.h"
#include "panels/serving/settingsform.h"
#include "panels/serving/transfermodel.h"
#include "panels/shell/statuslights.h"
#include "panels/widgets/chipedit.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/qrcode.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/servicelight.h"
#include "panels/widgets/switch.h"
#include "rawclient.h"
#include "servingfixture.h"
#include "store/bench.h"
#include "store/blobstore.h"

#include <QClipboard>
#include <QLineEdit>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QUrl>

using namespace ota;

namespace {

const QString http = QStringLiteral("http");
const QString exosense = QStringLiteral("exosense");
const QString tls = QStringLiteral("exosense-tls");
const QString mqtt = QStringLiteral("exosense-mqtt");
const QStringList gatewayServices{exosense, tls, mqtt, QStringLiteral("exosense-mqtts")};

using State = ServiceStatus::State;

QString textAt(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestServingGateways final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<ServingFixture>();
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
        USE_FREE_PORTS(*m_fixture);
    }

    void cleanup() { m_fixture.reset(); }

    void theyAreAGroupOfTheirOwn()
    {
        QVERIFY(m_fixture->card(http)->isVisible());
        QVERIFY(!m_fixture->card(exosense)->isVisible());
        showGroup();
        QVERIFY(!m_fixture->card(http)->isVisible());
        for (const QString& service : gatewayServices)
            QVERIFY2(m_fixture->card(service)->isVisible(), qPrintable(service));
        QVERIFY(m_fixture->card(exosense)->isSelected());
        // Where one asks for a service one sees it.
        m_fixture->window().openThing(QStringLiteral("serving"), QStringLiteral("service/coap"));
        QVERIFY(m_fixture->card(QStringLiteral("coap"))->isVisible());
        m_fixture->window().openThing(QStringLiteral("serving"), QStringLiteral("service/exosense-mqtt"));
        QVERIFY(m_fixture->card(mqtt)->isVisible());
        QVERIFY(m_fixture->card(mqtt)->isSelected());
        // And it is the one that the next window shows.
        m_fixture->open();
        QVERIFY(m_fixture->window().panel(QStringLiteral("serving")) != nullptr);
    }

    void aGatewayComesAndIsSeen()
    {
        RUN_OPERATION(*m_fixture, "exosense.identity.add", {{"id", "gw-1"}}); // Nothing serves it yet.
        showGroup();
        QVERIFY(!light(exosense)->isVisible());
        START_SERVICE(*m_fixture, exosense);
        QTRY_VERIFY(light(exosense)->isVisible());
        QTRY_COMPARE(panel()->header()->facts(), QStringLiteral("1 of 8 services run"));
        QVERIFY(m_fixture->bench().gateways().isServed());
        const QString address = m_fixture->card(exosense)->address();
        QVERIFY2(address.startsWith(QStringLiteral("http://127.0.0.1:")), qPrintable(address));
        RawClient gateway(portOf(exosense));
        const RawResponse activated =
            gateway.request("POST /provision/activate HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nid=gw-1");
        QCOMPARE(activated.status, 200);
        const RawResponse written =
            gateway.request("POST /onep:v1/stack/alias HTTP/1.1\r\nHost: x\r\nX-Exosite-CIK: " + activated.body +
                            "\r\nContent-Length: 9\r\n\r\ndata_in=1");
        QCOMPARE(written.status, 204);
        RequestModel& requests = panel()->findChild<RequestLog*>()->model();
        const auto rowOf = [&](const QString& target) {
            for (int row = 0; row < requests.rowCount(); ++row) {
                if (textAt(requests, row, RequestModel::Target) == target)
                    return row;
            }
            return -1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(QStringLiteral("/onep:v1/stack/alias")) >= 0, ServingFixture::longMs);
        const int row = rowOf(QStringLiteral("/onep:v1/stack/alias"));
        QCOMPARE(textAt(requests, row, RequestModel::Peer), QStringLiteral("gw-1"));
        QCOMPARE(textAt(requests, row, RequestModel::Area), QStringLiteral("ExoSense"));
        QCOMPARE(textAt(requests, row, RequestModel::Answer), QStringLiteral("204"));
        QCOMPARE(textAt(requests, row, RequestModel::Facts), QStringLiteral("9 B in"));
        for (int each = 0; each < requests.rowCount(); ++each)
            QVERIFY(!requests.line(each).text.contains(QString::fromLatin1(activated.body)));
        auto* counters = child<KeyValueList>(m_fixture->inspector(), "serviceCounters");
        QTRY_COMPARE(counters->rows().at(1).value, QStringLiteral("2"));
        QCOMPARE(child<QrCode>(m_fixture->inspector(), "serviceQr")->text(), address);
        m_fixture->clickStop(exosense);
        QTRY_COMPARE(m_fixture->status(exosense).state, State::Stopped);
        QTRY_VERIFY(!light(exosense)->isVisible());
        QVERIFY(!m_fixture->bench().gateways().isServed());
    }

    void aDownloadIsInFlightWithItsProgress()
    {
        constexpr int total = 32 * 1024 * 1024; // More than the buffers of a connection hold.
        showGroup();
        START_SERVICE(*m_fixture, exosense);
        QVERIFY(m_fixture->bench().gateways().use([](ExosenseCloud& cloud) {
            QVERIFY_RESULT(cloud.addIdentity(QStringLiteral("gw-1"), true));
            QVERIFY_RESULT(cloud.adoptToken(QStringLiteral("gw-1"), QByteArray(40, 'a')));
            const auto blob = cloud.bench().blobs().importBytes(QByteArray(total, 'f'));
            QVERIFY_RESULT(blob);
            ContentEntry entry;
            entry.id = QStringLiteral("fw.bin");
            entry.blob = blob->id;
            entry.sizeBytes = total;
            QVERIFY_RESULT(cloud.store().create(entry));
            QVERIFY_RESULT(cloud.setDesired({QStringLiteral("gw-1")}, "config_otau",
                                            R"({"version":"2","name":"n","type":"JSON","payload":{}})"));
        }));
        auto* transfers = panel()->findChild<TransferModel*>();
        QVERIFY(transfers);
        RawClient gateway(portOf(exosense));
        gateway.socket().setReadBufferSize(1024 * 1024);
        gateway.send("GET /provision/download?id=fw.bin HTTP/1.1\r\nHost: x\r\nX-Exosite-CIK: " + QByteArray(40, 'a') +
                     "\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(transfers->rowCount(), 1, ServingFixture::longMs);
        QTRY_VERIFY_WITH_TIMEOUT(transfers->transfer(0).doneBytes > 0, ServingFixture::longMs);
        QCOMPARE(transfers->running(), 1);
        QCOMPARE(textAt(*transfers, 0, TransferModel::Board), QStringLiteral("gw-1"));
        QCOMPARE(textAt(*transfers, 0, TransferModel::Service), QStringLiteral("ExoSense"));
        QCOMPARE(textAt(*transfers, 0, TransferModel::Object), QStringLiteral("fw.bin"));
        QVERIFY(transfers->transfer(0).doneBytes < total);
        QVERIFY(!transfers->transfer(0).session.isNull()); // By which one gets to its timeline.
        picture("serving-gateway-transfer");
        gateway.closeNow();
        QTRY_COMPARE_WITH_TIMEOUT(textAt(*transfers, 0, TransferModel::Left), QStringLiteral("broken off"),
                                  ServingFixture::longMs);
    }

    void verbsActOnWhatIsServedAndOnTheBenchWhenNothingIs()
    {
        RUN_OPERATION(*m_fixture, "exosense.identity.add", {{"id", "gw-1"}});
        showGroup();
        START_SERVICE(*m_fixture, mqtt);
        RUN_OPERATION(*m_fixture, "exosense.identity.add", {{"id", "gw-2"}});
        RUN_OPERATION(*m_fixture, "exosense.identity.reissue", {{"id", "gw-1"}});
        m_fixture->clickStop(mqtt);
        QTRY_COMPARE(m_fixture->status(mqtt).state, State::Stopped);
        RUN_OPERATION(*m_fixture, "exosense.identity.revoke", {{"id", "gw-1"}});
        START_SERVICE(*m_fixture, exosense);
        // The new cloud knows all of it.
        const auto again = m_fixture->run("exosense.identity.add", {{"id", "gw-2"}});
        QTRY_VERIFY_WITH_TIMEOUT(again->has_value(), ServingFixture::longMs);
        QVERIFY2((*again)->contains(QStringLiteral("gw-2")), qPrintable(**again));
    }

    void whoMayComeIsChosenInPlaceAndHoldsAtOnce()
    {
        showGroup();
        START_SERVICE(*m_fixture, exosense);
        m_fixture->select(exosense);
        QCOMPARE(activate(), 404);
        auto* policy = child<SegmentedControl>(m_fixture->inspector(), "setting.policy");
        QVERIFY(policy->isVisible());
        m_fixture->click(policy->segment(1));
        QTRY_VERIFY(m_fixture->kept().gateways.addsUnknown);
        // Asked until it holds, and not once more: the second time is another matter.
        int status = 0;
        QTRY_VERIFY_WITH_TIMEOUT((status = status == 200 ? status : activate()) == 200, ServingFixture::longMs);
        QVERIFY(!child<QWidget>(m_fixture->inspector(), "pendingSettings")->isVisible());
        QCOMPARE(activate(), 409);
        m_fixture->click(child<Switch>(m_fixture->inspector(), "setting.reissue"));
        QTRY_COMPARE_WITH_TIMEOUT(activate(), 200, ServingFixture::longMs);
        auto* vendor = child<QLineEdit>(m_fixture->inspector(), "setting.vendor");
        vendor->setFocus();
        QTest::keyClicks(vendor, QStringLiteral("Acme"));
        QTest::keyClick(vendor, Qt::Key_Return);
        QTRY_COMPARE(m_fixture->kept().gateways.vendor, QStringLiteral("Acme"));
        QTRY_COMPARE_WITH_TIMEOUT(activate("vendor=Other&id=gw-1"), 404, ServingFixture::longMs);
        // Those of releases have none of it.
        m_fixture->window().openThing(QStringLiteral("serving"), QStringLiteral("service/http"));
        QTRY_VERIFY(!policy->isVisible());
        QVERIFY(child<QWidget>(m_fixture->inspector(), "setting.unauthenticated-writes")->isVisible());
    }

    void howGatewaysAreMetIsTakenAtTheNextStart()
    {
        showGroup();
        START_SERVICE(*m_fixture, tls);
        m_fixture->select(tls);
        auto* pending = child<QWidget>(m_fixture->inspector(), "pendingSettings");
        QTRY_VERIFY(child<QWidget>(m_fixture->inspector(), "setting.sni")->isVisible());
        m_fixture->click(child<SegmentedControl>(m_fixture->inspector(), "setting.sni")->segment(1));
        QTRY_COMPARE(m_fixture->kept().gatewayTls.serverName, HttpTlsFiles::ServerName::Require);
        QTRY_VERIFY(pending->isVisible());
        m_fixture->click(child<SegmentedControl>(m_fixture->inspector(), "setting.sni")->segment(0));
        QTRY_VERIFY(!pending->isVisible());
        m_fixture->click(child<Switch>(m_fixture->inspector(), "setting.strict-http"));
        QTRY_VERIFY(m_fixture->kept().strictHttp);
        QTRY_VERIFY(pending->isVisible());
        m_fixture->select(mqtt);
        QTRY_VERIFY(!child<QWidget>(m_fixture->inspector(), "setting.sni")->isVisible());
        QVERIFY(!child<QWidget>(m_fixture->inspector(), "setting.strict-http")->isVisible());
    }

    void productHostsAreCheckedAsOneTypesAndKept()
    {
        showGroup();
        m_fixture->select(tls);
        auto* field = child<ChipEdit>(m_fixture->inspector(), "setting.product-host");
        auto* row = child<FieldRow>(m_fixture->inspector(), "settingRow.product-host");
        QTRY_VERIFY(field->isVisible());
        field->line()->setFocus();
        QTest::keyClicks(field->line(), QStringLiteral("p1."));
        QVERIFY2(row->error().isEmpty(), qPrintable(row->error())); // It can become one.
        QTest::keyClicks(field->line(), QStringLiteral("m2.exosite.io:"));
        QVERIFY2(row->error().contains(QStringLiteral("no port")), qPrintable(row->error()));
        QTest::keyClick(field->line(), Qt::Key_Backspace);
        QVERIFY2(row->error().isEmpty(), qPrintable(row->error()));
        QVERIFY(m_fixture->kept().gatewayTls.productHosts.isEmpty());
        QTest::keyClick(field->line(), Qt::Key_Return);
        const QString host = QStringLiteral("p1.m2.exosite.io");
        QTRY_COMPARE(m_fixture->kept().gatewayTls.productHosts, QStringList{host});
        // What is wrong is not kept, and stays until it is repaired.
        QTest::keyClicks(field->line(), QStringLiteral("https://p2.m2.exosite.io"));
        QTest::keyClick(field->line(), Qt::Key_Return);
        QVERIFY(!row->error().isEmpty());
        RUN_OPERATION(*m_fixture, "serving.set", {{"vendor", "Acme"}});
        QTRY_COMPARE(m_fixture->kept().gateways.vendor, QStringLiteral("Acme"));
        QCOMPARE(field->values().size(), 2);
        QCOMPARE(m_fixture->kept().gatewayTls.productHosts, QStringList{host});
        picture("serving-product-hosts");
        QTest::keyClick(field->line(), Qt::Key_Backspace); // Into the line again.
        field->line()->selectAll();
        QTest::keyClicks(field->line(), QStringLiteral("10.0.0.1,"));
        QTRY_COMPARE(m_fixture->kept().gatewayTls.productHosts, (QStringList{host, QStringLiteral("10.0.0.1")}));
        QVERIFY(row->error().isEmpty());
        QVERIFY2(row->warning().isEmpty(), qPrintable(row->warning()));
        m_fixture->click(child<SegmentedControl>(m_fixture->inspector(), "setting.sni")->segment(1));
        QTRY_VERIFY2(row->warning().contains(QStringLiteral("10.0.0.1")), qPrintable(row->warning()));
        m_fixture->click(child<IconButton>(m_fixture->inspector(), "moreSettings"));
        QTRY_VERIFY(ServingFixture::menu("settingsMenu"));
        ServingFixture::click(ServingFixture::menu("settingsMenu"), "copySettings");
        QVERIFY2(QApplication::clipboard()->text().contains(
                     QStringLiteral("--product-host=p1.m2.exosite.io --product-host=10.0.0.1")),
                 qPrintable(QApplication::clipboard()->text()));
        picture("serving-product-hosts-warned");
        // The next window knows them; the one that is of no use there is not asked for.
        m_fixture->open();
        showGroup();
        m_fixture->select(tls);
        field = child<ChipEdit>(m_fixture->inspector(), "setting.product-host");
        QTRY_COMPARE(field->values().size(), 2);
        m_fixture->select(exosense);
        QTRY_VERIFY(!field->isVisible());
        m_fixture->select(tls);
        QTRY_VERIFY(field->isVisible());
        field->line()->setFocus();
        for (int i = 0; i < 2; ++i) {
            QTest::keyClick(field->line(), Qt::Key_Backspace);
            field->line()->selectAll();
            QTest::keyClick(field->line(), Qt::Key_Backspace);
        }
        QTRY_VERIFY(m_fixture->kept().gatewayTls.productHosts.isEmpty());
    }

    void aGatewayThatNamesItsProductHostIsMet()
    {
        const QString host = QStringLiteral("p1.m2.exosite.io");
        showGroup();
        m_fixture->select(tls);
        m_fixture->click(child<SegmentedControl>(m_fixture->inspector(), "setting.sni")->segment(1));
        QTRY_COMPARE(m_fixture->kept().gatewayTls.serverName, HttpTlsFiles::ServerName::Require);
        START_SERVICE(*m_fixture, tls);
        QCOMPARE(isMet(host), false);
        auto* field = child<ChipEdit>(m_fixture->inspector(), "setting.product-host");
        field->line()->setFocus();
        QTest::keyClicks(field->line(), host);
        QTest::keyClick(field->line(), Qt::Key_Return);
        QTRY_VERIFY(child<QWidget>(m_fixture->inspector(), "pendingSettings")->isVisible());
        m_fixture->clickStop(tls);
        QTRY_COMPARE(m_fixture->status(tls).state, State::Stopped);
        START_SERVICE(*m_fixture, tls);
        QCOMPARE(isMet(host), true);
    }

    void aTakenPortIsSaidAndRepaired()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        const QString port = QString::number(other.serverPort());
        RUN_OPERATION(*m_fixture, "serving.set", {{"exosense-mqtt", QJsonArray{QString(u"loopback:" + port)}}});
        showGroup();
        QTRY_COMPARE(m_fixture->card(mqtt)->address(), QString(QStringLiteral("mqtt://127.0.0.1:") + port));
        m_fixture->clickStart(mqtt);
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(mqtt).state, State::Failed, ServingFixture::longMs);
        QTRY_COMPARE(child<MarkLine>(m_fixture->card(mqtt), "cause")->text(),
                     QStringLiteral("Port %1 is taken by another program.").arg(port));
        // In the other group one is told of it, too.
        m_fixture->click(child<QWidget>(&m_fixture->window(), "groupReleases"));
        QTRY_COMPARE(panel()->header()->facts(), QStringLiteral("nothing runs · ExoSense MQTT failed"));
        showGroup();
        m_fixture->click(child<Button>(m_fixture->card(mqtt), "usePort"));
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(mqtt).state, State::Running, ServingFixture::longMs);
        QTRY_VERIFY(!m_fixture->card(mqtt)->address().endsWith(port));
    }

    void allOfTheGroupStartAndTheCommandDoesTheSame()
    {
        showGroup();
        m_fixture->click(child<Button>(&m_fixture->window(), "startAll"));
        for (const QString& service : gatewayServices)
            QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(service).state, State::Running, ServingFixture::longMs);
        QCOMPARE(m_fixture->status(http).state, State::Stopped);
        QCOMPARE(panel()->selectionCommand(),
                 QStringLiteral("otaw serve --exosense=loopback:0 --exosense-tls=loopback:0 "
                                "--exosense-mqtt=loopback:0 --exosense-mqtts=loopback:0"));
        // Their lights stay within the window.
        StatusLights& lights = m_fixture->window().lights();
        for (const QString& service : ServeSettings::services()) {
            m_fixture->bench().services().start(service);
            QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(service).state, State::Running, ServingFixture::longMs);
        }
        m_fixture->window().resize(1280, 720);
        QTRY_COMPARE(m_fixture->window().width(), 1280);
        for (const QString& service : ServeSettings::services()) {
            const ServiceLight* each = lights.light(service);
            QTRY_VERIFY2(each->geometry().right() < lights.width() && each->isTerse(), qPrintable(service));
        }
    }

private:
    ServingPanel* panel() { return m_fixture->panel(); }
    ServiceLight* light(const QString& service) { return m_fixture->window().lights().light(service); }
    void showGroup() { m_fixture->click(child<QWidget>(&m_fixture->window(), "groupGateways")); }
    quint16 portOf(const QString& service)
    {
        return static_cast<quint16>(QUrl(m_fixture->card(service)->address()).port(0));
    }
    /// A gateway of that product, which trusts the bench, gets its TLS connection.
    bool isMet(const QString& host)
    {
        QSslSocket gateway;
        QSslConfiguration configuration = gateway.sslConfiguration();
        configuration.setCaCertificates(
            QSslCertificate::fromPath(m_fixture->path(QStringLiteral("bench/tls/ca.pem")), QSsl::Pem));
        gateway.setSslConfiguration(configuration);
        gateway.connectToHostEncrypted(QStringLiteral("127.0.0.1"), portOf(tls), host);
        return QTest::qWaitFor(
                   [&] { return gateway.isEncrypted() || gateway.state() == QAbstractSocket::UnconnectedState; },
                   ServingFixture::longMs) &&
               gateway.isEncrypted();
    }
    /// What one sees, for people: into the folder that OTA_PICTURES names.
    void picture(const char* name)
    {
        if (const QString folder = qEnvironmentVariable("OTA_PICTURES"); !folder.isEmpty())
            m_fixture->window().grab().save(QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png")));
    }
    /// The status of an answer.
    int activate(const QByteArray& form = "id=gw-1")
    {
        return RawClient(portOf(exosense))
            .request("POST /provision/activate HTTP/1.1\r\nHost: x\r\nContent-Length: " +
                     QByteArray::number(form.size()) + "\r\n\r\n" + form)
            .status;
    }

    std::unique_ptr<ServingFixture> m_fixture;
};

OTA_PANEL_TEST_MAIN(TestServingGateways)
#include "tst_servinggateways.moc"
