// SPDX-License-Identifier: Apache-2.0
#include "otaserver/manifestfacts.h"

#include "suit/verify.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ManifestFacts)
};

bool isRefusedForm(SuitVerdict verdict)
{
    switch (verdict) {
    case SuitVerdict::Ok:
    case SuitVerdict::Unsigned:
    case SuitVerdict::AlgMismatch: // No key of that kind is on the bench: nothing is wrong with the bytes.
    case SuitVerdict::DigestMismatch:
    case SuitVerdict::UntrustedKey:
    case SuitVerdict::BadSignature:
        return false;
    default:
        return true;
    }
}

QString signerOf(const SuitReport& report)
{
    if (!report.signedBy.isEmpty())
        return report.signedBy;
    for (const SuitBlockReport& block : report.blocks) {
        if (!block.keyName.isEmpty())
            return block.keyName;
    }
    return {};
}

QString textOf(const SuitReport& report, const QString& signer)
{
    switch (report.verdict) {
    case SuitVerdict::Ok:
        return Tr::tr("verified, %1").arg(signer);
    case SuitVerdict::Unsigned:
        return Tr::tr("not signed");
    case SuitVerdict::AlgMismatch:
    case SuitVerdict::UntrustedKey:
        return signer.isEmpty() ? Tr::tr("signed by nobody this bench knows")
                                : Tr::tr("signed by %1, not trusted here").arg(signer);
    case SuitVerdict::BadSignature:
        return Tr::tr("bad signature, or signed by nobody this bench knows");
    default:
        return verdictCode(report.verdict);
    }
}

} // namespace

QJsonObject ManifestFacts::toJson() const
{
    QJsonArray lint;
    for (const ManifestFinding& finding : findings)
        lint.append(QJsonObject{{QStringLiteral("id"), finding.id},
                                {QStringLiteral("class"), finding.className},
                                {QStringLiteral("text"), finding.text}});
    QJsonObject json{{QStringLiteral("dialect"), dialect}, {QStringLiteral("verdict"), verdict},
                     {QStringLiteral("class"), className}, {QStringLiteral("text"), text},
                     {QStringLiteral("why"), why},         {QStringLiteral("signer"), signer},
                     {QStringLiteral("lint"), lint}};
    if (sequence)
        json.insert(QStringLiteral("sequence"), static_cast<qint64>(*sequence));
    return json;
}

ManifestFacts ManifestFacts::fromJson(const QJsonObject& json)
{
    ManifestFacts facts;
    facts.dialect = json[QStringLiteral("dialect")].toString();
    facts.verdict = json[QStringLiteral("verdict")].toString();
    facts.className = json[QStringLiteral("class")].toString();
    facts.text = json[QStringLiteral("text")].toString();
    facts.why = json[QStringLiteral("why")].toString();
    facts.signer = json[QStringLiteral("signer")].toString();
    if (json.contains(QStringLiteral("sequence")))
        facts.sequence = static_cast<quint64>(json[QStringLiteral("sequence")].toInteger());
    const QJsonArray lint = json[QStringLiteral("lint")].toArray();
    for (const QJsonValue& value : lint)
        facts.findings.push_back({value[QStringLiteral("id")].toString(), value[QStringLiteral("class")].toString(),
                                  value[QStringLiteral("text")].toString()});
    return facts;
}

bool looksLikeEnvelope(ByteSpan bytes)
{
    // Tag 107, in its short form.
    if (bytes.size() >= 3 && bytes[0] == 0xd8 && bytes[1] == 0x6b)
        return true;
    // A map whose first key is that of authentication or manifest, with a byte string (or a list) behind it. No image
    // of a processor begins like this: as an ARM stack pointer it would be odd.
    const bool isMap = bytes.size() >= 3 && ((bytes[0] >= 0xa1 && bytes[0] <= 0xb7) || bytes[0] == 0xbf);
    if (!isMap || bytes[1] < 1 || bytes[1] > 3)
        return false;
    const std::uint8_t major = bytes[2] >> 5;
    return major == 2 || major == 4;
}

bool isNamedLikeManifest(const QString& name)
{
    return name == QStringLiteral("manifest") || name.contains(QStringLiteral(".suit.")) ||
           name.contains(QStringLiteral(".suitv4")) || name.endsWith(QStringLiteral(".suit"));
}

std::optional<ManifestRefusal> refusalOf(const SuitReport& report)
{
    if (isRefusedForm(report.verdict))
        return ManifestRefusal{verdictCode(report.verdict), report.message};
    // The form of the manifest is only reached behind a good signature; whoever signed it, it is looked at here.
    if (!report.manifest.faults.empty()) {
        const SuitFault& fault = report.manifest.faults.front();
        return ManifestRefusal{verdictCode(fault.code), fault.message};
    }
    return std::nullopt;
}

ManifestFacts factsOf(const SuitReport& report)
{
    ManifestFacts facts;
    facts.dialect = dialectName(report.dialect);
    facts.sequence = report.manifest.sequenceNumber;
    facts.verdict = verdictCode(report.verdict);
    facts.why = report.message;
    facts.signer = signerOf(report);
    facts.text = textOf(report, facts.signer);
    const bool isForeign = report.verdict == SuitVerdict::Unsigned || report.verdict == SuitVerdict::UntrustedKey ||
                           report.verdict == SuitVerdict::AlgMismatch;
    facts.className = report.isOk() ? QStringLiteral("good")
                      : isForeign   ? QStringLiteral("warn")
                                    : QStringLiteral("bad");
    for (const QString& note : report.notes)
        facts.findings.push_back({QStringLiteral("note"), QStringLiteral("info"), note});
    return facts;
}

std::optional<ManifestFacts> manifestFactsOf(const ReleaseFile& file)
{
    if (!file.notes.contains(QStringLiteral("verdict")))
        return std::nullopt;
    return ManifestFacts::fromJson(file.notes);
}

} // namespace ota
