// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/otaserver.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>

namespace ota {

class Bench;

/// How a bench serves, as it is kept in the bench: what `otaw serve` and the services of the window begin with. The
/// devices' keys are kept apart, in a PskStore.
struct ServeSettings
{
    /// `HOST:PORT` each. HOST is an address, `loopback`, `*` or the name of an interface.
    QStringList http{QStringLiteral("loopback:8080")};
    QStringList https{QStringLiteral("loopback:8443")};
    QStringList coap{QStringLiteral("loopback:5683")};
    QStringList coaps{QStringLiteral("loopback:5684")};
    QStringList exosense{QStringLiteral("loopback:8090")};
    QStringList exosenseTls{QStringLiteral("loopback:8453")};
    QStringList exosenseMqtt{QStringLiteral("loopback:1883")};
    QStringList exosenseMqtts{QStringLiteral("loopback:8883")};
    QString certificate;    ///< PEM, for all that is secured. Empty: one of the bench's own authority.
    QString certificateKey; ///< PEM, its private key.
    QString coapHost;
    QString tree;
    int largestBlock = 1024; ///< Over CoAP, in bytes.
    bool unauthenticatedWrites = false;
    bool coapUploads = false;
    QStringList uploadIdentities;
    std::chrono::seconds notifyLimit{10};
    CloudSettings gateways;         ///< What the ExoSense services are strict about.
    ExosenseTlsSettings gatewayTls; ///< How gateways are met over TLS.
    bool strictHttp = false;        ///< As of ExosenseServiceSettings.

    friend bool operator==(const ServeSettings&, const ServeSettings&) = default;

    /// `http`, `https`, `coap`, `coaps`, then ExosenseService::kinds(): in the order in which people see them.
    static const QStringList& services();
    /// `exosense-tls` of `exosense-tls-2`, the second listener of that service.
    static QString serviceOf(const QString& listenerName);
    /// Those that are for gateways of the ExoSense world; the others are for the releases of the bench.
    static bool isForGateways(const QString& service);
    /// Whether it speaks UDP.
    static bool isDatagram(const QString& service);
    /// Whether it needs a certificate.
    static bool isSecure(const QString& service);
    /// Of one of services().
    const QStringList& listeners(const QString& service) const;
    void setListeners(const QString& service, const QStringList& listeners);
    /// Of its listeners, each once.
    QStringList hosts(const QString& service) const;

    /// What is kept in the bench; the defaults where nothing is. Errors: as of SettingsStore.
    static Result<ServeSettings> read(Bench& bench);
    /// The bench must be held. Errors: as of SettingsStore.
    Result<> write(Bench& bench) const;

    /// Errors: Usage, with the name of the parameter of `serving.set` that is wrong as context: a listener, a
    /// certificate without its key, unauthenticated writes on a listener that others reach.
    Result<> check() const;

    /// `list` or `open`: who may activate.
    QString policy() const;

    static ServeSettings fromJson(const QJsonObject& json);
    QJsonObject toJson() const;

    /// What `otaw serve` is given so that it serves these services as the settings say. Keys of devices stay in the
    /// bench.
    QJsonObject serveArguments(const QStringList& services) const;

    /// What `serving.set` is given so that a bench serves this service as it is set here.
    QJsonObject setArguments(const QString& service) const;

    /// Whether a service that was started with `other` serves as it is set here: what holds at once is left out.
    bool isSameFor(const QString& service, const ServeSettings& other) const;

    /// What a server takes, with the listeners of these services only.
    OtaServerSettings forServer(const QStringList& services, std::vector<CoapPsk> psk) const;
};

/// Where a service listens: `eth0:5683` in its two parts.
struct ServeListener
{
    static constexpr int highestPort = 65535;

    QString host; ///< Without brackets.
    quint16 port = 0;

    /// Error: Usage.
    static Result<ServeListener> parse(const QString& text);
    QString text() const;
    bool isLoopback() const;
};

/// The addresses that a listener's host stands for at this moment, without brackets: `loopback`, `*`, an address or an
/// interface of the machine. `datagrams`: boards speak IPv6 there, so that both loopback addresses and link-local ones
/// count. Error: NotFound (no such interface, or it has no address now).
Result<QStringList> listenAddresses(const QString& host, bool datagrams);

/// An interface to listen at, and the addresses that it has now.
struct ListenChoice
{
    QString host;
    QStringList addresses;
};

/// The interfaces of the machine that have an address, loopback left out, by name.
std::vector<ListenChoice> listenChoices();

/// What others have to say to reach something that listens at this address and port: for `*` and its like the
/// addresses of the machine, loopback last.
QStringList reachableHosts(const QString& host);

/// The first port above `port` (and not above 65535) on which something of this kind can listen now, so that two
/// services of one bench do not get the same one: `taken` is left out. 0 when there is none among the next hundred.
quint16 nextFreePort(const QString& host, quint16 port, bool datagrams, const QList<quint16>& taken = {});

/// How a token begins and how long it is: enough to tell two apart, not to use one.
QString maskedToken(const QString& token);

} // namespace ota
