// SPDX-License-Identifier: Apache-2.0
#include "otaserver/serveoperation.h"

#include "exosense/exosenseoperations.h"
#include "operations/operationregistry.h"
#include "otaserver/otaserver.h"
#include "otaserver/pskstore.h"
#include "otaserver/servingoperations.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <iterator>
#include <mutex>

namespace ota {

namespace {

using namespace std::chrono_literals;
using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServerOperations)
};

/// What is served when it is said which of the services, by an address or by name.
QStringList wantedServices(const Arguments& arguments)
{
    QStringList wanted;
    const QStringList named = arguments.list(QStringLiteral("service"));
    for (const QString& service : ServeSettings::services()) {
        if (arguments.has(service) || named.contains(service))
            wanted << service;
    }
    return wanted.isEmpty() ? QStringList{QStringLiteral("http"), QStringLiteral("coap")} : wanted;
}

/// What the gateways' cloud is strict about, as flags of a command.
std::vector<Parameter> gatewayRules()
{
    std::vector<Parameter> parameters = gatewayParameters();
    parameters.push_back({.name = QStringLiteral("reissue"),
                          .type = ParameterType::Flag,
                          .help = Tr::tr("A second activation of a gateway gives a new token and is not refused.")});
    parameters.push_back({.name = QStringLiteral("single-value"),
                          .type = ParameterType::Flag,
                          .help = Tr::tr("A gateway reads what either side wrote last, as on the old platform.")});
    parameters.push_back(
        {.name = QStringLiteral("strict-http"),
         .type = ParameterType::Flag,
         .help = Tr::tr("No Content-Length on answers to gateways that have no body; old clients look for it.")});
    return parameters;
}

Result<> takeGatewayRules(ServeSettings& settings, const Arguments& arguments)
{
    CloudSettings& rules = settings.gateways;
    if (arguments.has(QStringLiteral("policy")))
        rules.addsUnknown = arguments.text(QStringLiteral("policy")) == QStringLiteral("open");
    rules.reissues = rules.reissues || arguments.flag(QStringLiteral("reissue"));
    rules.singleValue = rules.singleValue || arguments.flag(QStringLiteral("single-value"));
    if (arguments.has(QStringLiteral("vendor")))
        rules.vendor = arguments.text(QStringLiteral("vendor"));
    if (arguments.has(QStringLiteral("model")))
        rules.model = arguments.text(QStringLiteral("model"));
    settings.strictHttp = settings.strictHttp || arguments.flag(QStringLiteral("strict-http"));
    return takeGatewayTls(settings.gatewayTls, arguments);
}

Result<OtaServerSettings> serveSettings(const Arguments& arguments, Bench& bench)
{
    const auto kept = ServeSettings::read(bench);
    if (!kept)
        return failure(kept.error());
    const QStringList services = wantedServices(arguments);
    auto settings = overlaid(*kept, arguments);
    if (!settings)
        return failure(settings.error());
    if (auto taken = takeGatewayRules(*settings, arguments); !taken)
        return failure(taken.error());
    // What is not served now can not be wrong now.
    for (const QString& service : ServeSettings::services()) {
        if (!services.contains(service))
            settings->setListeners(service, ServeSettings().listeners(service));
    }
    if (arguments.flag(QStringLiteral("allow-unauthenticated-writes")))
        settings->unauthenticatedWrites = true;
    if (arguments.flag(QStringLiteral("coap-uploads")))
        settings->coapUploads = true;
    if (auto right = settings->check(); !right)
        return failure(Error::Code::Usage, right.error().message, {}, right.error().hint);
    std::vector<CoapPsk> identities;
    for (const QString& text : arguments.list(QStringLiteral("psk"))) {
        auto psk = CoapPsk::read(text);
        if (!psk)
            return failure(psk.error());
        identities.push_back(std::move(*psk));
    }
    if (!identities.empty() && !services.contains(QStringLiteral("coaps")))
        return failure(Error::Code::Usage, Tr::tr("--psk is for --coaps, and that is not given"));
    if (identities.empty()) {
        auto known = PskStore(bench.directory()).list();
        if (!known)
            return failure(known.error());
        identities = std::move(*known);
    }
    return settings->forServer(services, std::move(identities));
}

/// Prints what happens. For people one line a fact; for machines all that the page gets, progress twice a second a
/// transfer.
class ServePrinter
{
public:
    explicit ServePrinter(JobContext& job)
        : m_job(job)
    {
    }

    void operator()(const QString& kind, const QJsonObject& data)
    {
        if (kind == QStringLiteral("state"))
            return; // The lines of the services say it.
        if (kind == QStringLiteral("served") || kind == QStringLiteral("ended"))
            return; // So do they.
        if (kind == QStringLiteral("transfer") && !isDue(data))
            return;
        QJsonObject record = data;
        record.insert(QStringLiteral("event"), kind);
        m_job.record(record, textOf(kind, data));
    }

private:
    static QString textOf(const QString& kind, const QJsonObject& data)
    {
        if (kind == QStringLiteral("log"))
            return data[QStringLiteral("time")].toString().mid(11, 12) + QStringLiteral("  ") +
                   data[QStringLiteral("area")].toString().leftJustified(7) + u' ' +
                   data[QStringLiteral("text")].toString();
        // The log has a line of these already.
        const bool isLogged = kind == QStringLiteral("activated") || kind == QStringLiteral("finding");
        return isLogged ? QString() : lineOfCloudEvent(kind, data);
    }

    bool isDue(const QJsonObject& data)
    {
        const QString id = data[QStringLiteral("id")].toString();
        const QString state = data[QStringLiteral("state")].toString();
        const auto now = std::chrono::steady_clock::now();
        const std::lock_guard lock(m_mutex);
        Told& told = m_told[id];
        const bool due = told.state != state || now - told.at > 500ms;
        if (due)
            told = {state, now};
        if (state == QStringLiteral("gone"))
            m_told.remove(id);
        return due;
    }

    struct Told
    {
        QString state;
        std::chrono::steady_clock::time_point at;
    };

    JobContext& m_job;
    std::mutex m_mutex;
    QHash<QString, Told> m_told;
};

void printServices(const OtaServer& server, JobContext& job)
{
    for (const OtaServiceInfo& service : server.services()) {
        for (const QString& address : service.addresses)
            job.record({{QStringLiteral("service"), service.name}, {QStringLiteral("address"), address}},
                       QString(service.name.leftJustified(7) + u' ' + address));
    }
}

/// Until the job is cancelled.
Result<Outcome> serve(OperationContext& context, const OtaServerSettings& settings, const QJsonObject& ready,
                      const QString& readyText)
{
    const auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const auto timeline = context.timeline();
    if (!timeline)
        return failure(timeline.error());
    const auto server = OtaServer::make(**bench, **timeline, settings);
    if (!server)
        return failure(server.error());
    ServePrinter printer(context.job());
    (*server)->onEvent([&printer](const QString& kind, const QJsonObject& data) { printer(kind, data); });
    if (auto started = (*server)->start(); !started)
        return failure(started.error());
    printServices(**server, context.job());
    context.job().record(ready, readyText);
    context.job().waitCancelled();
    (*server)->stop();
    return Outcome{{{QStringLiteral("stopped"), true}}, Tr::tr("Stopped")};
}

Result<Outcome> runServe(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const auto settings = serveSettings(arguments, **bench);
    if (!settings)
        return failure(settings.error());
    const QString tokenFile = (*bench)->path(QStringLiteral("token"));
    return serve(context, *settings, {{QStringLiteral("ready"), true}, {QStringLiteral("token_file"), tokenFile}},
                 Tr::tr("Writing needs the token in %1").arg(tokenFile));
}

std::vector<Parameter> serveParameters()
{
    std::vector<Parameter> parameters = listenerParameters();
    parameters.push_back({.name = QStringLiteral("service"),
                          .type = ParameterType::Choice,
                          .help = Tr::tr("One of the services where the bench keeps its address."),
                          .repeated = true,
                          .choices = ServeSettings::services()});
    parameters.push_back({.name = QStringLiteral("psk"),
                          .help = Tr::tr("A device that may use coaps, and its key, in place of those of the bench."),
                          .valueName = QStringLiteral("ID:HEXKEY"),
                          .repeated = true});
    for (Parameter& parameter : servingParameters())
        parameters.push_back(std::move(parameter));
    parameters.push_back(
        {.name = QStringLiteral("allow-unauthenticated-writes"),
         .type = ParameterType::Flag,
         .help = Tr::tr("Publishing, notifying and removing need no token on loopback: for old lab scripts.")});
    parameters.push_back({.name = QStringLiteral("coap-uploads"),
                          .type = ParameterType::Flag,
                          .help = Tr::tr("Publishing with CoAP PUT, then POST ?commit, from loopback.")});
    for (Parameter& parameter : gatewayRules())
        parameters.push_back(std::move(parameter));
    return parameters;
}

// exosense serve: as serve, with the names of that world and nothing else.

/// Its parameters and the services that they are.
const std::vector<std::pair<QString, QString>>& gatewayListeners()
{
    static const std::vector<std::pair<QString, QString>> names{
        {QStringLiteral("http"), QStringLiteral("exosense")},
        {QStringLiteral("https"), QStringLiteral("exosense-tls")},
        {QStringLiteral("mqtt"), QStringLiteral("exosense-mqtt")},
        {QStringLiteral("mqtts"), QStringLiteral("exosense-mqtts")}};
    return names;
}

Result<OtaServerSettings> gatewaySettings(const Arguments& arguments, Bench& bench)
{
    auto settings = ServeSettings::read(bench);
    if (!settings)
        return failure(settings.error());
    QStringList services;
    for (const auto& [parameter, service] : gatewayListeners()) {
        if (!arguments.has(parameter))
            continue;
        services << service;
        settings->setListeners(service, arguments.list(parameter));
    }
    if (services.isEmpty())
        services << QStringLiteral("exosense");
    if (auto taken = takeGatewayRules(*settings, arguments); !taken)
        return failure(taken.error());
    return settings->forServer(services, {});
}

Result<Outcome> runExosenseServe(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const auto settings = gatewaySettings(arguments, **bench);
    if (!settings)
        return failure(settings.error());
    return serve(context, *settings, {{QStringLiteral("ready"), true}}, Tr::tr("Gateways may come"));
}

std::vector<Parameter> exosenseServeParameters()
{
    std::vector<Parameter> parameters = listenerParameters();
    std::vector<Parameter> own;
    for (const auto& [parameter, service] : gatewayListeners()) {
        Parameter listener = *std::ranges::find(parameters, service, &Parameter::name);
        listener.name = parameter;
        own.push_back(std::move(listener));
    }
    std::ranges::move(gatewayRules(), std::back_inserter(own));
    return own;
}

} // namespace

void registerServeOperations(OperationRegistry& registry)
{
    registry.add(
        {.name = QStringLiteral("serve"),
         .summary = Tr::tr("Serve the bench's releases over HTTP and CoAP, and its gateways, until interrupted."),
         .details =
             Tr::tr("Prints one line a service when it is ready, with the real port, then what happens. Without any "
                    "address: HTTP and CoAP as the bench keeps them, which is HTTP on 127.0.0.1:8080 and CoAP on port "
                    "5683 of both loopback addresses until serving set says otherwise. The cloud of gateways is served "
                    "when it is named: --service exosense, --exosense-mqtt ADDR:PORT. SIGINT and SIGTERM end it "
                    "cleanly."),
         .parameters = serveParameters(),
         .returns = Tr::tr("Nothing but that it was stopped."),
         .run = runServe});
    registry.add(
        {.name = QStringLiteral("exosense.serve"),
         .summary = Tr::tr("Be the cloud for gateways that were made for ExoSense and Murano."),
         .details = Tr::tr("The legacy and the Murano form of the device API on the same port. Without any address: "
                           "HTTP as the bench keeps it, which is 127.0.0.1:8090 until serving set says otherwise. "
                           "otaw serve has the same services beside its own. Other exosense verbs act through it."),
         .parameters = exosenseServeParameters(),
         .returns = Tr::tr("One record a service, `ready`, then what happens."),
         .run = runExosenseServe});
}

} // namespace ota
