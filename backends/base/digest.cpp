// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

Digest Digest::of(ByteSpan bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.result();
}

Result<Digest> Digest::fromBytes(ByteSpan bytes)
{
    if (bytes.size() != size)
        return failure(
            Error::Code::BadInput,
            QCoreApplication::translate("Digest", "a SHA-256 digest has 32 bytes, this has %1").arg(bytes.size()));
    Digest digest;
    std::ranges::copy(bytes, digest.m_bytes.begin());
    return digest;
}

Result<Digest> Digest::fromHex(QStringView text)
{
    const auto bytes = ota::fromHex(text);
    if (!bytes)
        return failure(bytes.error());
    return fromBytes(bytesOf(*bytes));
}

QByteArray Digest::toByteArray() const
{
    return {reinterpret_cast<const char*>(m_bytes.data()), static_cast<qsizetype>(m_bytes.size())};
}

QString Digest::brief() const
{
    return hex().left(8) + QChar(0x2026);
}

void Sha256::add(ByteSpan bytes)
{
    m_hash.addData(QByteArrayView(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
}

Digest Sha256::result() const
{
    return *Digest::fromBytes(bytesOf(m_hash.result()));
}

} // namespace ota
