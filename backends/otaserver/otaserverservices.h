// SPDX-License-Identifier: Apache-2.0
// For this folder only.
#pragma once

#include "otaserver/coapuploadsink.h"
#include "otaserver/otaserver.h"
#include "otaserver/otaserverworker.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace ota {

class ExosenseDesk;
class ExosenseService;
class HttpServer;
struct OtaServerCore;

/// The listening half of an OtaServer: its HTTP and CoAP servers by kind (`http`, `https`, `coap`, `coaps`), made from
/// the core's settings and made anew when those have changed, and its ExosenseService with the kinds of that. make,
/// start, stop and configured belong to the owner's thread; the rest may be called from any.
class OtaServerServices final
{
public:
    OtaServerServices(OtaServerCore& core, ExosenseDesk* gateways);
    ~OtaServerServices();
    Q_DISABLE_COPY_MOVE(OtaServerServices)

    /// All that the settings name; nothing runs yet. Errors: Usage, NotFound (an interface), Io.
    Result<> make();
    /// With all listeners of its kind. Errors: NotFound, Busy, Io, Rejected; then none of them runs.
    Result<> start(const QString& name);
    void stop(const QString& name);
    QStringList kinds() const; ///< Those that have a listener.
    /// The settings are others now: what starts from here on is made from them.
    void configured();
    void setToken(const QString& token);
    void startWorker() { m_worker.start(); }
    void stopWorker() { m_worker.stop(); }

    std::vector<OtaServiceInfo> infos() const;
    OtaServiceCounters counters(const QString& kind) const;
    /// Of the first HTTP server that runs; empty when none does.
    QString httpAddress() const;
    CoapServer* coap(const QString& kind) const;
    void setPskIdentities(const std::vector<CoapPsk>& psk);

private:
    /// A server with its kind: exactly one of http and coap is set.
    struct Entry
    {
        QString kind;
        QString name; ///< The kind, or `http-2` for its second listener.
        std::unique_ptr<HttpServer> http;
        std::unique_ptr<CoapServer> coap;

        Service& service() const;
        bool isRunning() const { return service().status().state == ServiceStatus::State::Running; }
    };
    using Entries = std::vector<Entry>;

    Result<> makeExosense();
    Result<> startExosense(const QString& kind);
    ExosenseServiceSettings exosenseSettings() const;
    Result<Entries> makeKind(const QString& kind);
    Result<Entry> makeHttp(const OtaServerSettings& settings, const QString& kind, const QString& listener,
                           qsizetype number);
    Result<Entry> makeCoap(const OtaServerSettings& settings, const QString& kind);
    Result<> addFiles(const OtaServerSettings& settings, const QString& kind, QString& certificate, QString& key);
    Result<> renew(const QString& kind);
    void take(const QString& kind, Entries made);
    void servicesChanged();
    static QStringList addressesOf(const Entry& entry);

    OtaServerCore& m_core;
    PublishingUploadSink m_uploads;
    mutable std::mutex m_mutex;                        ///< For m_entries, which the owner alone changes.
    Entries m_entries;                                 ///< In the order of the kinds.
    QSet<QString> m_stale;                             ///< Kinds whose settings may have changed since they were made.
    const std::unique_ptr<ExosenseDesk> m_ownGateways; ///< Where the program has none.
    ExosenseDesk& m_gateways;
    OtaServerWorker m_worker;                    ///< It uses all others but what tells it something.
    std::unique_ptr<ExosenseService> m_exosense; ///< Set by make().
};

} // namespace ota
