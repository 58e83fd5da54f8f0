// SPDX-License-Identifier: Apache-2.0
#include "exosense/mqtthub.h"

#include "exosense/exosensecloud.h"
#include "exosense/mqttsession.h"

#include <QThread>
#include <QTimer>

#include <map>
#include <mutex>

namespace ota {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds tickPeriod = 500ms;
constexpr std::uint8_t firstByteOfConnect = 0x10;

} // namespace

/// The way to the thread, for as long as there is one.
struct MqttHub::Gate
{
    /// Runs `work(core)` soon on the hub's thread, or never. Any thread.
    template<typename Work>
    void post(Work work);

    std::mutex mutex;
    Core* core = nullptr;
    quint64 last = 0; ///< Number of a client.
};

/// The thread's side.
class MqttHub::Core final : public QObject
{
public:
    Core(ExosenseCloud& cloud, int connections, std::shared_ptr<Gate> gate)
        : m_cloud(cloud)
        , m_connections(static_cast<std::size_t>(connections))
        , m_gate(std::move(gate))
    {
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] { tick(); });
    }
    ~Core() override = default;

    void begin() { m_timer.start(tickPeriod); }
    std::size_t size() const { return m_clients.size(); }

    void adopt(quint64 id, const HttpPeer& peer, const HttpGuestDoor& door, const Told& told);
    void receive(quint64 id, const QByteArray& bytes);
    void remove(quint64 id);

private:
    struct Client
    {
        HttpGuestDoor door;
        std::unique_ptr<MqttSession> session;
    };

    void closeOthers(const QString& board, quint64 keeps);
    void tick();

    ExosenseCloud& m_cloud;
    const std::size_t m_connections;
    std::shared_ptr<Gate> m_gate;
    std::map<quint64, Client> m_clients;
    QTimer m_timer{this};
};

template<typename Work>
void MqttHub::Gate::post(Work work)
{
    const std::scoped_lock lock(mutex);
    if (!core)
        return;
    QMetaObject::invokeMethod(
        core, [core = core, work = std::move(work)]() mutable { work(*core); }, Qt::QueuedConnection);
}

/// One client, as its server sees it.
class MqttHub::Guest final : public HttpGuest
{
public:
    Guest(std::shared_ptr<Gate> gate, const HttpPeer& peer, HttpGuestDoor door, Told told)
        : m_gate(std::move(gate))
    {
        {
            const std::scoped_lock lock(m_gate->mutex);
            m_id = ++m_gate->last;
        }
        m_gate->post([id = m_id, peer, door = std::move(door), told = std::move(told)](Core& core) {
            core.adopt(id, peer, door, told);
        });
    }
    ~Guest() override
    {
        m_gate->post([id = m_id](Core& core) { core.remove(id); });
    }

    void receive(QByteArray bytes) override
    {
        m_gate->post([id = m_id, bytes = std::move(bytes)](Core& core) { core.receive(id, bytes); });
    }

private:
    std::shared_ptr<Gate> m_gate; ///< Shared with the hub, which may end before.
    quint64 m_id = 0;
};

void MqttHub::Core::adopt(quint64 id, const HttpPeer& peer, const HttpGuestDoor& door, const Told& told)
{
    if (m_clients.size() >= m_connections)
        return door.close();
    MqttSession::Door ways;
    ways.send = [door](QByteArray bytes) {
        door.send(std::move(bytes));
    };
    ways.close = [door] {
        door.close();
    };
    ways.replaceOthers = [this, id](const QString& board) {
        closeOthers(board, id);
    };
    ways.wake = [gate = m_gate, id] {
        gate->post([id](Core& core) {
            if (const auto client = core.m_clients.find(id); client != core.m_clients.end())
                client->second.session->push();
        });
    };
    if (told)
        ways.note = [told, peer](const MqttSession::Note& note) {
            told(peer, note);
        };
    const HttpTlsPeer tls = peer.tls ? *peer.tls : HttpTlsPeer();
    const auto board = m_cloud.boardOfCertificate(tls.fingerprint, tls.isTrusted ? tls.commonName : QString());
    const bool isUnknown = !tls.fingerprint.isEmpty() && !board;
    m_clients.emplace(id, Client{door, std::make_unique<MqttSession>(m_cloud, std::move(ways),
                                                                     board.value_or(QString()), isUnknown)});
}

void MqttHub::Core::receive(quint64 id, const QByteArray& bytes)
{
    const auto client = m_clients.find(id);
    if (client == m_clients.end())
        return;
    client->second.session->receive(bytes, std::chrono::steady_clock::now());
    client->second.door.goOn();
}

void MqttHub::Core::remove(quint64 id)
{
    const auto client = m_clients.find(id);
    if (client == m_clients.end())
        return;
    client->second.session->broken();
    m_clients.erase(client);
}

void MqttHub::Core::closeOthers(const QString& board, quint64 keeps)
{
    for (auto& [id, client] : m_clients) {
        if (id != keeps && client.session->board() == board)
            client.door.close();
    }
}

void MqttHub::Core::tick()
{
    const auto now = std::chrono::steady_clock::now();
    for (auto& [id, client] : m_clients)
        client.session->tick(now);
}

MqttHub::MqttHub(ExosenseCloud& cloud, int connections)
    : m_thread(std::make_unique<QThread>())
    , m_gate(std::make_shared<Gate>())
{
    m_thread->setObjectName(QStringLiteral("mqtt"));
    m_core = std::make_unique<Core>(cloud, connections, m_gate);
    m_core->moveToThread(m_thread.get());
    m_gate->core = m_core.get();
    m_thread->start();
    m_gate->post([](Core& core) { core.begin(); });
}

MqttHub::~MqttHub()
{
    {
        const std::scoped_lock lock(m_gate->mutex);
        m_gate->core = nullptr;
    }
    // It ends where it lives.
    Core* core = m_core.release();
    QMetaObject::invokeMethod(
        core, [core] { delete core; }, Qt::BlockingQueuedConnection);
    m_thread->quit();
    m_thread->wait();
}

HttpGuests MqttHub::guests(bool areAlone, Told told) const
{
    return {firstByteOfConnect, areAlone,
            [gate = m_gate, told = std::move(told)](const HttpPeer& peer, HttpGuestDoor door) {
                return std::make_unique<Guest>(gate, peer, std::move(door), told);
            }};
}

std::size_t MqttHub::connections() const
{
    std::size_t count = 0;
    QMetaObject::invokeMethod(
        m_core.get(), [&] { count = m_core->size(); }, Qt::BlockingQueuedConnection);
    return count;
}

} // namespace ota
