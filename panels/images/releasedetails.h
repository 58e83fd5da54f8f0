// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/sharedbytes.h"
#include "store/release.h"
#include "suit/suittree.h"
#include "suit/verify.h"

#include <memory>
#include <vector>

namespace ota {

class Bench;

/// A manifest of a release, read and checked against the keys of the bench.
struct ManifestDetails
{
    QString fileName;
    Digest digest; ///< Of the whole envelope.
    SharedBytes::Pointer bytes;
    SuitReport report;
    SuitNode tree;
};

/// Everything that the inspector shows of a release. shared_ptr: the views that show it keep it alive.
struct ReleaseDetails
{
    Release release;
    std::vector<Release> history; ///< What it replaced, newest first.
    std::vector<ManifestDetails> manifests;

    using Pointer = std::shared_ptr<const ReleaseDetails>;
};

/// Reads the manifests of a release. Worker thread. Errors: those of the store.
Result<ReleaseDetails::Pointer> readReleaseDetails(Bench& bench, const Release& release);

/// The verdict on a manifest as a badge says it: class and word.
enum class Mark;
Mark markOf(const SuitReport& report);
QString verdictWord(const SuitReport& report);
/// One sentence of evidence: by whom it is signed, or why it does not count.
QString evidenceOf(const SuitReport& report);

} // namespace ota
