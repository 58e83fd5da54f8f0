// SPDX-License-Identifier: Apache-2.0
#include "base/service.h"

namespace ota {

QString stateName(ServiceStatus::State state)
{
    switch (state) {
    case ServiceStatus::State::Stopped:
        return QStringLiteral("stopped");
    case ServiceStatus::State::Starting:
        return QStringLiteral("starting");
    case ServiceStatus::State::Running:
        return QStringLiteral("running");
    case ServiceStatus::State::Failed:
        break;
    }
    return QStringLiteral("failed");
}

ServiceStatus Service::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void Service::onStatusChanged(std::function<void(const ServiceStatus&)> listener)
{
    const std::lock_guard lock(m_mutex);
    m_listeners.push_back(std::move(listener));
}

void Service::setStatus(ServiceStatus status)
{
    std::vector<std::function<void(const ServiceStatus&)>> listeners;
    {
        const std::lock_guard lock(m_mutex);
        m_status = status;
        listeners = m_listeners;
    }
    for (const auto& listener : listeners)
        listener(status);
}

} // namespace ota
