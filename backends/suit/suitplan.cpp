// SPDX-License-Identifier: Apache-2.0
#include "suit/suitplan.h"

#include "base/clock.h"
#include "base/files.h"
#include "crypto/keyarguments.h"
#include "suit/componentspec.h"
#include "suit/identifiers.h"
#include "suit/riotboot.h"
#include "suit/suitoperations_p.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace ota {

namespace {

namespace P = suitParameter;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitPlan)
};

constexpr qint64 maximumJsonSize = 1 << 20;
constexpr qint64 plausibleSince = 1'577'836'800; // 2020-01-01

/// Most of the way here is Result; what fails gets its parameter once.
tl::unexpected<PlanFault> fault(const Error& error, const QString& parameter = {})
{
    return tl::unexpected(PlanFault{error, parameter});
}

tl::unexpected<PlanFault> fault(const QString& parameter, const QString& message, const QString& hint = {})
{
    return fault(Error{Error::Code::Usage, message, {}, hint}, parameter);
}

using Step = tl::expected<void, PlanFault>;

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
void checkHeader(SuitPlan& plan, const QString& file)
{
    QFile image(file);
    if (!image.open(QIODevice::ReadOnly))
        return;
    const QByteArray head = image.read(static_cast<qint64>(RiotbootHeader::size));
    const RiotbootCheck check = checkRiotboot(bytesOf(head));
    if (check.verdict == RiotbootVerdict::Checksum)
        plan.warnings << Tr::tr("%1 begins like a riotboot image, but the checksum of its header is wrong.").arg(file);
    else if (check.verdict == RiotbootVerdict::Ok && check.header.version != plan.build.sequenceNumber)
        plan.warnings
            << Tr::tr("%1 has version %2 in its riotboot header, the manifest has sequence number %3; a board compares "
                      "the next manifest with the header.")
                   .arg(file)
                   .arg(check.header.version)
                   .arg(plan.build.sequenceNumber);
}

Step addComponent(SuitPlan& plan, const QString& text, const SuitImage& common, const Arguments& arguments,
                  const PlanSources& sources)
{
    const auto spec = parseComponentSpec(text);
    if (!spec)
        return fault(spec.error(), P::component);
    const auto facts = sources.facts(spec->file);
    if (!facts)
        return fault(facts.error(), P::component);
    const auto uri = uriOf(arguments.text(P::uriBase), spec->file);
    if (!uri)
        return fault(uri.error(), P::component);
    SuitImage image = common;
    image.id = spec->id;
    image.digest = facts->digest;
    image.size = facts->size;
    image.offset = spec->offset;
    image.uri = *uri;
    image.bootable = arguments.flag(P::bootable) && plan.build.images.empty();
    plan.files << spec->file;
    if (plan.behindUri.contains(*uri) && plan.behindUri.value(*uri).digest != facts->digest)
        return fault(P::component, Tr::tr("two different files would be fetched as %1").arg(*uri));
    plan.behindUri.insert(*uri, *facts);
    plan.build.images.push_back(std::move(image));
    return {};
}

Step addComponents(SuitPlan& plan, const Arguments& arguments, const PlanSources& sources)
{
    if (!arguments.has(P::vendor) || !arguments.has(P::className))
        return fault(arguments.has(P::vendor) ? P::className : P::vendor,
                     Tr::tr("--vendor and --class say for which boards it is; both are needed"));
    if (arguments.text(P::uriBase).isEmpty())
        return fault(P::uriBase, Tr::tr("--uri-base says where boards fetch the files from"),
                     Tr::tr("For example --uri-base coap://[2001:db8::1]/lamp"));
    SuitImage common;
    common.vendor = vendorOf(arguments.text(P::vendor));
    common.classId = classOf(*common.vendor, arguments.text(P::className));
    for (const QString& text : arguments.list(P::component)) {
        if (auto added = addComponent(plan, text, common, arguments, sources); !added)
            return added;
    }
    return {};
}

Result<> addRiotJson(SuitPlan& plan, const QString& path, const PlanSources& sources)
{
    const auto json = readFile(path, maximumJsonSize);
    if (!json)
        return failure(json.error());
    const QDir folder = QFileInfo(path).dir();
    auto build = readRiotToolJson(*json, plan.build.dialect, [&](const QString& file) {
        plan.files << folder.filePath(file);
        return sources.facts(folder.filePath(file));
    });
    if (!build)
        return failureIn(path, build.error());
    plan.build = std::move(*build);
    plan.files.resize(static_cast<qsizetype>(plan.build.images.size()));
    for (const SuitImage& image : plan.build.images) {
        if (!image.uri.isEmpty() && image.digest && image.size)
            plan.behindUri.insert(image.uri, {*image.digest, *image.size});
    }
    return {};
}

} // namespace

TimeSequence sequenceOfNow(const Clock& clock)
{
    const qint64 seconds = clock.nowNs() / 1'000'000'000;
    TimeSequence sequence{static_cast<quint64>(std::max<qint64>(seconds, 0)), {}};
    if (seconds < plausibleSince)
        sequence.warning =
            Tr::tr("The clock stands at %1, so the sequence number made of it is %2: boards that have taken anything "
                   "newer will refuse it. Set the clock or give --sequence.")
                .arg(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate))
                .arg(sequence.number);
    return sequence;
}

TimeSequence nextSequence(const Clock& clock, std::optional<quint64> last)
{
    TimeSequence sequence = sequenceOfNow(clock);
    if (last && *last >= sequence.number)
        sequence = {*last + 1, {}};
    return sequence;
}

tl::expected<SuitPlan, PlanFault> planSuit(const Arguments& arguments, const PlanSources& sources)
{
    SuitPlan plan;
    plan.build.dialect = arguments.text(P::draft) == QLatin1String("37") ? SuitDialect::Draft37 : SuitDialect::Riot09;
    const QString json = arguments.text(P::riotJson);
    const bool fromJson = !json.isEmpty();
    if (fromJson == !arguments.list(P::component).isEmpty())
        return fault(P::component, Tr::tr("give the images either with --component or with --riot-json"));
    if (fromJson) {
        if (auto added = addRiotJson(plan, json, sources); !added)
            return fault(added.error(), P::riotJson);
    } else if (auto added = addComponents(plan, arguments, sources); !added) {
        return tl::unexpected(added.error());
    }
    if (arguments.has(P::reference))
        plan.build.referenceUri = arguments.text(P::reference);
    if (arguments.has(P::sequence)) {
        plan.build.sequenceNumber = static_cast<quint64>(arguments.integer(P::sequence));
    } else if (!fromJson) {
        const auto now = sources.now();
        if (!now)
            return fault(now.error(), P::sequence);
        plan.build.sequenceNumber = now->number;
        if (!now->warning.isEmpty())
            plan.warnings << now->warning;
    }
    for (const QString& file : std::as_const(plan.files))
        checkHeader(plan, file);
    return plan;
}

Result<> checkOwnWork(ByteSpan envelope, const SuitKeys& keys)
{
    const SuitReport report = verifySuit(envelope, keys);
    if (report.isOk() || (keys.isEmpty() && report.verdict == SuitVerdict::Unsigned))
        return {};
    return failure(
        Error::Code::Internal,
        Tr::tr("what was made does not pass our own check: %1 (%2)").arg(report.message, verdictCode(report.verdict)));
}

std::vector<LintFinding> lintPlan(const SuitPlan& plan, ByteSpan envelope, const Arguments& arguments,
                                  LintProfile profile)
{
    profile.target = plan.build.dialect == SuitDialect::Riot09 ? LintTarget::Riot : LintTarget::Standard;
    profile.maximumComponents = static_cast<std::size_t>(arguments.integer(P::maximumComponents));
    profile.payload = [&](const QString& uri) -> std::optional<LintProfile::Payload> {
        const auto found = plan.behindUri.constFind(uri);
        if (found == plan.behindUri.constEnd())
            return std::nullopt;
        return LintProfile::Payload{found->size, found->digest};
    };
    const SuitEnvelope read = readSuitEnvelope(envelope);
    return lintSuit(envelope, read, readSuitManifest(envelope, read), profile);
}

QString parameterOfFinding(const QString& code)
{
    struct Place
    {
        const char* begin;
        const QString& parameter;
    };
    // The first that fits counts.
    static const std::array<Place, 16> places{{{"riot-uri", P::uriBase},
                                               {"riot-host", P::uriBase},
                                               {"riot-path", P::uriBase},
                                               {"fetch-without-uri", P::uriBase},
                                               {"uri-elsewhere", P::uriBase},
                                               {"riot-component", P::component},
                                               {"riot-storage-size", P::component},
                                               {"riot-double-fetch", P::component},
                                               {"riot-digest-alg", P::component},
                                               {"payload-", P::component},
                                               {"offset-mismatch", P::component},
                                               {"riot-alg", P::key},
                                               {"unsigned", P::key},
                                               {"seq-", P::sequence},
                                               {"vendor-", P::vendor},
                                               {"riot-native-class", P::className}}};
    if (code == QLatin1String("riot-unsupported:4"))
        return P::reference;
    if (code == QLatin1String("riot-unsupported:12") || code == QLatin1String("riot-unsupported:23"))
        return P::bootable;
    const auto found = std::ranges::find_if(
        places, [&code](const Place& place) { return code.startsWith(QLatin1String(place.begin)); });
    return found == places.end() ? QString() : found->parameter;
}

Parameter signingKeyParameter(bool required)
{
    return {.name = P::key,
            .help = Tr::tr("The signing key: its name on the bench or a PEM file. Several sign one after the other."),
            .valueName = QStringLiteral("NAME"),
            .required = required,
            .repeated = true};
}

std::vector<Parameter> planParameters()
{
    return {
        {.name = P::component,
         .help = Tr::tr("A component and its image. NAME is ram,0 or hex:00 or /nvm0/SLOT0.txt; the same NAME twice "
                        "with different "
                        "offsets makes two slots."),
         .valueName = QStringLiteral("NAME=FILE[@OFFSET]"),
         .repeated = true},
        {.name = P::vendor, .help = Tr::tr("The vendor's domain, or its UUID."), .valueName = QStringLiteral("DOMAIN")},
        {.name = P::className,
         .help = Tr::tr("The board's name, or the class's UUID."),
         .valueName = QStringLiteral("NAME")},
        {.name = P::sequence,
         .type = ParameterType::Integer,
         .help = Tr::tr("The sequence number; without it the seconds since 1970, as RIOT's make takes them."),
         .valueName = QStringLiteral("N")},
        {.name = P::uriBase,
         .help = Tr::tr("Where boards find the files; the file's name is put behind it."),
         .valueName = QStringLiteral("URI")},
        signingKeyParameter(false),
        passwordFileParameter(),
        {.name = P::draft,
         .type = ParameterType::Choice,
         .help = Tr::tr("09 for RIOT, 37 for devices that follow the present draft."),
         .defaultValue = QStringLiteral("09"),
         .choices = {QStringLiteral("09"), QStringLiteral("37")}},
        {.name = P::reference,
         .help = Tr::tr("Where the manifest itself can be had; RIOT refuses it."),
         .valueName = QStringLiteral("URI")},
        {.name = P::bootable,
         .type = ParameterType::Flag,
         .help = Tr::tr("The first component is invoked in the end; RIOT reboots by itself and refuses it.")},
        {.name = P::riotJson,
         .type = ParameterType::File,
         .help = Tr::tr("Take components and sequence number from the JSON that RIOT's gen_manifest.py writes."),
         .valueName = QStringLiteral("FILE")},
        {.name = P::maximumComponents,
         .type = ParameterType::Integer,
         .help = Tr::tr("How many components the RIOT build takes."),
         .defaultValue = 1,
         .minimum = 1,
         .maximum = 256},
    };
}

} // namespace ota
