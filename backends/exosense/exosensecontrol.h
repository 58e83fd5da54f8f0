// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "http/httpresponder.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace ota {

class Clock;
class ExosenseCloud;
class HttpRouter;
class HttpServer;

/// Where other processes of this bench ask the cloud that is served: verbs, and what happens. Listens on loopback for
/// those who have the bench's token, apart from what gateways reach. start, stop and the destructor belong to one
/// thread; the rest may be called from any.
class ExosenseControl final
{
public:
    /// As it is published in the bench.
    static constexpr const char* serviceName = "exosense-control";

    /// `token` is called on any thread. All must outlive it.
    ExosenseControl(ExosenseCloud& cloud, std::function<QByteArray()> token, const Clock& clock);
    ~ExosenseControl();
    Q_DISABLE_COPY_MOVE(ExosenseControl)

    /// Errors: Io.
    Result<> start();
    /// Verbs that run come to their end.
    void stop();
    /// `http://127.0.0.1:40123`; empty while it does not run.
    QString address() const;

    /// To all who look on.
    void tell(const QString& kind, const QJsonObject& data);

private:
    void addVerbRoute(HttpRouter& router);
    void addWatchRoute(HttpRouter& router);

    ExosenseCloud& m_cloud;
    const std::function<QByteArray()> m_token;
    std::mutex m_watchMutex;
    std::vector<HttpEventStream> m_watchers;
    std::unique_ptr<HttpServer> m_server;
};

} // namespace ota
