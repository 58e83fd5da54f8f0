// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "commandline/commandline.h"
#include "commandline/printer.h"
#include "operations/operationregistry.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace ota {

/// Runs one command as a job and writes what it says. Lives in the main thread; `finished` carries the exit status.
class VerbRunner final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VerbRunner)

public:
    VerbRunner(const OperationRegistry& registry, Printer& printer, QObject* parent = nullptr);

    /// Starts; a usage error is printed at once and `finished` follows from the event loop.
    void start(const Command& command, const OperationRegistry::ContextFactory& context);

    /// Asks the work to end; `finished` still follows.
    void cancel();

Q_SIGNALS:
    void finished(int status);

private:
    const OperationRegistry& m_registry;
    Printer& m_printer;
    QThreadPool m_pool;
    std::unique_ptr<Job> m_job;
};

} // namespace ota
