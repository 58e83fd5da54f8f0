// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include "coap/coapflow.h"

#include <chrono>

namespace ota {

/// What a client knows of an observation of its own (RFC 7641 3). No I/O.
class CoapWatch
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Of all its notifications, and of the requests that register and refresh it.
    QByteArray token;
    bool established = false; ///< The server has us in its list.
    bool waiting = false;     ///< Nothing is asked: the next message comes by itself.
    bool refreshing = false;  ///< It was asked for once more.

    /// RFC 7641 3.4: whether a notification is newer than what is known. Datagrams overtake each other.
    bool isNewer(quint32 number, Time now) const;
    /// The first block of a response to a request that asked for it, or of a notification.
    void note(const CoapFlow::Said& said, Time now);
    /// How long what is known holds, and then a little (3.3.1): when nothing has come by then, it asks anew.
    std::chrono::milliseconds patience(std::chrono::milliseconds slack) const;

    /// Whether a person should hear of it: not of what a refresh only confirms.
    bool isNews(const CoapAnswer& answer) const;
    void told(const CoapAnswer& answer);
    CoapNotification notification(const CoapAnswer& answer) const;

private:
    std::optional<quint32> m_number;
    Time m_notedAt;
    std::chrono::seconds m_maxAge{60};
    std::optional<CoapCode> m_code;
    QByteArray m_payload;
};

} // namespace ota
