// SPDX-License-Identifier: Apache-2.0
#include "demo/demorelease.h"

#include "store/bench.h"
#include "store/blobstore.h"
#include "store/releasestore.h"
#include "suit/build.h"
#include "suit/identifiers.h"
#include "suit/lint.h"
#include "suit/riotboot.h"
#include "suit/verify.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace ota {

namespace {

constexpr qint64 pieceBytes = 1 << 20;
const QString imageName = QStringLiteral("firmware.bin");
const QString manifestName = QStringLiteral("manifest");

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DemoRelease)
};

Result<StoredBlob> importImage(Bench& bench, const DemoTarget& target, qint64 fileBytes, JobContext& job)
{
    QFile file(target.firmware);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Code::NotFound, file.errorString(), target.firmware);
    const auto header =
        writeRiotbootHeader({target.sequence, target.slotOffset + riotbootDefaultLength}, riotbootDefaultLength);
    if (!header)
        return failure(header.error());
    auto blob = bench.blobs().newBlob(header->size() + fileBytes);
    if (!blob)
        return failure(blob.error());
    if (auto written = blob->write(bytesOf(*header)); !written)
        return failure(written.error());
    for (qint64 left = fileBytes; left > 0;) {
        const QByteArray piece = file.read(std::min(left, pieceBytes));
        if (piece.isEmpty())
            return failure(Error::Code::Io, file.errorString(), target.firmware);
        if (auto written = blob->write(bytesOf(piece)); !written)
            return failure(written.error());
        left -= piece.size();
        if (job.isCancelled())
            return failure(Error::Code::Cancelled, Tr::tr("cancelled"));
    }
    return blob->commit();
}

Result<QByteArray> makeManifest(const PrivateKey& key, const DemoTarget& target, const StoredBlob& image)
{
    SuitImage component;
    component.id = {QByteArray(1, '\0')};
    component.vendor = vendorIdentifier(demoVendor);
    component.classId = classIdentifier(*component.vendor, demoBoard);
    component.digest = image.id;
    component.size = static_cast<quint64>(image.sizeBytes);
    component.offset = target.slotOffset;
    component.uri = target.uriBase + u'/' + imageName;
    SuitBuild build;
    build.sequenceNumber = target.sequence;
    build.images = {component};
    const auto envelope = buildSuit(build);
    if (!envelope)
        return failure(envelope.error());
    return signSuit(bytesOf(*envelope), key);
}

/// What a board would say to it.
std::vector<LintFinding> findingsOf(const QByteArray& manifest, const PrivateKey& key, const DemoTarget& target,
                                    const StoredBlob& image)
{
    const SuitReport report =
        verifySuit(bytesOf(manifest), {.signing = {{QStringLiteral("demo"), key.publicKey(), true}}, .macs = {}});
    LintProfile profile;
    profile.vendor = vendorIdentifier(demoVendor);
    profile.classId = classIdentifier(*profile.vendor, demoBoard);
    profile.storedSequence = target.sequence - 1;
    profile.storageSize = static_cast<quint64>(target.slotBytes);
    profile.slotOffset = target.slotOffset;
    profile.manifestUrl = target.uriBase + u'/' + manifestName;
    profile.blockSize = 1024;
    profile.coaps = target.uriBase.startsWith(QStringLiteral("coaps:"));
    profile.resolver = true; // These boards are on IPv4: each has a loopback address of its own.
    profile.payload = [&image](const QString&) {
        return LintProfile::Payload{static_cast<quint64>(image.sizeBytes), image.id};
    };
    return lintSuit(bytesOf(manifest), report.envelope, report.manifest, profile);
}

} // namespace

Result<DemoRelease> publishDemoRelease(Bench& bench, const PrivateKey& key, const DemoTarget& target, JobContext& job)
{
    DemoRelease release;
    const QFileInfo file(target.firmware);
    release.fileName = file.fileName();
    release.wholeBytes = file.size();
    release.shortened = target.limitBytes > 0 && file.size() > target.limitBytes;
    release.fileBytes = release.shortened ? target.limitBytes : file.size();
    const auto image = importImage(bench, target, release.fileBytes, job);
    if (!image)
        return failure(image.error());
    release.imageBytes = image->sizeBytes;
    release.imageDigest = image->id;

    const auto manifest = makeManifest(key, target, *image);
    if (!manifest)
        return failure(manifest.error());
    release.manifestBytes = manifest->size();
    const std::vector<LintFinding> findings = findingsOf(*manifest, key, target, *image);
    release.findings = static_cast<int>(findings.size());
    for (const LintFinding& finding : findings) {
        if (finding.severity == LintFinding::Severity::Refused)
            return failure(Error::Code::Rejected, finding.message, finding.code);
    }

    const auto stored = bench.blobs().importBytes(*manifest);
    if (!stored)
        return failure(stored.error());
    ReleaseDraft draft;
    draft.id = target.releaseId;
    draft.files = {{.name = manifestName,
                    .blob = stored->id,
                    .sizeBytes = stored->sizeBytes,
                    .pin = stored->pin,
                    .role = FileRole::Manifest},
                   {.name = imageName, .blob = image->id, .sizeBytes = image->sizeBytes, .pin = image->pin}};
    if (auto published = bench.releases().publish(draft); !published)
        return failure(published.error());
    return release;
}

} // namespace ota
