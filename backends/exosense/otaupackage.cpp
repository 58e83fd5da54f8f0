// SPDX-License-Identifier: Apache-2.0
#include "exosense/otaupackage.h"

#include "exosense/deviceform.h"
#include "http/httpfields.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtauPackage)
};

constexpr qsizetype maxIdLength = 128;
const QLatin1StringView packagePrefix("package_");

/// `%41` undone; a plus sign stays one. A tag with a bad escape is read as it stands.
QByteArray decodedTag(QByteArrayView tag, bool plusIsSpace)
{
    return percentDecoded(tag, plusIsSpace).value_or(tag.toByteArray());
}

/// The JSON in a tag, in the order of exosense.md 10.
std::optional<JsonText> readTag(const QByteArray& tag, ExosenseFindings& findings)
{
    if (auto plain = JsonText::parse(tag)) {
        findings.push_back(exosenseFinding(QLatin1StringView("CT-NOT-ENCODED")));
        return std::move(*plain);
    }
    const bool mayMeanBlank = tag.contains('+') && !tag.contains("%20");
    auto decoded = JsonText::parse(decodedTag(tag, false));
    if (decoded && !mayMeanBlank)
        return std::move(*decoded);
    auto spaced = JsonText::parse(decodedTag(tag, true));
    if (!decoded && !spaced)
        return std::nullopt;
    findings.push_back(exosenseFinding(QLatin1StringView("CT-PLUS")));
    // A plus sign between the tokens is a blank for certain; inside a text that decodes either way it stays.
    return decoded ? std::move(*decoded) : std::move(*spaced);
}

bool hasPlaceholder(const JsonText& value)
{
    return (value.isString() && value.text.startsWith('<')) || std::ranges::any_of(value.items, hasPlaceholder);
}

QString textOf(const JsonText& object, QByteArrayView name)
{
    const JsonText* value = object.member(name);
    return value ? value->toString() : QString();
}

QString idPart(const QString& text)
{
    QString part;
    for (const QChar c : text.toLower()) {
        if (c.unicode() < 128 && c.isLetterOrNumber())
            part += c;
        else if ((c == u'.' || c == u'-' || c == u' ' || c == u'_' || c == u'+') && !part.isEmpty() &&
                 !part.endsWith(u'-'))
            part += u'-';
    }
    while (part.endsWith(u'-'))
        part.chop(1);
    return part;
}

QString problemOf(PackageCheck& check, const std::optional<QByteArray>& tag)
{
    if (!tag)
        return QStringLiteral("CT-MISSING");
    check.decoded = readTag(*tag, check.findings);
    if (!check.decoded || !check.decoded->isObject()) {
        check.decoded.reset();
        return QStringLiteral("CT-JSON");
    }
    if (hasPlaceholder(*check.decoded))
        return QStringLiteral("CT-PLACEHOLDER");
    const JsonText* config = check.decoded->member("config_otau");
    if (!config || !config->isObject())
        return QStringLiteral("CT-NO-CONFIG");
    check.config = checkConfig(*config);
    return check.config.isValid() ? QString() : QStringLiteral("CT-CONFIG-INVALID");
}

} // namespace

Result<> checkContentId(const QString& id)
{
    const bool isOdd = std::ranges::any_of(id, [](QChar c) { return !c.isPrint() || c == u'/'; });
    if (id.isEmpty() || id.size() > maxIdLength || isOdd || id == QStringLiteral(".") || id == QStringLiteral(".."))
        return failure(Error::Code::BadInput,
                       Tr::tr("\"%1\" can not name content: an id has 1 to %2 printable characters and no slash, and "
                              "is not . or ..")
                           .arg(id)
                           .arg(maxIdLength));
    return {};
}

bool isPackageId(QStringView id)
{
    return id.startsWith(packagePrefix);
}

QString packageIdFor(const QString& vendor, const QString& product, const QString& kind, const QString& version)
{
    QString id = packagePrefix.chopped(1);
    for (const QString& text : {vendor, product, kind, version}) {
        if (const QString part = idPart(text); !part.isEmpty())
            id += QString(u'_' + part);
    }
    return id;
}

QByteArray encodeOtauInfo(const JsonText& object)
{
    return percentEncoded(object.compact());
}

QByteArray encodeOtauInfo(const OtauInfo& info)
{
    JsonText object = JsonText::object();
    object.setMember("author", JsonText::string(info.author.toUtf8()));
    object.setMember("vendor", JsonText::string(info.vendor.toUtf8()));
    object.setMember("product", JsonText::string(info.product.toUtf8()));
    object.setMember("config_otau", info.config);
    return encodeOtauInfo(object);
}

OtauInfo PackageCheck::info() const
{
    if (!decoded)
        return {};
    const JsonText* member = decoded->member("config_otau");
    return {textOf(*decoded, "author"), textOf(*decoded, "vendor"), textOf(*decoded, "product"),
            member ? *member : JsonText()};
}

QByteArray PackageCheck::configText() const
{
    const JsonText* member = decoded ? decoded->member("config_otau") : nullptr;
    return member && member->isObject() ? member->compact() : QByteArray();
}

PackageCheck checkPackage(const QString& id, const std::optional<QByteArray>& tag)
{
    PackageCheck check;
    check.isListed = isPackageId(id);
    check.problem = problemOf(check, tag);
    check.isApplicable = check.isListed && check.problem.isEmpty();
    // Content that is no package needs no tag.
    if (!check.isListed)
        check.problem.clear();
    return check;
}

} // namespace ota
