// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httprequest.h"

#include <QByteArray>

#include <cstdint>
#include <functional>
#include <memory>

namespace ota {

class HttpGuestConnection;
class HttpIoThread;

/// The way back to a client that speaks another protocol. A handle; any thread. What is called when the connection has
/// gone is dropped.
class HttpGuestDoor
{
public:
    HttpGuestDoor(std::weak_ptr<HttpIoThread> io, std::weak_ptr<HttpGuestConnection> connection);

    void send(QByteArray bytes) const;
    /// The piece that was received is dealt with: the next may come.
    void goOn() const;
    /// After what was sent has left.
    void close() const;

private:
    template<typename Work>
    void post(Work work) const;

    std::weak_ptr<HttpIoThread> m_io;
    std::weak_ptr<HttpGuestConnection> m_connection;
};

/// One client of another protocol. I/O thread: must not block.
class HttpGuest
{
public:
    HttpGuest() = default;
    /// The connection has gone, or will never be.
    virtual ~HttpGuest() = default;
    Q_DISABLE_COPY_MOVE(HttpGuest)

    /// A piece of what the client sent; the next follows when the door's goOn was called.
    virtual void receive(QByteArray bytes) = 0;
};

/// Another protocol on the port of an HTTP server, known by the first byte of a connection.
struct HttpGuests
{
    std::uint8_t firstByte = 0;
    bool areAlone = false; ///< Every client is one of these, whatever it begins with.
    /// On the I/O thread.
    std::function<std::unique_ptr<HttpGuest>(const HttpPeer&, HttpGuestDoor)> make;
};

} // namespace ota
