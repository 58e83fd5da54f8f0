// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringView>

namespace ota {

/// Whether a text looks as if it held a credential or a private key.
bool holdsSecret(const QString& text);
/// In one of its texts, nested objects included.
bool holdsSecret(const QJsonObject& object);

/// The text with what is secret in it replaced by `***`. Exports and messages go through it.
QString maskSecrets(const QString& text);

/// The same in every text of an object, nested ones included.
QJsonObject maskSecrets(const QJsonObject& object);

} // namespace ota
