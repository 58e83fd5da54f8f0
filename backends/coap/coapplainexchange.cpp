// SPDX-License-Identifier: Apache-2.0
#include "coap/coapplainexchange.h"

#include <algorithm>
#include <array>

namespace ota {

CoapPlainExchange::CoapPlainExchange(CoapCall call, Done done, Poller& poller)
    : CoapExchange(std::move(call), std::move(done))
    , m_poller(poller)
{
}

CoapPlainExchange::~CoapPlainExchange()
{
    if (m_socket.fd() >= 0)
        m_poller.remove(m_socket.fd());
}

Result<> CoapPlainExchange::open(const coap_address_t& peer)
{
    auto socket = UdpSocket::connectedTo(udpAddress(peer));
    if (!socket)
        return failure(socket.error());
    m_socket = std::move(*socket);
    m_poller.add(m_socket.fd(), id);
    m_lastConfirmable.reset();
    return {};
}

void CoapPlainExchange::close()
{
    if (m_socket.fd() < 0)
        return;
    m_poller.remove(m_socket.fd());
    m_socket = UdpSocket();
}

bool CoapPlainExchange::transmit()
{
    if (m_transmissions == 1)
        m_datagram = m_message.encode();
    return m_socket.send(bytesOf(m_datagram)) != UdpSocket::Got::Refused;
}

void CoapPlainExchange::onReadable(Time now)
{
    std::array<std::uint8_t, 65'536> buffer;
    // A peer that floods us must not keep the other calls waiting.
    for (int i = 0; i < 16 && !isFinished(); ++i) {
        std::size_t length = 0;
        switch (m_socket.receive(buffer, length)) {
        case UdpSocket::Got::Nothing:
            return;
        case UdpSocket::Got::Refused:
            onUnreachable({}, now);
            break;
        case UdpSocket::Got::Datagram:
            onDatagram(ByteSpan(buffer).first(length), now);
            break;
        }
    }
}

void CoapPlainExchange::sendEmpty(CoapType type, quint16 messageId)
{
    CoapMessage message;
    message.type = type;
    message.messageId = messageId;
    m_socket.send(bytesOf(message.encode()));
}

void CoapPlainExchange::onDatagram(ByteSpan bytes, Time now)
{
    const auto datagram = CoapDatagram::read(bytes);
    if (!datagram)
        return; // RFC 7252 4.2: a malformed message may be ignored.
    const bool mine = datagram->messageId() == m_message.messageId;
    if (datagram->type() == CoapType::Reset) {
        if (mine)
            finish(CoapAnswer::Outcome::Reset);
        return;
    }
    const ByteSpan token = bytesOf(m_message.token);
    const bool tells = datagram->type() != CoapType::Acknowledgement && isNotification(datagram->token());
    const bool answers =
        tells || std::equal(datagram->token().begin(), datagram->token().end(), token.begin(), token.end());
    if (datagram->type() == CoapType::Acknowledgement) {
        if (!mine)
            return;
        if (datagram->code().isEmpty())
            return acknowledged(now);
    } else if (datagram->type() == CoapType::Confirmable) {
        if (m_lastConfirmable == datagram->messageId())
            return sendEmpty(CoapType::Acknowledgement, datagram->messageId());
        const bool wanted = answers && datagram->code().isResponse();
        sendEmpty(wanted ? CoapType::Acknowledgement : CoapType::Reset, datagram->messageId());
        if (wanted)
            m_lastConfirmable = datagram->messageId();
    }
    if (!answers || !datagram->code().isResponse())
        return; // Not for us: the repetitions go on.
    CoapFlow::Said said;
    said.code = datagram->code();
    said.payload = datagram->payload();
    auto options = datagram->options();
    for (CoapDatagram::Option option; options.next(option);)
        said.option(option.number, option.value);
    tells ? tookNotification(said, now) : took(said, now);
}

} // namespace ota
