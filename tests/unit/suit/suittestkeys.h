// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/verify.h"

#include <QJsonObject>

namespace ota {

/// The entries of tests/data/suit/index.json by their file.
QList<QJsonObject> suitVectors();

QByteArray suitFile(const QString& name);

/// A public key by the path that index.json writes: `keys/ed25519_test.pub.pem`.
PublicKey suitPublicKey(const QString& file);

/// A private test key by its name: `ed25519_test`.
PrivateKey suitPrivateKey(const QString& name);

/// The keys of an entry: `key` trusted, `known` not.
SuitKeys suitKeysOf(const QJsonObject& vector);

} // namespace ota
