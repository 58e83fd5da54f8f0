// SPDX-License-Identifier: Apache-2.0
// Drafts and boards, for `otaw` in another process: only one may hold the bench.

#include "http/httpfields.h"
#include "otaserver/otaserverapi.h"
#include "otaserver/otaservercore.h"
#include "otaserver/otaserverroutes.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "store/releasestore.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServer)
};

const QString draftArea = QStringLiteral("publish");
const QString boardArea = QStringLiteral("board");

HttpResponse publishDraft(OtaServerCore& core, const HttpRequest& request)
{
    const auto id = normalizedReleaseId(request.parameter(u"id"));
    if (!id)
        return refused(request, id.error());
    const bool keep = request.queryItem(u"keep").value_or(QString()) == QStringLiteral("1");
    const auto published = core.bench.releases().publishDraft(*id, keep);
    if (!published)
        return refused(request, published.error());
    core.refreshTree();
    core.log.add(ServerLogLine::Level::Good, draftArea,
                 Tr::tr("%1 published by %2, as it was prepared").arg(id->text(), request.peer.toString()));
    return HttpResponse::json(200, {{QStringLiteral("stored"), published->release.toJson()},
                                    {QStringLiteral("warnings"), QJsonArray::fromStringList(published->warnings)}});
}

HttpResponse discardDraft(OtaServerCore& core, const HttpRequest& request)
{
    const auto id = normalizedReleaseId(request.parameter(u"id"));
    if (!id)
        return refused(request, id.error());
    if (const auto discarded = core.bench.releases().discardDraft(*id); !discarded)
        return refused(request, discarded.error());
    core.log.add(ServerLogLine::Level::Info, draftArea,
                 Tr::tr("%1 removed the draft of %2").arg(request.peer.toString(), id->text()));
    return HttpResponse::empty(204);
}

/// A member of the body; what is not there stays as it is, an empty text takes it away.
void take(const QJsonObject& json, const QString& key, QString& field, const QString& whenEmpty = {})
{
    const QJsonValue given = json[key];
    if (given.isString())
        field = given.toString().isEmpty() ? whenEmpty : given.toString();
}

void takeAll(const QJsonObject& json, Board& board)
{
    const QJsonObject links = json[QStringLiteral("links")].toObject();
    take(links, QStringLiteral("address"), board.links.address);
    take(links, QStringLiteral("serial"), board.links.serial);
    take(links, QStringLiteral("profile"), board.links.profile, BoardLinks().profile);
    take(links, QStringLiteral("pskIdentity"), board.links.pskIdentity);
    take(json, QStringLiteral("world"), board.world, Board().world);
}

void boardsChanged(OtaServerCore& core, const QString& what)
{
    if (const auto known = core.boards.refresh(); !known)
        core.log.add(ServerLogLine::Level::Warning, boardArea, known.error().toString());
    core.log.add(ServerLogLine::Level::Info, boardArea, what);
}

HttpResponse addBoard(OtaServerCore& core, const HttpRequest& request)
{
    const QJsonObject json = QJsonDocument::fromJson(request.body).object();
    Board board;
    board.id = BoardId(json[QStringLiteral("name")].toString());
    if (json[QStringLiteral("kind")].toString() == kindName(BoardKind::Virtual))
        board.kind = BoardKind::Virtual;
    takeAll(json, board);
    const auto added = core.bench.boards().add(std::move(board));
    if (!added)
        return refused(request, added.error());
    boardsChanged(core, Tr::tr("%1 added the board %2").arg(request.peer.toString(), added->id.text()));
    return HttpResponse::json(200, {{QStringLiteral("board"), added->toJson()}});
}

HttpResponse changeBoard(OtaServerCore& core, const HttpRequest& request)
{
    auto board = core.bench.boards().find(BoardId(request.parameter(u"name")));
    if (!board)
        return refused(request, board.error());
    takeAll(QJsonDocument::fromJson(request.body).object(), *board);
    if (const auto updated = core.bench.boards().update(*board); !updated)
        return refused(request, updated.error());
    boardsChanged(core, Tr::tr("%1 changed the board %2").arg(request.peer.toString(), board->id.text()));
    return HttpResponse::json(200, {{QStringLiteral("board"), board->toJson()}});
}

HttpResponse removeBoard(OtaServerCore& core, const HttpRequest& request)
{
    const QString name = request.parameter(u"name");
    if (const auto removed = core.bench.boards().remove(BoardId(name)); !removed)
        return refused(request, removed.error());
    boardsChanged(core, Tr::tr("%1 removed the board %2").arg(request.peer.toString(), name));
    return HttpResponse::empty(204);
}

} // namespace

void addBenchRoutes(HttpRouter& router, OtaServerCore& core, const HttpCheck& check)
{
    using Handler = HttpResponse (*)(OtaServerCore&, const HttpRequest&);
    const auto add = [&](const char* method, const char* pattern, Handler handler) {
        router.add(poolRoute(method, pattern, check,
                             [&core, handler](const HttpRequest& request) { return handler(core, request); }));
    };
    add("POST", "/api/drafts/{id}/publish", publishDraft);
    add("DELETE", "/api/drafts/{id}", discardDraft);
    add("POST", "/api/boards", addBoard);
    add("PATCH", "/api/boards/{name}", changeBoard);
    add("DELETE", "/api/boards/{name}", removeBoard);
}

} // namespace ota
