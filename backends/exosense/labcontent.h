// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "crypto/key.h"
#include "exosense/packagecontent.h"

#include <QUuid>

#include <optional>

namespace ota {

class Bench;

/// A UUID as people write it, with or without braces. Error: Usage.
Result<QUuid> labUuid(const QString& text);

/// How files get the lab header (afero.md 7).
struct LabSigning
{
    PrivateKey key;
    QUuid deviceType;
    QUuid partner = {};
    /// Rises with each file that shall be newer; nothing: the time, in milliseconds since 1970.
    std::optional<quint64> versionNumber = {};
};

/// The same content with the lab header in front of each file. The files without it stay what they are; where one of
/// those has the name, `prefix` stands before it. Errors: Unsupported (key), NotFound and Io (blobs).
Result<NewContent> labSigned(Bench& bench, ExosenseStore& store, NewContent content, const LabSigning& signing,
                             const QString& prefix);

} // namespace ota
