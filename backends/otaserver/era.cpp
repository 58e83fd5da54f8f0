// SPDX-License-Identifier: Apache-2.0
#include "otaserver/era.h"

#include <algorithm>

namespace ota {

namespace {

const QStringList& seedFiles()
{
    static const QStringList names{QStringLiteral("manifest"), QStringLiteral("slot0"), QStringLiteral("slot1")};
    return names;
}

} // namespace

Era eraOf(const QStringList& fileFields)
{
    const bool onlySeedFiles = std::all_of(fileFields.begin(), fileFields.end(),
                                           [](const QString& name) { return seedFiles().contains(name); });
    const bool hasSlot = fileFields.contains(QStringLiteral("slot0")) || fileFields.contains(QStringLiteral("slot1"));
    return onlySeedFiles && hasSlot ? Era::B : Era::C;
}

std::optional<QString> missingFiles(const QStringList& fileFields)
{
    if (fileFields.isEmpty())
        return QStringLiteral("No file found in request");
    if (eraOf(fileFields) == Era::C)
        return std::nullopt;
    QStringList missing;
    for (const QString& name : seedFiles()) {
        if (!fileFields.contains(name))
            missing << name;
    }
    if (missing.isEmpty())
        return std::nullopt;
    return QString(QStringLiteral("Missing ") + missing.join(QStringLiteral(", ")) + QStringLiteral(" file"));
}

} // namespace ota
