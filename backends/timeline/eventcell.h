// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/event.h"

#include <cstdint>
#include <type_traits>

namespace ota {

/// What a lane needs to draw an event, in 16 bytes; everything else is fetched by seq when a row is drawn.
struct EventCell
{
    static constexpr std::uint16_t noValue = 0xffff;
    static constexpr std::uint16_t noPhase = 0xf;

    std::int64_t hostNs = 0;       ///< 0: there is no such event (any more).
    std::uint32_t board = 0;       ///< Number of the board's name in the store's string table; 0: none.
    std::uint16_t kind = 0;        ///< phase:4 edge:2 severity:3 stream:3 session:1
    std::uint16_t value = noValue; ///< Hundredths of a percent.

    static EventCell of(const Event& event, std::uint32_t boardNumber);

    bool isEmpty() const { return hostNs == 0; }
    std::optional<Phase> phase() const
    {
        return (kind & 0xf) == noPhase ? std::nullopt : std::optional(static_cast<Phase>(kind & 0xf));
    }
    Edge edge() const { return static_cast<Edge>((kind >> 4) & 0x3); }
    Severity severity() const { return static_cast<Severity>((kind >> 6) & 0x7); }
    Stream stream() const { return static_cast<Stream>((kind >> 9) & 0x7); }
    bool hasSession() const { return ((kind >> 12) & 0x1) != 0; }

    bool operator==(const EventCell&) const = default;
};

static_assert(sizeof(EventCell) == 16 && std::is_trivially_copyable_v<EventCell>);

inline EventCell EventCell::of(const Event& event, std::uint32_t boardNumber)
{
    const auto phase = event.phase ? static_cast<unsigned>(*event.phase) : unsigned{noPhase};
    const unsigned kind = phase | static_cast<unsigned>(event.edge) << 4 | static_cast<unsigned>(event.severity) << 6 |
                          static_cast<unsigned>(event.stream) << 9 | (event.session.isNull() ? 0U : 1U << 12);
    return {.hostNs = event.hostNs,
            .board = boardNumber,
            .kind = static_cast<std::uint16_t>(kind),
            .value = event.centipercent ? static_cast<std::uint16_t>(*event.centipercent) : noValue};
}

} // namespace ota
