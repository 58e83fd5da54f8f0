// SPDX-License-Identifier: Apache-2.0
#include "suit/riotboot.h"

#include <QCoreApplication>

namespace ota {

namespace {

constexpr std::size_t versionAt = 4;
constexpr std::size_t startAt = 8;
constexpr std::size_t checksumAt = 12;

} // namespace

QString riotbootVerdictCode(RiotbootVerdict verdict)
{
    switch (verdict) {
    case RiotbootVerdict::Ok:
        return QStringLiteral("ok");
    case RiotbootVerdict::Truncated:
        return QStringLiteral("truncated");
    case RiotbootVerdict::Magic:
        return QStringLiteral("magic");
    case RiotbootVerdict::Checksum:
        return QStringLiteral("checksum");
    }
    Q_UNREACHABLE();
}

std::uint32_t fletcher32(ByteSpan bytes)
{
    std::uint64_t sum1 = 0xffff;
    std::uint64_t sum2 = 0xffff;
    const auto fold = [](std::uint64_t sum) {
        return (sum & 0xffff) + (sum >> 16);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        sum1 += readLe16(bytes.data() + i);
        sum2 += sum1;
        // RIOT folds every 359 words; folding each time gives the same sums, since folding keeps them modulo 65535 and
        // neither can become 0.
        sum1 = fold(sum1);
        sum2 = fold(sum2);
    }
    sum1 = fold(fold(sum1));
    sum2 = fold(fold(sum2));
    return static_cast<std::uint32_t>(sum2 << 16 | sum1);
}

Result<QByteArray> writeRiotbootHeader(const RiotbootHeader& header, std::uint32_t length)
{
    if (length < RiotbootHeader::size || length > riotbootMaximumLength || length % 4 != 0)
        return failure(
            Error::Code::Usage,
            QCoreApplication::translate("Riotboot", "a header of %1 bytes; 16 to %2 in steps of 4 are possible")
                .arg(length)
                .arg(riotbootMaximumLength),
            {}, QCoreApplication::translate("Riotboot", "RIOT has 256, on Cortex-M3, M4 and M7 1024."));
    QByteArray bytes(static_cast<qsizetype>(length), '\0');
    auto* at = reinterpret_cast<std::uint8_t*>(bytes.data());
    writeLe32(at, RiotbootHeader::magic);
    writeLe32(at + versionAt, header.version);
    writeLe32(at + startAt, header.startAddress);
    writeLe32(at + checksumAt, fletcher32(ByteSpan(at, checksumAt)));
    return bytes;
}

RiotbootCheck checkRiotboot(ByteSpan bytes)
{
    RiotbootCheck check;
    if (bytes.size() < RiotbootHeader::size)
        return check;
    check.header.version = readLe32(bytes.data() + versionAt);
    check.header.startAddress = readLe32(bytes.data() + startAt);
    check.checksum = readLe32(bytes.data() + checksumAt);
    check.computed = fletcher32(bytes.first(checksumAt));
    if (readLe32(bytes.data()) != RiotbootHeader::magic)
        check.verdict = RiotbootVerdict::Magic;
    else
        check.verdict = check.checksum == check.computed ? RiotbootVerdict::Ok : RiotbootVerdict::Checksum;
    return check;
}

} // namespace ota
