// SPDX-License-Identifier: Apache-2.0
#include "crypto/secret.h"

#include <openssl/crypto.h>

#include <cstring>
#include <utility>

namespace ota {

namespace {

// OpenSSL's secure heap is locked memory behind guard pages on every system; where it can not be had, its functions
// use the ordinary heap and still wipe.
constexpr std::size_t secureHeapSize = 65536;
constexpr std::size_t secureHeapUnit = 32;

void prepareSecureHeap()
{
    static const int ready = CRYPTO_secure_malloc_init(secureHeapSize, secureHeapUnit);
    Q_UNUSED(ready);
}

} // namespace

Secret::Secret(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    prepareSecureHeap();
    const auto size = static_cast<std::size_t>(bytes.size());
    m_bytes = {static_cast<char*>(OPENSSL_secure_malloc(size)), Wipe{bytes.size()}};
    Q_CHECK_PTR(m_bytes.get());
    std::memcpy(m_bytes.get(), bytes.data(), size);
}

Secret Secret::fromText(QStringView text)
{
    QByteArray utf8 = text.toUtf8();
    Secret secret{QByteArrayView(utf8)};
    wipe(utf8);
    return secret;
}

void Secret::Wipe::operator()(char* bytes) const
{
    OPENSSL_secure_clear_free(bytes, static_cast<std::size_t>(size));
}

void wipe(QByteArray& bytes)
{
    if (!bytes.isEmpty())
        OPENSSL_cleanse(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size())) == 0;
}

} // namespace ota
