// SPDX-License-Identifier: Apache-2.0
#include "http/httpguestconnection.h"

namespace ota {

HttpGuestDoor::HttpGuestDoor(std::weak_ptr<HttpIoThread> io, std::weak_ptr<HttpGuestConnection> connection)
    : m_io(std::move(io))
    , m_connection(std::move(connection))
{
}

template<typename Work>
void HttpGuestDoor::post(Work work) const
{
    // Locked on the I/O thread only: no connection ends elsewhere.
    if (const auto io = m_io.lock())
        io->post([weak = m_connection, work = std::move(work)]() mutable {
            if (const auto connection = weak.lock())
                work(*connection);
        });
}

void HttpGuestDoor::send(QByteArray bytes) const
{
    post([bytes = std::move(bytes)](HttpGuestConnection& connection) mutable { connection.send(std::move(bytes)); });
}

void HttpGuestDoor::goOn() const
{
    post([](HttpGuestConnection& connection) { connection.goOn(); });
}

void HttpGuestDoor::close() const
{
    post([](HttpGuestConnection& connection) { connection.finish(); });
}

HttpGuestConnection::HttpGuestConnection(HttpServing& serving, std::unique_ptr<HttpTransport> transport, HttpPeer peer)
    : m_serving(serving)
    , m_transport(std::move(transport))
    , m_peer(std::move(peer))
{
}

void HttpGuestConnection::start()
{
    setDeadline(m_serving.limits.head);
    m_transport->start(weak_from_this());
}

void HttpGuestConnection::takeOver(QByteArray bytes)
{
    m_transport->handTo(weak_from_this());
    open();
    m_guest->receive(std::move(bytes));
}

void HttpGuestConnection::open()
{
    m_deadline = TimePoint::max();
    m_guest = m_serving.guests->make(m_peer, HttpGuestDoor(m_serving.io, weak_from_this()));
}

void HttpGuestConnection::onReady(bool ok)
{
    if (m_isClosed)
        return;
    if (!ok) {
        m_serving.tellHandshakeFailure(*m_transport, m_peer);
        return close(true);
    }
    m_peer.tls = m_transport->tlsPeer();
    open();
    goOn();
}

void HttpGuestConnection::goOn()
{
    if (m_isClosed || m_isLingering || m_isReading)
        return;
    m_isReading = true;
    m_transport->waitReadable();
}

void HttpGuestConnection::onReadable()
{
    if (m_isClosed)
        return;
    m_in.resize(readBytes);
    m_transport->read(m_in);
}

void HttpGuestConnection::onRead(std::size_t bytes)
{
    m_isReading = false;
    if (m_isClosed)
        return;
    if (bytes == 0)
        return close(false);
    m_serving.bytesIn.fetch_add(bytes, std::memory_order_relaxed);
    if (m_isLingering) {
        m_isReading = true;
        return m_transport->read(m_in);
    }
    QByteArray piece(reinterpret_cast<const char*>(m_in.data()), static_cast<qsizetype>(bytes));
    m_in = std::vector<std::uint8_t>(); // Those who wait are many and small.
    m_guest->receive(std::move(piece));
}

void HttpGuestConnection::send(QByteArray bytes)
{
    if (m_isClosed || m_isFinishing)
        return;
    m_queuedBytes += bytes.size();
    m_queue.push_back(std::move(bytes));
    if (m_queuedBytes > longestQueue)
        return close(true);
    pump();
}

void HttpGuestConnection::pump()
{
    while (!m_isSending && !m_queue.empty()) {
        m_output = {};
        m_output.bodyLeft = m_queue.front().size();
        m_output.body = std::move(m_queue.front());
        m_queue.pop_front();
        const auto written = m_transport->write(m_output);
        m_isSending = written == HttpTransport::Written::Pending;
        if (written == HttpTransport::Written::Failed)
            return close(true);
        if (m_isSending)
            return setDeadline(m_serving.limits.writeIdle);
        onWritten(true);
        if (m_isClosed)
            return;
    }
    if (m_isSending || !m_isFinishing || m_isLingering)
        return;
    m_isLingering = true;
    setDeadline(m_serving.limits.linger);
    m_transport->shutdownSend();
    if (!std::exchange(m_isReading, true)) {
        m_in.resize(readBytes);
        m_transport->read(m_in);
    }
}

void HttpGuestConnection::onWriteProgress()
{
    if (!m_isClosed)
        setDeadline(m_serving.limits.writeIdle);
}

void HttpGuestConnection::onWritten(bool ok)
{
    if (m_isClosed)
        return;
    if (!ok)
        return close(true);
    m_serving.bytesOut.fetch_add(static_cast<quint64>(m_output.bodySent), std::memory_order_relaxed);
    m_queuedBytes -= m_output.bodySent;
    m_output = {};
    m_deadline = TimePoint::max();
    if (std::exchange(m_isSending, false))
        pump();
}

void HttpGuestConnection::finish()
{
    if (m_isClosed)
        return;
    m_isFinishing = true;
    pump();
}

void HttpGuestConnection::tick(TimePoint now)
{
    if (now >= m_deadline)
        close(!m_isLingering);
}

void HttpGuestConnection::close(bool hard)
{
    if (std::exchange(m_isClosed, true))
        return;
    if (hard)
        m_transport->abort();
    else
        m_transport->close();
    m_guest.reset();
    m_serving.guestClosed(*this);
}

} // namespace ota
