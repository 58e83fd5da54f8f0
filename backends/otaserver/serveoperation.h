// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// serve, exosense.serve
void registerServeOperations(OperationRegistry& registry);

} // namespace ota
