// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operation.h"
#include "otaserver/otaserver.h"

#include <QTemporaryDir>

#include <memory>

namespace ota {

class EventStore;

/// The bench that a demo takes place on: one of its own, or the one that the program works with. What is made last is
/// taken down first.
class DemoStage
{
public:
    /// In this directory, which stays; without one in a temporary, which goes. Errors: Io, Busy.
    static Result<std::unique_ptr<DemoStage>> make(const QString& directory);
    /// Errors: as of OperationContext::bench.
    static Result<std::unique_ptr<DemoStage>> inUse(OperationContext& context);
    ~DemoStage();
    Q_DISABLE_COPY_MOVE(DemoStage)

    Bench& bench() const { return *m_bench; }
    Timeline& timeline() const { return *m_timeline; }
    bool isTemporary() const { return m_temporary != nullptr; }
    bool isInUse() const { return m_context != nullptr; }

    /// The server of the program where it has one, with its CoAP service running; else one with these settings, as long
    /// as the stage lives. Errors: of the service.
    Result<OtaServer*> serve(OtaServerSettings settings);

private:
    DemoStage() = default;

    OperationContext* m_context = nullptr; ///< Of the bench in use.
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<Bench> m_ownBench;
    std::unique_ptr<EventStore> m_ownStore;
    std::unique_ptr<Timeline> m_ownTimeline;
    Bench* m_bench = nullptr;
    Timeline* m_timeline = nullptr;
    std::shared_ptr<OtaServer> m_server; ///< As OperationContext::otaServer shares it.
};

} // namespace ota
