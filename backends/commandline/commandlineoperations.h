// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operationregistry.h"

namespace ota {

/// `operations`, `completion` and `manual`: what the registry says of itself. `registry` must outlive its operations.
void registerCommandLineOperations(OperationRegistry& registry, const QString& version);

} // namespace ota
