// SPDX-License-Identifier: Apache-2.0
#include "app/composition.h"

#include "commandline/commandlineoperations.h"

namespace ota {

void registerAllOperations(OperationRegistry& registry, const QString& version)
{
    registerCommandLineOperations(registry, version);
}

std::vector<MigrationSet> allSchemas()
{
    return {};
}

} // namespace ota
