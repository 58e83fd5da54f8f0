// SPDX-License-Identifier: Apache-2.0
#include "suit/lintwalker.h"

#include "suit/identifiers.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitLint)
};

using Severity = LintFinding::Severity;
namespace C = SuitCommandNumbers;

// Two try-each of 16 branches are 256 ways; nobody writes more, and the rest would tell nothing new.
constexpr std::size_t maximumWays = 256;
// A manifest made to keep us busy: after so many copies of a component's state the walk ends with what it has found.
constexpr std::size_t maximumWork = 2'000'000;

/// What a device knows of a component on one way through the manifest.
struct ComponentState
{
    SuitParameters parameters;
    bool fetched = false;
    bool matched = false;
    std::size_t fetchOffset = 0;
};

/// One way through the manifest. Conditions on what the profile does not say are taken to hold.
struct Way
{
    std::vector<ComponentState> components;
    std::vector<std::size_t> selected;
    std::optional<quint64> slotOffset; ///< Known or taken to be.
    bool vendorChecked = false;
    bool classChecked = false;
    bool guessed = false; ///< Something was taken to hold since this was last reset.
};

/// Conditions that failed within a branch; findings only when no branch holds.
struct Outcome
{
    std::vector<Way> ways; ///< Those that went through.
    std::vector<LintFinding> failed;
};

class Walker
{
public:
    Walker(const SuitEnvelope& envelope, const SuitManifest& manifest, const LintProfile& profile,
           LintFindings& findings)
        : m_dialect(envelope.dialect)
        , m_manifest(manifest)
        , m_profile(profile)
        , m_riot(profile.target == LintTarget::Riot)
        , m_findings(findings)
    {
    }

    void run()
    {
        Way start;
        start.components.resize(m_manifest.components.size());
        if (!start.components.empty())
            start.selected = {0};
        start.slotOffset = m_profile.slotOffset;
        std::vector<Way> ways = top({start}, m_manifest.shared);
        for (const SuitMember* member : inOrder())
            ways = top(std::move(ways), *member->sequence);
        for (const Way& way : ways) {
            for (const ComponentState& component : way.components) {
                if (component.fetched && !component.matched)
                    add("no-image-match", Severity::Trap, component.fetchOffset,
                        Tr::tr("Nothing compares the image after it was fetched: the board says \"update successful\", "
                               "but nothing is "
                               "verified and nothing is kept."));
            }
        }
    }

private:
    void add(const char* code, Severity severity, std::size_t offset, const QString& message,
             std::optional<int> result = {})
    {
        m_findings.add({QString::fromLatin1(code), severity, message, offset, result});
    }

    std::vector<const SuitMember*> inOrder() const
    {
        std::vector<const SuitMember*> members;
        for (const SuitMember& member : m_manifest.members) {
            if (member.sequence)
                members.push_back(&member);
        }
        // RIOT acts in the order of the bytes; the draft fetches, installs, validates, loads, invokes.
        if (m_dialect == SuitDialect::Draft37) {
            const auto rank = [](const SuitMember* member) {
                static constexpr std::int64_t order[] = {15, 16, 20, 7, 8, 9};
                return std::ranges::find(order, member->number) - std::begin(order);
            };
            std::ranges::stable_sort(members, {}, rank);
        }
        return members;
    }

    /// A section: what fails here is a finding, and the walk goes on as if it had not.
    std::vector<Way> top(std::vector<Way> ways, const SuitSequence& sequence)
    {
        std::vector<Way> next;
        for (Way& way : ways) {
            if (!way.components.empty())
                way.selected = {0};
            for (Way& after : through({std::move(way)}, sequence, nullptr)) {
                if (next.size() < maximumWays)
                    next.push_back(std::move(after));
            }
        }
        return next;
    }

    /// `failed` null: failures are findings. Otherwise they end the way and are kept there.
    std::vector<Way> through(std::vector<Way> ways, const SuitSequence& sequence, std::vector<LintFinding>* failed)
    {
        for (const SuitCommand& command : sequence.commands) {
            std::vector<Way> next;
            for (Way& way : ways)
                step(std::move(way), command, failed, next);
            ways = std::move(next);
        }
        return ways;
    }

    void step(Way way, const SuitCommand& command, std::vector<LintFinding>* failed, std::vector<Way>& next)
    {
        m_work += way.components.size() + 1;
        if (m_work > maximumWork)
            return;
        switch (command.argument) {
        case SuitArgument::Index:
            select(way, command);
            break;
        case SuitArgument::Parameters:
            for (const std::size_t i : way.selected)
                way.components[i].parameters.merge(command.parameters);
            break;
        case SuitArgument::Sequences:
            tryEach(std::move(way), command, failed, next);
            return;
        case SuitArgument::Sequence:
            for (Way& after : through({std::move(way)},
                                      command.sequences.empty() ? SuitSequence{} : command.sequences.front(), failed))
                push(next, std::move(after));
            return;
        default:
            for (const std::size_t i : std::vector<std::size_t>(way.selected)) {
                if (!act(way, way.components[i], command, failed))
                    return;
            }
            break;
        }
        push(next, std::move(way));
    }

    static void push(std::vector<Way>& ways, Way way)
    {
        if (ways.size() < maximumWays)
            ways.push_back(std::move(way));
    }

    static void select(Way& way, const SuitCommand& command)
    {
        way.selected.clear();
        if (command.allComponents) {
            for (std::size_t i = 0; i < way.components.size(); ++i)
                way.selected.push_back(i);
        }
        for (const std::uint64_t index : command.indices) {
            if (index < way.components.size())
                way.selected.push_back(static_cast<std::size_t>(index));
        }
    }

    void tryEach(Way way, const SuitCommand& command, std::vector<LintFinding>* failed, std::vector<Way>& next)
    {
        std::vector<LintFinding> branchFailures;
        bool any = false;
        bool certain = false;
        const bool guessedBefore = way.guessed;
        for (const SuitSequence& branch : command.sequences) {
            Way start = way;
            start.guessed = false;
            for (Way& after : through({std::move(start)}, branch, &branchFailures)) {
                any = true;
                certain = certain || !after.guessed;
                after.guessed = after.guessed || guessedBefore;
                push(next, std::move(after));
            }
            if (certain)
                return; // the device does not look at the others
        }
        if (command.mayDoNothing) {
            push(next, std::move(way));
        } else if (!any && failed) {
            failed->insert(failed->end(), branchFailures.begin(), branchFailures.end());
        } else if (!any) {
            for (LintFinding& finding : branchFailures)
                m_findings.add(std::move(finding));
            // On as if the last branch had held, so that what follows is judged by itself.
            const SuitSequence last = command.sequences.empty() ? SuitSequence{} : command.sequences.back();
            for (Way& after : through({std::move(way)}, last, nullptr))
                push(next, std::move(after));
        }
    }

    /// A condition that does not hold. True when the walk goes on all the same.
    bool fails(const char* code, const SuitCommand& command, const QString& message, std::vector<LintFinding>* failed)
    {
        LintFinding finding{QString::fromLatin1(code), Severity::Refused, message, command.offset, -4};
        if (!failed) {
            m_findings.add(std::move(finding));
            return true;
        }
        failed->push_back(std::move(finding));
        return false;
    }

    /// False when the way ends here.
    bool act(Way& way, ComponentState& component, const SuitCommand& command, std::vector<LintFinding>* failed)
    {
        switch (command.number) {
        case C::vendor:
            way.vendorChecked = true;
            return identifier(way, "vendor-mismatch", component.parameters.vendor, m_profile.vendor, command, failed);
        case C::classId:
            way.classChecked = true;
            nativeTrap(component.parameters, command);
            return identifier(way, "class-mismatch", component.parameters.classId, m_profile.classId, command, failed);
        case C::offset:
            return offset(way, component, command, failed);
        case C::fetch:
            fetch(way, component, command);
            return true;
        case C::imageMatch:
            match(component);
            return true;
        default:
            return true;
        }
    }

    bool identifier(Way& way, const char* code, const std::optional<QByteArray>& wanted,
                    const std::optional<QByteArray>& own, const SuitCommand& command, std::vector<LintFinding>* failed)
    {
        if (!wanted)
            return fails(
                code, command,
                Tr::tr("%1 compares, but no identifier was set.").arg(SuitNames::command(m_dialect, command.number)),
                failed);
        if (!own) {
            way.guessed = true;
            return true;
        }
        if (*own == *wanted)
            return true;
        const KnownIdentifiers& known = m_profile.names ? *m_profile.names : KnownIdentifiers::standard();
        const auto text = [&](const QByteArray& id) {
            const QString name = command.number == C::vendor ? known.vendorName(id) : known.className(id);
            return name.isEmpty() ? uuidText(bytesOf(id))
                                  : uuidText(bytesOf(id)) + QLatin1String(" (") + name + QLatin1Char(')');
        };
        QString message = Tr::tr("The manifest is for %1, the device is %2.").arg(text(*wanted), text(*own));
        const QString wantedName = known.className(*wanted);
        const QString ownName = known.className(*own);
        if (wantedName != ownName && wantedName.startsWith(QLatin1String("native")) &&
            ownName.startsWith(QLatin1String("native")))
            message +=
                QLatin1Char(' ') + Tr::tr("On 64-bit hosts BOARD=native is built as native64, while the manifest tool "
                                          "takes native unless told otherwise.");
        return fails(code, command, message, failed);
    }

    void nativeTrap(const SuitParameters& parameters, const SuitCommand& command)
    {
        if (m_riot && !m_profile.classId && parameters.classId &&
            KnownIdentifiers::standard().className(*parameters.classId) == QLatin1String("native"))
            add("riot-native-class", Severity::Note, command.offset,
                Tr::tr("The manifest is for the class native; on 64-bit hosts BOARD=native is built as native64."), -4);
    }

    bool offset(Way& way, const ComponentState& component, const SuitCommand& command, std::vector<LintFinding>* failed)
    {
        const auto& wanted = component.parameters.offset;
        if (!wanted)
            return fails("offset-mismatch", command, Tr::tr("An offset is compared, but none was set."), failed);
        if (!way.slotOffset) {
            // Which slot is free is not known: this way is that of the device for which it is this one.
            way.slotOffset = wanted;
            way.guessed = true;
            return true;
        }
        if (*way.slotOffset == *wanted) {
            way.guessed = way.guessed || !m_profile.slotOffset;
            return true;
        }
        return fails("offset-mismatch", command,
                     Tr::tr("The image is for offset 0x%1, the free slot is at 0x%2.")
                         .arg(*wanted, 0, 16)
                         .arg(*way.slotOffset, 0, 16),
                     failed);
    }

    void fetch(const Way& way, ComponentState& component, const SuitCommand& command)
    {
        const SuitParameters& parameters = component.parameters;
        if (m_riot && !way.vendorChecked)
            add("riot-policy:vendor", Severity::Refused, command.offset,
                Tr::tr("The vendor is not checked before the first fetch: the board's policy forbids it."), -8);
        if (m_riot && !way.classChecked)
            add("riot-policy:class", Severity::Refused, command.offset,
                Tr::tr("The class is not checked before the first fetch: the board's policy forbids it."), -8);
        if (m_riot && component.fetched)
            add("riot-double-fetch", Severity::Refused, command.offset, Tr::tr("One component is fetched twice."), -1);
        if (m_riot && !parameters.size)
            add("riot-size-missing", Severity::Refused, command.offset,
                Tr::tr("The image's size is not set: \"Unable to start storage backend\"."), -50);
        if (m_profile.storageSize && parameters.size && *parameters.size > *m_profile.storageSize)
            add("riot-storage-size", Severity::Refused, command.offset,
                Tr::tr("The image has %1 bytes, the device has room for %2.")
                    .arg(*parameters.size)
                    .arg(*m_profile.storageSize),
                -50);
        if (!parameters.uri)
            add("fetch-without-uri", Severity::Refused, command.offset,
                Tr::tr("Something is fetched, but no URI was set."), -2);
        else if (m_riot)
            checkRiotUri(*parameters.uri, parameters.size.value_or(0), command.offset, m_profile, m_findings);
        component.fetched = true;
        component.matched = false;
        component.fetchOffset = command.offset;
    }

    /// Several conditions may compare one image: the finding is the fetch's, so that there is one.
    void match(ComponentState& component)
    {
        component.matched = true;
        const SuitParameters& parameters = component.parameters;
        if (!component.fetched || !m_profile.payload || !parameters.uri)
            return;
        const auto payload = m_profile.payload(*parameters.uri);
        if (!payload)
            return;
        if (parameters.size && *parameters.size != payload->size)
            add("payload-size", Severity::Refused, component.fetchOffset,
                Tr::tr("The manifest says %1 bytes, behind %2 are %3.")
                    .arg(*parameters.size)
                    .arg(*parameters.uri)
                    .arg(payload->size),
                -1);
        else if (parameters.digest && parameters.digest->bytes.size() == static_cast<qsizetype>(Digest::size) &&
                 parameters.digest->bytes != payload->digest.toByteArray())
            add("payload-digest", Severity::Refused, component.fetchOffset,
                Tr::tr("Behind %1 is another image: its digest is %2, the manifest says %3….")
                    .arg(*parameters.uri, payload->digest.brief(),
                         toHex(QByteArrayView(parameters.digest->bytes).first(4))),
                -7);
    }

    SuitDialect m_dialect;
    const SuitManifest& m_manifest;
    const LintProfile& m_profile;
    bool m_riot;
    LintFindings& m_findings;
    std::size_t m_work = 0;
};

/// Header, token, one option a path segment, Block2 at its longest: RIOT writes them into one small buffer.
qsizetype requestSize(const QString& path, quint64 size, const LintProfile& profile)
{
    qsizetype total = 4 + profile.tokenLength;
    const QStringList segments = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString& segment : segments) {
        const qsizetype length = segment.toUtf8().size();
        total += 1 + length + (length >= 13 ? 1 : 0) + (length >= 269 ? 1 : 0);
    }
    const quint64 last = size > 0 ? (size - 1) / profile.blockSize : 0;
    return total + (last < 16 ? 2 : last < 4096 ? 3 : 4);
}

} // namespace

void walkSuit(const SuitEnvelope& envelope, const SuitManifest& manifest, const LintProfile& profile,
              LintFindings& findings)
{
    Walker(envelope, manifest, profile, findings).run();
}

void checkRiotUri(const QString& uri, quint64 size, std::size_t offset, const LintProfile& profile,
                  LintFindings& findings)
{
    const auto add = [&](const char* code, const QString& message, std::optional<int> result, Severity severity) {
        findings.add({QString::fromLatin1(code), severity, message, offset, result});
    };
    const qsizetype length = uri.toUtf8().size();
    if (length >= profile.urlBuffer)
        add("riot-uri",
            Tr::tr("The URI has %1 characters; the board takes %2. Shorten it by %3: %4")
                .arg(length)
                .arg(profile.urlBuffer - 1)
                .arg(length - profile.urlBuffer + 1)
                .arg(uri),
            -9, Severity::Refused);
    static const QRegularExpression form(QStringLiteral("\\A([a-zA-Z][a-zA-Z0-9+.-]*)://([^/?#]*)(/.*)?\\z"));
    const auto parts = form.match(uri);
    const QString scheme = parts.captured(1).toLower();
    if (scheme == QLatin1String("file"))
        return;
    if (scheme != QLatin1String("coap") && !(scheme == QLatin1String("coaps") && profile.coaps)) {
        add("riot-uri-scheme",
            scheme == QLatin1String("coaps") ? Tr::tr("coaps needs a board built with DTLS: %1").arg(uri)
                                             : Tr::tr("The board fetches coap only: %1").arg(uri),
            -1, Severity::Refused);
        return;
    }
    const QString authority = parts.captured(2);
    if (authority.size() > 63)
        add("riot-host",
            Tr::tr("Host and port have %1 characters; at most 63 are read: %2").arg(authority.size()).arg(authority),
            -9, Severity::Refused);
    if (!authority.startsWith(QLatin1Char('[')) && !profile.resolver)
        add("riot-host", Tr::tr("%1 is no IPv6 address in brackets; names need a board built with DNS.").arg(authority),
            {}, Severity::Refused);
    const qsizetype request = requestSize(parts.captured(3), size, profile);
    if (request > profile.requestBuffer)
        add("riot-path",
            Tr::tr("The longest request for %1 needs %2 bytes; the board has room for %3. Shorten the path.")
                .arg(uri)
                .arg(request)
                .arg(profile.requestBuffer),
            -75, Severity::Refused);
}

} // namespace ota
