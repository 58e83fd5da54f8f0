// SPDX-License-Identifier: Apache-2.0
#include "suit/suitoperations.h"

#include "base/files.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "suit/identifiers.h"
#include "suit/suitoperations_p.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitOperations)
};

} // namespace

const QString manifestName = QStringLiteral("manifest");
const QString outputName = QStringLiteral("output");
const QString keyName = QStringLiteral("key");

void registerSuitOperations(OperationRegistry& registry, const BenchForwarding& forwarding)
{
    registerSuitBuildOperations(registry);
    registerSuitCheckOperations(registry);
    registerRiotbootOperations(registry);
    registerSuitReleaseOperations(registry, forwarding);
}

Parameter manifestParameter()
{
    return {.name = manifestName,
            .type = ParameterType::File,
            .help = Tr::tr("The file with the manifest in its envelope."),
            .valueName = QStringLiteral("MANIFEST"),
            .required = true,
            .positional = true};
}

Parameter outputParameter(const QString& help)
{
    return {.name = outputName,
            .type = ParameterType::NewFile,
            .help = help,
            .valueName = QStringLiteral("FILE"),
            .required = true,
            .shortOption = QStringLiteral("o")};
}

Result<QByteArray> readManifestFile(const QString& path)
{
    return readFile(path, SuitLimits::envelopeSize);
}

Result<TimeSequence> sequenceOfNow(OperationContext& context)
{
    const auto bench = context.bench(OperationContext::Access::Read);
    if (!bench)
        return failure(bench.error());
    return sequenceOfNow((*bench)->clock());
}

QByteArray vendorOf(const QString& text)
{
    const auto uuid = uuidFromText(text);
    return uuid ? *uuid : vendorIdentifier(text);
}

QByteArray classOf(const QByteArray& vendor, const QString& text)
{
    const auto uuid = uuidFromText(text);
    return uuid ? *uuid : classIdentifier(vendor, text);
}

QJsonArray findingsJson(const std::vector<LintFinding>& findings)
{
    QJsonArray array;
    for (const LintFinding& finding : findings) {
        QJsonObject object{{QStringLiteral("code"), finding.code},
                           {QStringLiteral("severity"), severityName(finding.severity)},
                           {QStringLiteral("message"), finding.message},
                           {QStringLiteral("offset"), static_cast<qint64>(finding.offset)}};
        if (finding.riotResult)
            object.insert(QStringLiteral("res"), *finding.riotResult);
        array.append(object);
    }
    return array;
}

QString findingsText(const std::vector<LintFinding>& findings)
{
    std::vector<QStringList> rows;
    for (const LintFinding& finding : findings) {
        const QString result = finding.riotResult ? QStringLiteral(" [res=%1]").arg(*finding.riotResult) : QString();
        rows.push_back({severityName(finding.severity), finding.code, finding.message + result});
    }
    return rows.empty() ? QString() : textTable({}, rows);
}

bool isAcceptable(const std::vector<LintFinding>& findings)
{
    return std::ranges::all_of(
        findings, [](const LintFinding& finding) { return finding.severity == LintFinding::Severity::Note; });
}

QJsonArray warningsJson(const QStringList& warnings)
{
    return QJsonArray::fromStringList(warnings);
}

QString warningsText(const QStringList& warnings)
{
    QString text;
    for (const QString& warning : warnings)
        text += QLatin1Char('\n') + Tr::tr("Warning: %1").arg(warning);
    return text;
}

} // namespace ota
