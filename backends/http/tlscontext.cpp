// SPDX-License-Identifier: Apache-2.0
#include "http/tlscontext.h"

#include <QCoreApplication>
#include <QFile>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpTls)
};

QString takeError()
{
    const char* text = ERR_reason_error_string(ERR_peek_error());
    ERR_clear_error();
    return QString::fromLatin1(text ? text : "unknown error");
}

int alpnHttp11(SSL*, const unsigned char** out, unsigned char* outSize, const unsigned char* in, unsigned inSize, void*)
{
    static constexpr unsigned char ours[] = "\x08http/1.1";
    const int result =
        SSL_select_next_proto(const_cast<unsigned char**>(out), outSize, ours, sizeof ours - 1, in, inSize);
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

/// Also called when the client named no host.
int checkServerName(SSL* ssl, int* alert, void* argument)
{
    const auto& settings = *static_cast<const HttpTlsFiles*>(argument);
    const QString name = QString::fromLatin1(SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name));
    if (!name.isEmpty() && settings.hostNames.contains(name, Qt::CaseInsensitive))
        return SSL_TLSEXT_ERR_OK;
    *alert = SSL_AD_UNRECOGNIZED_NAME;
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool askForCertificates(SSL_CTX* context, const QString& authorityPath)
{
    // Any is taken; whether the authority stands behind it, and who is pinned, is judged later. No list of names is
    // sent: a client would keep a pinned certificate of another authority to itself.
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, [](int, X509_STORE_CTX*) { return 1; });
    // A resumed session would bring its certificate along unseen.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 0);
    return SSL_CTX_load_verify_file(context, QFile::encodeName(authorityPath).constData()) == 1;
}

} // namespace

void FreeTlsContext::operator()(SSL_CTX* context) const
{
    SSL_CTX_free(context);
}

Result<TlsContext> makeTlsContext(const HttpTlsFiles& settings)
{
    ERR_clear_error();
    TlsContext context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX* raw = context.get();
    if (!raw)
        return failure(Error::Code::Internal, takeError());
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(raw,
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_alpn_select_cb(raw, alpnHttp11, nullptr);
    // A key with a password would make OpenSSL ask at the terminal.
    SSL_CTX_set_default_passwd_cb(raw, [](char*, int, int, void*) { return -1; });
    if (SSL_CTX_use_certificate_chain_file(raw, QFile::encodeName(settings.certificatePath).constData()) != 1)
        return failure(Error::Code::Rejected, Tr::tr("the certificate can not be used: %1").arg(takeError()),
                       settings.certificatePath, Tr::tr("It must be a PEM file that this user may read."));
    // A key of another kind than the certificate's would be taken, and every handshake would fail.
    if (SSL_CTX_use_PrivateKey_file(raw, QFile::encodeName(settings.keyPath).constData(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(raw) != 1)
        return failure(Error::Code::Rejected, Tr::tr("the private key can not be used: %1").arg(takeError()),
                       settings.keyPath, Tr::tr("It must be the PEM key of the certificate, without a password."));
    if (!settings.authorityPath.isEmpty() && !askForCertificates(raw, settings.authorityPath))
        return failure(Error::Code::Rejected,
                       Tr::tr("the authority of client certificates can not be used: %1").arg(takeError()),
                       settings.authorityPath, Tr::tr("It must be a PEM file that this user may read."));
    if (settings.serverName != HttpTlsFiles::ServerName::Any) {
        SSL_CTX_set_tlsext_servername_callback(raw, checkServerName);
        SSL_CTX_set_tlsext_servername_arg(raw, const_cast<HttpTlsFiles*>(&settings));
    }
    return context;
}

} // namespace ota
