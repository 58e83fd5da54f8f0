// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/service.h"
#include "exosense/mqtthub.h"
#include "http/httpserver.h"

#include <QString>

#include <memory>
#include <optional>

namespace ota {

struct MqttServerSettings
{
    QString name = QStringLiteral("mqtt");
    HttpListen listen;
    std::optional<HttpTlsFiles> tls;
    int connections = 16'384;
};

/// MQTT 3.1.1 for gateways on a port of its own; the sessions are the hub's, which must outlive it. start, stop and the
/// destructor belong to one thread.
class MqttServer final : public Service
{
public:
    MqttServer(MqttServerSettings settings, MqttHub& hub, MqttHub::Told told = {});
    ~MqttServer() override;

    Result<> start() override;
    void stop() override;

    /// The real port while it is running, else 0.
    quint16 port() const { return m_server.port(); }
    /// Of its connections; there are no requests.
    HttpCounters counters() const { return m_server.counters(); }

    /// As of HttpServer.
    void onHandshakeFailed(std::function<void(const HttpTlsFailure&)> listener);
    QString note() const { return m_server.note(); }

private:
    bool m_isSecure;
    HttpServer m_server; ///< Of its connections, which all are the hub's guests.
};

} // namespace ota
