// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <initializer_list>
#include <span>

namespace ota {

/// How a virtual board can be told to misbehave. The names are those of spec/campaign.md 3; each changes what the board
/// really does, so that a campaign that does not notice it is a bad campaign.
enum class BoardDefect : std::uint8_t
{
    LieSuccess,
    Loop,
    StaleStatus,
    ReinstallSame,
    AcceptOlder,
    AcceptOlderInRevert,
    SeqNotStored,
    AcceptUnsigned,
    AnyKey,
    CrashOnAlg,
    NoVerify,
    NoTimeout,
    WritesSurplus,
    ReadToEnd,
    NoRateLimit,
    RetryForever,
    MixParts,
    NoBackoff,
    NoTlsVerify,
    DupBlockTwice,
    TrustAnyReply,
    WrongDeviceOk,
    NoOffsetCheck,
    NoSpaceCheck,
    LeavePartial,
    TornWrite,
    BothSlotsDead,
    BurnsAttempts,
    NoRollback,
    ZombieJob,
    TriggerResidue,
};

/// What is written about a defect.
struct BoardDefectInfo
{
    BoardDefect defect;
    QString name;        ///< Stable: `accept-older`.
    QString description; ///< One sentence, translated.
    QStringList cases;   ///< The campaign cases that must notice it.
};

/// All defects that a board of the CoAP/SUIT world can have, in the order of the campaign's cases.
std::span<const BoardDefectInfo> boardDefects();

/// A set of defects. A value.
class DefectSet
{
public:
    DefectSet() = default;
    DefectSet(std::initializer_list<BoardDefect> defects);

    /// Error: Usage, naming the ones there are.
    static Result<DefectSet> fromNames(const QStringList& names);

    bool has(BoardDefect defect) const { return (m_bits >> static_cast<unsigned>(defect) & 1U) != 0; }
    bool isEmpty() const { return m_bits == 0; }
    void insert(BoardDefect defect) { m_bits |= std::uint64_t{1} << static_cast<unsigned>(defect); }
    QStringList names() const;

private:
    std::uint64_t m_bits = 0;
};

} // namespace ota
