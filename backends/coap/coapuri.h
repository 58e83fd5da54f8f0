// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArrayList>
#include <QString>

#include <vector>

namespace ota {

/// A coap or coaps URI (RFC 7252 6).
struct CoapUri
{
    static constexpr quint16 plainPort = 5683;
    static constexpr quint16 securePort = 5684;

    bool secure = false;
    QString host; ///< Name or IP literal without brackets, possibly with `%zone`.
    quint16 port = plainPort;
    QByteArrayList path;  ///< Segments, decoded: the values of the Uri-Path options.
    QByteArrayList query; ///< The same for Uri-Query.

    /// Reads `coap://[fd00::1%25eth0]:5683/fw/slot0?a=1`; the zone may also stand as `%eth0`. Error: BadInput, saying
    /// what is wrong: other scheme, no host, port out of range, bad escape, fragment, segment over 255 bytes.
    static Result<CoapUri> read(const QString& text);

    /// Reads what people type for a device: also without a scheme, `host`, `host:port/path`, `fd00::1`,
    /// `[fd00::1]:61616`. A URI is taken as it is. Error: BadInput.
    static Result<CoapUri> readDevice(const QString& text);

    /// A list separated by commas; blanks and empty entries are dropped. Errors: as readDevice, and BadInput for two
    /// that are the same device (same scheme, host, port, path) or for none at all.
    static Result<std::vector<CoapUri>> readDevices(const QString& text);

    /// With brackets and escapes where they are needed, the port only where it is not the scheme's.
    QString text() const;
    /// `192.0.2.7`, `[fd00::1]:61616`
    QString authority() const;
    /// Decoded and joined by `/`, for people and as path of a CoapTree.
    QString pathText() const;

    /// The same host with another path, given as `suit/trigger`.
    CoapUri at(const QString& otherPath) const;
    CoapUri appended(const QString& morePath) const;

    bool operator==(const CoapUri&) const = default;
};

} // namespace ota
