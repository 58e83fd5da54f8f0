// SPDX-License-Identifier: Apache-2.0
#include "suit/cborwriter.h"

namespace ota {

CborWriter& CborWriter::head(unsigned major, std::uint64_t argument)
{
    const unsigned bits = major << 5;
    int width = 0;
    if (argument < 24) {
        m_bytes.append(static_cast<char>(bits | argument));
        return *this;
    }
    if (argument <= 0xff) {
        m_bytes.append(static_cast<char>(bits | 24));
        width = 1;
    } else if (argument <= 0xffff) {
        m_bytes.append(static_cast<char>(bits | 25));
        width = 2;
    } else if (argument <= 0xffffffff) {
        m_bytes.append(static_cast<char>(bits | 26));
        width = 4;
    } else {
        m_bytes.append(static_cast<char>(bits | 27));
        width = 8;
    }
    for (int i = width - 1; i >= 0; --i)
        m_bytes.append(static_cast<char>(argument >> (8 * i) & 0xff));
    return *this;
}

CborWriter& CborWriter::integer(std::int64_t value)
{
    return value < 0 ? head(1, static_cast<std::uint64_t>(-1 - value)) : head(0, static_cast<std::uint64_t>(value));
}

CborWriter& CborWriter::bytes(ByteSpan content)
{
    head(2, content.size());
    return raw(content);
}

CborWriter& CborWriter::text(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    head(3, static_cast<std::uint64_t>(utf8.size()));
    return raw(utf8);
}

CborWriter& CborWriter::null()
{
    m_bytes.append('\xf6');
    return *this;
}

CborWriter& CborWriter::raw(ByteSpan encoded)
{
    m_bytes.append(reinterpret_cast<const char*>(encoded.data()), static_cast<qsizetype>(encoded.size()));
    return *this;
}

CborMap& CborMap::insert(std::int64_t key, const CborWriter& value)
{
    m_entries[CborWriter().integer(key).result()] = value.result();
    return *this;
}

CborWriter CborMap::encoded() const
{
    CborWriter writer;
    writer.map(m_entries.size());
    for (const auto& [key, value] : m_entries)
        writer.raw(key).raw(value);
    return writer;
}

} // namespace ota
