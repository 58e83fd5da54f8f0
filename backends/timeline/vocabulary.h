// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringView>

#include <cstdint>
#include <optional>
#include <span>

// The closed word lists of the timeline (spec/timeline.md 2 and 3). The numbers are stored: never renumber, only
// append.
namespace ota {

/// Whose rules an event follows; the last six are imports.
enum class World : std::uint8_t
{
    Host,
    Matter,
    Rootfs,
    Suit,
    Exosense,
    Afero,
    Hawkbit,
    Mender,
    Swupdate,
    Rauc,
    Lwm2m,
    Mcuboot,
};

/// The lane an event is drawn in.
enum class Stream : std::uint8_t
{
    Console,
    Protocol,
    Transfer,
    Power,
    Fault,
    Action, ///< What a person or a scenario did.
    Checker,
    Host,
};

enum class Phase : std::uint8_t
{
    Idle,
    Offered,
    Check,
    Download,
    Verify,
    Install,
    Reboot,
    Confirm,
    Rollback,
    Cancel,
};

enum class Edge : std::uint8_t
{
    Enter,
    Progress,
    Leave,
    Note,
};

/// How a phase or a session ended, or stands.
enum class SessionResult : std::uint8_t
{
    Running,
    Success,
    Failure,
    Aborted,
    Rejected,
    Deferred,
    AlreadyInstalled,
    RolledBack,
    Superseded,
    Interrupted,
    Stalled,
    Unconfirmed,
};

enum class Severity : std::uint8_t
{
    Debug,
    Info,
    Note,
    Warning,
    Error,
};

/// Who says so.
enum class Origin : std::uint8_t
{
    Device,
    Server, ///< A service of ours saw it.
    Controller,
    Console,
    Host,
    Checker,
};

/// How sure we are.
enum class Confidence : std::uint8_t
{
    Reported, ///< The device said so.
    Measured, ///< We counted it.
    Inferred,
};

enum class Unit : std::uint8_t
{
    Bytes,
    Files,
    Blocks,
    Steps,
};

/// What the time that a device gave counts from.
enum class DeviceClock : std::uint8_t
{
    None,
    Utc,
    NoYear, ///< syslog
    Uptime,
};

/// What a result means to a person at a glance.
enum class ResultClass : std::uint8_t
{
    Running,
    Good,
    Attention,
    Bad,
    EndedByUs,
};

// The stable text key of each value, as stored in exports and written by filters, and back. Null for an unknown key.
QString keyOf(World value);
QString keyOf(Stream value);
QString keyOf(Phase value);
QString keyOf(Edge value);
QString keyOf(SessionResult value);
QString keyOf(Severity value);
QString keyOf(Origin value);
QString keyOf(Confidence value);
QString keyOf(Unit value);
QString keyOf(DeviceClock value);
QString keyOf(ResultClass value);

template<typename Enum>
std::optional<Enum> fromKey(QStringView key);

/// Every value, in the order of its number.
template<typename Enum>
std::span<const Enum> allValues();

/// The value of a stored number; null when a newer program wrote it.
template<typename Enum>
std::optional<Enum> fromNumber(qint64 number)
{
    if (number < 0 || static_cast<std::size_t>(number) >= allValues<Enum>().size())
        return std::nullopt;
    return static_cast<Enum>(number);
}

/// A word for people, translated.
QString label(Phase value);
QString label(SessionResult value);

ResultClass classOf(SessionResult value);

/// A later event may still change it: running, deferred, interrupted, stalled, unconfirmed.
bool isOpen(SessionResult value);

/// 0 is best. A parent has the worst of its children (spec/timeline.md 5.9).
int rankOf(SessionResult value);

} // namespace ota
