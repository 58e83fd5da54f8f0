// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <optional>
#include <utility>
#include <variant>
#include <vector>

/// MQTT 3.1.1 packets, both directions (OASIS MQTT 3.1.1). Pure functions over bytes of strangers.
namespace ota {

struct MqttWill
{
    QByteArray topic;
    QByteArray payload;
    int qos = 0;
    bool retain = false;

    bool operator==(const MqttWill&) const = default;
};

struct MqttConnect
{
    static constexpr int supportedLevel = 4;

    /// Of another protocol or level than 4 only this is filled in: the answer is CONNACK 1.
    int level = supportedLevel;
    bool cleanSession = true;
    quint16 keepAliveSeconds = 0;
    QByteArray clientId = {};
    std::optional<QByteArray> user = {};
    std::optional<QByteArray> password = {};
    std::optional<MqttWill> will = {};

    bool operator==(const MqttConnect&) const = default;
};

struct MqttConnack
{
    bool sessionPresent = false;
    int code = 0;

    bool operator==(const MqttConnack&) const = default;
};

struct MqttPublish
{
    QByteArray topic;
    QByteArray payload;
    int qos = 0;
    quint16 id = 0; ///< With QoS 1 and 2.
    bool retain = false;
    bool duplicate = false;

    bool operator==(const MqttPublish&) const = default;
};

struct MqttSubscribe
{
    quint16 id = 0;
    std::vector<std::pair<QByteArray, int>> filters = {}; ///< With the QoS that is asked for.

    bool operator==(const MqttSubscribe&) const = default;
};

struct MqttUnsubscribe
{
    quint16 id = 0;
    QByteArrayList filters = {};

    bool operator==(const MqttUnsubscribe&) const = default;
};

struct MqttSuback
{
    quint16 id = 0;
    QByteArray codes = {};

    bool operator==(const MqttSuback&) const = default;
};

/// A packet that is only its kind, or its kind and an id.
struct MqttSign
{
    enum class Kind
    {
        Puback = 4,
        Pubrec = 5,
        Pubrel = 6,
        Pubcomp = 7,
        Unsuback = 11,
        Pingreq = 12,
        Pingresp = 13,
        Disconnect = 14
    };

    Kind kind = Kind::Pingreq;
    quint16 id = 0; ///< Of those up to Unsuback.

    bool operator==(const MqttSign&) const = default;
};

using MqttPacket =
    std::variant<MqttConnect, MqttConnack, MqttPublish, MqttSubscribe, MqttUnsubscribe, MqttSuback, MqttSign>;

/// `header`: the first byte. `body`: what follows the length. Error: Protocol.
Result<MqttPacket> parseMqttPacket(quint8 header, QByteArrayView body);

/// The bytes of a packet; texts longer than 65535 bytes are cut.
QByteArray mqttBytes(const MqttPacket& packet);

/// Takes packets out of a stream of bytes.
class MqttReader
{
public:
    /// `limit`: the longest packet, without its header.
    explicit MqttReader(qsizetype limit);

    void feed(QByteArrayView bytes);
    /// Nothing: it waits for more. Errors: Protocol; Rejected (over the limit). Then the stream has no meaning any
    /// more.
    Result<std::optional<MqttPacket>> next();

    qsizetype heldBytes() const { return m_bytes.size(); }

private:
    qsizetype m_limit;
    QByteArray m_bytes;
};

} // namespace ota
