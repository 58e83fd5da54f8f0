// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "store/release.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace ota {

struct SuitKeys;
struct SuitReport;

/// One thing a RIOT device would stumble over.
struct ManifestFinding
{
    QString id;        ///< `riot-size-640`
    QString className; ///< `warn`, `bad`, `info`
    QString text;
};

/// What is known of a published manifest: kept in the notes of the file, shown by every front end.
struct ManifestFacts
{
    QString dialect; ///< `riot-09`
    std::optional<quint64> sequence;
    QString verdict;   ///< Code of the verification: `ok`, `untrusted-key`, `malformed`
    QString className; ///< `good`, `warn`, `bad`
    QString text;      ///< `verified, signed by bench-key`
    QString why;       ///< Why the verdict is not ok, one sentence.
    QString signer;    ///< Name of the key, trusted or only known.
    std::vector<ManifestFinding> findings;

    QJsonObject toJson() const;
    static ManifestFacts fromJson(const QJsonObject& json);
};

/// Whether these bytes mean to be a SUIT envelope, good or bad.
bool looksLikeEnvelope(ByteSpan bytes);

/// Whether a name says that the file is a manifest: `manifest`, `x.suit`, `riot.suit.7.bin`,
/// `x-riot.suitv4_signed.7.bin`.
bool isNamedLikeManifest(const QString& name);

struct ManifestRefusal
{
    QString code; ///< `duplicate-key`
    QString why;
};

/// Why we do not publish this manifest, if so: errors of form that a lax device would not see are refused
/// (spec/suit-coap.md 2.8), foreign, bad or missing signatures are the board's to refuse.
std::optional<ManifestRefusal> refusalOf(const SuitReport& report);

ManifestFacts factsOf(const SuitReport& report);

/// Of a published file; nothing when it is no manifest.
std::optional<ManifestFacts> manifestFactsOf(const ReleaseFile& file);

} // namespace ota
