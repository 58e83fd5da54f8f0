// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "base/result.h"
#include "crypto/key.h"
#include "suit/manifest.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace ota {

/// Where an image is copied before it is invoked, and what it is there. draft-37.
struct SuitLoad
{
    SuitComponentId id = {};
    std::optional<Digest> digest = {}; ///< Nothing: the image's own, as with those below.
    std::optional<quint64> size = {};
};

/// Words for people, in one language. draft-37.
struct SuitText
{
    QString language = QStringLiteral("en");                                    ///< RFC 5646.
    std::map<std::int64_t, QString> manifest = {};                              ///< By the number of SuitNames::text.
    std::map<SuitComponentId, std::map<std::int64_t, QString>> components = {}; ///< SuitNames::componentText
};

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
    /// Fetched there first (payload-fetch), then copied here (install). draft-37.
    std::optional<SuitComponentId> stagingId = {};
    std::optional<Digest> stagedDigest = {}; ///< Nothing: what is fetched is what is installed.
    std::optional<SuitLoad> load = {};
};

struct SuitBuild
{
    SuitDialect dialect = SuitDialect::Riot09;
    quint64 sequenceNumber = 0;
    QString referenceUri = {};
    std::vector<SuitImage> images = {};
    std::vector<SuitText> texts = {};
    /// Of payload-fetch, install and text only digests stand in the manifest: the sections themselves stand beside it
    /// and can be taken away (severSuit). draft-37.
    bool severable = false;
};

/// An envelope without a signature, deterministic: for riot-09 the bytes that RIOT's suit-tool writes, for draft-37
/// those of the draft's examples. Error: Usage (no image, no vendor or class anywhere, choices that nothing tells apart
/// or of which one lacks what the other has, what the dialect has not).
Result<QByteArray> buildSuit(const SuitBuild& build);

/// Takes the severable sections away: a small device, or one that has them already, needs the manifest alone. The
/// manifest and its signatures stay as they are. Errors: Rejected (the envelope is not as it must be), Usage (nothing
/// to take away).
Result<QByteArray> severSuit(ByteSpan envelope);

/// Adds a signature; what is there stays byte for byte. Errors: Rejected (the envelope or manifest is not as it must
/// be, or an existing digest is not the manifest's), Usage (too many signatures), Internal.
Result<QByteArray> signSuit(ByteSpan envelope, const PrivateKey& key);

} // namespace ota
