// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosenseoperations.h"

#include "exosense/exosensedesk.h"
#include "exosense/exosenseoperations_p.h"
#include "exosense/exosenseremote.h"
#include "operations/operationregistry.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <iterator>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseOperations)
};

/// The process that serves has another working directory.
QJsonObject withAbsolutePaths(const Operation& operation, QJsonObject values)
{
    const auto absolute = [](const QJsonValue& value) {
        return QJsonValue(QFileInfo(value.toString()).absoluteFilePath());
    };
    for (const Parameter& parameter : operation.parameters) {
        const bool isPath = parameter.type == ParameterType::File || parameter.type == ParameterType::Folder ||
                            parameter.type == ParameterType::NewFile;
        if (!isPath || !values.contains(parameter.name))
            continue;
        const QJsonValue value = values[parameter.name];
        if (!value.isArray()) {
            values.insert(parameter.name, absolute(value));
            continue;
        }
        QJsonArray paths;
        for (const QJsonValue& each : value.toArray())
            paths.append(absolute(each));
        values.insert(parameter.name, paths);
    }
    return values;
}

Result<Outcome> runThere(const CloudOperation& what, const ExosenseRemote& remote, const Arguments& arguments,
                         OperationContext& context)
{
    const QJsonObject values = withAbsolutePaths(what.operation, arguments.values());
    const auto answer = remote.ask(what.operation.name, values, context.job().stopToken());
    if (!answer)
        return failure(answer.error());
    return Outcome{(*answer)[QStringLiteral("data")].toObject(), (*answer)[QStringLiteral("text")].toString(),
                   (*answer)[QStringLiteral("good")].toBool()};
}

/// On the cloud that this program serves, else on the bench's tables.
Result<Outcome> runHere(const CloudOperation& what, const Arguments& arguments, OperationContext& context,
                        ExosenseDesk* desk)
{
    const auto bench = context.bench(what.changes ? Access::Hold : Access::Read);
    if (!bench) {
        Error error = bench.error();
        if (error.code == Error::Code::Busy)
            error.hint = Tr::tr("End that process, or let it serve gateways as well: otaw serve --service exosense.");
        return failure(error);
    }
    Timeline* timeline = nullptr;
    if (what.changes) {
        const auto recorder = context.timeline();
        if (!recorder)
            return failure(recorder.error());
        timeline = *recorder;
    }
    ExosenseDesk own;
    return (desk ? *desk : own).act(**bench, timeline, [&](ExosenseCloud& cloud) {
        return what.run(arguments, cloud);
    });
}

Result<Outcome> runWhereItIs(const CloudOperation& what, const Arguments& arguments, OperationContext& context,
                             ExosenseDesk* desk)
{
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    if (desk && (*bench)->isHeld())
        return runHere(what, arguments, context, desk);
    const auto remote = ExosenseRemote::find(**bench);
    if (!remote)
        return failure(remote.error());
    return *remote ? runThere(what, **remote, arguments, context) : runHere(what, arguments, context, desk);
}

} // namespace

std::vector<CloudOperation> cloudOperations()
{
    std::vector<CloudOperation> operations = identityOperations();
    std::ranges::move(packageOperations(), std::back_inserter(operations));
    std::ranges::move(gatewayOperations(), std::back_inserter(operations));
    return operations;
}

Result<QJsonObject> runCloudVerb(ExosenseCloud& cloud, const QString& verb, const QJsonObject& values)
{
    const auto all = cloudOperations();
    const auto found =
        std::ranges::find_if(all, [&](const CloudOperation& each) { return each.operation.name == verb; });
    if (found == all.end())
        return failure(Error::Code::NotFound, Tr::tr("there is no verb \"%1\"").arg(verb));
    const auto arguments = validated(found->operation, values);
    if (!arguments)
        return failure(arguments.error());
    const auto outcome = found->run(*arguments, cloud);
    if (!outcome)
        return failure(outcome.error());
    return QJsonObject{{QStringLiteral("data"), outcome->data},
                       {QStringLiteral("text"), outcome->text},
                       {QStringLiteral("good"), outcome->good}};
}

void registerExosenseOperations(OperationRegistry& registry, ExosenseDesk* desk)
{
    std::vector<CloudOperation> all = cloudOperations();
    for (CloudOperation& each : all) {
        Operation operation = each.operation;
        operation.run = [each = std::move(each), desk](const Arguments& arguments, OperationContext& context) {
            return runWhereItIs(each, arguments, context, desk);
        };
        registry.add(std::move(operation));
    }
    registerConfigOperations(registry);
    registerGatewayRunOperations(registry);
    registerPayloadCheckOperation(registry);
    registerWatchOperation(registry);
    registerSequenceOperation(registry);
}

} // namespace ota
