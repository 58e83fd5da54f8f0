// SPDX-License-Identifier: Apache-2.0
#include "virtual/boardsocket.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace ota {

namespace {

constexpr qsizetype maximumDatagram = 2048; ///< A block of 1024 with its options, twice.

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t length = 0;

    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

SocketAddress socketAddress(const BoardSocket::Peer& peer)
{
    SocketAddress address;
    if (peer.address.protocol() == QAbstractSocket::IPv6Protocol) {
        auto* in = reinterpret_cast<sockaddr_in6*>(&address.storage);
        const Q_IPV6ADDR raw = peer.address.toIPv6Address();
        in->sin6_family = AF_INET6;
        in->sin6_port = htons(peer.port);
        std::memcpy(&in->sin6_addr, &raw, sizeof raw);
        if (!peer.address.scopeId().isEmpty())
            in->sin6_scope_id = ::if_nametoindex(peer.address.scopeId().toUtf8().constData());
        address.length = sizeof *in;
    } else {
        auto* in = reinterpret_cast<sockaddr_in*>(&address.storage);
        in->sin_family = AF_INET;
        in->sin_port = htons(peer.port);
        in->sin_addr.s_addr = htonl(peer.address.toIPv4Address());
        address.length = sizeof *in;
    }
    return address;
}

} // namespace

BoardSocket::~BoardSocket()
{
    for (const int descriptor : {m_socket, m_wake}) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
}

Result<> BoardSocket::open(const QHostAddress& address)
{
    const int family = address.protocol() == QAbstractSocket::IPv6Protocol ? AF_INET6 : AF_INET;
    m_socket = ::socket(family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    m_wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (m_socket < 0 || m_wake < 0)
        return failure(Error::Code::Io, qt_error_string(errno), QStringLiteral("UDP"));
    return {};
}

Result<std::unique_ptr<BoardSocket>> BoardSocket::connected(const Peer& peer, bool anySender, const QHostAddress& local)
{
    std::unique_ptr<BoardSocket> made(new BoardSocket);
    if (auto opened = made->open(peer.address); !opened)
        return failure(opened.error());
    made->m_peer = peer;
    made->m_connected = !anySender;
    if (!local.isNull() && local.protocol() == peer.address.protocol()) {
        const SocketAddress from = socketAddress({local, 0});
        if (::bind(made->m_socket, from.get(), from.length) != 0)
            return failure(Error::Code::Io, qt_error_string(errno), local.toString());
    }
    const SocketAddress to = socketAddress(peer);
    if (!anySender && ::connect(made->m_socket, to.get(), to.length) != 0)
        return failure(Error::Code::Io, qt_error_string(errno), peer.address.toString());
    return made;
}

BoardSocket::Wait BoardSocket::wait(std::chrono::milliseconds limit)
{
    pollfd ready[2] = {{m_socket, POLLIN, 0}, {m_wake, POLLIN, 0}};
    const int count = ::poll(ready, 2, static_cast<int>(limit.count()));
    if (ready[1].revents != 0)
        return Wait::Woken;
    return count > 0 ? Wait::Readable : Wait::TimedOut;
}

bool BoardSocket::read(QByteArray& datagram)
{
    datagram.resize(maximumDatagram);
    // An error here is mostly ECONNREFUSED, the echo of an earlier datagram: a board does not look at those.
    const auto got = ::recv(m_socket, datagram.data(), static_cast<std::size_t>(datagram.size()), 0);
    datagram.resize(std::max<qsizetype>(got, 0));
    return got >= 0;
}

void BoardSocket::send(QByteArrayView datagram)
{
    const auto size = static_cast<std::size_t>(datagram.size());
    const SocketAddress to = socketAddress(m_peer);
    // ECONNREFUSED tells of an earlier datagram and swallows this one: once more.
    for (int i = 0; i < 2; ++i) {
        const auto sent = m_connected ? ::send(m_socket, datagram.data(), size, 0)
                                      : ::sendto(m_socket, datagram.data(), size, 0, to.get(), to.length);
        if (sent >= 0)
            return;
    }
}

void BoardSocket::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
}

} // namespace ota
