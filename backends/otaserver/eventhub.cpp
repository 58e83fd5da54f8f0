// SPDX-License-Identifier: Apache-2.0
#include "otaserver/eventhub.h"

#include <QJsonDocument>

#include <utility>

namespace ota {

bool EventHub::add(const HttpResponder& responder)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_streams, [](const HttpEventStream& stream) { return !stream.isOpen(); });
    if (m_streams.size() >= maxListeners)
        return false;
    m_streams.push_back(responder.startEvents());
    return true;
}

void EventHub::send(QByteArrayView event, const QJsonObject& data)
{
    const std::lock_guard lock(m_mutex);
    if (m_streams.empty())
        return;
    const QByteArray text = QJsonDocument(data).toJson(QJsonDocument::Compact);
    std::erase_if(m_streams, [&](HttpEventStream& stream) { return !stream.send(event, text); });
}

void EventHub::closeAll()
{
    const std::lock_guard lock(m_mutex);
    for (HttpEventStream& stream : m_streams)
        stream.close();
    m_streams.clear();
}

} // namespace ota
