// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "crypto/key.h"
#include "crypto/keystore.h"
#include "operations/operation.h"

#include <QString>

namespace ota {

/// Whether a text names a file of a key (`./lab.pem`, `lab.pub`) rather than a key of the bench.
bool isKeyFile(const QString& nameOrFile);

/// The bench's keys. Errors: those of opening the bench.
Result<KeyStore> benchKeys(OperationContext& context, OperationContext::Access access);

/// A public key by the name it has on the bench or by a PEM file; a private key's file will do when it is not
/// encrypted. Errors: NotFound, BadInput, Unsupported, Io.
Result<PublicKey> publicKeyArgument(const QString& nameOrFile, OperationContext& context);

/// A private key likewise. The password comes from the first line of `passwordFile`, or is asked for when that is
/// empty. Errors also: Rejected (wrong password), Usage (nobody to ask).
Result<PrivateKey> privateKeyArgument(const QString& nameOrFile, const QString& passwordFile,
                                      OperationContext& context);

/// Gives the password of `what` when it is asked for.
AskPassword passwordSource(const QString& what, const QString& passwordFile, OperationContext& context);

/// The first line of a file. Error: Usage when it is empty, and those of reading.
Result<Secret> passwordFrom(const QString& path);

/// `--password-file`.
Parameter passwordFileParameter();
extern const QString passwordFileName;

} // namespace ota
