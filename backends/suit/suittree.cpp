// SPDX-License-Identifier: Apache-2.0
#include "suit/suittree.h"

#include "suit/cbor.h"
#include "suit/cborfaults.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>
#include <limits>
#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SuitTree)
};

using Type = CborItem::Type;

constexpr std::uint64_t suitTag = 107;
constexpr std::uint64_t enterpriseTag = 112;
constexpr quint64 firstPlausibleTime = 1'000'000'000; // 2001; smaller sequence numbers are no epoch seconds

class TreeBuilder
{
public:
    TreeBuilder(ByteSpan bytes, const SuitEnvelope& envelope, const KnownIdentifiers& known)
        : m_bytes(bytes)
        , m_dialect(envelope.dialect)
        , m_known(known)
    {
        for (const SuitEnvelopeMember& member : envelope.members)
            m_severed.push_back(member.number);
    }

    SuitNode run()
    {
        SuitNode root{
            Tr::tr("SUIT envelope"), {}, Tr::tr("%1, %2 bytes").arg(dialectName(m_dialect)).arg(m_bytes.size()), 0,
            m_bytes.size(),          {}};
        const CborScan scan = scanCbor(m_bytes);
        if (!scan.root)
            return root;
        const CborItem* map = &*scan.root;
        if (map->is(Type::Tag) && map->argument == suitTag && !map->children.empty())
            map = &map->children.front();
        if (!map->is(Type::Map)) {
            root.children.push_back(generic(*map, Tr::tr("item")));
            return root;
        }
        for (std::size_t i = 0; i + 1 < map->children.size(); i += 2)
            root.children.push_back(envelopeMember(map->children[i], map->children[i + 1]));
        return root;
    }

private:
    static std::size_t span(const CborItem& key, const CborItem& value) { return value.end - key.offset; }

    SuitNode entry(const CborItem& key, const CborItem& value, const QString& name) const
    {
        const auto number = key.integer();
        QString shown = name;
        if (shown.isEmpty())
            shown = number ? Tr::tr("unknown") : key.text(m_bytes);
        return {shown, number, {}, key.offset, span(key, value), {}};
    }

    SuitNode generic(const CborItem& item, const QString& name) const
    {
        return {name, {}, cborDiagnostic(item, m_bytes), item.offset, item.length(), {}};
    }

    /// What a byte string wraps; nothing when that is not one whole item.
    std::optional<CborItem> opened(const CborItem& item) const
    {
        if (!item.is(Type::Bytes) || item.indefinite)
            return std::nullopt;
        CborScan scan = scanCbor(m_bytes, item.contentOffset(), item.contentOffset() + item.content(m_bytes).size());
        if (!scan.complete)
            return std::nullopt;
        return std::move(scan.root);
    }

    QString hexOf(const CborItem& item) const
    {
        constexpr std::size_t shown = 64;
        const ByteSpan content = item.content(m_bytes);
        const QString hex = toHex(content.first(std::min(shown, content.size())));
        return content.size() > shown ? hex + QChar(0x2026) + Tr::tr(" (%1 bytes)").arg(content.size()) : hex;
    }

    QString digestText(const CborItem& item) const
    {
        const auto digest = digestOf(item, m_bytes);
        if (!digest)
            return cborDiagnostic(item, m_bytes);
        const QString name = SuitNames::digestAlgorithm(m_dialect, digest->algorithm);
        return (name.isEmpty() ? QString::number(digest->algorithm) : name) + QLatin1Char(' ') + toHex(digest->bytes);
    }

    SuitNode envelopeMember(const CborItem& key, const CborItem& value)
    {
        const auto number = key.integer();
        SuitNode node = entry(key, value, number ? SuitNames::envelopeMember(m_dialect, *number) : QString());
        if (number == SuitNumbers::authentication) {
            authentication(node, value);
        } else if (number == SuitNumbers::manifest) {
            if (const auto map = opened(value); map && map->is(Type::Map))
                members(node, *map);
            else
                node.value = hexOf(value);
        } else if (number) {
            section(node, *number, value);
        } else {
            node.name = Tr::tr("integrated-payload %1").arg(key.text(m_bytes));
            node.value = Tr::tr("%1 bytes").arg(value.content(m_bytes).size());
        }
        return node;
    }

    void authentication(SuitNode& node, const CborItem& value)
    {
        const auto list = opened(value);
        if (!list || !list->is(Type::Array)) {
            node.value = cborDiagnostic(value, m_bytes);
            return;
        }
        bool digestFirst = m_dialect == SuitDialect::Draft37;
        for (const CborItem& element : list->children) {
            const auto inside = opened(element);
            if (std::exchange(digestFirst, false) && inside)
                node.children.push_back(
                    {Tr::tr("manifest-digest"), {}, digestText(*inside), element.offset, element.length(), {}});
            else
                node.children.push_back(inside ? cose(element, *inside) : generic(element, Tr::tr("block")));
        }
        if (list->children.empty())
            node.value = Tr::tr("no signature");
    }

    SuitNode cose(const CborItem& element, const CborItem& item)
    {
        const bool tagged = item.is(Type::Tag) && !item.children.empty();
        const CborItem& array = tagged ? item.children.front() : item;
        const QString name = !tagged               ? Tr::tr("COSE, untagged")
                             : item.argument == 18 ? QStringLiteral("COSE_Sign1")
                             : item.argument == 17 ? QStringLiteral("COSE_Mac0")
                                                   : Tr::tr("COSE, tag %1").arg(item.argument);
        SuitNode node{name, {}, {}, element.offset, element.length(), {}};
        if (!array.is(Type::Array) || array.children.size() != 4) {
            node.value = cborDiagnostic(item, m_bytes);
            return node;
        }
        const CborItem& header = array.children[0];
        const auto map = opened(header);
        node.children.push_back(map ? headers(*map, header, QStringLiteral("protected"))
                                    : generic(header, QStringLiteral("protected")));
        if (!array.children[1].children.empty())
            node.children.push_back(headers(array.children[1], array.children[1], QStringLiteral("unprotected")));
        const CborItem& payload = array.children[2];
        const auto digest = opened(payload);
        node.children.push_back({QStringLiteral("payload"),
                                 {},
                                 digest             ? digestText(*digest)
                                 : payload.isNull() ? Tr::tr("detached: the manifest-digest")
                                                    : cborDiagnostic(payload, m_bytes),
                                 payload.offset,
                                 payload.length(),
                                 {}});
        const CborItem& signature = array.children[3];
        node.children.push_back(
            {QStringLiteral("signature"), {}, hexOf(signature), signature.offset, signature.length(), {}});
        return node;
    }

    SuitNode headers(const CborItem& map, const CborItem& place, const QString& name)
    {
        SuitNode node{name, {}, {}, place.offset, place.length(), {}};
        if (!map.is(Type::Map))
            node.value = cborDiagnostic(map, m_bytes);
        for (std::size_t i = 0; map.is(Type::Map) && i + 1 < map.children.size(); i += 2) {
            const CborItem& key = map.children[i];
            const CborItem& value = map.children[i + 1];
            SuitNode label = entry(key, value, key.integer() ? SuitNames::coseHeader(*key.integer()) : QString());
            const auto number = value.integer();
            const QString algorithm = key.integer() == 1 && number ? SuitNames::coseAlgorithm(*number) : QString();
            label.value = algorithm.isEmpty() ? cborDiagnostic(value, m_bytes)
                                              : QStringLiteral("%1 (%2)").arg(algorithm).arg(*number);
            node.children.push_back(std::move(label));
        }
        return node;
    }

    void members(SuitNode& node, const CborItem& map)
    {
        for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
            const CborItem& key = map.children[i];
            const CborItem& value = map.children[i + 1];
            const auto number = key.integer();
            SuitNode member = entry(key, value, number ? SuitNames::manifestMember(m_dialect, *number) : QString());
            if (number == SuitNumbers::common)
                common(member, value);
            else if (number == SuitNumbers::sequenceNumber && value.is(Type::Unsigned))
                member.value = sequenceText(value.argument);
            else if (number)
                section(member, *number, value);
            else
                member.value = cborDiagnostic(value, m_bytes);
            node.children.push_back(std::move(member));
        }
    }

    static QString sequenceText(quint64 number)
    {
        if (number < firstPlausibleTime || number > 0xffffffff)
            return QString::number(number);
        return QStringLiteral("%1 (%2)").arg(
            QString::number(number),
            QDateTime::fromSecsSinceEpoch(static_cast<qint64>(number), Qt::UTC).toString(Qt::ISODate));
    }

    /// A member of the manifest, or what was severed from it into the envelope.
    void section(SuitNode& node, std::int64_t number, const CborItem& value)
    {
        if (isSeverable(m_dialect, number) && value.is(Type::Array)) {
            const bool there = std::ranges::find(m_severed, number) != m_severed.end();
            node.value = Tr::tr("severed, %1").arg(digestText(value)) +
                         (there ? QString() : Tr::tr(" (the content is not in the envelope)"));
            return;
        }
        const auto inside = opened(value);
        if (isSequenceMember(m_dialect, number) && inside && inside->is(Type::Array))
            sequence(node, *inside, 0);
        else if (number == SuitNumbers::text(m_dialect) && inside && inside->is(Type::Map))
            texts(node, *inside);
        else if (value.is(Type::Text))
            node.value = value.text(m_bytes);
        else
            node.value = cborDiagnostic(value, m_bytes);
    }

    void common(SuitNode& node, const CborItem& value)
    {
        const auto map = opened(value);
        if (!map || !map->is(Type::Map)) {
            node.value = cborDiagnostic(value, m_bytes);
            return;
        }
        for (std::size_t i = 0; i + 1 < map->children.size(); i += 2) {
            const CborItem& key = map->children[i];
            const CborItem& item = map->children[i + 1];
            const auto number = key.integer();
            SuitNode member = entry(key, item, number ? SuitNames::commonMember(m_dialect, *number) : QString());
            const auto inside = opened(item);
            if (number == SuitNumbers::components && item.is(Type::Array))
                components(member, item);
            else if (number == SuitNumbers::sharedSequence && inside && inside->is(Type::Array))
                sequence(member, *inside, 0);
            else
                member.value = cborDiagnostic(item, m_bytes);
            node.children.push_back(std::move(member));
        }
    }

    void components(SuitNode& node, const CborItem& list)
    {
        for (std::size_t i = 0; i < list.children.size(); ++i) {
            const CborItem& item = list.children[i];
            node.children.push_back({Tr::tr("component %1").arg(i), {}, idText(item), item.offset, item.length(), {}});
        }
    }

    QString idText(const CborItem& item) const
    {
        SuitComponentId id;
        for (const CborItem& part : item.children) {
            if (!part.is(Type::Bytes) || part.indefinite)
                return cborDiagnostic(item, m_bytes);
            const ByteSpan bytes = part.content(m_bytes);
            id << QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        }
        return item.is(Type::Array) ? componentIdText(id) : cborDiagnostic(item, m_bytes);
    }

    void sequence(SuitNode& node, const CborItem& list, int depth)
    {
        for (std::size_t i = 0; i < list.children.size(); i += 2) {
            const CborItem& key = list.children[i];
            if (i + 1 == list.children.size()) {
                node.children.push_back(generic(key, Tr::tr("command without argument")));
                return;
            }
            const CborItem& value = list.children[i + 1];
            const auto number = key.integer();
            SuitNode command = entry(key, value, number ? SuitNames::command(m_dialect, *number) : QString());
            argument(command, number.value_or(0), value, depth);
            node.children.push_back(std::move(command));
        }
    }

    void argument(SuitNode& node, std::int64_t number, const CborItem& value, int depth)
    {
        const SuitArgument kind = argumentOf(m_dialect, number);
        const auto inside = kind == SuitArgument::Sequence ? opened(value) : std::nullopt;
        if ((kind == SuitArgument::Policy || kind == SuitArgument::Sequence) && value.is(Type::Unsigned))
            node.value = Tr::tr("policy: %1").arg(SuitNames::policy(value.argument));
        else if (kind == SuitArgument::Parameters && value.is(Type::Map))
            parameters(node, value);
        else if (kind == SuitArgument::Sequences && value.is(Type::Array))
            branches(node, value, depth);
        else if (inside && inside->is(Type::Array) && depth < SuitLimits::nesting)
            sequence(node, *inside, depth + 1);
        else
            node.value = cborDiagnostic(value, m_bytes);
    }

    void branches(SuitNode& node, const CborItem& list, int depth)
    {
        for (std::size_t i = 0; i < list.children.size(); ++i) {
            const CborItem& branch = list.children[i];
            SuitNode child{Tr::tr("try %1").arg(i + 1), {}, {}, branch.offset, branch.length(), {}};
            const auto inside = opened(branch);
            if (inside && inside->is(Type::Array) && depth < SuitLimits::nesting)
                sequence(child, *inside, depth + 1);
            else
                child.value = branch.isNull() ? Tr::tr("nothing: go on") : cborDiagnostic(branch, m_bytes);
            node.children.push_back(std::move(child));
        }
    }

    void parameters(SuitNode& node, const CborItem& map)
    {
        for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
            const CborItem& key = map.children[i];
            const CborItem& value = map.children[i + 1];
            const auto number = key.integer();
            SuitNode parameter = entry(key, value, number ? SuitNames::parameter(m_dialect, *number) : QString());
            parameter.value = parameterText(number.value_or(0), value);
            node.children.push_back(std::move(parameter));
        }
    }

    QString parameterText(std::int64_t number, const CborItem& value) const
    {
        namespace P = SuitParameterNumbers;
        if ((number == P::vendor || number == P::classId || number == P::device) && value.is(Type::Bytes))
            return identifierText(number, value);
        if (number == P::vendor && value.is(Type::Tag) && value.argument == enterpriseTag)
            return Tr::tr("private enterprise number %1").arg(cborDiagnostic(value, m_bytes));
        if (number == P::digest) {
            const auto inside = opened(value);
            return inside ? digestText(*inside) : cborDiagnostic(value, m_bytes);
        }
        if (number == P::size && value.is(Type::Unsigned))
            return value.argument < 1024 ? Tr::tr("%1 bytes").arg(value.argument)
                                         : Tr::tr("%1 bytes (%2)")
                                               .arg(value.argument)
                                               .arg(humanSize(static_cast<qint64>(std::min<quint64>(
                                                   value.argument, std::numeric_limits<qint64>::max()))));
        if (number == P::offset && value.is(Type::Unsigned))
            return QStringLiteral("%1 (0x%2)").arg(value.argument).arg(value.argument, 0, 16);
        if (value.is(Type::Text))
            return value.text(m_bytes);
        return cborDiagnostic(value, m_bytes);
    }

    QString identifierText(std::int64_t number, const CborItem& value) const
    {
        const ByteSpan bytes = value.content(m_bytes);
        const QByteArray id(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        const QString name = number == SuitParameterNumbers::vendor    ? m_known.vendorName(id)
                             : number == SuitParameterNumbers::classId ? m_known.className(id)
                                                                       : QString();
        return name.isEmpty() ? uuidText(bytes) : QStringLiteral("%1 (%2)").arg(uuidText(bytes), name);
    }

    void texts(SuitNode& node, const CborItem& map)
    {
        for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
            const CborItem& key = map.children[i];
            const CborItem& value = map.children[i + 1];
            if (key.is(Type::Text) && value.is(Type::Map)) { // draft-37: a language
                SuitNode language{key.text(m_bytes), {}, {}, key.offset, span(key, value), {}};
                texts(language, value);
                node.children.push_back(std::move(language));
                continue;
            }
            if (key.is(Type::Array) && value.is(Type::Map)) {
                SuitNode component{Tr::tr("component %1").arg(idText(key)), {}, {}, key.offset, span(key, value), {}};
                for (std::size_t j = 0; j + 1 < value.children.size(); j += 2)
                    component.children.push_back(textLine(value.children[j], value.children[j + 1], true));
                node.children.push_back(std::move(component));
                continue;
            }
            node.children.push_back(textLine(key, value, false));
        }
    }

    SuitNode textLine(const CborItem& key, const CborItem& value, bool ofComponent) const
    {
        const auto number = key.integer();
        QString name;
        if (number)
            name = ofComponent ? SuitNames::componentText(*number) : SuitNames::text(*number);
        SuitNode node = entry(key, value, name);
        node.value = value.is(Type::Text) ? value.text(m_bytes) : cborDiagnostic(value, m_bytes);
        return node;
    }

    ByteSpan m_bytes;
    SuitDialect m_dialect;
    const KnownIdentifiers& m_known;
    std::vector<std::int64_t> m_severed;
};

/// Lines after the first are set under it; what could steer a terminal is made visible.
QString onTerminal(const QString& value, qsizetype indent)
{
    QString out;
    for (const QChar c : value) {
        if (c == QLatin1Char('\n'))
            out += QLatin1Char('\n') + QString(indent, QLatin1Char(' '));
        else if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out;
}

void appendText(QString& out, const SuitNode& node, int level)
{
    const QString margin =
        QStringLiteral("%1  ").arg(node.offset, 5, 16, QLatin1Char('0')) + QString(2 * level, QLatin1Char(' '));
    QString name = onTerminal(node.name, 0);
    if (node.number)
        name += QStringLiteral(" (%1)").arg(*node.number);
    out += margin + name;
    if (!node.value.isEmpty())
        out += QLatin1String(": ") + onTerminal(node.value, margin.size() + 2);
    out += QLatin1Char('\n');
    for (const SuitNode& child : node.children)
        appendText(out, child, level + 1);
}

} // namespace

SuitNode suitTree(ByteSpan bytes, const SuitEnvelope& envelope, const KnownIdentifiers& known)
{
    return TreeBuilder(bytes, envelope, known).run();
}

QString suitTreeText(const SuitNode& root)
{
    QString out;
    appendText(out, root, 0);
    return out;
}

QJsonObject suitTreeJson(const SuitNode& root)
{
    QJsonObject object{{QStringLiteral("name"), root.name},
                       {QStringLiteral("offset"), static_cast<qint64>(root.offset)},
                       {QStringLiteral("length"), static_cast<qint64>(root.length)}};
    if (root.number)
        object.insert(QStringLiteral("number"), static_cast<qint64>(*root.number));
    if (!root.value.isEmpty())
        object.insert(QStringLiteral("value"), root.value);
    if (!root.children.empty()) {
        QJsonArray children;
        for (const SuitNode& child : root.children)
            children << suitTreeJson(child);
        object.insert(QStringLiteral("children"), children);
    }
    return object;
}

} // namespace ota
