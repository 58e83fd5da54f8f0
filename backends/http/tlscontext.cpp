// SPDX-License-Identifier: Apache-2.0
#include "http/tlscontext.h"

#include <QCoreApplication>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>

#include <string>

namespace ota {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpTls)
};

QString textOf(const ErrorCode& error)
{
    return QString::fromLocal8Bit(error.message().c_str());
}

int alpnHttp11(SSL*, const unsigned char** out, unsigned char* outSize, const unsigned char* in, unsigned inSize, void*)
{
    static constexpr unsigned char ours[] = "\x08http/1.1";
    const int result =
        SSL_select_next_proto(const_cast<unsigned char**>(out), outSize, ours, sizeof ours - 1, in, inSize);
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

} // namespace

Result<std::unique_ptr<asio::ssl::context>> makeTlsContext(const HttpTlsFiles& files)
{
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX* native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(native, alpnHttp11, nullptr);
    ErrorCode error;
    // A key with a password would make OpenSSL ask at the terminal.
    context->set_password_callback([](std::size_t, asio::ssl::context::password_purpose) { return std::string(); },
                                   error);
    context->use_certificate_chain_file(files.certificatePath.toStdString(), error);
    if (error)
        return failure(Error::Code::Rejected, Tr::tr("the certificate can not be used: %1").arg(textOf(error)),
                       files.certificatePath, Tr::tr("It must be a PEM file that this user may read."));
    context->use_private_key_file(files.keyPath.toStdString(), asio::ssl::context::pem, error);
    // A key of another kind than the certificate's would be taken, and every handshake would fail.
    if (!error && SSL_CTX_check_private_key(native) != 1)
        error = ErrorCode(static_cast<int>(ERR_get_error()), asio::error::get_ssl_category());
    if (error)
        return failure(Error::Code::Rejected, Tr::tr("the private key can not be used: %1").arg(textOf(error)),
                       files.keyPath, Tr::tr("It must be the PEM key of the certificate, without a password."));
    return context;
}

} // namespace ota
