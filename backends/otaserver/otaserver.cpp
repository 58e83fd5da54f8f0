// SPDX-License-Identifier: Apache-2.0
#include "otaserver/otaserver.h"

#include "http/httpserver.h"
#include "otaserver/otaservercore.h"
#include "otaserver/otaserverservices.h"
#include "store/bench.h"

#include <QUdpSocket>

namespace ota {

OtaServerSettings OtaServerSettings::standard()
{
    OtaServerSettings settings;
    settings.http << QStringLiteral("127.0.0.1:8080");
    settings.coap << QStringLiteral("127.0.0.1:5683");
    QUdpSocket probe;
    if (probe.bind(QHostAddress(QHostAddress::LocalHostIPv6), 0))
        settings.coap << QStringLiteral("[::1]:5683");
    return settings;
}

struct OtaServer::Private
{
    Private(Bench& usedBench, Timeline& usedTimeline, OtaServerSettings chosen, ExosenseDesk* gateways)
        : core(usedBench, usedTimeline, std::move(chosen))
        , services(core, gateways)
    {
    }

    OtaServerCore core;
    OtaServerServices services;
};

OtaServer::OtaServer(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

Result<std::unique_ptr<OtaServer>> OtaServer::make(Bench& bench, Timeline& timeline, OtaServerSettings settings,
                                                   ExosenseDesk* gateways)
{
    auto priv = std::make_unique<Private>(bench, timeline, std::move(settings), gateways);
    const auto token = bench.token();
    if (!token)
        return failure(token.error());
    priv->core.setToken(*token);
    priv->core.services = [raw = priv.get()] {
        return raw->services.infos();
    };
    auto made = priv->services.make();
    if (made)
        made = priv->core.boards.refresh();
    if (!made)
        return failure(made.error());
    if (const auto refreshed = priv->core.tree.refresh(); !refreshed)
        return failure(refreshed.error());
    return std::unique_ptr<OtaServer>(new OtaServer(std::move(priv)));
}

OtaServer::~OtaServer()
{
    stop();
}

Result<> OtaServer::start()
{
    d->services.startWorker();
    for (const QString& kind : d->services.kinds()) {
        if (auto started = startService(kind); !started) {
            stop();
            return started;
        }
    }
    return {};
}

void OtaServer::stop()
{
    const QStringList kinds = d->services.kinds();
    for (auto kind = kinds.rbegin(); kind != kinds.rend(); ++kind)
        stopService(*kind);
    d->services.stopWorker();
}

Result<> OtaServer::startService(const QString& name)
{
    return d->services.start(name);
}

void OtaServer::stopService(const QString& name)
{
    d->services.stop(name);
}

void OtaServer::configure(OtaServerSettings settings)
{
    d->services.setPskIdentities(settings.psk);
    d->core.setSettings(std::move(settings));
    d->core.refreshTree();
    d->services.configured();
}

void OtaServer::setToken(const QString& token)
{
    d->core.setToken(token);
    d->services.setToken(token);
}

std::vector<OtaServiceInfo> OtaServer::services() const
{
    return d->services.infos();
}

OtaServiceCounters OtaServer::counters(const QString& service) const
{
    return d->services.counters(service);
}

QString OtaServer::httpUrl() const
{
    return d->services.httpAddress();
}

QString OtaServer::coapUrl(const QString& deviceHost) const
{
    return d->core.addresses.baseFor(deviceHost);
}

QString OtaServer::addressWarning(const QStringList& deviceHosts) const
{
    return d->core.addresses.warningFor(deviceHosts);
}

Result<std::shared_ptr<const ServedTree>> OtaServer::refresh()
{
    return d->core.tree.refresh();
}

std::shared_ptr<const ServedTree> OtaServer::served() const
{
    return d->core.tree.current();
}

std::vector<TransferView> OtaServer::transfers() const
{
    return d->core.tracker.transfers();
}

std::vector<DeviceNotification> OtaServer::devices() const
{
    return d->core.desk.devices();
}

const ServerLog& OtaServer::log() const
{
    return d->core.log;
}

void OtaServer::setPskIdentities(std::vector<CoapPsk> psk)
{
    d->services.setPskIdentities(psk);
    OtaServerSettings settings = d->core.settings();
    settings.psk = std::move(psk);
    d->core.setSettings(std::move(settings));
}

QHash<QString, qint64> OtaServer::identitiesSeen() const
{
    return d->core.identitiesSeen();
}

void OtaServer::setCoapHost(const QString& host)
{
    d->core.addresses.setHost(host);
}

CoapServer* OtaServer::coapServer(bool secure)
{
    return d->services.coap(secure ? QStringLiteral("coaps") : QStringLiteral("coap"));
}

Result<std::vector<DeviceNotification>> OtaServer::notify(const Order& order,
                                                          const std::function<void(const DeviceNotification&)>& changed,
                                                          const std::stop_token& stop)
{
    OtaServerCore::NotifyOrder wanted;
    wanted.releaseId = order.releaseId;
    auto devices = readNotifyDevices(order.devices.join(u','));
    if (!devices)
        return failure(devices.error());
    wanted.devices = std::move(*devices);
    wanted.wish.version = order.version;
    wanted.wish.file = order.file;
    wanted.wish.rule = order.profile == NotifyProfile::EraB        ? ManifestWish::Rule::EraB
                       : order.version != QStringLiteral("latest") ? ManifestWish::Rule::ByVersion
                                                                   : ManifestWish::Rule::BySlot;
    wanted.profile = order.profile;
    wanted.put = order.profile == NotifyProfile::EraB;
    wanted.appendTrigger = !wanted.put;
    wanted.host = order.host;
    if (order.limit.count() > 0)
        wanted.limit = order.limit;
    auto plan = d->core.planFor(wanted);
    if (!plan)
        return failure(plan.error());
    return d->core.desk.run(std::move(*plan), changed, stop);
}

void OtaServer::onEvent(std::function<void(const QString& kind, const QJsonObject& data)> listener)
{
    d->core.listener = std::move(listener);
}

} // namespace ota
