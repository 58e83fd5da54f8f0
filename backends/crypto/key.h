// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace ota {

/// What a signing key is made for.
enum class KeyAlgorithm
{
    Ed25519, ///< RFC 8032; signatures of 64 bytes.
    Es256,   ///< ECDSA on P-256 with SHA-256; signatures as COSE and JOSE write them: r‖s, 64 bytes.
};

constexpr qsizetype signatureSize = 64; ///< Of both algorithms.
constexpr qint64 maximumPemSize = 65536;

/// `ed25519`, `es256`.
QString algorithmName(KeyAlgorithm algorithm);

/// Error: Usage.
Result<KeyAlgorithm> algorithmFromName(const QString& name);

/// Asked for only when a key really is encrypted. An error ends the reading with that error.
using AskPassword = std::function<Result<Secret>()>;

/// The public half of a signing key. A value; any thread.
class PublicKey
{
public:
    /// Reads a PEM `PUBLIC KEY` (SubjectPublicKeyInfo). Errors: BadInput, Unsupported (RSA, another curve).
    static Result<PublicKey> fromPem(QByteArrayView pem);

    /// Ed25519: 32 bytes. ES256: the point, 65 bytes (0x04 x y) or 33 (compressed). Error: BadInput.
    static Result<PublicKey> fromRaw(KeyAlgorithm algorithm, ByteSpan bytes);

    KeyAlgorithm algorithm() const;
    QByteArray toPem() const;

    /// Ed25519: the 32 bytes that RIOT compiles in. ES256: the uncompressed point, 65 bytes.
    QByteArray raw() const;

    /// SHA-256 of the DER form, 64 hexadecimal digits.
    QString fingerprint() const;

    /// False also for a signature of the wrong length.
    bool verify(ByteSpan message, ByteSpan signature) const;

    friend bool operator==(const PublicKey& a, const PublicKey& b) { return a.raw() == b.raw(); }

private:
    friend class PrivateKey;
    class Impl;
    explicit PublicKey(std::shared_ptr<const Impl> impl)
        : m_impl(std::move(impl))
    {
    }

    std::shared_ptr<const Impl> m_impl; ///< Immutable, so that copies may share it.
};

/// A signing key. A value; any thread. Its numbers leave it only through toPem().
class PrivateKey
{
public:
    static Result<PrivateKey> generate(KeyAlgorithm algorithm);

    /// Reads PKCS#8 (plain, or encrypted with PBES2 and PBKDF2) or a traditional `EC PRIVATE KEY`; other blocks before
    /// it are skipped. Errors: BadInput, Unsupported (kind of key or of encryption), Rejected (wrong password), and
    /// those of `ask`. Never asks on the terminal by itself.
    static Result<PrivateKey> fromPem(QByteArrayView pem, const AskPassword& ask);

    /// The 32 bytes of an Ed25519 seed or a P-256 scalar. Error: BadInput.
    static Result<PrivateKey> fromRaw(KeyAlgorithm algorithm, ByteSpan bytes);

    KeyAlgorithm algorithm() const { return publicKey().algorithm(); }
    const PublicKey& publicKey() const { return m_public; }

    /// PKCS#8; encrypted with AES-256-CBC when there is a password. The caller wipes the result.
    Result<QByteArray> toPem(const Secret& password = {}) const;

    /// 64 bytes. Ed25519 is deterministic, ES256 is not. Error: Internal.
    Result<QByteArray> sign(ByteSpan message) const;

private:
    explicit PrivateKey(PublicKey key)
        : m_public(std::move(key))
    {
    }

    PublicKey m_public; ///< Of a handle that holds both halves.
};

/// What a PEM text holds, told by its first telling block; nothing is decrypted.
enum class PemKind
{
    PublicKey,
    PrivateKey,
    EncryptedPrivateKey,
    Other ///< A certificate, parameters only, or no PEM at all.
};
PemKind pemKind(QByteArrayView pem);

} // namespace ota
