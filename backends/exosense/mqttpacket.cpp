// SPDX-License-Identifier: Apache-2.0
#include "exosense/mqttpacket.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(MqttPacket)
};

enum Type : quint8
{
    Connect = 1,
    Connack = 2,
    Publish = 3,
    Subscribe = 8,
    Suback = 9,
    Unsubscribe = 10,
};

// Flags of CONNECT.
constexpr quint8 cleanFlag = 0x02;
constexpr quint8 willFlag = 0x04;
constexpr quint8 willRetainFlag = 0x20;
constexpr quint8 passwordFlag = 0x40;
constexpr quint8 userFlag = 0x80;
constexpr int willQosShift = 3;
// Flags of PUBLISH, in its header.
constexpr quint8 retainFlag = 0x01;
constexpr quint8 duplicateFlag = 0x08;
constexpr int highestQos = 2;
constexpr qsizetype longestText = 65535;
constexpr int longestLengthField = 4;

/// Reads on; what is not there makes it bad, and everything after it empty.
class Cursor
{
public:
    explicit Cursor(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    quint8 byte()
    {
        const QByteArrayView one = take(1);
        return one.isEmpty() ? quint8{0} : static_cast<quint8>(one.front());
    }
    quint16 number()
    {
        const int high = byte();
        return static_cast<quint16>(high << 8 | byte());
    }
    QByteArray text() { return take(number()).toByteArray(); }
    QByteArrayView rest() { return take(m_bytes.size()); }

    bool isGood() const { return m_isGood; }
    bool isAtEnd() const { return m_bytes.isEmpty(); }

private:
    QByteArrayView take(qsizetype count)
    {
        if (count > m_bytes.size()) {
            m_isGood = false;
            m_bytes = {};
            return {};
        }
        const QByteArrayView taken = m_bytes.first(count);
        m_bytes = m_bytes.sliced(count);
        return taken;
    }

    QByteArrayView m_bytes;
    bool m_isGood = true;
};

tl::unexpected<Error> malformed(const QString& what)
{
    return failure(Error::Code::Protocol, Tr::tr("malformed MQTT: %1").arg(what));
}

Result<MqttPacket> parseConnect(Cursor& in)
{
    const QByteArray protocol = in.text();
    MqttConnect connect;
    connect.level = in.byte();
    if (!in.isGood())
        return malformed(Tr::tr("a short CONNECT"));
    if (protocol != "MQTT" || connect.level != MqttConnect::supportedLevel) {
        // Another level may have another form: nothing of it is read.
        connect.level = protocol == "MQTT" ? connect.level : 0;
        return MqttPacket(connect);
    }
    const quint8 flags = in.byte();
    connect.keepAliveSeconds = in.number();
    connect.clientId = in.text();
    connect.cleanSession = (flags & cleanFlag) != 0;
    const int willQos = flags >> willQosShift & 3;
    const bool hasWill = (flags & willFlag) != 0;
    if ((flags & 1) != 0 || willQos > highestQos || (!hasWill && (willQos != 0 || (flags & willRetainFlag) != 0)))
        return malformed(Tr::tr("flags 0x%1 of CONNECT").arg(flags, 2, 16, QLatin1Char('0')));
    if (hasWill) {
        MqttWill will;
        will.topic = in.text();
        will.payload = in.text();
        will.qos = willQos;
        will.retain = (flags & willRetainFlag) != 0;
        connect.will = std::move(will);
    }
    if ((flags & userFlag) != 0)
        connect.user = in.text();
    // 3.1.2.9: a password without a user name is forbidden; clients of this world are known to send flags 0xC2.
    if ((flags & passwordFlag) != 0)
        connect.password = in.text();
    if (!in.isGood() || !in.isAtEnd())
        return malformed(Tr::tr("the length of CONNECT"));
    return MqttPacket(std::move(connect));
}

Result<MqttPacket> parsePublish(quint8 header, Cursor& in)
{
    MqttPublish publish;
    publish.qos = header >> 1 & 3;
    publish.retain = (header & retainFlag) != 0;
    publish.duplicate = (header & duplicateFlag) != 0;
    publish.topic = in.text();
    if (publish.qos > 0)
        publish.id = in.number();
    const bool hasWildcard = publish.topic.contains('#') || publish.topic.contains('+');
    if (!in.isGood() || publish.qos > highestQos || publish.topic.isEmpty() || hasWildcard ||
        (publish.qos > 0 && publish.id == 0))
        return malformed(Tr::tr("a PUBLISH"));
    publish.payload = in.rest().toByteArray();
    return MqttPacket(std::move(publish));
}

Result<MqttPacket> parseSubscribe(Cursor& in)
{
    MqttSubscribe subscribe;
    subscribe.id = in.number();
    while (in.isGood() && !in.isAtEnd()) {
        QByteArray filter = in.text();
        const int qos = in.byte();
        if (filter.isEmpty() || qos > highestQos)
            return malformed(Tr::tr("a filter of SUBSCRIBE"));
        subscribe.filters.emplace_back(std::move(filter), qos);
    }
    if (!in.isGood() || subscribe.id == 0 || subscribe.filters.empty())
        return malformed(Tr::tr("a SUBSCRIBE"));
    return MqttPacket(std::move(subscribe));
}

Result<MqttPacket> parseUnsubscribe(Cursor& in)
{
    MqttUnsubscribe unsubscribe;
    unsubscribe.id = in.number();
    while (in.isGood() && !in.isAtEnd())
        unsubscribe.filters << in.text();
    if (!in.isGood() || unsubscribe.id == 0 || unsubscribe.filters.isEmpty())
        return malformed(Tr::tr("an UNSUBSCRIBE"));
    return MqttPacket(std::move(unsubscribe));
}

Result<MqttPacket> parseConnack(Cursor& in)
{
    MqttConnack connack;
    connack.sessionPresent = (in.byte() & 1) != 0;
    connack.code = in.byte();
    if (!in.isGood() || !in.isAtEnd())
        return malformed(Tr::tr("a CONNACK"));
    return MqttPacket(connack);
}

Result<MqttPacket> parseSuback(Cursor& in)
{
    MqttSuback suback;
    suback.id = in.number();
    suback.codes = in.rest().toByteArray();
    if (!in.isGood())
        return malformed(Tr::tr("a SUBACK"));
    return MqttPacket(std::move(suback));
}

bool hasId(MqttSign::Kind kind)
{
    return kind <= MqttSign::Kind::Unsuback;
}

Result<MqttPacket> parseSign(int type, Cursor& in)
{
    MqttSign sign;
    sign.kind = static_cast<MqttSign::Kind>(type);
    if (hasId(sign.kind))
        sign.id = in.number();
    if (!in.isGood() || !in.isAtEnd())
        return malformed(Tr::tr("the length of a packet of type %1").arg(type));
    return MqttPacket(sign);
}

bool isSign(int type)
{
    return (type >= 4 && type <= 7) || (type >= 11 && type <= 14);
}

/// 2.2.2: all but PUBLISH have fixed flags.
int flagsOf(int type)
{
    return type == 6 || type == Subscribe || type == Unsubscribe ? 2 : 0;
}

// Writing.

void addNumber(QByteArray& to, int number)
{
    to += static_cast<char>(number >> 8 & 0xff);
    to += static_cast<char>(number & 0xff);
}

void addText(QByteArray& to, const QByteArray& text)
{
    const QByteArray cut = text.left(longestText);
    addNumber(to, static_cast<int>(cut.size()));
    to += cut;
}

QByteArray framed(int header, const QByteArray& body)
{
    QByteArray packet(1, static_cast<char>(header));
    qsizetype length = body.size();
    do {
        const qsizetype part = length & 0x7f;
        length >>= 7;
        packet += static_cast<char>(part | (length > 0 ? 0x80 : 0));
    } while (length > 0);
    return packet + body;
}

QByteArray bytesFor(const MqttConnect& connect)
{
    int flags = connect.cleanSession ? cleanFlag : 0;
    if (connect.will)
        flags |= willFlag | connect.will->qos << willQosShift | (connect.will->retain ? willRetainFlag : 0);
    flags |= (connect.user ? userFlag : 0) | (connect.password ? passwordFlag : 0);
    QByteArray body;
    addText(body, "MQTT");
    body += static_cast<char>(connect.level);
    body += static_cast<char>(flags);
    addNumber(body, connect.keepAliveSeconds);
    addText(body, connect.clientId);
    if (connect.will) {
        addText(body, connect.will->topic);
        addText(body, connect.will->payload);
    }
    if (connect.user)
        addText(body, *connect.user);
    if (connect.password)
        addText(body, *connect.password);
    return framed(Connect << 4, body);
}

QByteArray bytesFor(const MqttConnack& connack)
{
    QByteArray body(1, connack.sessionPresent ? '\1' : '\0');
    body += static_cast<char>(connack.code);
    return framed(Connack << 4, body);
}

QByteArray bytesFor(const MqttPublish& publish)
{
    QByteArray body;
    addText(body, publish.topic);
    if (publish.qos > 0)
        addNumber(body, publish.id);
    body += publish.payload;
    return framed(Publish << 4 | publish.qos << 1 | (publish.retain ? retainFlag : 0) |
                      (publish.duplicate ? duplicateFlag : 0),
                  body);
}

QByteArray bytesFor(const MqttSubscribe& subscribe)
{
    QByteArray body;
    addNumber(body, subscribe.id);
    for (const auto& [filter, qos] : subscribe.filters) {
        addText(body, filter);
        body += static_cast<char>(qos);
    }
    return framed(Subscribe << 4 | flagsOf(Subscribe), body);
}

QByteArray bytesFor(const MqttUnsubscribe& unsubscribe)
{
    QByteArray body;
    addNumber(body, unsubscribe.id);
    for (const QByteArray& filter : unsubscribe.filters)
        addText(body, filter);
    return framed(Unsubscribe << 4 | flagsOf(Unsubscribe), body);
}

QByteArray bytesFor(const MqttSuback& suback)
{
    QByteArray body;
    addNumber(body, suback.id);
    return framed(Suback << 4, body + suback.codes);
}

QByteArray bytesFor(const MqttSign& sign)
{
    QByteArray body;
    if (hasId(sign.kind))
        addNumber(body, sign.id);
    const int type = static_cast<int>(sign.kind);
    return framed(type << 4 | flagsOf(type), body);
}

} // namespace

Result<MqttPacket> parseMqttPacket(quint8 header, QByteArrayView body)
{
    const int type = header >> 4;
    Cursor in(body);
    if (type == Publish)
        return parsePublish(header, in);
    if ((header & 0x0f) != flagsOf(type))
        return malformed(Tr::tr("flags of a packet of type %1").arg(type));
    if (isSign(type))
        return parseSign(type, in);
    switch (type) {
    case Connect:
        return parseConnect(in);
    case Connack:
        return parseConnack(in);
    case Subscribe:
        return parseSubscribe(in);
    case Suback:
        return parseSuback(in);
    case Unsubscribe:
        return parseUnsubscribe(in);
    default:
        return malformed(Tr::tr("packet type %1").arg(type));
    }
}

QByteArray mqttBytes(const MqttPacket& packet)
{
    return std::visit([](const auto& each) { return bytesFor(each); }, packet);
}

MqttReader::MqttReader(qsizetype limit)
    : m_limit(limit)
{
}

void MqttReader::feed(QByteArrayView bytes)
{
    m_bytes.append(bytes.data(), bytes.size());
}

Result<std::optional<MqttPacket>> MqttReader::next()
{
    qsizetype length = 0;
    qsizetype at = 1;
    for (;; ++at) {
        if (at > longestLengthField)
            return malformed(Tr::tr("the length field"));
        if (m_bytes.size() <= at)
            return std::optional<MqttPacket>();
        const auto byte = static_cast<quint8>(m_bytes[at]);
        length |= static_cast<qsizetype>(byte & 0x7f) << (7 * (at - 1));
        if ((byte & 0x80) == 0)
            break;
    }
    if (length > m_limit)
        return failure(Error::Code::Rejected, Tr::tr("a packet of %1 bytes; %2 are allowed").arg(length).arg(m_limit));
    if (m_bytes.size() < at + 1 + length)
        return std::optional<MqttPacket>();
    auto packet = parseMqttPacket(static_cast<quint8>(m_bytes[0]), QByteArrayView(m_bytes).sliced(at + 1, length));
    m_bytes.remove(0, at + 1 + length);
    if (!packet)
        return failure(packet.error());
    return std::optional(std::move(*packet));
}

} // namespace ota
