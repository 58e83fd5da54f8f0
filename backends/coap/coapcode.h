// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <compare>

namespace ota {

/// The code of a CoAP message (RFC 7252 3): class in the upper three bits, detail in the lower five.
struct CoapCode
{
    quint8 value = 0;

    static constexpr CoapCode of(int codeClass, int detail)
    {
        return CoapCode{static_cast<quint8>((codeClass << 5) | detail)};
    }

    constexpr int codeClass() const { return value >> 5; }
    constexpr int detail() const { return value & 0x1f; }
    constexpr bool isEmpty() const { return value == 0; }
    constexpr bool isRequest() const { return codeClass() == 0 && value != 0; }
    constexpr bool isResponse() const { return codeClass() >= 2 && codeClass() <= 5; }
    constexpr bool isSuccess() const { return codeClass() == 2; }

    /// `2.05`, or the method's name: `GET`.
    QString text() const;
    /// `Content`, `Not Found`; empty for a code that no standard names.
    QString meaning() const;

    auto operator<=>(const CoapCode&) const = default;
};

enum class CoapMethod : quint8
{
    Get = 1,
    Post,
    Put,
    Delete,
    Fetch,
    Patch,
    IPatch,
};

namespace coapcode {
inline constexpr CoapCode created = CoapCode::of(2, 1);
inline constexpr CoapCode deleted = CoapCode::of(2, 2);
inline constexpr CoapCode valid = CoapCode::of(2, 3);
inline constexpr CoapCode changed = CoapCode::of(2, 4);
inline constexpr CoapCode content = CoapCode::of(2, 5);
inline constexpr CoapCode continues = CoapCode::of(2, 31);
inline constexpr CoapCode badRequest = CoapCode::of(4, 0);
inline constexpr CoapCode unauthorized = CoapCode::of(4, 1);
inline constexpr CoapCode badOption = CoapCode::of(4, 2);
inline constexpr CoapCode forbidden = CoapCode::of(4, 3);
inline constexpr CoapCode notFound = CoapCode::of(4, 4);
inline constexpr CoapCode methodNotAllowed = CoapCode::of(4, 5);
inline constexpr CoapCode notAcceptable = CoapCode::of(4, 6);
inline constexpr CoapCode incomplete = CoapCode::of(4, 8);
inline constexpr CoapCode preconditionFailed = CoapCode::of(4, 12);
inline constexpr CoapCode tooLarge = CoapCode::of(4, 13);
inline constexpr CoapCode unsupportedFormat = CoapCode::of(4, 15);
inline constexpr CoapCode internalError = CoapCode::of(5, 0);
inline constexpr CoapCode notImplemented = CoapCode::of(5, 1);
inline constexpr CoapCode unavailable = CoapCode::of(5, 3);
} // namespace coapcode

/// Option numbers of RFC 7252, 7641, 7959 that are read or written here.
namespace coapoption {
inline constexpr quint16 ifMatch = 1;
inline constexpr quint16 uriHost = 3;
inline constexpr quint16 etag = 4;
inline constexpr quint16 ifNoneMatch = 5;
inline constexpr quint16 observe = 6;
inline constexpr quint16 uriPort = 7;
inline constexpr quint16 uriPath = 11;
inline constexpr quint16 contentFormat = 12;
inline constexpr quint16 maxAge = 14;
inline constexpr quint16 uriQuery = 15;
inline constexpr quint16 accept = 17;
inline constexpr quint16 block2 = 23;
inline constexpr quint16 block1 = 27;
inline constexpr quint16 size2 = 28;
inline constexpr quint16 size1 = 60;
} // namespace coapoption

/// Content-Format numbers (RFC 7252 12.3).
namespace coapformat {
inline constexpr quint16 text = 0;
inline constexpr quint16 linkFormat = 40;
inline constexpr quint16 octets = 42;
inline constexpr quint16 json = 50;
} // namespace coapformat

} // namespace ota
