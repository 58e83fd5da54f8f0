// SPDX-License-Identifier: Apache-2.0
// Looking for boards, against nodes that answer with real datagrams.

#include "coap/coapblock.h"
#include "coap/coapmessage.h"
#include "operationrunner.h"
#include "otaserver/boarddiscovery.h"
#include "otaserver/otaserveroperations.h"
#include "store/storeoperations.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QNetworkDatagram>
#include <QNetworkInterface>
#include <QTemporaryDir>
#include <QTest>
#include <QUdpSocket>

#include <future>
#include <thread>

using namespace ota;

namespace {

/// A node that answers each request with a link-format document, in blocks of 64 bytes where it is longer. Runs in a
/// thread of its own, as the search blocks its caller.
class Node
{
public:
    Node(QByteArray document, const QHostAddress& address, const QHostAddress& group = {})
        : m_document(std::move(document))
    {
        std::promise<quint16> port;
        auto known = port.get_future();
        m_thread = std::jthread([this, address, group, port = std::move(port)](const std::stop_token& stop) mutable {
            QUdpSocket socket;
            bool open = socket.bind(address, 0);
            if (open && !group.isNull()) {
                const QNetworkInterface lo = QNetworkInterface::interfaceFromName(QStringLiteral("lo"));
                open = lo.isValid() && socket.joinMulticastGroup(group, lo);
            }
            port.set_value(open ? socket.localPort() : quint16{0});
            while (open && !stop.stop_requested()) {
                if (socket.waitForReadyRead(20))
                    answer(socket);
            }
        });
        m_port = known.get();
    }

    quint16 port() const { return m_port; } ///< 0: it could not be started.

private:
    void answer(QUdpSocket& socket) const
    {
        while (socket.hasPendingDatagrams()) {
            const QNetworkDatagram datagram = socket.receiveDatagram();
            const QByteArray bytes = datagram.data();
            const auto request = CoapMessage::read(
                {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())});
            if (!request || request->path() != QStringLiteral(".well-known/core"))
                continue;
            CoapMessage reply;
            reply.type = request->type == CoapType::Confirmable ? CoapType::Acknowledgement : CoapType::NonConfirmable;
            reply.messageId = request->messageId;
            reply.code = coapcode::content;
            reply.token = request->token;
            reply.add(coapoption::contentFormat, quint32{coapformat::linkFormat});
            const quint32 number = request->uintOption(coapoption::block2).value_or(0) >> 4;
            const qsizetype from = static_cast<qsizetype>(number) * 64;
            const bool more = m_document.size() > from + 64;
            if (more || number > 0)
                reply.add(coapoption::block2, (number << 4) | (more ? 8U : 0U) | 2U);
            reply.payload = m_document.mid(from, 64);
            socket.writeDatagram(reply.encode(), datagram.senderAddress(), static_cast<quint16>(datagram.senderPort()));
        }
    }

    QByteArray m_document;
    quint16 m_port = 0;
    std::jthread m_thread; ///< Last: ends before what it uses.
};

const QByteArray riotDocument =
    "</.well-known/core>,</riot/board>;ct=0,</suit/slot/active>;ct=0,</suit/slot/inactive>;ct=0,</suit/trigger>";

} // namespace

class TestBoardDiscovery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNodeAskedByAddressShowsItsResources()
    {
        const Node node(riotDocument, QHostAddress::LocalHost);
        QVERIFY(node.port() != 0);
        const auto found = search({.addresses = {addressOf(node)}});
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY2(found[0].error.isEmpty(), qPrintable(found[0].error));
        QVERIFY(found[0].takesUpdates());
        QCOMPARE(found[0].resources.size(), 5);
        QCOMPARE(found[0].resources.at(1), QStringLiteral("/riot/board"));
        QCOMPARE(found[0].uri.port, node.port());
    }

    void aNodeThatIsNotThereIsTold()
    {
        QUdpSocket taken; // Bound, so that nobody else gets the port, and silent.
        QVERIFY(taken.bind(QHostAddress::LocalHost, 0));
        CoapUri uri;
        uri.host = QStringLiteral("127.0.0.1");
        uri.port = taken.localPort();
        const auto found = search({.addresses = {uri}, .wait = std::chrono::milliseconds(1000)});
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(!found[0].error.isEmpty());
        QVERIFY(!found[0].takesUpdates());
    }

    void aGroupIsAskedOnAnInterface()
    {
        const Node node(riotDocument, QHostAddress::AnyIPv4, QHostAddress(QStringLiteral("224.0.1.187")));
        if (node.port() == 0)
            QSKIP("this machine has no loopback interface that takes groups");
        // One answer, although each group is asked twice; the rest of its document is asked from it alone.
        const auto found =
            search({.interfaces = {QStringLiteral("lo")}, .port = node.port(), .wait = std::chrono::seconds(4)});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].interface, QStringLiteral("lo"));
        QVERIFY2(found[0].takesUpdates(), qPrintable(found[0].error));
        QCOMPARE(found[0].uri.port, node.port());
    }

    void anInterfaceThatIsNotThereIsRefused()
    {
        const auto done = discoverBoards({.interfaces = {QStringLiteral("nosuch0")}}, [](const auto&) {}, {});
        QVERIFY(!done);
        QCOMPARE(done.error().code, Error::Code::Usage);
        QCOMPARE(done.error().context, QStringLiteral("--interface"));
    }

    void cancelEndsTheSearch()
    {
        std::stop_source stop;
        stop.request_stop();
        CoapUri uri;
        uri.host = QStringLiteral("127.0.0.1");
        uri.port = 9;
        const auto done = discoverBoards(
            {.addresses = {uri}}, [](const auto&) {}, stop.get_token());
        QVERIFY(!done);
        QCOMPARE(done.error().code, Error::Code::Cancelled);
    }

    void theOperationNamesTheBoardOfTheBench()
    {
        const Node node(riotDocument, QHostAddress::LocalHost);
        QVERIFY(node.port() != 0);
        QTemporaryDir directory;
        OperationRegistry registry;
        registerStoreOperations(registry);
        registerDiscoveryOperations(registry);
        OperationRunner runner(registry, directory.filePath(QStringLiteral("bench")));
        const QString address = addressOf(node).text();
        const QJsonObject values{{QStringLiteral("address"), QJsonArray{address}}};
        auto outcome = runner.run(QStringLiteral("board.discover"), values);
        QVERIFY_RESULT(outcome);
        QJsonObject first = outcome->data[QStringLiteral("devices")].toArray().first().toObject();
        QCOMPARE(first[QStringLiteral("device")].toString(), address);
        QVERIFY(first[QStringLiteral("suit")].toBool());
        QVERIFY(!first.contains(QStringLiteral("board")));
        QVERIFY_RESULT(runner.run(QStringLiteral("board.add"), {{QStringLiteral("name"), QStringLiteral("lamp")},
                                                                {QStringLiteral("address"), address}}));
        outcome = runner.run(QStringLiteral("board.discover"), values);
        QVERIFY_RESULT(outcome);
        first = outcome->data[QStringLiteral("devices")].toArray().first().toObject();
        QCOMPARE(first[QStringLiteral("board")].toString(), QStringLiteral("lamp"));
        outcome = runner.run(QStringLiteral("board.discover"),
                             {{QStringLiteral("address"), QJsonArray{QStringLiteral("coaps://127.0.0.1")}}});
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().context, QStringLiteral("--address"));
    }

private:
    static CoapUri addressOf(const Node& node)
    {
        CoapUri uri;
        uri.host = QStringLiteral("127.0.0.1");
        uri.port = node.port();
        return uri;
    }

    static std::vector<DiscoveredBoard> search(const DiscoveryWish& wish)
    {
        std::vector<DiscoveredBoard> found;
        const auto done = discoverBoards(wish, [&found](const DiscoveredBoard& board) { found.push_back(board); }, {});
        if (!done)
            qWarning().noquote() << done.error().toString();
        return found;
    }
};

QTEST_GUILESS_MAIN(TestBoardDiscovery)
#include "tst_boarddiscovery.moc"
