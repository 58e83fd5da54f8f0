// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpconnection.h"

#include <deque>

namespace ota {

/// One client of another protocol: carries its bytes, understands none. Internal to backends/http; I/O thread.
class HttpGuestConnection final : public HttpTransportUser, public std::enable_shared_from_this<HttpGuestConnection>
{
public:
    using TimePoint = HttpConnection::TimePoint;

    static constexpr std::size_t readBytes = 16 * 1024;
    static constexpr qint64 longestQueue = 4 * 1024 * 1024; ///< What a client that does not read may keep waiting here.

    HttpGuestConnection(HttpServing& serving, std::unique_ptr<HttpTransport> transport, HttpPeer peer);

    void start();
    /// Instead: the transport is open, and these bytes came already.
    void takeOver(QByteArray bytes);
    void tick(TimePoint now);
    void abort() { close(true); }
    /// The server ends.
    void end() { close(false); }

    void send(QByteArray bytes);
    void goOn();
    void finish();

    void onReady(bool ok) override;
    void onReadable() override;
    void onRead(std::size_t bytes) override;
    void onWriteProgress() override;
    void onWritten(bool ok) override;

private:
    void open();
    void pump();
    void close(bool hard);
    void setDeadline(std::chrono::milliseconds limit) { m_deadline = std::chrono::steady_clock::now() + limit; }

    HttpServing& m_serving;
    std::unique_ptr<HttpTransport> m_transport;
    HttpPeer m_peer;
    std::unique_ptr<HttpGuest> m_guest;
    std::vector<std::uint8_t> m_in;
    std::deque<QByteArray> m_queue;
    qint64 m_queuedBytes = 0;
    HttpOutput m_output;
    TimePoint m_deadline = TimePoint::max(); ///< For the handshake, for sending, and for a client to go.
    bool m_isReading = false;
    bool m_isSending = false;
    bool m_isFinishing = false;
    bool m_isLingering = false; ///< Has said its last; takes what the client still sends so that it can read that.
    bool m_isClosed = false;
};

} // namespace ota
