// SPDX-License-Identifier: Apache-2.0
// OpenSSL's handles as owners. For the .cpp files of this folder only: nobody else includes OpenSSL.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

namespace ota::openssl {

template<auto Free>
struct Deleter
{
    template<typename T>
    void operator()(T* pointer) const
    {
        Free(pointer);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using Number = std::unique_ptr<BIGNUM, Deleter<BN_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Deleter<ECDSA_SIG_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using GeneralNames = std::unique_ptr<GENERAL_NAMES, Deleter<GENERAL_NAMES_free>>;
using OctetString = std::unique_ptr<ASN1_OCTET_STRING, Deleter<ASN1_OCTET_STRING_free>>;
using Time = std::unique_ptr<ASN1_TIME, Deleter<ASN1_TIME_free>>;

/// The oldest reason in the thread's error queue, which is empty afterwards.
QString takeError();

/// A reader of these bytes, which must outlive it.
Bio reader(QByteArrayView bytes);

/// A writer into memory that is wiped when it is freed.
Bio secretWriter();
Bio writer();
QByteArray content(const Bio& bio);

} // namespace ota::openssl
