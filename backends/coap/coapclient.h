// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "coap/coapblock.h"
#include "coap/coapmessage.h"
#include "coap/coapsecurity.h"
#include "coap/coapuri.h"

#include <QByteArray>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace ota {

/// How long a client waits and how often it repeats (RFC 7252 4.8). With coaps the library does it, and the first wait
/// is at least one second.
struct CoapTiming
{
    std::chrono::milliseconds ackTimeout{2000};
    double ackRandomFactor = 1.5;
    int maxRetransmit = 4;
    std::chrono::milliseconds limit{0}; ///< For the whole call; 0: none.
    /// An observer asks anew when a state has run out for this time to three times this time (RFC 7641 3.3.1).
    std::chrono::milliseconds refreshSlack{5000};
};

/// One block of a body, as it comes.
struct CoapBlock
{
    quint64 offset = 0;
    ByteSpan bytes;               ///< Valid during the call only.
    std::optional<quint64> total; ///< From Size2.
    quint8 szx = BlockOption::maxSzx;
};

/// A state of an observed resource (RFC 7641).
struct CoapNotification
{
    std::optional<quint32> number; ///< The server's; 24 bits, and nothing more than an order.
    CoapCode code;
    QByteArray payload;
    std::optional<quint16> contentFormat;
    QByteArray etag;
    std::chrono::seconds maxAge{60};
    bool last = false; ///< The server tells no more: it has refused, or what was observed is gone.
};

/// What a client is asked to do.
struct CoapCall
{
    CoapUri uri;
    CoapMethod method = CoapMethod::Get;
    QByteArray payload; ///< Larger than a block: sent with Block1.
    std::optional<quint16> contentFormat;
    std::optional<quint16> accept;
    std::vector<CoapMessage::Option> options; ///< Added to each request.

    quint8 szx = BlockOption::maxSzx;
    bool askBlocks = true; ///< Block2 in the first request already, as RIOT does.
    /// ETag and Size2 must be the same in all blocks, and the bytes as many as Size2 says. RIOT does not look.
    bool checkBody = true;
    quint64 fromByte = 0; ///< Go on there: a multiple of the block size.
    QByteArray etag;      ///< That the body must have, when going on.
    int resumes = 0;      ///< How often to go on from a new port when there is no answer in mid-transfer.
    quint64 maxBytes = quint64{256} << 20;
    bool keepBody = true; ///< Collect it in CoapAnswer::payload.
    /// For each block, in order, on the client's thread. False ends the call.
    std::function<bool(const CoapBlock&)> onBlock;

    /// With Get: stay and be told of every change (RFC 7641). Large ones are fetched block by block. The call ends when
    /// the server ends it, when it does not answer any more, or when it is told to; then the server is told, once.
    bool observe = false;
    /// For each state, the first one too, on the client's thread. False ends the call with Stopped. What is only
    /// confirmed is not told again.
    std::function<bool(const CoapNotification&)> onNotification;
    std::chrono::milliseconds observeFor{0}; ///< Then it ends with Stopped; 0: no end. `timing.limit` is for the start.

    CoapTiming timing;
    bool emptyToken = false;
    /// A report that nothing listens ends the call at once; else it counts as silence, and repetitions go on.
    bool endOnUnreachable = true;

    std::optional<CoapPsk> psk;    ///< For coaps.
    CoapCertificates certificates; ///< For coaps without psk: `authorities` must be given.
    QString serverName;            ///< That the certificate must carry; empty: the URI's host when it is a name.
};

/// What came of it.
struct CoapAnswer
{
    enum class Outcome
    {
        Answered,    ///< `code` says what.
        NoAnswer,    ///< `transmissions`, `elapsed`
        Unreachable, ///< An ICMP error, or no route.
        Reset,
        TlsFailed,
        BadAddress,  ///< The host can not be resolved.
        BodyChanged, ///< ETag or size changed in mid-transfer.
        Broken,      ///< The peer breaks the protocol: `detail`.
        TooLarge,    ///< More than maxBytes.
        Stopped,     ///< onBlock said so.
        Cancelled,
    };

    Outcome outcome = Outcome::NoAnswer;
    CoapCode code;
    QByteArray payload; ///< From `fromByte` on; what has come so far where it did not end well.
    std::optional<quint16> contentFormat;
    QByteArray etag;
    std::optional<quint64> total; ///< From Size2.
    quint64 received = 0;         ///< Bytes of the body, with those before `fromByte`: where one could go on.
    quint32 blocks = 0;
    int transmissions = 0; ///< Of the last request.
    int repeats = 0;       ///< Retransmissions in the whole call; plain CoAP only.
    int resumed = 0;
    bool observed = false;     ///< The server took us as an observer.
    quint32 notifications = 0; ///< Those that were told.
    std::chrono::milliseconds elapsed{0};
    quint16 localPort = 0; ///< Of the last socket.
    QString detail;

    bool accepted() const { return outcome == Outcome::Answered && code.isSuccess(); }
    /// For a person: `accepted (2.01)`, `refused (4.05 Method Not Allowed)`, `no answer (3 transmissions, 6.1 s)`.
    QString text() const;
    /// Why it is not accepted.
    Error error() const;
};

/// The stable word of an outcome: `no-answer`.
QString outcomeName(CoapAnswer::Outcome outcome);

/// A CoAP client (RFC 7252, 7959) with a thread of its own for any number of calls at once, each from a port of its
/// own. It asks for blocks itself and has one request in flight a call. All members may be called from any thread.
class CoapClient
{
public:
    CoapClient();
    /// Cancels what runs; its callbacks have been called when this returns.
    ~CoapClient();
    Q_DISABLE_COPY_MOVE(CoapClient)

    /// `done` is called once, on the client's thread; it may start and cancel calls but not delete the client. Returns
    /// at once.
    quint64 start(CoapCall call, std::function<void(CoapAnswer)> done);
    /// Its `done` is called with Cancelled. Harmless when it has ended.
    void cancel(quint64 id);

    /// Waits for the end. For threads that may block: operations and tests.
    CoapAnswer run(CoapCall call, const std::stop_token& stop = {});

private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace ota
