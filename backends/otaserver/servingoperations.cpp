// SPDX-License-Identifier: Apache-2.0
#include "otaserver/servingoperations.h"

#include "base/bytes.h"
#include "operations/operationregistry.h"
#include "otaserver/pskstore.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ServingOperations)
};

constexpr qint64 longestNotifySeconds = 120;

const QString on = QStringLiteral("on");
const QString off = QStringLiteral("off");

QStringList settingNames()
{
    return ServeSettings::services() + QStringList{QStringLiteral("certificate"),
                                                   QStringLiteral("coap-host"),
                                                   QStringLiteral("tree"),
                                                   QStringLiteral("coap-block"),
                                                   QStringLiteral("unauthenticated-writes"),
                                                   QStringLiteral("coap-uploads"),
                                                   QStringLiteral("upload-identity"),
                                                   QStringLiteral("notify-timeout"),
                                                   QStringLiteral("policy"),
                                                   QStringLiteral("reissue"),
                                                   QStringLiteral("single-value"),
                                                   QStringLiteral("vendor"),
                                                   QStringLiteral("model"),
                                                   QStringLiteral("sni"),
                                                   QStringLiteral("product-host"),
                                                   QStringLiteral("strict-http")};
}

/// Takes these settings back to what they are in a new bench.
void reset(ServeSettings& settings, const QStringList& names)
{
    QJsonObject json = settings.toJson();
    for (const QString& name : names) {
        json.remove(name);
        if (name == QStringLiteral("certificate"))
            json.remove(QStringLiteral("certificate-key"));
    }
    settings = ServeSettings::fromJson(json);
}

QString settingsText(const ServeSettings& settings)
{
    QStringList lines;
    const auto add = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            lines << QString(name.leftJustified(24) + value);
    };
    for (const QString& service : ServeSettings::services())
        add(service, settings.listeners(service).join(QStringLiteral(", ")));
    add(QStringLiteral("certificate"), settings.certificate.isEmpty() ? Tr::tr("of the bench") : settings.certificate);
    add(QStringLiteral("certificate-key"), settings.certificateKey);
    add(QStringLiteral("coap-host"),
        settings.coapHost.isEmpty() ? Tr::tr("as each board reaches us") : settings.coapHost);
    add(QStringLiteral("tree"), settings.tree);
    add(QStringLiteral("coap-block"), Tr::tr("%1 bytes").arg(settings.largestBlock));
    add(QStringLiteral("unauthenticated-writes"), settings.unauthenticatedWrites ? on : off);
    add(QStringLiteral("coap-uploads"), settings.coapUploads ? on : off);
    add(QStringLiteral("upload-identity"), settings.uploadIdentities.join(QStringLiteral(", ")));
    add(QStringLiteral("notify-timeout"), Tr::tr("%1 s").arg(settings.notifyLimit.count()));
    add(QStringLiteral("policy"), settings.policy());
    add(QStringLiteral("reissue"), settings.gateways.reissues ? on : off);
    add(QStringLiteral("single-value"), settings.gateways.singleValue ? on : off);
    add(QStringLiteral("vendor"), settings.gateways.vendor);
    add(QStringLiteral("model"), settings.gateways.model);
    add(QStringLiteral("sni"), keyOf(settings.gatewayTls.serverName));
    add(QStringLiteral("product-host"), settings.gatewayTls.productHosts.join(QStringLiteral(", ")));
    add(QStringLiteral("strict-http"), settings.strictHttp ? on : off);
    return lines.join(u'\n');
}

Result<Outcome> runShow(const Arguments&, OperationContext& context)
{
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto settings = ServeSettings::read(**bench);
    if (!settings)
        return failure(settings.error());
    return Outcome{settings->toJson(), settingsText(*settings)};
}

Result<Outcome> runSet(const Arguments& arguments, OperationContext& context)
{
    if (arguments.values().isEmpty())
        return failure(
            Error::Code::Usage, Tr::tr("no setting is given"), {},
            Tr::tr("The settings are %1; --reset takes one back.").arg(settingNames().join(QStringLiteral(", "))));
    const auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    auto settings = ServeSettings::read(**bench);
    if (!settings)
        return failure(settings.error());
    reset(*settings, arguments.list(QStringLiteral("reset")));
    settings = overlaid(std::move(*settings), arguments);
    if (!settings)
        return failure(settings.error());
    if (auto right = settings->check(); !right)
        return failure(right.error());
    if (auto written = settings->write(**bench); !written)
        return failure(written.error());
    return Outcome{settings->toJson(), settingsText(*settings)};
}

// psk

Result<CoapPsk> askedPsk(const QString& identity, OperationContext& context)
{
    const auto key = context.askSecret(Tr::tr("The key of %1, in hexadecimal").arg(identity));
    if (!key)
        return failure(key.error());
    return CoapPsk::read(QString(identity + u':' + key->trimmed()));
}

Result<Outcome> runPskAdd(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const QString identity = arguments.text(QStringLiteral("identity"));
    auto psk = makePsk(identity);
    if (arguments.flag(QStringLiteral("ask"))) {
        auto asked = askedPsk(identity, context);
        if (!asked)
            return failure(asked.error());
        psk = std::move(*asked);
    }
    if (auto added = PskStore((*bench)->directory()).add(psk); !added)
        return failure(added.error());
    return Outcome{{{QStringLiteral("identity"), identity}, {QStringLiteral("bytes"), psk.key.size()}},
                   Tr::tr("%1 may use CoAPS, with the key %2").arg(identity, maskedKey(psk))};
}

Result<Outcome> runPskList(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto all = PskStore((*bench)->directory()).list();
    if (!all)
        return failure(all.error());
    const bool reveal = arguments.flag(QStringLiteral("reveal"));
    QJsonArray identities;
    QStringList lines;
    for (const CoapPsk& psk : *all) {
        QJsonObject json{{QStringLiteral("identity"), psk.identity}, {QStringLiteral("bytes"), psk.key.size()}};
        if (reveal)
            json.insert(QStringLiteral("key"), QString::fromLatin1(psk.key.toHex()));
        identities.append(json);
        lines << (reveal ? QString(psk.identity + u':' + QString::fromLatin1(psk.key.toHex()))
                         : QString(psk.identity.leftJustified(24) + maskedKey(psk)));
    }
    return Outcome{{{QStringLiteral("identities"), identities}},
                   lines.isEmpty() ? Tr::tr("no identities") : lines.join(u'\n')};
}

Result<Outcome> runPskRemove(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const QString identity = arguments.text(QStringLiteral("identity"));
    if (auto removed = PskStore((*bench)->directory()).remove(identity); !removed)
        return failure(removed.error());
    return Outcome{{{QStringLiteral("identity"), identity}}, Tr::tr("%1 can connect no more").arg(identity)};
}

// token

Outcome tokenOutcome(const Bench& bench, const QString& token, bool reveal)
{
    QJsonObject json{{QStringLiteral("file"), bench.path(QStringLiteral("token"))}};
    if (reveal)
        json.insert(QStringLiteral("token"), token);
    return {json, reveal ? token : Tr::tr("%1, in %2").arg(maskedToken(token), bench.path(QStringLiteral("token")))};
}

Result<Outcome> runTokenShow(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto token = (*bench)->token();
    if (!token)
        return failure(token.error());
    return tokenOutcome(**bench, *token, arguments.flag(QStringLiteral("reveal")));
}

Result<Outcome> runTokenRenew(const Arguments&, OperationContext& context)
{
    const auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const auto token = (*bench)->renewToken();
    if (!token)
        return failure(token.error());
    return tokenOutcome(**bench, *token, false);
}

void registerPskOperations(OperationRegistry& registry)
{
    const Parameter identity{.name = QStringLiteral("identity"),
                             .help = Tr::tr("How the device names itself."),
                             .valueName = QStringLiteral("ID"),
                             .required = true,
                             .positional = true};
    registry.add(
        {.name = QStringLiteral("psk.add"),
         .summary = Tr::tr("Let a device use CoAPS with a key of its own."),
         .details = Tr::tr("Makes a key of 16 bytes; psk list --reveal shows it, for the device's firmware."),
         .parameters = {identity,
                        {.name = QStringLiteral("ask"),
                         .type = ParameterType::Flag,
                         .help = Tr::tr("Ask for the key instead of making one: hexadecimal, 1 to 64 bytes.")}},
         .returns = Tr::tr("The identity and how many bytes its key has."),
         .run = runPskAdd});
    registry.add({.name = QStringLiteral("psk.list"),
                  .summary = Tr::tr("List the devices that may use CoAPS."),
                  .parameters = {{.name = QStringLiteral("reveal"),
                                  .type = ParameterType::Flag,
                                  .help = Tr::tr("With their keys, as IDENTITY:HEX.")}},
                  .returns = Tr::tr("`identities`: one object each."),
                  .run = runPskList});
    registry.add({.name = QStringLiteral("psk.remove"),
                  .summary = Tr::tr("Take the key of a device away: it can use CoAPS no more."),
                  .parameters = {identity},
                  .returns = Tr::tr("The identity."),
                  .destructive = true,
                  .run = runPskRemove});
}

void registerTokenOperations(OperationRegistry& registry)
{
    registry.add({.name = QStringLiteral("token.show"),
                  .summary = Tr::tr("Show the token that writing requests must carry."),
                  .parameters = {{.name = QStringLiteral("reveal"),
                                  .type = ParameterType::Flag,
                                  .help = Tr::tr("All of it. Without: how it begins, and its file.")}},
                  .returns = Tr::tr("`file`, and `token` when it is revealed."),
                  .run = runTokenShow});
    registry.add({.name = QStringLiteral("token.renew"),
                  .summary = Tr::tr("Make a new token: scripts that have the old one are refused from then on."),
                  .returns = Tr::tr("`file`: where it is."),
                  .destructive = true,
                  .run = runTokenRenew});
}

} // namespace

Result<ServeSettings> overlaid(ServeSettings settings, const Arguments& arguments)
{
    for (const QString& service : ServeSettings::services()) {
        if (arguments.has(service))
            settings.setListeners(service, arguments.list(service));
    }
    const auto text = [&](const char* name, QString& value) {
        if (const QString key = QString::fromLatin1(name); arguments.has(key))
            value = arguments.text(key);
    };
    const auto choice = [&](const char* name, bool& value) {
        if (const QString key = QString::fromLatin1(name); arguments.has(key))
            value = arguments.text(key) == on;
    };
    const auto path = [&](const char* name, QString& value) {
        text(name, value);
        if (!value.isEmpty())
            value = QFileInfo(value).absoluteFilePath(); // Read again from another directory.
    };
    path("certificate", settings.certificate);
    path("certificate-key", settings.certificateKey);
    path("tree", settings.tree);
    text("coap-host", settings.coapHost);
    if (arguments.has(QStringLiteral("coap-block")))
        settings.largestBlock = arguments.text(QStringLiteral("coap-block")).toInt();
    choice("unauthenticated-writes", settings.unauthenticatedWrites);
    choice("coap-uploads", settings.coapUploads);
    if (arguments.has(QStringLiteral("upload-identity")))
        settings.uploadIdentities = arguments.list(QStringLiteral("upload-identity"));
    if (arguments.has(QStringLiteral("notify-timeout")))
        settings.notifyLimit = std::chrono::seconds(arguments.integer(QStringLiteral("notify-timeout")));
    if (arguments.has(QStringLiteral("policy")))
        settings.gateways.addsUnknown = arguments.text(QStringLiteral("policy")) == QStringLiteral("open");
    choice("reissue", settings.gateways.reissues);
    choice("single-value", settings.gateways.singleValue);
    text("vendor", settings.gateways.vendor);
    text("model", settings.gateways.model);
    choice("strict-http", settings.strictHttp);
    if (auto taken = takeGatewayTls(settings.gatewayTls, arguments); !taken)
        return failure(taken.error());
    return settings;
}

Result<> takeGatewayTls(ExosenseTlsSettings& tls, const Arguments& arguments)
{
    if (const QString key = QStringLiteral("sni"); arguments.has(key)) {
        const auto policy = serverNamePolicy(arguments.text(key));
        if (!policy)
            return failure(policy.error());
        tls.serverName = *policy;
    }
    const QString key = QStringLiteral("product-host");
    if (!arguments.has(key))
        return {};
    QStringList hosts;
    for (const QString& text : arguments.list(key)) {
        const auto host = checkedProductHost(text);
        if (!host)
            return failure(host.error());
        hosts << *host;
    }
    hosts.removeDuplicates();
    tls.productHosts = hosts;
    return {};
}

std::vector<Parameter> listenerParameters()
{
    const auto listener = [](const QString& name, const QString& help) {
        return Parameter{.name = name,
                         .type = ParameterType::Address,
                         .help = help,
                         .valueName = QStringLiteral("ADDR:PORT"),
                         .repeated = true};
    };
    return {
        listener(QStringLiteral("http"),
                 Tr::tr("HTTP for people and scripts. ADDR may be an interface, loopback or *; port 0 is any free "
                        "one.")),
        listener(QStringLiteral("https"), Tr::tr("The same over TLS, with a certificate of the bench.")),
        listener(QStringLiteral("coap"), Tr::tr("CoAP for boards.")),
        listener(QStringLiteral("coaps"),
                 Tr::tr("The same over DTLS: with the keys of the bench's devices, else with a certificate.")),
        listener(QStringLiteral("exosense"), Tr::tr("The device API of ExoSense and Murano over HTTP, for gateways.")),
        listener(QStringLiteral("exosense-tls"), Tr::tr("The same over TLS, with a certificate of the bench.")),
        listener(QStringLiteral("exosense-mqtt"), Tr::tr("The same gateways over MQTT.")),
        listener(QStringLiteral("exosense-mqtts"), Tr::tr("MQTT over TLS; a gateway may log in with a certificate.")),
    };
}

std::vector<Parameter> gatewayParameters()
{
    return {
        {.name = QStringLiteral("policy"),
         .type = ParameterType::Choice,
         .help = Tr::tr("Which gateways may activate: those of the bench's list, or everybody; list in a new bench."),
         .choices = {QStringLiteral("list"), QStringLiteral("open")}},
        {.name = QStringLiteral("vendor"),
         .help = Tr::tr("Refuse gateways that name another vendor."),
         .valueName = QStringLiteral("TEXT")},
        {.name = QStringLiteral("model"),
         .help = Tr::tr("Refuse gateways that name another model."),
         .valueName = QStringLiteral("TEXT")},
        {.name = QStringLiteral("sni"),
         .type = ParameterType::Choice,
         .help = Tr::tr("What gateways must name over TLS: any host, one of ours (require), or one of ours that their "
                        "requests name too (match); any in a new bench."),
         .choices = {QStringLiteral("any"), QStringLiteral("require"), QStringLiteral("match")}},
        {.name = QStringLiteral("product-host"),
         .help = Tr::tr("A host by which gateways call us: it stands in the bench's certificate."),
         .valueName = QStringLiteral("HOST"),
         .repeated = true},
    };
}

std::vector<Parameter> servingParameters()
{
    return {
        {.name = QStringLiteral("certificate"),
         .type = ParameterType::File,
         .help = Tr::tr("A certificate of your own for all that is secured, PEM, with its chain."),
         .valueName = QStringLiteral("FILE")},
        {.name = QStringLiteral("certificate-key"),
         .type = ParameterType::File,
         .help = Tr::tr("Its private key, PEM."),
         .valueName = QStringLiteral("FILE")},
        {.name = QStringLiteral("coap-host"),
         .help = Tr::tr("What URLs given to boards name. Without it: the address at which each board reaches us."),
         .valueName = QStringLiteral("HOST")},
        {.name = QStringLiteral("tree"),
         .type = ParameterType::Folder,
         .help = Tr::tr("A directory that is served over CoAP as it is, for SUIT_COAP_FSROOT of RIOT's make."),
         .valueName = QStringLiteral("DIR")},
        {.name = QStringLiteral("coap-block"),
         .type = ParameterType::Choice,
         .help = Tr::tr("The largest block that is sent over CoAP, in bytes: 1024 in a new bench."),
         .choices = {QStringLiteral("16"), QStringLiteral("32"), QStringLiteral("64"), QStringLiteral("128"),
                     QStringLiteral("256"), QStringLiteral("512"), QStringLiteral("1024")}},
        {.name = QStringLiteral("upload-identity"),
         .help = Tr::tr("A DTLS identity that may publish with CoAP PUT too."),
         .valueName = QStringLiteral("ID"),
         .repeated = true},
        {.name = QStringLiteral("notify-timeout"),
         .type = ParameterType::Integer,
         .help = Tr::tr("How long one device may take to answer a notification, in seconds: 10 in a new bench."),
         .valueName = QStringLiteral("SECONDS"),
         .minimum = 1,
         .maximum = longestNotifySeconds},
    };
}

void registerServingOperations(OperationRegistry& registry)
{
    registry.add({.name = QStringLiteral("serving.show"),
                  .summary = Tr::tr("Show how the bench serves."),
                  .returns = Tr::tr("The kept settings, named as the parameters of serving.set."),
                  .run = runShow});
    std::vector<Parameter> parameters = listenerParameters();
    for (Parameter& parameter : servingParameters())
        parameters.push_back(std::move(parameter));
    const auto onOff = [&](const QString& name, const QString& help) {
        parameters.push_back({.name = name, .type = ParameterType::Choice, .help = help, .choices = {on, off}});
    };
    onOff(QStringLiteral("unauthenticated-writes"),
          Tr::tr("Publishing, notifying and removing need no token on loopback: for old lab scripts."));
    onOff(QStringLiteral("coap-uploads"), Tr::tr("Publishing with CoAP PUT, then POST ?commit, from loopback."));
    for (Parameter& parameter : gatewayParameters())
        parameters.push_back(std::move(parameter));
    onOff(QStringLiteral("reissue"), Tr::tr("A second activation of a gateway gives a new token and is not refused."));
    onOff(QStringLiteral("single-value"),
          Tr::tr("A gateway reads what either side wrote last, as on the old platform."));
    onOff(QStringLiteral("strict-http"),
          Tr::tr("No Content-Length on answers to gateways that have no body; old clients look for it."));
    parameters.push_back({.name = QStringLiteral("reset"),
                          .type = ParameterType::Choice,
                          .help = Tr::tr("Take this setting back to what it is in a new bench."),
                          .valueName = QStringLiteral("SETTING"),
                          .repeated = true,
                          .choices = settingNames()});
    registry.add({.name = QStringLiteral("serving.set"),
                  .summary = Tr::tr("Set how the bench serves, for the window and for otaw serve."),
                  .details = Tr::tr("What is not named stays as it is. A service that runs takes it when it is started "
                                    "anew."),
                  .parameters = std::move(parameters),
                  .returns = Tr::tr("All settings as they are now."),
                  .run = runSet});
    registerPskOperations(registry);
    registerTokenOperations(registry);
}

} // namespace ota
