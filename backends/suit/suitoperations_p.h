// SPDX-License-Identifier: Apache-2.0
// What the operations of this folder share. For this folder only.
#pragma once

#include "base/clock.h"
#include "operations/operationregistry.h"
#include "suit/lint.h"

#include <QJsonArray>

namespace ota {

void registerSuitBuildOperations(OperationRegistry& registry);
void registerSuitCheckOperations(OperationRegistry& registry);
void registerRiotbootOperations(OperationRegistry& registry);

/// `MANIFEST`, positional.
Parameter manifestParameter();
/// `-o`, required.
Parameter outputParameter(const QString& help);
extern const QString manifestName;
extern const QString outputName;
extern const QString keyName;

/// The file's bytes. Errors: NotFound, Io, BadInput (over the limit).
Result<QByteArray> readManifestFile(const QString& path);

/// A sequence number made of the time: seconds since 1970. Before 2020 there is a warning: the clock was never set.
struct TimeSequence
{
    quint64 number = 0;
    QString warning;
};
TimeSequence sequenceOfNow(const Clock& clock);
/// The bench's clock.
Result<TimeSequence> sequenceOfNow(OperationContext& context);

/// A vendor by its domain or its UUID, a class by the board's name or its UUID.
QByteArray vendorOf(const QString& text);
QByteArray classOf(const QByteArray& vendor, const QString& text);

QJsonArray findingsJson(const std::vector<LintFinding>& findings);
QString findingsText(const std::vector<LintFinding>& findings);
/// False when something would be refused or is a trap.
bool isAcceptable(const std::vector<LintFinding>& findings);

QJsonArray warningsJson(const QStringList& warnings);
/// `Warning: …`, a line each, with a line end in front of each.
QString warningsText(const QStringList& warnings);

} // namespace ota
