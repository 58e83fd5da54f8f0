// SPDX-License-Identifier: Apache-2.0
// What the timeline is told of a gateway's reports.

#include "exosense/gatewaystatus.h"
#include "timeline/reason.h"
#include "timeline/timeline.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(GatewayStatus)
};

Phase phaseOf(OtauStatus status)
{
    switch (stageOf(status)) {
    case OtauStage::Init:
        return Phase::Offered;
    case OtauStage::Test:
        return Phase::Check;
    case OtauStage::Download:
        return Phase::Download;
    case OtauStage::Install:
        return Phase::Install;
    case OtauStage::Installed:
        break;
    }
    return Phase::Confirm;
}

Edge edgeOf(OtauStatus status)
{
    switch (status) {
    case OtauStatus::Test:
    case OtauStatus::Download:
    case OtauStatus::Install:
        return Edge::Enter;
    case OtauStatus::TestStep:
    case OtauStatus::DownloadStep:
    case OtauStatus::InstallStep:
        return Edge::Progress;
    default:
        return Edge::Leave;
    }
}

/// What the device's own word says of the phase it ends.
SessionResult resultOf(OtauStatus status)
{
    if (isError(status))
        return SessionResult::Failure;
    return status == OtauStatus::InstallAborted ? SessionResult::Aborted : SessionResult::Success;
}

QString reasonOf(OtauStatus status)
{
    if (status == OtauStatus::DownloadError)
        return reason::network;
    if (status == OtauStatus::InstallAborted)
        return reason::user;
    return isError(status) ? QString(reason::unknown) : QString();
}

Event eventOf(const WriteRow& write, const BoardId& board, SessionId id)
{
    Event event;
    event.board = board;
    event.session = id;
    event.world = World::Exosense;
    event.stream = Stream::Protocol;
    event.origin = Origin::Device;
    event.confidence = Confidence::Reported;
    event.hostNs = write.hostNs;
    event.details.insert(GatewayStatus::writeDetail, write.seq);
    if (write.deviceNs) {
        event.deviceNs = write.deviceNs;
        event.deviceClock = DeviceClock::Utc;
    }
    return event;
}

/// What a person wants to see beside a rule: `TEST after DOWNLOAD_SUCCESS`.
QString seenText(const QString& version, const StatusInput& input, const QString& rawStatus,
                 std::optional<OtauStatus> last)
{
    if (input.kind != StatusInput::Kind::Status)
        return {};
    QString text = rawStatus;
    if (input.version != version || input.status == OtauStatus::InstalledVersion)
        text += u' ' + input.version;
    return last ? Tr::tr("%1 after %2").arg(text, keyOf(*last)) : text;
}

} // namespace

QString timelineCheckerOf(const QString& code)
{
    static const std::map<QString, QLatin1StringView> checkers{
        {QStringLiteral("XS-VER-OTHER"), checker::version},
        {QStringLiteral("XS-VER-UNEXPECTED"), checker::honest},
        {QStringLiteral("XS-ROLLBACK"), checker::honest},
        {QStringLiteral("XS-LATE-ROLLBACK"), checker::honest},
        {QStringLiteral("XS-INSTALLED-AFTER-ERROR"), checker::honest},
        {QStringLiteral("XS-NO-CHANGE-PROOF"), checker::honest},
        {QStringLiteral("XS-REBOOT-MID"), checker::reboots},
        {QStringLiteral("XS-CLOCK"), checker::clock},
        {QStringLiteral("XS-STALL"), checker::stall},
        {QStringLiteral("XS-STALL-RECOVERED"), checker::stall},
        {QStringLiteral("XS-UNCONFIRMED"), checker::unconfirmed},
        {QStringLiteral("LOOP"), checker::loop},
        {QStringLiteral("OI-ENUM"), checker::report},
    };
    const auto found = checkers.find(code);
    return QString(found == checkers.end() ? checker::seq : found->second);
}

void GatewayStatus::publish(const Taken& taken, Timeline& timeline)
{
    const auto& [write, input, rawStatus, touched, isLate] = taken;
    if (!touched && input.kind == StatusInput::Kind::Status) {
        Event event = eventOf(write, m_board, {});
        event.runningVersion = input.status == OtauStatus::InstalledVersion ? input.version : QString();
        event.code = QStringLiteral("otau.status");
        event.rawStatus = rawStatus;
        event.message = Tr::tr("%1 runs version %2").arg(m_board.text(), input.version);
        if (!event.runningVersion.isEmpty())
            timeline.append(std::move(event));
        return;
    }
    for (std::size_t i = 0; i < m_checker.sessions().size(); ++i) {
        const StatusSession& session = m_checker.sessions()[i];
        const Key key{session.version, session.attempt};
        Told& told = m_told[key];
        const bool isTouched = touched == i;
        if (told.id.isNull() && !told.started && isTouched)
            told.id = openIn(session, input, timeline);
        if (told.id.isNull())
            continue;
        quint64 seq = 0;
        if (isTouched && input.kind == StatusInput::Kind::Status)
            seq = tellStatus(session, told.id, taken, timeline);
        else if (session.result != told.result && input.kind == StatusInput::Kind::Status)
            seq = tellOutcome(session, told.id, write, timeline);
        told.started = told.started || (isTouched && input.kind == StatusInput::Kind::Status);
        tellFindings(session, taken, seq, timeline);
        told.result = session.result;
        told.last = session.lastStatus;
    }
}

void GatewayStatus::tellFindings(const StatusSession& session, const Taken& taken, quint64 seq, Timeline& timeline)
{
    Told& told = m_told[{session.version, session.attempt}];
    const QString seen =
        seenText(session.version, taken.input, taken.rawStatus, taken.isLate ? std::nullopt : told.last);
    for (; told.findings < session.findings.size(); ++told.findings) {
        const ExosenseFinding& finding = session.findings[told.findings];
        // Silence and loops the timeline finds by itself, with its own limits.
        const QString checkerId = timelineCheckerOf(finding.code);
        if (checkerId == checker::stall || checkerId == checker::unconfirmed || checkerId == checker::loop)
            continue;
        Finding report{.session = told.id,
                       .checker = checkerId,
                       .code = finding.code,
                       .severity = finding.severity,
                       .message = seen.isEmpty() ? finding.message : Tr::tr("%1 Seen: %2.").arg(finding.message, seen),
                       .firstSeq = seq};
        if (seq > 0)
            report.evidence.push_back(seq);
        timeline.report(report);
    }
}

SessionId GatewayStatus::openIn(const StatusSession& session, const StatusInput& input, Timeline& timeline)
{
    SessionRequest request{.board = m_board,
                           .world = World::Exosense,
                           .target = session.version,
                           .versionBefore = session.versionBefore,
                           .requested = session.requested ? QStringLiteral("config_otau") : QStringLiteral("device"),
                           .simulated = m_simulated};
    if (input.kind == StatusInput::Kind::Request)
        return timeline.openSession(request);
    const bool isForeign = std::ranges::any_of(session.findings, [](const ExosenseFinding& finding) {
        return finding.code == QStringLiteral("XS-VER-OTHER");
    });
    return timeline.sessionFor(request, isForeign ? Work::Continues : Work::Starts, Origin::Device);
}

quint64 GatewayStatus::tellStatus(const StatusSession& session, SessionId id, const Taken& taken,
                                  Timeline& timeline) const
{
    const auto& [write, input, rawStatus, touched, isLate] = taken;
    Event event = eventOf(write, m_board, id);
    event.code = QStringLiteral("otau.status");
    event.rawStatus = rawStatus;
    event.message =
        input.message.isEmpty() ? event.rawStatus : QString(event.rawStatus + QStringLiteral(": ") + input.message);
    const bool isOwn = input.version == session.version;
    if (isOwn)
        event.targetVersion = input.version;
    const auto told = m_told.find({session.version, session.attempt});
    if (told != m_told.end() && !told->second.started)
        event.details.insert(detail::starts, true);
    if (input.status == OtauStatus::InstalledVersion && !isOwn) {
        event.targetVersion.clear();
        event.runningVersion = input.version;
        const quint64 seq = timeline.append(event);
        const quint64 outcome = tellOutcome(session, id, write, timeline);
        return seq > 0 ? seq : outcome;
    }
    if (input.status) {
        event.phase = phaseOf(*input.status);
        event.edge = edgeOf(*input.status);
        if (event.edge == Edge::Leave) {
            event.result = resultOf(*input.status);
            event.reason = reasonOf(*input.status);
            if (event.result == SessionResult::Failure)
                event.severity = Severity::Error;
        }
        if (const auto progress = progressOf(*input.status, input.message)) {
            event.centipercent = static_cast<int>(progress->percent * 100);
            event.done = progress->done;
            event.total = progress->total;
        }
    }
    if (input.status == OtauStatus::InstalledVersion) {
        event.runningVersion = input.version;
        if (session.result == SessionResult::AlreadyInstalled)
            event.result = session.result;
    }
    // A finding points at it: it is not folded into the next.
    if (told != m_told.end() && told->second.findings < session.findings.size())
        event.details.insert(detail::kept, true);
    return timeline.append(std::move(event));
}

/// What an announced version makes of a session that it does not belong to.
quint64 GatewayStatus::tellOutcome(const StatusSession& session, SessionId id, const WriteRow& write,
                                   Timeline& timeline) const
{
    Event event = eventOf(write, m_board, id);
    event.code = QStringLiteral("otau.outcome");
    event.confidence = Confidence::Inferred;
    event.edge = Edge::Leave;
    event.result = session.result;
    switch (session.result) {
    case SessionResult::RolledBack:
        event.phase = Phase::Rollback;
        event.result = SessionResult::Success;
        event.reason = reason::notApplied;
        event.severity = Severity::Error;
        event.message = Tr::tr("the version before runs again");
        break;
    case SessionResult::Failure:
        event.phase = Phase::Confirm;
        event.reason = reason::unknown;
        event.severity = Severity::Error;
        event.message = Tr::tr("wrong software runs");
        break;
    case SessionResult::Interrupted:
        event.phase = Phase::Reboot;
        event.severity = Severity::Warning;
        event.message = Tr::tr("rebooted into the version before, in the middle of the work");
        break;
    default:
        return 0;
    }
    return timeline.append(std::move(event));
}

void GatewayStatus::tellOddReport(const WriteRow& write, Timeline& timeline) const
{
    Event event = eventOf(write, m_board, {});
    event.severity = Severity::Warning;
    event.code = QStringLiteral("otau.unreadable");
    event.rawStatus = QString::fromUtf8(write.value.left(200));
    event.message = m_lastReport && !m_lastReport->findings.empty() ? m_lastReport->findings.front().message
                                                                    : Tr::tr("a report that can not be read");
    timeline.append(std::move(event));
}

} // namespace ota
