// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include "coap/coapflow.h"
#include "coap/coaplibrary.h"
#include "coap/coapwatch.h"

#include <chrono>
#include <functional>

namespace ota {

/// One call on its way, over whatever carries its messages. Lives in the client's thread.
class CoapExchange
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using Done = std::function<void(CoapAnswer)>;

    CoapExchange(CoapCall call, Done done);
    virtual ~CoapExchange() = default;
    Q_DISABLE_COPY_MOVE(CoapExchange)

    void begin(const coap_address_t& peer, Time now);
    void onTimer(Time now);
    virtual void finish(CoapAnswer::Outcome outcome, const QString& detail = {});

    bool isFinished() const { return m_finished; }
    /// When onTimer wants to be called; only while it is not finished.
    Time due() const { return m_due; }
    /// Gives the answer to whom it belongs. Once, when it is finished.
    void report(Time now);

    const CoapCall& call() const { return m_call; }
    quint64 id = 0;

protected:
    /// Makes a new socket or session. Failure: nobody can be reached there.
    virtual Result<> open(const coap_address_t& peer) = 0;
    /// Sends m_message; the first time (m_transmissions is 1) or again. Refused: an ICMP error is known already.
    virtual bool transmit() = 0;
    /// Handles what the carrier could not handle where it came up. False: there was nothing.
    virtual bool takePending(Time) { return false; }
    /// Whether the carrier repeats by itself.
    virtual bool repeatsItself() const { return false; }
    virtual quint16 localPort() const = 0;
    virtual void close() = 0;

    void took(const CoapFlow::Said& said, Time now);
    /// Whether a message with this token that answers no request of ours is about what is observed.
    bool isNotification(ByteSpan token) const;
    void tookNotification(const CoapFlow::Said& said, Time now);
    /// Lets onTimer be called at once.
    void callSoon(Time now) { m_due = now; }
    /// An empty acknowledgement came: the response will be a message of its own.
    void acknowledged(Time now);
    void onUnreachable(const QString& detail, Time now);
    /// The last transmission stayed without answer.
    void onSilence(Time now);

    std::chrono::milliseconds firstTimeout() const { return m_firstTimeout; }
    static Time wallNow() { return std::chrono::steady_clock::now(); }

    const CoapCall m_call;
    CoapFlow m_flow;
    CoapMessage m_message; ///< The request that is under way.
    int m_transmissions = 0;

private:
    void ask(Time now);
    void askAnew(Time now);
    bool staysAfter(Time now);
    void takeLeave();
    void setDue(Time due);
    bool goOn(Time now);
    std::chrono::milliseconds patience() const;

    Done m_done;
    CoapWatch m_watch;
    CoapMessage m_head;
    coap_address_t m_peer{};
    Time m_started;
    Time m_sentAt;
    Time m_due;
    Time m_deadline = Time::max();
    std::chrono::milliseconds m_firstTimeout{2000};
    std::chrono::milliseconds m_interval{0};
    bool m_acknowledged = false;
    bool m_unreachable = false;
    bool m_finished = false;
    int m_wrongAnswers = 0;
    quint16 m_nextMessageId;
    quint32 m_nextToken;
};

} // namespace ota
