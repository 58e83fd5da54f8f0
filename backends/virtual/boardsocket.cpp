// SPDX-License-Identifier: Apache-2.0
#include "virtual/boardsocket.h"

#include <optional>
#include <utility>

namespace ota {

namespace {

constexpr qsizetype maximumDatagram = 2048; ///< A block of 1024 with its options, twice.

} // namespace

BoardSocket::BoardSocket(UdpSocket socket, Peer peer, bool connected)
    : m_socket(std::move(socket))
    , m_connected(connected)
    , m_peer(std::move(peer))
    , m_to(m_peer.address, m_peer.port)
{
    m_poller.add(m_socket.fd(), 0);
}

Result<std::unique_ptr<BoardSocket>> BoardSocket::connected(const Peer& peer, bool anySender, const QHostAddress& local)
{
    const UdpAddress to(peer.address, peer.port);
    std::optional<UdpAddress> from;
    if (!local.isNull() && local.protocol() == peer.address.protocol())
        from.emplace(local, 0);
    auto socket = !anySender ? UdpSocket::connectedTo(to, from ? &*from : nullptr)
                  : from     ? UdpSocket::boundTo(*from)
                             : UdpSocket::unbound(to.family());
    if (!socket)
        return failureIn(peer.address.toString(), socket.error());
    std::unique_ptr<BoardSocket> made(new BoardSocket(std::move(*socket), peer, !anySender));
    if (!made->m_poller.isOpen())
        return failure(Error::Code::Io, qt_error_string(), QStringLiteral("UDP"));
    return made;
}

BoardSocket::Wait BoardSocket::wait(std::chrono::milliseconds limit)
{
    if (m_woken)
        return Wait::Woken;
    const bool readable = !m_poller.wait(limit).empty();
    return m_woken ? Wait::Woken : readable ? Wait::Readable : Wait::TimedOut;
}

bool BoardSocket::read(QByteArray& datagram)
{
    datagram.resize(maximumDatagram);
    std::size_t length = 0;
    // A refusal is the echo of an earlier datagram: a board does not look at those.
    const auto got = m_socket.receive(
        {reinterpret_cast<std::uint8_t*>(datagram.data()), static_cast<std::size_t>(datagram.size())}, length);
    datagram.resize(static_cast<qsizetype>(length));
    return got == UdpSocket::Got::Datagram;
}

void BoardSocket::send(QByteArrayView datagram)
{
    // A refusal tells of an earlier datagram and swallows this one: once more.
    for (int i = 0; i < 2; ++i) {
        if (m_socket.send(bytesOf(datagram), m_connected ? nullptr : &m_to) != UdpSocket::Got::Refused)
            return;
    }
}

void BoardSocket::wake()
{
    m_woken = true;
    m_poller.wake();
}

} // namespace ota
