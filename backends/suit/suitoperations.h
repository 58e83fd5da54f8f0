// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// suit.*, riotboot.*
void registerSuitOperations(OperationRegistry& registry);

} // namespace ota
