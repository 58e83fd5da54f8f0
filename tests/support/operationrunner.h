// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operationregistry.h"
#include "store/bench.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace ota {

/// Runs operations on a bench in a directory, as a program would, with answers prepared for what is asked. Include it
/// in tests that link ota_store.
class OperationRunner final : public OperationContext, public JobContext
{
public:
    OperationRunner(const OperationRegistry& registry, QString directory, const Clock* clock = nullptr)
        : m_registry(registry)
        , m_directory(std::move(directory))
        , m_clock(clock)
    {
    }

    /// Checks the values and runs it. The bench is opened anew for each run.
    Result<Outcome> run(const QString& name, const QJsonObject& values)
    {
        const Operation* operation = m_registry.find(name);
        if (!operation)
            return failure(Error::Code::Internal, QStringLiteral("no operation %1").arg(name));
        const auto arguments = validated(*operation, values);
        if (!arguments)
            return failure(arguments.error());
        auto outcome = operation->run(*arguments, *this);
        if (ended)
            ended();
        m_bench.reset();
        return outcome;
    }

    QStringList secrets; ///< Answers, in the order of the questions.
    QStringList asked;
    bool benchOpened = false;
    std::vector<MigrationSet> schemas; ///< Of the engines whose tables are needed.
    /// The recorder of the bench; without it there is none. Called once a run that asks for it.
    std::function<Result<Timeline*>(Bench&)> recorder;
    std::function<void()> ended;         ///< The run is over; the bench goes now.
    std::function<void(Bench&)> prepare; ///< What the program does with a bench it has opened: checks.
    std::stop_source stop;

    JobContext& job() override { return *this; }
    Result<Bench*> bench(Access access) override
    {
        benchOpened = true;
        if (!m_bench) {
            auto opened =
                Bench::open(m_directory, access == Access::Hold ? Bench::Access::Hold : Bench::Access::Read,
                            {.databaseUrl = {}, .clock = m_clock, .holderName = {}, .schemas = schemas, .onStep = {}});
            if (!opened)
                return failure(opened.error());
            m_bench = std::move(*opened);
            if (prepare)
                prepare(*m_bench);
        }
        if (access == Access::Hold) {
            if (auto held = m_bench->hold(); !held)
                return failure(held.error());
        }
        return m_bench.get();
    }
    Result<Timeline*> timeline() override
    {
        if (!recorder)
            return failure(Error::Code::Internal, QStringLiteral("no timeline here"));
        const auto held = bench(Access::Hold);
        return held ? recorder(**held) : Result<Timeline*>(failure(held.error()));
    }
    Result<QString> askSecret(const QString& prompt) override
    {
        asked << prompt;
        if (secrets.isEmpty())
            return failure(Error::Code::Usage, QStringLiteral("there is nobody to ask"));
        return secrets.takeFirst();
    }

    void progress(const Progress&) override {}
    void record(const QJsonObject& data, const QString&) override
    {
        if (recorded)
            recorded(data);
    }
    std::stop_token stopToken() const override { return stop.get_token(); }

    std::function<void(const QJsonObject&)> recorded; ///< What operations say on their way, on their threads.

private:
    const OperationRegistry& m_registry;
    QString m_directory;
    const Clock* m_clock;
    std::unique_ptr<Bench> m_bench;
};

} // namespace ota
