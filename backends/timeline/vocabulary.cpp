// SPDX-License-Identifier: Apache-2.0
#include "timeline/vocabulary.h"

#include <QCoreApplication>

#include <array>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Vocabulary)
};

template<typename Enum, std::size_t n>
struct Names
{
    std::array<const char*, n> keys;
    std::array<Enum, n> values;

    constexpr explicit Names(const std::array<const char*, n>& names)
        : keys(names)
        , values{}
    {
        for (std::size_t i = 0; i < n; ++i)
            values[i] = static_cast<Enum>(i);
    }
};

template<typename Enum>
struct Table;

// One line a list: the position is the stored number.
#define OTA_KEYS(Enum, count, ...)                                                                                     \
    template<>                                                                                                         \
    struct Table<Enum>                                                                                                 \
    {                                                                                                                  \
        static constexpr Names<Enum, count> names{{__VA_ARGS__}};                                                      \
    };

OTA_KEYS(World, 12, "host", "matter", "rootfs", "suit", "exosense", "afero", "hawkbit", "mender", "swupdate", "rauc",
         "lwm2m", "mcuboot")
OTA_KEYS(Stream, 8, "console", "protocol", "transfer", "power", "fault", "action", "checker", "host")
OTA_KEYS(Phase, 10, "IDLE", "OFFERED", "CHECK", "DOWNLOAD", "VERIFY", "INSTALL", "REBOOT", "CONFIRM", "ROLLBACK",
         "CANCEL")
OTA_KEYS(Edge, 4, "enter", "progress", "leave", "note")
OTA_KEYS(SessionResult, 12, "running", "success", "failure", "aborted", "rejected", "deferred", "already_installed",
         "rolled_back", "superseded", "interrupted", "stalled", "unconfirmed")
OTA_KEYS(Severity, 5, "debug", "info", "note", "warning", "error")
OTA_KEYS(Origin, 6, "device", "server", "controller", "console", "host", "checker")
OTA_KEYS(Confidence, 3, "reported", "measured", "inferred")
OTA_KEYS(Unit, 4, "bytes", "files", "blocks", "steps")
OTA_KEYS(DeviceClock, 4, "none", "utc", "no_year", "uptime")
OTA_KEYS(ResultClass, 5, "running", "good", "attention", "bad", "ended_by_us")
#undef OTA_KEYS

template<typename Enum>
QString keyIn(Enum value)
{
    return QString::fromLatin1(Table<Enum>::names.keys.at(static_cast<std::size_t>(value)));
}

} // namespace

template<typename Enum>
std::optional<Enum> fromKey(QStringView key)
{
    const auto& keys = Table<Enum>::names.keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (key == QLatin1StringView(keys[i]))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

template<typename Enum>
std::span<const Enum> allValues()
{
    return Table<Enum>::names.values;
}

#define OTA_INSTANCES(Enum)                                                                                            \
    QString keyOf(Enum value)                                                                                          \
    {                                                                                                                  \
        return keyIn(value);                                                                                           \
    }                                                                                                                  \
    template std::optional<Enum> fromKey<Enum>(QStringView);                                                           \
    template std::span<const Enum> allValues<Enum>();

OTA_INSTANCES(World)
OTA_INSTANCES(Stream)
OTA_INSTANCES(Phase)
OTA_INSTANCES(Edge)
OTA_INSTANCES(SessionResult)
OTA_INSTANCES(Severity)
OTA_INSTANCES(Origin)
OTA_INSTANCES(Confidence)
OTA_INSTANCES(Unit)
OTA_INSTANCES(DeviceClock)
OTA_INSTANCES(ResultClass)
#undef OTA_INSTANCES

QString label(Phase value)
{
    switch (value) {
    case Phase::Idle:
        return Tr::tr("idle");
    case Phase::Offered:
        return Tr::tr("offered");
    case Phase::Check:
        return Tr::tr("checking");
    case Phase::Download:
        return Tr::tr("downloading");
    case Phase::Verify:
        return Tr::tr("verifying");
    case Phase::Install:
        return Tr::tr("installing");
    case Phase::Reboot:
        return Tr::tr("rebooting");
    case Phase::Confirm:
        return Tr::tr("confirming");
    case Phase::Rollback:
        return Tr::tr("rolling back");
    case Phase::Cancel:
        break;
    }
    return Tr::tr("cancelling");
}

QString label(SessionResult value)
{
    switch (value) {
    case SessionResult::Running:
        return Tr::tr("running");
    case SessionResult::Success:
        return Tr::tr("success");
    case SessionResult::Failure:
        return Tr::tr("failure");
    case SessionResult::Aborted:
        return Tr::tr("aborted");
    case SessionResult::Rejected:
        return Tr::tr("rejected");
    case SessionResult::Deferred:
        return Tr::tr("deferred");
    case SessionResult::AlreadyInstalled:
        return Tr::tr("already installed");
    case SessionResult::RolledBack:
        return Tr::tr("rolled back");
    case SessionResult::Superseded:
        return Tr::tr("superseded");
    case SessionResult::Interrupted:
        return Tr::tr("interrupted");
    case SessionResult::Stalled:
        return Tr::tr("stalled");
    case SessionResult::Unconfirmed:
        break;
    }
    return Tr::tr("not confirmed");
}

ResultClass classOf(SessionResult value)
{
    switch (value) {
    case SessionResult::Running:
        return ResultClass::Running;
    case SessionResult::Success:
    case SessionResult::AlreadyInstalled:
        return ResultClass::Good;
    case SessionResult::Unconfirmed:
    case SessionResult::Deferred:
    case SessionResult::Stalled:
    case SessionResult::Interrupted:
        return ResultClass::Attention;
    case SessionResult::Failure:
    case SessionResult::RolledBack:
    case SessionResult::Rejected:
        return ResultClass::Bad;
    case SessionResult::Aborted:
    case SessionResult::Superseded:
        break;
    }
    return ResultClass::EndedByUs;
}

bool isOpen(SessionResult value)
{
    switch (value) {
    case SessionResult::Running:
    case SessionResult::Deferred:
    case SessionResult::Interrupted:
    case SessionResult::Stalled:
    case SessionResult::Unconfirmed:
        return true;
    default:
        return false;
    }
}

int rankOf(SessionResult value)
{
    switch (value) {
    case SessionResult::Success:
        return 0;
    case SessionResult::AlreadyInstalled:
        return 1;
    case SessionResult::Unconfirmed:
        return 2;
    case SessionResult::Deferred:
        return 3;
    case SessionResult::Running:
        return 4;
    case SessionResult::Stalled:
        return 5;
    case SessionResult::Interrupted:
        return 6;
    case SessionResult::Superseded:
        return 7;
    case SessionResult::Aborted:
        return 8;
    case SessionResult::Rejected:
        return 9;
    case SessionResult::RolledBack:
        return 10;
    case SessionResult::Failure:
        break;
    }
    return 11;
}

} // namespace ota
