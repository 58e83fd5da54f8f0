// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operation.h"

#include <deque>

namespace ota {

/// All operations of the program, filled once by the composition root and only read afterwards.
class OperationRegistry
{
public:
    /// Asserts that the name is new.
    void add(Operation operation);

    /// Null when there is none of that name.
    const Operation* find(const QString& name) const;

    /// Sorted by name.
    std::vector<const Operation*> all() const;

    /// A job that checks the values and runs the operation. Error: Usage, before anything has run.
    /// `context` is asked to make the run's context on the worker thread.
    using ContextFactory = std::function<std::unique_ptr<OperationContext>(JobContext&)>;
    Result<std::unique_ptr<Job>> job(const QString& name, const QJsonObject& values, ContextFactory context) const;

private:
    std::deque<Operation> m_operations; ///< Addresses stay: front ends keep pointers.
};

} // namespace ota
