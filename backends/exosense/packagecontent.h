// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "exosense/exosensestore.h"
#include "exosense/jsontext.h"
#include "store/blobstore.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

class QUrl;

/// What packages point at: content of this bench, made of files and of releases (exosense.md 10).
namespace ota {

class Bench;

/// Tag of a package whose payload is fetched from this bench: the address that stands in its URLs. It follows the
/// service, so that a package goes on when the service listens elsewhere.
inline constexpr QLatin1StringView payloadBaseTag{"payload_base"};

/// Where gateways fetch what the service of that address has: `http://*:8090` means this machine's first address in a
/// network, or loopback where there is none.
QString reachableBase(const QString& address);
/// Of the service that runs on this bench now, else where it would by default. Error: Io.
Result<QString> contentBase(Bench& bench);
/// The URL of an entry of ours.
QString contentUrl(const QString& base, const QString& id);
/// The addresses, without a path, at which gateways fetch content now. `services`: as of Bench::services().
QStringList contentBases(const QJsonObject& services);
/// The id of the content that a URL of ours names; empty: it is no URL of ours. Also of an address of this machine that
/// is not among `bases`: where it is served now, says `isServedNow`.
QString contentIdOf(const QUrl& url, const QStringList& bases, bool* isServedNow = nullptr);
/// A config_otau whose URLs of content at `from` are at `to`; all other URLs stay.
JsonText rebased(JsonText config, const QString& from, const QString& to);

/// Lets all packages that follow the service point at `base`, in one transaction; how many changed. Requests that
/// gateways have got already stay as they are. Error: Io, Busy.
Result<int> followAddress(ExosenseStore& store, const QString& base);

/// Entries that are about to be stored, and what keeps their bytes until they are.
struct NewContent
{
    std::vector<ContentEntry> entries;
    std::vector<BlobPin> pins;
};

/// The id under which these bytes can be stored without taking another entry's place: `name`, else with `prefix`
/// before it. Error: Io.
Result<QString> freeContentId(ExosenseStore& store, const QString& name, const QString& prefix, const BlobId& blob);

/// A file that is copied in, named as it is; where that id means other bytes already, `prefix` stands before it.
/// Errors: as of BlobStore::importFile, and BadInput (id).
Result<NewContent> contentOfFile(Bench& bench, ExosenseStore& store, const QString& path, const QString& prefix);

/// What a release of the bench has to be installed.
struct ReleaseContent
{
    NewContent content;
    QString version; ///< Of the release; may be empty.
};

/// The named files of what is published under this id; without names all but manifests. Errors: NotFound (release,
/// file), BadInput (nothing to install in it).
Result<ReleaseContent> contentOfRelease(Bench& bench, ExosenseStore& store, const QString& id,
                                        const QStringList& files);

} // namespace ota
