// SPDX-License-Identifier: Apache-2.0
#include "coap/coapexchange.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace ota {

namespace {

QByteArray copyOf(ByteSpan bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

CoapExchange::CoapExchange(CoapCall call, Done done)
    : m_call(std::move(call))
    , m_flow(m_call)
    , m_done(std::move(done))
    , m_head(CoapFlow::head(m_call))
    , m_nextMessageId(static_cast<quint16>(QRandomGenerator::global()->generate()))
    , m_nextToken(QRandomGenerator::global()->generate())
{
    const double factor =
        1.0 + QRandomGenerator::global()->generateDouble() * std::max(0.0, m_call.timing.ackRandomFactor - 1);
    m_firstTimeout = std::chrono::milliseconds(
        std::max<qint64>(1, std::llround(static_cast<double>(m_call.timing.ackTimeout.count()) * factor)));
}

void CoapExchange::begin(const coap_address_t& peer, Time now)
{
    m_peer = peer;
    m_started = now;
    if (m_call.timing.limit.count() > 0)
        m_deadline = now + m_call.timing.limit;
    if (auto opened = open(m_peer); !opened)
        return finish(CoapAnswer::Outcome::Unreachable, opened.error().message);
    ask(now);
}

void CoapExchange::ask(Time now)
{
    const CoapFlow::Ask ask = m_flow.ask();
    m_message = m_head;
    m_message.messageId = m_nextMessageId++;
    if (!m_call.emptyToken) {
        const quint32 token = m_nextToken++;
        m_message.token = QByteArray(reinterpret_cast<const char*>(&token), sizeof token);
    }
    if (ask.observe) {
        if (m_watch.token.isNull())
            m_watch.token = m_message.token;
        m_message.token = m_watch.token;
        m_message.add(coapoption::observe, quint32{0});
    }
    if (ask.block2)
        m_message.add(coapoption::block2, copyOf(ask.block2->value().bytes()));
    if (ask.block1)
        m_message.add(coapoption::block1, copyOf(ask.block1->value().bytes()));
    if (ask.size1)
        m_message.add(coapoption::size1, *ask.size1);
    m_message.payload = copyOf(ask.payload);
    m_acknowledged = false;
    m_transmissions = 1;
    m_interval = m_firstTimeout;
    m_sentAt = now;
    setDue(repeatsItself() ? now + patience() : now + m_interval);
    if (!transmit())
        onUnreachable({}, now);
}

std::chrono::milliseconds CoapExchange::patience() const
{
    // RFC 7252 4.8.2: MAX_TRANSMIT_WAIT.
    return m_firstTimeout * ((1LL << (std::clamp(m_call.timing.maxRetransmit, 0, 16) + 1)) - 1) +
           std::chrono::seconds(1);
}

void CoapExchange::setDue(Time due)
{
    m_due = std::min(due, m_deadline);
}

void CoapExchange::onTimer(Time now)
{
    if (m_finished || takePending(now))
        return;
    if (m_watch.established && now >= m_deadline)
        return finish(CoapAnswer::Outcome::Stopped);
    if (m_watch.waiting) {
        m_watch.refreshing = true;
        return askAnew(now);
    }
    if (now >= m_deadline) {
        if (repeatsItself()) {
            // The library does not tell how often it has sent; its times are known.
            const double passed =
                std::chrono::duration<double>(now - m_sentAt) / std::chrono::duration<double>(m_firstTimeout);
            m_transmissions = std::min(m_call.timing.maxRetransmit + 1, 1 + static_cast<int>(std::log2(passed + 1)));
        }
        return finish(m_unreachable ? CoapAnswer::Outcome::Unreachable : CoapAnswer::Outcome::NoAnswer);
    }
    if (repeatsItself() || m_acknowledged || m_transmissions > m_call.timing.maxRetransmit)
        return onSilence(now);
    ++m_transmissions;
    ++m_flow.answer().repeats;
    m_interval *= 2;
    setDue(now + m_interval);
    if (!transmit())
        onUnreachable({}, now);
}

void CoapExchange::acknowledged(Time now)
{
    if (m_acknowledged)
        return;
    m_acknowledged = true;
    setDue(now + patience());
}

void CoapExchange::took(const CoapFlow::Said& said, Time now)
{
    m_unreachable = false;
    if (m_call.observe && m_message.token == m_watch.token && said.isFirstBlock()) {
        const bool begins = !m_flow.answer().observed;
        m_watch.note(said, now);
        m_flow.answer().observed = m_flow.answer().observed || m_watch.established;
        if (begins && m_watch.established)
            m_deadline = m_call.observeFor.count() > 0 ? now + m_call.observeFor : Time::max();
    }
    switch (m_flow.take(said)) {
    case CoapFlow::Verdict::End:
        m_finished = !m_call.observe || !staysAfter(now);
        return;
    case CoapFlow::Verdict::Again:
        if (++m_wrongAnswers > m_call.timing.maxRetransmit)
            return finish(CoapAnswer::Outcome::Broken, m_flow.answer().detail);
        break;
    case CoapFlow::Verdict::More:
        m_wrongAnswers = 0;
        break;
    }
    ask(now);
}

bool CoapExchange::isNotification(ByteSpan token) const
{
    const ByteSpan own = bytesOf(m_watch.token);
    return m_watch.established && (m_watch.waiting || m_message.token != m_watch.token) &&
           std::equal(token.begin(), token.end(), own.begin(), own.end());
}

void CoapExchange::tookNotification(const CoapFlow::Said& said, Time now)
{
    if (said.observe && !m_watch.isNewer(*said.observe, now))
        return;
    // What was being fetched of the state before is of no use any more.
    m_flow.restart();
    m_watch.waiting = m_watch.refreshing = false;
    m_message.token = m_watch.token;
    took(said, now);
}

/// A state is complete, or is no state.
bool CoapExchange::staysAfter(Time now)
{
    CoapAnswer& answer = m_flow.answer();
    if (answer.outcome == CoapAnswer::Outcome::BodyChanged && m_watch.established &&
        ++m_wrongAnswers <= m_call.timing.maxRetransmit) {
        askAnew(now);
        return true;
    }
    if (answer.outcome != CoapAnswer::Outcome::Answered)
        return false;
    m_wrongAnswers = 0;
    if (m_watch.isNews(answer)) {
        m_watch.told(answer);
        ++answer.notifications;
        if (m_call.onNotification && !m_call.onNotification(m_watch.notification(answer))) {
            answer.outcome = CoapAnswer::Outcome::Stopped;
            return false;
        }
    }
    m_watch.refreshing = false;
    m_watch.waiting = m_watch.established;
    if (m_watch.waiting)
        setDue(now + m_watch.patience(m_call.timing.refreshSlack));
    return m_watch.waiting;
}

void CoapExchange::askAnew(Time now)
{
    m_watch.waiting = false;
    m_flow.restart();
    ask(now);
}

/// One datagram that nothing waits for: when it is lost, the next notification finds nobody and ends it, too.
void CoapExchange::takeLeave()
{
    m_message = m_head;
    m_message.type = CoapType::NonConfirmable;
    m_message.messageId = m_nextMessageId++;
    m_message.token = m_watch.token;
    m_message.add(coapoption::observe, quint32{1});
    m_transmissions = 1;
    (void)transmit();
}

void CoapExchange::onUnreachable(const QString& detail, Time now)
{
    m_unreachable = true;
    if (m_call.endOnUnreachable && !goOn(now))
        finish(CoapAnswer::Outcome::Unreachable, detail);
}

void CoapExchange::onSilence(Time now)
{
    if (goOn(now))
        return;
    if (repeatsItself() && !m_acknowledged)
        m_transmissions = m_call.timing.maxRetransmit + 1;
    finish(m_unreachable ? CoapAnswer::Outcome::Unreachable : CoapAnswer::Outcome::NoAnswer);
}

bool CoapExchange::goOn(Time now)
{
    // From another port it would be another observation.
    if (m_call.observe || !m_flow.isUnderWay() || m_flow.answer().resumed >= m_call.resumes)
        return false;
    ++m_flow.answer().resumed;
    m_unreachable = false;
    close();
    if (!open(m_peer))
        return false;
    ask(now);
    return true;
}

void CoapExchange::finish(CoapAnswer::Outcome outcome, const QString& detail)
{
    if (m_finished)
        return;
    m_finished = true;
    m_flow.answer().outcome = outcome;
    m_flow.answer().detail = detail;
}

void CoapExchange::report(Time now)
{
    CoapAnswer& answer = m_flow.answer();
    answer.transmissions = m_transmissions;
    answer.elapsed =
        std::chrono::duration_cast<std::chrono::milliseconds>(now - (m_started == Time{} ? now : m_started));
    answer.localPort = localPort();
    const bool isLeaving =
        answer.outcome == CoapAnswer::Outcome::Stopped || answer.outcome == CoapAnswer::Outcome::Cancelled;
    if (m_watch.established && isLeaving)
        takeLeave();
    close();
    if (const Done done = std::move(m_done))
        done(std::move(answer));
}

} // namespace ota
