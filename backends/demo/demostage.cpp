// SPDX-License-Identifier: Apache-2.0
#include "demo/demostage.h"

#include "otaserver/publishcheck.h"
#include "store/bench.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QDir>

#include <utility>

namespace ota {

DemoStage::~DemoStage() = default;

Result<std::unique_ptr<DemoStage>> DemoStage::make(const QString& directory)
{
    std::unique_ptr<DemoStage> stage(new DemoStage);
    QString place = directory;
    if (place.isEmpty()) {
        stage->m_temporary = std::make_unique<QTemporaryDir>(QDir::tempPath() + QStringLiteral("/otaw-demo-XXXXXX"));
        if (!stage->m_temporary->isValid())
            return failure(Error::Code::Io, stage->m_temporary->errorString());
        place = stage->m_temporary->path();
    }
    BenchOptions options;
    options.holderName = QStringLiteral("otaw demo");
    options.schemas = {EventStore::schema()};
    auto bench = Bench::open(place, Bench::Access::Hold, std::move(options));
    if (!bench)
        return failure(bench.error());
    stage->m_ownBench = std::move(*bench);
    stage->m_bench = stage->m_ownBench.get();
    installSuitPublishCheck(*stage->m_bench);
    auto events = EventStore::open(stage->m_bench->database(), stage->m_bench->streamsPath(), stage->m_bench->clock());
    if (!events)
        return failure(events.error());
    stage->m_ownStore = std::move(*events);
    auto timeline = Timeline::open(*stage->m_ownStore, stage->m_bench->clock());
    if (!timeline)
        return failure(timeline.error());
    stage->m_ownTimeline = std::move(*timeline);
    stage->m_timeline = stage->m_ownTimeline.get();
    return stage;
}

Result<std::unique_ptr<DemoStage>> DemoStage::inUse(OperationContext& context)
{
    std::unique_ptr<DemoStage> stage(new DemoStage);
    stage->m_context = &context;
    const auto bench = context.bench(OperationContext::Access::Hold);
    if (!bench)
        return failure(bench.error());
    stage->m_bench = *bench;
    const auto timeline = context.timeline();
    if (!timeline)
        return failure(timeline.error());
    stage->m_timeline = *timeline;
    return stage;
}

Result<OtaServer*> DemoStage::serve(OtaServerSettings settings)
{
    if (m_context != nullptr) {
        auto running = m_context->otaServer(OperationContext::Serving::Start);
        if (!running)
            return failure(running.error());
        m_server = std::move(*running);
        if (m_server)
            return m_server.get();
    }
    auto made = OtaServer::make(*m_bench, *m_timeline, std::move(settings));
    if (!made)
        return failure(made.error());
    m_server = std::move(*made);
    if (auto started = m_server->start(); !started)
        return failure(started.error());
    return m_server.get();
}

} // namespace ota
