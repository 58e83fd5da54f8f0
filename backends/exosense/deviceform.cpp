// SPDX-License-Identifier: Apache-2.0
#include "exosense/deviceform.h"

#include "exosense/jsontext.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <limits>
#include <map>
#include <set>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DeviceForm)
};

constexpr qint64 nsPerSecond = 1'000'000'000;

constexpr std::array<QByteArrayView, 5> jsonAliases{"config_io", "config_otau", "data_in", "data_out", "otau_in"};

bool isUnreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.' || c == '~';
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool isUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString ignored = decoder.decode(bytes);
    return !decoder.hasError();
}

/// One `name=value` of a form.
struct Part
{
    QByteArray name; ///< Decoded.
    QByteArray value;
    bool hasValue = true; ///< Had an equals sign.
    bool isVerbatim = false;
};

/// The `&` behind which something begins that `isName` says is a name of ours. Found once for a whole body, so that
/// many values that look like JSON cost no more than one.
std::vector<qsizetype> cutsOf(QByteArrayView body, const std::function<bool(QByteArrayView)>& isName)
{
    std::vector<qsizetype> cuts;
    for (qsizetype at = body.indexOf('&'); at >= 0; at = body.indexOf('&', at + 1)) {
        // Longer names than this are nobody's: keeps the search for '=' short.
        const QByteArrayView rest = body.sliced(at + 1, std::min<qsizetype>(body.size() - at - 1, 256));
        const qsizetype equals = rest.indexOf('=');
        if (equals > 0 && isName(rest.first(equals)))
            cuts.push_back(at);
    }
    return cuts;
}

/// A value that begins like JSON was not encoded: an encoder would have escaped its first character.
bool looksVerbatim(QByteArrayView value)
{
    return !value.isEmpty() && (value.front() == '{' || value.front() == '[' || value.front() == '"');
}

std::vector<Part> splitForm(QByteArrayView body, const std::function<bool(QByteArrayView)>& isName)
{
    std::vector<Part> parts;
    std::vector<qsizetype> cuts;
    bool cutsKnown = false;
    for (qsizetype at = 0; at < body.size();) {
        qsizetype end = body.indexOf('&', at);
        end = end < 0 ? body.size() : end;
        const QByteArrayView piece = body.sliced(at, end - at);
        const qsizetype equals = piece.indexOf('=');
        Part part;
        part.hasValue = equals >= 0;
        part.name = formDecoded(equals >= 0 ? piece.first(equals) : piece);
        part.value = equals >= 0 ? formDecoded(piece.sliced(equals + 1)) : QByteArray("");
        if (equals >= 0 && looksVerbatim(piece.sliced(equals + 1))) {
            if (!std::exchange(cutsKnown, true))
                cuts = cutsOf(body, isName);
            const qsizetype from = at + equals + 1;
            const auto cut = std::ranges::upper_bound(cuts, from);
            const qsizetype until = cut == cuts.end() ? body.size() : *cut;
            const QByteArrayView whole = body.sliced(from, until - from);
            if (JsonText::accepts(whole)) {
                part.value = whole.toByteArray();
                part.isVerbatim = true;
                end = until;
            }
        }
        if (part.hasValue || !part.name.isEmpty())
            parts.push_back(std::move(part));
        at = end + 1;
    }
    return parts;
}

void addPartFindings(const Part& part, const QByteArray& alias, ExosenseFindings& findings)
{
    const QString path = QString::fromUtf8(alias);
    if (!part.hasValue)
        findings.push_back(exosenseFinding(QLatin1StringView("XW-NO-VALUE"), path));
    if (part.isVerbatim)
        findings.push_back(exosenseFinding(QLatin1StringView("XW-UNENCODED"), path));
    for (ExosenseFinding& finding : aliasValueFindings({alias, part.value}))
        findings.push_back(std::move(finding));
}

/// The points of one alias that stand closer than a second to another.
class Conflicts
{
public:
    void add(const QByteArray& alias, const QByteArray& stamp, qint64 timeNs)
    {
        std::set<qint64>& times = m_times[alias];
        const auto next = times.lower_bound(timeNs);
        const bool near = (next != times.end() && *next - timeNs < nsPerSecond) ||
                          (next != times.begin() && timeNs - *std::prev(next) < nsPerSecond);
        if (!near) {
            times.insert(timeNs);
            return;
        }
        const auto found = std::ranges::find(m_aliases, alias, &std::pair<QByteArray, QByteArrayList>::first);
        if (found == m_aliases.end())
            m_aliases.emplace_back(alias, QByteArrayList{stamp});
        else
            found->second << stamp;
    }

    QByteArray body() const
    {
        QByteArrayList parts;
        for (const auto& [alias, stamps] : m_aliases)
            parts << percentEncoded(alias) + '=' + stamps.join(',');
        return parts.join('&');
    }

private:
    std::map<QByteArray, std::set<qint64>> m_times;
    std::vector<std::pair<QByteArray, QByteArrayList>> m_aliases; ///< In the order of their first conflict.
};

tl::unexpected<Error> badBatch(const QString& why)
{
    return failure(Error::Code::BadInput, Tr::tr("this is no batch of values: %1").arg(why));
}

} // namespace

QByteArray percentEncoded(QByteArrayView text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    QByteArray encoded;
    encoded.reserve(text.size() * 2);
    for (const char c : text) {
        if (isUnreserved(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += digits[byte >> 4];
        encoded += digits[byte & 15];
    }
    return encoded;
}

QByteArray formDecoded(QByteArrayView text)
{
    QByteArray decoded("");
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool escape =
            text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0;
        if (escape) {
            decoded += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i] == '+' ? ' ' : text[i];
        }
    }
    return decoded;
}

bool holdsJson(QByteArrayView alias)
{
    return std::ranges::find(jsonAliases, alias) != jsonAliases.end();
}

ExosenseFindings aliasValueFindings(const AliasWrite& write)
{
    ExosenseFindings findings;
    const QString path = QString::fromUtf8(write.alias);
    if (!isUtf8(write.value))
        findings.push_back(exosenseFinding(QLatin1StringView("XW-UTF8"), path));
    const bool isLegal = write.value.isEmpty() || write.value == "ACK" || !holdsJson(write.alias);
    if (!isLegal && !JsonText::accepts(write.value))
        findings.push_back(exosenseFinding(QLatin1StringView("XW-NOT-JSON"), path));
    return findings;
}

AliasBody parseAliasBody(QByteArrayView body, const QByteArrayList& knownAliases)
{
    AliasBody result;
    const std::set<QByteArrayView> known(knownAliases.begin(), knownAliases.end());
    for (const Part& part : splitForm(body, [&](QByteArrayView name) { return known.contains(name); })) {
        addPartFindings(part, part.name, result.findings);
        result.writes.push_back({part.name, part.value});
    }
    return result;
}

QByteArrayList parseAliasQuery(QByteArrayView query)
{
    QByteArrayList aliases;
    for (qsizetype at = 0; at <= query.size();) {
        qsizetype end = query.indexOf('&', at);
        end = end < 0 ? query.size() : end;
        const QByteArrayView piece = query.sliced(at, end - at);
        const qsizetype equals = piece.indexOf('=');
        const QByteArray alias = formDecoded(equals >= 0 ? piece.first(equals) : piece);
        if (!alias.isEmpty())
            aliases << alias;
        at = end + 1;
    }
    return aliases;
}

QByteArray aliasReply(const std::vector<AliasWrite>& values)
{
    QByteArray body;
    for (const AliasWrite& write : values) {
        if (!body.isEmpty())
            body += '&';
        body += percentEncoded(write.alias) + '=' + percentEncoded(write.value);
    }
    return body;
}

std::optional<qint64> parseUnixSeconds(QByteArrayView text)
{
    static constexpr qint64 lastSecond = std::numeric_limits<qint64>::max() / nsPerSecond - 1;
    const qsizetype point = text.indexOf('.');
    const QByteArrayView whole = point < 0 ? text : text.first(point);
    const QByteArrayView decimals = point < 0 ? QByteArrayView() : text.sliced(point + 1);
    const auto isDigits = [](QByteArrayView digits) {
        return !digits.isEmpty() && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (!isDigits(whole) || (point >= 0 && !isDigits(decimals)))
        return std::nullopt;
    qint64 seconds = 0;
    const auto [end, failed] = std::from_chars(whole.data(), whole.data() + whole.size(), seconds);
    if (failed != std::errc() || seconds > lastSecond)
        return std::nullopt;
    qint64 ns = 0;
    for (qsizetype i = 0; i < 9; ++i)
        ns = ns * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
    return seconds * nsPerSecond + ns;
}

RecordBody parseRecordBody(QByteArrayView body, QByteArrayView alias)
{
    RecordBody result;
    Conflicts conflicts;
    std::optional<QByteArray> current;
    if (!alias.isEmpty())
        current = alias.toByteArray();
    const auto isName = [](QByteArrayView name) {
        return name == "alias" || parseUnixSeconds(name).has_value();
    };
    for (const Part& part : splitForm(body, isName)) {
        if (alias.isEmpty() && part.name == "alias") {
            current = part.value;
            continue;
        }
        const auto timeNs = parseUnixSeconds(part.name);
        if (!current || current->isEmpty() || !timeNs)
            return {400, {}, {}, {}};
        addPartFindings(part, *current, result.findings);
        conflicts.add(*current, part.name, *timeNs);
        result.points.push_back({*current, part.value, *timeNs});
    }
    if (result.points.empty())
        return {400, {}, {}, {}};
    result.conflict = conflicts.body();
    if (!result.conflict.isEmpty()) {
        result.status = 409;
        result.points.clear();
    }
    return result;
}

std::optional<TimedUnit> timeOfBatch(qint64 number)
{
    static constexpr qint64 e11 = 100'000'000'000;
    if (number < 0)
        return std::nullopt;
    if (number < e11) {
        if (number > std::numeric_limits<qint64>::max() / nsPerSecond)
            return std::nullopt;
        return TimedUnit{TimeUnit::Seconds, number * nsPerSecond};
    }
    if (number < e11 * 1000) {
        if (number > std::numeric_limits<qint64>::max() / 1'000'000)
            return std::nullopt;
        return TimedUnit{TimeUnit::Milliseconds, number * 1'000'000};
    }
    if (number < e11 * 1'000'000) {
        if (number > std::numeric_limits<qint64>::max() / 1000)
            return std::nullopt;
        return TimedUnit{TimeUnit::Microseconds, number * 1000};
    }
    return TimedUnit{TimeUnit::Nanoseconds, number};
}

Result<std::vector<RecordPoint>> parseBatch(QByteArrayView payload)
{
    const auto json = JsonText::parse(payload);
    if (!json)
        return failure(json.error());
    if (!json->isArray())
        return badBatch(Tr::tr("it is not an array"));
    std::vector<RecordPoint> points;
    for (const JsonText& item : json->items) {
        const JsonText* stamp = item.isObject() ? item.member("timestamp") : nullptr;
        const JsonText* values = item.isObject() ? item.member("values") : nullptr;
        if (!stamp || stamp->kind != JsonText::Kind::Number || !values || !values->isObject())
            return badBatch(Tr::tr("an item has no timestamp or no values"));
        bool isInteger = false;
        const auto time = timeOfBatch(stamp->text.toLongLong(&isInteger));
        if (!isInteger || !time)
            return badBatch(Tr::tr("%1 is no time").arg(QString::fromLatin1(stamp->text)));
        for (std::size_t i = 0; i < values->items.size(); ++i) {
            // A value should be a text that holds JSON; what is JSON itself is kept as its text.
            const JsonText& value = values->items[i];
            points.push_back({values->names[i], value.isString() ? value.text : value.compact(), time->timeNs});
        }
    }
    return points;
}

} // namespace ota
