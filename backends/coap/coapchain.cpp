// SPDX-License-Identifier: Apache-2.0
#include "coap/coapchain.h"

#include <QCoreApplication>
#include <QFile>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapCertificateChain)
};

struct Release
{
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};

} // namespace

struct CoapCertificateChain::Private
{
    std::unique_ptr<STACK_OF(X509), Release> behind{sk_X509_new_null()};
};

CoapCertificateChain::CoapCertificateChain()
    : d(std::make_unique<Private>())
{
}

CoapCertificateChain::~CoapCertificateChain() = default;

Result<> CoapCertificateChain::read(const QString& pemFile)
{
    d = std::make_unique<Private>();
    QFile file(pemFile);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Code::Io, file.errorString(), pemFile);
    const QByteArray bytes = file.readAll();
    const std::unique_ptr<BIO, Release> bio(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
    for (int index = 0;; ++index) {
        std::unique_ptr<X509, Release> certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
        if (!certificate) {
            const auto error = ERR_peek_last_error();
            ERR_clear_error();
            if (ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE && index > 0)
                return {}; // The end of the file.
            return failure(Error::Code::BadInput, Tr::tr("certificate %1 can not be read").arg(index + 1), pemFile);
        }
        if (index > 0 && sk_X509_push(d->behind.get(), certificate.get()) > 0)
            std::ignore = certificate.release(); // The stack's now.
    }
}

bool CoapCertificateChain::applyTo(void* tlsSession) const
{
    return sk_X509_num(d->behind.get()) == 0 || SSL_set1_chain(static_cast<SSL*>(tlsSession), d->behind.get()) == 1;
}

} // namespace ota
