// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace ota {

/// The header that RIOT's boot loader reads in front of an image: 16 bytes, little endian, zero-padded to the header
/// length.
struct RiotbootHeader
{
    static constexpr std::size_t size = 16;
    static constexpr std::uint32_t magic = 0x544f4952; // "RIOT"

    std::uint32_t version = 0;      ///< The valid slot with the highest one is booted.
    std::uint32_t startAddress = 0; ///< Of the image behind the header: ROM start + slot offset + header length.

    friend bool operator==(const RiotbootHeader&, const RiotbootHeader&) = default;
};

enum class RiotbootVerdict
{
    Ok,
    Truncated,
    Magic, ///< Also of a slot that is being written: the magic is held back until the digest is good.
    Checksum,
};

/// `ok`, `truncated`, `magic`, `checksum`.
QString riotbootVerdictCode(RiotbootVerdict verdict);

struct RiotbootCheck
{
    RiotbootVerdict verdict = RiotbootVerdict::Truncated;
    RiotbootHeader header;      ///< What stands there, also when the checksum is wrong.
    std::uint32_t checksum = 0; ///< As it stands there,
    std::uint32_t computed = 0; ///< and as it should be.
};

/// Header lengths that RIOT's CPUs use: 0x100 (default, Cortex-M0), 0x200, 0x400 (Cortex-M3/M4/M7), 0x800 (M23/M33).
constexpr std::uint32_t riotbootDefaultLength = 0x100;
constexpr std::uint32_t riotbootMaximumLength = 0x10000;

/// The header padded to `length` bytes. Error: Usage (length below 16, above 64 KiB or no multiple of 4).
Result<QByteArray> writeRiotbootHeader(const RiotbootHeader& header, std::uint32_t length);

/// Looks at the first 16 bytes. Pure.
RiotbootCheck checkRiotboot(ByteSpan bytes);

/// Fletcher-32 as RIOT computes it, over 16-bit little-endian words; a last odd byte is left out.
std::uint32_t fletcher32(ByteSpan bytes);

} // namespace ota
