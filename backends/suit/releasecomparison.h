// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/release.h"
#include "suit/releasecompare.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace ota {

class Bench;
class ReleaseStore;

/// A file of two releases.
struct FileComparison
{
    QString name;
    std::optional<ReleaseFile> a;
    std::optional<ReleaseFile> b;
    std::optional<BinaryDifference> difference; ///< Of files that are there twice and not the same.

    bool isSame() const { return a && b && a->blob == b->blob; }
};

struct ReleaseComparison
{
    bool hasManifests = false; ///< Both have one.
    FieldComparison fields;
    std::vector<FileComparison> files;
};

/// `ID`, `draft:ID`, or `ID@N` for publication N. Error: NotFound, BadInput.
Result<Release> findRelease(ReleaseStore& store, const QString& text);
/// What findRelease() takes.
QString releaseReference(const Release& release);

/// Worker thread. Errors: Cancelled, and those of the store.
Result<ReleaseComparison> compareReleases(Bench& bench, const Release& a, const Release& b, std::stop_token stop);

/// One sentence that says how the figures were made.
QString differenceText(const FileComparison& file);

} // namespace ota
