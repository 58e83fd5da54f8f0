// SPDX-License-Identifier: Apache-2.0
// What is found by looking at more than the events of one session: its neighbours, and silence.
#include "timeline/checkers.h"
#include "timeline/reason.h"
#include "timeline/sentence.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Checkers)
};

/// What only waits for a confirmation does not work any more.
bool isAtWork(const SessionState& state)
{
    return state.isOpen() && state.verdict.result != SessionResult::Unconfirmed;
}

bool endedWithOldRunning(const SessionState& state)
{
    const bool ended = state.verdict.result == SessionResult::RolledBack ||
                       state.verdict.result == SessionResult::Failure ||
                       state.verdict.result == SessionResult::Interrupted;
    const bool reached = state.installed || state.hasReached(Phase::Install);
    const bool runsTarget =
        !state.versionRunning.isEmpty() && isSameVersion(state.world, state.versionRunning, state.target);
    return ended && reached && !runsTarget;
}

} // namespace

std::optional<Finding> checkLoop(const SessionState& session, std::span<const SessionState> earlier)
{
    if (session.target.isEmpty())
        return std::nullopt;
    Finding finding;
    std::vector<quint64> evidence;
    for (const SessionState& state : earlier) {
        const bool same = state.id != session.id && state.id < session.id && state.board == session.board &&
                          state.world == session.world && isSameVersion(state.world, state.target, session.target);
        if (same && endedWithOldRunning(state))
            evidence.push_back(state.verdict.by.seq);
    }
    if (evidence.size() < 2)
        return std::nullopt;
    std::sort(evidence.begin(), evidence.end());
    finding.session = session.id;
    finding.checker = checker::loop;
    finding.code = QStringLiteral("again");
    finding.severity = Severity::Error;
    finding.message = Tr::tr("Target %1 began again although %2 attempts ended with the old version running.")
                          .arg(session.target)
                          .arg(evidence.size());
    finding.firstSeq = evidence.front();
    finding.evidence = std::move(evidence);
    return finding;
}

std::optional<Finding> checkDouble(const SessionState& session, std::span<const SessionState> others)
{
    for (const SessionState& other : others) {
        const bool related = other.parent == session.id || session.parent == other.id ||
                             (!session.parent.isNull() && session.parent == other.parent);
        if (other.id == session.id || related || other.board != session.board || other.world != session.world ||
            !isAtWork(other) || !isAtWork(session))
            continue;
        Finding finding;
        finding.session = session.id;
        finding.checker = checker::doubleSession;
        finding.code = QStringLiteral("open");
        finding.severity = Severity::Error;
        finding.message = Tr::tr("Session %1 of this board is open as well.").arg(other.id.value);
        finding.evidence = {other.lastSeq, session.lastSeq};
        finding.firstSeq = std::min(other.lastSeq, session.lastSeq);
        return finding;
    }
    return std::nullopt;
}

std::optional<Finding> checkSilence(const SessionState& session, const StallVerdict& verdict)
{
    const bool unconfirmed = verdict.kind == StallVerdict::Kind::Unconfirmed;
    if (!unconfirmed && verdict.kind != StallVerdict::Kind::Stalled)
        return std::nullopt;
    Finding finding;
    finding.session = session.id;
    finding.checker = unconfirmed ? checker::unconfirmed : checker::stall;
    finding.code = keyOf(verdict.phase).toLower();
    finding.severity = unconfirmed ? Severity::Warning : Severity::Error;
    const QString silence = humanDuration(verdict.silence.count());
    const QString limit = humanDuration(std::chrono::nanoseconds(verdict.limit).count());
    finding.message =
        unconfirmed ? Tr::tr("Nothing has confirmed the new software for %1 (limit %2).").arg(silence, limit)
                    : Tr::tr("No sign of life for %1 while %2 (limit %3).").arg(silence, label(verdict.phase), limit);
    finding.evidence = {session.lastSeq};
    finding.firstSeq = session.lastSeq;
    return finding;
}

} // namespace ota
