// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosensedesk.h"

#include "exosense/exosensecloud.h"

namespace ota {

ExosenseDesk::ExosenseDesk() = default;

ExosenseDesk::~ExosenseDesk()
{
    close();
}

Result<std::unique_ptr<ExosenseCloud>> ExosenseDesk::make(Bench& bench, Timeline* timeline,
                                                          const CloudSettings& settings) const
{
    auto cloud = ExosenseCloud::open(bench, timeline, settings);
    if (cloud)
        (*cloud)->onEvent([this](const QString& kind, const QJsonObject& data) { tell(kind, data); });
    return cloud;
}

Result<ExosenseCloud*> ExosenseDesk::open(Bench& bench, Timeline* timeline, const CloudSettings& settings)
{
    ExosenseCloud* opened = nullptr;
    {
        const std::scoped_lock tables(m_tables);
        Q_ASSERT(!m_cloud);
        auto cloud = make(bench, timeline, settings);
        if (!cloud)
            return failure(cloud.error());
        opened = cloud->get();
        const std::unique_lock lock(m_use);
        m_cloud = std::move(*cloud);
    }
    tell(QStringLiteral("served"), {});
    return opened;
}

void ExosenseDesk::close()
{
    {
        const std::scoped_lock tables(m_tables);
        std::unique_ptr<ExosenseCloud> gone;
        {
            const std::unique_lock lock(m_use);
            gone = std::move(m_cloud);
        }
        if (!gone)
            return;
        // Without m_use: its last events may still reach somebody who looks whether it is there.
        gone.reset();
    }
    tell(QStringLiteral("ended"), {});
}

bool ExosenseDesk::isServed() const
{
    const std::shared_lock lock(m_use);
    return m_cloud != nullptr;
}

bool ExosenseDesk::use(const Use& use) const
{
    const std::shared_lock lock(m_use);
    if (!m_cloud)
        return false;
    use(*m_cloud);
    return true;
}

Result<Outcome> ExosenseDesk::act(Bench& bench, Timeline* timeline, const Act& act)
{
    std::optional<Result<Outcome>> outcome;
    const Use acting = [&](ExosenseCloud& cloud) {
        outcome = act(cloud);
    };
    if (use(acting))
        return *std::move(outcome);
    const std::scoped_lock tables(m_tables);
    if (use(acting)) // Served meanwhile.
        return *std::move(outcome);
    const auto cloud = make(bench, timeline, {});
    return cloud ? act(**cloud) : Result<Outcome>(failure(cloud.error()));
}

int ExosenseDesk::onEvent(Listener listener)
{
    const std::scoped_lock lock(m_listenersMutex);
    m_listeners.emplace(++m_lastListener, std::move(listener));
    return m_lastListener;
}

void ExosenseDesk::forget(int listener)
{
    const std::scoped_lock lock(m_listenersMutex);
    m_listeners.erase(listener);
}

void ExosenseDesk::tell(const QString& kind, const QJsonObject& data) const
{
    const std::scoped_lock lock(m_listenersMutex);
    for (const auto& [number, listener] : m_listeners)
        listener(kind, data);
}

} // namespace ota
