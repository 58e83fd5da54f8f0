// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// serve, notify, and those of registerServingOperations()
void registerOtaServerOperations(OperationRegistry& registry);

} // namespace ota
