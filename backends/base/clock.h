// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <chrono>

namespace ota {

/// Where time comes from, so that a test can turn it. Implementations may be called from any thread.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Nanoseconds since 1970 UTC. Never steps back while the program runs: wall clock at the start plus monotonic
    /// time.
    virtual qint64 nowNs() const = 0;

    /// For limits and rates.
    virtual std::chrono::steady_clock::time_point steadyNow() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock
{
public:
    SystemClock();
    qint64 nowNs() const override;
    std::chrono::steady_clock::time_point steadyNow() const override;

private:
    qint64 m_anchorNs;
    std::chrono::steady_clock::time_point m_anchor;
};

} // namespace ota
