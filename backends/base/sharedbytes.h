// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace ota {

/// Immutable bytes that many may read at once: a mapped file or a buffer. Nothing is copied when it is handed on; a
/// file that is unlinked or replaced by rename meanwhile keeps its old bytes here. shared_ptr because transfers in
/// flight keep the bytes of a release that has been replaced.
class SharedBytes
{
public:
    using Pointer = std::shared_ptr<const SharedBytes>;

    static Pointer fromBuffer(QByteArray buffer);

    /// Maps the whole file for reading. Errors: NotFound, Io.
    static Result<Pointer> map(const QString& path);

    virtual ~SharedBytes() = default;
    Q_DISABLE_COPY_MOVE(SharedBytes)

    ByteSpan bytes() const { return m_bytes; }
    qint64 size() const { return static_cast<qint64>(m_bytes.size()); }

protected:
    SharedBytes() = default;

    ByteSpan m_bytes;
};

} // namespace ota
