// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/virtualgateway.h"

#include <QThread>

#include <memory>
#include <mutex>
#include <vector>

namespace ota {

/// Virtual gateways that run together on one thread of their own. Start and destruction belong to one thread.
class VirtualGateways final
{
public:
    struct Options
    {
        GatewayProfile profile; ///< For all of them; name and directory are filled in.
        QStringList names;
        QString directory; ///< Each gateway has a folder of its name in it.
        /// The last word on a gateway's profile; may be empty.
        std::function<void(GatewayProfile& profile)> adjust = {};
        /// On the gateways' thread; must be quick. May be empty.
        VirtualGateway::Listener onEvent = {};
    };

    /// All or none. Error: Io.
    static Result<std::unique_ptr<VirtualGateways>> start(Options options);
    ~VirtualGateways();
    Q_DISABLE_COPY_MOVE(VirtualGateways)

    /// What each runs now, in the order of the names.
    QStringList running() const;

private:
    explicit VirtualGateways(Options options);
    Result<> startAll();

    Options m_options;
    QThread m_thread;
    std::unique_ptr<QObject> m_home;                         ///< Lives in the thread: work is given to it.
    std::vector<std::unique_ptr<VirtualGateway>> m_gateways; ///< Theirs is that thread.
};

} // namespace ota
