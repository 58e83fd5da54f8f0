// SPDX-License-Identifier: Apache-2.0
// release.compare
#include "store/bench.h"
#include "store/releasestore.h"
#include "suit/benchidentifiers.h"
#include "suit/releasecompare.h"
#include "suit/releasecomparison.h"
#include "suit/suitoperations_p.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseCompare)
};

const QString aName = QStringLiteral("a");
const QString bName = QStringLiteral("b");

/// The manifest that counts: the first file that is one.
Result<std::optional<SuitNode>> treeOf(const Release& release, Bench& bench)
{
    for (const ReleaseFile& file : release.files) {
        if (file.sizeBytes > SuitLimits::envelopeSize)
            continue;
        const auto bytes = bench.blobs().open(file.blob);
        if (!bytes)
            return failureIn(file.name, bytes.error());
        const SuitEnvelope envelope = readSuitEnvelope((*bytes)->bytes());
        if (envelope.manifest)
            return std::optional(suitTree((*bytes)->bytes(), envelope, benchIdentifiers(bench)));
    }
    return std::optional<SuitNode>();
}

Result<> compareFile(FileComparison& file, const BlobStore& blobs, std::stop_token stop)
{
    if (!file.a || !file.b || file.a->blob == file.b->blob)
        return {};
    const auto a = blobs.open(file.a->blob);
    const auto b = blobs.open(file.b->blob);
    if (!a || !b)
        return failureIn(file.name, a ? b.error() : a.error());
    file.difference = compareBytes((*a)->bytes(), (*b)->bytes(), stop);
    if (!file.difference)
        return failure(Error::Code::Cancelled, Tr::tr("cancelled"));
    return {};
}

/// By name; images of other names are taken to be each other's when each release has one.
std::vector<FileComparison> pairsOf(const Release& a, const Release& b)
{
    std::vector<FileComparison> pairs;
    std::vector<const ReleaseFile*> alone;
    for (const ReleaseFile& file : b.files) {
        if (std::ranges::find(a.files, file.name, &ReleaseFile::name) == a.files.end())
            alone.push_back(&file);
    }
    const auto lonely = std::ranges::count_if(a.files, [&b](const ReleaseFile& file) {
        return std::ranges::find(b.files, file.name, &ReleaseFile::name) == b.files.end();
    });
    const bool pairTheRest = lonely == 1 && alone.size() == 1;
    for (const ReleaseFile& file : a.files) {
        const auto found = std::ranges::find(b.files, file.name, &ReleaseFile::name);
        if (found != b.files.end())
            pairs.push_back({file.name, file, *found, {}});
        else if (pairTheRest)
            pairs.push_back(
                {QString(file.name + QStringLiteral(" → ") + alone.front()->name), file, *alone.front(), {}});
        else
            pairs.push_back({file.name, file, {}, {}});
    }
    if (!pairTheRest) {
        for (const ReleaseFile* file : alone)
            pairs.push_back({file->name, {}, *file, {}});
    }
    return pairs;
}

QJsonObject fileJson(const FileComparison& file)
{
    QJsonObject object{{QStringLiteral("name"), file.name}, {QStringLiteral("same"), file.isSame()}};
    const auto put = [&object](const QString& key, const std::optional<ReleaseFile>& side) {
        if (side)
            object.insert(key, QJsonObject{{QStringLiteral("name"), side->name},
                                           {QStringLiteral("size"), side->sizeBytes},
                                           {QStringLiteral("sha256"), side->blob.hex()}});
    };
    put(aName, file.a);
    put(bName, file.b);
    if (file.difference) {
        object.insert(QStringLiteral("block-size"), static_cast<qint64>(file.difference->blockSize));
        object.insert(QStringLiteral("blocks"), static_cast<qint64>(file.difference->blocks));
        object.insert(QStringLiteral("differing-blocks"), static_cast<qint64>(file.difference->differingBlocks));
        object.insert(QStringLiteral("differing-bytes"), static_cast<qint64>(file.difference->differingBytes));
        object.insert(QStringLiteral("new-bytes"), static_cast<qint64>(file.difference->newBytes));
    }
    return object;
}

Result<Outcome> runCompare(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto a = findRelease((*bench)->releases(), arguments.text(aName));
    if (!a)
        return failure(a.error());
    const auto b = findRelease((*bench)->releases(), arguments.text(bName));
    if (!b)
        return failure(b.error());
    const auto comparison = compareReleases(**bench, *a, *b, context.job().stopToken());
    if (!comparison)
        return failure(comparison.error());
    QJsonArray fields;
    QString fieldLines;
    for (const FieldDifference& field : comparison->fields.differences) {
        QJsonObject object{{QStringLiteral("path"), field.path}};
        if (field.a)
            object.insert(aName, *field.a);
        if (field.b)
            object.insert(bName, *field.b);
        fields.append(object);
        fieldLines += field.path + QLatin1Char('\n');
        if (field.a)
            fieldLines += QStringLiteral("  - ") + *field.a + QLatin1Char('\n');
        if (field.b)
            fieldLines += QStringLiteral("  + ") + *field.b + QLatin1Char('\n');
    }
    QJsonArray files;
    QString text;
    for (const FileComparison& file : comparison->files) {
        files.append(fileJson(file));
        text += file.name + QStringLiteral(": ") + differenceText(file) + QLatin1Char('\n');
    }
    if (!comparison->hasManifests)
        text += Tr::tr("Not both have a manifest; only the files were compared.");
    else if (fieldLines.isEmpty())
        text += Tr::tr("All %1 fields of the manifests are the same.").arg(comparison->fields.equalFields);
    else
        text += fieldLines + Tr::tr("%1 other fields are the same.").arg(comparison->fields.equalFields);
    return Outcome{{{aName, a->id.text()},
                    {bName, b->id.text()},
                    {QStringLiteral("fields"), fields},
                    {QStringLiteral("equal-fields"), comparison->fields.equalFields},
                    {QStringLiteral("files"), files}},
                   text};
}

Parameter releaseParameter(const QString& name, const QString& help)
{
    return {.name = name, .help = help, .valueName = QStringLiteral("ID[@N]"), .required = true, .positional = true};
}

} // namespace

Result<Release> findRelease(ReleaseStore& store, const QString& text)
{
    const QString draftPrefix = QStringLiteral("draft:");
    if (text.startsWith(draftPrefix)) {
        const auto id = normalizedReleaseId(text.mid(draftPrefix.size()));
        return id ? store.draft(*id) : failure(id.error());
    }
    const auto id = normalizedReleaseId(text);
    if (!id)
        return failure(id.error());
    auto release = store.find(*id);
    bool isNumber = false;
    const qint64 generation = text.section(u'@', -1).toLongLong(&isNumber);
    if (release || !isNumber || !text.contains(u'@'))
        return release;
    const auto own = normalizedReleaseId(text.section(u'@', 0, -2));
    if (!own)
        return release;
    auto history = store.history(*own);
    if (!history)
        return failure(history.error());
    if (auto current = store.find(*own); current)
        history->push_back(std::move(*current));
    const auto found = std::ranges::find(*history, generation, &Release::generation);
    if (found == history->end())
        return failure(Error::Code::NotFound,
                       Tr::tr("publication %1 of %2 is not kept").arg(generation).arg(own->text()), text);
    return *found;
}

QString releaseReference(const Release& release)
{
    switch (release.state) {
    case Release::State::Draft:
        return QStringLiteral("draft:") + release.id.text();
    case Release::State::Old:
        return QStringLiteral("%1@%2").arg(release.id.text()).arg(release.generation);
    case Release::State::Current:
        break;
    }
    return release.id.text();
}

QString differenceText(const FileComparison& file)
{
    if (!file.a)
        return Tr::tr("only in the second, %1").arg(humanSize(file.b->sizeBytes));
    if (!file.b)
        return Tr::tr("only in the first, %1").arg(humanSize(file.a->sizeBytes));
    if (file.isSame())
        return Tr::tr("the same, %1").arg(humanSize(file.a->sizeBytes));
    const BinaryDifference& difference = *file.difference;
    return Tr::tr("%1 → %2; %3 of %4 blocks of 1 KiB differ at their place (%5); %6 of the second are nowhere in the "
                  "first, counted in such blocks at any place")
        .arg(humanSize(file.a->sizeBytes), humanSize(file.b->sizeBytes))
        .arg(difference.differingBlocks)
        .arg(difference.blocks)
        .arg(humanSize(static_cast<qint64>(difference.differingBytes)),
             humanSize(static_cast<qint64>(difference.newBytes)));
}

Result<ReleaseComparison> compareReleases(Bench& bench, const Release& a, const Release& b, std::stop_token stop)
{
    ReleaseComparison comparison;
    comparison.files = pairsOf(a, b);
    for (FileComparison& file : comparison.files) {
        if (auto compared = compareFile(file, bench.blobs(), stop); !compared)
            return failure(compared.error());
    }
    const auto treeA = treeOf(a, bench);
    if (!treeA)
        return failure(treeA.error());
    const auto treeB = treeOf(b, bench);
    if (!treeB)
        return failure(treeB.error());
    comparison.hasManifests = *treeA && *treeB;
    if (comparison.hasManifests)
        comparison.fields = compareFields(**treeA, **treeB);
    return comparison;
}

void registerReleaseCompareOperation(OperationRegistry& registry)
{
    registry.add(
        {.name = QStringLiteral("release.compare"),
         .summary = Tr::tr("Compares two releases: manifests field by field, files by their bytes."),
         .details = Tr::tr("Of a file that differs two figures are told: how many blocks of 1 KiB differ at their "
                           "place, and how many bytes of the second file no block of the first covers wherever it "
                           "stands, which is what rsync would send. Neither is the size of a compressed patch."),
         .parameters = {releaseParameter(aName, Tr::tr("A release; draft:ID is its draft, ID@N its publication N.")),
                        releaseParameter(bName, Tr::tr("The release it is compared with, written likewise."))},
         .returns = Tr::tr("a, b, fields: path, a, b; equal-fields; files with sizes, digests and differences"),
         .run = runCompare});
}

} // namespace ota
