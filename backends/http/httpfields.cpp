// SPDX-License-Identifier: Apache-2.0
#include "http/httpfields.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <charconv>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpFields)
};

bool isTokenChar(char c)
{
    // RFC 9110 5.6.2
    static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           others.find(c) != std::string_view::npos;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

/// A token or a quoted string at the start of `text`, which is shortened by it.
std::optional<QByteArray> takeParameterValue(QByteArrayView& text)
{
    QByteArray value;
    if (text.isEmpty() || text.front() != '"') {
        qsizetype end = 0;
        while (end < text.size() && text[end] != ';')
            ++end;
        value = trimmed(text.first(end)).toByteArray();
        text = text.sliced(end);
        if (value.isEmpty() || value.contains('"'))
            return std::nullopt;
        return value;
    }
    for (qsizetype i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            text = text.sliced(i + 1);
            return value.isNull() ? QByteArray("") : value;
        }
        // Browsers leave the backslash of a Windows path alone, so only the two escapes that must be are taken.
        const bool escapes = c == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
        value.append(escapes ? text[++i] : c);
    }
    return std::nullopt;
}

template<typename Number>
std::optional<Number> decimal(QByteArrayView text)
{
    Number number{};
    if (text.isEmpty() || text.front() < '0' || text.front() > '9')
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The quality of one element of an Accept list, in thousandths; 1000 where none is given.
int quality(const HttpFieldValue& element)
{
    const QByteArray text = element.parameter("q");
    if (text.isNull())
        return 1000;
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    return isNumber && value >= 0 && value <= 1 ? static_cast<int>(value * 1000) : 0;
}

QList<QByteArrayView> listElements(QByteArrayView list)
{
    QList<QByteArrayView> elements;
    bool quoted = false;
    qsizetype start = 0;
    for (qsizetype i = 0; i <= list.size(); ++i) {
        if (i < list.size() && list[i] == '"')
            quoted = !quoted;
        if (i < list.size() && (quoted || list[i] != ','))
            continue;
        const QByteArrayView element = trimmed(list.sliced(start, i - start));
        if (!element.isEmpty())
            elements.append(element);
        start = i + 1;
    }
    return elements;
}

} // namespace

QByteArray HttpFieldValue::parameter(QByteArrayView name) const
{
    for (const auto& [key, text] : parameters) {
        if (key == name)
            return text;
    }
    return {};
}

std::optional<HttpFieldValue> parseFieldValue(QByteArrayView text)
{
    HttpFieldValue field;
    const qsizetype end = std::find(text.begin(), text.end(), ';') - text.begin();
    field.value = trimmed(text.first(end)).toByteArray().toLower();
    text = text.sliced(end);
    if (field.value.isEmpty())
        return std::nullopt;
    while (!text.isEmpty()) {
        text = trimmed(text);
        if (text.isEmpty())
            break;
        if (text.front() != ';')
            return std::nullopt;
        text = trimmed(text.sliced(1));
        if (text.isEmpty() || text.front() == ';')
            continue; // An empty parameter is allowed: `a; ;b=c`.
        qsizetype nameEnd = 0;
        while (nameEnd < text.size() && isTokenChar(text[nameEnd]))
            ++nameEnd;
        if (nameEnd == 0 || nameEnd == text.size() || text[nameEnd] != '=')
            return std::nullopt;
        const QByteArray name = text.first(nameEnd).toByteArray().toLower();
        text = text.sliced(nameEnd + 1);
        const auto value = takeParameterValue(text);
        if (!value || !field.parameter(name).isNull())
            return std::nullopt;
        field.parameters.emplace_back(name, *value);
    }
    return field;
}

bool acceptsJson(QByteArrayView accept)
{
    int json = 0;
    int text = 0;
    for (const QByteArrayView element : listElements(accept)) {
        const auto field = parseFieldValue(element);
        if (!field)
            continue;
        if (field->value == "application/json" ||
            (field->value.startsWith("application/") && field->value.endsWith("+json")))
            json = std::max(json, quality(*field));
        else if (field->value.startsWith("text/"))
            text = std::max(text, quality(*field));
    }
    return json > 0 && json >= text;
}

HttpRange parseRange(QByteArrayView field, qint64 size)
{
    constexpr QByteArrayView unit = "bytes=";
    if (field.size() < unit.size() || field.first(unit.size()).compare(unit, Qt::CaseInsensitive) != 0)
        return {};
    const QByteArrayView spec = trimmed(field.sliced(unit.size()));
    const qsizetype dash = spec.indexOf('-');
    if (dash < 0 || spec.contains(','))
        return {};
    const QByteArrayView firstText = trimmed(spec.first(dash));
    const QByteArrayView lastText = trimmed(spec.sliced(dash + 1));
    const auto first = decimal<qint64>(firstText);
    const auto last = decimal<qint64>(lastText);
    if ((!firstText.isEmpty() && !first) || (!lastText.isEmpty() && !last) || (!first && !last))
        return {};
    if (!first) { // The last n bytes.
        if (*last == 0 || size == 0)
            return {.kind = HttpRange::Kind::Unsatisfiable};
        const qint64 length = std::min(*last, size);
        return {HttpRange::Kind::Part, size - length, length};
    }
    if (last && *last < *first)
        return {};
    if (*first >= size)
        return {.kind = HttpRange::Kind::Unsatisfiable};
    const qint64 end = last ? std::min(*last, size - 1) : size - 1;
    return {HttpRange::Kind::Part, *first, end - *first + 1};
}

std::optional<HttpCredentials> parseAuthorization(QByteArrayView field)
{
    const qsizetype space = field.indexOf(' ');
    if (space < 0)
        return std::nullopt;
    const QByteArrayView scheme = field.first(space);
    const QByteArray rest = trimmed(field.sliced(space + 1)).toByteArray();
    if (scheme.compare("Bearer", Qt::CaseInsensitive) == 0)
        return rest.isEmpty() ? std::nullopt : std::optional(HttpCredentials{{}, rest});
    if (scheme.compare("Basic", Qt::CaseInsensitive) != 0)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(rest, QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype colon = decoded ? decoded.decoded.indexOf(':') : -1;
    if (colon < 0)
        return std::nullopt;
    return HttpCredentials{QString::fromUtf8(decoded.decoded.first(colon)), decoded.decoded.sliced(colon + 1)};
}

bool sameSecret(QByteArrayView a, QByteArrayView b)
{
    // The length is no secret; where the bytes differ is.
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned>(static_cast<unsigned char>(b[i]));
    return difference == 0;
}

HttpCheck requireToken(const QByteArray& token, const QByteArray& realm)
{
    return [token, realm](const HttpRequest& request) -> std::optional<HttpResponse> {
        const auto shown = parseAuthorization(request.header("Authorization"));
        if (shown && !token.isEmpty() && sameSecret(shown->secret, token))
            return std::nullopt;
        HttpResponse response = HttpResponse::refusal(
            request, {401, shown ? Tr::tr("The token is wrong.")
                                 : Tr::tr("A token is needed: send it as Bearer token or as password.")});
        const QByteArray challenge = "Basic realm=\"" + realm + '"';
        response.withHeader("WWW-Authenticate", challenge);
        return response;
    };
}

bool originIsOurs(const HttpRequest& request)
{
    if (request.headers.count("Origin") > 1)
        return false;
    const QByteArrayView origin = request.header("Origin");
    if (origin.isNull())
        return true;
    const qsizetype scheme = origin.indexOf("://");
    if (scheme < 0)
        return false; // `null` is a page without a host: a file, a sandbox.
    return origin.sliced(scheme + 3).compare(request.host, Qt::CaseInsensitive) == 0;
}

std::optional<HttpResponse> refuseForeignOrigin(const HttpRequest& request)
{
    if (originIsOurs(request))
        return std::nullopt;
    const QString origin = QString::fromLatin1(request.header("Origin"));
    return HttpResponse::refusal(request, {403, Tr::tr("A page of %1 may not do this here.").arg(origin)});
}

std::optional<QByteArray> percentDecoded(QByteArrayView text, bool plusIsSpace)
{
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '+' && plusIsSpace) {
            decoded.append(' ');
        } else if (c != '%') {
            decoded.append(c);
        } else {
            const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return std::nullopt;
            decoded.append(static_cast<char>(high * 16 + low));
            i += 2;
        }
    }
    return decoded;
}

std::optional<QString> utf8Text(QByteArrayView bytes)
{
    const bool isPlain =
        std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) > 0; });
    if (isPlain)
        return QString::fromLatin1(bytes);
    if (bytes.contains('\0'))
        return std::nullopt;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return std::nullopt;
    return text;
}

std::optional<std::vector<std::pair<QString, QString>>> parseUrlEncoded(QByteArrayView text)
{
    std::vector<std::pair<QString, QString>> items;
    while (!text.isEmpty()) {
        const qsizetype end = std::find(text.begin(), text.end(), '&') - text.begin();
        const QByteArrayView item = text.first(end);
        text = text.sliced(std::min(end + 1, text.size()));
        if (item.isEmpty())
            continue;
        const qsizetype equals = std::find(item.begin(), item.end(), '=') - item.begin();
        const auto name = percentDecoded(item.first(equals), true);
        const auto value = percentDecoded(item.sliced(std::min(equals + 1, item.size())), true);
        const auto nameText = name ? utf8Text(*name) : std::nullopt;
        const auto valueText = value ? utf8Text(*value) : std::nullopt;
        if (!nameText || !valueText)
            return std::nullopt;
        items.emplace_back(*nameText, *valueText);
    }
    return items;
}

bool matchesEtag(QByteArrayView field, QByteArrayView etag, bool weak)
{
    if (trimmed(field) == "*")
        return true;
    for (QByteArrayView element : listElements(field)) {
        if (element.startsWith("W/")) {
            if (!weak)
                continue;
            element = element.sliced(2);
        }
        if (element.size() >= 2 && element.front() == '"' && element.back() == '"' &&
            element.sliced(1, element.size() - 2) == etag)
            return true;
    }
    return false;
}

} // namespace ota
