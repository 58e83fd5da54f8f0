// SPDX-License-Identifier: Apache-2.0
// The fifth stage of verification: the form of the manifest.
#include "suit/cbor.h"
#include "suit/cborfaults.h"
#include "suit/identifiers.h"
#include "suit/manifest.h"
#include "suit/verify.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Suit)
};

using Type = CborItem::Type;

// RFC 9090 8: a private enterprise number in place of a vendor's UUID.
constexpr std::uint64_t enterpriseTag = 112;

QByteArray toArray(ByteSpan bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

class ManifestReader
{
public:
    ManifestReader(ByteSpan bytes, const SuitEnvelope& envelope)
        : m_bytes(bytes)
        , m_envelope(envelope)
        , m_dialect(envelope.dialect)
    {
    }

    SuitManifest run()
    {
        if (!m_envelope.manifest)
            return {};
        const SuitSlice slice = m_envelope.manifest->content;
        if (slice.length > SuitLimits::manifestSize) {
            fault(SuitVerdict::Malformed, slice.offset,
                  Tr::tr("the manifest has %1 bytes; at most %2 are read")
                      .arg(slice.length)
                      .arg(SuitLimits::manifestSize));
            return std::move(m_manifest);
        }
        const CborScan scan = scanCbor(m_bytes, slice.offset, slice.end());
        appendFaults(m_manifest.faults, scan.faults, Tr::tr("manifest"));
        if (scan.root && scan.root->is(Type::Map))
            root(*scan.root);
        else
            fault(SuitVerdict::WrongType, slice.offset, Tr::tr("a manifest is a map, this is something else"));
        return std::move(m_manifest);
    }

private:
    void fault(SuitVerdict code, std::size_t offset, const QString& message)
    {
        if (m_manifest.faults.size() < CborLimits::faults)
            m_manifest.faults.push_back({code, message, offset});
    }

    void wrongType(const CborItem& item, const QString& what, const QString& wanted)
    {
        fault(SuitVerdict::WrongType, item.offset, Tr::tr("%1 is not %2").arg(what, wanted));
    }

    /// The item inside a byte string. Nothing, with a fault, when there is none.
    std::optional<CborItem> unwrapped(const CborItem& item, const QString& what)
    {
        if (!item.is(Type::Bytes) || item.indefinite) {
            wrongType(item, what, Tr::tr("a byte string"));
            return std::nullopt;
        }
        return scanned({item.contentOffset(), item.content(m_bytes).size()}, what);
    }

    std::optional<CborItem> scanned(const SuitSlice& slice, const QString& what)
    {
        CborScan scan = scanCbor(m_bytes, slice.offset, slice.end());
        appendFaults(m_manifest.faults, scan.faults, what);
        if (!scan.complete)
            return std::nullopt;
        return std::move(scan.root);
    }

    void root(const CborItem& map)
    {
        const CborItem* commonItem = nullptr;
        for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
            const CborItem& key = map.children[i];
            const CborItem& value = map.children[i + 1];
            const auto number = key.integer();
            if (number)
                m_manifest.numbers.push_back(*number);
            if (!number)
                wrongType(key, Tr::tr("a key of the manifest"), Tr::tr("a number"));
            else if (*number == SuitNumbers::version)
                readVersion(value);
            else if (*number == SuitNumbers::sequenceNumber)
                readNumber(value, m_manifest.sequenceNumber, Tr::tr("the sequence number"));
            else if (*number == SuitNumbers::common)
                commonItem = commonItem ? commonItem : &value;
            else if (*number == SuitNumbers::referenceUri)
                readText(value, m_manifest.referenceUri, Tr::tr("the reference URI"));
            else
                m_members.push_back({&key, &value});
        }
        if (!m_manifest.version)
            fault(SuitVerdict::Version, map.offset, Tr::tr("the manifest has no version number (1)"));
        if (!m_manifest.sequenceNumber)
            fault(SuitVerdict::WrongType, map.offset, Tr::tr("the manifest has no sequence number (2)"));
        // Common first, wherever it stands: the others need to know how many components there are.
        if (commonItem)
            common(*commonItem);
        else
            fault(SuitVerdict::WrongType, map.offset, Tr::tr("the manifest has no common section (3)"));
        for (const auto& [key, value] : m_members)
            member(*key->integer(), *key, *value);
    }

    template<typename Target>
    void readNumber(const CborItem& value, Target& target, const QString& what)
    {
        if (!value.is(Type::Unsigned))
            return wrongType(value, what, Tr::tr("a number from 0"));
        if (!target)
            target = value.argument;
    }

    void readText(const CborItem& value, QString& target, const QString& what)
    {
        if (!value.is(Type::Text) || value.indefinite)
            return wrongType(value, what, Tr::tr("a text"));
        target = value.text(m_bytes);
    }

    void readVersion(const CborItem& value)
    {
        readNumber(value, m_manifest.version, Tr::tr("the manifest's version"));
        if (m_manifest.version && *m_manifest.version != 1)
            fault(SuitVerdict::Version, value.offset,
                  Tr::tr("the manifest has version %1; 1 is known").arg(*m_manifest.version));
    }

    void common(const CborItem& item)
    {
        const auto map = unwrapped(item, Tr::tr("the common section"));
        if (!map)
            return;
        if (!map->is(Type::Map))
            return wrongType(*map, Tr::tr("the common section"), Tr::tr("a map"));
        const CborItem* sequenceItem = nullptr;
        bool hasComponents = false;
        for (std::size_t i = 0; i + 1 < map->children.size(); i += 2) {
            const auto number = map->children[i].integer();
            const CborItem& value = map->children[i + 1];
            if (!number) {
                wrongType(map->children[i], Tr::tr("a key of the common section"), Tr::tr("a number"));
                continue;
            }
            m_manifest.commonNumbers.push_back(*number);
            if (*number == SuitNumbers::components && !std::exchange(hasComponents, true))
                components(value);
            else if (*number == SuitNumbers::sharedSequence && !sequenceItem)
                sequenceItem = &value;
        }
        if (!hasComponents)
            fault(SuitVerdict::WrongType, map->offset, Tr::tr("the common section names no components (2)"));
        if (sequenceItem)
            m_manifest.shared = wrappedSequence(*sequenceItem, Tr::tr("the common sequence"), true, 0);
    }

    void components(const CborItem& list)
    {
        if (!list.is(Type::Array) || list.children.empty())
            return wrongType(list, Tr::tr("the list of components"), Tr::tr("a list with one component at least"));
        if (list.children.size() > SuitLimits::components)
            return fault(SuitVerdict::Malformed, list.offset,
                         Tr::tr("there are more than %1 components").arg(SuitLimits::components));
        for (const CborItem& item : list.children) {
            SuitComponentId id;
            bool good = item.is(Type::Array) && !item.children.empty();
            for (const CborItem& part : item.children) {
                good = good && part.is(Type::Bytes) && !part.indefinite;
                if (good)
                    id << toArray(part.content(m_bytes));
            }
            if (!good)
                wrongType(item, Tr::tr("a component identifier"), Tr::tr("a list of byte strings"));
            m_manifest.components.push_back(id);
        }
    }

    void member(std::int64_t number, const CborItem& key, const CborItem& value)
    {
        SuitMember member;
        member.number = number;
        member.offset = key.offset;
        const QString word = SuitNames::manifestMember(m_dialect, number);
        const QString what = word.isEmpty() ? Tr::tr("member %1").arg(number) : Tr::tr("the section %1").arg(word);
        if (isSeverable(m_dialect, number) && value.is(Type::Array)) {
            member.severed = digestOf(value, m_bytes);
            if (!member.severed)
                wrongType(value, what, Tr::tr("a digest [algorithm, bytes]"));
            if (const SuitEnvelopeMember* content = severedContent(number);
                content && isSequenceMember(m_dialect, number))
                member.sequence = sequence(scanned(content->content, what), what, true, 0);
            else if (content && number == SuitNumbers::text(m_dialect))
                text(content->content);
        } else if (isSequenceMember(m_dialect, number)) {
            member.sequence = wrappedSequence(value, what, true, 0);
        } else if (number == SuitNumbers::text(m_dialect)) {
            if (!value.is(Type::Bytes) || value.indefinite)
                wrongType(value, what, Tr::tr("a byte string"));
            else
                text({value.contentOffset(), value.content(m_bytes).size()});
        }
        m_manifest.members.push_back(std::move(member));
    }

    void text(const SuitSlice& slice)
    {
        if (slice.length > SuitLimits::textSize)
            return fault(SuitVerdict::Malformed, slice.offset,
                         Tr::tr("the text section has %1 bytes; at most %2 are read")
                             .arg(slice.length)
                             .arg(SuitLimits::textSize));
        const auto map = scanned(slice, Tr::tr("the text section"));
        if (map && !map->is(Type::Map))
            wrongType(*map, Tr::tr("the text section"), Tr::tr("a map"));
    }

    const SuitEnvelopeMember* severedContent(std::int64_t number) const
    {
        const auto found = std::ranges::find(m_envelope.members, number, &SuitEnvelopeMember::number);
        return found == m_envelope.members.end() ? nullptr : &*found;
    }

    SuitSequence wrappedSequence(const CborItem& item, const QString& what, bool top, int depth)
    {
        return sequence(unwrapped(item, what), what, top, depth);
    }

    SuitSequence sequence(const std::optional<CborItem>& list, const QString& what, bool top, int depth)
    {
        SuitSequence sequence;
        if (!list)
            return sequence;
        sequence.offset = list->offset;
        if (!list->is(Type::Array)) {
            wrongType(*list, what, Tr::tr("a list of commands"));
            return sequence;
        }
        if (list->children.size() % 2 != 0)
            fault(SuitVerdict::OddSequence, list->children.back().offset,
                  Tr::tr("%1 ends with a command that has no argument").arg(what));
        for (std::size_t i = 0; i + 1 < list->children.size(); i += 2) {
            if (++m_commands > SuitLimits::commands) {
                fault(SuitVerdict::Malformed, list->children[i].offset,
                      Tr::tr("there are more than %1 commands").arg(SuitLimits::commands));
                break;
            }
            if (const auto number = list->children[i].integer())
                sequence.commands.push_back(command(*number, list->children[i], list->children[i + 1], depth));
            else
                wrongType(list->children[i], Tr::tr("a command in %1").arg(what), Tr::tr("a number"));
        }
        if (top && m_manifest.components.size() > 1 && !sequence.commands.empty() &&
            sequence.commands.front().argument != SuitArgument::Index)
            fault(SuitVerdict::ComponentIndex, sequence.offset,
                  Tr::tr("there are several components, but %1 does not begin with set-component-index").arg(what));
        return sequence;
    }

    SuitCommand command(std::int64_t number, const CborItem& key, const CborItem& value, int depth)
    {
        SuitCommand command;
        command.number = number;
        command.offset = key.offset;
        command.argument = argumentOf(m_dialect, number);
        if (command.argument == SuitArgument::Sequence && value.is(Type::Unsigned))
            command.argument = SuitArgument::Policy; // 32: RIOT's swap
        const QString name = SuitNames::command(m_dialect, number);
        const QString what = Tr::tr("the argument of %1").arg(name.isEmpty() ? QString::number(number) : name);
        switch (command.argument) {
        case SuitArgument::Policy:
            if (value.is(Type::Unsigned))
                command.policy = value.argument;
            else if (!value.isNull())
                wrongType(value, what, Tr::tr("a reporting policy"));
            break;
        case SuitArgument::Index:
            index(command, value, what);
            break;
        case SuitArgument::Parameters:
            command.parameters = parameters(value, what);
            break;
        case SuitArgument::Sequences:
            branches(command, value, what, depth);
            break;
        case SuitArgument::Sequence:
            if (depth < SuitLimits::nesting)
                command.sequences.push_back(wrappedSequence(value, what, false, depth + 1));
            else
                tooDeep(value);
            break;
        case SuitArgument::Dependency:
        case SuitArgument::Any:
            break;
        }
        return command;
    }

    void tooDeep(const CborItem& item)
    {
        fault(SuitVerdict::Malformed, item.offset,
              Tr::tr("sequences are nested more than %1 deep").arg(SuitLimits::nesting));
    }

    void index(SuitCommand& command, const CborItem& value, const QString& what)
    {
        const bool isList = value.is(Type::Array) && m_dialect == SuitDialect::Draft37;
        if (value.boolean() == true) {
            command.allComponents = true;
        } else if (value.is(Type::Unsigned)) {
            command.indices.push_back(value.argument);
        } else if (isList && std::ranges::all_of(value.children, [](const auto& i) { return i.is(Type::Unsigned); })) {
            for (const CborItem& item : value.children)
                command.indices.push_back(item.argument);
        } else {
            wrongType(value, what, Tr::tr("a component's index"));
        }
        for (const std::uint64_t number : command.indices) {
            if (number >= m_manifest.components.size())
                fault(SuitVerdict::ComponentIndex, value.offset,
                      Tr::tr("there is no component %1; there are %2").arg(number).arg(m_manifest.components.size()));
        }
    }

    void branches(SuitCommand& command, const CborItem& value, const QString& what, int depth)
    {
        if (!value.is(Type::Array))
            return wrongType(value, what, Tr::tr("a list of sequences"));
        if (depth >= SuitLimits::nesting)
            return tooDeep(value);
        for (const CborItem& branch : value.children) {
            if (branch.isNull() && &branch == &value.children.back() && m_dialect == SuitDialect::Draft37)
                command.mayDoNothing = true;
            else
                command.sequences.push_back(wrappedSequence(branch, what, false, depth + 1));
        }
    }

    SuitParameters parameters(const CborItem& map, const QString& what)
    {
        SuitParameters parameters;
        if (!map.is(Type::Map)) {
            wrongType(map, what, Tr::tr("a map"));
            return parameters;
        }
        for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
            const auto number = map.children[i].integer();
            if (!number) {
                wrongType(map.children[i], Tr::tr("a parameter's key"), Tr::tr("a number"));
                continue;
            }
            parameters.numbers.push_back(*number);
            parameter(parameters, *number, map.children[i + 1]);
        }
        return parameters;
    }

    void parameter(SuitParameters& parameters, std::int64_t number, const CborItem& value)
    {
        namespace P = SuitParameterNumbers;
        const QString name = SuitNames::parameter(m_dialect, number);
        const QString what = Tr::tr("the parameter %1").arg(name.isEmpty() ? QString::number(number) : name);
        switch (number) {
        case P::vendor:
            return identifier(parameters.vendor, value, what, m_dialect == SuitDialect::Draft37);
        case P::classId:
            return identifier(parameters.classId, value, what, false);
        case P::device:
            return identifier(parameters.device, value, what, false);
        case P::digest:
            return digest(parameters.digest, value, what);
        case P::offset:
            return readNumber(value, parameters.offset, what);
        case P::size:
            return readNumber(value, parameters.size, what);
        case P::source:
            return readNumber(value, parameters.source, what);
        case P::strictOrder:
            return boolean(parameters.strictOrder, value, what);
        case P::softFailure:
            return boolean(parameters.softFailure, value, what);
        case P::uri:
            parameters.uri = QString();
            return readText(value, *parameters.uri, what);
        case P::content:
        case P::arguments:
        case P::fetchArguments:
            return bytes(parameters, number, value, what);
        default:
            return;
        }
    }

    void identifier(std::optional<QByteArray>& target, const CborItem& value, const QString& what, bool mayBeNumber)
    {
        if (mayBeNumber && value.is(Type::Tag) && value.argument == enterpriseTag && !value.children.empty() &&
            value.children.front().is(Type::Bytes)) {
            target = toArray(value.encoded(m_bytes));
            return;
        }
        if (!value.is(Type::Bytes) || value.indefinite)
            return wrongType(value, what, Tr::tr("a byte string"));
        target = toArray(value.content(m_bytes));
        if (target->size() != uuidSize)
            fault(SuitVerdict::UuidSize, value.offset,
                  Tr::tr("%1 has %2 bytes; a UUID has 16").arg(what).arg(target->size()));
    }

    void digest(std::optional<SuitDigest>& target, const CborItem& value, const QString& what)
    {
        const auto inside = unwrapped(value, what);
        if (!inside)
            return;
        target = digestOf(*inside, m_bytes);
        if (!target)
            return wrongType(*inside, what, Tr::tr("a digest [algorithm, bytes]"));
        // RIOT's boards compare 32 bytes whatever the number says: there that is for the linter.
        const auto hash = suitHash(m_dialect, target->algorithm);
        const bool counts = m_dialect == SuitDialect::Draft37 || hash == HashAlgorithm::Sha256;
        if (hash && counts && target->bytes.size() != hashSize(*hash))
            fault(SuitVerdict::DigestSize, inside->offset,
                  Tr::tr("%1 has %2 bytes; %3 has %4")
                      .arg(what)
                      .arg(target->bytes.size())
                      .arg(SuitNames::digestAlgorithm(m_dialect, target->algorithm))
                      .arg(hashSize(*hash)));
    }

    void boolean(std::optional<bool>& target, const CborItem& value, const QString& what)
    {
        target = value.boolean();
        if (!target)
            wrongType(value, what, Tr::tr("true or false"));
    }

    void bytes(SuitParameters& parameters, std::int64_t number, const CborItem& value, const QString& what)
    {
        // In riot-09 18 and 25 mean other things, of which we know too little to refuse them.
        if (m_dialect == SuitDialect::Riot09 && number != SuitParameterNumbers::arguments)
            return;
        if (!value.is(Type::Bytes) || value.indefinite)
            return wrongType(value, what, Tr::tr("a byte string"));
        if (number == SuitParameterNumbers::content)
            parameters.content = toArray(value.content(m_bytes));
    }

    struct Entry
    {
        const CborItem* key;
        const CborItem* value;
    };

    ByteSpan m_bytes;
    const SuitEnvelope& m_envelope;
    SuitDialect m_dialect;
    SuitManifest m_manifest;
    std::vector<Entry> m_members;
    std::size_t m_commands = 0;
};

bool isPrintable(const QByteArray& bytes)
{
    return !bytes.isEmpty() &&
           std::ranges::all_of(bytes, [](char c) { return c > ' ' && c < 0x7f && c != ',' && c != '='; });
}

} // namespace

void SuitParameters::merge(const SuitParameters& newer)
{
    const auto take = [](auto& mine, const auto& theirs) {
        if (theirs)
            mine = theirs;
    };
    take(vendor, newer.vendor);
    take(classId, newer.classId);
    take(device, newer.device);
    take(digest, newer.digest);
    take(offset, newer.offset);
    take(size, newer.size);
    take(uri, newer.uri);
    take(source, newer.source);
    take(strictOrder, newer.strictOrder);
    take(softFailure, newer.softFailure);
    take(content, newer.content);
    for (const std::int64_t number : newer.numbers) {
        if (std::ranges::find(numbers, number) == numbers.end())
            numbers.push_back(number);
    }
}

const SuitMember* SuitManifest::member(std::int64_t number) const
{
    const auto found = std::ranges::find(members, number, &SuitMember::number);
    return found == members.end() ? nullptr : &*found;
}

SuitManifest readSuitManifest(ByteSpan bytes, const SuitEnvelope& envelope)
{
    return ManifestReader(bytes, envelope).run();
}

QString componentIdText(const SuitComponentId& id)
{
    QStringList parts;
    for (const QByteArray& part : id) {
        const bool plain = isPrintable(part) && !part.startsWith("hex:") && !part.startsWith("text:");
        // A single name with a dot in front would be read as RIOT's console writes several.
        const bool dotted = id.size() == 1 && part.size() > 1 && part.startsWith('.');
        parts << (plain ? (dotted ? QStringLiteral("text:") : QString()) + QString::fromLatin1(part)
                        : QStringLiteral("hex:") + toHex(QByteArrayView(part)));
    }
    return parts.join(QLatin1Char(','));
}

} // namespace ota
