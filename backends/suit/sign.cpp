// SPDX-License-Identifier: Apache-2.0
#include "suit/build.h"
#include "suit/cborwriter.h"
#include "suit/verify.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitBuild)
};

constexpr std::uint64_t sign1Tag = 18;
constexpr std::uint64_t envelopeTag = 107;
constexpr std::int64_t headerAlg = 1;

std::int64_t coseNumber(KeyAlgorithm algorithm)
{
    return algorithm == KeyAlgorithm::Ed25519 ? -8 : -7;
}

tl::unexpected<Error> refused(SuitVerdict code, const QString& message)
{
    return failure(Error::Code::Rejected, Tr::tr("this is not in order: %1 (%2)").arg(message, verdictCode(code)));
}

/// draft-37 "Authenticated Manifests": sign only what is what it says it is.
Result<> checkForm(ByteSpan bytes, const SuitEnvelope& envelope)
{
    if (!envelope.faults.empty())
        return refused(envelope.faults.front().code, envelope.faults.front().message);
    const SuitManifest manifest = readSuitManifest(bytes, envelope);
    if (!manifest.faults.empty())
        return refused(manifest.faults.front().code, manifest.faults.front().message);
    if (const auto fault = severedFault(bytes, envelope, manifest))
        return refused(fault->code, fault->message);
    return {};
}

Result<> checkBeforeSigning(ByteSpan bytes, const SuitEnvelope& envelope)
{
    if (auto checked = checkForm(bytes, envelope); !checked)
        return checked;
    if (envelope.blocks.size() >= SuitLimits::blocks)
        return failure(Error::Code::Usage,
                       Tr::tr("there are %1 signatures already; more are not allowed").arg(SuitLimits::blocks));
    const SuitReport report = verifySuit(bytes, {});
    for (const SuitBlockReport& block : report.blocks) {
        // Without keys a block that is well formed ends at 'no key was given'.
        if (block.verdict != SuitVerdict::AlgMismatch)
            return refused(block.verdict, block.message);
    }
    return {};
}

QByteArray digestArray(SuitDialect dialect, const QByteArray& digest)
{
    return CborWriter().array(2).integer(SuitNumbers::sha256(dialect)).bytes(digest).result();
}

} // namespace

Result<QByteArray> signSuit(ByteSpan bytes, const PrivateKey& key)
{
    const SuitEnvelope envelope = readSuitEnvelope(bytes);
    if (auto checked = checkBeforeSigning(bytes, envelope); !checked)
        return failure(checked.error());
    const bool riot = envelope.dialect == SuitDialect::Riot09;
    const ByteSpan item = envelope.manifest->item.of(bytes);
    QByteArray payload = digestArray(envelope.dialect, Digest::of(item).toByteArray());
    if (!riot) {
        if (suitDigest(envelope.dialect, envelope.digest->algorithm, item) != envelope.digest->bytes)
            return refused(SuitVerdict::DigestMismatch, Tr::tr("the manifest is not the one its digest was made of"));
        const ByteSpan detached = envelope.digestBytes.of(bytes);
        payload = QByteArray(reinterpret_cast<const char*>(detached.data()), static_cast<qsizetype>(detached.size()));
    } else {
        for (const SuitAuthBlock& block : envelope.blocks) {
            if (block.payload != payload)
                return refused(SuitVerdict::DigestMismatch,
                               Tr::tr("the manifest is not the one that an existing signature was made for"));
        }
    }
    const QByteArray header =
        CborMap().insert(headerAlg, CborWriter().integer(coseNumber(key.algorithm()))).encoded().result();
    const auto signature = key.sign(bytesOf(coseSign1Bytes(header, bytesOf(payload))));
    if (!signature)
        return failure(signature.error());
    CborWriter block;
    block.tag(sign1Tag).array(4).bytes(header).map(0);
    if (riot)
        block.bytes(payload);
    else
        block.null();
    block.bytes(*signature);
    CborWriter list;
    list.array(envelope.authElements.size() + 1);
    for (const SuitSlice& element : envelope.authElements)
        list.raw(element.of(bytes));
    list.bytes(block.result());
    return CborWriter()
        .raw(bytes.first(envelope.authenticationItem.offset))
        .bytes(list.result())
        .raw(bytes.subspan(envelope.authenticationItem.end()))
        .result();
}

Result<QByteArray> severSuit(ByteSpan bytes)
{
    const SuitEnvelope envelope = readSuitEnvelope(bytes);
    if (auto checked = checkForm(bytes, envelope); !checked)
        return failure(checked.error());
    const SuitManifest manifest = readSuitManifest(bytes, envelope);
    const auto isSevered = [&](const SuitEnvelopeMember& member) {
        const SuitMember* named = manifest.member(member.number);
        return named && named->severed;
    };
    if (std::ranges::none_of(envelope.members, isSevered))
        return failure(Error::Code::Usage, Tr::tr("there is no section that could be taken away"), {},
                       Tr::tr("Sections can be taken away where the manifest was built severable."));
    std::map<QByteArray, ByteSpan> left; // By encoded key: the order of a map.
    const auto keep = [&](std::int64_t number, const SuitSlice& item) {
        left.emplace(CborWriter().integer(number).result(), item.of(bytes));
    };
    keep(SuitNumbers::authentication, envelope.authenticationItem);
    keep(SuitNumbers::manifest, envelope.manifest->item);
    for (const SuitEnvelopeMember& member : envelope.members) {
        if (!isSevered(member))
            keep(member.number, member.item);
    }
    CborWriter severed;
    if (envelope.tagged)
        severed.tag(envelopeTag);
    severed.map(left.size() + envelope.payloads.size());
    for (const auto& [key, item] : left)
        severed.raw(key).raw(item);
    for (const SuitPayload& payload : envelope.payloads)
        severed.text(payload.key).bytes(payload.content.of(bytes));
    return severed.result();
}

} // namespace ota
