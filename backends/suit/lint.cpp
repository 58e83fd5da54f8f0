// SPDX-License-Identifier: Apache-2.0
#include "suit/lint.h"

#include "suit/lintwalker.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <limits>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitLint)
};

using Severity = LintFinding::Severity;

// What RIOT implements (2.3 of the specification page); anything else ends with res=-2.
constexpr std::array<std::int64_t, 5> riotMembers{1, 2, 3, 9, 10};
constexpr std::array<std::int64_t, 2> riotCommon{2, 4};
constexpr std::array<std::int64_t, 10> riotCommands{1, 2, 3, 5, 12, 15, 19, 20, 21, 30};
constexpr std::array<std::int64_t, 6> riotParameters{1, 2, 3, 5, 14, 21};

constexpr qsizetype riotNameLength = 31;
constexpr std::size_t riotCollectionHead = 4;

template<typename List>
bool contains(const List& list, std::int64_t number)
{
    return std::ranges::find(list, number) != list.end();
}

class Linter
{
public:
    Linter(ByteSpan bytes, const SuitEnvelope& envelope, const SuitManifest& manifest, const LintProfile& profile)
        : m_bytes(bytes)
        , m_envelope(envelope)
        , m_manifest(manifest)
        , m_profile(profile)
        , m_riot(profile.target == LintTarget::Riot)
    {
    }

    std::vector<LintFinding> run()
    {
        if (m_riot && m_envelope.dialect != SuitDialect::Riot09) {
            add("wrong-dialect", Severity::Refused, 0,
                Tr::tr("This is a manifest of the present draft; RIOT reads draft 09 with numbers of its own. Build it "
                       "for "
                       "draft 09 (RIOT-OS/RIOT#21623)."),
                -2);
            return m_findings.take();
        }
        sequenceNumber();
        if (m_riot)
            riotLimits();
        for (const SuitMember& member : m_manifest.members) {
            if (member.sequence)
                commands(*member.sequence);
        }
        commands(m_manifest.shared);
        walkSuit(m_envelope, m_manifest, m_profile, m_findings);
        return m_findings.take();
    }

private:
    void add(const char* code, Severity severity, std::size_t offset, const QString& message,
             std::optional<int> result = {})
    {
        m_findings.add({QString::fromLatin1(code), severity, message, offset, result});
    }

    void sequenceNumber()
    {
        constexpr quint64 largest = std::numeric_limits<quint32>::max();
        if (!m_manifest.sequenceNumber)
            return;
        const quint64 number = *m_manifest.sequenceNumber;
        const std::size_t at = m_envelope.manifest ? m_envelope.manifest->content.offset : 0;
        if (m_riot && number > largest)
            add("seq-u32", Severity::Refused, at,
                Tr::tr("The sequence number %1 does not fit the 32 bits that RIOT reads.").arg(number), -1);
        if (m_riot && number == largest)
            add("seq-max", Severity::Trap, at,
                Tr::tr("After the sequence number %1, the largest there is, the device never takes another manifest.")
                    .arg(number));
        // The draft rejects lower numbers, RIOT equal ones as well.
        const auto tooLow = [&](quint64 other) {
            return m_riot ? number <= other : number < other;
        };
        if (m_profile.storedSequence && tooLow(*m_profile.storedSequence))
            add("seq-not-greater", Severity::Refused, at,
                Tr::tr("The sequence number %1 is not above %2, which the device has stored.")
                    .arg(number)
                    .arg(*m_profile.storedSequence),
                -5);
        else if (m_profile.publishedSequence && number <= *m_profile.publishedSequence)
            add("seq-not-greater", Severity::Refused, at,
                Tr::tr("The sequence number %1 is not above %2, which was published last.")
                    .arg(number)
                    .arg(*m_profile.publishedSequence),
                -5);
    }

    void riotLimits()
    {
        if (m_bytes.size() > m_profile.maximumEnvelope)
            add("riot-size-640", Severity::Refused, 0,
                Tr::tr("The envelope has %1 bytes; the board's buffer has %2, and it only says \"error getting "
                       "manifest\".")
                    .arg(m_bytes.size())
                    .arg(m_profile.maximumEnvelope));
        if (m_manifest.components.size() > m_profile.maximumComponents)
            add("riot-components", Severity::Refused, 0,
                Tr::tr("There are %1 components; the board is built for %2 (CONFIG_SUIT_COMPONENT_MAX).")
                    .arg(m_manifest.components.size())
                    .arg(m_profile.maximumComponents),
                -2);
        for (const SuitComponentId& id : m_manifest.components)
            componentName(id);
        if (!m_profile.manifestUrl.isEmpty())
            checkRiotUri(m_profile.manifestUrl, m_bytes.size(), 0, m_profile, m_findings);
        signatures();
        numbers();
    }

    void componentName(const SuitComponentId& id)
    {
        qsizetype length = 0;
        for (const QByteArray& part : id)
            length += 1 + part.size();
        if (length > riotNameLength)
            add("riot-component-name", Severity::Refused, 0,
                Tr::tr("The component %1 has %2 characters with its separators; at most %3 find a storage.")
                    .arg(componentIdText(id))
                    .arg(length)
                    .arg(riotNameLength),
                -2);
    }

    void signatures()
    {
        const auto& blocks = m_envelope.blocks;
        if (!blocks.empty() && std::ranges::none_of(blocks, [](const SuitAuthBlock& b) { return b.algorithm == -8; }))
            add("riot-alg", Severity::Refused, blocks.front().slice.offset,
                Tr::tr("No signature is of EdDSA; RIOT boards hold Ed25519 keys only."), -6);
        // RIOT compares the literal head of [2, 32 bytes].
        for (const SuitAuthBlock& block : blocks) {
            if (block.payload && !block.payload->startsWith(QByteArrayView("\x82\x02\x58\x20", riotCollectionHead)))
                add("riot-digest-alg", Severity::Refused, block.slice.offset,
                    Tr::tr("The manifest's digest is not SHA-256, the only one RIOT knows."), -7);
        }
    }

    void unsupported(std::int64_t number, std::size_t offset, const QString& what, bool afterInstall)
    {
        const QString message =
            afterInstall ? Tr::tr("RIOT does not know %1 (%2). It comes after the install section: the board installs "
                                  "the image, stores the sequence number and then reports a failure.")
                         : Tr::tr("RIOT does not know %1 (%2) and stops there.");
        m_findings.add({QStringLiteral("riot-unsupported:%1").arg(number),
                        afterInstall ? Severity::Trap : Severity::Refused, message.arg(what).arg(number), offset, -2});
    }

    static QString word(const QString& name) { return name.isEmpty() ? Tr::tr("this number") : name; }

    void numbers()
    {
        bool installed = false;
        for (const std::int64_t number : m_manifest.numbers) {
            if (!contains(riotMembers, number)) {
                const SuitMember* member = m_manifest.member(number);
                unsupported(number, member ? member->offset : 0,
                            word(SuitNames::manifestMember(m_envelope.dialect, number)), installed);
            }
            installed = installed || number == SuitNumbers::install(SuitDialect::Riot09);
        }
        for (const std::int64_t number : m_manifest.commonNumbers) {
            if (!contains(riotCommon, number))
                unsupported(number, m_manifest.shared.offset, word(SuitNames::commonMember(m_envelope.dialect, number)),
                            false);
        }
        for (const SuitMember& member : m_manifest.members) {
            if (member.severed)
                unsupported(member.number, member.offset, Tr::tr("a severed section"), false);
        }
    }

    /// What can be said of each command by itself.
    void commands(const SuitSequence& sequence)
    {
        for (const SuitCommand& command : sequence.commands) {
            if (m_riot && !contains(riotCommands, command.number))
                unsupported(command.number, command.offset,
                            word(SuitNames::command(m_envelope.dialect, command.number)), false);
            if (command.argument == SuitArgument::Policy && !command.policy)
                add("policy-nil", Severity::Note, command.offset,
                    Tr::tr("%1 has nil in place of a reporting policy, as tools of 2019 wrote it.")
                        .arg(word(SuitNames::command(m_envelope.dialect, command.number))));
            for (const std::int64_t number : command.parameters.numbers) {
                if (m_riot && !contains(riotParameters, number))
                    unsupported(number, command.offset, word(SuitNames::parameter(m_envelope.dialect, number)), false);
            }
            if (m_riot && command.parameters.digest &&
                command.parameters.digest->algorithm != SuitNumbers::sha256(SuitDialect::Riot09))
                add("riot-digest-alg", Severity::Refused, command.offset,
                    Tr::tr("The image's digest is of algorithm %1; RIOT compares 32 bytes of SHA-256 whatever the "
                           "number says.")
                        .arg(command.parameters.digest->algorithm),
                    -7);
            for (const SuitSequence& inner : command.sequences)
                commands(inner);
        }
    }

    ByteSpan m_bytes;
    const SuitEnvelope& m_envelope;
    const SuitManifest& m_manifest;
    const LintProfile& m_profile;
    bool m_riot;
    LintFindings m_findings;
};

} // namespace

void LintFindings::add(LintFinding finding)
{
    const bool known = std::ranges::any_of(m_findings, [&](const LintFinding& other) {
        return other.code == finding.code && other.offset == finding.offset && other.message == finding.message;
    });
    if (!known)
        m_findings.push_back(std::move(finding));
}

QString severityName(LintFinding::Severity severity)
{
    switch (severity) {
    case Severity::Refused:
        return QStringLiteral("refused");
    case Severity::Trap:
        return QStringLiteral("trap");
    case Severity::Note:
        return QStringLiteral("note");
    }
    Q_UNREACHABLE();
}

std::vector<LintFinding> lintSuit(ByteSpan bytes, const SuitEnvelope& envelope, const SuitManifest& manifest,
                                  const LintProfile& profile)
{
    return Linter(bytes, envelope, manifest, profile).run();
}

} // namespace ota
