// SPDX-License-Identifier: Apache-2.0
#include "coap/coapservercore.h"

#include <algorithm>

namespace ota {

namespace {

constexpr std::string_view linksPath = ".well-known/core";
constexpr std::size_t maxObservers = 256;
constexpr std::size_t maxDelayed = 1024;
constexpr std::chrono::seconds delayedFor{300};

/// As measured with RIOT: 64-byte blocks unasked, an empty block behind the end.
constexpr BlockRules riotRules{2, false, false, true};

ByteSpan tokenOf(const coap_pdu_t* pdu)
{
    const coap_bin_const_t token = coap_pdu_get_token(pdu);
    return {token.s, token.length};
}

QByteArray copyOf(ByteSpan bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// The library sends nothing for a non-confirmable empty answer.
void dropAnswer(coap_pdu_t* response)
{
    coap_pdu_set_code(response, COAP_EMPTY_CODE);
    coap_pdu_set_type(response, COAP_MESSAGE_NON);
}

} // namespace

void CoapServer::Core::onRequestStatic(coap_resource_t* resource, coap_session_t* session, const coap_pdu_t* request,
                                       const coap_string_t*, coap_pdu_t* response)
{
    Core& core = *static_cast<Core*>(coap_get_app_data(coap_session_get_context(session)));
    core.m_loop.countDatagram();
    Call call;
    call.resource = resource;
    call.session = session;
    call.request = request;
    call.response = response;
    call.from = &core.sessionOf(session);
    call.method = static_cast<CoapMethod>(coap_pdu_get_code(request));
    coap_opt_iterator_t iterator;
    coap_option_iterator_init(request, &iterator, COAP_OPT_ALL);
    while (const coap_opt_t* option = coap_option_next(&iterator))
        call.options.option(iterator.number, {coap_opt_value(option), coap_opt_length(option)});
    size_t length = 0;
    const uint8_t* data = nullptr;
    if (coap_get_data(request, &length, &data))
        call.payload = {data, length};
    core.onRequest(call);
}

void CoapServer::Core::onRequest(Call& call)
{
    takeConfig();
    if (answerDelayed(call))
        return;
    m_counters.requests.fetch_add(1, std::memory_order_relaxed);
    m_now = std::chrono::steady_clock::now();
    if (call.options.badOption())
        return refuse(call, coapcode::badOption, "an option twice, or unreadable");
    if (call.options.badPath())
        return refuse(call, coapcode::notFound, "not found");
    if (answerHandler(call))
        return;
    const CoapTree::Node* node = m_config->tree->find(call.options.path());
    const bool isLinks = call.options.path() == linksPath;
    if (call.method == CoapMethod::Get)
        return answerGet(call, node);
    if (m_uploads && (call.method == CoapMethod::Put || call.method == CoapMethod::Post) && !isLinks)
        return answerUpload(call);
    if (node || isLinks)
        return refuse(call, coapcode::methodNotAllowed, "method not allowed");
    refuse(call, coapcode::notFound, "not found");
}

bool CoapServer::Core::answerDelayed(Call& call)
{
    if (m_delayed.empty())
        return false;
    const coap_bin_const_t token = coap_pdu_get_token(call.request);
    if (coap_pdu_get_type(call.response) != COAP_MESSAGE_CON || !coap_find_async(call.session, token))
        return false;
    const auto found = std::find_if(m_delayed.begin(), m_delayed.end(), [&](const Delayed& delayed) {
        return delayed.session == call.session && delayed.token == copyOf(tokenOf(call.request));
    });
    if (found == m_delayed.end())
        return false;
    write(call.response, found->reply);
    m_delayed.erase(found);
    return true;
}

bool CoapServer::Core::answerHandler(Call& call)
{
    if (m_config->handlers.empty())
        return false;
    const auto resource = m_config->handlers.find(call.options.path());
    if (resource == m_config->handlers.end())
        return false;
    const auto handler = resource->second.find(call.method);
    if (handler == resource->second.end()) {
        refuse(call, coapcode::methodNotAllowed, "method not allowed");
        return true;
    }
    // RFC 7252 4.5: a repeated request is answered again, but not done again. GET is harmless either way.
    Session& from = *call.from;
    const auto messageId = static_cast<quint16>(coap_pdu_get_mid(call.request));
    if (call.method != CoapMethod::Get && from.handledMessageId == messageId) {
        m_counters.repeats.fetch_add(1, std::memory_order_relaxed);
        writeHandled(call, from.handledResponse);
        return true;
    }
    CoapRequest request;
    request.method = call.method;
    request.path = call.path();
    request.query = QString::fromUtf8(call.options.query().data(), static_cast<qsizetype>(call.options.query().size()));
    request.payload = copyOf(call.payload);
    if (call.options.contentFormat())
        request.contentFormat = static_cast<quint16>(*call.options.contentFormat());
    request.peer = *call.from->peer;
    const std::shared_ptr<const Config> keep = m_config; // The handler may replace itself.
    const CoapResponse response = handler->second(request);
    if (call.method != CoapMethod::Get) {
        from.handledMessageId = messageId;
        from.handledResponse = response;
    }
    tellHandled(call, response);
    writeHandled(call, response);
    return true;
}

void CoapServer::Core::tellHandled(const Call& call, const CoapResponse& response)
{
    CoapServerEvent event = newEvent(Kind::RequestHandled, call.from->peer);
    event.code = response.code;
    event.path = call.path();
    event.detail = CoapCode{static_cast<quint8>(call.method)}.text();
    event.length = call.payload.size();
    m_ring.push(std::move(event));
}

void CoapServer::Core::writeHandled(Call& call, const CoapResponse& response)
{
    if (response.silent)
        return dropAnswer(call.response);
    const quint64 blockSize = call.options.block().block2 ? call.options.block().block2->size() : 1024;
    CoapBody body;
    BlockReply answer;
    if (call.method == CoapMethod::Get && response.code.isSuccess() &&
        static_cast<quint64>(response.payload.size()) > blockSize) {
        body = CoapBody::of(SharedBytes::fromBuffer(response.payload),
                            response.contentFormat.value_or(coapformat::octets));
        answer = reply(body, call.options.block(), m_options.rules);
    } else {
        answer.code = response.code;
        answer.contentFormat = response.contentFormat;
        answer.payload = bytesOf(response.payload)
                             .first(std::min<std::size_t>(static_cast<std::size_t>(response.payload.size()), 1024));
    }
    write(call.response, answer);
}

void CoapServer::Core::answerGet(Call& call, const CoapTree::Node* node)
{
    if (call.options.path() == linksPath) {
        rebuildLinks();
        const CoapBody& links = m_links ? m_links : m_ownLinks;
        const BlockReply answer = reply(links, call.options.block(), m_options.asRiot ? riotRules : m_options.rules);
        if (!answer.code.isSuccess())
            return refuse(call, answer.code, reinterpret_cast<const char*>(answer.payload.data()));
        return write(call.response, answer);
    }
    if (node && node->observable) {
        // A notification may already hold a Block2 that the library wrote and that can not be taken back: these texts
        // fit into a block of any size and never get one of ours.
        if (!mayObserve(call))
            return;
        BlockRequest request = call.options.block();
        request.block2.reset();
        return write(call.response, reply(node->body, request, m_options.rules));
    }
    answerBody(call, node ? &node->body : nullptr);
}

bool CoapServer::Core::mayObserve(Call& call)
{
    if (call.options.observe() != 0U)
        return true;
    const auto observed = m_observed.find(std::string(call.options.path()));
    if (observed == m_observed.end())
        return true;
    std::size_t count = 0;
    for (const auto& [path, each] : m_observed)
        count += each.observers.size();
    const auto observer = std::pair<const coap_session_t*, QByteArray>(call.session, copyOf(tokenOf(call.request)));
    if (count >= maxObservers && !observed->second.observers.contains(observer)) {
        refuse(call, coapcode::unavailable, "too many observers");
        return false;
    }
    observed->second.observers.insert(observer);
    return true;
}

void CoapServer::Core::answerBody(Call& call, const CoapBody* current)
{
    const BlockRequest& asked = call.options.block();
    const CoapTransfers::Request request{call.from->key, call.options.path(), asked.block2 ? asked.block2->offset() : 0,
                                         static_cast<quint16>(coap_pdu_get_mid(call.request))};
    const CoapTransfers::Step step = m_transfers.request(request, current, call.from->peer, m_now);
    if (!step.transfer)
        return refuse(call, coapcode::notFound, "not found");
    CoapTransfers::Transfer& transfer = *step.transfer;
    BlockReply answer = reply(transfer.body, asked, m_options.rules);
    CoapDelivery delivery;
    QByteArray storage;
    if (m_faults)
        actFaults(call, transfer, answer, delivery, storage);
    const bool done = m_transfers.served(transfer, request, answer);
    if (!answer.code.isSuccess()) {
        // The text is one of our constants, or nothing after a fault.
        return refuse(call, answer.code,
                      answer.payload.empty() ? "" : reinterpret_cast<const char*>(answer.payload.data()));
    }
    tellBlock(call, step, answer, done);
    deliver(call, answer, delivery);
}

void CoapServer::Core::tellBlock(Call& call, const CoapTransfers::Step& step, const BlockReply& answer, bool done)
{
    const auto about = [&](Kind kind) {
        CoapServerEvent event = newEvent(kind, call.from->peer);
        event.transfer = step.transfer->info;
        event.offset = answer.offset;
        event.length = answer.payload.size();
        event.code = answer.code;
        return event;
    };
    if (step.started)
        m_ring.push(about(Kind::TransferStarted));
    if (step.resumed)
        m_ring.push(about(Kind::TransferResumed));
    CoapServerEvent block = about(Kind::BlockServed);
    block.repeat = step.repeat;
    m_ring.push(std::move(block));
    if (done)
        m_ring.push(about(Kind::TransferDone));
    m_counters.blocks.fetch_add(1, std::memory_order_relaxed);
    m_counters.bytes.fetch_add(answer.payload.size(), std::memory_order_relaxed);
    if (step.repeat)
        m_counters.repeats.fetch_add(1, std::memory_order_relaxed);
    if (done)
        m_counters.transfersDone.fetch_add(1, std::memory_order_relaxed);
}

void CoapServer::Core::refuse(Call& call, CoapCode code, const char* text)
{
    m_counters.refused.fetch_add(1, std::memory_order_relaxed);
    CoapServerEvent event = newEvent(Kind::RequestRefused, call.from->peer);
    event.code = code;
    event.path = call.path();
    event.detail = QString::fromLatin1(text);
    m_ring.push(std::move(event));
    BlockReply answer;
    answer.code = code;
    if (!m_options.asRiot)
        answer.payload = bytesOf(QByteArrayView(text));
    write(call.response, answer);
}

void CoapServer::Core::actFaults(Call& call, const CoapTransfers::Transfer& transfer, BlockReply& answer,
                                 CoapDelivery& delivery, QByteArray& storage)
{
    for (std::size_t i = 0; i < m_faults->size(); ++i) {
        const CoapBlockFault& fault = (*m_faults)[i];
        // Only this one has something to say to a block behind the end.
        if (!answer.code.isSuccess() && fault.kind != CoapBlockFault::Kind::Endless)
            continue;
        const quint64 end = answer.offset + std::max<quint64>(answer.payload.size(), 1);
        if (m_faultActs[i] >= fault.count || end <= fault.fromByte || answer.offset >= fault.toByte ||
            (!fault.path.isEmpty() && fault.path != transfer.info->path) ||
            (!fault.address.isEmpty() && fault.address != call.from->peer->address))
            continue;
        if (fault.kind == CoapBlockFault::Kind::WrongBytes && (fault.position < answer.offset || fault.position >= end))
            continue;
        ++m_faultActs[i];
        m_counters.faults.fetch_add(1, std::memory_order_relaxed);
        CoapServerEvent event = newEvent(Kind::FaultActed, call.from->peer);
        event.transfer = transfer.info;
        event.offset = answer.offset;
        event.length = answer.payload.size();
        event.path = transfer.info->path;
        event.detail = faultName(fault.kind);
        m_ring.push(std::move(event));
        applyFault(fault, transfer.body, call.options.block(), answer, delivery, storage);
    }
}

void CoapServer::Core::deliver(Call& call, const BlockReply& answer, const CoapDelivery& delivery)
{
    coap_pdu_t* response = call.response;
    if (delivery.silent)
        return dropAnswer(response);
    if (delivery.reset) {
        coap_send_rst(call.session, call.request);
        return dropAnswer(response);
    }
    if (delivery.empty)
        return coap_pdu_set_code(response, COAP_EMPTY_CODE);
    if (delivery.separate && m_delayed.size() < maxDelayed) {
        const auto ticks =
            static_cast<coap_tick_t>(std::max<qint64>(1, delivery.delay.count() * COAP_TICKS_PER_SECOND / 1000));
        if (coap_register_async(call.session, call.request, ticks)) {
            Delayed delayed{call.session, copyOf(tokenOf(call.request)), answer, copyOf(answer.payload),
                            m_now + delivery.delay + delayedFor};
            delayed.reply.payload = bytesOf(delayed.bytes);
            m_delayed.push_back(std::move(delayed));
        }
        return coap_pdu_set_code(response, COAP_EMPTY_CODE);
    }
    const auto send = [&](ByteSpan token, coap_mid_t messageId, coap_pdu_type_t type) {
        coap_pdu_t* pdu = coap_pdu_init(type, COAP_EMPTY_CODE, messageId, coap_session_max_pdu_size(call.session));
        coap_add_token(pdu, token.size(), token.data());
        write(pdu, answer);
        coap_send(call.session, pdu);
    };
    const coap_mid_t messageId = coap_pdu_get_mid(response);
    const coap_pdu_type_t type = coap_pdu_get_type(response);
    if (delivery.wrongToken) {
        QByteArray token = copyOf(tokenOf(call.request));
        if (token.isEmpty())
            token = QByteArray::fromHex("deadbeef");
        else
            token[0] = static_cast<char>(token[0] ^ 0x55);
        send(bytesOf(token), messageId, type);
        return dropAnswer(response);
    }
    write(response, answer);
    if (delivery.nonConfirmable) {
        coap_pdu_set_type(response, COAP_MESSAGE_NON);
        coap_pdu_set_mid(response, coap_new_message_id(call.session));
    }
    if (delivery.wrongMessageId)
        coap_pdu_set_mid(response, static_cast<coap_mid_t>((messageId ^ 0x5555) & 0xffff));
    if (delivery.twice)
        send(tokenOf(call.request), messageId, type);
}

void CoapServer::Core::write(coap_pdu_t* pdu, const BlockReply& answer)
{
    coap_pdu_set_code(pdu, static_cast<coap_pdu_code_t>(answer.code.value));
    const auto number = [pdu](coap_option_num_t option, const CoapUint& value) {
        coap_add_option(pdu, option, value.length, value.buffer.data());
    };
    if (answer.etag)
        coap_add_option(pdu, COAP_OPTION_ETAG, answer.etag->size(), answer.etag->data());
    if (answer.contentFormat)
        number(COAP_OPTION_CONTENT_FORMAT, CoapUint(*answer.contentFormat));
    if (answer.block2)
        number(COAP_OPTION_BLOCK2, answer.block2->value());
    if (answer.size2)
        number(COAP_OPTION_SIZE2, CoapUint(*answer.size2));
    if (!answer.payload.empty())
        coap_add_data(pdu, answer.payload.size(), answer.payload.data());
}

} // namespace ota
