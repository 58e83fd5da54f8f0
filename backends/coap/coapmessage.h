// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "coap/coapcode.h"

#include <QByteArray>

#include <array>
#include <optional>
#include <vector>

namespace ota {

enum class CoapType : quint8
{
    Confirmable,
    NonConfirmable,
    Acknowledgement,
    Reset,
};

/// An unsigned integer as an option carries it (RFC 7252 3.2): big endian, no leading zero bytes, nothing for 0.
struct CoapUint
{
    std::array<std::uint8_t, 4> buffer{};
    std::uint8_t length = 0;

    explicit CoapUint(quint32 value);
    ByteSpan bytes() const { return {buffer.data(), length}; }
};

/// The value of such an option; leading zeros are accepted. Nothing when it has more than four bytes.
std::optional<quint32> readCoapUint(ByteSpan bytes);

/// A CoAP datagram (RFC 7252 3), read in place: all spans point into the bytes that were given.
class CoapDatagram
{
public:
    struct Option
    {
        quint16 number = 0;
        ByteSpan value;
    };

    /// Walks the options in the order in which they stand. `end` is reached once for each datagram.
    class Options
    {
    public:
        /// False at the end.
        bool next(Option& option);

    private:
        friend class CoapDatagram;
        explicit Options(ByteSpan bytes)
            : m_rest(bytes)
        {
        }
        ByteSpan m_rest;
        quint32 m_number = 0;
    };

    /// Errors: BadInput for everything that is not one well-formed message: version, token length, option heads that
    /// reach beyond the end, a payload marker without payload, an empty message with more than its head.
    static Result<CoapDatagram> read(ByteSpan bytes);

    CoapType type() const { return m_type; }
    CoapCode code() const { return m_code; }
    quint16 messageId() const { return m_messageId; }
    ByteSpan token() const { return m_token; }
    ByteSpan payload() const { return m_payload; }
    Options options() const { return Options(m_options); }

private:
    CoapType m_type = CoapType::Confirmable;
    CoapCode m_code;
    quint16 m_messageId = 0;
    ByteSpan m_token;
    ByteSpan m_options;
    ByteSpan m_payload;
};

/// A CoAP message that owns its parts, for tests, faults and diagnostics.
struct CoapMessage
{
    struct Option
    {
        quint16 number = 0;
        QByteArray value;
        bool operator==(const Option&) const = default;
    };

    CoapType type = CoapType::Confirmable;
    CoapCode code;
    quint16 messageId = 0;
    QByteArray token;            ///< At most 8 bytes.
    std::vector<Option> options; ///< In any order; written in ascending order, equal numbers keep theirs.
    QByteArray payload;

    /// Error: as CoapDatagram::read.
    static Result<CoapMessage> read(ByteSpan bytes);

    /// One datagram. A token above 8 bytes is a mistake of the caller.
    QByteArray encode() const;

    CoapMessage& add(quint16 number, QByteArray value = {});
    CoapMessage& add(quint16 number, quint32 value);
    /// One Uri-Path option a segment of `a/b/c`.
    CoapMessage& addPath(const QString& path);

    const Option* find(quint16 number) const;
    std::optional<quint32> uintOption(quint16 number) const;
    /// The Uri-Path options joined by `/`, for people.
    QString path() const;

    bool operator==(const CoapMessage&) const = default;
};

/// One line for a log: `ACK 2.05 id=0x8a34 token= Block2 0/1/64 52 bytes`.
QString describeCoap(const CoapMessage& message);

} // namespace ota
