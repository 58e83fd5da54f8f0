// SPDX-License-Identifier: Apache-2.0
#include "virtual/laxcbor.h"

#include <limits>

namespace ota {

namespace {

constexpr int maximumDepth = 10;
constexpr std::uint8_t breakByte = 0xff;

} // namespace

LaxCbor::LaxCbor(ByteSpan bytes)
    : m_at(bytes.data())
    , m_end(bytes.data() + bytes.size())
{
}

bool LaxCbor::atEnd() const
{
    if (m_at >= m_end)
        return true;
    if (!m_inContainer)
        return false;
    return m_indefinite ? *m_at == breakByte : m_remaining == 0;
}

int LaxCbor::type() const
{
    return atEnd() ? end : *m_at >> 5;
}

int LaxCbor::readHead(Head& head) const
{
    if (atEnd())
        return end;
    head.type = *m_at >> 5;
    const int info = *m_at & 0x1f;
    head.indefinite = info == 31;
    head.size = 1;
    if (info < 24) {
        head.value = static_cast<std::uint64_t>(info);
        return 1;
    }
    if (head.indefinite)
        return 1;
    if (info > 27)
        return overflow;
    const std::size_t more = std::size_t{1} << (info - 24);
    if (static_cast<std::size_t>(m_end - m_at) < 1 + more)
        return end;
    head.value = 0;
    for (std::size_t i = 1; i <= more; ++i)
        head.value = (head.value << 8) | m_at[i];
    head.size = 1 + more;
    return static_cast<int>(head.size);
}

void LaxCbor::advance(std::size_t bytes)
{
    m_at += bytes;
    if (m_inContainer && !m_indefinite && m_remaining > 0)
        --m_remaining;
}

int LaxCbor::readUint32(std::uint32_t& value)
{
    Head head;
    if (const int res = readHead(head); res < 0)
        return res;
    if (head.type != static_cast<int>(Type::Unsigned))
        return wrongType;
    if (head.value > std::numeric_limits<std::uint32_t>::max())
        return overflow;
    value = static_cast<std::uint32_t>(head.value);
    advance(head.size);
    return static_cast<int>(head.size);
}

int LaxCbor::readInt32(std::int32_t& value)
{
    Head head;
    if (const int res = readHead(head); res < 0)
        return res;
    const bool negative = head.type == static_cast<int>(Type::Negative);
    if (!negative && head.type != static_cast<int>(Type::Unsigned))
        return wrongType;
    if (head.value > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max()))
        return overflow;
    value = static_cast<std::int32_t>(head.value);
    if (negative)
        value = -1 - value;
    advance(head.size);
    return static_cast<int>(head.size);
}

int LaxCbor::readString(Type type, ByteSpan& value)
{
    Head head;
    if (const int res = readHead(head); res < 0)
        return res;
    if (head.type != static_cast<int>(type))
        return wrongType;
    if (head.indefinite)
        return wrongType;
    if (head.value > static_cast<std::uint64_t>(m_end - m_at) - head.size)
        return end;
    const auto length = static_cast<std::size_t>(head.value);
    value = {m_at + head.size, length};
    advance(head.size + length);
    return static_cast<int>(head.size);
}

int LaxCbor::readBytes(ByteSpan& value)
{
    return readString(Type::Bytes, value);
}

int LaxCbor::readText(ByteSpan& value)
{
    return readString(Type::Text, value);
}

int LaxCbor::readBool(bool& value)
{
    if (atEnd())
        return end;
    if (*m_at != 0xf4 && *m_at != 0xf5)
        return wrongType;
    value = *m_at == 0xf5;
    advance(1);
    return 1;
}

int LaxCbor::readTag(std::uint32_t& number)
{
    Head head;
    if (const int res = readHead(head); res < 0)
        return res;
    if (head.type != static_cast<int>(Type::Tag))
        return wrongType;
    if (head.value > std::numeric_limits<std::uint32_t>::max())
        return overflow;
    number = static_cast<std::uint32_t>(head.value);
    m_at += head.size; // The tagged item is the one that counts in a container.
    return static_cast<int>(head.size);
}

int LaxCbor::enter(Type type, unsigned itemsEach, LaxCbor& inner) const
{
    Head head;
    if (const int res = readHead(head); res < 0)
        return res;
    if (head.type != static_cast<int>(type))
        return wrongType;
    if (head.value > std::numeric_limits<std::uint32_t>::max() / itemsEach)
        return overflow;
    inner.m_at = m_at + head.size;
    inner.m_end = m_end;
    inner.m_inContainer = true;
    inner.m_indefinite = head.indefinite;
    inner.m_remaining = head.value * itemsEach;
    return static_cast<int>(head.size);
}

int LaxCbor::enterArray(LaxCbor& inner) const
{
    return enter(Type::Array, 1, inner);
}

int LaxCbor::enterMap(LaxCbor& inner) const
{
    return enter(Type::Map, 2, inner);
}

void LaxCbor::leave(const LaxCbor& inner)
{
    const std::uint8_t* at = inner.m_at;
    if (inner.m_indefinite && at < m_end)
        ++at;
    advance(static_cast<std::size_t>(at - m_at));
}

int LaxCbor::skip()
{
    return skipNested(maximumDepth);
}

int LaxCbor::skipNested(int depth)
{
    if (depth == 0)
        return overflow;
    Head head;
    if (const int res = readHead(head); res < 0)
        return res;
    switch (static_cast<Type>(head.type)) {
    case Type::Bytes:
    case Type::Text: {
        ByteSpan ignored;
        return readString(static_cast<Type>(head.type), ignored);
    }
    case Type::Array:
    case Type::Map: {
        LaxCbor inner;
        const bool map = static_cast<Type>(head.type) == Type::Map;
        if (const int res = map ? enterMap(inner) : enterArray(inner); res < 0)
            return res;
        while (!inner.atEnd()) {
            if (const int res = inner.skipNested(depth - 1); res < 0)
                return res;
        }
        leave(inner);
        return 1;
    }
    case Type::Tag:
        m_at += head.size;
        return skipNested(depth - 1);
    default:
        advance(head.size);
        return 1;
    }
}

ByteSpan LaxCbor::takeItem()
{
    const std::uint8_t* const start = m_at;
    if (skip() < 0)
        return {start, 0};
    return {start, static_cast<std::size_t>(m_at - start)};
}

} // namespace ota
