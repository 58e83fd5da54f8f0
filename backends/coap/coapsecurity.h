// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace ota {

/// A pre-shared key of a device.
struct CoapPsk
{
    QString identity; ///< At most 63 bytes of UTF-8.
    QByteArray key;   ///< 1 to 64 bytes.

    /// Reads `IDENTITY:HEX`. Error: Usage.
    static Result<CoapPsk> read(const QString& text);
};

/// PEM files of one side of a DTLS connection.
struct CoapCertificates
{
    QString certificate; ///< Of this side, then those of the authorities in between. A client may have none.
    QString privateKey;
    QString authorities; ///< Who may have signed the other side; empty on a server: clients need no certificate.
};

} // namespace ota
