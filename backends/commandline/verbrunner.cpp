// SPDX-License-Identifier: Apache-2.0
#include "commandline/verbrunner.h"

namespace ota {

VerbRunner::VerbRunner(const OperationRegistry& registry, Printer& printer, QObject* parent)
    : QObject(parent)
    , m_registry(registry)
    , m_printer(printer)
{
}

void VerbRunner::start(const Command& command, const OperationRegistry::ContextFactory& context)
{
    auto job = m_registry.job(command.operation, command.values, context);
    if (!job) {
        const int status = m_printer.error(job.error());
        QMetaObject::invokeMethod(
            this, [this, status] { Q_EMIT finished(status); }, Qt::QueuedConnection);
        return;
    }
    m_job = std::move(*job);
    connect(m_job.get(), &Job::recorded, this,
            [this](const QJsonObject& data, const QString& text) { m_printer.record(data, text); });
    connect(m_job.get(), &Job::progressed, this, [this](const Progress& progress) { m_printer.progress(progress); });
    connect(m_job.get(), &Job::finished, this, [this] { Q_EMIT finished(m_printer.end(*m_job->result())); });
    m_job->start(m_pool);
}

void VerbRunner::cancel()
{
    if (m_job)
        m_job->cancel();
}

} // namespace ota
