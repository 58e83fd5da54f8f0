// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/servesettings.h"

#include <QHash>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace ota {

/// One of ServeSettings::services() at one moment, as a front end shows it.
struct ServeView
{
    QString name; ///< `coap`
    ServiceStatus status;
    QStringList addresses; ///< As others reach it while it runs: `coap://[fd00:b::1]:5683`, the best first.
    OtaServiceCounters counters;
    qint64 sinceNs = 0; ///< When it was started.
    /// Why it did not start, and on which port it would, when its own is taken.
    std::optional<Error> error;
    quint16 takenPort = 0;
    quint16 freePort = 0;
    ServeSettings startedWith; ///< What is kept may be something else by now.
};

/// The ota-server of a program with a window, with the settings that are kept in its bench. It is made at the first
/// start. start, stop, reload and the destructor belong to one owner thread; the rest may be called from any.
class ServeDesk final
{
public:
    /// Where the held bench and its recorder come from. Called on the owner's thread.
    struct Source
    {
        std::function<Result<Bench*>()> bench;
        std::function<Result<Timeline*>()> timeline;
        ExosenseDesk* gateways = nullptr; ///< As of OtaServer::make; must outlive the desk.
    };

    explicit ServeDesk(Source source);
    ~ServeDesk();
    Q_DISABLE_COPY_MOVE(ServeDesk)

    /// One service with what the bench keeps of it now. Errors: as of OtaServer::startService, and of the bench.
    Result<ServiceStatus> start(const QString& service);
    void stop(const QString& service);
    /// Takes over what was changed in the bench: keys of devices, token, what boards are told. What a service listens
    /// at holds when it is started anew. Harmless when nothing was started.
    Result<> reload();

    /// In the order of ServeSettings::services().
    std::vector<ServeView> services() const;
    std::vector<TransferView> transfers() const;
    /// As OtaServer::identitiesSeen.
    QHash<QString, qint64> identitiesSeen() const;
    /// As ServerLog::after.
    std::vector<ServerLogLine> logAfter(quint64 id) const;
    /// Null until something was started. Shared with operations that notify through it.
    std::shared_ptr<OtaServer> server() const;

    /// Told when something of the above may have changed, on any thread and very often: the listener sets a flag and
    /// returns. The number is for forget(), which waits for a call that is under way.
    int onChanged(std::function<void()> listener);
    void forget(int listener);

private:
    Result<OtaServer*> open();
    Result<> configure(OtaServer& server);
    void tell();
    void noteFailure(const QString& service, const Error& error);

    struct Note
    {
        qint64 sinceNs = 0;
        std::optional<Error> error;
        quint16 takenPort = 0;
        quint16 freePort = 0;
        ServeSettings startedWith;
    };

    const Source m_source;
    mutable std::mutex m_mutex; ///< For m_server's pointer and m_notes.
    ServeSettings m_settings;   ///< The owner's.
    QHash<QString, Note> m_notes;
    std::mutex m_listenersMutex;
    std::map<int, std::function<void()>> m_listeners;
    int m_lastListener = 0;
    std::shared_ptr<OtaServer> m_server; ///< Last: its end still tells the listeners.
};

} // namespace ota
