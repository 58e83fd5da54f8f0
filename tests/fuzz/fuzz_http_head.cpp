// SPDX-License-Identifier: Apache-2.0
// Bytes of a connection, as requests to our server: the head and the framing of the body, the choice of a route, what
// is read of the fields, and the answer. The same bytes in pieces must mean the same.

#include "http/httpfields.h"
#include "http/httpreply.h"
#include "http/httprequestparser.h"
#include "http/httprouter.h"

#include <algorithm>
#include <cstdlib>

using namespace ota;

namespace {

constexpr qsizetype headLimit = 2048;
constexpr qint64 bodyLimit = 4096;
constexpr qint64 answerBytes = 1000;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

struct Read
{
    std::vector<std::pair<HttpRequest, QByteArray>> requests;
    HttpRequestParser::State state = HttpRequestParser::State::Head;
};

/// As a connection does: what is not taken is given again with what follows.
Read readAll(ByteSpan bytes, std::size_t pieceSize)
{
    Read read;
    HttpRequestParser parser(headLimit);
    std::vector<std::uint8_t> pending;
    bool hasHead = false;
    for (std::size_t at = 0; at < bytes.size(); at += pieceSize) {
        const ByteSpan piece = bytes.subspan(at, std::min(pieceSize, bytes.size() - at));
        pending.insert(pending.end(), piece.begin(), piece.end());
        for (;;) {
            const auto used = static_cast<std::size_t>(parser.feed(pending));
            require(used <= pending.size());
            pending.erase(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(used));
            const auto state = parser.state();
            if (state == HttpRequestParser::State::Failed)
                break;
            if (!hasHead && state != HttpRequestParser::State::Head) {
                hasHead = true;
                parser.setBodyLimit(bodyLimit);
                read.requests.emplace_back(parser.takeRequest(), QByteArray());
            }
            if (hasHead)
                read.requests.back().second += parser.takeBody();
            if (state == HttpRequestParser::State::Done) {
                parser.reset();
                hasHead = false;
            } else if (used == 0) {
                break;
            }
        }
        if (parser.state() == HttpRequestParser::State::Failed)
            break;
    }
    read.state = parser.state();
    if (read.state == HttpRequestParser::State::Failed)
        require(parser.refusal().status >= 400 && parser.refusal().status < 600 && !parser.refusal().text.isEmpty());
    return read;
}

const HttpRouter& router()
{
    static const HttpRouter made = [] {
        HttpRouter all;
        const auto nothing = [](const HttpRequest&) {
            return HttpResponse::empty(204);
        };
        for (const char* pattern : {"/", "/publish", "/coap/url/{id}", "/a/{b}/c", "/f/{rest...}", "/{all...}"})
            all.get(pattern, nothing);
        return all;
    }();
    return made;
}

void checkReply(const HttpRequest& request)
{
    HttpResponse response = HttpResponse::shared("x/y", SharedBytes::fromBuffer(QByteArray(answerBytes, 'x')));
    response.etag = "tag";
    response.modifiedNs = Q_INT64_C(784111777'000'000'000);
    const HttpReply reply = composeReply(request, response, {.date = "now"});
    require(reply.output.bodyOffset >= 0 && reply.output.bodyLeft >= 0);
    require(reply.output.bodyOffset + reply.output.bodyLeft <= answerBytes);
    require(static_cast<qint64>(reply.output.memoryRest().size()) == reply.output.bodyLeft);
    require(reply.status == 200 || reply.status == 206 || reply.status == 304 || reply.status == 412 ||
            reply.status == 416);
    require(reply.status != 200 || request.method == "HEAD" || reply.output.bodyLeft == answerBytes);
    require(reply.output.head.ends_with("\r\n\r\n"));
    // Nothing a client sends becomes a second head.
    require(reply.output.head.find("\r\n\r\n") == reply.output.head.size() - 4);
    const HttpReply refused = composeReply(
        request, HttpResponse::refusal(request, {404, request.path}).withReason(request.path), {.date = "now"});
    require(refused.output.head.find("\r\n\r\n") == refused.output.head.size() - 4);
}

void check(const HttpRequest& request)
{
    require(request.path.startsWith(QLatin1Char('/')) || request.rawPath == "*");
    require(!request.path.contains(QChar(0)));
    const HttpRouter::Match match = router().match(request);
    require(request.rawPath == "*" || match.route || !match.allow.isEmpty() || request.rawPath.contains('%'));
    static_cast<void>(request.wantsJson());
    static_cast<void>(request.queryItem(u"a"));
    static_cast<void>(originIsOurs(request));
    static_cast<void>(parseAuthorization(request.header("Authorization")));
    static_cast<void>(parseFieldValue(request.header("Content-Type")));
    if (const auto date = parseHttpDate(request.header("If-Modified-Since")); date && *date >= 0)
        require(parseHttpDate(httpDate(*date)) == date);
    checkReply(request);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteSpan bytes(data, size);
    const Read whole = readAll(bytes, std::max<std::size_t>(1, size));
    for (const auto& [request, body] : whole.requests) {
        require(body.size() <= bodyLimit);
        check(request);
    }
    if (size > 4 * headLimit)
        return 0; // Byte by byte takes too long.
    for (const std::size_t pieceSize : {std::size_t{1}, std::size_t{13}}) {
        const Read pieces = readAll(bytes, pieceSize);
        // The parser may see that a head is bad before its end, or only there; that is the one difference.
        const auto isBadHead = [](const Read& read) {
            return read.state == HttpRequestParser::State::Failed || read.state == HttpRequestParser::State::Head;
        };
        require(pieces.state == whole.state || (isBadHead(pieces) && isBadHead(whole)));
        require(pieces.requests.size() == whole.requests.size());
        for (std::size_t i = 0; i < pieces.requests.size(); ++i) {
            require(pieces.requests[i].first.method == whole.requests[i].first.method);
            require(pieces.requests[i].first.target == whole.requests[i].first.target);
            require(pieces.requests[i].first.headers.size() == whole.requests[i].first.headers.size());
            require(pieces.requests[i].second == whole.requests[i].second ||
                    pieces.state == HttpRequestParser::State::Failed);
        }
    }
    return 0;
}
