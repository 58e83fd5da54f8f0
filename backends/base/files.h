// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <QByteArray>
#include <QFileDevice>
#include <QString>

namespace ota {

/// The whole file. Errors: NotFound, Io, and BadInput where it is larger than `limit` bytes. `context` is the path.
Result<QByteArray> readFile(const QString& path, qint64 limit);

/// Writes so that afterwards the old or the new content is there, also after a crash: temporary file beside it, fsync,
/// rename, fsync of the directory. Error: Io.
Result<> writeFileDurably(const QString& path, QByteArrayView content,
                          QFileDevice::Permissions permissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                                                 QFileDevice::ReadGroup | QFileDevice::ReadOther);

/// Flushes what the system holds of the open file to the disk. Error: Io.
Result<> syncFile(int fileDescriptor, const QString& path);

/// Makes a rename or a new entry in this directory durable. Error: Io.
Result<> syncDirectory(const QString& path);

} // namespace ota
