// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// exosense.*
void registerExosenseOperations(OperationRegistry& registry);

} // namespace ota
