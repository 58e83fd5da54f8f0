// SPDX-License-Identifier: Apache-2.0
#include "coap/faultrelay.h"

#include "base/clock.h"
#include "coap/coaploop.h"
#include "coap/udpsocket.h"

#include <QCoreApplication>

#include <array>
#include <atomic>
#include <cstring>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(FaultRelay)
};

using Direction = FaultRule::Direction;
using Time = FaultPlan::Time;

constexpr quint64 listenKey = 0; ///< The keys of clients follow: number + 1.
constexpr std::chrono::minutes idleLimit{5};

std::string keyOf(const coap_address_t& address)
{
    const CoapPeerKey key = peerKey(address, 0);
    std::string text(reinterpret_cast<const char*>(key.address.data()), key.address.size());
    text.append(reinterpret_cast<const char*>(&key.port), sizeof key.port);
    return text.append(reinterpret_cast<const char*>(&key.scope), sizeof key.scope);
}

} // namespace

class FaultRelay::Core
{
public:
    explicit Core(FaultRelayOptions options)
        : m_options(std::move(options))
        , m_plan(m_options.seed, m_options.rules)
    {
    }
    ~Core() { stop(); }
    Q_DISABLE_COPY_MOVE(Core)

    Result<quint16> open()
    {
        coap_address_t local;
        if (!readAddress(m_options.address, m_options.port, local))
            return failure(Error::Code::Usage, Tr::tr("not an IP address"), m_options.address);
        if (!readAddress(m_options.serverAddress, m_options.serverPort, m_server))
            return failure(Error::Code::Usage, Tr::tr("not an IP address"), m_options.serverAddress);
        auto socket = UdpSocket::boundTo(udpAddress(local));
        if (!socket)
            return failureIn(Tr::tr("port %1").arg(m_options.port), socket.error());
        m_listen = std::move(*socket);
        coap_address_set_port(&local, 0);
        if (auto other = UdpSocket::boundTo(udpAddress(local)))
            m_other = std::move(*other);
        m_poller.add(m_listen.fd(), listenKey);
        m_port = m_listen.localPort();
        m_stopping = false;
        m_thread = std::thread([this] { run(); });
        return m_port.load();
    }

    void stop()
    {
        if (!m_thread.joinable())
            return;
        m_stopping = true;
        m_poller.wake();
        m_thread.join();
        m_port = 0;
        const std::lock_guard lock(m_mutex);
        for (const auto& [number, client] : m_clients)
            m_poller.remove(client.upstream.fd());
        m_poller.remove(m_listen.fd());
        m_listen = UdpSocket();
        m_other = UdpSocket();
        m_clients.clear();
        m_numbers.clear();
        m_byPort.clear();
        m_waiting.clear();
    }

    void setRules(quint64 seed, std::vector<FaultRule> rules)
    {
        const std::lock_guard lock(m_mutex);
        m_next.emplace(seed, std::move(rules));
        m_poller.wake();
    }

    std::optional<CoapPeer> clientOf(quint16 port) const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_byPort.find(port);
        return found == m_byPort.end() ? std::nullopt : std::optional<CoapPeer>(found->second);
    }

    FaultRelayStatistics statistics() const
    {
        return {m_toServer, m_toClient, m_dropped, m_acts, m_overflowed, m_clientCount};
    }

    quint16 port() const { return m_port; }

private:
    struct Client
    {
        coap_address_t address;
        UdpAddress receiver; ///< The same for the socket.
        CoapPeer peer;
        UdpSocket upstream;
        Time lastSeen;
    };

    struct Waiting
    {
        quint32 client;
        Direction direction;
        QByteArray bytes;
        bool otherPort;
    };

    void run()
    {
        while (!m_stopping) {
            takeRules();
            const Time now = std::chrono::steady_clock::now();
            sendDue(now);
            for (const quint64 key : m_poller.wait(timeToNext())) {
                if (key == listenKey)
                    fromClients();
                else
                    fromServer(static_cast<quint32>(key - 1));
            }
        }
    }

    void takeRules()
    {
        const std::lock_guard lock(m_mutex);
        if (m_next)
            m_plan = FaultPlan(m_next->first, std::move(m_next->second));
        m_next.reset();
    }

    std::chrono::milliseconds timeToNext() const
    {
        std::optional<Time> next = m_plan.nextRelease();
        if (!m_waiting.empty() && (!next || m_waiting.begin()->first < *next))
            next = m_waiting.begin()->first;
        if (!next)
            return std::chrono::milliseconds(-1);
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - std::chrono::steady_clock::now());
        return std::max(std::chrono::milliseconds(0), left);
    }

    void sendDue(Time now)
    {
        for (const Direction direction : {Direction::ToServer, Direction::ToClient}) {
            for (auto& [client, delivery] : m_plan.release(direction, now))
                deliver(client, direction, delivery.bytes, false);
        }
        while (!m_waiting.empty() && m_waiting.begin()->first <= now) {
            const Waiting due = std::move(m_waiting.begin()->second);
            m_waiting.erase(m_waiting.begin());
            deliver(due.client, due.direction, due.bytes, due.otherPort);
        }
    }

    void deliver(quint32 number, Direction direction, const QByteArray& bytes, bool otherPort)
    {
        const auto found = m_clients.find(number);
        if (found == m_clients.end())
            return;
        if (direction == Direction::ToServer)
            found->second.upstream.send(bytesOf(bytes));
        else
            (otherPort ? m_other : m_listen).send(bytesOf(bytes), &found->second.receiver);
    }

    void fromClients()
    {
        std::size_t length = 0;
        UdpAddress sender;
        for (int i = 0; i < 64; ++i) {
            const UdpSocket::Got got = m_listen.receive(m_buffer, length, &sender);
            if (got == UdpSocket::Got::Nothing)
                return;
            if (got != UdpSocket::Got::Datagram)
                continue;
            ++m_toServer;
            const Time now = std::chrono::steady_clock::now();
            if (const auto number = numberOf(libraryAddress(sender), now))
                pass(*number, Direction::ToServer, ByteSpan(m_buffer).first(length), now);
            else
                ++m_overflowed;
        }
    }

    void fromServer(quint32 number)
    {
        const auto found = m_clients.find(number);
        if (found == m_clients.end())
            return;
        std::size_t length = 0;
        for (int i = 0; i < 64; ++i) {
            const UdpSocket::Got got = found->second.upstream.receive(m_buffer, length);
            if (got == UdpSocket::Got::Nothing)
                return;
            if (got != UdpSocket::Got::Datagram)
                continue; // The server is not there: for the client that is silence, as behind a real link.
            ++m_toClient;
            const Time now = std::chrono::steady_clock::now();
            found->second.lastSeen = now;
            pass(number, Direction::ToClient, ByteSpan(m_buffer).first(length), now);
        }
    }

    void pass(quint32 number, Direction direction, ByteSpan datagram, Time now)
    {
        const CoapPeer& peer = m_clients.at(number).peer;
        FaultPlan::Fate fate = m_plan.pass(number, peer.address, direction, datagram, now);
        if (fate.deliveries.empty())
            ++m_dropped;
        for (FaultAct& act : fate.acts) {
            ++m_acts;
            act.address = peer.address;
            act.port = peer.port;
            act.timeNs = m_clock.nowNs();
            if (m_options.onAct)
                m_options.onAct(act);
        }
        for (FaultPlan::Delivery& delivery : fate.deliveries) {
            if (delivery.when <= now)
                deliver(number, direction, delivery.bytes, delivery.otherPort);
            else if (m_waiting.size() < maxWaiting)
                m_waiting.emplace(delivery.when,
                                  Waiting{number, direction, std::move(delivery.bytes), delivery.otherPort});
            else
                ++m_overflowed;
        }
    }

    std::optional<quint32> numberOf(const coap_address_t& address, Time now)
    {
        const std::string key = keyOf(address);
        if (const auto known = m_numbers.find(key); known != m_numbers.end()) {
            m_clients.at(known->second).lastSeen = now;
            return known->second;
        }
        if (m_clients.size() >= maxClients)
            forgetIdle(now);
        auto upstream = UdpSocket::connectedTo(udpAddress(m_server));
        if (m_clients.size() >= maxClients || !upstream)
            return std::nullopt;
        const auto number = static_cast<quint32>(m_clientCount++);
        Client client{address, udpAddress(address), {}, std::move(*upstream), now};
        client.peer.address = addressText(address);
        client.peer.port = coap_address_get_port(&address);
        client.peer.loopback = isLoopback(address);
        m_poller.add(client.upstream.fd(), quint64{number} + 1);
        {
            const std::lock_guard lock(m_mutex);
            m_byPort[client.upstream.localPort()] = client.peer;
        }
        m_clients.emplace(number, std::move(client));
        m_numbers.emplace(key, number);
        return number;
    }

    void forgetIdle(Time now)
    {
        const std::lock_guard lock(m_mutex);
        for (auto client = m_clients.begin(); client != m_clients.end();) {
            if (now - client->second.lastSeen < idleLimit) {
                ++client;
                continue;
            }
            m_poller.remove(client->second.upstream.fd());
            m_byPort.erase(client->second.upstream.localPort());
            m_numbers.erase(keyOf(client->second.address));
            client = m_clients.erase(client);
        }
    }

    const FaultRelayOptions m_options;
    const SystemClock m_clock;
    mutable std::mutex m_mutex;
    std::optional<std::pair<quint64, std::vector<FaultRule>>> m_next; ///< Under the mutex.
    std::unordered_map<quint16, CoapPeer> m_byPort;                   ///< Under the mutex.
    FaultPlan m_plan;
    coap_address_t m_server{};
    UdpSocket m_listen;
    UdpSocket m_other; ///< Only sends.
    Poller m_poller;
    std::map<quint32, Client> m_clients;
    std::unordered_map<std::string, quint32> m_numbers;
    std::multimap<Time, Waiting> m_waiting;
    std::array<std::uint8_t, 65'536> m_buffer;
    std::atomic<quint16> m_port = 0;
    std::atomic<bool> m_stopping = false;
    std::atomic<quint64> m_toServer = 0, m_toClient = 0, m_dropped = 0, m_acts = 0, m_overflowed = 0, m_clientCount = 0;
    std::thread m_thread;
};

FaultRelay::FaultRelay(FaultRelayOptions options)
    : Service(QStringLiteral("relay"))
    , m_core(std::make_unique<Core>(std::move(options)))
{
}

FaultRelay::~FaultRelay()
{
    m_core->stop();
}

Result<> FaultRelay::start()
{
    setStatus({ServiceStatus::State::Starting, {}, {}});
    const auto port = m_core->open();
    if (!port) {
        setStatus({ServiceStatus::State::Failed, {}, port.error().toString()});
        return failure(port.error());
    }
    setStatus({ServiceStatus::State::Running, QStringLiteral("udp port %1").arg(*port), {}});
    return {};
}

void FaultRelay::stop()
{
    m_core->stop();
    setStatus({});
}

quint16 FaultRelay::port() const
{
    return m_core->port();
}

void FaultRelay::setRules(quint64 seed, std::vector<FaultRule> rules)
{
    m_core->setRules(seed, std::move(rules));
}

std::optional<CoapPeer> FaultRelay::clientOf(quint16 port) const
{
    return m_core->clientOf(port);
}

FaultRelayStatistics FaultRelay::statistics() const
{
    return m_core->statistics();
}

} // namespace ota
