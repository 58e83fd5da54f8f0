// SPDX-License-Identifier: Apache-2.0
#include "crypto/keystore.h"

#include "base/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(KeyStore)
};

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QLatin1String publicSuffix(".pub.pem");
constexpr QLatin1String privateSuffix(".pem");

} // namespace

KeyStore::KeyStore(QString directory)
    : m_directory(std::move(directory))
{
}

Result<> KeyStore::checkName(const QString& name)
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z"));
    if (!form.match(name).hasMatch())
        return failure(Error::Code::Usage,
                       Tr::tr("'%1' can not be the name of a key: letters, digits, '.', '_' and '-' are allowed, "
                              "64 at most, and the first must be a letter or a digit")
                           .arg(name));
    // a.pub's private half would be the public half of a.
    if (name.endsWith(QLatin1String(".pub")) || name.endsWith(privateSuffix))
        return failure(Error::Code::Usage,
                       Tr::tr("the name of a key does not end in .pem or .pub; '%1' does").arg(name));
    return {};
}

QString KeyStore::privatePath(const QString& name) const
{
    return m_directory + QLatin1Char('/') + name + privateSuffix;
}

QString KeyStore::publicPath(const QString& name) const
{
    return m_directory + QLatin1Char('/') + name + publicSuffix;
}

Result<> KeyStore::prepare(const QString& name) const
{
    if (auto checked = checkName(name); !checked)
        return checked;
    if (QFileInfo::exists(privatePath(name)) || QFileInfo::exists(publicPath(name)))
        return failure(Error::Code::Busy, Tr::tr("there is a key '%1' already").arg(name), {},
                       Tr::tr("Take another name; a key is never overwritten."));
    if (!QDir().mkpath(m_directory))
        return failure(Error::Code::Io, Tr::tr("the directory can not be made"), m_directory);
    if (!QFile::setPermissions(m_directory, ownerOnly | QFileDevice::ExeOwner))
        return failure(Error::Code::Io, Tr::tr("the directory's permissions can not be set"), m_directory);
    return {};
}

Result<KeyInfo> KeyStore::add(const QString& name, const PrivateKey& key, const Secret& password)
{
    if (auto ready = prepare(name); !ready)
        return failure(ready.error());
    auto pem = key.toPem(password);
    if (!pem)
        return failure(pem.error());
    // The public half first: after a crash in between there is an entry that can be seen and removed.
    Result<> written = writeFileDurably(publicPath(name), key.publicKey().toPem());
    if (written)
        written = writeFileDurably(privatePath(name), *pem, ownerOnly);
    wipe(*pem);
    if (!written)
        return failure(written.error());
    return info(name);
}

Result<KeyInfo> KeyStore::addPublic(const QString& name, const PublicKey& key)
{
    if (auto ready = prepare(name); !ready)
        return failure(ready.error());
    if (auto written = writeFileDurably(publicPath(name), key.toPem()); !written)
        return failure(written.error());
    return info(name);
}

Result<KeyInfo> KeyStore::read(const QString& name) const
{
    KeyInfo info{.name = name};
    const QFileInfo privateFile(privatePath(name));
    const QFileInfo publicFile(publicPath(name));
    info.hasPrivate = privateFile.exists();
    info.created = (publicFile.exists() ? publicFile : privateFile).lastModified().toUTC();
    Result<QByteArray> privatePem;
    if (info.hasPrivate) {
        privatePem = readFile(privatePath(name), maximumPemSize);
        if (!privatePem)
            return failure(privatePem.error());
        info.encrypted = pemKind(*privatePem) == PemKind::EncryptedPrivateKey;
    }
    std::optional<PublicKey> key;
    if (publicFile.exists()) {
        const auto pem = readFile(publicPath(name), maximumPemSize);
        if (!pem)
            return failure(pem.error());
        auto parsed = PublicKey::fromPem(*pem);
        if (!parsed)
            return failureIn(publicPath(name), parsed.error());
        key = *parsed;
    } else {
        // Somebody put a bare private key there: fine as long as it needs no password.
        auto parsed = PrivateKey::fromPem(*privatePem, [&]() -> Result<Secret> {
            return failure(Error::Code::BadInput, Tr::tr("its public half %1 is missing").arg(publicPath(name)));
        });
        wipe(*privatePem);
        if (!parsed)
            return failureIn(privatePath(name), parsed.error());
        key = parsed->publicKey();
    }
    info.algorithm = key->algorithm();
    info.fingerprint = key->fingerprint();
    return info;
}

std::vector<KeyInfo> KeyStore::list() const
{
    QStringList names;
    const auto files = QDir(m_directory).entryList({QStringLiteral("*.pem")}, QDir::Files, QDir::Name);
    for (const QString& file : files) {
        const auto suffix = file.endsWith(publicSuffix) ? publicSuffix.size() : privateSuffix.size();
        const QString name = file.chopped(suffix);
        if (checkName(name) && !names.contains(name))
            names << name;
    }
    names.sort();
    std::vector<KeyInfo> keys;
    for (const QString& name : std::as_const(names)) {
        auto info = read(name);
        keys.push_back(info ? *info : KeyInfo{.name = name, .fault = info.error().toString()});
    }
    return keys;
}

Result<KeyInfo> KeyStore::info(const QString& name) const
{
    if (auto checked = checkName(name); !checked)
        return failure(checked.error());
    if (QFileInfo::exists(privatePath(name)) || QFileInfo::exists(publicPath(name)))
        return read(name);
    QStringList names;
    for (const KeyInfo& key : list())
        names << key.name;
    return failure(Error::Code::NotFound, Tr::tr("there is no key '%1' on this bench").arg(name), {},
                   names.isEmpty()
                       ? Tr::tr("There is none at all; make one with: otaw key new %1 --alg ed25519").arg(name)
                       : Tr::tr("There are: %1.").arg(names.join(QLatin1String(", "))));
}

Result<PublicKey> KeyStore::publicKey(const QString& name) const
{
    if (auto found = info(name); !found)
        return failure(found.error());
    if (QFileInfo::exists(publicPath(name))) {
        const auto pem = readFile(publicPath(name), maximumPemSize);
        if (!pem)
            return failure(pem.error());
        auto key = PublicKey::fromPem(*pem);
        return key ? key : Result<PublicKey>(failureIn(publicPath(name), key.error()));
    }
    auto key = privateKey(name, {});
    if (!key)
        return failure(key.error());
    return key->publicKey();
}

Result<PrivateKey> KeyStore::privateKey(const QString& name, const AskPassword& ask) const
{
    const auto found = info(name);
    if (!found)
        return failure(found.error());
    if (!found->hasPrivate)
        return failure(Error::Code::NotFound,
                       Tr::tr("of the key '%1' there is only the public half: it can check, not sign").arg(name));
    auto pem = readFile(privatePath(name), maximumPemSize);
    if (!pem)
        return failure(pem.error());
    auto key = PrivateKey::fromPem(*pem, ask);
    wipe(*pem);
    if (!key)
        return failureIn(Tr::tr("key '%1'").arg(name), key.error());
    if (key->publicKey().fingerprint() != found->fingerprint)
        return failure(Error::Code::BadInput,
                       Tr::tr("%1 and %2 are halves of different keys").arg(privatePath(name), publicPath(name)));
    return key;
}

Result<> KeyStore::remove(const QString& name)
{
    if (auto found = checkName(name); !found)
        return found;
    bool any = false;
    for (const QString& path : {privatePath(name), publicPath(name)}) {
        if (!QFileInfo::exists(path))
            continue;
        if (!QFile::remove(path))
            return failure(Error::Code::Io, Tr::tr("the file can not be removed"), path);
        any = true;
    }
    if (!any)
        return failure(info(name).error());
    return syncDirectory(m_directory);
}

} // namespace ota
