// SPDX-License-Identifier: Apache-2.0
#include "suit/riotjson.h"

#include "suit/identifiers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(RiotJson)
};

/// CPython's binascii.a2b_base64 without `strict_mode`. Nothing when it would raise.
std::optional<QByteArray> lenientBase64(const QByteArray& text)
{
    static const QByteArray alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    QByteArray bytes;
    int position = 0;
    int pads = 0;
    unsigned left = 0;
    for (const char c : text) {
        if (c == '=') {
            if (position >= 2 && position + ++pads >= 4)
                return bytes;
            continue;
        }
        const auto value = alphabet.indexOf(c);
        if (value < 0)
            continue;
        pads = 0;
        left = left << 6 | static_cast<unsigned>(value);
        if (position > 0)
            bytes.append(static_cast<char>(left >> (6 - 2 * position) & 0xff));
        position = (position + 1) % 4;
    }
    if (position != 0)
        return std::nullopt;
    return bytes;
}

std::optional<QByteArray> strictHex(const QByteArray& text)
{
    const bool digits = std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
    return digits && text.size() % 2 == 0 ? std::optional(QByteArray::fromHex(text)) : std::nullopt;
}

tl::unexpected<Error> bad(const QString& message)
{
    return failure(Error::Code::BadInput, message);
}

class Reader
{
public:
    Reader(SuitDialect dialect, const std::function<Result<ImageFacts>(const QString&)>& facts)
        : m_facts(facts)
    {
        m_build.dialect = dialect;
    }

    Result<SuitBuild> run(const QJsonObject& root)
    {
        if (auto known = onlyKnown(root, {"manifest-version", "manifest-sequence-number", "reference-uri", "components",
                                          "severable", "description"});
            !known)
            return failure(known.error());
        if (root["manifest-version"].toInteger(1) != 1)
            return bad(Tr::tr("manifest-version is not 1"));
        const auto sequence = number(root["manifest-sequence-number"], QStringLiteral("manifest-sequence-number"));
        if (!sequence)
            return failure(sequence.error());
        m_build.sequenceNumber = *sequence;
        m_build.referenceUri = root["reference-uri"].toString();
        m_build.severable = root["severable"].toBool();
        if (auto added = addTexts(root["description"], nullptr); !added)
            return failure(added.error());
        const QJsonValue components = root["components"];
        if (!components.isArray())
            return bad(Tr::tr("components is not a list"));
        for (const QJsonValue component : components.toArray()) {
            if (auto added = add(component); !added)
                return failure(added.error());
        }
        return m_build;
    }

private:
    static Result<> onlyKnown(const QJsonObject& object, const QStringList& known)
    {
        for (const QString& key : object.keys()) {
            if (!known.contains(key))
                return failure(Error::Code::Unsupported, Tr::tr("'%1' can not be taken over").arg(key), {},
                               Tr::tr("Known are: %1.").arg(known.join(QLatin1String(", "))));
        }
        return {};
    }

    static Result<quint64> number(const QJsonValue& value, const QString& what)
    {
        const qint64 integer = value.toInteger(-1);
        if (integer < 0)
            return bad(Tr::tr("%1 is not a number from 0").arg(what));
        return static_cast<quint64>(integer);
    }

    Result<> add(const QJsonValue& value)
    {
        const QJsonObject object = value.toObject();
        if (auto known = onlyKnown(object, {"install-id", "vendor-id", "class-id", "file", "uri", "bootable", "offset",
                                            "slot", "install-digest", "install-size", "install-on-download",
                                            "download-id", "download-digest", "loadable", "load-id", "load-digest",
                                            "load-size", "description"});
            !known)
            return known;
        SuitImage image;
        auto id = componentId(object, QStringLiteral("install-id"));
        if (!id)
            return failure(id.error());
        image.id = std::move(*id);
        for (const auto& [key, target] :
             {std::pair{"vendor-id", &image.vendor}, std::pair{"class-id", &image.classId}}) {
            if (!object.contains(QLatin1String(key)))
                continue;
            const auto uuid = uuidFromText(object[QLatin1String(key)].toString());
            if (!uuid)
                return failure(uuid.error());
            *target = *uuid;
        }
        for (const char* key : {"offset", "slot"}) {
            if (!object.contains(QLatin1String(key)))
                continue;
            const auto offset = number(object[QLatin1String(key)], QString::fromLatin1(key));
            if (!offset)
                return failure(offset.error());
            image.offset = *offset;
        }
        image.uri = object["uri"].toString();
        image.bootable = object["bootable"].toBool();
        if (auto read = addContent(image, object); !read)
            return read;
        if (auto read = addStaging(image, object); !read)
            return read;
        if (auto read = addLoad(image, object); !read)
            return read;
        if (auto read = addTexts(object["description"], &image.id); !read)
            return read;
        m_build.images.push_back(std::move(image));
        return {};
    }

    static Result<SuitComponentId> componentId(const QJsonObject& object, const QString& key)
    {
        SuitComponentId id;
        const QJsonArray parts = object[key].toArray();
        for (const QJsonValue part : parts) {
            if (!part.isString())
                return bad(Tr::tr("%1 is not a list of texts").arg(key));
            id << riotToolBytes(part.toString());
        }
        if (id.isEmpty())
            return bad(Tr::tr("%1 is not a list of texts").arg(key));
        return id;
    }

    static Result<std::optional<Digest>> digestOf(const QJsonObject& object, const QString& key)
    {
        if (!object.contains(key))
            return std::optional<Digest>();
        const QJsonObject digest = object[key].toObject();
        if (digest["algorithm-id"].toString() != QLatin1String("sha256"))
            return bad(Tr::tr("%1 is no digest of sha256").arg(key));
        const auto bytes = Digest::fromHex(digest["digest-bytes"].toString());
        if (!bytes)
            return failure(bytes.error());
        return std::optional<Digest>(*bytes);
    }

    static Result<> addStaging(SuitImage& image, const QJsonObject& object)
    {
        if (object["install-on-download"].toBool(true))
            return {}; // The tool then looks at none of the others.
        auto id = componentId(object, QStringLiteral("download-id"));
        if (!id)
            return failure(id.error());
        auto digest = digestOf(object, QStringLiteral("download-digest"));
        if (!digest)
            return failure(digest.error());
        image.stagingId = std::move(*id);
        image.stagedDigest = *digest;
        return {};
    }

    static Result<> addLoad(SuitImage& image, const QJsonObject& object)
    {
        if (!object["loadable"].toBool())
            return {};
        auto id = componentId(object, QStringLiteral("load-id"));
        if (!id)
            return failure(id.error());
        auto digest = digestOf(object, QStringLiteral("load-digest"));
        if (!digest)
            return failure(digest.error());
        image.load = SuitLoad{std::move(*id), *digest, {}};
        if (object.contains(QLatin1String("load-size"))) {
            const auto size = number(object["load-size"], QStringLiteral("load-size"));
            if (!size)
                return failure(size.error());
            image.load->size = *size;
        }
        return {};
    }

    SuitText& textIn(const QString& language)
    {
        const auto known = std::ranges::find(m_build.texts, language, &SuitText::language);
        return known != m_build.texts.end() ? *known : m_build.texts.emplace_back(SuitText{language, {}, {}});
    }

    /// `description`: language → words, of the manifest or of one component.
    Result<> addTexts(const QJsonValue& value, const SuitComponentId* component)
    {
        const QJsonObject languages = value.toObject();
        for (auto language = languages.begin(); language != languages.end(); ++language) {
            const QJsonObject words = language->toObject();
            for (auto word = words.begin(); word != words.end(); ++word) {
                const auto number =
                    component ? SuitNames::componentTextNumber(word.key()) : SuitNames::textNumber(word.key());
                if (!number || !word->isString())
                    return failure(Error::Code::Unsupported, Tr::tr("'%1' can not be taken over").arg(word.key()));
                SuitText& text = textIn(language.key());
                (component ? text.components[*component] : text.manifest)[*number] = word->toString();
            }
        }
        return {};
    }

    Result<> addContent(SuitImage& image, const QJsonObject& object)
    {
        if (object.contains(QLatin1String("file"))) {
            const auto facts = m_facts(object["file"].toString());
            if (!facts)
                return failure(facts.error());
            image.digest = facts->digest;
            image.size = facts->size;
            return {};
        }
        const auto digest = digestOf(object, QStringLiteral("install-digest"));
        if (!digest || !*digest)
            return bad(Tr::tr("a component has neither a file nor an install-digest of sha256"));
        const auto size = number(object["install-size"], QStringLiteral("install-size"));
        if (!size)
            return failure(size.error());
        image.digest = *digest;
        image.size = *size;
        return {};
    }

    const std::function<Result<ImageFacts>(const QString&)>& m_facts;
    SuitBuild m_build;
};

} // namespace

QByteArray riotToolBytes(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    const bool ascii = std::ranges::all_of(utf8, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {
        if (const auto bytes = strictHex(utf8))
            return *bytes;
        if (const auto bytes = lenientBase64(utf8))
            return *bytes;
    }
    return utf8;
}

Result<SuitBuild> readRiotToolJson(const QByteArray& json, SuitDialect dialect,
                                   const std::function<Result<ImageFacts>(const QString& file)>& facts)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return bad(Tr::tr("this is no JSON object: %1").arg(error.errorString()));
    return Reader(dialect, facts).run(document.object());
}

} // namespace ota
