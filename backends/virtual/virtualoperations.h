// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// board.run, board.defects
void registerVirtualOperations(OperationRegistry& registry);

} // namespace ota
