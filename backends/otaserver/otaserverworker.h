// SPDX-License-Identifier: Apache-2.0
// For this folder only.
#pragma once

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
class HttpServer;
struct HttpLogEntry;
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

    /// Sets the listeners of the servers, which must not run yet. All must outlive it.
    OtaServerWorker(OtaServerCore& core, std::vector<Source> sources);
    ~OtaServerWorker();
    Q_DISABLE_COPY_MOVE(OtaServerWorker)

    /// Harmless when it runs.
    void start();
    /// Takes what the servers still have to tell, then ends.
    void stop();

private:
    class Loop;

    OtaServerCore& m_core;
    std::vector<Source> m_sources;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<Loop> m_loop; ///< Lives in m_thread while that runs.
};

} // namespace ota
