// SPDX-License-Identifier: Apache-2.0
#include "crypto/key.h"

#include <cstdlib>

using namespace ota;

/// Key files from outside: whatever is read must come back as the same key.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView pem(data, static_cast<qsizetype>(size));
    // Nobody knows the password: what is behind it is OpenSSL's, and slow on purpose.
    const auto nobody = []() -> Result<Secret> {
        return failure(Error::Code::Usage, QString());
    };
    const auto key = PrivateKey::fromPem(pem, nobody);
    if (key && pemKind(pem) == PemKind::Other)
        std::abort();
    const auto publicKey = PublicKey::fromPem(pem);
    if (publicKey && !(*PublicKey::fromPem(publicKey->toPem()) == *publicKey))
        std::abort();
    if (key && !(PrivateKey::fromPem(*key->toPem(), nobody)->publicKey() == key->publicKey()))
        std::abort();
    return 0;
}
