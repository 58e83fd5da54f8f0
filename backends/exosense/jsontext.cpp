// SPDX-License-Identifier: Apache-2.0
#include "exosense/jsontext.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <set>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(JsonText)
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void appendUtf8(QByteArray& to, char32_t code)
{
    to += QString::fromUcs4(&code, 1).toUtf8();
}

/// One pass over the bytes; every function leaves `m_at` behind what it read.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
    {
    }

    bool read(JsonText& value)
    {
        skipBlanks();
        if (!readValue(value, 0))
            return false;
        skipBlanks();
        return m_at == m_text.size();
    }

    /// Where it stopped.
    qsizetype offset() const { return m_at; }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    bool take(char c)
    {
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    void skipBlanks()
    {
        while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
            ++m_at;
    }

    bool readWord(QByteArrayView word, JsonText::Kind kind, JsonText& value)
    {
        if (m_text.sliced(m_at, std::min(word.size(), m_text.size() - m_at)) != word)
            return false;
        m_at += word.size();
        value.kind = kind;
        return true;
    }

    bool readValue(JsonText& value, int depth)
    {
        switch (peek()) {
        case '{':
            return readObject(value, depth);
        case '[':
            return readArray(value, depth);
        case '"':
            value.kind = JsonText::Kind::String;
            return readString(value.text);
        case 't':
            return readWord("true", JsonText::Kind::True, value);
        case 'f':
            return readWord("false", JsonText::Kind::False, value);
        case 'n':
            return readWord("null", JsonText::Kind::Null, value);
        default:
            return readNumber(value);
        }
    }

    bool readDigits()
    {
        const qsizetype from = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > from;
    }

    bool readNumber(JsonText& value)
    {
        const qsizetype from = m_at;
        take('-');
        if (!take('0') && !readDigits())
            return false;
        if (take('.') && !readDigits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            if (!readDigits())
                return false;
        }
        value.kind = JsonText::Kind::Number;
        value.text = m_text.sliced(from, m_at - from).toByteArray();
        return true;
    }

    std::optional<char16_t> readHex4()
    {
        if (m_text.size() - m_at < 4)
            return std::nullopt;
        char16_t code = 0;
        for (int i = 0; i < 4; ++i) {
            const char c = m_text[m_at++];
            const int digit = isDigit(c)             ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0)
                return std::nullopt;
            code = static_cast<char16_t>(code * 16 + digit);
        }
        return code;
    }

    /// Behind `\u`.
    bool readUnicode(QByteArray& to)
    {
        const auto first = readHex4();
        if (!first)
            return false;
        char32_t code = *first;
        if (QChar::isHighSurrogate(code) && m_text.sliced(m_at).startsWith("\\u")) {
            const qsizetype back = m_at;
            m_at += 2;
            const auto second = readHex4();
            if (!second)
                return false;
            if (QChar::isLowSurrogate(*second))
                code = QChar::surrogateToUcs4(*first, *second);
            else
                m_at = back;
        }
        appendUtf8(to, QChar::isSurrogate(code) ? char32_t(QChar::ReplacementCharacter) : code);
        return true;
    }

    bool readEscape(QByteArray& to)
    {
        if (atEnd())
            return false;
        static constexpr std::string_view names = "\"\\/bfnrt";
        static constexpr std::string_view values = "\"\\/\b\f\n\r\t";
        const char c = m_text[m_at++];
        if (c == 'u')
            return readUnicode(to);
        const auto found = names.find(c);
        if (found == std::string_view::npos)
            return false;
        to += values[found];
        return true;
    }

    bool readString(QByteArray& to)
    {
        to = QByteArray("");
        if (!take('"'))
            return false;
        while (!atEnd()) {
            const qsizetype from = m_at;
            while (!atEnd() && peek() != '"' && peek() != '\\' && static_cast<unsigned char>(peek()) >= 0x20)
                ++m_at;
            to.append(m_text.sliced(from, m_at - from));
            if (take('"'))
                return true;
            if (!take('\\') || !readEscape(to))
                return false;
        }
        return false;
    }

    bool readArray(JsonText& value, int depth)
    {
        value.kind = JsonText::Kind::Array;
        if (depth >= JsonText::maxDepth || !take('['))
            return false;
        skipBlanks();
        if (take(']'))
            return true;
        do {
            skipBlanks();
            if (!readValue(value.items.emplace_back(), depth + 1))
                return false;
            skipBlanks();
        } while (take(','));
        return take(']');
    }

    bool readObject(JsonText& value, int depth)
    {
        value.kind = JsonText::Kind::Object;
        if (depth >= JsonText::maxDepth || !take('{'))
            return false;
        skipBlanks();
        if (take('}'))
            return true;
        do {
            skipBlanks();
            if (!readString(value.names.emplace_back()))
                return false;
            skipBlanks();
            if (!take(':'))
                return false;
            skipBlanks();
            if (!readValue(value.items.emplace_back(), depth + 1))
                return false;
            skipBlanks();
        } while (take(','));
        return take('}');
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

void writeString(QByteArray& to, const QByteArray& text)
{
    to += '"';
    for (const char c : text) {
        switch (c) {
        case '"':
            to += "\\\"";
            break;
        case '\\':
            to += "\\\\";
            break;
        case '\n':
            to += "\\n";
            break;
        case '\r':
            to += "\\r";
            break;
        case '\t':
            to += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                to += "\\u00" + QByteArray(1, c).toHex();
            else
                to += c;
        }
    }
    to += '"';
}

void write(QByteArray& to, const JsonText& value)
{
    const bool isObject = value.isObject();
    switch (value.kind) {
    case JsonText::Kind::Null:
        to += "null";
        return;
    case JsonText::Kind::False:
        to += "false";
        return;
    case JsonText::Kind::True:
        to += "true";
        return;
    case JsonText::Kind::Number:
        to += value.text;
        return;
    case JsonText::Kind::String:
        writeString(to, value.text);
        return;
    case JsonText::Kind::Array:
    case JsonText::Kind::Object:
        to += isObject ? '{' : '[';
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            if (i > 0)
                to += ',';
            if (isObject) {
                writeString(to, value.names[i]);
                to += ':';
            }
            write(to, value.items[i]);
        }
        to += isObject ? '}' : ']';
        return;
    }
}

/// The members' places, by name; equal names keep their order.
std::vector<std::size_t> sortedMembers(const JsonText& object)
{
    std::vector<std::size_t> order(object.names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return object.names[i]; });
    return order;
}

QString pointerTo(const QString& parent, const QByteArray& name)
{
    QString token = QString::fromUtf8(name);
    token.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1")); // RFC 6901 3
    return QString(parent + u'/' + token);
}

std::optional<QString> duplicateIn(const JsonText& value, const QString& path)
{
    std::set<QByteArray> seen;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        const QString here =
            value.isObject() ? pointerTo(path, value.names[i]) : QString(path + u'/' + QString::number(i));
        if (value.isObject() && !seen.insert(value.names[i]).second)
            return here;
        if (auto inner = duplicateIn(value.items[i], here))
            return inner;
    }
    return std::nullopt;
}

} // namespace

Result<JsonText> JsonText::parse(QByteArrayView text)
{
    Reader reader(text);
    JsonText value;
    if (!reader.read(value))
        return failure(Error::Code::BadInput, Tr::tr("this is not JSON: byte %1 does not fit").arg(reader.offset()));
    return value;
}

bool JsonText::accepts(QByteArrayView text)
{
    JsonText value;
    return Reader(text).read(value);
}

const JsonText* JsonText::member(QByteArrayView name) const
{
    for (std::size_t i = names.size(); i-- > 0;) {
        if (names[i] == name)
            return &items[i];
    }
    return nullptr;
}

void JsonText::setMember(const QByteArray& name, JsonText value)
{
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) {
        items[static_cast<std::size_t>(found - names.begin())] = std::move(value);
        return;
    }
    names.push_back(name);
    items.push_back(std::move(value));
}

QString JsonText::toString() const
{
    return isString() ? QString::fromUtf8(text) : QString();
}

QByteArray JsonText::compact() const
{
    QByteArray bytes;
    write(bytes, *this);
    return bytes;
}

std::optional<QString> JsonText::duplicate() const
{
    return duplicateIn(*this, {});
}

bool sameJson(const JsonText& a, const JsonText& b)
{
    if (a.kind != b.kind || a.items.size() != b.items.size())
        return false;
    if (a.kind == JsonText::Kind::Number)
        return a.text == b.text || a.text.toDouble() == b.text.toDouble();
    if (!a.isObject())
        return a.text == b.text && std::ranges::equal(a.items, b.items, sameJson);
    const auto orderA = sortedMembers(a);
    const auto orderB = sortedMembers(b);
    return std::ranges::equal(orderA, orderB, [&](std::size_t i, std::size_t j) {
        return a.names[i] == b.names[j] && sameJson(a.items[i], b.items[j]);
    });
}

} // namespace ota
