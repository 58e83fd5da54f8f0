// SPDX-License-Identifier: Apache-2.0
#include "timeline/checkers.h"

#include "timeline/reason.h"
#include "timeline/secrets.h"
#include "timeline/sentence.h"
#include "timeline/sessionfold.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Checkers)
};

constexpr qint64 second = 1'000'000'000;

/// Where each step of RIOT's SUIT worker stands (RIOT sys/suit/transport/worker.c and handlers_*.c). Steps of one rank
/// may come in any order and again: an image is checked before and after it is installed.
int workerRank(const QString& code)
{
    struct Step
    {
        QLatin1StringView code;
        int rank;
    };
    static constexpr std::array steps{
        Step{QLatin1StringView("riot.start"), 1},        Step{QLatin1StringView("riot.manifest.get"), 2},
        Step{QLatin1StringView("riot.manifest.got"), 3}, Step{QLatin1StringView("riot.signature.check"), 4},
        Step{QLatin1StringView("riot.version.ok"), 5},   Step{QLatin1StringView("riot.seq.compare"), 6},
        Step{QLatin1StringView("riot.seq.ok"), 7},       Step{QLatin1StringView("riot.vendor.ok"), 8},
        Step{QLatin1StringView("riot.class.ok"), 9},     Step{QLatin1StringView("riot.policy.ok"), 10},
        Step{QLatin1StringView("riot.progress"), 11},    Step{QLatin1StringView("riot.payload.stored"), 12},
        Step{QLatin1StringView("riot.image.check"), 13}, Step{QLatin1StringView("riot.install"), 13},
        Step{QLatin1StringView("riot.image.ok"), 13},    Step{QLatin1StringView("riot.result.ok"), 14},
        Step{QLatin1StringView("riot.reboot"), 15},
    };
    const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step& each) { return code == each.code; });
    return step == steps.end() ? 0 : step->rank;
}

bool isReportedPhase(const Event& event)
{
    return event.phase && event.edge != Edge::Note && event.confidence == Confidence::Reported &&
           *event.phase != Phase::Idle;
}

/// The world's own checker judges the order and progress of what the device reports, in its own words.
bool hasOwnChecker(World world)
{
    return world == World::Exosense;
}

bool isBad(SessionResult result)
{
    return result == SessionResult::Failure || result == SessionResult::Rejected;
}

/// Reasons that make no sense where the session was.
bool isReasonOfWrongClass(Phase phase, const QString& reason)
{
    const auto isOneOf = [&](std::initializer_list<QLatin1StringView> list) {
        return std::any_of(list.begin(), list.end(), [&](QLatin1StringView each) { return reason == each; });
    };
    switch (phase) {
    case Phase::Offered:
    case Phase::Check:
    case Phase::Download:
        return isOneOf({reason::boot, reason::health, reason::notApplied, reason::sysupgradeMissing});
    case Phase::Verify:
        return isOneOf({reason::boot, reason::health, reason::notApplied, reason::notNewer, reason::sameVersion,
                        reason::busy, reason::consent, reason::redirect});
    case Phase::Install:
    case Phase::Reboot:
    case Phase::Confirm:
        return isOneOf({reason::notNewer, reason::sameVersion, reason::busy, reason::consent, reason::redirect});
    default:
        return false;
    }
}

} // namespace

void SessionChecks::add(QLatin1StringView checker, const char* code, Severity severity, const QString& message,
                        std::vector<quint64> evidence)
{
    evidence.erase(std::remove(evidence.begin(), evidence.end(), quint64{0}), evidence.end());
    const QLatin1StringView codeText(code);
    const auto known = std::find_if(m_findings.begin(), m_findings.end(), [&](const Finding& finding) {
        return finding.checker == checker && finding.code == codeText;
    });
    if (known != m_findings.end()) {
        ++known->count;
        for (const quint64 seq : evidence) {
            if (known->evidence.size() < Finding::keptEvidence &&
                std::find(known->evidence.begin(), known->evidence.end(), seq) == known->evidence.end())
                known->evidence.push_back(seq);
        }
        return;
    }
    Finding finding;
    finding.checker = checker;
    finding.code = codeText;
    finding.severity = severity;
    finding.message = message;
    finding.firstSeq = evidence.empty() ? 0 : evidence.front();
    finding.evidence = std::move(evidence);
    m_findings.push_back(std::move(finding));
}

void SessionChecks::take(const Event& event, const SessionState& before, const SessionState& after)
{
    if (event.stream == Stream::Checker || event.code == code::sessionOpen)
        return;
    if (event.stream == Stream::Power || event.stream == Stream::Fault)
        m_powerNs = event.hostNs;
    if (workerRank(event.code) > 0)
        m_consoleSpoke = true;
    if (event.code == code::rawGap)
        add(checker::gap, "lost", Severity::Note,
            Tr::tr("Bytes of the console were lost: what was not seen may have happened."), {event.seq});
    checkOrder(event, before);
    checkWorkerOrder(event);
    checkVersion(event, before, after);
    checkHonesty(event, before, after);
    checkTransfer(event);
    checkBytes(event, after);
    checkDigest(event);
    checkSecurityOrder(event, before, after);
    checkReboots(event, before, after);
    checkClock(event);
    checkProgress(event);
    checkSecrets(event);
    checkReport(event, before, after);
    for (Finding& finding : m_findings)
        finding.session = after.id;
}

void SessionChecks::checkOrder(const Event& event, const SessionState& before)
{
    if (!isReportedPhase(event) || before.events == 0 || hasOwnChecker(event.world))
        return;
    const bool workPhase = *event.phase >= Phase::Check && *event.phase <= Phase::Install;
    if (!before.isOpen() && workPhase && event.edge != Edge::Leave) {
        add(checker::seq, "after-end", Severity::Error,
            Tr::tr("The device reports %1 after the session has ended.").arg(label(*event.phase)),
            {before.verdict.by.seq, event.seq});
        return;
    }
    const PhaseSpan* const span = before.current();
    const bool resumes = before.verdict.result == SessionResult::Interrupted || (span && span->phase == Phase::Reboot);
    if (span && workPhase && event.edge == Edge::Enter && *event.phase < span->phase && !resumes)
        add(checker::seq, "backward", Severity::Warning,
            Tr::tr("The device went back from %1 to %2.").arg(label(span->phase), label(*event.phase)),
            {span->lastSeq, event.seq});
}

void SessionChecks::checkWorkerOrder(const Event& event)
{
    const int rank = workerRank(event.code);
    if (rank == 0)
        return;
    if (rank == 1)
        m_workerRank = 0; // A new run of the worker.
    if (rank < m_workerRank)
        add(checker::seq, "worker-order", Severity::Warning,
            Tr::tr("The SUIT worker came to '%1' after a step that follows it.").arg(event.code),
            {m_workerSeq, event.seq});
    m_workerRank = std::max(m_workerRank, rank);
    m_workerSeq = event.seq;
}

void SessionChecks::checkVersion(const Event& event, const SessionState& before, const SessionState& after)
{
    if (after.foreign > before.foreign)
        add(checker::version, "other-target", Severity::Error,
            Tr::tr("Status for another target, %1 instead of %2.").arg(event.targetVersion, before.target),
            {event.seq});
    if (before.verdict.result == SessionResult::Superseded && isReportedPhase(event) && !hasOwnChecker(event.world))
        add(checker::version, "late", Severity::Warning,
            Tr::tr("A report of a session that another target has superseded."), {event.seq});
    const bool claimed = before.confirmed && before.verdict.result == SessionResult::Success;
    if (claimed && after.verdict.result != SessionResult::Success && !event.runningVersion.isEmpty())
        add(checker::version, "confirm-mismatch", Severity::Error,
            Tr::tr("Version %1 was confirmed, version %2 runs.").arg(before.target, event.runningVersion),
            {before.confirmed->seq, event.seq});
}

void SessionChecks::checkHonesty(const Event& event, const SessionState& before, const SessionState& after)
{
    if (event.centipercent == 10'000 && event.confidence == Confidence::Reported && m_hundredSeq == 0)
        m_hundredSeq = event.seq;
    const bool changed = before.verdict.result != after.verdict.result;
    const bool claimed = before.installed || before.verdict.result == SessionResult::Success;
    const bool other = !event.runningVersion.isEmpty() && !after.target.isEmpty() &&
                       !isSameVersion(after.world, event.runningVersion, after.target);
    if (changed && claimed && other)
        add(checker::honest, "old-runs", Severity::Error,
            Tr::tr("Success was claimed for %1, but version %2 runs.").arg(after.target, event.runningVersion),
            {before.installed ? before.installed->seq : before.verdict.by.seq, event.seq});
    const bool target = !event.runningVersion.isEmpty() && !after.target.isEmpty() && !other;
    const bool wasOther =
        !before.versionBefore.isEmpty() && !isSameVersion(after.world, before.versionBefore, after.target);
    if (isBad(before.verdict.result) && target && wasOther)
        add(checker::honest, "failure-new-runs", Severity::Warning,
            Tr::tr("Failure was claimed, yet the new version %1 runs.").arg(event.runningVersion),
            {before.verdict.by.seq, event.seq});
    if (changed && after.verdict.result == SessionResult::Failure && before.installed && event.runningVersion.isEmpty())
        add(checker::honest, "failure-installed", Severity::Warning,
            Tr::tr("The device reports a failure after it has installed the image."),
            {before.installed->seq, event.seq});
    if (changed && after.verdict.result == SessionResult::Failure && m_hundredSeq != 0)
        add(checker::honest, "hundred-then-failure", Severity::Note, Tr::tr("100 % was reported, then a failure."),
            {m_hundredSeq, event.seq});
    const bool unproven = event.edge == Edge::Leave && event.result == SessionResult::Unconfirmed && !after.installed;
    if (unproven && event.confidence == Confidence::Reported)
        add(checker::honest, "success-without-install", Severity::Error,
            Tr::tr("The device reports success, but it has installed nothing."), {event.seq});
}

void SessionChecks::checkBytes(const Event& event, const SessionState& after)
{
    const bool claims =
        isReportedPhase(event) &&
        ((*event.phase == Phase::Download && event.edge == Edge::Leave &&
          event.result.value_or(SessionResult::Success) == SessionResult::Success) ||
         (*event.phase == Phase::Install && event.edge == Edge::Leave && event.result == SessionResult::Success));
    std::map<QString, std::pair<quint64, quint64>> reached; // object → (farthest, size)
    for (const TransferState& transfer : after.transfers) {
        if (!transfer.payload || !transfer.size)
            continue;
        auto& [done, size] = reached[transfer.object];
        done = std::max(done, transfer.done.value_or(0));
        size = *transfer.size;
        const bool surplus = transfer.bytes > size + size / 20 + 64 * 1024;
        if (surplus && event.details.value(detail::object).toString() == transfer.object &&
            event.details.value(detail::peer).toString() == transfer.peer)
            add(checker::bytes, "surplus", Severity::Warning,
                Tr::tr("%1 bytes were sent of %2, which has %3.").arg(transfer.bytes).arg(transfer.object).arg(size),
                {event.seq});
    }
    if (!claims)
        return;
    for (const auto& [object, counts] : reached) {
        if (counts.first < counts.second)
            add(checker::bytes, "short", Severity::Error,
                Tr::tr("The device claims to be done with %1, but got %2 of %3 bytes.")
                    .arg(object)
                    .arg(counts.first)
                    .arg(counts.second),
                {event.seq});
    }
}

// Only where the console speaks can we know what the board had accepted, and its lines may come later than its packets.
void SessionChecks::checkSecurityOrder(const Event& event, const SessionState& before, const SessionState& after)
{
    constexpr qint64 consoleDelay = second / 2;
    if (event.world != World::Suit)
        return;
    const auto tell = [&](quint64 seq) {
        add(checker::orderSec, "payload-first", Severity::Warning,
            Tr::tr("Payload was asked for before the manifest's signature and conditions were accepted."),
            {m_early->second, seq});
        m_early.reset();
    };
    if (event.code == u"riot.start") {
        m_accepted = false;
        m_early.reset();
    }
    if (event.code == u"riot.policy.ok") {
        m_accepted = true;
        if (m_early && event.hostNs - m_early->first > consoleDelay)
            tell(event.seq);
        m_early.reset();
    }
    const bool asks = event.code == code::transferBegin && event.details.value(detail::payload).toBool(true);
    if (asks && !m_accepted && !m_early)
        m_early = {event.hostNs, event.seq};
    const bool ends = before.isOpen() && !after.isOpen();
    if (m_early && m_consoleSpoke && (ends || event.code == u"riot.image.check"))
        tell(event.seq);
}

void SessionChecks::checkReboots(const Event& event, const SessionState& before, const SessionState& after)
{
    constexpr qint64 ours = 60 * second;
    const bool boots = event.phase == Phase::Reboot && event.edge == Edge::Leave;
    const bool working = before.phase() >= Phase::Check && before.phase() != Phase::Reboot;
    const bool byUs = m_powerNs != 0 && event.hostNs - m_powerNs < ours;
    if (boots && working && before.isOpen() && !byUs)
        add(checker::reboots, "unexpected", Severity::Error,
            Tr::tr("The device restarted while %1.").arg(label(before.phase())), {event.seq});
    if (after.reboots > 2 && after.reboots > before.reboots)
        add(checker::reboots, "many", Severity::Error, Tr::tr("The device restarted more than twice."), {event.seq});
    if (boots)
        m_clockOffset.reset(); // Its clock may begin anew.
}

void SessionChecks::checkClock(const Event& event)
{
    if (!event.deviceNs || event.deviceClock == DeviceClock::None)
        return;
    const qint64 offset = *event.deviceNs - event.hostNs;
    if (event.deviceClock == DeviceClock::Utc && std::abs(offset) > 300 * second && !hasOwnChecker(event.world))
        add(checker::clock, "offset", Severity::Note,
            Tr::tr("The device's clock differs from ours by %1.").arg(humanDuration(std::abs(offset))), {event.seq});
    if (m_clockOffset && std::abs(offset - *m_clockOffset) > 5 * second)
        add(checker::clock, "jump", Severity::Note,
            Tr::tr("The device's clock jumped by %1.").arg(humanDuration(std::abs(offset - *m_clockOffset))),
            {event.seq});
    m_clockOffset = offset;
}

/// spec/timeline.md 7: drawn as it is, and said.
void SessionChecks::checkProgress(const Event& event)
{
    if (!event.phase || !event.centipercent || event.edge == Edge::Note ||
        (hasOwnChecker(event.world) && event.origin == Origin::Device))
        return;
    const QString of = event.details.value(detail::object).toString() + u'\n' + event.step;
    const auto [known, isNew] = m_percents.try_emplace({*event.phase, event.confidence, of}, *event.centipercent);
    if (isNew)
        return;
    // Rounding is no restart.
    if (known->second - *event.centipercent >= 100)
        add(checker::resume, "percent-fell", Severity::Note,
            Tr::tr("The progress of %1 fell from %2 % to %3 %: it began again.")
                .arg(label(*event.phase))
                .arg(known->second / 100)
                .arg(*event.centipercent / 100),
            {event.seq});
    known->second = *event.centipercent;
}

void SessionChecks::checkSecrets(const Event& event)
{
    const bool foreign = event.origin != Origin::Host && event.origin != Origin::Checker;
    if (!foreign)
        return;
    const bool found = event.code == u"console.secret" || holdsSecret(event.message) || holdsSecret(event.rawStatus) ||
                       holdsSecret(event.details);
    if (found)
        add(checker::secret, "seen", Severity::Warning,
            Tr::tr("A credential or a key stands in what the device sent; exports mask it."), {event.seq});
}

void SessionChecks::checkReport(const Event& event, const SessionState& before, const SessionState& after)
{
    const bool ended = before.verdict.result != after.verdict.result && isBad(after.verdict.result);
    if (!ended || !event.runningVersion.isEmpty() || event.origin == Origin::Host)
        return;
    const QString& reason = after.verdict.reason;
    if (reason.isEmpty() || reason == reason::unknown)
        add(checker::report, "no-reason", Severity::Note, Tr::tr("The device gave no reason."), {event.seq});
    else if (isReasonOfWrongClass(after.phase(), reason))
        add(checker::report, "wrong-class", Severity::Note,
            Tr::tr("The reason %1 does not fit to %2.").arg(reason, label(after.phase())), {event.seq});
}

std::vector<Finding> checkSession(std::span<const Event> ordered)
{
    SessionChecks checks;
    SessionState state;
    for (const Event& event : ordered) {
        SessionState next = state;
        foldInto(next, event);
        checks.take(event, state, next);
        state = std::move(next);
    }
    return checks.findings();
}

} // namespace ota
