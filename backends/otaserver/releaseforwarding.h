// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/storeoperations.h"

namespace ota {

/// Publishing and removing through the HTTP service of the process that holds the bench.
ReleaseForwarding releaseForwarding();

} // namespace ota
