// SPDX-License-Identifier: Apache-2.0
// From a draft to what boards are served: checks, versions, one transaction.
#include "base/clock.h"
#include "store/counters.h"
#include "store/database.h"
#include "store/releasestore_p.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseStore)
};

const QString defaultMediaType = QStringLiteral("application/octet-stream");

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
                                   {releaseSequenceColumn(sequence), release.id.text()});
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

} // namespace ota
