// SPDX-License-Identifier: Apache-2.0
#include "http/httprequestparser.h"

#include "http/httpfields.h"

#include <QCoreApplication>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace ota {

namespace http = boost::beast::http;
using boost::beast::string_view;
using ErrorCode = boost::beast::error_code;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpRequestParser)
};

constexpr std::size_t smallestLastChunk = 5;       ///< `0 CRLF CRLF`
constexpr qsizetype longestChunkHeader = 4 * 1024; ///< Size, extensions and trailers of a chunked body.

QByteArrayView viewOf(string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// The usual methods without an allocation.
QByteArray methodName(http::verb verb, string_view text)
{
    switch (verb) {
    case http::verb::get:
        return QByteArrayLiteral("GET");
    case http::verb::head:
        return QByteArrayLiteral("HEAD");
    case http::verb::post:
        return QByteArrayLiteral("POST");
    case http::verb::put:
        return QByteArrayLiteral("PUT");
    default:
        return viewOf(text).toByteArray();
    }
}

HttpRefusal refusalFor(const ErrorCode& error)
{
    if (error == http::error::header_limit)
        return {431, Tr::tr("The head of the request is too large.")};
    if (error == http::error::body_limit)
        return {413, Tr::tr("The body of the request is too large.")};
    if (error == http::error::bad_version)
        return {505, Tr::tr("Only HTTP/1.0 and HTTP/1.1 are spoken here.")};
    return {400, Tr::tr("The request is not valid HTTP (%1).").arg(QString::fromStdString(error.message()))};
}

} // namespace

/// Beast's parser, which calls back for each part of a request; one a request.
class HttpRequestParser::Reader final : public http::basic_parser<true>
{
public:
    explicit Reader(HttpRequestParser& owner)
        : m_owner(owner)
    {
        header_limit(static_cast<std::uint32_t>(owner.m_headLimit));
        body_limit(boost::none); // Ours is known only when the route is; see setBodyLimit.
    }

    bool isBeforeChunk() const { return chunked() && m_chunkLeft == 0; }

    int hosts = 0;
    int codings = 0;

private:
    void on_request_impl(http::verb verb, string_view text, string_view target, int version, ErrorCode&) override
    {
        m_owner.m_request.method = methodName(verb, text);
        m_owner.m_request.target = viewOf(target).toByteArray();
        m_owner.m_isHttp10 = version == 10;
    }
    void on_response_impl(int, string_view, int, ErrorCode&) override {}
    void on_field_impl(http::field field, string_view name, string_view value, ErrorCode&) override
    {
        if (is_header_done())
            return; // A trailer: what stands behind a body must not change what the head said.
        if (field == http::field::host) {
            ++hosts;
            m_owner.m_request.host = viewOf(value).toByteArray();
        } else if (field == http::field::transfer_encoding) {
            ++codings;
        }
        m_owner.m_request.headers.add(viewOf(name), viewOf(value));
    }
    void on_header_impl(ErrorCode&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
    std::size_t on_body_impl(string_view body, ErrorCode& error) override { return take(body, error); }
    void on_chunk_header_impl(std::uint64_t size, string_view, ErrorCode&) override { m_chunkLeft = size; }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, ErrorCode& error) override
    {
        m_chunkLeft -= body.size();
        return take(body, error);
    }
    void on_finish_impl(ErrorCode&) override {}

    std::size_t take(string_view body, ErrorCode& error)
    {
        m_taken += body.size();
        if (m_taken > m_owner.m_bodyLimit) {
            error = http::error::body_limit;
            return 0;
        }
        m_owner.m_body.append(viewOf(body));
        return body.size();
    }

    HttpRequestParser& m_owner;
    std::uint64_t m_taken = 0;
    std::uint64_t m_chunkLeft = 0;
};

/// Beast's parser is made anew for each request, in the same place.
struct HttpRequestParser::Holder
{
    std::optional<Reader> reader;
};

HttpRequestParser::HttpRequestParser(qsizetype headLimit)
    : m_headLimit(headLimit)
    , m_holder(std::make_unique<Holder>())
    , m_reader(&m_holder->reader.emplace(*this))
{
}

HttpRequestParser::~HttpRequestParser() = default;

void HttpRequestParser::reset()
{
    m_reader = &m_holder->reader.emplace(*this);
    m_state = State::Head;
    m_headBytes = 0;
    m_bodyLimit = 0;
    m_request = {};
    m_body.clear();
    m_contentLength.reset();
}

qsizetype HttpRequestParser::feed(ByteSpan bytes)
{
    if (m_state == State::Head)
        return feedHead(bytes);
    return m_state == State::Body ? feedBody(bytes) : 0;
}

qsizetype HttpRequestParser::feedHead(ByteSpan bytes)
{
    qsizetype used = 0;
    if (!m_reader->got_some()) {
        // Empty lines in front of a request are skipped (RFC 9112 2.2): some clients send one behind a body.
        while (used < static_cast<qsizetype>(bytes.size()) &&
               (bytes[static_cast<std::size_t>(used)] == '\r' || bytes[static_cast<std::size_t>(used)] == '\n'))
            ++used;
    }
    if (used == static_cast<qsizetype>(bytes.size())) {
        m_headBytes += used;
        if (m_headBytes > m_headLimit)
            fail(431, refusalFor(http::error::header_limit).text);
        return used;
    }
    const ByteSpan rest = bytes.subspan(static_cast<std::size_t>(used));
    ErrorCode error;
    used += static_cast<qsizetype>(m_reader->put({rest.data(), rest.size()}, error));
    m_headBytes += used;
    if (m_headBytes > m_headLimit)
        error = http::error::header_limit;
    if (error && error != http::error::need_more) {
        m_refusal = refusalFor(error);
        m_state = State::Failed;
    } else if (m_reader->is_header_done()) {
        finishHead();
    }
    return used;
}

qsizetype HttpRequestParser::feedBody(ByteSpan bytes)
{
    std::size_t used = 0;
    while (used < bytes.size() && !m_reader->is_done()) {
        // Beast 1.81 aborts a debug build that gives it the last chunk in smaller pieces; any chunk still has as much
        // to come.
        if (m_reader->isBeforeChunk() && bytes.size() - used < smallestLastChunk)
            break;
        ErrorCode error;
        const std::size_t n = m_reader->put({bytes.data() + used, bytes.size() - used}, error);
        used += n;
        if (error == http::error::need_more) {
            if (n == 0 && static_cast<qsizetype>(bytes.size() - used) > longestChunkHeader)
                fail(400, Tr::tr("A chunk header or a trailer is too long."));
            break;
        }
        if (error) {
            m_refusal = refusalFor(error);
            m_state = State::Failed;
            break;
        }
    }
    if (m_reader->is_done())
        m_state = State::Done;
    return static_cast<qsizetype>(used);
}

void HttpRequestParser::finishHead()
{
    m_state = m_reader->is_done() ? State::Done : State::Body;
    m_keepsAlive = m_reader->keep_alive();
    if (const auto length = m_reader->content_length())
        m_contentLength = *length;
    if (m_reader->codings > 0) {
        const QByteArrayView coding = m_request.headers.value("Transfer-Encoding");
        if (m_isHttp10)
            return fail(400, Tr::tr("HTTP/1.0 has no transfer coding."));
        if (m_reader->codings != 1 || coding.compare("chunked", Qt::CaseInsensitive) != 0)
            return fail(501, Tr::tr("The only transfer coding spoken here is chunked."));
    }
    if (m_reader->hosts > 1 || (m_reader->hosts == 0 && !m_isHttp10))
        return fail(400, Tr::tr("A request has exactly one Host field."));
    finishTarget();
}

void HttpRequestParser::finishTarget()
{
    const QByteArray& target = m_request.target;
    QByteArrayView rest = target;
    if (m_request.method == "CONNECT")
        return fail(501, Tr::tr("This is no tunnelling proxy."));
    const qsizetype scheme = rest.startsWith('/') ? -1 : rest.indexOf("://");
    if (scheme > 0) {
        rest = rest.sliced(scheme + 3);
        const qsizetype end =
            std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; }) - rest.begin();
        m_request.host = rest.first(end).toByteArray(); // RFC 9112 3.2.2: it replaces the Host field.
        rest = rest.sliced(end);
    }
    const bool badHost = std::any_of(m_request.host.begin(), m_request.host.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '@' || c == '"' || c == ',';
    });
    if (badHost || rest.contains('#'))
        return fail(400, Tr::tr("The request has no valid target."));
    const qsizetype question = std::find(rest.begin(), rest.end(), '?') - rest.begin();
    // Mostly the path is the whole target, and they share their bytes.
    m_request.rawPath = question == target.size() ? target : rest.first(question).toByteArray();
    if (question < rest.size())
        m_request.rawQuery = rest.sliced(question + 1).toByteArray();
    if (m_request.rawPath.isEmpty())
        m_request.rawPath = QByteArrayLiteral("/");
    const bool isAsterisk = m_request.rawPath == "*" && m_request.method == "OPTIONS";
    const bool isPlain = !m_request.rawPath.contains('%');
    const auto decoded = isPlain ? std::optional(m_request.rawPath) : percentDecoded(m_request.rawPath);
    const auto path = decoded ? utf8Text(*decoded) : std::nullopt;
    if (!path || (!isAsterisk && !m_request.rawPath.startsWith('/')))
        return fail(400, Tr::tr("The path of the request is not valid."));
    m_request.path = *path;
}

void HttpRequestParser::fail(int status, const QString& text)
{
    m_refusal = {status, text};
    m_state = State::Failed;
}

} // namespace ota
