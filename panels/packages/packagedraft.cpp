// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/packagedraft.h"

#include "panels/packages/packagetext.h"

#include <QJsonObject>

#include <algorithm>
#include <array>

namespace ota {

namespace {

const QString urlList = QStringLiteral("URL_LIST");
const QString jsonType = QStringLiteral("JSON");
const QByteArray configMember("config_otau");

constexpr std::array<QByteArrayView, 4> argumentMembers{"author", "vendor", "product", "config_otau"};

QString textOf(const JsonText& object, QByteArrayView name)
{
    const JsonText* value = object.member(name);
    return !value ? QString() : value->isString() ? value->toString() : QString::fromUtf8(value->compact());
}

void setText(JsonText& object, const QByteArray& name, const QString& text, bool mayLack)
{
    if (!text.isEmpty() || !mayLack) {
        object.setMember(name, JsonText::string(text.toUtf8()));
        return;
    }
    const auto found = std::ranges::find(object.names, name);
    if (found == object.names.end())
        return;
    object.items.erase(object.items.begin() + (found - object.names.begin()));
    object.names.erase(found);
}

JsonText payloadOf(const PackageDraft& draft)
{
    if (draft.type == jsonType) {
        // A text that is none stays one: the check names what is wrong with it.
        auto parsed = JsonText::parse(draft.json.toUtf8());
        return parsed ? std::move(*parsed) : JsonText::string(draft.json.toUtf8());
    }
    if (draft.type != urlList)
        return JsonText::string(draft.urls.value(0).toUtf8());
    JsonText list{JsonText::Kind::Array, {}, {}, {}};
    for (const QString& url : draft.urls)
        list.items.push_back(JsonText::string(url.toUtf8()));
    return list;
}

bool looksLikeConfig(const JsonText& object)
{
    return !object.member(configMember) &&
           (object.member("payload") || (object.member("version") && object.member("type")));
}

JsonText withConfig(JsonText info, JsonText config)
{
    info.setMember(configMember, std::move(config));
    return info;
}

/// Of a config_otau that stands in an otau_info.
std::optional<QByteArray> repairedInfo(const JsonText& info)
{
    const JsonText* config = info.member(configMember);
    const auto better = config ? repairedConfig(config->compact()) : std::nullopt;
    const auto parsed = better ? JsonText::parse(*better) : failure(Error{});
    if (!parsed)
        return std::nullopt;
    return prettyJson(withConfig(info, *parsed)).toUtf8();
}

} // namespace

PackageDraft PackageDraft::from(const JsonText& info)
{
    PackageDraft draft;
    draft.base = info;
    draft.author = textOf(info, "author");
    draft.vendor = textOf(info, "vendor");
    draft.product = textOf(info, "product");
    const JsonText* config = info.member(configMember);
    if (!config || !config->isObject())
        return draft;
    draft.version = textOf(*config, "version");
    draft.name = textOf(*config, "name");
    draft.description = textOf(*config, "description");
    draft.sha256 = textOf(*config, "sha256");
    draft.size = textOf(*config, "size");
    if (config->member("type"))
        draft.type = textOf(*config, "type");
    const JsonText* payload = config->member("payload");
    if (payload && payload->isArray()) {
        for (const JsonText& item : payload->items)
            draft.urls << (item.isString() ? item.toString() : QString::fromUtf8(item.compact()));
    } else if (payload && payload->isObject()) {
        draft.json = prettyJson(*payload);
    } else if (payload) {
        draft.urls << textOf(*config, "payload");
        if (draft.type == jsonType)
            draft.json = draft.urls.constFirst();
    }
    return draft;
}

JsonText PackageDraft::config() const
{
    const JsonText* known = base.member(configMember);
    JsonText object = known && known->isObject() ? *known : JsonText::object();
    setText(object, "version", version, false);
    setText(object, "name", name, false);
    setText(object, "description", description, true);
    setText(object, "type", type, false);
    object.setMember("payload", payloadOf(*this));
    setText(object, "sha256", sha256, true);
    bool isNumber = false;
    (void)size.toULongLong(&isNumber);
    if (isNumber)
        object.setMember("size", {JsonText::Kind::Number, size.toLatin1(), {}, {}});
    else
        setText(object, "size", size, true);
    return object;
}

JsonText PackageDraft::info() const
{
    JsonText object = base;
    setText(object, "author", author, false);
    setText(object, "vendor", vendor, false);
    setText(object, "product", product, false);
    return withConfig(std::move(object), config());
}

bool PackageDraft::hasExtras() const
{
    return std::ranges::any_of(base.names, [](const QByteArray& member) {
        return std::ranges::find(argumentMembers, QByteArrayView(member)) == argumentMembers.end();
    });
}

QJsonObject PackageDraft::arguments(const QString& id) const
{
    QJsonObject values{{QStringLiteral("text"), QString::fromUtf8((hasExtras() ? info() : config()).compact())},
                       {QStringLiteral("id"), id}};
    for (const auto& [key, text] : {std::pair{"vendor", vendor}, {"product", product}, {"author", author}}) {
        if (!text.isEmpty())
            values.insert(QLatin1StringView(key), text);
    }
    return values;
}

bool PackageDraft::operator==(const PackageDraft& other) const
{
    return info().compact() == other.info().compact();
}

RawReading readRaw(const QByteArray& text)
{
    RawReading reading;
    PackageCheck check = checkPackage(QStringLiteral("package_"), text.trimmed());
    if (!check.decoded) {
        reading.findings = checkConfig(text.trimmed()).findings;
        reading.repaired = repairedConfig(text.trimmed());
        return reading;
    }
    if (looksLikeConfig(*check.decoded)) {
        const ConfigCheck config = checkConfig(*check.decoded);
        reading.findings = config.findings;
        if (const auto better = repairedConfig(check.decoded->compact())) {
            const auto parsed = JsonText::parse(*better);
            reading.repaired = parsed ? prettyJson(*parsed).toUtf8() : *better;
        }
        reading.draft = PackageDraft::from(withConfig(JsonText::object(), *check.decoded));
        return reading;
    }
    reading.findings = findingsOf(check);
    reading.repaired = repairedInfo(*check.decoded);
    reading.draft = PackageDraft::from(*check.decoded);
    return reading;
}

ExosenseFindings findingsOf(const PackageCheck& check)
{
    ExosenseFindings all;
    // That config_otau has errors is said by each of them.
    if (!check.problem.isEmpty() && check.problem != QStringLiteral("CT-CONFIG-INVALID"))
        all.push_back(exosenseFinding(QLatin1StringView(check.problem.toLatin1())));
    all.insert(all.end(), check.findings.begin(), check.findings.end());
    all.insert(all.end(), check.config.findings.begin(), check.config.findings.end());
    return all;
}

QString fieldOf(const QString& pointer)
{
    return pointer.section(u'/', 1, 1);
}

} // namespace ota
