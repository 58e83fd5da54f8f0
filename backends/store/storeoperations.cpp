// SPDX-License-Identifier: Apache-2.0
#include "store/storeoperations.h"

#include "store/storeoperations_p.h"

namespace ota {

void addHolding(OperationRegistry& registry, const BenchForwarding& forwarding, Operation operation)
{
    if (const auto elsewhere = forwarding.value(operation.name)) {
        operation.run = [elsewhere, here = std::move(operation.run)](const Arguments& arguments,
                                                                     OperationContext& context) -> Result<Outcome> {
            const auto bench = context.bench(OperationContext::Access::Hold);
            if (!bench && bench.error().code == Error::Code::Busy)
                return elsewhere(arguments, context, bench.error());
            return here(arguments, context);
        };
    }
    registry.add(std::move(operation));
}

void registerStoreOperations(OperationRegistry& registry, const BenchForwarding& forwarding)
{
    registerReleaseOperations(registry, forwarding);
    registerBoardOperations(registry, forwarding);
    registerBenchOperations(registry);
}

} // namespace ota
