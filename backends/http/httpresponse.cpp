// SPDX-License-Identifier: Apache-2.0
#include "http/httpresponse.h"

#include "http/httprequest.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace ota {

namespace {

struct Reason
{
    int status;
    const char* text;
};

/// RFC 9110 15.
constexpr std::array reasons = {
    Reason{100, "Continue"},
    Reason{101, "Switching Protocols"},
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{205, "Reset Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{411, "Length Required"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{417, "Expectation Failed"},
    Reason{421, "Misdirected Request"},
    Reason{422, "Unprocessable Content"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
    Reason{505, "HTTP Version Not Supported"},
    Reason{507, "Insufficient Storage"},
};

} // namespace

int httpStatus(Error::Code code)
{
    switch (code) {
    case Error::Code::NotFound:
        return 404;
    case Error::Code::BadInput:
    case Error::Code::Usage:
        return 400;
    case Error::Code::Rejected:
        return 422;
    case Error::Code::Busy:
    case Error::Code::Cancelled:
        return 503;
    case Error::Code::Timeout:
        return 504;
    case Error::Code::Protocol:
        return 502;
    case Error::Code::Unsupported:
        return 501;
    case Error::Code::Io:
    case Error::Code::Internal:
        break;
    }
    return 500;
}

HttpRefusal httpRefusal(const Error& error)
{
    return {httpStatus(error.code), error.toString()};
}

const char* httpReason(int status)
{
    for (const auto& [known, text] : reasons) {
        if (known == status)
            return text;
    }
    return "Unknown";
}

qint64 HttpResponse::bodySize() const
{
    if (const auto* bytes = std::get_if<QByteArray>(&body))
        return bytes->size();
    if (const auto* sharedBytes = std::get_if<SharedBytes::Pointer>(&body))
        return *sharedBytes ? (*sharedBytes)->size() : 0;
    return std::get<FilePart>(body).length;
}

HttpResponse HttpResponse::empty(int status)
{
    HttpResponse response;
    response.status = status;
    return response;
}

HttpResponse HttpResponse::text(int status, const QString& text)
{
    HttpResponse response = empty(status);
    response.mediaType = QByteArrayLiteral("text/plain; charset=utf-8");
    response.body = text.toUtf8();
    return response;
}

HttpResponse HttpResponse::json(int status, const QJsonObject& object)
{
    HttpResponse response = empty(status);
    response.mediaType = QByteArrayLiteral("application/json");
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

HttpResponse HttpResponse::bytes(const QByteArray& mediaType, QByteArray bytes)
{
    HttpResponse response;
    response.mediaType = mediaType;
    response.body = std::move(bytes);
    return response;
}

HttpResponse HttpResponse::shared(const QByteArray& mediaType, SharedBytes::Pointer bytes)
{
    HttpResponse response;
    response.mediaType = mediaType;
    response.body = std::move(bytes);
    return response;
}

HttpResponse HttpResponse::file(const QByteArray& mediaType, const HttpFile& file)
{
    HttpResponse response;
    response.mediaType = mediaType;
    response.body = FilePart{file, 0, file.sizeBytes()};
    response.etag = file.etag();
    response.modifiedNs = file.modifiedNs();
    return response;
}

HttpResponse HttpResponse::refusal(const HttpRequest& request, const HttpRefusal& refusal)
{
    if (!request.wantsJson())
        return text(refusal.status, refusal.text);
    return json(refusal.status, {{QStringLiteral("error"), refusal.text}, {QStringLiteral("status"), refusal.status}});
}

HttpResponse& HttpResponse::withHeader(QByteArrayView name, QByteArrayView value)
{
    headers.set(name, value);
    return *this;
}

HttpResponse& HttpResponse::withReason(const QString& text)
{
    reason = text.toUtf8();
    return *this;
}

} // namespace ota
