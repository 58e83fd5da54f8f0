// SPDX-License-Identifier: Apache-2.0
#include "otaserver/releaseforwarding.h"

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
    Q_DECLARE_TR_FUNCTIONS(ReleaseForwarding)
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

Result<Outcome> publishElsewhere(const Arguments& arguments, OperationContext& context, const Error& busy)
{
    const QStringList names = arguments.list(QStringLiteral("file"));
    if (names.isEmpty())
        return failure(busy); // A draft: only who holds the bench can publish it.
    const auto client = holderOf(context, busy);
    if (!client)
        return failure(client.error());
    const auto files = parseNamedFiles(names);
    if (!files)
        return failure(files.error());
    std::vector<std::pair<QString, QString>> fields{
        {QStringLiteral("publish_id"), arguments.text(QStringLiteral("id"))},
        {QStringLiteral("world"), arguments.text(QStringLiteral("world"))},
        {QStringLiteral("version"), arguments.text(QStringLiteral("version"))},
        {QStringLiteral("keep"), arguments.flag(QStringLiteral("keep")) ? QStringLiteral("1") : QStringLiteral("0")}};
    if (arguments.flag(QStringLiteral("allow-invalid")))
        fields.emplace_back(QStringLiteral("allow_invalid"), QStringLiteral("1"));
    const QByteArray boundary = QUuid::createUuid().toByteArray(QUuid::Id128);
    BenchClient::Request request;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/publish");
    request.contentType = "multipart/form-data; boundary=" + boundary;
    request.body = formOf(boundary, fields, *files);
    request.limit = std::chrono::minutes(2); // Hashing and syncing a large file on a slow disk.
    JobContext& job = context.job();
    request.progress = [&job](qint64 sent, qint64 total) {
        job.progress(
            {static_cast<quint64>(sent), static_cast<quint64>(total), QStringLiteral("bytes"), Tr::tr("sending")});
    };
    const auto answer = client->send(request, job.stopToken());
    if (!answer)
        return failure(answer.error());
    if (answer->status != 200)
        return refusedBy(*client, *answer);
    QJsonObject data = answer->data[QStringLiteral("stored")].toObject();
    const QJsonArray warnings = answer->data[QStringLiteral("warnings")].toArray();
    data.insert(QStringLiteral("warnings"), warnings);
    QString text = Tr::tr("Published %1 through %2").arg(data[QStringLiteral("id")].toString(), client->address());
    for (const QJsonValue& warning : warnings)
        text += QString(u'\n' + Tr::tr("Warning: %1").arg(warning.toString()));
    return Outcome{data, text};
}

Result<Outcome> removeElsewhere(const Arguments& arguments, OperationContext& context, const Error& busy)
{
    if (arguments.flag(QStringLiteral("draft")))
        return failure(busy);
    const auto client = holderOf(context, busy);
    if (!client)
        return failure(client.error());
    const QString id = arguments.text(QStringLiteral("id"));
    const QString version = arguments.text(QStringLiteral("version"));
    BenchClient::Request request;
    if (version.isEmpty()) {
        request.method = QByteArrayLiteral("DELETE");
        request.path = "/api/releases/" + id.toUtf8().toPercentEncoding();
    } else {
        request.method = QByteArrayLiteral("POST");
        request.path = QByteArrayLiteral("/remove");
        request.contentType = QByteArrayLiteral("application/json");
        const QJsonObject what{{QStringLiteral("publish_id"), id}, {QStringLiteral("version"), version}};
        request.body.push_back({QJsonDocument(what).toJson(QJsonDocument::Compact), {}, 0});
    }
    const auto answer = client->send(request, context.job().stopToken());
    if (!answer)
        return failure(answer.error());
    if (answer->status != 200 && answer->status != 204)
        return refusedBy(*client, *answer);
    QJsonObject data{{QStringLiteral("id"), id}};
    if (answer->data.contains(QStringLiteral("removed")))
        data.insert(QStringLiteral("removed"), answer->data[QStringLiteral("removed")]);
    return Outcome{data, version.isEmpty()
                             ? Tr::tr("Removed %1 through %2").arg(id, client->address())
                             : Tr::tr("Removed version %1 of %2 through %3").arg(version, id, client->address())};
}

} // namespace

ReleaseForwarding releaseForwarding()
{
    return {publishElsewhere, removeElsewhere};
}

} // namespace ota
