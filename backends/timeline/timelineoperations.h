// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// timeline.list, show, follow, export, stats, remove, prune.
void registerTimelineOperations(OperationRegistry& registry);

} // namespace ota
