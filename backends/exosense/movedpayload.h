// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace ota {

class ExosenseStore;
struct GatewayView;

/// A config_otau whose payload points where the service of this bench was once: packages follow the service, what
/// gateways were told does not.
struct MovedPayload
{
    QString url;     ///< As the gateway has it.
    QString nowAt;   ///< Where the same content is served.
    QString package; ///< That asks for the same version, from there.

    QJsonObject toJson() const;
    bool operator==(const MovedPayload&) const = default;
};

/// What happened, and what to do, in one sentence each; translated.
QString movedText(const MovedPayload& moved);
QString movedHint(const MovedPayload& moved, const QString& gateway);

/// Where the packages of a bench are fetched from now. A value.
class PayloadAddresses
{
public:
    PayloadAddresses() = default;

    /// `services`: of Bench::services(). Where nothing is served nothing has moved. Error: Io.
    static Result<PayloadAddresses> of(ExosenseStore& store, const QJsonObject& services);

    std::optional<MovedPayload> movedFrom(const QByteArray& config) const;
    /// Of what a gateway was asked; one that runs it already needs nothing any more.
    std::optional<MovedPayload> movedOf(const GatewayView& gateway) const;

private:
    struct Place
    {
        QString package;
        QString url;
    };

    QStringList m_served;                               ///< `http://127.0.0.1:8090`, `http://*:8090`
    QSet<QString> m_urls;                               ///< Of all packages.
    QHash<std::pair<QString, QString>, Place> m_places; ///< By what is asked there and for which version.
};

} // namespace ota
