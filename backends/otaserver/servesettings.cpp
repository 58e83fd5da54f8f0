// SPDX-License-Identifier: Apache-2.0
#include "otaserver/servesettings.h"

#include "exosense/exosenseservice.h"
#include "http/httpserver.h"
#include "otaserver/coapaddresses.h"
#include "otaserver/notifydevice.h"
#include "store/bench.h"
#include "store/settingsstore.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonArray>
#include <QNetworkInterface>
#include <QTcpServer>
#include <QUdpSocket>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ServeSettings)
};

constexpr int portsToTry = 100;
constexpr qsizetype shownTokenLetters = 4;

const QString settingsName = QStringLiteral("serve");
const QString loopbackName = QStringLiteral("loopback");
const QString everywhereName = QStringLiteral("*");
const QString policyName = QStringLiteral("policy");
const QString openPolicy = QStringLiteral("open");

bool isWildcard(const QString& host)
{
    return host == everywhereName || host == QStringLiteral("::") || host == QStringLiteral("0.0.0.0");
}

bool hasV6Loopback()
{
    QUdpSocket probe;
    return probe.bind(QHostAddress(QHostAddress::LocalHostIPv6), 0);
}

QStringList textsOf(const QJsonValue& value, const QStringList& otherwise)
{
    if (!value.isArray())
        return otherwise;
    QStringList texts;
    for (const QJsonValue& text : value.toArray())
        texts << text.toString();
    return texts;
}

QHostAddress bindAddress(const QString& host)
{
    if (host == loopbackName)
        return QHostAddress(QHostAddress::LocalHost);
    if (host == everywhereName)
        return QHostAddress(QHostAddress::Any);
    return QHostAddress(host);
}

bool canListen(const QHostAddress& address, quint16 port, bool datagrams)
{
    if (datagrams) {
        QUdpSocket socket;
        return socket.bind(address, port, QAbstractSocket::DontShareAddress);
    }
    QTcpServer server;
    return server.listen(address, port);
}

} // namespace

const QStringList& ServeSettings::services()
{
    static const QStringList names =
        QStringList{QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("coap"), QStringLiteral("coaps")} +
        ExosenseService::kinds();
    return names;
}

QString ServeSettings::serviceOf(const QString& listenerName)
{
    const qsizetype end = listenerName.lastIndexOf(u'-');
    bool isNumber = false;
    listenerName.mid(end + 1).toInt(&isNumber);
    return end > 0 && isNumber ? listenerName.left(end) : listenerName;
}

bool ServeSettings::isForGateways(const QString& service)
{
    return ExosenseService::kinds().contains(service);
}

bool ServeSettings::isDatagram(const QString& service)
{
    return service == QStringLiteral("coap") || service == QStringLiteral("coaps");
}

bool ServeSettings::isSecure(const QString& service)
{
    return service.endsWith(u's'); // https, coaps, exosense-tls, exosense-mqtts
}

const QStringList& ServeSettings::listeners(const QString& service) const
{
    Q_ASSERT(services().contains(service));
    return service == QStringLiteral("http")            ? http
           : service == QStringLiteral("https")         ? https
           : service == QStringLiteral("coap")          ? coap
           : service == QStringLiteral("coaps")         ? coaps
           : service == QStringLiteral("exosense")      ? exosense
           : service == QStringLiteral("exosense-tls")  ? exosenseTls
           : service == QStringLiteral("exosense-mqtt") ? exosenseMqtt
                                                        : exosenseMqtts;
}

void ServeSettings::setListeners(const QString& service, const QStringList& listeners)
{
    const_cast<QStringList&>(std::as_const(*this).listeners(service)) = listeners;
}

QStringList ServeSettings::hosts(const QString& service) const
{
    QStringList hosts;
    for (const QString& text : listeners(service)) {
        if (const auto listener = ServeListener::parse(text))
            hosts << listener->host;
    }
    hosts.removeDuplicates();
    return hosts;
}

ServeSettings ServeSettings::fromJson(const QJsonObject& json)
{
    ServeSettings settings;
    for (const QString& service : services())
        settings.setListeners(service, textsOf(json[service], settings.listeners(service)));
    settings.certificate = json[QStringLiteral("certificate")].toString();
    settings.certificateKey = json[QStringLiteral("certificate-key")].toString();
    settings.coapHost = json[QStringLiteral("coap-host")].toString();
    settings.tree = json[QStringLiteral("tree")].toString();
    settings.largestBlock = json[QStringLiteral("coap-block")].toInt(settings.largestBlock);
    settings.unauthenticatedWrites = json[QStringLiteral("unauthenticated-writes")].toBool();
    settings.coapUploads = json[QStringLiteral("coap-uploads")].toBool();
    settings.uploadIdentities = textsOf(json[QStringLiteral("upload-identity")], {});
    settings.notifyLimit = std::chrono::seconds(
        json[QStringLiteral("notify-timeout")].toInteger(static_cast<qint64>(settings.notifyLimit.count())));
    settings.gateways.addsUnknown = json[policyName].toString() == openPolicy;
    settings.gateways.reissues = json[QStringLiteral("reissue")].toBool();
    settings.gateways.singleValue = json[QStringLiteral("single-value")].toBool();
    settings.gateways.vendor = json[QStringLiteral("vendor")].toString();
    settings.gateways.model = json[QStringLiteral("model")].toString();
    settings.gatewayTls.serverName =
        serverNamePolicy(json[QStringLiteral("sni")].toString()).value_or(HttpTlsFiles::ServerName::Any);
    settings.gatewayTls.productHosts = textsOf(json[QStringLiteral("product-host")], {});
    settings.strictHttp = json[QStringLiteral("strict-http")].toBool();
    return settings;
}

QJsonObject ServeSettings::toJson() const
{
    QJsonObject json{{QStringLiteral("certificate"), certificate},
                     {QStringLiteral("certificate-key"), certificateKey},
                     {QStringLiteral("coap-host"), coapHost},
                     {QStringLiteral("tree"), tree},
                     {QStringLiteral("coap-block"), largestBlock},
                     {QStringLiteral("unauthenticated-writes"), unauthenticatedWrites},
                     {QStringLiteral("coap-uploads"), coapUploads},
                     {QStringLiteral("upload-identity"), QJsonArray::fromStringList(uploadIdentities)},
                     {QStringLiteral("notify-timeout"), static_cast<qint64>(notifyLimit.count())},
                     {policyName, policy()},
                     {QStringLiteral("reissue"), gateways.reissues},
                     {QStringLiteral("single-value"), gateways.singleValue},
                     {QStringLiteral("vendor"), gateways.vendor},
                     {QStringLiteral("model"), gateways.model},
                     {QStringLiteral("sni"), keyOf(gatewayTls.serverName)},
                     {QStringLiteral("product-host"), QJsonArray::fromStringList(gatewayTls.productHosts)},
                     {QStringLiteral("strict-http"), strictHttp}};
    for (const QString& service : services())
        json.insert(service, QJsonArray::fromStringList(listeners(service)));
    return json;
}

QString ServeSettings::policy() const
{
    return gateways.addsUnknown ? openPolicy : QStringLiteral("list");
}

Result<ServeSettings> ServeSettings::read(Bench& bench)
{
    const auto kept = bench.settings().get(settingsName);
    if (!kept)
        return failure(kept.error());
    return fromJson(kept->toObject());
}

Result<> ServeSettings::write(Bench& bench) const
{
    return bench.settings().set(settingsName, toJson());
}

Result<> ServeSettings::check() const
{
    for (const QString& service : services()) {
        if (listeners(service).isEmpty())
            return failure(Error::Code::Usage, Tr::tr("%1 has no address to listen at").arg(service), service);
        for (const QString& text : listeners(service)) {
            if (const auto listener = ServeListener::parse(text); !listener)
                return failure(Error::Code::Usage, listener.error().message, service, listener.error().hint);
        }
    }
    if (certificate.isEmpty() != certificateKey.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("a certificate and its private key belong together"),
                       certificate.isEmpty() ? QStringLiteral("certificate") : QStringLiteral("certificate-key"),
                       Tr::tr("Name both files, or neither for the bench's own."));
    if (!unauthenticatedWrites)
        return {};
    for (const QString& text : http + https) {
        if (!ServeListener::parse(text)->isLoopback())
            return failure(
                Error::Code::Usage,
                Tr::tr("unauthenticated writes are for loopback only, and %1 is reached by others").arg(text),
                QStringLiteral("unauthenticated-writes"),
                Tr::tr("Switch them off first, or listen on loopback: the old clients work with the token as "
                       "password."));
    }
    return {};
}

QJsonObject ServeSettings::serveArguments(const QStringList& services) const
{
    QJsonObject values;
    for (const QString& service : services)
        values.insert(service, QJsonArray::fromStringList(listeners(service)));
    const auto add = [&](const char* name, const QString& value) {
        if (!value.isEmpty())
            values.insert(QString::fromLatin1(name), value);
    };
    if (std::ranges::any_of(services, isSecure)) {
        add("certificate", certificate);
        add("certificate-key", certificateKey);
    }
    if (std::ranges::any_of(services, isForGateways)) {
        add("policy", gateways.addsUnknown ? openPolicy : QString());
        add("vendor", gateways.vendor);
        add("model", gateways.model);
        if (gateways.reissues)
            values.insert(QStringLiteral("reissue"), true);
        if (gateways.singleValue)
            values.insert(QStringLiteral("single-value"), true);
        if (gatewayTls.serverName != HttpTlsFiles::ServerName::Any)
            add("sni", keyOf(gatewayTls.serverName));
        if (!gatewayTls.productHosts.isEmpty())
            values.insert(QStringLiteral("product-host"), QJsonArray::fromStringList(gatewayTls.productHosts));
        if (strictHttp)
            values.insert(QStringLiteral("strict-http"), true);
    }
    if (std::ranges::all_of(services, isForGateways))
        return values;
    add("coap-host", coapHost);
    add("tree", tree);
    if (largestBlock != ServeSettings().largestBlock)
        values.insert(QStringLiteral("coap-block"), QString::number(largestBlock));
    if (unauthenticatedWrites)
        values.insert(QStringLiteral("allow-unauthenticated-writes"), true);
    if (coapUploads)
        values.insert(QStringLiteral("coap-uploads"), true);
    if (!uploadIdentities.isEmpty())
        values.insert(QStringLiteral("upload-identity"), QJsonArray::fromStringList(uploadIdentities));
    values.insert(QStringLiteral("notify-timeout"), static_cast<qint64>(notifyLimit.count()));
    return values;
}

QJsonObject ServeSettings::setArguments(const QString& service) const
{
    const auto onOff = [](bool on) {
        return on ? QStringLiteral("on") : QStringLiteral("off");
    };
    QJsonObject values{{service, QJsonArray::fromStringList(listeners(service))}};
    const auto add = [&](const char* name, const QString& value) {
        if (!value.isEmpty())
            values.insert(QString::fromLatin1(name), value);
    };
    if (isForGateways(service)) {
        add("policy", policy());
        add("reissue", onOff(gateways.reissues));
        add("single-value", onOff(gateways.singleValue));
        add("strict-http", onOff(strictHttp));
        add("vendor", gateways.vendor);
        add("model", gateways.model);
    } else if (isDatagram(service)) {
        add("coap-host", coapHost);
        add("tree", tree);
        add("coap-block", QString::number(largestBlock));
        add("coap-uploads", onOff(coapUploads));
    } else {
        add("unauthenticated-writes", onOff(unauthenticatedWrites));
    }
    if (isSecure(service)) {
        add("certificate", certificate);
        add("certificate-key", certificateKey);
    }
    if (isSecure(service) && isForGateways(service)) {
        add("sni", keyOf(gatewayTls.serverName));
        if (!gatewayTls.productHosts.isEmpty())
            values.insert(QStringLiteral("product-host"), QJsonArray::fromStringList(gatewayTls.productHosts));
    }
    return values;
}

bool ServeSettings::isSameFor(const QString& service, const ServeSettings& other) const
{
    if (listeners(service) != other.listeners(service))
        return false;
    if (isSecure(service) && (certificate != other.certificate || certificateKey != other.certificateKey))
        return false;
    // What gateways' services are strict about holds at once; how they are met does not.
    if (isForGateways(service))
        return strictHttp == other.strictHttp && (!isSecure(service) || gatewayTls == other.gatewayTls);
    if (!isDatagram(service))
        return unauthenticatedWrites == other.unauthenticatedWrites;
    return largestBlock == other.largestBlock && coapUploads == other.coapUploads &&
           uploadIdentities == other.uploadIdentities;
}

OtaServerSettings ServeSettings::forServer(const QStringList& services, std::vector<CoapPsk> psk) const
{
    OtaServerSettings settings;
    const auto wanted = [&](const QString& service) {
        return services.contains(service) ? listeners(service) : QStringList();
    };
    settings.http = wanted(QStringLiteral("http"));
    settings.https = wanted(QStringLiteral("https"));
    settings.coap = wanted(QStringLiteral("coap"));
    settings.coaps = wanted(QStringLiteral("coaps"));
    settings.exosense.http = wanted(QStringLiteral("exosense"));
    settings.exosense.https = wanted(QStringLiteral("exosense-tls"));
    settings.exosense.mqtt = wanted(QStringLiteral("exosense-mqtt"));
    settings.exosense.mqtts = wanted(QStringLiteral("exosense-mqtts"));
    settings.exosense.cloud = gateways;
    settings.exosense.tls = gatewayTls;
    settings.exosense.strictHttp = strictHttp;
    settings.certificate = certificate;
    settings.certificateKey = certificateKey;
    settings.psk = std::move(psk);
    settings.coapHost = coapHost;
    settings.tree = tree;
    settings.largestBlock = largestBlock;
    settings.allowUnauthenticatedWrites = unauthenticatedWrites;
    settings.uploadIdentities = uploadIdentities;
    settings.coapUploads = coapUploads || !uploadIdentities.isEmpty();
    settings.notifyLimit = notifyLimit;
    settings.programVersion = QCoreApplication::applicationVersion();
    return settings;
}

Result<ServeListener> ServeListener::parse(const QString& text)
{
    const auto listen = HttpListen::parse(text.trimmed());
    if (!listen)
        return failure(listen.error());
    return ServeListener{unbracketedHost(listen->host), listen->port};
}

QString ServeListener::text() const
{
    return bracketedHost(host) + u':' + QString::number(port);
}

bool ServeListener::isLoopback() const
{
    return host == loopbackName || isLoopbackHost(host);
}

Result<QStringList> listenAddresses(const QString& host, bool datagrams)
{
    if (host == loopbackName) {
        QStringList both{QStringLiteral("127.0.0.1")};
        if (datagrams && hasV6Loopback())
            both << QStringLiteral("::1");
        return both;
    }
    if (host == everywhereName || host == QStringLiteral("localhost") || !QHostAddress(host).isNull())
        return QStringList{host};
    const QNetworkInterface interface = QNetworkInterface::interfaceFromName(host);
    if (!interface.isValid()) {
        QStringList names;
        for (const QNetworkInterface& each : QNetworkInterface::allInterfaces())
            names << each.name();
        return failure(Error::Code::NotFound, Tr::tr("there is no interface or address \"%1\"").arg(host), {},
                       Tr::tr("There are %1.").arg(names.join(QStringLiteral(", "))));
    }
    QStringList addresses;
    for (const QNetworkAddressEntry& entry : interface.addressEntries()) {
        // A browser takes no zone, so what is link-local can not be opened there.
        if (datagrams || !entry.ip().isLinkLocal())
            addresses << entry.ip().toString();
    }
    if (addresses.isEmpty())
        return failure(Error::Code::NotFound, Tr::tr("the interface %1 has no address now").arg(host), {},
                       Tr::tr("Plug it in or bring it up, or choose another one."));
    return addresses;
}

std::vector<ListenChoice> listenChoices()
{
    std::vector<ListenChoice> choices;
    for (const QNetworkInterface& interface : QNetworkInterface::allInterfaces()) {
        if (interface.flags().testFlag(QNetworkInterface::IsLoopBack))
            continue;
        ListenChoice choice{interface.name(), {}};
        for (const QNetworkAddressEntry& entry : interface.addressEntries())
            choice.addresses << entry.ip().toString();
        if (!choice.addresses.isEmpty())
            choices.push_back(std::move(choice));
    }
    std::ranges::sort(choices, {}, &ListenChoice::host);
    return choices;
}

QStringList reachableHosts(const QString& host)
{
    if (!isWildcard(host))
        return {host};
    QStringList hosts = interfaceAddresses({});
    hosts.removeIf([](const QString& address) { return QHostAddress(address).isLinkLocal(); });
    hosts << QStringLiteral("127.0.0.1");
    return hosts;
}

quint16 nextFreePort(const QString& host, quint16 port, bool datagrams, const QList<quint16>& taken)
{
    QHostAddress address = bindAddress(host);
    if (address.isNull()) {
        const auto addresses = listenAddresses(host, datagrams);
        if (!addresses)
            return 0;
        address = QHostAddress(addresses->first());
    }
    for (int candidate = port + 1; candidate <= std::min(port + portsToTry, ServeListener::highestPort); ++candidate) {
        const auto free = static_cast<quint16>(candidate);
        if (!taken.contains(free) && canListen(address, free, datagrams))
            return free;
    }
    return 0;
}

QString maskedToken(const QString& token)
{
    return Tr::tr("%1…, %2 letters").arg(token.left(shownTokenLetters)).arg(token.size());
}

} // namespace ota
