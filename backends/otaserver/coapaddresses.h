// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coap/coapserver.h"
#include "coap/coapuri.h"

#include <QString>
#include <QStringList>

#include <mutex>
#include <optional>
#include <vector>

namespace ota {

/// Which address goes into the URLs that boards are given. Any thread.
class CoapAddresses final
{
public:
    CoapAddresses() = default;
    Q_DISABLE_COPY_MOVE(CoapAddresses)

    /// What a person wants to stand there; with or without brackets. Empty: found out for each device.
    void setHost(const QString& host);
    QString host() const;

    /// Where the servers listen now, plain ones first.
    void setEndpoints(std::vector<CoapEndpoint> endpoints);
    std::vector<CoapEndpoint> endpoints() const;

    /// As this device (an address or a name without brackets; may be empty) reaches us. Nothing when nothing listens.
    std::optional<CoapUri> uriFor(const QString& deviceHost) const;
    /// `coap://[fd00::1]`: the same as text, the port only where it is not the scheme's: boards count bytes.
    QString baseFor(const QString& deviceHost) const;

    /// When what would be given out is loopback and a device is not: a sentence with the addresses that would work, the
    /// nearest first. Else empty.
    QString warningFor(const QStringList& deviceHosts) const;

private:
    QString hostFor(const CoapEndpoint& endpoint, const QString& deviceHost) const;

    mutable std::mutex m_mutex;
    QString m_host;
    std::vector<CoapEndpoint> m_endpoints;
};

/// The address of ours from which a device is reached, as the system's routes say; empty when there is none or the host
/// is no literal.
QString localAddressTowards(const QString& deviceHost);

/// Our addresses that are not loopback, those that share the longest prefix with the device's first.
QStringList interfaceAddresses(const QString& deviceHost);

} // namespace ota
