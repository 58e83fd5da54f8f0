// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpheaders.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ota {

/// What a TLS handshake told of a client.
struct HttpTlsPeer
{
    QString serverName;     ///< The host it asked for (SNI), in lower case; empty: none.
    QString fingerprint;    ///< SHA-256 of its certificate (DER), hexadecimal; empty: it showed none.
    QString commonName;     ///< Of the certificate.
    bool isTrusted = false; ///< The authority stands behind the certificate.
};

/// Who asks.
struct HttpPeer
{
    QString address; ///< Without brackets; an IPv4 peer of a dual-stack listener is written as IPv4.
    quint16 port = 0;
    bool isLoopback = false;
    bool isSecure = false;                            ///< Through TLS.
    std::shared_ptr<const HttpTlsPeer> tls = nullptr; ///< Shared by the requests of the connection; null without TLS.

    /// `127.0.0.1:4711`, `[::1]:4711`
    QString toString() const;
};

/// One request, its head checked by the server: the path is valid UTF-8 without NUL, HTTP/1.1 has its one Host. A
/// value: copying is cheap, and a copy may be used on any thread.
struct HttpRequest
{
    QByteArray method;   ///< `GET`. A HEAD request reaches the handlers of GET as HEAD.
    QByteArray target;   ///< As received: `/a%20b?c=d`, or absolute where a client takes us for a proxy.
    QByteArray host;     ///< Of an absolute target, else of the Host field; with port where one was sent.
    QByteArray rawPath;  ///< The path of the target, still encoded.
    QByteArray rawQuery; ///< Behind the `?`; null where there is none.
    QString path;        ///< Decoded. For people and for comparing; never a file name.
    HttpHeaders headers;
    HttpPeer peer;
    QByteArray body;                                     ///< Whole, where the route takes it in memory.
    std::vector<std::pair<QString, QString>> parameters; ///< What stood in the places of the route's pattern, decoded.

    /// The part of the path that a pattern calls `{name}`.
    QString parameter(QStringView name) const;

    /// The first item of that name in the query, decoded.
    std::optional<QString> queryItem(QStringView name) const;

    QByteArrayView header(QByteArrayView name) const { return headers.value(name); }

    /// Whether the Accept field asks for JSON by name; `*/*` and nothing do not.
    bool wantsJson() const;
};

} // namespace ota
