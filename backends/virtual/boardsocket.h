// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "coap/udpsocket.h"

#include <QByteArray>
#include <QHostAddress>

#include <atomic>
#include <chrono>
#include <memory>

namespace ota {

/// A UDP socket for a thread that waits on it. One thread at a time; `wake` from any.
class BoardSocket
{
public:
    struct Peer
    {
        QHostAddress address;
        quint16 port = 0;
    };

    enum class Wait
    {
        Readable,
        TimedOut,
        Woken
    };

    /// A new port at `local`, where that is not null. Takes datagrams of this peer only, unless `anySender` is set.
    /// Error: Io.
    static Result<std::unique_ptr<BoardSocket>> connected(const Peer& peer, bool anySender,
                                                          const QHostAddress& local = {});

    Q_DISABLE_COPY_MOVE(BoardSocket)

    const Peer& peer() const { return m_peer; }
    int descriptor() const { return m_socket.fd(); }

    Wait wait(std::chrono::milliseconds limit);

    /// True when there was one; `datagram` is overwritten.
    bool read(QByteArray& datagram);

    void send(QByteArrayView datagram);

    /// Makes `wait` return Woken, now and ever after.
    void wake();

private:
    BoardSocket(UdpSocket socket, Peer peer, bool connected);

    UdpSocket m_socket;
    Poller m_poller;
    std::atomic<bool> m_woken = false;
    const bool m_connected;
    const Peer m_peer;
    const UdpAddress m_to;
};

} // namespace ota
