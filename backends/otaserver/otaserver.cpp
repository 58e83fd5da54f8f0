// SPDX-License-Identifier: Apache-2.0
#include "otaserver/otaserver.h"

#include "crypto/certificates.h"
#include "http/httpserver.h"
#include "otaserver/coapuploadsink.h"
#include "otaserver/otaserverapi.h"
#include "otaserver/otaservercore.h"
#include "otaserver/otaserverworker.h"
#include "store/bench.h"
#include "store/releasestore.h"

#include <QCoreApplication>
#include <QThread>
#include <QUdpSocket>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServer)
};

/// `127.0.0.1:5683`, `[::1]:0`, `5683`
Result<CoapEndpoint> endpointOf(const QString& text, bool secure)
{
    const auto listen = HttpListen::parse(text);
    if (!listen)
        return failure(listen.error());
    const QString host = unbracketedHost(listen->host);
    CoapEndpoint endpoint;
    endpoint.address = host == QStringLiteral("*")           ? QStringLiteral("::")
                       : host == QStringLiteral("localhost") ? QStringLiteral("127.0.0.1")
                                                             : host;
    endpoint.port = listen->port;
    endpoint.secure = secure;
    return endpoint;
}

Result<std::vector<CoapEndpoint>> endpointsOf(const QStringList& texts, bool secure)
{
    std::vector<CoapEndpoint> endpoints;
    for (const QString& text : texts) {
        auto endpoint = endpointOf(text, secure);
        if (!endpoint)
            return failure(endpoint.error());
        endpoints.push_back(std::move(*endpoint));
    }
    return endpoints;
}

/// What a certificate must name so that a client that asks for one of these is content.
QStringList certificateHosts(const QStringList& listeners)
{
    QStringList hosts;
    for (const QString& text : listeners) {
        const auto listen = HttpListen::parse(text);
        if (!listen)
            continue;
        const QString host = unbracketedHost(listen->host);
        const bool isEverywhere =
            host == QStringLiteral("*") || host == QStringLiteral("::") || host == QStringLiteral("0.0.0.0");
        hosts << (isEverywhere ? interfaceAddresses({}) : QStringList{host});
    }
    return hosts;
}

} // namespace

OtaServerSettings OtaServerSettings::standard()
{
    OtaServerSettings settings;
    settings.http << QStringLiteral("127.0.0.1:8080");
    settings.coap << QStringLiteral("127.0.0.1:5683");
    QUdpSocket probe;
    if (probe.bind(QHostAddress(QHostAddress::LocalHostIPv6), 0))
        settings.coap << QStringLiteral("[::1]:5683");
    return settings;
}

struct OtaServer::Private
{
    /// A service with what it was made of: exactly one of http and coap is set.
    struct Entry
    {
        QString name;
        std::unique_ptr<HttpServer> http;
        std::unique_ptr<CoapServer> coap;

        Service& service() const { return http ? static_cast<Service&>(*http) : static_cast<Service&>(*coap); }
        bool isRunning() const { return service().status().state == ServiceStatus::State::Running; }
    };

    Private(Bench& usedBench, Timeline& usedTimeline, OtaServerSettings chosen)
        : core(usedBench, usedTimeline, std::move(chosen))
        , uploads(core, core.settings.uploadIdentities)
    {
    }

    Result<> makeHttp(const QStringList& listeners, const QString& name, bool secure);
    Result<> makeCoap(const QStringList& listeners, const QString& name, bool secure);
    Result<> check() const;
    void watch(Entry& entry);
    void servicesChanged();
    std::vector<OtaServiceInfo> infos() const;
    QStringList addressesOf(const Entry& entry) const;

    OtaServerCore core;
    PublishingUploadSink uploads;
    std::vector<Entry> entries;
    std::unique_ptr<OtaServerWorker> worker; ///< Last: it uses all others.
};

Result<> OtaServer::Private::check() const
{
    if (!core.settings.allowUnauthenticatedWrites)
        return {};
    for (const QString& text : core.settings.http + core.settings.https) {
        const auto listen = HttpListen::parse(text);
        if (listen && !isLoopbackHost(listen->host))
            return failure(
                Error::Code::Usage,
                Tr::tr("unauthenticated writes are for loopback only, and %1 is reached by others").arg(text), {},
                Tr::tr("Leave the switch out: the old clients work with the token as password."));
    }
    return {};
}

Result<> OtaServer::Private::makeHttp(const QStringList& listeners, const QString& name, bool secure)
{
    for (qsizetype i = 0; i < listeners.size(); ++i) {
        const auto listen = HttpListen::parse(listeners[i]);
        if (!listen)
            return failureIn(name, listen.error());
        HttpServerSettings settings;
        settings.name = i == 0 ? name : QStringLiteral("%1-%2").arg(name).arg(i + 1);
        settings.listen = *listen;
        settings.clock = &core.bench.clock();
        if (secure) {
            const auto files =
                ensureServerCertificate(core.bench.tlsPath(), certificateHosts(listeners), core.bench.clock());
            if (!files)
                return failureIn(name, files.error());
            settings.tls = HttpTlsFiles{files->chain, files->privateKey};
            for (const QString& warning : files->warnings)
                core.log.add(ServerLogLine::Level::Warning, name, warning);
        }
        Entry entry;
        entry.name = settings.name;
        entry.http =
            std::make_unique<HttpServer>(settings, otaServerRouter(core, core.settings.allowUnauthenticatedWrites));
        entries.push_back(std::move(entry));
        watch(entries.back());
    }
    return {};
}

Result<> OtaServer::Private::makeCoap(const QStringList& listeners, const QString& name, bool secure)
{
    if (listeners.isEmpty())
        return {};
    auto endpoints = endpointsOf(listeners, secure);
    if (!endpoints)
        return failureIn(name, endpoints.error());
    CoapServerOptions options;
    options.endpoints = std::move(*endpoints);
    if (core.settings.coapUploads) {
        options.uploads = &uploads;
        options.maxUploadBytes = static_cast<quint64>(publishLimitBytes);
        options.spoolFolder = core.bench.tmpPath();
    }
    if (secure) {
        options.psk = core.settings.psk;
        if (options.psk.empty()) {
            const auto files =
                ensureServerCertificate(core.bench.tlsPath(), certificateHosts(listeners), core.bench.clock());
            if (!files)
                return failureIn(name, files.error());
            options.certificates.certificate = files->chain;
            options.certificates.privateKey = files->privateKey;
        }
    }
    Entry entry;
    entry.name = name;
    entry.coap = std::make_unique<CoapServer>(std::move(options), name);
    entries.push_back(std::move(entry));
    watch(entries.back());
    return {};
}

void OtaServer::Private::watch(Entry& entry)
{
    // Listeners run on the owner's thread, in start and stop.
    entry.service().onStatusChanged([this](const ServiceStatus&) { servicesChanged(); });
}

void OtaServer::Private::servicesChanged()
{
    std::vector<CoapEndpoint> endpoints;
    QJsonObject published;
    for (const Entry& entry : entries) {
        if (!entry.isRunning())
            continue;
        if (entry.coap) {
            for (const CoapEndpoint& endpoint : entry.coap->endpoints())
                endpoints.push_back(endpoint);
        }
        published.insert(entry.name, addressesOf(entry).value(0));
    }
    core.addresses.setEndpoints(std::move(endpoints));
    if (const auto set = core.bench.setServices(published); !set)
        core.log.add(ServerLogLine::Level::Warning, QStringLiteral("serve"), set.error().toString());
    QJsonArray list;
    for (const OtaServiceInfo& info : infos())
        list.append(QJsonObject{{QStringLiteral("name"), info.name},
                                {QStringLiteral("state"), stateName(info.status.state)},
                                {QStringLiteral("address"), info.addresses.join(QStringLiteral(", "))},
                                {QStringLiteral("why"), info.status.why}});
    core.tell(QStringLiteral("state"), {{QStringLiteral("services"), list}});
}

QStringList OtaServer::Private::addressesOf(const Entry& entry) const
{
    if (!entry.isRunning())
        return {};
    if (entry.http)
        return {entry.http->status().address};
    QStringList addresses;
    for (const CoapEndpoint& endpoint : entry.coap->endpoints())
        addresses << endpoint.uri();
    return addresses;
}

std::vector<OtaServiceInfo> OtaServer::Private::infos() const
{
    std::vector<OtaServiceInfo> list;
    for (const Entry& entry : entries)
        list.push_back({entry.name, entry.service().status(), addressesOf(entry)});
    return list;
}

OtaServer::OtaServer(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

Result<std::unique_ptr<OtaServer>> OtaServer::make(Bench& bench, Timeline& timeline, OtaServerSettings settings)
{
    auto priv = std::make_unique<Private>(bench, timeline, std::move(settings));
    const auto token = bench.token();
    if (!token)
        return failure(token.error());
    priv->core.token = *token;
    priv->core.services = [raw = priv.get()] {
        return raw->infos();
    };
    const OtaServerSettings& chosen = priv->core.settings;
    auto made = priv->check();
    if (made)
        made = priv->makeHttp(chosen.http, QStringLiteral("http"), false);
    if (made)
        made = priv->makeHttp(chosen.https, QStringLiteral("https"), true);
    if (made)
        made = priv->makeCoap(chosen.coap, QStringLiteral("coap"), false);
    if (made)
        made = priv->makeCoap(chosen.coaps, QStringLiteral("coaps"), true);
    if (made)
        made = priv->core.boards.refresh();
    if (!made)
        return failure(made.error());
    std::vector<OtaServerWorker::Source> sources;
    for (Private::Entry& entry : priv->entries)
        sources.push_back({entry.name, entry.http.get(), entry.coap.get()});
    priv->worker = std::make_unique<OtaServerWorker>(priv->core, std::move(sources));
    if (const auto refreshed = priv->core.tree.refresh(); !refreshed)
        return failure(refreshed.error());
    return std::unique_ptr<OtaServer>(new OtaServer(std::move(priv)));
}

OtaServer::~OtaServer()
{
    stop();
}

Result<> OtaServer::start()
{
    d->worker->start();
    for (const Private::Entry& entry : d->entries) {
        if (auto started = startService(entry.name); !started) {
            stop();
            return started;
        }
    }
    return {};
}

void OtaServer::stop()
{
    for (auto entry = d->entries.rbegin(); entry != d->entries.rend(); ++entry)
        stopService(entry->name);
    d->worker->stop();
}

Result<> OtaServer::startService(const QString& name)
{
    const auto entry =
        std::find_if(d->entries.begin(), d->entries.end(), [&](const Private::Entry& e) { return e.name == name; });
    if (entry == d->entries.end())
        return failure(Error::Code::NotFound, Tr::tr("there is no service \"%1\"").arg(name));
    d->worker->start();
    if (entry->isRunning())
        return {};
    if (entry->coap)
        entry->coap->setTree(d->core.tree.current()->tree);
    return entry->service().start();
}

void OtaServer::stopService(const QString& name)
{
    const auto entry =
        std::find_if(d->entries.begin(), d->entries.end(), [&](const Private::Entry& e) { return e.name == name; });
    if (entry == d->entries.end() || !entry->isRunning())
        return;
    if (entry->http)
        d->core.hub.closeAll(); // Pages of other listeners come again by themselves.
    entry->service().stop();
}

std::vector<OtaServiceInfo> OtaServer::services() const
{
    return d->infos();
}

QString OtaServer::httpUrl() const
{
    for (const Private::Entry& entry : d->entries) {
        if (entry.http && entry.isRunning())
            return entry.http->status().address;
    }
    return {};
}

QString OtaServer::coapUrl(const QString& deviceHost) const
{
    return d->core.addresses.baseFor(deviceHost);
}

QString OtaServer::addressWarning(const QStringList& deviceHosts) const
{
    return d->core.addresses.warningFor(deviceHosts);
}

Result<std::shared_ptr<const ServedTree>> OtaServer::refresh()
{
    return d->core.tree.refresh();
}

std::shared_ptr<const ServedTree> OtaServer::served() const
{
    return d->core.tree.current();
}

std::vector<TransferView> OtaServer::transfers() const
{
    return d->core.tracker.transfers();
}

std::vector<DeviceNotification> OtaServer::devices() const
{
    return d->core.desk.devices();
}

const ServerLog& OtaServer::log() const
{
    return d->core.log;
}

void OtaServer::setPskIdentities(std::vector<CoapPsk> psk)
{
    for (const Private::Entry& entry : d->entries) {
        if (entry.coap && entry.name == QStringLiteral("coaps"))
            entry.coap->setPskIdentities(psk);
    }
    d->core.keys.set(std::move(psk));
}

void OtaServer::setCoapHost(const QString& host)
{
    d->core.addresses.setHost(host);
}

CoapServer* OtaServer::coapServer(bool secure)
{
    const QString name = secure ? QStringLiteral("coaps") : QStringLiteral("coap");
    for (const Private::Entry& entry : d->entries) {
        if (entry.name == name)
            return entry.coap.get();
    }
    return nullptr;
}

Result<std::vector<DeviceNotification>> OtaServer::notify(const Order& order,
                                                          const std::function<void(const DeviceNotification&)>& changed,
                                                          const std::stop_token& stop)
{
    OtaServerCore::NotifyOrder wanted;
    wanted.releaseId = order.releaseId;
    auto devices = readNotifyDevices(order.devices.join(u','));
    if (!devices)
        return failure(devices.error());
    wanted.devices = std::move(*devices);
    wanted.wish.version = order.version;
    wanted.wish.file = order.file;
    wanted.wish.rule = order.profile == NotifyProfile::EraB        ? ManifestWish::Rule::EraB
                       : order.version != QStringLiteral("latest") ? ManifestWish::Rule::ByVersion
                                                                   : ManifestWish::Rule::BySlot;
    wanted.profile = order.profile;
    wanted.put = order.profile == NotifyProfile::EraB;
    wanted.appendTrigger = !wanted.put;
    wanted.host = order.host;
    if (order.limit.count() > 0)
        wanted.limit = order.limit;
    auto plan = d->core.planFor(wanted);
    if (!plan)
        return failure(plan.error());
    return d->core.desk.run(std::move(*plan), changed, stop);
}

void OtaServer::onEvent(std::function<void(const QString& kind, const QJsonObject& data)> listener)
{
    d->core.listener = std::move(listener);
}

} // namespace ota
