// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <map>

namespace ota {

/// Writes deterministic CBOR (RFC 8949 4.2.1): shortest heads, known lengths. Maps are the caller's promise; CborMap
/// keeps it.
class CborWriter
{
public:
    CborWriter& integer(std::int64_t value);
    CborWriter& unsignedInteger(std::uint64_t value) { return head(0, value); }
    CborWriter& bytes(ByteSpan content);
    CborWriter& bytes(const QByteArray& content) { return bytes(bytesOf(content)); }
    CborWriter& text(const QString& text);
    CborWriter& array(std::size_t elements) { return head(4, elements); }
    CborWriter& map(std::size_t entries) { return head(5, entries); }
    CborWriter& tag(std::uint64_t number) { return head(6, number); }
    CborWriter& null();
    /// Something that is encoded already, byte for byte.
    CborWriter& raw(ByteSpan encoded);
    CborWriter& raw(const QByteArray& encoded) { return raw(bytesOf(encoded)); }

    const QByteArray& result() const { return m_bytes; }

private:
    CborWriter& head(unsigned major, std::uint64_t argument);

    QByteArray m_bytes;
};

/// A map with integer keys that comes out in the order of the keys' encodings.
class CborMap
{
public:
    CborMap& insert(std::int64_t key, const CborWriter& value);
    bool isEmpty() const { return m_entries.empty(); }
    CborWriter encoded() const;

private:
    std::map<QByteArray, QByteArray> m_entries; ///< Encoded key → encoded value; bytewise order is what 4.2.1 asks for.
};

} // namespace ota
