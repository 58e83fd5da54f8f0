// SPDX-License-Identifier: Apache-2.0
// How a connection reads a request and gives it to its handler.

#include "http/httpconnection.h"
#include "http/httpworkers.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <exception>

namespace ota {

Q_LOGGING_CATEGORY(httpConnectionLog, "ota.http")

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpConnection)
};

HttpResponse guarded(const HttpAnswer& answer, const HttpRequest& request)
{
    try {
        return answer(request);
    } catch (const std::exception& error) {
        qCWarning(httpConnectionLog) << request.method << request.path << "threw" << error.what();
    }
    return HttpResponse::refusal(request, {500, Tr::tr("The handler of this request failed.")});
}

/// `field` may have a port.
bool isSameHost(const QByteArray& field, const QString& name)
{
    const qsizetype colon = field.startsWith('[') ? -1 : field.indexOf(':');
    return QString::fromLatin1(field.left(colon)).compare(name, Qt::CaseInsensitive) == 0;
}

/// What an answer that comes later needs of a request: its name for the log, and the conditions of RFC 9110 13 and 14.
HttpRequest remainsOf(const HttpRequest& request)
{
    HttpRequest remains;
    remains.method = request.method;
    remains.path = request.path;
    for (qsizetype i = 0; i < request.headers.size(); ++i) {
        const QByteArrayView name = request.headers.nameAt(i);
        if (name.size() > 3 &&
            (qstrnicmp(name.data(), 3, "If-", 3) == 0 || name.compare("Range", Qt::CaseInsensitive) == 0))
            remains.headers.add(name, request.headers.valueAt(i));
    }
    return remains;
}

} // namespace

bool HttpConnection::readHead()
{
    if (m_inBegin == m_inEnd) {
        if (m_peerClosed)
            close(false);
        wantBytes();
        return false;
    }
    if (!m_headStarted) {
        if (handToGuest())
            return false;
        m_headStarted = true;
        m_started = std::chrono::steady_clock::now();
        m_deadline = m_started + m_serving.limits.head;
    }
    m_inBegin += static_cast<std::size_t>(m_parser.feed(available()));
    switch (m_parser.state()) {
    case HttpRequestParser::State::Head:
        if (m_peerClosed)
            close(false);
        wantBytes();
        return false;
    case HttpRequestParser::State::Failed:
        m_request = m_parser.takeRequest();
        m_request.peer = m_peer;
        refuse(m_parser.refusal());
        return true;
    case HttpRequestParser::State::Body:
    case HttpRequestParser::State::Done:
        beginRequest();
        return true;
    }
    return false;
}

/// A client of the other protocol shows itself by its first byte.
bool HttpConnection::handToGuest()
{
    const bool isFresh = std::exchange(m_isFresh, false);
    if (!isFresh || !m_serving.guests || m_in[m_inBegin] != m_serving.guests->firstByte)
        return false;
    const ByteSpan bytes = available();
    QByteArray first(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    m_state = State::Closed;
    clearDeadline();
    m_serving.guestCame(std::move(m_transport), m_peer, std::move(first));
    m_serving.closed(*this);
    return true;
}

void HttpConnection::beginRequest()
{
    m_request = m_parser.takeRequest();
    m_request.peer = m_peer;
    m_hasRequest = true;
    m_closeAfter = !m_parser.keepsAlive() || m_serving.stopping;
    HttpRouter::Match match = m_serving.router.match(m_request);
    m_request.parameters = std::move(match.parameters);
    m_route = match.route;
    if (auto response = refusalOfHead(match))
        return refuse(std::move(*response));
    m_parser.setBodyLimit(m_route->bodyLimit);
    if (!openBody())
        return;
    if (m_parser.state() == HttpRequestParser::State::Done)
        return dispatch();
    m_state = State::Body;
    setDeadline(m_serving.limits.bodyIdle);
    if (m_request.headers.contains("Expect") && !m_parser.isHttp10() && m_inBegin == m_inEnd) {
        m_output = {};
        m_output.head = "HTTP/1.1 100 Continue\r\n\r\n";
        m_state = State::Sending;
        sendOutput(After::Body);
    }
}

/// Everything that can be said before the body is read.
std::optional<HttpResponse> HttpConnection::refusalOfHead(const HttpRouter::Match& match) const
{
    if (m_serving.matchesServerName && m_peer.tls && !isSameHost(m_request.host, m_peer.tls->serverName))
        return HttpResponse::refusal(m_request,
                                     {421, Tr::tr("The connection was made for %1 and the request is for %2.")
                                               .arg(m_peer.tls->serverName, QString::fromLatin1(m_request.host))});
    if (!m_route && match.allow.isEmpty())
        return HttpResponse::refusal(m_request, {404, Tr::tr("There is nothing at %1.").arg(m_request.path)});
    if (!m_route) {
        const QString method = QString::fromLatin1(m_request.method);
        const bool isQuestion = m_request.method == "OPTIONS";
        auto response =
            isQuestion ? HttpResponse::empty(204)
                       : HttpResponse::refusal(m_request,
                                               {405, Tr::tr("%1 can not be done at %2.").arg(method, m_request.path)});
        return response.withHeader("Allow", match.allow);
    }
    for (const HttpCheck& check : m_serving.router.checks()) {
        if (auto response = check(m_request))
            return response;
    }
    if (m_route->check) {
        if (auto response = m_route->check(m_request))
            return response;
    }
    if (const auto length = m_parser.contentLength(); length && *length > static_cast<quint64>(m_route->bodyLimit))
        return HttpResponse::refusal(
            m_request,
            {413, Tr::tr("The body has %1 bytes; %2 are allowed here.").arg(*length).arg(m_route->bodyLimit)});
    const QByteArrayView expect = m_request.header("Expect");
    if (!expect.isNull() && expect.compare("100-continue", Qt::CaseInsensitive) != 0)
        return HttpResponse::refusal(m_request, {417, Tr::tr("The only expectation known here is 100-continue.")});
    return std::nullopt;
}

/// False when the route has answered instead.
bool HttpConnection::openBody()
{
    if (!m_route->receive)
        return true;
    auto opened = m_route->receive(m_request);
    if (auto* sink = std::get_if<std::unique_ptr<HttpBodySink>>(&opened)) {
        m_sink = std::move(*sink);
        return true;
    }
    refuse(std::get<HttpResponse>(std::move(opened)));
    return false;
}

/// Answers now. Where a part of the request was not read its bytes can not be told from the next one: the connection
/// ends.
void HttpConnection::refuse(HttpResponse response)
{
    if (m_parser.state() != HttpRequestParser::State::Done)
        m_closeAfter = true;
    m_sink.reset();
    m_response = std::move(response);
    m_state = State::Answered;
}

bool HttpConnection::readBody()
{
    if (m_parser.state() == HttpRequestParser::State::Done) {
        dispatch();
        return true;
    }
    const auto used = static_cast<std::size_t>(m_parser.feed(available()));
    m_inBegin += used;
    if (m_parser.state() == HttpRequestParser::State::Failed) {
        refuse(m_parser.refusal());
        return true;
    }
    QByteArray piece = m_parser.takeBody();
    if (!piece.isEmpty()) {
        takePiece(std::move(piece));
        return true;
    }
    if (m_parser.state() == HttpRequestParser::State::Done)
        return true;
    if (m_peerClosed) {
        logRequest(false);
        close(true);
        return false;
    }
    setDeadline(m_serving.limits.bodyIdle);
    wantBytes();
    return false;
}

void HttpConnection::takePiece(QByteArray piece)
{
    m_received += piece.size();
    if (!m_sink) {
        m_request.body.append(piece);
    } else if (m_route->runOnPool) {
        writeToSinkOnPool(std::move(piece));
    } else if (auto refusal = m_sink->write(bytesOf(piece))) {
        refuse(*refusal);
    }
}

void HttpConnection::writeToSinkOnPool(QByteArray piece)
{
    m_state = State::SinkBusy;
    clearDeadline();
    m_serving.pool->start([io = m_serving.io, weak = weak_from_this(), sink = m_sink, piece = std::move(piece)] {
        auto refusal = sink->write(bytesOf(piece));
        if (const auto thread = io.lock())
            thread->post([weak, refusal = std::move(refusal)] {
                if (const auto connection = weak.lock())
                    connection->onSinkDone(refusal);
            });
    });
}

void HttpConnection::onSinkDone(std::optional<HttpRefusal> refusal)
{
    if (m_state != State::SinkBusy)
        return;
    m_state = State::Body;
    if (refusal)
        refuse(*refusal);
    run();
}

void HttpConnection::dispatch()
{
    m_state = State::Handling;
    clearDeadline();
    const HttpRoute& route = *m_route;
    if (route.answer && !route.runOnPool) {
        m_response = guarded(route.answer, m_request);
        m_state = State::Answered;
        return;
    }
    const auto exchange = std::make_shared<HttpExchange>(m_serving.io, weak_from_this(), ++m_exchangeNumber,
                                                         m_serving.limits.eventQueueBytes);
    m_exchange = exchange;
    const HttpResponder responder(exchange);
    const auto work = [&route, sink = std::exchange(m_sink, {}), responder](const HttpRequest& request) {
        if (route.answer)
            return responder.send(guarded(route.answer, request));
        try {
            sink ? sink->finish(request, responder) : route.answerLater(request, responder);
        } catch (const std::exception& error) {
            qCWarning(httpConnectionLog) << request.method << request.path << "threw" << error.what();
        }
    };
    // Many may wait for long: the handler gets the request, and the connection keeps little of it.
    HttpRequest request = std::move(m_request);
    m_request = remainsOf(request);
    // The router outlives the pool's work: the server waits for it.
    if (route.runOnPool)
        m_serving.pool->start([work, request = std::move(request)] { work(request); });
    else
        work(request);
    if (m_peerClosed)
        markGone();
    else
        wantBytes(); // To notice a client that goes away while its answer is made.
}

} // namespace ota
