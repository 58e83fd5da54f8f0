// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "coap/udpaddress.h"

#include <QByteArray>

#include <chrono>
#include <vector>

namespace ota {

/// A non-blocking UDP socket.
class UdpSocket
{
public:
    UdpSocket() = default;
    ~UdpSocket();
    UdpSocket(UdpSocket&& other) noexcept;
    UdpSocket& operator=(UdpSocket&& other) noexcept;
    Q_DISABLE_COPY(UdpSocket)

    /// Takes datagrams of this peer only, from a port of its own at `local` where that is given. Errors: Io (no route,
    /// no such address), Busy.
    static Result<UdpSocket> connectedTo(const UdpAddress& peer, const UdpAddress* local = nullptr);
    /// Errors: Io (no such address), Busy (the port is taken).
    static Result<UdpSocket> boundTo(const UdpAddress& local);
    /// Takes datagrams of everybody, from any port. Error: Io.
    static Result<UdpSocket> unbound(int family);

    enum class Got
    {
        Datagram,
        Nothing, ///< Not now.
        Refused, ///< An ICMP error came for what was sent before.
    };

    /// Into `buffer`; `length` and, where it is wanted, the sender are set for a Datagram.
    Got receive(std::span<std::uint8_t> buffer, std::size_t& length, UdpAddress* sender = nullptr);

    /// Sent means given to the system. Nothing: its queue is full, which is as good as lost.
    Got send(ByteSpan datagram, const UdpAddress* receiver = nullptr);

    int fd() const { return m_fd; }
    quint16 localPort() const;

private:
    explicit UdpSocket(int fd)
        : m_fd(fd)
    {
    }
    int m_fd = -1;
};

/// Waits for many descriptors at once.
class Poller
{
public:
    Poller();
    ~Poller();
    Q_DISABLE_COPY_MOVE(Poller)

    bool isOpen() const { return m_epoll >= 0 && m_wake >= 0; }
    void add(int fd, quint64 key);
    void remove(int fd);

    /// The keys of those that can be read; empty after wake() and at the end of `limit` (negative: none).
    const std::vector<quint64>& wait(std::chrono::milliseconds limit);

    /// Any thread.
    void wake();

private:
    int m_epoll;
    int m_wake;
    std::vector<quint64> m_ready;
};

} // namespace ota
