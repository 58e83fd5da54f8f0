// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

namespace ota {

SystemClock::SystemClock()
    : m_anchorNs(
          std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
              .count())
    , m_anchor(std::chrono::steady_clock::now())
{
}

qint64 SystemClock::nowNs() const
{
    return m_anchorNs +
           std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - m_anchor).count();
}

std::chrono::steady_clock::time_point SystemClock::steadyNow() const
{
    return std::chrono::steady_clock::now();
}

} // namespace ota
