// SPDX-License-Identifier: Apache-2.0
#include "operations/operationregistry.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "store/releaseimport.h"
#include "store/releasestore.h"
#include "store/storeoperations.h"
#include "store/storeoperations_p.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QSaveFile>

#include <algorithm>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseOperations)
};

const QString idName = QStringLiteral("id");
const QString filesName = QStringLiteral("file");
const QString worldName = QStringLiteral("world");
const QString versionName = QStringLiteral("version");
const QString keepName = QStringLiteral("keep");
const QString draftName = QStringLiteral("draft");
const QString outputName = QStringLiteral("output");
const QString allowInvalidName = QStringLiteral("allow-invalid"); // Also the note that the checks look at.

QString localTime(qint64 timeNs)
{
    return QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString orDash(const QString& text)
{
    return text.isEmpty() ? QStringLiteral("-") : text;
}

QString sequenceText(const Release& release)
{
    const auto sequence = release.sequence();
    return sequence ? QString::number(*sequence) : QStringLiteral("-");
}

Parameter idParameter()
{
    return {.name = idName,
            .help = Tr::tr("The id under which the release is published."),
            .valueName = QStringLiteral("ID"),
            .required = true,
            .positional = true};
}

std::vector<Parameter> contentParameters(bool filesRequired)
{
    return {idParameter(),
            {.name = filesName,
             .help = Tr::tr("A file, with the name it gets in the release when that is not its own."),
             .valueName = QStringLiteral("[NAME=]FILE"),
             .required = filesRequired,
             .positional = true,
             .repeated = true},
            {.name = worldName,
             .help = Tr::tr("The world whose rules the release follows."),
             .valueName = QStringLiteral("WORLD"),
             .defaultValue = QStringLiteral("suit")},
            {.name = versionName,
             .help = Tr::tr("The version to show; by default what the manifest or a file's name says."),
             .valueName = QStringLiteral("TEXT")},
            {.name = allowInvalidName,
             .type = ParameterType::Flag,
             .help = Tr::tr("Publish manifests of bad form too: for negative tests.")}};
}

QString fileTable(const Release& release)
{
    std::vector<QStringList> rows;
    for (const ReleaseFile& file : release.files)
        rows.push_back({QStringLiteral("  ") + file.name, humanSize(file.sizeBytes), roleName(file.role),
                        orDash(file.version), file.blob.hex()});
    return textTable({Tr::tr("  FILE"), Tr::tr("SIZE"), Tr::tr("ROLE"), Tr::tr("VERSION"), Tr::tr("SHA-256")}, rows,
                     {1});
}

QString headLine(const Release& release)
{
    const QString files = release.files.size() == 1 ? Tr::tr("1 file") : Tr::tr("%1 files").arg(release.files.size());
    QString text = QStringLiteral("%1: %2, %3").arg(release.id.text(), files, humanSize(release.sizeBytes()));
    if (!release.version.isEmpty())
        text += Tr::tr(", version %1").arg(release.version);
    if (release.sequence())
        text += Tr::tr(", sequence %1").arg(*release.sequence());
    return text;
}

QJsonArray toJson(const std::vector<Release>& releases)
{
    QJsonArray array;
    for (const Release& release : releases)
        array.append(release.toJson());
    return array;
}

Outcome publishedOutcome(const PublishedRelease& published)
{
    QJsonObject data = published.release.toJson();
    data.insert(QStringLiteral("warnings"), QJsonArray::fromStringList(published.warnings));
    QString text =
        Tr::tr("Published %1").arg(headLine(published.release)) + QLatin1Char('\n') + fileTable(published.release);
    for (const QString& warning : published.warnings)
        text += QLatin1Char('\n') + Tr::tr("Warning: %1").arg(warning);
    return {data, text};
}

// The files of the command line, copied in. The id is looked at first, before a gigabyte is.
Result<ReleaseDraft> importedDraft(const Arguments& arguments, Bench& bench, JobContext& job)
{
    if (auto id = normalizedReleaseId(arguments.text(idName)); !id)
        return failure(id.error());
    const auto named = parseNamedFiles(arguments.list(filesName));
    if (!named)
        return failure(named.error());
    auto files = importFiles(bench.blobs(), *named, job);
    if (!files)
        return failure(files.error());
    ReleaseDraft draft;
    draft.id = arguments.text(idName);
    draft.world = arguments.text(worldName);
    draft.version = arguments.text(versionName);
    if (arguments.flag(allowInvalidName))
        draft.notes.insert(allowInvalidName, true);
    draft.files = std::move(*files);
    return draft;
}

Result<Outcome> runPublish(const Arguments& arguments, OperationContext& context)
{
    auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const bool keep = arguments.flag(keepName);
    if (arguments.list(filesName).isEmpty()) {
        const auto id = normalizedReleaseId(arguments.text(idName));
        if (!id)
            return failure(id.error());
        const auto published = (*bench)->releases().publishDraft(*id, keep);
        if (!published && published.error().code == Error::Code::NotFound)
            return failure(Error::Code::Usage,
                           Tr::tr("no file is named, and there is no draft of \"%1\"").arg(id->text()), {},
                           Tr::tr("Name the files: otaw release publish ID [NAME=]FILE…"));
        if (!published)
            return failure(published.error());
        return publishedOutcome(*published);
    }
    auto draft = importedDraft(arguments, **bench, context.job());
    if (!draft)
        return failure(draft.error());
    draft->keepOthers = keep;
    const auto published = (*bench)->releases().publish(*draft);
    if (!published)
        return failure(published.error());
    return publishedOutcome(*published);
}

Result<Outcome> runAdd(const Arguments& arguments, OperationContext& context)
{
    auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const auto draft = importedDraft(arguments, **bench, context.job());
    if (!draft)
        return failure(draft.error());
    const auto saved = (*bench)->releases().saveDraft(*draft);
    if (!saved)
        return failure(saved.error());
    return Outcome{
        saved->toJson(),
        Tr::tr("Prepared %1; not served yet: otaw release publish %2").arg(headLine(*saved), saved->id.text()) +
            QLatin1Char('\n') + fileTable(*saved)};
}

Result<Outcome> runList(const Arguments&, OperationContext& context)
{
    auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto releases = (*bench)->releases().list();
    if (!releases)
        return failure(releases.error());
    const auto drafts = (*bench)->releases().drafts();
    if (!drafts)
        return failure(drafts.error());
    std::vector<QStringList> rows;
    for (const auto* list : {&*releases, &*drafts}) {
        for (const Release& release : *list)
            rows.push_back({release.id.text(), stateName(release.state), orDash(release.version), sequenceText(release),
                            QString::number(release.files.size()), humanSize(release.sizeBytes()),
                            localTime(release.createdNs)});
    }
    const QString text = rows.empty() ? Tr::tr("No releases. otaw release publish ID FILE… publishes one.")
                                      : textTable({Tr::tr("ID"), Tr::tr("STATE"), Tr::tr("VERSION"), Tr::tr("SEQUENCE"),
                                                   Tr::tr("FILES"), Tr::tr("SIZE"), Tr::tr("MADE")},
                                                  rows, {3, 4, 5});
    return Outcome{{{QStringLiteral("releases"), toJson(*releases)}, {QStringLiteral("drafts"), toJson(*drafts)}},
                   text};
}

QString showText(const Release& release, const std::vector<Release>& history, std::optional<quint64> lastSequence)
{
    std::vector<QStringList> facts{{Tr::tr("Release"), release.id.text()},
                                   {Tr::tr("World"), release.world},
                                   {Tr::tr("State"), stateName(release.state)},
                                   {Tr::tr("Version"), orDash(release.version)},
                                   {Tr::tr("Sequence"), sequenceText(release)},
                                   {Tr::tr("Made"), localTime(release.createdNs)},
                                   {Tr::tr("Generation"), QString::number(release.generation)},
                                   {Tr::tr("Kept generations"), QString::number(history.size())}};
    if (lastSequence && lastSequence != release.sequence())
        facts.push_back({Tr::tr("Last sequence"), QString::number(*lastSequence)});
    QString text = textTable({}, facts) + QStringLiteral("\n\n") + fileTable(release);
    for (const ReleaseAlias& alias : release.aliases)
        text += QStringLiteral("\n  %1 → %2").arg(alias.alias, alias.target);
    return text;
}

Result<Outcome> runShow(const Arguments& arguments, OperationContext& context)
{
    auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto id = normalizedReleaseId(arguments.text(idName));
    if (!id)
        return failure(id.error());
    ReleaseStore& store = (*bench)->releases();
    const auto release = arguments.flag(draftName) ? store.draft(*id) : store.find(*id);
    if (!release)
        return failure(release.error());
    const auto history = store.history(*id);
    if (!history)
        return failure(history.error());
    const auto lastSequence = store.lastSequence(*id);
    if (!lastSequence)
        return failure(lastSequence.error());
    QJsonObject data = release->toJson();
    data.insert(QStringLiteral("history"), toJson(*history));
    if (*lastSequence)
        data.insert(QStringLiteral("lastSequence"), static_cast<qint64>(**lastSequence));
    return Outcome{data, showText(*release, *history, *lastSequence)};
}

Result<Outcome> runRemove(const Arguments& arguments, OperationContext& context)
{
    if (arguments.flag(draftName) && arguments.has(versionName))
        return failure(Error::Code::Usage, Tr::tr("--draft and --version can not be given together"));
    auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const auto id = normalizedReleaseId(arguments.text(idName));
    if (!id)
        return failure(id.error());
    ReleaseStore& store = (*bench)->releases();
    QJsonObject data{{QStringLiteral("id"), id->text()}};
    if (arguments.has(versionName)) {
        const QString version = arguments.text(versionName);
        const auto removed = store.removeVersion(*id, version);
        if (!removed)
            return failure(removed.error());
        data.insert(QStringLiteral("removed"), QJsonArray::fromStringList(*removed));
        return Outcome{
            data, Tr::tr("Removed version %1 of %2: %3").arg(version, id->text(), removed->join(QStringLiteral(", ")))};
    }
    if (arguments.flag(draftName)) {
        if (auto discarded = store.discardDraft(*id); !discarded)
            return failure(discarded.error());
        return Outcome{data, Tr::tr("Removed the draft of %1").arg(id->text())};
    }
    if (auto removed = store.remove(*id); !removed)
        return failure(removed.error());
    return Outcome{data, Tr::tr("Removed %1").arg(id->text())};
}

/// Copied piece by piece; what was there is replaced when all of it is written.
Result<> exportFile(const BlobStore& blobs, const ReleaseFile& file, const QString& path, JobContext& job)
{
    constexpr std::size_t step = 1 << 20;
    const auto bytes = blobs.open(file.blob);
    if (!bytes)
        return failureIn(file.name, bytes.error());
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return failure(Error::Code::Io, out.errorString(), path);
    const ByteSpan all = (*bytes)->bytes();
    for (std::size_t at = 0; at < all.size(); at += step) {
        if (job.isCancelled())
            return failure(Error::Code::Cancelled, Tr::tr("cancelled"));
        job.progress({at, all.size(), QStringLiteral("bytes"), Tr::tr("Writing %1").arg(file.name)});
        const ByteSpan piece = all.subspan(at, std::min(step, all.size() - at));
        const auto size = static_cast<qint64>(piece.size());
        if (out.write(reinterpret_cast<const char*>(piece.data()), size) != size)
            return failure(Error::Code::Io, out.errorString(), path);
    }
    if (!out.commit())
        return failure(Error::Code::Io, out.errorString(), path);
    return {};
}

Result<Outcome> runExport(const Arguments& arguments, OperationContext& context)
{
    auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto id = normalizedReleaseId(arguments.text(idName));
    if (!id)
        return failure(id.error());
    ReleaseStore& store = (*bench)->releases();
    const auto release = arguments.flag(draftName) ? store.draft(*id) : store.find(*id);
    if (!release)
        return failure(release.error());
    const QString output = arguments.text(outputName);
    const QString wanted = arguments.text(filesName);
    std::vector<std::pair<const ReleaseFile*, QString>> files;
    if (wanted.isEmpty()) {
        if (!QDir().mkpath(output))
            return failure(Error::Code::Io, Tr::tr("the directory can not be made"), output);
        for (const ReleaseFile& file : release->files)
            files.emplace_back(&file, QDir(output).filePath(file.name));
    } else if (const ReleaseFile* file = release->find(wanted)) {
        files.emplace_back(file, output);
    } else {
        return failure(Error::Code::NotFound, Tr::tr("the release %1 has no such file").arg(id->text()), wanted);
    }
    QJsonArray written;
    QStringList lines;
    for (const auto& [file, path] : files) {
        if (auto done = exportFile((*bench)->blobs(), *file, path, context.job()); !done)
            return failure(done.error());
        written.append(QJsonObject{{QStringLiteral("name"), file->name},
                                   {QStringLiteral("path"), path},
                                   {QStringLiteral("size"), file->sizeBytes},
                                   {QStringLiteral("sha256"), file->blob.hex()}});
        lines << Tr::tr("Wrote %1: %2").arg(path, humanSize(file->sizeBytes));
    }
    return Outcome{{{idName, id->text()}, {QStringLiteral("files"), written}}, lines.join(QLatin1Char('\n'))};
}

std::vector<Parameter> exportParameters()
{
    return {idParameter(),
            {.name = filesName,
             .help = Tr::tr("One file of it, by its name, another name it has, or its role; without it all of them."),
             .valueName = QStringLiteral("NAME"),
             .positional = true},
            {.name = outputName,
             .type = ParameterType::NewFile,
             .help = Tr::tr("The file to write; for all files the directory, made when it is not there."),
             .valueName = QStringLiteral("PATH"),
             .required = true,
             .shortOption = QStringLiteral("o")},
            {.name = draftName, .type = ParameterType::Flag, .help = Tr::tr("The files of the draft.")}};
}

std::vector<Parameter> publishParameters()
{
    std::vector<Parameter> parameters = contentParameters(false);
    parameters.push_back(
        {.name = keepName,
         .type = ParameterType::Flag,
         .help = Tr::tr("Keep the release's files of other names, rather than replace it as a whole.")});
    return parameters;
}

std::vector<Parameter> removeParameters()
{
    return {idParameter(),
            {.name = versionName,
             .help = Tr::tr("Take away only the files of exactly this version."),
             .valueName = QStringLiteral("TEXT")},
            {.name = draftName, .type = ParameterType::Flag, .help = Tr::tr("Take away only the draft.")}};
}

} // namespace

void registerReleaseOperations(OperationRegistry& registry, const BenchForwarding& forwarding)
{
    addHolding(registry, forwarding,
               {.name = QStringLiteral("release.publish"),
                .summary = Tr::tr("Publish files under an id, or the draft that was prepared."),
                .details = Tr::tr("What is served under the id is replaced at once and as a whole; a board in the "
                                  "middle of a transfer gets the old bytes to their end. Where otaw serve runs on the "
                                  "same bench, that process publishes."),
                .parameters = publishParameters(),
                .returns = Tr::tr("The release with its files, digests and warnings."),
                .run = runPublish});
    addHolding(registry, forwarding,
               {.name = QStringLiteral("release.add"),
                .summary = Tr::tr("Prepare a release without serving it."),
                .details = Tr::tr("release.publish with the same id and no file publishes it."),
                .parameters = contentParameters(true),
                .returns = Tr::tr("The draft with its files and digests."),
                .run = runAdd});
    registry.add({.name = QStringLiteral("release.list"),
                  .summary = Tr::tr("List the releases and drafts of the bench."),
                  .returns = Tr::tr("`releases` and `drafts`, each with its files."),
                  .run = runList});
    registry.add({.name = QStringLiteral("release.show"),
                  .summary = Tr::tr("Show a release with its files, other names and history."),
                  .parameters = {idParameter(),
                                 {.name = draftName,
                                  .type = ParameterType::Flag,
                                  .help = Tr::tr("Show the draft rather than what is served.")}},
                  .returns = Tr::tr("The release, its history and the last sequence number."),
                  .run = runShow});
    registry.add({.name = QStringLiteral("release.export"),
                  .summary = Tr::tr("Write files of a release to the disk."),
                  .details = Tr::tr("A file that is there is replaced."),
                  .parameters = exportParameters(),
                  .returns = Tr::tr("`files`: name, path, size, sha256 of each."),
                  .run = runExport});
    addHolding(registry, forwarding,
               {.name = QStringLiteral("release.remove"),
                .summary = Tr::tr("Take a release away, or one version of it."),
                .details = Tr::tr("Its paths answer \"not found\" at once. The last sequence number stays known, "
                                  "since boards remember it too."),
                .parameters = removeParameters(),
                .returns = Tr::tr("The id and, with a version, the names of the files."),
                .destructive = true,
                .run = runRemove});
}

} // namespace ota
