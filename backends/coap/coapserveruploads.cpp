// SPDX-License-Identifier: Apache-2.0
// Uploads: blocks are taken on the server's thread; what is complete is stored on another one, and answered by a
// message of its own (RFC 7252 5.2.2) when it is durable.
#include "coap/coapservercore.h"

#include <QTemporaryFile>

#include <algorithm>

namespace ota {

namespace {

QByteArray copyOfToken(const coap_pdu_t* pdu)
{
    const coap_bin_const_t token = coap_pdu_get_token(pdu);
    return {reinterpret_cast<const char*>(token.s), static_cast<qsizetype>(token.length)};
}

/// The library then sends an empty acknowledgement; nothing to a request that wants none.
void answerLater(coap_pdu_t* response)
{
    coap_pdu_set_code(response, COAP_EMPTY_CODE);
}

} // namespace

void CoapServer::Core::answerUpload(Call& call)
{
    if (call.method == CoapMethod::Post)
        return answerCommit(call);
    const CoapUploads::Reply answer =
        m_uploads->put(call.from->key, *call.from->peer, call.options, call.payload, m_now);
    if (answer.waits) {
        if (answer.ticket) {
            const quint64 ticket = *answer.ticket;
            auto finished = m_uploads->finished(ticket);
            storeLater(call, ticket, [sink = m_options.uploads, upload = std::move(finished)] {
                return sink->store({upload.peer, upload.path, upload.file->fileName(), upload.size, upload.digest});
            });
        }
        return answerLater(call.response);
    }
    if (!answer.code.isSuccess() && answer.code != coapcode::tooLarge)
        return refuse(call, answer.code, answer.text.constData());
    writeUpload(call.response, answer);
    if (!answer.code.isSuccess())
        ++m_counters.refused;
}

void CoapServer::Core::answerCommit(Call& call)
{
    Session& from = *call.from;
    const auto messageId = static_cast<quint16>(coap_pdu_get_mid(call.request));
    // RFC 7252 4.5: a repeated request is answered again, but not done again.
    if (from.handledMessageId == messageId) {
        m_counters.repeats.fetch_add(1, std::memory_order_relaxed);
        return writeHandled(call, from.handledResponse);
    }
    const bool isOnItsWay = std::ranges::any_of(m_storing, [&](const Storing& storing) {
        return storing.session == call.session && storing.messageId == messageId && !storing.ticket;
    });
    if (isOnItsWay)
        return answerLater(call.response);
    const CoapPeer& peer = *from.peer;
    if (call.options.query() != "commit")
        return refuse(call, coapcode::methodNotAllowed, "method not allowed");
    if (!peer.loopback && !(peer.secure && !peer.identity.isEmpty()))
        return refuse(call, coapcode::unauthorized, "uploads need a DTLS identity");
    storeLater(call, std::nullopt,
               [sink = m_options.uploads, peer, release = call.path()] { return sink->commit(peer, release); });
    answerLater(call.response);
}

void CoapServer::Core::storeLater(const Call& call, std::optional<quint64> ticket, std::function<CoapCode()> store)
{
    Storing storing;
    storing.id = ++m_lastStoring;
    storing.session = coap_session_reference(call.session);
    storing.token = copyOfToken(call.request);
    storing.messageId = static_cast<quint16>(coap_pdu_get_mid(call.request));
    storing.confirmable = coap_pdu_get_type(call.request) == COAP_MESSAGE_CON;
    storing.path = call.path();
    storing.ticket = ticket;
    m_storing.push_back(storing);
    m_uploadWorker->post([this, id = storing.id, store = std::move(store)] {
        const CoapCode code = store();
        {
            const std::lock_guard lock(m_mutex);
            m_stored.emplace_back(id, code);
        }
        m_loop.wake();
    });
}

void CoapServer::Core::takeStored()
{
    std::vector<std::pair<quint64, CoapCode>> stored;
    {
        const std::lock_guard lock(m_mutex);
        stored.swap(m_stored);
    }
    for (const auto& [id, code] : stored) {
        const auto found = std::ranges::find(m_storing, id, &Storing::id);
        if (found == m_storing.end())
            continue;
        const Storing storing = std::move(*found);
        m_storing.erase(found);
        answerStored(storing, code);
        coap_session_release(storing.session);
    }
    if (!stored.empty())
        m_loop.flush();
}

void CoapServer::Core::answerStored(const Storing& storing, CoapCode code)
{
    CoapUploads::Reply answer;
    answer.code = code;
    Session& from = sessionOf(storing.session);
    if (storing.ticket) {
        answer = m_uploads->stored(*storing.ticket, code);
    } else {
        from.handledMessageId = storing.messageId;
        from.handledResponse = CoapResponse{code, {}, {}};
    }
    CoapServerEvent event = newEvent(code.isSuccess() ? Kind::UploadStored : Kind::RequestRefused, from.peer);
    event.path = storing.path;
    event.code = code;
    event.length = answer.storedBytes;
    if (!code.isSuccess()) {
        ++m_counters.refused;
        event.detail = QStringLiteral("not stored");
    }
    if (storing.ticket && code.isSuccess())
        ++m_counters.uploads;
    if (storing.ticket || !code.isSuccess())
        m_ring.push(std::move(event));
    if (coap_session_get_state(storing.session) != COAP_SESSION_STATE_ESTABLISHED)
        return; // It has gone meanwhile.
    coap_pdu_t* pdu = coap_new_pdu(storing.confirmable ? COAP_MESSAGE_CON : COAP_MESSAGE_NON,
                                   static_cast<coap_pdu_code_t>(answer.code.value), storing.session);
    if (!pdu)
        return;
    coap_add_token(pdu, static_cast<size_t>(storing.token.size()),
                   reinterpret_cast<const uint8_t*>(storing.token.constData()));
    writeUpload(pdu, answer);
    if (!answer.text.isEmpty() && !m_options.asRiot)
        coap_add_data(pdu, static_cast<size_t>(answer.text.size()),
                      reinterpret_cast<const uint8_t*>(answer.text.constData()));
    coap_send(storing.session, pdu);
}

void CoapServer::Core::writeUpload(coap_pdu_t* pdu, const CoapUploads::Reply& answer)
{
    coap_pdu_set_code(pdu, static_cast<coap_pdu_code_t>(answer.code.value));
    if (answer.block1) {
        const CoapUint value = answer.block1->value();
        coap_add_option(pdu, COAP_OPTION_BLOCK1, value.length, value.buffer.data());
    }
    if (answer.size1) {
        const CoapUint value(*answer.size1);
        coap_add_option(pdu, COAP_OPTION_SIZE1, value.length, value.buffer.data());
    }
}

/// On the server's thread, before the library's context goes.
void CoapServer::Core::dropStoring()
{
    m_uploadWorker.reset(); // Waits for what it does.
    for (const Storing& storing : m_storing) {
        coap_session_release(storing.session);
        if (storing.ticket)
            (void)m_uploads->stored(*storing.ticket, coapcode::unavailable); // It may come again when we are back.
    }
    m_storing.clear();
    const std::lock_guard lock(m_mutex);
    m_stored.clear();
}

} // namespace ota
