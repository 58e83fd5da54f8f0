// SPDX-License-Identifier: Apache-2.0
#include "otaserver/coapaddresses.h"

#include "otaserver/notifydevice.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QUdpSocket>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapAddresses)
};

bool isWildcard(const QString& address)
{
    const QHostAddress host(address);
    return host == QHostAddress::AnyIPv4 || host == QHostAddress::AnyIPv6 || host == QHostAddress::Any;
}

bool isV6(const QString& address)
{
    return address.contains(u':');
}

int commonBits(const QHostAddress& a, const QHostAddress& b)
{
    if (a.protocol() != b.protocol())
        return -1;
    const Q_IPV6ADDR left = a.toIPv6Address(); // IPv4 in its mapped form.
    const Q_IPV6ADDR right = b.toIPv6Address();
    for (int bit = 0; bit < 128; ++bit) {
        const int mask = 0x80 >> (bit % 8);
        if ((left[bit / 8] & mask) != (right[bit / 8] & mask))
            return bit;
    }
    return 128;
}

} // namespace

void CoapAddresses::setHost(const QString& host)
{
    const std::lock_guard lock(m_mutex);
    m_host = unbracketedHost(host.trimmed());
}

QString CoapAddresses::host() const
{
    const std::lock_guard lock(m_mutex);
    return m_host;
}

void CoapAddresses::setEndpoints(std::vector<CoapEndpoint> endpoints)
{
    std::stable_partition(endpoints.begin(), endpoints.end(),
                          [](const CoapEndpoint& endpoint) { return !endpoint.secure; });
    const std::lock_guard lock(m_mutex);
    m_endpoints = std::move(endpoints);
}

std::vector<CoapEndpoint> CoapAddresses::endpoints() const
{
    const std::lock_guard lock(m_mutex);
    return m_endpoints;
}

QString CoapAddresses::hostFor(const CoapEndpoint& endpoint, const QString& deviceHost) const
{
    if (!m_host.isEmpty())
        return m_host;
    if (!isWildcard(endpoint.address))
        return endpoint.address;
    if (const QString local = localAddressTowards(deviceHost); !local.isEmpty())
        return local;
    return isV6(endpoint.address) ? QStringLiteral("::1") : QStringLiteral("127.0.0.1");
}

QString CoapAddresses::baseFor(const QString& deviceHost) const
{
    const auto uri = uriFor(deviceHost);
    return uri ? uri->text() : QString();
}

std::optional<CoapUri> CoapAddresses::uriFor(const QString& deviceHost) const
{
    const std::lock_guard lock(m_mutex);
    if (m_endpoints.empty())
        return std::nullopt;
    // The first plain one of the device's family; without a device IPv6, which every RIOT board has.
    const bool wantsV6 = deviceHost.isEmpty() || isV6(deviceHost) || QHostAddress(deviceHost).isNull();
    const CoapEndpoint* chosen = nullptr;
    for (const CoapEndpoint& endpoint : m_endpoints) {
        const bool fits = isV6(endpoint.address) == wantsV6 && endpoint.secure == m_endpoints.front().secure;
        if (fits && !chosen)
            chosen = &endpoint;
    }
    if (!chosen)
        chosen = &m_endpoints.front();
    CoapUri uri;
    uri.secure = chosen->secure;
    uri.host = hostFor(*chosen, deviceHost);
    uri.port = chosen->port;
    return uri;
}

QString CoapAddresses::warningFor(const QStringList& deviceHosts) const
{
    for (const QString& device : deviceHosts) {
        if (QHostAddress(device).isNull() || isLoopbackHost(device))
            continue;
        const auto uri = uriFor(device);
        if (!uri || !isLoopbackHost(uri->host))
            continue;
        QStringList others = interfaceAddresses(device);
        const QString offer = others.isEmpty()
                                  ? Tr::tr("This machine has no other address.")
                                  : Tr::tr("This machine also has %1.").arg(others.join(QStringLiteral(", ")));
        return Tr::tr("%1 is told to fetch from %2, which is the device itself. %3").arg(device, uri->host, offer);
    }
    return {};
}

QString localAddressTowards(const QString& deviceHost)
{
    const QHostAddress device(deviceHost);
    if (device.isNull())
        return {};
    // Connecting a UDP socket sends nothing: the system only looks at its routes.
    QUdpSocket socket;
    socket.connectToHost(device, CoapUri::plainPort);
    if (!socket.waitForConnected(100) || isWildcard(socket.localAddress().toString()))
        return {};
    return socket.localAddress().toString();
}

QStringList interfaceAddresses(const QString& deviceHost)
{
    const QHostAddress device(deviceHost);
    QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    addresses.removeIf([](const QHostAddress& address) { return address.isLoopback(); });
    std::stable_sort(addresses.begin(), addresses.end(), [&](const QHostAddress& a, const QHostAddress& b) {
        return commonBits(a, device) > commonBits(b, device);
    });
    QStringList texts;
    for (const QHostAddress& address : addresses)
        texts << address.toString();
    return texts;
}

} // namespace ota
