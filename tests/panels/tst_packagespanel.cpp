// SPDX-License-Identifier: Apache-2.0
// The panel Packages on a real bench: what is listed, what is told of it, import and removal.

#include "packagesdesk.h"
#include "panels/packages/importmodel.h"
#include "panels/packages/packagefindings.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/format.h"
#include "panels/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTcpServer>
#include <QTcpSocket>

using namespace ota;

namespace {

/// Answers each request with these bytes and counts them.
class SmallServer final : public QTcpServer
{
public:
    explicit SmallServer(QByteArray answer)
        : m_answer(std::move(answer))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                requests << socket->readAll();
                socket->write(m_answer);
                socket->disconnectFromHost();
            });
        });
    }

    QByteArrayList requests;

private:
    QByteArray m_answer;
};

QDialog* question()
{
    return qobject_cast<ConfirmDialog*>(QApplication::activeWindow());
}

} // namespace

class TestPackagesPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyBenchSaysWhatComesHere()
    {
        PackagesDesk desk;
        auto* empty = desk.child<QWidget>("packagesEmpty");
        QTRY_VERIFY(empty->isVisible());
        desk.picture("packages-empty");
    }

    void aFolderIsImportedAndBrokenPackagesAreListedToo()
    {
        PackagesDesk desk;
        QVERIFY(desk.panel->takeFiles({desk.folderOfPackages()}));
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(QStringLiteral("package_wrong")), packagesMs);
        const auto problem = [&](const char* id) {
            const PackageRow* row = desk.row(QString::fromLatin1(id));
            return row ? row->check.problem : QStringLiteral("not listed");
        };
        QCOMPARE(problem("package_acme_gw_prod_2-0"), QString());
        QCOMPARE(problem("package_acme_gw_other_1-0"), QString());
        QCOMPARE(problem("package_broken"), QStringLiteral("CT-JSON"));
        QCOMPARE(problem("package_placeholder"), QStringLiteral("CT-PLACEHOLDER"));
        QCOMPARE(problem("package_noconfig"), QStringLiteral("CT-NO-CONFIG"));
        QCOMPARE(problem("package_wrong"), QStringLiteral("CT-CONFIG-INVALID"));
        // Each file has its line.
        auto* lines = desk.panel->findChild<ImportModel*>();
        QCOMPARE(lines->rowCount(), 7);
        QCOMPARE(std::ranges::count(lines->lines(), true, &ImportModel::Line::isHere), 7);
        // The raw tag of a broken one can be looked at.
        desk.clickRow("packagesTable", QStringLiteral("package_broken"));
        auto* tabs = desk.child<QTabBar>("packageTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(2).center());
        QTRY_COMPARE(desk.child<QPlainTextEdit>("packageTag")->toPlainText(), QStringLiteral("{ no json"));
        desk.click("copyPackageTag");
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("{ no json"));
        desk.picture("packages-imported");
    }

    void findingsNameTheirPlace()
    {
        PackagesDesk desk;
        desk.run("exosense.package.import", {{QStringLiteral("folder"), desk.folderOfPackages()}});
        desk.clickRow("packagesTable", QStringLiteral("package_wrong"));
        QTRY_COMPARE(desk.child<Badge>("packageState")->text(), QStringLiteral("CT-CONFIG-INVALID"));
        QStringList found;
        for (const ExosenseFinding& finding : desk.child<PackageFindings>("packageFindings")->findings())
            found << QString(finding.code + u' ' + finding.path).trimmed();
        QVERIFY2(found.contains(QStringLiteral("CO-EMPTY /version")), qPrintable(found.join(u'\n')));
        QVERIFY2(found.contains(QStringLiteral("CO-ENUM-CASE /type")), qPrintable(found.join(u'\n')));
        desk.picture("packages-findings");
    }

    void otherContentStandsBesideThePackages()
    {
        PackagesDesk desk;
        desk.run("exosense.package.import", {{QStringLiteral("folder"), desk.folderOfPackages()}});
        desk.click(desk.child<SegmentedControl>("packagesScope")->segment(2));
        auto* table = desk.child<SearchTable>("contentTable");
        QTRY_VERIFY(table->isVisible());
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, ContentModel::Id).data().toString(), QStringLiteral("fw.bin"));
        QCOMPARE(table->model()->index(0, ContentModel::Size).data().toString(), sizeText(4096));
        QVERIFY(table->model()->index(0, ContentModel::UsedBy).data().toString().startsWith(u'1'));
        QCOMPARE(table->model()->index(0, ContentModel::Hash).data().toString().size(), 64);
        desk.clickRow("contentTable", QStringLiteral("fw.bin"));
        desk.picture("packages-content");
        desk.click(desk.child<SegmentedControl>("packagesScope")->segment(1));
        QTRY_COMPARE(desk.child<SearchTable>("packagesTable")->model()->rowCount(), 4);
    }

    void theFilterLeavesWhatMatches()
    {
        PackagesDesk desk;
        desk.run("exosense.package.import", {{QStringLiteral("folder"), desk.folderOfPackages()}});
        auto* table = desk.child<SearchTable>("packagesTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 6, packagesMs);
        desk.fill("packagesFilter", QStringLiteral("placeholder"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
    }

    void thePayloadOnThisBenchIsKnownAndOthersAreNotAsked()
    {
        PackagesDesk desk;
        desk.run("exosense.package.import", {{QStringLiteral("folder"), desk.folderOfPackages()}});
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(QStringLiteral("package_acme_gw_prod_2-0")), packagesMs);
        // Nobody serves gateways in this test.
        QCOMPARE(desk.row(QStringLiteral("package_acme_gw_prod_2-0"))->reach.state, PayloadReach::State::NotServed);
        QCOMPARE(desk.row(QStringLiteral("package_acme_gw_other_1-0"))->reach.state, PayloadReach::State::Unknown);
    }

    void whatTheWindowServesIsReachable()
    {
        PackagesDesk desk;
        desk.run("serving.set", {{QStringLiteral("exosense"), QJsonArray{QStringLiteral("127.0.0.1:0")}}});
        const QString path = desk.write(QStringLiteral("fw.bin"), QByteArray(4096, 'f'));
        desk.run("exosense.package.add", {{QStringLiteral("file"), path},
                                          {QStringLiteral("version"), QStringLiteral("2.0")},
                                          {QStringLiteral("name"), QStringLiteral("prod")},
                                          {QStringLiteral("id"), QStringLiteral("package_own")}});
        desk.window.services().start(QStringLiteral("exosense"));
        const auto row = [&] {
            return desk.row(QStringLiteral("package_own"));
        };
        // The package follows the address that is served.
        QTRY_VERIFY_WITH_TIMEOUT(row() && row()->reach.state == PayloadReach::State::Here, packagesMs);
        desk.clickRow("packagesTable", QStringLiteral("package_own"));
        desk.picture("packages-served");
        desk.run("exosense.package.remove", {{QStringLiteral("id"), QStringLiteral("fw.bin")}});
        QTRY_COMPARE_WITH_TIMEOUT(row()->reach.state, PayloadReach::State::Missing, packagesMs);
    }

    void nothingScrollsSideways_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("small screen") << 1280;
        QTest::newRow("just beside the inspector") << 1200;
        QTest::newRow("under the inspector") << 1024;
    }
    void nothingScrollsSideways()
    {
        QFETCH(const int, width);
        PackagesDesk desk;
        desk.window.window().resize(width, 800);
        QTRY_COMPARE(desk.window.window().width(), width);
        const auto fits = [&](const char* name) {
            auto* table = desk.child<SearchTable>(name);
            QTRY_VERIFY2(table->isVisible(), name);
            QTRY_VERIFY2(table->horizontalHeader()->length() <= table->viewport()->width(), name);
        };
        const auto picture = [&](const char* name) {
            for (const bool dark : {false, true}) {
                Look::of(desk.panel).setMode(dark ? Look::Mode::Dark : Look::Mode::Light);
                desk.picture(qPrintable(QStringLiteral("packages-%1-%2%3")
                                            .arg(QLatin1StringView(name))
                                            .arg(width)
                                            .arg(dark ? "-dark" : "")));
            }
            Look::of(desk.panel).setMode(Look::Mode::Light);
        };
        QVERIFY(desk.panel->takeFiles({desk.folderOfPackages()}));
        for (const char* name : {"gw-1", "gw-2"})
            desk.run("exosense.identity.add", {{QStringLiteral("id"), QLatin1StringView(name)}});
        desk.clickRow("packagesTable", QStringLiteral("package_acme_gw_prod_2-0"));
        fits("packagesTable");
        fits("importTable");
        picture("import");
        desk.click("applyPackage");
        fits("applyTable");
        picture("apply");
        desk.click(desk.child<SegmentedControl>("packagesScope")->segment(2));
        fits("contentTable");
        picture("content");
        desk.click("newPackage");
        desk.click("lab.sign");
        const auto* form = desk.child<QScrollArea>("packageFormScroll");
        QTRY_VERIFY(form->widget()->minimumSizeHint().width() <= form->viewport()->width());
        picture("form");
    }

    void aThousandPackagesAndLongNames()
    {
        PackagesDesk desk;
        for (int i = 0; i < 1000; ++i) {
            const QString name = QStringLiteral("many/package_acme_gw_prod_%1.json").arg(i);
            desk.write(name, PackagesDesk::textOf(PackagesDesk::config(
                                 "1.0", "prod", QStringLiteral("https://files.example.com/fw-%1.bin").arg(i))));
        }
        const QString longest = QStringLiteral("package_") + QString(120, u'x');
        desk.write(QStringLiteral("many/") + longest,
                   PackagesDesk::textOf(PackagesDesk::config(
                       "1.0", "prod", QStringLiteral("https://files.example.com/") + QString(200, u'y'))));
        QVERIFY(desk.panel->takeFiles({desk.directory.filePath(QStringLiteral("many"))}));
        auto* table = desk.child<SearchTable>("packagesTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1001, packagesMs);
        desk.clickRow("packagesTable", longest);
        QTRY_COMPARE(desk.child<QLabel>("packageName")->text(), longest);
        Look::of(desk.panel).setMode(Look::Mode::Dark);
        desk.picture("packages-many-dark");
        Look::of(desk.panel).setMode(Look::Mode::Light);
        // The keyboard goes on from there.
        QTest::keyClick(table, Qt::Key_Home, Qt::ControlModifier);
        QTRY_VERIFY(table->currentIndex().row() == 0);
    }

    void anotherMachineIsAskedOnlyAfterAQuestion()
    {
        PackagesDesk desk;
        desk.run("exosense.package.import", {{QStringLiteral("folder"), desk.folderOfPackages()}});
        desk.clickRow("packagesTable", QStringLiteral("package_acme_gw_other_1-0"));
        desk.click("checkPayload");
        QTRY_VERIFY(question());
        QTest::keyClick(question(), Qt::Key_Escape);
        QTRY_VERIFY(!question());
        QVERIFY(!desk.hasRun("exosense.package.check"));
    }

    void thisMachineIsAskedAtOnce()
    {
        PackagesDesk desk;
        SmallServer there("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
        SmallServer gone("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        const auto package = [](quint16 port) {
            const QString url = QStringLiteral("http://127.0.0.1:%1/fw.bin").arg(port);
            return QString::fromUtf8(PackagesDesk::textOf(PackagesDesk::config("1", "n", url)));
        };
        desk.run("exosense.package.add", {{QStringLiteral("text"), package(there.serverPort())},
                                          {QStringLiteral("id"), QStringLiteral("package_there")}});
        desk.run("exosense.package.add", {{QStringLiteral("text"), package(gone.serverPort())},
                                          {QStringLiteral("id"), QStringLiteral("package_gone")}});
        desk.clickRow("packagesTable", QStringLiteral("package_there"));
        desk.click("checkPayload");
        QTRY_COMPARE_WITH_TIMEOUT(desk.row(QStringLiteral("package_there"))->reach.state, PayloadReach::State::Answers,
                                  packagesMs);
        QCOMPARE(there.requests.size(), 1);
        QVERIFY(there.requests.constFirst().startsWith("HEAD /fw.bin HTTP/1.1\r\n"));
        QCOMPARE(gone.requests.size(), 0);
        desk.clickRow("packagesTable", QStringLiteral("package_gone"));
        desk.click("checkPayload");
        QTRY_COMPARE_WITH_TIMEOUT(desk.row(QStringLiteral("package_gone"))->reach.state, PayloadReach::State::Refuses,
                                  packagesMs);
    }

    void removingNamesTheGatewaysThatStillWantIt()
    {
        PackagesDesk desk;
        desk.run("exosense.package.import", {{QStringLiteral("folder"), desk.folderOfPackages()}});
        const QString id = QStringLiteral("package_acme_gw_prod_2-0");
        desk.clickRow("packagesTable", id);
        QTest::keyClick(desk.child<SearchTable>("packagesTable"), Qt::Key_Delete);
        QTRY_VERIFY(question());
        QVERIFY(question()->windowTitle().contains(id));
        QTest::keyClick(question(), Qt::Key_Escape);
        QTRY_VERIFY(!question());
        QVERIFY(desk.row(id));
        desk.activate();
        QTest::keyClick(desk.child<SearchTable>("packagesTable"), Qt::Key_Delete);
        QTRY_VERIFY(question());
        auto* verb = question()->findChild<QAbstractButton*>(QStringLiteral("confirm"));
        QVERIFY(verb);
        QTest::mouseClick(verb, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.row(id), packagesMs);
    }
};

OTA_PANEL_TEST_MAIN(TestPackagesPanel)
#include "tst_packagespanel.moc"
