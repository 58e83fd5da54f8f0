// SPDX-License-Identifier: Apache-2.0
#include "crypto/cryptooperations.h"

#include "base/files.h"
#include "crypto/keyarguments.h"
#include "operations/operationregistry.h"
#include "operations/texttable.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(KeyOperations)
};

const QString nameName = QStringLiteral("name");
const QString algorithmParameterName = QStringLiteral("alg");
const QString encryptName = QStringLiteral("encrypt");
const QString fileName = QStringLiteral("file");
const QString publicName = QStringLiteral("public");
const QString formName = QStringLiteral("form");
const QString outputName = QStringLiteral("output");

const QString formPem = QStringLiteral("pem");
const QString formRaw = QStringLiteral("raw");
const QString formHex = QStringLiteral("hex");
const QString formC = QStringLiteral("c");

Parameter nameParameter()
{
    return {.name = nameName,
            .help = Tr::tr("The key's name on this bench."),
            .valueName = QStringLiteral("NAME"),
            .required = true,
            .positional = true};
}

QJsonObject toJson(const KeyInfo& key)
{
    QJsonObject object{{nameName, key.name}};
    if (!key.fault.isEmpty()) {
        object.insert(QStringLiteral("fault"), key.fault);
        return object;
    }
    object.insert(QStringLiteral("algorithm"), algorithmName(key.algorithm));
    object.insert(QStringLiteral("fingerprint"), key.fingerprint);
    object.insert(QStringLiteral("private"), key.hasPrivate);
    object.insert(QStringLiteral("encrypted"), key.encrypted);
    object.insert(QStringLiteral("created"), key.created.toString(Qt::ISODate));
    return object;
}

QString kindText(const KeyInfo& key)
{
    if (!key.hasPrivate)
        return Tr::tr("public only");
    return key.encrypted ? Tr::tr("encrypted") : Tr::tr("plain");
}

QString keyText(const KeyInfo& key, const QString& done)
{
    return done + QLatin1Char('\n') +
           textTable({}, {{Tr::tr("Algorithm"), algorithmName(key.algorithm)},
                          {Tr::tr("Private half"), kindText(key)},
                          {Tr::tr("Fingerprint"), key.fingerprint}});
}

/// The password for a key that is to be encrypted: from the file, or asked for twice.
Result<Secret> newPassword(const QString& name, const QString& passwordFile, OperationContext& context)
{
    if (!passwordFile.isEmpty())
        return passwordSource(name, passwordFile, context)();
    const auto first = context.askSecret(Tr::tr("New password for key '%1'").arg(name));
    if (!first)
        return failure(first.error());
    if (first->isEmpty())
        return failure(Error::Code::Usage, Tr::tr("an empty password protects nothing"), {},
                       Tr::tr("Leave --encrypt out to keep the key unencrypted."));
    const auto second = context.askSecret(Tr::tr("The same password again"));
    if (!second)
        return failure(second.error());
    if (*first != *second)
        return failure(Error::Code::Usage, Tr::tr("the two passwords differ"));
    return Secret::fromText(*first);
}

Result<Outcome> runNew(const Arguments& arguments, OperationContext& context)
{
    const QString name = arguments.text(nameName);
    if (auto checked = KeyStore::checkName(name); !checked)
        return failure(checked.error());
    const auto algorithm = algorithmFromName(arguments.text(algorithmParameterName));
    if (!algorithm)
        return failure(algorithm.error());
    auto keys = benchKeys(context, Access::Hold);
    if (!keys)
        return failure(keys.error());
    Secret password;
    if (arguments.flag(encryptName) || arguments.has(passwordFileName)) {
        auto given = newPassword(name, arguments.text(passwordFileName), context);
        if (!given)
            return failure(given.error());
        password = std::move(*given);
    }
    const auto key = PrivateKey::generate(*algorithm);
    if (!key)
        return failure(key.error());
    const auto info = keys->add(name, *key, password);
    if (!info)
        return failure(info.error());
    return Outcome{toJson(*info), keyText(*info, Tr::tr("Made key '%1'.").arg(name))};
}

/// Keeps the encryption the file has: the same password opens the key on the bench.
Result<KeyInfo> importKey(KeyStore& keys, const QString& name, const QByteArray& pem, const QString& path,
                          const QString& passwordFile, OperationContext& context)
{
    if (pemKind(pem) == PemKind::PublicKey) {
        const auto key = PublicKey::fromPem(pem);
        return key ? keys.addPublic(name, *key) : Result<KeyInfo>(failureIn(path, key.error()));
    }
    Secret password;
    const auto key = PrivateKey::fromPem(pem, [&]() -> Result<Secret> {
        auto given = passwordSource(path, passwordFile, context)();
        if (given)
            password = Secret(given->view());
        return given;
    });
    return key ? keys.add(name, *key, password) : Result<KeyInfo>(failureIn(path, key.error()));
}

Result<Outcome> runImport(const Arguments& arguments, OperationContext& context)
{
    const QString name = arguments.text(nameName);
    const QString path = arguments.text(fileName);
    if (auto checked = KeyStore::checkName(name); !checked)
        return failure(checked.error());
    auto pem = readFile(path, maximumPemSize);
    if (!pem)
        return failure(pem.error());
    auto keys = benchKeys(context, Access::Hold);
    if (!keys)
        return failure(keys.error());
    const auto info = importKey(*keys, name, *pem, path, arguments.text(passwordFileName), context);
    wipe(*pem);
    if (!info)
        return failure(info.error());
    return Outcome{toJson(*info), keyText(*info, Tr::tr("Took over key '%1'.").arg(name))};
}

Result<Outcome> runList(const Arguments&, OperationContext& context)
{
    const auto keys = benchKeys(context, Access::Read);
    if (!keys)
        return failure(keys.error());
    QJsonArray array;
    std::vector<QStringList> rows;
    for (const KeyInfo& key : keys->list()) {
        array.append(toJson(key));
        if (key.fault.isEmpty())
            rows.push_back({key.name, algorithmName(key.algorithm), kindText(key), key.fingerprint.left(16),
                            key.created.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))});
        else
            rows.push_back({key.name, Tr::tr("unusable: %1").arg(key.fault)});
    }
    const QString text =
        rows.empty()
            ? Tr::tr("No keys. otaw key new NAME makes one.")
            : textTable({Tr::tr("NAME"), Tr::tr("ALG"), Tr::tr("PRIVATE"), Tr::tr("FINGERPRINT"), Tr::tr("CREATED")},
                        rows);
    return Outcome{{{QStringLiteral("keys"), array}}, text};
}

/// As RIOT's build compiles it in: an array of the raw bytes.
QByteArray cArray(const PublicKey& key)
{
    const QByteArray raw = key.raw();
    QByteArray text = "const unsigned char public_key[] = {";
    for (qsizetype i = 0; i < raw.size(); ++i) {
        text += i % 8 == 0 ? "\n    " : " ";
        text += "0x" + raw.sliced(i, 1).toHex() + ',';
    }
    return text + "\n};\n";
}

QByteArray exported(const PublicKey& key, const QString& form)
{
    if (form == formRaw)
        return key.raw();
    if (form == formHex)
        return key.raw().toHex() + '\n';
    return form == formC ? cArray(key) : key.toPem();
}

Result<Outcome> runExport(const Arguments& arguments, OperationContext& context)
{
    const QString name = arguments.text(nameName);
    const QString form = arguments.text(formName);
    const QString output = arguments.text(outputName);
    if (!arguments.flag(publicName))
        return failure(Error::Code::Usage, Tr::tr("private keys are not exported"), {},
                       Tr::tr("Say --public for the public half. The private one is the file keys/%1.pem of the bench.")
                           .arg(name));
    if (form == formRaw && output.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("raw bytes need a file to go to"), {},
                       Tr::tr("Add -o FILE, or take --form hex."));
    const auto keys = benchKeys(context, Access::Read);
    if (!keys)
        return failure(keys.error());
    const auto key = keys->publicKey(name);
    if (!key)
        return failure(key.error());
    const QByteArray content = exported(*key, form);
    QJsonObject data{{nameName, name},
                     {QStringLiteral("algorithm"), algorithmName(key->algorithm())},
                     {QStringLiteral("fingerprint"), key->fingerprint()},
                     {QStringLiteral("pem"), QString::fromLatin1(key->toPem())},
                     {QStringLiteral("hex"), QString::fromLatin1(key->raw().toHex())}};
    if (output.isEmpty())
        return Outcome{data, QString::fromLatin1(content)};
    if (auto written = writeFileDurably(output, content); !written)
        return failure(written.error());
    data.insert(fileName, output);
    return Outcome{data, Tr::tr("Wrote the public half of '%1' to %2.").arg(name, output)};
}

Result<Outcome> runRemove(const Arguments& arguments, OperationContext& context)
{
    const QString name = arguments.text(nameName);
    auto keys = benchKeys(context, Access::Hold);
    if (!keys)
        return failure(keys.error());
    if (auto removed = keys->remove(name); !removed)
        return failure(removed.error());
    return Outcome{{{nameName, name}}, Tr::tr("Removed key '%1'.").arg(name)};
}

Operation newOperation()
{
    return {.name = QStringLiteral("key.new"),
            .summary = Tr::tr("Makes a signing key on the bench."),
            .details = Tr::tr(
                "Ed25519 is what RIOT boards hold. The private half is a PKCS#8 file that only you can read; with "
                "--encrypt it is encrypted with AES-256."),
            .parameters = {nameParameter(),
                           {.name = algorithmParameterName,
                            .type = ParameterType::Choice,
                            .help = Tr::tr("What the key signs with."),
                            .defaultValue = algorithmName(KeyAlgorithm::Ed25519),
                            .choices = {algorithmName(KeyAlgorithm::Ed25519), algorithmName(KeyAlgorithm::Es256)}},
                           {.name = encryptName,
                            .type = ParameterType::Flag,
                            .help = Tr::tr("Protect the private half with a password; --password-file does the same.")},
                           passwordFileParameter()},
            .returns = Tr::tr("name, algorithm, fingerprint, private, encrypted, created"),
            .run = runNew};
}

Operation importOperation()
{
    return {.name = QStringLiteral("key.import"),
            .summary = Tr::tr("Takes a key from a PEM file."),
            .details =
                Tr::tr("A private key (PKCS#8, also encrypted, as RIOT and openssl make them; or EC PRIVATE KEY) or a "
                       "public key for checking only. An encrypted key stays encrypted with its password."),
            .parameters = {nameParameter(),
                           {.name = fileName,
                            .type = ParameterType::File,
                            .help = Tr::tr("The PEM file."),
                            .valueName = QStringLiteral("FILE"),
                            .required = true,
                            .positional = true},
                           passwordFileParameter()},
            .returns = Tr::tr("name, algorithm, fingerprint, private, encrypted, created"),
            .run = runImport};
}

Operation exportOperation()
{
    return {.name = QStringLiteral("key.export"),
            .summary = Tr::tr("Writes the public half of a key."),
            .details = Tr::tr("raw, hex and c are the bytes that RIOT compiles into a board's program."),
            .parameters = {nameParameter(),
                           {.name = publicName,
                            .type = ParameterType::Flag,
                            .help = Tr::tr("The public half; nothing else is ever exported.")},
                           {.name = formName,
                            .type = ParameterType::Choice,
                            .help = Tr::tr("How it is written."),
                            .defaultValue = formPem,
                            .choices = {formPem, formRaw, formHex, formC}},
                           {.name = outputName,
                            .type = ParameterType::NewFile,
                            .help = Tr::tr("The file to write; without it the key is printed."),
                            .valueName = QStringLiteral("FILE"),
                            .shortOption = QStringLiteral("o")}},
            .returns = Tr::tr("name, algorithm, fingerprint, pem, hex, file"),
            .run = runExport};
}

} // namespace

void registerCryptoOperations(OperationRegistry& registry)
{
    registry.add(newOperation());
    registry.add(importOperation());
    registry.add(
        {.name = QStringLiteral("key.list"),
         .summary = Tr::tr("Lists the keys of the bench."),
         .returns = Tr::tr("keys: name, algorithm, fingerprint, private, encrypted, created, or name and fault"),
         .run = runList});
    registry.add(exportOperation());
    registry.add(
        {.name = QStringLiteral("key.remove"),
         .summary = Tr::tr("Removes a key for good."),
         .details = Tr::tr("Boards that trust only this key can not be updated any more, unless there is a copy."),
         .parameters = {nameParameter()},
         .returns = Tr::tr("name"),
         .destructive = true,
         .run = runRemove});
}

} // namespace ota
