// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace ota {

/// Reads CBOR as leniently as a small device does (spec/suit-coap.md 2.8): duplicate and unordered keys, indefinite
/// containers, long heads and bytes after the end all pass. It never reads outside the bytes it was given. Only for
/// virtual boards; what the workbench itself accepts is decided by the engine of the manifests.
class LaxCbor
{
public:
    // Negative results, with the numbers that RIOT's decoder has: some reach the board's console.
    static constexpr int overflow = -1;
    static constexpr int wrongType = -2;
    static constexpr int end = -3;

    enum class Type
    {
        Unsigned,
        Negative,
        Bytes,
        Text,
        Array,
        Map,
        Tag,
        Simple
    };

    LaxCbor() = default;
    explicit LaxCbor(ByteSpan bytes);

    /// The buffer or the container is used up.
    bool atEnd() const;

    /// A `Type` as a number, or `end`.
    int type() const;

    // Each reads one item and steps behind it; a negative result leaves the position where it was.
    int readUint32(std::uint32_t& value);
    int readInt32(std::int32_t& value);
    int readBytes(ByteSpan& value);
    int readText(ByteSpan& value);
    int readBool(bool& value);
    int skip();

    /// `inner` then reads the members; a map counts keys and values alike. This one stays where it is.
    int enterArray(LaxCbor& inner) const;
    int enterMap(LaxCbor& inner) const;

    /// Steps behind the container that `inner` has been read to the end of.
    void leave(const LaxCbor& inner);

    /// A tag's number; the position is then at what is tagged.
    int readTag(std::uint32_t& number);

    /// What is left, from the current item on, beyond the container's end too.
    ByteSpan rest() const { return {m_at, static_cast<std::size_t>(m_end - m_at)}; }

    /// The bytes of the current item with its head, as they stand; empty when it is cut off. Steps behind it.
    ByteSpan takeItem();

private:
    struct Head
    {
        int type = 0;
        std::uint64_t value = 0;
        std::size_t size = 0; ///< Of the head itself.
        bool indefinite = false;
    };

    int readHead(Head& head) const;
    int readString(Type type, ByteSpan& value);
    int enter(Type type, unsigned itemsEach, LaxCbor& inner) const;
    int skipNested(int depth);
    void advance(std::size_t bytes);

    const std::uint8_t* m_at = nullptr;
    const std::uint8_t* m_end = nullptr;
    std::uint64_t m_remaining = 0; ///< Of a container with a known length.
    bool m_inContainer = false;
    bool m_indefinite = false;
};

} // namespace ota
