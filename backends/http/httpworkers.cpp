// SPDX-License-Identifier: Apache-2.0
#include "http/httpworkers.h"

#include <algorithm>
#include <utility>

namespace ota {

HttpWorkers::HttpWorkers(int most)
    : m_most(static_cast<std::size_t>(std::max(1, most)))
{
}

HttpWorkers::~HttpWorkers()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void HttpWorkers::start(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(work));
        if (m_waiting.size() > m_idle && m_threads.size() < m_most)
            m_threads.emplace_back([this] { run(); });
    }
    m_changed.notify_all();
}

void HttpWorkers::waitForDone()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waiting.empty() && m_idle == m_threads.size(); });
}

void HttpWorkers::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        ++m_idle;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_ends || !m_waiting.empty(); });
        if (m_waiting.empty())
            return; // Still counted as idle: nothing runs here any more.
        --m_idle;
        std::function<void()> work = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        work();
        work = nullptr; // What it held ends here, not under the lock.
        lock.lock();
    }
}

} // namespace ota
