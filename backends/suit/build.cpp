// SPDX-License-Identifier: Apache-2.0
#include "suit/build.h"

#include "suit/cborwriter.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <functional>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitBuild)
};

namespace C = SuitCommandNumbers;
namespace P = SuitParameterNumbers;

// Reporting policies (draft-ietf-suit-manifest 8.4.7): which outcomes a device is to record.
constexpr std::uint64_t policyAll = 15;
constexpr std::uint64_t policySuccess = 5; // of a slot: the other one failing is no news
constexpr std::uint64_t policyFailure = 2; // of what is done rather than checked

using Choices = std::vector<const SuitImage*>;
using Value = std::function<std::optional<QByteArray>(const SuitImage&)>; ///< Encoded; nothing when the image has none.

CborWriter encodedId(const SuitComponentId& id)
{
    CborWriter encoded;
    encoded.array(static_cast<std::size_t>(id.size()));
    for (const QByteArray& part : id)
        encoded.bytes(part);
    return encoded;
}

CborWriter encodedDigest(SuitDialect dialect, const Digest& digest)
{
    return CborWriter().bytes(
        CborWriter().array(2).integer(SuitNumbers::sha256(dialect)).bytes(digest.bytes()).result());
}

/// A parameter, and the condition that looks at it.
struct Field
{
    std::int64_t parameter;
    Value value;
    std::optional<std::int64_t> condition = {};
    std::uint64_t policy = policyAll;
};

/// What images can have, for one of the sequences.
std::vector<Field> commonFields(SuitDialect dialect)
{
    const auto identifier = [](const std::optional<QByteArray>& bytes) -> std::optional<QByteArray> {
        return bytes ? std::optional(CborWriter().bytes(*bytes).result()) : std::nullopt;
    };
    const auto number = [](const std::optional<quint64>& value) -> std::optional<QByteArray> {
        return value ? std::optional(CborWriter().unsignedInteger(*value).result()) : std::nullopt;
    };
    // The order of the conditions is RIOT's: a wrong slot is found before the identifiers are compared.
    return {
        {P::offset, [number](const SuitImage& i) { return number(i.offset); }, C::offset, policySuccess},
        {P::vendor, [identifier](const SuitImage& i) { return identifier(i.vendor); }, C::vendor},
        {P::classId, [identifier](const SuitImage& i) { return identifier(i.classId); }, C::classId},
        {P::digest,
         [dialect](const SuitImage& i) -> std::optional<QByteArray> {
             return i.digest ? std::optional(encodedDigest(dialect, *i.digest).result()) : std::nullopt;
         }},
        {P::size,
         [number](const SuitImage& i) {
             return number(i.size);
         }},
    };
}

std::vector<Field> installFields(SuitDialect dialect)
{
    return {
        commonFields(dialect).front(), // offset
        {P::uri,
         [](const SuitImage& i) -> std::optional<QByteArray> {
             return i.uri.isEmpty() ? std::nullopt : std::optional(CborWriter().text(i.uri).result());
         }},
    };
}

/// A list of commands that grows.
class Sequence
{
public:
    void command(std::int64_t number, const QByteArray& argument)
    {
        m_content.integer(number).raw(argument);
        m_items += 2;
    }

    void policy(std::int64_t number, std::uint64_t bits)
    {
        command(number, CborWriter().unsignedInteger(bits).result());
    }

    void parameters(std::int64_t directive, const CborMap& map)
    {
        if (!map.isEmpty())
            command(directive, map.encoded().result());
    }

    bool isEmpty() const { return m_items == 0; }
    /// The sequence in its byte string.
    CborWriter wrapped() const
    {
        return CborWriter().bytes(CborWriter().array(m_items).raw(m_content.result()).result());
    }

private:
    CborWriter m_content;
    std::size_t m_items = 0;
};

/// suit-tool's make_sequence: what is equal for all choices goes into one map, what differs into the branches of a
/// try-each – there, what a condition looks at first, then the condition, then the rest.
void addChoices(Sequence& sequence, const Choices& choices, const std::vector<Field>& fields, std::int64_t directive)
{
    CborMap equal;
    std::vector<const Field*> different;
    std::vector<const Field*> checked;
    for (const Field& field : fields) {
        const auto first = field.value(*choices.front());
        const bool same =
            std::ranges::all_of(choices, [&](const SuitImage* image) { return field.value(*image) == first; });
        if (!same)
            different.push_back(&field);
        else if (first)
            equal.insert(field.parameter, CborWriter().raw(*first));
        if (same && first && field.condition)
            checked.push_back(&field);
    }
    sequence.parameters(directive, equal);
    if (!different.empty()) {
        CborWriter branches;
        branches.array(choices.size());
        for (const SuitImage* image : choices) {
            Sequence branch;
            CborMap looked;
            CborMap rest;
            for (const Field* field : different)
                (field->condition ? looked : rest).insert(field->parameter, CborWriter().raw(*field->value(*image)));
            branch.parameters(directive, looked);
            for (const Field* field : different) {
                if (field->condition)
                    branch.policy(*field->condition, field->policy);
            }
            branch.parameters(directive, rest);
            branches.raw(branch.wrapped().result());
        }
        sequence.command(C::tryEach, branches.result());
    }
    for (const Field* field : checked)
        sequence.policy(*field->condition, field->policy);
}

/// The choices for one component, and its place in the manifest's list.
struct Component
{
    std::size_t index;
    Choices choices;

    const SuitImage& first() const { return *choices.front(); }
};

/// The sections of a manifest that stand in it by their digest and beside it as they are.
using Severed = std::map<std::int64_t, QByteArray>;

class Builder
{
public:
    explicit Builder(const SuitBuild& build)
        : m_build(build)
        , m_riot(build.dialect == SuitDialect::Riot09)
    {
        for (const SuitImage& image : build.images) {
            const std::size_t index = indexOf(image.id);
            const auto known = std::ranges::find(m_components, index, &Component::index);
            (known == m_components.end() ? m_components.emplace_back(Component{index, {}}) : *known)
                .choices.push_back(&image);
            if (image.stagingId)
                indexOf(*image.stagingId);
            if (image.load)
                indexOf(image.load->id);
        }
    }

    Result<QByteArray> run(Severed& severed)
    {
        if (auto checked = check(); !checked)
            return failure(checked.error());
        CborMap manifest;
        manifest.insert(SuitNumbers::version, CborWriter().integer(1));
        manifest.insert(SuitNumbers::sequenceNumber, CborWriter().unsignedInteger(m_build.sequenceNumber));
        manifest.insert(SuitNumbers::common, CborWriter().bytes(common()));
        if (!m_build.referenceUri.isEmpty())
            manifest.insert(SuitNumbers::referenceUri, CborWriter().text(m_build.referenceUri));
        const auto add = [&](std::int64_t number, const CborWriter& section) {
            if (!m_build.severable || !isSeverable(m_build.dialect, number)) {
                manifest.insert(number, section);
                return;
            }
            severed.emplace(number, section.result());
            manifest.insert(number, CborWriter()
                                        .array(2)
                                        .integer(SuitNumbers::sha256(m_build.dialect))
                                        .bytes(Digest::of(QByteArrayView(section.result())).bytes()));
        };
        const auto addSequence = [&](std::int64_t number, const Sequence& sequence) {
            if (!sequence.isEmpty())
                add(number, sequence.wrapped());
        };
        addSequence(SuitNumbers::payloadFetch(m_build.dialect), payloadFetch());
        addSequence(SuitNumbers::install(m_build.dialect), install());
        addSequence(SuitNumbers::validate(m_build.dialect), validate());
        addSequence(SuitNumbers::load(m_build.dialect), load());
        addSequence(SuitNumbers::invoke(m_build.dialect), invoke());
        if (!m_build.texts.empty())
            add(SuitNumbers::text(m_build.dialect), texts());
        return manifest.encoded().result();
    }

private:
    static Result<> usage(const QString& message, const QString& hint = {})
    {
        return failure(Error::Code::Usage, message, {}, hint);
    }

    /// Of a component in the manifest's list; a new one is put behind.
    std::size_t indexOf(const SuitComponentId& id)
    {
        const auto index = m_ids.indexOf(id);
        if (index >= 0)
            return static_cast<std::size_t>(index);
        m_ids << id;
        return static_cast<std::size_t>(m_ids.size()) - 1;
    }

    std::size_t knownIndexOf(const SuitComponentId& id) const { return static_cast<std::size_t>(m_ids.indexOf(id)); }

    Result<> check() const
    {
        if (m_components.empty())
            return usage(Tr::tr("a manifest needs one component at least"));
        if (static_cast<std::size_t>(m_ids.size()) > SuitLimits::components)
            return usage(Tr::tr("%1 components; at most %2 are allowed").arg(m_ids.size()).arg(SuitLimits::components));
        const auto any = [&](const auto& has) {
            return std::ranges::any_of(m_build.images, has);
        };
        if (!any([](const SuitImage& i) { return i.vendor.has_value(); }))
            return usage(Tr::tr("no component says for which vendor it is"), Tr::tr("Give the vendor's domain."));
        if (!any([](const SuitImage& i) { return i.vendor && i.classId; }))
            return usage(Tr::tr("no component says for which class of boards it is"), Tr::tr("Give the board's name."));
        const bool isNew = m_build.severable || !m_build.texts.empty() ||
                           any([](const SuitImage& i) { return i.stagingId || i.load; });
        if (m_riot && isNew)
            return usage(Tr::tr("texts, severable sections, staging and loading are for draft-37; RIOT stops at them"));
        for (const SuitImage& image : m_build.images) {
            if (auto checked = checkImage(image); !checked)
                return checked;
        }
        for (const Component& component : m_components) {
            if (auto checked = checkChoices(component.choices); !checked)
                return checked;
        }
        return {};
    }

    Result<> checkImage(const SuitImage& image) const
    {
        if (image.id.isEmpty())
            return usage(Tr::tr("a component has no identifier"));
        const QString id = componentIdText(image.id);
        if (!image.digest || !image.size)
            return usage(Tr::tr("the component %1 has no image").arg(id));
        if ((image.vendor && image.vendor->size() != 16) || (image.classId && image.classId->size() != 16))
            return usage(Tr::tr("an identifier of the component %1 has not 16 bytes").arg(id));
        const auto isImage = [&](const SuitComponentId& other) {
            return other.isEmpty() || std::ranges::find(m_build.images, other, &SuitImage::id) != m_build.images.end();
        };
        if ((image.stagingId && isImage(*image.stagingId)) || (image.load && isImage(image.load->id)))
            return usage(Tr::tr("the component %1 is staged or loaded where another image is installed").arg(id));
        if (image.stagingId && image.uri.isEmpty())
            return usage(Tr::tr("the component %1 is staged, and there is no URI to fetch it from").arg(id));
        if (image.load && !image.bootable)
            return usage(Tr::tr("the component %1 is loaded, and not invoked").arg(id));
        return {};
    }

    Result<> checkChoices(const Choices& choices) const
    {
        if (choices.size() < 2)
            return {};
        const QString id = componentIdText(choices.front()->id);
        if (std::ranges::any_of(choices, [](const SuitImage* image) { return image->stagingId || image->load; }))
            return usage(Tr::tr("the component %1 has slots, so it is neither staged nor loaded").arg(id));
        QMap<quint64, int> offsets;
        for (const SuitImage* image : choices) {
            if (!image->offset)
                return usage(
                    Tr::tr("the component %1 has %2 images, and not each has an offset").arg(id).arg(choices.size()),
                    Tr::tr("Write FILE@OFFSET for each slot."));
            if (++offsets[*image->offset] > 1)
                return usage(Tr::tr("the component %1 has two images for offset %2").arg(id).arg(*image->offset));
        }
        for (const auto& field : commonFields(m_build.dialect)) {
            if (!allOrNone(choices, field.value))
                return usage(Tr::tr("of the images of component %1 only some have %2")
                                 .arg(id, SuitNames::parameter(m_build.dialect, field.parameter)));
        }
        if (!allOrNone(choices, installFields(m_build.dialect).back().value))
            return usage(Tr::tr("of the images of component %1 only some have a URI").arg(id));
        return {};
    }

    static bool allOrNone(const Choices& choices, const Value& value)
    {
        const auto count =
            std::ranges::count_if(choices, [&](const SuitImage* image) { return value(*image).has_value(); });
        return count == 0 || static_cast<std::size_t>(count) == choices.size();
    }

    void select(Sequence& sequence, std::size_t component) const
    {
        if (m_ids.size() > 1)
            sequence.command(C::setIndex, CborWriter().unsignedInteger(component).result());
    }

    QByteArray common() const
    {
        CborWriter ids;
        ids.array(static_cast<std::size_t>(m_ids.size()));
        for (const SuitComponentId& id : m_ids)
            ids.raw(encodedId(id).result());
        Sequence sequence;
        for (const Component& component : m_components) {
            select(sequence, component.index);
            addChoices(sequence, component.choices, commonFields(m_build.dialect), C::overrideParameters);
        }
        return CborMap()
            .insert(SuitNumbers::components, ids)
            .insert(SuitNumbers::sharedSequence, sequence.wrapped())
            .encoded()
            .result();
    }

    Sequence payloadFetch() const
    {
        Sequence sequence;
        for (const Component& component : m_components) {
            const SuitImage& image = component.first();
            if (!image.stagingId)
                continue;
            select(sequence, knownIndexOf(*image.stagingId));
            sequence.parameters(
                C::overrideParameters,
                CborMap()
                    .insert(P::digest, encodedDigest(m_build.dialect, image.stagedDigest.value_or(*image.digest)))
                    .insert(P::uri, CborWriter().text(image.uri)));
            sequence.policy(C::fetch, policyFailure);
            sequence.policy(C::imageMatch, policyAll);
        }
        return sequence;
    }

    Sequence install() const
    {
        Sequence sequence;
        for (const Component& component : m_components) {
            if (component.first().uri.isEmpty())
                continue;
            select(sequence, component.index);
            if (const auto& staging = component.first().stagingId) {
                copyFrom(sequence, knownIndexOf(*staging), {});
                continue;
            }
            addChoices(sequence, component.choices, installFields(m_build.dialect),
                       m_riot ? C::setParameters : C::overrideParameters);
            sequence.policy(C::fetch, policyFailure);
            sequence.policy(C::imageMatch, policyAll);
        }
        return sequence;
    }

    static void copyFrom(Sequence& sequence, std::size_t source, CborMap parameters)
    {
        parameters.insert(P::source, CborWriter().unsignedInteger(source));
        sequence.parameters(C::overrideParameters, parameters);
        sequence.policy(C::copy, policyFailure);
        sequence.policy(C::imageMatch, policyAll);
    }

    Sequence validate() const
    {
        Sequence sequence;
        for (const Component& component : m_components) {
            select(sequence, component.index);
            sequence.policy(C::imageMatch, policyAll);
        }
        return sequence;
    }

    Sequence load() const
    {
        Sequence sequence;
        for (const Component& component : m_components) {
            const SuitImage& image = component.first();
            if (!image.load)
                continue;
            select(sequence, knownIndexOf(image.load->id));
            copyFrom(sequence, component.index,
                     CborMap()
                         .insert(P::digest, encodedDigest(m_build.dialect, image.load->digest.value_or(*image.digest)))
                         .insert(P::size, CborWriter().unsignedInteger(image.load->size.value_or(*image.size))));
        }
        return sequence;
    }

    Sequence invoke() const
    {
        Sequence sequence;
        if (std::ranges::count(m_build.images, true, &SuitImage::bootable) != 1)
            return sequence;
        for (const Component& component : m_components) {
            if (std::ranges::none_of(component.choices, [](const SuitImage* image) { return image->bootable; }))
                continue;
            const auto& load = component.first().load;
            select(sequence, load ? knownIndexOf(load->id) : component.index);
            sequence.policy(C::invoke, policyFailure);
        }
        return sequence;
    }

    /// Language → words of the manifest, and of each component under its identifier.
    CborWriter texts() const
    {
        std::map<QByteArray, QByteArray> languages; // By encoding, as maps are ordered.
        for (const SuitText& text : m_build.texts) {
            CborWriter words;
            words.map(text.manifest.size() + text.components.size());
            words.raw(entries(text.manifest));
            std::map<QByteArray, QByteArray> components;
            for (const auto& [id, about] : text.components)
                components.emplace(encodedId(id).result(), CborWriter().map(about.size()).raw(entries(about)).result());
            for (const auto& [id, about] : components)
                words.raw(id).raw(about);
            languages.emplace(CborWriter().text(text.language).result(), words.result());
        }
        CborWriter content;
        content.map(languages.size());
        for (const auto& [language, words] : languages)
            content.raw(language).raw(words);
        return CborWriter().bytes(content.result());
    }

    static QByteArray entries(const std::map<std::int64_t, QString>& words)
    {
        CborWriter list;
        for (const auto& [number, text] : words) // All small and positive: in the order of their encodings.
            list.integer(number).text(text);
        return list.result();
    }

    const SuitBuild& m_build;
    bool m_riot;
    QList<SuitComponentId> m_ids;
    std::vector<Component> m_components;
};

} // namespace

Result<QByteArray> buildSuit(const SuitBuild& build)
{
    Severed severed;
    const auto manifest = Builder(build).run(severed);
    if (!manifest)
        return failure(manifest.error());
    const QByteArray item = CborWriter().bytes(*manifest).result();
    CborWriter list;
    CborWriter envelope;
    if (build.dialect == SuitDialect::Riot09) {
        list.array(0);
    } else {
        const QByteArray digest = CborWriter()
                                      .array(2)
                                      .integer(SuitNumbers::sha256(build.dialect))
                                      .bytes(Digest::of(QByteArrayView(item)).bytes())
                                      .result();
        list.array(1).bytes(digest);
        envelope.tag(107);
    }
    envelope.map(2 + severed.size());
    envelope.integer(SuitNumbers::authentication).bytes(list.result()).integer(SuitNumbers::manifest).raw(item);
    for (const auto& [number, section] : severed)
        envelope.integer(number).raw(section);
    if (envelope.result().size() > SuitLimits::envelopeSize ||
        static_cast<std::size_t>(manifest->size()) > SuitLimits::manifestSize)
        return failure(Error::Code::Usage, Tr::tr("the manifest would have %1 bytes; at most %2 are allowed")
                                               .arg(manifest->size())
                                               .arg(SuitLimits::manifestSize));
    return envelope.result();
}

} // namespace ota
