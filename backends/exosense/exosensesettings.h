// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/cloudsettings.h"
#include "exosense/exosensetls.h"

#include <QString>
#include <QStringList>

namespace ota {

/// What an ExosenseService listens at, and as whom.
struct ExosenseServiceSettings
{
    CloudSettings cloud = {};
    QStringList http = {};             ///< `HOST:PORT` each, as of HttpListen.
    QStringList https = {};            ///< With a certificate.
    QStringList mqtt = {};             ///< Plain, for loopback and labs.
    QStringList mqtts = {};            ///< Over TLS, with client certificates where a client has one.
    ExosenseTlsSettings tls = {};      ///< Of https, where MQTT is spoken too, and mqtts.
    bool strictHttp = false;           ///< RFC 9110 to the letter: no Content-Length on 204, 205, 304.
    QString certificate = {};          ///< PEM, with its chain. Empty: one of the bench's own authority.
    QString certificateKey = {};       ///< PEM, its private key.
    int connections = 16'384;          ///< As many gateways as may wait at once.
    QStringList certificateHosts = {}; ///< What the bench's certificate names besides where it listens.

    /// Of one of ExosenseService::kinds().
    const QStringList& listeners(const QString& kind) const;
};

} // namespace ota
