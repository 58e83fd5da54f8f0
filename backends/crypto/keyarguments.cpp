// SPDX-License-Identifier: Apache-2.0
#include "crypto/keyarguments.h"

#include "base/files.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(KeyArguments)
};

constexpr qint64 maximumPasswordSize = 4096;

/// Error as of reading; the context is the path.
Result<QByteArray> keyFile(const QString& path)
{
    return readFile(path, maximumPemSize);
}

/// Nothing when the bench has it.
std::optional<Error> missing(const KeyStore& keys, const QString& name)
{
    const auto info = keys.info(name);
    return info ? std::nullopt : std::optional(info.error());
}

} // namespace

const QString passwordFileName = QStringLiteral("password-file");

Result<Secret> passwordFrom(const QString& path)
{
    auto content = readFile(path, maximumPasswordSize);
    if (!content)
        return failure(content.error());
    QByteArrayView line(*content);
    if (const auto end = line.indexOf('\n'); end >= 0)
        line = line.first(end);
    if (line.endsWith('\r'))
        line.chop(1);
    Secret secret{line};
    wipe(*content);
    if (secret.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("the password file's first line is empty"), path);
    return secret;
}

Parameter passwordFileParameter()
{
    return {.name = passwordFileName,
            .type = ParameterType::File,
            .help = Tr::tr("A file whose first line is the key's password; without it the password is asked for."),
            .valueName = QStringLiteral("FILE")};
}

bool isKeyFile(const QString& nameOrFile)
{
    return nameOrFile.contains(QLatin1Char('/')) || nameOrFile.endsWith(QLatin1String(".pem")) ||
           nameOrFile.endsWith(QLatin1String(".pub")) || nameOrFile.endsWith(QLatin1String(".key"));
}

Result<KeyStore> benchKeys(OperationContext& context, OperationContext::Access access)
{
    auto bench = context.bench(access);
    if (!bench)
        return failure(bench.error());
    return KeyStore((*bench)->keysPath());
}

AskPassword passwordSource(const QString& what, const QString& passwordFile, OperationContext& context)
{
    return [=, &context]() -> Result<Secret> {
        if (!passwordFile.isEmpty())
            return passwordFrom(passwordFile);
        const auto answer = context.askSecret(Tr::tr("Password of %1").arg(what));
        if (!answer)
            return failure(answer.error());
        return Secret::fromText(*answer);
    };
}

Result<PublicKey> publicKeyArgument(const QString& nameOrFile, OperationContext& context)
{
    if (!isKeyFile(nameOrFile)) {
        auto keys = benchKeys(context, OperationContext::Access::Read);
        if (!keys)
            return failure(keys.error());
        const auto fault = missing(*keys, nameOrFile);
        if (!fault)
            return keys->publicKey(nameOrFile);
        if (!QFileInfo(nameOrFile).isFile())
            return failure(*fault);
    }
    auto pem = keyFile(nameOrFile);
    if (!pem)
        return failure(pem.error());
    if (pemKind(*pem) != PemKind::PrivateKey) {
        auto key = PublicKey::fromPem(*pem);
        return key ? key : Result<PublicKey>(failureIn(nameOrFile, key.error()));
    }
    auto key = PrivateKey::fromPem(*pem, {});
    wipe(*pem);
    if (!key)
        return failureIn(nameOrFile, key.error());
    return key->publicKey();
}

Result<PrivateKey> privateKeyArgument(const QString& nameOrFile, const QString& passwordFile, OperationContext& context)
{
    if (!isKeyFile(nameOrFile)) {
        auto keys = benchKeys(context, OperationContext::Access::Read);
        if (!keys)
            return failure(keys.error());
        const auto fault = missing(*keys, nameOrFile);
        if (!fault)
            return keys->privateKey(nameOrFile,
                                    passwordSource(Tr::tr("key '%1'").arg(nameOrFile), passwordFile, context));
        if (!QFileInfo(nameOrFile).isFile())
            return failure(*fault);
    }
    auto pem = keyFile(nameOrFile);
    if (!pem)
        return failure(pem.error());
    auto key = PrivateKey::fromPem(*pem, passwordSource(nameOrFile, passwordFile, context));
    wipe(*pem);
    return key ? std::move(key) : Result<PrivateKey>(failureIn(nameOrFile, key.error()));
}

} // namespace ota
