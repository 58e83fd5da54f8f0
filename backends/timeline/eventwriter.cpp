// SPDX-License-Identifier: Apache-2.0
#include "timeline/eventwriter.h"

#include <QLoggingCategory>

namespace ota {

namespace {

Q_LOGGING_CATEGORY(lcWriter, "ota.timeline")

constexpr std::chrono::milliseconds retryInterval{500};

/// Disk and server may recover; a statement that is refused will be refused again.
bool mayPass(const Error& error)
{
    return error.code == Error::Code::Io || error.code == Error::Code::Busy;
}

} // namespace

EventWriter::EventWriter(EventStore& store, std::function<EventBatch()> collect)
    : m_store(store)
    , m_collect(std::move(collect))
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

EventWriter::~EventWriter()
{
    m_thread.request_stop();
    m_changed.notify_all();
}

void EventWriter::wake(std::size_t waiting)
{
    const std::scoped_lock lock(m_mutex);
    const bool wasDirty = std::exchange(m_dirty, true);
    const bool full = waiting >= batchSize && m_waiting < batchSize;
    m_waiting = waiting;
    if (!wasDirty || full)
        m_changed.notify_all();
}

void EventWriter::flush()
{
    std::unique_lock lock(m_mutex);
    const quint64 mine = ++m_asked;
    m_dirty = true;
    m_hurry = true;
    m_changed.notify_all();
    m_changed.wait(lock, [&] { return m_done >= mine || m_thread.get_stop_token().stop_requested(); });
}

bool EventWriter::isFailing() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failing;
}

void EventWriter::waitForRoom(std::size_t limit)
{
    std::unique_lock lock(m_mutex);
    if (m_waiting < limit)
        return;
    m_changed.wait(lock, [&] { return m_waiting < limit || m_failing || m_thread.get_stop_token().stop_requested(); });
}

void EventWriter::writeOnce()
{
    quint64 asked = 0;
    {
        const std::scoped_lock lock(m_mutex);
        asked = m_asked;
        m_dirty = false;
        m_hurry = false;
        m_waiting = 0;
    }
    const EventBatch batch = m_collect();
    auto written = m_store.write(batch);
    // What could not be written is kept and tried again: a full disk may get room, a busy server may answer.
    while (!written && mayPass(written.error()) && !m_thread.get_stop_token().stop_requested()) {
        std::unique_lock lock(m_mutex);
        if (!std::exchange(m_failing, true))
            qCWarning(lcWriter).noquote() << written.error().toString();
        m_done = asked;
        m_changed.notify_all();
        m_changed.wait_for(lock, m_thread.get_stop_token(), retryInterval, [] { return false; });
        lock.unlock();
        written = m_store.write(batch);
    }
    if (!written)
        qCCritical(lcWriter).noquote() << batch.events.size() << "events were lost:" << written.error().toString();
    const std::scoped_lock lock(m_mutex);
    m_failing = false;
    m_done = std::max(m_done, asked);
    m_changed.notify_all();
}

void EventWriter::run(const std::stop_token& stop)
{
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, stop, [&] { return m_dirty; });
            if (stop.stop_requested())
                break;
            m_changed.wait_for(lock, stop, interval, [&] { return m_waiting >= batchSize || m_hurry; });
        }
        writeOnce();
    }
    writeOnce();
}

} // namespace ota
