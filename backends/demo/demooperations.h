// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// demo, bench.remove-demo
void registerDemoOperations(OperationRegistry& registry);

} // namespace ota
