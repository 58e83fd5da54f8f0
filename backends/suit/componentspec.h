// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "suit/manifest.h"

#include <QString>

#include <optional>

namespace ota {

/// Reads a component's identifier as people write it: elements joined by `,`, each `text:…`, `hex:…` or plain text
/// (`ram,0`, `hex:00`, `/nvm0/SLOT0.txt`); or as RIOT's console shows it, with a dot before each element (`.ram.0`).
/// Error: Usage.
Result<SuitComponentId> parseComponentId(const QString& text);

/// `NAME=FILE[@OFFSET]`: what `suit build --component` takes.
struct ComponentSpec
{
    SuitComponentId id;
    QString file;
    std::optional<quint64> offset;
};

/// The offset is decimal or 0x…; an `@` that nothing like that follows belongs to the file's name. Error: Usage.
Result<ComponentSpec> parseComponentSpec(const QString& text);

/// A number as people write it: decimal or 0x…. Error: Usage, naming `what`.
Result<quint64> parseNumber(const QString& text, const QString& what, quint64 maximum);

} // namespace ota
