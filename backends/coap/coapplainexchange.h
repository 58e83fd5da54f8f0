// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include "coap/coapexchange.h"
#include "coap/udpsocket.h"

namespace ota {

/// A call over plain UDP: the message layer of RFC 7252 4 is ours, so that every transmission can be counted and timed,
/// also below the one second that is the library's least.
class CoapPlainExchange final : public CoapExchange
{
public:
    CoapPlainExchange(CoapCall call, Done done, Poller& poller);
    ~CoapPlainExchange() override;

    void onReadable(Time now);

private:
    Result<> open(const coap_address_t& peer) override;
    bool transmit() override;
    quint16 localPort() const override { return m_socket.localPort(); }
    void close() override;

    void onDatagram(ByteSpan bytes, Time now);
    void sendEmpty(CoapType type, quint16 messageId);

    Poller& m_poller;
    UdpSocket m_socket;
    QByteArray m_datagram;
    std::optional<quint16>
        m_lastConfirmable; ///< Of the peer: repeated responses are acknowledged again, not taken again.
};

} // namespace ota
