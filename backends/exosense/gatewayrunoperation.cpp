// SPDX-License-Identifier: Apache-2.0
// exosense.gateway.*

#include "crypto/keyarguments.h"
#include "crypto/labheader.h"
#include "exosense/exosenseoperations_p.h"
#include "exosense/exosenseremote.h"
#include "exosense/labcontent.h"
#include "exosense/virtualgateways.h"
#include "operations/operationregistry.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "store/boardstore.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QSslCertificate>
#include <QSslKey>

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
        // Over TLS where nothing else is served.
        const QStringList kinds = arguments.flag(QStringLiteral("mqtt"))
                                      ? QStringList{QStringLiteral("exosense-mqtt"), QStringLiteral("exosense-mqtts")}
                                      : QStringList{QStringLiteral("exosense"), QStringLiteral("exosense-tls")};
        for (const QString& kind : kinds) {
            if (address.isEmpty())
                address = (*services)[kind].toString();
        }
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

/// Trust in the bench's authority, and the client certificate that was named.
Result<> secure(GatewayProfile& profile, const Arguments& arguments, const Bench& bench)
{
    // The files may be fetched over TLS where the cloud is not.
    profile.tls = QSslConfiguration::defaultConfiguration();
    QFile authority(bench.path(QStringLiteral("tls/ca.pem")));
    if (authority.open(QIODevice::ReadOnly))
        profile.tls.addCaCertificates(QSslCertificate::fromDevice(&authority));
    const QString certificatePath = arguments.text(QStringLiteral("certificate"));
    const QString keyPath = arguments.text(QStringLiteral("key"));
    if (certificatePath.isEmpty() != keyPath.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("--certificate and --key go together"));
    if (certificatePath.isEmpty())
        return {};
    if (!profile.cloud.scheme().endsWith(u's'))
        return failure(Error::Code::Usage,
                       Tr::tr("a client certificate needs TLS, and the cloud is %1").arg(profile.cloud.toString()), {},
                       Tr::tr("Name an https or mqtts address with --cloud."));
    const QList<QSslCertificate> chain = QSslCertificate::fromPath(certificatePath);
    if (chain.isEmpty())
        return failure(Error::Code::BadInput, Tr::tr("there is no certificate in it"), certificatePath);
    QFile keyFile(keyPath);
    if (!keyFile.open(QIODevice::ReadOnly))
        return failure(Error::Code::Io, keyFile.errorString(), keyPath);
    const QByteArray pem = keyFile.readAll();
    QSslKey key(pem, QSsl::Rsa);
    if (key.isNull())
        key = QSslKey(pem, QSsl::Ec);
    if (key.isNull())
        return failure(Error::Code::BadInput, Tr::tr("there is no RSA or EC key without a password in it"), keyPath);
    profile.tls.setLocalCertificateChain(chain);
    profile.tls.setPrivateKey(key);
    profile.hasCertificate = true;
    return {};
}

/// What they demand of files, if anything.
Result<> expectLabHeader(GatewayProfile& profile, const Arguments& arguments, OperationContext& context)
{
    const QStringList keys = arguments.list(QStringLiteral("lab-header"));
    const QString deviceType = arguments.text(QStringLiteral("device-type"));
    const QString needing = profile.defects.needingLabHeader();
    if (keys.isEmpty() && !needing.isEmpty())
        return failure(Error::Code::Usage,
                       Tr::tr("without the lab header gateways check nothing that %1 could leave out").arg(needing), {},
                       Tr::tr("Say with --lab-header whose signature they expect, and with --device-type what they "
                              "are."));
    if (keys.isEmpty() != deviceType.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("--lab-header and --device-type go together"));
    if (keys.isEmpty())
        return {};
    const auto type = labUuid(deviceType);
    if (!type)
        return failure(type.error());
    LabGate gate{{}, *type};
    for (const QString& name : keys) {
        auto key = publicKeyArgument(name, context);
        if (!key)
            return failure(key.error());
        if (const auto fits = checkLabKey(key->algorithm()); !fits)
            return failureIn(name, fits.error());
        gate.trusted.push_back(std::move(*key));
    }
    profile.lab = std::move(gate);
    return {};
}

Result<GatewayProfile> profileFrom(const Arguments& arguments, Bench& bench, OperationContext& context)
{
    GatewayProfile profile;
    auto defects = GatewayDefects::fromNames(arguments.list(QStringLiteral("defect")));
    if (!defects)
        return failure(defects.error());
    profile.defects = std::move(*defects);
    const auto cloud = cloudOf(arguments, bench);
    if (!cloud)
        return failure(cloud.error());
    profile.cloud = *cloud;
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
    profile.heartbeat = std::chrono::milliseconds(arguments.integer(QStringLiteral("heartbeat")));
    profile.slots = static_cast<int>(arguments.integer(QStringLiteral("slots")));
    if (arguments.has(QStringLiteral("free")))
        profile.freeBytes = arguments.integer(QStringLiteral("free"));
    if (auto secured = secure(profile, arguments, bench); !secured)
        return failure(secured.error());
    if (auto expected = expectLabHeader(profile, arguments, context); !expected)
        return failure(expected.error());
    return profile;
}

/// Those that the cloud of this bench does not know may activate from now on.
Result<> listThem(Bench& bench, const QStringList& names, const std::stop_token& stop)
{
    const auto remote = ExosenseRemote::find(bench);
    if (!remote)
        return failure(remote.error());
    if (!*remote)
        return failure(Error::Code::NotFound, Tr::tr("nothing serves gateways on this bench"), {},
                       Tr::tr("otaw exosense serve does; without it, list them first."));
    const auto known = (*remote)->ask(QStringLiteral("exosense.identity.list"), {}, stop);
    if (!known)
        return failure(known.error());
    QSet<QString> listed;
    for (const QJsonValue& each : (*known)[QStringLiteral("data")].toObject()[QStringLiteral("identities")].toArray())
        listed.insert(each.toObject()[QStringLiteral("identity")].toString());
    for (const QString& name : names) {
        if (listed.contains(name))
            continue;
        const auto added = (*remote)->ask(QStringLiteral("exosense.identity.add"),
                                          {{QStringLiteral("id"), name}, {QStringLiteral("virtual"), true}}, stop);
        if (!added)
            return failure(added.error());
    }
    return {};
}

Result<Outcome> runGateways(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    auto profile = profileFrom(arguments, **bench, context);
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
    if (arguments.flag(QStringLiteral("list"))) {
        if (auto listed = listThem(**bench, options.names, job.stopToken()); !listed)
            return failure(listed.error());
    }
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

QString sentenceOf(const GatewayDefectInfo& info)
{
    return info.needsLabHeader ? QString(info.description + u' ' + Tr::tr("Needs --lab-header.")) : info.description;
}

Result<Outcome> runDefects(const Arguments& /*arguments*/, OperationContext& /*context*/)
{
    QJsonArray list;
    std::vector<QStringList> rows;
    for (const GatewayDefectInfo& info : gatewayDefects()) {
        list.append(QJsonObject{{QStringLiteral("name"), info.name},
                                {QStringLiteral("world"), QStringLiteral("exosense")},
                                {QStringLiteral("description"), info.description},
                                {QStringLiteral("needs_lab_header"), info.needsLabHeader}});
        rows.push_back({info.name, sentenceOf(info)});
    }
    for (const auto& [name, sentence] : scriptedEnds()) {
        list.append(QJsonObject{{QStringLiteral("name"), name},
                                {QStringLiteral("world"), QStringLiteral("exosense")},
                                {QStringLiteral("description"), sentence}});
        rows.push_back({name, sentence});
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
            {.name = QStringLiteral("list"),
             .type = ParameterType::Flag,
             .help = Tr::tr("Put those on the list that the cloud of this bench does not know.")},
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
            {.name = QStringLiteral("slots"),
             .type = ParameterType::Integer,
             .help = Tr::tr("Images that they have room for: with two, one that does not start is left again."),
             .valueName = QStringLiteral("N"),
             .defaultValue = 1,
             .minimum = 1,
             .maximum = 2},
            {.name = QStringLiteral("free"),
             .type = ParameterType::Integer,
             .help = Tr::tr("Bytes that they have room for; 64 MiB."),
             .valueName = QStringLiteral("BYTES")},
            {.name = QStringLiteral("heartbeat"),
             .type = ParameterType::Integer,
             .help = Tr::tr("Milliseconds between two writes of data_in; 0: none."),
             .valueName = QStringLiteral("MS"),
             .defaultValue = 0,
             .minimum = 0,
             .maximum = 3'600'000},
            {.name = QStringLiteral("certificate"),
             .type = ParameterType::File,
             .help = Tr::tr("A client certificate (PEM) that they log in with, in place of a token."),
             .valueName = QStringLiteral("FILE")},
            {.name = QStringLiteral("key"),
             .type = ParameterType::File,
             .help = Tr::tr("Its private key (PEM)."),
             .valueName = QStringLiteral("FILE")},
            {.name = QStringLiteral("lab-header"),
             .help = Tr::tr("They take only files with the lab header, signed with this key: one of the bench or a "
                            "file."),
             .valueName = QStringLiteral("KEY"),
             .repeated = true},
            {.name = QStringLiteral("device-type"),
             .help = Tr::tr("With --lab-header: the type of device that they are."),
             .valueName = QStringLiteral("UUID")},
            {.name = QStringLiteral("defect"),
             .help = Tr::tr("What they do wrong; otaw exosense gateway defects lists it."),
             .valueName = QStringLiteral("DEFECT"),
             .repeated = true}};
}

/// What they do, and how they can be told to do it badly.
QString runDetails()
{
    QString text =
        Tr::tr("They activate, wait for config_otau, download, check, install into a folder of the bench and report. "
               "What they are shows everywhere: simulated. An image with \"%1\" in its first bytes does not start.")
            .arg(QString::fromLatin1(VirtualGateway::crashMark));
    text += QStringLiteral("\n\n") + Tr::tr("Defects:");
    for (const GatewayDefectInfo& info : gatewayDefects())
        text += QStringLiteral("\n%1 – %2").arg(info.name, sentenceOf(info));
    for (const auto& [name, sentence] : scriptedEnds())
        text += QStringLiteral("\n%1 – %2").arg(name, sentence);
    return text;
}

} // namespace

void registerGatewayRunOperations(OperationRegistry& registry)
{
    registry.add({.name = QStringLiteral("exosense.gateway.run"),
                  .summary = Tr::tr("Run virtual gateways until they are interrupted."),
                  .details = runDetails(),
                  .parameters = runParameters(),
                  .returns = Tr::tr("`ready`, then one record an event."),
                  .run = runGateways});
    registry.add({.name = QStringLiteral("exosense.gateway.defects"),
                  .summary = Tr::tr("List what virtual gateways can be told to do wrong."),
                  .returns = Tr::tr("`defects`: name, world, description, needs_lab_header."),
                  .run = runDefects});
}

} // namespace ota
