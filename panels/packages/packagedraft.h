// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/otaupackage.h"

#include <QStringList>

#include <optional>

namespace ota {

/// What stands in the form of a package: texts as they were typed, whether or not they are right. A value.
struct PackageDraft
{
    QString author;
    QString vendor;
    QString product;
    QString version;
    QString name;
    QString description; ///< Empty: left out.
    QString type = QStringLiteral("FILE");
    QStringList urls;
    QString json = QStringLiteral("{\n}");
    QString sha256; ///< Empty: left out.
    QString size;   ///< Empty: left out.
    /// The otau_info it was read from: what the form does not know stays as it is.
    JsonText base = JsonText::object();

    static PackageDraft from(const JsonText& info);

    JsonText config() const;
    JsonText info() const;
    /// `base` has members that are in no argument of the operation.
    bool hasExtras() const;
    /// Of `exosense.package.add`.
    QJsonObject arguments(const QString& id) const;

    bool operator==(const PackageDraft& other) const;
};

/// A text that somebody pasted: a tag, otau_info or config_otau, encoded or not.
struct RawReading
{
    ExosenseFindings findings;
    std::optional<PackageDraft> draft;  ///< Nothing: it holds no object.
    std::optional<QByteArray> repaired; ///< What would be better in its place.
};

RawReading readRaw(const QByteArray& text);

/// What is odd about the package that a draft makes: of tag and config_otau, the reason why it can not be applied
/// first.
ExosenseFindings findingsOf(const PackageCheck& check);

/// The parameter of the form that a JSON pointer of a finding is about: `payload`; empty: of none.
QString fieldOf(const QString& pointer);

} // namespace ota
