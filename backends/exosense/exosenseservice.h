// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensecloud.h"
#include "exosense/exosensetls.h"
#include "http/httpresponder.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace ota {

class DeviceApi;
class HttpRouter;
class HttpServer;
class MqttHub;
class MqttServer;
class Service;
struct HttpLogEntry;

struct ExosenseServiceSettings
{
    CloudSettings cloud;
    QStringList http;         ///< `HOST:PORT` each, as of HttpListen.
    QStringList https;        ///< With a certificate of the bench's authority.
    QStringList mqtt;         ///< Plain, for loopback and labs.
    QStringList mqtts;        ///< Over TLS, with client certificates where a client has one.
    ExosenseTlsSettings tls;  ///< Of https, where MQTT is spoken too, and mqtts.
    bool strictHttp = false;  ///< RFC 9110 to the letter: no Content-Length on 204, 205, 304; old clients look for it.
    int connections = 16'384; ///< As many gateways as may wait at once.
};

/// The cloud of the ExoSense world as a service: what gateways and this bench's other processes speak with. start, stop
/// and the destructor belong to one thread; the rest may be called from any.
class ExosenseService final
{
public:
    /// What other processes ask of the cloud: a verb with its values. On a thread of the HTTP pool.
    using Verb =
        std::function<Result<QJsonObject>(ExosenseCloud& cloud, const QString& verb, const QJsonObject& values)>;

    /// Bench and timeline must outlive it. Nothing listens yet. Errors: Usage (a listener), Io, Busy.
    static Result<std::unique_ptr<ExosenseService>> make(Bench& bench, Timeline* timeline,
                                                         ExosenseServiceSettings settings);
    ~ExosenseService();
    Q_DISABLE_COPY_MOVE(ExosenseService)

    /// Opens all ports or none. Errors: Busy, Io, Rejected.
    Result<> start();
    /// Those who wait are answered first.
    void stop();

    ExosenseCloud& cloud() { return *m_cloud; }

    struct Listener
    {
        QString name;    ///< `exosense`, `exosense-tls`, `exosense-mqtt`, `exosense-mqtts`.
        QString address; ///< With the real port; empty while it does not listen.
    };
    std::vector<Listener> listeners() const;
    /// While it listens: what a person must know, that fewer can wait than were to.
    QStringList notes() const;

    /// As ExosenseCloud::onEvent, and `request`: what was asked and answered. On any thread; must be quick. Set before
    /// start.
    void onEvent(std::function<void(const QString& kind, const QJsonObject& data)> listener);
    /// Set before start.
    void onVerb(Verb verb) { m_verb = std::move(verb); }

private:
    ExosenseService(Bench& bench, ExosenseServiceSettings settings);
    Result<> addServer(const QString& listener, bool secure);
    Result<> addMqtt(const QString& listener, bool secure);
    void addVerbRoute(HttpRouter& router);
    void addWatchRoute(HttpRouter& router);
    void tellAll(const QString& kind, const QJsonObject& data);
    std::vector<Service*> all() const;
    void tellRequest(const HttpLogEntry& entry);
    void tellHandshake(const HttpTlsFailure& failed);
    Result<> publish();

    Bench& m_bench;
    const ExosenseServiceSettings m_settings;
    QByteArray m_token;
    Verb m_verb;
    std::function<void(const QString&, const QJsonObject&)> m_listener;
    std::mutex m_watchMutex;
    std::vector<HttpEventStream> m_watchers; ///< Other processes that look on.
    std::unique_ptr<ExosenseCloud> m_cloud;
    std::unique_ptr<DeviceApi> m_api;
    std::unique_ptr<MqttHub> m_hub;
    std::vector<std::unique_ptr<HttpServer>> m_servers;
    std::vector<std::unique_ptr<MqttServer>> m_mqtt;
};

} // namespace ota
