// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/blobstore.h"

#include <QStringList>

namespace ota {

class Bench;
class JobContext;

/// What was found by looking at every blob and every row.
struct BenchCheck
{
    qint64 blobs = 0;
    qint64 sizeBytes = 0;
    qint64 releases = 0; ///< Served, prepared and kept from before.
    qint64 orphans = 0;  ///< Blobs that nothing refers to: no fault, room to be had.
    qint64 orphanBytes = 0;
    QStringList problems; ///< One sentence each. Empty: the bench is sound.
};

/// Reads all of the bench, with progress and cancel. Errors: Io, Busy, Cancelled.
Result<BenchCheck> checkBench(Bench& bench, JobContext& job);

/// Removes the blobs that nothing refers to. The bench must be held. Errors: Io, Busy, Cancelled.
Result<BlobStore::Garbage> cleanBench(Bench& bench, std::chrono::seconds grace, JobContext& job);

} // namespace ota
