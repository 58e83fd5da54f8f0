// SPDX-License-Identifier: Apache-2.0
#include "coap/coapserver.h"

#include "coap/coapservercore.h"

#include <openssl/ssl.h>

#include <string_view>

namespace ota {

QString CoapEndpoint::uri() const
{
    const QString host = address.contains(QLatin1Char(':')) ? QLatin1Char('[') + address + QLatin1Char(']') : address;
    return QLatin1String(secure ? "coaps://" : "coap://") + host + QLatin1Char(':') + QString::number(port);
}

CoapServer::CoapServer(CoapServerOptions options, QString name)
    : Service(std::move(name))
    , m_core(std::make_unique<Core>(std::move(options)))
{
}

CoapServer::~CoapServer()
{
    m_core->stopThread();
}

Result<> CoapServer::start()
{
    setStatus({ServiceStatus::State::Starting, {}, {}});
    if (auto opened = m_core->open(); !opened) {
        m_core->close();
        setStatus({ServiceStatus::State::Failed, {}, opened.error().toString()});
        return opened;
    }
    m_core->startThread();
    setStatus({ServiceStatus::State::Running, endpoints().front().uri(), {}});
    return {};
}

void CoapServer::stop()
{
    m_core->stopThread();
    m_core->close();
    setStatus({});
}

std::vector<CoapEndpoint> CoapServer::endpoints() const
{
    return m_core->bound();
}

quint16 CoapServer::port(bool secure) const
{
    for (const CoapEndpoint& endpoint : endpoints()) {
        if (endpoint.secure == secure)
            return endpoint.port;
    }
    return 0;
}

void CoapServer::setTree(std::shared_ptr<const CoapTree> tree)
{
    m_core->change([&tree](Core::Config& config) { config.tree = tree ? tree : std::make_shared<CoapTree>(); });
}

void CoapServer::setHandler(CoapMethod method, const QString& path, CoapHandler handler)
{
    const auto key = coapPathKey(path);
    if (!key)
        return;
    m_core->change([&](Core::Config& config) {
        auto& methods = config.handlers[key->toStdString()];
        if (handler)
            methods[method] = std::move(handler);
        else
            methods.erase(method);
        if (methods.empty())
            config.handlers.erase(key->toStdString());
    });
}

void CoapServer::setPskIdentities(std::vector<CoapPsk> psk)
{
    m_core->change([&psk](Core::Config& config) { config.psk = std::move(psk); });
}

void CoapServer::setFaults(std::vector<CoapBlockFault> faults)
{
    m_core->change([&faults](Core::Config& config) {
        config.faults =
            faults.empty() ? nullptr : std::make_shared<const std::vector<CoapBlockFault>>(std::move(faults));
    });
}

CoapServerStatistics CoapServer::statistics() const
{
    return m_core->statistics();
}

std::vector<CoapServerEvent> CoapServer::eventsAfter(quint64 id, std::size_t limit) const
{
    return m_core->m_ring.after(id, limit);
}

void CoapServer::onEvents(std::function<void()> wake)
{
    m_core->m_ring.onNew(std::move(wake));
}

bool CoapServer::offersTinyDtlsCipher()
{
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(DTLS_server_method()), SSL_CTX_free);
    // The library's own string; the list leaves out what the security level forbids.
    if (!context || SSL_CTX_set_cipher_list(context.get(), "PSK:!NULL") != 1)
        return false;
    const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
    if (!ssl)
        return false;
    // Without one, PSK suites are left out of the list, on either side.
    SSL_set_psk_client_callback(
        ssl.get(), [](SSL*, const char*, char*, unsigned, unsigned char*, unsigned) -> unsigned { return 0; });
    STACK_OF(SSL_CIPHER)* const ciphers = SSL_get1_supported_ciphers(ssl.get());
    bool found = false;
    for (int i = 0; i < sk_SSL_CIPHER_num(ciphers); ++i)
        found = found || std::string_view(SSL_CIPHER_get_name(sk_SSL_CIPHER_value(ciphers, i))) == "PSK-AES128-CCM8";
    sk_SSL_CIPHER_free(ciphers);
    return found;
}

} // namespace ota
