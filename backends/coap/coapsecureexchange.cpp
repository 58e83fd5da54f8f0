// SPDX-License-Identifier: Apache-2.0
#include "coap/coapsecureexchange.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHostAddress>

#include <openssl/ssl.h>

#include <algorithm>
#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapClient)
};

CoapSecureExchange* exchangeOf(const coap_session_t* session)
{
    return static_cast<CoapSecureExchange*>(coap_session_get_app_data(session));
}

coap_response_t onResponse(coap_session_t* session, const coap_pdu_t* sent, const coap_pdu_t* received,
                           const coap_mid_t)
{
    CoapSecureExchange* exchange = exchangeOf(session);
    return exchange ? exchange->onResponse(sent, received) : COAP_RESPONSE_OK;
}

void onNack(coap_session_t* session, const coap_pdu_t*, const coap_nack_reason_t reason, const coap_mid_t)
{
    if (CoapSecureExchange* exchange = exchangeOf(session))
        exchange->onNack(reason);
}

int onEvent(coap_session_t* session, const coap_event_t event)
{
    if (CoapSecureExchange* exchange = exchangeOf(session))
        exchange->onEvent(event);
    return 0;
}

int onName(const char* name, const uint8_t*, size_t, coap_session_t* session, unsigned depth, int validated, void*)
{
    if (depth > 0 || !validated)
        return validated;
    CoapSecureExchange* exchange = exchangeOf(session);
    return exchange && exchange->isServerName(name) ? 1 : 0;
}

} // namespace

Result<std::unique_ptr<CoapDtlsContext>> CoapDtlsContext::make(const CoapCertificates& certificates)
{
    for (const QString& file : {certificates.certificate, certificates.privateKey, certificates.authorities}) {
        if (!file.isEmpty() && !QFileInfo(file).isReadable())
            return failure(Error::Code::Io, Tr::tr("this file can not be read: %1").arg(file));
    }
    startCoapLibrary();
    std::unique_ptr<CoapDtlsContext> made(new CoapDtlsContext);
    if (!certificates.certificate.isEmpty()) {
        if (auto chain = made->m_chain.read(certificates.certificate); !chain)
            return failure(chain.error());
    }
    made->m_certificate = certificates.certificate.toLocal8Bit();
    made->m_key = certificates.privateKey.toLocal8Bit();
    made->m_authorities = certificates.authorities.toLocal8Bit();
    made->m_context = coap_new_context(nullptr);
    if (!made->m_context)
        return failure(Error::Code::Io, Tr::tr("the CoAP library gives no context"));
    if (!made->m_authorities.isEmpty() &&
        !coap_context_set_pki_root_cas(made->m_context, made->m_authorities.constData(), nullptr))
        return failure(Error::Code::BadInput, Tr::tr("no authorities in this file: %1").arg(certificates.authorities));
    coap_register_response_handler(made->m_context, onResponse);
    coap_register_nack_handler(made->m_context, onNack);
    coap_register_event_handler(made->m_context, onEvent);
    return made;
}

CoapDtlsContext::~CoapDtlsContext()
{
    if (m_context)
        coap_free_context(m_context);
}

void CoapDtlsContext::process()
{
    coap_io_process(m_context, COAP_IO_NO_WAIT);
}

coap_session_t* CoapDtlsContext::newSession(const coap_address_t& peer, const std::optional<CoapPsk>& psk)
{
    if (psk) {
        const QByteArray identity = psk->identity.toUtf8();
        coap_dtls_cpsk_t setup{};
        setup.version = COAP_DTLS_CPSK_SETUP_VERSION;
        setup.psk_info.identity = {static_cast<size_t>(identity.size()),
                                   reinterpret_cast<const uint8_t*>(identity.constData())};
        setup.psk_info.key = {static_cast<size_t>(psk->key.size()),
                              reinterpret_cast<const uint8_t*>(psk->key.constData())};
        return coap_new_client_session_psk2(m_context, nullptr, &peer, COAP_PROTO_DTLS, &setup); // Copies both.
    }
    coap_dtls_pki_t setup{};
    setup.version = COAP_DTLS_PKI_SETUP_VERSION;
    setup.verify_peer_cert = 1;
    setup.cert_chain_validation = 1;
    setup.cert_chain_verify_depth = 3;
    setup.validate_cn_call_back = onName;
    setup.pki_key.key_type = COAP_PKI_KEY_PEM;
    const auto pointer = [](const QByteArray& file) {
        return file.isEmpty() ? nullptr : file.constData();
    };
    setup.pki_key.key.pem.public_cert = pointer(m_certificate);
    setup.pki_key.key.pem.private_key = pointer(m_key);
    coap_session_t* session = coap_new_client_session_pki(m_context, nullptr, &peer, COAP_PROTO_DTLS, &setup);
    // For clients the library never calls the set-up function of `setup`. Our certificate goes out later, in answer to
    // the server's.
    coap_tls_library_t library = COAP_TLS_LIBRARY_NOTLS;
    void* tls = session ? coap_session_get_tls(session, &library) : nullptr;
    if (tls && library == COAP_TLS_LIBRARY_OPENSSL)
        m_chain.applyTo(tls);
    return session;
}

CoapSecureExchange::CoapSecureExchange(CoapCall call, Done done, CoapDtlsContext& context)
    : CoapExchange(std::move(call), std::move(done))
    , m_context(context)
{
}

CoapSecureExchange::~CoapSecureExchange()
{
    CoapSecureExchange::close();
}

Result<> CoapSecureExchange::open(const coap_address_t& peer)
{
    m_connected = m_heard = m_tlsError = m_wrongName = false;
    m_pending.reset();
    m_session = m_context.newSession(peer, m_call.psk);
    if (!m_session)
        return failure(Error::Code::Io, Tr::tr("no DTLS session can be opened"));
    coap_session_set_app_data(m_session, this);
    // Ours is drawn already: with a factor of 1 its times are known.
    const qint64 timeout = std::max<qint64>(1000, firstTimeout().count());
    coap_session_set_ack_timeout(m_session, {static_cast<uint16_t>(std::min<qint64>(timeout / 1000, 65'535)),
                                             static_cast<uint16_t>(timeout % 1000)});
    coap_session_set_ack_random_factor(m_session, {1, 0});
    coap_session_set_max_retransmit(m_session, static_cast<uint16_t>(std::clamp(m_call.timing.maxRetransmit, 1, 20)));
    return {};
}

void CoapSecureExchange::close()
{
    if (!m_session)
        return;
    coap_session_t* session = std::exchange(m_session, nullptr);
    coap_session_set_app_data(session, nullptr);
    // Also takes back what would be repeated; each of those messages holds the session else.
    coap_session_disconnected(session, COAP_NACK_NOT_DELIVERABLE);
    coap_session_release(session);
}

quint16 CoapSecureExchange::localPort() const
{
    return m_session ? coap_address_get_port(coap_session_get_addr_local(m_session)) : quint16{0};
}

bool CoapSecureExchange::transmit()
{
    coap_pdu_t* pdu = coap_new_pdu(static_cast<coap_pdu_type_t>(m_message.type),
                                   static_cast<coap_pdu_code_t>(m_message.code.value), m_session);
    if (!pdu) {
        onNack(COAP_NACK_NOT_DELIVERABLE);
        return true;
    }
    const auto data = [](const QByteArray& bytes) {
        return reinterpret_cast<const uint8_t*>(bytes.constData());
    };
    coap_add_token(pdu, static_cast<size_t>(m_message.token.size()), data(m_message.token));
    std::vector<const CoapMessage::Option*> options;
    for (const CoapMessage::Option& option : m_message.options)
        options.push_back(&option);
    std::stable_sort(options.begin(), options.end(),
                     [](const auto* a, const auto* b) { return a->number < b->number; });
    for (const CoapMessage::Option* option : options)
        coap_add_option(pdu, option->number, static_cast<size_t>(option->value.size()), data(option->value));
    if (!m_message.payload.isEmpty())
        coap_add_data(pdu, static_cast<size_t>(m_message.payload.size()), data(m_message.payload));
    if (coap_send(m_session, pdu) == COAP_INVALID_MID)
        onNack(COAP_NACK_NOT_DELIVERABLE);
    return true;
}

coap_response_t CoapSecureExchange::onResponse(const coap_pdu_t* sent, const coap_pdu_t* received)
{
    if (isFinished())
        return COAP_RESPONSE_OK;
    if (coap_pdu_get_type(received) == COAP_MESSAGE_ACK && !sent)
        return COAP_RESPONSE_OK; // Under a message id that is not ours.
    const coap_bin_const_t token = coap_pdu_get_token(received);
    const ByteSpan own = bytesOf(m_message.token);
    const bool tells = !sent && isNotification({token.s, token.length});
    if (!tells && !std::equal(token.s, token.s + token.length, own.begin(), own.end()))
        return COAP_RESPONSE_FAIL;
    CoapFlow::Said said;
    said.code = CoapCode{static_cast<quint8>(coap_pdu_get_code(received))};
    coap_opt_iterator_t iterator;
    coap_option_iterator_init(received, &iterator, COAP_OPT_ALL);
    while (const coap_opt_t* option = coap_option_next(&iterator))
        said.option(iterator.number, {coap_opt_value(option), coap_opt_length(option)});
    size_t length = 0;
    const uint8_t* bytes = nullptr;
    if (coap_get_data(received, &length, &bytes))
        said.payload = {bytes, length};
    tells ? tookNotification(said, wallNow()) : took(said, wallNow());
    return COAP_RESPONSE_OK;
}

void CoapSecureExchange::onNack(coap_nack_reason_t reason)
{
    if (isFinished() || m_pending)
        return;
    m_pending = reason;
    callSoon(wallNow());
}

bool CoapSecureExchange::takePending(Time now)
{
    const auto reason = std::exchange(m_pending, std::nullopt);
    if (!reason)
        return false;
    switch (*reason) {
    case COAP_NACK_TOO_MANY_RETRIES:
        onSilence(now);
        break;
    case COAP_NACK_RST:
        finish(CoapAnswer::Outcome::Reset);
        break;
    case COAP_NACK_TLS_FAILED:
        if (m_wrongName)
            finish(CoapAnswer::Outcome::TlsFailed, Tr::tr("the certificate is for another name"));
        else if (m_tlsError || m_connected)
            finish(CoapAnswer::Outcome::TlsFailed, Tr::tr("the handshake was refused"));
        else
            onSilence(now);
        break;
    case COAP_NACK_ICMP_ISSUE:
    case COAP_NACK_NOT_DELIVERABLE:
        onUnreachable({}, now);
        break;
    }
    return true;
}

void CoapSecureExchange::watchHandshake()
{
    if (m_connected || m_heard || !m_session)
        return;
    coap_tls_library_t library = COAP_TLS_LIBRARY_NOTLS;
    const auto* ssl = static_cast<const SSL*>(coap_session_get_tls(m_session, &library));
    if (!ssl || library != COAP_TLS_LIBRARY_OPENSSL)
        return;
    const OSSL_HANDSHAKE_STATE state = SSL_get_state(ssl);
    m_heard = state != TLS_ST_BEFORE && state != TLS_ST_CW_CLNT_HELLO && state != DTLS_ST_CR_HELLO_VERIFY_REQUEST;
}

void CoapSecureExchange::finish(CoapAnswer::Outcome outcome, const QString& detail)
{
    // Whoever has another key can not read our Finished and is silent from there on.
    if (outcome == CoapAnswer::Outcome::NoAnswer && m_heard && !m_connected)
        return CoapExchange::finish(CoapAnswer::Outcome::TlsFailed,
                                    Tr::tr("the handshake stopped: is it the right key?"));
    CoapExchange::finish(outcome, detail);
}

void CoapSecureExchange::onEvent(coap_event_t event)
{
    if (event == COAP_EVENT_DTLS_CONNECTED)
        m_connected = true;
    else if (event == COAP_EVENT_DTLS_ERROR || event == COAP_EVENT_DTLS_CLOSED)
        m_tlsError = true;
}

bool CoapSecureExchange::isServerName(const char* name)
{
    QString wanted = m_call.serverName;
    if (wanted.isEmpty() && QHostAddress(m_call.uri.host).isNull())
        wanted = m_call.uri.host;
    // A board's address is in no certificate: then the authority's signature has to do.
    m_wrongName = !wanted.isEmpty() && wanted.compare(QString::fromUtf8(name), Qt::CaseInsensitive) != 0;
    return !m_wrongName;
}

} // namespace ota
