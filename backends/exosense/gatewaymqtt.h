// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/gatewayhttp.h"
#include "exosense/mqttpacket.h"

#include <QByteArray>
#include <QObject>
#include <QSslConfiguration>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

class QTcpSocket;

namespace ota {

/// The MQTT client of a virtual gateway: one connection, one message on its way at a time. Lives in the thread that
/// made it.
class GatewayMqtt final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayMqtt)

public:
    struct Listener
    {
        std::function<void()> connected = {};
        std::function<void(const QByteArray& topic, const QByteArray& payload)> message = {};
        /// The connection is over, or was refused. Never from within open or publish.
        std::function<void(const QString& why)> broken = {};
    };

    GatewayMqtt(const QSslConfiguration& tls, GatewayTrust trust, Listener listener, QObject* parent = nullptr);
    ~GatewayMqtt() override;

    /// Begins anew. `mqtt://host:port` or `mqtts://…`; an empty token logs in as nobody, or as
    /// whom the client certificate names.
    void open(const QUrl& server, const QByteArray& token, std::chrono::seconds keepAlive);
    bool isConnected() const { return m_isConnected; }
    /// A message waits for its acknowledgement.
    bool isBusy() const { return static_cast<bool>(m_done); }

    /// With QoS 1; `done` when it is acknowledged, never when the connection breaks before. One at a time.
    void publish(const QByteArray& topic, const QByteArray& payload, std::function<void()> done);
    /// Ends without a word to anybody.
    void close();

private:
    void sendConnect();
    void onReadable();
    void take(const MqttPacket& packet);
    void breakOff(const QString& why);
    void send(const MqttPacket& packet);

    QSslConfiguration m_tls;
    GatewayTrust m_trust;
    Listener m_listener;
    std::unique_ptr<QTcpSocket> m_socket;
    std::unique_ptr<MqttReader> m_reader;
    QTimer m_ping;
    QByteArray m_token;
    std::chrono::seconds m_keepAlive{0};
    bool m_isConnected = false;
    quint16 m_lastId = 0;
    std::function<void()> m_done;
};

} // namespace ota
