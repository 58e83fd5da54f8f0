// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operationregistry.h"

#include <QString>

namespace ota {

/// The manual page of `otaw` in man(7) macros, made from the registry.
QString manualPage(const OperationRegistry& registry, const QString& version);

} // namespace ota
