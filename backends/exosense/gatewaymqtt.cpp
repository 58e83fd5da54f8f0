// SPDX-License-Identifier: Apache-2.0
#include "exosense/gatewaymqtt.h"

#include "exosense/mqttsession.h"

#include <QCoreApplication>
#include <QSslSocket>
#include <QTcpSocket>

#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(GatewayMqtt)
};

constexpr qsizetype longestPacket = 2 * 1024 * 1024;
constexpr int plainPort = 1883;
constexpr int securePort = 8883;

} // namespace

GatewayMqtt::GatewayMqtt(const QSslConfiguration& tls, GatewayTrust trust, Listener listener, QObject* parent)
    : QObject(parent)
    , m_tls(tls)
    , m_trust(trust)
    , m_listener(std::move(listener))
{
    connect(&m_ping, &QTimer::timeout, this, [this] { send(MqttSign{MqttSign::Kind::Pingreq, 0}); });
}

GatewayMqtt::~GatewayMqtt()
{
    close();
}

void GatewayMqtt::open(const QUrl& server, const QByteArray& token, std::chrono::seconds keepAlive)
{
    close();
    m_token = token;
    m_keepAlive = keepAlive;
    m_reader = std::make_unique<MqttReader>(longestPacket);
    const bool isSecure = server.scheme() == QStringLiteral("mqtts");
    const auto port = static_cast<quint16>(server.port(isSecure ? securePort : plainPort));
    if (isSecure) {
        auto socket = std::make_unique<QSslSocket>();
        socket->setSslConfiguration(m_tls);
        setTrust(*socket, m_trust);
        connect(socket.get(), &QSslSocket::encrypted, this, &GatewayMqtt::sendConnect);
        m_socket = std::move(socket);
    } else {
        m_socket = std::make_unique<QTcpSocket>();
        connect(m_socket.get(), &QTcpSocket::connected, this, &GatewayMqtt::sendConnect);
    }
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &GatewayMqtt::onReadable);
    // Queued: our listener may open anew, and the socket calls us.
    connect(
        m_socket.get(), &QTcpSocket::disconnected, this, [this] { breakOff(Tr::tr("the connection broke")); },
        Qt::QueuedConnection);
    connect(
        m_socket.get(), &QTcpSocket::errorOccurred, this,
        [this] { breakOff(m_socket ? m_socket->errorString() : QString()); }, Qt::QueuedConnection);
    if (auto* secure = qobject_cast<QSslSocket*>(m_socket.get()))
        secure->connectToHostEncrypted(server.host(), port);
    else
        m_socket->connectToHost(server.host(), port);
}

void GatewayMqtt::close()
{
    m_ping.stop();
    m_isConnected = false;
    m_done = {};
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater(); // We may be called by it.
}

void GatewayMqtt::breakOff(const QString& why)
{
    if (!m_socket)
        return;
    close();
    if (m_listener.broken)
        m_listener.broken(why);
}

void GatewayMqtt::send(const MqttPacket& packet)
{
    if (m_socket)
        m_socket->write(mqttBytes(packet));
}

void GatewayMqtt::sendConnect()
{
    MqttConnect connect;
    connect.keepAliveSeconds = static_cast<quint16>(m_keepAlive.count());
    connect.clientId = MqttSession::simulatedClientId;
    // As the clients of this world do: both are there, and empty where there is nothing to say.
    connect.user = QByteArray();
    connect.password = m_token;
    send(connect);
}

void GatewayMqtt::publish(const QByteArray& topic, const QByteArray& payload, std::function<void()> done)
{
    Q_ASSERT(!m_done);
    m_lastId = m_lastId == 0xffff ? quint16{1} : static_cast<quint16>(m_lastId + 1);
    m_done = std::move(done);
    send(MqttPublish{topic, payload, 1, m_lastId, false, false});
}

void GatewayMqtt::onReadable()
{
    if (!m_socket)
        return;
    m_reader->feed(m_socket->readAll());
    while (m_socket) {
        auto packet = m_reader->next();
        if (!packet)
            return breakOff(packet.error().toString());
        if (!*packet)
            return;
        take(**packet);
    }
}

void GatewayMqtt::take(const MqttPacket& packet)
{
    if (const auto* connack = std::get_if<MqttConnack>(&packet)) {
        if (connack->code != 0)
            return breakOff(Tr::tr("refused with code %1").arg(connack->code));
        m_isConnected = true;
        if (m_keepAlive.count() > 0)
            m_ping.start(std::chrono::milliseconds(m_keepAlive) / 2);
        if (m_listener.connected)
            m_listener.connected();
    } else if (const auto* publish = std::get_if<MqttPublish>(&packet)) {
        if (m_listener.message)
            m_listener.message(publish->topic, publish->payload);
    } else if (const auto* sign = std::get_if<MqttSign>(&packet)) {
        if (sign->kind == MqttSign::Kind::Puback && sign->id == m_lastId && m_done)
            std::exchange(m_done, {})();
    }
}

} // namespace ota
