// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.h"

#include "crypto/openssl.h"

namespace ota {

namespace {

const EVP_MD* functionOf(HashAlgorithm algorithm)
{
    switch (algorithm) {
    case HashAlgorithm::Sha224:
        return EVP_sha224();
    case HashAlgorithm::Sha256:
        return EVP_sha256();
    case HashAlgorithm::Sha384:
        return EVP_sha384();
    case HashAlgorithm::Sha512:
        return EVP_sha512();
    case HashAlgorithm::Shake128:
        return EVP_shake128();
    case HashAlgorithm::Shake256:
        break;
    }
    return EVP_shake256();
}

} // namespace

qsizetype hashSize(HashAlgorithm algorithm)
{
    switch (algorithm) {
    case HashAlgorithm::Sha224:
        return 28;
    case HashAlgorithm::Sha256:
    case HashAlgorithm::Shake128:
        return 32;
    case HashAlgorithm::Sha384:
        return 48;
    case HashAlgorithm::Sha512:
    case HashAlgorithm::Shake256:
        break;
    }
    return 64;
}

QByteArray hashOf(HashAlgorithm algorithm, ByteSpan bytes)
{
    QByteArray result(hashSize(algorithm), Qt::Uninitialized);
    auto* const out = reinterpret_cast<unsigned char*>(result.data());
    const openssl::DigestContext context(EVP_MD_CTX_new());
    const bool extendable = algorithm == HashAlgorithm::Shake128 || algorithm == HashAlgorithm::Shake256;
    // OpenSSL's own length for SHAKE is half of what RFC 9054 says.
    const bool made = context && EVP_DigestInit_ex(context.get(), functionOf(algorithm), nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                      (extendable ? EVP_DigestFinalXOF(context.get(), out, static_cast<size_t>(result.size()))
                                  : EVP_DigestFinal_ex(context.get(), out, nullptr)) == 1;
    return made ? result : QByteArray();
}

} // namespace ota
