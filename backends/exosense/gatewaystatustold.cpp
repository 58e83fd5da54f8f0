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
    const auto& [write, input, rawStatus, touched] = taken;
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
        if (isTouched && input.kind == StatusInput::Kind::Status)
            tellStatus(session, told.id, taken, timeline);
        else if (session.result != told.result && input.kind == StatusInput::Kind::Status)
            tellOutcome(session, told.id, write, timeline);
        told.result = session.result;
        told.started = session.lastStatus.has_value();
        for (; told.findings < session.findings.size(); ++told.findings) {
            const ExosenseFinding& finding = session.findings[told.findings];
            // Silence and loops the timeline finds by itself, with its own limits.
            const QString checkerId = timelineCheckerOf(finding.code);
            if (checkerId == checker::stall || checkerId == checker::unconfirmed || checkerId == checker::loop)
                continue;
            timeline.report({.session = told.id,
                             .checker = checkerId,
                             .code = finding.code,
                             .severity = finding.severity,
                             .message = finding.message});
        }
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

void GatewayStatus::tellStatus(const StatusSession& session, SessionId id, const Taken& taken, Timeline& timeline) const
{
    const auto& [write, input, rawStatus, touched] = taken;
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
        timeline.append(event);
        tellOutcome(session, id, write, timeline);
        return;
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
    timeline.append(std::move(event));
}

/// What an announced version makes of a session that it does not belong to.
void GatewayStatus::tellOutcome(const StatusSession& session, SessionId id, const WriteRow& write,
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
        return;
    }
    timeline.append(std::move(event));
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
