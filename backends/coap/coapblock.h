// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/digest.h"
#include "base/sharedbytes.h"
#include "coap/coapcode.h"
#include "coap/coapmessage.h"

#include <array>
#include <optional>

namespace ota {

/// A Block1 or Block2 option (RFC 7959 2.2).
struct BlockOption
{
    static constexpr quint8 maxSzx = 6;            ///< 1024 bytes; 7 is reserved on UDP.
    static constexpr quint32 maxNumber = 0xf'ffff; ///< 20 bits.

    quint32 number = 0; ///< Counts in units of `size()`.
    bool more = false;
    quint8 szx = maxSzx;

    quint32 size() const { return 16U << szx; }
    quint64 offset() const { return quint64{number} << (szx + 4); }

    /// Nothing for more than three bytes and for the reserved size exponent 7.
    static std::optional<BlockOption> read(ByteSpan value);
    CoapUint value() const { return CoapUint((number << 4) | (more ? 8U : 0U) | szx); }

    /// The exponent for a block size of 16, 32 … 1024.
    static std::optional<quint8> szxOf(qint64 sizeBytes);

    bool operator==(const BlockOption&) const = default;
};

using CoapEtag = std::array<std::uint8_t, 8>;

/// What a path answers with: immutable bytes with their media type and digest. Cheap to copy.
struct CoapBody
{
    SharedBytes::Pointer bytes; ///< Null: there is no body.
    quint16 contentFormat = coapformat::octets;
    Digest digest;

    /// Computes the digest.
    static CoapBody of(SharedBytes::Pointer bytes, quint16 contentFormat = coapformat::octets);
    static CoapBody ofText(const QString& text);

    explicit operator bool() const { return bytes != nullptr; }
    quint64 size() const { return bytes ? static_cast<quint64>(bytes->size()) : 0; }
    /// The first eight bytes of the digest.
    CoapEtag etag() const;
    /// Whether a block number can reach its last byte: 64 MiB with 64-byte blocks, 1 GiB with 1024.
    bool fits(quint8 szx) const { return size() <= (quint64{BlockOption::maxNumber} + 1) << (szx + 4); }
};

/// What of a GET the responder looks at.
struct BlockRequest
{
    std::optional<BlockOption> block2;
    bool badBlock2 = false; ///< There is a Block2 that can not be read.
    std::optional<quint32> accept;
    std::array<ByteSpan, 4> etags{}; ///< Those after the fourth are not looked at: they are only an offer.
    std::size_t etagCount = 0;
};

/// How a server behaves in what RFC 7959 leaves open.
struct BlockRules
{
    quint8 maxSzx = BlockOption::maxSzx; ///< Never larger blocks than this.
    bool etag = true;
    bool size2 = true;
    /// As RIOT's own resources: Block2 on every answer, and a block behind the end is an empty one.
    bool always = false;
};

/// One answer: options in ascending order of their numbers, then a slice of the body.
struct BlockReply
{
    CoapCode code = coapcode::content;
    std::optional<CoapEtag> etag;
    std::optional<quint16> contentFormat;
    std::optional<BlockOption> block2;
    std::optional<quint32> size2;
    ByteSpan payload; ///< Points into the body, or to a constant text where the code is an error.

    quint64 offset = 0; ///< Of the payload in the body.
    bool last = false;  ///< The payload reaches the end of the body.
};

/// The stateless Block2 responder. Never more than was asked for; the same request always has the same answer, so that
/// a client can go on at any block, also with another server over the same body.
BlockReply reply(const CoapBody& body, const BlockRequest& request, const BlockRules& rules = {});

} // namespace ota
