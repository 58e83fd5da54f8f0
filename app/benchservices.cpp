// SPDX-License-Identifier: Apache-2.0
#include "app/benchservices.h"

#include "app/programcontext.h"
#include "otaserver/otaserver.h"
#include "panels/widgets/servicehost.h"

#include <QCoreApplication>

#include <algorithm>
#include <mutex>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BenchServices)
};

/// The server that all four services are of. Made and ended on the host's thread, shared with operations.
struct LateServer
{
    explicit LateServer(ProgramBench& programBench)
        : bench(programBench)
    {
    }

    Result<OtaServer*> get()
    {
        if (const auto made = current())
            return made.get();
        const auto timeline = bench.timeline();
        if (!timeline)
            return failure(timeline.error());
        const auto opened = bench.open(OperationContext::Access::Hold);
        if (!opened)
            return failure(opened.error());
        OtaServerSettings settings = OtaServerSettings::standard();
        settings.https << QStringLiteral("127.0.0.1:8443");
        settings.coaps << QStringLiteral("127.0.0.1:5684");
        settings.programVersion = QCoreApplication::applicationVersion();
        auto made = OtaServer::make(**opened, **timeline, std::move(settings));
        if (!made)
            return failure(made.error());
        const std::scoped_lock lock(m_mutex);
        m_server = std::move(*made);
        return m_server.get();
    }

    /// Null when it was not made yet. Any thread.
    std::shared_ptr<OtaServer> current() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_server;
    }

    ProgramBench& bench;

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<OtaServer> m_server;
};

ServiceStatus statusOf(const OtaServer& server, const QString& name)
{
    const auto services = server.services();
    const auto found = std::ranges::find(services, name, &OtaServiceInfo::name);
    return found == services.end() ? ServiceStatus{} : found->status;
}

} // namespace

void addBenchServices(ServiceHost& host, ProgramBench& bench)
{
    // shared_ptr because the controls of all four services hold it, and the last one lets go of it on their thread.
    const auto late = std::make_shared<LateServer>(bench);
    bench.setServerSource(
        [&host, weak = std::weak_ptr(late)](OperationContext::Serving serving,
                                            std::stop_token stop) -> Result<std::shared_ptr<OtaServer>> {
            const auto coap = QStringLiteral("coap");
            if (serving == OperationContext::Serving::Start) {
                if (auto started = host.startAndWait(coap, stop); !started)
                    return failure(started.error());
            }
            const auto known = weak.lock();
            auto server = known ? known->current() : nullptr;
            return server && !server->coapUrl().isEmpty() ? server : nullptr;
        });
    const std::pair<QString, QString> services[]{{QStringLiteral("http"), Tr::tr("HTTP")},
                                                 {QStringLiteral("https"), Tr::tr("HTTPS")},
                                                 {QStringLiteral("coap"), Tr::tr("CoAP")},
                                                 {QStringLiteral("coaps"), Tr::tr("CoAPS")}};
    for (const auto& [name, title] : services) {
        host.add(name, title,
                 {.start = [late, name = name]() -> Result<ServiceStatus> {
                      const auto server = late->get();
                      if (!server)
                          return failure(server.error());
                      if (const auto begun = (*server)->startService(name); !begun)
                          return failure(begun.error());
                      return statusOf(**server, name);
                  },
                  .stop =
                      [late, name = name] {
                          late->current()->stopService(name);
                      }});
    }
}

} // namespace ota
