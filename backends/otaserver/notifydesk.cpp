// SPDX-License-Identifier: Apache-2.0
#include "otaserver/notifydesk.h"

#include "otaserver/serverlog.h"
#include "timeline/reason.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <memory>

namespace ota {

namespace {

using State = DeviceNotification::State;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(NotifyDesk)
};

QString coapReason(const QString& code)
{
    return reason::coap(code.section(u'.', 0, 0).toInt(), code.section(u'.', 1).toInt());
}

ServerLogLine::Level levelOf(State state)
{
    switch (state) {
    case State::Accepted:
        return ServerLogLine::Level::Good;
    case State::NoAnswer:
        return ServerLogLine::Level::Warning;
    default:
        return ServerLogLine::Level::Bad;
    }
}

/// Alias or name: what the file that is meant brings.
QString targetOf(const Release& release, const QString& file)
{
    if (const ReleaseFile* found = release.find(file)) {
        if (found->sequence)
            return QString::number(*found->sequence);
    }
    const auto newest = release.sequence();
    return newest ? QString::number(*newest) : QString();
}

} // namespace

QString followedText(const SessionState& session)
{
    QStringList parts;
    for (const TransferState& transfer : session.transfers) {
        if (!transfer.payload && transfer.complete && !parts.contains(Tr::tr("manifest fetched")))
            parts << Tr::tr("manifest fetched");
    }
    for (const TransferState& transfer : session.transfers) {
        if (!transfer.payload)
            continue;
        if (transfer.complete)
            parts << Tr::tr("all bytes fetched");
        else if (transfer.done && transfer.size && *transfer.size > 0)
            parts << Tr::tr("payload %1 %").arg(*transfer.done * 100 / *transfer.size);
    }
    if (session.verdict.result != SessionResult::Running) {
        QString verdict = label(session.verdict.result);
        if (!session.verdict.reason.isEmpty())
            verdict += QString(QStringLiteral(" (") + reason::label(session.verdict.reason) + u')');
        parts << verdict;
    }
    if (session.confirmed && !session.versionRunning.isEmpty())
        parts << Tr::tr("runs %1").arg(session.versionRunning);
    return parts.join(QStringLiteral(", "));
}

NotifyDesk::NotifyDesk(Timeline& timeline, const BoardFinder& boards, ServerLog& log, const Clock& clock)
    : m_timeline(timeline)
    , m_boards(boards)
    , m_log(log)
    , m_clock(clock)
{
}

void NotifyDesk::onChanged(std::function<void(const DeviceNotification&)> listener)
{
    m_listener = std::move(listener);
}

NotifyPlan NotifyDesk::completed(NotifyPlan plan) const
{
    if (!plan.knownProfile)
        plan.knownProfile = [this](const NotifyDevice& device) {
            const FoundBoard board = m_boards.atEndpoint(device.uri.host, device.uri.port);
            return profileByName(board.profile).value_or(NotifyProfile::Auto);
        };
    return plan;
}

Notifier::Changed NotifyDesk::recorder(const NotifyPlan& plan, std::function<void(const DeviceNotification&)> changed)
{
    // shared_ptr: the function is copied with what it needs of the plan.
    auto kept = std::make_shared<const NotifyPlan>(plan);
    return [this, kept, changed = std::move(changed)](DeviceNotification& told) {
        record(told, *kept);
        if (changed)
            changed(told);
    };
}

void NotifyDesk::start(NotifyPlan plan, std::function<void(const DeviceNotification&)> changed, Notifier::Done done)
{
    plan = completed(std::move(plan));
    auto record = recorder(plan, std::move(changed));
    m_notifier.start(std::move(plan), std::move(record), std::move(done));
}

std::vector<DeviceNotification> NotifyDesk::run(NotifyPlan plan, std::function<void(const DeviceNotification&)> changed,
                                                const std::stop_token& stop)
{
    plan = completed(std::move(plan));
    auto record = recorder(plan, std::move(changed));
    return m_notifier.run(std::move(plan), std::move(record), stop);
}

void NotifyDesk::record(DeviceNotification& told, const NotifyPlan& plan)
{
    told.timeNs = m_clock.nowNs();
    if (told.board.isEmpty() && told.state != State::NotAnAddress) {
        const auto device = std::find_if(plan.devices.begin(), plan.devices.end(),
                                         [&](const NotifyDevice& candidate) { return candidate.given == told.device; });
        if (device != plan.devices.end())
            told.board = m_boards.atEndpoint(device->uri.host, device->uri.port).id;
    }
    const bool isOffer = told.state == State::Sending || (told.isEnd() && told.state != State::NotAnAddress);
    if (isOffer && told.session.isNull())
        openSession(told, plan);
    if (told.isEnd())
        recordEnd(told);
    keep(told);
}

void NotifyDesk::openSession(DeviceNotification& told, const NotifyPlan& plan)
{
    SessionRequest request;
    request.board = told.board;
    request.world = World::Suit;
    request.target = targetOf(plan.release, told.file);
    request.requested = QStringLiteral("notify");
    request.release = plan.release.id.text();
    request.simulated = m_boards.atEndpoint(told.host, 0).simulated;
    for (const NotifyDevice& device : plan.devices) {
        if (device.given == told.device)
            request.simulated = m_boards.atEndpoint(device.uri.host, device.uri.port).simulated;
    }
    told.session = m_timeline.openSession(request);
}

void NotifyDesk::recordEnd(const DeviceNotification& told)
{
    m_log.add(
        levelOf(told.state), QStringLiteral("notify"),
        Tr::tr("%1: %2%3")
            .arg(told.device, told.text, told.url.isEmpty() ? QString() : QString(QStringLiteral(" · ") + told.url)));
    if (told.session.isNull())
        return;
    const QString message = Tr::tr("Notification of %1: %2").arg(told.device, told.text);
    switch (told.state) {
    case State::Accepted: {
        Event event;
        event.board = told.board;
        event.session = told.session;
        event.world = World::Suit;
        event.stream = Stream::Protocol;
        event.phase = Phase::Offered;
        event.origin = Origin::Device;
        event.confidence = Confidence::Reported;
        event.code = QStringLiteral("notify.accepted");
        event.rawStatus = told.code;
        event.message = message;
        event.details.insert(detail::object, told.url);
        m_timeline.append(std::move(event));
        return;
    }
    case State::Refused:
        m_timeline.closeSession(told.session, SessionResult::Rejected, coapReason(told.code), message);
        return;
    case State::NoAnswer:
        m_timeline.closeSession(told.session, SessionResult::Failure, reason::timeout, message);
        return;
    case State::Unreachable:
        m_timeline.closeSession(told.session, SessionResult::Failure, reason::network, message);
        return;
    case State::NotSent:
        m_timeline.closeSession(told.session, SessionResult::Aborted, reason::notFound, message);
        return;
    default:
        return;
    }
}

void NotifyDesk::keep(const DeviceNotification& told)
{
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_devices, [&](const DeviceNotification& known) { return known.device == told.device; });
        m_devices.push_back(told);
        if (m_devices.size() > maxDevices)
            m_devices.erase(m_devices.begin());
    }
    if (m_listener)
        m_listener(told);
}

void NotifyDesk::tick()
{
    std::vector<DeviceNotification> changed;
    {
        const std::lock_guard lock(m_mutex);
        for (DeviceNotification& device : m_devices) {
            if (!device.isAccepted() || device.session.isNull())
                continue;
            const auto session = m_timeline.session(device.session);
            if (!session)
                continue;
            const QString followed = followedText(*session);
            if (followed == device.followed)
                continue;
            device.followed = followed;
            changed.push_back(device);
        }
    }
    for (const DeviceNotification& device : changed) {
        if (m_listener)
            m_listener(device);
    }
}

std::vector<DeviceNotification> NotifyDesk::devices() const
{
    const std::lock_guard lock(m_mutex);
    return m_devices;
}

} // namespace ota
