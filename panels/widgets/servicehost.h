// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/service.h"

#include <QList>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace ota {

/// The services of the window by name. What starts and stops them runs on one thread of the host, as services want it;
/// here one sees copies of their status. GUI thread.
///
///     host.add("coap", tr("CoAP"), {.start = [server] { … }, .stop = [server] { … }});
class ServiceHost final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceHost)

public:
    /// How a service is started and stopped. Both run on the host's thread and may block; what they hold is let go
    /// there, too.
    struct Control
    {
        std::function<Result<ServiceStatus>()> start; ///< The status that holds then, with the address.
        std::function<void()> stop;
    };

    struct Entry
    {
        QString name;  ///< `coap`
        QString title; ///< `CoAP`
        ServiceStatus status;
        QString hint;         ///< The next step after a failure; may be empty.
        bool isQuiet = false; ///< Of no interest in the status bar while it is stopped.
    };

    explicit ServiceHost(QObject* parent = nullptr);
    /// Stops all and waits.
    ~ServiceHost() override;

    void add(const QString& name, const QString& title, Control control, bool isQuiet = false);
    /// Started and stopped in another way from now on; what runs is stopped in the old way first.
    void setControl(const QString& name, Control control);

    const QList<Entry>& entries() const { return m_entries; }
    const Entry* entry(const QString& name) const; ///< Null when there is none.
    int runningCount() const;

    void start(const QString& name);
    void stop(const QString& name);
    void restart(const QString& name);

    /// Starts a service that does not run, and waits for what becomes of it. For worker threads: never the GUI's nor
    /// the host's. Errors: what kept it from starting; Cancelled.
    Result<> startAndWait(const QString& name, const std::stop_token& stop);

    /// A service says of itself that it is in another state. Any thread.
    void report(const QString& name, const ServiceStatus& status);
    /// Other work that belongs to the services' thread. Nothing of it may outlive the host.
    void runOnThread(std::function<void()> work);

Q_SIGNALS:
    void added(const QString& name);
    void statusChanged(const QString& name);
    /// Somebody wants to see this service.
    void openRequested(const QString& name);

private:
    struct Slot;

    void setStatus(const QString& name, const ServiceStatus& status, const QString& hint);
    Slot* find(const QString& name) const;

    QList<Entry> m_entries;
    std::vector<std::unique_ptr<Slot>> m_slots;
    QThreadPool m_thread; ///< One thread, in the order of asking.
};

/// A control that makes a service anew at each start.
ServiceHost::Control controlOf(std::function<Result<std::unique_ptr<Service>>()> make);

} // namespace ota
