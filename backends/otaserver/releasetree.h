// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "coap/coaptree.h"
#include "otaserver/exportedtree.h"
#include "store/release.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace ota {

class BlobStore;
class ReleaseStore;

/// What a path of the CoAP tree stands for.
struct ServedFile
{
    ReleaseId release; ///< For a file of the exported directory: the folder it is in.
    QString file;      ///< The file's own name, also where the path is an alias.
    bool isManifest = false;
    std::optional<quint64> sequence; ///< Its own, when it is a manifest; else of the release's newest one.
    Digest digest;
    qint64 sizeBytes = 0;
};

/// Everything that is served at one moment. Never changed once it is made.
struct ServedTree
{
    qint64 revision = -1; ///< Of the release store.
    std::vector<Release> releases;
    QHash<QString, ServedFile> files;     ///< By CoAP path.
    std::shared_ptr<const CoapTree> tree; // Shared with the CoAP servers.
    QStringList warnings;

    const Release* release(const QString& id) const;
};

/// Makes the CoAP tree of the published releases and of an exported directory, and makes it anew when they change, in
/// whatever process. Any thread.
class ReleaseTree final
{
public:
    ReleaseTree(ReleaseStore& releases, BlobStore& blobs, const QString& exportedRoot);
    Q_DISABLE_COPY_MOVE(ReleaseTree)

    /// Another directory, or none, from the next refresh() on.
    void setExportedRoot(const QString& root);

    /// Looks what is published now; returns the tree that holds from now on. Listeners have been told when it returns.
    /// Cheap when nothing changed. Error: Io, Busy (then the old one holds on).
    Result<std::shared_ptr<const ServedTree>> refresh(bool scanExported = true);

    std::shared_ptr<const ServedTree> current() const;

    /// Called for each new tree, one after the other, on the thread that called refresh(). Set before the first
    /// refresh.
    void onChanged(std::function<void(const std::shared_ptr<const ServedTree>&)> listener);

    /// The directories of the exported tree that are to be watched.
    QStringList exportedFolders() const;

private:
    Result<std::shared_ptr<const ServedTree>> build(qint64 revision);
    void addRelease(ServedTree& served, CoapTree& tree, const Release& release);
    void addExported(ServedTree& served, CoapTree& tree) const;
    Result<CoapBody> bodyOf(const ReleaseFile& file);

    ReleaseStore& m_releases;
    BlobStore& m_blobs;
    mutable std::mutex m_buildMutex; ///< One refresh after the other.
    std::optional<ExportedTree> m_exported;
    bool m_rootChanged = false;
    QHash<Digest, CoapBody> m_bodies;           ///< Mapped once, as long as something is served from it.
    mutable std::mutex m_mutex;                 ///< For m_served.
    std::shared_ptr<const ServedTree> m_served; // Shared with those who look at it while it is replaced.
    std::vector<std::function<void(const std::shared_ptr<const ServedTree>&)>> m_listeners;
};

} // namespace ota
