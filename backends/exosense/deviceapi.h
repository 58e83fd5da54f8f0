// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensefinding.h"
#include "http/httprouter.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace ota {

class ContentTickets;
class ExosenseCloud;

/// What gateways speak over HTTP: the legacy and the Murano form at the same places (exosense.md 2 to 6), and the
/// management of content, also as the MuranoCLI speaks it, for those who have the bench's token. Any thread; must
/// outlive the servers that have its routes.
class DeviceApi final
{
public:
    static constexpr qint64 resourceBodyLimit = 1024 * 1024;
    static constexpr qint64 activationBodyLimit = 4 * 1024;
    static constexpr std::chrono::milliseconds longestPoll{300'000};

    /// `managementToken`: what writers of content show now; empty: nobody may. Called on any thread.
    DeviceApi(ExosenseCloud& cloud, std::function<QByteArray()> managementToken);
    DeviceApi(ExosenseCloud& cloud, const QByteArray& managementToken);
    ~DeviceApi();
    Q_DISABLE_COPY_MOVE(DeviceApi)

    void addRoutes(HttpRouter& router);
    /// Answers those who wait here, and lets nobody wait any more: before its server stops.
    void endPolls();

private:
    /// The credentials that a request shows, in the order in which they count.
    static QByteArrayList credentialsOf(const HttpRequest& request);
    /// The board whose credential the request shows, else what it is answered.
    std::variant<QString, HttpResponse> callerOf(const HttpRequest& request) const;
    /// What `answer` says to the board that asks, named for the log.
    using Answer = HttpResponse (DeviceApi::*)(const QString& board, const HttpRequest& request);
    HttpResponse forCaller(const HttpRequest& request, Answer answer);
    bool isManager(const HttpRequest& request) const;
    std::optional<HttpResponse> refuseStrangers(const HttpRequest& request) const;
    bool isOurModel(const QString& vendor, const QString& model) const;

    // deviceapialias.cpp
    void addAliasRoutes(HttpRouter& router);
    HttpResponse read(const QString& board, const HttpRequest& request);
    void readOrWait(const HttpRequest& request, const HttpResponder& responder);
    void wait(const QString& board, const HttpRequest& request, std::chrono::milliseconds limit,
              const HttpResponder& responder);
    HttpResponse write(const QString& board, const HttpRequest& request);
    HttpResponse record(const QString& board, const HttpRequest& request);

    // deviceapiprovision.cpp
    void addProvisionRoutes(HttpRouter& router);
    HttpResponse timestamp() const;
    HttpResponse activate(const HttpRequest& request);
    HttpResponse download(const QString& board, const HttpRequest& request);
    HttpResponse contentList() const;
    HttpResponse contentInfo(const QString& id, bool withProtection) const;
    HttpResponse contentBytes(const QString& id) const;

    // deviceapimanage.cpp
    void addManageRoutes(HttpRouter& router);
    HttpResponse manageList(const HttpRequest& request);
    HttpResponse manageForm(const HttpRequest& request);
    HttpResponse manageGet(const HttpRequest& request);
    HttpResponse manageDelete(const QString& id);
    std::variant<std::unique_ptr<HttpBodySink>, HttpResponse> manageUpload(const HttpRequest& request);

    // deviceapimurano.cpp
    void addMuranoRoutes(HttpRouter& router);
    void addMuranoRoute(HttpRouter& router, const QByteArray& method, const QByteArray& pattern, HttpAnswer answer);
    HttpResponse muranoLogin(const HttpRequest& request) const;
    HttpResponse muranoList(const HttpRequest& request) const;
    HttpResponse muranoItem(const HttpRequest& request) const;
    HttpResponse muranoUploadForm(const HttpRequest& request);
    HttpResponse muranoDownloadForm(const HttpRequest& request);
    HttpResponse muranoDelete(const HttpRequest& request);
    HttpResponse muranoFetch(const HttpRequest& request) const;
    std::variant<std::unique_ptr<HttpBodySink>, HttpResponse> muranoUpload(const HttpRequest& request);

    ExosenseCloud& m_cloud;
    const std::unique_ptr<ContentTickets> m_tickets; ///< What the MuranoCLI may upload and download.
    const std::function<QByteArray()> m_managementToken;
    std::atomic<bool> m_ended = false;
};

} // namespace ota
