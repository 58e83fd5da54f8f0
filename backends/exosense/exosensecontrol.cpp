// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosensecontrol.h"

#include "exosense/exosenseoperations_p.h"
#include "http/httpfields.h"
#include "http/httpserver.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseControl)
};

constexpr qint64 verbBodyLimit = qint64{16} * 1024 * 1024;

} // namespace

ExosenseControl::ExosenseControl(ExosenseCloud& cloud, std::function<QByteArray()> token, const Clock& clock)
    : m_cloud(cloud)
    , m_token(std::move(token))
{
    HttpServerSettings settings;
    settings.name = QString::fromLatin1(serviceName);
    settings.clock = &clock;
    HttpRouter router;
    // Asked each time: the token can be renewed meanwhile.
    router.addCheck([this](const HttpRequest& request) { return requireToken(m_token(), "bench")(request); });
    addVerbRoute(router);
    addWatchRoute(router);
    m_server = std::make_unique<HttpServer>(settings, std::move(router));
}

ExosenseControl::~ExosenseControl()
{
    stop();
}

void ExosenseControl::addVerbRoute(HttpRouter& router)
{
    HttpRoute route;
    route.methods = {QByteArrayLiteral("POST")};
    route.pattern = "/bench/exosense/{verb}";
    route.runOnPool = true;
    route.bodyLimit = verbBodyLimit;
    route.answer = [this](const HttpRequest& request) {
        const QJsonDocument values = QJsonDocument::fromJson(request.body);
        if (!values.isObject())
            return HttpResponse::refusal(request, {400, Tr::tr("The body is no JSON object.")});
        const auto answer = runCloudVerb(m_cloud, request.parameter(u"verb"), values.object());
        if (answer)
            return HttpResponse::json(200, *answer);
        const Error& error = answer.error();
        return HttpResponse::json(httpStatus(error.code), {{QStringLiteral("code"), codeName(error.code)},
                                                           {QStringLiteral("error"), error.message},
                                                           {QStringLiteral("context"), error.context},
                                                           {QStringLiteral("hint"), error.hint}});
    };
    router.add(route);
}

/// What happens, event by event, for as long as the other process listens.
void ExosenseControl::addWatchRoute(HttpRouter& router)
{
    HttpRoute route;
    route.methods = {QByteArrayLiteral("GET")};
    route.pattern = "/bench/exosense-events";
    route.answerLater = [this](const HttpRequest&, const HttpResponder& responder) {
        const std::scoped_lock lock(m_watchMutex);
        m_watchers.push_back(responder.startEvents());
    };
    router.add(route);
}

Result<> ExosenseControl::start()
{
    return m_server->start();
}

void ExosenseControl::stop()
{
    {
        const std::scoped_lock lock(m_watchMutex);
        for (HttpEventStream& watcher : m_watchers)
            watcher.close();
        m_watchers.clear();
    }
    m_server->stop();
}

QString ExosenseControl::address() const
{
    return m_server->status().address;
}

void ExosenseControl::tell(const QString& kind, const QJsonObject& data)
{
    const std::scoped_lock lock(m_watchMutex);
    if (m_watchers.empty())
        return;
    const QByteArray name = kind.toUtf8();
    const QByteArray text = QJsonDocument(data).toJson(QJsonDocument::Compact);
    std::erase_if(m_watchers, [&](HttpEventStream& watcher) { return !watcher.send(name, text); });
}

} // namespace ota
