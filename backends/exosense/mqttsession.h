// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/mqttpacket.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace ota {

class ExosenseCloud;

/// One MQTT connection of a gateway, without its socket (exosense.md 7): takes its bytes, writes to the cloud, answers.
/// One thread; `news` may come on any.
class MqttSession final
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    static constexpr qsizetype payloadLimit = 1024 * 1024;
    /// A topic may stand in front of a payload.
    static constexpr qsizetype packetLimit = payloadLimit + 64 * 1024 + 4;

    /// By this client id our own virtual gateways say what they are.
    static constexpr const char* simulatedClientId = "ota-simulated";

    /// What came or went, for a log. Secrets are not in it.
    struct Note
    {
        QByteArray packet; ///< `CONNECT`, `PUBLISH`, `SUBSCRIBE`.
        QByteArray topic = {};
        QString board = {};  ///< Empty: anonymous.
        QString answer = {}; ///< `CONNACK 0`, `PUBACK`; empty: none is due.
        qint64 bytesIn = 0;  ///< Of the payload.
        qint64 bytesOut = 0;
        bool isRefused = false; ///< With this answer, or by the end of the connection.
    };

    /// What the session does to its connection.
    struct Door
    {
        std::function<void(QByteArray)> send;
        std::function<void()> close; ///< After what was sent has left.
        /// Another connection of the same board is to end.
        std::function<void(const QString& board)> replaceOthers;
        /// Asks for a later call of push(), on the session's thread. On any thread.
        std::function<void()> wake;
        std::function<void(const Note&)> note = {}; ///< May be empty.
    };

    /// `certificateBoard`: whom the client's certificate stands for; empty: none was shown. `unknownCertificate`: one
    /// was shown that is nobody's.
    MqttSession(ExosenseCloud& cloud, Door door, QString certificateBoard = {}, bool unknownCertificate = false);
    ~MqttSession();
    Q_DISABLE_COPY_MOVE(MqttSession)

    void receive(QByteArrayView bytes, TimePoint now);
    /// Sends what was written for the board meanwhile.
    void push();
    /// Now and then: enforces the keep-alive, and a limit for the first packet.
    void tick(TimePoint now);
    /// The connection has broken: the will is told. Not behind a DISCONNECT.
    void broken();

    /// Empty: anonymous, or not connected yet.
    const QString& board() const { return m_board; }

private:
    void take(const MqttPacket& packet);
    void connect(const MqttConnect& connect);
    void publish(const MqttPublish& publish);
    void provision(const QByteArray& identity, const MqttPublish& publish);
    void writeResource(const QByteArray& alias, const QByteArray& value);
    void writeBatch(const QByteArray& payload);
    void subscribe(const MqttSubscribe& subscribe);
    void noteRaw(const QByteArray& topic, const QByteArray& payload);
    void acknowledge(const MqttPublish& publish);
    void refuse(const char* code);
    void pushNow(bool unacknowledged);
    void send(const MqttPacket& packet);
    void note(Note note) const;
    void end();

    ExosenseCloud& m_cloud;
    Door m_door;
    QString m_certificateBoard;
    bool m_unknownCertificate;
    MqttReader m_reader{packetLimit};
    bool m_connected = false;
    bool m_simulated = false;
    bool m_ended = false;
    QString m_board;
    std::optional<MqttWill> m_will;
    std::chrono::milliseconds m_keepAlive{0}; ///< 0: none.
    std::optional<TimePoint> m_lastHeard;
    quint64 m_watch = 0;
};

} // namespace ota
