// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensecloud.h"

#include <map>

namespace ota {

class Bench;

/// The gateways of a bench as its tables tell them, for a program that does not serve them: who waits and who is
/// connected is not in them. Reads what was written since it looked last. One thread at a time.
class GatewayReader final
{
public:
    GatewayReader() = default;
    Q_DISABLE_COPY_MOVE(GatewayReader)

    /// By name, with no more than the newest session of each. Errors: Io, Busy.
    Result<std::vector<GatewayView>> read(Bench& bench);

private:
    Result<> fold(ExosenseStore& store);
    void forgetOthers(const std::vector<DeviceIdentity>& known);

    struct Folded
    {
        GatewayStatus status;
        qint64 createdNs = 0; ///< Of the identity it belongs to; another one of the same name begins anew.
    };

    std::map<QString, Folded> m_folded;
    qint64 m_lastSeq = 0;
};

} // namespace ota
