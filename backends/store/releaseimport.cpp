// SPDX-License-Identifier: Apache-2.0
#include "store/releaseimport.h"

#include "base/job.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseImport)
};

// One of several files: its progress is a part of the whole.
class PartOfJob final : public JobContext
{
public:
    PartOfJob(JobContext& whole, quint64 before, quint64 total)
        : m_whole(whole)
        , m_before(before)
        , m_total(total)
    {
    }

    void progress(const Progress& progress) override
    {
        m_whole.progress({m_before + progress.done, m_total, progress.unit, progress.what});
    }
    void record(const QJsonObject& data, const QString& text) override { m_whole.record(data, text); }
    std::stop_token stopToken() const override { return m_whole.stopToken(); }

private:
    JobContext& m_whole;
    quint64 m_before;
    quint64 m_total;
};

} // namespace

Result<NamedFile> NamedFile::parse(const QString& text)
{
    const qsizetype sign = text.indexOf(QLatin1Char('='));
    const bool isNamed = sign > 0 && !QFileInfo::exists(text);
    const QString path = isNamed ? text.mid(sign + 1) : text;
    auto name = normalizedFileName(isNamed ? text.left(sign) : QFileInfo(path).fileName());
    if (!name)
        return failureIn(text, name.error());
    return NamedFile{*name, path};
}

Result<std::vector<NamedFile>> parseNamedFiles(const QStringList& texts)
{
    std::vector<NamedFile> files;
    QSet<QString> names;
    for (const QString& text : texts) {
        auto file = NamedFile::parse(text);
        if (!file)
            return failure(file.error());
        if (!QFileInfo(file->path).isFile())
            return failure(QFileInfo::exists(file->path) ? Error::Code::BadInput : Error::Code::NotFound,
                           QFileInfo::exists(file->path) ? Tr::tr("this is not a file")
                                                         : Tr::tr("there is no such file"),
                           file->path);
        if (names.contains(file->name))
            return failure(Error::Code::BadInput, Tr::tr("two files have the name \"%1\"").arg(file->name), text,
                           Tr::tr("Give one of them another name: NAME=FILE."));
        names.insert(file->name);
        files.push_back(std::move(*file));
    }
    return files;
}

Result<std::vector<DraftFile>> importFiles(BlobStore& blobs, const std::vector<NamedFile>& files, JobContext& job)
{
    quint64 total = 0;
    for (const NamedFile& file : files)
        total += static_cast<quint64>(QFileInfo(file.path).size());
    quint64 done = 0;
    std::vector<DraftFile> stored;
    for (const NamedFile& file : files) {
        PartOfJob part(job, done, total);
        auto blob = blobs.importFile(file.path, &part);
        if (!blob)
            return failure(blob.error());
        done += static_cast<quint64>(blob->sizeBytes);
        stored.push_back({file.name, blob->id, blob->sizeBytes, blob->pin});
    }
    return stored;
}

} // namespace ota
