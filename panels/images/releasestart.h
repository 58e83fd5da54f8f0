// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace ota {

class Memory;
struct Operation;

/// The parameters of `release.build` that stand behind 'More options'.
const QStringList& seldomParameters();
/// The values that the form of `release.build` begins with: empty but for what was used last; `values` go over it. The
/// key is only there when somebody has said one.
QJsonObject startOfRelease(const Operation& operation, const Memory& memory, const QJsonObject& values);
/// Remembers what the next release begins with.
void keepForNextRelease(Memory& memory, const QJsonObject& values);
/// Remembers what somebody has put into the form and not built yet: a window that ends does not lose it. Without images
/// and id there is nothing to lose.
void keepUnfinished(Memory& memory, const QJsonObject& values);
/// Empty when there is nothing.
QJsonObject unfinishedRelease(const Memory& memory);

/// Files that somebody brings.
struct BroughtFiles
{
    QStringList files;
    bool hasManifest = false; ///< One of them is signed already: they are a release as they are.
};

/// Looks at the first bytes of each; what is no file is left out.
BroughtFiles broughtFiles(const QStringList& paths);

/// What a release of this file could be called: its name without what tells versions apart.
QString idFromFile(const QString& path);

} // namespace ota
