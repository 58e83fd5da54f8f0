// SPDX-License-Identifier: Apache-2.0
#include "operations/operationregistry.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

void OperationRegistry::add(Operation operation)
{
    Q_ASSERT_X(!find(operation.name), "OperationRegistry", qPrintable(operation.name));
    m_operations.push_back(std::move(operation));
}

const Operation* OperationRegistry::find(const QString& name) const
{
    const auto found = std::ranges::find(m_operations, name, &Operation::name);
    return found == m_operations.end() ? nullptr : &*found;
}

std::vector<const Operation*> OperationRegistry::all() const
{
    std::vector<const Operation*> operations;
    for (const Operation& operation : m_operations)
        operations.push_back(&operation);
    std::ranges::sort(operations, {}, &Operation::name);
    return operations;
}

Result<std::unique_ptr<Job>> OperationRegistry::job(const QString& name, const QJsonObject& values,
                                                    ContextFactory context) const
{
    const Operation* operation = find(name);
    if (!operation)
        return failure(Error::Code::Usage,
                       QCoreApplication::translate("OperationRegistry", "there is no operation '%1'").arg(name));
    auto arguments = validated(*operation, values);
    if (!arguments)
        return failure(arguments.error());
    auto work = [operation, arguments = *arguments, context = std::move(context)](JobContext& job) {
        const auto operationContext = context(job);
        auto outcome = operation->run(arguments, *operationContext);
        if (!outcome && outcome.error().code == Error::Code::Busy) {
            if (auto elsewhere = operationContext->runElsewhere(*operation, arguments))
                return *std::move(elsewhere);
        }
        return outcome;
    };
    return std::make_unique<Job>(operation->summary, std::move(work));
}

} // namespace ota
