// SPDX-License-Identifier: Apache-2.0
// What the operations of this folder share. For this folder only.
#pragma once

#include "operations/operationregistry.h"
#include "store/storeoperations.h"
#include "suit/suitplan.h"

#include <QJsonArray>

namespace ota {

void registerSuitBuildOperations(OperationRegistry& registry);
void registerSuitCheckOperations(OperationRegistry& registry);
void registerRiotbootOperations(OperationRegistry& registry);
void registerSuitReleaseOperations(OperationRegistry& registry, const BenchForwarding& forwarding);
void registerReleaseCompareOperation(OperationRegistry& registry);

/// `MANIFEST`, positional.
Parameter manifestParameter();
/// `-o`, required.
Parameter outputParameter(const QString& help);
extern const QString manifestName;
extern const QString outputName;
extern const QString keyName;

/// The file's bytes. Errors: NotFound, Io, BadInput (over the limit).
Result<QByteArray> readManifestFile(const QString& path);

/// The bench's clock.
Result<TimeSequence> sequenceOfNow(OperationContext& context);

/// A vendor by its domain or its UUID, a class by the board's name or its UUID.
QByteArray vendorOf(const QString& text);
QByteArray classOf(const QByteArray& vendor, const QString& text);

/// Files read for the job, the time of the bench.
PlanSources planSources(OperationContext& context);
/// `id`, `file`, `size`, `sha256`, `uri`, `offset` of each image; and as a table.
QJsonArray planImagesJson(const SuitPlan& plan);
QString planImagesText(const SuitPlan& plan);

/// Signs with each key in turn; the public halves are put into `keys`.
Result<QByteArray> signWith(QByteArray envelope, const QStringList& names, const Arguments& arguments,
                            OperationContext& context, SuitKeys& keys);

/// A manifest that the bench signs shows its names later: a UUID alone tells nothing.
void keepNames(const Arguments& arguments, OperationContext& context, QStringList& warnings);

QJsonArray findingsJson(const std::vector<LintFinding>& findings);
QString findingsText(const std::vector<LintFinding>& findings);
/// False when something would be refused or is a trap.
bool isAcceptable(const std::vector<LintFinding>& findings);

QJsonArray warningsJson(const QStringList& warnings);
/// `Warning: …`, a line each, with a line end in front of each.
QString warningsText(const QStringList& warnings);

} // namespace ota
