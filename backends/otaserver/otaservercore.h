// SPDX-License-Identifier: Apache-2.0
// What the services of one OtaServer share. For this folder only.
#pragma once

#include "base/service.h"
#include "http/httpfile.h"
#include "otaserver/boardfinder.h"
#include "otaserver/coapaddresses.h"
#include "otaserver/devicekeys.h"
#include "otaserver/eventhub.h"
#include "otaserver/notifydesk.h"
#include "otaserver/otaserver.h"
#include "otaserver/releasetree.h"
#include "otaserver/serverlog.h"
#include "otaserver/sessiontracker.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <mutex>
#include <vector>

namespace ota {

/// Members are used from the HTTP threads, the worker and the owner; each looks after itself.
struct OtaServerCore
{
    OtaServerCore(Bench& usedBench, Timeline& usedTimeline, OtaServerSettings chosen);
    Q_DISABLE_COPY_MOVE(OtaServerCore)

    Bench& bench;
    Timeline& timeline;

    /// As they hold now. What a service was made with stays until it is made anew.
    OtaServerSettings settings() const;
    void setSettings(OtaServerSettings settings);
    /// What writing needs.
    QString token() const;
    void setToken(const QString& token);
    /// When a device last connected with its key. Any thread.
    QHash<QString, qint64> identitiesSeen() const;
    void noteIdentity(const QString& identity, qint64 timeNs);

    ServerLog log;
    EventHub hub;
    BoardFinder boards;
    CoapAddresses addresses;
    ReleaseTree tree;
    DeviceKeys keys;
    SessionTracker tracker;
    std::function<std::vector<OtaServiceInfo>()> services; ///< Set by the owner before anything starts.
    std::function<void(const QString& kind, const QJsonObject& data)>
        listener;    ///< As hub, for the owner. May be empty.
    NotifyDesk desk; ///< Last: its end still uses the others.

    /// To the pages and to the owner.
    void tell(const QString& kind, const QJsonObject& data);

    /// Looks for changed releases; what fails goes to the log.
    void refreshTree();

    /// What GET /api/state says; `openWrites`: this listener asks for no token.
    QJsonObject stateJson(bool openWrites) const;
    QJsonObject releaseJson(const Release& release) const;

    /// The file of a release for sending, open; kept open while it is served.
    Result<HttpFile> openFile(const ReleaseFile& file);

    /// What a notification asks for, as text. Errors: Usage (what is missing), BadInput, NotFound.
    struct NotifyOrder
    {
        QString releaseId;
        std::vector<NotifyDevice> devices;
        ManifestWish wish;
        NotifyProfile profile = NotifyProfile::Auto;
        bool put = false;
        bool appendTrigger = true;
        QString host; ///< For the URL; empty: as configured.
        std::optional<std::chrono::milliseconds> limit;
    };
    Result<NotifyPlan> planFor(const NotifyOrder& order);

private:
    mutable std::mutex m_settingsMutex;
    OtaServerSettings m_settings;
    QString m_token;
    QHash<QString, qint64> m_identitiesSeen;
    std::mutex m_filesMutex;
    QHash<Digest, HttpFile> m_files;
    qint64 m_filesRevision = -1;
};

} // namespace ota
