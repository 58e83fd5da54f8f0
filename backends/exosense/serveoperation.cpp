// SPDX-License-Identifier: Apache-2.0
// exosense.serve

#include "exosense/exosenseoperations.h"
#include "exosense/exosenseoperations_p.h"
#include "exosense/exosenseremote.h"
#include "exosense/exosenseservice.h"
#include "operations/operationregistry.h"
#include "store/bench.h"

#include <QCoreApplication>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseServe)
};

const QString defaultHttp = QStringLiteral("127.0.0.1:8090");

ExosenseServiceSettings settingsFrom(const Arguments& arguments)
{
    ExosenseServiceSettings settings;
    settings.http = arguments.list(QStringLiteral("http"));
    settings.https = arguments.list(QStringLiteral("https"));
    settings.mqtt = arguments.list(QStringLiteral("mqtt"));
    settings.mqtts = arguments.list(QStringLiteral("mqtts"));
    // Without HTTP other verbs would not find it.
    if (settings.http.isEmpty())
        settings.http << defaultHttp;
    settings.cloud.addsUnknown = arguments.text(QStringLiteral("policy")) == QStringLiteral("open");
    settings.cloud.reissues = arguments.flag(QStringLiteral("reissue"));
    settings.cloud.singleValue = arguments.flag(QStringLiteral("single-value"));
    settings.cloud.vendor = arguments.text(QStringLiteral("vendor"));
    settings.cloud.model = arguments.text(QStringLiteral("model"));
    return settings;
}

Result<Outcome> runServe(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const auto timeline = context.timeline();
    if (!timeline)
        return failure(timeline.error());
    auto service = ExosenseService::make(**bench, *timeline, settingsFrom(arguments));
    if (!service)
        return failure(service.error());
    JobContext& job = context.job();
    (*service)->onVerb(runCloudVerb);
    (*service)->onEvent([&job](const QString& kind, const QJsonObject& data) {
        QJsonObject record = data;
        record.insert(QStringLiteral("event"), kind);
        job.record(record, lineOfCloudEvent(kind, data));
    });
    if (auto started = (*service)->start(); !started)
        return failure(started.error());
    for (const ExosenseService::Listener& listener : (*service)->listeners())
        job.record({{QStringLiteral("service"), listener.name}, {QStringLiteral("address"), listener.address}},
                   QString(listener.name.leftJustified(16) + listener.address));
    job.record({{QStringLiteral("ready"), true}}, Tr::tr("Gateways may come"));
    job.waitCancelled();
    (*service)->stop();
    return Outcome{{{QStringLiteral("stopped"), true}}, Tr::tr("Stopped")};
}

Result<Outcome> runWatch(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto remote = ExosenseRemote::find(**bench);
    if (!remote)
        return failure(remote.error());
    if (!*remote)
        return failure(Error::Code::NotFound, Tr::tr("nothing serves gateways on this bench"), {},
                       Tr::tr("otaw exosense serve does."));
    const QStringList boards = arguments.list(QStringLiteral("board"));
    JobContext& job = context.job();
    const auto watched = (*remote)->watch(
        [&](const QString& kind, const QJsonObject& data) {
            if (!boards.isEmpty() && !boards.contains(data[QStringLiteral("board")].toString()))
                return;
            QJsonObject record = data;
            record.insert(QStringLiteral("event"), kind);
            job.record(record, lineOfCloudEvent(kind, data));
        },
        job.stopToken());
    if (!watched)
        return failure(watched.error());
    return Outcome{{{QStringLiteral("stopped"), true}}, Tr::tr("Stopped")};
}

} // namespace

/// `gw-1  otau_in = {"version": …}`
QString lineOfCloudEvent(const QString& kind, const QJsonObject& data)
{
    const QString board = data[QStringLiteral("board")].toString();
    const QString alias = data[QStringLiteral("alias")].toString();
    if (kind == QStringLiteral("activated"))
        return Tr::tr("%1  activated").arg(board);
    if (kind == QStringLiteral("delivered"))
        return Tr::tr("%1  %2 was delivered").arg(board, alias);
    if (kind == QStringLiteral("finding"))
        return board + QStringLiteral("  ") + data[QStringLiteral("code")].toString() + QStringLiteral("  ") +
               data[QStringLiteral("message")].toString();
    if (kind == QStringLiteral("written") || kind == QStringLiteral("desired"))
        return board + QStringLiteral("  ") + alias +
               (kind == QStringLiteral("desired") ? QStringLiteral(" := ") : QStringLiteral(" = ")) +
               data[QStringLiteral("value")].toString().left(200);
    return {};
}

void registerServeOperation(OperationRegistry& registry)
{
    registry.add(
        {.name = QStringLiteral("exosense.serve"),
         .summary = Tr::tr("Be the cloud for gateways that were made for ExoSense and Murano."),
         .details = Tr::tr("The legacy and the Murano form of the device API on the same port. Other exosense verbs "
                           "find it and act through it."),
         .parameters = {{.name = QStringLiteral("http"),
                         .type = ParameterType::Address,
                         .help = Tr::tr("Where to listen; 127.0.0.1:8090 when nothing else is said."),
                         .valueName = QStringLiteral("ADDR:PORT"),
                         .repeated = true},
                        {.name = QStringLiteral("https"),
                         .type = ParameterType::Address,
                         .help = Tr::tr("With TLS, and a certificate of the bench's authority."),
                         .valueName = QStringLiteral("ADDR:PORT"),
                         .repeated = true},
                        {.name = QStringLiteral("mqtt"),
                         .type = ParameterType::Address,
                         .help = Tr::tr("MQTT without TLS."),
                         .valueName = QStringLiteral("ADDR:PORT"),
                         .repeated = true},
                        {.name = QStringLiteral("mqtts"),
                         .type = ParameterType::Address,
                         .help = Tr::tr("MQTT over TLS; a client may log in with a certificate."),
                         .valueName = QStringLiteral("ADDR:PORT"),
                         .repeated = true},
                        {.name = QStringLiteral("policy"),
                         .type = ParameterType::Choice,
                         .help = Tr::tr("Who may activate: those of the list, or everybody."),
                         .defaultValue = QStringLiteral("list"),
                         .choices = {QStringLiteral("list"), QStringLiteral("open")}},
                        {.name = QStringLiteral("reissue"),
                         .type = ParameterType::Flag,
                         .help = Tr::tr("A second activation gives a new token and is not refused.")},
                        {.name = QStringLiteral("single-value"),
                         .type = ParameterType::Flag,
                         .help = Tr::tr("A read gives what either side wrote last, as the old platform did.")},
                        {.name = QStringLiteral("vendor"),
                         .help = Tr::tr("Refuse gateways that name another one."),
                         .valueName = QStringLiteral("TEXT")},
                        {.name = QStringLiteral("model"),
                         .help = Tr::tr("Refuse gateways that name another one."),
                         .valueName = QStringLiteral("TEXT")}},
         .returns = Tr::tr("One record a service, `ready`, then what happens."),
         .run = runServe});
    registry.add({.name = QStringLiteral("exosense.watch"),
                  .summary = Tr::tr("Show what gateways and the cloud of this bench do, as it happens."),
                  .parameters = {{.name = QStringLiteral("board"),
                                  .help = Tr::tr("Only of these gateways."),
                                  .valueName = QStringLiteral("BOARD"),
                                  .positional = true,
                                  .repeated = true}},
                  .returns = Tr::tr("One record an event: `activated`, `written`, `desired`, `delivered`, `finding`, "
                                    "`message`, `request`."),
                  .run = runWatch});
}

} // namespace ota
