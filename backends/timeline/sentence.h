// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/sessionstate.h"

namespace ota {

/// What was proven, by what, and what is missing: one sentence for a session as it stands (spec/timeline.md 10),
/// translated.
QString resultSentence(const SessionState& state);

/// `21:13:09`, local time.
QString clockTime(qint64 ns);

/// `4.2 s`, `3 min 05 s`.
QString humanDuration(qint64 ns);

} // namespace ota
