// SPDX-License-Identifier: Apache-2.0
#include "coap/udpsocket.h"

#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

namespace ota {

namespace {

constexpr quint64 wakeKey = std::numeric_limits<quint64>::max();

tl::unexpected<Error> systemFailure()
{
    const int error = errno;
    return failure(error == EADDRINUSE ? Error::Code::Busy : Error::Code::Io,
                   QString::fromLocal8Bit(std::strerror(error)));
}

int openSocket(int family)
{
    return ::socket(family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

bool isRefusal(int error)
{
    return error == ECONNREFUSED || error == EHOSTUNREACH || error == ENETUNREACH;
}

} // namespace

UdpSocket::~UdpSocket()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

UdpSocket::UdpSocket(UdpSocket&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
{
}

UdpSocket& UdpSocket::operator=(UdpSocket&& other) noexcept
{
    std::swap(m_fd, other.m_fd);
    return *this;
}

Result<UdpSocket> UdpSocket::unbound(int family)
{
    UdpSocket socket(openSocket(family));
    if (socket.m_fd < 0)
        return systemFailure();
    return socket;
}

Result<UdpSocket> UdpSocket::connectedTo(const UdpAddress& peer, const UdpAddress* local)
{
    UdpSocket socket(openSocket(peer.family()));
    if (socket.m_fd < 0 || (local && ::bind(socket.m_fd, local->get(), local->size()) != 0) ||
        ::connect(socket.m_fd, peer.get(), peer.size()) != 0)
        return systemFailure();
    return socket;
}

Result<UdpSocket> UdpSocket::boundTo(const UdpAddress& local)
{
    UdpSocket socket(openSocket(local.family()));
    if (socket.m_fd < 0 || ::bind(socket.m_fd, local.get(), local.size()) != 0)
        return systemFailure();
    const int bufferBytes = 1 << 20; // A burst of a hundred boards must not be lost here: losing is a fault's business.
    ::setsockopt(socket.m_fd, SOL_SOCKET, SO_RCVBUF, &bufferBytes, sizeof bufferBytes);
    return socket;
}

UdpSocket::Got UdpSocket::receive(std::span<std::uint8_t> buffer, std::size_t& length, UdpAddress* sender)
{
    socklen_t size = UdpAddress::capacity;
    const ssize_t got =
        ::recvfrom(m_fd, buffer.data(), buffer.size(), 0, sender ? sender->get() : nullptr, sender ? &size : nullptr);
    if (got < 0)
        return isRefusal(errno) ? Got::Refused : Got::Nothing;
    if (sender)
        sender->setSize(size);
    length = static_cast<std::size_t>(got);
    return Got::Datagram;
}

UdpSocket::Got UdpSocket::send(ByteSpan datagram, const UdpAddress* receiver)
{
    const ssize_t sent = ::sendto(m_fd, datagram.data(), datagram.size(), MSG_NOSIGNAL,
                                  receiver ? receiver->get() : nullptr, receiver ? receiver->size() : 0);
    if (sent < 0)
        return isRefusal(errno) ? Got::Refused : Got::Nothing;
    return Got::Datagram;
}

quint16 UdpSocket::localPort() const
{
    UdpAddress address;
    socklen_t size = UdpAddress::capacity;
    if (::getsockname(m_fd, address.get(), &size) != 0)
        return 0;
    return address.family() == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6*>(address.get())->sin6_port)
                                        : ntohs(reinterpret_cast<const sockaddr_in*>(address.get())->sin_port);
}

Poller::Poller()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (isOpen())
        add(m_wake, wakeKey);
}

Poller::~Poller()
{
    if (m_wake >= 0)
        ::close(m_wake);
    if (m_epoll >= 0)
        ::close(m_epoll);
}

void Poller::add(int fd, quint64 key)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = key;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
}

void Poller::remove(int fd)
{
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
}

const std::vector<quint64>& Poller::wait(std::chrono::milliseconds limit)
{
    std::array<epoll_event, 64> events{};
    const int timeout = limit.count() < 0 ? -1 : static_cast<int>(std::min<qint64>(limit.count(), 3'600'000));
    const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), timeout);
    m_ready.clear();
    for (int i = 0; i < count; ++i) {
        const quint64 key = events[static_cast<std::size_t>(i)].data.u64;
        if (key == wakeKey) {
            std::uint64_t value = 0;
            [[maybe_unused]] const ssize_t got = ::read(m_wake, &value, sizeof value);
        } else {
            m_ready.push_back(key);
        }
    }
    return m_ready;
}

void Poller::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wake, &one, sizeof one);
}

} // namespace ota
