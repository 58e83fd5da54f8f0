// SPDX-License-Identifier: Apache-2.0
#include "suit/verify.h"

#include "crypto/hmac.h"
#include "crypto/keystore.h"
#include "suit/cbor.h"
#include "suit/cborfaults.h"
#include "suit/cborwriter.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Suit)
};

constexpr std::uint64_t mac0Tag = 17;
constexpr std::int64_t hmac256 = 5;
constexpr qsizetype hmac256Size = 32;

std::optional<KeyAlgorithm> keyAlgorithmOf(std::int64_t cose)
{
    switch (cose) {
    case -8:
    case -19:
        return KeyAlgorithm::Ed25519;
    case -7:
    case -9:
        return KeyAlgorithm::Es256;
    default:
        return std::nullopt;
    }
}

QString algorithmText(std::int64_t cose)
{
    const QString name = SuitNames::coseAlgorithm(cose);
    return name.isEmpty() ? QString::number(cose) : name;
}

/// The digest against the bytes of the slice, as they came.
std::optional<SuitFault> compareDigest(ByteSpan bytes, SuitDialect dialect, const SuitDigest& digest,
                                       const SuitSlice& slice, const QString& what, std::size_t offset)
{
    const auto computed = suitDigest(dialect, digest.algorithm, slice.of(bytes));
    if (!computed)
        return SuitFault{
            SuitVerdict::DigestAlg,
            Tr::tr("%1 is digested by algorithm %2, which is not supported").arg(what).arg(digest.algorithm), offset};
    if (computed->size() != digest.bytes.size())
        return SuitFault{SuitVerdict::DigestSize,
                         Tr::tr("the digest of %1 has %2 bytes; %3 has %4")
                             .arg(what)
                             .arg(digest.bytes.size())
                             .arg(SuitNames::digestAlgorithm(dialect, digest.algorithm))
                             .arg(computed->size()),
                         offset};
    if (*computed != digest.bytes)
        return SuitFault{
            SuitVerdict::DigestMismatch,
            Tr::tr("%1 is not what was signed: its digest is %2…, the signed one %3…")
                .arg(what, toHex(QByteArrayView(*computed).first(8)), toHex(QByteArrayView(digest.bytes).first(8))),
            offset};
    return std::nullopt;
}

class Verifier
{
public:
    Verifier(ByteSpan bytes, const SuitKeys& keys)
        : m_bytes(bytes)
        , m_keys(keys)
    {
    }

    SuitReport run()
    {
        m_report.envelope = readSuitEnvelope(m_bytes);
        m_report.dialect = m_report.envelope.dialect;
        m_report.manifest = readSuitManifest(m_bytes, m_report.envelope);
        note();
        for (const SuitAuthBlock& block : m_report.envelope.blocks)
            m_report.blocks.push_back(check(block));
        judge();
        return std::move(m_report);
    }

private:
    const SuitEnvelope& envelope() const { return m_report.envelope; }

    void note()
    {
        if (envelope().dialect == SuitDialect::Draft37 && !envelope().tagged)
            m_report.notes.push_back(Tr::tr("The envelope lacks the tag 107 that draft-37 wants."));
        for (const SuitEnvelopeMember& member : envelope().members) {
            const QString name = SuitNames::envelopeMember(m_report.dialect, member.number);
            if (name.isEmpty())
                m_report.notes.push_back(
                    Tr::tr("The envelope's member %1 is not known; it is outside of every signature.")
                        .arg(member.number));
        }
    }

    void fail(SuitStage stage, SuitVerdict verdict, std::size_t offset, const QString& message)
    {
        m_report.failed = stage;
        m_report.verdict = verdict;
        m_report.offset = offset;
        m_report.message = message;
    }

    void judge()
    {
        if (!envelope().faults.empty()) {
            const SuitFault& first = envelope().faults.front();
            return fail(SuitStage::EnvelopeForm, first.code, first.offset, first.message);
        }
        if (m_report.blocks.empty())
            return fail(SuitStage::BlockForm, SuitVerdict::Unsigned, envelope().authentication.offset,
                        Tr::tr("there is no signature"));
        // One good block is enough. Without one, that which came furthest tells most.
        const auto good = std::ranges::find(m_report.blocks, SuitVerdict::Ok, &SuitBlockReport::verdict);
        if (good == m_report.blocks.end()) {
            const auto rank = [](const SuitBlockReport& block) {
                // An unknown signer can have signed rubbish; a known one who is not trusted can not.
                return 2 * static_cast<int>(stageOf(block.verdict)) +
                       (block.verdict == SuitVerdict::UntrustedKey ? 1 : 0);
            };
            const auto best = std::ranges::max_element(m_report.blocks, {}, rank);
            return fail(stageOf(best->verdict), best->verdict, best->offset, best->message);
        }
        m_report.signedBy = good->keyName;
        if (!m_report.manifest.faults.empty()) {
            const SuitFault& first = m_report.manifest.faults.front();
            return fail(SuitStage::ManifestForm, first.code, first.offset, first.message);
        }
        if (const auto fault = severedFault(m_bytes, envelope(), m_report.manifest))
            return fail(SuitStage::ManifestForm, fault->code, fault->offset, fault->message);
        m_report.failed = SuitStage::Done;
        m_report.verdict = SuitVerdict::Ok;
    }

    SuitBlockReport check(const SuitAuthBlock& block) const
    {
        SuitBlockReport report;
        report.offset = block.slice.offset;
        report.algorithm = block.algorithm;
        report.keyId = block.keyId;
        const auto refused = [&](const SuitFault& fault) {
            report.verdict = fault.code;
            report.message = fault.message;
            report.offset = fault.offset;
            return report;
        };
        if (block.fault)
            return refused(*block.fault);
        if (const auto fault = algorithmFault(block))
            return refused(*fault);
        if (const auto fault = digestFault(block))
            return refused(*fault);
        checkSignature(block, report);
        return report;
    }

    std::optional<SuitFault> algorithmFault(const SuitAuthBlock& block) const
    {
        const QString name = algorithmText(*block.algorithm);
        if (m_keys.isEmpty())
            return SuitFault{SuitVerdict::AlgMismatch,
                             Tr::tr("the signature is of %1, and no key was given to check it").arg(name),
                             block.slice.offset};
        bool fits = false;
        if (block.tag == mac0Tag) {
            fits = *block.algorithm == hmac256 && !m_keys.macs.empty();
        } else if (const auto wanted = keyAlgorithmOf(*block.algorithm)) {
            fits =
                std::ranges::any_of(m_keys.signing, [&](const SuitKey& key) { return key.key.algorithm() == *wanted; });
        }
        if (fits)
            return std::nullopt;
        return SuitFault{SuitVerdict::AlgMismatch,
                         Tr::tr("the signature is of %1, for which no key was given").arg(name), block.slice.offset};
    }

    /// The digest the block signs, against the manifest as it came, with the head of its byte string.
    std::optional<SuitFault> digestFault(const SuitAuthBlock& block) const
    {
        std::optional<SuitDigest> digest = envelope().digest;
        if (m_report.dialect == SuitDialect::Riot09) {
            const ByteSpan payload = bytesOf(*block.payload);
            const CborScan scan = scanCbor(payload);
            digest = scan.complete && scan.faults.empty() ? digestOf(*scan.root, payload) : std::nullopt;
        }
        const std::size_t at = block.slice.offset;
        if (!digest)
            return SuitFault{SuitVerdict::MalformedCose, Tr::tr("what is signed is not a digest [algorithm, bytes]"),
                             at};
        if (!envelope().manifest)
            return SuitFault{SuitVerdict::NoManifest, Tr::tr("the envelope has no manifest (3)"), at};
        return compareDigest(m_bytes, m_report.dialect, *digest, envelope().manifest->item, Tr::tr("the manifest"), at);
    }

    void checkSignature(const SuitAuthBlock& block, SuitBlockReport& report) const
    {
        const QByteArray detached =
            QByteArray(reinterpret_cast<const char*>(m_bytes.data()) + envelope().digestBytes.offset,
                       static_cast<qsizetype>(envelope().digestBytes.length));
        const QByteArray& payload = block.payload ? *block.payload : detached;
        for (const bool trusted : {true, false}) {
            report.keyName =
                block.tag == mac0Tag ? macKeyFor(block, payload, trusted) : keyFor(block, payload, trusted);
            if (report.keyName.isNull())
                continue;
            report.verdict = trusted ? SuitVerdict::Ok : SuitVerdict::UntrustedKey;
            report.message = trusted ? Tr::tr("verified by %1").arg(report.keyName)
                                     : Tr::tr("signed by %1, which is not among the trusted keys").arg(report.keyName);
            return;
        }
        report.verdict = SuitVerdict::BadSignature;
        report.message = block.signature.size() == signatureSize || block.tag == mac0Tag
                             ? Tr::tr("no key that was given verifies the signature")
                             : Tr::tr("the signature has %1 bytes; %2 has %3")
                                   .arg(block.signature.size())
                                   .arg(algorithmText(*block.algorithm))
                                   .arg(signatureSize);
    }

    QString keyFor(const SuitAuthBlock& block, const QByteArray& payload, bool trusted) const
    {
        const QByteArray message = coseSign1Bytes(block.protectedHeader, bytesOf(payload));
        const auto algorithm = keyAlgorithmOf(*block.algorithm);
        for (const SuitKey& key : m_keys.signing) {
            if (key.trusted == trusted && key.key.algorithm() == algorithm &&
                key.key.verify(bytesOf(message), bytesOf(block.signature)))
                return key.name.isNull() ? QStringLiteral("") : key.name;
        }
        return {};
    }

    QString macKeyFor(const SuitAuthBlock& block, const QByteArray& payload, bool trusted) const
    {
        const QByteArray message = coseMac0Bytes(block.protectedHeader, bytesOf(payload));
        for (const SuitMacKey& key : m_keys.macs) {
            if (key.trusted == trusted && block.signature.size() == hmac256Size &&
                equalInConstantTime(hmacSha256(bytesOf(key.secret), bytesOf(message)), block.signature))
                return key.name.isNull() ? QStringLiteral("") : key.name;
        }
        return {};
    }

    ByteSpan m_bytes;
    const SuitKeys& m_keys;
    SuitReport m_report;
};

QByteArray structureBytes(const char* context, const QByteArray& protectedHeader, ByteSpan payload)
{
    return CborWriter()
        .array(4)
        .text(QString::fromLatin1(context))
        .bytes(protectedHeader)
        .bytes(ByteSpan{})
        .bytes(payload)
        .result();
}

} // namespace

QString stageName(SuitStage stage)
{
    switch (stage) {
    case SuitStage::EnvelopeForm:
        return Tr::tr("form of the envelope");
    case SuitStage::BlockForm:
        return Tr::tr("form of the signature");
    case SuitStage::Digest:
        return Tr::tr("digest of the manifest");
    case SuitStage::Signature:
        return Tr::tr("signature");
    case SuitStage::ManifestForm:
        return Tr::tr("form of the manifest");
    case SuitStage::Done:
        return Tr::tr("done");
    }
    Q_UNREACHABLE();
}

SuitStage stageOf(SuitVerdict verdict)
{
    if (verdict == SuitVerdict::Ok)
        return SuitStage::Done;
    if (verdict <= SuitVerdict::WrongDialect)
        return SuitStage::EnvelopeForm;
    if (verdict <= SuitVerdict::Crit)
        return SuitStage::BlockForm;
    if (verdict <= SuitVerdict::DigestMismatch)
        return SuitStage::Digest;
    if (verdict <= SuitVerdict::BadSignature)
        return SuitStage::Signature;
    return SuitStage::ManifestForm;
}

std::optional<SuitFault> severedFault(ByteSpan bytes, const SuitEnvelope& envelope, const SuitManifest& manifest)
{
    for (const SuitMember& member : manifest.members) {
        if (!member.severed)
            continue;
        const auto content = std::ranges::find(envelope.members, member.number, &SuitEnvelopeMember::number);
        if (content == envelope.members.end())
            continue; // severed away: allowed
        const QString name = SuitNames::manifestMember(envelope.dialect, member.number);
        if (const auto fault = compareDigest(bytes, envelope.dialect, *member.severed, content->item,
                                             Tr::tr("the severed section %1").arg(name), content->item.offset))
            return fault;
    }
    return std::nullopt;
}

SuitKeys trustedKeys(const KeyStore& store)
{
    SuitKeys keys;
    for (const KeyInfo& info : store.list()) {
        if (!info.fault.isEmpty())
            continue;
        if (auto key = store.publicKey(info.name))
            keys.signing.push_back({info.name, std::move(*key), true});
    }
    return keys;
}

SuitReport verifySuit(ByteSpan bytes, const SuitKeys& keys)
{
    return Verifier(bytes, keys).run();
}

QByteArray coseSign1Bytes(const QByteArray& protectedHeader, ByteSpan payload)
{
    return structureBytes("Signature1", protectedHeader, payload);
}

QByteArray coseMac0Bytes(const QByteArray& protectedHeader, ByteSpan payload)
{
    return structureBytes("MAC0", protectedHeader, payload);
}

std::optional<HashAlgorithm> suitHash(SuitDialect dialect, std::int64_t number)
{
    if (dialect == SuitDialect::Riot09) {
        switch (number) {
        case 1:
            return HashAlgorithm::Sha224;
        case 2:
            return HashAlgorithm::Sha256;
        case 3:
            return HashAlgorithm::Sha384;
        case 4:
            return HashAlgorithm::Sha512;
        default:
            return std::nullopt;
        }
    }
    switch (number) {
    case -16:
        return HashAlgorithm::Sha256;
    case -18:
        return HashAlgorithm::Shake128;
    case -43:
        return HashAlgorithm::Sha384;
    case -44:
        return HashAlgorithm::Sha512;
    case -45:
        return HashAlgorithm::Shake256;
    default:
        return std::nullopt;
    }
}

std::optional<QByteArray> suitDigest(SuitDialect dialect, std::int64_t algorithm, ByteSpan bytes)
{
    const auto hash = suitHash(dialect, algorithm);
    return hash ? std::optional(hashOf(*hash, bytes)) : std::nullopt;
}

} // namespace ota
