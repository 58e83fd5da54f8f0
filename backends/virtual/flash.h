// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>

namespace ota {

/// A moment at which the power may go: before an operation of the flash, inside it, after it.
struct FlashStep
{
    enum class Kind
    {
        Erase,
        Write
    };

    Kind kind = Kind::Write;
    int slot = 0;
    qint64 offset = 0; ///< In the slot.
    qint64 length = 0;
    int quarters = 0;   ///< 0 before, 1…3 inside: that many quarters are done; 4 after.
    quint64 number = 0; ///< Counts all steps since the start, from 1: the same update has the same numbers.
};

/// Sees each step on the thread that writes. False: the power goes here.
using FlashObserver = std::function<bool(const FlashStep& step)>;

/// The board's supply: off once and for all that hangs on it, until it is switched on.
class FlashPower
{
public:
    /// Set while nothing writes.
    void observe(FlashObserver observer) { m_observer = std::move(observer); }
    bool isObserved() const { return static_cast<bool>(m_observer); }

    bool isOn() const { return m_on; }
    void off() { m_on = false; }
    void on() { m_on = true; }

    /// Asks the observer. False when the power is gone.
    bool step(FlashStep step);

    quint64 steps() const { return m_steps; }

private:
    FlashObserver m_observer;
    std::atomic<bool> m_on = true;
    quint64 m_steps = 0;
};

/// One slot of a NOR flash in a file: erased bytes are 0xff, erasing goes by blocks, a write or an erase can stop in
/// the middle. What a kill -9 leaves in the file is what a power cut leaves in the flash. One thread at a time.
class FlashSlot
{
public:
    static constexpr qint64 blockBytes = 4096;

    /// Makes the file when it is not there. Error: Io.
    static Result<std::unique_ptr<FlashSlot>> open(const QString& path, int index, qint64 sizeBytes, FlashPower& power);

    ~FlashSlot();
    Q_DISABLE_COPY_MOVE(FlashSlot)

    qint64 size() const { return m_size; }

    /// What lies behind the end of what was ever written is erased.
    QByteArray read(qint64 offset, qint64 length) const;

    // False: the power is gone or the host's disk refuses. A write expects erased bytes and fits into the slot.
    bool eraseBlock(qint64 block);
    bool write(qint64 offset, ByteSpan bytes);

private:
    FlashSlot(int index, qint64 sizeBytes, FlashPower& power);

    bool put(FlashStep::Kind kind, qint64 offset, ByteSpan bytes);
    bool putPiece(qint64 offset, ByteSpan bytes);

    int m_index;
    qint64 m_size;
    FlashPower& m_power;
    int m_file = -1;
};

} // namespace ota
