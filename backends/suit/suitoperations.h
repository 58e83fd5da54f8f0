// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/storeoperations.h"

namespace ota {

class OperationRegistry;

/// suit.*, riotboot.*, release.build, release.compare. `forwarding` publishes where another process holds the bench.
void registerSuitOperations(OperationRegistry& registry, const BenchForwarding& forwarding = {});

} // namespace ota
