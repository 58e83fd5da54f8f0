// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "base/result.h"
#include "suit/riotboot.h"
#include "virtual/boarddefects.h"
#include "virtual/flash.h"

#include <QString>

#include <array>
#include <memory>
#include <optional>

namespace ota {

/// What stands in a slot.
struct SlotState
{
    RiotbootVerdict verdict = RiotbootVerdict::Magic;
    RiotbootHeader header;
    std::uint32_t checksum = 0;

    bool isValid() const { return verdict == RiotbootVerdict::Ok; }
};

/// How a start ended.
struct BootResult
{
    enum class Outcome
    {
        Runs,
        NoSlot,       ///< No slot has a valid header.
        Incomplete,   ///< The image that the header promises is not wholly there.
        WrongAddress, ///< It was linked for the other slot.
        Crashes       ///< It was made to crash.
    };

    Outcome outcome = Outcome::NoSlot;
    int slot = -1;
    bool fellBack = false; ///< Another slot than at the start before, because the newer image did not prove itself.

    bool runs() const { return outcome == Outcome::Runs; }
};

/// The two slots of a board and what starts from them: riotboot's rule (the valid slot with the highest version), the
/// processor's rule (an image that is not wholly there does not run) and, where the board has it, counting of attempts
/// with a way back. One thread at a time.
///
/// Besides the two slots its directory holds what a flash does not: per slot the size and digest of the image that was
/// declared complete, so that a torn one is found to be torn; and the count of attempts.
class BootModel
{
public:
    static constexpr int slotCount = 2;
    static constexpr qint64 firstOffset = 0x1000; ///< Of slot 0 in the flash: the boot loader is in front of it.
    static constexpr quint32 headerLength = riotbootDefaultLength;
    static constexpr int maximumAttempts = 3;

    /// An image with this text in its first bytes behind the header crashes at its start; one with the other runs but
    /// never confirms itself.
    static constexpr QByteArrayView crashMark{"ota-virtual: crash at start"};
    static constexpr QByteArrayView shyMark{"ota-virtual: never confirm"};

    struct Options
    {
        QString directory;
        qint64 slotBytes = 256 * 1024;
        quint32 factoryVersion = 0; ///< Of the image in slot 0 of a new board.
        bool rollback = false;      ///< Counts attempts; riotboot does not.
        DefectSet defects;
    };

    /// Opens the slots; a new directory gets a factory image in slot 0. `power` must outlive it. Errors: Io, BadInput.
    static Result<std::unique_ptr<BootModel>> open(Options options, FlashPower& power);

    /// Reset.
    BootResult boot();

    /// The running image has proved itself.
    void confirm();

    SlotState state(int slot) const;
    FlashSlot& slot(int index) { return *m_slots[static_cast<std::size_t>(index)]; }
    const FlashSlot& slot(int index) const { return *m_slots[static_cast<std::size_t>(index)]; }
    int current() const { return m_current; } ///< -1: nothing runs.
    int other() const { return m_current == 0 ? 1 : 0; }
    quint32 offsetOf(int slot) const { return static_cast<quint32>(firstOffset + slot * m_options.slotBytes); }
    /// The highest version of a valid slot.
    std::optional<quint32> highestVersion() const;

    /// Before a slot is written: nothing is known of its image any more.
    Result<> beginImage(int slot);
    /// The image is wholly there, its header not yet.
    Result<> completeImage(int slot, qint64 sizeBytes, const Digest& digest);
    /// Takes away the header. False: the power is gone.
    bool invalidate(int slot);

    /// Digest of the image as it was declared complete; nothing where there is none.
    std::optional<Digest> imageDigest(int slot) const;
    /// Whether what is in the slot is that image.
    bool isWhole(int slot) const;

private:
    explicit BootModel(Options options);

    Result<> makeFactoryImage();
    std::optional<int> newestSlot() const;
    BootResult tryBoot(int slot);
    bool goesBack(int slot);
    QString infoPath(int slot) const;
    int attempts(int slot) const;
    void setAttempts(int slot, int attempts, bool confirmed);
    bool isConfirmed(int slot) const;

    Options m_options;
    std::array<std::unique_ptr<FlashSlot>, slotCount> m_slots;
    int m_current = -1;
};

} // namespace ota
