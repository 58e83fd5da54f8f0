// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "base/result.h"
#include "crypto/key.h"
#include "suit/manifest.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace ota {

/// One image and where it goes. Several with the same id are choices for one component: slots, told apart by their
/// offset.
struct SuitImage
{
    SuitComponentId id = {};
    std::optional<QByteArray> vendor = {};  ///< 16 bytes.
    std::optional<QByteArray> classId = {}; ///< 16 bytes.
    std::optional<Digest> digest = {};
    std::optional<quint64> size = {};   ///< Bytes.
    std::optional<quint64> offset = {}; ///< riot-09: from the start of the flash; draft-37: number of the slot.
    QString uri = {};                   ///< Empty: nothing to fetch.
    bool bootable = false;              ///< Is invoked (run) in the end; written when it is the only one.
};

struct SuitBuild
{
    SuitDialect dialect = SuitDialect::Riot09;
    quint64 sequenceNumber = 0;
    QString referenceUri = {};
    std::vector<SuitImage> images = {};
};

/// The manifest's bytes, deterministic: for riot-09 those that RIOT's suit-tool writes. Error: Usage (no image, no
/// vendor or class anywhere, choices that nothing tells apart or of which one lacks what the other has).
Result<QByteArray> buildManifest(const SuitBuild& build);

/// The manifest in an envelope without a signature. Errors as buildManifest.
Result<QByteArray> buildSuit(const SuitBuild& build);

/// Adds a signature; what is there stays byte for byte. Errors: Rejected (the envelope or manifest is not as it must
/// be, or an existing digest is not the manifest's), Usage (too many signatures), Internal.
Result<QByteArray> signSuit(ByteSpan envelope, const PrivateKey& key);

} // namespace ota
