// SPDX-License-Identifier: Apache-2.0
// DTLS: pre-shared keys and certificates (spec/suit-coap.md 4.5).
#include "coap/coapservercore.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>

namespace ota {

Q_DECLARE_LOGGING_CATEGORY(lcCoap)

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapServer)
};

Result<> checkReadable(const QString& file)
{
    if (file.isEmpty() || QFileInfo(file).isReadable())
        return {};
    return failure(Error::Code::Rejected, Tr::tr("this file can not be read"), file);
}

} // namespace

Result<> CoapServer::Core::openSecurity()
{
    const bool secure = std::any_of(m_options.endpoints.begin(), m_options.endpoints.end(),
                                    [](const CoapEndpoint& endpoint) { return endpoint.secure; });
    if (!secure)
        return {};
    if (!coap_dtls_is_supported())
        return failure(Error::Code::Unsupported, Tr::tr("this CoAP library has no DTLS"));
    if (!offersTinyDtlsCipher())
        qCWarning(lcCoap)
            << "OpenSSL does not offer TLS_PSK_WITH_AES_128_CCM_8 at its security level: devices with TinyDTLS "
               "(RIOT) can not connect. Set CipherString = DEFAULT@SECLEVEL=0 in an OpenSSL configuration.";
    const CoapCertificates& files = m_options.certificates;
    if (!files.certificate.isEmpty()) {
        for (const QString& file : {files.certificate, files.privateKey, files.authorities}) {
            if (auto readable = checkReadable(file); !readable)
                return readable;
        }
        if (auto chain = m_chain.read(files.certificate); !chain)
            return failure(Error::Code::Rejected, chain.error().message, files.certificate);
        m_certificateFile = files.certificate.toLocal8Bit();
        m_keyFile = files.privateKey.toLocal8Bit();
        m_authoritiesFile = files.authorities.toLocal8Bit();
        coap_dtls_pki_t pki{};
        pki.version = COAP_DTLS_PKI_SETUP_VERSION;
        pki.verify_peer_cert = m_authoritiesFile.isEmpty() ? 0 : 1;
        pki.check_common_ca = 0;
        pki.cert_chain_validation = 1;
        pki.cert_chain_verify_depth = 3;
        pki.validate_cn_call_back = onCertificateStatic;
        pki.additional_tls_setup_call_back = onHandshakeStatic;
        pki.cn_call_back_arg = this;
        pki.pki_key.key_type = COAP_PKI_KEY_PEM;
        pki.pki_key.key.pem.public_cert = m_certificateFile.constData();
        pki.pki_key.key.pem.private_key = m_keyFile.constData();
        if (!coap_context_set_pki(m_context, &pki) ||
            (!m_authoritiesFile.isEmpty() &&
             !coap_context_set_pki_root_cas(m_context, m_authoritiesFile.constData(), nullptr)))
            return failure(Error::Code::Rejected, Tr::tr("this certificate and key can not be used"),
                           files.certificate);
    }
    coap_dtls_spsk_t psk{};
    psk.version = COAP_DTLS_SPSK_SETUP_VERSION;
    psk.validate_id_call_back = onIdentityStatic;
    psk.id_call_back_arg = this;
    // The hint stays empty unless a person wants to see RIOT's client give up at one. The key is never used, as there
    // is a callback; but beside certificates the library looks at clients that offer PSK only when there is one.
    psk.psk_info.hint = {static_cast<size_t>(m_options.pskHint.size()),
                         m_options.pskHint.isEmpty() ? nullptr
                                                     : reinterpret_cast<const uint8_t*>(m_options.pskHint.constData())};
    psk.psk_info.key = {m_unusedKey.size(), m_unusedKey.data()};
    QRandomGenerator::system()->generate(m_unusedKey.begin(), m_unusedKey.end());
    if (!coap_context_set_psk2(m_context, &psk))
        return failure(Error::Code::Unsupported, Tr::tr("the CoAP library does not take pre-shared keys"));
    return {};
}

const coap_bin_const_t* CoapServer::Core::onIdentity(const coap_bin_const_t& identity)
{
    takeConfig();
    const QByteArrayView given(reinterpret_cast<const char*>(identity.s), static_cast<qsizetype>(identity.length));
    for (const CoapPsk& psk : m_config->psk) {
        if (given != psk.identity.toUtf8())
            continue;
        // The library reads the key after this has returned.
        m_pskKey = psk.key;
        m_pskBinary = {static_cast<size_t>(m_pskKey.size()), reinterpret_cast<const uint8_t*>(m_pskKey.constData())};
        return &m_pskBinary;
    }
    return nullptr;
}

const coap_bin_const_t* CoapServer::Core::onIdentityStatic(coap_bin_const_t* identity, coap_session_t*, void* core)
{
    return static_cast<Core*>(core)->onIdentity(*identity);
}

int CoapServer::Core::onHandshakeStatic(void* tlsSession, coap_dtls_pki_t* setup)
{
    return static_cast<const Core*>(setup->cn_call_back_arg)->m_chain.applyTo(tlsSession) ? 1 : 0;
}

int CoapServer::Core::onCertificateStatic(const char* name, const uint8_t*, size_t, coap_session_t* session,
                                          unsigned depth, int validated, void* core)
{
    if (depth == 0 && validated)
        static_cast<Core*>(core)->m_certificateNames[session] = QString::fromUtf8(name);
    return 1; // The chain has been checked by the library.
}

} // namespace ota
