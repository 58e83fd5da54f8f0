// SPDX-License-Identifier: Apache-2.0
// What a device asks besides its resources: the time, its credential, files.

#include "base/clock.h"
#include "exosense/deviceapi.h"
#include "exosense/exosensecloud.h"
#include "http/httpfields.h"
#include "store/bench.h"
#include "store/blobstore.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DeviceApi)
};

constexpr qsizetype longestNamed = 64; ///< Of what somebody calls himself.
constexpr qsizetype longestId = 128;   ///< Of content.
constexpr qint64 second = 1'000'000'000;
const QByteArray textType("text/plain; charset=utf-8");
const QByteArray csvType("text/csv; charset=utf-8");

HttpResponse refused(const HttpRequest& request, int status, const QString& text)
{
    return HttpResponse::refusal(request, {status, text});
}

/// RFC 4180
QByteArray csvField(const QString& text)
{
    QByteArray bytes = text.toUtf8();
    if (!bytes.contains(',') && !bytes.contains('"') && !bytes.contains('\n') && !bytes.contains('\r'))
        return bytes;
    return '"' + bytes.replace("\"", "\"\"") + '"';
}

QString item(const std::vector<std::pair<QString, QString>>& form, QStringView name)
{
    for (const auto& [key, value] : form) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

void DeviceApi::addProvisionRoutes(HttpRouter& router)
{
    router.get("/timestamp", [this](const HttpRequest&) { return timestamp(); });

    HttpRoute activation;
    activation.methods = {QByteArrayLiteral("POST")};
    activation.pattern = "/provision/activate";
    activation.bodyLimit = activationBodyLimit;
    activation.runOnPool = true;
    activation.answer = [this](const HttpRequest& request) {
        return activate(request);
    };
    router.add(activation);

    HttpRoute fetching;
    fetching.methods = {QByteArrayLiteral("GET")};
    fetching.pattern = "/provision/download";
    fetching.runOnPool = true;
    fetching.answer = [this](const HttpRequest& request) {
        return forCaller(request, &DeviceApi::download);
    };
    router.add(fetching);
}

HttpResponse DeviceApi::timestamp() const
{
    return HttpResponse::bytes(textType, QByteArray::number(m_cloud.bench().clock().nowNs() / second));
}

HttpResponse DeviceApi::activate(const HttpRequest& request)
{
    const auto form = parseUrlEncoded(request.body);
    if (!form)
        return refused(request, 400, Tr::tr("The body is no form."));
    const QString id = item(*form, u"id");
    const QString identity = id.isEmpty() ? item(*form, u"sn") : id;
    const auto token = m_cloud.activate(identity, item(*form, u"vendor"), item(*form, u"model"),
                                        !request.header("X-Ota-Simulated").isEmpty());
    HttpResponse response;
    if (token)
        response = HttpResponse::bytes(textType, *token);
    else
        response = refused(request, token.error().code == Error::Code::Rejected ? 409 : httpStatus(token.error().code),
                           token.error().message);
    response.subject = identity.left(longestNamed);
    return response;
}

HttpResponse DeviceApi::download(const QString& board, const HttpRequest& request)
{
    m_cloud.noteContact(board);
    const auto id = request.queryItem(u"id");
    const bool wantsInfo = id && request.queryItem(u"info") == QStringLiteral("true");
    const bool isOurs =
        isOurModel(request.queryItem(u"vendor").value_or(QString()), request.queryItem(u"model").value_or(QString()));
    if (isOurs && !id)
        return contentList();
    if (isOurs && wantsInfo)
        return contentInfo(*id, false);
    HttpResponse response =
        isOurs ? contentBytes(*id)
               : refused(request, wantsInfo ? 400 : 403, Tr::tr("There is no such vendor or model here."));
    if (id && !wantsInfo)
        response.object = id->left(longestId);
    return response;
}

HttpResponse DeviceApi::contentList() const
{
    const auto entries = m_cloud.store().content();
    if (!entries)
        return HttpResponse::text(httpStatus(entries.error().code), entries.error().message);
    QByteArrayList ids;
    for (const ContentEntry& entry : *entries)
        ids << entry.id.toUtf8();
    return HttpResponse::bytes(csvType, ids.join("\r\n"));
}

HttpResponse DeviceApi::contentInfo(const QString& id, bool withProtection) const
{
    const auto entry = m_cloud.store().content(id);
    if (!entry)
        return HttpResponse::text(httpStatus(entry.error().code), entry.error().message);
    QByteArray line = csvField(entry->mediaType) + ',' + QByteArray::number(entry->sizeBytes) + ',' +
                      QByteArray::number(entry->updatedNs / second) + ',' + csvField(entry->meta);
    if (withProtection)
        line += entry->isProtected ? ",true" : ",false";
    return HttpResponse::bytes(csvType, line);
}

HttpResponse DeviceApi::contentBytes(const QString& id) const
{
    const auto entry = m_cloud.store().content(id);
    if (!entry)
        return HttpResponse::text(httpStatus(entry.error().code), entry.error().message);
    if (!entry->blob)
        return HttpResponse::bytes(entry->mediaType.toUtf8(), {});
    const auto file = HttpFile::open(m_cloud.bench().blobs().pathOf(*entry->blob));
    if (!file)
        return HttpResponse::text(httpStatus(file.error().code), file.error().message);
    auto response = HttpResponse::file(entry->mediaType.toUtf8(), *file);
    // The digest stays the same wherever the bytes lie: a download may be resumed after a restart.
    response.etag = entry->blob->hex().toLatin1();
    response.modifiedNs.reset();
    return response;
}

} // namespace ota
