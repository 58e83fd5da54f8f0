// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/things.h"

#include <QUrl>

namespace ota {

QString thingOf(const QString& kind, const QStringList& names)
{
    QStringList encoded;
    encoded.reserve(names.size());
    // Comma and slash, which part names and kind, are encoded, too.
    for (const QString& name : names)
        encoded << QString::fromLatin1(QUrl::toPercentEncoding(name));
    return kind + u'/' + encoded.join(u',');
}

QStringList namesInThing(const QString& thing)
{
    QStringList names;
    for (const QString& encoded : thing.section(u'/', 1).split(u',', Qt::SkipEmptyParts))
        names << QUrl::fromPercentEncoding(encoded.toUtf8());
    return names;
}

} // namespace ota
