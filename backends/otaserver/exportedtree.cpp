// SPDX-License-Identifier: Apache-2.0
#include "otaserver/exportedtree.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExportedTree)
};

} // namespace

/// One scan on its way.
struct ExportedTree::Walk
{
    QString canonicalRoot;
    QHash<QString, Entry> entries;
    QStringList folders;
    QStringList warnings;
    QSet<QString> seenFolders; ///< Canonical: a link to a folder above would never end.
    qint64 bytes = 0;
    bool changed = false;

    bool isInside(const QString& canonicalPath) const
    {
        return canonicalPath == canonicalRoot || canonicalPath.startsWith(QString(canonicalRoot + u'/'));
    }
};

ExportedTree::ExportedTree(QString root)
    : m_root(std::move(root))
{
}

Result<bool> ExportedTree::scan()
{
    const QFileInfo info(m_root);
    if (!info.exists())
        return failure(Error::Code::NotFound, Tr::tr("the exported directory is not there"), m_root);
    if (!info.isDir() || !info.isReadable())
        return failure(Error::Code::Io, Tr::tr("the exported directory can not be read"), m_root);
    Walk walk;
    walk.canonicalRoot = info.canonicalFilePath();
    visitFolder(walk, walk.canonicalRoot, QString(), 0);
    const bool changed = walk.changed || walk.entries.size() != m_entries.size();
    m_entries = std::move(walk.entries);
    m_folders = std::move(walk.folders);
    m_warnings = std::move(walk.warnings);
    return changed;
}

void ExportedTree::visitFolder(Walk& walk, const QString& folder, const QString& prefix, int depth)
{
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    if (walk.seenFolders.contains(canonical))
        return;
    walk.seenFolders.insert(canonical);
    if (depth > maxDepth) {
        walk.warnings << Tr::tr("%1 is deeper than %2 folders: left out").arg(prefix).arg(maxDepth);
        return;
    }
    walk.folders << folder;
    const auto infos = QDir(folder).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo& info : infos) {
        const QString path = prefix.isEmpty() ? info.fileName() : QString(prefix + u'/' + info.fileName());
        const QString target = info.canonicalFilePath(); // Empty for a link that leads nowhere.
        if (target.isEmpty())
            continue;
        if (!walk.isInside(target)) {
            walk.warnings << Tr::tr("%1 is a link that leads out of the exported directory: left out").arg(path);
            continue;
        }
        if (info.isDir())
            visitFolder(walk, info.absoluteFilePath(), path, depth + 1);
        else if (info.isFile())
            visitFile(walk, target, path);
    }
}

void ExportedTree::visitFile(Walk& walk, const QString& fileName, const QString& path)
{
    const QFileInfo info(fileName);
    const qint64 size = info.size();
    if (static_cast<std::size_t>(walk.entries.size()) >= maxFiles || size > maxFileBytes ||
        walk.bytes + size > maxBytes) {
        walk.warnings << Tr::tr("%1 is left out: more than %2 files, %3 a file or %4 in all are not exported")
                             .arg(path)
                             .arg(maxFiles)
                             .arg(humanSize(maxFileBytes), humanSize(maxBytes));
        return;
    }
    Entry entry{size, info.lastModified().toMSecsSinceEpoch(), {}};
    const auto known = m_entries.constFind(path);
    if (known != m_entries.constEnd() && known->sizeBytes == size && known->modifiedMs == entry.modifiedMs) {
        walk.bytes += size;
        walk.entries.insert(path, *known);
        return;
    }
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        walk.warnings << Tr::tr("%1 can not be read: %2").arg(path, file.errorString());
        return;
    }
    const QByteArray bytes = file.read(maxFileBytes + 1);
    if (bytes.size() != size) {
        // Somebody is writing it. The old bytes, if there are any, stay until it is whole.
        if (known != m_entries.constEnd())
            walk.entries.insert(path, *known);
        return;
    }
    entry.body = CoapBody::of(SharedBytes::fromBuffer(bytes));
    walk.bytes += size;
    walk.changed = walk.changed || known == m_entries.constEnd() || known->body.digest != entry.body.digest;
    walk.entries.insert(path, entry);
}

std::vector<ExportedTree::File> ExportedTree::files() const
{
    std::vector<File> files;
    for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry)
        files.push_back({entry.key(), entry->body});
    return files;
}

} // namespace ota
