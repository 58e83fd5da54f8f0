// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <QString>

namespace ota {

/// A file that is being written and has no place yet. Gone with the object unless it was moved to its place. One thread
/// at a time. Every error is Io; one for want of space says how much is free.
class NewFile final
{
public:
    static Result<NewFile> create(const QString& directory);

    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&& other) noexcept;
    ~NewFile();

    /// Lets the system find out now whether there is room for so many bytes. Success also where it can not tell.
    Result<> reserve(qint64 sizeBytes);

    /// Appends all of it.
    Result<> write(ByteSpan bytes);

    /// What was written is on the disk, read-only for everybody.
    Result<> sync();

    /// Takes its place, replacing atomically what is there. Durable once the directory is synced.
    Result<> moveTo(const QString& path);

private:
    NewFile() = default;
    tl::unexpected<Error> ioFailure() const;
    void close();

    QString m_path; ///< Empty when it has been moved.
    int m_descriptor = -1;
    qint64 m_written = 0;
    qint64 m_reserved = 0;
    qint64 m_flushing = 0; ///< Up to here the system has been asked to begin writing to the disk.
};

} // namespace ota
