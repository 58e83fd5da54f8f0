// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/releasestore.h"

namespace ota {

class Bench;

/// The key in ReleaseDraft::notes that lets manifests of bad form pass, for negative tests.
inline constexpr QLatin1StringView allowInvalidNote{"allow-invalid"};

/// What is looked at before a release of the SUIT world is published: each manifest is verified against the keys of the
/// bench, its facts and lint findings become notes of the release, its sequence number that of the release. Refuses
/// (Rejected) manifests of bad form unless `allow-invalid` is among the draft's notes.
PublishCheck suitPublishCheck(Bench& bench);

/// Registers it. Once for a bench, before anything is published.
void installSuitPublishCheck(Bench& bench);

} // namespace ota
