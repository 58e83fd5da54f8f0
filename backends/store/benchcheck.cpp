// SPDX-License-Identifier: Apache-2.0
#include "store/benchcheck.h"

#include "base/job.h"
#include "store/bench.h"
#include "store/releasestore.h"

#include <QCoreApplication>
#include <QMap>

#include <utility>
#include <vector>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BenchCheck)
};

Result<> checkBlobs(Bench& bench, JobContext& job, BenchCheck& check)
{
    std::vector<BlobId> blobs;
    auto listed = bench.blobs().forEach([&](const BlobId& id, qint64 sizeBytes) -> Result<> {
        blobs.push_back(id);
        check.sizeBytes += sizeBytes;
        const auto referenced = bench.releases().isReferenced(id);
        if (!referenced)
            return failure(referenced.error());
        check.orphans += *referenced ? 0 : 1;
        check.orphanBytes += *referenced ? 0 : sizeBytes;
        return {};
    });
    if (!listed)
        return listed;
    check.blobs = static_cast<qint64>(blobs.size());
    quint64 done = 0;
    for (const BlobId& id : blobs) {
        job.progress({done++, blobs.size(), QStringLiteral("blobs"), Tr::tr("reading the blobs")});
        auto verified = bench.blobs().verify(id, job.stopToken());
        if (verified)
            continue;
        if (verified.error().code == Error::Code::Cancelled)
            return verified;
        check.problems << verified.error().toString();
    }
    return {};
}

Result<> checkRelease(Bench& bench, const Release& release, BenchCheck& check)
{
    ++check.releases;
    for (const ReleaseFile& file : release.files) {
        const auto size = bench.blobs().sizeOf(file.blob);
        if (!size)
            check.problems << Tr::tr("%1 (%2): the bytes of %3 are missing: %4")
                                  .arg(release.id.text(), stateName(release.state), file.name, file.blob.hex());
        else if (*size != file.sizeBytes)
            check.problems << Tr::tr("%1 (%2): %3 has %4 bytes, %5 were published")
                                  .arg(release.id.text(), stateName(release.state), file.name)
                                  .arg(*size)
                                  .arg(file.sizeBytes);
    }
    if (release.files.empty())
        check.problems << Tr::tr("%1 (%2) has no files").arg(release.id.text(), stateName(release.state));
    return {};
}

Result<> checkReleases(Bench& bench, BenchCheck& check)
{
    auto all = bench.releases().all();
    if (!all)
        return failure(all.error());
    for (const Release& release : *all) {
        if (auto checked = checkRelease(bench, release, check); !checked)
            return checked;
    }
    return {};
}

} // namespace

Result<BenchCheck> checkBench(Bench& bench, JobContext& job)
{
    BenchCheck check;
    auto problems = bench.database().integrityProblems();
    if (!problems)
        return failure(problems.error());
    check.problems = *problems;
    if (auto checked = checkReleases(bench, check); !checked)
        return failure(checked.error());
    if (auto checked = checkBlobs(bench, job, check); !checked)
        return failure(checked.error());
    return check;
}

Result<BlobStore::Garbage> cleanBench(Bench& bench, std::chrono::seconds grace, JobContext& job)
{
    return bench.blobs().collectGarbage([&](const BlobId& id) { return bench.isReferenced(id); }, grace,
                                        job.stopToken());
}

} // namespace ota
