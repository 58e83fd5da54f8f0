// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHostAddress>

#include <array>
#include <cstddef>

struct sockaddr;

namespace ota {

/// An IP address and port as the system's calls take them.
class UdpAddress
{
public:
    static constexpr std::size_t capacity = 128; ///< Of a sockaddr_storage.

    UdpAddress() = default;
    UdpAddress(const QHostAddress& address, quint16 port);
    /// Copies `size` bytes, at most `capacity`.
    UdpAddress(const sockaddr& address, quint32 size);

    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(m_bytes.data()); }
    sockaddr* get() { return reinterpret_cast<sockaddr*>(m_bytes.data()); }
    quint32 size() const { return m_size; }
    void setSize(quint32 size) { m_size = size; }
    int family() const;

private:
    alignas(8) std::array<std::byte, capacity> m_bytes{};
    quint32 m_size = 0;
};

} // namespace ota
