// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpresponse.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace ota {

class HttpExchange;
class HttpStreamWriter;

/// A body that grows while it is sent: chunked, or of a length promised at the start. A handle; copies write to the
/// same stream. Any thread. When the last handle goes before finish(), the connection is cut: a short body never looks
/// complete.
class HttpBodyStream
{
public:
    /// Appends. False when the client has gone or the stream has ended; nothing more needs to be written then.
    bool write(QByteArray bytes);
    /// The body is complete. Less than a promised length cuts the connection.
    void finish();
    /// Cuts the connection.
    void abort();

    bool isOpen() const;
    /// Bytes written here and not yet taken by the network.
    qint64 pendingBytes() const;
    /// Blocks until less than `bytes` are pending; for pool threads, not for handlers on the I/O thread. False when the
    /// client has gone or the time is over.
    bool waitUntilPendingBelow(qint64 bytes, std::chrono::milliseconds limit) const;
    /// Called on the I/O thread each time everything pending has been sent; for producers that do not block.
    void onDrained(std::function<void()> listener);

private:
    friend class HttpResponder;
    std::shared_ptr<HttpStreamWriter> m_writer; // Shared by the handles; its end is the end of the writing.
};

/// Server-sent events to one client (HTML standard 9.2). A handle; copies send to the same client. Any thread. A
/// heartbeat comment goes out when it is quiet. A client that does not keep up is dropped. Ends with its last handle.
class HttpEventStream
{
public:
    /// Queues one event; `data` may have several lines. False when the client has gone.
    bool send(QByteArrayView event, QByteArrayView data, QByteArrayView id = {});
    void close();
    bool isOpen() const;

private:
    friend class HttpResponder;
    std::shared_ptr<HttpStreamWriter> m_writer; // Shared by the handles; its end is the end of the writing.
};

/// The right to answer one request, now or later, from any thread. Waiting costs no thread. Copies answer the same
/// request; the first answer counts, what comes later or for a client that has gone is dropped. When the last copy goes
/// without an answer the client gets 500.
class HttpResponder
{
public:
    explicit HttpResponder(std::shared_ptr<HttpExchange> exchange);

    void send(HttpResponse response) const;

    /// The head now, the body piece by piece. With a length the client sees how much is to come.
    HttpBodyStream startStream(HttpResponse head, std::optional<qint64> length = std::nullopt) const;

    HttpEventStream startEvents() const;

    /// Whether the client has closed its side. A client that only half-closed still gets the answer.
    bool isGone() const;
    /// Called once, on the I/O thread; at once when it has gone already.
    void onGone(std::function<void()> listener) const;

private:
    std::shared_ptr<HttpExchange> m_exchange; // Shared by all copies: the last one gone is no answer at all.
};

} // namespace ota
