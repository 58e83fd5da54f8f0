// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include "base/bytes.h"
#include "base/result.h"
#include "coap/coaplibrary.h"

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

    /// Errors: Io (no route, no such address), Busy.
    static Result<UdpSocket> connectedTo(const coap_address_t& peer);
    static Result<UdpSocket> boundTo(const coap_address_t& local);

    enum class Got
    {
        Datagram,
        Nothing, ///< Not now.
        Refused, ///< An ICMP error came for what was sent before.
    };

    /// Into `buffer`; `length` and, where it is wanted, the sender are set for a Datagram.
    Got receive(std::span<std::uint8_t> buffer, std::size_t& length, coap_address_t* sender = nullptr);

    /// Sent means given to the system. Nothing: its queue is full, which is as good as lost.
    Got send(ByteSpan datagram, const coap_address_t* receiver = nullptr);

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
