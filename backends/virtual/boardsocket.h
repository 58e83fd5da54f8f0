// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QHostAddress>

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

    ~BoardSocket();
    Q_DISABLE_COPY_MOVE(BoardSocket)

    const Peer& peer() const { return m_peer; }
    int descriptor() const { return m_socket; }

    Wait wait(std::chrono::milliseconds limit);

    /// True when there was one; `datagram` is overwritten.
    bool read(QByteArray& datagram);

    void send(QByteArrayView datagram);

    /// Makes `wait` return Woken, now and ever after.
    void wake();

private:
    BoardSocket() = default;
    Result<> open(const QHostAddress& address);

    int m_socket = -1;
    int m_wake = -1;
    bool m_connected = false;
    Peer m_peer;
};

} // namespace ota
