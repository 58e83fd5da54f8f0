// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <mutex>
#include <vector>

namespace ota {

/// Where a service is in its one life cycle.
struct ServiceStatus
{
    enum class State
    {
        Stopped,
        Starting,
        Running,
        Failed
    };

    State state = State::Stopped;
    QString address; ///< While running, with the real port: `http://127.0.0.1:8080`, `coap://[::1]:5683`.
    QString why;     ///< When failed.
};

QString stateName(ServiceStatus::State state);

/// Something of ours that listens. start and stop belong to one owner thread; status and the listener registry may be
/// used from any thread.
class Service
{
public:
    explicit Service(QString name)
        : m_name(std::move(name))
    {
    }
    virtual ~Service() = default;
    Q_DISABLE_COPY_MOVE(Service)

    /// Opens the port and begins to answer; returns when it does. Errors: Busy (port taken), Io, Usage (address),
    /// Rejected (certificate).
    virtual Result<> start() = 0;

    /// Ends gracefully; returns when nothing of it runs any more. Harmless when it is not running.
    virtual void stop() = 0;

    const QString& name() const { return m_name; } ///< `http`, `https`, `coap`, `coaps`.
    ServiceStatus status() const;

    /// Called on each change, on the thread that made it. Set before start.
    void onStatusChanged(std::function<void(const ServiceStatus&)> listener);

protected:
    void setStatus(ServiceStatus status);

private:
    QString m_name;
    mutable std::mutex m_mutex;
    ServiceStatus m_status;
    std::vector<std::function<void(const ServiceStatus&)>> m_listeners;
};

} // namespace ota
