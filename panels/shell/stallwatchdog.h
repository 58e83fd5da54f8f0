// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <atomic>
#include <chrono>
#include <thread>

namespace ota {

/// Reports when the event loop of the thread that made it stands still for longer than a limit. For debug builds and
/// tests: a thread of its own asks the loop for a sign of life and counts how long it takes. A stall counts by the CPU
/// time of the loop's thread where the system tells it, so that a loaded machine alone is no alarm.
class StallWatchdog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StallWatchdog)

public:
    explicit StallWatchdog(std::chrono::milliseconds limit, QObject* parent = nullptr);
    ~StallWatchdog() override;

    int stalls() const { return m_stalls; }
    std::chrono::milliseconds worst() const { return std::chrono::milliseconds(m_worstMs); }

private:
    std::chrono::milliseconds m_limit;
    std::atomic<quint64> m_answered = 0;
    std::atomic<int> m_stalls = 0;
    std::atomic<qint64> m_worstMs = 0;
    std::jthread m_thread;
};

} // namespace ota
