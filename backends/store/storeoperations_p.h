// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

// The parts of registerStoreOperations().
void registerReleaseOperations(OperationRegistry& registry);
void registerBoardOperations(OperationRegistry& registry);
void registerBenchOperations(OperationRegistry& registry);

} // namespace ota
