// SPDX-License-Identifier: Apache-2.0
#include "otaserver/benchforwarding.h"

#include "otaserver/benchclient.h"
#include "store/bench.h"
#include "store/releaseimport.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BenchForwarding)
};

/// Who holds the bench, when that one can be asked; else the refusal, with what is missing.
Result<BenchClient> holderOf(OperationContext& context, const Error& busy)
{
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(busy);
    auto client = BenchClient::find(**bench);
    if (!client) {
        Error error = busy;
        error.hint = client.error().hint.isEmpty() ? busy.hint : client.error().hint;
        return failure(error);
    }
    return client;
}

tl::unexpected<Error> refusedBy(const BenchClient& client, const BenchClient::Answer& answer)
{
    const Error::Code code = answer.status == 404                           ? Error::Code::NotFound
                             : answer.status == 400 || answer.status == 413 ? Error::Code::BadInput
                             : answer.status >= 500                         ? Error::Code::Io
                                                                            : Error::Code::Rejected;
    return failure(code, answer.data[QStringLiteral("error")].toString(), client.address());
}

/// A name as browsers write it into a header of a part.
QByteArray escapedName(const QString& name)
{
    return name.toUtf8().replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
}

std::vector<BenchClient::Piece> formOf(const QByteArray& boundary,
                                       const std::vector<std::pair<QString, QString>>& fields,
                                       const std::vector<NamedFile>& files)
{
    std::vector<BenchClient::Piece> body;
    for (const auto& [name, value] : fields)
        body.push_back({"--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + escapedName(name) +
                            "\"\r\n\r\n" + value.toUtf8() + "\r\n",
                        {},
                        0});
    for (const NamedFile& file : files) {
        const QByteArray name = escapedName(file.name);
        body.push_back({"--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" +
                            name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n",
                        {},
                        0});
        body.push_back({{}, file.path, QFileInfo(file.path).size()});
        body.push_back({QByteArrayLiteral("\r\n"), {}, 0});
    }
    body.push_back({"--" + boundary + "--\r\n", {}, 0});
    return body;
}

QString withWarnings(QString text, const QJsonArray& warnings)
{
    for (const QJsonValue& warning : warnings)
        text += QString(u'\n' + Tr::tr("Warning: %1").arg(warning.toString()));
    return text;
}

/// Sends it; what is not a success is a refusal.
Result<BenchClient::Answer> asked(const BenchClient& client, const BenchClient::Request& request, JobContext& job)
{
    auto answer = client.send(request, job.stopToken());
    if (answer && answer->status != 200 && answer->status != 204)
        return refusedBy(client, *answer);
    return answer;
}

QByteArray pathOf(const char* folder, const QString& name)
{
    return QByteArray(folder) + name.toUtf8().toPercentEncoding();
}

BenchClient::Request jsonRequest(const QByteArray& method, const QByteArray& path, const QJsonObject& body)
{
    BenchClient::Request request;
    request.method = method;
    request.path = path;
    request.contentType = QByteArrayLiteral("application/json");
    request.body.push_back({QJsonDocument(body).toJson(QJsonDocument::Compact), {}, 0});
    return request;
}

// Releases

/// The files go over the connection: the holder may run as somebody who can not read them.
Result<BenchClient::Answer> sendFiles(const BenchClient& client, const Arguments& arguments, JobContext& job,
                                      const std::pair<QString, QString>& how)
{
    const auto files = parseNamedFiles(arguments.list(QStringLiteral("file")));
    if (!files)
        return failure(files.error());
    std::vector<std::pair<QString, QString>> fields{
        {QStringLiteral("publish_id"), arguments.text(QStringLiteral("id"))},
        {QStringLiteral("world"), arguments.text(QStringLiteral("world"))},
        {QStringLiteral("version"), arguments.text(QStringLiteral("version"))},
        how};
    if (arguments.flag(QStringLiteral("allow-invalid")))
        fields.emplace_back(QStringLiteral("allow_invalid"), QStringLiteral("1"));
    const QByteArray boundary = QUuid::createUuid().toByteArray(QUuid::Id128);
    BenchClient::Request request;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/publish");
    request.contentType = "multipart/form-data; boundary=" + boundary;
    request.body = formOf(boundary, fields, *files);
    request.limit = std::chrono::minutes(2); // Hashing and syncing a large file on a slow disk.
    request.progress = [&job](qint64 sent, qint64 total) {
        job.progress(
            {static_cast<quint64>(sent), static_cast<quint64>(total), QStringLiteral("bytes"), Tr::tr("sending")});
    };
    return asked(client, request, job);
}

Result<BenchClient::Answer> sendDraftOrder(const BenchClient& client, const Arguments& arguments, JobContext& job)
{
    BenchClient::Request request;
    request.method = QByteArrayLiteral("POST");
    request.path = pathOf("/api/drafts/", arguments.text(QStringLiteral("id"))) + "/publish";
    if (arguments.flag(QStringLiteral("keep")))
        request.path += "?keep=1";
    auto answer = asked(client, request, job);
    if (!answer && answer.error().code == Error::Code::NotFound)
        return failure(
            Error::Code::Usage,
            Tr::tr("no file is named, and there is no draft of \"%1\"").arg(arguments.text(QStringLiteral("id"))), {},
            Tr::tr("Name the files: otaw release publish ID [NAME=]FILE…"));
    return answer;
}

Result<Outcome> publishElsewhere(const Arguments& arguments, OperationContext& context, const Error& busy)
{
    const auto client = holderOf(context, busy);
    if (!client)
        return failure(client.error());
    const bool keep = arguments.flag(QStringLiteral("keep"));
    const auto answer = arguments.list(QStringLiteral("file")).isEmpty()
                            ? sendDraftOrder(*client, arguments, context.job())
                            : sendFiles(*client, arguments, context.job(),
                                        {QStringLiteral("keep"), keep ? QStringLiteral("1") : QStringLiteral("0")});
    if (!answer)
        return failure(answer.error());
    QJsonObject data = answer->data[QStringLiteral("stored")].toObject();
    const QJsonArray warnings = answer->data[QStringLiteral("warnings")].toArray();
    data.insert(QStringLiteral("warnings"), warnings);
    return Outcome{
        data,
        withWarnings(Tr::tr("Published %1 through %2").arg(data[QStringLiteral("id")].toString(), client->address()),
                     warnings)};
}

Result<Outcome> prepareElsewhere(const Arguments& arguments, OperationContext& context, const Error& busy)
{
    const auto client = holderOf(context, busy);
    if (!client)
        return failure(client.error());
    const auto answer = sendFiles(*client, arguments, context.job(), {QStringLiteral("draft"), QStringLiteral("1")});
    if (!answer)
        return failure(answer.error());
    const QJsonObject data = answer->data[QStringLiteral("stored")].toObject();
    return Outcome{data, Tr::tr("Prepared %1 through %2; not served yet: otaw release publish %1")
                             .arg(data[QStringLiteral("id")].toString(), client->address())};
}

BenchClient::Request removal(const QString& id, const QString& version, bool draft)
{
    if (!version.isEmpty())
        return jsonRequest(QByteArrayLiteral("POST"), QByteArrayLiteral("/remove"),
                           {{QStringLiteral("publish_id"), id}, {QStringLiteral("version"), version}});
    BenchClient::Request request;
    request.method = QByteArrayLiteral("DELETE");
    request.path = pathOf(draft ? "/api/drafts/" : "/api/releases/", id);
    return request;
}

Result<Outcome> removeElsewhere(const Arguments& arguments, OperationContext& context, const Error& busy)
{
    const QString id = arguments.text(QStringLiteral("id"));
    const QString version = arguments.text(QStringLiteral("version"));
    const bool draft = arguments.flag(QStringLiteral("draft"));
    if (draft && !version.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("--draft and --version can not be given together"));
    const auto client = holderOf(context, busy);
    if (!client)
        return failure(client.error());
    const auto answer = asked(*client, removal(id, version, draft), context.job());
    if (!answer)
        return failure(answer.error());
    QJsonObject data{{QStringLiteral("id"), id}};
    if (answer->data.contains(QStringLiteral("removed")))
        data.insert(QStringLiteral("removed"), answer->data[QStringLiteral("removed")]);
    const QString text = draft ? Tr::tr("Removed the draft of %1 through %2").arg(id, client->address())
                         : version.isEmpty()
                             ? Tr::tr("Removed %1 through %2").arg(id, client->address())
                             : Tr::tr("Removed version %1 of %2 through %3").arg(version, id, client->address());
    return Outcome{data, text};
}

// Boards

/// What is given, in the form of Board::toJson().
QJsonObject boardJson(const Arguments& arguments)
{
    QJsonObject links;
    QJsonObject json;
    const auto put = [&](QJsonObject& to, const QString& key, const QString& parameter) {
        if (arguments.has(parameter))
            to.insert(key, arguments.text(parameter));
    };
    put(links, QStringLiteral("address"), QStringLiteral("address"));
    put(links, QStringLiteral("serial"), QStringLiteral("serial"));
    put(links, QStringLiteral("profile"), QStringLiteral("profile"));
    put(links, QStringLiteral("pskIdentity"), QStringLiteral("psk-identity"));
    put(json, QStringLiteral("name"), QStringLiteral("name"));
    put(json, QStringLiteral("kind"), QStringLiteral("kind"));
    put(json, QStringLiteral("world"), QStringLiteral("world"));
    json.insert(QStringLiteral("links"), links);
    return json;
}

Result<Outcome> boardElsewhere(const Arguments& arguments, OperationContext& context, const Error& busy, bool isNew)
{
    const auto client = holderOf(context, busy);
    if (!client)
        return failure(client.error());
    const QString name = arguments.text(QStringLiteral("name"));
    const auto request =
        isNew ? jsonRequest(QByteArrayLiteral("POST"), QByteArrayLiteral("/api/boards"), boardJson(arguments))
              : jsonRequest(QByteArrayLiteral("PATCH"), pathOf("/api/boards/", name), boardJson(arguments));
    const auto answer = asked(*client, request, context.job());
    if (!answer)
        return failure(answer.error());
    return Outcome{answer->data[QStringLiteral("board")].toObject(),
                   isNew ? Tr::tr("Added the board %1 through %2").arg(name, client->address())
                         : Tr::tr("Changed the board %1 through %2").arg(name, client->address())};
}

Result<Outcome> removeBoardElsewhere(const Arguments& arguments, OperationContext& context, const Error& busy)
{
    const auto client = holderOf(context, busy);
    if (!client)
        return failure(client.error());
    const QString name = arguments.text(QStringLiteral("name"));
    BenchClient::Request request;
    request.method = QByteArrayLiteral("DELETE");
    request.path = pathOf("/api/boards/", name);
    if (const auto answer = asked(*client, request, context.job()); !answer)
        return failure(answer.error());
    return Outcome{{{QStringLiteral("name"), name}},
                   Tr::tr("Removed the board %1 through %2").arg(name, client->address())};
}

} // namespace

BenchForwarding benchForwarding()
{
    const auto board = [](bool isNew) {
        return [isNew](const Arguments& arguments, OperationContext& context, const Error& busy) {
            return boardElsewhere(arguments, context, busy, isNew);
        };
    };
    return {
        {QStringLiteral("release.publish"), publishElsewhere}, {QStringLiteral("release.add"), prepareElsewhere},
        {QStringLiteral("release.remove"), removeElsewhere},   {QStringLiteral("board.add"), board(true)},
        {QStringLiteral("board.set"), board(false)},           {QStringLiteral("board.remove"), removeBoardElsewhere}};
}

} // namespace ota
