// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "base/service.h"
#include "coap/coapserver.h"
#include "exosense/exosensesettings.h"
#include "otaserver/notifier.h"
#include "otaserver/serverlog.h"
#include "otaserver/sessiontracker.h"

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace ota {

class Bench;
class ExosenseDesk;
class Timeline;
struct ServedTree;

/// Where and how an OtaServer serves. Addresses are `ADDR:PORT`, `[v6]:PORT` or `PORT` (loopback), `loopback:PORT`,
/// `*:PORT` or `INTERFACE:PORT`, which is looked up when the service starts; port 0 is any free one.
struct OtaServerSettings
{
    QStringList http;
    QStringList https;
    QStringList coap;
    QStringList coaps;
    ExosenseServiceSettings exosense; ///< For gateways; with the certificate below.
    QString certificate;              ///< PEM, for all that is secured. Empty: one of the bench's own authority.
    QString certificateKey;
    std::vector<CoapPsk> psk;                ///< Devices that may use coaps. None: certificates.
    QString coapHost;                        ///< What URLs given to boards name; empty: what fits the device.
    QString tree;                            ///< A directory that is served over CoAP as well; empty: none.
    bool allowUnauthenticatedWrites = false; ///< For old scripts; every HTTP listener must be on loopback.
    /// PUT over CoAP publishes, for peers on loopback and for these DTLS identities (spec/suit-coap.md 4.7).
    bool coapUploads = false;
    QStringList uploadIdentities;
    int largestBlock = 1024; ///< Of what is sent over CoAP, in bytes: 16, 32 … 1024.
    std::chrono::milliseconds notifyLimit{10'000};
    /// As NotifyPlan::route: for faults on purpose between us and the devices.
    std::function<CoapUri(const CoapUri&)> notifyRoute;
    QString programVersion; ///< Shown on the page.

    /// HTTP and CoAP on loopback with the usual ports; CoAP also on [::1] where the machine has it.
    static OtaServerSettings standard();
};

/// One service of an OtaServer.
struct OtaServiceInfo
{
    QString name; ///< `http`, `coaps`, `exosense-mqtt`; a second listener over TCP is `http-2`.
    ServiceStatus status;
    QStringList addresses; ///< Of all its listeners while it runs, with the real ports.
};

/// What went through a service since it was started.
struct OtaServiceCounters
{
    quint64 connections = 0; ///< Open now: HTTP connections, peers of CoAP that were heard within a minute.
    quint64 connectionsEver = 0;
    quint64 requests = 0;
    quint64 bytesReceived = 0; ///< Over TCP only, without TLS.
    quint64 bytesSent = 0;     ///< Without TLS; over CoAP the bodies only.
    quint64 refused = 0;       ///< Answers of 4.xx and 5.xx.
    quint64 blocks = 0;        ///< CoAP only, as what follows.
    quint64 repeats = 0;
    quint64 transfersDone = 0;
    quint64 handshakeErrors = 0;
};

/// The ota-server of a bench (spec/suit-coap.md 1): HTTP and HTTPS for people and scripts, CoAP and CoAPS for boards,
/// the notifications, and the sessions that all of it makes; and the cloud of gateways (spec/exosense.md). start, stop
/// and their kin belong to one owner thread; the rest may be called from any thread.
class OtaServer final
{
public:
    /// Nothing runs yet. The bench must be held; bench and timeline must outlive the server. Errors: Usage (an address,
    /// unauthenticated writes on a listener that others reach), Io. `gateways`: where the program has the cloud of its
    /// gateways; null: a place of its own.
    static Result<std::unique_ptr<OtaServer>> make(Bench& bench, Timeline& timeline, OtaServerSettings settings,
                                                   ExosenseDesk* gateways = nullptr);
    ~OtaServer();
    Q_DISABLE_COPY_MOVE(OtaServer)

    /// All services, or none: the first that fails ends those that run. Errors: Busy (port in use), Io, Rejected
    /// (certificate).
    Result<> start();
    void stop();

    /// One service by its name, with all its listeners: `http` is also `http-2`. Errors: NotFound, and as start().
    Result<> startService(const QString& name);
    void stopService(const QString& name);

    /// Serves in another way. Who is told what, the keys of devices and the exported directory hold at once; the rest
    /// of a service that runs when it is started anew.
    void configure(OtaServerSettings settings);
    /// What writing needs from now on: the bench has a new one.
    void setToken(const QString& token);

    std::vector<OtaServiceInfo> services() const;
    /// Of a service with all its listeners.
    OtaServiceCounters counters(const QString& service) const;
    /// The first HTTP (else HTTPS) address that runs, `http://127.0.0.1:8080`; empty when there is none.
    QString httpUrl() const;
    /// Where boards fetch: `coap://[::1]:5683`, as this device reaches us. Empty when no CoAP runs.
    QString coapUrl(const QString& deviceHost = {}) const;
    /// A sentence when these devices can not reach what they would be told; else empty.
    QString addressWarning(const QStringList& deviceHosts) const;

    /// What is served now; looks first whether something else was published.
    Result<std::shared_ptr<const ServedTree>> refresh();
    std::shared_ptr<const ServedTree> served() const;

    std::vector<TransferView> transfers() const;
    /// The last line of each device that was notified.
    std::vector<DeviceNotification> devices() const;
    const ServerLog& log() const;

    /// For handshakes and notifications from now on.
    void setPskIdentities(std::vector<CoapPsk> psk);
    /// When each device last connected with its key, since 1970 UTC, as far as this server knows.
    QHash<QString, qint64> identitiesSeen() const;
    void setCoapHost(const QString& host);
    /// For faults on purpose and statistics; null when there is none of the kind. Until the service is configured anew.
    CoapServer* coapServer(bool secure = false);

    /// What is published under this id told to these devices. Errors: NotFound, BadInput.
    struct Order
    {
        QString releaseId;
        QStringList devices; ///< `[2001:db8::2]`, `192.0.2.7:5683/notify`
        QString version = QStringLiteral("latest");
        QString file; ///< Empty: what fits the device.
        NotifyProfile profile = NotifyProfile::Auto;
        QString host;                       ///< For the URL; empty: as configured.
        std::chrono::milliseconds limit{0}; ///< 0: as configured.
    };
    Result<std::vector<DeviceNotification>> notify(const Order& order,
                                                   const std::function<void(const DeviceNotification&)>& changed,
                                                   const std::stop_token& stop = {});

    /// Told what the page is told: `transfer`, `device`, `releases`, `state`, `log`, each with its JSON form; and what
    /// ExosenseService::onEvent tells. On any thread; must be quick. Set before start().
    void onEvent(std::function<void(const QString& kind, const QJsonObject& data)> listener);

private:
    struct Private;
    explicit OtaServer(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

} // namespace ota
