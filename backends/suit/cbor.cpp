// SPDX-License-Identifier: Apache-2.0
#include "suit/cbor.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Cbor)
};

using Type = CborItem::Type;
using Kind = CborFault::Kind;

constexpr std::uint64_t indefiniteMark = 31;

QString typeWord(Type type)
{
    switch (type) {
    case Type::Bytes:
        return Tr::tr("byte string");
    case Type::Text:
        return Tr::tr("text");
    case Type::Array:
        return Tr::tr("array");
    case Type::Map:
        return Tr::tr("map");
    default:
        return Tr::tr("item");
    }
}

class Scanner
{
public:
    Scanner(ByteSpan whole, std::size_t from, std::size_t to)
        : m_whole(whole)
        , m_at(from)
        , m_end(to)
    {
    }

    CborScan run()
    {
        CborItem root;
        m_scan.complete = item(root, 0);
        m_scan.root = std::move(root);
        if (m_scan.complete && m_at < m_end)
            fault(Kind::TrailingBytes, m_at,
                  Tr::tr("%n byte(s) follow the end", nullptr, static_cast<int>(m_end - m_at)));
        return std::move(m_scan);
    }

private:
    void fault(Kind kind, std::size_t offset, const QString& message)
    {
        if (m_scan.faults.size() < CborLimits::faults)
            m_scan.faults.push_back({kind, message, offset});
    }

    bool malformed(std::size_t offset, const QString& message)
    {
        fault(Kind::Malformed, offset, message);
        return false;
    }

    std::size_t left() const { return m_end - m_at; }

    /// The initial byte and its argument. `info` is the low five bits.
    bool head(CborItem& item, std::uint8_t& info)
    {
        item.offset = m_at;
        if (left() == 0)
            return malformed(m_at, Tr::tr("the bytes end where an item should begin"));
        const std::uint8_t initial = m_whole[m_at++];
        info = initial & 0x1f;
        item.type = static_cast<Type>(initial >> 5);
        item.argument = info;
        if (info >= 24 && info <= 27) {
            const std::size_t width = std::size_t{1} << (info - 24);
            if (left() < width)
                return malformed(item.offset, Tr::tr("the bytes end within the head of an item"));
            item.argument = 0;
            for (std::size_t i = 0; i < width; ++i)
                item.argument = item.argument << 8 | m_whole[m_at++];
        } else if (info >= 28 && info <= 30) {
            return malformed(item.offset,
                             Tr::tr("0x%1 is a reserved initial byte").arg(initial, 2, 16, QLatin1Char('0')));
        }
        item.headSize = m_at - item.offset;
        item.end = m_at;
        return info == indefiniteMark ? indefiniteHead(item) : checkHead(item, info);
    }

    bool indefiniteHead(CborItem& item)
    {
        const bool may = item.is(Type::Bytes) || item.is(Type::Text) || item.is(Type::Array) || item.is(Type::Map);
        if (!may)
            return malformed(item.offset, Tr::tr("a break or an indefinite length stands where none can be"));
        item.indefinite = true;
        item.argument = 0;
        fault(Kind::NonCanonical, item.offset, Tr::tr("a %1 of indefinite length").arg(typeWord(item.type)));
        return true;
    }

    bool checkHead(CborItem& item, std::uint8_t info)
    {
        if (item.type == Type::Simple) { // major type 7
            if (info == 24 && item.argument < 32)
                return malformed(item.offset, Tr::tr("the simple value %1 is in two bytes").arg(item.argument));
            if (info > 24)
                item.type = Type::Float;
            return true;
        }
        constexpr std::uint64_t smallest[] = {24, 0x100, 0x10000, 0x100000000};
        if (info >= 24 && item.argument < smallest[info - 24])
            fault(Kind::NonCanonical, item.offset,
                  Tr::tr("the number %1 is written in %2 bytes, fewer would do").arg(item.argument).arg(item.headSize));
        return true;
    }

    bool item(CborItem& item, int depth)
    {
        std::uint8_t info = 0;
        if (++m_items > CborLimits::items)
            return malformed(m_at, Tr::tr("there are more than %1 items").arg(CborLimits::items));
        if (depth > CborLimits::nesting)
            return malformed(m_at, Tr::tr("the items are nested more than %1 deep").arg(CborLimits::nesting));
        if (!head(item, info))
            return false;
        const bool whole = body(item, depth);
        item.end = m_at;
        return whole;
    }

    bool body(CborItem& item, int depth)
    {
        switch (item.type) {
        case Type::Bytes:
        case Type::Text:
            return item.indefinite ? chunks(item) : string(item);
        case Type::Array:
            return elements(item, depth, 1);
        case Type::Map:
            return elements(item, depth, 2) && checkKeys(item);
        case Type::Tag:
            return elements(item, depth, 0);
        default:
            return true;
        }
    }

    bool string(const CborItem& item)
    {
        if (left() < item.argument)
            return malformed(item.offset, Tr::tr("a %1 of %2 bytes begins, but only %3 follow")
                                              .arg(typeWord(item.type))
                                              .arg(item.argument)
                                              .arg(left()));
        const auto size = static_cast<std::size_t>(item.argument);
        if (item.type == Type::Text &&
            !QByteArrayView(m_whole.data() + m_at, static_cast<qsizetype>(size)).isValidUtf8())
            return malformed(item.offset, Tr::tr("a text is not UTF-8"));
        m_at += size;
        return true;
    }

    bool atBreak()
    {
        if (left() == 0 || m_whole[m_at] != 0xff)
            return false;
        ++m_at;
        return true;
    }

    bool chunks(CborItem& item)
    {
        while (!atBreak()) {
            CborItem chunk;
            std::uint8_t info = 0;
            if (++m_items > CborLimits::items)
                return malformed(m_at, Tr::tr("there are more than %1 items").arg(CborLimits::items));
            if (!head(chunk, info))
                return false;
            if (chunk.type != item.type || chunk.indefinite)
                return malformed(chunk.offset, Tr::tr("a chunk of a %1 is something else").arg(typeWord(item.type)));
            if (!string(chunk))
                return false;
            chunk.end = m_at;
            item.children.push_back(std::move(chunk));
        }
        return true;
    }

    /// `perEntry` items an entry; 0 for the one item of a tag.
    bool elements(CborItem& parent, int depth, std::uint64_t perEntry)
    {
        // A huge count needs no care: every entry takes a byte at least, so the bytes end first.
        for (std::uint64_t i = 0; parent.indefinite || i < (perEntry ? parent.argument : 1); ++i) {
            if (parent.indefinite && atBreak())
                break;
            for (std::uint64_t j = 0; j < std::max<std::uint64_t>(perEntry, 1); ++j) {
                CborItem child;
                const bool whole = item(child, depth + 1);
                parent.children.push_back(std::move(child));
                parent.end = m_at;
                if (!whole)
                    return false;
            }
        }
        if (parent.indefinite)
            parent.argument = parent.children.size() / perEntry;
        return true;
    }

    QByteArrayView keyBytes(const CborItem& key) const
    {
        const ByteSpan bytes = key.encoded(m_whole);
        return {bytes.data(), static_cast<qsizetype>(bytes.size())};
    }

    bool checkKeys(const CborItem& map)
    {
        std::vector<const CborItem*> keys;
        for (std::size_t i = 0; i < map.children.size(); i += 2)
            keys.push_back(&map.children[i]);
        // Both lists of a valid map are equal, so the stable sort costs little where it matters.
        auto sorted = keys;
        std::ranges::stable_sort(sorted, [this](const auto* a, const auto* b) { return keyBytes(*a) < keyBytes(*b); });
        for (std::size_t i = 1; i < sorted.size(); ++i) {
            if (keyBytes(*sorted[i - 1]) == keyBytes(*sorted[i]))
                fault(Kind::DuplicateKey, sorted[i]->offset,
                      Tr::tr("the key %1 stands twice in one map").arg(cborDiagnostic(*sorted[i], m_whole, 40)));
        }
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (keys[i] == sorted[i])
                continue;
            fault(Kind::NonCanonical, keys[i]->offset,
                  Tr::tr("the keys of a map are not in ascending order: %1 is out of place")
                      .arg(cborDiagnostic(*keys[i], m_whole, 40)));
            break;
        }
        return true;
    }

    ByteSpan m_whole;
    std::size_t m_at;
    std::size_t m_end;
    std::size_t m_items = 0;
    CborScan m_scan;
};

QString simpleText(std::uint64_t value)
{
    switch (value) {
    case 20:
        return QStringLiteral("false");
    case 21:
        return QStringLiteral("true");
    case 22:
        return QStringLiteral("null");
    case 23:
        return QStringLiteral("undefined");
    default:
        return QStringLiteral("simple(%1)").arg(value);
    }
}

void appendDiagnostic(QString& out, const CborItem& item, ByteSpan whole, qsizetype limit)
{
    if (out.size() > limit)
        return;
    const auto sequence = [&](const QString& open, const QString& close, bool map) {
        out += open;
        for (std::size_t i = 0; i < item.children.size() && out.size() <= limit; ++i) {
            if (i > 0)
                out += map && i % 2 == 1 ? QStringLiteral(": ") : QStringLiteral(", ");
            appendDiagnostic(out, item.children[i], whole, limit);
        }
        out += close;
    };
    const QString mark = item.indefinite ? QStringLiteral("_ ") : QString();
    switch (item.type) {
    case Type::Unsigned:
        out += QString::number(item.argument);
        break;
    case Type::Negative:
        out += item.argument == std::numeric_limits<std::uint64_t>::max()
                   ? QStringLiteral("-18446744073709551616")
                   : QLatin1Char('-') + QString::number(item.argument + 1);
        break;
    case Type::Bytes:
        if (item.indefinite)
            sequence(QStringLiteral("(_ "), QStringLiteral(")"), false);
        else
            out += QStringLiteral("h'") +
                   toHex(item.content(whole).first(
                       std::min<std::size_t>(item.content(whole).size(), static_cast<std::size_t>(limit)))) +
                   QLatin1Char('\'');
        break;
    case Type::Text:
        if (item.indefinite)
            sequence(QStringLiteral("(_ "), QStringLiteral(")"), false);
        else
            out += QLatin1Char('"') + item.text(whole).left(limit) + QLatin1Char('"');
        break;
    case Type::Array:
        sequence(QLatin1Char('[') + mark, QStringLiteral("]"), false);
        break;
    case Type::Map:
        sequence(QLatin1Char('{') + mark, QStringLiteral("}"), true);
        break;
    case Type::Tag:
        sequence(QString::number(item.argument) + QLatin1Char('('), QStringLiteral(")"), false);
        break;
    case Type::Simple:
        out += simpleText(item.argument);
        break;
    case Type::Float:
        out += QStringLiteral("float(0x%1)").arg(item.argument, 0, 16);
        break;
    }
}

} // namespace

std::optional<bool> CborItem::boolean() const
{
    if (type != Type::Simple || (argument != 20 && argument != 21))
        return std::nullopt;
    return argument == 21;
}

std::optional<std::int64_t> CborItem::integer() const
{
    if ((type != Type::Unsigned && type != Type::Negative) ||
        argument > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return std::nullopt;
    const auto value = static_cast<std::int64_t>(argument);
    return type == Type::Unsigned ? value : -1 - value;
}

ByteSpan CborItem::content(ByteSpan whole) const
{
    if ((type != Type::Bytes && type != Type::Text) || indefinite || contentOffset() > end ||
        argument > end - contentOffset())
        return {};
    return whole.subspan(contentOffset(), static_cast<std::size_t>(argument));
}

QString CborItem::text(ByteSpan whole) const
{
    const ByteSpan bytes = content(whole);
    return QString::fromUtf8(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

const CborItem* CborItem::value(std::int64_t key) const
{
    if (type != Type::Map)
        return nullptr;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
        if (children[i].integer() == key)
            return &children[i + 1];
    }
    return nullptr;
}

CborScan scanCbor(ByteSpan whole, std::size_t from, std::size_t to)
{
    Q_ASSERT(from <= to && to <= whole.size());
    return Scanner(whole, from, to).run();
}

QString cborDiagnostic(const CborItem& item, ByteSpan whole, qsizetype limit)
{
    QString out;
    appendDiagnostic(out, item, whole, limit);
    if (out.size() > limit) {
        out.truncate(limit);
        out += QChar(0x2026);
    }
    return out;
}

} // namespace ota
