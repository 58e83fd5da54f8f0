// SPDX-License-Identifier: Apache-2.0
#include "exosense/mqttserver.h"

#include "exosense/exosensecloud.h"
#include "exosense/mqttsession.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QHostAddress>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <map>
#include <mutex>

namespace ota {

namespace {

using namespace std::chrono_literals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(MqttServer)
};

constexpr std::chrono::milliseconds tickPeriod = 500ms;
/// What a client that does not read may keep waiting here.
constexpr qint64 longestQueue = 4 * 1024 * 1024;

Result<QSslConfiguration> tlsFrom(const MqttServerSettings::Tls& files)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    const QList<QSslCertificate> chain = QSslCertificate::fromPath(files.certificatePath);
    QFile keyFile(files.keyPath);
    if (chain.isEmpty() || !keyFile.open(QIODevice::ReadOnly))
        return failure(Error::Code::Rejected, Tr::tr("the certificate or its key can not be read"),
                       files.certificatePath);
    QSslKey key(&keyFile, QSsl::Ec);
    if (key.isNull() && keyFile.seek(0))
        key = QSslKey(&keyFile, QSsl::Rsa);
    if (key.isNull())
        return failure(Error::Code::Rejected, Tr::tr("the key can not be read"), files.keyPath);
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    // Asked for and not required: most log in with a token.
    tls.setPeerVerifyMode(QSslSocket::QueryPeer);
    tls.setCaCertificates(QSslCertificate::fromPath(files.authorityPath));
    return tls;
}

Result<QHostAddress> addressOf(const QString& host)
{
    if (host == QStringLiteral("*"))
        return QHostAddress(QHostAddress::Any);
    if (host == QStringLiteral("localhost"))
        return QHostAddress(QHostAddress::LocalHost);
    const QHostAddress address(host);
    if (address.isNull())
        return failure(Error::Code::Usage, Tr::tr("%1 is not an address to listen on").arg(host));
    return address;
}

} // namespace

/// The thread's side.
class MqttServer::Core final : public QObject
{
public:
    Core(const MqttServerSettings& settings, ExosenseCloud& cloud)
        : m_settings(settings)
        , m_cloud(cloud)
        , m_gate(std::make_shared<Gate>())
    {
        m_gate->core = this;
    }
    ~Core() override
    {
        {
            const std::scoped_lock lock(m_gate->mutex);
            m_gate->core = nullptr;
        }
        m_clients.clear();
    }

    Result<quint16> open();
    std::size_t size() const { return m_clients.size(); }

private:
    /// News come on the writers' threads, also while we go.
    struct Gate
    {
        std::mutex mutex;
        Core* core = nullptr;
    };
    struct Client
    {
        std::unique_ptr<QTcpSocket> socket;
        std::unique_ptr<MqttSession> session;
    };

    void onConnection();
    void adopt(QTcpSocket* socket);
    void onReadable(quint64 id);
    void remove(quint64 id);
    void closeOthers(const QString& board, quint64 keeps);
    void tick();
    std::pair<QString, bool> certificateOf(const QTcpSocket& socket) const;

    const MqttServerSettings m_settings;
    ExosenseCloud& m_cloud;
    std::shared_ptr<Gate> m_gate; ///< Shared with news that are on their way.
    std::unique_ptr<QTcpServer> m_server;
    std::map<quint64, Client> m_clients;
    quint64 m_last = 0;
    QTimer m_timer{this};
};

Result<quint16> MqttServer::Core::open()
{
    const auto address = addressOf(m_settings.listen.host);
    if (!address)
        return failure(address.error());
    if (m_settings.tls) {
        auto tls = tlsFrom(*m_settings.tls);
        if (!tls)
            return failure(tls.error());
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] { onConnection(); });
    if (!m_server->listen(*address, m_settings.listen.port)) {
        const bool isBusy = m_server->serverError() == QAbstractSocket::AddressInUseError;
        return failure(isBusy ? Error::Code::Busy : Error::Code::Io, m_server->errorString(),
                       QStringLiteral("%1:%2").arg(m_settings.listen.host).arg(m_settings.listen.port),
                       Tr::tr("Choose another port, or 0 for any free one."));
    }
    QObject::connect(&m_timer, &QTimer::timeout, this, [this] { tick(); });
    m_timer.start(tickPeriod);
    return m_server->serverPort();
}

void MqttServer::Core::onConnection()
{
    while (QTcpSocket* socket = m_server->nextPendingConnection())
        adopt(socket);
}

/// The board that the client's certificate stands for, and whether one was shown that is nobody's.
std::pair<QString, bool> MqttServer::Core::certificateOf(const QTcpSocket& socket) const
{
    const auto* secure = qobject_cast<const QSslSocket*>(&socket);
    if (!secure || secure->peerCertificate().isNull())
        return {{}, false};
    const QSslCertificate certificate = secure->peerCertificate();
    const bool isOurs = secure->sslHandshakeErrors().isEmpty();
    const auto board =
        m_cloud.boardOfCertificate(QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex()),
                                   isOurs ? certificate.subjectInfo(QSslCertificate::CommonName).value(0) : QString());
    return {board.value_or(QString()), !board};
}

void MqttServer::Core::adopt(QTcpSocket* socket)
{
    socket->setParent(nullptr);
    std::unique_ptr<QTcpSocket> owned(socket);
    if (m_clients.size() >= static_cast<std::size_t>(m_settings.connections))
        return;
    const quint64 id = ++m_last;
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    MqttSession::Door door;
    door.send = [socket](const QByteArray& bytes) {
        socket->write(bytes);
        if (socket->bytesToWrite() > longestQueue)
            socket->abort();
    };
    door.close = [socket] {
        socket->disconnectFromHost();
    };
    door.replaceOthers = [this, id](const QString& board) {
        closeOthers(board, id);
    };
    door.wake = [gate = m_gate, id] {
        const std::scoped_lock lock(gate->mutex);
        if (!gate->core)
            return;
        QMetaObject::invokeMethod(
            gate->core,
            [core = gate->core, id] {
                if (const auto client = core->m_clients.find(id); client != core->m_clients.end())
                    client->second.session->push();
            },
            Qt::QueuedConnection);
    };
    const auto [board, isUnknown] = certificateOf(*socket);
    Client& client = m_clients[id];
    client.socket = std::move(owned);
    client.session = std::make_unique<MqttSession>(m_cloud, std::move(door), board, isUnknown);
    QObject::connect(socket, &QTcpSocket::readyRead, this, [this, id] { onReadable(id); });
    QObject::connect(
        socket, &QTcpSocket::disconnected, this, [this, id] { remove(id); }, Qt::QueuedConnection);
    onReadable(id);
    if (socket->state() != QAbstractSocket::ConnectedState)
        QMetaObject::invokeMethod(
            this, [this, id] { remove(id); }, Qt::QueuedConnection);
}

void MqttServer::Core::onReadable(quint64 id)
{
    const auto client = m_clients.find(id);
    if (client == m_clients.end())
        return;
    if (const QByteArray bytes = client->second.socket->readAll(); !bytes.isEmpty())
        client->second.session->receive(bytes, std::chrono::steady_clock::now());
}

void MqttServer::Core::remove(quint64 id)
{
    const auto client = m_clients.find(id);
    if (client == m_clients.end())
        return;
    client->second.session->broken();
    client->second.socket->disconnect(this);
    m_clients.erase(client);
}

void MqttServer::Core::closeOthers(const QString& board, quint64 keeps)
{
    for (auto& [id, client] : m_clients) {
        if (id != keeps && client.session->board() == board)
            client.socket->disconnectFromHost();
    }
}

void MqttServer::Core::tick()
{
    const auto now = std::chrono::steady_clock::now();
    for (auto& [id, client] : m_clients)
        client.session->tick(now);
}

MqttServer::MqttServer(MqttServerSettings settings, ExosenseCloud& cloud)
    : Service(settings.name)
    , m_settings(std::move(settings))
    , m_cloud(cloud)
{
}

MqttServer::~MqttServer()
{
    stop();
}

Result<> MqttServer::start()
{
    if (m_core)
        return {};
    setStatus({ServiceStatus::State::Starting, {}, {}});
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(QStringLiteral("mqtt"));
    m_core = std::make_unique<Core>(m_settings, m_cloud);
    m_core->moveToThread(m_thread.get());
    m_thread->start();
    Result<quint16> opened = quint16{0};
    QMetaObject::invokeMethod(
        m_core.get(), [&] { opened = m_core->open(); }, Qt::BlockingQueuedConnection);
    if (!opened) {
        stop();
        setStatus({ServiceStatus::State::Failed, {}, opened.error().toString()});
        return failure(opened.error());
    }
    m_port = *opened;
    const QString host = m_settings.listen.host.contains(u':') ? QStringLiteral("[%1]").arg(m_settings.listen.host)
                                                               : m_settings.listen.host;
    setStatus({ServiceStatus::State::Running,
               QStringLiteral("%1://%2:%3")
                   .arg(m_settings.tls ? QStringLiteral("mqtts") : QStringLiteral("mqtt"), host)
                   .arg(m_port),
               {}});
    return {};
}

void MqttServer::stop()
{
    if (!m_core)
        return;
    // It ends where it lives.
    Core* core = m_core.release();
    QMetaObject::invokeMethod(
        core, [core] { delete core; }, Qt::BlockingQueuedConnection);
    m_thread->quit();
    m_thread->wait();
    m_thread.reset();
    m_port = 0;
    setStatus({});
}

std::size_t MqttServer::connections() const
{
    std::size_t count = 0;
    if (m_core)
        QMetaObject::invokeMethod(
            m_core.get(), [&] { count = m_core->size(); }, Qt::BlockingQueuedConnection);
    return count;
}

} // namespace ota
