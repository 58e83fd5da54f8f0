// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpreply.h"
#include "http/httpserver.h"

#include <cstdint>
#include <span>

/// The bytes of one connection, plain or TLS. Internal to backends/http; I/O thread.
namespace ota {

class HttpTransportUser
{
public:
    virtual ~HttpTransportUser() = default;

    /// Bytes may flow (the TLS handshake is over), or never will.
    virtual void onReady(bool ok) = 0;
    /// A waitReadable() is over: bytes are there, or the end.
    virtual void onReadable() = 0;
    /// What read() brought; 0: the end, or the connection broke.
    virtual void onRead(std::size_t bytes) = 0;
    /// The client took some of the output.
    virtual void onWriteProgress() = 0;
    /// A write that was Pending is over.
    virtual void onWritten(bool ok) = 0;
};

class HttpTransport
{
public:
    HttpTransport() = default;
    virtual ~HttpTransport() = default;
    Q_DISABLE_COPY_MOVE(HttpTransport)

    enum class Written
    {
        Done,
        Pending, ///< onWritten follows; the output must stay where it is.
        Failed,
    };

    /// Once. The user is kept alive by what is under way.
    virtual void start(std::weak_ptr<HttpTransportUser> user) = 0;
    /// To somebody else, while nothing is under way.
    virtual void handTo(std::weak_ptr<HttpTransportUser> user) = 0;
    /// Waits without a buffer; instead of a read, not beside it.
    virtual void waitReadable() = 0;
    /// One at a time.
    virtual void read(std::span<std::uint8_t> into) = 0;
    /// One at a time.
    virtual Written write(HttpOutput& output) = 0;
    /// No more from us; the client's bytes still come.
    virtual void shutdownSend() = 0;
    virtual void close() = 0;
    /// Closes so that the client can not take what it has for the whole.
    virtual void abort() = 0;

    /// What the handshake told; null without TLS.
    virtual std::shared_ptr<const HttpTlsPeer> tlsPeer() const { return nullptr; }
    /// Why the handshake failed; without the peer.
    virtual HttpTlsFailure tlsFailure() const { return {}; }
};

} // namespace ota
