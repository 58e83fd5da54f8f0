// SPDX-License-Identifier: Apache-2.0
#include "otaserver/publishcheck.h"

#include "crypto/keystore.h"
#include "otaserver/manifestfacts.h"
#include "store/bench.h"
#include "suit/lint.h"
#include "suit/verify.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PublishCheck)
};

QString classOf(LintFinding::Severity severity)
{
    switch (severity) {
    case LintFinding::Severity::Refused:
        return QStringLiteral("bad");
    case LintFinding::Severity::Trap:
        return QStringLiteral("warn");
    case LintFinding::Severity::Note:
        break;
    }
    return QStringLiteral("info");
}

/// What a manifest's URI will be answered with, when it is a file of this publication: `…/<release>/<file>`.
std::optional<LintProfile::Payload> payloadBehind(const PublishContext& context, const QString& uri)
{
    for (const DraftFile& file : context.draft.files) {
        if (uri.endsWith(QString(u'/' + context.id.text() + u'/' + file.name)))
            return LintProfile::Payload{static_cast<quint64>(file.sizeBytes), file.blob};
    }
    return std::nullopt;
}

std::vector<ManifestFinding> findingsOf(const PublishContext& context, ByteSpan bytes, const SuitReport& report)
{
    LintProfile profile;
    profile.target = report.dialect == SuitDialect::Riot09 ? LintTarget::Riot : LintTarget::Standard;
    profile.publishedSequence = context.lastSequence;
    profile.payload = [&](const QString& uri) {
        return payloadBehind(context, uri);
    };
    std::vector<ManifestFinding> findings;
    for (const LintFinding& found : lintSuit(bytes, report.envelope, report.manifest, profile))
        findings.push_back({found.code, classOf(found.severity), found.message});
    return findings;
}

Result<> lookAt(const PublishContext& context, const DraftFile& file, const SuitKeys& keys, PublishAdvice& advice)
{
    const auto bytes = context.blobs.open(file.blob);
    if (!bytes)
        return failureIn(file.name, bytes.error());
    if (!looksLikeEnvelope((*bytes)->bytes())) {
        if (isNamedLikeManifest(file.name))
            advice.warnings << Tr::tr("%1 is no SUIT envelope: it is published as it is, and a board will refuse it.")
                                   .arg(file.name);
        return {};
    }
    const SuitReport report = verifySuit((*bytes)->bytes(), keys);
    ManifestFacts facts = factsOf(report);
    const auto findings = findingsOf(context, (*bytes)->bytes(), report);
    facts.findings.insert(facts.findings.end(), findings.begin(), findings.end());
    const auto refusal = refusalOf(report);
    if (refusal && !context.draft.notes.value(allowInvalidNote).toBool())
        return failure(Error::Code::Rejected,
                       Tr::tr("%1 is refused (%2): %3").arg(file.name, refusal->code, refusal->why), {},
                       Tr::tr("For a negative test publish it with allow-invalid."));
    if (refusal) {
        facts.className = QStringLiteral("bad");
        facts.findings.insert(facts.findings.begin(), {refusal->code, facts.className, refusal->why});
    }
    if (!report.isOk())
        advice.warnings << (facts.why.isEmpty() ? Tr::tr("%1: %2").arg(file.name, facts.text)
                                                : Tr::tr("%1: %2 (%3)").arg(file.name, facts.text, facts.why));
    FileAdvice& about = advice.files[file.name];
    about.role = FileRole::Manifest;
    about.mediaType = QStringLiteral("application/suit-envelope+cose");
    about.sequence = facts.sequence;
    about.notes = facts.toJson();
    if (facts.sequence && advice.version.toULongLong() < *facts.sequence)
        advice.version = QString::number(*facts.sequence);
    return {};
}

} // namespace

PublishCheck suitPublishCheck(Bench& bench)
{
    return [&bench](const PublishContext& context) -> Result<PublishAdvice> {
        PublishAdvice advice;
        const SuitKeys keys = trustedKeys(KeyStore(bench.keysPath()));
        for (const DraftFile& file : context.draft.files) {
            if (auto looked = lookAt(context, file, keys, advice); !looked)
                return failure(looked.error());
        }
        advice.notes.insert(QStringLiteral("warnings"), QJsonArray::fromStringList(advice.warnings));
        return advice;
    };
}

void installSuitPublishCheck(Bench& bench)
{
    bench.releases().addPublishCheck(QStringLiteral("suit"), suitPublishCheck(bench));
}

} // namespace ota
