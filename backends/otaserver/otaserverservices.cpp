// SPDX-License-Identifier: Apache-2.0
#include "otaserver/otaserverservices.h"

#include "crypto/certificates.h"
#include "exosense/exosensedesk.h"
#include "exosense/exosenseservice.h"
#include "http/httpserver.h"
#include "otaserver/otaserverapi.h"
#include "otaserver/otaservercore.h"
#include "otaserver/servesettings.h"
#include "store/bench.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServer)
};

bool isHttp(const QString& kind)
{
    return kind.startsWith(QStringLiteral("http"));
}

const QStringList& listenersOf(const OtaServerSettings& settings, const QString& kind)
{
    return kind == QStringLiteral("http")    ? settings.http
           : kind == QStringLiteral("https") ? settings.https
           : kind == QStringLiteral("coap")  ? settings.coap
                                             : settings.coaps;
}

/// Listeners with addresses in place of the names of interfaces.
Result<QStringList> resolved(const QStringList& listeners, bool datagrams)
{
    QStringList all;
    for (const QString& text : listeners) {
        const auto listener = ServeListener::parse(text);
        if (!listener)
            return failure(listener.error());
        const auto addresses = listenAddresses(listener->host, datagrams);
        if (!addresses)
            return failure(addresses.error());
        for (const QString& address : *addresses)
            all << ServeListener{address, listener->port}.text();
    }
    return all;
}

Result<CoapEndpoint> endpointOf(const QString& text, bool secure)
{
    const auto listener = ServeListener::parse(text);
    if (!listener)
        return failure(listener.error());
    CoapEndpoint endpoint;
    endpoint.address = listener->host == QStringLiteral("*")           ? QStringLiteral("::")
                       : listener->host == QStringLiteral("localhost") ? QStringLiteral("127.0.0.1")
                                                                       : listener->host;
    endpoint.port = listener->port;
    endpoint.secure = secure;
    return endpoint;
}

/// What a certificate must name so that a client that asks for one of these is content.
QStringList certificateHosts(const QStringList& listeners)
{
    QStringList hosts;
    for (const QString& text : listeners) {
        const auto listener = ServeListener::parse(text);
        if (!listener)
            continue;
        const QString& host = listener->host;
        const bool isEverywhere =
            host == QStringLiteral("*") || host == QStringLiteral("::") || host == QStringLiteral("0.0.0.0");
        hosts << (isEverywhere ? interfaceAddresses({}) : QStringList{host});
    }
    return hosts;
}

} // namespace

Service& OtaServerServices::Entry::service() const
{
    return http ? static_cast<Service&>(*http) : static_cast<Service&>(*coap);
}

OtaServerServices::OtaServerServices(OtaServerCore& core, ExosenseDesk* gateways)
    : m_core(core)
    , m_uploads(core)
    , m_ownGateways(gateways ? nullptr : std::make_unique<ExosenseDesk>())
    , m_gateways(gateways ? *gateways : *m_ownGateways)
    , m_worker(core, m_gateways)
{
}

OtaServerServices::~OtaServerServices() = default;

Result<> OtaServerServices::make()
{
    if (auto made = makeExosense(); !made)
        return made;
    for (const QString& kind : ServeSettings::services()) {
        if (ServeSettings::isForGateways(kind))
            continue;
        auto made = makeKind(kind);
        if (!made)
            return failureIn(kind, made.error());
        take(kind, std::move(*made));
    }
    return {};
}

Result<> OtaServerServices::makeExosense()
{
    for (const QString& kind : ExosenseService::kinds()) {
        if (const auto known = resolved(m_core.settings().exosense.listeners(kind), false); !known)
            return failureIn(kind, known.error());
    }
    auto made = ExosenseService::make(m_core.bench, &m_core.timeline, exosenseSettings(), &m_gateways);
    if (!made)
        return failure(made.error());
    m_exosense = std::move(*made);
    m_exosense->onChanged([this] { servicesChanged(); });
    m_exosense->onEvent([this](const QString& kind, const QJsonObject& data) { m_worker.gatewayEvent(kind, data); });
    m_exosense->onFetchDone(
        [this](const QString& service, const HttpLogEntry& entry) { m_worker.fetchDone(service, entry); });
    m_exosense->onFetching(
        [this](const QString& service, const auto& transfers) { m_worker.fetching(service, transfers); });
    return {};
}

/// What holds for all of its kinds; where each listens is looked up when it starts.
ExosenseServiceSettings OtaServerServices::exosenseSettings() const
{
    const OtaServerSettings settings = m_core.settings();
    ExosenseServiceSettings exosense = settings.exosense;
    exosense.certificate = settings.certificate;
    exosense.certificateKey = settings.certificateKey;
    return exosense;
}

Result<> OtaServerServices::startExosense(const QString& kind)
{
    if (m_exosense->isRunning(kind))
        return {};
    ExosenseServiceSettings settings = exosenseSettings();
    const auto listeners = resolved(settings.listeners(kind), false);
    if (!listeners)
        return failure(listeners.error());
    const_cast<QStringList&>(settings.listeners(kind)) = *listeners;
    settings.certificateHosts = certificateHosts(*listeners);
    m_exosense->configure(std::move(settings));
    auto started = m_exosense->start(kind);
    for (const QString& note : m_exosense->notes(kind))
        m_core.log.add(ServerLogLine::Level::Warning, kind, note);
    return started;
}

Result<OtaServerServices::Entries> OtaServerServices::makeKind(const QString& kind)
{
    const OtaServerSettings settings = m_core.settings();
    Entries made;
    if (listenersOf(settings, kind).isEmpty())
        return made;
    if (!isHttp(kind)) {
        auto entry = makeCoap(settings, kind);
        if (!entry)
            return failure(entry.error());
        made.push_back(std::move(*entry));
        return made;
    }
    const auto listeners = resolved(listenersOf(settings, kind), false);
    if (!listeners)
        return failure(listeners.error());
    for (qsizetype i = 0; i < listeners->size(); ++i) {
        auto entry = makeHttp(settings, kind, listeners->at(i), i + 1);
        if (!entry)
            return failure(entry.error());
        made.push_back(std::move(*entry));
    }
    return made;
}

Result<> OtaServerServices::addFiles(const OtaServerSettings& settings, const QString& kind, QString& certificate,
                                     QString& key)
{
    if (!settings.certificate.isEmpty()) {
        certificate = settings.certificate;
        key = settings.certificateKey;
        return {};
    }
    const auto listeners = resolved(listenersOf(settings, kind), !isHttp(kind));
    if (!listeners)
        return failure(listeners.error());
    const auto files =
        ensureServerCertificate(m_core.bench.tlsPath(), certificateHosts(*listeners), m_core.bench.clock());
    if (!files)
        return failure(files.error());
    for (const QString& warning : files->warnings)
        m_core.log.add(ServerLogLine::Level::Warning, kind, warning);
    certificate = files->chain;
    key = files->privateKey;
    return {};
}

Result<OtaServerServices::Entry> OtaServerServices::makeHttp(const OtaServerSettings& settings, const QString& kind,
                                                             const QString& listener, qsizetype number)
{
    const auto listen = HttpListen::parse(listener);
    if (!listen)
        return failure(listen.error());
    if (settings.allowUnauthenticatedWrites && !isLoopbackHost(listen->host))
        return failure(
            Error::Code::Usage,
            Tr::tr("unauthenticated writes are for loopback only, and %1 is reached by others").arg(listener), {},
            Tr::tr("Leave the switch out: the old clients work with the token as password."));
    HttpServerSettings server;
    server.name = number == 1 ? kind : QStringLiteral("%1-%2").arg(kind).arg(number);
    server.listen = *listen;
    server.clock = &m_core.bench.clock();
    if (ServeSettings::isSecure(kind)) {
        HttpTlsFiles files;
        if (auto added = addFiles(settings, kind, files.certificatePath, files.keyPath); !added)
            return failure(added.error());
        server.tls = files;
    }
    Entry entry;
    entry.kind = kind;
    entry.name = server.name;
    entry.http = std::make_unique<HttpServer>(server, otaServerRouter(m_core, settings.allowUnauthenticatedWrites));
    return entry;
}

Result<OtaServerServices::Entry> OtaServerServices::makeCoap(const OtaServerSettings& settings, const QString& kind)
{
    const auto listeners = resolved(listenersOf(settings, kind), true);
    if (!listeners)
        return failure(listeners.error());
    CoapServerOptions options;
    options.rules.maxSzx = BlockOption::szxOf(settings.largestBlock).value_or(BlockOption::maxSzx);
    for (const QString& text : *listeners) {
        auto endpoint = endpointOf(text, ServeSettings::isSecure(kind));
        if (!endpoint)
            return failure(endpoint.error());
        options.endpoints.push_back(std::move(*endpoint));
    }
    if (settings.coapUploads) {
        options.uploads = &m_uploads;
        options.maxUploadBytes = static_cast<quint64>(publishLimitBytes);
        options.spoolFolder = m_core.bench.tmpPath();
    }
    if (ServeSettings::isSecure(kind)) {
        options.psk = settings.psk;
        if (options.psk.empty()) {
            auto added = addFiles(settings, kind, options.certificates.certificate, options.certificates.privateKey);
            if (!added)
                return failure(added.error());
        }
    }
    Entry entry;
    entry.kind = kind;
    entry.name = kind;
    entry.coap = std::make_unique<CoapServer>(std::move(options), kind);
    return entry;
}

void OtaServerServices::take(const QString& kind, Entries made)
{
    for (Entry& entry : made) {
        // Listeners run on the owner's thread, in start and stop.
        entry.service().onStatusChanged([this](const ServiceStatus&) { servicesChanged(); });
    }
    Entries gone; // Ends after the worker has let go of it.
    {
        const std::lock_guard lock(m_mutex);
        Entries all;
        for (const QString& each : ServeSettings::services()) {
            for (Entry& entry : m_entries) {
                if (entry.kind == each)
                    (each == kind ? gone : all).push_back(std::move(entry));
            }
            if (each == kind)
                std::ranges::move(made, std::back_inserter(all));
        }
        m_entries = std::move(all);
    }
    std::vector<OtaServerWorker::Source> sources;
    for (const Entry& entry : m_entries)
        sources.push_back({entry.name, entry.http.get(), entry.coap.get()});
    m_worker.setSources(sources);
}

Result<> OtaServerServices::renew(const QString& kind)
{
    if (!m_stale.contains(kind))
        return {};
    auto made = makeKind(kind);
    if (!made)
        return failure(made.error());
    take(kind, std::move(*made));
    m_stale.remove(kind);
    return {};
}

void OtaServerServices::configured()
{
    const QStringList& all = ServeSettings::services();
    m_stale = QSet<QString>(all.begin(), all.end());
    m_exosense->configure(exosenseSettings());
}

void OtaServerServices::setToken(const QString& token)
{
    m_exosense->setToken(token);
}

QStringList OtaServerServices::kinds() const
{
    QStringList kinds;
    for (const Entry& entry : m_entries) {
        if (!kinds.contains(entry.kind))
            kinds << entry.kind;
    }
    const ExosenseServiceSettings exosense = m_core.settings().exosense;
    for (const QString& kind : ExosenseService::kinds()) {
        if (!exosense.listeners(kind).isEmpty() || m_exosense->isRunning(kind))
            kinds << kind;
    }
    return kinds;
}

Result<> OtaServerServices::start(const QString& name)
{
    const auto isIts = [&](const Entry& entry) {
        return entry.kind == name;
    };
    m_worker.start();
    if (ServeSettings::isForGateways(name))
        return startExosense(name);
    if (std::ranges::none_of(m_entries, [&](const Entry& entry) { return isIts(entry) && entry.isRunning(); })) {
        if (auto renewed = renew(name); !renewed)
            return renewed;
    }
    if (std::ranges::none_of(m_entries, isIts))
        return failure(Error::Code::NotFound, Tr::tr("there is no service \"%1\"").arg(name));
    for (const Entry& entry : m_entries) {
        if (!isIts(entry) || entry.isRunning())
            continue;
        if (entry.coap)
            entry.coap->setTree(m_core.tree.current()->tree);
        if (auto started = entry.service().start(); !started) {
            stop(name);
            return started;
        }
    }
    return {};
}

void OtaServerServices::stop(const QString& name)
{
    if (ServeSettings::isForGateways(name))
        return m_exosense->stop(name);
    for (auto entry = m_entries.rbegin(); entry != m_entries.rend(); ++entry) {
        if (entry->kind != name || !entry->isRunning())
            continue;
        if (entry->http)
            m_core.hub.closeAll(); // Pages of other listeners come again by themselves.
        entry->service().stop();
    }
}

void OtaServerServices::servicesChanged()
{
    std::vector<CoapEndpoint> endpoints;
    QJsonObject published;
    for (const Entry& entry : m_entries) {
        if (!entry.isRunning())
            continue;
        if (entry.coap) {
            for (const CoapEndpoint& endpoint : entry.coap->endpoints())
                endpoints.push_back(endpoint);
        }
        published.insert(entry.name, addressesOf(entry).value(0));
    }
    for (const ExosenseService::Listener& listener : m_exosense->listeners())
        published.insert(listener.name, listener.address);
    if (const QString control = m_exosense->controlAddress(); !control.isEmpty())
        published.insert(QString::fromLatin1(ExosenseControl::serviceName), control);
    m_core.addresses.setEndpoints(std::move(endpoints));
    if (const auto set = m_core.bench.setServices(published); !set)
        m_core.log.add(ServerLogLine::Level::Warning, QStringLiteral("serve"), set.error().toString());
    QJsonArray list;
    for (const OtaServiceInfo& info : infos())
        list.append(QJsonObject{{QStringLiteral("name"), info.name},
                                {QStringLiteral("state"), stateName(info.status.state)},
                                {QStringLiteral("address"), info.addresses.join(QStringLiteral(", "))},
                                {QStringLiteral("why"), info.status.why}});
    m_core.tell(QStringLiteral("state"), {{QStringLiteral("services"), list}});
}

QStringList OtaServerServices::addressesOf(const Entry& entry)
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

std::vector<OtaServiceInfo> OtaServerServices::infos() const
{
    std::vector<OtaServiceInfo> list;
    {
        const std::lock_guard lock(m_mutex);
        for (const Entry& entry : m_entries)
            list.push_back({entry.name, entry.service().status(), addressesOf(entry)});
    }
    const auto running = m_exosense->listeners();
    for (const ExosenseService::Listener& listener : running)
        list.push_back(
            {listener.name, {ServiceStatus::State::Running, listener.address, {}}, QStringList{listener.address}});
    const ExosenseServiceSettings exosense = m_core.settings().exosense;
    for (const QString& kind : ExosenseService::kinds()) {
        const bool runs = std::ranges::find(running, kind, &ExosenseService::Listener::kind) != running.end();
        if (!runs && !exosense.listeners(kind).isEmpty())
            list.push_back({kind, {}, {}});
    }
    return list;
}

OtaServiceCounters OtaServerServices::counters(const QString& kind) const
{
    OtaServiceCounters sum;
    if (ServeSettings::isForGateways(kind)) {
        const ExosenseService::Counters counters = m_exosense->counters(kind);
        sum.connections = counters.connections;
        sum.connectionsEver = counters.connectionsEver;
        sum.requests = counters.requests;
        sum.bytesReceived = counters.bytesIn;
        sum.bytesSent = counters.bytesOut;
        sum.refused = counters.refused;
        return sum;
    }
    const std::lock_guard lock(m_mutex);
    for (const Entry& entry : m_entries) {
        if (entry.kind != kind)
            continue;
        if (entry.http) {
            const HttpCounters counters = entry.http->counters();
            sum.connections += counters.connectionsOpen;
            sum.connectionsEver += counters.connections;
            sum.requests += counters.requests;
            sum.bytesReceived += counters.bytesIn;
            sum.bytesSent += counters.bytesOut;
            sum.refused += counters.byClass[4] + counters.byClass[5];
        } else {
            const CoapServerStatistics statistics = entry.coap->statistics();
            sum.connections += statistics.sessionsOpen;
            sum.connectionsEver += statistics.sessions;
            sum.requests += statistics.requests;
            sum.bytesSent += statistics.bytes;
            sum.refused += statistics.refused;
            sum.blocks += statistics.blocks;
            sum.repeats += statistics.repeats;
            sum.transfersDone += statistics.transfersDone;
            sum.handshakeErrors += statistics.handshakeErrors;
        }
    }
    return sum;
}

QString OtaServerServices::httpAddress() const
{
    const std::lock_guard lock(m_mutex);
    for (const Entry& entry : m_entries) {
        if (entry.http && entry.isRunning())
            return entry.http->status().address;
    }
    return {};
}

CoapServer* OtaServerServices::coap(const QString& kind) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::ranges::find(m_entries, kind, &Entry::kind);
    return found == m_entries.end() ? nullptr : found->coap.get();
}

void OtaServerServices::setPskIdentities(const std::vector<CoapPsk>& psk)
{
    if (CoapServer* server = coap(QStringLiteral("coaps")))
        server->setPskIdentities(psk);
}

} // namespace ota
