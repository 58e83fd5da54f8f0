// SPDX-License-Identifier: Apache-2.0
#include "crypto/key.h"

#include "base/digest.h"
#include "crypto/keyimpl.h"

#include <QCoreApplication>

#include <openssl/core_names.h>
#include <openssl/pem.h>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Key)
};

constexpr std::size_t halfSize = signatureSize / 2;

/// COSE writes r and s at fixed width (RFC 9053 2.1), OpenSSL wants DER.
QByteArray derOfCose(ByteSpan signature)
{
    const openssl::EcSignature pair(ECDSA_SIG_new());
    openssl::Number r(BN_bin2bn(signature.data(), static_cast<int>(halfSize), nullptr));
    openssl::Number s(BN_bin2bn(signature.data() + halfSize, static_cast<int>(halfSize), nullptr));
    if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1)
        return {};
    Q_UNUSED(r.release());
    Q_UNUSED(s.release());
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    QByteArray bytes(reinterpret_cast<const char*>(der), size > 0 ? size : 0);
    OPENSSL_free(der);
    return bytes;
}

QByteArray coseOfDer(const QByteArray& der)
{
    const auto* at = reinterpret_cast<const unsigned char*>(der.constData());
    const openssl::EcSignature pair(d2i_ECDSA_SIG(nullptr, &at, der.size()));
    if (!pair)
        return {};
    QByteArray bytes(signatureSize, Qt::Uninitialized);
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    if (BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, halfSize) < 0 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + halfSize, halfSize) < 0)
        return {};
    return bytes;
}

const EVP_MD* digestOf(KeyAlgorithm algorithm)
{
    // Ed25519 hashes by itself: no digest and no update calls.
    return algorithm == KeyAlgorithm::Ed25519 ? nullptr : EVP_sha256();
}

} // namespace

QString algorithmName(KeyAlgorithm algorithm)
{
    return algorithm == KeyAlgorithm::Ed25519 ? QStringLiteral("ed25519") : QStringLiteral("es256");
}

Result<KeyAlgorithm> algorithmFromName(const QString& name)
{
    for (const auto algorithm : {KeyAlgorithm::Ed25519, KeyAlgorithm::Es256}) {
        if (name == algorithmName(algorithm))
            return algorithm;
    }
    return failure(Error::Code::Usage, Tr::tr("'%1' is not an algorithm for keys; there are ed25519, es256").arg(name));
}

Result<std::shared_ptr<const PublicKey::Impl>> PublicKey::Impl::of(openssl::Key key)
{
    if (EVP_PKEY_is_a(key.get(), "ED25519") == 1)
        return std::make_shared<const Impl>(std::move(key), KeyAlgorithm::Ed25519);
    if (EVP_PKEY_is_a(key.get(), "EC") != 1) {
        const char* name = EVP_PKEY_get0_type_name(key.get());
        return failure(Error::Code::Unsupported, Tr::tr("this is a key of type %1; ed25519 and es256 (P-256) are known")
                                                     .arg(QString::fromLatin1(name ? name : "?")));
    }
    char group[64] = {};
    if (EVP_PKEY_get_group_name(key.get(), group, sizeof group, nullptr) != 1 || qstrcmp(group, "prime256v1") != 0) {
        ERR_clear_error();
        return failure(Error::Code::Unsupported, Tr::tr("this key is on the curve %1; es256 needs prime256v1 (P-256)")
                                                     .arg(group[0] ? QString::fromLatin1(group) : QStringLiteral("?")));
    }
    return std::make_shared<const Impl>(std::move(key), KeyAlgorithm::Es256);
}

Result<PublicKey> PublicKey::fromRaw(KeyAlgorithm algorithm, ByteSpan bytes)
{
    openssl::Key key;
    if (algorithm == KeyAlgorithm::Ed25519) {
        key.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes.data(), bytes.size()));
    } else {
        key.reset(EVP_PKEY_new());
        char group[] = "prime256v1";
        OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
                                   OSSL_PARAM_construct_octet_string(
                                       OSSL_PKEY_PARAM_PUB_KEY, const_cast<std::uint8_t*>(bytes.data()), bytes.size()),
                                   OSSL_PARAM_construct_end()};
        const openssl::KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
        EVP_PKEY* made = nullptr;
        if (!bytes.empty() && EVP_PKEY_fromdata_init(context.get()) == 1 &&
            EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters) == 1)
            key.reset(made);
        else
            key.reset();
    }
    if (!key)
        return failure(Error::Code::BadInput,
                       Tr::tr("these %1 bytes are no %2 public key: %3")
                           .arg(QString::number(bytes.size()), algorithmName(algorithm), openssl::takeError()));
    auto impl = Impl::of(std::move(key));
    if (!impl)
        return failure(impl.error());
    return PublicKey(*impl);
}

KeyAlgorithm PublicKey::algorithm() const
{
    return m_impl->algorithm;
}

QByteArray PublicKey::toPem() const
{
    const openssl::Bio bio = openssl::writer();
    const int written = PEM_write_bio_PUBKEY(bio.get(), m_impl->key.get());
    Q_ASSERT(written == 1);
    Q_UNUSED(written);
    return openssl::content(bio);
}

QByteArray PublicKey::raw() const
{
    if (algorithm() == KeyAlgorithm::Ed25519) {
        std::size_t size = 32;
        QByteArray bytes(32, Qt::Uninitialized);
        EVP_PKEY_get_raw_public_key(m_impl->key.get(), reinterpret_cast<unsigned char*>(bytes.data()), &size);
        return bytes;
    }
    // The key may have come in as a compressed point; x and y are always there.
    BIGNUM* x = nullptr;
    BIGNUM* y = nullptr;
    EVP_PKEY_get_bn_param(m_impl->key.get(), OSSL_PKEY_PARAM_EC_PUB_X, &x);
    EVP_PKEY_get_bn_param(m_impl->key.get(), OSSL_PKEY_PARAM_EC_PUB_Y, &y);
    const openssl::Number ownX(x);
    const openssl::Number ownY(y);
    QByteArray bytes(65, '\x04');
    auto* at = reinterpret_cast<unsigned char*>(bytes.data());
    BN_bn2binpad(x, at + 1, 32);
    BN_bn2binpad(y, at + 33, 32);
    return bytes;
}

QString PublicKey::fingerprint() const
{
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(m_impl->key.get(), &der);
    const Digest digest = Digest::of(ByteSpan(der, size > 0 ? static_cast<std::size_t>(size) : 0));
    OPENSSL_free(der);
    return digest.hex();
}

bool PublicKey::verify(ByteSpan message, ByteSpan signature) const
{
    if (signature.size() != static_cast<std::size_t>(signatureSize))
        return false;
    QByteArray der;
    if (algorithm() == KeyAlgorithm::Es256) {
        der = derOfCose(signature);
        signature = bytesOf(der);
    }
    const openssl::DigestContext context(EVP_MD_CTX_new());
    const bool good =
        EVP_DigestVerifyInit(context.get(), nullptr, digestOf(algorithm()), nullptr, m_impl->key.get()) == 1 &&
        EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
    ERR_clear_error();
    return good;
}

Result<PrivateKey> PrivateKey::generate(KeyAlgorithm algorithm)
{
    openssl::Key key(algorithm == KeyAlgorithm::Ed25519 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                                        : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    if (!key)
        return failure(Error::Code::Internal, Tr::tr("no key could be made: %1").arg(openssl::takeError()));
    auto impl = PublicKey::Impl::of(std::move(key));
    if (!impl)
        return failure(impl.error());
    return PrivateKey(PublicKey(*impl));
}

Result<PrivateKey> PrivateKey::fromRaw(KeyAlgorithm algorithm, ByteSpan bytes)
{
    if (bytes.size() != 32)
        return failure(Error::Code::BadInput, Tr::tr("a private key has 32 bytes, not %1").arg(bytes.size()));
    openssl::Key key;
    if (algorithm == KeyAlgorithm::Ed25519) {
        key.reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes.data(), bytes.size()));
    } else {
        // RFC 5915 without the public point: OpenSSL computes it.
        QByteArray der = QByteArray::fromHex("303102010104"
                                             "20") +
                         QByteArray(reinterpret_cast<const char*>(bytes.data()), 32) +
                         QByteArray::fromHex("a00a06082a8648ce3d030107");
        const auto* at = reinterpret_cast<const unsigned char*>(der.constData());
        key.reset(d2i_PrivateKey(EVP_PKEY_EC, nullptr, &at, der.size()));
        wipe(der);
    }
    if (!key)
        return failure(
            Error::Code::BadInput,
            Tr::tr("these bytes are no %1 private key: %2").arg(algorithmName(algorithm), openssl::takeError()));
    auto impl = PublicKey::Impl::of(std::move(key));
    if (!impl)
        return failure(impl.error());
    return PrivateKey(PublicKey(*impl));
}

Result<QByteArray> PrivateKey::sign(ByteSpan message) const
{
    const openssl::DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY* key = m_public.m_impl->key.get();
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, digestOf(algorithm()), nullptr, key) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) != 1)
        return failure(Error::Code::Internal, Tr::tr("signing failed: %1").arg(openssl::takeError()));
    QByteArray signature(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, message.data(),
                       message.size()) != 1)
        return failure(Error::Code::Internal, Tr::tr("signing failed: %1").arg(openssl::takeError()));
    signature.truncate(static_cast<qsizetype>(size));
    if (algorithm() == KeyAlgorithm::Es256)
        signature = coseOfDer(signature);
    if (signature.size() != signatureSize)
        return failure(Error::Code::Internal, Tr::tr("signing made %1 bytes").arg(signature.size()));
    return signature;
}

} // namespace ota
