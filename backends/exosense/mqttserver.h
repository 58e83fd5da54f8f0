// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/service.h"
#include "http/httpserver.h"

#include <QString>

#include <memory>
#include <optional>

class QThread;

namespace ota {

class ExosenseCloud;

struct MqttServerSettings
{
    struct Tls
    {
        QString certificatePath; ///< PEM, with its chain.
        QString keyPath;         ///< PEM.
        QString authorityPath;   ///< PEM: whose client certificates are accepted; others where they are pinned.
    };

    QString name = QStringLiteral("mqtt");
    HttpListen listen;
    std::optional<Tls> tls;
    int connections = 16'384;
};

/// MQTT 3.1.1 for gateways: sessions on one thread of its own, that share the cloud with HTTP. start, stop and the
/// destructor belong to one thread. The cloud must outlive it.
class MqttServer final : public Service
{
public:
    MqttServer(MqttServerSettings settings, ExosenseCloud& cloud);
    ~MqttServer() override;

    Result<> start() override;
    void stop() override;

    /// The real port while it is running, else 0.
    quint16 port() const { return m_port; }
    std::size_t connections() const;

private:
    class Core;

    MqttServerSettings m_settings;
    ExosenseCloud& m_cloud;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<Core> m_core; ///< Lives in the thread.
    quint16 m_port = 0;
};

} // namespace ota
