// SPDX-License-Identifier: Apache-2.0
#include "exosense/statuschecker.h"

#include <algorithm>

namespace ota {

namespace {

bool isGood(SessionResult result)
{
    return result == SessionResult::Success || result == SessionResult::AlreadyInstalled;
}

} // namespace

bool isTerminal(SessionResult result)
{
    return !isOpen(result);
}

std::chrono::seconds StatusLimits::after(std::optional<OtauStatus> last) const
{
    if (!last)
        return offered;
    if (last == OtauStatus::InstallSuccess)
        return confirm;
    switch (stageOf(*last)) {
    case OtauStage::Init:
        return offered;
    case OtauStage::Test:
        return check;
    case OtauStage::Download:
        return download;
    case OtauStage::Install:
    case OtauStage::Installed:
        break;
    }
    return install;
}

StatusChecker::StatusChecker(QString runningBefore, StatusLimits limits)
    : m_limits(limits)
    , m_running(std::move(runningBefore))
{
}

void StatusChecker::add(StatusSession& session, const char* code)
{
    const QLatin1StringView text(code);
    if (std::ranges::none_of(session.findings, [&](const ExosenseFinding& known) { return known.code == text; }))
        session.findings.push_back(exosenseFinding(text));
}

void StatusChecker::wake(StatusSession& session)
{
    if (session.result == SessionResult::Stalled || session.result == SessionResult::Unconfirmed) {
        add(session, "XS-STALL-RECOVERED");
        session.result = SessionResult::Running;
    }
}

std::optional<std::size_t> StatusChecker::newestOf(const QString& version) const
{
    for (std::size_t i = m_sessions.size(); i-- > 0;) {
        if (m_sessions[i].version == version)
            return i;
    }
    return std::nullopt;
}

std::size_t StatusChecker::open(const QString& version, bool requested, qint64 timeNs)
{
    const auto before = newestOf(version);
    StatusSession session;
    session.version = version;
    const auto forgotten = std::ranges::find(m_attempts, version, &std::pair<QString, int>::first);
    session.attempt = 1 + (before                          ? m_sessions[*before].attempt
                           : forgotten != m_attempts.end() ? forgotten->second
                                                           : 0);
    session.requested = requested;
    session.versionBefore = m_running;
    session.openedNs = timeNs;
    session.lastNs = timeNs;
    m_sessions.push_back(std::move(session));
    m_trails.emplace_back();
    checkLoop(m_sessions.size() - 1);
    return m_sessions.size() - 1;
}

void StatusChecker::checkLoop(std::size_t index)
{
    int ended = 0;
    for (std::size_t i = 0; i < index; ++i)
        ended += m_sessions[i].version == m_sessions[index].version && m_trails[i].reachedInstall && m_trails[i].oldRan;
    if (ended >= 2)
        add(m_sessions[index], "LOOP");
}

void StatusChecker::take(const StatusInput& input)
{
    m_touched.reset();
    tick(input.timeNs);
    switch (input.kind) {
    case StatusInput::Kind::Request:
        request(input.version, input.timeNs);
        break;
    case StatusInput::Kind::Clear:
        if (m_current && !isTerminal(m_sessions[*m_current].result)) {
            add(m_sessions[*m_current], "XS-CLEARED");
            m_touched = m_current;
        }
        break;
    case StatusInput::Kind::Status:
        if (input.status == OtauStatus::InstalledVersion)
            installed(input.version, input.timeNs);
        else
            report(input);
        break;
    case StatusInput::Kind::Fetched:
        fetched(input.timeNs);
        break;
    case StatusInput::Kind::Tick:
        break;
    }
    if (input.isClockOff && m_touched)
        add(m_sessions[*m_touched], "XS-CLOCK");
}

void StatusChecker::tick(qint64 timeNs)
{
    for (StatusSession& session : m_sessions) {
        const auto limit = std::chrono::nanoseconds(m_limits.after(session.lastStatus)).count();
        if (session.result != SessionResult::Running || timeNs - session.lastNs <= limit)
            continue;
        const bool isInstalled = session.lastStatus == OtauStatus::InstallSuccess;
        session.result = isInstalled ? SessionResult::Unconfirmed : SessionResult::Stalled;
        add(session, isInstalled ? "XS-UNCONFIRMED" : "XS-STALL");
    }
}

/// Bytes are no report, but who fetches is not silent. What is installed is not confirmed by them.
void StatusChecker::fetched(qint64 timeNs)
{
    if (!m_current)
        return;
    StatusSession& session = m_sessions[*m_current];
    if (session.result != SessionResult::Running && session.result != SessionResult::Stalled)
        return;
    if (session.lastStatus == OtauStatus::InstallSuccess)
        return;
    wake(session);
    session.lastNs = std::max(session.lastNs, timeNs);
}

void StatusChecker::request(const QString& version, qint64 timeNs)
{
    if (m_current && !isTerminal(m_sessions[*m_current].result)) {
        StatusSession& current = m_sessions[*m_current];
        if (current.version == version) {
            add(current, "XS-RE-REQUEST");
            current.requested = true;
            current.lastNs = timeNs;
            m_touched = m_current;
            return;
        }
        current.result = SessionResult::Superseded;
        add(current, "XS-SUPERSEDED");
    }
    m_current = open(version, true, timeNs);
    m_touched = m_current;
}

std::size_t StatusChecker::sessionFor(const QString& version, qint64 timeNs)
{
    if (m_current && m_sessions[*m_current].version == version)
        return *m_current;
    const auto known = newestOf(version);
    if (known && m_sessions[*known].result == SessionResult::Superseded)
        return *known;
    const bool isWanted = m_current && m_sessions[*m_current].requested;
    const std::size_t index = known ? *known : open(version, false, timeNs);
    if (isWanted) {
        add(m_sessions[*m_current], "XS-VER-OTHER");
        add(m_sessions[index], "XS-VER-OTHER");
        return index;
    }
    // Nobody asked for anything: what the device does now is what counts.
    if (m_current && !isTerminal(m_sessions[*m_current].result)) {
        add(m_sessions[*m_current], "XS-VER-OTHER");
        add(m_sessions[index], "XS-VER-OTHER");
    }
    add(m_sessions[index], "XS-UNREQUESTED");
    m_current = index;
    return index;
}

void StatusChecker::report(const StatusInput& input)
{
    if (!input.status) {
        // The schema does not know it: a sign of life, and no more.
        if (const auto known = newestOf(input.version)) {
            add(m_sessions[*known], "OI-ENUM");
            wake(m_sessions[*known]);
            m_sessions[*known].lastNs = input.timeNs;
            m_touched = known;
        }
        return;
    }
    step(sessionFor(input.version, input.timeNs), input);
}

void StatusChecker::step(std::size_t index, const StatusInput& input)
{
    const OtauStatus status = *input.status;
    StatusSession* session = &m_sessions[index];
    if (session->result == SessionResult::Superseded) {
        add(*session, "XS-AFTER-SUPERSEDE");
        session->lastStatus = status;
        session->percent.reset();
        session->lastNs = input.timeNs;
        m_touched = index;
        return;
    }
    wake(*session);
    const bool ended = isTerminal(session->result);
    const bool isInit = status == OtauStatus::Init;
    const bool restarts = isInit && !ended && session->lastStatus &&
                          (session->lastStatus != OtauStatus::Init || session->result == SessionResult::Interrupted);
    if (ended || restarts) {
        if (restarts && session->result != SessionResult::Interrupted) {
            session->result = SessionResult::Interrupted;
            add(*session, "XS-RESTART");
        }
        const std::size_t next = open(input.version, session->requested, input.timeNs);
        if (m_current == index)
            m_current = next;
        index = next;
        session = &m_sessions[index];
        add(*session, isInit ? "XS-RETRY" : "XS-SEQ-AFTER-TERMINAL");
    } else if (session->result == SessionResult::Interrupted) {
        session->result = SessionResult::Running;
        add(*session, "XS-RESUMED");
    } else if (!session->lastStatus && !isInit) {
        add(*session, "XS-SEQ-NO-INIT");
    }
    judgeOrder(*session, status);
    follow(*session, status, input.message);
    session->lastNs = input.timeNs;
    m_touched = index;
}

void StatusChecker::judgeOrder(StatusSession& session, OtauStatus status)
{
    if (!session.lastStatus)
        return;
    const OtauStatus last = *session.lastStatus;
    if (isError(status)) {
        if (status == OtauStatus::InstallError && last == OtauStatus::InstallSuccess)
            add(session, "XS-ERR-AFTER-SUCCESS");
        else if (stageOf(status) < stageOf(last))
            add(session, "XS-ERR-STAGE");
        return;
    }
    const auto rank = rankOf(status);
    const auto lastRank = rankOf(last);
    if (!rank || !lastRank || *rank > *lastRank)
        return;
    if (*rank < *lastRank)
        add(session, "XS-SEQ-BACKWARD");
    else if (!isStep(status))
        add(session, "XS-SEQ-REPEAT");
}

void StatusChecker::follow(StatusSession& session, OtauStatus status, const QString& message)
{
    Trail& trail = m_trails[static_cast<std::size_t>(&session - m_sessions.data())];
    if (isStep(status)) {
        if (session.lastStatus == status && trail.lastMessage == message)
            add(session, "XS-STEP-DUP");
        if (const auto progress = progressOf(status, message)) {
            const auto known = trail.percents.find(status);
            if (known != trail.percents.end() && progress->percent < known->second)
                add(session, "XS-PROGRESS-BACK");
            trail.percents.insert_or_assign(status, progress->percent);
        }
    }
    const auto percent = trail.percents.find(status);
    session.percent = isStep(status) && percent != trail.percents.end() ? std::optional(percent->second) : std::nullopt;
    session.lastStatus = status;
    trail.lastMessage = message;
    trail.reachedInstall = trail.reachedInstall || stageOf(status) >= OtauStage::Install;
    if (isError(status))
        session.result = SessionResult::Failure;
    else if (status == OtauStatus::InstallAborted)
        session.result = SessionResult::Aborted;
}

void StatusChecker::installed(const QString& version, qint64 timeNs)
{
    const auto own = m_current && m_sessions[*m_current].version == version ? m_current : newestOf(version);
    if (own) {
        wake(m_sessions[*own]);
        confirmed(m_sessions[*own]);
        m_sessions[*own].lastNs = timeNs;
        m_touched = own;
    }
    if (m_current && m_current != own) {
        wake(m_sessions[*m_current]);
        otherInstalled(m_sessions[*m_current], version);
        m_sessions[*m_current].lastNs = timeNs;
        if (!own)
            m_touched = m_current;
    }
    m_running = version;
}

void StatusChecker::confirmed(StatusSession& session)
{
    if (session.result == SessionResult::Superseded) {
        add(session, "XS-AFTER-SUPERSEDE");
    } else if (isGood(session.result)) {
        add(session, "XS-HEARTBEAT");
    } else if (isTerminal(session.result)) {
        add(session, "XS-INSTALLED-AFTER-ERROR");
        session.result = SessionResult::Success;
    } else if (!session.lastStatus && m_running == session.version) {
        session.result = SessionResult::AlreadyInstalled;
    } else {
        if (session.result == SessionResult::Interrupted)
            add(session, "XS-RESUMED");
        if (!session.lastStatus)
            add(session, "XS-SEQ-NO-INIT");
        if (!session.lastStatus && m_running.isEmpty())
            add(session, "XS-NO-CHANGE-PROOF");
        session.result = SessionResult::Success;
    }
    session.lastStatus = OtauStatus::InstalledVersion;
    session.percent.reset();
}

void StatusChecker::otherInstalled(StatusSession& session, const QString& version)
{
    Trail& trail = m_trails[static_cast<std::size_t>(&session - m_sessions.data())];
    const bool wasGood = isGood(session.result);
    trail.oldRan = true;
    if (!session.lastStatus) {
        if (!isTerminal(session.result)) {
            add(session, "XS-BOOT-OLD");
            session.versionBefore = version;
        }
        return;
    }
    if (isTerminal(session.result) && !wasGood)
        return;
    if (!session.versionBefore.isEmpty() && session.versionBefore != version) {
        add(session, "XS-VER-UNEXPECTED");
        session.result = SessionResult::Failure;
    } else if (wasGood) {
        add(session, "XS-LATE-ROLLBACK");
        session.result = SessionResult::RolledBack;
    } else if (session.lastStatus == OtauStatus::InstallSuccess) {
        add(session, "XS-ROLLBACK");
        session.result = SessionResult::RolledBack;
    } else {
        add(session, "XS-REBOOT-MID");
        session.result = SessionResult::Interrupted;
        session.versionBefore = version;
    }
}

StatusChecker checkStatuses(std::span<const StatusInput> inputs, const QString& runningBefore,
                            const StatusLimits& limits)
{
    StatusChecker checker(runningBefore, limits);
    for (const StatusInput& input : inputs)
        checker.take(input);
    return checker;
}

} // namespace ota
