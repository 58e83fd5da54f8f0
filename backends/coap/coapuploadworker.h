// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include <QtGlobal>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace ota {

/// Does what a server's thread must not wait for, in order, one after the other. Members may be called from any thread.
class CoapUploadWorker
{
public:
    using Task = std::function<void()>;

    CoapUploadWorker() = default;
    /// Finishes what runs; what waits is dropped.
    ~CoapUploadWorker();
    Q_DISABLE_COPY_MOVE(CoapUploadWorker)

    /// The thread is made for the first one.
    void post(Task task);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Task> m_tasks;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace ota
