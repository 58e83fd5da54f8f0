// SPDX-License-Identifier: Apache-2.0
#include "virtual/boardsocket.h"
#include "virtual/datagramlink.h"

#include <utility>

namespace ota {

namespace {

class UdpLink final : public DatagramLink
{
public:
    explicit UdpLink(std::unique_ptr<BoardSocket> socket)
        : m_socket(std::move(socket))
    {
    }

    void send(QByteArrayView datagram) override { m_socket->send(datagram); }

    Received receive(QByteArray& datagram, std::chrono::milliseconds limit) override
    {
        if (m_socket->wait(limit) == BoardSocket::Wait::Readable && m_socket->read(datagram))
            return Received::Datagram;
        return Received::Nothing;
    }

    void wake() override { m_socket->wake(); }

private:
    std::unique_ptr<BoardSocket> m_socket;
};

} // namespace

Result<std::unique_ptr<DatagramLink>> openUdpLink(const QHostAddress& peer, quint16 port, bool anySender,
                                                  const QHostAddress& local)
{
    auto socket = BoardSocket::connected({peer, port}, anySender, local);
    if (!socket)
        return failure(socket.error());
    return std::unique_ptr<DatagramLink>(std::make_unique<UdpLink>(std::move(*socket)));
}

} // namespace ota
