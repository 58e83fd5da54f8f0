// SPDX-License-Identifier: Apache-2.0
#include "timeline/progressfold.h"

#include <algorithm>

namespace ota {

ProgressFold::Key ProgressFold::keyFor(const Event& event)
{
    return {event.session.value, event.session.isNull() ? event.board : BoardId()};
}

void ProgressFold::release(Burst& burst, std::vector<Event>& out)
{
    const auto first = out.size();
    for (Lane& lane : burst.lanes) {
        if (lane.held)
            out.push_back(std::move(*lane.held));
        lane.held.reset();
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
              [](const Event& a, const Event& b) { return a.hostNs < b.hostNs; });
}

void ProgressFold::take(Event event, std::vector<Event>& out)
{
    const Key key = keyFor(event);
    if (event.edge != Edge::Progress || event.details.value(detail::kept).toBool()) {
        if (const auto burst = m_bursts.find(key); burst != m_bursts.end()) {
            release(burst->second, out);
            m_bursts.erase(burst); // What comes next is the first of a new burst.
        }
        out.push_back(std::move(event));
        return;
    }
    Burst& burst = m_bursts[key];
    const QString object = event.details.value(detail::object).toString();
    const auto lane = std::find_if(burst.lanes.begin(), burst.lanes.end(), [&](const Lane& known) {
        return known.stream == event.stream && known.phase == event.phase && known.object == object;
    });
    if (lane == burst.lanes.end()) {
        burst.lanes.push_back({.stream = event.stream, .phase = event.phase, .object = object});
        burst.lastNs = std::max(burst.lastNs, event.hostNs);
        out.push_back(std::move(event));
        return;
    }
    if (lane->held)
        event.folded += lane->held->folded + 1;
    if (event.hostNs - burst.lastNs >= gap.count()) {
        burst.lastNs = event.hostNs;
        lane->held.reset();
        out.push_back(std::move(event));
    } else {
        lane->held = std::move(event);
    }
}

void ProgressFold::takeDue(qint64 nowNs, std::vector<Event>& out)
{
    for (auto entry = m_bursts.begin(); entry != m_bursts.end();) {
        Burst& burst = entry->second;
        if (nowNs - burst.lastNs < gap.count()) {
            ++entry;
            continue;
        }
        // One row a gap: the lane that has waited longest.
        Lane* oldest = nullptr;
        for (Lane& lane : burst.lanes) {
            if (lane.held && (!oldest || lane.held->hostNs < oldest->held->hostNs))
                oldest = &lane;
        }
        if (!oldest) {
            entry = nowNs - burst.lastNs > std::chrono::nanoseconds(std::chrono::seconds(10)).count()
                        ? m_bursts.erase(entry)
                        : std::next(entry);
            continue;
        }
        out.push_back(std::move(*oldest->held));
        oldest->held.reset();
        burst.lastNs = nowNs;
        ++entry;
    }
}

void ProgressFold::takeAll(std::vector<Event>& out)
{
    for (auto& [key, burst] : m_bursts)
        release(burst, out);
    m_bursts.clear();
}

} // namespace ota
