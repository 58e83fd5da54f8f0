// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensecloud.h"
#include "exosense/otaupackage.h"
#include "panels/packages/payloadreach.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace ota {

class Bench;

/// A package as the panel shows it.
struct PackageRow
{
    ContentEntry entry;
    PackageCheck check;
    OtauInfo info;
    PayloadReach reach;
    QStringList wantedBy; ///< Gateways that are asked for just this.

    QString id() const { return entry.id; }
    QByteArray tag() const { return entry.tag(QString(otauInfoTag)).value_or(QByteArray()); }
    /// As the package says it, also a type that nobody knows.
    QString typeText() const;
    int warnings() const; ///< Of tag and config_otau.
    /// `applicable`, `2 warnings`, `CT-JSON: The tag holds no JSON object.`
    QString stateText() const;
    QString stateSentence() const;
    Mark stateMark() const;
    /// Of the tag, then of config_otau; a reason why it can not be applied first.
    ExosenseFindings findings() const;

    friend bool operator==(const PackageRow& a, const PackageRow& b);
};

/// Content that is no package.
struct ContentRow
{
    ContentEntry entry;
    QStringList usedBy; ///< Packages whose payload it is.

    friend bool operator==(const ContentRow& a, const ContentRow& b);
};

/// What the panel knows of packages and other content at one moment.
struct PackagesNews
{
    std::vector<PackageRow> packages;
    std::vector<ContentRow> files;
    BenchPlaces places;
};

// shared_ptr: read on a worker, shown in the GUI thread, and kept by whoever looks at it.
using PackagesPointer = std::shared_ptr<const PackagesNews>;
using GatewayViews = std::vector<std::shared_ptr<const GatewayView>>;

/// What is known besides the bench's tables.
struct PackagesContext
{
    QHash<QString, PayloadReach> asked; ///< What other servers said when they were asked, by URL.
    GatewayViews gateways;              ///< By name.
};

/// For worker threads. Every entry makes a row, whatever its tag holds; by id, as people order names.
Result<PackagesPointer> readPackages(Bench& bench, const PackagesContext& context);

} // namespace ota
