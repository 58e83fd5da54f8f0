// SPDX-License-Identifier: Apache-2.0
#include "http/httpconnection.h"

#include "http/httpfields.h"
#include "http/httpworkers.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <cstring>
#include <exception>

namespace ota {

Q_LOGGING_CATEGORY(httpConnectionLog, "ota.http")

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpConnection)
};

constexpr std::size_t headBufferBytes = 2 * 1024; ///< Thousands may wait: each begins small.
constexpr std::size_t bodyBufferBytes = 64 * 1024;

HttpResponse guarded(const HttpAnswer& answer, const HttpRequest& request)
{
    try {
        return answer(request);
    } catch (const std::exception& error) {
        qCWarning(httpConnectionLog) << request.method << request.path << "threw" << error.what();
    }
    return HttpResponse::refusal(request, {500, Tr::tr("The handler of this request failed.")});
}

QByteArray chunk(const QByteArray& bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace

const QByteArray& HttpServing::dateText()
{
    const qint64 second = clock->nowNs() / 1'000'000'000;
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date = httpDate(second);
    }
    return m_date;
}

HttpConnection::HttpConnection(HttpServing& serving, std::unique_ptr<HttpTransport> transport, HttpPeer peer)
    : m_serving(serving)
    , m_transport(std::move(transport))
    , m_peer(std::move(peer))
    , m_peerText(m_peer.toString())
    , m_parser(serving.limits.headBytes)
{
}

HttpConnection::~HttpConnection()
{
    if (m_stream)
        m_stream->close();
}

void HttpConnection::start()
{
    setDeadline(m_serving.limits.head);
    m_transport->start(weak_from_this());
}

void HttpConnection::onReady(bool ok)
{
    if (m_state == State::Closed)
        return;
    if (!ok)
        return close(true);
    m_state = State::Head;
    setDeadline(m_serving.limits.head);
    run();
}

void HttpConnection::onRead(std::size_t bytes)
{
    m_reading = false;
    if (m_state == State::Closed)
        return;
    if (bytes == 0)
        return onPeerClosed();
    m_serving.bytesIn.fetch_add(bytes, std::memory_order_relaxed);
    m_inEnd += bytes;
    if (m_state == State::Lingering)
        m_inBegin = m_inEnd;
    run();
    if (m_state == State::Lingering || m_state == State::Handling || m_state == State::Streaming)
        wantBytes();
}

void HttpConnection::onPeerClosed()
{
    m_peerClosed = true;
    switch (m_state) {
    case State::Handling:
        // Perhaps it only closed its own side: it still gets the answer, and the handler may know.
        return markGone();
    case State::Sending:
    case State::Answered:
    case State::SinkBusy:
        return; // The write will tell; a sink that is busy sees the end when it asks for more.
    case State::Body:
        logRequest(false);
        return close(true);
    case State::Streaming:
        logRequest(false);
        return close(true);
    default:
        return close(false);
    }
}

/// Goes on as far as it can without waiting. Not re-entrant: what happens inside is seen by the loop.
void HttpConnection::run()
{
    if (m_running)
        return;
    m_running = true;
    while (step()) {
    }
    m_running = false;
}

bool HttpConnection::step()
{
    switch (m_state) {
    case State::Head:
        return readHead();
    case State::Body:
        return readBody();
    case State::Answered:
        return sendAnswer();
    case State::Streaming:
        return sendStream();
    default:
        return false;
    }
}

/// Reads on, unless it does already or the client has closed.
void HttpConnection::wantBytes()
{
    if (m_reading || m_peerClosed || m_state == State::Closed)
        return;
    if (m_inBegin == m_inEnd) {
        m_inBegin = m_inEnd = 0;
    } else if (m_inBegin > 0) {
        std::memmove(m_in.data(), m_in.data() + m_inBegin, m_inEnd - m_inBegin);
        m_inEnd -= m_inBegin;
        m_inBegin = 0;
    }
    const std::size_t wanted = m_state == State::Body ? bodyBufferBytes : headBufferBytes;
    const auto most = std::max(bodyBufferBytes, static_cast<std::size_t>(m_serving.limits.headBytes) + headBufferBytes);
    if (m_in.size() < wanted)
        m_in.resize(wanted);
    else if (m_inEnd == m_in.size() && (m_state == State::Head || m_state == State::Body) && m_in.size() < most)
        m_in.resize(std::min(most, m_in.size() * 2));
    if (m_inEnd == m_in.size())
        return; // A client that sends ahead waits.
    m_reading = true;
    m_transport->read(std::span(m_in).subspan(m_inEnd));
}

bool HttpConnection::readHead()
{
    if (m_inBegin == m_inEnd) {
        if (m_peerClosed)
            close(false);
        wantBytes();
        return false;
    }
    if (!m_headStarted) {
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
    // The router outlives the pool's work: the server waits for it.
    if (route.runOnPool)
        m_serving.pool->start([work, request = m_request] { work(request); });
    else
        work(m_request);
    if (m_peerClosed)
        markGone();
    else
        wantBytes(); // To notice a client that goes away while its answer is made.
}

void HttpConnection::onAnswer(quint64 exchange, HttpResponse response)
{
    if (m_state != State::Handling || exchange != m_exchangeNumber)
        return;
    m_response = std::move(response);
    m_state = State::Answered;
    run();
}

HttpReplyTerms HttpConnection::terms() const
{
    HttpReplyTerms terms;
    terms.isHttp10 = m_parser.isHttp10();
    terms.keepsAlive = !m_closeAfter;
    terms.date = m_serving.dateText();
    return terms;
}

bool HttpConnection::sendAnswer()
{
    m_closeAfter = m_closeAfter || m_response.closeConnection || m_serving.stopping;
    HttpReply reply = composeReply(m_request, std::move(m_response), terms());
    m_status = reply.status;
    m_output = std::move(reply.output);
    m_total = m_output.bodyLeft;
    m_state = State::Sending;
    return sendOutput(After::NextRequest);
}

/// True when it is out and the loop goes on.
bool HttpConnection::sendOutput(After after)
{
    m_after = after;
    switch (m_transport->write(m_output)) {
    case HttpTransport::Written::Done:
        return afterOutput();
    case HttpTransport::Written::Pending:
        setDeadline(m_serving.limits.writeIdle);
        return false;
    case HttpTransport::Written::Failed:
        break;
    }
    logRequest(false);
    close(true);
    return false;
}

void HttpConnection::onWriteProgress()
{
    if (m_state == State::Sending)
        setDeadline(m_serving.limits.writeIdle);
}

void HttpConnection::onWritten(bool ok)
{
    if (m_state != State::Sending)
        return;
    if (!ok) {
        logRequest(false);
        return close(true);
    }
    afterOutput();
    run();
}

bool HttpConnection::afterOutput()
{
    m_serving.bytesOut.fetch_add(static_cast<quint64>(m_output.sentBytes()), std::memory_order_relaxed);
    switch (m_after) {
    case After::Body:
        m_state = State::Body;
        setDeadline(m_serving.limits.bodyIdle);
        return true;
    case After::Stream:
        m_bodySent += m_output.bodySent;
        m_output = {};
        m_state = State::Streaming;
        m_stream->sent();
        return true;
    case After::StreamEnd:
    case After::NextRequest:
        break;
    }
    return finishMessage();
}

void HttpConnection::onStream(quint64 exchange, HttpResponse head, std::optional<qint64> length,
                              const std::shared_ptr<HttpStreamState>& stream)
{
    if (m_state != State::Handling || exchange != m_exchangeNumber)
        return stream->close();
    const bool hasBody = replyHasBody(m_request, head.status);
    m_streamIsChunked = !length && !m_parser.isHttp10();
    m_closeAfter = m_closeAfter || head.closeConnection || m_serving.stopping || (!length && m_parser.isHttp10());
    HttpReplyTerms replyTerms = terms();
    replyTerms.isStream = true;
    replyTerms.streamLength = length;
    HttpReply reply = composeReply(m_request, std::move(head), replyTerms);
    m_status = reply.status;
    m_output = std::move(reply.output);
    m_total = length;
    m_streamLeft = length;
    m_streamEnded = false;
    m_state = State::Sending;
    if (hasBody)
        m_stream = stream;
    else
        stream->close();
    if (sendOutput(hasBody ? After::Stream : After::StreamEnd))
        run();
}

void HttpConnection::onStreamReady()
{
    if (m_state == State::Streaming)
        return run();
    // A client that does not take what is being sent would otherwise keep an aborted stream until the idle limit.
    if (m_state == State::Sending && m_stream && m_stream->isAborted()) {
        logRequest(false);
        close(true);
    }
}

bool HttpConnection::sendStream()
{
    HttpStreamState::Taken taken = m_stream->take();
    const qint64 size = taken.bytes.size();
    if (m_streamLeft)
        *m_streamLeft -= size;
    const bool broken = taken.aborted || (m_streamLeft && (*m_streamLeft < 0 || (taken.finished && *m_streamLeft > 0)));
    if (broken || m_peerClosed) {
        logRequest(false);
        close(true);
        return false;
    }
    if (size == 0 && !taken.finished) {
        if (m_stream->isEvents())
            setDeadline(m_serving.limits.heartbeat);
        else
            clearDeadline(); // How long the writer takes is its own affair.
        wantBytes();
        return false;
    }
    if (size > 0 && m_streamIsChunked)
        taken.bytes = chunk(taken.bytes);
    if (taken.finished && m_streamIsChunked)
        taken.bytes.append("0\r\n\r\n");
    m_output = {};
    m_output.bodyLeft = taken.bytes.size();
    m_output.body = std::move(taken.bytes);
    m_state = State::Sending;
    return sendOutput(taken.finished ? After::StreamEnd : After::Stream);
}

/// True when the next request may begin.
bool HttpConnection::finishMessage()
{
    logRequest(true);
    if (m_stream)
        m_stream->close();
    m_stream.reset();
    m_output = {};
    m_bodySent = 0;
    m_exchange.reset();
    if (m_closeAfter || m_serving.stopping) {
        m_state = State::Lingering;
        setDeadline(m_serving.limits.linger);
        m_transport->shutdownSend();
        m_inBegin = m_inEnd;
        if (m_peerClosed)
            close(false);
        else
            wantBytes();
        return false;
    }
    if (m_in.size() > headBufferBytes && m_inBegin == m_inEnd && !m_reading) {
        m_in = {}; // Waiting connections are many and small.
        m_inBegin = m_inEnd = 0;
    }
    m_parser.reset();
    m_request = {};
    m_hasRequest = false;
    m_headStarted = false;
    m_received = 0;
    m_route = nullptr;
    m_state = State::Head;
    setDeadline(m_serving.limits.keepAlive);
    return true;
}

void HttpConnection::logRequest(bool complete)
{
    HttpLogEntry entry;
    entry.timeNs = m_serving.clock->nowNs();
    entry.peer = m_peerText;
    entry.method = m_request.method;
    entry.path = m_request.path;
    entry.status = m_status;
    entry.bytes = m_bodySent + m_output.bodySent;
    entry.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_started);
    entry.complete = complete;
    m_serving.requestDone(std::move(entry));
}

void HttpConnection::tick(TimePoint now)
{
    if (now >= m_deadline)
        onTimeout();
}

void HttpConnection::onTimeout()
{
    clearDeadline();
    switch (m_state) {
    case State::Head:
        if (!m_headStarted)
            return close(false);
        [[fallthrough]];
    case State::Body:
        refuse(HttpRefusal{408, Tr::tr("The request did not come in time.")});
        return run();
    case State::Streaming:
        m_stream->write(QByteArrayLiteral(":\n\n"));
        return;
    case State::Sending:
        logRequest(false);
        return close(true);
    default:
        return close(m_state != State::Lingering);
    }
}

void HttpConnection::finishSoon()
{
    m_closeAfter = true;
    if ((m_state == State::Head && !m_headStarted) || m_state == State::Handshake || m_state == State::Lingering)
        return close(false);
    if (m_stream && m_stream->isEvents())
        m_stream->finish();
    if (m_state == State::Handling)
        markGone();
}

void HttpConnection::abort()
{
    if (m_state == State::Closed)
        return;
    if (m_hasRequest && m_state != State::Lingering)
        logRequest(false);
    close(true);
}

std::optional<HttpConnection::TimePoint> HttpConnection::idleSince() const
{
    if (m_state != State::Head || m_headStarted)
        return std::nullopt;
    return m_deadline - m_serving.limits.keepAlive;
}

std::optional<HttpTransfer> HttpConnection::transfer() const
{
    HttpTransfer transfer{m_peerText, m_request.method, m_request.path, false, 0, {}};
    if (m_state == State::Body || m_state == State::SinkBusy) {
        transfer.incoming = true;
        transfer.doneBytes = m_received;
        if (const auto length = m_parser.contentLength())
            transfer.totalBytes = static_cast<qint64>(*length);
        return transfer;
    }
    if ((m_state != State::Sending || m_after == After::Body) && m_state != State::Streaming)
        return std::nullopt;
    transfer.doneBytes = m_bodySent + m_output.bodySent;
    transfer.totalBytes = m_total;
    return transfer;
}

void HttpConnection::markGone()
{
    if (const auto exchange = m_exchange.lock())
        exchange->markGone();
}

void HttpConnection::close(bool hard)
{
    if (m_state == State::Closed)
        return;
    if (m_state == State::Sending)
        m_serving.bytesOut.fetch_add(static_cast<quint64>(m_output.sentBytes()), std::memory_order_relaxed);
    m_state = State::Closed;
    clearDeadline();
    if (hard)
        m_transport->abort();
    else
        m_transport->close();
    m_sink.reset();
    if (m_stream)
        m_stream->close();
    markGone();
    m_serving.closed(*this);
}

} // namespace ota
