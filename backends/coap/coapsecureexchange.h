// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include "coap/coapchain.h"
#include "coap/coapexchange.h"

#include <QByteArray>

namespace ota {

/// A library context for DTLS calls that trust the same authorities.
class CoapDtlsContext
{
public:
    /// Nothing when the certificates can not be read; then `why`.
    static Result<std::unique_ptr<CoapDtlsContext>> make(const CoapCertificates& certificates);
    ~CoapDtlsContext();
    Q_DISABLE_COPY_MOVE(CoapDtlsContext)

    int fd() const { return coap_context_get_coap_fd(m_context); }
    /// Handles what has come and what is due.
    void process();
    coap_session_t* newSession(const coap_address_t& peer, const std::optional<CoapPsk>& psk);

private:
    CoapDtlsContext() = default;

    coap_context_t* m_context = nullptr;
    // The library points to these.
    CoapCertificateChain m_chain;
    QByteArray m_certificate;
    QByteArray m_key;
    QByteArray m_authorities;
};

/// A call over DTLS: the library does the handshake and the message layer.
class CoapSecureExchange final : public CoapExchange
{
public:
    CoapSecureExchange(CoapCall call, Done done, CoapDtlsContext& context);
    ~CoapSecureExchange() override;

    // Called by the library, from within CoapDtlsContext::process().
    coap_response_t onResponse(const coap_pdu_t* sent, const coap_pdu_t* received);
    void onNack(coap_nack_reason_t reason);
    void onEvent(coap_event_t event);
    bool isServerName(const char* name);

    /// After CoapDtlsContext::process(): sees whether somebody takes part in the handshake.
    void watchHandshake();
    void finish(CoapAnswer::Outcome outcome, const QString& detail = {}) override;

private:
    Result<> open(const coap_address_t& peer) override;
    bool transmit() override;
    bool takePending(Time now) override;
    bool repeatsItself() const override { return true; }
    quint16 localPort() const override;
    void close() override;

    CoapDtlsContext& m_context;
    coap_session_t* m_session = nullptr;
    bool m_connected = false;
    bool m_heard = false; ///< The server has answered the handshake.
    bool m_tlsError = false;
    bool m_wrongName = false;
    /// What the library reported from within its own work, where the session must not be given up.
    std::optional<coap_nack_reason_t> m_pending;
};

} // namespace ota
