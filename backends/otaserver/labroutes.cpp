// SPDX-License-Identifier: Apache-2.0
#include "http/httpfields.h"
#include "otaserver/otaserverapi.h"
#include "otaserver/otaservercore.h"
#include "otaserver/otaserverroutes.h"
#include "store/bench.h"
#include "store/releasestore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <cmath>

// In the global namespace, as the macro wants it.
static void initLabResources()
{
    Q_INIT_RESOURCE(lab);
}

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServer)
};

/// Nothing from elsewhere, nothing inline, nobody's frame.
constexpr QByteArrayView contentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

void addPage(HttpRouter& router)
{
    initLabResources();
    static constexpr std::array<std::array<const char*, 3>, 3> files{
        {{"/", ":/lab/index.html", "text/html; charset=utf-8"},
         {"/lab.css", ":/lab/lab.css", "text/css; charset=utf-8"},
         {"/lab.js", ":/lab/lab.js", "text/javascript; charset=utf-8"}}};
    for (const auto& [path, name, type] : files) {
        QFile file(QString::fromLatin1(name));
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        Q_UNUSED(opened)
        const QByteArray bytes = file.readAll();
        HttpResponse response = HttpResponse::bytes(type, bytes);
        response.etag = Digest::of(bytes).hex().left(16).toLatin1();
        response.withHeader("Cache-Control", "no-cache")
            .withHeader("X-Content-Type-Options", "nosniff")
            .withHeader("Referrer-Policy", "no-referrer")
            .withHeader("Content-Security-Policy", contentPolicy);
        router.get(path, [response](const HttpRequest&) { return response; });
    }
}

HttpResponse json(const QJsonObject& object)
{
    HttpResponse response = HttpResponse::json(200, object);
    response.withHeader("Cache-Control", "no-store");
    return response;
}

QString titled(const QString& message)
{
    return message.isEmpty() ? message : QString(message.at(0).toUpper() + message.mid(1));
}

HttpResponse coapUrl(OtaServerCore& core, const HttpRequest& request)
{
    const auto id = normalizedReleaseId(request.parameter(u"id"));
    if (!id)
        return refused(request, id.error());
    const auto uri = core.addresses.uriFor(request.peer.address);
    if (!uri)
        return refused(request, HttpRefusal{503, Tr::tr("No CoAP service runs")});
    // The original writes the port in any case.
    const QString text =
        QStringLiteral("%1://%2:%3/%4")
            .arg(uri->secure ? QStringLiteral("coaps") : QStringLiteral("coap"), bracketedHost(uri->host))
            .arg(uri->port)
            .arg(id->text());
    return request.wantsJson() ? json({{QStringLiteral("url"), text}}) : HttpResponse::text(200, text);
}

HttpResponse fileBytes(OtaServerCore& core, const HttpRequest& request)
{
    const QString fileName = request.parameter(u"file");
    const auto served = core.tree.current();
    const Release* release = served->release(request.parameter(u"id"));
    const ReleaseFile* file = release ? release->find(fileName) : nullptr;
    if (!file)
        return refused(request, HttpRefusal{404, Tr::tr("No such file is published")});
    auto open = core.openFile(*file);
    if (!open)
        return refused(request, open.error());
    HttpResponse response = HttpResponse::file(file->mediaType.toLatin1(), *open);
    response.etag = file->blob.hex().toLatin1();
    response.modifiedNs.reset(); // Of the blob, which says nothing of the publication.
    response.withHeader("Cache-Control", "no-cache").withHeader("X-Content-Type-Options", "nosniff");
    return response;
}

HttpResponse fileOf(OtaServerCore& core, const HttpRequest& request)
{
    HttpResponse response = fileBytes(core, request);
    response.object = request.parameter(u"id") + u'/' + request.parameter(u"file");
    return response;
}

void addLists(HttpRouter& router, OtaServerCore& core, bool openWrites)
{
    router.get(QByteArrayLiteral("/api/state"),
               [&core, openWrites](const HttpRequest&) { return json(core.stateJson(openWrites)); });
    router.get(QByteArrayLiteral("/api/releases"), [&core](const HttpRequest&) {
        const auto served = core.tree.current();
        QJsonArray releases;
        for (const Release& release : served->releases)
            releases.append(core.releaseJson(release));
        return json({{QStringLiteral("revision"), served->revision}, {QStringLiteral("releases"), releases}});
    });
    router.get(QByteArrayLiteral("/api/releases/{id}"), [&core](const HttpRequest& request) {
        const auto served = core.tree.current();
        const Release* release = served->release(request.parameter(u"id"));
        return release ? json(core.releaseJson(*release))
                       : refused(request, HttpRefusal{404, Tr::tr("No such release is published")});
    });
    router.get(QByteArrayLiteral("/api/transfers"), [&core](const HttpRequest&) {
        QJsonArray transfers;
        const auto views = core.tracker.transfers();
        for (auto view = views.rbegin(); view != views.rend(); ++view)
            transfers.append(view->toJson(core.bench.clock().nowNs()));
        return json({{QStringLiteral("transfers"), transfers}});
    });
    router.get(QByteArrayLiteral("/api/devices"), [&core](const HttpRequest&) {
        QJsonArray devices;
        for (const DeviceNotification& device : core.desk.devices())
            devices.append(device.toJson());
        return json({{QStringLiteral("devices"), devices}});
    });
    router.get(QByteArrayLiteral("/api/log"), [&core](const HttpRequest& request) {
        QJsonArray lines;
        for (const ServerLogLine& line : core.log.after(request.queryItem(u"after").value_or(QString()).toULongLong()))
            lines.append(line.toJson());
        return json({{QStringLiteral("lines"), lines}});
    });
}

void addEvents(HttpRouter& router, OtaServerCore& core)
{
    HttpRoute route;
    route.methods = {QByteArrayLiteral("GET")};
    route.pattern = QByteArrayLiteral("/api/events");
    route.answerLater = [&core](const HttpRequest& request, const HttpResponder& responder) {
        if (!core.hub.add(responder))
            responder.send(refused(request, HttpRefusal{503, Tr::tr("Too many pages are open")}));
    };
    router.add(std::move(route));
}

/// What POST /remove is told: `{"publish_id": "…", "version": "…" or number}`.
struct Removal
{
    QString id;
    QString version;
};

std::optional<Removal> removalOf(const QByteArray& body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonValue id = document.object()[QStringLiteral("publish_id")];
    const QJsonValue version = document.object()[QStringLiteral("version")];
    if (!document.isObject() || !id.isString())
        return std::nullopt;
    if (version.isString() && !version.toString().isEmpty())
        return Removal{id.toString(), version.toString()};
    const double number = version.toDouble(-1);
    if (!version.isDouble() || number < 0 || number != std::floor(number) || number > 9007199254740992.0)
        return std::nullopt;
    return Removal{id.toString(), QString::number(version.toInteger())};
}

HttpResponse remove(OtaServerCore& core, const HttpRequest& request)
{
    const auto removal = removalOf(request.body);
    if (!removal)
        return refused(request, HttpRefusal{400, QStringLiteral("JSON with publish_id and version is needed")});
    const auto id = normalizedReleaseId(removal->id);
    if (!id)
        return refused(request, HttpRefusal{404, titled(id.error().message)});
    const auto files = core.bench.releases().removeVersion(*id, removal->version);
    if (!files)
        return refused(request, HttpRefusal{httpStatus(files.error().code), titled(files.error().message)});
    core.refreshTree();
    core.log.add(ServerLogLine::Level::Info, QStringLiteral("publish"),
                 Tr::tr("%1 removed version %2 of %3: %4")
                     .arg(request.peer.toString(), removal->version, id->text(), files->join(QStringLiteral(", "))));
    if (!request.wantsJson())
        return HttpResponse::empty(200);
    return json({{QStringLiteral("publish_id"), id->text()},
                 {QStringLiteral("version"), removal->version},
                 {QStringLiteral("removed"), QJsonArray::fromStringList(*files)}});
}

HttpResponse removeRelease(OtaServerCore& core, const HttpRequest& request)
{
    const auto id = normalizedReleaseId(request.parameter(u"id"));
    if (!id)
        return refused(request, id.error());
    if (const auto removed = core.bench.releases().remove(*id); !removed)
        return refused(request, HttpRefusal{httpStatus(removed.error().code), titled(removed.error().message)});
    core.refreshTree();
    core.log.add(ServerLogLine::Level::Info, QStringLiteral("publish"),
                 Tr::tr("%1 removed the release %2").arg(request.peer.toString(), id->text()));
    return HttpResponse::empty(204);
}

} // namespace

HttpRoute poolRoute(const QByteArray& method, const QByteArray& pattern, const HttpCheck& check, HttpAnswer answer)
{
    HttpRoute route;
    route.methods = {method};
    route.pattern = pattern;
    route.check = check;
    route.runOnPool = true;
    route.answer = std::move(answer);
    return route;
}

void addReadingRoutes(HttpRouter& router, OtaServerCore& core, const HttpCheck& check, bool openWrites)
{
    addPage(router);
    router.get(QByteArrayLiteral("/coap/url/{id}"),
               [&core](const HttpRequest& request) { return coapUrl(core, request); });
    router.get(QByteArrayLiteral("/releases/{id}/{file}"),
               [&core](const HttpRequest& request) { return fileOf(core, request); });
    addLists(router, core, openWrites);
    addEvents(router, core);
    HttpRoute token; // For the page: is the token that it has a good one?
    token.methods = {QByteArrayLiteral("GET")};
    token.pattern = QByteArrayLiteral("/api/token");
    token.check = check;
    token.answer = [](const HttpRequest&) {
        return HttpResponse::empty(204);
    };
    router.add(std::move(token));
}

void addRemoveRoutes(HttpRouter& router, OtaServerCore& core, const HttpCheck& check)
{
    router.add(poolRoute(QByteArrayLiteral("POST"), QByteArrayLiteral("/remove"), check,
                         [&core](const HttpRequest& request) { return remove(core, request); }));
    router.add(poolRoute(QByteArrayLiteral("DELETE"), QByteArrayLiteral("/api/releases/{id}"), check,
                         [&core](const HttpRequest& request) { return removeRelease(core, request); }));
}

} // namespace ota
