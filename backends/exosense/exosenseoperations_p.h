// SPDX-License-Identifier: Apache-2.0
// For this folder only.
#pragma once

#include "exosense/exosensecloud.h"
#include "operations/operation.h"

#include <functional>
#include <vector>

namespace ota {

class OperationRegistry;

/// An operation on the cloud of a bench: on the one that is served now, else on the bench's tables. Where it runs it
/// sees no context: nothing of it may ask a person.
struct CloudOperation
{
    using Run = std::function<Result<Outcome>(const Arguments&, ExosenseCloud&)>;

    Operation operation; ///< Without `run`.
    bool changes = true; ///< Needs a bench that is held.
    Run run;
};

std::vector<CloudOperation> identityOperations();
std::vector<CloudOperation> packageOperations();
CloudOperation packageAddOperation();
/// An entry as verbs show it, with what is odd about its tag.
QJsonObject packageJson(const ContentEntry& entry);
std::vector<CloudOperation> gatewayOperations();
/// All of them.
std::vector<CloudOperation> cloudOperations();

/// Runs one of them for another process. Errors: NotFound (no such verb), Usage, and its own.
Result<QJsonObject> runCloudVerb(ExosenseCloud& cloud, const QString& verb, const QJsonObject& values);

void registerConfigOperations(OperationRegistry& registry);
void registerGatewayRunOperations(OperationRegistry& registry);
void registerPayloadCheckOperation(OperationRegistry& registry);
void registerWatchOperation(OperationRegistry& registry);
void registerSequenceOperation(OperationRegistry& registry);

} // namespace ota
