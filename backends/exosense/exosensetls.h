// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpserver.h"

namespace ota {

class Bench;

/// How gateways are met over TLS (exosense.md 9).
struct ExosenseTlsSettings
{
    HttpTlsFiles::ServerName serverName = HttpTlsFiles::ServerName::Any;
    QStringList productHosts = {}; ///< `<productid>.m2.exosite.io`: as gateways call us.

    friend bool operator==(const ExosenseTlsSettings&, const ExosenseTlsSettings&) = default;
};

/// `any`, `require`, `match`. Error: Usage.
Result<HttpTlsFiles::ServerName> serverNamePolicy(const QString& key);
QString keyOf(HttpTlsFiles::ServerName policy);

/// A host by which gateways may call us, as the certificate names it. Error: Usage, at `product-host`.
Result<QString> checkedProductHost(const QString& text);
/// Whether a client can name it in TLS: no address.
bool isServerName(const QString& host);

/// A certificate of the bench's authority for `hosts`, this machine and the product hosts; client certificates of that
/// authority are trusted. Errors: as of ensureServerCertificate.
Result<HttpTlsFiles> exosenseTls(Bench& bench, const ExosenseTlsSettings& settings, const QStringList& hosts);

} // namespace ota
