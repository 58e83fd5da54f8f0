// SPDX-License-Identifier: Apache-2.0
#include "store/storeoperations.h"

#include "store/storeoperations_p.h"

namespace ota {

void registerStoreOperations(OperationRegistry& registry, const ReleaseForwarding& forwarding)
{
    registerReleaseOperations(registry, forwarding);
    registerBoardOperations(registry);
    registerBenchOperations(registry);
}

} // namespace ota
