// SPDX-License-Identifier: Apache-2.0
#include "suit/imagefile.h"

#include "base/sharedbytes.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace ota {

Result<ImageFacts> imageFacts(const QString& path, JobContext& job)
{
    constexpr std::size_t step = 4 << 20;
    const auto mapped = SharedBytes::map(path);
    if (!mapped)
        return failure(mapped.error());
    const ByteSpan bytes = (*mapped)->bytes();
    Sha256 hash;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        if (job.isCancelled())
            return failure(Error::Code::Cancelled, QCoreApplication::translate("ImageFile", "cancelled"), path);
        job.progress({at, bytes.size(), QStringLiteral("bytes"),
                      QCoreApplication::translate("ImageFile", "Reading %1").arg(QFileInfo(path).fileName())});
        hash.add(bytes.subspan(at, std::min(step, bytes.size() - at)));
    }
    return ImageFacts{hash.result(), bytes.size()};
}

} // namespace ota
