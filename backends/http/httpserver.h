// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/service.h"
#include "http/httpguest.h"
#include "http/httprouter.h"

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ota {

/// Limits against clients that are slow, many or greedy.
struct HttpLimits
{
    qsizetype headBytes = 16 * 1024;
    qsizetype connections =
        4096; ///< One more closes the connection that has been idle longest, or is answered with 503.
    std::chrono::milliseconds head{10'000};      ///< For the whole head of a request, and for the TLS handshake.
    std::chrono::milliseconds bodyIdle{30'000};  ///< Between two pieces of a body that comes in.
    std::chrono::milliseconds writeIdle{30'000}; ///< Without the client taking a byte.
    std::chrono::milliseconds keepAlive{60'000}; ///< Between two requests.
    std::chrono::milliseconds linger{5'000};     ///< After a refusal, for a client that is still sending.
    std::chrono::milliseconds stopGrace{5'000};  ///< For running responses after stop().
    std::chrono::milliseconds heartbeat{15'000}; ///< Quiet time of an event stream before a comment is sent.
    qint64 eventQueueBytes = 256 * 1024;         ///< Events waiting for one slow client before it is dropped.
};

struct HttpListen
{
    QString host =
        QStringLiteral("127.0.0.1"); ///< An address literal, `localhost`, or `*` for every address of both families.
    quint16 port = 0;                ///< 0: any free one.

    /// `8080`, `127.0.0.1:8080`, `[::1]:0`, `*:8080`. Error: Usage.
    static Result<HttpListen> parse(const QString& text);
};

/// PEM files; the certificate may be followed by its chain. TLS 1.2 or newer.
struct HttpTlsFiles
{
    /// What is done with the host that a client names in its handshake (SNI).
    enum class ServerName
    {
        Any,
        Require, ///< None, or one that is not of `hostNames`: the alert unrecognized_name.
        Match    ///< And a request for another host is answered with 421.
    };

    QString certificatePath;
    QString keyPath;
    QString authorityPath = {}; ///< When set, clients are asked for certificates; none is needed, and any is taken.
    ServerName serverName = ServerName::Any;
    QStringList hostNames = {};
};

/// A handshake that did not come to its end.
struct HttpTlsFailure
{
    QString peer;             ///< Address and port.
    QString serverName;       ///< The host the client named; empty: none.
    QString certificateAlert; ///< By which the client refused our certificate: `unknown_ca`; empty: that was not it.
};

struct HttpServerSettings
{
    QString name = QStringLiteral("http");
    HttpListen listen;
    std::optional<HttpTlsFiles> tls;
    HttpLimits limits;
    /// For clients with small buffers: no Server field, and Content-Length on every answer, 204 and 304 included.
    bool leanHeads = false;
    /// RFC 9110 to the letter also with leanHeads: no Content-Length on 204, 205 and 304. A 205 ends the connection
    /// then: by nothing else could a client tell where it ends.
    bool strictLengths = false;
    /// Another protocol on the same port.
    std::optional<HttpGuests> guests;
    bool copyBodies = false;      ///< Through a buffer even where sendfile could be used.
    int poolThreads = 4;          ///< For routes with runOnPool.
    const Clock* clock = nullptr; ///< Null: the machine's. Must outlive the server. Limits run on real time.
};

/// Since the last start.
struct HttpCounters
{
    quint64 connections = 0; ///< Accepted.
    quint64 connectionsOpen = 0;
    quint64 connectionsRefused = 0;   ///< Over the limit.
    quint64 requests = 0;             ///< Answered, also with an error.
    std::array<quint64, 6> byClass{}; ///< By the first digit of the status.
    quint64 bytesIn = 0;              ///< HTTP bytes, without TLS.
    quint64 bytesOut = 0;
};

/// A GET of something that has a name (HttpResponse::object), and what the answer brings of it; nothing when it was
/// refused.
struct HttpFetch
{
    quint64 number = 0; ///< Never given twice in this process.
    QString object;
    QByteArray etag;      ///< Of the whole; empty: none.
    qint64 startedNs = 0; ///< When it was answered, since 1970 UTC.
    qint64 offset = 0;
    qint64 length = 0;
    qint64 size = 0; ///< Of the whole.
};

/// One answered request.
struct HttpLogEntry
{
    quint64 id = 0;    ///< Strictly rising from 1.
    qint64 timeNs = 0; ///< Of its end, since 1970 UTC.
    QString peer;      ///< Address and port.
    QByteArray method;
    QString path;
    int status = 0;
    QString subject;    ///< As of HttpResponse.
    qint64 bytesIn = 0; ///< Of the body, really received.
    qint64 bytes = 0;   ///< Of the body, really sent.
    std::chrono::microseconds took{};
    bool complete = true;                   ///< False when the connection broke before the end.
    std::shared_ptr<const HttpTlsPeer> tls; ///< Shared by the requests of the connection; null without TLS.
    std::shared_ptr<const HttpFetch> fetch; ///< Shared by all that tell of it; null where nothing named was fetched.
};

/// A body that is being sent or received.
struct HttpTransfer
{
    QString peer;
    QByteArray method;
    QString path;
    bool incoming = false;
    qint64 doneBytes = 0;
    std::optional<qint64> totalBytes;
    QString subject = {};                             ///< As of HttpResponse.
    std::shared_ptr<const HttpFetch> fetch = nullptr; ///< As of HttpLogEntry.
};

/// An HTTP/1.1 server on one I/O thread of its own. start, stop and the destructor belong to one owner thread, which
/// must not be the I/O thread or a pool thread; the rest may be called from any thread.
class HttpServer final : public Service
{
public:
    HttpServer(HttpServerSettings settings, HttpRouter router);
    ~HttpServer() override;

    Result<> start() override;
    /// Running responses get `stopGrace`; then they are cut. Waits for handlers on the pool.
    void stop() override;

    /// The real port while it is running, else 0.
    quint16 port() const;

    HttpCounters counters() const;
    std::vector<HttpTransfer> transfers() const;

    /// Entries with an id above `id`, oldest first; the last 1000 are kept.
    std::vector<HttpLogEntry> log(quint64 id) const;
    /// Called on the I/O thread after each request; must not block. Set before start.
    void onRequestDone(std::function<void(const HttpLogEntry&)> listener);
    /// How far the fetches are, all of this moment, several times a second as long as there are any. Called on the I/O
    /// thread; must not block. Set before start.
    void onFetching(std::function<void(const std::vector<HttpTransfer>&)> listener);
    /// Called on the I/O thread; must not block. Set before start.
    void onHandshakeFailed(std::function<void(const HttpTlsFailure&)> listener);

    /// While it is running: what a person must know of it, that it can serve fewer clients at once than it was told to;
    /// else empty.
    QString note() const;

private:
    class Core;

    HttpServerSettings m_settings;
    HttpRouter m_router;
    SystemClock m_systemClock;
    std::function<void(const HttpLogEntry&)> m_requestDone;
    std::function<void(const std::vector<HttpTransfer>&)> m_fetching;
    std::function<void(const HttpTlsFailure&)> m_handshakeFailed;
    mutable std::mutex m_coreMutex;
    std::shared_ptr<Core> m_core; // Shared with responders that may outlive the server.
};

} // namespace ota
