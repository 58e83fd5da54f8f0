// SPDX-License-Identifier: Apache-2.0
#include "coap/udpaddress.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace ota {

static_assert(UdpAddress::capacity >= sizeof(sockaddr_storage));

UdpAddress::UdpAddress(const QHostAddress& address, quint16 port)
{
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        sockaddr_in6 in{};
        const Q_IPV6ADDR raw = address.toIPv6Address();
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(port);
        std::memcpy(&in.sin6_addr, &raw, sizeof raw);
        if (!address.scopeId().isEmpty())
            in.sin6_scope_id = ::if_nametoindex(address.scopeId().toUtf8().constData());
        m_size = sizeof in;
        std::memcpy(m_bytes.data(), &in, sizeof in);
    } else {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        in.sin_addr.s_addr = htonl(address.toIPv4Address());
        m_size = sizeof in;
        std::memcpy(m_bytes.data(), &in, sizeof in);
    }
}

UdpAddress::UdpAddress(const sockaddr& address, quint32 size)
    : m_size(std::min<quint32>(size, capacity))
{
    std::memcpy(m_bytes.data(), &address, m_size);
}

int UdpAddress::family() const
{
    return get()->sa_family;
}

} // namespace ota
