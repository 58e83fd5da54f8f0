// SPDX-License-Identifier: Apache-2.0
#include "http/httpconnection.h"

#include "http/httpfields.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpConnection)
};

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

void HttpServing::tellHandshakeFailure(const HttpTransport& transport, const HttpPeer& peer) const
{
    HttpTlsFailure failure = transport.tlsFailure();
    failure.peer = peer.toString();
    handshakeFailed(failure);
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
    if (!ok) {
        if (m_peer.isSecure)
            m_serving.tellHandshakeFailure(*m_transport, m_peer);
        return close(true);
    }
    m_peer.tls = m_transport->tlsPeer();
    m_state = State::Head;
    setDeadline(m_serving.limits.head);
    run();
}

void HttpConnection::onReadable()
{
    m_reading = false;
    if (m_state != State::Closed)
        readBytes();
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
    const bool mayBeLong = m_state == State::Handling || m_state == State::Streaming;
    if (!mayBeLong || m_inBegin != m_inEnd)
        return readBytes();
    m_in = std::vector<std::uint8_t>(); // Those who wait for an answer are many and small.
    m_inBegin = m_inEnd = 0;
    m_reading = true;
    m_transport->waitReadable();
}

void HttpConnection::readBytes()
{
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

void HttpConnection::logRequest(bool complete)
{
    HttpLogEntry entry;
    entry.timeNs = m_serving.clock->nowNs();
    entry.peer = m_peerText;
    entry.method = m_request.method;
    entry.path = m_request.path;
    entry.status = m_status;
    entry.subject = m_subject;
    entry.bytesIn = m_received;
    entry.bytes = m_bodySent + m_output.bodySent;
    entry.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_started);
    entry.complete = complete;
    entry.tls = m_peer.tls;
    entry.fetch = m_fetch;
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
    HttpTransfer transfer{m_peerText, m_request.method, m_request.path, false, 0, {}, m_subject, m_fetch};
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
    endFetch();
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
