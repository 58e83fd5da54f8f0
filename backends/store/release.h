// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "store/blobstore.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace ota {

/// What a file of a release is for. `manifest`, `slot0` and `slot1` are also the fixed names of ota-server's seed.
enum class FileRole
{
    Other,
    Manifest,
    Slot0,
    Slot1,
    Payload
};

QString roleName(FileRole role);
FileRole roleFromName(QStringView name); ///< Other for what is not known.

/// One file of a release as it is published.
struct ReleaseFile
{
    QString name; ///< One path segment.
    BlobId blob;
    qint64 sizeBytes = 0;
    QString mediaType; ///< `application/octet-stream` unless something better is known.
    FileRole role = FileRole::Other;
    QString version;                      ///< From the name, see fileVersion(); may be empty.
    qint64 generation = 0;                ///< The publication that brought it in.
    std::optional<quint64> sequence = {}; ///< Of a manifest.
    QJsonObject notes = {};               ///< What the world's provider found out about this file.
};

/// Another name of a file: `riot.suit.latest.bin` for the newest of its kind.
struct ReleaseAlias
{
    QString alias;
    QString target;

    bool operator==(const ReleaseAlias&) const = default;
};

/// What is published together under one id.
struct Release
{
    enum class State
    {
        Current, ///< What is served.
        Old,     ///< Was replaced.
        Draft    ///< Prepared, not published.
    };

    ReleaseId id;
    State state = State::Current;
    QString world;
    QString version;
    qint64 generation = 0; ///< Rises with each publication under this id, for ever.
    qint64 createdNs = 0;
    QJsonObject notes;
    std::vector<ReleaseFile> files;
    std::vector<ReleaseAlias> aliases;

    /// By name, else by alias, else by role where the name is a role's and one file has it. Null when there is none.
    const ReleaseFile* find(QStringView name) const;

    /// Of the manifest that was published last, of one publication the highest.
    std::optional<quint64> sequence() const;

    qint64 sizeBytes() const;
    QJsonObject toJson() const;
};

QString stateName(Release::State state);

/// One file that is about to be published. Its bytes are in the blob store already.
struct DraftFile
{
    QString name; ///< May have a path in front; only the last part counts.
    BlobId blob;
    qint64 sizeBytes = 0;
    BlobPin pin = {};       ///< As it came from the blob store.
    QString mediaType = {}; ///< Empty: `application/octet-stream`.
    FileRole role = FileRole::Other;
};

/// What is about to be published.
struct ReleaseDraft
{
    QString id; ///< As somebody wrote it; see normalizedReleaseId().
    QString world = QStringLiteral("suit");
    QString version = {}; ///< Empty: taken from the files' names or the manifest.
    QJsonObject notes = {};
    std::vector<DraftFile> files = {};
    /// Keep the files of the present release that have other names (ota-server since March 2019), rather than replace
    /// the release as a whole.
    bool keepOthers = false;
};

/// The id for storage and for the CoAP path: `/` and `\` become `_`. Error: BadInput when the result is empty, `.`,
/// `..`, starts with `.well-known`, is longer than 64 bytes of UTF-8 or has control characters.
Result<ReleaseId> normalizedReleaseId(const QString& text);

/// The last path component, under the same rules. Error: BadInput.
Result<QString> normalizedFileName(const QString& text);

/// The version in a file's name: the second-last dotted part, or the third-last when that is `riot`
/// (`x-slot0.1632124156.riot.bin`). Empty when the name has fewer than three parts.
QString fileVersion(QStringView name);

/// `P.suit.latest.E` for `P.suit.V.E`, likewise with `suitv4_signed`; empty for any other name.
QString latestName(QStringView name);

/// The `latest` names that the files of one release have: each means the file that was published last, of one
/// publication the one with the highest version. None where a file has that very name.
std::vector<ReleaseAlias> latestAliases(const std::vector<ReleaseFile>& files);

} // namespace ota
