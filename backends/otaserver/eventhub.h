// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpresponder.h"

#include <QByteArray>
#include <QJsonObject>

#include <mutex>
#include <vector>

namespace ota {

/// Tells every open page what changed, as server-sent events. Any thread.
class EventHub final
{
public:
    static constexpr std::size_t maxListeners = 64;

    EventHub() = default;
    Q_DISABLE_COPY_MOVE(EventHub)

    /// False when there are too many already; then the request has not been answered.
    bool add(const HttpResponder& responder);

    void send(QByteArrayView event, const QJsonObject& data);

    /// Ends all streams: a stopping server would wait for them.
    void closeAll();

private:
    std::mutex m_mutex;
    std::vector<HttpEventStream> m_streams;
};

} // namespace ota
