// SPDX-License-Identifier: Apache-2.0
#include "otaserver/boarddiscovery.h"

#include "coap/coapclient.h"
#include "coap/coaptree.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkDatagram>
#include <QNetworkInterface>
#include <QRandomGenerator>
#include <QSet>
#include <QUdpSocket>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace ota {

namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BoardDiscovery)
};

const QString corePath = QStringLiteral(".well-known/core");
constexpr qint64 longestDocument = 64 * 1024;
constexpr std::chrono::milliseconds pollTurn = 20ms;
/// Beyond that somebody plays with us.
constexpr qsizetype mostBoards = 4096;

/// All CoAP nodes (RFC 7252 12.8), and all nodes: RIOT's gcoap listens to everything but joins no group of CoAP.
const QStringList groupsV6{QStringLiteral("ff02::fd"), QStringLiteral("ff02::1")};
const QString groupV4 = QStringLiteral("224.0.1.187");

QStringList resourcesOf(QByteArrayView document)
{
    QStringList paths;
    for (const CoapLink& link : readLinkFormat(document))
        paths << (link.path.startsWith(u'/') ? link.path : QString(u'/' + link.path));
    return paths;
}

ByteSpan spanOf(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

/// One search: sockets of the groups, and calls to single nodes. All but the client's callbacks on the calling thread.
class Search
{
public:
    Search(const DiscoveryWish& wish, const std::function<void(const DiscoveredBoard&)>& found)
        : m_wish(wish)
        , m_found(found)
        , m_token(QByteArray::number(QRandomGenerator::global()->generate(), 16).left(8))
        , m_messageId(static_cast<quint16>(QRandomGenerator::global()->generate()))
    {
        for (const QHostAddress& own : QNetworkInterface::allAddresses()) {
            if (!own.isLoopback())
                m_own.insert(bare(own));
        }
    }

    Result<> open()
    {
        for (const QString& name : m_wish.interfaces) {
            const QNetworkInterface interface = QNetworkInterface::interfaceFromName(name);
            if (!interface.isValid())
                return failure(Error::Code::Usage, Tr::tr("there is no network interface %1").arg(name),
                               QStringLiteral("--interface"));
            addSocket(interface, QAbstractSocket::IPv4Protocol);
            addSocket(interface, QAbstractSocket::IPv6Protocol);
        }
        if (!m_wish.interfaces.isEmpty() && m_sockets.empty())
            return failure(Error::Code::Io,
                           Tr::tr("nobody can be asked on %1").arg(m_wish.interfaces.join(QStringLiteral(", "))),
                           QStringLiteral("--interface"), Tr::tr("The interface has no address, or is down."));
        return {};
    }

    Result<> run(const std::stop_token& stop)
    {
        for (const CoapUri& address : m_wish.addresses)
            call(address, {});
        const auto begin = SteadyClock::now();
        const auto wait = m_sockets.empty() ? 0ms : m_wish.wait;
        askGroups();
        bool again = false;
        while (!stop.stop_requested()) {
            const auto now = SteadyClock::now();
            if (!again && now - begin > wait / 2) {
                again = true;
                askGroups();
            }
            readSockets();
            if (!takeAnswers(stop) && now - begin > wait)
                return {};
        }
        return failure(Error::Code::Cancelled, Tr::tr("cancelled"));
    }

private:
    struct GroupSocket
    {
        std::unique_ptr<QUdpSocket> socket;
        QString interface;
        QList<QHostAddress> groups;
    };
    struct Answered
    {
        CoapUri uri;
        QString interface;
        CoapAnswer answer;
    };

    /// Without a zone, as own addresses are compared.
    static QString bare(QHostAddress address)
    {
        address.setScopeId({});
        return address.toString();
    }

    void addSocket(const QNetworkInterface& interface, QAbstractSocket::NetworkLayerProtocol family)
    {
        const auto entries = interface.addressEntries();
        if (std::ranges::none_of(entries, [&](const auto& entry) { return entry.ip().protocol() == family; }))
            return;
        auto socket = std::make_unique<QUdpSocket>();
        const bool v4 = family == QAbstractSocket::IPv4Protocol;
        if (!socket->bind(v4 ? QHostAddress::AnyIPv4 : QHostAddress::AnyIPv6, 0))
            return;
        socket->setMulticastInterface(interface);
        QList<QHostAddress> groups;
        for (const QString& group : v4 ? QStringList{groupV4} : groupsV6) {
            QHostAddress address(group);
            if (!v4)
                address.setScopeId(interface.name());
            groups << address;
        }
        m_sockets.push_back({std::move(socket), interface.name(), groups});
    }

    void askGroups()
    {
        CoapMessage ask;
        ask.type = CoapType::NonConfirmable; // RFC 7252 8.1
        ask.code = CoapCode{static_cast<quint8>(CoapMethod::Get)};
        ask.token = m_token;
        ask.addPath(corePath);
        for (const GroupSocket& each : m_sockets) {
            for (const QHostAddress& group : each.groups) {
                ask.messageId = m_messageId++;
                each.socket->writeDatagram(ask.encode(), group, m_wish.port);
            }
        }
    }

    void readSockets()
    {
        for (const GroupSocket& each : m_sockets) {
            while (each.socket->hasPendingDatagrams()) {
                const QNetworkDatagram datagram = each.socket->receiveDatagram(longestDocument);
                const QByteArray bytes = datagram.data();
                const auto message = CoapMessage::read(spanOf(bytes));
                if (message && message->token == m_token && message->code == coapcode::content)
                    take(each.interface, datagram.senderAddress(), static_cast<quint16>(datagram.senderPort()),
                         *message);
            }
        }
    }

    void take(const QString& interface, const QHostAddress& sender, quint16 port, const CoapMessage& message)
    {
        if (m_own.contains(bare(sender)))
            return; // What we serve ourselves.
        CoapUri uri;
        uri.host = sender.toString();
        uri.port = port;
        if (!isNew(uri))
            return;
        const auto* option = message.find(coapoption::block2);
        const auto block = option ? BlockOption::read(spanOf(option->value)) : std::nullopt;
        if (block && block->more)
            call(uri, interface); // The rest of it, from the node alone.
        else
            m_found({uri, interface, resourcesOf(message.payload), {}});
    }

    bool isNew(const CoapUri& uri)
    {
        const QString name = uri.authority();
        if (m_seen.contains(name) || m_seen.size() >= mostBoards)
            return false;
        m_seen.insert(name);
        return true;
    }

    void call(const CoapUri& uri, const QString& interface)
    {
        CoapCall call;
        call.uri = uri.at(corePath);
        call.maxBytes = longestDocument;
        call.askBlocks = false;
        call.timing.ackTimeout = 1s;
        call.timing.ackRandomFactor = 1.0;
        call.timing.maxRetransmit = 1;
        call.timing.limit = std::max(m_wish.wait, 1000ms);
        {
            const std::lock_guard lock(m_mutex);
            ++m_pending;
        }
        m_client.start(std::move(call), [this, uri, interface](CoapAnswer answer) {
            const std::lock_guard lock(m_mutex);
            m_answers.push_back({uri, interface, std::move(answer)});
            m_wake.notify_one();
        });
    }

    /// False when no call is under way. Waits a moment where nothing came.
    bool takeAnswers(const std::stop_token& stop)
    {
        std::vector<Answered> answers;
        bool pending = false;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, stop, pollTurn, [this] { return !m_answers.empty(); });
            answers.swap(m_answers);
            m_pending -= answers.size();
            pending = m_pending > 0;
        }
        for (const Answered& each : answers) {
            const CoapAnswer& answer = each.answer;
            const bool good = answer.accepted();
            m_found({each.uri.at({}), each.interface, good ? resourcesOf(answer.payload) : QStringList(),
                     good ? QString() : answer.text()});
        }
        return pending;
    }

    const DiscoveryWish& m_wish;
    const std::function<void(const DiscoveredBoard&)>& m_found;
    const QByteArray m_token;
    quint16 m_messageId;
    std::vector<GroupSocket> m_sockets;
    QSet<QString> m_seen;
    QSet<QString> m_own;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<Answered> m_answers;
    std::size_t m_pending = 0;
    CoapClient m_client; ///< Last: its end calls back.
};

} // namespace

QStringList discoveryInterfaces()
{
    QStringList names;
    for (const QNetworkInterface& interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        const bool usable = flags.testFlag(QNetworkInterface::IsUp) && flags.testFlag(QNetworkInterface::CanMulticast);
        if (usable && !flags.testFlag(QNetworkInterface::IsLoopBack) && !interface.addressEntries().isEmpty())
            names << interface.name();
    }
    return names;
}

Result<> discoverBoards(const DiscoveryWish& wish, const std::function<void(const DiscoveredBoard&)>& found,
                        const std::stop_token& stop)
{
    if (std::ranges::any_of(wish.addresses, &CoapUri::secure))
        return failure(Error::Code::Usage, Tr::tr("only coap addresses can be asked, not coaps"),
                       QStringLiteral("--address"));
    Search search(wish, found);
    if (auto opened = search.open(); !opened)
        return opened;
    return search.run(stop);
}

} // namespace ota
