// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "riot/riotconsole.h"
#include "timeline/event.h"

#include <optional>

namespace ota {

/// What the lines since the worker's start have said; several of its result numbers mean more than one thing, and only
/// these lines tell which (spec/suit-coap.md 3.4).
struct RiotFacts
{
    bool sizeWrong = false;
    bool scheme = false;
    bool signatureBad = false;
    bool digestMismatch = false;
    bool seqOld = false;
    bool componentNone = false;
    bool offsetBad = false;
    bool payloadFailed = false;
    bool manifestFailed = false;
    bool imageBad = false;
    bool imageOk = false;
    bool installed = false;
};

/// Why the worker ended with `res`, as one of `ota::reason`.
QString riotReason(int res, const RiotFacts& facts);

/// Makes events of the timeline from what the console of one RIOT board says (spec/timeline.md 4.1, column suit). Pure:
/// what it returns depends on the events since the start alone. Time, board, session and raw bytes are filled in by the
/// caller.
class RiotMapper
{
public:
    /// The event; nothing only for names that are not known.
    std::optional<Event> take(const RiotEvent& event);

    /// The worker runs: between its start and its result.
    bool isWorking() const { return m_working; }

private:
    Event note(const RiotEvent& event, Phase phase, Severity severity, const QString& message) const;
    Event step(const RiotEvent& event, Phase phase, Edge edge, const QString& message);
    std::optional<Event> takeCheck(const RiotEvent& event);
    std::optional<Event> takePayload(const RiotEvent& event);
    std::optional<Event> takeResult(const RiotEvent& event);
    std::optional<Event> takeBoard(const RiotEvent& event);
    Event fail(const RiotEvent& event, const QString& reason, const QString& message);
    Event slotSeen(const RiotEvent& event);

    RiotFacts m_facts;
    Phase m_phase = Phase::Idle;
    bool m_working = false;
    bool m_ranSinceBoot = false; ///< The worker; a header printed now is that of the slot it has written.
    bool m_concluded = false;    ///< The reason of this run's failure has been told.
    bool m_progressed = false;
    bool m_riotboot = false;      ///< It has slots: the stored number is not what runs.
    std::optional<int> m_flashed; ///< Slot that was written and has not been booted since.
};

} // namespace ota
