// SPDX-License-Identifier: Apache-2.0
#include "crypto/hmac.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace ota {

QByteArray hmacSha256(ByteSpan key, ByteSpan message)
{
    QByteArray result(32, Qt::Uninitialized);
    unsigned int length = 0;
    // A null key means 'the one of the last call' to OpenSSL: an empty key still needs an address.
    static const unsigned char nothing = 0;
    const unsigned char* made =
        HMAC(EVP_sha256(), key.empty() ? &nothing : key.data(), static_cast<int>(key.size()), message.data(),
             message.size(), reinterpret_cast<unsigned char*>(result.data()), &length);
    Q_ASSERT(made && length == 32);
    Q_UNUSED(made);
    return result;
}

} // namespace ota
