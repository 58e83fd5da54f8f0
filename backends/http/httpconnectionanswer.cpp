// SPDX-License-Identifier: Apache-2.0
// How a connection sends answers, whole and growing ones.

#include "http/httpconnection.h"

namespace ota {

namespace {

QByteArray chunk(const QByteArray& bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace

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
    terms.isLean = m_serving.leanHeads;
    terms.isStrict = m_serving.strictLengths;
    terms.date = m_serving.dateText();
    return terms;
}

bool HttpConnection::sendAnswer()
{
    // Without a length only the end of the connection ends a 205.
    const bool isEndless = m_serving.strictLengths && m_response.status == 205;
    m_closeAfter = m_closeAfter || m_response.closeConnection || m_serving.stopping || isEndless;
    m_subject = std::move(m_response.subject);
    QString object = m_request.method == "GET" ? std::move(m_response.object) : QString();
    QByteArray etag = m_response.etag;
    HttpReply reply = composeReply(m_request, std::move(m_response), terms());
    m_status = reply.status;
    if (!object.isEmpty())
        beginFetch(std::move(object), std::move(etag), reply);
    m_output = std::move(reply.output);
    m_total = m_output.bodyLeft;
    m_state = State::Sending;
    return sendOutput(After::NextRequest);
}

void HttpConnection::beginFetch(QString object, QByteArray etag, const HttpReply& reply)
{
    static std::atomic<quint64> last = 0;
    auto fetch = std::make_shared<HttpFetch>();
    fetch->number = ++last;
    fetch->object = std::move(object);
    fetch->startedNs = m_serving.clock->nowNs();
    if (reply.status == 200 || reply.status == 206) {
        fetch->etag = std::move(etag);
        fetch->offset = reply.offset;
        fetch->length = reply.output.bodyLeft;
        fetch->size = reply.size;
    }
    m_fetch = std::move(fetch);
    m_serving.fetchBegan(*this);
}

void HttpConnection::endFetch()
{
    if (std::exchange(m_fetch, nullptr))
        m_serving.fetchEnded(*this);
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
    m_subject = std::move(head.subject);
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
    endFetch();
    if (m_stream)
        m_stream->close();
    m_stream.reset();
    m_output = {};
    m_bodySent = 0;
    m_subject.clear();
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
        m_in = std::vector<std::uint8_t>(); // Waiting connections are many and small.
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

} // namespace ota
