// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "timeline/eventstore.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace ota {

/// The thread that brings what is recorded into the store: one transaction for 50 ms or 1000 events.
class EventWriter
{
public:
    static constexpr std::chrono::milliseconds interval{50};
    static constexpr std::size_t batchSize = 1000;

    /// `collect` gives everything that waits; it is called on the writer's thread.
    EventWriter(EventStore& store, std::function<EventBatch()> collect);

    /// Writes what waits.
    ~EventWriter();
    Q_DISABLE_COPY_MOVE(EventWriter)

    /// Something waits: `waiting` events.
    void wake(std::size_t waiting);

    /// Returns when everything that waited has been written, or cannot be.
    void flush();

    /// The store refuses what is written: events may have to be dropped.
    bool isFailing() const;

    /// Waits until fewer than `limit` events wait; does not wait while the store fails.
    void waitForRoom(std::size_t limit);

private:
    void run(const std::stop_token& stop);
    void writeOnce();

    EventStore& m_store;
    std::function<EventBatch()> m_collect;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::size_t m_waiting = 0;
    bool m_dirty = false;
    bool m_failing = false;
    bool m_hurry = false;
    quint64 m_asked = 0; ///< Flushes asked for.
    quint64 m_done = 0;
    std::jthread m_thread;
};

} // namespace ota
