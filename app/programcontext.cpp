// SPDX-License-Identifier: Apache-2.0
#include "app/programcontext.h"

#include "app/composition.h"
#include "base/logfile.h"
#include "store/bench.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QLoggingCategory>
#include <QStandardPaths>

#include <utility>

namespace ota {

namespace {

Q_LOGGING_CATEGORY(programLog, "ota.program")

class ProgramContext final : public OperationContext
{
public:
    ProgramContext(ProgramBench& bench, JobContext& job, ProgramBench::AskSecret ask)
        : m_bench(bench)
        , m_job(job)
        , m_ask(std::move(ask))
    {
    }

    JobContext& job() override { return m_job; }
    Result<Bench*> bench(Access access) override { return m_bench.open(access); }
    Result<Timeline*> timeline() override { return m_bench.timeline(); }
    Result<std::shared_ptr<OtaServer>> otaServer(Serving serving) override
    {
        const auto& source = m_bench.serverSource();
        return source ? source(serving, m_job.stopToken()) : OperationContext::otaServer(serving);
    }
    std::optional<Result<Outcome>> runElsewhere(const Operation& operation, const Arguments& arguments) override
    {
        return m_bench.runElsewhere(operation, arguments, m_job);
    }
    Result<QString> askSecret(const QString& prompt) override { return m_ask(prompt, m_job.stopToken()); }

private:
    ProgramBench& m_bench;
    JobContext& m_job;
    ProgramBench::AskSecret m_ask;
};

} // namespace

ProgramBench::ProgramBench(const QString& directory, QString holderName, LogRing& log, const Clock* clock)
    : m_directory(benchDirectoryOr(directory))
    , m_holderName(std::move(holderName))
    , m_log(log)
    , m_clock(clock)
{
}

ProgramBench::~ProgramBench() = default;

Result<Bench*> ProgramBench::open(OperationContext::Access access)
{
    const std::lock_guard lock(m_mutex);
    auto opened = openLocked(access);
    if (!opened && opened.error().code == Error::Code::Busy)
        m_refused = true;
    return opened;
}

std::optional<Result<Outcome>> ProgramBench::runElsewhere(const Operation& operation, const Arguments& arguments,
                                                          JobContext& job) const
{
    return m_elsewhere && m_refused ? m_elsewhere(operation, arguments, job) : std::nullopt;
}

Result<Timeline*> ProgramBench::timeline()
{
    const std::lock_guard lock(m_mutex);
    if (m_timeline)
        return m_timeline.get();
    const auto events = eventsLocked(OperationContext::Access::Hold);
    if (!events) {
        if (events.error().code == Error::Code::Busy)
            m_refused = true;
        return failure(events.error());
    }
    auto timeline = Timeline::open(**events, m_bench->clock());
    if (!timeline)
        return failure(timeline.error());
    m_timeline = std::move(*timeline);
    return m_timeline.get();
}

Result<const EventStore*> ProgramBench::events()
{
    const std::lock_guard lock(m_mutex);
    return eventsLocked(OperationContext::Access::Read);
}

Result<EventStore*> ProgramBench::eventsLocked(OperationContext::Access access)
{
    const auto bench = openLocked(access);
    if (!bench)
        return failure(bench.error());
    if (!m_events) {
        auto events = EventStore::open((*bench)->database(), (*bench)->streamsPath(), (*bench)->clock());
        if (!events)
            return failure(events.error());
        m_events = std::move(*events);
    }
    return m_events.get();
}

Result<Bench*> ProgramBench::openLocked(OperationContext::Access access)
{
    const bool hold = access == OperationContext::Access::Hold;
    if (!m_bench) {
        BenchOptions options;
        options.clock = m_clock;
        options.holderName = m_holderName;
        options.schemas = allSchemas();
        auto opened = Bench::open(m_directory, hold ? Bench::Access::Hold : Bench::Access::Read, std::move(options));
        if (!opened)
            return failure(opened.error());
        m_bench = std::move(*opened);
        installChecks(*m_bench);
    }
    if (hold && !m_logging) {
        if (auto held = m_bench->hold(); !held)
            return failure(held.error());
        m_logging = true;
        if (auto file = LogFile::open(m_bench->logsPath()))
            m_log.setFile(std::move(*file));
        else
            qCWarning(programLog) << qUtf8Printable(file.error().toString());
    }
    return m_bench.get();
}

std::unique_ptr<OperationContext> ProgramBench::contextFor(JobContext& job, AskSecret ask)
{
    return std::make_unique<ProgramContext>(*this, job, std::move(ask));
}

QString benchDirectoryOr(const QString& chosen)
{
    if (!chosen.isEmpty())
        return chosen;
    if (const QString named = qEnvironmentVariable("OTA_BENCH"); !named.isEmpty())
        return named;
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

} // namespace ota
