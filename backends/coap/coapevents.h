// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "coap/coapcode.h"

#include <QString>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace ota {

/// Who is at the other end of a session.
struct CoapPeer
{
    QString address; ///< `192.0.2.7`, `fd00::1`, `fe80::1%eth0`; never an IPv4 address in IPv6 form.
    quint16 port = 0;
    QString identity; ///< PSK identity, or the name in the certificate; empty without.
    bool secure = false;
    bool loopback = false;

    /// `192.0.2.7:5683`, `[fd00::1]:5683`.
    QString text() const;
};

/// One body on its way to one peer.
struct CoapTransferInfo
{
    quint64 id = 0; ///< Unique in its server.
    std::shared_ptr<const CoapPeer> peer;
    QString path; ///< Without a leading `/`.
    Digest digest;
    quint64 total = 0; ///< Bytes.
};

/// Something a CoAP server saw or did. Cheap to copy: the parts that many events share are shared.
struct CoapServerEvent
{
    enum class Kind
    {
        TransferStarted, ///< The first block was asked for.
        BlockServed,     ///< `offset`, `length`, `repeat`.
        TransferDone,    ///< The last byte has been sent for the first time.
        TransferStalled, ///< No request for 20 s.
        TransferResumed, ///< Asked again after a stall, or a block behind the first came from a new port.
        SessionNew,
        SessionConnected, ///< The DTLS handshake is done: `peer->identity`.
        SessionClosed,
        SessionError,   ///< The DTLS handshake or session failed.
        RequestRefused, ///< `code`, `path`, and why in `detail`.
        RequestHandled, ///< A dynamic resource answered: `code`, `path`, method in `detail`.
        UploadStored,   ///< `path`, `length` bytes.
        FaultActed,     ///< A fault on purpose: its name in `detail`, `offset`.
    };

    quint64 id = 0;    ///< Strictly rising from 1.
    qint64 timeNs = 0; ///< Since 1970 UTC.
    Kind kind = Kind::BlockServed;
    std::shared_ptr<const CoapPeer> peer;             ///< Null only where nobody is to blame.
    std::shared_ptr<const CoapTransferInfo> transfer; ///< For the Transfer… kinds, BlockServed and FaultActed.
    quint64 offset = 0;
    quint64 length = 0;
    bool repeat = false; ///< The same block as in the request before: the answer, or the request, got lost.
    CoapCode code;
    QString path;
    QString detail;
};

QString kindName(CoapServerEvent::Kind kind);

/// The last events of a server. Written by the server's thread, read by any.
class CoapEventRing
{
public:
    explicit CoapEventRing(std::size_t capacity = 65'536);

    /// Gives the event its id.
    void push(CoapServerEvent event);

    /// At most `limit` events with an id above `id`, oldest first. A gap between `id` and the first one's id means that
    /// the reader was too slow and lost those between.
    std::vector<CoapServerEvent> after(quint64 id, std::size_t limit = 10'000) const;

    /// Called on the writer's thread when there is something new, then not again before after() has been called.
    /// Must not block. Set before the server starts.
    void onNew(std::function<void()> wake);

private:
    mutable std::mutex m_mutex;
    std::vector<CoapServerEvent> m_events; ///< Slot of an event: its id modulo the capacity.
    quint64 m_lastId = 0;
    mutable bool m_asleep = true;
    std::function<void()> m_wake;
};

} // namespace ota
