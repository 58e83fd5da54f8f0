// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/gatewaywords.h"

#include "panels/widgets/meaning.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(GatewayWords)
};

QString stageText(OtauStatus status)
{
    switch (stageOf(status)) {
    case OtauStage::Init:
        return QStringLiteral("INIT");
    case OtauStage::Test:
        return QStringLiteral("TEST");
    case OtauStage::Download:
        return QStringLiteral("DOWNLOAD");
    case OtauStage::Install:
        return QStringLiteral("INSTALL");
    case OtauStage::Installed:
        break;
    }
    return keyOf(status);
}

SessionWords runningWords(const StatusSession& session)
{
    if (!session.lastStatus)
        return {Tr::tr("asked"), Mark::None, CellProgress{std::nullopt, false}};
    if (session.lastStatus == OtauStatus::InstallSuccess)
        return {Tr::tr("not confirmed"), Mark::Info, {}}; // As much as the column has room for.
    const QString stage = stageText(*session.lastStatus);
    if (!session.percent)
        return {stage, Mark::None, CellProgress{std::nullopt, false}};
    return {stage + QStringLiteral(" %1 %").arg(static_cast<int>(*session.percent)), Mark::None,
            CellProgress{std::min(1.0, *session.percent / 100), false}};
}

} // namespace

QString ackText(const GatewayFacts& gateway)
{
    switch (gateway.ack) {
    case AckState::None:
        break;
    case AckState::Pending:
        return Tr::tr("pending");
    case AckState::Delivered:
        return Tr::tr("delivered");
    case AckState::Acknowledged:
        return Tr::tr("acknowledged");
    case AckState::Cleared:
        return Tr::tr("cleared");
    case AckState::Different:
        return Tr::tr("different");
    }
    return {};
}

Mark ackMark(const GatewayFacts& gateway)
{
    switch (gateway.ack) {
    case AckState::Acknowledged:
        return Mark::Good;
    case AckState::Cleared:
    case AckState::Different:
        return Mark::Warn;
    default:
        return Mark::None;
    }
}

QString identityText(DeviceIdentity::State state)
{
    switch (state) {
    case DeviceIdentity::State::Listed:
        return Tr::tr("listed: it may activate");
    case DeviceIdentity::State::Provisioned:
        return Tr::tr("provisioned");
    case DeviceIdentity::State::Revoked:
        break;
    }
    return Tr::tr("revoked: it is refused");
}

QString linkText(const GatewayFacts& gateway)
{
    if (gateway.isConnected)
        return Tr::tr("MQTT, connected");
    return gateway.isWaiting ? Tr::tr("HTTP, in a long poll") : QString();
}

SessionWords sessionWords(const GatewayFacts& gateway)
{
    const StatusSession* session = gateway.session();
    if (!session)
        return {Tr::tr("no session"), Mark::Neutral, {}};
    if (session->result == SessionResult::Running)
        return runningWords(*session);
    if (session->result == SessionResult::Success)
        return {Tr::tr("confirmed"), Mark::Good, {}};
    return {label(session->result), markOf(session->result), {}};
}

QString verdictText(const GatewayFacts& gateway)
{
    const StatusSession* session = gateway.session();
    const bool isOnlyInstalled =
        session && session->result == SessionResult::Running && session->lastStatus == OtauStatus::InstallSuccess;
    return isOnlyInstalled ? Tr::tr("installed, not confirmed") : sessionWords(gateway).text;
}

QString sessionSentence(const GatewayFacts& gateway)
{
    const StatusSession* session = gateway.session();
    if (!session)
        return {};
    const QString version = session->version;
    switch (session->result) {
    case SessionResult::Running:
        if (!session->lastStatus)
            return Tr::tr("Version %1 was asked for; it has not said anything of it.").arg(version);
        if (session->lastStatus == OtauStatus::InstallSuccess)
            return Tr::tr("It says that version %1 is installed. That it runs is not confirmed yet.").arg(version);
        return Tr::tr("It is at work on version %1.").arg(version);
    case SessionResult::Success:
        return Tr::tr("Version %1 runs: it said so itself.").arg(version);
    case SessionResult::AlreadyInstalled:
        return Tr::tr("It ran version %1 already.").arg(version);
    case SessionResult::Unconfirmed:
        return Tr::tr("It says that version %1 is installed, and was silent from then on.").arg(version);
    case SessionResult::RolledBack:
        return Tr::tr("It was to run version %1 and runs %2 again.").arg(version, gateway.running);
    case SessionResult::Stalled:
        return Tr::tr("It has said nothing more of version %1.").arg(version);
    default:
        return Tr::tr("Version %1: %2.").arg(version, label(session->result));
    }
}

} // namespace ota
