// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httprequest.h"
#include "http/httprouter.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

/// Values of header fields, read from bytes of strangers. Pure functions.
namespace ota {

/// A value with parameters: `multipart/form-data; boundary=x`. Names and the value are in lower case.
struct HttpFieldValue
{
    QByteArray value;
    std::vector<std::pair<QByteArray, QByteArray>> parameters;

    /// Null where there is none.
    QByteArray parameter(QByteArrayView name) const;
};

/// Nothing where the text does not have that form, or where a parameter stands twice.
std::optional<HttpFieldValue> parseFieldValue(QByteArrayView text);

/// Whether an Accept field names JSON, and not less than text or HTML.
bool acceptsJson(QByteArrayView accept);

/// What a Range field asks of a body of `size` bytes (RFC 9110 14.1.2).
struct HttpRange
{
    enum class Kind
    {
        Whole,         ///< No range, several, or nothing we understand: the whole body.
        Part,          ///< offset and length.
        Unsatisfiable, ///< 416.
    };

    Kind kind = Kind::Whole;
    qint64 offset = 0;
    qint64 length = 0;
};
HttpRange parseRange(QByteArrayView field, qint64 size);

/// The secret a client shows: of Bearer the token, of Basic the password (any user name). Nothing: none, or not that
/// form.
struct HttpCredentials
{
    QString user; ///< Empty with Bearer.
    QByteArray secret;
};
std::optional<HttpCredentials> parseAuthorization(QByteArrayView field);

/// Takes the same time wherever the two differ.
bool sameSecret(QByteArrayView a, QByteArrayView b);

/// 401 unless the request shows the token.
HttpCheck requireToken(const QByteArray& token, const QByteArray& realm);

/// Whether a browser sent this from a page of ours: no Origin, or the one whose host and port are those of the request.
bool originIsOurs(const HttpRequest& request);

/// 403 for a page of another host.
std::optional<HttpResponse> refuseForeignOrigin(const HttpRequest& request);

/// Decodes `%41`; with `plusIsSpace` also `+`. Nothing: a bad escape.
std::optional<QByteArray> percentDecoded(QByteArrayView text, bool plusIsSpace = false);

/// Text that is valid UTF-8 and has no NUL.
std::optional<QString> utf8Text(QByteArrayView bytes);

/// `application/x-www-form-urlencoded` or a query. Nothing: a bad escape, not UTF-8.
std::optional<std::vector<std::pair<QString, QString>>> parseUrlEncoded(QByteArrayView text);

/// `Sun, 06 Nov 1994 08:49:37 GMT`
QByteArray httpDate(qint64 secondsSinceEpoch);
/// All three forms of RFC 9110 5.6.7; seconds since 1970 UTC.
std::optional<qint64> parseHttpDate(QByteArrayView text);

/// Whether an If-Match or If-None-Match field holds the tag (without quotes). `weak` compares `W/"x"` as `"x"`.
bool matchesEtag(QByteArrayView field, QByteArrayView etag, bool weak);

} // namespace ota
