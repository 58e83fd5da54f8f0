// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/service.h"
#include "coap/coapevents.h"
#include "coap/faultplan.h"

#include <functional>
#include <memory>
#include <optional>

namespace ota {

struct FaultRelayOptions
{
    QString address = QStringLiteral("127.0.0.1"); ///< Where clients send to.
    quint16 port = 0;                              ///< 0: any.
    QString serverAddress = QStringLiteral("127.0.0.1");
    quint16 serverPort = 0;
    quint64 seed = 1;
    std::vector<FaultRule> rules;
    /// Called on the relay's thread for each act; must not block.
    std::function<void(const FaultAct&)> onAct;
};

struct FaultRelayStatistics
{
    quint64 toServer = 0; ///< Datagrams that came from clients.
    quint64 toClient = 0;
    quint64 dropped = 0; ///< By rules.
    quint64 acts = 0;
    quint64 overflowed = 0; ///< Lost because too many waited, or too many clients came.
    quint64 clients = 0;    ///< Since the start.
};

/// Stands between CoAP clients and a server and spoils datagrams by rules (see FaultPlan). Any UDP passes, DTLS
/// unchanged. Each client has a socket of its own towards the server. Has a thread of its own; members may be called
/// from any thread, start and stop from one owner thread only.
class FaultRelay final : public Service
{
public:
    static constexpr std::size_t maxWaiting = 4096;
    static constexpr std::size_t maxClients = 4096;

    explicit FaultRelay(FaultRelayOptions options);
    ~FaultRelay() override;

    Result<> start() override;
    void stop() override;

    /// The real port that clients send to.
    quint16 port() const;

    /// New rules from now on; counts and random numbers begin anew.
    void setRules(quint64 seed, std::vector<FaultRule> rules);

    /// Who stands behind a port that the server sees: for CoapServerOptions::behind.
    std::optional<CoapPeer> clientOf(quint16 port) const;

    FaultRelayStatistics statistics() const;

private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace ota
