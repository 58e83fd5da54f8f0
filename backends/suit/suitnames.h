// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace ota {

/// The two kinds of manifests, told apart by their bytes.
enum class SuitDialect
{
    Riot09,  ///< What RIOT reads: draft-ietf-suit-manifest-09 with RIOT's own numbers.
    Draft37, ///< The present text of the standard.
};

/// `riot-09`, `draft-37`.
QString dialectName(SuitDialect dialect);

/// The words of the drafts for the numbers, without their `suit-`; empty for a number that means nothing there.
namespace SuitNames {

QString envelopeMember(SuitDialect dialect, std::int64_t number);
QString manifestMember(SuitDialect dialect, std::int64_t number);
QString commonMember(SuitDialect dialect, std::int64_t number);
/// `condition-…` or `directive-…`.
QString command(SuitDialect dialect, std::int64_t number);
QString parameter(SuitDialect dialect, std::int64_t number);
QString text(std::int64_t number);          ///< Of the manifest as a whole.
QString componentText(std::int64_t number); ///< Of one component.
/// Back from the words; nothing for others.
std::optional<std::int64_t> textNumber(const QString& name);
std::optional<std::int64_t> componentTextNumber(const QString& name);
QString digestAlgorithm(SuitDialect dialect, std::int64_t number);
QString coseAlgorithm(std::int64_t number);
QString coseHeader(std::int64_t label);
/// `record-success sysinfo-failure`; `none` for 0, `all` for 15.
QString policy(std::uint64_t bits);

} // namespace SuitNames

/// What kind of argument a command takes.
enum class SuitArgument
{
    Policy,     ///< A reporting policy.
    Index,      ///< Of a component.
    Dependency, ///< Index of a dependency.
    Sequences,  ///< try-each: a list of wrapped sequences.
    Sequence,   ///< run-sequence: one wrapped sequence.
    Parameters, ///< A map.
    Any         ///< Not known.
};
SuitArgument argumentOf(SuitDialect dialect, std::int64_t command);

/// Whether a manifest member holds a command sequence.
bool isSequenceMember(SuitDialect dialect, std::int64_t number);
/// Whether a manifest member may be a digest, with its content in the envelope.
bool isSeverable(SuitDialect dialect, std::int64_t number);

/// Numbers that differ between the dialects.
namespace SuitNumbers {
constexpr std::int64_t authentication = 2; // envelope
constexpr std::int64_t manifest = 3;
constexpr std::int64_t version = 1; // manifest
constexpr std::int64_t sequenceNumber = 2;
constexpr std::int64_t common = 3;
constexpr std::int64_t referenceUri = 4;
constexpr std::int64_t components = 2; // common
constexpr std::int64_t sharedSequence = 4;
constexpr std::int64_t install(SuitDialect dialect)
{
    return dialect == SuitDialect::Riot09 ? 9 : 20;
}
constexpr std::int64_t payloadFetch(SuitDialect dialect)
{
    return dialect == SuitDialect::Riot09 ? 8 : 16;
}
constexpr std::int64_t load(SuitDialect dialect)
{
    return dialect == SuitDialect::Riot09 ? 11 : 8;
}
constexpr std::int64_t validate(SuitDialect dialect)
{
    return dialect == SuitDialect::Riot09 ? 10 : 7;
}
constexpr std::int64_t invoke(SuitDialect dialect)
{
    return dialect == SuitDialect::Riot09 ? 12 : 9;
}
constexpr std::int64_t text(SuitDialect dialect)
{
    return dialect == SuitDialect::Riot09 ? 13 : 23;
}
constexpr std::int64_t sha256(SuitDialect dialect)
{
    return dialect == SuitDialect::Riot09 ? 2 : -16;
}
} // namespace SuitNumbers

namespace SuitCommandNumbers {
constexpr std::int64_t vendor = 1;
constexpr std::int64_t classId = 2;
constexpr std::int64_t imageMatch = 3;
constexpr std::int64_t offset = 5;       // component-slot in draft-37
constexpr std::int64_t checkContent = 6; // draft-37
constexpr std::int64_t setIndex = 12;
constexpr std::int64_t abort = 14;
constexpr std::int64_t tryEach = 15;
constexpr std::int64_t write = 18; // draft-37
constexpr std::int64_t setParameters = 19;
constexpr std::int64_t overrideParameters = 20;
constexpr std::int64_t fetch = 21;
constexpr std::int64_t copy = 22;
constexpr std::int64_t invoke = 23;      // run in riot-09
constexpr std::int64_t runSequence = 32; // draft-37
} // namespace SuitCommandNumbers

namespace SuitParameterNumbers {
constexpr std::int64_t vendor = 1;
constexpr std::int64_t classId = 2;
constexpr std::int64_t digest = 3;
constexpr std::int64_t offset = 5; // component-slot in draft-37
constexpr std::int64_t strictOrder = 12;
constexpr std::int64_t softFailure = 13;
constexpr std::int64_t size = 14;
constexpr std::int64_t content = 18; // draft-37
constexpr std::int64_t uri = 21;
constexpr std::int64_t source = 22;
constexpr std::int64_t arguments = 23;
constexpr std::int64_t device = 24;
constexpr std::int64_t fetchArguments = 25; // draft-37
} // namespace SuitParameterNumbers

} // namespace ota
