// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/configotau.h"

#include <QByteArray>
#include <QString>

#include <optional>

/// Packages: content whose id begins with `package_` and that carries a tag `otau_info` (exosense.md 10). Pure.
namespace ota {

inline constexpr QLatin1StringView otauInfoTag{"otau_info"};

/// 1 to 128 printable characters, no slash, not `.` or `..`. Error: BadInput, with the reason.
Result<> checkContentId(const QString& id);

/// Exactly, lower case.
bool isPackageId(QStringView id);

/// The id that the vendor's command line would give: `package_<vendor>_<product>_<name>_<version>`; each part in lower
/// case, `-` for dots and blanks, nothing else than letters, digits and `-`. Parts that are empty are left out.
QString packageIdFor(const QString& vendor, const QString& product, const QString& kind, const QString& version);

/// What the tag holds before it is encoded.
struct OtauInfo
{
    QString author;
    QString vendor;
    QString product;
    JsonText config; ///< The member `config_otau`.
};

/// Compact and percent-encoded.
QByteArray encodeOtauInfo(const OtauInfo& info);
QByteArray encodeOtauInfo(const JsonText& object);

/// How a package is shown, never hidden.
struct PackageCheck
{
    bool isListed = false;     ///< It is a package.
    bool isApplicable = false; ///< It can be told to a device.
    QString problem;           ///< Why not: `CT-JSON`; empty when it can.
    ExosenseFindings findings; ///< Of the tag: warnings and notes.
    std::optional<JsonText> decoded;
    ConfigCheck config; ///< Of the member, where there is one.

    OtauInfo info() const;
    /// What is written to the resource: the member as it is, unknown members included. Empty when there is none.
    QByteArray configText() const;
};

/// `tag`: as stored; nothing where the entry has none.
PackageCheck checkPackage(const QString& id, const std::optional<QByteArray>& tag);

} // namespace ota
