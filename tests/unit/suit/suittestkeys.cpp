// SPDX-License-Identifier: Apache-2.0
#include "suittestkeys.h"

#include "testsupport.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ota {

QByteArray suitFile(const QString& name)
{
    return testData(QStringLiteral("suit/") + name);
}

QList<QJsonObject> suitVectors()
{
    QList<QJsonObject> vectors;
    for (const QJsonValue entry : QJsonDocument::fromJson(suitFile(QStringLiteral("index.json"))).array())
        vectors << entry.toObject();
    return vectors;
}

PublicKey suitPublicKey(const QString& file)
{
    return PublicKey::fromPem(suitFile(file)).value();
}

PrivateKey suitPrivateKey(const QString& name)
{
    const auto keys = QJsonDocument::fromJson(suitFile(QStringLiteral("keys/private.json"))).object();
    const QJsonObject key = keys[name].toObject();
    const QByteArray raw = QByteArray::fromHex(key["private_hex"].toString().toLatin1());
    return PrivateKey::fromRaw(algorithmFromName(key["alg"].toString()).value(), bytesOf(raw)).value();
}

SuitKeys suitKeysOf(const QJsonObject& vector)
{
    SuitKeys keys;
    if (const QString trusted = vector["key"].toString(); !trusted.isEmpty())
        keys.signing.push_back({trusted, suitPublicKey(trusted), true});
    for (const QJsonValue known : vector["known"].toArray())
        keys.signing.push_back({known.toString(), suitPublicKey(known.toString()), false});
    return keys;
}

} // namespace ota
