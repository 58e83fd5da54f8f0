// SPDX-License-Identifier: Apache-2.0
#include "suit/suitnames.h"

#include <QStringList>

#include <algorithm>
#include <iterator>
#include <span>

namespace ota {

namespace {

constexpr const char* none = nullptr;

/// One number and its name in both dialects.
struct Row
{
    std::int64_t number;
    const char* riot;
    const char* standard;
};

QString find(std::span<const Row> rows, SuitDialect dialect, std::int64_t number)
{
    const auto row = std::ranges::find(rows, number, &Row::number);
    if (row == rows.end())
        return {};
    const char* name = dialect == SuitDialect::Riot09 ? row->riot : row->standard;
    return name ? QString::fromLatin1(name) : QString();
}

// The numbers of draft-37 that its own text does not have are of the trust-domains and update-management drafts.
constexpr Row envelopeMembers[] = {
    {1, "delegation", "delegation"},
    {2, "authentication-wrapper", "authentication-wrapper"},
    {3, "manifest", "manifest"},
    {7, "dependency-resolution", none},
    {8, "payload-fetch", none},
    {9, "install", none},
    {13, "text", none},
    {14, none, "coswid"},
    {15, none, "dependency-resolution"},
    {16, none, "payload-fetch"},
    {20, none, "install"},
    {23, none, "text"},
    {24, none, "uninstall"},
};

constexpr Row manifestMembers[] = {
    {1, "manifest-version", "manifest-version"},
    {2, "manifest-sequence-number", "manifest-sequence-number"},
    {3, "common", "common"},
    {4, "reference-uri", "reference-uri"},
    {5, none, "manifest-component-id"},
    {6, none, "set-version"},
    {7, "dependency-resolution", "validate"},
    {8, "payload-fetch", "load"},
    {9, "install", "invoke"},
    {10, "validate", none},
    {11, "load", none},
    {12, "run", none},
    {13, "text", none},
    {14, none, "coswid"},
    {15, none, "dependency-resolution"},
    {16, none, "payload-fetch"},
    {20, none, "install"},
    {23, none, "text"},
    {24, none, "uninstall"},
};

constexpr Row commonMembers[] = {
    {1, "dependencies", "dependencies"},
    {2, "components", "components"},
    {4, "common-sequence", "shared-sequence"},
};

constexpr Row commands[] = {
    {1, "condition-vendor-identifier", "condition-vendor-identifier"},
    {2, "condition-class-identifier", "condition-class-identifier"},
    {3, "condition-image-match", "condition-image-match"},
    {4, "condition-use-before", "condition-use-before"},
    {5, "condition-component-offset", "condition-component-slot"},
    {6, none, "condition-check-content"},
    {7, none, "condition-dependency-integrity"},
    {8, none, "condition-is-dependency"},
    {11, none, "directive-process-dependency"},
    {12, "directive-set-component-index", "directive-set-component-index"},
    {13, "directive-set-dependency-index", none},
    {14, "directive-abort", "condition-abort"},
    {15, "directive-try-each", "directive-try-each"},
    {18, "directive-process-dependency", "directive-write"},
    {19, "directive-set-parameters", "directive-set-parameters"},
    {20, "directive-override-parameters", "directive-override-parameters"},
    {21, "directive-fetch", "directive-fetch"},
    {22, "directive-copy", "directive-copy"},
    {23, "directive-run", "directive-invoke"},
    {24, "condition-device-identifier", "condition-device-identifier"},
    {25, "condition-image-not-match", "condition-image-not-match"},
    {26, "condition-minimum-battery", "condition-minimum-battery"},
    {27, "condition-update-authorized", "condition-update-authorized"},
    {28, "condition-version", "condition-version"},
    {29, "directive-wait", "directive-wait"},
    {30, "directive-run-sequence", none},
    {31, "directive-run-with-arguments", "directive-swap"},
    {32, "directive-run-sequence", "directive-run-sequence"},
    {33, none, "directive-unlink"},
};

constexpr Row parameters[] = {
    {1, "vendor-identifier", "vendor-identifier"},
    {2, "class-identifier", "class-identifier"},
    {3, "image-digest", "image-digest"},
    {4, "use-before", "use-before"},
    {5, "component-offset", "component-slot"},
    {12, "strict-order", "strict-order"},
    {13, "soft-failure", "soft-failure"},
    {14, "image-size", "image-size"},
    {18, "encryption-info", "content"},
    {19, "compression-info", "encryption-info"},
    {20, "unpack-info", none},
    {21, "uri", "uri"},
    {22, "source-component", "source-component"},
    {23, "run-arguments", "invoke-arguments"},
    {24, "device-identifier", "device-identifier"},
    {25, none, "fetch-arguments"},
    {26, "minimum-battery", "minimum-battery"},
    {27, "update-priority", "update-priority"},
    {28, "version", "version"},
    {29, "wait-info", "wait-info"},
};

constexpr Row texts[] = {
    {1, "manifest-description", "manifest-description"},
    {2, "update-description", "update-description"},
    {3, "manifest-json-source", "manifest-json-source"},
    {4, "manifest-yaml-source", "manifest-yaml-source"},
};

constexpr Row componentTexts[] = {
    {1, "vendor-name", "vendor-name"},
    {2, "model-name", "model-name"},
    {3, "vendor-domain", "vendor-domain"},
    {4, "model-info", "model-info"},
    {5, "component-description", "component-description"},
    {6, "component-version", "component-version"},
    {7, "version-required", "version-required"},
};

constexpr Row digestAlgorithms[] = {
    {1, "SHA-224", none},   {2, "SHA-256", none},    {3, "SHA-384", none},
    {4, "SHA-512", none},   {-16, none, "SHA-256"},  {-43, none, "SHA-384"},
    {-44, none, "SHA-512"}, {-18, none, "SHAKE128"}, {-45, none, "SHAKE256"},
};

// IANA's registry of COSE algorithms and header parameters.
constexpr Row coseAlgorithms[] = {
    {-7, "ES256", "ES256"},      {-8, "EdDSA", "EdDSA"},      {-9, "ESP256", "ESP256"},    {-19, "Ed25519", "Ed25519"},
    {-35, "ES384", "ES384"},     {-36, "ES512", "ES512"},     {-46, "HSS-LMS", "HSS-LMS"}, {-37, "PS256", "PS256"},
    {5, "HMAC-256", "HMAC-256"}, {6, "HMAC-384", "HMAC-384"}, {7, "HMAC-512", "HMAC-512"},
};

constexpr Row coseHeaders[] = {
    {1, "alg", "alg"}, {2, "crit", "crit"}, {3, "content type", "content type"}, {4, "kid", "kid"}, {5, "IV", "IV"},
};

std::optional<std::int64_t> numberOf(std::span<const Row> rows, const QString& name)
{
    const auto row = std::ranges::find_if(rows, [&](const Row& each) { return name == QLatin1String(each.standard); });
    return row == rows.end() ? std::nullopt : std::optional(row->number);
}

} // namespace

QString dialectName(SuitDialect dialect)
{
    return dialect == SuitDialect::Riot09 ? QStringLiteral("riot-09") : QStringLiteral("draft-37");
}

namespace SuitNames {

QString envelopeMember(SuitDialect dialect, std::int64_t number)
{
    return find(envelopeMembers, dialect, number);
}

QString manifestMember(SuitDialect dialect, std::int64_t number)
{
    return find(manifestMembers, dialect, number);
}

QString commonMember(SuitDialect dialect, std::int64_t number)
{
    return find(commonMembers, dialect, number);
}

QString command(SuitDialect dialect, std::int64_t number)
{
    return find(commands, dialect, number);
}

QString parameter(SuitDialect dialect, std::int64_t number)
{
    return find(parameters, dialect, number);
}

QString text(std::int64_t number)
{
    return find(texts, SuitDialect::Draft37, number);
}

QString componentText(std::int64_t number)
{
    return find(componentTexts, SuitDialect::Draft37, number);
}

std::optional<std::int64_t> textNumber(const QString& name)
{
    return numberOf(texts, name);
}

std::optional<std::int64_t> componentTextNumber(const QString& name)
{
    // The draft's tool calls it by the second name.
    return numberOf(componentTexts, name == QLatin1String("version") ? QStringLiteral("component-version") : name);
}

QString digestAlgorithm(SuitDialect dialect, std::int64_t number)
{
    return find(digestAlgorithms, dialect, number);
}

QString coseAlgorithm(std::int64_t number)
{
    return find(coseAlgorithms, SuitDialect::Draft37, number);
}

QString coseHeader(std::int64_t label)
{
    return find(coseHeaders, SuitDialect::Draft37, label);
}

QString policy(std::uint64_t bits)
{
    static constexpr const char* words[] = {"record-success", "record-failure", "sysinfo-success", "sysinfo-failure"};
    if (bits == 15)
        return QStringLiteral("all");
    QStringList set;
    for (std::size_t i = 0; i < std::size(words); ++i) {
        if (bits & (1u << i))
            set << QString::fromLatin1(words[i]);
    }
    if (bits > 15)
        set << QStringLiteral("+%1").arg(bits & ~std::uint64_t{15});
    return set.isEmpty() ? QStringLiteral("none") : set.join(QLatin1Char(' '));
}

} // namespace SuitNames

SuitArgument argumentOf(SuitDialect dialect, std::int64_t command)
{
    const bool riot = dialect == SuitDialect::Riot09;
    switch (command) {
    case SuitCommandNumbers::setIndex:
        return SuitArgument::Index;
    case 13:
        return riot ? SuitArgument::Dependency : SuitArgument::Any;
    case SuitCommandNumbers::tryEach:
        return SuitArgument::Sequences;
    case SuitCommandNumbers::setParameters:
    case SuitCommandNumbers::overrideParameters:
        return SuitArgument::Parameters;
    case 30:
        return riot ? SuitArgument::Sequence : SuitArgument::Any;
    case 32: // RIOT's header says swap, the draft's text run-sequence; the reader goes by the argument's type.
        return SuitArgument::Sequence;
    case 18: // riot-09: process-dependency, whose argument the draft leaves to it
    case 31:
        return riot ? SuitArgument::Any : SuitArgument::Policy;
    default:
        break;
    }
    const QString name = SuitNames::command(dialect, command);
    return name.isEmpty() ? SuitArgument::Any : SuitArgument::Policy;
}

bool isSequenceMember(SuitDialect dialect, std::int64_t number)
{
    if (dialect == SuitDialect::Riot09)
        return number >= 7 && number <= 12;
    return (number >= 7 && number <= 9) || number == 15 || number == 16 || number == 20 || number == 24;
}

bool isSeverable(SuitDialect dialect, std::int64_t number)
{
    if (dialect == SuitDialect::Riot09)
        return number == 7 || number == 8 || number == 9 || number == 13;
    return number == 14 || number == 15 || number == 16 || number == 20 || number == 23 || number == 24;
}

} // namespace ota
