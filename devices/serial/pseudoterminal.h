// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <memory>

namespace ota {

/// A serial line without hardware: a board's console writes and reads here, and any terminal program opens `path()` at
/// the other side as if it were a serial port. Raw: no echo, no line editing, all 8 bits. One thread at a time.
class PseudoTerminal
{
public:
    /// Errors: Io, Unsupported (a system without pseudo terminals).
    static Result<std::unique_ptr<PseudoTerminal>> open();

    virtual ~PseudoTerminal() = default;
    Q_DISABLE_COPY_MOVE(PseudoTerminal)

    /// `/dev/pts/7`
    virtual QString path() const = 0;

    /// Never waits: what does not fit because nobody reads is dropped, as on a serial line. Returns the number of bytes
    /// dropped.
    virtual qint64 write(QByteArrayView bytes) = 0;

    /// What was typed since the last call; waits up to `limit` for the first byte. Empty when nothing came.
    virtual QByteArray read(std::chrono::milliseconds limit) = 0;

    /// Makes a read that waits in another thread return at once.
    virtual void wake() = 0;

protected:
    PseudoTerminal() = default;
};

} // namespace ota
