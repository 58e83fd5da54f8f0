// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/identifiers.h"
#include "suit/manifest.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace ota {

/// One line of an envelope as a person reads it: names for numbers, and where the bytes stand.
struct SuitNode
{
    QString name;
    std::optional<std::int64_t> number; ///< What stands in the bytes for the name.
    QString value;                      ///< Empty when the children say it.
    std::size_t offset = 0;             ///< In the envelope's bytes; key and value where there are both.
    std::size_t length = 0;
    std::vector<SuitNode> children;
};

/// The whole envelope; byte strings that wrap something are opened. What can not be read is shown as it is. Pure.
SuitNode suitTree(ByteSpan bytes, const SuitEnvelope& envelope, const KnownIdentifiers& known);

/// Lines with two spaces a level; the offset in front, hexadecimal.
QString suitTreeText(const SuitNode& root);

/// `name`, `number`, `value`, `offset`, `length`, `children`.
QJsonObject suitTreeJson(const SuitNode& root);

} // namespace ota
