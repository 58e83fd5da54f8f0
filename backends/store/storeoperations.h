// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// release.*, board.add|list|show|remove, bench.*
void registerStoreOperations(OperationRegistry& registry);

} // namespace ota
