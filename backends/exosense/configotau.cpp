// SPDX-License-Identifier: Apache-2.0
#include "exosense/configotau.h"

#include "exosense/deviceform.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <array>

namespace ota {

namespace {

constexpr qsizetype maxBytes = 1024 * 1024;
/// A 512-byte buffer less a head of 160 and `config_otau=`.
constexpr qsizetype legacyEncoded = 340;
constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

constexpr std::array<std::pair<PayloadType, QLatin1StringView>, 3> types{
    {{PayloadType::File, QLatin1StringView("FILE")},
     {PayloadType::Json, QLatin1StringView("JSON")},
     {PayloadType::UrlList, QLatin1StringView("URL_LIST")}}};

constexpr std::array<QByteArrayView, 7> knownMembers{"version", "name",   "description", "type",
                                                     "payload", "sha256", "size"};

std::optional<QUrl> absoluteUrl(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == QStringLiteral("http") || url.scheme() == QStringLiteral("https");
    if (!url.isValid() || !isHttp || url.host().isEmpty())
        return std::nullopt;
    return url;
}

bool isDigestText(const QByteArray& text)
{
    return text.size() == 64 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool isUnsigned(const JsonText& value)
{
    bool isNumber = false;
    value.text.toULongLong(&isNumber);
    return value.kind == JsonText::Kind::Number && isNumber && !value.text.startsWith('-');
}

/// Looks at one object, member after member.
class Linter
{
public:
    explicit Linter(ConfigCheck& check)
        : m_check(check)
        , m_object(*check.value)
    {
    }

    void run()
    {
        checkText("version", true);
        checkText("name", false);
        if (const JsonText* description = m_object.member("description"); description && !description->isString())
            add("CO-STR", "/description");
        const auto type = checkType();
        const JsonText* payload = m_object.member("payload");
        if (!payload)
            add("CO-REQ", "/payload");
        else if (type)
            checkPayload(*type, *payload);
        checkDigest(type);
        for (const QByteArray& name : m_object.names) {
            if (std::ranges::find(knownMembers, QByteArrayView(name)) == knownMembers.end())
                add("CO-EXTRA", QString(u'/' + QString::fromUtf8(name)));
        }
    }

private:
    void add(const char* code, const QString& path = {})
    {
        m_check.findings.push_back(exosenseFinding(QLatin1StringView(code), path));
    }
    void add(const char* code, const char* path) { add(code, QString::fromLatin1(path)); }

    void checkText(const char* member, bool mustNotBeEmpty)
    {
        const QString path = QString(u'/' + QString::fromLatin1(member));
        const JsonText* value = m_object.member(member);
        if (!value) {
            add("CO-REQ", path);
        } else if (!value->isString()) {
            add("CO-STR", path);
        } else if (value->text.isEmpty()) {
            add("CO-EMPTY", path);
            if (!mustNotBeEmpty)
                m_check.findings.back().severity = Severity::Warning;
        }
    }

    std::optional<PayloadType> checkType()
    {
        const JsonText* value = m_object.member("type");
        if (!value) {
            add("CO-REQ", "/type");
            return std::nullopt;
        }
        if (!value->isString()) {
            add("CO-STR", "/type");
            return std::nullopt;
        }
        const auto type = payloadTypeFromKey(value->toString());
        if (!type)
            add(payloadTypeFromKey(value->toString().toUpper()) ? "CO-ENUM-CASE" : "CO-ENUM", "/type");
        return type;
    }

    void checkPayload(PayloadType type, const JsonText& given)
    {
        const JsonText* payload = &given;
        JsonText inner;
        if (given.isString() && type != PayloadType::File) {
            auto parsed = JsonText::parse(given.text);
            const auto wanted = type == PayloadType::Json ? JsonText::Kind::Object : JsonText::Kind::Array;
            if (parsed && parsed->kind == wanted) {
                add("CO-PAYLOAD-STRING", "/payload");
                inner = std::move(*parsed);
                payload = &inner;
            }
        }
        if (type == PayloadType::File && payload->isString())
            checkUrl(*payload, QStringLiteral("/payload"));
        else if (type == PayloadType::UrlList && payload->isArray())
            checkList(*payload);
        else if (type != PayloadType::Json || !payload->isObject())
            add("CO-PAYLOAD", "/payload");
    }

    void checkList(const JsonText& list)
    {
        if (list.items.empty())
            add("CO-LIST-EMPTY", "/payload");
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            const QString path = QStringLiteral("/payload/%1").arg(i);
            if (list.items[i].isString())
                checkUrl(list.items[i], path);
            else
                add("CO-LIST-MEMBER", path);
        }
    }

    void checkUrl(const JsonText& text, const QString& path)
    {
        const auto url = absoluteUrl(text.toString());
        if (!url)
            add("CO-URL", path);
        else if (url->scheme() == QStringLiteral("http") && !isOnThisMachine(url->host()))
            add("CO-URL-PLAIN", path);
    }

    void checkDigest(std::optional<PayloadType> type)
    {
        const JsonText* digest = m_object.member("sha256");
        if (digest && (!digest->isString() || !isDigestText(digest->text)))
            add("CO-DIGEST", "/sha256");
        else if (!digest && type && type != PayloadType::Json)
            add("CO-NO-DIGEST");
        const JsonText* size = m_object.member("size");
        if (size && !isUnsigned(*size))
            add("CO-SIZE", "/size");
    }

    ConfigCheck& m_check;
    const JsonText& m_object;
};

QString textMember(const std::optional<JsonText>& object, QByteArrayView name)
{
    const JsonText* value = object ? object->member(name) : nullptr;
    return value ? value->toString() : QString();
}

void checkObject(ConfigCheck& check)
{
    if (const auto twice = check.value->duplicate()) {
        check.findings.push_back(exosenseFinding(QLatin1StringView("CO-DUP"), *twice));
        return;
    }
    Linter(check).run();
}

} // namespace

QString keyOf(PayloadType type)
{
    return QString(types[static_cast<std::size_t>(type)].second);
}

std::optional<PayloadType> payloadTypeFromKey(QStringView key)
{
    for (const auto& [type, name] : types) {
        if (key == name)
            return type;
    }
    return std::nullopt;
}

bool isOnThisMachine(const QString& host)
{
    if (host == QStringLiteral("localhost"))
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

Result<QByteArray> buildConfig(const ConfigDraft& draft)
{
    JsonText object = JsonText::object();
    const auto set = [&](const char* member, const QString& text) {
        object.setMember(member, JsonText::string(text.toUtf8()));
    };
    set("version", draft.version);
    set("name", draft.name);
    if (!draft.description.isEmpty())
        set("description", draft.description);
    set("type", keyOf(draft.type));
    if (draft.type == PayloadType::Json) {
        auto json = JsonText::parse(draft.json);
        if (!json)
            return failure(json.error());
        object.setMember("payload", std::move(*json));
    } else if (draft.type == PayloadType::File) {
        set("payload", draft.urls.value(0));
    } else {
        JsonText list{JsonText::Kind::Array, {}, {}, {}};
        for (const QString& url : draft.urls)
            list.items.push_back(JsonText::string(url.toUtf8()));
        object.setMember("payload", std::move(list));
    }
    if (!draft.sha256.isEmpty())
        set("sha256", draft.sha256);
    if (draft.size)
        object.setMember("size", {JsonText::Kind::Number, QByteArray::number(*draft.size), {}, {}});
    return object.compact();
}

QString ConfigCheck::version() const
{
    return textMember(value, "version");
}

QString ConfigCheck::name() const
{
    return textMember(value, "name");
}

std::optional<PayloadType> ConfigCheck::type() const
{
    return payloadTypeFromKey(textMember(value, "type"));
}

QStringList ConfigCheck::urls() const
{
    const JsonText* payload = value ? value->member("payload") : nullptr;
    const auto known = type();
    if (!payload || !known || known == PayloadType::Json)
        return {};
    if (known == PayloadType::File)
        return {payload->toString()};
    JsonText inner;
    if (payload->isString()) {
        auto parsed = JsonText::parse(payload->text);
        if (!parsed)
            return {};
        inner = std::move(*parsed);
        payload = &inner;
    }
    QStringList urls;
    for (const JsonText& item : payload->items) {
        if (item.isString())
            urls << item.toString();
    }
    return urls;
}

ConfigCheck checkConfig(QByteArrayView text)
{
    ConfigCheck check;
    const auto add = [&](const char* code) {
        check.findings.push_back(exosenseFinding(QLatin1StringView(code)));
    };
    if (text.isEmpty()) {
        check.isCleared = true;
        add("CO-EMPTY-VALUE");
        return check;
    }
    if (text.size() > maxBytes)
        add("CO-SIZE-MAX");
    const qsizetype encodedSize = text.size() > maxBytes ? 0 : percentEncoded(text).size();
    if (text.startsWith(byteOrderMark)) {
        add("CO-BOM");
        text = text.sliced(byteOrderMark.size());
    }
    auto parsed = JsonText::parse(text);
    if (!parsed) {
        add("CO-JSON");
        return check;
    }
    if (!parsed->isObject()) {
        const auto inner = parsed->isString() ? JsonText::parse(parsed->text) : failure(Error{});
        add(inner && inner->isObject() ? "CO-DOUBLE-ENCODED" : "CO-TOP");
        return check;
    }
    check.value = std::move(*parsed);
    checkObject(check);
    if (encodedSize > legacyEncoded)
        add("CO-SIZE-LEGACY");
    return check;
}

ConfigCheck checkConfig(const JsonText& object)
{
    return checkConfig(object.compact());
}

std::optional<QByteArray> repairedConfig(QByteArrayView text)
{
    bool changed = false;
    if (text.startsWith(byteOrderMark)) {
        text = text.sliced(byteOrderMark.size());
        changed = true;
    }
    auto value = JsonText::parse(text);
    if (value && value->isString()) {
        value = JsonText::parse(value->text);
        changed = true;
    }
    if (!value || !value->isObject())
        return std::nullopt;
    const JsonText* type = value->member("type");
    if (type && type->isString() && !payloadTypeFromKey(type->toString()) &&
        payloadTypeFromKey(type->toString().toUpper())) {
        value->setMember("type", JsonText::string(type->text.toUpper()));
        changed = true;
    }
    const auto known = payloadTypeFromKey(textMember(*value, "type"));
    const JsonText* payload = value->member("payload");
    if (known && known != PayloadType::File && payload && payload->isString()) {
        if (auto inner = JsonText::parse(payload->text); inner && !inner->isString()) {
            value->setMember("payload", std::move(*inner));
            changed = true;
        }
    }
    return changed ? std::optional(value->compact()) : std::nullopt;
}

} // namespace ota
