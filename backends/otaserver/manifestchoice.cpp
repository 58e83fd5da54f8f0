// SPDX-License-Identifier: Apache-2.0
#include "otaserver/manifestchoice.h"

#include "otaserver/manifestfacts.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ManifestChoice)
};

QStringList namesOf(const Release& release)
{
    QStringList names;
    for (const ReleaseFile& file : release.files)
        names << file.name;
    for (const ReleaseAlias& alias : release.aliases)
        names << alias.alias;
    return names;
}

QStringList endingIn(const QStringList& names, const QString& ending)
{
    QStringList found;
    std::copy_if(names.begin(), names.end(), std::back_inserter(found),
                 [&](const QString& name) { return name.endsWith(ending); });
    return found;
}

QString slotEnding(int slot)
{
    return QStringLiteral("-slot%1.riot.suit.latest.bin").arg(slot);
}

/// Its manifests, of one kind only the newest: by its `latest` name.
QStringList manifestsOf(const Release& release)
{
    QStringList names;
    for (const ReleaseFile& file : release.files) {
        if (file.role != FileRole::Manifest && !isNamedLikeManifest(file.name))
            continue;
        const QString latest = latestName(file.name);
        const QString name = latest.isEmpty() ? file.name : latest;
        if (!names.contains(name))
            names << name;
    }
    return names;
}

/// What the names of the two eras' tools say; empty when they say nothing.
QStringList byName(const Release& release, const ManifestWish& wish, std::optional<int> inactiveSlot)
{
    const QStringList names = namesOf(release);
    if (wish.rule == ManifestWish::Rule::EraB)
        return names.contains(QStringLiteral("manifest")) ? QStringList{QStringLiteral("manifest")} : QStringList{};
    if (wish.rule == ManifestWish::Rule::BySlot && inactiveSlot)
        return endingIn(names, slotEnding(*inactiveSlot));
    QStringList found;
    if (wish.rule == ManifestWish::Rule::ByVersion)
        found = endingIn(names, QStringLiteral("-riot.suitv4_signed.%1.bin").arg(wish.version));
    if (found.isEmpty())
        found = endingIn(names, QStringLiteral("riot.suit.%1.bin").arg(wish.version));
    // One for each slot is no answer here: the device was not asked, or has no slots.
    found.erase(std::remove_if(
                    found.begin(), found.end(),
                    [&](const QString& name) { return name.endsWith(slotEnding(0)) || name.endsWith(slotEnding(1)); }),
                found.end());
    return found;
}

} // namespace

bool dependsOnSlot(const Release& release, const ManifestWish& wish)
{
    if (wish.rule != ManifestWish::Rule::BySlot || !wish.file.isEmpty())
        return false;
    const QStringList names = namesOf(release);
    return !endingIn(names, slotEnding(0)).isEmpty() || !endingIn(names, slotEnding(1)).isEmpty();
}

Result<QString> chooseManifest(const Release& release, const ManifestWish& wish, std::optional<int> inactiveSlot)
{
    if (!wish.file.isEmpty()) {
        if (!release.find(wish.file))
            return failure(Error::Code::NotFound,
                           Tr::tr("release %1 has no file \"%2\"").arg(release.id.text(), wish.file), {},
                           Tr::tr("It has %1.").arg(namesOf(release).join(QStringLiteral(", "))));
        return wish.file;
    }
    QStringList found = byName(release, wish, inactiveSlot);
    const bool anyVersion = wish.version == QStringLiteral("latest") || wish.rule != ManifestWish::Rule::ByVersion;
    if (found.isEmpty() && anyVersion)
        found = manifestsOf(release);
    if (found.size() == 1)
        return found.constFirst();
    if (found.isEmpty())
        return failure(Error::Code::NotFound, Tr::tr("release %1 has no manifest that fits").arg(release.id.text()), {},
                       Tr::tr("It has %1.").arg(namesOf(release).join(QStringLiteral(", "))));
    return failure(
        Error::Code::BadInput,
        Tr::tr("several manifests of release %1 fit: %2").arg(release.id.text(), found.join(QStringLiteral(", "))), {},
        Tr::tr("Name one of them."));
}

} // namespace ota
