// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"

#include <QCoreApplication>

#include <openssl/evp.h>

#include <algorithm>

namespace ota {

namespace {

// Fetched once: EVP_sha256() would be looked up anew by each context.
const EVP_MD* sha256()
{
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

} // namespace

// OpenSSL, since it uses the processor's SHA instructions: ten times as fast as QCryptographicHash.
struct Sha256::Private
{
    using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

    Private()
        : context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
        if (!context || EVP_DigestInit_ex2(context.get(), sha256(), nullptr) != 1)
            qFatal("OpenSSL has no SHA-256");
    }

    Context context;
};

Digest Digest::of(ByteSpan bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.result();
}

Result<Digest> Digest::fromBytes(ByteSpan bytes)
{
    if (bytes.size() != size)
        return failure(
            Error::Code::BadInput,
            QCoreApplication::translate("Digest", "a SHA-256 digest has 32 bytes, this has %1").arg(bytes.size()));
    Digest digest;
    std::ranges::copy(bytes, digest.m_bytes.begin());
    return digest;
}

Result<Digest> Digest::fromHex(QStringView text)
{
    const auto bytes = ota::fromHex(text);
    if (!bytes)
        return failure(bytes.error());
    return fromBytes(bytesOf(*bytes));
}

QByteArray Digest::toByteArray() const
{
    return {reinterpret_cast<const char*>(m_bytes.data()), static_cast<qsizetype>(m_bytes.size())};
}

QString Digest::brief() const
{
    return hex().left(8) + QChar(0x2026);
}

Sha256::Sha256()
    : d(std::make_unique<Private>())
{
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(ByteSpan bytes)
{
    EVP_DigestUpdate(d->context.get(), bytes.data(), bytes.size());
}

Digest Sha256::result() const
{
    // Finishing ends a context, so a copy is finished.
    const Private::Context copy(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::array<std::uint8_t, Digest::size> bytes{};
    EVP_MD_CTX_copy_ex(copy.get(), d->context.get());
    EVP_DigestFinal_ex(copy.get(), bytes.data(), nullptr);
    return *Digest::fromBytes(bytes);
}

} // namespace ota
