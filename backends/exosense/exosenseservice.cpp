// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosenseservice.h"

#include "exosense/deviceapi.h"
#include "exosense/mqtthub.h"
#include "exosense/mqttserver.h"
#include "exosense/packagecontent.h"
#include "http/httpfields.h"
#include "http/httpserver.h"
#include "store/bench.h"
#include "timeline/event.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseService)
};

} // namespace

ExosenseService::ExosenseService(Bench& bench, ExosenseServiceSettings settings)
    : m_bench(bench)
    , m_settings(std::move(settings))
{
}

ExosenseService::~ExosenseService()
{
    stop();
}

Result<std::unique_ptr<ExosenseService>> ExosenseService::make(Bench& bench, Timeline* timeline,
                                                               ExosenseServiceSettings settings)
{
    const auto token = bench.token();
    if (!token)
        return failure(token.error());
    std::unique_ptr<ExosenseService> service(new ExosenseService(bench, std::move(settings)));
    service->m_token = token->toLatin1();
    auto cloud = ExosenseCloud::open(bench, timeline, service->m_settings.cloud);
    if (!cloud)
        return failure(cloud.error());
    service->m_cloud = std::move(*cloud);
    service->m_cloud->onEvent(
        [raw = service.get()](const QString& kind, const QJsonObject& data) { raw->tellAll(kind, data); });
    service->m_hub = std::make_unique<MqttHub>(*service->m_cloud, service->m_settings.connections);
    service->m_api = std::make_unique<DeviceApi>(*service->m_cloud, service->m_token);
    for (const QString& listener : service->m_settings.http) {
        if (auto added = service->addServer(listener, false); !added)
            return failure(added.error());
    }
    for (const QString& listener : service->m_settings.https) {
        if (auto added = service->addServer(listener, true); !added)
            return failure(added.error());
    }
    for (const QString& listener : service->m_settings.mqtt) {
        if (auto added = service->addMqtt(listener, false); !added)
            return failure(added.error());
    }
    for (const QString& listener : service->m_settings.mqtts) {
        if (auto added = service->addMqtt(listener, true); !added)
            return failure(added.error());
    }
    return service;
}

Result<> ExosenseService::addMqtt(const QString& listener, bool secure)
{
    const auto listen = HttpListen::parse(listener);
    if (!listen)
        return failure(listen.error());
    MqttServerSettings settings;
    settings.name = secure ? QStringLiteral("exosense-mqtts") : QStringLiteral("exosense-mqtt");
    settings.listen = *listen;
    settings.connections = m_settings.connections;
    if (secure) {
        const auto tls = exosenseTls(m_bench, m_settings.tls, listen->host);
        if (!tls)
            return failure(tls.error());
        settings.tls = *tls;
    }
    m_mqtt.push_back(std::make_unique<MqttServer>(std::move(settings), *m_hub));
    m_mqtt.back()->onHandshakeFailed([this](const HttpTlsFailure& failed) { tellHandshake(failed); });
    return {};
}

std::vector<Service*> ExosenseService::all() const
{
    std::vector<Service*> services;
    for (const auto& server : m_servers)
        services.push_back(server.get());
    for (const auto& server : m_mqtt)
        services.push_back(server.get());
    return services;
}

Result<> ExosenseService::addServer(const QString& listener, bool secure)
{
    const auto listen = HttpListen::parse(listener);
    if (!listen)
        return failure(listen.error());
    HttpServerSettings settings;
    settings.name = secure ? QStringLiteral("exosense-tls") : QStringLiteral("exosense");
    settings.listen = *listen;
    settings.leanHeads = true;
    settings.strictLengths = m_settings.strictHttp;
    settings.limits.connections = m_settings.connections;
    settings.clock = &m_bench.clock();
    if (secure) {
        const auto tls = exosenseTls(m_bench, m_settings.tls, listen->host);
        if (!tls)
            return failure(tls.error());
        settings.tls = *tls;
        settings.guests = m_hub->guests(false);
    }
    HttpRouter router;
    m_api->addRoutes(router);
    addVerbRoute(router);
    addWatchRoute(router);
    m_servers.push_back(std::make_unique<HttpServer>(settings, std::move(router)));
    m_servers.back()->onRequestDone([this](const HttpLogEntry& entry) { tellRequest(entry); });
    m_servers.back()->onHandshakeFailed([this](const HttpTlsFailure& failed) { tellHandshake(failed); });
    return {};
}

void ExosenseService::addVerbRoute(HttpRouter& router)
{
    HttpRoute route;
    route.methods = {QByteArrayLiteral("POST")};
    route.pattern = "/bench/exosense/{verb}";
    route.runOnPool = true;
    route.bodyLimit = qint64{16} * 1024 * 1024;
    route.check = requireToken(m_token, "bench");
    route.answer = [this](const HttpRequest& request) {
        const QJsonDocument values = QJsonDocument::fromJson(request.body);
        if (!values.isObject() || !m_verb)
            return HttpResponse::refusal(request, {400, Tr::tr("The body is no JSON object.")});
        const auto answer = m_verb(*m_cloud, request.parameter(u"verb"), values.object());
        if (answer)
            return HttpResponse::json(200, *answer);
        const Error& error = answer.error();
        return HttpResponse::json(httpStatus(error.code), {{QStringLiteral("code"), codeName(error.code)},
                                                           {QStringLiteral("error"), error.message},
                                                           {QStringLiteral("context"), error.context},
                                                           {QStringLiteral("hint"), error.hint}});
    };
    router.add(route);
}

/// What happens, event by event, for as long as the other process listens.
void ExosenseService::addWatchRoute(HttpRouter& router)
{
    HttpRoute route;
    route.methods = {QByteArrayLiteral("GET")};
    route.pattern = "/bench/exosense-events";
    route.check = requireToken(m_token, "bench");
    route.answerLater = [this](const HttpRequest&, const HttpResponder& responder) {
        const std::scoped_lock lock(m_watchMutex);
        m_watchers.push_back(responder.startEvents());
    };
    router.add(route);
}

void ExosenseService::tellAll(const QString& kind, const QJsonObject& data)
{
    if (m_listener)
        m_listener(kind, data);
    const std::scoped_lock lock(m_watchMutex);
    if (m_watchers.empty())
        return;
    const QByteArray name = kind.toUtf8();
    const QByteArray text = QJsonDocument(data).toJson(QJsonDocument::Compact);
    std::erase_if(m_watchers, [&](HttpEventStream& watcher) { return !watcher.send(name, text); });
}

void ExosenseService::tellRequest(const HttpLogEntry& entry)
{
    tellAll(QStringLiteral("request"), {{QStringLiteral("time"), isoTime(entry.timeNs)},
                                        {QStringLiteral("peer"), entry.peer},
                                        {QStringLiteral("method"), QString::fromLatin1(entry.method)},
                                        {QStringLiteral("path"), entry.path},
                                        {QStringLiteral("status"), entry.status},
                                        {QStringLiteral("bytes"), entry.bytes},
                                        {QStringLiteral("microseconds"), static_cast<qint64>(entry.took.count())},
                                        {QStringLiteral("complete"), entry.complete},
                                        {QStringLiteral("sni"), entry.tls ? entry.tls->serverName : QString()}});
}

void ExosenseService::tellHandshake(const HttpTlsFailure& failed)
{
    if (failed.certificateAlert.isEmpty())
        return;
    const QString whom = failed.serverName.isEmpty() ? failed.peer : QString(failed.peer + u' ' + failed.serverName);
    m_cloud->tell({}, {exosenseFinding(QLatin1StringView("XT-ALERT"), failed.certificateAlert)}, whom);
}

Result<> ExosenseService::publish()
{
    auto services = m_bench.services();
    if (!services)
        return failure(services.error());
    for (const Service* service : all())
        services->remove(service->name());
    for (const Listener& listener : listeners()) {
        if (!listener.address.isEmpty() && !services->contains(listener.name))
            services->insert(listener.name, listener.address);
    }
    if (auto set = m_bench.setServices(*services); !set)
        return set;
    const QString address = (*services)[QStringLiteral("exosense")].toString();
    if (address.isEmpty())
        return {};
    const auto followed = followAddress(m_cloud->store(), reachableBase(address));
    return followed ? Result<>() : Result<>(failure(followed.error()));
}

Result<> ExosenseService::start()
{
    m_cloud->resumePolls();
    for (Service* service : all()) {
        if (auto started = service->start(); !started) {
            stop();
            return started;
        }
    }
    return publish();
}

void ExosenseService::stop()
{
    if (m_cloud)
        m_cloud->endPolls();
    {
        const std::scoped_lock lock(m_watchMutex);
        for (HttpEventStream& watcher : m_watchers)
            watcher.close();
        m_watchers.clear();
    }
    bool ran = false;
    for (Service* service : all()) {
        ran = ran || service->status().state == ServiceStatus::State::Running;
        service->stop();
    }
    if (ran)
        (void)publish(); // The lock file ends with the holder anyway.
}

std::vector<ExosenseService::Listener> ExosenseService::listeners() const
{
    std::vector<Listener> listeners;
    for (const Service* service : all())
        listeners.push_back({service->name(), service->status().address});
    return listeners;
}

QStringList ExosenseService::notes() const
{
    QStringList notes;
    for (const auto& server : m_servers)
        notes << server->note();
    for (const auto& server : m_mqtt)
        notes << server->note();
    notes.removeAll(QString());
    return notes;
}

void ExosenseService::onEvent(std::function<void(const QString&, const QJsonObject&)> listener)
{
    m_listener = std::move(listener);
}

} // namespace ota
