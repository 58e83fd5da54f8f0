// SPDX-License-Identifier: Apache-2.0
#include "http/httpreply.h"

#include "http/httpfields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace ota {

namespace {

constexpr qsizetype longestReason = 200;
constexpr std::size_t usualHeadBytes = 512;
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

void appendReason(std::string& head, const HttpResponse& response)
{
    if (response.reason.isEmpty()) {
        head += httpReason(response.status);
        return;
    }
    const std::size_t start = head.size();
    head += std::string_view(response.reason.constData(),
                             static_cast<std::size_t>(std::min(response.reason.size(), longestReason)));
    std::replace_if(
        head.begin() + static_cast<std::ptrdiff_t>(start), head.end(),
        [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; }, ' ');
}

void addField(std::string& head, std::string_view name, QByteArrayView value)
{
    head += name;
    head += ": ";
    head.append(value.data(), static_cast<std::size_t>(value.size()));
    head += "\r\n";
}

void addNumber(std::string& head, qint64 number)
{
    std::array<char, 24> digits; // NOLINT: written before it is read.
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    head.append(digits.data(), end);
}

/// What of the body goes out.
struct Selection
{
    qint64 offset = 0;
    qint64 length = 0;
    qint64 size = 0; ///< Of the whole body.
    bool hasRanges = false;
};

/// RFC 9110 8.6 and 15.3.6: what has no body tells no length either.
bool isUnmeasured(int status, const HttpReplyTerms& terms)
{
    return terms.isStrict && (status == 204 || status == 205 || status == 304);
}

void addFraming(std::string& head, const HttpRequest& request, int status, qint64 length, const HttpReplyTerms& terms)
{
    const bool lengthIsKnown = !terms.isStream || terms.streamLength;
    const bool isBare = status == 204 || status == 304;
    if (status >= 200 && !isUnmeasured(status, terms) && (terms.isLean || !isBare)) {
        if (lengthIsKnown) {
            head += "Content-Length: ";
            addNumber(head, terms.isStream ? *terms.streamLength : length);
            head += "\r\n";
        } else if (!terms.isHttp10) {
            head += "Transfer-Encoding: chunked\r\n";
        }
    }
    // Without length or chunks only the end of the connection ends the body.
    const bool endsByClose = !lengthIsKnown && terms.isHttp10 && replyHasBody(request, status);
    if (!terms.keepsAlive || endsByClose)
        head += "Connection: close\r\n";
    else if (terms.isHttp10)
        head += "Connection: keep-alive\r\n";
}

void addRangeFields(std::string& head, const HttpResponse& response, const Selection& selection)
{
    if (!selection.hasRanges)
        return;
    head += "Accept-Ranges: bytes\r\n";
    if (response.status != 206 && response.status != 416)
        return;
    head += "Content-Range: bytes ";
    if (response.status == 206) {
        addNumber(head, selection.offset);
        head += '-';
        addNumber(head, selection.offset + selection.length - 1);
    } else {
        head += '*';
    }
    head += '/';
    addNumber(head, selection.size);
    head += "\r\n";
}

std::string composeHead(const HttpRequest& request, const HttpResponse& response, const Selection& selection,
                        const HttpReplyTerms& terms)
{
    std::string head;
    head.reserve(usualHeadBytes);
    head += "HTTP/1.1 ";
    addNumber(head, response.status);
    head += ' ';
    appendReason(head, response);
    head += terms.isLean ? "\r\n" : "\r\nServer: ota-workbench\r\n";
    addField(head, "Date", terms.date);
    if (!response.mediaType.isEmpty() && response.status != 304)
        addField(head, "Content-Type", response.mediaType);
    if (!response.etag.isEmpty()) {
        head += "ETag: \"";
        head.append(response.etag.constData(), static_cast<std::size_t>(response.etag.size()));
        head += "\"\r\n";
    }
    if (const auto modified = modifiedSeconds(response))
        addField(head, "Last-Modified", httpDate(*modified));
    for (qsizetype i = 0; i < response.headers.size(); ++i) {
        const QByteArrayView name = response.headers.nameAt(i);
        addField(head, {name.data(), static_cast<std::size_t>(name.size())}, response.headers.valueAt(i));
    }
    addRangeFields(head, response, selection);
    addFraming(head, request, response.status, selection.length, terms);
    head += "\r\n";
    return head;
}

/// What of the body is to be sent; sets the status that says so.
Selection applyConditions(const HttpRequest& request, HttpResponse& response)
{
    const qint64 size = response.bodySize();
    const bool hasValidator = !response.etag.isEmpty() || response.modifiedNs;
    if (response.status != 200 || !isFetch(request) || !hasValidator)
        return {0, size, size, false};
    if (const int status = conditionStatus(request, response); status != 0) {
        response.status = status;
        response.reason.clear();
        response.body = QByteArray();
        return {};
    }
    const Selection whole{0, size, size, true};
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
        response.body = QByteArray();
        return {0, 0, size, true};
    }
    response.status = 206;
    return {range.offset, range.length, size, true};
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
    const qint64 ofHead = std::min<qint64>(bytes, static_cast<qint64>(head.size() - headSent));
    headSent += static_cast<std::size_t>(ofHead);
    bodyOffset += bytes - ofHead;
    bodySent += bytes - ofHead;
    bodyLeft -= bytes - ofHead;
}

bool HttpOutput::fill(std::vector<std::uint8_t>& buffer, std::size_t most) const
{
    const ByteSpan rest = headRest();
    buffer.assign(rest.begin(), rest.end());
    if (bodyLeft == 0)
        return true;
    const std::size_t room = std::max(most, rest.size()) - rest.size();
    const auto count = static_cast<std::size_t>(std::min<qint64>(bodyLeft, static_cast<qint64>(room)));
    const auto* part = std::get_if<HttpResponse::FilePart>(&body);
    if (!part) {
        const ByteSpan memory = memoryRest().first(count);
        buffer.insert(buffer.end(), memory.begin(), memory.end());
        return true;
    }
    buffer.resize(rest.size() + count);
    const auto read = part->file.read(bodyOffset, std::span(buffer).subspan(rest.size()));
    return read && *read == count;
}

bool replyHasBody(const HttpRequest& request, int status)
{
    return request.method != "HEAD" && status >= 200 && status != 204 && status != 304;
}

HttpReply composeReply(const HttpRequest& request, HttpResponse response, const HttpReplyTerms& terms)
{
    HttpReply reply;
    const Selection selection = applyConditions(request, response);
    reply.status = response.status;
    reply.offset = selection.offset;
    reply.size = selection.size;
    reply.output.head = composeHead(request, response, selection, terms);
    if (!terms.isStream && replyHasBody(request, response.status)) {
        reply.output.bodyOffset = selection.offset;
        if (const auto* part = std::get_if<HttpResponse::FilePart>(&response.body))
            reply.output.bodyOffset += part->offset;
        reply.output.bodyLeft = selection.length;
        reply.output.body = std::move(response.body);
    }
    return reply;
}

} // namespace ota
