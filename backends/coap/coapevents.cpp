// SPDX-License-Identifier: Apache-2.0
#include "coap/coapevents.h"

#include <algorithm>

namespace ota {

QString CoapPeer::text() const
{
    const QString host = address.contains(QLatin1Char(':')) ? QLatin1Char('[') + address + QLatin1Char(']') : address;
    return host + QLatin1Char(':') + QString::number(port);
}

QString kindName(CoapServerEvent::Kind kind)
{
    using Kind = CoapServerEvent::Kind;
    switch (kind) {
    case Kind::TransferStarted:
        return QStringLiteral("transfer-started");
    case Kind::BlockServed:
        return QStringLiteral("block-served");
    case Kind::TransferDone:
        return QStringLiteral("transfer-done");
    case Kind::TransferStalled:
        return QStringLiteral("transfer-stalled");
    case Kind::TransferResumed:
        return QStringLiteral("transfer-resumed");
    case Kind::SessionNew:
        return QStringLiteral("session-new");
    case Kind::SessionConnected:
        return QStringLiteral("session-connected");
    case Kind::SessionClosed:
        return QStringLiteral("session-closed");
    case Kind::SessionError:
        return QStringLiteral("session-error");
    case Kind::RequestRefused:
        return QStringLiteral("request-refused");
    case Kind::RequestHandled:
        return QStringLiteral("request-handled");
    case Kind::UploadStored:
        return QStringLiteral("upload-stored");
    case Kind::FaultActed:
        break;
    }
    return QStringLiteral("fault-acted");
}

CoapEventRing::CoapEventRing(std::size_t capacity)
    : m_events(std::max<std::size_t>(capacity, 1))
{
}

void CoapEventRing::push(CoapServerEvent event)
{
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        event.id = ++m_lastId;
        m_events[event.id % m_events.size()] = std::move(event);
        wake = m_asleep && m_wake;
        m_asleep = m_asleep && !wake;
    }
    if (wake)
        m_wake();
}

std::vector<CoapServerEvent> CoapEventRing::after(quint64 id, std::size_t limit) const
{
    const std::lock_guard lock(m_mutex);
    const quint64 oldest = m_lastId > m_events.size() ? m_lastId - m_events.size() + 1 : 1;
    const quint64 first = std::max(id + 1, oldest);
    const quint64 last = std::min<quint64>(m_lastId, first + limit - 1);
    std::vector<CoapServerEvent> events;
    if (first <= last)
        events.reserve(last - first + 1);
    for (quint64 at = first; at <= last; ++at)
        events.push_back(m_events[at % m_events.size()]);
    m_asleep = last == m_lastId;
    return events;
}

void CoapEventRing::onNew(std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
}

} // namespace ota
