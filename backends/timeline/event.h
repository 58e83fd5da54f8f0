// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "timeline/vocabulary.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace ota {

/// Where the exact bytes of an event stand: a segment of a raw stream, and a range in it.
struct RawRef
{
    qint64 stream = 0; ///< 0: there are none.
    qint64 offset = 0;
    qint64 length = 0;

    bool isNull() const { return stream == 0; }
    auto operator<=>(const RawRef&) const = default;
};

/// One line of the timeline (spec/timeline.md 2). A value: unknown is null or empty, never zero or a guess.
struct Event
{
    quint64 seq = 0;                     ///< Given by the timeline: strictly rising; the id that front ends use.
    qint64 hostNs = 0;                   ///< Since 1970 UTC; 0 in a draft: the timeline fills in its clock.
    std::optional<qint64> deviceNs = {}; ///< What the device gave.
    DeviceClock deviceClock = DeviceClock::None;
    BoardId board = {};
    SessionId session = {}; ///< Null: not attributable (yet). Null in a draft: the timeline looks for it.
    World world = World::Host;
    Stream stream = Stream::Host;
    std::optional<Phase> phase = {};
    QString step = {}; ///< Position inside a phase: `manifest`, `slot1`, `file 3/120`.
    Edge edge = Edge::Note;
    std::optional<int> centipercent = {}; ///< Hundredths of a percent of this phase, 0…10000.
    std::optional<quint64> done = {};
    std::optional<quint64> total = {};
    std::optional<Unit> unit = {};
    std::optional<SessionResult> result = {}; ///< Only with Edge::Leave.
    QString reason = {};                      ///< One of `ota::reason`.
    QString targetVersion = {};               ///< As reported, never normalised.
    QString runningVersion = {};              ///< As reported, never normalised.
    Severity severity = Severity::Info;
    Origin origin = Origin::Host;
    Confidence confidence = Confidence::Measured;
    QString code = {};    ///< Stable key of what happened: `riot.start`, `transfer.done`, a checker's id.
    QString message = {}; ///< One sentence for a person.
    RawRef raw = {};
    QString rawStatus = {};   ///< The protocol's own word or number.
    quint32 folded = 0;       ///< Progress events that were left out before this one.
    QJsonObject details = {}; ///< What else is known; the keys that checkers read are in `ota::detail`.

    bool operator==(const Event&) const = default;
};

/// Order of the timeline: host time, then seq.
struct EventKey
{
    qint64 hostNs = 0;
    quint64 seq = 0;

    auto operator<=>(const EventKey&) const = default;
};

inline EventKey keyOf(const Event& event)
{
    return {event.hostNs, event.seq};
}

/// Keys of `Event::details` with a meaning of their own. All counts are totals since the transfer began, so that folded
/// progress loses nothing.
namespace detail {
inline constexpr QLatin1StringView object{"object"};          ///< Path or URL of what is transferred.
inline constexpr QLatin1StringView peer{"peer"};              ///< `address:port`
inline constexpr QLatin1StringView size{"size"};              ///< Bytes of the object.
inline constexpr QLatin1StringView bytes{"bytes"};            ///< Payload bytes sent for it, repeats counted.
inline constexpr QLatin1StringView requests{"requests"};      ///< Requests for it.
inline constexpr QLatin1StringView offset{"offset"};          ///< First byte that was asked for.
inline constexpr QLatin1StringView start{"start"};            ///< First byte that was answered.
inline constexpr QLatin1StringView status{"status"};          ///< `206`, `2.05`, `4.04`
inline constexpr QLatin1StringView etag{"etag"};              ///< Of the body that was answered from.
inline constexpr QLatin1StringView digest{"digest"};          ///< SHA-256 of the object, hexadecimal.
inline constexpr QLatin1StringView retryAfter{"retry_after"}; ///< Seconds.
inline constexpr QLatin1StringView payload{"payload"};        ///< False: metadata (a manifest), not payload.
inline constexpr QLatin1StringView starts{"starts"};          ///< The device begins the work here.
inline constexpr QLatin1StringView evidence{"evidence"};      ///< List of seq: what proves a finding.
inline constexpr QLatin1StringView kept{"kept"};              ///< Progress that a finding points at: never folded.
} // namespace detail

/// All fields that are known, with the keys of the specification. Times are numbers of nanoseconds written as text,
/// because JSON numbers end at 2^53.
QJsonObject toJson(const Event& event);

/// Error: BadInput, naming the field.
Result<Event> eventFromJson(const QJsonObject& json);

/// `2026-08-01T21:13:09.123Z`; nanoseconds since 1970 UTC.
QString isoTime(qint64 ns);

} // namespace ota
