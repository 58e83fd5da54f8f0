// SPDX-License-Identifier: Apache-2.0
#include "store/releasestore.h"

#include "base/clock.h"
#include "store/counters.h"
#include "store/database.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseStore)
};

const QString counterName = QStringLiteral("release");
const QString defaultMediaType = QStringLiteral("application/octet-stream");

QVariant toColumn(const std::optional<quint64>& sequence)
{
    return sequence ? QVariant(static_cast<qint64>(*sequence)) : QVariant();
}

std::optional<quint64> sequenceFrom(const Query& row, int column)
{
    if (row.isNull(column))
        return std::nullopt;
    return static_cast<quint64>(row.integer(column));
}

Release::State stateFrom(const QString& name)
{
    for (const auto state : {Release::State::Old, Release::State::Draft}) {
        if (stateName(state) == name)
            return state;
    }
    return Release::State::Current;
}

tl::unexpected<Error> noRelease(const ReleaseId& id)
{
    return failure(Error::Code::NotFound, Tr::tr("there is no release \"%1\"").arg(id.text()), {},
                   Tr::tr("otaw release list shows what there is."));
}

void applyAdvice(ReleaseFile& file, const FileAdvice& advice)
{
    if (file.role == FileRole::Other)
        file.role = advice.role;
    if (file.mediaType.isEmpty())
        file.mediaType = advice.mediaType;
    if (advice.sequence)
        file.sequence = advice.sequence;
    for (auto note = advice.notes.begin(); note != advice.notes.end(); ++note)
        file.notes.insert(note.key(), note.value());
}

QString toColumn(const QJsonObject& json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

// The version of a release that was given none: of the file that says one.
QString versionOf(const Release& release)
{
    for (auto file = release.files.rbegin(); file != release.files.rend(); ++file) {
        if (!file->version.isEmpty() && file->generation == release.generation)
            return file->version;
    }
    return {};
}

} // namespace

/// A draft on its way: checked, with final names, its blobs pinned.
struct ReleaseStore::Prepared
{
    Release release;
    bool keepOthers = false;
    QStringList warnings;
    std::vector<BlobPin> pins;
};

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

void ReleaseStore::addPublishCheck(const QString& world, PublishCheck check)
{
    m_checks.emplace_back(world, std::move(check));
}

Result<ReleaseStore::Prepared> ReleaseStore::prepare(const ReleaseDraft& draft)
{
    auto id = normalizedReleaseId(draft.id);
    if (!id)
        return failure(id.error());
    if (draft.files.empty())
        return failure(Error::Code::BadInput, Tr::tr("a release needs at least one file"), id->text());
    if (draft.files.size() > maxFilesPerPublication)
        return failure(Error::Code::BadInput,
                       Tr::tr("%1 files are too many, at most %2 are published at once")
                           .arg(draft.files.size())
                           .arg(maxFilesPerPublication),
                       id->text());
    Prepared prepared;
    prepared.keepOthers = draft.keepOthers;
    Release& release = prepared.release;
    release.id = *id;
    release.world = draft.world;
    release.version = draft.version;
    release.createdNs = m_clock.nowNs();
    release.notes = draft.notes;
    QSet<QString> names;
    for (const DraftFile& file : draft.files) {
        auto name = normalizedFileName(file.name);
        if (!name)
            return failureIn(id->text(), name.error());
        if (names.contains(*name))
            return failure(Error::Code::BadInput, Tr::tr("two files have the name \"%1\"").arg(*name), id->text());
        names.insert(*name);
        prepared.pins.push_back(m_blobs.pin(file.blob));
        const auto size = m_blobs.sizeOf(file.blob);
        if (!size)
            return failureIn(*name, size.error());
        const FileRole role = file.role == FileRole::Other ? roleFromName(*name) : file.role;
        release.files.push_back({*name, file.blob, *size, file.mediaType, role, fileVersion(*name), 0});
    }
    return prepared;
}

Result<> ReleaseStore::runChecks(Prepared& prepared, const ReleaseDraft& draft)
{
    Release& release = prepared.release;
    auto previous = find(release.id);
    if (!previous && previous.error().code != Error::Code::NotFound)
        return failure(previous.error());
    const auto last = lastSequence(release.id);
    if (!last)
        return failure(last.error());
    ReleaseDraft finalDraft = draft;
    for (std::size_t i = 0; i < release.files.size(); ++i) {
        finalDraft.files[i].name = release.files[i].name;
        finalDraft.files[i].sizeBytes = release.files[i].sizeBytes;
        finalDraft.files[i].role = release.files[i].role;
    }
    const PublishContext context{
        finalDraft, release.id, previous ? std::optional<Release>(std::move(*previous)) : std::nullopt, *last, m_blobs};
    for (const auto& [world, check] : m_checks) {
        if (world != release.world)
            continue;
        const auto advice = check(context);
        if (!advice)
            return failureIn(release.id.text(), advice.error());
        for (auto note = advice->notes.begin(); note != advice->notes.end(); ++note)
            release.notes.insert(note.key(), note.value());
        for (ReleaseFile& file : release.files)
            applyAdvice(file, advice->files.value(file.name));
        if (release.version.isEmpty())
            release.version = advice->version;
        prepared.warnings << advice->warnings;
    }
    const auto sequence = release.sequence();
    if (sequence && *last && *sequence < **last)
        prepared.warnings << Tr::tr("The manifest's sequence number goes down from %1 to %2: boards that have the "
                                    "higher one refuse it.")
                                 .arg(**last)
                                 .arg(*sequence);
    return {};
}

Result<PublishedRelease> ReleaseStore::publish(const ReleaseDraft& draft)
{
    auto prepared = prepare(draft);
    if (!prepared)
        return failure(prepared.error());
    if (auto checked = runChecks(*prepared, draft); !checked)
        return failure(checked.error());
    step(u"release.checked");
    return commit(std::move(*prepared), false);
}

Result<PublishedRelease> ReleaseStore::publishDraft(const ReleaseId& id, bool keepOthers)
{
    auto kept = draft(id);
    if (!kept)
        return failure(kept.error());
    ReleaseDraft again{kept->id.text(), kept->world, kept->version, kept->notes, {}, keepOthers};
    for (const ReleaseFile& file : kept->files)
        again.files.push_back(
            {file.name, file.blob, file.sizeBytes, m_blobs.pin(file.blob), file.mediaType, file.role});
    auto prepared = prepare(again);
    if (!prepared)
        return failure(prepared.error());
    if (auto checked = runChecks(*prepared, again); !checked)
        return failure(checked.error());
    return commit(std::move(*prepared), true);
}

Result<PublishedRelease> ReleaseStore::commit(Prepared prepared, bool endsDraft)
{
    Release& release = prepared.release;
    for (ReleaseFile& file : release.files) {
        if (file.mediaType.isEmpty())
            file.mediaType = defaultMediaType;
    }
    const auto sequence = release.sequence(); // Of this publication alone.
    const auto work = [&]() -> Result<> {
        step(u"release.begun");
        const auto generation = nextGeneration(release.id);
        if (!generation)
            return failure(generation.error());
        release.generation = *generation;
        for (ReleaseFile& file : release.files)
            file.generation = *generation;
        if (release.version.isEmpty())
            release.version = versionOf(release);
        if (auto merged = prepared.keepOthers ? mergePresentFiles(release) : Result<>(); !merged)
            return merged;
        if (endsDraft) {
            if (auto dropped = drop(release.id, Release::State::Draft); !dropped)
                return dropped;
        }
        const auto replaced = m_database.execute(
            QStringLiteral("UPDATE release_generation SET state = 'old' WHERE release = ? AND state = 'current'"),
            {release.id.text()});
        if (!replaced)
            return failure(replaced.error());
        step(u"release.replaced");
        release.aliases = latestAliases(release.files);
        if (auto inserted = insert(release); !inserted)
            return inserted;
        if (sequence) {
            const auto noted =
                m_database.execute(QStringLiteral("UPDATE release_id SET sequence = ? WHERE release = ?"),
                                   {toColumn(sequence), release.id.text()});
            if (!noted)
                return failure(noted.error());
        }
        return pruneHistory(release.id);
    };
    if (auto changed = change(ReleaseChange::Kind::Published, release.id, work); !changed)
        return failure(changed.error());
    return PublishedRelease{std::move(release), std::move(prepared.warnings)};
}

Result<> ReleaseStore::mergePresentFiles(Release& release)
{
    auto present = find(release.id);
    if (!present && present.error().code == Error::Code::NotFound)
        return {};
    if (!present)
        return failure(present.error());
    std::vector<ReleaseFile> files;
    for (ReleaseFile& file : present->files) {
        const bool replaced = std::any_of(release.files.begin(), release.files.end(),
                                          [&](const ReleaseFile& newer) { return newer.name == file.name; });
        if (!replaced)
            files.push_back(std::move(file));
    }
    files.insert(files.end(), release.files.begin(), release.files.end());
    if (files.size() > maxFilesPerRelease)
        return failure(
            Error::Code::BadInput,
            Tr::tr("the release would have %1 files, at most %2 are allowed").arg(files.size()).arg(maxFilesPerRelease),
            release.id.text(), Tr::tr("Remove versions that are not needed any more."));
    release.files = std::move(files);
    return {};
}

Result<qint64> ReleaseStore::nextGeneration(const ReleaseId& id)
{
    const auto generation = m_database.value(
        QStringLiteral("INSERT INTO release_id (release, generation) VALUES (?, 1) ON CONFLICT (release) DO UPDATE SET "
                       "generation = release_id.generation + 1 RETURNING generation"),
        {id.text()});
    if (!generation)
        return failure(generation.error());
    return generation->toLongLong();
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
                                toColumn(file.sequence), toColumn(file.notes)});
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
        return insert(release);
    });
    if (!saved)
        return failure(saved.error());
    return std::move(release);
}

Result<> ReleaseStore::discardDraft(const ReleaseId& id)
{
    if (auto kept = draft(id); !kept)
        return failure(kept.error());
    return m_database.transaction([&] { return drop(id, Release::State::Draft); });
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
        return noRelease(id);
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

// In one view of the tables, so that no publication comes in between the parts of a release.
Result<std::vector<Release>> ReleaseStore::load(const QString& where, const QVariantList& values)
{
    Result<std::vector<Release>> releases;
    auto done = m_database.snapshot([&]() -> Result<> {
        releases = loadRows(where, values);
        return {};
    });
    if (!done)
        return failure(done.error());
    return releases;
}

Result<std::vector<Release>> ReleaseStore::loadRows(const QString& where, const QVariantList& values)
{
    std::vector<Release> releases;
    QHash<std::pair<QString, qint64>, std::size_t> places;
    const auto placeOf = [&](const Query& row) {
        return places.constFind({row.text(0), row.integer(1)});
    };
    auto done =
        m_database.forEach(QStringLiteral("SELECT release, generation, state, world, version, created, notes FROM "
                                          "release_generation %1 ORDER BY release, generation DESC")
                               .arg(where),
                           values, [&](const Query& row) {
                               places.insert({row.text(0), row.integer(1)}, releases.size());
                               releases.push_back({ReleaseId(row.text(0)),
                                                   stateFrom(row.text(2)),
                                                   row.text(3),
                                                   row.text(4),
                                                   row.integer(1),
                                                   row.integer(5),
                                                   row.json(6),
                                                   {},
                                                   {}});
                               return Result<>();
                           });
    const QString of = QStringLiteral(" WHERE (release, generation) IN (SELECT release, generation FROM "
                                      "release_generation %1)")
                           .arg(where);
    if (done)
        done = m_database.forEach(
            QStringLiteral("SELECT release, generation, name, blob, size, media_type, role, version, added, "
                           "sequence, notes FROM "
                           "release_file%1 ORDER BY position")
                .arg(of),
            values, [&](const Query& row) -> Result<> {
                const auto blob = Digest::fromHex(row.text(3));
                if (!blob)
                    return failureIn(row.text(2), blob.error());
                if (const auto place = placeOf(row); place != places.constEnd())
                    releases[*place].files.push_back({row.text(2), *blob, row.integer(4), row.text(5),
                                                      roleFromName(row.text(6)), row.text(7), row.integer(8),
                                                      sequenceFrom(row, 9), row.json(10)});
                return {};
            });
    if (done)
        done = m_database.forEach(
            QStringLiteral("SELECT release, generation, alias, target FROM release_alias%1 ORDER BY alias").arg(of),
            values, [&](const Query& row) {
                if (const auto place = placeOf(row); place != places.constEnd())
                    releases[*place].aliases.push_back({row.text(2), row.text(3)});
                return Result<>();
            });
    if (!done)
        return failure(done.error());
    return releases;
}

Result<Release> ReleaseStore::only(const ReleaseId& id, Release::State state)
{
    auto found = load(QStringLiteral("WHERE release = ? AND state = ?"), {id.text(), stateName(state)});
    if (!found)
        return failure(found.error());
    if (found->empty())
        return noRelease(id);
    return std::move(found->front());
}

Result<Release> ReleaseStore::find(const ReleaseId& id)
{
    return only(id, Release::State::Current);
}

Result<Release> ReleaseStore::draft(const ReleaseId& id)
{
    auto found = only(id, Release::State::Draft);
    if (!found && found.error().code == Error::Code::NotFound)
        return failure(Error::Code::NotFound, Tr::tr("there is no draft of a release \"%1\"").arg(id.text()), {},
                       Tr::tr("otaw release add prepares one."));
    return found;
}

Result<std::vector<Release>> ReleaseStore::list()
{
    return load(QStringLiteral("WHERE state = 'current'"), {});
}

Result<std::vector<Release>> ReleaseStore::drafts()
{
    return load(QStringLiteral("WHERE state = 'draft'"), {});
}

Result<std::vector<Release>> ReleaseStore::all()
{
    return load({}, {});
}

Result<std::vector<Release>> ReleaseStore::history(const ReleaseId& id)
{
    return load(QStringLiteral("WHERE release = ? AND state = 'old'"), {id.text()});
}

Result<ReleaseFile> ReleaseStore::resolve(const ReleaseId& id, const QString& fileName)
{
    const auto release = find(id);
    if (!release)
        return failure(release.error());
    if (const ReleaseFile* file = release->find(fileName))
        return *file;
    return failure(Error::Code::NotFound, Tr::tr("the release \"%1\" has no file \"%2\"").arg(id.text(), fileName));
}

Result<std::optional<quint64>> ReleaseStore::lastSequence(const ReleaseId& id)
{
    const auto value =
        m_database.value(QStringLiteral("SELECT sequence FROM release_id WHERE release = ?"), {id.text()});
    if (!value)
        return failure(value.error());
    if (value->isNull())
        return std::optional<quint64>();
    return std::optional<quint64>(static_cast<quint64>(value->toLongLong()));
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
