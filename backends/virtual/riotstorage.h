// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/digest.h"

#include <QByteArray>
#include <QByteArrayList>

#include <functional>
#include <optional>

namespace ota {

/// The numbers that a RIOT board prints as `res=` (spec/suit-coap.md 3.4). Those from -6 on down to -110 that are not
/// of its manifest parser are errno numbers of Linux, as `native64` has them.
namespace riotres {
inline constexpr int ok = 0;
inline constexpr int invalid = -1;
inline constexpr int unsupported = -2;
inline constexpr int condition = -4;
inline constexpr int sequence = -5;
inline constexpr int signature = -6;
inline constexpr int digest = -7;
inline constexpr int policy = -8;
inline constexpr int noMemory = -9;
inline constexpr int storage = -50;
inline constexpr int storageExceeded = -51;

inline constexpr int clientError = -6;      ///< ENXIO: 4.xx
inline constexpr int badAddress = -22;      ///< EINVAL
inline constexpr int badMessage = -74;      ///< EBADMSG: Reset, larger or wrong block
inline constexpr int headerTooLong = -75;   ///< EOVERFLOW: the request does not fit
inline constexpr int schemeUnknown = -95;   ///< ENOTSUP
inline constexpr int serverError = -102;    ///< ENETRESET: 5.xx
inline constexpr int bufferTooSmall = -105; ///< ENOBUFS
inline constexpr int timedOut = -110;       ///< ETIMEDOUT
inline constexpr int secureFailed = -111;   ///< ECONNREFUSED: the DTLS handshake failed

/// Not of RIOT: the body was replaced while it was fetched (exact boards only).
inline constexpr int bodyChanged = -1001;
/// Not of RIOT: the power is gone or the board is being stopped; nothing is printed any more.
inline constexpr int powerLost = -1002;
} // namespace riotres

/// Where a board keeps a component, as the worker of RIOT sees it. One thread at a time. Results are `riotres` numbers.
class RiotStorage
{
public:
    virtual ~RiotStorage() = default;
    Q_DISABLE_COPY_MOVE(RiotStorage)

    /// Put before each part of a component's id; 0: nothing.
    virtual char separator() const = 0;
    virtual bool hasLocation(const QByteArray& name) const = 0;
    virtual void setActive(const QByteArray& name) = 0;

    virtual int start(quint64 sizeBytes) = 0;
    virtual int write(quint64 offset, ByteSpan bytes) = 0;
    virtual int finish() = 0;

    /// The digest of what is stored, `sizeBytes` of it.
    virtual int digest(quint64 sizeBytes, Digest& digest) = 0;

    /// Makes what is stored the thing that counts, and remembers its sequence number.
    virtual int install(quint32 sequence) = 0;

    /// A payload with a wrong digest.
    virtual void erase() = 0;

    /// What a failed download left behind. RIOT leaves it; exact boards do not.
    virtual void purge() = 0;

    /// Whether the place that would be written is at this offset; nothing where there are no offsets.
    virtual std::optional<bool> matchesOffset(quint32 /*offset*/) const { return std::nullopt; }

    /// Whether the place that would be written is the slot of this number; nothing where there are no slots.
    virtual std::optional<bool> isFreeSlot(quint64 /*slot*/) const { return std::nullopt; }

    /// The highest sequence number it knows.
    virtual std::optional<quint32> known() const = 0;

    /// The same, with what the board prints when it looks.
    virtual std::optional<quint32> sequence() const = 0;

    /// What `lsstorage` says.
    virtual QByteArrayList describe() const = 0;

    /// What `storage_content` shows: at most `length` bytes, fewer where there are no more.
    virtual QByteArray content(const QByteArray& name, qint64 offset, qint64 length) const = 0;

protected:
    RiotStorage() = default;
};

/// Prints on the board's console.
using RiotPrint = std::function<void(const QByteArray& text)>;

} // namespace ota
