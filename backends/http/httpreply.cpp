// SPDX-License-Identifier: Apache-2.0
#include "http/httpreply.h"

#include "http/httpfields.h"

#include <algorithm>

namespace ota {

namespace {

constexpr qsizetype longestReason = 200;
constexpr qint64 nsPerSecond = 1'000'000'000;

bool isFetch(const HttpRequest& request)
{
    return request.method == "GET" || request.method == "HEAD";
}

std::optional<qint64> modifiedSeconds(const HttpResponse& response)
{
    if (!response.modifiedNs)
        return std::nullopt;
    return *response.modifiedNs / nsPerSecond;
}

/// RFC 9110 13.2.2, in its order. 0: go on; else 304 or 412.
int conditionStatus(const HttpRequest& request, const HttpResponse& response)
{
    const auto modified = modifiedSeconds(response);
    if (request.headers.contains("If-Match")) {
        if (!matchesEtag(request.headers.joined("If-Match"), response.etag, false))
            return 412;
    } else if (const auto limit = parseHttpDate(request.header("If-Unmodified-Since")); limit && modified) {
        if (*modified > *limit)
            return 412;
    }
    if (request.headers.contains("If-None-Match"))
        return matchesEtag(request.headers.joined("If-None-Match"), response.etag, true) ? 304 : 0;
    if (const auto since = parseHttpDate(request.header("If-Modified-Since")); since && modified)
        return *modified <= *since ? 304 : 0;
    return 0;
}

/// RFC 9110 13.1.5: a range counts only for the body the client knows.
bool ifRangeHolds(const HttpRequest& request, const HttpResponse& response)
{
    const QByteArrayView condition = request.header("If-Range");
    if (condition.isNull())
        return true;
    if (condition.startsWith('"') || condition.startsWith("W/"))
        return !response.etag.isEmpty() && matchesEtag(condition, response.etag, false);
    const auto date = parseHttpDate(condition);
    return date && date == modifiedSeconds(response);
}

QByteArray cleanReason(const HttpResponse& response)
{
    if (response.reason.isEmpty())
        return httpReason(response.status);
    QByteArray reason = response.reason.left(longestReason);
    std::replace_if(
        reason.begin(), reason.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; }, ' ');
    return reason;
}

void addField(QByteArray& head, QByteArrayView name, QByteArrayView value)
{
    head.append(name);
    head.append(": ", 2);
    head.append(value);
    head.append("\r\n", 2);
}

void addFraming(QByteArray& head, const HttpRequest& request, const HttpResponse& response, qint64 length,
                const HttpReplyTerms& terms)
{
    const int status = response.status;
    const bool lengthIsKnown = !terms.isStream || terms.streamLength;
    if (status >= 200 && status != 204 && status != 304) {
        if (lengthIsKnown)
            addField(head, "Content-Length", QByteArray::number(terms.isStream ? *terms.streamLength : length));
        else if (!terms.isHttp10)
            addField(head, "Transfer-Encoding", "chunked");
    }
    // Without length or chunks only the end of the connection ends the body.
    const bool endsByClose = !lengthIsKnown && terms.isHttp10 && replyHasBody(request, status);
    if (!terms.keepsAlive || endsByClose)
        head.append("Connection: close\r\n");
    else if (terms.isHttp10)
        head.append("Connection: keep-alive\r\n");
}

QByteArray composeHead(const HttpRequest& request, const HttpResponse& response, qint64 length,
                       const HttpReplyTerms& terms)
{
    QByteArray head;
    head.reserve(512);
    head.append("HTTP/1.1 ");
    head.append(QByteArray::number(response.status));
    head.append(' ');
    head.append(cleanReason(response));
    head.append("\r\nServer: ota-workbench\r\n");
    addField(head, "Date", terms.date);
    if (!response.mediaType.isEmpty() && response.status != 304)
        addField(head, "Content-Type", response.mediaType);
    if (!response.etag.isEmpty()) {
        head.append("ETag: \"");
        head.append(response.etag);
        head.append("\"\r\n");
    }
    if (const auto modified = modifiedSeconds(response))
        addField(head, "Last-Modified", httpDate(*modified));
    for (qsizetype i = 0; i < response.headers.size(); ++i)
        addField(head, response.headers.nameAt(i), response.headers.valueAt(i));
    addFraming(head, request, response, length, terms);
    head.append("\r\n", 2);
    return head;
}

/// Offset and length of what of the body is to be sent; sets status and Content-Range.
std::pair<qint64, qint64> applyConditions(const HttpRequest& request, HttpResponse& response)
{
    const qint64 size = response.bodySize();
    const std::pair<qint64, qint64> whole{0, size};
    const bool hasValidator = !response.etag.isEmpty() || response.modifiedNs;
    if (response.status != 200 || !isFetch(request) || !hasValidator)
        return whole;
    if (const int status = conditionStatus(request, response); status != 0) {
        response.status = status;
        response.reason.clear();
        response.body = QByteArray();
        return {0, 0};
    }
    response.withHeader("Accept-Ranges", "bytes");
    const QByteArrayView field = request.header("Range");
    if (field.isNull() || request.method != "GET" || request.headers.count("Range") != 1 ||
        !ifRangeHolds(request, response))
        return whole;
    const HttpRange range = parseRange(field, size);
    if (range.kind == HttpRange::Kind::Whole)
        return whole;
    response.reason.clear();
    if (range.kind == HttpRange::Kind::Unsatisfiable) {
        response.status = 416;
        response.withHeader("Content-Range", QByteArray("bytes */" + QByteArray::number(size)));
        response.body = QByteArray();
        return {0, 0};
    }
    response.status = 206;
    const QByteArray text = "bytes " + QByteArray::number(range.offset) + '-' +
                            QByteArray::number(range.offset + range.length - 1) + '/' + QByteArray::number(size);
    response.withHeader("Content-Range", text);
    return {range.offset, range.length};
}

} // namespace

ByteSpan HttpOutput::memoryRest() const
{
    ByteSpan bytes;
    if (const auto* buffer = std::get_if<QByteArray>(&body))
        bytes = bytesOf(*buffer);
    else if (const auto* sharedBytes = std::get_if<SharedBytes::Pointer>(&body); sharedBytes && *sharedBytes)
        bytes = (*sharedBytes)->bytes();
    else
        return {};
    return bytes.subspan(static_cast<std::size_t>(bodyOffset), static_cast<std::size_t>(bodyLeft));
}

void HttpOutput::advance(qint64 bytes)
{
    const qint64 ofHead = std::min<qint64>(bytes, head.size() - headSent);
    headSent += ofHead;
    bodyOffset += bytes - ofHead;
    bodySent += bytes - ofHead;
    bodyLeft -= bytes - ofHead;
}

bool replyHasBody(const HttpRequest& request, int status)
{
    return request.method != "HEAD" && status >= 200 && status != 204 && status != 304;
}

HttpReply composeReply(const HttpRequest& request, HttpResponse response, const HttpReplyTerms& terms)
{
    HttpReply reply;
    const auto [offset, length] = applyConditions(request, response);
    reply.status = response.status;
    reply.output.head = composeHead(request, response, length, terms);
    if (!terms.isStream && replyHasBody(request, response.status)) {
        reply.output.bodyOffset = offset;
        if (const auto* part = std::get_if<HttpResponse::FilePart>(&response.body))
            reply.output.bodyOffset += part->offset;
        reply.output.bodyLeft = length;
        reply.output.body = std::move(response.body);
    }
    return reply;
}

} // namespace ota
