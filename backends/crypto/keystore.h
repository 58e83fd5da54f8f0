// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "crypto/key.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace ota {

/// What is known of a key of the bench without its password.
struct KeyInfo
{
    QString name = {};
    KeyAlgorithm algorithm = KeyAlgorithm::Ed25519;
    QString fingerprint = {}; ///< SHA-256 of the public key's DER form.
    bool hasPrivate = false;  ///< False: only for checking signatures.
    bool encrypted = false;   ///< The private half needs a password.
    QDateTime created = {};   ///< UTC.
    QString fault = {};       ///< Why the files can not be used; then only `name` counts. Mostly empty.
};

/// The signing keys of a bench: a directory with NAME.pem (PKCS#8, mode 0600) and NAME.pub.pem. Holds nothing in
/// memory; any thread, but one writer.
class KeyStore
{
public:
    explicit KeyStore(QString directory);

    /// Letters, digits, `.`, `_`, `-`; 1 to 64 of them, the first a letter or digit; not ending in `.pem` or `.pub`.
    /// Error: Usage.
    static Result<> checkName(const QString& name);

    /// Writes both halves; encrypted when there is a password. Errors: Usage (name), Busy (taken), Io.
    Result<KeyInfo> add(const QString& name, const PrivateKey& key, const Secret& password = {});

    /// For checking only. Errors as add.
    Result<KeyInfo> addPublic(const QString& name, const PublicKey& key);

    /// Sorted by name; unreadable entries are in it with their fault. A directory that is not there is empty.
    std::vector<KeyInfo> list() const;

    /// Errors: Usage (name), NotFound (naming those that are there).
    Result<KeyInfo> info(const QString& name) const;

    Result<PublicKey> publicKey(const QString& name) const;

    /// Errors: those of info() and PrivateKey::fromPem(); NotFound when there is only the public half.
    Result<PrivateKey> privateKey(const QString& name, const AskPassword& ask) const;

    Result<> remove(const QString& name);

    QString privatePath(const QString& name) const;
    QString publicPath(const QString& name) const;

private:
    Result<> prepare(const QString& name) const;
    Result<KeyInfo> read(const QString& name) const;

    QString m_directory;
};

} // namespace ota
