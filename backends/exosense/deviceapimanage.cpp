// SPDX-License-Identifier: Apache-2.0
// Management of content with the bench's token.

#include "exosense/deviceapi.h"
#include "exosense/exosensecloud.h"
#include "http/httpfields.h"
#include "store/bench.h"
#include "store/blobstore.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DeviceApi)
};

const QByteArray csvType("text/csv; charset=utf-8");

HttpResponse refused(int status, const QString& text)
{
    return HttpResponse::text(status, text);
}

HttpResponse refused(const Error& error)
{
    const int status = error.code == Error::Code::Rejected ? 409 : httpStatus(error.code);
    return refused(status, error.message);
}

/// As the vendor answers what changed something.
HttpResponse done()
{
    return HttpResponse::empty(205);
}

/// New bytes of an entry, straight into the blob store.
class UploadSink final : public HttpBodySink
{
public:
    UploadSink(ExosenseCloud& cloud, QString id, QString mediaType)
        : m_cloud(cloud)
        , m_id(std::move(id))
        , m_mediaType(std::move(mediaType))
    {
    }

    std::optional<HttpRefusal> write(ByteSpan bytes) override
    {
        if (auto refusal = open())
            return refusal;
        if (auto written = m_writer->write(bytes); !written)
            return HttpRefusal{507, written.error().message};
        return std::nullopt;
    }

    void finish(const HttpRequest& /*request*/, const HttpResponder& responder) override
    {
        if (auto refusal = open())
            return responder.send(refused(refusal->status, refusal->text));
        const auto stored = m_writer->commit();
        if (!stored)
            return responder.send(refused(507, stored.error().message));
        const auto set = m_cloud.store().setBlob(m_id, m_mediaType, stored->id, stored->sizeBytes);
        responder.send(set ? done() : refused(set.error()));
    }

private:
    /// On the pool: looks for the entry and opens the file.
    std::optional<HttpRefusal> open()
    {
        if (m_writer)
            return std::nullopt;
        if (const auto entry = m_cloud.store().content(m_id); !entry)
            return httpRefusal(entry.error());
        auto writer = m_cloud.bench().blobs().newBlob();
        if (!writer)
            return HttpRefusal{507, writer.error().message};
        m_writer.emplace(std::move(*writer));
        return std::nullopt;
    }

    ExosenseCloud& m_cloud;
    QString m_id;
    QString m_mediaType;
    std::optional<BlobWriter> m_writer;
};

} // namespace

void DeviceApi::addManageRoutes(HttpRouter& router)
{
    const QByteArray folder("/provision/manage/content/{model}/");
    const QByteArray entry("/provision/manage/content/{model}/{id}");
    const auto add = [&](const QByteArray& method, const QByteArray& pattern, HttpAnswer answer) {
        HttpRoute route;
        route.methods = {method};
        route.pattern = pattern;
        route.answer = std::move(answer);
        route.runOnPool = true;
        route.check = [this](const HttpRequest& request) {
            return refuseStrangers(request);
        };
        router.add(route);
    };
    add("GET", folder, [this](const HttpRequest& request) { return manageList(request); });
    add("POST", folder, [this](const HttpRequest& request) { return manageForm(request); });
    add("GET", entry, [this](const HttpRequest& request) { return manageGet(request); });
    add("DELETE", entry, [this](const HttpRequest& request) { return manageDelete(request.parameter(u"id")); });

    HttpRoute upload;
    upload.methods = {QByteArrayLiteral("POST")};
    upload.pattern = entry;
    upload.bodyLimit = std::numeric_limits<qint64>::max() / 2;
    upload.runOnPool = true;
    upload.check = [this](const HttpRequest& request) {
        return refuseStrangers(request);
    };
    upload.receive = [this](const HttpRequest& request) {
        return manageUpload(request);
    };
    router.add(upload);
}

HttpResponse DeviceApi::manageList(const HttpRequest& request)
{
    if (!isOurModel({}, request.parameter(u"model")))
        return refused(400, Tr::tr("There is no such model here."));
    return contentList();
}

HttpResponse DeviceApi::manageForm(const HttpRequest& request)
{
    const auto form = parseUrlEncoded(request.body);
    if (!form)
        return refused(400, Tr::tr("The body is no form."));
    ContentEntry entry;
    bool isRemoval = false;
    for (const auto& [key, value] : *form) {
        if (key == QStringLiteral("id"))
            entry.id = value;
        else if (key == QStringLiteral("meta"))
            entry.meta = value;
        else if (key == QStringLiteral("protected"))
            entry.isProtected = value == QStringLiteral("true");
        else if (key == QStringLiteral("delete"))
            isRemoval = value == QStringLiteral("true");
    }
    if (isRemoval)
        return manageDelete(entry.id);
    const auto created = m_cloud.store().create(entry);
    return created ? done() : refused(created.error());
}

HttpResponse DeviceApi::manageGet(const HttpRequest& request)
{
    const QString id = request.parameter(u"id");
    return request.queryItem(u"download") == QStringLiteral("true") ? contentBytes(id) : contentInfo(id, true);
}

HttpResponse DeviceApi::manageDelete(const QString& id)
{
    const auto removed = m_cloud.store().removeContent(id);
    return removed ? done() : refused(removed.error());
}

std::variant<std::unique_ptr<HttpBodySink>, HttpResponse> DeviceApi::manageUpload(const HttpRequest& request)
{
    const QByteArrayView type = request.header("Content-Type");
    const QString mediaType = type.isEmpty() ? ContentEntry().mediaType : QString::fromLatin1(type);
    return std::make_unique<UploadSink>(m_cloud, request.parameter(u"id"), mediaType);
}

} // namespace ota
