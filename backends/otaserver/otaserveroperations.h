// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// serve, notify, and those of registerServingOperations()
void registerOtaServerOperations(OperationRegistry& registry);

/// `board.discover`: who answers to CoAP.
void registerDiscoveryOperations(OperationRegistry& registry);

} // namespace ota
