// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/targetpreview.h"

#include <QCoreApplication>

#include <cmath>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(TargetPreview)
};

/// `DOWNLOAD_STEP 40 %`
QString progressOf(const StatusSession& session)
{
    if (!session.lastStatus)
        return Tr::tr("nothing reported yet");
    const QString status = keyOf(*session.lastStatus);
    return session.percent ? QStringLiteral("%1 %2 %").arg(status).arg(std::lround(*session.percent)) : status;
}

/// It said something of this session and has not ended it.
bool isAtWork(const StatusSession& session)
{
    return session.result == SessionResult::Running && session.lastStatus;
}

std::pair<QString, Mark> outcomeOf(const GatewayView& gateway, const ConfigCheck& config, const ConfigCheck& desired)
{
    const QString version = config.version();
    if (gateway.identity == DeviceIdentity::State::Revoked)
        return {Tr::tr("revoked: it is refused until it gets a new token"), Mark::Warn};
    const StatusSession* session = gateway.sessions.empty() ? nullptr : &gateway.sessions.back();
    if (session && isAtWork(*session) && session->version != version)
        return {Tr::tr("is at work on %1 (%2), which is superseded").arg(session->version, progressOf(*session)),
                Mark::Warn};
    const bool isSame = desired.value && config.value && sameJson(*desired.value, *config.value);
    if (isSame)
        return {session && isAtWork(*session)
                    ? Tr::tr("is at work on it (%1); it is asked again").arg(progressOf(*session))
                    : Tr::tr("was asked for it already; it is asked again"),
                Mark::Info};
    const bool isOpen = gateway.ack == AckState::Pending || gateway.ack == AckState::Delivered;
    if (desired.value && isOpen && gateway.running != desired.version())
        return {Tr::tr("%1 (%2) is overwritten").arg(desired.version(), requestWords(gateway.ack)), Mark::Warn};
    if (gateway.identity == DeviceIdentity::State::Listed)
        return {Tr::tr("is not activated yet: it gets it when it is"), Mark::Info};
    if (gateway.running == version)
        return {Tr::tr("runs it already"), Mark::Neutral};
    if (gateway.isConnected)
        return {Tr::tr("is connected: it gets it at once"), Mark::Good};
    return gateway.isWaiting ? std::pair{Tr::tr("waits: it gets it at once"), Mark::Good}
                             : std::pair{Tr::tr("gets it when it asks next"), Mark::Neutral};
}

} // namespace

QString requestWords(AckState state)
{
    switch (state) {
    case AckState::Pending:
        return Tr::tr("not fetched yet");
    case AckState::Delivered:
        return Tr::tr("told");
    case AckState::Acknowledged:
        return Tr::tr("acknowledged");
    case AckState::Cleared:
        return Tr::tr("cleared by it");
    case AckState::Different:
        return Tr::tr("answered otherwise");
    case AckState::None:
        break;
    }
    return {};
}

ConfigCheck desiredOf(const GatewayView& gateway)
{
    return gateway.desired.isEmpty() ? ConfigCheck() : checkConfig(gateway.desired);
}

TargetPreview previewOf(const GatewayView& gateway, const ConfigCheck& config, const ConfigCheck& desired)
{
    TargetPreview preview;
    preview.runs = gateway.running;
    if (desired.value)
        preview.asked = QString(desired.version() + QStringLiteral(" · ") + requestWords(gateway.ack));
    if (!config.value)
        return preview; // No package is chosen yet, or one that asks for nothing.
    preview.gets = config.version();
    std::tie(preview.words, preview.mark) = outcomeOf(gateway, config, desired);
    return preview;
}

} // namespace ota
