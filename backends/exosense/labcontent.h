// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "crypto/key.h"
#include "exosense/jsontext.h"
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
/// those has the name, `prefix` stands before it. Errors: Unsupported (key), BadInput (it has the header already),
/// NotFound and Io (blobs).
Result<NewContent> labSigned(Bench& bench, ExosenseStore& store, NewContent content, const LabSigning& signing,
                             const QString& prefix);

/// A request, and the files it speaks of.
struct SignedConfig
{
    JsonText config;
    NewContent content;
};

/// A valid config_otau whose payload is content of this bench, with the lab header in front of each file: its URLs,
/// `sha256` and `size` become those of the signed files, which are named with `prefix` before their name. `unstored`:
/// content that the payload may name, too, and that is only about to be stored. Errors: those of labSigned(), NotFound
/// (content), and BadInput (the payload is fetched elsewhere, or not at all).
Result<SignedConfig> labSignedConfig(Bench& bench, ExosenseStore& store, JsonText config, const LabSigning& signing,
                                     const QString& prefix, const NewContent& unstored);

} // namespace ota
