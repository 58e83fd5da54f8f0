// SPDX-License-Identifier: Apache-2.0
// Boards are looked for, added from what was found, removed and put back, by clicks and keys.

#include "boardsdesk.h"
#include "coap/coapmessage.h"
#include "panels/boards/boardform.h"
#include "panels/boards/discovermodel.h"
#include "panels/boards/discoverpane.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QNetworkDatagram>
#include <QUdpSocket>

using namespace ota;

namespace {

/// A node that answers to GET /.well-known/core, in the test's own event loop.
class Node final : public QObject
{
public:
    explicit Node(QByteArray document)
        : m_document(std::move(document))
    {
        connect(&m_socket, &QUdpSocket::readyRead, this, &Node::answer);
        m_open = m_socket.bind(QHostAddress::LocalHost, 0);
    }

    bool isOpen() const { return m_open; }
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_socket.localPort()); }
    quint16 port() const { return m_socket.localPort(); }

private:
    void answer()
    {
        while (m_socket.hasPendingDatagrams()) {
            const QNetworkDatagram datagram = m_socket.receiveDatagram();
            const QByteArray bytes = datagram.data();
            const auto request = CoapMessage::read(
                {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())});
            if (!request)
                continue;
            CoapMessage reply;
            reply.type = CoapType::Acknowledgement;
            reply.messageId = request->messageId;
            reply.code = coapcode::content;
            reply.token = request->token;
            reply.add(coapoption::contentFormat, quint32{coapformat::linkFormat});
            reply.payload = m_document;
            m_socket.writeDatagram(reply.encode(), datagram.senderAddress(),
                                   static_cast<quint16>(datagram.senderPort()));
        }
    }

    QByteArray m_document;
    QUdpSocket m_socket;
    bool m_open = false;
};

QString cellText(const DiscoverModel& model, int row, DiscoverModel::Column column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestBoardsDiscover final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theModelTellsWhoAnswered()
    {
        DiscoverModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add({{QStringLiteral("device"), QStringLiteral("coap://[fd00:b::7]")},
                   {QStringLiteral("resources"), QJsonArray{QStringLiteral("/suit/trigger")}},
                   {QStringLiteral("suit"), true}});
        model.add({{QStringLiteral("device"), QStringLiteral("coap://10.0.0.3")},
                   {QStringLiteral("error"), QStringLiteral("no answer")}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.answered(), 1);
        QCOMPARE(cellText(model, 0, DiscoverModel::Device), QStringLiteral("fd00:b::7"));
        QCOMPARE(cellText(model, 0, DiscoverModel::Action), QStringLiteral("Add"));
        QCOMPARE(cellText(model, 1, DiscoverModel::What), QStringLiteral("no answer"));
        QVERIFY(cellText(model, 1, DiscoverModel::Action).isEmpty());
        Board board;
        board.id = BoardId(QStringLiteral("lamp"));
        board.links.address = QStringLiteral("coap://[fd00:b::7]:5683/");
        model.setBoards({board});
        QCOMPARE(cellText(model, 0, DiscoverModel::OnBench), QStringLiteral("lamp"));
        QCOMPARE(cellText(model, 0, DiscoverModel::Action), QStringLiteral("Show"));
        // Asked again: it does not stand there twice.
        model.add({{QStringLiteral("device"), QStringLiteral("coap://10.0.0.3")},
                   {QStringLiteral("resources"), QJsonArray{QStringLiteral("/light")}}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(cellText(model, 1, DiscoverModel::What), QStringLiteral("no SUIT trigger"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void aNodeThatAnswersIsAddedWithItsAddress()
    {
        const Node node("</.well-known/core>,</suit/trigger>,</riot/board>");
        QVERIFY(node.isOpen());
        Desk desk;
        QTRY_VERIFY(desk.child<Button>("emptyAddBoard")->isVisible());
        auto* pane = desk.child<DiscoverPane>("discoverPane");
        ota::child<QAction>(desk.panel, "discoverAction")->trigger();
        QTRY_VERIFY(pane->isVisible());
        // Nobody of the net of this machine is asked by a test.
        for (QAction* interface : desk.child<QMenu>("discoverMenu")->actions())
            interface->setChecked(false);
        auto* address = desk.child<QLineEdit>("discoverAddress");
        auto* search = desk.child<Button>("discoverSearch");
        QVERIFY(search->whyNot().contains(QStringLiteral("no interface is chosen")));
        type(address, node.address());
        QVERIFY(search->isEnabled());
        QCOMPARE(pane->command(), QString(QStringLiteral("otaw board discover --address=") + node.address()));
        QTest::keyClick(address, Qt::Key_Return);
        const DiscoverModel& model = *pane->model();
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 1, longMs);
        QCOMPARE(cellText(model, 0, DiscoverModel::What), QStringLiteral("takes SUIT updates"));
        QTRY_VERIFY(!search->isBusy());
        picture(desk.window.window(), "boards-discover");

        // By keys: the row, Enter, the form with name and address.
        auto* table = desk.child<SearchTable>("discoverTable");
        table->selectSource(model.index(0, 0));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        const QString name = QStringLiteral("board-%1").arg(node.port());
        QTRY_VERIFY(desk.child<QLineEdit>("board.name")->hasFocus());
        QCOMPARE(desk.child<QLineEdit>("board.name")->text(), name);
        QCOMPARE(desk.child<QLineEdit>("board.address")->text(), QString(QStringLiteral("coap://") + node.address()));
        click(desk.child<Button>("saveBoard"));
        QTRY_VERIFY(desk.row(name).isValid());
        QTRY_COMPARE(cellText(model, 0, DiscoverModel::OnBench), name);
        QCOMPARE(cellText(model, 0, DiscoverModel::Action), QStringLiteral("Show"));
        click(desk.child<IconButton>("discoverClose"));

        // What it showed stands beside it, and it can be asked again.
        auto* resources = desk.child<QLabel>("boardResources");
        QTRY_VERIFY(resources->text().contains(QStringLiteral("/suit/trigger")));
        desk.run("board.set", {{QStringLiteral("name"), name},
                               {QStringLiteral("address"), QStringLiteral("coap://localhost:%1").arg(node.port())}});
        QTRY_COMPARE(resources->text(), QStringLiteral("not asked yet"));
        click(desk.child<Button>("askResources"));
        QTRY_VERIFY_WITH_TIMEOUT(resources->text().contains(QStringLiteral("/riot/board")), longMs);
        picture(desk.window.window(), "boards-resources");
    }

    void anAddressThatIsNoneIsSaidInThePane()
    {
        Desk desk;
        click(desk.child<Button>("discoverBoards"));
        for (QAction* interface : desk.child<QMenu>("discoverMenu")->actions())
            interface->setChecked(false);
        type(desk.child<QLineEdit>("discoverAddress"), QStringLiteral("coaps://127.0.0.1"));
        click(desk.child<Button>("discoverSearch"));
        auto* banner = desk.child<Banner>("discoverBanner");
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), longMs);
        QVERIFY2(banner->text().contains(QStringLiteral("coaps")), qPrintable(banner->text()));
        QTest::keyClick(desk.child<QLineEdit>("discoverAddress"), Qt::Key_Escape);
        QTRY_VERIFY(!desk.child<DiscoverPane>("discoverPane")->isVisible());
    }

    void whatWasRemovedCanBePutBack()
    {
        Desk desk;
        desk.run("board.add", {{QStringLiteral("name"), QStringLiteral("lamp")},
                               {QStringLiteral("address"), QStringLiteral("coap://127.9.9.9")},
                               {QStringLiteral("profile"), QStringLiteral("riot")}});
        desk.run("board.virtual", {{QStringLiteral("name"), QStringLiteral("sim")},
                                   {QStringLiteral("defect"), QJsonArray{QStringLiteral("torn-write")}}});
        QTRY_VERIFY(desk.row("lamp").isValid() && desk.row("sim").isValid());
        desk.panel->model()->setChecked({QStringLiteral("lamp"), QStringLiteral("sim")});
        desk.panel->table()->setFocus();
        QTest::keyClick(desk.panel->table(), Qt::Key_Delete);
        QTRY_VERIFY(desk.window.window().findChild<QDialog*>());
        click(desk.child<Button>("confirm"));
        QTRY_VERIFY(desk.window.window().findChild<Button*>(QStringLiteral("toastAction")));
        hover(desk.child<Button>("toastAction")->parentWidget());
        QTRY_VERIFY_WITH_TIMEOUT(desk.panel->model()->all().empty(), longMs);
        click(desk.child<Button>("toastAction"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.row("lamp").isValid() && desk.row("sim").isValid(), longMs);
        QCOMPARE(desk.panel->model()->row(QStringLiteral("lamp"))->board.links.profile, QStringLiteral("riot"));
        const Board& sim = desk.panel->model()->row(QStringLiteral("sim"))->board;
        QCOMPARE(sim.kind, BoardKind::Virtual);
        QCOMPARE(sim.settings[QStringLiteral("run")].toObject()[QStringLiteral("defect")].toArray(),
                 QJsonArray{QStringLiteral("torn-write")});
    }
};

OTA_PANEL_TEST_MAIN(TestBoardsDiscover)
#include "tst_boardsdiscover.moc"
