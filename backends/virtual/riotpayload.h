// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "virtual/boarddefects.h"
#include "virtual/riotworker.h"

namespace ota {

/// How a board gets a payload and judges what is there: with RIOT's order, its lines and, where told so, its defects.
/// What both kinds of workers share. One thread at a time.
class RiotPayload final
{
public:
    /// All must outlive it.
    RiotPayload(const RiotTarget& target, const DefectSet& defects, const RiotIo& io);
    Q_DISABLE_COPY_MOVE(RiotPayload)

    /// Fetches `imageSize` bytes into a storage that was started for them. A number of riotres.
    int fetch(const QByteArray& url, RiotStorage& storage, quint32 imageSize);
    /// Stores one block of such a transfer.
    int store(RiotStorage& storage, const RiotBlock& block, quint32 imageSize);

    /// Whether the storage holds `size` bytes of this digest (32 bytes). What is wrong is erased.
    int check(RiotStorage& storage, ByteSpan digest, quint32 size);

private:
    int fetchOnce(const QByteArray& url, RiotStorage& storage, quint32 imageSize);
    void printProgress(quint64 done, quint32 imageSize);
    bool stopped() const { return m_io.stopped && m_io.stopped(); }
    void print(const QByteArray& text) const { m_io.print(text); }

    const RiotTarget& m_target;
    const DefectSet& m_defects;
    const RiotIo& m_io;
    bool m_etagChanged = false;
    quint64 m_appended = 0; ///< Bytes of this download that were stored, repeats too.
    Sha256 m_arrived;       ///< Of the blocks as they should stand.
    int m_lastPercent = -1;
};

/// What the progress bar of RIOT prints after a block; `imageSize` is not 0.
QByteArray riotProgressBar(quint64 done, quint32 imageSize);

} // namespace ota
