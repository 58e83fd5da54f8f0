// SPDX-License-Identifier: Apache-2.0
#include "suit/releasepredecessor.h"

#include "store/bench.h"
#include "store/releasestore.h"
#include "suit/benchidentifiers.h"
#include "suit/manifest.h"
#include "suit/verify.h"

#include <QHash>

namespace ota {

namespace {

/// What the shared commands set, in their order.
SuitParameters parametersOf(const SuitManifest& manifest)
{
    SuitParameters parameters;
    for (const SuitCommand& command : manifest.shared.commands)
        parameters.merge(command.parameters);
    return parameters;
}

ReleasePredecessor::Identifier identifier(const QByteArray& uuid, const QString& name)
{
    return {uuid, name.isEmpty() ? uuidText(bytesOf(uuid)) : name};
}

} // namespace

Result<ReleasePredecessor> predecessorOf(Bench& bench, const ReleaseId& id)
{
    ReleasePredecessor predecessor;
    const auto last = bench.releases().lastSequence(id);
    if (!last)
        return failure(last.error());
    predecessor.sequence = *last;
    const auto release = bench.releases().find(id);
    if (!release)
        return release.error().code == Error::Code::NotFound ? Result<ReleasePredecessor>(predecessor)
                                                             : failure(release.error());
    for (const ReleaseFile& file : release->files) {
        if (file.sizeBytes > SuitLimits::envelopeSize)
            continue;
        const auto bytes = bench.blobs().open(file.blob);
        if (!bytes)
            return failureIn(file.name, bytes.error());
        const SuitEnvelope envelope = readSuitEnvelope((*bytes)->bytes());
        if (!envelope.manifest)
            continue;
        const SuitParameters parameters = parametersOf(readSuitManifest((*bytes)->bytes(), envelope));
        const KnownIdentifiers names = benchIdentifiers(bench);
        if (parameters.vendor)
            predecessor.vendor = identifier(*parameters.vendor, names.vendorName(*parameters.vendor));
        if (parameters.classId)
            predecessor.classId = identifier(*parameters.classId, names.className(*parameters.classId));
        break;
    }
    return predecessor;
}

} // namespace ota
