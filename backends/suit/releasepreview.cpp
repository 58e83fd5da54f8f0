// SPDX-License-Identifier: Apache-2.0
#include "suit/releasepreview.h"

#include "base/job.h"
#include "crypto/keyarguments.h"
#include "crypto/keystore.h"
#include "store/bench.h"
#include "store/release.h"
#include "suit/identifiers.h"
#include "suit/imagefile.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace ota {

namespace {

namespace P = suitParameter;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReleasePreview)
};

/// RIOT asks for blocks of this size; on a real link each costs a round trip.
constexpr quint64 riotBlockSize = 64;
constexpr int millisecondsPerBlock = 10;

/// Work that nobody watches.
class QuietJob final : public JobContext
{
public:
    explicit QuietJob(std::stop_token stop)
        : m_stop(std::move(stop))
    {
    }

    void progress(const Progress&) override {}
    void record(const QJsonObject&, const QString&) override {}
    std::stop_token stopToken() const override { return m_stop; }

private:
    std::stop_token m_stop;
};

ReleaseRemark::Kind kindOf(LintFinding::Severity severity)
{
    switch (severity) {
    case LintFinding::Severity::Refused:
        return ReleaseRemark::Kind::Refused;
    case LintFinding::Severity::Trap:
        return ReleaseRemark::Kind::Trap;
    case LintFinding::Severity::Note:
        break;
    }
    return ReleaseRemark::Kind::Note;
}

/// The files are served as `/ID/NAME`; a manifest that names another place sends boards there.
void checkPlaces(const SuitPlan& plan, const QString& id, std::vector<ReleaseRemark>& remarks)
{
    for (const SuitImage& image : plan.build.images) {
        const QString path = QString(u'/' + id + u'/' + image.uri.section(u'/', -1));
        if (id.isEmpty() || image.uri.isEmpty() || image.uri.endsWith(path))
            continue;
        remarks.push_back(
            {ReleaseRemark::Kind::Trap, QStringLiteral("uri-elsewhere"),
             Tr::tr("The release is served under …%1, and the manifest sends boards to %2.").arg(path, image.uri),
             P::uriBase});
        return;
    }
}

/// Boards follow an id; another vendor or class under it is mostly a slip, and they refuse it.
void checkBoards(const SuitPlan& plan, const ReleasePredecessor& predecessor, std::vector<ReleaseRemark>& remarks)
{
    if (plan.build.images.empty())
        return;
    const SuitImage& image = plan.build.images.front();
    if (predecessor.vendor && image.vendor && *image.vendor != predecessor.vendor->uuid)
        remarks.push_back({ReleaseRemark::Kind::Trap, QStringLiteral("vendor-changed"),
                           Tr::tr("What is published under this id is for the vendor %1; its boards refuse this one.")
                               .arg(predecessor.vendor->name),
                           P::vendor, -4});
    else if (predecessor.classId && image.classId && *image.classId != predecessor.classId->uuid)
        remarks.push_back({ReleaseRemark::Kind::Trap, QStringLiteral("class-changed"),
                           Tr::tr("What is published under this id is for the class %1; its boards refuse this one.")
                               .arg(predecessor.classId->name),
                           P::className, -4});
}

/// RIOT wants an IPv6 literal; but an address of this machine is for virtual boards, which take either kind.
bool isLoopback(const QString& uri)
{
    const QString host = uri.section(QStringLiteral("://"), 1).section(u'/', 0, 0);
    return host.startsWith(QStringLiteral("127.")) || host.startsWith(QStringLiteral("[::1]")) ||
           host == QStringLiteral("localhost") || host.startsWith(QStringLiteral("localhost:"));
}

ReleaseRemark loopbackRemark()
{
    return {ReleaseRemark::Kind::Note, QStringLiteral("loopback"),
            Tr::tr("This is an address of this machine: virtual boards reach it, others do not."), P::uriBase};
}

bool isFound(const std::vector<ReleaseRemark>& remarks, const QString& code)
{
    return std::ranges::find(remarks, code, &ReleaseRemark::code) != remarks.end();
}

/// What was looked at and is good, with the figures: one sees how much room there is.
void addPassed(const SuitPlan& plan, qsizetype envelopeBytes, std::optional<quint64> lastSequence,
               std::vector<ReleaseRemark>& remarks)
{
    const LintProfile limits;
    const auto add = [&remarks](const QString& code, const QString& message, const QString& parameter) {
        if (!isFound(remarks, code))
            remarks.push_back({ReleaseRemark::Kind::Passed, code, message, parameter});
    };
    if (plan.build.dialect == SuitDialect::Riot09) {
        qsizetype longest = 0;
        for (const SuitImage& image : plan.build.images)
            longest = std::max(longest, image.uri.size());
        add(QStringLiteral("riot-uri"), Tr::tr("%1 of %2 bytes").arg(longest).arg(limits.urlBuffer - 1), P::uriBase);
        add(QStringLiteral("riot-size-640"), Tr::tr("%1 of %2 bytes").arg(envelopeBytes).arg(limits.maximumEnvelope),
            {});
    }
    add(QStringLiteral("seq-not-greater"),
        lastSequence ? Tr::tr("greater than the last one, %1").arg(*lastSequence) : Tr::tr("the first one of this id"),
        P::sequence);
}

/// A key like the one that will sign: signatures of one algorithm have one length.
Result<QByteArray> signedLikely(QByteArray envelope, const QStringList& keys, Bench& bench, QStringList& algorithms)
{
    const KeyStore store(bench.keysPath());
    for (const QString& name : keys) {
        KeyAlgorithm algorithm = KeyAlgorithm::Ed25519;
        if (!isKeyFile(name)) {
            const auto info = store.info(name);
            if (!info)
                return failure(info.error());
            if (!info->hasPrivate)
                return failure(Error::Code::Usage,
                               Tr::tr("of the key '%1' there is only the public half: it can not sign").arg(name));
            algorithm = info->algorithm;
        }
        const auto stand = PrivateKey::generate(algorithm);
        if (!stand)
            return failure(stand.error());
        auto more = signSuit(bytesOf(envelope), *stand);
        if (!more)
            return failure(more.error());
        envelope = std::move(*more);
        algorithms << (algorithm == KeyAlgorithm::Ed25519 ? QStringLiteral("EdDSA") : QStringLiteral("ES256"));
    }
    return envelope;
}

/// Each value by itself as an operation gets it. What is missing gets its default; what is wrong is left out, since the
/// form tells it at its field.
QJsonObject understoodValues(const Operation& operation, const QJsonObject& values)
{
    QJsonObject understood;
    for (const Parameter& parameter : operation.parameters) {
        Operation alone;
        alone.name = operation.name;
        alone.parameters = {parameter};
        alone.parameters.front().required = false;
        QJsonObject value;
        if (values.contains(parameter.name))
            value.insert(parameter.name, values.value(parameter.name));
        const auto arguments = validated(alone, value);
        if (arguments && arguments->values().contains(parameter.name))
            understood.insert(parameter.name, arguments->values().value(parameter.name));
    }
    return understood;
}

QString blocksText(quint64 bytes)
{
    const quint64 blocks = (bytes + riotBlockSize - 1) / riotBlockSize;
    const quint64 seconds = (blocks * millisecondsPerBlock + 999) / 1000;
    return seconds < 120
               ? Tr::tr("%1 blocks of %2 bytes, about %3 s").arg(blocks).arg(riotBlockSize).arg(seconds)
               : Tr::tr("%1 blocks of %2 bytes, about %3 min").arg(blocks).arg(riotBlockSize).arg((seconds + 30) / 60);
}

} // namespace

const ReleaseRemark* ReleasePreview::refusal() const
{
    const auto found = std::ranges::find(remarks, ReleaseRemark::Kind::Refused, &ReleaseRemark::kind);
    return found == remarks.end() ? nullptr : &*found;
}

Result<ImageFacts> ImageFactsCache::of(const QString& path, std::stop_token stop)
{
    const QFileInfo info(path);
    const QString key = info.absoluteFilePath();
    {
        const std::scoped_lock lock(m_mutex);
        const auto known = m_entries.constFind(key);
        if (known != m_entries.constEnd() && known->size == info.size() && known->modified == info.lastModified())
            return known->facts;
    }
    QuietJob job(std::move(stop));
    const auto facts = imageFacts(path, job);
    if (facts) {
        const std::scoped_lock lock(m_mutex);
        m_entries.insert(key, {info.size(), info.lastModified(), *facts});
    }
    return facts;
}

std::vector<ReleaseRemark> remarksOf(const SuitPlan& plan, ByteSpan envelope, const Arguments& arguments,
                                     const QString& id, const ReleasePredecessor& predecessor)
{
    LintProfile profile;
    profile.publishedSequence = predecessor.sequence;
    if (const QString base = arguments.text(P::uriBase); !base.isEmpty())
        profile.manifestUrl = base + (base.endsWith(u'/') ? QString() : QStringLiteral("/")) + builtManifestName;
    profile.coaps = arguments.flag(QStringLiteral("coaps"));
    profile.resolver = arguments.flag(QStringLiteral("dns"));
    const bool loopback = isLoopback(arguments.text(P::uriBase));
    std::vector<ReleaseRemark> remarks;
    for (const LintFinding& finding : lintPlan(plan, envelope, arguments, profile)) {
        if (loopback && finding.code == QStringLiteral("riot-host"))
            continue;
        const ReleaseRemark remark{kindOf(finding.severity), finding.code, finding.message,
                                   parameterOfFinding(finding.code), finding.riotResult};
        // Manifest and slots under one URI base break the same rule of it; one remark is enough to mend it.
        if (std::ranges::none_of(remarks, [&](const ReleaseRemark& each) {
                return each.code == remark.code && (each.message == remark.message || remark.parameter == P::uriBase);
            }))
            remarks.push_back(remark);
    }
    if (arguments.list(P::key).isEmpty())
        remarks.push_back({ReleaseRemark::Kind::Refused, QStringLiteral("unsigned"),
                           Tr::tr("There is no signature; no board takes it."), P::key, -6});
    checkPlaces(plan, id, remarks);
    checkBoards(plan, predecessor, remarks);
    if (loopback)
        remarks.push_back(loopbackRemark());
    std::ranges::stable_sort(remarks, {}, &ReleaseRemark::kind);
    addPassed(plan, static_cast<qsizetype>(envelope.size()), predecessor.sequence, remarks);
    return remarks;
}

std::vector<BoardStep> boardSteps(const SuitPlan& plan, const QStringList& signatures)
{
    std::vector<BoardStep> steps;
    if (plan.build.images.empty())
        return steps;
    const SuitImage& first = plan.build.images.front();
    const bool riot = plan.build.dialect == SuitDialect::Riot09;
    const auto slots = std::ranges::count(plan.build.images, first.id, &SuitImage::id);
    quint64 largest = 0;
    for (const SuitImage& image : plan.build.images)
        largest = std::max(largest, image.size.value_or(0));
    steps.push_back({Tr::tr("Check the signature against the keys in its firmware"),
                     signatures.isEmpty() ? Tr::tr("none") : signatures.join(QStringLiteral(", "))});
    const auto& known = KnownIdentifiers::standard();
    const QString board = first.classId ? known.className(*first.classId) : QString();
    steps.push_back(
        {Tr::tr("Compare vendor and class with its own"),
         board.isEmpty() && first.classId ? uuidText(bytesOf(*first.classId)).left(8) + QChar(0x2026) : board});
    if (slots > 1)
        steps.push_back({Tr::tr("Take the slot that is not running"), Tr::tr("by offset")});
    else if (first.offset && riot)
        steps.push_back(
            {Tr::tr("Compare the offset with its free slot"), QStringLiteral("0x%1").arg(*first.offset, 0, 16)});
    steps.push_back({Tr::tr("Fetch %1").arg(humanSize(static_cast<qint64>(largest))), blocksText(largest)});
    steps.push_back({Tr::tr("Compare the SHA-256 of what was written"),
                     first.digest && slots < 2 ? first.digest->brief() : QString()});
    steps.push_back({first.offset
                         ? Tr::tr("Complete the header of sequence number %1 and reboot").arg(plan.build.sequenceNumber)
                         : Tr::tr("Store sequence number %1").arg(plan.build.sequenceNumber),
                     {}});
    return steps;
}

ReleasePreview previewRelease(const Operation& operation, const QJsonObject& values, Bench& bench,
                              ImageFactsCache& cache, std::stop_token stop)
{
    ReleasePreview preview;
    const QJsonObject given = understoodValues(operation, values);
    const Arguments arguments(given);
    const auto id = normalizedReleaseId(arguments.text(QStringLiteral("id")));
    ReleasePredecessor predecessor;
    if (id) {
        if (auto found = predecessorOf(bench, *id); found)
            predecessor = std::move(*found);
    }
    preview.lastSequence = predecessor.sequence;
    auto plan = planSuit(arguments, {[&](const QString& file) { return cache.of(file, stop); },
                                     [&]() -> Result<TimeSequence> {
                                         return nextSequence(bench.clock(), preview.lastSequence);
                                     }});
    const auto fail = [&preview](const Error& error, const QString& parameter) {
        preview.fault = PlanFault{error, parameter};
        return preview;
    };
    if (!plan)
        return fail(plan.error().error, plan.error().parameter);
    const auto bare = buildSuit(plan->build);
    if (!bare)
        return fail(bare.error(), P::component);
    QStringList algorithms;
    const auto envelope = signedLikely(*bare, arguments.list(P::key), bench, algorithms);
    if (!envelope)
        return fail(envelope.error(), P::key);
    preview.dialect = plan->build.dialect;
    preview.sequence = plan->build.sequenceNumber;
    preview.envelopeBytes = envelope->size();
    preview.remarks = remarksOf(*plan, bytesOf(*envelope), arguments, id ? id->text() : QString(), predecessor);
    preview.steps = boardSteps(*plan, algorithms);
    preview.plan = std::move(*plan);
    return preview;
}

} // namespace ota
