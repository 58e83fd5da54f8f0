// SPDX-License-Identifier: Apache-2.0
#include "exosense/packagecontent.h"

#include "exosense/configotau.h"
#include "exosense/deviceform.h"
#include "exosense/otaupackage.h"
#include "store/bench.h"
#include "store/releasestore.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PackageContent)
};

const QString defaultBase = QStringLiteral("http://127.0.0.1:8090");
const QString downloadPath = QStringLiteral("/provision/download");
const QString downloadQuery = downloadPath + QStringLiteral("?id=");

QString firstAddressOfMachine()
{
    for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
        if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback() && !address.isLinkLocal())
            return address.toString();
    }
    return QStringLiteral("127.0.0.1");
}

Result<> addEntry(NewContent& content, ExosenseStore& store, ContentEntry entry, const QString& prefix)
{
    const auto id = freeContentId(store, entry.id, prefix, *entry.blob);
    if (!id)
        return failure(id.error());
    entry.id = *id;
    if (auto checked = checkContentId(entry.id); !checked)
        return checked;
    content.entries.push_back(std::move(entry));
    return {};
}

JsonText rebasedUrl(JsonText value, const QString& from, const QString& to)
{
    const QString text = value.toString();
    if (value.isString() && text.startsWith(from + downloadQuery))
        value.text = (to + text.sliced(from.size())).toUtf8();
    return value;
}

/// Two names of one address: a listener on all addresses is each of them.
bool sameServer(const QUrl& url, const QUrl& base)
{
    if (url.scheme() != base.scheme() || url.port(-1) != base.port(-1))
        return false;
    const QString host = base.host();
    const bool isEverywhere = host == QStringLiteral("0.0.0.0") || host == QStringLiteral("::");
    return url.host() == host || isEverywhere || (isOnThisMachine(url.host()) && isOnThisMachine(base.host()));
}

/// Nothing: it does not follow, or is there already.
std::optional<ContentEntry> followed(ContentEntry entry, const QString& base)
{
    const QString from = entry.tags[QString(payloadBaseTag)].toString();
    if (!isPackageId(entry.id) || from.isEmpty() || from == base)
        return std::nullopt;
    const PackageCheck check = checkPackage(entry.id, entry.tag(QString(otauInfoTag)));
    const JsonText* config = check.decoded ? check.decoded->member("config_otau") : nullptr;
    if (!config)
        return std::nullopt;
    JsonText info = *check.decoded;
    info.setMember("config_otau", rebased(*config, from, base));
    entry.tags.insert(QString(otauInfoTag), QString::fromLatin1(encodeOtauInfo(info)));
    entry.tags.insert(QString(payloadBaseTag), base);
    return entry;
}

} // namespace

QString reachableBase(const QString& address)
{
    QString base = address;
    const QString everywhere = QStringLiteral("://*:");
    if (const qsizetype at = base.indexOf(everywhere); at >= 0)
        base.replace(at, everywhere.size(), QStringLiteral("://%1:").arg(firstAddressOfMachine()));
    while (base.endsWith(u'/'))
        base.chop(1);
    return base;
}

Result<QString> contentBase(Bench& bench)
{
    const auto services = bench.services();
    if (!services)
        return failure(services.error());
    const QString address = (*services)[QStringLiteral("exosense")].toString();
    return address.isEmpty() ? defaultBase : reachableBase(address);
}

QString contentUrl(const QString& base, const QString& id)
{
    return base + downloadQuery + QString::fromLatin1(percentEncoded(id.toUtf8()));
}

QStringList contentBases(const QJsonObject& services)
{
    QStringList bases;
    for (auto service = services.begin(); service != services.end(); ++service) {
        const QString address = reachableBase(service.value().toString());
        const QString scheme = QUrl(address).scheme();
        if (service.key().startsWith(QStringLiteral("exosense")) &&
            (scheme == QStringLiteral("http") || scheme == QStringLiteral("https")))
            bases << address;
    }
    return bases;
}

QString contentIdOf(const QUrl& url, const QStringList& bases, bool* isServedNow)
{
    const bool isOurs = std::ranges::any_of(bases, [&](const QString& each) { return sameServer(url, QUrl(each)); });
    if (isServedNow)
        *isServedNow = isOurs;
    if (url.path() != downloadPath || (!isOurs && !isOnThisMachine(url.host())))
        return {};
    return QUrlQuery(url).queryItemValue(QStringLiteral("id"), QUrl::FullyDecoded);
}

JsonText rebased(JsonText config, const QString& from, const QString& to)
{
    const JsonText* payload = config.member("payload");
    if (!payload || payload->isObject())
        return config;
    JsonText moved = rebasedUrl(*payload, from, to);
    for (JsonText& item : moved.items)
        item = rebasedUrl(std::move(item), from, to);
    config.setMember("payload", std::move(moved));
    return config;
}

Result<int> followAddress(ExosenseStore& store, const QString& base)
{
    const auto entries = store.content();
    if (!entries)
        return failure(entries.error());
    std::vector<ContentEntry> changed;
    for (const ContentEntry& entry : *entries) {
        if (auto moved = followed(entry, base))
            changed.push_back(std::move(*moved));
    }
    const auto count = static_cast<int>(changed.size());
    if (auto put = changed.empty() ? Result<>() : store.put(std::move(changed)); !put)
        return failure(put.error());
    return count;
}

Result<QString> freeContentId(ExosenseStore& store, const QString& name, const QString& prefix, const BlobId& blob)
{
    const auto known = store.content(name);
    if (!known && known.error().code != Error::Code::NotFound)
        return failure(known.error());
    const bool isFree = !known || known->blob == blob;
    return isFree ? name : QString(prefix + u'_' + name);
}

Result<NewContent> contentOfFile(Bench& bench, ExosenseStore& store, const QString& path, const QString& prefix)
{
    const auto blob = bench.blobs().importFile(path);
    if (!blob)
        return failure(blob.error());
    NewContent content;
    content.pins.push_back(blob->pin);
    ContentEntry entry;
    entry.id = QFileInfo(path).fileName();
    entry.blob = blob->id;
    entry.sizeBytes = blob->sizeBytes;
    if (auto added = addEntry(content, store, std::move(entry), prefix); !added)
        return failure(added.error());
    return content;
}

Result<ReleaseContent> contentOfRelease(Bench& bench, ExosenseStore& store, const QString& id, const QStringList& files)
{
    const auto releaseId = normalizedReleaseId(id);
    if (!releaseId)
        return failure(releaseId.error());
    const auto release = bench.releases().find(*releaseId);
    if (!release)
        return failure(release.error());
    for (const QString& name : files) {
        if (!release->find(name))
            return failure(Error::Code::NotFound, Tr::tr("the release %1 has no file %2").arg(id, name), {},
                           Tr::tr("otaw release show %1 lists its files.").arg(id));
    }
    const bool onlyManifests =
        std::ranges::all_of(release->files, [](const auto& file) { return file.role == FileRole::Manifest; });
    ReleaseContent made{{}, release->version};
    const QString prefix = QStringLiteral("%1-%2").arg(releaseId->text()).arg(release->generation);
    for (const ReleaseFile& file : release->files) {
        const bool isNamed =
            std::ranges::any_of(files, [&](const QString& name) { return release->find(name) == &file; });
        const bool isMeant = files.isEmpty() ? onlyManifests || file.role != FileRole::Manifest : isNamed;
        if (!isMeant)
            continue;
        made.content.pins.push_back(bench.blobs().pin(file.blob));
        ContentEntry entry;
        entry.id = file.name;
        entry.mediaType = file.mediaType;
        entry.blob = file.blob;
        entry.sizeBytes = file.sizeBytes;
        if (auto added = addEntry(made.content, store, std::move(entry), prefix); !added)
            return failure(added.error());
    }
    if (made.content.entries.empty())
        return failure(Error::Code::BadInput, Tr::tr("the release %1 has no file to install").arg(id));
    return made;
}

} // namespace ota
