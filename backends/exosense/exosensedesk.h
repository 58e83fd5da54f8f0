// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>

namespace ota {

class Bench;
class ExosenseCloud;
class Timeline;
struct CloudSettings;

/// Where the parts of one program find the cloud of its bench, so that there is never a second one on the same tables:
/// what serves it opens it, verbs act on it, panels look at it. Any thread; open and close belong to one owner.
class ExosenseDesk final
{
public:
    using Use = std::function<void(ExosenseCloud&)>;
    using Act = std::function<Result<Outcome>(ExosenseCloud&)>;
    using Listener = std::function<void(const QString& kind, const QJsonObject& data)>;

    ExosenseDesk();
    ~ExosenseDesk();
    Q_DISABLE_COPY_MOVE(ExosenseDesk)

    /// The cloud for what serves it, until close(). Waits for a verb that acts on the tables. Bench and timeline must
    /// outlive it; it must not be open. Errors: as of ExosenseCloud::open.
    Result<ExosenseCloud*> open(Bench& bench, Timeline* timeline, const CloudSettings& settings);
    /// Waits for those who use it. Harmless when it is not open.
    void close();

    bool isServed() const;
    /// Runs `use` on the cloud that is served; false: none is. It must be short, and must not call use() itself.
    bool use(const Use& use) const;
    /// Runs `act` on the cloud that is served, else on one that is opened on the bench's tables for it alone. Errors:
    /// those of `act`, and as of ExosenseCloud::open.
    Result<Outcome> act(Bench& bench, Timeline* timeline, const Act& act);

    /// Told what ExosenseCloud::onEvent tells, and `served` and `ended`. On any thread; must be quick. The number is
    /// for forget(), which waits for a call that is under way.
    int onEvent(Listener listener);
    void forget(int listener);

private:
    void tell(const QString& kind, const QJsonObject& data) const;
    Result<std::unique_ptr<ExosenseCloud>> make(Bench& bench, Timeline* timeline, const CloudSettings& settings) const;

    // Taken in this order.
    std::mutex m_tables;             ///< Held by the one who makes a cloud, or ends it.
    mutable std::shared_mutex m_use; ///< For m_cloud.
    std::unique_ptr<ExosenseCloud> m_cloud;
    mutable std::mutex m_listenersMutex;
    std::map<int, Listener> m_listeners;
    int m_lastListener = 0;
};

} // namespace ota
