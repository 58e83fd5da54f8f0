// SPDX-License-Identifier: Apache-2.0
// What the recorder says by itself: findings, silence, and that a board is alive again.
#include "timeline/reason.h"
#include "timeline/recorder_p.h"
#include "timeline/sentence.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

/// Findings become events when what others saw at the same time has come as well.
constexpr qint64 settleTime = 1'000'000'000;

} // namespace

void Timeline::Recorder::tell(Live& live, const Finding& finding)
{
    Finding own = finding;
    const SessionState& state = live.fold.state();
    own.session = state.id;
    live.told.emplace(finding.checker, finding.code);
    Event event = eventOf(own);
    event.board = state.board;
    event.world = state.world;
    m_findings.push_back(std::move(own));
    take(std::move(event));
}

void Timeline::Recorder::tellFindings(qint64 nowNs, bool all)
{
    std::vector<SessionId> due;
    for (const auto& [id, live] : m_live) {
        if (!live.checked)
            due.push_back(id);
    }
    for (const SessionId id : due) {
        Live& live = m_live[id];
        bool waits = false;
        const std::vector<Finding> findings = live.fold.findings();
        for (const Finding& finding : findings) {
            const std::pair key{finding.checker, finding.code};
            const qint64 noticed = live.noticed.emplace(key, nowNs).first->second;
            if (live.told.contains(key))
                m_findings.push_back(finding); // Its count may have grown.
            else if (all || nowNs - noticed >= settleTime)
                tell(live, finding);
            else
                waits = true;
        }
        live.checked = !waits;
    }
}

void Timeline::Recorder::watchSilence(qint64 nowNs)
{
    std::vector<std::pair<SessionId, StallVerdict>> silent;
    for (const auto& [id, live] : m_live) {
        const StallVerdict verdict = stallVerdict(live.fold.state(), nowNs, m_options.limits);
        if (verdict.kind != StallVerdict::Kind::Fine)
            silent.emplace_back(id, verdict);
    }
    for (const auto& [id, verdict] : silent) {
        Live& live = m_live[id];
        const SessionState& state = live.fold.state();
        if (verdict.kind == StallVerdict::Kind::Warning) {
            if (std::exchange(live.halfTold, true))
                continue;
            Event event;
            event.board = state.board;
            event.session = id;
            event.world = state.world;
            event.stream = Stream::Checker;
            event.origin = Origin::Checker;
            event.confidence = Confidence::Inferred;
            event.severity = Severity::Warning;
            event.code = QStringLiteral("session.silent");
            event.phase = verdict.phase;
            event.message = Tr::tr("silent for %1 while %2; the limit is %3")
                                .arg(humanDuration(verdict.silence.count()), label(verdict.phase),
                                     humanDuration(std::chrono::nanoseconds(verdict.limit).count()));
            take(std::move(event));
            continue;
        }
        const auto finding = checkSilence(state, verdict);
        if (!finding)
            continue;
        Finding own = *finding;
        m_findings.push_back(own);
        live.told.emplace(own.checker, own.code);
        Event event = eventOf(own);
        event.board = state.board;
        event.world = state.world;
        event.phase = verdict.phase;
        event.edge = Edge::Leave;
        event.result =
            verdict.kind == StallVerdict::Kind::Unconfirmed ? SessionResult::Unconfirmed : SessionResult::Stalled;
        event.reason = reason::timeout;
        take(std::move(event));
    }
}

/// A stall is withdrawn by the next sign of life.
void Timeline::Recorder::tellAlive(const Event& sign, qint64 silenceNs)
{
    Event event;
    event.hostNs = sign.hostNs;
    event.board = sign.board;
    event.session = sign.session;
    event.world = sign.world;
    event.stream = Stream::Checker;
    event.origin = Origin::Checker;
    event.confidence = Confidence::Inferred;
    event.code = code::sessionAlive;
    event.message = Tr::tr("alive again after %1").arg(humanDuration(silenceNs));
    record(std::move(event));
}

} // namespace ota
