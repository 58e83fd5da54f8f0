// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "base/job.h"
#include "base/result.h"
#include "crypto/key.h"

#include <QString>

namespace ota {

class Bench;

inline constexpr QLatin1StringView demoReleaseId{"demo"};

/// What the demo publishes.
struct DemoRelease
{
    QString fileName;       ///< Of the firmware, as a person knows it.
    qint64 fileBytes = 0;   ///< Of it, as far as it is used.
    qint64 wholeBytes = 0;  ///< Of the file.
    bool shortened = false; ///< Only the first part of the file is used.
    qint64 imageBytes = 0;  ///< With its boot header.
    Digest imageDigest;
    qint64 manifestBytes = 0;
    int findings = 0; ///< Of the linter.
};

/// What a release is made for.
struct DemoTarget
{
    QString releaseId{demoReleaseId};
    QString firmware;
    qint64 limitBytes = 0; ///< Of the file; 0: the whole.
    quint32 sequence = 2;
    qint64 slotBytes = 0;
    quint32 slotOffset = 0; ///< Of the slot that will be written.
    QString uriBase;        ///< `coap://127.0.0.1:5683/demo`
};

inline constexpr QLatin1StringView demoVendor{"riot-os.org"};
inline constexpr QLatin1StringView demoBoard{"native64"};

/// The file of the firmware with a boot header in front as a blob, a signed manifest for it, both published under
/// the target's id. Errors: NotFound, Io, Cancelled; Rejected when the linter refuses the manifest.
Result<DemoRelease> publishDemoRelease(Bench& bench, const PrivateKey& key, const DemoTarget& target, JobContext& job);

} // namespace ota
