// SPDX-License-Identifier: Apache-2.0
// exosense.gateway.*

#include "exosense/exosenseoperations_p.h"
#include "exosense/virtualgateways.h"
#include "operations/operationregistry.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "store/boardstore.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(GatewayRun)
};

constexpr qint64 mostGateways = 10'000;

QStringList namesOf(const Arguments& arguments)
{
    QStringList names = arguments.list(QStringLiteral("name"));
    for (qint64 i = 1; i <= arguments.integer(QStringLiteral("count")); ++i)
        names << QStringLiteral("gateway%1").arg(i);
    if (names.isEmpty())
        names << QStringLiteral("gateway1");
    names.removeDuplicates();
    return names;
}

/// The cloud that is named, else the one of this bench.
Result<QUrl> cloudOf(const Arguments& arguments, Bench& bench)
{
    QString address = arguments.text(QStringLiteral("cloud"));
    if (address.isEmpty()) {
        const auto services = bench.services();
        if (!services)
            return failure(services.error());
        const bool isMqtt = arguments.flag(QStringLiteral("mqtt"));
        address = (*services)[isMqtt ? QStringLiteral("exosense-mqtt") : QStringLiteral("exosense")].toString();
    }
    const QUrl url(address);
    if (address.isEmpty())
        return failure(Error::Code::NotFound, Tr::tr("nothing serves gateways on this bench"), {},
                       Tr::tr("otaw exosense serve does; or name another cloud with --cloud."));
    static const QStringList schemes{QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("mqtt"),
                                     QStringLiteral("mqtts")};
    if (url.host().isEmpty() || !schemes.contains(url.scheme()))
        return failure(Error::Code::Usage, Tr::tr("'%1' is no http, https, mqtt or mqtts address").arg(address));
    return url;
}

Result<GatewayProfile> profileFrom(const Arguments& arguments, Bench& bench)
{
    GatewayProfile profile;
    const auto cloud = cloudOf(arguments, bench);
    if (!cloud)
        return failure(cloud.error());
    profile.cloud = *cloud;
    auto defects = GatewayDefects::fromNames(arguments.list(QStringLiteral("defect")));
    if (!defects)
        return failure(defects.error());
    profile.defects = std::move(*defects);
    profile.isMurano = arguments.text(QStringLiteral("form")) == QStringLiteral("murano");
    profile.delivery = arguments.text(QStringLiteral("delivery")) == QStringLiteral("interval")
                           ? GatewayProfile::Delivery::Interval
                           : GatewayProfile::Delivery::LongPoll;
    const QString reporting = arguments.text(QStringLiteral("reporting"));
    profile.reporting = reporting == QStringLiteral("minimal")  ? GatewayProfile::Reporting::Minimal
                        : reporting == QStringLiteral("record") ? GatewayProfile::Reporting::Record
                                                                : GatewayProfile::Reporting::Full;
    if (arguments.has(QStringLiteral("version")))
        profile.version = arguments.text(QStringLiteral("version"));
    profile.stepPercent = static_cast<int>(arguments.integer(QStringLiteral("step")));
    profile.pace = std::chrono::milliseconds(arguments.integer(QStringLiteral("pace")));
    QFile authority(bench.path(QStringLiteral("tls/ca.pem")));
    if (profile.cloud.scheme().endsWith(u's') && authority.open(QIODevice::ReadOnly)) {
        profile.tls = QSslConfiguration::defaultConfiguration();
        profile.tls.addCaCertificates(QSslCertificate::fromDevice(&authority));
    }
    return profile;
}

Result<Outcome> runGateways(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    auto profile = profileFrom(arguments, **bench);
    if (!profile)
        return failure(profile.error());
    VirtualGateways::Options options;
    options.profile = std::move(*profile);
    options.names = namesOf(arguments);
    for (const QString& name : std::as_const(options.names)) {
        if (const auto id = BoardStore::checkedId(name); !id)
            return failure(id.error());
    }
    options.directory = (*bench)->path(QStringLiteral("gateways"));
    JobContext& job = context.job();
    options.onEvent = [&job](const QString& name, const GatewayEvent& event) {
        const QString kind = keyOf(event.kind);
        job.record({{QStringLiteral("gateway"), name},
                    {QStringLiteral("event"), kind},
                    {QStringLiteral("text"), event.text},
                    {QStringLiteral("simulated"), true}},
                   name + QStringLiteral("  ") + kind + QStringLiteral("  ") + event.text);
    };
    const QStringList names = options.names;
    const auto gateways = VirtualGateways::start(std::move(options));
    if (!gateways)
        return failure(gateways.error());
    job.record({{QStringLiteral("ready"), true}, {QStringLiteral("gateways"), names.size()}},
               Tr::tr("%n virtual gateway(s) run", nullptr, static_cast<int>(names.size())));
    job.waitCancelled();
    return Outcome{{{QStringLiteral("stopped"), names.size()}}, Tr::tr("Stopped")};
}

Result<Outcome> runDefects(const Arguments& /*arguments*/, OperationContext& /*context*/)
{
    QJsonArray list;
    std::vector<QStringList> rows;
    for (const GatewayDefectInfo& info : gatewayDefects()) {
        list.append(QJsonObject{{QStringLiteral("name"), info.name},
                                {QStringLiteral("world"), QStringLiteral("exosense")},
                                {QStringLiteral("description"), info.description}});
        rows.push_back({info.name, info.description});
    }
    return Outcome{{{QStringLiteral("defects"), list}},
                   textTable({Tr::tr("DEFECT"), Tr::tr("WHAT THE GATEWAY DOES")}, rows)};
}

std::vector<Parameter> runParameters()
{
    return {{.name = QStringLiteral("name"),
             .help = Tr::tr("Their identities. Without any: gateway1."),
             .valueName = QStringLiteral("NAME"),
             .positional = true,
             .repeated = true},
            {.name = QStringLiteral("count"),
             .type = ParameterType::Integer,
             .help = Tr::tr("That many more, named gateway1, gateway2 …"),
             .valueName = QStringLiteral("N"),
             .minimum = 1,
             .maximum = mostGateways},
            {.name = QStringLiteral("cloud"),
             .help = Tr::tr("Another cloud than the one that this bench serves."),
             .valueName = QStringLiteral("URL")},
            {.name = QStringLiteral("mqtt"),
             .type = ParameterType::Flag,
             .help = Tr::tr("They speak MQTT with the cloud of this bench.")},
            {.name = QStringLiteral("form"),
             .type = ParameterType::Choice,
             .help = Tr::tr("How they activate and show their token."),
             .defaultValue = QStringLiteral("legacy"),
             .choices = {QStringLiteral("legacy"), QStringLiteral("murano")}},
            {.name = QStringLiteral("delivery"),
             .type = ParameterType::Choice,
             .help = Tr::tr("How they learn of a request."),
             .defaultValue = QStringLiteral("poll"),
             .choices = {QStringLiteral("poll"), QStringLiteral("interval")}},
            {.name = QStringLiteral("reporting"),
             .type = ParameterType::Choice,
             .help = Tr::tr("What they report, or many at once with their times."),
             .defaultValue = QStringLiteral("full"),
             .choices = {QStringLiteral("full"), QStringLiteral("minimal"), QStringLiteral("record")}},
            {.name = QStringLiteral("version"),
             .help = Tr::tr("What a new one runs: 1.0."),
             .valueName = QStringLiteral("TEXT")},
            {.name = QStringLiteral("step"),
             .type = ParameterType::Integer,
             .help = Tr::tr("Percent between two steps of a download."),
             .valueName = QStringLiteral("PERCENT"),
             .defaultValue = 10,
             .minimum = 1,
             .maximum = 100},
            {.name = QStringLiteral("pace"),
             .type = ParameterType::Integer,
             .help = Tr::tr("Milliseconds between two writes; the vendor allows one a second."),
             .valueName = QStringLiteral("MS"),
             .defaultValue = 1000,
             .minimum = 0,
             .maximum = 3'600'000},
            {.name = QStringLiteral("defect"),
             .help = Tr::tr("What they do wrong; otaw exosense gateway defects lists it."),
             .valueName = QStringLiteral("DEFECT"),
             .repeated = true}};
}

} // namespace

void registerGatewayRunOperations(OperationRegistry& registry)
{
    registry.add({.name = QStringLiteral("exosense.gateway.run"),
                  .summary = Tr::tr("Run virtual gateways until they are interrupted."),
                  .details = Tr::tr("They activate, wait for config_otau, download, check, install into a folder of "
                                    "the bench and report. What they are shows everywhere: simulated."),
                  .parameters = runParameters(),
                  .returns = Tr::tr("`ready`, then one record an event."),
                  .run = runGateways});
    registry.add({.name = QStringLiteral("exosense.gateway.defects"),
                  .summary = Tr::tr("List what virtual gateways can be told to do wrong."),
                  .returns = Tr::tr("`defects`: name, world, description."),
                  .run = runDefects});
}

} // namespace ota
