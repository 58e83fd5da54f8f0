// SPDX-License-Identifier: Apache-2.0
// For this folder only.
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

class QFileSystemWatcher;

namespace ota {

class CoapServer;
class ExosenseDesk;
class HttpServer;
struct HttpLogEntry;
struct HttpTransfer;
struct OtaServerCore;

/// What goes on beside the servers of an OtaServer, on a thread of its own: takes their events, makes transfers and
/// sessions of them, and looks whether something else was published.
class OtaServerWorker final
{
public:
    /// Exactly one of the two is set.
    struct Source
    {
        QString name;
        HttpServer* http = nullptr;
        CoapServer* coap = nullptr;
    };

    /// Both must outlive it.
    OtaServerWorker(OtaServerCore& core, ExosenseDesk& gateways);
    ~OtaServerWorker();
    Q_DISABLE_COPY_MOVE(OtaServerWorker)

    /// From now on these, and no others. Takes first what the old ones still have to tell. Servers that are new must
    /// not run yet: their listeners are set; all must live until they are replaced. Owner's thread.
    void setSources(const std::vector<Source>& sources);

    /// Harmless when it runs.
    void start();
    /// What an ExosenseService tells, for the log and the owner. Any thread.
    void gatewayEvent(const QString& kind, const QJsonObject& data);

    /// What ExosenseService::onFetchDone and onFetching tell. Any thread.
    void fetchDone(const QString& service, const HttpLogEntry& entry);
    void fetching(const QString& service, const std::vector<HttpTransfer>& transfers);

    /// Takes what the servers still have to tell, then ends.
    void stop();

private:
    class Loop;

    /// A source and how far it was listened to.
    struct Known
    {
        Source source;
        int number = 0;   ///< Never given twice: what the tracker knows it by.
        quint64 seen = 0; ///< The last event.
    };

    OtaServerCore& m_core;
    std::mutex m_sourcesMutex; ///< For who looks at m_sources beside the worker.
    std::vector<Known> m_sources;
    int m_lastNumber = 0;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<Loop> m_loop; ///< Lives in m_thread while that runs.
};

} // namespace ota
