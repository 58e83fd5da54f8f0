// SPDX-License-Identifier: Apache-2.0
#include "timeline/comparison.h"

#include <algorithm>

namespace ota {

namespace {

std::optional<PhaseShare> shareOf(const SessionRow& session, Phase phase, qint64 nowNs)
{
    std::optional<PhaseShare> share;
    for (const PhaseSpan& span : session.phases) {
        if (span.phase != phase)
            continue;
        if (!share)
            share.emplace();
        share->lengthNs += lengthOf(session, span, nowNs);
        if (span.done && span.unit == Unit::Bytes)
            share->bytes = share->bytes.value_or(0) + *span.done;
    }
    return share;
}

} // namespace

qint64 lengthOf(const SessionRow& session, const PhaseSpan& span, qint64 nowNs)
{
    const qint64 end = span.endNs               ? *span.endNs
                       : session.closedNs       ? *session.closedNs
                       : isOpen(session.result) ? nowNs
                                                : session.lastNs;
    return std::max<qint64>(0, end - span.beginNs);
}

std::vector<PhaseComparison> comparePhases(const SessionRow& a, const SessionRow& b, qint64 nowNs)
{
    std::vector<PhaseComparison> comparison;
    for (const Phase phase : allValues<Phase>()) {
        if (phase == Phase::Idle)
            continue;
        PhaseComparison row{phase, shareOf(a, phase, nowNs), shareOf(b, phase, nowNs)};
        if (row.a || row.b)
            comparison.push_back(row);
    }
    return comparison;
}

std::optional<qint64> beginOf(const SessionRow& session, Phase phase)
{
    const auto found = std::ranges::find(session.phases, phase, &PhaseSpan::phase);
    return found == session.phases.end() ? std::nullopt : std::optional(found->beginNs);
}

} // namespace ota
