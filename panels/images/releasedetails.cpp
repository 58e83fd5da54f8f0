// SPDX-License-Identifier: Apache-2.0
#include "panels/images/releasedetails.h"

#include "crypto/keystore.h"
#include "otaserver/manifestfacts.h"
#include "panels/widgets/look.h"
#include "store/bench.h"
#include "store/blobstore.h"
#include "store/releasestore.h"
#include "suit/benchidentifiers.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseDetails)
};

ManifestDetails readManifest(const ReleaseFile& file, SharedBytes::Pointer bytes, const SuitKeys& keys,
                             const KnownIdentifiers& names)
{
    ManifestDetails details;
    details.fileName = file.name;
    details.digest = file.blob;
    details.report = verifySuit(bytes->bytes(), keys);
    details.tree = suitTree(bytes->bytes(), details.report.envelope, names);
    details.bytes = std::move(bytes);
    return details;
}

} // namespace

Result<ReleaseDetails::Pointer> readReleaseDetails(Bench& bench, const Release& release)
{
    auto details = std::make_shared<ReleaseDetails>();
    details->release = release;
    auto history = bench.releases().history(release.id);
    if (!history)
        return failure(history.error());
    details->history = std::move(*history);
    const SuitKeys keys = trustedKeys(KeyStore(bench.keysPath()));
    const KnownIdentifiers names = benchIdentifiers(bench);
    for (const ReleaseFile& file : release.files) {
        if (file.sizeBytes > SuitLimits::envelopeSize)
            continue;
        auto bytes = bench.blobs().open(file.blob);
        if (!bytes)
            return failureIn(file.name, bytes.error());
        if (looksLikeEnvelope((*bytes)->bytes()))
            details->manifests.push_back(readManifest(file, std::move(*bytes), keys, names));
    }
    return ReleaseDetails::Pointer(std::move(details));
}

Mark markOf(const SuitReport& report)
{
    switch (report.verdict) {
    case SuitVerdict::Ok:
        return Mark::Good;
    case SuitVerdict::Unsigned:
    case SuitVerdict::UntrustedKey:
    case SuitVerdict::AlgMismatch:
        return Mark::Warn;
    default:
        return Mark::Bad;
    }
}

QString verdictWord(const SuitReport& report)
{
    switch (report.verdict) {
    case SuitVerdict::Ok:
        return Tr::tr("verified");
    case SuitVerdict::Unsigned:
        return Tr::tr("not signed");
    default:
        return verdictCode(report.verdict);
    }
}

QString evidenceOf(const SuitReport& report)
{
    if (report.isOk())
        return Tr::tr("by %1, trusted").arg(report.signedBy);
    if (report.verdict == SuitVerdict::Unsigned)
        return Tr::tr("no board takes it like this");
    return report.message;
}

} // namespace ota
