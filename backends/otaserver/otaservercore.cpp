// SPDX-License-Identifier: Apache-2.0
#include "otaserver/otaservercore.h"

#include "otaserver/manifestfacts.h"
#include "otaserver/otaserverapi.h"
#include "otaserver/publishform.h"
#include "store/bench.h"
#include "store/blobstore.h"
#include "store/boardstore.h"
#include "store/releasestore.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QDir>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServer)
};

QJsonObject fileJson(const Release& release, const ReleaseFile& file)
{
    QJsonArray aliases;
    for (const ReleaseAlias& alias : release.aliases) {
        if (alias.target == file.name)
            aliases.append(alias.alias);
    }
    QJsonObject json{{QStringLiteral("name"), file.name},           {QStringLiteral("size"), file.sizeBytes},
                     {QStringLiteral("digest"), file.blob.hex()},   {QStringLiteral("version"), file.version},
                     {QStringLiteral("role"), roleName(file.role)}, {QStringLiteral("aliases"), aliases}};
    const auto facts = manifestFactsOf(file);
    json.insert(QStringLiteral("manifest"), facts ? QJsonValue(facts->toJson()) : QJsonValue());
    return json;
}

QString dialectOf(const Release& release)
{
    QString dialect;
    for (const ReleaseFile& file : release.files) {
        if (const auto facts = manifestFactsOf(file))
            dialect = facts->dialect; // Of the one that was published last.
    }
    return dialect;
}

} // namespace

OtaServerCore::OtaServerCore(Bench& usedBench, Timeline& usedTimeline, OtaServerSettings chosen)
    : bench(usedBench)
    , timeline(usedTimeline)
    , log(usedBench.clock())
    , boards(usedBench.boards())
    , tree(usedBench.releases(), usedBench.blobs(), chosen.tree)
    , keys(chosen.psk)
    , tracker(usedTimeline, boards, usedBench.clock())
    , desk(usedTimeline, boards, log, usedBench.clock())
    , m_settings(std::move(chosen))
{
    addresses.setHost(m_settings.coapHost);
    log.onLine([this](const ServerLogLine& line) { tell(QStringLiteral("log"), line.toJson()); });
    desk.onChanged([this](const DeviceNotification& device) { tell(QStringLiteral("device"), device.toJson()); });
    tree.onChanged([this](const std::shared_ptr<const ServedTree>& served) {
        tell(QStringLiteral("releases"), {{QStringLiteral("revision"), served->revision},
                                          {QStringLiteral("releases"), qint64(served->releases.size())}});
        for (const QString& warning : served->warnings)
            log.add(ServerLogLine::Level::Warning, QStringLiteral("serve"), warning);
    });
    tracker.onChanged([this](const TransferView& transfer, bool gone) {
        QJsonObject json = transfer.toJson(bench.clock().nowNs());
        if (gone)
            json.insert(QStringLiteral("state"), QStringLiteral("gone"));
        tell(QStringLiteral("transfer"), json);
    });
}

OtaServerSettings OtaServerCore::settings() const
{
    const std::lock_guard lock(m_settingsMutex);
    return m_settings;
}

void OtaServerCore::setSettings(OtaServerSettings settings)
{
    addresses.setHost(settings.coapHost);
    tree.setExportedRoot(settings.tree);
    keys.set(settings.psk);
    const std::lock_guard lock(m_settingsMutex);
    m_settings = std::move(settings);
}

QString OtaServerCore::token() const
{
    const std::lock_guard lock(m_settingsMutex);
    return m_token;
}

void OtaServerCore::setToken(const QString& token)
{
    const std::lock_guard lock(m_settingsMutex);
    m_token = token;
}

QHash<QString, qint64> OtaServerCore::identitiesSeen() const
{
    const std::lock_guard lock(m_settingsMutex);
    return m_identitiesSeen;
}

void OtaServerCore::noteIdentity(const QString& identity, qint64 timeNs)
{
    const std::lock_guard lock(m_settingsMutex);
    m_identitiesSeen.insert(identity, timeNs);
}

void OtaServerCore::tell(const QString& kind, const QJsonObject& data)
{
    hub.send(kind.toLatin1(), data);
    if (listener)
        listener(kind, data);
}

void OtaServerCore::refreshTree()
{
    if (const auto served = tree.refresh(); !served)
        log.add(ServerLogLine::Level::Bad, QStringLiteral("serve"), served.error().toString());
}

QJsonObject OtaServerCore::stateJson(bool openWrites) const
{
    QJsonArray list;
    for (const OtaServiceInfo& service : services())
        list.append(QJsonObject{{QStringLiteral("name"), service.name},
                                {QStringLiteral("state"), stateName(service.status.state)},
                                {QStringLiteral("address"), service.addresses.join(QStringLiteral(", "))},
                                {QStringLiteral("why"), service.status.why}});
    QJsonArray warnings;
    for (const QString& warning : tree.current()->warnings)
        warnings.append(warning);
    return {{QStringLiteral("bench"), QDir(bench.directory()).dirName()},
            {QStringLiteral("version"), settings().programVersion},
            {QStringLiteral("writes"), openWrites ? QStringLiteral("open") : QStringLiteral("token")},
            {QStringLiteral("coap"), addresses.baseFor({})},
            {QStringLiteral("limits"), QJsonObject{{QStringLiteral("requestBytes"), publishLimitBytes},
                                                   {QStringLiteral("files"), PublishForm::maxFiles}}},
            {QStringLiteral("services"), list},
            {QStringLiteral("warnings"), warnings}};
}

QJsonObject OtaServerCore::releaseJson(const Release& release) const
{
    QJsonArray files;
    for (const ReleaseFile& file : release.files)
        files.append(fileJson(release, file));
    QJsonArray warnings;
    const QJsonArray kept = release.notes[QStringLiteral("warnings")].toArray();
    for (const QJsonValue& warning : kept)
        warnings.append(warning);
    // Ids are mostly `<board>_<name>`; one without `_` is a name.
    const QString id = release.id.text();
    const qsizetype split = id.indexOf(u'_');
    return {{QStringLiteral("id"), id},
            {QStringLiteral("board"), split > 0 ? id.first(split) : QString()},
            {QStringLiteral("name"), split > 0 ? id.sliced(split + 1) : id},
            {QStringLiteral("published"), isoMilliseconds(release.createdNs)},
            {QStringLiteral("generation"), release.generation},
            {QStringLiteral("version"), release.version},
            {QStringLiteral("sequence"), release.sequence() ? QJsonValue(qint64(*release.sequence())) : QJsonValue()},
            {QStringLiteral("dialect"), dialectOf(release)},
            {QStringLiteral("size"), release.sizeBytes()},
            {QStringLiteral("files"), files},
            {QStringLiteral("warnings"), warnings},
            {QStringLiteral("coap"), QString(addresses.baseFor({}) + u'/' + id)}};
}

Result<HttpFile> OtaServerCore::openFile(const ReleaseFile& file)
{
    const std::lock_guard lock(m_filesMutex);
    if (const qint64 revision = tree.current()->revision; revision != m_filesRevision) {
        m_files.clear();
        m_filesRevision = revision;
    }
    if (const auto open = m_files.constFind(file.blob); open != m_files.constEnd())
        return *open;
    auto opened = HttpFile::open(bench.blobs().pathOf(file.blob));
    if (opened)
        m_files.insert(file.blob, *opened);
    return opened;
}

Result<NotifyPlan> OtaServerCore::planFor(const NotifyOrder& order)
{
    const auto id = normalizedReleaseId(order.releaseId);
    if (!id)
        return failure(id.error());
    auto release = bench.releases().find(*id);
    if (!release)
        return failure(release.error());
    // What boards are told of is what they get, also when it was published a moment ago.
    if (const auto served = tree.refresh(false); !served)
        return failure(served.error());
    // Boards that were added a moment ago count.
    if (const auto known = boards.refresh(); !known)
        log.add(ServerLogLine::Level::Warning, QStringLiteral("notify"), known.error().toString());
    const OtaServerSettings chosen = settings();
    NotifyPlan plan;
    plan.release = std::move(*release);
    plan.devices = order.devices;
    plan.wish = order.wish;
    plan.profile = order.profile;
    plan.put = order.put;
    plan.appendTrigger = order.appendTrigger;
    plan.limit = order.limit.value_or(chosen.notifyLimit);
    plan.route = chosen.notifyRoute;
    plan.psk = [this](const NotifyDevice& device) {
        return keys.keyOf(boards.atEndpoint(device.uri.host, device.uri.port));
    };
    if (const QString authority = QDir(bench.tlsPath()).filePath(QStringLiteral("ca.pem")); QFile::exists(authority))
        plan.authorities = authority;
    std::optional<CoapUri> fixed;
    if (!order.host.isEmpty()) {
        const auto given = CoapUri::readDevice(order.host);
        if (!given)
            return failure(given.error());
        fixed = given->at(QString());
        // A host alone means the port that is listened on.
        const auto own = addresses.uriFor({});
        if (own && fixed->port == CoapUri::plainPort && !order.host.contains(QStringLiteral("://"))) {
            fixed->port = own->port;
            fixed->secure = own->secure;
        }
    }
    if (!fixed && addresses.endpoints().empty())
        return failure(Error::Code::Usage, Tr::tr("no CoAP service runs that boards could fetch from"), {},
                       Tr::tr("Start one, or say with host where the boards find the release."));
    plan.base = [this, fixed](const NotifyDevice& device) {
        return fixed ? fixed->text() : addresses.baseFor(device.uri.host);
    };
    return plan;
}

} // namespace ota
