// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "coap/coapblock.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace ota {

/// A directory that is served as it is, for the make files of RIOT that copy into one (spec/suit-coap.md 3.7). The
/// index is ours: no path of a request ever becomes a path of the file system. One thread at a time.
class ExportedTree final
{
public:
    static constexpr int maxDepth = 16;
    static constexpr std::size_t maxFiles = 10'000;
    static constexpr qint64 maxFileBytes = qint64{64} << 20;
    static constexpr qint64 maxBytes = qint64{512} << 20;

    struct File
    {
        QString path; ///< `fw/suit_update/native64/riot.suit.7.bin`
        CoapBody body;
    };

    explicit ExportedTree(QString root);

    const QString& root() const { return m_root; }

    /// Looks what is there now. True when something differs from the scan before. Links that lead out of the tree,
    /// names that begin with a dot, and what is neither file nor directory are not in it. Error: NotFound, Io (the
    /// root).
    ///
    /// Contents are kept in memory: a file that `cp` overwrites in place would pull the pages from under a mapping.
    Result<bool> scan();

    std::vector<File> files() const;
    /// The directories that the last scan went through: where changes are to be watched.
    const QStringList& folders() const { return m_folders; }
    /// What the last scan left out, one sentence each.
    const QStringList& warnings() const { return m_warnings; }

private:
    struct Entry
    {
        qint64 sizeBytes = 0;
        qint64 modifiedMs = 0;
        CoapBody body;
    };
    struct Walk;

    void visitFolder(Walk& walk, const QString& folder, const QString& prefix, int depth);
    void visitFile(Walk& walk, const QString& fileName, const QString& path);

    QString m_root;
    QHash<QString, Entry> m_entries;
    QStringList m_folders;
    QStringList m_warnings;
};

} // namespace ota
