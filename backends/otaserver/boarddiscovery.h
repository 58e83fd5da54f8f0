// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "coap/coapuri.h"

#include <QStringList>

#include <chrono>
#include <functional>
#include <stop_token>
#include <vector>

namespace ota {

/// Where boards are looked for.
struct DiscoveryWish
{
    QStringList interfaces = {};         ///< By name: all CoAP nodes there are asked.
    std::vector<CoapUri> addresses = {}; ///< Each is asked itself; coap only.
    quint16 port = CoapUri::plainPort;   ///< At which nodes are asked on the interfaces.
    std::chrono::milliseconds wait{3000};
};

/// Who answered, or why somebody who was asked by address did not.
struct DiscoveredBoard
{
    CoapUri uri;           ///< Without a path.
    QString interface;     ///< Empty for one that was asked by address.
    QStringList resources; ///< `/suit/trigger`, in the order of the answer.
    QString error;         ///< Empty: it answered.

    /// It has what RIOT's SUIT module shows.
    bool takesUpdates() const { return resources.contains(QStringLiteral("/suit/trigger")); }
};

/// Names of the interfaces that are up and can reach many nodes at once; not the loopback one.
QStringList discoveryInterfaces();

/// Asks for /.well-known/core (RFC 7252 7, 8; RFC 6690), each group twice because datagrams get lost. `found` is called
/// once a node, as they come, on the calling thread, which waits. This machine's own addresses are left out, except on
/// loopback. Errors: Usage (no such interface, coaps), Io (no interface can be asked), Cancelled.
Result<> discoverBoards(const DiscoveryWish& wish, const std::function<void(const DiscoveredBoard&)>& found,
                        const std::stop_token& stop);

} // namespace ota
