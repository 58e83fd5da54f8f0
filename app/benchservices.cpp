// SPDX-License-Identifier: Apache-2.0
#include "app/benchservices.h"

#include "app/programcontext.h"
#include "otaserver/servedesk.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/servicehost.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BenchServices)
};

Q_LOGGING_CATEGORY(servingLog, "ota.serving")

QString titleOf(const QString& service)
{
    return service == QStringLiteral("http")            ? Tr::tr("HTTP")
           : service == QStringLiteral("https")         ? Tr::tr("HTTPS")
           : service == QStringLiteral("coap")          ? Tr::tr("CoAP")
           : service == QStringLiteral("coaps")         ? Tr::tr("CoAPS")
           : service == QStringLiteral("exosense")      ? Tr::tr("ExoSense")
           : service == QStringLiteral("exosense-tls")  ? Tr::tr("ExoSense TLS")
           : service == QStringLiteral("exosense-mqtt") ? Tr::tr("ExoSense MQTT")
                                                        : Tr::tr("ExoSense MQTTS");
}

} // namespace

void addBenchServices(ServiceHost& host, ServeDesk& desk, ProgramBench& bench)
{
    bench.setServerSource([&host, &desk](OperationContext::Serving serving,
                                         const std::stop_token& stop) -> Result<std::shared_ptr<OtaServer>> {
        if (serving == OperationContext::Serving::Start) {
            if (auto started = host.startAndWait(QStringLiteral("coap"), stop); !started)
                return failure(started.error());
        }
        auto server = desk.server();
        return server && !server->coapUrl().isEmpty() ? server : nullptr;
    });
    for (const QString& name : ServeSettings::services())
        host.add(name, titleOf(name),
                 {.start = [&desk, name] { return desk.start(name); },
                  .stop =
                      [&desk, name] {
                          desk.stop(name);
                      }},
                 ServeSettings::isForGateways(name));
}

void reloadAfterJobs(JobCenter& jobs, ServiceHost& host, ServeDesk& desk)
{
    QObject::connect(&jobs, &JobCenter::finished, &host, [&jobs, &host, &desk](int id) {
        const JobEntry* job = jobs.job(id);
        const QString noun = job ? job->operation.section(u'.', 0, 0) : QString();
        if (noun != QStringLiteral("serving") && noun != QStringLiteral("psk") && noun != QStringLiteral("token"))
            return;
        host.runOnThread([&desk] {
            if (const auto reloaded = desk.reload(); !reloaded)
                qCWarning(servingLog) << qUtf8Printable(reloaded.error().toString());
        });
    });
}

} // namespace ota
