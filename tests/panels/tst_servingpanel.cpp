// SPDX-License-Identifier: Apache-2.0
// The Serving panel on a real bench, with real services on free ports of loopback, by clicks and keys.

#include "app/benchwindow.h"
#include "coap/coapclient.h"
#include "panels/serving/requestlog.h"
#include "panels/serving/requestmodel.h"
#include "panels/serving/servicecard.h"
#include "panels/serving/servingfeed.h"
#include "panels/serving/servingpanel.h"
#include "panels/serving/transfermodel.h"
#include "panels/shell/rail.h"
#include "panels/shell/statuslights.h"
#include "panels/widgets/button.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/servicelight.h"
#include "panels/widgets/switch.h"
#include "panels/widgets/throughputgraph.h"
#include "panelsupport.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QUdpSocket>
#include <QUrl>

using namespace ota;

namespace {

constexpr int longMs = 20'000;

ServerLogLine lineOf(quint64 id, const char* area, const char* text,
                     ServerLogLine::Level level = ServerLogLine::Level::Info)
{
    return {id, static_cast<qint64>(id) * 1'000'000, level, QString::fromLatin1(area), QString::fromLatin1(text)};
}

TransferView transferOf(const char* id, quint64 done, quint64 total)
{
    TransferView view;
    view.id = QString::fromLatin1(id);
    view.service = QStringLiteral("coap");
    view.path = QStringLiteral("fw/slot0.bin");
    view.doneBytes = done;
    view.totalBytes = total;
    return view;
}

} // namespace

class TestServingPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        openWindow();
        for (const QString& service : ServeSettings::services())
            set({{service, QJsonArray{QStringLiteral("loopback:0")}}});
    }

    void cleanup()
    {
        m_bench.reset();
        m_directory.reset();
    }

    void nothingRunsInANewBench()
    {
        for (const QString& service : ServeSettings::services()) {
            QCOMPARE(status(service).state, ServiceStatus::State::Stopped);
            QVERIFY(child<Button>(card(service), "start")->isVisible());
        }
        QCOMPARE(panel()->header()->facts(), QStringLiteral("nothing runs"));
    }

    void aClickStartsAndStops()
    {
        start("coap");
        const QString address = card("coap")->address();
        QVERIFY2(address.startsWith(QStringLiteral("coap://127.0.0.1:")), qPrintable(address));
        QVERIFY(QUrl(address).port() > 0);
        QCOMPARE(m_bench->window().lights().light(QStringLiteral("coap"))->status().address, address);
        QCOMPARE(panel()->header()->facts(), QStringLiteral("1 of 4 services run"));
        QTest::mouseClick(child<IconButton>(card("coap"), "stop"), Qt::LeftButton);
        QTRY_COMPARE(status(QStringLiteral("coap")).state, ServiceStatus::State::Stopped);
    }

    void spaceStartsTheCardThatHasTheKeyboard()
    {
        card("http")->setFocus();
        QTest::keyClick(card("http"), Qt::Key_Right);
        QVERIFY(card("https")->hasFocus());
        QVERIFY(card("https")->isSelected());
        QTest::keyClick(card("https"), Qt::Key_Space);
        QTRY_COMPARE(status(QStringLiteral("https")).state, ServiceStatus::State::Running);
        QTest::keyClick(card("https"), Qt::Key_Space);
        QTRY_COMPARE(status(QStringLiteral("https")).state, ServiceStatus::State::Stopped);
    }

    void requestModelKeepsTheRulesOfModels()
    {
        RequestModel model([](const QString& area) { return area.toUpper(); });
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.append({lineOf(1, "http", "GET /a"), lineOf(2, "coap", "asks for b"),
                               lineOf(3, "http-2", "GET /c", ServerLogLine::Level::Bad)}),
                 3);
        model.setFilter(QStringLiteral("coap"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.append({lineOf(4, "http", "GET /d"), lineOf(5, "coap", "has all of b")}), 1);
        QCOMPARE(model.rowCount(), 2);
        model.setFilter({});
        model.setService(QStringLiteral("http"));
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
    void openWindow()
    {
        m_bench.reset();
        m_bench = std::make_unique<BenchWindow>(m_directory->path(), QStringLiteral("1.0"), m_log);
        MainWindow& window = m_bench->window();
        window.resize(1440, 900);
        window.show();
        QApplication::setActiveWindow(&window);
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(window.openThing(QStringLiteral("serving"), QStringLiteral("service/http")));
    }

    /// Runs an operation as the palette would, and waits for its end.
    void run(const char* operation, const QJsonObject& values)
    {
        bool ended = false;
        const auto started =
            m_bench->jobs().start(QString::fromLatin1(operation), values, this, [&](const Result<Outcome>& outcome) {
                ended = true;
                QVERIFY_RESULT(outcome);
            });
        QVERIFY_RESULT(started);
        QTRY_VERIFY_WITH_TIMEOUT(ended, longMs);
    }
    void set(const QJsonObject& values) { run("serving.set", values); }

    ServingPanel* panel() { return static_cast<ServingPanel*>(m_bench->window().panel(QStringLiteral("serving"))); }
    ServiceCard* card(const QString& service)
    {
        return child<ServiceCard>(panel(), qPrintable(QStringLiteral("card.") + service));
    }
    ServiceCard* card(const char* service) { return card(QString::fromLatin1(service)); }
    ServiceStatus status(const QString& service) { return m_bench->services().entry(service)->status; }

    /// By a click on the card's button.
    void start(const char* service)
    {
        QTest::mouseClick(child<Button>(card(service), "start"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(status(QString::fromLatin1(service)).state, ServiceStatus::State::Running, longMs);
    }

    LogRing m_log;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<BenchWindow> m_bench;
};

OTA_PANEL_TEST_MAIN(TestServingPanel)
#include "tst_servingpanel.moc"
