// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QString>
#include <QStringList>

namespace ota {

/// The files a TLS or DTLS server needs, all PEM.
struct CertificateFiles
{
    QString authority;    ///< `ca.pem`: what a client trusts.
    QString chain;        ///< `server.pem`: the server's certificate, then the authority's.
    QString privateKey;   ///< `server.key`, mode 0600.
    QString fingerprint;  ///< SHA-256 of the server's certificate (DER), hexadecimal.
    QStringList hosts;    ///< What it is made for.
    QStringList warnings; ///< For a person: a clock that can not be right.
};

/// The bench's own authority and a server certificate for `hosts` (names and IP literals, brackets and zones are taken
/// off, unspecified addresses are left out; localhost, 127.0.0.1 and ::1 are always in). Made on first use: X.509 v3,
/// ECDSA P-256, valid from the day before. The server's is made anew when a host is missing, when it ends within 30
/// days or when the authority changed; hosts it had stay in. The authority stays until 30 days before its end. Errors:
/// Io (disk; also when something must be made while the clock stands before 2020: nobody would accept it), BadInput (a
/// host, files that are damaged).
Result<CertificateFiles> ensureServerCertificate(const QString& tlsDirectory, const QStringList& hosts,
                                                 const Clock& clock);

/// A host as a certificate names it: a name in lower case and ASCII, or an address without brackets and zone; empty for
/// an unspecified address. Error: BadInput.
Result<QString> certificateHost(const QString& text);

} // namespace ota
