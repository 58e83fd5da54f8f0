// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/event.h"

#include <chrono>
#include <map>
#include <vector>

namespace ota {

/// Folds repeated progress before it is stored (spec/timeline.md 7): at most four rows a second and session; the first
/// and the last of a burst are always kept, and the number of those left out is written into the row that follows them.
/// Pure: time is the events' own.
class ProgressFold
{
public:
    static constexpr std::chrono::nanoseconds gap = std::chrono::milliseconds(250);

    /// Appends to `out` what is to be recorded now: nothing, the event, or what was held back and the event.
    void take(Event event, std::vector<Event>& out);

    /// What has been held back for a whole gap.
    void takeDue(qint64 nowNs, std::vector<Event>& out);

    /// Everything that is held back.
    void takeAll(std::vector<Event>& out);

private:
    /// One source of progress in a session: what the device says and what we count are different things.
    struct Lane
    {
        Stream stream = Stream::Host;
        std::optional<Phase> phase = {};
        QString object = {};
        std::optional<Event> held = {};
    };
    struct Burst
    {
        qint64 lastNs = 0; ///< When a row was let through.
        std::vector<Lane> lanes = {};
    };
    using Key = std::pair<qint64, BoardId>;

    static Key keyFor(const Event& event);
    static void release(Burst& burst, std::vector<Event>& out);

    std::map<Key, Burst> m_bursts;
};

} // namespace ota
