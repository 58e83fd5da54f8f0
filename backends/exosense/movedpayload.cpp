// SPDX-License-Identifier: Apache-2.0
#include "exosense/movedpayload.h"

#include "exosense/configotau.h"
#include "exosense/exosensecloud.h"
#include "exosense/exosensestore.h"
#include "exosense/otaupackage.h"
#include "exosense/packagecontent.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QUrl>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(MovedPayload)
};

/// What is asked of a service of ours, without its address; empty for another URL.
QString askedOf(const QString& url)
{
    const qsizetype at = url.indexOf(contentUrl({}, {}));
    return at < 0 ? QString() : url.mid(at);
}

bool isOfThisMachine(const QString& host)
{
    const QHostAddress address(host);
    // A name may be anybody's: that of this machine as well.
    return address.isNull() || address.isLoopback() || QNetworkInterface::allAddresses().contains(address);
}

/// `served` may be `http://*:8090`: at all addresses of this machine.
bool isServedBy(const QUrl& url, const QString& served)
{
    QString text = served;
    const bool isEverywhere = text.contains(QStringLiteral("://*"));
    const QUrl at(text.replace(QStringLiteral("://*"), QStringLiteral("://0.0.0.0")));
    if (url.scheme() != at.scheme() || url.port() != at.port())
        return false;
    const auto plain = [](const QString& host) {
        return host == QStringLiteral("localhost") ? QStringLiteral("127.0.0.1") : host;
    };
    const bool isAny = isEverywhere || QHostAddress(at.host()) == QHostAddress(QHostAddress::AnyIPv6) ||
                       QHostAddress(at.host()) == QHostAddress(QHostAddress::AnyIPv4);
    return isAny ? isOfThisMachine(url.host()) : plain(url.host()) == plain(at.host());
}

} // namespace

QJsonObject MovedPayload::toJson() const
{
    return {{QStringLiteral("url"), url}, {QStringLiteral("now"), nowAt}, {QStringLiteral("package"), package}};
}

QString movedText(const MovedPayload& moved)
{
    return Tr::tr("It was asked to fetch from %1, which this bench does not serve any more.")
        .arg(QUrl(moved.url).adjusted(QUrl::RemovePath | QUrl::RemoveQuery).toString());
}

QString movedHint(const MovedPayload& moved, const QString& gateway)
{
    return Tr::tr("Apply it again: otaw exosense apply %1 %2").arg(moved.package, gateway);
}

Result<PayloadAddresses> PayloadAddresses::of(ExosenseStore& store, const QJsonObject& services)
{
    PayloadAddresses addresses;
    for (const QString& kind : {QStringLiteral("exosense"), QStringLiteral("exosense-tls")}) {
        if (const QString address = services[kind].toString(); !address.isEmpty())
            addresses.m_served << address;
    }
    if (addresses.m_served.isEmpty())
        return addresses;
    const auto entries = store.content();
    if (!entries)
        return failure(entries.error());
    for (const ContentEntry& entry : *entries) {
        if (!isPackageId(entry.id))
            continue;
        const PackageCheck check = checkPackage(entry.id, entry.tag(QString(otauInfoTag)));
        const bool follows = entry.tags.contains(QString(payloadBaseTag));
        for (const QString& url : check.config.urls()) {
            addresses.m_urls.insert(url);
            if (follows && !askedOf(url).isEmpty())
                addresses.m_places.insert({askedOf(url), check.config.version()}, {entry.id, url});
        }
    }
    return addresses;
}

std::optional<MovedPayload> PayloadAddresses::movedFrom(const QByteArray& config) const
{
    if (m_places.isEmpty() || !config.contains(contentUrl({}, {}).toUtf8()))
        return std::nullopt;
    const ConfigCheck check = checkConfig(config);
    for (const QString& url : check.urls()) {
        const auto place = m_places.constFind({askedOf(url), check.version()});
        const bool isServed = m_urls.contains(url) || std::ranges::any_of(m_served, [&](const QString& served) {
                                  return isServedBy(QUrl(url), served);
                              });
        if (place != m_places.cend() && !isServed)
            return MovedPayload{url, place->url, place->package};
    }
    return std::nullopt;
}

std::optional<MovedPayload> PayloadAddresses::movedOf(const GatewayView& gateway) const
{
    const auto moved = movedFrom(gateway.desired);
    return moved && checkConfig(gateway.desired).version() != gateway.running ? moved : std::nullopt;
}

} // namespace ota
