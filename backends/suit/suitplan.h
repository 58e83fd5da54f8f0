// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operation.h"
#include "suit/build.h"
#include "suit/lint.h"
#include "suit/riotjson.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace ota {

class Clock;

/// The parameters that `suit.build` and `release.build` have in common.
namespace suitParameter {
inline const QString component = QStringLiteral("component");
inline const QString vendor = QStringLiteral("vendor");
inline const QString className = QStringLiteral("class");
inline const QString sequence = QStringLiteral("sequence");
inline const QString uriBase = QStringLiteral("uri-base");
inline const QString key = QStringLiteral("key");
inline const QString draft = QStringLiteral("draft");
inline const QString reference = QStringLiteral("reference-uri");
inline const QString bootable = QStringLiteral("bootable");
inline const QString riotJson = QStringLiteral("riot-json");
inline const QString maximumComponents = QStringLiteral("max-components");
} // namespace suitParameter

/// A sequence number made of the time: seconds since 1970. Before 2020 there is a warning: the clock was never set.
struct TimeSequence
{
    quint64 number = 0;
    QString warning;
};
TimeSequence sequenceOfNow(const Clock& clock);
/// The same, but above the last one that was published: two releases within a second are two.
TimeSequence nextSequence(const Clock& clock, std::optional<quint64> last);

/// What is to be built, read from the values of an operation.
struct SuitPlan
{
    SuitBuild build;
    QStringList files;                    ///< One an image, in order.
    QHash<QString, ImageFacts> behindUri; ///< What a board will find there.
    QStringList warnings;
};

/// Why nothing can be built, and which parameter says so; empty when none alone does.
struct PlanFault
{
    Error error;
    QString parameter;
};

struct PlanSources
{
    std::function<Result<ImageFacts>(const QString& file)> facts; ///< Of the image files.
    std::function<Result<TimeSequence>()> now;                    ///< Asked when no sequence number is given.
};

/// Reads the images and puts everything together. Errors: Usage, BadInput, and those of the sources.
tl::expected<SuitPlan, PlanFault> planSuit(const Arguments& arguments, const PlanSources& sources);

/// What a device with default limits would say to the envelope that was built of the plan. `profile` may know more.
std::vector<LintFinding> lintPlan(const SuitPlan& plan, ByteSpan envelope, const Arguments& arguments,
                                  LintProfile profile = {});

/// What we hand out must pass our own check. Error: Internal.
Result<> checkOwnWork(ByteSpan envelope, const SuitKeys& keys);

/// Which parameter a finding of this code is about; empty for the envelope as a whole.
QString parameterOfFinding(const QString& code);

/// The parameters above, as `suit.build` takes them.
std::vector<Parameter> planParameters();
Parameter signingKeyParameter(bool required);

} // namespace ota
