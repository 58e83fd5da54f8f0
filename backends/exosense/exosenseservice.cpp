// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosenseservice.h"

#include "exosense/deviceapi.h"
#include "exosense/exosensecloud.h"
#include "exosense/exosensedesk.h"
#include "exosense/mqttserver.h"
#include "exosense/packagecontent.h"
#include "http/httpserver.h"
#include "store/bench.h"
#include "timeline/event.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseService)
};

const QString httpKind = QStringLiteral("exosense");
const QString httpsKind = QStringLiteral("exosense-tls");
const QString mqttKind = QStringLiteral("exosense-mqtt");
const QString mqttsKind = QStringLiteral("exosense-mqtts");

bool isSecure(const QString& kind)
{
    return kind == httpsKind || kind == mqttsKind;
}

bool isHttp(const QString& kind)
{
    return kind == httpKind || kind == httpsKind;
}

} // namespace

const QStringList& ExosenseServiceSettings::listeners(const QString& kind) const
{
    return kind == httpKind ? http : kind == httpsKind ? https : kind == mqttKind ? mqtt : mqtts;
}

/// One listener: exactly one of http and mqtt is set.
struct ExosenseService::Entry
{
    QString kind;
    QString name;
    std::unique_ptr<DeviceApi> api; ///< Of http, which answers with it.
    std::unique_ptr<HttpServer> http;
    std::unique_ptr<MqttServer> mqtt;
    /// Of MQTT, which is spoken on the port of https too. shared_ptr: the hub tells it, which may be later.
    struct Packets
    {
        std::atomic<quint64> all = 0;
        std::atomic<quint64> refused = 0;
    };
    std::shared_ptr<Packets> packets = std::make_shared<Packets>();

    Service& service() const { return http ? static_cast<Service&>(*http) : static_cast<Service&>(*mqtt); }
    void stop() const
    {
        if (api)
            api->endPolls();
        service().stop();
    }
};

const QStringList& ExosenseService::kinds()
{
    static const QStringList names{httpKind, httpsKind, mqttKind, mqttsKind};
    return names;
}

ExosenseService::ExosenseService(Bench& bench, Timeline* timeline, ExosenseServiceSettings settings, ExosenseDesk* desk)
    : m_bench(bench)
    , m_timeline(timeline)
    , m_settings(std::move(settings))
    , m_ownDesk(desk ? nullptr : std::make_unique<ExosenseDesk>())
    , m_desk(desk ? *desk : *m_ownDesk)
{
    m_deskListener = m_desk.onEvent([this](const QString& kind, const QJsonObject& data) { tellAll(kind, data); });
}

ExosenseService::~ExosenseService()
{
    stop();
    m_desk.forget(m_deskListener);
}

Result<std::unique_ptr<ExosenseService>> ExosenseService::make(Bench& bench, Timeline* timeline,
                                                               ExosenseServiceSettings settings, ExosenseDesk* desk)
{
    const auto token = bench.token();
    if (!token)
        return failure(token.error());
    std::unique_ptr<ExosenseService> service(new ExosenseService(bench, timeline, std::move(settings), desk));
    service->setToken(*token);
    return service;
}

// The cloud.

Result<> ExosenseService::openCloud()
{
    if (m_cloud)
        return {};
    const auto cloud = m_desk.open(m_bench, m_timeline, m_settings.cloud);
    if (!cloud)
        return failure(cloud.error());
    m_cloud = *cloud;
    m_hub = std::make_unique<MqttHub>(*m_cloud, m_settings.connections);
    auto control = std::make_shared<ExosenseControl>(
        *m_cloud, [this] { return token(); }, m_bench.clock());
    if (auto started = control->start(); !started) {
        closeCloud();
        return started;
    }
    const std::scoped_lock lock(m_mutex);
    m_control = std::move(control);
    return {};
}

void ExosenseService::closeCloud()
{
    std::shared_ptr<ExosenseControl> control;
    {
        const std::scoped_lock lock(m_mutex);
        control = std::move(m_control);
    }
    if (control)
        control->stop();
    m_hub.reset();
    if (std::exchange(m_cloud, nullptr))
        m_desk.close();
}

ExosenseCloud& ExosenseService::cloud()
{
    Q_ASSERT(m_cloud);
    return *m_cloud;
}

// Listeners.

Result<HttpTlsFiles> ExosenseService::tlsFiles(const QString& host) const
{
    auto files = exosenseTls(m_bench, m_settings.tls,
                             m_settings.certificateHosts.isEmpty() ? QStringList{host} : m_settings.certificateHosts);
    if (files && !m_settings.certificate.isEmpty()) {
        files->certificatePath = m_settings.certificate;
        files->keyPath = m_settings.certificateKey;
    }
    return files;
}

MqttHub::Told ExosenseService::toldBy(const Entry& entry)
{
    return [this, name = entry.name, packets = entry.packets](const HttpPeer& peer, const MqttSession::Note& note) {
        ++packets->all;
        if (note.isRefused)
            ++packets->refused;
        tellPacket(name, peer, note);
    };
}

Result<> ExosenseService::makeHttp(Entry& entry, const QString& listener)
{
    const auto listen = HttpListen::parse(listener);
    if (!listen)
        return failure(listen.error());
    HttpServerSettings settings;
    settings.name = entry.name;
    settings.listen = *listen;
    settings.leanHeads = true;
    settings.strictLengths = m_settings.strictHttp;
    settings.limits.connections = m_settings.connections;
    settings.clock = &m_bench.clock();
    if (isSecure(entry.kind)) {
        const auto tls = tlsFiles(listen->host);
        if (!tls)
            return failure(tls.error());
        settings.tls = *tls;
        settings.guests = m_hub->guests(false, toldBy(entry));
    }
    entry.api = std::make_unique<DeviceApi>(*m_cloud, [this] { return token(); });
    HttpRouter router;
    entry.api->addRoutes(router);
    entry.http = std::make_unique<HttpServer>(settings, std::move(router));
    entry.http->onRequestDone([this, name = entry.name](const HttpLogEntry& request) { tellRequest(name, request); });
    if (m_fetching)
        entry.http->onFetching([this, name = entry.name](const auto& transfers) { m_fetching(name, transfers); });
    entry.http->onHandshakeFailed([this](const HttpTlsFailure& failed) { tellHandshake(failed); });
    return {};
}

Result<> ExosenseService::makeMqtt(Entry& entry, const QString& listener)
{
    const auto listen = HttpListen::parse(listener);
    if (!listen)
        return failure(listen.error());
    MqttServerSettings settings;
    settings.name = entry.name;
    settings.listen = *listen;
    settings.connections = m_settings.connections;
    if (isSecure(entry.kind)) {
        const auto tls = tlsFiles(listen->host);
        if (!tls)
            return failure(tls.error());
        settings.tls = *tls;
    }
    entry.mqtt = std::make_unique<MqttServer>(std::move(settings), *m_hub, toldBy(entry));
    entry.mqtt->onHandshakeFailed([this](const HttpTlsFailure& failed) { tellHandshake(failed); });
    return {};
}

Result<std::unique_ptr<ExosenseService::Entry>> ExosenseService::makeEntry(const QString& kind, const QString& listener,
                                                                           qsizetype number)
{
    auto entry = std::make_unique<Entry>();
    entry->kind = kind;
    entry->name = number == 1 ? kind : QStringLiteral("%1-%2").arg(kind).arg(number);
    if (auto made = isHttp(kind) ? makeHttp(*entry, listener) : makeMqtt(*entry, listener); !made)
        return failure(made.error());
    return entry;
}

Result<> ExosenseService::start(const QString& kind)
{
    const QStringList listeners = kinds().contains(kind) ? m_settings.listeners(kind) : QStringList();
    if (listeners.isEmpty())
        return failure(Error::Code::NotFound, Tr::tr("there is no service \"%1\"").arg(kind));
    if (isRunning(kind))
        return {};
    auto result = openCloud();
    for (qsizetype i = 0; result && i < listeners.size(); ++i) {
        auto entry = makeEntry(kind, listeners.at(i), i + 1);
        result = entry ? (*entry)->service().start() : Result<>(failure(entry.error()));
        if (!result)
            break;
        const std::scoped_lock lock(m_mutex);
        m_entries.push_back(std::move(*entry));
    }
    if (result && kind == httpKind)
        result = movePackages();
    if (!result)
        stop(kind);
    else
        changed();
    return result;
}

/// Packages that point at this service point at where it is now.
Result<> ExosenseService::movePackages()
{
    for (const Listener& listener : listeners()) {
        if (listener.name != httpKind)
            continue;
        if (const auto moved = followAddress(m_cloud->store(), reachableBase(listener.address)); !moved)
            return failure(moved.error());
    }
    return {};
}

void ExosenseService::stop(const QString& kind)
{
    std::vector<std::unique_ptr<Entry>> gone;
    bool isLast = false;
    {
        const std::scoped_lock lock(m_mutex);
        const auto its = std::ranges::stable_partition(
            m_entries, [&](const std::unique_ptr<Entry>& entry) { return entry->kind != kind; });
        std::ranges::move(its, std::back_inserter(gone));
        m_entries.erase(its.begin(), its.end());
        isLast = m_entries.empty();
    }
    for (const auto& entry : gone)
        entry->stop();
    const bool ran = !gone.empty();
    gone.clear();
    if (isLast)
        closeCloud();
    if (ran)
        changed();
}

Result<> ExosenseService::start()
{
    for (const QString& kind : kinds()) {
        if (m_settings.listeners(kind).isEmpty())
            continue;
        if (auto started = start(kind); !started) {
            stop();
            return started;
        }
    }
    return {};
}

void ExosenseService::stop()
{
    for (auto kind = kinds().rbegin(); kind != kinds().rend(); ++kind)
        stop(*kind);
}

void ExosenseService::configure(ExosenseServiceSettings settings)
{
    m_settings = std::move(settings);
    if (m_cloud)
        m_cloud->setSettings(m_settings.cloud);
}

void ExosenseService::setToken(const QString& token)
{
    const std::scoped_lock lock(m_tokenMutex);
    m_token = token.toLatin1();
}

QByteArray ExosenseService::token() const
{
    const std::scoped_lock lock(m_tokenMutex);
    return m_token;
}

void ExosenseService::changed() const
{
    if (m_changed)
        m_changed();
}

// What one sees of it.

std::vector<ExosenseService::Listener> ExosenseService::listeners() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<Listener> listeners;
    for (const QString& kind : kinds()) {
        for (const auto& entry : m_entries) {
            if (entry->kind == kind)
                listeners.push_back({entry->kind, entry->name, entry->service().status().address});
        }
    }
    return listeners;
}

bool ExosenseService::isRunning(const QString& kind) const
{
    const std::scoped_lock lock(m_mutex);
    return std::ranges::any_of(m_entries, [&](const auto& entry) { return entry->kind == kind; });
}

QStringList ExosenseService::notes(const QString& kind) const
{
    const std::scoped_lock lock(m_mutex);
    QStringList notes;
    for (const auto& entry : m_entries) {
        if (kind.isEmpty() || entry->kind == kind)
            notes << (entry->http ? entry->http->note() : entry->mqtt->note());
    }
    notes.removeAll(QString());
    return notes;
}

QString ExosenseService::controlAddress() const
{
    const std::scoped_lock lock(m_mutex);
    return m_control ? m_control->address() : QString();
}

ExosenseService::Counters ExosenseService::counters(const QString& kind) const
{
    Counters sum;
    const std::scoped_lock lock(m_mutex);
    for (const auto& entry : m_entries) {
        if (entry->kind != kind)
            continue;
        const HttpCounters counters = entry->http ? entry->http->counters() : entry->mqtt->counters();
        sum.connections += counters.connectionsOpen;
        sum.connectionsEver += counters.connections;
        sum.requests += counters.requests + entry->packets->all;
        sum.bytesIn += counters.bytesIn;
        sum.bytesOut += counters.bytesOut;
        sum.refused += counters.byClass[4] + counters.byClass[5] + entry->packets->refused;
    }
    return sum;
}

void ExosenseService::onEvent(std::function<void(const QString&, const QJsonObject&)> listener)
{
    m_listener = std::move(listener);
}

void ExosenseService::onFetchDone(std::function<void(const QString&, const HttpLogEntry&)> listener)
{
    m_fetchDone = std::move(listener);
}

void ExosenseService::onFetching(std::function<void(const QString&, const std::vector<HttpTransfer>&)> listener)
{
    m_fetching = std::move(listener);
}

void ExosenseService::tellAll(const QString& kind, const QJsonObject& data)
{
    if (m_listener)
        m_listener(kind, data);
    std::shared_ptr<ExosenseControl> control;
    {
        const std::scoped_lock lock(m_mutex);
        control = m_control;
    }
    if (control)
        control->tell(kind, data);
}

void ExosenseService::tellRequest(const QString& service, const HttpLogEntry& entry)
{
    if (entry.fetch && m_fetchDone)
        m_fetchDone(service, entry);
    tellAll(QStringLiteral("request"), {{QStringLiteral("time"), isoTime(entry.timeNs)},
                                        {QStringLiteral("service"), service},
                                        {QStringLiteral("board"), entry.subject},
                                        {QStringLiteral("peer"), entry.peer},
                                        {QStringLiteral("method"), QString::fromLatin1(entry.method)},
                                        {QStringLiteral("path"), entry.path},
                                        {QStringLiteral("status"), entry.status},
                                        {QStringLiteral("bytes_in"), entry.bytesIn},
                                        {QStringLiteral("bytes"), entry.bytes},
                                        {QStringLiteral("microseconds"), static_cast<qint64>(entry.took.count())},
                                        {QStringLiteral("complete"), entry.complete},
                                        {QStringLiteral("sni"), entry.tls ? entry.tls->serverName : QString()}});
}

void ExosenseService::tellPacket(const QString& service, const HttpPeer& peer, const MqttSession::Note& note)
{
    tellAll(QStringLiteral("request"), {{QStringLiteral("time"), isoTime(m_bench.clock().nowNs())},
                                        {QStringLiteral("service"), service},
                                        {QStringLiteral("board"), note.board},
                                        {QStringLiteral("peer"), peer.toString()},
                                        {QStringLiteral("method"), QString::fromLatin1(note.packet)},
                                        {QStringLiteral("path"), QString::fromUtf8(note.topic)},
                                        {QStringLiteral("answer"), note.answer},
                                        {QStringLiteral("refused"), note.isRefused},
                                        {QStringLiteral("bytes_in"), note.bytesIn},
                                        {QStringLiteral("bytes"), note.bytesOut},
                                        {QStringLiteral("complete"), true},
                                        {QStringLiteral("sni"), peer.tls ? peer.tls->serverName : QString()}});
}

void ExosenseService::tellHandshake(const HttpTlsFailure& failed)
{
    if (failed.certificateAlert.isEmpty())
        return;
    const QString whom = failed.serverName.isEmpty() ? failed.peer : QString(failed.peer + u' ' + failed.serverName);
    m_cloud->tell({}, {exosenseFinding(QLatin1StringView("XT-ALERT"), failed.certificateAlert)}, whom);
}

} // namespace ota
