// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace ota {

/// The threads for handlers that may block; started when there is work. Internal to backends/http. QThreadPool would
/// do, but the thread sanitizer sees nothing of its locks, and so nothing of the order of what runs on it.
class HttpWorkers final
{
public:
    explicit HttpWorkers(int most);
    /// Waits for everything that was started.
    ~HttpWorkers();
    Q_DISABLE_COPY_MOVE(HttpWorkers)

    void start(std::function<void()> work);
    /// Until nothing runs or waits.
    void waitForDone();

private:
    void run();

    const std::size_t m_most;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_waiting;
    std::vector<std::thread> m_threads;
    std::size_t m_idle = 0;
    bool m_ends = false;
};

} // namespace ota
