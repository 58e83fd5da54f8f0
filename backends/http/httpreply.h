// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "http/httprequest.h"
#include "http/httpresponse.h"

#include <QByteArray>

#include <cstdint>
#include <string>
#include <vector>

namespace ota {

/// What a connection sends: a head, then bytes of memory or of a file. Internal to backends/http.
struct HttpOutput
{
    std::string head;
    HttpResponse::Body body; ///< Holds what is sent.
    qint64 bodyOffset = 0;   ///< Where in it the next byte is.
    qint64 bodyLeft = 0;
    std::size_t headSent = 0;
    qint64 bodySent = 0;

    bool isDone() const { return headSent == head.size() && bodyLeft == 0; }
    qint64 sentBytes() const { return static_cast<qint64>(headSent) + bodySent; }
    /// What is left of the head.
    ByteSpan headRest() const
    {
        return {reinterpret_cast<const std::uint8_t*>(head.data()) + headSent, head.size() - headSent};
    }
    /// What is left of a body in memory; empty for a file.
    ByteSpan memoryRest() const;
    void advance(qint64 bytes);
    /// The next bytes of head and body, about `most`, in place of what the buffer held. False: the file has become
    /// shorter.
    bool fill(std::vector<std::uint8_t>& buffer, std::size_t most) const;
};

/// What the connection and not the handler knows.
struct HttpReplyTerms
{
    bool isHttp10 = false;
    bool keepsAlive = true;
    bool isLean = false;   ///< HttpServerSettings::leanHeads
    bool isStrict = false; ///< HttpServerSettings::strictLengths
    QByteArray date;
    bool isStream = false; ///< The body follows piece by piece: no length, or `streamLength`.
    std::optional<qint64> streamLength = std::nullopt;
};

struct HttpReply
{
    int status = 0;
    HttpOutput output;
    qint64 offset = 0; ///< Of what is sent in the whole body,
    qint64 size = 0;   ///< and how much that has.
};

/// The final answer to a request: conditions and range applied (RFC 9110 13.2.2, 14), HEAD without body. Pure.
HttpReply composeReply(const HttpRequest& request, HttpResponse response, const HttpReplyTerms& terms);

/// Whether an answer to this has a body at all.
bool replyHasBody(const HttpRequest& request, int status);

} // namespace ota
