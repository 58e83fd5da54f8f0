// SPDX-License-Identifier: Apache-2.0
// release.build
#include "crypto/keyarguments.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "store/releaseimport.h"
#include "store/releasestore.h"
#include "store/storeoperations.h"
#include "suit/releasepreview.h"
#include "suit/suitoperations_p.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryFile>

#include <algorithm>

namespace ota {

namespace {

namespace P = suitParameter;
using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitReleaseOperations)
};

const QString idName = QStringLiteral("id");
const QString versionName = QStringLiteral("version");
const QString prepareName = QStringLiteral("prepare");
const QString allowInvalidName = QStringLiteral("allow-invalid"); // Also the note that the store's checks look at.
const QString dryRunName = QStringLiteral("dry-run");

/// Everything that is known before anything is written.
struct Built
{
    ReleaseId id;
    SuitPlan plan;
    QByteArray envelope;
    std::vector<ReleaseRemark> remarks;
    std::vector<NamedFile> images; ///< Each file once.
};

QString kindName(ReleaseRemark::Kind kind)
{
    switch (kind) {
    case ReleaseRemark::Kind::Refused:
        return QStringLiteral("refused");
    case ReleaseRemark::Kind::Trap:
        return QStringLiteral("trap");
    case ReleaseRemark::Kind::Note:
        return QStringLiteral("note");
    case ReleaseRemark::Kind::Passed:
        break;
    }
    return QStringLiteral("passed");
}

QJsonArray remarksJson(const std::vector<ReleaseRemark>& remarks)
{
    QJsonArray array;
    for (const ReleaseRemark& remark : remarks) {
        QJsonObject object{{QStringLiteral("code"), remark.code},
                           {QStringLiteral("severity"), kindName(remark.kind)},
                           {QStringLiteral("message"), remark.message}};
        if (!remark.parameter.isEmpty())
            object.insert(QStringLiteral("parameter"), remark.parameter);
        if (remark.riotResult)
            object.insert(QStringLiteral("res"), *remark.riotResult);
        array.append(object);
    }
    return array;
}

QString remarksText(const std::vector<ReleaseRemark>& remarks)
{
    std::vector<QStringList> rows;
    for (const ReleaseRemark& remark : remarks) {
        const QString result = remark.riotResult ? QStringLiteral(" [res=%1]").arg(*remark.riotResult) : QString();
        rows.push_back({kindName(remark.kind), remark.code, QString(remark.message + result)});
    }
    return textTable({}, rows);
}

/// The image files by the names they get in the release: those of the URIs.
Result<std::vector<NamedFile>> imagesOf(const SuitPlan& plan)
{
    std::vector<NamedFile> images;
    for (qsizetype i = 0; i < plan.files.size(); ++i) {
        const SuitImage& image = plan.build.images[static_cast<std::size_t>(i)];
        const QString own = image.uri.isEmpty() ? QFileInfo(plan.files.at(i)).fileName() : image.uri.section(u'/', -1);
        const auto name = normalizedFileName(own);
        if (!name)
            return failureIn(plan.files.at(i), name.error());
        if (*name == builtManifestName)
            return failure(Error::Code::Usage,
                           Tr::tr("an image can not have the name \"%1\": the manifest has it").arg(*name),
                           plan.files.at(i), Tr::tr("Give the file another name."));
        if (std::ranges::find(images, *name, &NamedFile::name) == images.end())
            images.push_back({*name, plan.files.at(i)});
    }
    return images;
}

Result<Built> build(const Arguments& arguments, OperationContext& context)
{
    Built built;
    auto id = normalizedReleaseId(arguments.text(idName));
    if (!id)
        return failureIn(idName, id.error());
    built.id = std::move(*id);
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto predecessor = predecessorOf(**bench, built.id);
    if (!predecessor)
        return failure(predecessor.error());
    PlanSources sources = planSources(context);
    sources.now = [&]() -> Result<TimeSequence> {
        return nextSequence((*bench)->clock(), predecessor->sequence);
    };
    auto plan = planSuit(arguments, sources);
    if (!plan)
        return failure(plan.error().error);
    built.plan = std::move(*plan);
    auto images = imagesOf(built.plan);
    if (!images)
        return failure(images.error());
    built.images = std::move(*images);
    const auto bare = buildSuit(built.plan.build);
    if (!bare)
        return failure(bare.error());
    SuitKeys keys;
    auto envelope = signWith(*bare, arguments.list(P::key), arguments, context, keys);
    if (!envelope)
        return failure(envelope.error());
    if (auto checked = checkOwnWork(bytesOf(*envelope), keys); !checked)
        return failure(checked.error());
    built.envelope = std::move(*envelope);
    built.remarks = remarksOf(built.plan, bytesOf(built.envelope), arguments, built.id.text(), *predecessor);
    return built;
}

/// What a board would refuse is not published, unless that is what one wants to try.
Result<> refuse(const Built& built, const Arguments& arguments)
{
    const auto found = std::ranges::find(built.remarks, ReleaseRemark::Kind::Refused, &ReleaseRemark::kind);
    if (found == built.remarks.end() || arguments.flag(allowInvalidName))
        return {};
    return failure(Error::Code::Rejected, found->message, found->parameter,
                   Tr::tr("For a negative test build it with allow-invalid."));
}

QString headLine(const Built& built)
{
    return Tr::tr("%1: %2, manifest of %3 bytes, sequence number %4")
        .arg(built.id.text(), dialectName(built.plan.build.dialect))
        .arg(built.envelope.size())
        .arg(built.plan.build.sequenceNumber);
}

Outcome outcomeOf(const Built& built, const QString& headline, QJsonObject data, const QStringList& warnings)
{
    const QStringList all = built.plan.warnings + warnings;
    data.insert(QStringLiteral("id"), built.id.text());
    data.insert(QStringLiteral("dialect"), dialectName(built.plan.build.dialect));
    data.insert(QStringLiteral("sequence"), static_cast<qint64>(built.plan.build.sequenceNumber));
    data.insert(QStringLiteral("manifest-bytes"), built.envelope.size());
    data.insert(QStringLiteral("manifest-sha256"), Digest::of(QByteArrayView(built.envelope)).hex());
    data.insert(QStringLiteral("components"), planImagesJson(built.plan));
    data.insert(QStringLiteral("lint"), remarksJson(built.remarks));
    data.insert(QStringLiteral("warnings"), warningsJson(all));
    return {data, QString(headline + QLatin1Char('\n') + planImagesText(built.plan) + QLatin1Char('\n') +
                          remarksText(built.remarks) + warningsText(all))};
}

FileRole roleOf(const SuitPlan& plan, const QString& path)
{
    const auto first = plan.files.indexOf(path);
    const SuitComponentId& id = plan.build.images[static_cast<std::size_t>(first)].id;
    std::vector<const SuitImage*> slots;
    qsizetype place = 0;
    for (qsizetype i = 0; i < plan.files.size(); ++i) {
        const SuitImage& image = plan.build.images[static_cast<std::size_t>(i)];
        if (image.id != id)
            continue;
        if (i == first)
            place = static_cast<qsizetype>(slots.size());
        slots.push_back(&image);
    }
    if (slots.size() != 2)
        return FileRole::Payload;
    return place == 0 ? FileRole::Slot0 : FileRole::Slot1;
}

Result<Outcome> publishHere(const Built& built, const Arguments& arguments, Bench& bench, JobContext& job)
{
    auto files = importFiles(bench.blobs(), built.images, job);
    if (!files)
        return failure(files.error());
    for (std::size_t i = 0; i < files->size(); ++i) {
        DraftFile& file = (*files)[i];
        file.role = roleOf(built.plan, built.images[i].path);
        // Somebody may have written the file since it was read for the manifest.
        const bool same = std::ranges::any_of(built.plan.build.images,
                                              [&file](const SuitImage& image) { return image.digest == file.blob; });
        if (!same)
            return failure(Error::Code::Busy, Tr::tr("the file has changed while the release was built"),
                           built.images[i].path, Tr::tr("Build it again when the file is complete."));
    }
    const auto manifest = bench.blobs().importBytes(built.envelope);
    if (!manifest)
        return failure(manifest.error());
    ReleaseDraft draft;
    draft.id = built.id.text();
    draft.version = arguments.text(versionName);
    if (arguments.flag(allowInvalidName))
        draft.notes.insert(allowInvalidName, true);
    draft.files = std::move(*files);
    draft.files.insert(draft.files.begin(), {.name = builtManifestName,
                                             .blob = manifest->id,
                                             .sizeBytes = manifest->sizeBytes,
                                             .pin = manifest->pin,
                                             .role = FileRole::Manifest});
    if (arguments.flag(prepareName)) {
        const auto saved = bench.releases().saveDraft(draft);
        if (!saved)
            return failure(saved.error());
        return outcomeOf(built, Tr::tr("Prepared %1; not served yet").arg(headLine(built)), saved->toJson(), {});
    }
    const auto published = bench.releases().publish(draft);
    if (!published)
        return failure(published.error());
    return outcomeOf(built, Tr::tr("Published %1").arg(headLine(built)), published->release.toJson(),
                     published->warnings);
}

/// The process that holds the bench publishes what was built here.
Result<Outcome> publishElsewhere(const Built& built, const Arguments& arguments, OperationContext& context,
                                 const BenchForwarding& forwarding, const Error& busy)
{
    const auto ask = forwarding.value(arguments.flag(prepareName) ? QStringLiteral("release.add")
                                                                  : QStringLiteral("release.publish"));
    if (!ask)
        return failure(busy);
    QTemporaryFile manifest;
    if (!manifest.open() || manifest.write(built.envelope) != built.envelope.size() || !manifest.flush())
        return failure(Error::Code::Io, manifest.errorString(), manifest.fileName());
    QJsonArray files{QString(builtManifestName + u'=' + manifest.fileName())};
    for (const NamedFile& image : built.images)
        files.append(QString(image.name + u'=' + image.path));
    const Arguments publish(QJsonObject{{idName, built.id.text()},
                                        {QStringLiteral("file"), files},
                                        {QStringLiteral("world"), QStringLiteral("suit")},
                                        {versionName, arguments.text(versionName)},
                                        {allowInvalidName, arguments.flag(allowInvalidName)}});
    const auto published = ask(publish, context, busy);
    if (!published)
        return failure(published.error());
    return outcomeOf(built,
                     (arguments.flag(prepareName) ? Tr::tr("Prepared %1; not served yet") : Tr::tr("Published %1"))
                         .arg(headLine(built)),
                     published->data, {});
}

Result<Outcome> runReleaseBuild(const Arguments& arguments, OperationContext& context,
                                const BenchForwarding& forwarding)
{
    auto built = build(arguments, context);
    if (!built)
        return failure(built.error());
    if (arguments.flag(dryRunName)) {
        Outcome outcome = outcomeOf(*built, Tr::tr("Would publish %1").arg(headLine(*built)), {}, {});
        outcome.good = refuse(*built, arguments).has_value();
        return outcome;
    }
    if (auto allowed = refuse(*built, arguments); !allowed)
        return failure(allowed.error());
    keepNames(arguments, context, built->plan.warnings);
    const auto bench = context.bench(Access::Hold);
    if (!bench && bench.error().code == Error::Code::Busy)
        return publishElsewhere(*built, arguments, context, forwarding, bench.error());
    if (!bench)
        return failure(bench.error());
    return publishHere(*built, arguments, **bench, context.job());
}

std::vector<Parameter> releaseBuildParameters()
{
    std::vector<Parameter> parameters{{.name = idName,
                                       .help = Tr::tr("The id under which the release is published."),
                                       .valueName = QStringLiteral("ID"),
                                       .required = true,
                                       .positional = true}};
    for (Parameter& parameter : planParameters())
        parameters.push_back(std::move(parameter));
    parameters.push_back({.name = QStringLiteral("coaps"),
                          .type = ParameterType::Flag,
                          .help = Tr::tr("The boards are built with DTLS.")});
    parameters.push_back({.name = QStringLiteral("dns"),
                          .type = ParameterType::Flag,
                          .help = Tr::tr("The boards can resolve host names.")});
    parameters.push_back({.name = versionName,
                          .help = Tr::tr("The version to show; by default the sequence number."),
                          .valueName = QStringLiteral("TEXT")});
    parameters.push_back(
        {.name = prepareName, .type = ParameterType::Flag, .help = Tr::tr("Keep it as a draft, without serving it.")});
    parameters.push_back({.name = allowInvalidName,
                          .type = ParameterType::Flag,
                          .help = Tr::tr("Publish although a board would refuse it: for negative tests.")});
    parameters.push_back({.name = dryRunName,
                          .type = ParameterType::Flag,
                          .help = Tr::tr("Tell what would be published and what a board would say; write nothing.")});
    return parameters;
}

} // namespace

void registerSuitReleaseOperations(OperationRegistry& registry, const BenchForwarding& forwarding)
{
    registry.add(
        {.name = QStringLiteral("release.build"),
         .summary = Tr::tr("Makes a manifest for images, signs it and publishes all of it as a release."),
         .details = Tr::tr("suit.build and release.publish in one step: the manifest gets the name \"manifest\", the "
                           "images keep theirs. What a board would refuse is not published: also a sequence number "
                           "that is not above the last one of this id."),
         .parameters = releaseBuildParameters(),
         .returns = Tr::tr("The release, with dialect, sequence, components, lint and warnings."),
         .run = [forwarding](const Arguments& arguments, OperationContext& context) {
             return runReleaseBuild(arguments, context, forwarding);
         }});
    registerReleaseCompareOperation(registry);
}

} // namespace ota
