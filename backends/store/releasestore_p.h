// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include "store/releasestore.h"

#include <QVariant>

namespace ota {

/// A draft on its way: checked, with final names, its blobs pinned.
struct ReleaseStore::Prepared
{
    Release release;
    bool keepOthers = false;
    QStringList warnings;
    std::vector<BlobPin> pins;
};

/// NULL where there is none.
QVariant releaseSequenceColumn(const std::optional<quint64>& sequence);

tl::unexpected<Error> noSuchRelease(const ReleaseId& id);

} // namespace ota
