// SPDX-License-Identifier: Apache-2.0
#include "crypto/labheader.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(LabHeader)
};

const QByteArray magic("AFLABHDR");
constexpr std::uint16_t headerVersion = 1;
constexpr qsizetype keyIdSize = 8;
constexpr qsizetype uuidSize = 16;

/// Where things are in it.
namespace at {
constexpr std::size_t version = 8;
constexpr std::size_t length = 10;
constexpr std::size_t type = 12;
constexpr std::size_t flags = 14;
constexpr std::size_t versionNumber = 16;
constexpr std::size_t imageBytes = 24;
constexpr std::size_t digest = 32;
constexpr std::size_t partner = 64;
constexpr std::size_t deviceType = 80;
constexpr std::size_t created = 96;
constexpr std::size_t algorithm = 104;
constexpr std::size_t reserved = 106;
constexpr std::size_t keyId = 108;
constexpr std::size_t reservedToo = 116;
constexpr std::size_t signature = 120;
} // namespace at

QByteArray copyOf(ByteSpan bytes, std::size_t from, qsizetype size)
{
    return {reinterpret_cast<const char*>(bytes.data() + from), size};
}

QUuid uuidAt(ByteSpan bytes, std::size_t from)
{
    return QUuid::fromRfc4122(QByteArrayView(bytes.data() + from, uuidSize));
}

LabHeader headerOf(ByteSpan bytes)
{
    const std::uint8_t* start = bytes.data();
    LabHeader header;
    header.type = readLe16(start + at::type);
    header.flags = readLe16(start + at::flags);
    header.versionNumber = readLe64(start + at::versionNumber);
    header.imageBytes = readLe64(start + at::imageBytes);
    // Cannot fail: there are just these bytes.
    header.imageDigest = Digest::fromBytes(bytes.subspan(at::digest, Digest::size)).value_or(Digest());
    header.partner = uuidAt(bytes, at::partner);
    header.deviceType = uuidAt(bytes, at::deviceType);
    header.createdMs = readLe64(start + at::created);
    header.algorithm = readLe16(start + at::algorithm);
    header.keyId = copyOf(bytes, at::keyId, keyIdSize);
    header.signature = copyOf(bytes, at::signature, signatureSize);
    header.isReservedUsed =
        header.flags != 0 || readLe16(start + at::reserved) != 0 || readLe32(start + at::reservedToo) != 0;
    return header;
}

struct Words
{
    QLatin1StringView key;
    const char* text;
};

/// In the order of LabFault.
constexpr std::array words{
    Words{QLatin1StringView("AH-LEN"), QT_TRANSLATE_NOOP("LabHeader", "it is too short for the lab header")},
    Words{QLatin1StringView("AH-MAGIC"), QT_TRANSLATE_NOOP("LabHeader", "it does not begin with a lab header")},
    Words{QLatin1StringView("AH-VERSION"), QT_TRANSLATE_NOOP("LabHeader", "the lab header has an unknown version")},
    Words{QLatin1StringView("AH-ALG"), QT_TRANSLATE_NOOP("LabHeader", "the lab header names an unknown signature")},
    Words{QLatin1StringView("AH-KEY"), QT_TRANSLATE_NOOP("LabHeader", "it is signed by a key that is not trusted")},
    Words{QLatin1StringView("AH-SIGNATURE"), QT_TRANSLATE_NOOP("LabHeader", "the signature is wrong")},
    Words{QLatin1StringView("AH-SIZE"), QT_TRANSLATE_NOOP("LabHeader", "the image has another size than was signed")},
    Words{QLatin1StringView("AH-SHA"), QT_TRANSLATE_NOOP("LabHeader", "the image is another one than was signed")},
    Words{QLatin1StringView("AH-DEVICE"), QT_TRANSLATE_NOOP("LabHeader", "it is for another type of device")},
    Words{QLatin1StringView("AH-NOT-NEWER"),
          QT_TRANSLATE_NOOP("LabHeader", "its number is not above the one that runs")},
    Words{QLatin1StringView("AH-TYPE"), QT_TRANSLATE_NOOP("LabHeader", "it is no full image")},
    Words{QLatin1StringView("AH-VN-ZERO"), QT_TRANSLATE_NOOP("LabHeader", "its number is 0")},
    Words{QLatin1StringView("AH-RESERVED"), QT_TRANSLATE_NOOP("LabHeader", "reserved bits are set")},
};

} // namespace

QString keyOf(LabFault fault)
{
    return QString(words[static_cast<std::size_t>(fault)].key);
}

QString explain(LabFault fault)
{
    return Tr::tr(words[static_cast<std::size_t>(fault)].text);
}

bool isWarning(LabFault fault)
{
    return fault >= LabFault::Type;
}

bool LabHeader::isSigned() const
{
    return algorithm != 0 && std::ranges::any_of(signature, [](char byte) { return byte != 0; });
}

std::vector<LabFault> LabHeader::warnings() const
{
    std::vector<LabFault> found;
    if (type != fullImage)
        found.push_back(LabFault::Type);
    if (versionNumber == 0)
        found.push_back(LabFault::NumberZero);
    if (isReservedUsed)
        found.push_back(LabFault::Reserved);
    return found;
}

std::optional<LabFault> LabHeader::wrongImage(std::uint64_t bytes, const Digest& digest) const
{
    if (bytes != imageBytes)
        return LabFault::Size;
    return digest == imageDigest ? std::nullopt : std::optional(LabFault::Digest);
}

LabReading readLabHeader(ByteSpan bytes)
{
    if (bytes.size() < static_cast<std::size_t>(LabHeader::sizeBytes))
        return {{}, LabFault::Length};
    if (!std::ranges::equal(bytes.first(at::version), bytesOf(magic)))
        return {{}, LabFault::Magic};
    if (readLe16(bytes.data() + at::version) != headerVersion)
        return {{}, LabFault::Version};
    if (readLe16(bytes.data() + at::length) != LabHeader::sizeBytes)
        return {{}, LabFault::Length};
    LabHeader header = headerOf(bytes);
    const bool isKnown = header.algorithm == LabHeader::algorithm1;
    return {std::move(header), isKnown ? std::nullopt : std::optional(LabFault::Algorithm)};
}

std::optional<LabFault> wrongSignature(const LabHeader& header, ByteSpan bytes, const std::vector<PublicKey>& trusted)
{
    LabFault fault = LabFault::Key;
    for (const PublicKey& key : trusted) {
        if (key.algorithm() != KeyAlgorithm::Ed25519 || labKeyId(key) != header.keyId)
            continue;
        if (key.verify(bytes.first(static_cast<std::size_t>(LabHeader::signedBytes)), bytesOf(header.signature)))
            return std::nullopt;
        fault = LabFault::Signature;
    }
    return fault;
}

LabCheck checkLab(ByteSpan header, ByteSpan image, const std::vector<PublicKey>& trusted)
{
    LabReading reading = readLabHeader(header);
    std::optional<LabFault> fault = reading.fault;
    if (!fault)
        fault = wrongSignature(*reading.header, header, trusted);
    if (!fault)
        fault = reading.header->wrongImage(image.size(), Digest::of(image));
    LabCheck check{std::move(reading.header), {}};
    if (fault)
        check.findings = {*fault};
    else
        check.findings = check.header->warnings();
    return check;
}

LabCheck checkLabFile(ByteSpan file, const std::vector<PublicKey>& trusted)
{
    const std::size_t end = std::min(file.size(), static_cast<std::size_t>(LabHeader::sizeBytes));
    return checkLab(file.first(end), file.subspan(end), trusted);
}

QByteArray labKeyId(const PublicKey& key)
{
    return copyOf(Digest::of(key.raw()).bytes(), 0, keyIdSize);
}

Result<> checkLabKey(KeyAlgorithm algorithm)
{
    if (algorithm == KeyAlgorithm::Ed25519)
        return {};
    return failure(
        Error::Code::Unsupported,
        Tr::tr("the lab header is signed with Ed25519, and this key is for %1").arg(algorithmName(algorithm)), {},
        Tr::tr("otaw key new makes one that fits."));
}

Result<QByteArray> signedLabHeader(LabHeader header, const PrivateKey& key)
{
    if (const auto fits = checkLabKey(key.algorithm()); !fits)
        return failure(fits.error());
    QByteArray bytes(LabHeader::sizeBytes, '\0');
    const auto place = [&bytes](std::size_t from, const auto& what) {
        std::ranges::copy(what, bytes.begin() + static_cast<qsizetype>(from));
    };
    auto* start = reinterpret_cast<std::uint8_t*>(bytes.data());
    place(0, magic);
    writeLe16(start + at::version, headerVersion);
    writeLe16(start + at::length, LabHeader::sizeBytes);
    writeLe16(start + at::type, header.type);
    writeLe16(start + at::flags, header.flags);
    writeLe64(start + at::versionNumber, header.versionNumber);
    writeLe64(start + at::imageBytes, header.imageBytes);
    place(at::digest, header.imageDigest.bytes());
    place(at::partner, header.partner.toRfc4122());
    place(at::deviceType, header.deviceType.toRfc4122());
    writeLe64(start + at::created, header.createdMs);
    writeLe16(start + at::algorithm, LabHeader::algorithm1);
    place(at::keyId, labKeyId(key.publicKey()));
    const auto signature = key.sign(bytesOf(QByteArrayView(bytes).first(LabHeader::signedBytes)));
    if (!signature)
        return failure(signature.error());
    place(at::signature, *signature);
    return bytes;
}

} // namespace ota
