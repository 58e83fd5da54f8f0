// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <span>

namespace ota {

using ByteSpan = std::span<const std::uint8_t>;

/// A view of the same bytes; nothing is copied.
ByteSpan bytesOf(QByteArrayView bytes);

/// Lower case, no separators.
QString toHex(ByteSpan bytes);
QString toHex(QByteArrayView bytes);

/// Reads hexadecimal digits; white space and `:` between bytes are skipped. Error: BadInput, naming the offending
/// character.
Result<QByteArray> fromHex(QStringView text);

// Fixed-width integers at an address that need not be aligned; the caller has checked the length.
std::uint16_t readLe16(const std::uint8_t* at);
std::uint32_t readLe32(const std::uint8_t* at);
std::uint64_t readLe64(const std::uint8_t* at);
std::uint16_t readBe16(const std::uint8_t* at);
std::uint32_t readBe32(const std::uint8_t* at);
std::uint64_t readBe64(const std::uint8_t* at);
void writeLe16(std::uint8_t* at, std::uint16_t value);
void writeLe32(std::uint8_t* at, std::uint32_t value);
void writeLe64(std::uint8_t* at, std::uint64_t value);

/// A size for people: `300 B`, `41.2 MiB`; one decimal below 100 of a unit.
QString humanSize(qint64 bytes);

} // namespace ota
