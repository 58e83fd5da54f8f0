// SPDX-License-Identifier: Apache-2.0
// The cards, transfers and requests of the Serving panel on a real bench, with real services on free ports of loopback,
// by clicks and keys.

#include "coap/coapclient.h"
#include "panels/serving/requestlog.h"
#include "panels/serving/requestmodel.h"
#include "panels/serving/servingfeed.h"
#include "panels/serving/transferlist.h"
#include "panels/serving/transfermodel.h"
#include "panels/shell/statuslights.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/qrcode.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/servicelight.h"
#include "panels/widgets/switch.h"
#include "panels/widgets/throughputgraph.h"
#include "servingfixture.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QUdpSocket>
#include <QUrl>

#include <atomic>
#include <future>
#include <semaphore>

using namespace ota;

namespace {

constexpr int imageBytes = 200'000;
constexpr int blocksBeforeTheHold = 20;
constexpr int coapSeries = 2; ///< In the graph.

const QString http = QStringLiteral("http");
const QString coap = QStringLiteral("coap");
const QString coaps = QStringLiteral("coaps");

using State = ServiceStatus::State;

ServerLogLine lineOf(quint64 id, const char* area, const char* text,
                     ServerLogLine::Level level = ServerLogLine::Level::Info, const ServerRequest& request = {})
{
    return {id,     static_cast<qint64>(id) * 1'000'000, level, QString::fromLatin1(area), QString::fromLatin1(text),
            request};
}

TransferView transferOf(const char* id, quint64 done, quint64 total)
{
    TransferView view;
    view.id = QString::fromLatin1(id);
    view.service = coap;
    view.path = QStringLiteral("fw/slot0.bin");
    view.doneBytes = done;
    view.totalBytes = total;
    return view;
}

QString textAt(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestServingPanel final : public QObject
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

    void nothingRunsInANewBench()
    {
        for (const QString& service : ServeSettings::services()) {
            QCOMPARE(m_fixture->status(service).state, State::Stopped);
            QCOMPARE(child<Button>(card(service), "start")->isVisible(), !ServeSettings::isForGateways(service));
        }
        QCOMPARE(panel()->header()->facts(), QStringLiteral("nothing runs"));
    }

    void aClickStartsAndStops()
    {
        START_SERVICE(*m_fixture, coap);
        const QString address = card(coap)->address();
        QVERIFY2(address.startsWith(QStringLiteral("coap://127.0.0.1:")), qPrintable(address));
        QTRY_COMPARE(panel()->header()->facts(), QStringLiteral("1 of 8 services run"));
        QCOMPARE(m_fixture->window().lights().light(coap)->status().state, State::Running);
        m_fixture->clickStop(coap);
        QTRY_COMPARE(m_fixture->status(coap).state, State::Stopped);
        QTRY_COMPARE(panel()->header()->facts(), QStringLiteral("nothing runs"));
    }

    void spaceStartsTheCardThatHasTheKeyboard()
    {
        const QString https = QStringLiteral("https");
        card(http)->setFocus();
        QTest::keyClick(card(http), Qt::Key_Right);
        QVERIFY(card(https)->hasFocus());
        QVERIFY(card(https)->isSelected());
        QTest::keyClick(card(https), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(https).state, State::Running, ServingFixture::longMs);
        QTest::keyClick(card(https), Qt::Key_Space);
        QTRY_COMPARE(m_fixture->status(https).state, State::Stopped);
    }

    void oneButtonStartsAllThatAreShown()
    {
        m_fixture->click(child<Button>(&m_fixture->window(), "startAll"));
        for (const QString& service : ServeSettings::services())
            QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(service).state,
                                      ServeSettings::isForGateways(service) ? State::Stopped : State::Running,
                                      ServingFixture::longMs);
        QTRY_COMPARE(panel()->header()->facts(), QStringLiteral("4 of 8 services run"));
        child<QAction>(panel(), "stopAllAction")->trigger();
        for (const QString& service : ServeSettings::services())
            QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(service).state, State::Stopped, ServingFixture::longMs);
    }

    void theAddressIsCopiedAndShownAsAQrCode()
    {
        START_SERVICE(*m_fixture, coap);
        const QString address = card(coap)->address();
        m_fixture->click(child<IconButton>(card(coap), "copyAddress"));
        QCOMPARE(QApplication::clipboard()->text(), address);
        m_fixture->click(child<IconButton>(card(coap), "showQr"));
        QTRY_VERIFY(QApplication::activePopupWidget());
        QCOMPARE(static_cast<QrCode*>(QApplication::activePopupWidget())->text(), address);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
        QTRY_COMPARE(child<QrCode>(m_fixture->inspector(), "serviceQr")->text(), address);
    }

    void aTransferIsSeenWhileItGoesOn()
    {
        publish();
        START_SERVICE(*m_fixture, coap);
        m_fixture->select(coap);
        auto* graph = child<ThroughputGraph>(panel(), "throughput");
        double most = 0;
        const QObject listening; // Until the end of this function.
        connect(&panel()->feed(), &ServingFeed::sampled, &listening,
                [&] { most = std::max(most, graph->last(coapSeries)); });
        std::counting_semaphore<2> goOn{0};
        std::atomic<int> blocks = 0;
        std::promise<CoapAnswer> ended;
        CoapClient client;                                       // Uses all of these until it ends.
        const auto letGo = qScopeGuard([&] { goOn.release(); }); // Also when a comparison fails.
        CoapCall call = callTo(QStringLiteral("/samr21-xpro/slot0.bin"));
        call.onBlock = [&](const CoapBlock&) {
            if (++blocks == blocksBeforeTheHold)
                goOn.acquire();
            return true;
        };
        client.start(std::move(call), [&](const CoapAnswer& answer) { ended.set_value(answer); });
        const TransferModel& transfers = panel()->findChild<TransferList*>()->model();
        QTRY_COMPARE_WITH_TIMEOUT(blocks.load(), blocksBeforeTheHold, ServingFixture::longMs);
        QTRY_COMPARE_WITH_TIMEOUT(textAt(transfers, 0, TransferModel::Sent), QStringLiteral("10 %"),
                                  ServingFixture::longMs);
        QCOMPARE(transfers.rowCount(), 1);
        QCOMPARE(textAt(transfers, 0, TransferModel::Board), QStringLiteral("127.0.0.1"));
        QCOMPARE(textAt(transfers, 0, TransferModel::Service), QStringLiteral("CoAP"));
        QCOMPARE(transfers.running(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(most > 0, ServingFixture::longMs);
        goOn.release();
        const CoapAnswer answer = ended.get_future().get();
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        QCOMPARE(answer.received, quint64{imageBytes});
        QTRY_COMPARE_WITH_TIMEOUT(textAt(transfers, 0, TransferModel::Left), QStringLiteral("done"),
                                  ServingFixture::longMs);
        QTRY_COMPARE(child<KeyValueList>(m_fixture->inspector(), "serviceCounters")->rows().at(1).value,
                     QStringLiteral("1"));
        RequestModel& requests = panel()->findChild<RequestLog*>()->model();
        QTRY_COMPARE(requests.rowCount(), 2);
        QCOMPARE(textAt(requests, 1, RequestModel::Method), QStringLiteral("GET"));
        QCOMPARE(textAt(requests, 1, RequestModel::Target), QStringLiteral("samr21-xpro/slot0.bin"));
        QCOMPARE(textAt(requests, 1, RequestModel::Answer), QStringLiteral("2.05"));
    }

    void aDownloadOverHttpIsSeen()
    {
        publish();
        START_SERVICE(*m_fixture, http);
        QNetworkAccessManager network;
        const auto get = [&](const QString& path) {
            std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(QUrl(card(http)->address() + path))));
            QSignalSpy finished(reply.get(), &QNetworkReply::finished);
            return reply->isFinished() || finished.wait(ServingFixture::longMs) ? reply->readAll().size() : -1;
        };
        QCOMPARE(get(QStringLiteral("/releases/samr21-xpro/slot0.bin")), qsizetype{imageBytes});
        get(QStringLiteral("/releases/samr21-xpro/nothing"));
        RequestModel& requests = panel()->findChild<RequestLog*>()->model();
        QTRY_COMPARE(requests.rowCount(), 2);
        QCOMPARE(textAt(requests, 0, RequestModel::Area), QStringLiteral("HTTP"));
        QCOMPARE(textAt(requests, 0, RequestModel::Answer), QStringLiteral("200"));
        QCOMPARE(textAt(requests, 1, RequestModel::Answer), QStringLiteral("404"));
        auto* filter = child<FilterField>(panel(), "requestsFilter");
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("404 nothing"));
        QCOMPARE(requests.rowCount(), 1);
        QTest::keyClick(filter, Qt::Key_Escape);
        QCOMPARE(requests.rowCount(), 2);
        m_fixture->click(child<Button>(panel(), "copyRequests"));
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("/releases/samr21-xpro/nothing\t404")));
    }

    void aTakenPortIsSaidAndRepaired()
    {
        QUdpSocket other;
        QVERIFY(other.bind(QHostAddress::LocalHost, 0, QAbstractSocket::DontShareAddress));
        const QString port = QString::number(other.localPort());
        RUN_OPERATION(*m_fixture, "serving.set", {{"coap", QJsonArray{QString(u"127.0.0.1:" + port)}}});
        QTRY_VERIFY(card(coap)->address().endsWith(port));
        m_fixture->clickStart(coap);
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(coap).state, State::Failed, ServingFixture::longMs);
        const QString cause = QStringLiteral("Port %1 is taken by another program.").arg(port);
        QTRY_COMPARE(child<MarkLine>(card(coap), "cause")->text(), cause);
        m_fixture->select(coap);
        auto* banner = child<Banner>(m_fixture->inspector(), "serviceFailure");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->text().startsWith(cause));
        auto* use = child<Button>(card(coap), "usePort");
        QVERIFY(use->isVisible());
        m_fixture->click(use);
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(coap).state, State::Running, ServingFixture::longMs);
        QTRY_VERIFY(card(coap)->address().startsWith(QStringLiteral("coap://127.0.0.1:")));
        QVERIFY(!card(coap)->address().endsWith(port));
        QTRY_VERIFY(!banner->isVisible());
        QTRY_VERIFY(m_fixture->kept().coap.value(0) ==
                    QString(u"127.0.0.1:" + card(coap)->address().section(u':', -1)));
    }

    void whatRunsRunsAgainWithTheNextWindow()
    {
        START_SERVICE(*m_fixture, coap);
        START_SERVICE(*m_fixture, http);
        m_fixture->select(http);
        auto* again = child<Switch>(m_fixture->inspector(), "setting.again");
        QVERIFY(again->isChecked());
        m_fixture->click(again);
        m_fixture->open();
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(coap).state, State::Running, ServingFixture::longMs);
        QCOMPARE(m_fixture->status(http).state, State::Stopped);
    }

    void theMenuCopiesTheCommand()
    {
        m_fixture->select(coaps);
        QContextMenuEvent open(QContextMenuEvent::Mouse, {10, 10}, card(coaps)->mapToGlobal(QPoint(10, 10)));
        QApplication::sendEvent(card(coaps), &open);
        QTRY_VERIFY(ServingFixture::menu("cardMenu"));
        ServingFixture::click(ServingFixture::menu("cardMenu"), "copyCommand");
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("otaw serve --coaps=loopback:0 --notify-timeout=10"));
    }

    void requestModelKeepsTheRulesOfModels()
    {
        RequestModel model([](const QString& area) { return area.toUpper(); });
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const ServerRequest refused{QStringLiteral("GET"), QStringLiteral("10.0.0.7:4711"), QStringLiteral("/c"),
                                    QStringLiteral("404"), QStringLiteral("0 B")};
        QCOMPARE(model.append({lineOf(1, "http", "GET /a"), lineOf(2, "coap", "asks for b"),
                               lineOf(3, "http-2", "GET /c", ServerLogLine::Level::Bad, refused)}),
                 3);
        QCOMPARE(textAt(model, 0, RequestModel::Target), QStringLiteral("GET /a"));
        QCOMPARE(textAt(model, 2, RequestModel::Target), QStringLiteral("/c"));
        model.setFilter(QStringLiteral("coap"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.append({lineOf(4, "http", "GET /d"), lineOf(5, "coap", "has all of b")}), 1);
        QCOMPARE(model.rowCount(), 2);
        model.setFilter({});
        model.setService(http);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.line(1).text, QStringLiteral("GET /c"));
        std::vector<ServerLogLine> many;
        for (quint64 id = 6; id < 6 + 2 * RequestModel::capacity; ++id)
            many.push_back(lineOf(id, id % 2 == 0 ? "http" : "coap", "more"));
        model.append(many);
        QCOMPARE(model.total(), static_cast<int>(RequestModel::capacity));
        QCOMPARE(model.rowCount(), static_cast<int>(RequestModel::capacity / 2));
    }

    void transferModelKeepsTheRulesOfModels()
    {
        TransferModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.set({transferOf("a", 10, 100), transferOf("b", 0, 100)}, 0);
        QCOMPARE(model.rowCount(), 2);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.set({transferOf("b", 50, 100), transferOf("a", 10, 100), transferOf("c", 1, 100)}, 0);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(changes.count(), 1); // Only b got on.
        QCOMPARE(model.rowOf(QStringLiteral("c")), 2);
        model.set({transferOf("c", 1, 100)}, 0);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowOf(QStringLiteral("a")), -1);
    }

private:
    ServingPanel* panel() { return m_fixture->panel(); }
    ServiceCard* card(const QString& service) { return m_fixture->card(service); }

    void publish()
    {
        const QString image = m_fixture->write(QStringLiteral("slot0.bin"), QByteArray(imageBytes, 'x'));
        RUN_OPERATION(*m_fixture, "release.publish", {{"id", "samr21-xpro"}, {"file", QJsonArray{image}}});
    }

    CoapCall callTo(const QString& path)
    {
        CoapCall call;
        call.uri = CoapUri::read(card(coap)->address() + path).value();
        return call;
    }

    std::unique_ptr<ServingFixture> m_fixture;
};

OTA_PANEL_TEST_MAIN(TestServingPanel)
#include "tst_servingpanel.moc"
