// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/finding.h"

namespace ota {

class OperationRegistry;

/// timeline.list, show, follow, export, stats, remove, prune. `explain` says what the codes of findings mean.
void registerTimelineOperations(OperationRegistry& registry, FindingExplainer explain = {});

} // namespace ota
