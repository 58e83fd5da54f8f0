// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operationregistry.h"
#include "store/storeoperations.h"

namespace ota {

// The parts of registerStoreOperations().
void registerReleaseOperations(OperationRegistry& registry, const BenchForwarding& forwarding);
void registerBoardOperations(OperationRegistry& registry, const BenchForwarding& forwarding);
void registerBenchOperations(OperationRegistry& registry);

/// Adds an operation that holds the bench: in this process when it can, else as `forwarding` says.
void addHolding(OperationRegistry& registry, const BenchForwarding& forwarding, Operation operation);

} // namespace ota
