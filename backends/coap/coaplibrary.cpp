// SPDX-License-Identifier: Apache-2.0
#include "coap/coaplibrary.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QNetworkInterface>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>

namespace ota {

Q_LOGGING_CATEGORY(lcCoap, "ota.coap")

namespace {

void onLibraryLog(coap_log_t, const char* message)
{
    qCWarning(lcCoap).noquote() << QString::fromUtf8(message).trimmed();
}

} // namespace

void startCoapLibrary()
{
    static std::once_flag started;
    std::call_once(started, [] {
        coap_startup();
        coap_set_log_handler(onLibraryLog);
        // Not LOG_WARNING: its lines put addresses together in static buffers, which threads would share, and anybody
        // can make it write one a datagram. What matters of it are events and outcomes of ours.
        coap_set_log_level(LOG_ERR);
        coap_dtls_set_log_level(LOG_ERR);
    });
}

bool readAddress(const QString& text, quint16 port, coap_address_t& address)
{
    coap_address_init(&address);
    const QHostAddress host(text);
    if (host.protocol() == QAbstractSocket::IPv4Protocol) {
        address.size = sizeof(sockaddr_in);
        address.addr.sin.sin_family = AF_INET;
        address.addr.sin.sin_addr.s_addr = htonl(host.toIPv4Address());
    } else if (host.protocol() == QAbstractSocket::IPv6Protocol) {
        address.size = sizeof(sockaddr_in6);
        address.addr.sin6.sin6_family = AF_INET6;
        const Q_IPV6ADDR bytes = host.toIPv6Address();
        std::memcpy(&address.addr.sin6.sin6_addr, &bytes, sizeof bytes);
        if (const QString zone = host.scopeId(); !zone.isEmpty()) {
            const int index = QNetworkInterface::interfaceIndexFromName(zone);
            if (index == 0)
                return false;
            address.addr.sin6.sin6_scope_id = static_cast<quint32>(index);
        }
    } else {
        return false;
    }
    coap_address_set_port(&address, port);
    return true;
}

CoapPeerKey peerKey(const coap_address_t& address, quint16 endpoint)
{
    CoapPeerKey key;
    key.endpoint = endpoint;
    key.port = coap_address_get_port(&address);
    if (address.addr.sa.sa_family == AF_INET6) {
        std::memcpy(key.address.data(), &address.addr.sin6.sin6_addr, key.address.size());
        key.scope = address.addr.sin6.sin6_scope_id;
    } else {
        key.address[10] = key.address[11] = 0xff;
        std::memcpy(key.address.data() + 12, &address.addr.sin.sin_addr, 4);
    }
    return key;
}

QString addressText(const coap_address_t& address)
{
    if (address.addr.sa.sa_family != AF_INET6)
        return QHostAddress(ntohl(address.addr.sin.sin_addr.s_addr)).toString();
    QHostAddress host(reinterpret_cast<const quint8*>(&address.addr.sin6.sin6_addr));
    bool isIpv4 = false;
    const quint32 ipv4 = host.toIPv4Address(&isIpv4);
    if (isIpv4 && host.toIPv6Address()[10] == 0xff)
        return QHostAddress(ipv4).toString();
    if (address.addr.sin6.sin6_scope_id != 0)
        host.setScopeId(QNetworkInterface::interfaceNameFromIndex(static_cast<int>(address.addr.sin6.sin6_scope_id)));
    return host.toString();
}

bool isLoopback(const coap_address_t& address)
{
    const CoapPeerKey key = peerKey(address, 0);
    static constexpr std::array<std::uint8_t, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (std::equal(mapped.begin(), mapped.end(), key.address.begin()))
        return key.address[12] == 127;
    return std::all_of(key.address.begin(), key.address.end() - 1, [](std::uint8_t byte) { return byte == 0; }) &&
           key.address.back() == 1;
}

UdpAddress udpAddress(const coap_address_t& address)
{
    return {address.addr.sa, static_cast<quint32>(address.size)};
}

coap_address_t libraryAddress(const UdpAddress& address)
{
    coap_address_t result;
    coap_address_init(&result);
    result.size = std::min<socklen_t>(address.size(), sizeof result.addr);
    std::memcpy(&result.addr, address.get(), result.size);
    return result;
}

} // namespace ota
