// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// key.*
void registerCryptoOperations(OperationRegistry& registry);

} // namespace ota
