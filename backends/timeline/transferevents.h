// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/event.h"

namespace ota {

/// What a service of ours counted of one object on its way to a device. All numbers are totals since the transfer
/// began.
struct TransferReport
{
    BoardId board = {};
    SessionId session = {};
    World world = World::Host;
    QString object = {}; ///< Path or URL.
    QString peer = {};   ///< `address:port`
    bool payload = true; ///< False: metadata, a manifest; it counts for CHECK instead of DOWNLOAD.
    quint64 done = 0;    ///< Bytes without gaps and repeats.
    std::optional<quint64> total = {};
    quint64 bytes = 0; ///< Sent, repeats counted.
    quint64 requests = 0;
    std::optional<quint64> offset = {}; ///< First byte asked for, where that is not 0.
    std::optional<quint64> start = {};  ///< First byte answered.
    QString status = {};                ///< `200`, `206`, `2.05`
    QString etag = {};
    QString digest = {}; ///< Of the whole object, hexadecimal.
    qint64 hostNs = 0;   ///< When it happened; 0: now.
};

/// The first request, or one that goes on after a break: then bytes have been counted already. Enters the phase; tells
/// that the device starts when the object is metadata.
Event transferBegan(const TransferReport& report);
/// As often as one likes: the timeline folds.
Event transferProgressed(const TransferReport& report);
/// The last byte has been sent. For payload that is the end of DOWNLOAD as far as a server can see.
Event transferEnded(const TransferReport& report);
/// It ended before the last byte. `reason` is one of `ota::reason`; the device may come again, so this is a note.
Event transferBroken(const TransferReport& report, const QString& reason, const QString& message);
/// A request that was answered with an error.
Event transferRefused(const TransferReport& report, const QString& reason, const QString& message);

} // namespace ota
