// SPDX-License-Identifier: Apache-2.0
#include "exosense/labcontent.h"

#include "base/clock.h"
#include "crypto/labheader.h"
#include "exosense/configotau.h"
#include "exosense/otaupackage.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QHash>
#include <QUrl>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(LabContent)
};

constexpr qint64 nsPerMs = 1'000'000;

Result<StoredBlob> signedBlob(Bench& bench, const BlobId& image, const LabSigning& signing)
{
    const auto bytes = bench.blobs().open(image);
    if (!bytes)
        return failure(bytes.error());
    // A board takes one header off; what is behind it has to be the image.
    if (readLabHeader((*bytes)->bytes()).header)
        return failure(Error::Code::BadInput, Tr::tr("it has a lab header already"), {},
                       Tr::tr("Sign the file that has none."));
    const auto now = static_cast<quint64>(bench.clock().nowNs() / nsPerMs);
    LabHeader header;
    header.versionNumber = signing.versionNumber.value_or(now);
    header.imageBytes = static_cast<quint64>((*bytes)->size());
    header.imageDigest = image;
    header.deviceType = signing.deviceType;
    header.partner = signing.partner;
    header.createdMs = now;
    const auto head = signedLabHeader(std::move(header), signing.key);
    if (!head)
        return failure(head.error());
    auto writer = bench.blobs().newBlob(head->size() + static_cast<qint64>((*bytes)->size()));
    if (!writer)
        return failure(writer.error());
    if (auto written = writer->write(ota::bytesOf(*head)); !written)
        return failure(written.error());
    if (auto written = writer->write((*bytes)->bytes()); !written)
        return failure(written.error());
    return writer->commit();
}

/// Of what is about to be stored, else of what is there.
Result<ContentEntry> contentNamed(ExosenseStore& store, const NewContent& unstored, const QString& id)
{
    const auto found = std::ranges::find(unstored.entries, id, &ContentEntry::id);
    return found != unstored.entries.end() ? Result<ContentEntry>(*found) : store.content(id);
}

void removeMember(JsonText& object, const QByteArray& name)
{
    const auto found = std::ranges::find(object.names, name);
    if (found == object.names.end())
        return;
    object.items.erase(object.items.begin() + (found - object.names.begin()));
    object.names.erase(found);
}

/// The payload in the form it had. Of several files no one digest is right.
JsonText withFiles(JsonText config, const QStringList& urls, const ContentEntry& first)
{
    if (checkConfig(config).type() == PayloadType::UrlList) {
        JsonText list{JsonText::Kind::Array, {}, {}, {}};
        for (const QString& url : urls)
            list.items.push_back(JsonText::string(url.toUtf8()));
        config.setMember("payload", std::move(list));
        removeMember(config, "sha256");
        removeMember(config, "size");
        return config;
    }
    config.setMember("payload", JsonText::string(urls.constFirst().toUtf8()));
    config.setMember("sha256", JsonText::string(first.blob->hex().toLatin1()));
    config.setMember("size", {JsonText::Kind::Number, QByteArray::number(first.sizeBytes), {}, {}});
    return config;
}

Result<ContentEntry> signedEntry(Bench& bench, ContentEntry entry, const LabSigning& signing, const QString& prefix,
                                 std::vector<BlobPin>& pins)
{
    if (!entry.blob)
        return failure(Error::Code::BadInput, Tr::tr("it is empty: nothing was uploaded"), entry.id);
    const auto blob = signedBlob(bench, *entry.blob, signing);
    if (!blob)
        return failureIn(entry.id, blob.error());
    pins.push_back(blob->pin);
    entry.id = QString(prefix + u'_' + entry.id);
    if (auto checked = checkContentId(entry.id); !checked)
        return failureIn(entry.id, checked.error());
    entry.blob = blob->id;
    entry.sizeBytes = blob->sizeBytes;
    return entry;
}

} // namespace

Result<QUuid> labUuid(const QString& text)
{
    const QUuid uuid(text);
    if (uuid.isNull())
        return failure(Error::Code::Usage, Tr::tr("'%1' is no UUID").arg(text), {},
                       Tr::tr("One looks like 7d444840-9dc0-11d1-b245-5ffdce74fad2."));
    return uuid;
}

Result<NewContent> labSigned(Bench& bench, ExosenseStore& store, NewContent content, const LabSigning& signing,
                             const QString& prefix)
{
    for (ContentEntry& entry : content.entries) {
        if (!entry.blob)
            continue;
        const auto blob = signedBlob(bench, *entry.blob, signing);
        if (!blob)
            return failureIn(entry.id, blob.error());
        content.pins.push_back(blob->pin);
        const auto id = freeContentId(store, entry.id, prefix, blob->id);
        if (!id)
            return failure(id.error());
        entry.id = *id;
        entry.blob = blob->id;
        entry.sizeBytes = blob->sizeBytes;
    }
    return content;
}

Result<SignedConfig> labSignedConfig(Bench& bench, ExosenseStore& store, JsonText config, const LabSigning& signing,
                                     const QString& prefix, const NewContent& unstored)
{
    const QStringList urls = checkConfig(config).urls();
    if (urls.isEmpty())
        return failure(Error::Code::BadInput, Tr::tr("its payload is no file, so there is nothing to sign"));
    const auto services = bench.services();
    if (!services)
        return failure(services.error());
    const QStringList bases = contentBases(*services);
    SignedConfig made;
    QStringList signedUrls;
    QHash<QString, QString> idOf; // A list may name a file twice.
    for (const QString& text : urls) {
        const QUrl url(text);
        const QString id = contentIdOf(url, bases);
        if (id.isEmpty())
            return failure(Error::Code::BadInput, Tr::tr("only content of this bench can be signed, not %1").arg(text),
                           {}, Tr::tr("Give the file with --file, or a release with --release."));
        if (!idOf.contains(id)) {
            const auto entry = contentNamed(store, unstored, id);
            if (!entry)
                return failure(entry.error());
            auto file = signedEntry(bench, *entry, signing, prefix, made.content.pins);
            if (!file)
                return failure(file.error());
            idOf.insert(id, file->id);
            made.content.entries.push_back(std::move(*file));
        }
        const QUrl base = url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
        signedUrls << contentUrl(base.toString(), idOf.value(id));
    }
    made.config = withFiles(std::move(config), signedUrls, made.content.entries.front());
    return made;
}

} // namespace ota
