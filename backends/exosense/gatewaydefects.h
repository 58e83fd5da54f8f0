// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "exosense/otaureport.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace ota {

/// How a virtual gateway can be told to misbehave (exosense.md 15). Each changes what it really does.
enum class GatewayDefect : std::uint8_t
{
    NoInit,
    SkipSteps,
    OutOfOrder,
    LowerCase,
    WrongVersion,
    FastWrites,
    Unencoded,
    ProgressBack,
    AckText,
    AckNever,
    AckOther,
    Rx512,
    LieSuccess,
    Loop,
    StaleStatus,
    ReinstallSame,
    SilentFreeze,
    NoVerify,
    NoBackoff,
    RetryForever,
    Ignore206,
    Append200,
    NoSpaceCheck,
    LeavePartial,
    AcceptOlder,
    NoExpiryCheck,
    NoTlsVerify,
    NoTimeout,
    NoRateLimit,
    WritesSurplus,
    ReadToEnd,
    MixParts,
    FollowAnyRedirect,
    TornWrite,
    BothSlotsDead,
    NoRollback,
    ZombieJob,
    AcceptUnsigned,
    AnyKey,
    WrongDeviceOk,
};

/// What is written about a defect.
struct GatewayDefectInfo
{
    GatewayDefect defect;
    QString name;        ///< Stable: `no-init`.
    QString description; ///< One sentence, translated.
    /// It is one of gateways that expect the lab header: others check nothing that it could leave out.
    bool needsLabHeader = false;
};

std::vector<GatewayDefectInfo> gatewayDefects();

/// `stall@PHASE` and its like, with a sentence each. PHASE is test, download or install.
std::vector<std::pair<QString, QString>> scriptedEnds();

/// How an attempt ends by command: `stall@download`.
enum class ScriptedEnd : std::uint8_t
{
    Stall,  ///< Says nothing more.
    Error,  ///< Reports the error of that phase.
    Abort,  ///< Reports INSTALL_ABORTED.
    Reboot, ///< Comes back on the old version in the middle of that phase.
};

/// A set of defects. A value.
class GatewayDefects
{
public:
    /// `no-init`, `stall@download`. Error: Usage, naming the ones there are.
    static Result<GatewayDefects> fromNames(const QStringList& names);

    bool has(GatewayDefect defect) const { return m_defects.contains(defect); }
    std::optional<ScriptedEnd> endAt(OtauStage stage) const;
    bool isEmpty() const { return m_defects.empty() && m_ends.empty(); }
    QStringList names() const;
    /// Of those that need the lab header the first; empty: none.
    QString needingLabHeader() const;

private:
    std::set<GatewayDefect> m_defects;
    std::map<OtauStage, ScriptedEnd> m_ends;
};

} // namespace ota
