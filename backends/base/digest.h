// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <QHashFunctions>
#include <QString>

#include <array>
#include <compare>
#include <memory>

namespace ota {

/// A SHA-256 digest: the name of a blob, the proof of a payload.
class Digest
{
public:
    static constexpr std::size_t size = 32;

    /// All zero: the digest of nothing that exists.
    Digest() = default;

    static Digest of(ByteSpan bytes);
    static Digest of(QByteArrayView bytes) { return of(bytesOf(bytes)); }

    /// Error: BadInput unless exactly 32 bytes.
    static Result<Digest> fromBytes(ByteSpan bytes);

    /// Error: BadInput unless exactly 64 hexadecimal digits.
    static Result<Digest> fromHex(QStringView text);

    ByteSpan bytes() const { return m_bytes; }
    QByteArray toByteArray() const;
    QString hex() const { return toHex(bytes()); }
    /// First eight digits and an ellipsis, for tables.
    QString brief() const;
    bool isNull() const { return *this == Digest{}; }

    auto operator<=>(const Digest&) const = default;

private:
    std::array<std::uint8_t, size> m_bytes{};
};

inline size_t qHash(const Digest& digest, size_t seed = 0)
{
    return qHashBits(digest.bytes().data(), Digest::size, seed);
}

/// A SHA-256 that grows with the bytes that are given to it.
class Sha256
{
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void add(ByteSpan bytes);

    /// Of all bytes so far; more may follow.
    Digest result() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ota
