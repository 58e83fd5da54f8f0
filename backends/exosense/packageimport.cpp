// SPDX-License-Identifier: Apache-2.0
#include "exosense/packageimport.h"

#include "exosense/exosensecloud.h"
#include "exosense/otaupackage.h"
#include "store/bench.h"
#include "store/blobstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PackageImport)
};

constexpr qint64 longestTag = 2 * 1024 * 1024;

/// The text of the tag that a package file stands for.
QByteArray tagOf(const QByteArray& text)
{
    // A bare config_otau: nobody has said of whom it is.
    const ConfigCheck config = checkConfig(text);
    if (config.value && config.value->member("type") && config.value->member("payload"))
        return encodeOtauInfo(OtauInfo{{}, {}, {}, *config.value});
    if (const auto object = JsonText::parse(text); object && object->isObject())
        return encodeOtauInfo(*object);
    return text.trimmed();
}

Result<ContentEntry> packageFrom(const QFileInfo& info)
{
    if (info.size() > longestTag)
        return failure(Error::Code::BadInput, Tr::tr("it is too long for a package"));
    QFile file(info.filePath());
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Code::Io, file.errorString());
    ContentEntry entry;
    entry.id = info.suffix() == QStringLiteral("json") ? info.completeBaseName() : info.fileName();
    entry.mediaType = QStringLiteral("application/json");
    entry.tags.insert(QString(otauInfoTag), QString::fromUtf8(tagOf(file.readAll())));
    return entry;
}

Result<ContentEntry> fileFrom(const QFileInfo& info, ExosenseCloud& cloud, std::vector<BlobPin>& pins)
{
    const auto blob = cloud.bench().blobs().importFile(info.filePath());
    if (!blob)
        return failure(blob.error());
    pins.push_back(blob->pin);
    ContentEntry entry;
    entry.id = info.fileName();
    entry.blob = blob->id;
    entry.sizeBytes = blob->sizeBytes;
    return entry;
}

} // namespace

Result<ImportedPackages> importPackages(const QString& folder, ExosenseCloud& cloud)
{
    const QDir directory(folder);
    if (!directory.exists())
        return failure(Error::Code::NotFound, Tr::tr("there is no folder %1").arg(folder));
    ImportedPackages imported;
    std::vector<ContentEntry> entries;
    std::vector<BlobPin> pins; // Until the entries refer to the blobs.
    for (const QFileInfo& info : directory.entryInfoList(QDir::Files, QDir::Name)) {
        auto entry = isPackageId(info.fileName()) ? packageFrom(info) : fileFrom(info, cloud, pins);
        const Result<> id = entry ? checkContentId(entry->id) : Result<>(failure(entry.error()));
        if (!id) {
            imported.skipped << QString(info.fileName() + QStringLiteral(": ") + id.error().message);
            continue;
        }
        imported.ids << entry->id;
        entries.push_back(std::move(*entry));
    }
    if (auto put = cloud.store().put(std::move(entries)); !put)
        return failure(put.error());
    return imported;
}

} // namespace ota
