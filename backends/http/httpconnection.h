// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpexchange.h"
#include "http/httprequestparser.h"
#include "http/httpserver.h"
#include "http/httptransport.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

namespace ota {

class HttpConnection;
class HttpGuestConnection;
class HttpWorkers;

/// What the connections of a server have in common. Internal to backends/http.
struct HttpServing
{
    HttpRouter router;
    HttpLimits limits;
    bool leanHeads = false;
    bool strictLengths = false;
    bool matchesServerName = false; ///< HttpTlsFiles::ServerName::Match
    std::optional<HttpGuests> guests;
    const Clock* clock = nullptr;
    HttpWorkers* pool = nullptr;
    std::weak_ptr<HttpIoThread> io;
    bool stopping = false;
    std::function<void(HttpConnection&)> closed;
    std::function<void(HttpGuestConnection&)> guestClosed;
    /// A connection turns out to be a guest's; these are its first bytes.
    std::function<void(std::unique_ptr<HttpTransport>, const HttpPeer&, QByteArray)> guestCame;
    std::function<void(const HttpTlsFailure&)> handshakeFailed;
    std::function<void(HttpLogEntry)> requestDone;
    std::function<void(const HttpConnection&)> fetchBegan; ///< Until fetchEnded its transfer() has a fetch.
    std::function<void(const HttpConnection&)> fetchEnded;

    // Written by the I/O thread alone, read by all.
    std::atomic<quint64> bytesIn = 0;
    std::atomic<quint64> bytesOut = 0;

    /// The Date field of this second.
    const QByteArray& dateText();
    void tellHandshakeFailure(const HttpTransport& transport, const HttpPeer& peer) const;

private:
    qint64 m_dateSecond = -1;
    QByteArray m_date;
};

/// One client: reads requests, lets them be answered, sends the answers; one after the other, so pipelining is safe and
/// nothing is read that is not wanted yet. I/O thread.
class HttpConnection final : public HttpTransportUser,
                             public HttpExchangeOwner,
                             public std::enable_shared_from_this<HttpConnection>
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    static constexpr std::size_t headBufferBytes = 2 * 1024; ///< Thousands may wait: each begins small.
    static constexpr std::size_t bodyBufferBytes = 64 * 1024;

    HttpConnection(HttpServing& serving, std::unique_ptr<HttpTransport> transport, HttpPeer peer);
    ~HttpConnection() override;

    void start();
    /// Several times a second: enforces the limits of time.
    void tick(TimePoint now);
    /// The server ends: what runs may end, nothing new begins.
    void finishSoon();
    void abort();

    /// When it waits between two requests: since when. For making room.
    std::optional<TimePoint> idleSince() const;
    std::optional<HttpTransfer> transfer() const;

    void onReady(bool ok) override;
    void onReadable() override;
    void onRead(std::size_t bytes) override;
    void onWriteProgress() override;
    void onWritten(bool ok) override;
    void onAnswer(quint64 exchange, HttpResponse response) override;
    void onStream(quint64 exchange, HttpResponse head, std::optional<qint64> length,
                  const std::shared_ptr<HttpStreamState>& stream) override;
    void onStreamReady() override;

private:
    enum class State
    {
        Handshake,
        Head,      ///< Waits for a request or the rest of its head.
        Body,      ///< Reads a body.
        SinkBusy,  ///< A pool thread has a piece of the body; nothing is read meanwhile.
        Handling,  ///< Waits for the answer.
        Answered,  ///< The answer is here and not yet being sent.
        Sending,   ///< The transport sends m_output.
        Streaming, ///< Waits for more of a stream.
        Lingering, ///< Has said its last; takes what the client still sends so that it can read the answer.
        Closed,
    };
    enum class After ///< What follows when m_output is out.
    {
        NextRequest,
        Body,
        Stream,
        StreamEnd,
    };

    void run();
    bool step();
    bool readHead();
    bool handToGuest();
    void beginRequest();
    std::optional<HttpResponse> refusalOfHead(const HttpRouter::Match& match) const;
    bool openBody();
    bool readBody();
    void takePiece(QByteArray piece);
    void writeToSinkOnPool(QByteArray piece);
    void onSinkDone(std::optional<HttpRefusal> refusal);
    void dispatch();
    void refuse(HttpResponse response);
    void refuse(const HttpRefusal& refusal) { refuse(HttpResponse::refusal(m_request, refusal)); }
    bool sendAnswer();
    void beginFetch(QString object, QByteArray etag, const HttpReply& reply);
    void endFetch();
    bool sendOutput(After after);
    bool afterOutput();
    bool sendStream();
    bool finishMessage();
    void wantBytes();
    void readBytes();
    void onPeerClosed();
    void onTimeout();
    void logRequest(bool complete);
    void markGone();
    void close(bool hard);

    ByteSpan available() const { return ByteSpan(m_in).subspan(m_inBegin, m_inEnd - m_inBegin); }
    HttpReplyTerms terms() const;
    void setDeadline(std::chrono::milliseconds limit) { m_deadline = std::chrono::steady_clock::now() + limit; }
    void clearDeadline() { m_deadline = TimePoint::max(); }

    HttpServing& m_serving;
    std::unique_ptr<HttpTransport> m_transport;
    HttpPeer m_peer;
    QString m_peerText;
    State m_state = State::Handshake;
    After m_after = After::NextRequest;
    bool m_running = false;
    TimePoint m_deadline = TimePoint::max();

    std::vector<std::uint8_t> m_in;
    std::size_t m_inBegin = 0;
    std::size_t m_inEnd = 0;
    bool m_reading = false; ///< Or waits for something to read.
    bool m_peerClosed = false;
    bool m_isFresh = true; ///< Nothing of it was looked at.

    HttpRequestParser m_parser;
    HttpRequest m_request; ///< While a handler has it: what the answer needs of it.
    bool m_headStarted = false;
    bool m_hasRequest = false;
    TimePoint m_started;
    const HttpRoute* m_route = nullptr;
    std::shared_ptr<HttpBodySink> m_sink; // Shared with the pool thread that writes to it.
    qint64 m_received = 0;
    bool m_closeAfter = false;

    quint64 m_exchangeNumber = 0;
    std::weak_ptr<HttpExchange> m_exchange;
    HttpResponse m_response;
    int m_status = 0;
    QString m_subject;
    std::shared_ptr<const HttpFetch> m_fetch; // Shared with those who are told of it.
    HttpOutput m_output;
    qint64 m_bodySent = 0;                     ///< Of the outputs before this one: a stream's head and pieces.
    std::shared_ptr<HttpStreamState> m_stream; // Shared with those who write it.
    std::optional<qint64> m_streamLeft;        ///< Of a promised length.
    std::optional<qint64> m_total;
    bool m_streamIsChunked = false;
    bool m_streamEnded = false;
};

} // namespace ota
