// SPDX-License-Identifier: Apache-2.0
// A virtual gateway that speaks MQTT: the cloud tells it, it need not ask.

#include "exosense/virtualgateway.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(VirtualGateway)
};

constexpr qint64 usPerMs = 1000;

QByteArray provisionTopic(const QString& name)
{
    return "$provision/" + name.toUtf8();
}

} // namespace

GatewayMqtt::Listener VirtualGateway::mqttListener()
{
    return {.connected = [this] { onMqttConnected(); },
            .message = [this](const QByteArray& topic, const QByteArray& payload) { onMqttMessage(topic, payload); },
            .broken =
                [this](const QString& why) {
                    tell(GatewayEvent::Kind::Failed, Tr::tr("MQTT: %1").arg(why));
                    after(backoff(), [this] { m_mqtt.open(m_profile.cloud, m_token, m_profile.keepAlive); });
                }};
}

void VirtualGateway::onMqttConnected()
{
    if (!isKnown())
        return m_mqtt.publish(provisionTopic(m_profile.name), {}, [] {});
    m_failures = 0;
    if (!m_isBooted) {
        m_isBooted = true;
        return boot();
    }
    // What was on its way when the connection broke.
    if (m_writing)
        sendNextByMqtt();
}

void VirtualGateway::onMqttMessage(const QByteArray& topic, const QByteArray& payload)
{
    if (!isKnown() && topic == provisionTopic(m_profile.name)) {
        m_token = payload;
        saveState();
        tell(GatewayEvent::Kind::Activated);
        // Now as itself; not from within its own message.
        return after(Milliseconds(0), [this] { m_mqtt.open(m_profile.cloud, m_token, m_profile.keepAlive); });
    }
    if (topic.startsWith("$resource/config_otau/"))
        onNews(payload);
}

void VirtualGateway::sendNextByMqtt()
{
    if (!m_mqtt.isConnected() || m_mqtt.isBusy() || m_writes.empty())
        return; // The next connection begins with it.
    const std::size_t count = writesTogether();
    m_onTheWay = count;
    const auto done = [this, count] {
        written(count);
    };
    if (count == 1 && m_profile.reporting != GatewayProfile::Reporting::Record) {
        const Write& write = m_writes.front();
        return m_mqtt.publish("$resource/" + write.alias, write.value, done);
    }
    QJsonArray points;
    for (std::size_t i = 0; i < count; ++i) {
        const Write& write = m_writes[i];
        m_lastRecordMs = std::max(write.timeMs, m_lastRecordMs + 1);
        points.append(QJsonObject{
            {QStringLiteral("timestamp"), m_lastRecordMs * usPerMs},
            {QStringLiteral("values"), QJsonObject{{QString::fromUtf8(write.alias), QString::fromUtf8(write.value)}}}});
    }
    m_mqtt.publish("$resource.batch", QJsonDocument(points).toJson(QJsonDocument::Compact), done);
}

} // namespace ota
