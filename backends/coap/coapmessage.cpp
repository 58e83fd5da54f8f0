// SPDX-License-Identifier: Apache-2.0
#include "coap/coapmessage.h"

#include "coap/coapblock.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapMessage)
};

constexpr std::uint8_t payloadMarker = 0xff;
constexpr std::size_t maxTokenLength = 8;

/// Reads the extended form of an option's delta or length (RFC 7252 3.1). False when it is reserved or cut off.
bool readExtended(unsigned nibble, ByteSpan& rest, quint32& value)
{
    if (nibble < 13) {
        value = nibble;
        return true;
    }
    if (nibble == 13 && !rest.empty()) {
        value = 13U + rest[0];
        rest = rest.subspan(1);
        return true;
    }
    if (nibble == 14 && rest.size() >= 2) {
        value = 269U + readBe16(rest.data());
        rest = rest.subspan(2);
        return true;
    }
    return false;
}

enum class Step
{
    Option,
    End,
    Broken
};

Step readOption(ByteSpan& rest, quint32& number, ByteSpan& value)
{
    if (rest.empty() || rest[0] == payloadMarker)
        return Step::End;
    const std::uint8_t head = rest[0];
    rest = rest.subspan(1);
    quint32 delta = 0;
    quint32 length = 0;
    if (!readExtended(head >> 4, rest, delta) || !readExtended(head & 0x0f, rest, length))
        return Step::Broken;
    number += delta;
    if (number > 0xffff || length > rest.size())
        return Step::Broken;
    value = rest.first(length);
    rest = rest.subspan(length);
    return Step::Option;
}

void writeExtended(QByteArray& out, quint32 value)
{
    if (value >= 269) {
        const quint32 rest = value - 269;
        out.append(static_cast<char>(rest >> 8)).append(static_cast<char>(rest & 0xff));
    } else if (value >= 13) {
        out.append(static_cast<char>(value - 13));
    }
}

unsigned nibbleOf(quint32 value)
{
    return value >= 269 ? 14 : value >= 13 ? 13 : value;
}

QByteArray copyOf(ByteSpan bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

CoapUint::CoapUint(quint32 value)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        const auto byte = static_cast<std::uint8_t>(value >> shift);
        if (byte != 0 || length != 0)
            buffer[length++] = byte;
    }
}

std::optional<quint32> readCoapUint(ByteSpan bytes)
{
    if (bytes.size() > 4)
        return std::nullopt;
    quint32 value = 0;
    for (const std::uint8_t byte : bytes)
        value = (value << 8) | byte;
    return value;
}

bool CoapDatagram::Options::next(Option& option)
{
    // read() has walked all of it already, so nothing can be broken here.
    if (readOption(m_rest, m_number, option.value) != Step::Option)
        return false;
    option.number = static_cast<quint16>(m_number);
    return true;
}

Result<CoapDatagram> CoapDatagram::read(ByteSpan bytes)
{
    if (bytes.size() < 4)
        return failure(Error::Code::BadInput,
                       Tr::tr("a CoAP message has at least 4 bytes, this one %1").arg(bytes.size()));
    if (bytes[0] >> 6 != 1)
        return failure(Error::Code::BadInput, Tr::tr("CoAP version %1 instead of 1").arg(bytes[0] >> 6));
    CoapDatagram datagram;
    datagram.m_type = static_cast<CoapType>((bytes[0] >> 4) & 3);
    datagram.m_code = CoapCode{bytes[1]};
    datagram.m_messageId = readBe16(bytes.data() + 2);
    const std::size_t tokenLength = bytes[0] & 0x0f;
    if (tokenLength > maxTokenLength || 4 + tokenLength > bytes.size())
        return failure(Error::Code::BadInput,
                       Tr::tr("the token has %1 bytes: not allowed, or not there").arg(tokenLength));
    if (datagram.m_code.isEmpty() && bytes.size() != 4)
        return failure(Error::Code::BadInput,
                       Tr::tr("an empty message has %1 bytes behind its head").arg(bytes.size() - 4));
    datagram.m_token = bytes.subspan(4, tokenLength);
    ByteSpan rest = bytes.subspan(4 + tokenLength);
    const ByteSpan options = rest;
    quint32 number = 0;
    ByteSpan value;
    Step step = Step::Option;
    while ((step = readOption(rest, number, value)) == Step::Option) {
    }
    if (step == Step::Broken)
        return failure(Error::Code::BadInput,
                       Tr::tr("an option after number %1 reaches beyond the message").arg(number));
    datagram.m_options = options.first(options.size() - rest.size());
    if (!rest.empty()) {
        if (rest.size() == 1)
            return failure(Error::Code::BadInput, Tr::tr("a payload marker with no payload behind it"));
        datagram.m_payload = rest.subspan(1);
    }
    return datagram;
}

Result<CoapMessage> CoapMessage::read(ByteSpan bytes)
{
    const auto datagram = CoapDatagram::read(bytes);
    if (!datagram)
        return failure(datagram.error());
    CoapMessage message;
    message.type = datagram->type();
    message.code = datagram->code();
    message.messageId = datagram->messageId();
    message.token = copyOf(datagram->token());
    message.payload = copyOf(datagram->payload());
    auto options = datagram->options();
    for (CoapDatagram::Option option; options.next(option);)
        message.options.push_back({option.number, copyOf(option.value)});
    return message;
}

QByteArray CoapMessage::encode() const
{
    Q_ASSERT(token.size() <= static_cast<qsizetype>(maxTokenLength));
    QByteArray out;
    out.reserve(32 + payload.size());
    out.append(static_cast<char>(0x40 | (static_cast<unsigned>(type) << 4) | static_cast<unsigned>(token.size())));
    out.append(static_cast<char>(code.value));
    out.append(static_cast<char>(messageId >> 8)).append(static_cast<char>(messageId & 0xff));
    out.append(token);
    std::vector<const Option*> sorted;
    sorted.reserve(options.size());
    for (const Option& option : options)
        sorted.push_back(&option);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Option* a, const Option* b) { return a->number < b->number; });
    quint16 number = 0;
    for (const Option* option : sorted) {
        const quint32 delta = static_cast<quint32>(option->number - number);
        const auto length = static_cast<quint32>(option->value.size());
        out.append(static_cast<char>((nibbleOf(delta) << 4) | nibbleOf(length)));
        writeExtended(out, delta);
        writeExtended(out, length);
        out.append(option->value);
        number = option->number;
    }
    if (!payload.isEmpty())
        out.append(static_cast<char>(payloadMarker)).append(payload);
    return out;
}

CoapMessage& CoapMessage::add(quint16 number, QByteArray value)
{
    options.push_back({number, std::move(value)});
    return *this;
}

CoapMessage& CoapMessage::add(quint16 number, quint32 value)
{
    return add(number, copyOf(CoapUint(value).bytes()));
}

CoapMessage& CoapMessage::addPath(const QString& path)
{
    const QStringList segments = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString& segment : segments)
        add(coapoption::uriPath, segment.toUtf8());
    return *this;
}

const CoapMessage::Option* CoapMessage::find(quint16 number) const
{
    const auto found = std::find_if(options.begin(), options.end(),
                                    [number](const Option& option) { return option.number == number; });
    return found == options.end() ? nullptr : &*found;
}

std::optional<quint32> CoapMessage::uintOption(quint16 number) const
{
    const Option* option = find(number);
    return option ? readCoapUint(bytesOf(option->value)) : std::nullopt;
}

QString CoapMessage::path() const
{
    QStringList segments;
    for (const Option& option : options) {
        if (option.number == coapoption::uriPath)
            segments << QString::fromUtf8(option.value);
    }
    return segments.join(QLatin1Char('/'));
}

QString describeCoap(const CoapMessage& message)
{
    static constexpr std::array<const char*, 4> types = {"CON", "NON", "ACK", "RST"};
    QStringList parts;
    parts << QString::fromLatin1(types[static_cast<std::size_t>(message.type)]) << message.code.text()
          << QStringLiteral("id=0x%1").arg(message.messageId, 4, 16, QLatin1Char('0'))
          << QStringLiteral("token=") + toHex(QByteArrayView(message.token));
    if (const QString path = message.path(); !path.isEmpty())
        parts << QLatin1Char('/') + path;
    for (const auto& [number, name] :
         {std::pair(coapoption::block2, "Block2"), std::pair(coapoption::block1, "Block1")}) {
        const CoapMessage::Option* option = message.find(number);
        if (!option)
            continue;
        const auto block = BlockOption::read(bytesOf(option->value));
        parts << QString::fromLatin1(name)
              << (block ? QStringLiteral("%1/%2/%3").arg(block->number).arg(block->more ? 1 : 0).arg(block->size())
                        : QStringLiteral("?"));
    }
    if (!message.payload.isEmpty())
        parts << QStringLiteral("%1 bytes").arg(message.payload.size());
    return parts.join(QLatin1Char(' '));
}

} // namespace ota
