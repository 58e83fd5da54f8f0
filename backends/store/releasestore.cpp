// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "store/counters.h"
#include "store/database.h"
#include "store/releasestore_p.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseStore)
};

const QString counterName = QStringLiteral("release");

QString toColumn(const QJsonObject& json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

} // namespace

QVariant releaseSequenceColumn(const std::optional<quint64>& sequence)
{
    return sequence ? QVariant(static_cast<qint64>(*sequence)) : QVariant();
}

tl::unexpected<Error> noSuchRelease(const ReleaseId& id)
{
    return failure(Error::Code::NotFound, Tr::tr("there is no release \"%1\"").arg(id.text()), {},
                   Tr::tr("otaw release list shows what there is."));
}

ReleaseStore::ReleaseStore(Database& database, BlobStore& blobs, const Clock& clock, StepObserver onStep)
    : m_database(database)
    , m_blobs(blobs)
    , m_clock(clock)
    , m_onStep(std::move(onStep))
{
}

void ReleaseStore::step(QStringView name) const
{
    if (m_onStep)
        m_onStep(name);
}

Result<> ReleaseStore::insert(const Release& release)
{
    const auto row = m_database.execute(
        QStringLiteral("INSERT INTO release_generation (release, generation, state, world, version, created, notes) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?)"),
        {release.id.text(), release.generation, stateName(release.state), release.world, release.version,
         release.createdNs, toColumn(release.notes)});
    if (!row)
        return failure(row.error());
    step(u"release.row");
    auto query = m_database.prepare(
        QStringLiteral("INSERT INTO release_file (release, generation, position, name, blob, size, media_type, role, "
                       "version, added, sequence, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    if (!query)
        return failure(query.error());
    qint64 position = 0;
    for (const ReleaseFile& file : release.files) {
        auto done = query->run({release.id.text(), release.generation, ++position, file.name, file.blob.hex(),
                                file.sizeBytes, file.mediaType, roleName(file.role), file.version, file.generation,
                                releaseSequenceColumn(file.sequence), toColumn(file.notes)});
        if (!done)
            return done;
        step(u"release.file");
    }
    return insertAliases(release);
}

Result<> ReleaseStore::insertAliases(const Release& release)
{
    for (const ReleaseAlias& alias : release.aliases) {
        const auto done =
            m_database.execute(QStringLiteral("INSERT INTO release_alias (release, generation, alias, target) VALUES "
                                              "(?, ?, ?, ?)"),
                               {release.id.text(), release.generation, alias.alias, alias.target});
        if (!done)
            return failure(done.error());
        step(u"release.alias");
    }
    return {};
}

Result<> ReleaseStore::pruneHistory(const ReleaseId& id)
{
    const auto pruned = m_database.execute(
        QStringLiteral("DELETE FROM release_generation WHERE release = ? AND state = 'old' AND generation NOT IN "
                       "(SELECT generation FROM release_generation WHERE release = ? AND state = 'old' ORDER BY "
                       "generation DESC LIMIT %1)")
            .arg(maxHistory),
        {id.text(), id.text()});
    if (!pruned)
        return failure(pruned.error());
    return {};
}

Result<> ReleaseStore::drop(const ReleaseId& id, Release::State state)
{
    const auto dropped =
        m_database.execute(QStringLiteral("DELETE FROM release_generation WHERE release = ? AND state = ?"),
                           {id.text(), stateName(state)});
    if (!dropped)
        return failure(dropped.error());
    return {};
}

Result<Release> ReleaseStore::saveDraft(const ReleaseDraft& draft)
{
    auto prepared = prepare(draft);
    if (!prepared)
        return failure(prepared.error());
    Release& release = prepared->release;
    release.state = Release::State::Draft;
    auto saved = m_database.transaction([&]() -> Result<> {
        const auto generation = nextGeneration(release.id);
        if (!generation)
            return failure(generation.error());
        release.generation = *generation;
        for (ReleaseFile& file : release.files)
            file.generation = *generation;
        if (auto dropped = drop(release.id, Release::State::Draft); !dropped)
            return dropped;
        if (auto inserted = insert(release); !inserted)
            return inserted;
        return raiseRevision();
    });
    if (!saved)
        return failure(saved.error());
    return std::move(release);
}

Result<> ReleaseStore::discardDraft(const ReleaseId& id)
{
    if (auto kept = draft(id); !kept)
        return failure(kept.error());
    return m_database.transaction([&]() -> Result<> {
        if (auto dropped = drop(id, Release::State::Draft); !dropped)
            return dropped;
        return raiseRevision();
    });
}

// Nobody is told of drafts, since they are not served; who polls sees them.
Result<> ReleaseStore::raiseRevision()
{
    const auto revision = raiseCounter(m_database, counterName);
    return revision ? Result<>() : failure(revision.error());
}

Result<> ReleaseStore::remove(const ReleaseId& id)
{
    return change(ReleaseChange::Kind::Removed, id, [&] { return dropAll(id); });
}

Result<QStringList> ReleaseStore::removeVersion(const ReleaseId& id, const QString& version)
{
    if (auto known = find(id); !known)
        return failure(known.error());
    QStringList removed;
    auto kind = ReleaseChange::Kind::Changed;
    auto changed = change(kind, id, [&]() -> Result<> {
        auto release = find(id);
        if (!release)
            return failure(release.error());
        std::erase_if(release->files, [&](const ReleaseFile& file) {
            const bool matches = !version.isEmpty() && file.version == version;
            if (matches)
                removed << file.name;
            return matches;
        });
        if (removed.isEmpty())
            return failure(Error::Code::NotFound,
                           Tr::tr("the release \"%1\" has no file of version \"%2\"").arg(id.text(), version));
        if (release->files.empty()) {
            kind = ReleaseChange::Kind::Removed;
            return dropAll(id);
        }
        release->aliases = latestAliases(release->files);
        return replaceFiles(*release, version);
    });
    if (!changed)
        return failure(changed.error());
    return removed;
}

Result<> ReleaseStore::replaceFiles(const Release& release, const QString& removedVersion)
{
    auto done = m_database.execute(QStringLiteral("DELETE FROM release_alias WHERE release = ? AND generation = ?"),
                                   {release.id.text(), release.generation});
    if (done)
        done = m_database.execute(
            QStringLiteral("DELETE FROM release_file WHERE release = ? AND generation = ? AND version = ?"),
            {release.id.text(), release.generation, removedVersion});
    if (!done)
        return failure(done.error());
    return insertAliases(release);
}

Result<> ReleaseStore::dropAll(const ReleaseId& id)
{
    const auto removed =
        m_database.execute(QStringLiteral("DELETE FROM release_generation WHERE release = ?"), {id.text()});
    if (!removed)
        return failure(removed.error());
    if (*removed == 0)
        return noSuchRelease(id);
    return {};
}

// Others that change the same release wait here, so that what is read after it stays true until the end.
Result<> ReleaseStore::lockId(const ReleaseId& id)
{
    const auto locked = m_database.execute(
        QStringLiteral("UPDATE release_id SET generation = generation WHERE release = ?"), {id.text()});
    if (!locked)
        return failure(locked.error());
    return {};
}

// `kind` may become another one during the work.
Result<> ReleaseStore::change(const ReleaseChange::Kind& kind, const ReleaseId& id,
                              const std::function<Result<>()>& work)
{
    qint64 newRevision = 0;
    auto done = m_database.transaction([&]() -> Result<> {
        if (auto locked = lockId(id); !locked)
            return locked;
        if (auto worked = work(); !worked)
            return worked;
        const auto revision = raiseCounter(m_database, counterName);
        if (!revision)
            return failure(revision.error());
        newRevision = *revision;
        step(u"release.before-commit");
        return {};
    });
    if (!done)
        return done;
    step(u"release.committed");
    m_listeners.tell({kind, id, newRevision});
    step(u"release.announced");
    return {};
}

Result<qint64> ReleaseStore::revision()
{
    return readCounter(m_database, counterName);
}

Subscription ReleaseStore::onChanged(std::function<void(const ReleaseChange&)> listener)
{
    return m_listeners.add(std::move(listener));
}

Result<bool> ReleaseStore::isReferenced(const BlobId& blob)
{
    const auto found =
        m_database.value(QStringLiteral("SELECT 1 FROM release_file WHERE blob = ? LIMIT 1"), {blob.hex()});
    if (!found)
        return failure(found.error());
    return found->isValid();
}

} // namespace ota
