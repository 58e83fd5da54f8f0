// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/service.h"
#include "exosense/exosensecontrol.h"
#include "exosense/exosensesettings.h"
#include "exosense/mqtthub.h"

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace ota {

class Bench;
class DeviceApi;
class ExosenseCloud;
class ExosenseDesk;
class HttpServer;
class MqttHub;
class MqttServer;
class Timeline;
struct HttpLogEntry;
struct HttpPeer;
struct HttpTlsFailure;
struct HttpTransfer;

/// What gateways speak with: the device API over HTTP and MQTT, plain and with TLS, all of one cloud. The cloud is
/// there exactly while one of them runs, and with it the ExosenseControl for other processes. start, stop, configure
/// and the destructor belong to one thread; the rest may be called from any.
class ExosenseService final
{
public:
    /// `exosense` and `exosense-tls` are HTTP, `exosense-mqtt` and `exosense-mqtts`: in the order in which people see
    /// them.
    static const QStringList& kinds();

    /// Nothing listens yet. Bench, timeline and desk must outlive it; without a desk it has one of its own. Errors: Io.
    static Result<std::unique_ptr<ExosenseService>>
    make(Bench& bench, Timeline* timeline, ExosenseServiceSettings settings, ExosenseDesk* desk = nullptr);
    ~ExosenseService();
    Q_DISABLE_COPY_MOVE(ExosenseService)

    /// Opens all ports or none. Errors: Busy, Io, Rejected, Usage (a listener).
    Result<> start();
    void stop();
    /// One kind with all its listeners. Errors: NotFound (it has none), and as of start(); then none of it runs.
    Result<> start(const QString& kind);
    /// Those who wait there are answered first.
    void stop(const QString& kind);

    /// The rules of the cloud hold at once; the rest of a kind when it is started anew.
    void configure(ExosenseServiceSettings settings);
    /// What management and verbs show from now on.
    void setToken(const QString& token);

    /// Only while something runs.
    ExosenseCloud& cloud();

    struct Listener
    {
        QString kind;
        QString name;    ///< The kind, or `exosense-2` for its second listener.
        QString address; ///< With the real port.
    };
    /// Those that run.
    std::vector<Listener> listeners() const;
    bool isRunning(const QString& kind) const;
    /// What a person must know of a kind that runs, or of all: that fewer can wait than were to.
    QStringList notes(const QString& kind = {}) const;
    /// Where verbs of other processes are taken; empty while nothing runs.
    QString controlAddress() const;

    struct Counters
    {
        quint64 connections = 0;
        quint64 connectionsEver = 0;
        quint64 requests = 0; ///< MQTT: packets of clients.
        quint64 bytesIn = 0;
        quint64 bytesOut = 0;
        quint64 refused = 0; ///< Answers of 4xx and 5xx; MQTT: connections that were refused or ended by us.
    };
    /// Since the kind was started.
    Counters counters(const QString& kind) const;

    /// As ExosenseDesk::onEvent, and `request`: what was asked through which service by which board, and answered. On
    /// any thread; must be quick. Set before start.
    void onEvent(std::function<void(const QString& kind, const QJsonObject& data)> listener);
    /// What boards fetch of the content: each fetch when it has ended, and how far those are that are under way,
    /// several times a second. Called on I/O threads; must not block. Set before start.
    void onFetchDone(std::function<void(const QString& service, const HttpLogEntry&)> listener);
    void onFetching(std::function<void(const QString& service, const std::vector<HttpTransfer>&)> listener);
    /// Something began or ended to listen. On the owner's thread. Set before start.
    void onChanged(std::function<void()> listener) { m_changed = std::move(listener); }

private:
    struct Entry;

    ExosenseService(Bench& bench, Timeline* timeline, ExosenseServiceSettings settings, ExosenseDesk* desk);
    Result<> openCloud();
    void closeCloud();
    Result<std::unique_ptr<Entry>> makeEntry(const QString& kind, const QString& listener, qsizetype number);
    Result<> makeHttp(Entry& entry, const QString& listener);
    Result<> makeMqtt(Entry& entry, const QString& listener);
    Result<HttpTlsFiles> tlsFiles(const QString& host) const;
    MqttHub::Told toldBy(const Entry& entry);
    Result<> movePackages();
    void tellAll(const QString& kind, const QJsonObject& data);
    void tellRequest(const QString& service, const HttpLogEntry& entry);
    void tellPacket(const QString& service, const HttpPeer& peer, const MqttSession::Note& note);
    void tellHandshake(const HttpTlsFailure& failed);
    QByteArray token() const;
    void changed() const;

    Bench& m_bench;
    Timeline* m_timeline;
    ExosenseServiceSettings m_settings; ///< The owner's.
    std::unique_ptr<ExosenseDesk> m_ownDesk;
    ExosenseDesk& m_desk;
    int m_deskListener = 0;
    mutable std::mutex m_tokenMutex;
    QByteArray m_token;
    std::function<void(const QString&, const QJsonObject&)> m_listener;
    std::function<void(const QString&, const HttpLogEntry&)> m_fetchDone;
    std::function<void(const QString&, const std::vector<HttpTransfer>&)> m_fetching;
    std::function<void()> m_changed;
    ExosenseCloud* m_cloud = nullptr;              ///< The desk's; the owner's pointer.
    std::unique_ptr<MqttHub> m_hub;                ///< With the cloud.
    std::shared_ptr<ExosenseControl> m_control;    ///< shared_ptr: it may end while somebody tells it something.
    mutable std::mutex m_mutex;                    ///< For m_entries and m_control, which the owner alone changes.
    std::vector<std::unique_ptr<Entry>> m_entries; ///< Those that run.
};

} // namespace ota
