// SPDX-License-Identifier: Apache-2.0
// Management of content as the MuranoCLI speaks it: descriptors that say where to, then the transfer itself.

#include "exosense/contenttickets.h"
#include "exosense/deviceapi.h"
#include "exosense/exosensecloud.h"
#include "exosense/otaupackage.h"
#include "http/httpfields.h"
#include "http/multipartparser.h"
#include "store/bench.h"
#include "store/blobstore.h"
#include "timeline/event.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DeviceApi)
};

using Ticket = ContentTickets::Ticket;

const QByteArray itemPath("/api:1/service/{product}/content/item");
const QString transferPath = QStringLiteral("/api:1/transfer/");
const QString fileField = QStringLiteral("file");
constexpr qsizetype segmentOfId = 6; ///< `/api:1/service/<pid>/content/item/<id>`; the first is empty.
constexpr std::chrono::seconds usualLife{300};
constexpr std::chrono::seconds longestLife{3600};

HttpResponse refused(int status, const QString& text)
{
    return HttpResponse::json(status, {{QStringLiteral("error"), text}});
}

HttpResponse refused(const Error& error)
{
    return refused(httpStatus(error.code), error.message);
}

HttpResponse notHere()
{
    return refused(404, Tr::tr("This leave was never given, or its time is over."));
}

/// The client writes a blank as a plus sign, also in a path.
QString idOf(const HttpRequest& request)
{
    QByteArray segment = request.rawPath.split('/').value(segmentOfId);
    return utf8Text(QByteArray::fromPercentEncoding(segment.replace('+', "%20"))).value_or(QString());
}

QJsonObject itemOf(const ContentEntry& entry)
{
    QJsonObject item{{QStringLiteral("id"), entry.id},
                     {QStringLiteral("length"), entry.sizeBytes},
                     {QStringLiteral("last_modified"), isoTime(entry.updatedNs)},
                     {QStringLiteral("type"), entry.mediaType}};
    if (!entry.tags.isEmpty())
        item.insert(QStringLiteral("tags"), entry.tags);
    return item;
}

ContentTickets::TimePoint endOf(const HttpRequest& request)
{
    bool isNumber = false;
    const qlonglong seconds = request.queryItem(u"expires_in").value_or(QString()).toLongLong(&isNumber);
    const std::chrono::seconds life =
        isNumber ? std::clamp(std::chrono::seconds(seconds), std::chrono::seconds(1), longestLife) : usualLife;
    return std::chrono::steady_clock::now() + life;
}

/// Absolute, as the client sees us.
QString addressOf(const HttpRequest& request, const QByteArray& ticket)
{
    return (request.peer.isSecure ? QStringLiteral("https://") : QStringLiteral("http://")) +
           QString::fromLatin1(request.host) + transferPath + QString::fromLatin1(ticket);
}

/// The form with the file, straight into the blob store.
class FormUpload final : public HttpBodySink, public MultipartSink
{
public:
    FormUpload(ExosenseCloud& cloud, ContentTickets& tickets, QByteArray number, Ticket ticket)
        : m_cloud(cloud)
        , m_tickets(tickets)
        , m_number(std::move(number))
        , m_ticket(std::move(ticket))
    {
    }

    /// Nothing: go on. Before the first byte.
    std::optional<HttpRefusal> begin(QByteArrayView contentType)
    {
        auto reader = FormReader::forType(contentType, *this);
        if (auto* refusal = std::get_if<HttpRefusal>(&reader))
            return std::move(*refusal);
        m_reader = std::move(std::get<std::unique_ptr<FormReader>>(reader));
        return std::nullopt;
    }

    std::optional<HttpRefusal> write(ByteSpan bytes) override { return m_reader->write(bytes); }

    void finish(const HttpRequest& /*request*/, const HttpResponder& responder) override
    {
        if (const auto refusal = m_reader->finish())
            return responder.send(refused(refusal->status, refusal->text));
        responder.send(store());
    }

    std::optional<HttpRefusal> field(const QString& /*name*/, const QString& /*value*/) override
    {
        return std::nullopt; // What we gave along; the ticket knows it.
    }
    std::optional<HttpRefusal> fileBegins(const QString& name, const QString& /*fileName*/,
                                          const QByteArray& /*mediaType*/) override
    {
        if (name != fileField || m_writer)
            return HttpRefusal{400, Tr::tr("The form has one file, in the field \"%1\".").arg(fileField)};
        auto writer = m_cloud.bench().blobs().newBlob();
        if (!writer)
            return HttpRefusal{507, writer.error().message};
        m_writer.emplace(std::move(*writer));
        return std::nullopt;
    }
    std::optional<HttpRefusal> fileBytes(ByteSpan bytes) override
    {
        if (auto written = m_writer->write(bytes); !written)
            return HttpRefusal{507, written.error().message};
        return std::nullopt;
    }
    std::optional<HttpRefusal> fileEnds() override { return std::nullopt; }

private:
    HttpResponse store()
    {
        if (!m_writer)
            return refused(400, Tr::tr("The form has no file in the field \"%1\".").arg(fileField));
        const auto stored = m_writer->commit();
        if (!stored)
            return refused(507, stored.error().message);
        // Nobody refers to the blob then: it is collected as garbage.
        if (!m_ticket.sha256.isEmpty() && stored->id.hex() != m_ticket.sha256)
            return refused(400, Tr::tr("The file has the SHA-256 %1 and %2 was announced. Nothing was changed.")
                                    .arg(stored->id.hex(), m_ticket.sha256));
        ContentEntry entry = m_cloud.store().content(m_ticket.id).value_or(ContentEntry());
        entry.id = m_ticket.id;
        entry.mediaType = m_ticket.mediaType;
        entry.blob = stored->id;
        entry.sizeBytes = stored->sizeBytes;
        if (m_ticket.tags)
            entry.tags = *m_ticket.tags;
        if (auto put = m_cloud.store().put({entry}); !put)
            return refused(put.error());
        m_tickets.use(m_number);
        return HttpResponse::empty(204);
    }

    ExosenseCloud& m_cloud;
    ContentTickets& m_tickets;
    QByteArray m_number;
    Ticket m_ticket;
    std::unique_ptr<FormReader> m_reader;
    std::optional<BlobWriter> m_writer;
};

} // namespace

void DeviceApi::addMuranoRoute(HttpRouter& router, const QByteArray& method, const QByteArray& pattern,
                               HttpAnswer answer)
{
    HttpRoute route;
    route.methods = {method};
    route.pattern = pattern;
    route.runOnPool = true;
    route.check = [this](const HttpRequest& request) -> std::optional<HttpResponse> {
        if (!isManager(request))
            return refused(401, Tr::tr("Log in at /api:1/token/ with the bench's token as password."));
        if (!isOurModel({}, request.parameter(u"product")))
            return refused(404, Tr::tr("There is no such product here."));
        return std::nullopt;
    };
    route.answer = std::move(answer);
    router.add(route);
}

void DeviceApi::addMuranoRoutes(HttpRouter& router)
{
    for (const char* path : {"/api:1/token/", "/api:1/token"})
        router.post(path, [this](const HttpRequest& request) { return muranoLogin(request); });
    addMuranoRoute(router, "GET", itemPath, [this](const HttpRequest& request) { return muranoList(request); });
    const QByteArray item = itemPath + "/{id}";
    addMuranoRoute(router, "GET", item, [this](const HttpRequest& request) { return muranoItem(request); });
    addMuranoRoute(router, "DELETE", item, [this](const HttpRequest& request) { return muranoDelete(request); });
    addMuranoRoute(router, "GET", item + "/upload",
                   [this](const HttpRequest& request) { return muranoUploadForm(request); });
    addMuranoRoute(router, "GET", item + "/download",
                   [this](const HttpRequest& request) { return muranoDownloadForm(request); });

    HttpRoute fetching;
    fetching.methods = {QByteArrayLiteral("GET")};
    fetching.pattern = transferPath.toLatin1() + "{ticket}";
    fetching.runOnPool = true;
    fetching.answer = [this](const HttpRequest& request) {
        return muranoFetch(request);
    };
    router.add(fetching);

    HttpRoute uploading;
    uploading.methods = {QByteArrayLiteral("POST")};
    uploading.pattern = fetching.pattern;
    uploading.bodyLimit = std::numeric_limits<qint64>::max() / 2;
    uploading.runOnPool = true;
    uploading.receive = [this](const HttpRequest& request) {
        return muranoUpload(request);
    };
    router.add(uploading);
}

HttpResponse DeviceApi::muranoLogin(const HttpRequest& request) const
{
    const QJsonObject login = QJsonDocument::fromJson(request.body).object();
    const QByteArray token = m_managementToken();
    const QByteArray password = login[QStringLiteral("password")].toString().toUtf8();
    if (token.isEmpty() || !sameSecret(password, token))
        return refused(401, Tr::tr("The password is the bench's token."));
    return HttpResponse::json(200, {{QStringLiteral("token"), QString::fromUtf8(token)}});
}

HttpResponse DeviceApi::muranoList(const HttpRequest& request) const
{
    const auto entries = m_cloud.store().content();
    if (!entries)
        return refused(entries.error());
    const bool isFull = request.queryItem(u"full") == QStringLiteral("true");
    QJsonArray items;
    for (const ContentEntry& entry : *entries)
        items.append(isFull ? QJsonValue(itemOf(entry)) : QJsonValue(entry.id));
    return HttpResponse::bytes("application/json", QJsonDocument(items).toJson(QJsonDocument::Compact));
}

HttpResponse DeviceApi::muranoItem(const HttpRequest& request) const
{
    const auto entry = m_cloud.store().content(idOf(request));
    return entry ? HttpResponse::json(200, itemOf(*entry)) : refused(entry.error());
}

HttpResponse DeviceApi::muranoDelete(const HttpRequest& request)
{
    const auto removed = m_cloud.store().removeContent(idOf(request));
    return removed ? HttpResponse::empty(204) : refused(removed.error());
}

HttpResponse DeviceApi::muranoUploadForm(const HttpRequest& request)
{
    Ticket ticket;
    ticket.id = idOf(request);
    ticket.isUpload = true;
    ticket.mediaType = request.queryItem(u"type").value_or(ContentEntry().mediaType);
    ticket.sha256 = request.queryItem(u"sha256").value_or(QString()).toLower();
    ticket.end = endOf(request);
    if (auto checked = checkContentId(ticket.id); !checked)
        return refused(checked.error());
    static const QRegularExpression digest(QStringLiteral("^[0-9a-f]{64}$"));
    if (!ticket.sha256.isEmpty() && !digest.match(ticket.sha256).hasMatch())
        return refused(400, Tr::tr("sha256 has 64 hexadecimal digits."));
    if (const auto text = request.queryItem(u"tags")) {
        const QJsonDocument tags = QJsonDocument::fromJson(text->toUtf8());
        if (!tags.isObject())
            return refused(400, Tr::tr("tags is a JSON object."));
        ticket.tags = tags.object();
    }
    const QJsonObject inputs{{QStringLiteral("key"), ticket.id}, {QStringLiteral("Content-Type"), ticket.mediaType}};
    return HttpResponse::json(200, {{QStringLiteral("method"), QStringLiteral("POST")},
                                    {QStringLiteral("enctype"), QStringLiteral("multipart/form-data")},
                                    {QStringLiteral("url"), addressOf(request, m_tickets->issue(std::move(ticket)))},
                                    {QStringLiteral("inputs"), inputs},
                                    {QStringLiteral("field"), fileField}});
}

HttpResponse DeviceApi::muranoDownloadForm(const HttpRequest& request)
{
    Ticket ticket;
    ticket.id = idOf(request);
    ticket.end = endOf(request);
    if (const auto entry = m_cloud.store().content(ticket.id); !entry)
        return refused(entry.error());
    return HttpResponse::json(200, {{QStringLiteral("method"), QStringLiteral("GET")},
                                    {QStringLiteral("url"), addressOf(request, m_tickets->issue(std::move(ticket)))}});
}

HttpResponse DeviceApi::muranoFetch(const HttpRequest& request) const
{
    const auto ticket = m_tickets->find(request.parameter(u"ticket").toLatin1(), std::chrono::steady_clock::now());
    return ticket && !ticket->isUpload ? contentBytes(ticket->id) : notHere();
}

std::variant<std::unique_ptr<HttpBodySink>, HttpResponse> DeviceApi::muranoUpload(const HttpRequest& request)
{
    const QByteArray number = request.parameter(u"ticket").toLatin1();
    auto ticket = m_tickets->find(number, std::chrono::steady_clock::now());
    if (!ticket || !ticket->isUpload)
        return notHere();
    auto sink = std::make_unique<FormUpload>(m_cloud, *m_tickets, number, std::move(*ticket));
    if (const auto refusal = sink->begin(request.header("Content-Type")))
        return refused(refusal->status, refusal->text);
    return sink;
}

} // namespace ota
