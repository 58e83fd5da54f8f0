// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "suit/verify.h"

#include <functional>
#include <optional>
#include <vector>

namespace ota {

class KnownIdentifiers;

/// What a manifest is to be accepted by.
enum class LintTarget
{
    Riot,     ///< A RIOT board with its defaults.
    Standard, ///< A device that follows the draft of the manifest's dialect.
};

/// What is known of the device and of what we published. What is not known is not checked. The figures are RIOT's
/// defaults.
struct LintProfile
{
    LintTarget target = LintTarget::Riot;
    std::optional<QByteArray> vendor = {};         ///< UUID, 16 bytes.
    std::optional<QByteArray> classId = {};        ///< UUID, 16 bytes.
    std::optional<quint64> storedSequence = {};    ///< On the device.
    std::optional<quint64> publishedSequence = {}; ///< The last one of ours.
    std::optional<quint64> storageSize = {};       ///< Of a slot or region, bytes.
    std::optional<quint64> slotOffset = {};        ///< That the device would compare with.
    QString manifestUrl = {};                      ///< That the device will be told.
    std::size_t maximumEnvelope = 640;
    std::size_t maximumComponents = 1;
    qsizetype urlBuffer = 128;    ///< With the NUL; 64 without suit.inc.mk.
    qsizetype requestBuffer = 80; ///< For the header of a block request.
    qsizetype tokenLength = 0;
    quint64 blockSize = 64;
    bool coaps = false;    ///< Built with DTLS.
    bool resolver = false; ///< Built with DNS.
    struct Payload
    {
        quint64 size = 0;
        Digest digest;
    };
    /// Names for messages. Null: the standard ones; else it must outlive the call.
    const KnownIdentifiers* names = nullptr;
    /// What is behind a URI; nothing when that is not known.
    std::function<std::optional<Payload>(const QString& uri)> payload = {};
};

struct LintFinding
{
    enum class Severity
    {
        Refused, ///< The device will not take it.
        Trap,    ///< It takes it, and that is worse.
        Note     ///< It works, here.
    };

    QString code; ///< Stable: `riot-size-640`, `riot-unsupported:13`, `class-mismatch`.
    Severity severity = Severity::Refused;
    QString message;                    ///< For a person, one sentence, translated.
    std::size_t offset = 0;             ///< In the envelope's bytes.
    std::optional<int> riotResult = {}; ///< The `res=` a RIOT board prints.
};

QString severityName(LintFinding::Severity severity);

/// What this device would refuse and why. Walks the sequences as the device would, with all branches that may be taken;
/// never executes anything. Works on unsigned manifests as well. Pure, apart from `profile.payload`.
std::vector<LintFinding> lintSuit(ByteSpan bytes, const SuitEnvelope& envelope, const SuitManifest& manifest,
                                  const LintProfile& profile);

} // namespace ota
