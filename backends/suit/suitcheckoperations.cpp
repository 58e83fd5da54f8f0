// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "base/sharedbytes.h"
#include "crypto/keyarguments.h"
#include "operations/texttable.h"
#include "suit/benchidentifiers.h"
#include "suit/componentspec.h"
#include "suit/imagefile.h"
#include "suit/suitoperations_p.h"
#include "suit/suittree.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <map>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitCheckOperations)
};

const QString payloadName = QStringLiteral("payload");
const QString targetName = QStringLiteral("target");
const QString vendorName = QStringLiteral("vendor");
const QString className = QStringLiteral("class");
const QString storedName = QStringLiteral("stored-sequence");
const QString publishedName = QStringLiteral("published-sequence");
const QString storageName = QStringLiteral("storage-size");
const QString slotOffsetName = QStringLiteral("slot-offset");
const QString urlName = QStringLiteral("url");
const QString maximumEnvelopeName = QStringLiteral("max-manifest");
const QString maximumComponentsName = QStringLiteral("max-components");
const QString urlBufferName = QStringLiteral("url-buffer");
const QString coapsName = QStringLiteral("coaps");
const QString dnsName = QStringLiteral("dns");

const QString targetAuto = QStringLiteral("auto");
const QString targetRiot = QStringLiteral("riot");
const QString targetStandard = QStringLiteral("standard");

QJsonObject faultJson(const SuitFault& fault)
{
    return {{QStringLiteral("code"), verdictCode(fault.code)},
            {QStringLiteral("message"), fault.message},
            {QStringLiteral("offset"), static_cast<qint64>(fault.offset)}};
}

bool isKnown(const SuitParameters& parameters, const KnownIdentifiers& known)
{
    return (!parameters.vendor || !known.vendorName(*parameters.vendor).isEmpty()) &&
           (!parameters.classId || !known.className(*parameters.classId).isEmpty());
}

bool areAllKnown(const SuitSequence& sequence, const KnownIdentifiers& known)
{
    return std::ranges::all_of(sequence.commands, [&known](const SuitCommand& command) {
        return isKnown(command.parameters, known) &&
               std::ranges::all_of(command.sequences,
                                   [&known](const SuitSequence& inner) { return areAllKnown(inner, known); });
    });
}

/// The standard names, and where those do not do, what the bench knows too.
KnownIdentifiers namesFor(const SuitManifest& manifest, OperationContext& context)
{
    const KnownIdentifiers& standard = KnownIdentifiers::standard();
    bool known = areAllKnown(manifest.shared, standard);
    for (const SuitMember& member : manifest.members)
        known = known && (!member.sequence || areAllKnown(*member.sequence, standard));
    const auto bench = known ? Result<Bench*>(nullptr) : context.bench(OperationContext::Access::Read);
    return bench && *bench ? benchIdentifiers(**bench) : standard;
}

// --- show ---

Result<Outcome> runShow(const Arguments& arguments, OperationContext& context)
{
    const QString path = arguments.text(manifestName);
    const auto bytes = readManifestFile(path);
    if (!bytes)
        return failure(bytes.error());
    const SuitEnvelope envelope = readSuitEnvelope(bytesOf(*bytes));
    const SuitManifest manifest = readSuitManifest(bytesOf(*bytes), envelope);
    const SuitNode tree = suitTree(bytesOf(*bytes), envelope, namesFor(manifest, context));
    QJsonArray faults;
    QString text = suitTreeText(tree);
    text.chop(1);
    for (const auto* list : {&envelope.faults, &manifest.faults}) {
        for (const SuitFault& fault : *list) {
            faults.append(faultJson(fault));
            text += QLatin1Char('\n') + Tr::tr("%1  not in order (%2): %3")
                                            .arg(fault.offset, 5, 16, QLatin1Char('0'))
                                            .arg(verdictCode(fault.code), fault.message);
        }
    }
    return Outcome{{{QStringLiteral("file"), path},
                    {QStringLiteral("bytes"), bytes->size()},
                    {QStringLiteral("sha256"), Digest::of(QByteArrayView(*bytes)).hex()},
                    {QStringLiteral("dialect"), dialectName(envelope.dialect)},
                    {QStringLiteral("faults"), faults},
                    {QStringLiteral("tree"), suitTreeJson(tree)}},
                   text};
}

// --- verify ---

/// Those that are named are trusted, the bench's others only known; without names all of the bench's are trusted.
Result<SuitKeys> keysFor(const QStringList& names, OperationContext& context)
{
    SuitKeys keys;
    for (const QString& name : names) {
        const auto key = publicKeyArgument(name, context);
        if (!key)
            return failure(key.error());
        keys.signing.push_back({name, *key, true});
    }
    const bool onlyFiles = !names.isEmpty() && std::ranges::all_of(names, isKeyFile);
    if (onlyFiles)
        return keys;
    const auto store = benchKeys(context, OperationContext::Access::Read);
    if (!store)
        return failure(store.error());
    for (const KeyInfo& info : store->list()) {
        if (!info.fault.isEmpty() || names.contains(info.name))
            continue;
        if (const auto key = store->publicKey(info.name))
            keys.signing.push_back({info.name, *key, names.isEmpty()});
    }
    if (keys.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("there is no key to check with"), {},
                       Tr::tr("Give --key NAME or --key FILE.pem; this bench has no keys."));
    return keys;
}

/// All images a manifest speaks of, wherever in its sequences.
void collectImages(const SuitSequence& sequence, std::vector<SuitDigest>& digests, std::vector<std::uint64_t>& sizes)
{
    for (const SuitCommand& command : sequence.commands) {
        if (command.parameters.digest)
            digests.push_back(*command.parameters.digest);
        if (command.parameters.size)
            sizes.push_back(*command.parameters.size);
        for (const SuitSequence& inner : command.sequences)
            collectImages(inner, digests, sizes);
    }
}

struct PayloadCheck
{
    QString file;
    ImageFacts facts;
    bool good = false;
    QString message;
};

Result<PayloadCheck> checkPayload(const QString& file, const SuitReport& report, JobContext& job)
{
    const auto facts = imageFacts(file, job);
    if (!facts)
        return failure(facts.error());
    std::vector<SuitDigest> digests;
    std::vector<std::uint64_t> sizes;
    collectImages(report.manifest.shared, digests, sizes);
    for (const SuitMember& member : report.manifest.members) {
        if (member.sequence)
            collectImages(*member.sequence, digests, sizes);
    }
    PayloadCheck check{file, *facts, false, {}};
    const auto content = SharedBytes::map(file);
    if (!content)
        return failure(content.error());
    std::map<std::int64_t, std::optional<QByteArray>> own{
        {SuitNumbers::sha256(report.dialect), facts->digest.toByteArray()}};
    const bool known = std::ranges::any_of(digests, [&](const SuitDigest& d) {
        if (!own.contains(d.algorithm))
            own[d.algorithm] = suitDigest(report.dialect, d.algorithm, (*content)->bytes());
        return own[d.algorithm] == d.bytes;
    });
    const bool sized = sizes.empty() || std::ranges::find(sizes, facts->size) != sizes.end();
    check.good = known && sized;
    if (check.good)
        check.message = Tr::tr("is an image of this manifest");
    else if (known)
        check.message =
            Tr::tr("has the digest the manifest names, but %1 bytes where that says another size").arg(facts->size);
    else
        check.message =
            Tr::tr("is not an image of this manifest: its digest %1 is not in it").arg(facts->digest.brief());
    return check;
}

QString stagesText(const SuitReport& report)
{
    std::vector<QStringList> rows;
    for (const SuitStage stage : {SuitStage::EnvelopeForm, SuitStage::BlockForm, SuitStage::Digest,
                                  SuitStage::Signature, SuitStage::ManifestForm}) {
        const QString state = stage < report.failed    ? Tr::tr("ok")
                              : stage == report.failed ? verdictCode(report.verdict)
                                                       : Tr::tr("not reached");
        rows.push_back({stageName(stage), state, stage == report.failed ? report.message : QString()});
    }
    return textTable({}, rows);
}

QString algorithmText(const SuitBlockReport& block)
{
    if (!block.algorithm)
        return QStringLiteral("-");
    const QString name = SuitNames::coseAlgorithm(*block.algorithm);
    return name.isEmpty() ? QString::number(*block.algorithm) : name;
}

QString blocksText(const SuitReport& report)
{
    std::vector<QStringList> rows;
    for (std::size_t i = 0; i < report.blocks.size(); ++i) {
        const SuitBlockReport& block = report.blocks[i];
        rows.push_back(
            {Tr::tr("signature %1").arg(i + 1), algorithmText(block), verdictCode(block.verdict), block.message});
    }
    return rows.empty() ? QString() : QLatin1Char('\n') + textTable({}, rows);
}

QJsonArray blocksJson(const SuitReport& report)
{
    QJsonArray array;
    for (const SuitBlockReport& block : report.blocks) {
        QJsonObject object{{QStringLiteral("verdict"), verdictCode(block.verdict)},
                           {QStringLiteral("algorithm"), algorithmText(block)},
                           {QStringLiteral("message"), block.message}};
        if (!block.keyName.isEmpty())
            object.insert(QStringLiteral("key"), block.keyName);
        if (!block.keyId.isEmpty())
            object.insert(QStringLiteral("kid"), QString::fromLatin1(block.keyId.toHex()));
        array.append(object);
    }
    return array;
}

Result<Outcome> runVerify(const Arguments& arguments, OperationContext& context)
{
    const QString path = arguments.text(manifestName);
    const auto bytes = readManifestFile(path);
    if (!bytes)
        return failure(bytes.error());
    const auto keys = keysFor(arguments.list(keyName), context);
    if (!keys)
        return failure(keys.error());
    const SuitReport report = verifySuit(bytesOf(*bytes), *keys);
    Outcome outcome;
    outcome.good = report.isOk();
    outcome.text = (report.isOk() ? Tr::tr("%1: ok, signed by %2").arg(path, report.signedBy)
                                  : Tr::tr("%1: %2 – %3").arg(path, verdictCode(report.verdict), report.message)) +
                   QLatin1Char('\n') + stagesText(report) + blocksText(report);
    for (const QString& note : report.notes)
        outcome.text += QLatin1Char('\n') + Tr::tr("Note: %1").arg(note);
    QJsonArray payloads;
    for (const QString& file : arguments.list(payloadName)) {
        const auto check = checkPayload(file, report, context.job());
        if (!check)
            return failure(check.error());
        outcome.good = outcome.good && check->good;
        outcome.text += QLatin1Char('\n') + Tr::tr("%1 %2").arg(file, check->message);
        payloads.append(QJsonObject{{QStringLiteral("file"), file},
                                    {QStringLiteral("good"), check->good},
                                    {QStringLiteral("sha256"), check->facts.digest.hex()},
                                    {QStringLiteral("size"), static_cast<qint64>(check->facts.size)},
                                    {QStringLiteral("message"), check->message}});
    }
    outcome.data = {{QStringLiteral("file"), path},
                    {QStringLiteral("verdict"), verdictCode(report.verdict)},
                    {QStringLiteral("message"), report.message},
                    {QStringLiteral("offset"), static_cast<qint64>(report.offset)},
                    {QStringLiteral("dialect"), dialectName(report.dialect)},
                    {QStringLiteral("signed-by"), report.signedBy},
                    {QStringLiteral("sequence"), static_cast<qint64>(report.manifest.sequenceNumber.value_or(0))},
                    {QStringLiteral("signatures"), blocksJson(report)},
                    {QStringLiteral("payloads"), payloads}};
    return outcome;
}

// --- lint ---

/// `FILE` or `URI=FILE`.
struct PayloadArgument
{
    QString uri; ///< Empty: any whose last segment is `fileName`.
    QString fileName;
    LintProfile::Payload facts;
};

Result<std::vector<PayloadArgument>> payloadArguments(const QStringList& texts, JobContext& job)
{
    std::vector<PayloadArgument> payloads;
    for (const QString& text : texts) {
        const auto equals = text.indexOf(QLatin1Char('='));
        const bool named = equals > 0 && text.left(equals).contains(QLatin1String("://"));
        const QString file = named ? text.mid(equals + 1) : text;
        const auto facts = imageFacts(file, job);
        if (!facts)
            return failure(facts.error());
        payloads.push_back(
            {named ? text.left(equals) : QString(), QFileInfo(file).fileName(), {facts->size, facts->digest}});
    }
    return payloads;
}

Result<LintProfile> profileOf(const Arguments& arguments, SuitDialect dialect, OperationContext& context)
{
    LintProfile profile;
    const QString target = arguments.text(targetName);
    const bool riot = target == targetRiot || (target == targetAuto && dialect == SuitDialect::Riot09);
    profile.target = riot ? LintTarget::Riot : LintTarget::Standard;
    if (arguments.has(className) && !arguments.has(vendorName))
        return failure(Error::Code::Usage, Tr::tr("--class needs --vendor: a class's UUID is made of both"));
    if (arguments.has(vendorName)) {
        profile.vendor = vendorOf(arguments.text(vendorName));
        if (arguments.has(className))
            profile.classId = classOf(*profile.vendor, arguments.text(className));
    }
    const auto number = [&](const QString& name, std::optional<quint64>& value) {
        if (arguments.has(name))
            value = static_cast<quint64>(arguments.integer(name));
    };
    number(storedName, profile.storedSequence);
    number(publishedName, profile.publishedSequence);
    number(storageName, profile.storageSize);
    if (arguments.has(slotOffsetName)) {
        const auto offset = parseNumber(arguments.text(slotOffsetName), Tr::tr("the slot's offset"), 0xffffffff);
        if (!offset)
            return failure(offset.error());
        profile.slotOffset = *offset;
    }
    profile.manifestUrl = arguments.text(urlName);
    profile.maximumEnvelope = static_cast<std::size_t>(arguments.integer(maximumEnvelopeName));
    profile.maximumComponents = static_cast<std::size_t>(arguments.integer(maximumComponentsName));
    profile.urlBuffer = arguments.integer(urlBufferName);
    profile.coaps = arguments.flag(coapsName);
    profile.resolver = arguments.flag(dnsName);
    const auto payloads = payloadArguments(arguments.list(payloadName), context.job());
    if (!payloads)
        return failure(payloads.error());
    profile.payload = [payloads = *payloads](const QString& uri) -> std::optional<LintProfile::Payload> {
        for (const PayloadArgument& payload : payloads) {
            if (payload.uri == uri || (payload.uri.isEmpty() && uri.section(QLatin1Char('/'), -1) == payload.fileName))
                return payload.facts;
        }
        return std::nullopt;
    };
    return profile;
}

/// What is wrong with the form is refused here, though RIOT itself is laxer; a missing signature as well.
std::vector<LintFinding> formFindings(const SuitEnvelope& envelope, const SuitManifest& manifest)
{
    std::vector<LintFinding> findings;
    for (const auto* list : {&envelope.faults, &manifest.faults}) {
        for (const SuitFault& fault : *list)
            findings.push_back(
                {verdictCode(fault.code), LintFinding::Severity::Refused, fault.message, fault.offset, {}});
    }
    if (envelope.faults.empty() && envelope.blocks.empty())
        findings.push_back({verdictCode(SuitVerdict::Unsigned), LintFinding::Severity::Refused,
                            Tr::tr("There is no signature."), envelope.authentication.offset, -6});
    for (const SuitAuthBlock& block : envelope.blocks) {
        if (block.fault)
            findings.push_back({verdictCode(block.fault->code),
                                LintFinding::Severity::Refused,
                                block.fault->message,
                                block.fault->offset,
                                {}});
    }
    return findings;
}

Result<Outcome> runLint(const Arguments& arguments, OperationContext& context)
{
    const QString path = arguments.text(manifestName);
    const auto bytes = readManifestFile(path);
    if (!bytes)
        return failure(bytes.error());
    const SuitEnvelope envelope = readSuitEnvelope(bytesOf(*bytes));
    const SuitManifest manifest = readSuitManifest(bytesOf(*bytes), envelope);
    auto profile = profileOf(arguments, envelope.dialect, context);
    if (!profile)
        return failure(profile.error());
    KnownIdentifiers names = namesFor(manifest, context);
    if (arguments.has(vendorName) && !uuidFromText(arguments.text(vendorName)))
        names.add(arguments.text(vendorName), {arguments.text(className)});
    profile->names = &names;
    auto findings = formFindings(envelope, manifest);
    for (LintFinding& finding : lintSuit(bytesOf(*bytes), envelope, manifest, *profile))
        findings.push_back(std::move(finding));
    const bool riot = profile->target == LintTarget::Riot;
    const QString device = riot ? Tr::tr("a RIOT board") : Tr::tr("a device of the present draft");
    Outcome outcome;
    outcome.good = isAcceptable(findings);
    outcome.data = {{QStringLiteral("file"), path},
                    {QStringLiteral("dialect"), dialectName(envelope.dialect)},
                    {QStringLiteral("target"), riot ? targetRiot : targetStandard},
                    {QStringLiteral("findings"), findingsJson(findings)}};
    outcome.text = outcome.good ? Tr::tr("%1: nothing that %2 would stumble over").arg(path, device)
                                : Tr::tr("%1: %2 would stumble").arg(path, device);
    if (!findings.empty())
        outcome.text += QLatin1Char('\n') + findingsText(findings);
    return outcome;
}

Parameter integer(const QString& name, const QString& help, const QJsonValue& value = QJsonValue::Undefined)
{
    return {.name = name,
            .type = ParameterType::Integer,
            .help = help,
            .valueName = QStringLiteral("N"),
            .defaultValue = value};
}

Parameter text(const QString& name, const QString& valueName, const QString& help)
{
    return {.name = name, .help = help, .valueName = valueName};
}

std::vector<Parameter> lintParameters()
{
    const LintProfile defaults;
    return {
        manifestParameter(),
        {.name = targetName,
         .type = ParameterType::Choice,
         .help = Tr::tr("What is to take it; auto goes by the manifest's dialect."),
         .defaultValue = targetAuto,
         .choices = {targetAuto, targetRiot, targetStandard}},
        text(vendorName, QStringLiteral("DOMAIN"), Tr::tr("The board's vendor: domain or UUID.")),
        text(className, QStringLiteral("NAME"), Tr::tr("The board's class: name or UUID.")),
        integer(storedName, Tr::tr("The sequence number the board has stored.")),
        integer(publishedName, Tr::tr("The sequence number that was published last.")),
        integer(storageName, Tr::tr("The room for an image on the board, in bytes.")),
        text(slotOffsetName, QStringLiteral("OFFSET"), Tr::tr("The offset the board compares with.")),
        text(urlName, QStringLiteral("URL"), Tr::tr("The manifest's URL that the board will be told.")),
        integer(maximumEnvelopeName, Tr::tr("The board's buffer for a manifest, in bytes."),
                static_cast<qint64>(defaults.maximumEnvelope)),
        integer(maximumComponentsName, Tr::tr("How many components the board is built for."),
                static_cast<qint64>(defaults.maximumComponents)),
        integer(urlBufferName, Tr::tr("The board's buffer for a URL, in bytes."),
                static_cast<qint64>(defaults.urlBuffer)),
        {.name = coapsName, .type = ParameterType::Flag, .help = Tr::tr("The board is built with DTLS.")},
        {.name = dnsName, .type = ParameterType::Flag, .help = Tr::tr("The board can resolve host names.")},
        {.name = payloadName,
         .help = Tr::tr("A file that is behind a URI of the manifest, by its name or as URI=FILE: its size and digest "
                        "are compared."),
         .valueName = QStringLiteral("[URI=]FILE"),
         .repeated = true},
    };
}

} // namespace

void registerSuitCheckOperations(OperationRegistry& registry)
{
    registry.add(
        {.name = QStringLiteral("suit.show"),
         .summary = Tr::tr("Shows what is in a manifest, with names instead of numbers."),
         .details = Tr::tr("Shows damaged ones as well, as far as they can be read, and says what is not in order."),
         .parameters = {manifestParameter()},
         .returns = Tr::tr("file, bytes, sha256, dialect, faults, tree"),
         .run = runShow});
    registry.add(
        {.name = QStringLiteral("suit.verify"),
         .summary = Tr::tr("Checks form, digest and signatures of a manifest."),
         .details = Tr::tr("Without --key all keys of the bench are trusted. With --key only those are; a signature by "
                           "another key of "
                           "the bench is called untrusted, with the key's name."),
         .parameters = {manifestParameter(),
                        {.name = keyName,
                         .help = Tr::tr("A key to trust: its name on the bench or a PEM file."),
                         .valueName = QStringLiteral("NAME|PEM"),
                         .repeated = true},
                        {.name = payloadName,
                         .type = ParameterType::File,
                         .help = Tr::tr("A file that should be an image of the manifest."),
                         .valueName = QStringLiteral("FILE"),
                         .repeated = true}},
         .returns = Tr::tr("file, verdict, message, offset, dialect, signed-by, sequence, signatures, payloads"),
         .run = runVerify});
    registry.add(
        {.name = QStringLiteral("suit.lint"),
         .summary = Tr::tr("Tells what a device would refuse, and why."),
         .details = Tr::tr(
             "Knows the limits of RIOT's default build; what differs in yours can be said. Nothing is executed."),
         .parameters = lintParameters(),
         .returns = Tr::tr("file, dialect, target, findings: code, severity, message, offset, res"),
         .run = runLint});
}

} // namespace ota
