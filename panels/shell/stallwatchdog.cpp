// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/stallwatchdog.h"

#include <QLoggingCategory>

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

#if defined(Q_OS_LINUX)
#include <pthread.h>
#include <time.h>
#endif

namespace ota {

namespace {

Q_LOGGING_CATEGORY(windowLog, "ota.window")

using std::chrono::milliseconds;
constexpr milliseconds askEvery{25};
constexpr milliseconds lookEvery{5};

/// The CPU time of the thread that calls this now, to be asked from another one later.
std::function<std::optional<milliseconds>()> cpuClockOfThisThread()
{
#if defined(Q_OS_LINUX)
    clockid_t clock{};
    if (pthread_getcpuclockid(pthread_self(), &clock) == 0) {
        return [clock]() -> std::optional<milliseconds> {
            timespec now{};
            if (clock_gettime(clock, &now) != 0)
                return std::nullopt;
            return milliseconds(now.tv_sec * 1000 + now.tv_nsec / 1'000'000);
        };
    }
#endif
    return [] {
        return std::optional<milliseconds>();
    };
}

} // namespace

StallWatchdog::StallWatchdog(milliseconds limit, QObject* parent)
    : QObject(parent)
    , m_limit(limit)
{
    m_thread = std::jthread([this, cpu = cpuClockOfThisThread()](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any wake;
        const auto sleep = [&](milliseconds time) {
            std::unique_lock lock(mutex);
            wake.wait_for(lock, stop, time, [] { return false; });
        };
        for (quint64 question = 1; !stop.stop_requested(); ++question) {
            const auto asked = std::chrono::steady_clock::now();
            const auto cpuBefore = cpu();
            QMetaObject::invokeMethod(
                this, [this, question] { m_answered = question; }, Qt::QueuedConnection);
            while (m_answered.load() < question && !stop.stop_requested())
                sleep(lookEvery);
            auto stood = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - asked);
            if (const auto cpuAfter = cpu(); cpuBefore && cpuAfter)
                stood = std::min(stood, *cpuAfter - *cpuBefore);
            if (stood > m_limit && !stop.stop_requested()) {
                ++m_stalls;
                m_worstMs = std::max<qint64>(m_worstMs.load(), stood.count());
                qCWarning(windowLog, "the event loop stood still for %lld ms", static_cast<long long>(stood.count()));
            }
            sleep(askEvery);
        }
    });
}

StallWatchdog::~StallWatchdog() = default;

} // namespace ota
