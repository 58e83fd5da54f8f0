// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

namespace ota {

/// The identifiers of a SUIT device are UUIDs of version 5 (RFC 9562 5.5), 16 bytes.
constexpr qsizetype uuidSize = 16;

/// In the DNS namespace: `riot-os.org` → 547d0d74-….
QByteArray vendorIdentifier(const QString& domain);
/// In the vendor's namespace: the board's name.
QByteArray classIdentifier(const QByteArray& vendor, const QString& board);
/// In the vendor's namespace: RIOT's luid, 32 bytes.
QByteArray deviceIdentifier(const QByteArray& vendor, ByteSpan luid);

/// `547d0d74-6d3a-5a92-9662-4881afd9407b`; plain hexadecimal when it has not 16 bytes.
QString uuidText(ByteSpan uuid);
/// With or without hyphens. Error: BadInput.
Result<QByteArray> uuidFromText(const QString& text);

/// Names for identifiers: vendor domains and their boards. A UUID tells nothing by itself; this is the list to look it
/// up in.
class KnownIdentifiers
{
public:
    /// RIOT with the boards that its SUIT example runs on, and the vendor of the draft's examples.
    static const KnownIdentifiers& standard();

    void add(const QString& vendorDomain, const QStringList& boards);
    /// Boards whose class has a name already keep that.
    void addMissing(const QString& vendorDomain, const QStringList& boards);

    QStringList vendorDomains() const { return m_vendors.values(); }

    /// Empty when unknown.
    QString vendorName(const QByteArray& identifier) const { return m_vendors.value(identifier); }
    QString className(const QByteArray& identifier) const { return m_classes.value(identifier); }

private:
    QHash<QByteArray, QString> m_vendors;
    QHash<QByteArray, QString> m_classes;
};

} // namespace ota
