// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/storeoperations.h"

namespace ota {

/// Releases, drafts and boards through the HTTP service of the process that holds the bench.
BenchForwarding benchForwarding();

} // namespace ota
