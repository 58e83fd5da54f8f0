// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "base/sharedbytes.h"
#include "http/httpfile.h"
#include "http/httpheaders.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

class QJsonObject;

namespace ota {

struct HttpRequest;

/// Why a request is refused. The server makes text or JSON of it, as the client accepts.
struct HttpRefusal
{
    int status = 400;
    QString text; ///< One sentence for a person.
};

/// The status that says the same as an error of ours: NotFound 404, BadInput 400, Busy 503 …
int httpStatus(Error::Code code);
HttpRefusal httpRefusal(const Error& error);

/// The reason phrase that RFC 9110 gives to a status.
const char* httpReason(int status);

/// What a handler answers. The server adds length, date and connection fields, and answers conditions and ranges itself
/// where a 200 has an entity tag or a time (RFC 9110 13 and 14; one range, a request for several gets the whole body).
struct HttpResponse
{
    /// Bytes [offset, offset + length) of a source.
    struct FilePart
    {
        HttpFile file;
        qint64 offset = 0;
        qint64 length = 0;
    };
    using Body = std::variant<QByteArray, SharedBytes::Pointer, FilePart>;

    int status = 200;
    QByteArray reason;    ///< Empty: the standard one. Control characters become spaces.
    QByteArray mediaType; ///< Empty: no Content-Type.
    HttpHeaders headers;  ///< More fields. Content-Length, Date, ETag and the like belong to the members here.
    Body body;
    QByteArray etag;                  ///< Opaque text without quotes; strong. Empty: none.
    std::optional<qint64> modifiedNs; ///< Since 1970 UTC.
    bool closeConnection = false;
    QString subject; ///< Whom it was about, for the log: a board. Not sent.
    QString object;  ///< What is fetched, by name, for who counts how much of it a client has got. Not sent.

    qint64 bodySize() const;

    static HttpResponse empty(int status);
    static HttpResponse text(int status, const QString& text);
    static HttpResponse json(int status, const QJsonObject& object);
    static HttpResponse bytes(const QByteArray& mediaType, QByteArray bytes);
    static HttpResponse shared(const QByteArray& mediaType, SharedBytes::Pointer bytes);
    /// The whole file, with its own entity tag and time.
    static HttpResponse file(const QByteArray& mediaType, const HttpFile& file);
    /// Status, and the text as body: plain, or `{"error": …}` where the request asks for JSON.
    static HttpResponse refusal(const HttpRequest& request, const HttpRefusal& refusal);

    HttpResponse& withHeader(QByteArrayView name, QByteArrayView value);
    HttpResponse& withReason(const QString& text);
};

} // namespace ota
