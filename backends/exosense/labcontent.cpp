// SPDX-License-Identifier: Apache-2.0
#include "exosense/labcontent.h"

#include "base/clock.h"
#include "crypto/labheader.h"
#include "store/bench.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(LabContent)
};

constexpr qint64 nsPerMs = 1'000'000;

Result<StoredBlob> signedBlob(Bench& bench, const BlobId& image, const LabSigning& signing)
{
    const auto bytes = bench.blobs().open(image);
    if (!bytes)
        return failure(bytes.error());
    const auto now = static_cast<quint64>(bench.clock().nowNs() / nsPerMs);
    LabHeader header;
    header.versionNumber = signing.versionNumber.value_or(now);
    header.imageBytes = static_cast<quint64>((*bytes)->size());
    header.imageDigest = image;
    header.deviceType = signing.deviceType;
    header.partner = signing.partner;
    header.createdMs = now;
    const auto head = signedLabHeader(std::move(header), signing.key);
    if (!head)
        return failure(head.error());
    auto writer = bench.blobs().newBlob(head->size() + static_cast<qint64>((*bytes)->size()));
    if (!writer)
        return failure(writer.error());
    if (auto written = writer->write(ota::bytesOf(*head)); !written)
        return failure(written.error());
    if (auto written = writer->write((*bytes)->bytes()); !written)
        return failure(written.error());
    return writer->commit();
}

} // namespace

Result<QUuid> labUuid(const QString& text)
{
    const QUuid uuid(text);
    if (uuid.isNull())
        return failure(Error::Code::Usage, Tr::tr("'%1' is no UUID").arg(text), {},
                       Tr::tr("One looks like 7d444840-9dc0-11d1-b245-5ffdce74fad2."));
    return uuid;
}

Result<NewContent> labSigned(Bench& bench, ExosenseStore& store, NewContent content, const LabSigning& signing,
                             const QString& prefix)
{
    for (ContentEntry& entry : content.entries) {
        if (!entry.blob)
            continue;
        const auto blob = signedBlob(bench, *entry.blob, signing);
        if (!blob)
            return failureIn(entry.id, blob.error());
        content.pins.push_back(blob->pin);
        const auto id = freeContentId(store, entry.id, prefix, blob->id);
        if (!id)
            return failure(id.error());
        entry.id = *id;
        entry.blob = blob->id;
        entry.sizeBytes = blob->sizeBytes;
    }
    return content;
}

} // namespace ota
