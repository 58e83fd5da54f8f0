// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <span>

namespace ota {

/// An open file that responses send from, with the size and time it had when it was opened. Copies share it; keep one
/// for a hot file and it is opened once. A file that is replaced by rename meanwhile keeps its old bytes here. Any
/// thread.
class HttpFile
{
public:
    /// Errors: NotFound, BadInput where it is no regular file, Io.
    static Result<HttpFile> open(const QString& path);

    /// Takes over an open descriptor. Errors as of open; `name` is for messages.
    static Result<HttpFile> adopt(int fileDescriptor, const QString& name);

    qint64 sizeBytes() const;
    qint64 modifiedNs() const; ///< Since 1970 UTC.

    /// A strong entity tag of time and size, for files whose digest nobody knows.
    QByteArray etag() const;

    /// For the writers of this folder.
    int descriptor() const;
    /// Reads at a position; fewer bytes than asked only at the end of the file. Error: Io.
    Result<std::size_t> read(qint64 offset, std::span<std::uint8_t> into) const;

private:
    class Open;
    std::shared_ptr<const Open> m_open; // Shared by all responses that send from it.
};

} // namespace ota
