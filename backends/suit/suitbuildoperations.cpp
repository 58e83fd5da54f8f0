// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "crypto/keyarguments.h"
#include "operations/texttable.h"
#include "suit/benchidentifiers.h"
#include "suit/imagefile.h"
#include "suit/suitoperations_p.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitBuildOperations)
};

Result<Outcome> runBuild(const Arguments& arguments, OperationContext& context)
{
    auto work = planSuit(arguments, planSources(context));
    if (!work)
        return failure(work.error().error);
    const auto bare = buildSuit(work->build);
    if (!bare)
        return failure(bare.error());
    SuitKeys keys;
    const auto envelope = signWith(*bare, arguments.list(keyName), arguments, context, keys);
    if (!envelope)
        return failure(envelope.error());
    if (auto checked = checkOwnWork(bytesOf(*envelope), keys); !checked)
        return failure(checked.error());
    const auto findings = lintPlan(*work, bytesOf(*envelope), arguments);
    const QString output = arguments.text(outputName);
    if (auto written = writeFileDurably(output, *envelope); !written)
        return failure(written.error());
    keepNames(arguments, context, work->warnings);
    if (keys.isEmpty())
        work->warnings << Tr::tr("The manifest is not signed; otaw suit sign does that.");
    const QJsonObject data{{QStringLiteral("file"), output},
                           {QStringLiteral("bytes"), envelope->size()},
                           {QStringLiteral("sha256"), Digest::of(QByteArrayView(*envelope)).hex()},
                           {QStringLiteral("dialect"), dialectName(work->build.dialect)},
                           {QStringLiteral("sequence"), static_cast<qint64>(work->build.sequenceNumber)},
                           {QStringLiteral("components"), planImagesJson(*work)},
                           {QStringLiteral("keys"), QJsonArray::fromStringList(arguments.list(keyName))},
                           {QStringLiteral("lint"), findingsJson(findings)},
                           {QStringLiteral("warnings"), warningsJson(work->warnings)}};
    QString text = Tr::tr("Wrote %1: %2, %3 bytes, sequence number %4.")
                       .arg(output, dialectName(work->build.dialect))
                       .arg(envelope->size())
                       .arg(work->build.sequenceNumber);
    text += QLatin1Char('\n') + planImagesText(*work);
    if (!findings.empty())
        text += QLatin1Char('\n') + findingsText(findings);
    return Outcome{data, text + warningsText(work->warnings)};
}

Result<Outcome> runSign(const Arguments& arguments, OperationContext& context)
{
    const auto bytes = readManifestFile(arguments.text(manifestName));
    if (!bytes)
        return failure(bytes.error());
    SuitKeys keys;
    const auto envelope = signWith(*bytes, arguments.list(keyName), arguments, context, keys);
    if (!envelope)
        return failure(envelope.error());
    if (auto checked = checkOwnWork(bytesOf(*envelope), keys); !checked)
        return failure(checked.error());
    const QString output = arguments.text(outputName);
    if (auto written = writeFileDurably(output, *envelope); !written)
        return failure(written.error());
    const auto signatures = readSuitEnvelope(bytesOf(*envelope)).blocks.size();
    return Outcome{{{QStringLiteral("file"), output},
                    {QStringLiteral("bytes"), envelope->size()},
                    {QStringLiteral("sha256"), Digest::of(QByteArrayView(*envelope)).hex()},
                    {QStringLiteral("signatures"), static_cast<qint64>(signatures)}},
                   Tr::tr("Wrote %1: %2 bytes, %n signature(s).", nullptr, static_cast<int>(signatures))
                       .arg(output)
                       .arg(envelope->size())};
}

std::vector<Parameter> buildParameters()
{
    std::vector<Parameter> parameters = planParameters();
    parameters.push_back(outputParameter(Tr::tr("The file to write.")));
    return parameters;
}

} // namespace

QJsonArray planImagesJson(const SuitPlan& plan)
{
    QJsonArray array;
    for (std::size_t i = 0; i < plan.build.images.size(); ++i) {
        const SuitImage& image = plan.build.images[i];
        QJsonObject object{{QStringLiteral("id"), componentIdText(image.id)},
                           {QStringLiteral("file"), plan.files.value(static_cast<qsizetype>(i))},
                           {QStringLiteral("size"), static_cast<qint64>(image.size.value_or(0))},
                           {QStringLiteral("sha256"), image.digest ? image.digest->hex() : QString()},
                           {QStringLiteral("uri"), image.uri}};
        if (image.offset)
            object.insert(QStringLiteral("offset"), static_cast<qint64>(*image.offset));
        array.append(object);
    }
    return array;
}

QString planImagesText(const SuitPlan& plan)
{
    std::vector<QStringList> rows;
    for (const SuitImage& image : plan.build.images)
        rows.push_back({componentIdText(image.id),
                        image.offset ? QStringLiteral("@0x%1").arg(*image.offset, 0, 16) : QString(),
                        humanSize(static_cast<qint64>(image.size.value_or(0))),
                        image.digest ? image.digest->brief() : QString(), image.uri});
    return textTable({Tr::tr("COMPONENT"), Tr::tr("OFFSET"), Tr::tr("SIZE"), Tr::tr("SHA-256"), Tr::tr("URI")}, rows);
}

Result<QByteArray> signWith(QByteArray envelope, const QStringList& names, const Arguments& arguments,
                            OperationContext& context, SuitKeys& keys)
{
    for (const QString& name : names) {
        const auto key = privateKeyArgument(name, arguments.text(passwordFileName), context);
        if (!key)
            return failure(key.error());
        auto more = signSuit(bytesOf(envelope), *key);
        if (!more)
            return failure(more.error());
        envelope = std::move(*more);
        keys.signing.push_back({name, key->publicKey(), true});
    }
    return envelope;
}

void keepNames(const Arguments& arguments, OperationContext& context, QStringList& warnings)
{
    namespace P = suitParameter;
    const QStringList keys = arguments.list(P::key);
    if (!arguments.has(P::vendor) || std::all_of(keys.begin(), keys.end(), isKeyFile))
        return;
    const auto bench = context.bench(OperationContext::Access::Read);
    const auto kept = bench ? rememberIdentifiers(**bench, arguments.text(P::vendor), arguments.text(P::className))
                            : Result<>(failure(bench.error()));
    if (!kept)
        warnings << kept.error().toString();
}

PlanSources planSources(OperationContext& context)
{
    return {[&context](const QString& file) { return imageFacts(file, context.job()); },
            [&context] {
                return sequenceOfNow(context);
            }};
}

void registerSuitBuildOperations(OperationRegistry& registry)
{
    registry.add(
        {.name = QStringLiteral("suit.build"),
         .summary = Tr::tr("Makes a manifest for one or several images, and signs it."),
         .details = Tr::tr(
             "The bytes are those that RIOT's own tools write for the same input. What a RIOT board with its default "
             "limits would refuse is told."),
         .parameters = buildParameters(),
         .returns = Tr::tr("file, bytes, sha256, dialect, sequence, components, keys, lint, warnings"),
         .run = runBuild});
    registry.add(
        {.name = QStringLiteral("suit.sign"),
         .summary = Tr::tr("Adds a signature to a manifest."),
         .details = Tr::tr(
             "What is there already stays byte for byte. A manifest whose form or digest is wrong is not signed."),
         .parameters = {manifestParameter(), signingKeyParameter(true), passwordFileParameter(),
                        outputParameter(Tr::tr("The file to write; may be the manifest itself."))},
         .returns = Tr::tr("file, bytes, sha256, signatures"),
         .run = runSign});
}

} // namespace ota
