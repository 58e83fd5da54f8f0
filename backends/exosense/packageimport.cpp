// SPDX-License-Identifier: Apache-2.0
#include "exosense/packageimport.h"

#include "exosense/exosensecloud.h"
#include "exosense/otaupackage.h"
#include "exosense/packagecontent.h"
#include "store/bench.h"
#include "store/blobstore.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <iterator>

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

/// What is being taken: stored together, or not at all.
struct Taking
{
    ImportedPackages imported;
    NewContent content;

    void take(ContentEntry entry, const QString& name)
    {
        if (const auto checked = checkContentId(entry.id); !checked) {
            imported.skipped << QString(name + QStringLiteral(": ") + checked.error().message);
            return;
        }
        imported.ids << entry.id;
        content.entries.push_back(std::move(entry));
    }

    void takeFile(const QFileInfo& info, ExosenseCloud& cloud)
    {
        auto entry = isPackageId(info.fileName()) ? packageFrom(info) : fileFrom(info, cloud);
        if (entry)
            take(std::move(*entry), info.fileName());
        else
            imported.skipped << QString(info.fileName() + QStringLiteral(": ") + entry.error().message);
    }

    void takeAll(Result<NewContent> made, const QString& name)
    {
        if (!made) {
            imported.skipped << QString(name + QStringLiteral(": ") + made.error().message);
            return;
        }
        std::ranges::move(made->pins, std::back_inserter(content.pins));
        for (ContentEntry& entry : made->entries)
            take(std::move(entry), name);
    }

    Result<ImportedPackages> store(ExosenseCloud& cloud)
    {
        if (auto put = cloud.store().put(std::move(content.entries)); !put)
            return failure(put.error());
        return std::move(imported);
    }

private:
    Result<ContentEntry> fileFrom(const QFileInfo& info, ExosenseCloud& cloud)
    {
        const auto blob = cloud.bench().blobs().importFile(info.filePath());
        if (!blob)
            return failure(blob.error());
        content.pins.push_back(blob->pin);
        ContentEntry entry;
        entry.id = info.fileName();
        entry.blob = blob->id;
        entry.sizeBytes = blob->sizeBytes;
        return entry;
    }
};

} // namespace

Result<ImportedPackages> importPackages(const QString& folder, ExosenseCloud& cloud)
{
    const QDir directory(folder);
    if (!directory.exists())
        return failure(Error::Code::NotFound, Tr::tr("there is no folder %1").arg(folder));
    Taking taking;
    for (const QFileInfo& info : directory.entryInfoList(QDir::Files, QDir::Name))
        taking.takeFile(info, cloud);
    return taking.store(cloud);
}

Result<ImportedPackages> importFiles(const QStringList& paths, const QString& release, const QStringList& releaseFiles,
                                     ExosenseCloud& cloud)
{
    Taking taking;
    // What packages point at keeps its bytes: others of the same name get another id.
    const QString prefix = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss"));
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (isPackageId(info.fileName()))
            taking.takeFile(info, cloud);
        else
            taking.takeAll(contentOfFile(cloud.bench(), cloud.store(), path, prefix), info.fileName());
    }
    if (!release.isEmpty()) {
        auto made = contentOfRelease(cloud.bench(), cloud.store(), release, releaseFiles);
        if (!made)
            return failure(made.error());
        taking.takeAll(std::move(made->content), release);
    }
    return taking.store(cloud);
}

} // namespace ota
