// SPDX-License-Identifier: Apache-2.0
#include "exosense/mqttsession.h"

#include "exosense/deviceform.h"
#include "exosense/exosensecloud.h"

#include <algorithm>

namespace ota {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds connectLimit = 10s;
constexpr qint64 nsPerMicrosecond = 1000;

const QByteArray provisionPrefix("$provision/");
const QByteArray resourcePrefix("$resource/");
const QByteArray batchTopic("$resource.batch");

// Answers to CONNECT (3.2.2.3).
constexpr int acceptedCode = 0;
constexpr int levelCode = 1;
constexpr int credentialsCode = 4;
constexpr int notAuthorizedCode = 5;

} // namespace

MqttSession::MqttSession(ExosenseCloud& cloud, Door door, QString certificateBoard, bool unknownCertificate)
    : m_cloud(cloud)
    , m_door(std::move(door))
    , m_certificateBoard(std::move(certificateBoard))
    , m_unknownCertificate(unknownCertificate)
{
}

MqttSession::~MqttSession()
{
    m_cloud.cancelPoll(m_watch);
}

void MqttSession::send(const MqttPacket& packet)
{
    m_door.send(mqttBytes(packet));
}

void MqttSession::note(Note note) const
{
    if (!m_door.note)
        return;
    if (note.board.isEmpty())
        note.board = m_board;
    m_door.note(note);
}

void MqttSession::end()
{
    if (m_ended)
        return;
    m_ended = true;
    m_cloud.cancelPoll(m_watch);
    m_door.close();
}

/// Closes without an answer, as the protocol has none.
void MqttSession::refuse(const char* code)
{
    m_cloud.tell(m_board, {exosenseFinding(QLatin1StringView(code))}, QStringLiteral("MQTT"));
    m_will.reset();
    end();
}

void MqttSession::receive(QByteArrayView bytes, TimePoint now)
{
    m_lastHeard = now;
    m_reader.feed(bytes);
    while (!m_ended) {
        const auto packet = m_reader.next();
        if (!packet) {
            if (packet.error().code == Error::Code::Rejected)
                return refuse("XM-SIZE");
            broken();
            return end();
        }
        if (!*packet)
            return;
        take(**packet);
    }
}

void MqttSession::take(const MqttPacket& packet)
{
    if (const auto* first = std::get_if<MqttConnect>(&packet)) {
        // 3.1.0.2: a second CONNECT ends the connection.
        return m_connected ? end() : connect(*first);
    }
    if (!m_connected)
        return end();
    if (const auto* message = std::get_if<MqttPublish>(&packet))
        return publish(*message);
    if (const auto* filters = std::get_if<MqttSubscribe>(&packet))
        return subscribe(*filters);
    if (const auto* filters = std::get_if<MqttUnsubscribe>(&packet))
        return send(MqttSign{MqttSign::Kind::Unsuback, filters->id});
    const auto* sign = std::get_if<MqttSign>(&packet);
    if (!sign)
        return end(); // What only a server sends.
    switch (sign->kind) {
    case MqttSign::Kind::Pingreq:
        if (!m_board.isEmpty())
            m_cloud.noteContact(m_board);
        return send(MqttSign{MqttSign::Kind::Pingresp, 0});
    case MqttSign::Kind::Disconnect:
        m_will.reset();
        return end();
    case MqttSign::Kind::Puback:
        return; // We publish with QoS 0 only.
    default:
        return refuse("XM-QOS2");
    }
}

void MqttSession::connect(const MqttConnect& connect)
{
    const auto answer = [&](int code) {
        send(MqttConnack{false, code});
        note(
            {.packet = "CONNECT", .answer = QStringLiteral("CONNACK %1").arg(code), .isRefused = code != acceptedCode});
        if (code != acceptedCode)
            end();
    };
    if (connect.level != MqttConnect::supportedLevel)
        return answer(levelCode);
    const QByteArray password = connect.password.value_or(QByteArray());
    const QByteArray user = connect.user.value_or(QByteArray());
    if (!password.isEmpty()) {
        const auto board = m_cloud.boardOf(password);
        if (!board || (!user.isEmpty() && QString::fromUtf8(user) != *board))
            return answer(credentialsCode);
        if (!m_certificateBoard.isEmpty() && m_certificateBoard != *board) {
            m_cloud.tell(m_certificateBoard, {exosenseFinding(QLatin1StringView("XH-TWO-CREDENTIALS"), *board)},
                         QStringLiteral("MQTT"));
            return answer(credentialsCode);
        }
        m_board = *board;
    } else if (!m_certificateBoard.isEmpty()) {
        m_board = m_certificateBoard;
    } else if (m_unknownCertificate) {
        return answer(notAuthorizedCode);
    } else if (!user.isEmpty()) {
        return answer(credentialsCode);
    }
    m_connected = true;
    m_simulated = connect.clientId == simulatedClientId;
    m_will = connect.will;
    // 3.1.2.10: one and a half times the interval.
    m_keepAlive = std::chrono::milliseconds(1500) * connect.keepAliveSeconds;
    answer(acceptedCode);
    if (m_board.isEmpty())
        return;
    m_cloud.noteContact(m_board);
    m_door.replaceOthers(m_board);
    m_watch = m_cloud.watch(m_board, m_door.wake);
    pushNow(true);
}

void MqttSession::acknowledge(const MqttPublish& publish)
{
    if (publish.qos == 1)
        send(MqttSign{MqttSign::Kind::Puback, publish.id});
}

void MqttSession::publish(const MqttPublish& publish)
{
    if (publish.qos > 1)
        return refuse("XM-QOS2");
    if (publish.payload.size() > payloadLimit)
        return refuse("XM-SIZE");
    if (publish.topic.startsWith(provisionPrefix))
        return provision(publish.topic.mid(provisionPrefix.size()), publish);
    if (m_board.isEmpty())
        return refuse("XM-ANON");
    if (publish.topic == batchTopic)
        writeBatch(publish.payload);
    else if (publish.topic.startsWith(resourcePrefix))
        writeResource(publish.topic.mid(resourcePrefix.size()), publish.payload);
    else
        noteRaw(publish.topic, publish.payload);
    if (!m_ended)
        acknowledge(publish);
    note({.packet = "PUBLISH",
          .topic = publish.topic,
          .answer = !m_ended && publish.qos == 1 ? QStringLiteral("PUBACK") : QString(),
          .bytesIn = publish.payload.size(),
          .isRefused = m_ended});
}

void MqttSession::provision(const QByteArray& identity, const MqttPublish& publish)
{
    const QString name = QString::fromUtf8(identity);
    const auto token = m_cloud.activate(name, {}, {}, m_simulated);
    note({.packet = "PUBLISH",
          .topic = publish.topic,
          .board = name,
          .bytesIn = publish.payload.size(),
          .bytesOut = token ? token->size() : 0,
          .isRefused = !token});
    if (!token)
        return end(); // Without a reply.
    acknowledge(publish);
    send(MqttPublish{publish.topic, *token, 0, 0, false, false});
}

void MqttSession::writeResource(const QByteArray& alias, const QByteArray& value)
{
    const AliasWrite write{alias, value};
    // What was not kept is not acknowledged: the client sends it again.
    if (!m_cloud.write(m_board, {write}, aliasValueFindings(write)))
        end();
}

void MqttSession::writeBatch(const QByteArray& payload)
{
    const auto points = parseBatch(payload);
    if (!points)
        return m_cloud.tell(m_board, {exosenseFinding(QLatin1StringView("XW-NOT-JSON"), QString::fromUtf8(batchTopic))},
                            QStringLiteral("MQTT"));
    ExosenseFindings findings;
    for (const RecordPoint& point : *points) {
        for (ExosenseFinding& finding : aliasValueFindings({point.alias, point.value}))
            findings.push_back(std::move(finding));
    }
    if (!m_cloud.record(m_board, *points, findings))
        end();
}

void MqttSession::subscribe(const MqttSubscribe& subscribe)
{
    // Every resource is subscribed by itself: it has no effect.
    MqttSuback suback{subscribe.id, {}};
    QByteArrayList filters;
    for (const auto& [filter, qos] : subscribe.filters) {
        suback.codes += static_cast<char>(std::min(qos, 1));
        filters << filter;
    }
    send(suback);
    note({.packet = "SUBSCRIBE", .topic = filters.join(' '), .answer = QStringLiteral("SUBACK")});
}

void MqttSession::noteRaw(const QByteArray& topic, const QByteArray& payload)
{
    m_cloud.noteMessage(m_board, topic, payload);
}

void MqttSession::pushNow(bool unacknowledged)
{
    for (const ExosenseCloud::Push& push : m_cloud.takePushes(m_board, unacknowledged)) {
        const QByteArray topic = resourcePrefix + push.alias + '/' + QByteArray::number(push.timeNs / nsPerMicrosecond);
        send(MqttPublish{topic, push.value, 0, 0, false, false});
        note({.packet = "PUBLISH", .topic = topic, .bytesOut = push.value.size()});
    }
}

void MqttSession::push()
{
    if (m_connected && !m_ended && !m_board.isEmpty())
        pushNow(false);
}

void MqttSession::tick(TimePoint now)
{
    if (m_ended)
        return;
    if (!m_lastHeard)
        m_lastHeard = now; // Since it came.
    const std::chrono::milliseconds limit = m_connected ? m_keepAlive : connectLimit;
    if (limit.count() == 0 || now - *m_lastHeard <= limit)
        return;
    broken();
    end();
}

void MqttSession::broken()
{
    if (m_will && !m_board.isEmpty())
        noteRaw(m_will->topic, m_will->payload);
    m_will.reset();
}

} // namespace ota
