// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "store/blobstore.h"
#include "store/listeners.h"
#include "store/release.h"

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace ota {

class Clock;
class Database;

/// What a check may look at before a release is published.
struct PublishContext
{
    const ReleaseDraft& draft; ///< With final names.
    ReleaseId id;
    std::optional<Release> previous;     ///< What is served under this id now.
    std::optional<quint64> lastSequence; ///< Of the last manifest under this id, also when it has been removed.
    const BlobStore& blobs;
};

/// What a check found out about one file; it becomes a part of the release.
struct FileAdvice
{
    FileRole role = FileRole::Other;      ///< Used where the draft says Other.
    QString mediaType = {};               ///< Used where the draft says none.
    std::optional<quint64> sequence = {}; ///< Of a manifest.
    QJsonObject notes = {};               ///< Dialect, signer, verdict …
};

/// What a check found out.
struct PublishAdvice
{
    QHash<QString, FileAdvice> files; ///< By the file's name in the context's draft.
    QJsonObject notes;                ///< Put into the release's notes, key by key.
    QString version;                  ///< For a release that was given none.
    QStringList warnings;             ///< For the person who publishes, one sentence each.
};

/// Looks at what is about to be published; the provider of a world registers one. A failure refuses the publication.
/// Called on the publishing thread; the files are in the blob store.
using PublishCheck = std::function<Result<PublishAdvice>(const PublishContext&)>;

struct PublishedRelease
{
    Release release;
    QStringList warnings;
};

struct ReleaseChange
{
    enum class Kind
    {
        Published,
        Changed, ///< Some of its files were removed.
        Removed
    };

    Kind kind = Kind::Published;
    ReleaseId id;
    qint64 revision = 0; ///< revision() just after it.
};

/// The releases of the bench. Any thread. What is on the disk and in the tables is at any moment the whole of the old
/// state or the whole of the new one. All functions: Io (disk, server), Busy (locked); further errors as named.
class ReleaseStore final
{
public:
    static constexpr std::size_t maxFilesPerPublication = 64;
    /// What publications under one id that keep the others' files (era C, a file or two a version) may add up to: with
    /// 64 here a lab could not publish its next build after some weeks.
    static constexpr std::size_t maxFilesPerRelease = 1024;
    /// Replaced generations that are kept for each id.
    static constexpr int maxHistory = 10;

    ReleaseStore(Database& database, BlobStore& blobs, const Clock& clock, StepObserver onStep = {});
    Q_DISABLE_COPY_MOVE(ReleaseStore)

    /// For releases of one world. Before anything is published.
    void addPublishCheck(const QString& world, PublishCheck check);

    /// Publishes, replacing atomically what is served under this id. When it returns, the release survives a power cut.
    /// Errors: BadInput (id, names, number of files), NotFound (a blob), and what a check refuses.
    Result<PublishedRelease> publish(const ReleaseDraft& draft);

    /// Keeps a draft for later, in place of the one that this id may have. Errors: as of publish(), without the checks.
    Result<Release> saveDraft(const ReleaseDraft& draft);
    /// Error: NotFound.
    Result<Release> draft(const ReleaseId& id);
    /// Publishes the kept draft, which is then gone. Errors: NotFound, and as of publish().
    Result<PublishedRelease> publishDraft(const ReleaseId& id, bool keepOthers = false);
    /// Error: NotFound.
    Result<> discardDraft(const ReleaseId& id);

    /// What is served. Error: NotFound.
    Result<Release> find(const ReleaseId& id);
    /// All that are served, by id.
    Result<std::vector<Release>> list();
    /// All drafts, by id.
    Result<std::vector<Release>> drafts();
    /// Everything that is kept: served, prepared, replaced.
    Result<std::vector<Release>> all();
    /// What was replaced, newest first.
    Result<std::vector<Release>> history(const ReleaseId& id);

    /// A file of what is served, by name, alias or role: Release::find. Error: NotFound.
    Result<ReleaseFile> resolve(const ReleaseId& id, const QString& fileName);

    /// Takes the release away, with its draft and history. Its last sequence number stays known. Error: NotFound.
    Result<> remove(const ReleaseId& id);

    /// Takes away the files of exactly this version; the `latest` names move to what is left, and the release goes with
    /// its last file. Returns the names. Error: NotFound.
    Result<QStringList> removeVersion(const ReleaseId& id, const QString& version);

    /// Of the last manifest published under this id, also when it has been removed since.
    Result<std::optional<quint64>> lastSequence(const ReleaseId& id);

    /// Rises with each change, also of drafts, by whatever process. Cheap: for polling.
    Result<qint64> revision();

    /// Told of each change that this process makes, after it is durable.
    [[nodiscard]] Subscription onChanged(std::function<void(const ReleaseChange&)> listener);

    /// Whether a release, a draft or the history needs this blob.
    Result<bool> isReferenced(const BlobId& blob);

private:
    struct Prepared;

    Result<Prepared> prepare(const ReleaseDraft& draft);
    Result<> runChecks(Prepared& prepared, const ReleaseDraft& draft);
    Result<PublishedRelease> commit(Prepared prepared, bool endsDraft);
    Result<> mergePresentFiles(Release& release);
    Result<qint64> nextGeneration(const ReleaseId& id);
    Result<> insert(const Release& release);
    Result<> pruneHistory(const ReleaseId& id);
    Result<> drop(const ReleaseId& id, Release::State state);
    Result<Release> only(const ReleaseId& id, Release::State state);
    Result<std::vector<Release>> loadRows(const QString& where, const QVariantList& values);
    Result<std::vector<Release>> load(const QString& where, const QVariantList& values);
    Result<> lockId(const ReleaseId& id);
    Result<> insertAliases(const Release& release);
    Result<> replaceFiles(const Release& release, const QString& removedVersion);
    Result<> dropAll(const ReleaseId& id);
    Result<> raiseRevision();
    Result<> change(const ReleaseChange::Kind& kind, const ReleaseId& id, const std::function<Result<>()>& work);
    void step(QStringView name) const;

    Database& m_database;
    BlobStore& m_blobs;
    const Clock& m_clock;
    StepObserver m_onStep;
    std::vector<std::pair<QString, PublishCheck>> m_checks;
    Listeners<ReleaseChange> m_listeners;
};

} // namespace ota
