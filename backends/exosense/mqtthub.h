// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/mqttsession.h"
#include "http/httpguest.h"

#include <QtGlobal>

#include <cstddef>
#include <functional>
#include <memory>

class QThread;

namespace ota {

class ExosenseCloud;

/// The MQTT sessions of a cloud, on one thread of their own: they wait for the database. Their clients come from any
/// number of servers, and a gateway that comes anew replaces its connection before, wherever that was made. Made and
/// destroyed on one thread, after the servers; the cloud must outlive it.
class MqttHub final
{
public:
    /// `connections`: more are closed at once.
    MqttHub(ExosenseCloud& cloud, int connections);
    ~MqttHub();
    Q_DISABLE_COPY_MOVE(MqttHub)

    /// What came or went on a connection. Called on the hub's thread, for as long as there is one; must not block.
    using Told = std::function<void(const HttpPeer& peer, const MqttSession::Note& note)>;

    /// For HttpServerSettings. A CONNECT, the first packet of each client, begins with 0x10 (MQTT 3.1.1 3.1.1), as no
    /// HTTP request does.
    HttpGuests guests(bool areAlone, Told told = {}) const;

    std::size_t connections() const;

private:
    class Core;
    struct Gate;
    class Guest;

    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<Core> m_core; ///< Lives in the thread.
    std::shared_ptr<Gate> m_gate; ///< Shared with clients and news that are on their way.
};

} // namespace ota
