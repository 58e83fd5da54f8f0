// SPDX-License-Identifier: Apache-2.0
#include "store/release.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QList>
#include <QMap>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Release)
};

constexpr qsizetype maxNameBytes = 64;

constexpr std::array<std::pair<FileRole, const char*>, 5> roles{{{FileRole::Other, "other"},
                                                                 {FileRole::Manifest, "manifest"},
                                                                 {FileRole::Slot0, "slot0"},
                                                                 {FileRole::Slot1, "slot1"},
                                                                 {FileRole::Payload, "payload"}}};

Result<QString> checkedName(QString name, const QString& what)
{
    name.replace(QLatin1Char('/'), QLatin1Char('_')).replace(QLatin1Char('\\'), QLatin1Char('_'));
    if (name.isEmpty())
        return failure(Error::Code::BadInput, Tr::tr("%1 is empty").arg(what));
    const bool hasControl = std::any_of(name.cbegin(), name.cend(),
                                        [](QChar character) { return character.category() == QChar::Other_Control; });
    if (hasControl)
        return failure(Error::Code::BadInput, Tr::tr("%1 has a control character").arg(what));
    if (name == QStringLiteral(".") || name == QStringLiteral("..") || name.startsWith(QStringLiteral(".well-known")))
        return failure(Error::Code::BadInput, Tr::tr("%1 can not be \"%2\"").arg(what, name));
    const qsizetype size = name.toUtf8().size();
    if (size > maxNameBytes)
        return failure(Error::Code::BadInput,
                       Tr::tr("%1 has %2 bytes, at most %3 are allowed").arg(what).arg(size).arg(maxNameBytes));
    return name;
}

// Numbers by value, everything else by text.
bool versionLess(const QString& a, const QString& b)
{
    bool aIsNumber = false;
    bool bIsNumber = false;
    const qulonglong aNumber = a.toULongLong(&aIsNumber);
    const qulonglong bNumber = b.toULongLong(&bIsNumber);
    return aIsNumber && bIsNumber ? aNumber < bNumber : a < b;
}

QJsonObject fileJson(const ReleaseFile& file)
{
    QJsonObject json{{QStringLiteral("name"), file.name},           {QStringLiteral("size"), file.sizeBytes},
                     {QStringLiteral("sha256"), file.blob.hex()},   {QStringLiteral("mediaType"), file.mediaType},
                     {QStringLiteral("role"), roleName(file.role)}, {QStringLiteral("version"), file.version}};
    if (file.sequence)
        json.insert(QStringLiteral("sequence"), static_cast<qint64>(*file.sequence));
    if (!file.notes.isEmpty())
        json.insert(QStringLiteral("notes"), file.notes);
    return json;
}

} // namespace

QString roleName(FileRole role)
{
    for (const auto& [known, name] : roles) {
        if (known == role)
            return QString::fromLatin1(name);
    }
    return {};
}

FileRole roleFromName(QStringView name)
{
    for (const auto& [role, known] : roles) {
        if (name == QLatin1String(known))
            return role;
    }
    return FileRole::Other;
}

QString stateName(Release::State state)
{
    switch (state) {
    case Release::State::Current:
        return QStringLiteral("current");
    case Release::State::Old:
        return QStringLiteral("old");
    case Release::State::Draft:
        break;
    }
    return QStringLiteral("draft");
}

const ReleaseFile* Release::find(QStringView name) const
{
    const auto named = [&](QStringView wanted) {
        return std::find_if(files.begin(), files.end(), [&](const ReleaseFile& file) { return file.name == wanted; });
    };
    auto found = named(name);
    if (found == files.end()) {
        const auto alias = std::find_if(aliases.begin(), aliases.end(),
                                        [&](const ReleaseAlias& known) { return known.alias == name; });
        if (alias != aliases.end())
            found = named(alias->target);
    }
    const FileRole role = roleFromName(name);
    const auto hasRole = [&](const ReleaseFile& file) {
        return file.role == role;
    };
    if (found == files.end() && role != FileRole::Other && std::count_if(files.begin(), files.end(), hasRole) == 1)
        found = std::find_if(files.begin(), files.end(), hasRole);
    return found == files.end() ? nullptr : &*found;
}

std::optional<quint64> Release::sequence() const
{
    const ReleaseFile* newest = nullptr;
    for (const ReleaseFile& file : files) {
        if (file.sequence &&
            (!newest || std::pair(newest->generation, newest->sequence) < std::pair(file.generation, file.sequence)))
            newest = &file;
    }
    return newest ? newest->sequence : std::nullopt;
}

qint64 Release::sizeBytes() const
{
    return std::accumulate(files.begin(), files.end(), qint64(0),
                           [](qint64 sum, const ReleaseFile& file) { return sum + file.sizeBytes; });
}

QJsonObject Release::toJson() const
{
    QJsonArray fileArray;
    for (const ReleaseFile& file : files)
        fileArray.append(fileJson(file));
    QJsonObject aliasObject;
    for (const ReleaseAlias& alias : aliases)
        aliasObject.insert(alias.alias, alias.target);
    QJsonObject json{{QStringLiteral("id"), id.text()},
                     {QStringLiteral("state"), stateName(state)},
                     {QStringLiteral("world"), world},
                     {QStringLiteral("version"), version},
                     {QStringLiteral("generation"), generation},
                     {QStringLiteral("created"),
                      QDateTime::fromMSecsSinceEpoch(createdNs / 1'000'000, Qt::UTC).toString(Qt::ISODateWithMs)},
                     {QStringLiteral("size"), sizeBytes()},
                     {QStringLiteral("files"), fileArray},
                     {QStringLiteral("aliases"), aliasObject},
                     {QStringLiteral("notes"), notes}};
    if (const auto newest = sequence())
        json.insert(QStringLiteral("sequence"), static_cast<qint64>(*newest));
    return json;
}

Result<ReleaseId> normalizedReleaseId(const QString& text)
{
    auto name = checkedName(text, Tr::tr("the release id"));
    if (!name)
        return failure(name.error());
    return ReleaseId(*name);
}

Result<QString> normalizedFileName(const QString& text)
{
    return checkedName(text.section(QLatin1Char('/'), -1), Tr::tr("the name of a file"));
}

QString fileVersion(QStringView name)
{
    const QList<QStringView> parts = name.split(u'.');
    const qsizetype count = parts.size();
    if (count < 3)
        return {};
    if (parts[count - 2] == u"riot")
        return parts[count - 3].toString();
    return parts[count - 2].toString();
}

QString latestName(QStringView name)
{
    const QList<QStringView> parts = name.split(u'.');
    const qsizetype count = parts.size();
    if (count < 3 || (parts[count - 3] != u"suit" && parts[count - 3] != u"suitv4_signed") ||
        parts[count - 2] == u"latest")
        return {};
    const qsizetype end = name.size() - parts[count - 1].size() - 1 - parts[count - 2].size();
    return name.left(end).toString() + QStringLiteral("latest.") + parts[count - 1].toString();
}

std::vector<ReleaseAlias> latestAliases(const std::vector<ReleaseFile>& files)
{
    QMap<QString, const ReleaseFile*> newest;
    for (const ReleaseFile& file : files) {
        const QString alias = latestName(file.name);
        if (alias.isEmpty())
            continue;
        const ReleaseFile*& best = newest[alias];
        const bool isNewer = !best || best->generation < file.generation ||
                             (best->generation == file.generation && versionLess(best->version, file.version));
        if (isNewer)
            best = &file;
    }
    std::vector<ReleaseAlias> aliases;
    for (auto it = newest.cbegin(); it != newest.cend(); ++it) {
        const bool taken =
            std::any_of(files.begin(), files.end(), [&](const ReleaseFile& file) { return file.name == it.key(); });
        if (!taken)
            aliases.push_back({it.key(), it.value()->name});
    }
    return aliases;
}

} // namespace ota
