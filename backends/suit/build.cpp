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
             if (!i.digest)
                 return std::nullopt;
             const QByteArray digest =
                 CborWriter().array(2).integer(SuitNumbers::sha256(dialect)).bytes(i.digest->bytes()).result();
             return CborWriter().bytes(digest).result();
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

class Builder
{
public:
    explicit Builder(const SuitBuild& build)
        : m_build(build)
        , m_riot(build.dialect == SuitDialect::Riot09)
    {
        for (const SuitImage& image : build.images) {
            auto index = m_ids.indexOf(image.id);
            if (index < 0) {
                index = m_ids.size();
                m_ids << image.id;
                m_components.emplace_back();
            }
            m_components[static_cast<std::size_t>(index)].push_back(&image);
        }
    }

    Result<QByteArray> run()
    {
        if (auto checked = check(); !checked)
            return failure(checked.error());
        CborMap manifest;
        manifest.insert(SuitNumbers::version, CborWriter().integer(1));
        manifest.insert(SuitNumbers::sequenceNumber, CborWriter().unsignedInteger(m_build.sequenceNumber));
        manifest.insert(SuitNumbers::common, CborWriter().bytes(common()));
        if (!m_build.referenceUri.isEmpty())
            manifest.insert(SuitNumbers::referenceUri, CborWriter().text(m_build.referenceUri));
        const auto add = [&](std::int64_t number, const Sequence& sequence) {
            if (!sequence.isEmpty())
                manifest.insert(number, sequence.wrapped());
        };
        add(SuitNumbers::install(m_build.dialect), install());
        add(SuitNumbers::validate(m_build.dialect), validate());
        add(SuitNumbers::invoke(m_build.dialect), invoke());
        return manifest.encoded().result();
    }

private:
    static Result<> usage(const QString& message, const QString& hint = {})
    {
        return failure(Error::Code::Usage, message, {}, hint);
    }

    Result<> check() const
    {
        if (m_components.empty())
            return usage(Tr::tr("a manifest needs one component at least"));
        if (m_components.size() > SuitLimits::components)
            return usage(
                Tr::tr("%1 components; at most %2 are allowed").arg(m_components.size()).arg(SuitLimits::components));
        const auto any = [&](const auto& has) {
            return std::ranges::any_of(m_build.images, has);
        };
        if (!any([](const SuitImage& i) { return i.vendor.has_value(); }))
            return usage(Tr::tr("no component says for which vendor it is"), Tr::tr("Give the vendor's domain."));
        if (!any([](const SuitImage& i) { return i.vendor && i.classId; }))
            return usage(Tr::tr("no component says for which class of boards it is"), Tr::tr("Give the board's name."));
        for (const SuitImage& image : m_build.images) {
            if (image.id.isEmpty())
                return usage(Tr::tr("a component has no identifier"));
            if (!image.digest || !image.size)
                return usage(Tr::tr("the component %1 has no image").arg(componentIdText(image.id)));
            if ((image.vendor && image.vendor->size() != 16) || (image.classId && image.classId->size() != 16))
                return usage(
                    Tr::tr("an identifier of the component %1 has not 16 bytes").arg(componentIdText(image.id)));
        }
        for (const Choices& choices : m_components) {
            if (auto checked = checkChoices(choices); !checked)
                return checked;
        }
        return {};
    }

    Result<> checkChoices(const Choices& choices) const
    {
        if (choices.size() < 2)
            return {};
        const QString id = componentIdText(choices.front()->id);
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
        if (m_components.size() > 1)
            sequence.command(C::setIndex, CborWriter().unsignedInteger(component).result());
    }

    QByteArray common() const
    {
        CborWriter ids;
        ids.array(static_cast<std::size_t>(m_ids.size()));
        for (const SuitComponentId& id : m_ids) {
            ids.array(static_cast<std::size_t>(id.size()));
            for (const QByteArray& part : id)
                ids.bytes(part);
        }
        Sequence sequence;
        for (std::size_t i = 0; i < m_components.size(); ++i) {
            select(sequence, i);
            addChoices(sequence, m_components[i], commonFields(m_build.dialect), C::overrideParameters);
        }
        return CborMap()
            .insert(SuitNumbers::components, ids)
            .insert(SuitNumbers::sharedSequence, sequence.wrapped())
            .encoded()
            .result();
    }

    Sequence install() const
    {
        Sequence sequence;
        for (std::size_t i = 0; i < m_components.size(); ++i) {
            if (m_components[i].front()->uri.isEmpty())
                continue;
            select(sequence, i);
            addChoices(sequence, m_components[i], installFields(m_build.dialect),
                       m_riot ? C::setParameters : C::overrideParameters);
            sequence.policy(C::fetch, policyFailure);
            sequence.policy(C::imageMatch, policyAll);
        }
        return sequence;
    }

    Sequence validate() const
    {
        Sequence sequence;
        for (std::size_t i = 0; i < m_components.size(); ++i) {
            select(sequence, i);
            sequence.policy(C::imageMatch, policyAll);
        }
        return sequence;
    }

    Sequence invoke() const
    {
        Sequence sequence;
        if (std::ranges::count(m_build.images, true, &SuitImage::bootable) != 1)
            return sequence;
        for (std::size_t i = 0; i < m_components.size(); ++i) {
            if (std::ranges::none_of(m_components[i], [](const SuitImage* image) { return image->bootable; }))
                continue;
            select(sequence, i);
            sequence.policy(C::invoke, policyFailure);
        }
        return sequence;
    }

    const SuitBuild& m_build;
    bool m_riot;
    QList<SuitComponentId> m_ids;
    std::vector<Choices> m_components;
};

} // namespace

Result<QByteArray> buildManifest(const SuitBuild& build)
{
    return Builder(build).run();
}

Result<QByteArray> buildSuit(const SuitBuild& build)
{
    const auto manifest = buildManifest(build);
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
    envelope.map(2).integer(SuitNumbers::authentication).bytes(list.result()).integer(SuitNumbers::manifest).raw(item);
    if (envelope.result().size() > SuitLimits::envelopeSize ||
        static_cast<std::size_t>(manifest->size()) > SuitLimits::manifestSize)
        return failure(Error::Code::Usage, Tr::tr("the manifest would have %1 bytes; at most %2 are allowed")
                                               .arg(manifest->size())
                                               .arg(SuitLimits::manifestSize));
    return envelope.result();
}

} // namespace ota
