// SPDX-License-Identifier: Apache-2.0
#include "exosense/mqttserver.h"

#include <QUrl>

namespace ota {

namespace {

HttpServerSettings serverSettings(const MqttServerSettings& settings, const MqttHub& hub, MqttHub::Told told)
{
    HttpServerSettings server;
    server.name = settings.name;
    server.listen = settings.listen;
    server.tls = settings.tls;
    server.limits.connections = settings.connections;
    server.guests = hub.guests(true, std::move(told));
    return server;
}

} // namespace

MqttServer::MqttServer(MqttServerSettings settings, MqttHub& hub, MqttHub::Told told)
    : Service(settings.name)
    , m_isSecure(settings.tls.has_value())
    , m_server(serverSettings(settings, hub, std::move(told)), {})
{
}

MqttServer::~MqttServer()
{
    stop();
}

void MqttServer::onHandshakeFailed(std::function<void(const HttpTlsFailure&)> listener)
{
    m_server.onHandshakeFailed(std::move(listener));
}

Result<> MqttServer::start()
{
    auto started = m_server.start();
    ServiceStatus status = m_server.status();
    QUrl address(status.address);
    address.setScheme(m_isSecure ? QStringLiteral("mqtts") : QStringLiteral("mqtt"));
    if (!status.address.isEmpty())
        status.address = address.toString();
    setStatus(status);
    return started;
}

void MqttServer::stop()
{
    m_server.stop();
    setStatus({});
}

} // namespace ota
