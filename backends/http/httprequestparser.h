// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "http/httprequest.h"
#include "http/httpresponse.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace ota {

/// Reads one request after the other from the bytes of a connection (RFC 9112). No input or output of its own.
class HttpRequestParser final
{
public:
    enum class State
    {
        Head,   ///< Waits for (more of) a head.
        Body,   ///< The head is there, the body is not at its end.
        Done,   ///< The whole request was read.
        Failed, ///< See refusal; the rest of the connection has no meaning.
    };

    explicit HttpRequestParser(qsizetype headLimit);
    ~HttpRequestParser();
    Q_DISABLE_COPY_MOVE(HttpRequestParser)

    /// Takes what it can use and says how much that was; the rest is given again with what follows it. Stops behind the
    /// head, so that a route can be chosen before the body is read, and behind the request.
    qsizetype feed(ByteSpan bytes);

    State state() const { return m_state; }
    const HttpRefusal& refusal() const { return m_refusal; }

    // From the head on.
    HttpRequest takeRequest() { return std::move(m_request); }
    bool isHttp10() const { return m_isHttp10; }
    bool keepsAlive() const { return m_keepsAlive; }
    std::optional<quint64> contentLength() const { return m_contentLength; }

    /// More than this fails with 413. To be set behind the head.
    void setBodyLimit(qint64 bytes) { m_bodyLimit = static_cast<quint64>(bytes); }
    /// What came of the body since the last call, without its framing.
    QByteArray takeBody() { return std::exchange(m_body, {}); }

    /// For the next request.
    void reset();

private:
    class Reader;
    struct Holder;

    qsizetype feedHead(ByteSpan bytes);
    qsizetype feedBody(ByteSpan bytes);
    void finishHead();
    void finishTarget();
    void fail(int status, const QString& text);

    qsizetype m_headLimit;
    std::unique_ptr<Holder> m_holder;
    Reader* m_reader = nullptr; ///< In the holder; never null.
    State m_state = State::Head;
    qsizetype m_headBytes = 0;
    quint64 m_bodyLimit = 0;
    HttpRefusal m_refusal;
    HttpRequest m_request;
    QByteArray m_body;
    bool m_isHttp10 = false;
    bool m_keepsAlive = false;
    std::optional<quint64> m_contentLength;
};

} // namespace ota
