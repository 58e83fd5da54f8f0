// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "otaserver/boardfinder.h"
#include "otaserver/notifier.h"

#include <QMap>

#include <functional>
#include <mutex>
#include <stop_token>
#include <vector>

namespace ota {

class ServerLog;
class Timeline;
struct SessionState;

/// Notifies devices, records each result on the timeline, and remembers what came of it. Any thread.
class NotifyDesk final
{
public:
    static constexpr std::size_t maxDevices = 1024;

    /// All must outlive it.
    NotifyDesk(Timeline& timeline, const BoardFinder& boards, ServerLog& log, const Clock& clock);
    Q_DISABLE_COPY_MOVE(NotifyDesk)

    /// Called for each device whose line changed. Set before notifications are sent.
    void onChanged(std::function<void(const DeviceNotification&)> listener);

    /// As Notifier::start, with the bench's profiles and records. `changed` may be empty.
    void start(NotifyPlan plan, std::function<void(const DeviceNotification&)> changed, Notifier::Done done);
    /// As Notifier::run.
    std::vector<DeviceNotification> run(NotifyPlan plan, std::function<void(const DeviceNotification&)> changed,
                                        const std::stop_token& stop);

    /// Looks what came of accepted notifications.
    void tick();

    /// The newest line of each device that was notified, oldest first.
    std::vector<DeviceNotification> devices() const;

private:
    NotifyPlan completed(NotifyPlan plan) const;
    Notifier::Changed recorder(const NotifyPlan& plan, std::function<void(const DeviceNotification&)> changed);
    void record(DeviceNotification& told, const NotifyPlan& plan);
    void openSession(DeviceNotification& told, const NotifyPlan& plan);
    void recordEnd(const DeviceNotification& told);
    void keep(const DeviceNotification& told);

    Timeline& m_timeline;
    const BoardFinder& m_boards;
    ServerLog& m_log;
    const Clock& m_clock;
    std::function<void(const DeviceNotification&)> m_listener;
    mutable std::mutex m_mutex;
    std::vector<DeviceNotification> m_devices;
    Notifier m_notifier; ///< Last: its end still records.
};

/// What came of a notification, in the words of the timeline: `manifest fetched, payload 34 %`.
QString followedText(const SessionState& session);

} // namespace ota
