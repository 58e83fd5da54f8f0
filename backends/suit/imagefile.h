// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job.h"
#include "suit/riotjson.h"

namespace ota {

/// Size and digest of a file, whatever its size, with progress. Errors: NotFound, Io, Cancelled.
Result<ImageFacts> imageFacts(const QString& path, JobContext& job);

} // namespace ota
