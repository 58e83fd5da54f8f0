// SPDX-License-Identifier: Apache-2.0
#include "timeline/sentence.h"

#include "base/bytes.h"
#include "timeline/reason.h"

#include <QCoreApplication>
#include <QDateTime>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Sentence)
};

QString source(Origin origin)
{
    switch (origin) {
    case Origin::Device:
        return Tr::tr("the device's report");
    case Origin::Server:
        return Tr::tr("our server");
    case Origin::Controller:
        return Tr::tr("the controller");
    case Origin::Console:
        return Tr::tr("console");
    case Origin::Host:
        return Tr::tr("the workbench");
    case Origin::Checker:
        break;
    }
    return Tr::tr("a checker");
}

QString targetName(const SessionState& state)
{
    return state.target.isEmpty() ? Tr::tr("the update") : Tr::tr("version %1").arg(state.target);
}

QString because(const SessionState& state)
{
    if (state.verdict.reason.isEmpty() || state.verdict.reason == reason::unknown)
        return Tr::tr("no reason was given");
    return reason::label(state.verdict.reason) + u" (" + state.verdict.reason + u')';
}

/// How far it came, as far as somebody saw it.
QString progressSeen(const SessionState& state)
{
    if (state.installed)
        return Tr::tr("installed at %1 (%2)").arg(clockTime(state.installed->hostNs), source(state.installed->origin));
    if (state.downloaded)
        return Tr::tr("all bytes were sent by %1 (%2)")
            .arg(clockTime(state.downloaded->hostNs), source(state.downloaded->origin));
    if (const PhaseSpan* const span = state.current()) {
        const auto percent = span->centipercent();
        return percent ? Tr::tr("last seen %1, %2 %").arg(label(span->phase)).arg(*percent / 100)
                       : Tr::tr("last seen %1").arg(label(span->phase));
    }
    return Tr::tr("the device did nothing that could be seen");
}

QString at(const SessionState& state)
{
    return clockTime(state.verdict.by.hostNs);
}

QString running(const SessionState& state)
{
    return state.versionRunning.isEmpty() ? Tr::tr("what runs now is not known")
                                          : Tr::tr("version %1 runs").arg(state.versionRunning);
}

QString runningSentence(const SessionState& state)
{
    const PhaseSpan* const span = state.current();
    if (!span)
        return Tr::tr("Waiting for the device: nothing was seen yet.");
    if (span->endNs)
        return Tr::tr("Under way to %1: %2; waiting for what the device does next.")
            .arg(targetName(state), progressSeen(state));
    if (const auto percent = span->centipercent())
        return Tr::tr("Under way to %1: %2, %3 %.").arg(targetName(state), label(span->phase)).arg(*percent / 100);
    return Tr::tr("Under way to %1: %2.").arg(targetName(state), label(span->phase));
}

QString successSentence(const SessionState& state)
{
    const QString target = targetName(state);
    if (!state.confirmed)
        return Tr::tr("Done at %1: %2.").arg(at(state), target);
    const QString proof = source(state.confirmed->origin);
    return Tr::tr("Proven at %1: %2 runs (%3).").arg(clockTime(state.confirmed->hostNs), target, proof);
}

QString unconfirmedSentence(const SessionState& state)
{
    if (!state.installed)
        return Tr::tr("Not confirmed: %1, but nothing shows that %2 was installed; %3.")
            .arg(progressSeen(state), targetName(state), running(state));
    return Tr::tr("Installed %1 at %2 (%3); not confirmed: no report that it runs until %4.")
        .arg(targetName(state), clockTime(state.installed->hostNs), source(state.installed->origin), at(state));
}

QString failureSentence(const SessionState& state)
{
    const bool wrong = !state.versionRunning.isEmpty() && !state.versionBefore.isEmpty() &&
                       !isSameVersion(state.world, state.versionRunning, state.versionBefore) &&
                       !isSameVersion(state.world, state.versionRunning, state.target);
    if (wrong)
        return Tr::tr("Wrong software: version %1 runs, neither the target %2 nor %3 that ran before.")
            .arg(state.versionRunning, state.target, state.versionBefore);
    QString sentence = Tr::tr("Failed at %1 while %2: %3").arg(at(state), label(state.phase()), because(state));
    if (state.installed)
        sentence += Tr::tr("; yet something was installed at %1").arg(clockTime(state.installed->hostNs));
    return sentence + u'.';
}

} // namespace

QString clockTime(qint64 ns)
{
    return QDateTime::fromMSecsSinceEpoch(ns / 1'000'000).toString(QStringLiteral("HH:mm:ss"));
}

QString humanDuration(qint64 ns)
{
    const double seconds = static_cast<double>(ns) / 1e9;
    if (seconds < 1)
        return Tr::tr("%1 ms").arg(qRound(seconds * 1000));
    if (seconds < 60)
        return Tr::tr("%1 s").arg(seconds, 0, 'f', 1);
    const qint64 whole = ns / 1'000'000'000;
    if (whole < 3600)
        return Tr::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    return Tr::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0'));
}

QString resultSentence(const SessionState& state)
{
    switch (state.verdict.result) {
    case SessionResult::Running:
        return runningSentence(state);
    case SessionResult::Success:
        return successSentence(state);
    case SessionResult::Failure:
        return failureSentence(state);
    case SessionResult::Aborted:
        return Tr::tr("Aborted at %1: %2; %3.").arg(at(state), because(state), progressSeen(state));
    case SessionResult::Rejected:
        return Tr::tr("The device refused %1 at %2: %3.").arg(targetName(state), at(state), because(state));
    case SessionResult::Deferred:
        return Tr::tr("The device postponed %1 at %2: %3.").arg(targetName(state), at(state), because(state));
    case SessionResult::AlreadyInstalled:
        return Tr::tr("Nothing to do: %1 ran already at %2.").arg(targetName(state), at(state));
    case SessionResult::RolledBack:
        return Tr::tr("Rolled back: %1 was installed, but at %2 %3; %4.")
            .arg(targetName(state), at(state), running(state), because(state));
    case SessionResult::Superseded:
        return Tr::tr("Superseded at %1 by another target; %2.").arg(at(state), progressSeen(state));
    case SessionResult::Interrupted:
        return Tr::tr("Interrupted at %1 before %2 was installed: %3; %4.")
            .arg(at(state), targetName(state), progressSeen(state), running(state));
    case SessionResult::Stalled:
        return Tr::tr("Silent since %1: %2; what happened then is not known.")
            .arg(clockTime(std::max(state.lastSignNs, state.openedNs)), progressSeen(state));
    case SessionResult::Unconfirmed:
        break;
    }
    return unconfirmedSentence(state);
}

} // namespace ota
