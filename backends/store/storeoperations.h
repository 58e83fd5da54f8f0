// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operation.h"

#include <QHash>

#include <functional>

namespace ota {

class OperationRegistry;

/// What operations do when another process holds the bench: they ask that one. By the operation's name; called with
/// the refusal (Busy), which is the answer when nobody can be asked, and for operations that are not in here.
using BenchForwarding =
    QHash<QString, std::function<Result<Outcome>(const Arguments&, OperationContext&, const Error& busy)>>;

/// release.*, board.add|list|show|remove, bench.*
void registerStoreOperations(OperationRegistry& registry, const BenchForwarding& forwarding = {});

} // namespace ota
