// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operationregistry.h"
#include "store/schema.h"

#include <vector>

namespace ota {

class ExosenseDesk;

/// Every operation of every engine: what both programs can do. `registry` must outlive its operations. `gateways`: as
/// of registerExosenseOperations.
void registerAllOperations(OperationRegistry& registry, const QString& version, ExosenseDesk* gateways = nullptr);

/// The tables of every engine that keeps some in a bench.
std::vector<MigrationSet> allSchemas();

/// What the worlds look at before a release is published. Once for a bench that was opened.
void installChecks(Bench& bench);

} // namespace ota
