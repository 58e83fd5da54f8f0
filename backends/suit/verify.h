// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/hash.h"
#include "crypto/key.h"
#include "suit/manifest.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace ota {

class KeyStore;

/// A key that signatures are tried with.
struct SuitKey
{
    QString name;
    PublicKey key;
    bool trusted = true; ///< False: only known, so that one can say whose signature it is.
};

/// A symmetric key for COSE_Mac0 with HMAC-256.
struct SuitMacKey
{
    QString name;
    QByteArray secret;
    bool trusted = true;
};

struct SuitKeys
{
    std::vector<SuitKey> signing;
    std::vector<SuitMacKey> macs;

    bool isEmpty() const { return signing.empty() && macs.empty(); }
};

/// All that can be read of a bench's keys, trusted: they are the ones it signs with.
SuitKeys trustedKeys(const KeyStore& store);

/// What became of one authentication block.
struct SuitBlockReport
{
    SuitVerdict verdict = SuitVerdict::BadSignature; ///< Ok: verified by a trusted key.
    QString message;                                 ///< Why not, or by whom.
    std::size_t offset = 0;
    std::optional<std::int64_t> algorithm;
    QString keyName;  ///< Of the key that verifies it, trusted or only known.
    QByteArray keyId; ///< What the block says of itself.
};

/// The stages of verification in their order.
enum class SuitStage
{
    EnvelopeForm,
    BlockForm,
    Digest,
    Signature,
    ManifestForm,
    Done
};
QString stageName(SuitStage stage);

struct SuitReport
{
    SuitVerdict verdict = SuitVerdict::Malformed;
    QString message;        ///< Why, one sentence. Empty when ok.
    std::size_t offset = 0; ///< Where, in the envelope's bytes.
    SuitStage failed =
        SuitStage::EnvelopeForm; ///< The stage that gave the verdict; later ones were not reached. Done: none.
    SuitDialect dialect = SuitDialect::Riot09;
    std::vector<SuitBlockReport> blocks; ///< All of them, whatever the verdict.
    QString signedBy;                    ///< The trusted key, when there is one.
    std::vector<QString> notes;          ///< Odd, but no reason to refuse: an untagged draft-37 envelope.
    SuitEnvelope envelope;
    SuitManifest manifest; ///< As far as it could be read, whatever the verdict.

    bool isOk() const { return verdict == SuitVerdict::Ok; }
};

/// Checks form, signatures, digests in the order of stages; the first that fails gives the verdict. Hashes and verifies
/// slices of `bytes`, never something encoded again. Pure; any thread.
SuitReport verifySuit(ByteSpan bytes, const SuitKeys& keys);

/// What was severed from the manifest into the envelope must be what the manifest's digests say; nothing when it is.
std::optional<SuitFault> severedFault(ByteSpan bytes, const SuitEnvelope& envelope, const SuitManifest& manifest);

/// The stage a verdict belongs to where it can come from one only; forms of the manifest count as the fifth when the
/// caller says so.
SuitStage stageOf(SuitVerdict verdict);

/// What a COSE_Sign1 signature is made over: ["Signature1", protected, h'', payload] (RFC 9052 4.4).
QByteArray coseSign1Bytes(const QByteArray& protectedHeader, ByteSpan payload);
/// What a COSE_Mac0 tag is made over: ["MAC0", protected, h'', payload] (RFC 9052 6.3).
QByteArray coseMac0Bytes(const QByteArray& protectedHeader, ByteSpan payload);

/// What a digest's number stands for in the dialect; nothing for one we can not compute.
std::optional<HashAlgorithm> suitHash(SuitDialect dialect, std::int64_t number);
/// The digest of these bytes by the number of an algorithm of the dialect; nothing for one we can not compute.
std::optional<QByteArray> suitDigest(SuitDialect dialect, std::int64_t algorithm, ByteSpan bytes);

} // namespace ota
