// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensefinding.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QTest>

namespace ota {

/// A file of the world's vectors.
inline QByteArray exosenseData(const QString& name)
{
    return testData(QStringLiteral("exosense/") + name);
}

inline QJsonDocument exosenseJson(const QString& name)
{
    const QJsonDocument document = QJsonDocument::fromJson(exosenseData(name));
    Q_ASSERT(!document.isNull());
    return document;
}

/// `CO-REQ error /version`
inline QStringList linesOf(const ExosenseFindings& findings)
{
    QStringList lines;
    for (const ExosenseFinding& finding : findings)
        lines << QStringList{finding.code, keyOf(finding.severity), finding.path}.join(u' ').trimmed();
    return lines;
}

inline QStringList linesOf(const QJsonArray& findings)
{
    QStringList lines;
    for (const QJsonValue& finding : findings)
        lines << QStringList{finding[QStringLiteral("code")].toString(), finding[QStringLiteral("severity")].toString(),
                             finding[QStringLiteral("path")].toString()}
                     .join(u' ')
                     .trimmed();
    return lines;
}

inline QStringList codesOf(const ExosenseFindings& findings)
{
    QStringList codes;
    for (const ExosenseFinding& finding : findings)
        codes << finding.code;
    return codes;
}

inline QStringList textsOf(const QJsonArray& array)
{
    QStringList texts;
    for (const QJsonValue& value : array)
        texts << value.toString();
    return texts;
}

} // namespace ota
