// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ota {

/// What is wrong with the form of CBOR bytes (RFC 8949).
struct CborFault
{
    enum class Kind
    {
        Malformed,     ///< Cut off, reserved, too deep, too much, text that is no UTF-8.
        TrailingBytes, ///< Something follows the item.
        DuplicateKey,
        NonCanonical, ///< Indefinite length, a head longer than needed, keys out of order (RFC 8949 4.2.1).
    };

    Kind kind = Kind::Malformed;
    QString message;        ///< For a person, one sentence, translated.
    std::size_t offset = 0; ///< Of the first bad byte, in the buffer that was scanned.
};

/// One data item with the place where it stands. Offsets count from the start of the whole buffer.
struct CborItem
{
    enum class Type
    {
        Unsigned,
        Negative,
        Bytes,
        Text,
        Array,
        Map,
        Tag,
        Simple, ///< false, true, null and their kin; the argument is the number.
        Float,  ///< The argument holds the raw bits.
    };

    Type type = Type::Simple;
    bool indefinite = false;
    std::size_t offset = 0;         ///< Of the head.
    std::size_t headSize = 0;       ///< Bytes of the head.
    std::size_t end = 0;            ///< One behind the last byte.
    std::uint64_t argument = 0;     ///< Value, length, number of entries, or tag.
    std::vector<CborItem> children; ///< Elements; key and value in turn; the tagged item; the chunks of a string.

    bool is(Type wanted) const { return type == wanted; }
    bool isNull() const { return type == Type::Simple && argument == 22; }
    std::optional<bool> boolean() const;
    /// Of major types 0 and 1 within 64 bits.
    std::optional<std::int64_t> integer() const;
    std::size_t length() const { return end - offset; }

    /// The bytes of a string in one piece; empty for anything else.
    ByteSpan content(ByteSpan whole) const;
    std::size_t contentOffset() const { return offset + headSize; }
    ByteSpan encoded(ByteSpan whole) const { return whole.subspan(offset, end - offset); }
    /// UTF-8 of a text string.
    QString text(ByteSpan whole) const;

    /// Of a map; null when there is no such integer key. The first one when there are several.
    const CborItem* value(std::int64_t key) const;
};

/// What a scan found. Faults that leave the structure readable (order, duplicates, long heads) do not end it.
struct CborScan
{
    std::optional<CborItem> root;  ///< As far as it could be read.
    bool complete = false;         ///< The item is wholly there.
    std::vector<CborFault> faults; ///< In the order in which they were met.
};

namespace CborLimits {
constexpr int nesting = 16;
constexpr std::size_t items = 65536;
constexpr std::size_t faults = 64;
} // namespace CborLimits

/// Reads the one item that should fill `whole[from, to)`. A pure function; nothing is decoded beyond heads and UTF-8.
CborScan scanCbor(ByteSpan whole, std::size_t from, std::size_t to);
inline CborScan scanCbor(ByteSpan whole)
{
    return scanCbor(whole, 0, whole.size());
}

/// Diagnostic notation (RFC 8949 8), cut at `limit` characters.
QString cborDiagnostic(const CborItem& item, ByteSpan whole, qsizetype limit = 200);

} // namespace ota
