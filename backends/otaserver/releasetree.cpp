// SPDX-License-Identifier: Apache-2.0
#include "otaserver/releasetree.h"

#include "store/blobstore.h"
#include "store/releasestore.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseTree)
};

/// The seed's names; a release of other names answers to them where it is clear which file is meant.
constexpr std::array<const char*, 3> roleNames{"manifest", "slot0", "slot1"};

QString pathOf(const Release& release, const QString& name)
{
    return release.id.text() + u'/' + name;
}

void note(ServedTree& served, const Result<>& added)
{
    if (!added)
        served.warnings << added.error().toString();
}

} // namespace

const Release* ServedTree::release(const QString& id) const
{
    const auto found =
        std::find_if(releases.begin(), releases.end(), [&](const Release& release) { return release.id.text() == id; });
    return found == releases.end() ? nullptr : &*found;
}

ReleaseTree::ReleaseTree(ReleaseStore& releases, BlobStore& blobs, const QString& exportedRoot)
    : m_releases(releases)
    , m_blobs(blobs)
{
    if (!exportedRoot.isEmpty())
        m_exported.emplace(exportedRoot);
    auto empty = std::make_shared<ServedTree>();
    empty->tree = std::make_shared<CoapTree>();
    m_served = std::move(empty);
}

void ReleaseTree::onChanged(std::function<void(const std::shared_ptr<const ServedTree>&)> listener)
{
    m_listeners.push_back(std::move(listener));
}

std::shared_ptr<const ServedTree> ReleaseTree::current() const
{
    const std::lock_guard lock(m_mutex);
    return m_served;
}

QStringList ReleaseTree::exportedFolders() const
{
    const std::lock_guard lock(m_buildMutex);
    return m_exported ? m_exported->folders() : QStringList();
}

void ReleaseTree::setExportedRoot(const QString& root)
{
    const std::lock_guard lock(m_buildMutex);
    if (root == (m_exported ? m_exported->root() : QString()))
        return;
    m_exported.reset();
    if (!root.isEmpty())
        m_exported.emplace(root);
    m_rootChanged = true;
}

Result<std::shared_ptr<const ServedTree>> ReleaseTree::refresh(bool scanExported)
{
    const std::lock_guard lock(m_buildMutex);
    bool exportedChanged = m_rootChanged;
    if (m_exported && (scanExported || m_rootChanged)) {
        const auto scanned = m_exported->scan();
        if (!scanned)
            return failure(scanned.error());
        exportedChanged = exportedChanged || *scanned;
    }
    const auto revision = m_releases.revision();
    if (!revision)
        return failure(revision.error());
    if (auto served = current(); served->revision == *revision && !exportedChanged)
        return served;
    auto built = build(*revision);
    if (!built)
        return built;
    m_rootChanged = false;
    {
        const std::lock_guard swap(m_mutex);
        m_served = *built;
    }
    for (const auto& listener : m_listeners)
        listener(*built);
    return built;
}

Result<std::shared_ptr<const ServedTree>> ReleaseTree::build(qint64 revision)
{
    auto served = std::make_shared<ServedTree>();
    // Read before the releases: a change in between is then seen again at the next refresh.
    served->revision = revision;
    auto releases = m_releases.list();
    if (!releases)
        return failure(releases.error());
    served->releases = std::move(*releases);
    auto tree = std::make_shared<CoapTree>();
    QHash<Digest, CoapBody> before;
    before.swap(m_bodies);
    for (const Release& release : served->releases) {
        for (const ReleaseFile& file : release.files) {
            if (const auto known = before.constFind(file.blob); known != before.constEnd())
                m_bodies.insert(file.blob, *known);
        }
        addRelease(*served, *tree, release);
    }
    addExported(*served, *tree);
    served->tree = std::move(tree);
    return std::shared_ptr<const ServedTree>(std::move(served));
}

Result<CoapBody> ReleaseTree::bodyOf(const ReleaseFile& file)
{
    if (const auto known = m_bodies.constFind(file.blob); known != m_bodies.constEnd())
        return *known;
    auto bytes = m_blobs.open(file.blob);
    if (!bytes)
        return failure(bytes.error());
    const CoapBody body{std::move(*bytes), coapformat::octets, file.blob};
    m_bodies.insert(file.blob, body);
    return body;
}

void ReleaseTree::addRelease(ServedTree& served, CoapTree& tree, const Release& release)
{
    const auto newest = release.sequence();
    const auto serve = [&](const QString& name, const ReleaseFile& file, bool listed) {
        const QString path = pathOf(release, name);
        if (tree.find(path))
            return;
        auto body = bodyOf(file);
        if (!body) {
            served.warnings << body.error().toString();
            return;
        }
        if (auto added = tree.add(path, std::move(*body), listed); !added) {
            note(served, added);
            return;
        }
        served.files.insert(path, {release.id, file.name, file.role == FileRole::Manifest,
                                   file.sequence ? file.sequence : newest, file.blob, file.sizeBytes});
    };
    for (const ReleaseFile& file : release.files)
        serve(file.name, file, true);
    for (const ReleaseAlias& alias : release.aliases) {
        if (const ReleaseFile* file = release.find(alias.alias))
            serve(alias.alias, *file, true);
    }
    for (const char* role : roleNames) {
        if (const ReleaseFile* file = release.find(QString::fromLatin1(role)))
            serve(QString::fromLatin1(role), *file, false);
    }
    // Behind the files: a published file of that name wins.
    if (newest)
        note(served, tree.addText(pathOf(release, QStringLiteral("version")), QString::number(*newest), true));
    note(served, tree.addText(pathOf(release, QStringLiteral("name")), release.id.text()));
}

void ReleaseTree::addExported(ServedTree& served, CoapTree& tree) const
{
    if (!m_exported)
        return;
    served.warnings << m_exported->warnings();
    for (const ExportedTree::File& file : m_exported->files()) {
        if (tree.find(file.path))
            continue; // Releases are looked up first.
        if (auto added = tree.add(file.path, file.body); !added) {
            note(served, added);
            continue;
        }
        const QString name = file.path.section(u'/', -1);
        const QString folder = file.path.section(u'/', 0, -2);
        // RIOT's make writes riot.suit.<sequence>.bin.
        const bool isManifest = name.startsWith(QStringLiteral("riot.suit."));
        bool isNumber = false;
        const quint64 sequence = name.section(u'.', 2, 2).toULongLong(&isNumber);
        served.files.insert(file.path, {ReleaseId(folder), name, isManifest,
                                        isManifest && isNumber ? std::optional<quint64>(sequence) : std::nullopt,
                                        file.body.digest, static_cast<qint64>(file.body.size())});
    }
}

} // namespace ota
