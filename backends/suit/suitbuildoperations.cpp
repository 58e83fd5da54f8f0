// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "crypto/keyarguments.h"
#include "operations/texttable.h"
#include "suit/benchidentifiers.h"
#include "suit/build.h"
#include "suit/componentspec.h"
#include "suit/identifiers.h"
#include "suit/imagefile.h"
#include "suit/riotboot.h"
#include "suit/riotjson.h"
#include "suit/suitoperations_p.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitBuildOperations)
};

const QString componentName = QStringLiteral("component");
const QString vendorName = QStringLiteral("vendor");
const QString className = QStringLiteral("class");
const QString sequenceName = QStringLiteral("sequence");
const QString uriBaseName = QStringLiteral("uri-base");
const QString draftName = QStringLiteral("draft");
const QString referenceName = QStringLiteral("reference-uri");
const QString bootableName = QStringLiteral("bootable");
const QString riotJsonName = QStringLiteral("riot-json");
const QString maximumComponentsName = QStringLiteral("max-components");

constexpr qint64 maximumJsonSize = 1 << 20;

/// What is known of a build while it goes on.
struct Work
{
    SuitBuild build;
    QStringList files;                    ///< One an image, in order.
    QHash<QString, ImageFacts> behindUri; ///< For the linter.
    QStringList warnings;
};

Result<QString> uriOf(const QString& base, const QString& file)
{
    const QString name = QFileInfo(file).fileName();
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9._~!$&'()*+,;=:@-]+\\z"));
    if (!plain.match(name).hasMatch())
        return failure(
            Error::Code::Usage, Tr::tr("the file name '%1' can not stand in a URI as it is").arg(name), {},
            Tr::tr("Rename the file: letters, digits, '.', '_' and '-' are safe. Boards do not decode %20."));
    return QString(base + (base.endsWith(QLatin1Char('/')) ? QString() : QStringLiteral("/")) + name);
}

/// RIOT's boot loader takes the highest version: it and the sequence number are one number.
void checkHeader(Work& work, const QString& file)
{
    QFile image(file);
    if (!image.open(QIODevice::ReadOnly))
        return;
    const QByteArray head = image.read(static_cast<qint64>(RiotbootHeader::size));
    const RiotbootCheck check = checkRiotboot(bytesOf(head));
    if (check.verdict == RiotbootVerdict::Checksum)
        work.warnings << Tr::tr("%1 begins like a riotboot image, but the checksum of its header is wrong.").arg(file);
    else if (check.verdict == RiotbootVerdict::Ok && check.header.version != work.build.sequenceNumber)
        work.warnings
            << Tr::tr("%1 has version %2 in its riotboot header, the manifest has sequence number %3; a board compares "
                      "the next manifest with the header.")
                   .arg(file)
                   .arg(check.header.version)
                   .arg(work.build.sequenceNumber);
}

Result<> addComponents(Work& work, const Arguments& arguments, OperationContext& context)
{
    const QString base = arguments.text(uriBaseName);
    if (!arguments.has(vendorName) || !arguments.has(className))
        return failure(Error::Code::Usage, Tr::tr("--vendor and --class say for which boards it is; both are needed"));
    if (base.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("--uri-base says where boards fetch the files from"), {},
                       Tr::tr("For example --uri-base coap://[2001:db8::1]/lamp"));
    const QByteArray vendor = vendorOf(arguments.text(vendorName));
    const QByteArray classId = classOf(vendor, arguments.text(className));
    for (const QString& text : arguments.list(componentName)) {
        const auto spec = parseComponentSpec(text);
        if (!spec)
            return failure(spec.error());
        const auto facts = imageFacts(spec->file, context.job());
        if (!facts)
            return failure(facts.error());
        const auto uri = uriOf(base, spec->file);
        if (!uri)
            return failure(uri.error());
        SuitImage image{.id = spec->id,
                        .vendor = vendor,
                        .classId = classId,
                        .digest = facts->digest,
                        .size = facts->size,
                        .offset = spec->offset,
                        .uri = *uri,
                        .bootable = arguments.flag(bootableName) && work.build.images.empty()};
        work.files << spec->file;
        if (work.behindUri.contains(*uri) && work.behindUri.value(*uri).digest != facts->digest)
            return failure(Error::Code::Usage, Tr::tr("two different files would be fetched as %1").arg(*uri));
        work.behindUri.insert(*uri, *facts);
        work.build.images.push_back(std::move(image));
    }
    return {};
}

Result<> addRiotJson(Work& work, const QString& path, OperationContext& context)
{
    const auto json = readFile(path, maximumJsonSize);
    if (!json)
        return failure(json.error());
    const QDir folder = QFileInfo(path).dir();
    auto build = readRiotToolJson(*json, work.build.dialect, [&](const QString& file) {
        work.files << folder.filePath(file);
        return imageFacts(folder.filePath(file), context.job());
    });
    if (!build)
        return failureIn(path, build.error());
    work.build = std::move(*build);
    work.files.resize(static_cast<qsizetype>(work.build.images.size()));
    for (const SuitImage& image : work.build.images) {
        if (!image.uri.isEmpty() && image.digest && image.size)
            work.behindUri.insert(image.uri, {*image.digest, *image.size});
    }
    return {};
}

Result<Work> prepare(const Arguments& arguments, OperationContext& context)
{
    Work work;
    work.build.dialect = arguments.text(draftName) == QLatin1String("37") ? SuitDialect::Draft37 : SuitDialect::Riot09;
    const QString json = arguments.text(riotJsonName);
    const bool fromJson = !json.isEmpty();
    if (fromJson == !arguments.list(componentName).isEmpty())
        return failure(Error::Code::Usage, Tr::tr("give the images either with --component or with --riot-json"));
    auto added = fromJson ? addRiotJson(work, json, context) : addComponents(work, arguments, context);
    if (!added)
        return failure(added.error());
    if (arguments.has(referenceName))
        work.build.referenceUri = arguments.text(referenceName);
    if (arguments.has(sequenceName)) {
        work.build.sequenceNumber = static_cast<quint64>(arguments.integer(sequenceName));
    } else if (!fromJson) {
        const auto now = sequenceOfNow(context);
        if (!now)
            return failure(now.error());
        work.build.sequenceNumber = now->number;
        if (!now->warning.isEmpty())
            work.warnings << now->warning;
    }
    for (const QString& file : std::as_const(work.files))
        checkHeader(work, file);
    return work;
}

/// Signs with each key in turn.
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

/// What we hand out must pass our own check.
Result<> checkOwnWork(const QByteArray& envelope, const SuitKeys& keys)
{
    const SuitReport report = verifySuit(bytesOf(envelope), keys);
    if (report.isOk() || (keys.isEmpty() && report.verdict == SuitVerdict::Unsigned))
        return {};
    return failure(
        Error::Code::Internal,
        Tr::tr("what was made does not pass our own check: %1 (%2)").arg(report.message, verdictCode(report.verdict)));
}

std::vector<LintFinding> lintWork(const Work& work, const QByteArray& envelope, const Arguments& arguments)
{
    LintProfile profile;
    profile.target = work.build.dialect == SuitDialect::Riot09 ? LintTarget::Riot : LintTarget::Standard;
    profile.maximumComponents = static_cast<std::size_t>(arguments.integer(maximumComponentsName));
    profile.payload = [&](const QString& uri) -> std::optional<LintProfile::Payload> {
        const auto found = work.behindUri.constFind(uri);
        if (found == work.behindUri.constEnd())
            return std::nullopt;
        return LintProfile::Payload{found->size, found->digest};
    };
    const SuitEnvelope read = readSuitEnvelope(bytesOf(envelope));
    return lintSuit(bytesOf(envelope), read, readSuitManifest(bytesOf(envelope), read), profile);
}

QJsonArray imagesJson(const Work& work)
{
    QJsonArray array;
    for (std::size_t i = 0; i < work.build.images.size(); ++i) {
        const SuitImage& image = work.build.images[i];
        QJsonObject object{{QStringLiteral("id"), componentIdText(image.id)},
                           {QStringLiteral("file"), work.files.value(static_cast<qsizetype>(i))},
                           {QStringLiteral("size"), static_cast<qint64>(image.size.value_or(0))},
                           {QStringLiteral("sha256"), image.digest ? image.digest->hex() : QString()},
                           {QStringLiteral("uri"), image.uri}};
        if (image.offset)
            object.insert(QStringLiteral("offset"), static_cast<qint64>(*image.offset));
        array.append(object);
    }
    return array;
}

QString imagesText(const Work& work)
{
    std::vector<QStringList> rows;
    for (const SuitImage& image : work.build.images)
        rows.push_back({componentIdText(image.id),
                        image.offset ? QStringLiteral("@0x%1").arg(*image.offset, 0, 16) : QString(),
                        humanSize(static_cast<qint64>(image.size.value_or(0))),
                        image.digest ? image.digest->brief() : QString(), image.uri});
    return textTable({Tr::tr("COMPONENT"), Tr::tr("OFFSET"), Tr::tr("SIZE"), Tr::tr("SHA-256"), Tr::tr("URI")}, rows);
}

/// A manifest that the bench signs shows its names later: a UUID alone tells nothing.
void keepNames(const Arguments& arguments, OperationContext& context, QStringList& warnings)
{
    const QStringList keys = arguments.list(keyName);
    if (!arguments.has(vendorName) || std::all_of(keys.begin(), keys.end(), isKeyFile))
        return;
    const auto bench = context.bench(OperationContext::Access::Read);
    const auto kept = bench ? rememberIdentifiers(**bench, arguments.text(vendorName), arguments.text(className))
                            : Result<>(failure(bench.error()));
    if (!kept)
        warnings << kept.error().toString();
}

Result<Outcome> runBuild(const Arguments& arguments, OperationContext& context)
{
    auto work = prepare(arguments, context);
    if (!work)
        return failure(work.error());
    const auto bare = buildSuit(work->build);
    if (!bare)
        return failure(bare.error());
    SuitKeys keys;
    const auto envelope = signWith(*bare, arguments.list(keyName), arguments, context, keys);
    if (!envelope)
        return failure(envelope.error());
    if (auto checked = checkOwnWork(*envelope, keys); !checked)
        return failure(checked.error());
    const auto findings = lintWork(*work, *envelope, arguments);
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
                           {QStringLiteral("components"), imagesJson(*work)},
                           {QStringLiteral("keys"), QJsonArray::fromStringList(arguments.list(keyName))},
                           {QStringLiteral("lint"), findingsJson(findings)},
                           {QStringLiteral("warnings"), warningsJson(work->warnings)}};
    QString text = Tr::tr("Wrote %1: %2, %3 bytes, sequence number %4.")
                       .arg(output, dialectName(work->build.dialect))
                       .arg(envelope->size())
                       .arg(work->build.sequenceNumber);
    text += QLatin1Char('\n') + imagesText(*work);
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
    if (auto checked = checkOwnWork(*envelope, keys); !checked)
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

Parameter signingKeyParameter(bool required)
{
    return {.name = keyName,
            .help = Tr::tr("The signing key: its name on the bench or a PEM file. Several sign one after the other."),
            .valueName = QStringLiteral("NAME"),
            .required = required,
            .repeated = true};
}

std::vector<Parameter> buildParameters()
{
    return {
        {.name = componentName,
         .help = Tr::tr("A component and its image. NAME is ram,0 or hex:00 or /nvm0/SLOT0.txt; the same NAME twice "
                        "with different "
                        "offsets makes two slots."),
         .valueName = QStringLiteral("NAME=FILE[@OFFSET]"),
         .repeated = true},
        {.name = vendorName,
         .help = Tr::tr("The vendor's domain, or its UUID."),
         .valueName = QStringLiteral("DOMAIN")},
        {.name = className,
         .help = Tr::tr("The board's name, or the class's UUID."),
         .valueName = QStringLiteral("NAME")},
        {.name = sequenceName,
         .type = ParameterType::Integer,
         .help = Tr::tr("The sequence number; without it the seconds since 1970, as RIOT's make takes them."),
         .valueName = QStringLiteral("N")},
        {.name = uriBaseName,
         .help = Tr::tr("Where boards find the files; the file's name is put behind it."),
         .valueName = QStringLiteral("URI")},
        signingKeyParameter(false),
        passwordFileParameter(),
        {.name = draftName,
         .type = ParameterType::Choice,
         .help = Tr::tr("09 for RIOT, 37 for devices that follow the present draft."),
         .defaultValue = QStringLiteral("09"),
         .choices = {QStringLiteral("09"), QStringLiteral("37")}},
        outputParameter(Tr::tr("The file to write.")),
        {.name = referenceName,
         .help = Tr::tr("Where the manifest itself can be had; RIOT refuses it."),
         .valueName = QStringLiteral("URI")},
        {.name = bootableName,
         .type = ParameterType::Flag,
         .help = Tr::tr("The first component is invoked in the end; RIOT reboots by itself and refuses it.")},
        {.name = riotJsonName,
         .type = ParameterType::File,
         .help = Tr::tr("Take components and sequence number from the JSON that RIOT's gen_manifest.py writes."),
         .valueName = QStringLiteral("FILE")},
        {.name = maximumComponentsName,
         .type = ParameterType::Integer,
         .help = Tr::tr("How many components the RIOT build takes."),
         .defaultValue = 1,
         .minimum = 1,
         .maximum = 256},
    };
}

} // namespace

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
