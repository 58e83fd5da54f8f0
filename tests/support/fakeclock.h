// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"

#include <atomic>

namespace ota {

/// Stands still until a test turns it.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(qint64 startNs = Q_INT64_C(1'700'000'000'000'000'000))
        : m_nowNs(startNs)
    {
    }

    void advance(std::chrono::nanoseconds by) { m_nowNs += by.count(); }
    void setNs(qint64 nowNs) { m_nowNs = nowNs; }

    qint64 nowNs() const override { return m_nowNs; }
    std::chrono::steady_clock::time_point steadyNow() const override
    {
        return std::chrono::steady_clock::time_point(std::chrono::nanoseconds(m_nowNs.load()));
    }

private:
    std::atomic<qint64> m_nowNs;
};

} // namespace ota
