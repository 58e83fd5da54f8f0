// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventstore.h"

#include <optional>
#include <vector>

namespace ota {

/// How long a phase of a session lasted: to its end, to the session's, or to `nowNs` while it runs.
qint64 lengthOf(const SessionRow& session, const PhaseSpan& span, qint64 nowNs);

/// All spans of one phase in a session together.
struct PhaseShare
{
    qint64 lengthNs = 0;
    std::optional<quint64> bytes = {}; ///< Nothing when nobody counted any.

    bool operator==(const PhaseShare&) const = default;
};

/// A phase in two sessions.
struct PhaseComparison
{
    Phase phase = Phase::Idle;
    std::optional<PhaseShare> a = {}; ///< Nothing: the session never was in it.
    std::optional<PhaseShare> b = {};

    /// How much longer `a` took than `b`; nothing when one of them was never in it.
    std::optional<qint64> differenceNs() const
    {
        return a && b ? std::optional(a->lengthNs - b->lengthNs) : std::nullopt;
    }
};

/// Phase by phase, in the order of the phases; those that neither was in are left out.
std::vector<PhaseComparison> comparePhases(const SessionRow& a, const SessionRow& b, qint64 nowNs);

/// When the session was in a phase first; nothing when never.
std::optional<qint64> beginOf(const SessionRow& session, Phase phase);

} // namespace ota
