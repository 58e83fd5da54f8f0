// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/digest.h"
#include "base/result.h"
#include "crypto/key.h"

#include <QByteArray>
#include <QString>
#include <QUuid>

#include <cstdint>
#include <optional>
#include <vector>

/// The lab header `AFLABHDR` version 1 in front of an image (afero.md 7): ours, and no vendor's.
namespace ota {

/// What is wrong with a file that should have the header. In the order of the checks; the last three are warnings.
enum class LabFault : std::uint8_t
{
    Length,     ///< AH-LEN: shorter than the header, or the header says another length of itself.
    Magic,      ///< AH-MAGIC
    Version,    ///< AH-VERSION
    Algorithm,  ///< AH-ALG
    Key,        ///< AH-KEY: nobody trusts the key that it names.
    Signature,  ///< AH-SIGNATURE
    Size,       ///< AH-SIZE: the image is shorter or longer.
    Digest,     ///< AH-SHA
    Device,     ///< AH-DEVICE: for another kind of board. The board's own check, as the next one.
    NotNewer,   ///< AH-NOT-NEWER: its number is not above the one that runs.
    Type,       ///< AH-TYPE: no full image.
    NumberZero, ///< AH-VN-ZERO: on a board that means 'no header'.
    Reserved    ///< AH-RESERVED: bits are set that mean nothing yet.
};

/// Stable: `AH-LEN`.
QString keyOf(LabFault fault);
/// One sentence without a stop, translated.
QString explain(LabFault fault);
bool isWarning(LabFault fault);

/// What the header says. Believe nothing of it before the signature holds.
struct LabHeader
{
    static constexpr qsizetype sizeBytes = 184;
    static constexpr qsizetype signedBytes = 120;  ///< The signature is over these.
    static constexpr std::uint16_t fullImage = 5;  ///< The only type there is so far.
    static constexpr std::uint16_t algorithm1 = 1; ///< Ed25519

    std::uint16_t type = fullImage;
    std::uint16_t flags = 0; ///< Reserved.
    std::uint64_t versionNumber = 0;
    std::uint64_t imageBytes = 0;
    Digest imageDigest = {};
    QUuid partner = {};
    QUuid deviceType = {};
    std::uint64_t createdMs = 0; ///< Since 1970.
    std::uint16_t algorithm = algorithm1;
    QByteArray keyId = {}; ///< 8 bytes.
    QByteArray signature = {};
    bool isReservedUsed = false; ///< Any reserved bit, flags included.

    /// False: there are only zeros where it would be, or no algorithm is named.
    bool isSigned() const;
    std::vector<LabFault> warnings() const;
    /// Nothing: size and digest are those of the image.
    std::optional<LabFault> wrongImage(std::uint64_t bytes, const Digest& digest) const;
};

/// A header as far as it can be read, and the first thing that is wrong with its form. With LabFault::Algorithm there
/// is a header all the same.
struct LabReading
{
    std::optional<LabHeader> header;
    std::optional<LabFault> fault;
};

/// The form alone; nothing is verified. Bytes behind the header are not looked at.
LabReading readLabHeader(ByteSpan bytes);

/// Nothing: one of these keys signed it. `bytes` begin with the header that was read.
std::optional<LabFault> wrongSignature(const LabHeader& header, ByteSpan bytes, const std::vector<PublicKey>& trusted);

/// All that the header itself is checked for, in the order of the specification: the first error, or the warnings.
struct LabCheck
{
    std::optional<LabHeader> header = {};
    std::vector<LabFault> findings = {};

    bool isGood() const { return header && (findings.empty() || isWarning(findings.front())); }
};
/// `header` and what follows it, which may be elsewhere.
LabCheck checkLab(ByteSpan header, ByteSpan image, const std::vector<PublicKey>& trusted);
/// A file as it is served: header and image.
LabCheck checkLabFile(ByteSpan file, const std::vector<PublicKey>& trusted);

/// First 8 bytes of the SHA-256 of the raw public key.
QByteArray labKeyId(const PublicKey& key);

/// Whether such a key can sign it. Error: Unsupported.
Result<> checkLabKey(KeyAlgorithm algorithm);

/// The 184 bytes of it, signed; algorithm, key id and signature are filled in. Error: Unsupported (no Ed25519 key).
Result<QByteArray> signedLabHeader(LabHeader header, const PrivateKey& key);

} // namespace ota
