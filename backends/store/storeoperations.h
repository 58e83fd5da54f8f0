// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operation.h"

#include <functional>

namespace ota {

class OperationRegistry;

/// What publishing and removing do when another process holds the bench: they ask that one. Called with the refusal
/// (Busy), which is the answer when nobody can be asked. Empty: it is the answer at once.
struct ReleaseForwarding
{
    using Elsewhere = std::function<Result<Outcome>(const Arguments&, OperationContext&, const Error& busy)>;

    Elsewhere publish = {};
    Elsewhere remove = {};
};

/// release.*, board.add|list|show|remove, bench.*
void registerStoreOperations(OperationRegistry& registry, const ReleaseForwarding& forwarding = {});

} // namespace ota
