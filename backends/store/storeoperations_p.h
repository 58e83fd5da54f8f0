// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;
struct ReleaseForwarding;

// The parts of registerStoreOperations().
void registerReleaseOperations(OperationRegistry& registry, const ReleaseForwarding& forwarding);
void registerBoardOperations(OperationRegistry& registry);
void registerBenchOperations(OperationRegistry& registry);

} // namespace ota
