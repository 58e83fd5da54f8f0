// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include "base/result.h"

#include <QString>

#include <memory>

namespace ota {

/// What a certificate file holds behind the first certificate. The library itself reads and sends the first one only,
/// so that a peer that trusts the root alone could not verify a certificate with an authority in between.
class CoapCertificateChain final
{
public:
    CoapCertificateChain();
    ~CoapCertificateChain();
    Q_DISABLE_COPY_MOVE(CoapCertificateChain)

    /// Replaces what is held. Errors: Io (the file), BadInput (a certificate in it is damaged).
    Result<> read(const QString& pemFile);

    /// Sends it in this handshake. `tlsSession` is the SSL* that the library's set-up callback is given.
    bool applyTo(void* tlsSession) const;

private:
    struct Private;

    std::unique_ptr<Private> d;
};

} // namespace ota
