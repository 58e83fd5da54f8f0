// SPDX-License-Identifier: Apache-2.0
#include "crypto/keyimpl.h"

#include <QCoreApplication>

#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Key)
};

// What guessing costs an attacker (OWASP 2023 for PBKDF2 with SHA-256): about 0.2 s a try.
constexpr int pbkdf2Iterations = 600'000;
// A file from outside must not keep us busy for hours.
constexpr long maximumPbkdf2Iterations = 10'000'000;

using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, openssl::Deleter<PKCS8_PRIV_KEY_INFO_free>>;
using EncryptedPkcs8 = std::unique_ptr<X509_SIG, openssl::Deleter<X509_SIG_free>>;
using Pbes2 = std::unique_ptr<PBE2PARAM, openssl::Deleter<PBE2PARAM_free>>;
using Pbkdf2 = std::unique_ptr<PBKDF2PARAM, openssl::Deleter<PBKDF2PARAM_free>>;

/// One block of a PEM text.
struct PemBlock
{
    QByteArray label;
    QByteArray header; ///< Of traditional encryption; mostly empty.
    QByteArray der;
};

/// The blocks in their order; what is not PEM is skipped. Wipe what may be secret.
std::vector<PemBlock> pemBlocks(QByteArrayView pem)
{
    std::vector<PemBlock> blocks;
    if (pem.size() > maximumPemSize)
        return blocks;
    const openssl::Bio bio = openssl::reader(pem);
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;
    while (PEM_read_bio(bio.get(), &name, &header, &data, &size) == 1) {
        blocks.push_back({QByteArray(name), QByteArray(header), QByteArray(reinterpret_cast<char*>(data), size)});
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_clear_free(data, static_cast<std::size_t>(size));
    }
    ERR_clear_error();
    return blocks;
}

Error notPem(QByteArrayView pem, const QString& wanted)
{
    if (pem.size() > maximumPemSize)
        return {Error::Code::BadInput,
                Tr::tr("a PEM text of %1 bytes; at most %2 are allowed").arg(pem.size()).arg(maximumPemSize),
                {},
                {}};
    return {Error::Code::BadInput,
            Tr::tr("there is no %1 in it").arg(wanted),
            {},
            Tr::tr("A PEM file has a line '-----BEGIN %1-----'.").arg(wanted)};
}

Result<Secret> askFor(const AskPassword& ask)
{
    if (!ask)
        return failure(Error::Code::Usage, Tr::tr("this key is encrypted and there is nobody to ask for its password"));
    return ask();
}

/// The iteration count of PBES2 with PBKDF2 (RFC 8018); checked before a password is asked for.
Result<> checkEncryption(const X509_SIG* encrypted)
{
    const X509_ALGOR* scheme = nullptr;
    X509_SIG_get0(encrypted, &scheme, nullptr);
    const QString hint = Tr::tr("Convert it with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW");
    if (OBJ_obj2nid(scheme->algorithm) != NID_pbes2)
        return failure(Error::Code::Unsupported, Tr::tr("the key is encrypted in an old way (not PBES2)"), {}, hint);
    const Pbes2 pbes2(static_cast<PBE2PARAM*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBE2PARAM), scheme->parameter)));
    if (!pbes2 || OBJ_obj2nid(pbes2->keyfunc->algorithm) != NID_id_pbkdf2)
        return failure(Error::Code::Unsupported,
                       Tr::tr("the key's password is stretched by something other than PBKDF2"), {}, hint);
    const Pbkdf2 pbkdf2(
        static_cast<PBKDF2PARAM*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBKDF2PARAM), pbes2->keyfunc->parameter)));
    const long iterations = pbkdf2 ? ASN1_INTEGER_get(pbkdf2->iter) : 0;
    if (iterations < 1 || iterations > maximumPbkdf2Iterations)
        return failure(Error::Code::Unsupported,
                       Tr::tr("the key's PBKDF2 iteration count is not within 1 to %1").arg(maximumPbkdf2Iterations));
    return {};
}

Result<openssl::Key> decrypted(const PemBlock& block, const AskPassword& ask)
{
    const auto* at = reinterpret_cast<const unsigned char*>(block.der.constData());
    const EncryptedPkcs8 encrypted(d2i_X509_SIG(nullptr, &at, block.der.size()));
    if (!encrypted)
        return failure(Error::Code::BadInput, Tr::tr("the encrypted key is damaged: %1").arg(openssl::takeError()));
    if (auto checked = checkEncryption(encrypted.get()); !checked) {
        ERR_clear_error();
        return failure(checked.error());
    }
    auto password = askFor(ask);
    if (!password)
        return failure(password.error());
    const Pkcs8 info(PKCS8_decrypt(encrypted.get(), password->view().data(), static_cast<int>(password->size())));
    if (!info) {
        ERR_clear_error();
        return failure(Error::Code::Rejected, Tr::tr("the password does not open this key"));
    }
    openssl::Key key(EVP_PKCS82PKEY(info.get()));
    if (!key)
        return failure(Error::Code::BadInput, Tr::tr("the decrypted key is damaged: %1").arg(openssl::takeError()));
    return key;
}

/// OpenSSL's callback for traditional encryption; its own default would ask on the terminal.
struct PasswordCall
{
    const AskPassword& ask;
    std::optional<Error> error;

    static int give(char* buffer, int size, int, void* self)
    {
        auto* call = static_cast<PasswordCall*>(self);
        auto password = askFor(call->ask);
        if (!password) {
            call->error = password.error();
            return -1;
        }
        const auto length = std::min<qsizetype>(password->size(), size);
        std::copy_n(password->view().data(), length, buffer);
        return static_cast<int>(length);
    }
};

/// RFC 1421's encryption, which openssl still writes with `ec -aes256`.
Result<QByteArray> decryptedTraditional(PemBlock& block, const AskPassword& ask)
{
    EVP_CIPHER_INFO cipher = {};
    PasswordCall call{ask, {}};
    long size = block.der.size();
    const bool done = PEM_get_EVP_CIPHER_INFO(block.header.data(), &cipher) == 1 &&
                      PEM_do_header(&cipher, reinterpret_cast<unsigned char*>(block.der.data()), &size,
                                    &PasswordCall::give, &call) == 1;
    ERR_clear_error();
    if (call.error)
        return failure(*call.error);
    if (!done)
        return failure(Error::Code::Rejected, Tr::tr("the password does not open this key"));
    return block.der.first(size);
}

/// A plain PKCS#8 key or a traditional one. Only this block is looked at: what else stands in the file can be made to
/// keep us busy.
Result<openssl::Key> plain(PemBlock& block, const AskPassword& ask)
{
    openssl::Key key;
    if (block.label == "PRIVATE KEY") {
        const auto* at = reinterpret_cast<const unsigned char*>(block.der.constData());
        const Pkcs8 info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, block.der.size()));
        key.reset(info ? EVP_PKCS82PKEY(info.get()) : nullptr);
    } else if (block.label == "EC PRIVATE KEY") {
        auto der = block.header.isEmpty() ? Result<QByteArray>(block.der) : decryptedTraditional(block, ask);
        if (!der)
            return failure(der.error());
        const auto* at = reinterpret_cast<const unsigned char*>(der->constData());
        key.reset(d2i_PrivateKey(EVP_PKEY_EC, nullptr, &at, der->size()));
        wipe(*der);
    } else {
        return failure(
            Error::Code::Unsupported,
            Tr::tr("this is an '%1'; ed25519 and es256 keys in PKCS#8 are known").arg(QString::fromLatin1(block.label)),
            {}, Tr::tr("Convert it with: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW"));
    }
    if (!key)
        return failure(Error::Code::BadInput, Tr::tr("the key is damaged: %1").arg(openssl::takeError()));
    ERR_clear_error();
    return key;
}

bool isPrivateLabel(const QByteArray& label)
{
    return label == "PRIVATE KEY" || label.endsWith(" PRIVATE KEY");
}

} // namespace

PemKind pemKind(QByteArrayView pem)
{
    PemKind kind = PemKind::Other;
    for (PemBlock& block : pemBlocks(pem)) {
        if (kind == PemKind::Other && block.label == "PUBLIC KEY")
            kind = PemKind::PublicKey;
        else if (kind == PemKind::Other && isPrivateLabel(block.label))
            kind = !block.header.isEmpty() || block.label == "ENCRYPTED PRIVATE KEY" ? PemKind::EncryptedPrivateKey
                                                                                     : PemKind::PrivateKey;
        wipe(block.der);
    }
    return kind;
}

Result<PublicKey> PublicKey::fromPem(QByteArrayView pem)
{
    const PemKind kind = pemKind(pem);
    if (kind == PemKind::PrivateKey || kind == PemKind::EncryptedPrivateKey)
        return failure(Error::Code::BadInput, Tr::tr("this is a private key; the public half is needed"));
    if (kind != PemKind::PublicKey)
        return failure(notPem(pem, QStringLiteral("PUBLIC KEY")));
    openssl::Key key;
    for (const PemBlock& block : pemBlocks(pem)) {
        if (block.label != "PUBLIC KEY")
            continue;
        const auto* at = reinterpret_cast<const unsigned char*>(block.der.constData());
        key.reset(d2i_PUBKEY(nullptr, &at, block.der.size()));
        break;
    }
    if (!key)
        return failure(Error::Code::BadInput, Tr::tr("the public key is damaged: %1").arg(openssl::takeError()));
    ERR_clear_error();
    auto impl = Impl::of(std::move(key));
    if (!impl)
        return failure(impl.error());
    return PublicKey(*impl);
}

Result<PrivateKey> PrivateKey::fromPem(QByteArrayView pem, const AskPassword& ask)
{
    auto blocks = pemBlocks(pem);
    Result<openssl::Key> key = failure(notPem(pem, QStringLiteral("PRIVATE KEY")));
    for (PemBlock& block : blocks) {
        if (!isPrivateLabel(block.label))
            continue;
        key = block.label == "ENCRYPTED PRIVATE KEY" ? decrypted(block, ask) : plain(block, ask);
        break;
    }
    for (PemBlock& block : blocks)
        wipe(block.der);
    if (!key)
        return failure(key.error());
    auto impl = PublicKey::Impl::of(std::move(*key));
    if (!impl)
        return failure(impl.error());
    return PrivateKey(PublicKey(*impl));
}

Result<QByteArray> PrivateKey::toPem(const Secret& password) const
{
    const openssl::Bio bio = openssl::secretWriter();
    EVP_PKEY* key = m_public.m_impl->key.get();
    bool written = false;
    if (password.isEmpty()) {
        written = PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
    } else {
        const Pkcs8 info(EVP_PKEY2PKCS8(key));
        const EncryptedPkcs8 encrypted(info ? PKCS8_encrypt(-1, EVP_aes_256_cbc(), password.view().data(),
                                                            static_cast<int>(password.size()), nullptr, 0,
                                                            pbkdf2Iterations, info.get())
                                            : nullptr);
        written = encrypted && PEM_write_bio_PKCS8(bio.get(), encrypted.get()) == 1;
    }
    if (!written)
        return failure(Error::Code::Internal, Tr::tr("the key could not be written: %1").arg(openssl::takeError()));
    return openssl::content(bio);
}

} // namespace ota
