// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/servicehost.h"

#include <QCoreApplication>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace ota {

/// `control` is touched by the host's thread only, once it was added.
struct ServiceHost::Slot
{
    QString name;
    Control control;
    bool started = false;
};

ServiceHost::ServiceHost(QObject* parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
    m_thread.setExpiryTimeout(-1);
}

ServiceHost::~ServiceHost()
{
    m_thread.start([this] {
        for (auto slot = m_slots.rbegin(); slot != m_slots.rend(); ++slot) {
            if ((*slot)->started)
                (*slot)->control.stop();
            (*slot)->control = {};
        }
    });
    m_thread.waitForDone();
}

void ServiceHost::add(const QString& name, const QString& title, Control control, bool isQuiet)
{
    auto slot = std::make_unique<Slot>();
    slot->name = name;
    slot->control = std::move(control);
    m_slots.push_back(std::move(slot));
    m_entries.append({name, title, {}, {}, isQuiet});
    Q_EMIT added(name);
}

void ServiceHost::setControl(const QString& name, Control control)
{
    m_thread.start([slot = find(name), control = std::move(control)]() mutable {
        if (std::exchange(slot->started, false))
            slot->control.stop();
        slot->control = std::move(control);
    });
}

const ServiceHost::Entry* ServiceHost::entry(const QString& name) const
{
    const auto found = std::ranges::find(m_entries, name, &Entry::name);
    return found == m_entries.end() ? nullptr : &*found;
}

int ServiceHost::runningCount() const
{
    return static_cast<int>(std::ranges::count(m_entries, ServiceStatus::State::Running,
                                               [](const Entry& entry) { return entry.status.state; }));
}

ServiceHost::Slot* ServiceHost::find(const QString& name) const
{
    const auto found = std::ranges::find(m_slots, name, [](const auto& slot) { return slot->name; });
    Q_ASSERT_X(found != m_slots.end(), "ServiceHost", qPrintable(name));
    return found->get();
}

void ServiceHost::start(const QString& name)
{
    setStatus(name, {ServiceStatus::State::Starting, {}, {}}, {});
    m_thread.start([this, slot = find(name)] {
        if (std::exchange(slot->started, false))
            slot->control.stop();
        const auto begun = slot->control.start();
        slot->started = begun.has_value();
        const ServiceStatus status =
            begun ? *begun : ServiceStatus{ServiceStatus::State::Failed, {}, begun.error().message};
        const QString hint = begun ? QString() : begun.error().hint;
        QMetaObject::invokeMethod(
            this, [this, slot, status, hint] { setStatus(slot->name, status, hint); }, Qt::QueuedConnection);
    });
}

void ServiceHost::stop(const QString& name)
{
    m_thread.start([this, slot = find(name)] {
        if (std::exchange(slot->started, false))
            slot->control.stop();
        QMetaObject::invokeMethod(
            this, [this, slot] { setStatus(slot->name, {}, {}); }, Qt::QueuedConnection);
    });
}

void ServiceHost::restart(const QString& name)
{
    start(name); // Stops it first, on the same thread.
}

Result<> ServiceHost::startAndWait(const QString& name, const std::stop_token& stop)
{
    struct Answer
    {
        std::mutex mutex;
        std::condition_variable_any told;
        std::optional<Result<>> result;
        QMetaObject::Connection watching;
    };
    // shared_ptr because a cancelled worker goes before the answer comes.
    const auto answer = std::make_shared<Answer>();
    const auto look = [this, name, answer] {
        const Entry& entry = *this->entry(name);
        if (entry.status.state == ServiceStatus::State::Starting)
            return;
        disconnect(answer->watching);
        const std::scoped_lock lock(answer->mutex);
        answer->result = entry.status.state == ServiceStatus::State::Running
                             ? Result<>()
                             : Result<>(failure(Error::Code::Busy, entry.status.why, entry.title, entry.hint));
        answer->told.notify_all();
    };
    const auto begin = [this, name, answer, look] {
        const auto state = entry(name)->status.state;
        if (state == ServiceStatus::State::Running) {
            look();
            return;
        }
        answer->watching = connect(this, &ServiceHost::statusChanged, this, [name, look](const QString& changed) {
            if (changed == name)
                look();
        });
        if (state != ServiceStatus::State::Starting)
            start(name);
    };
    QMetaObject::invokeMethod(this, begin, Qt::QueuedConnection);
    std::unique_lock lock(answer->mutex);
    if (!answer->told.wait(lock, stop, [&answer] { return answer->result.has_value(); }))
        return failure(Error::Code::Cancelled, QCoreApplication::translate("ServiceHost", "cancelled"), name);
    return *answer->result;
}

void ServiceHost::report(const QString& name, const ServiceStatus& status)
{
    QMetaObject::invokeMethod(
        this, [this, name, status] { setStatus(name, status, {}); }, Qt::QueuedConnection);
}

void ServiceHost::runOnThread(std::function<void()> work)
{
    m_thread.start(std::move(work));
}

void ServiceHost::setStatus(const QString& name, const ServiceStatus& status, const QString& hint)
{
    const auto found = std::ranges::find(m_entries, name, &Entry::name);
    found->status = status;
    found->hint = hint;
    Q_EMIT statusChanged(name);
}

ServiceHost::Control controlOf(std::function<Result<std::unique_ptr<Service>>()> make)
{
    // shared_ptr because both halves of the control hold the one service that runs.
    auto running = std::make_shared<std::unique_ptr<Service>>();
    return {.start = [running, make = std::move(make)]() -> Result<ServiceStatus> {
                auto made = make();
                if (!made)
                    return failure(made.error());
                if (const auto begun = (*made)->start(); !begun)
                    return failure(begun.error());
                *running = std::move(*made);
                return (*running)->status();
            },
            .stop =
                [running] {
                    (*running)->stop();
                    running->reset();
                }};
}

} // namespace ota
