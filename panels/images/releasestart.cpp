// SPDX-License-Identifier: Apache-2.0
#include "panels/images/releasestart.h"

#include "otaserver/manifestfacts.h"
#include "panels/widgets/memory.h"
#include "suit/suitplan.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace ota {

namespace {

namespace P = suitParameter;

const QString lastKey = QStringLiteral("images/builder/last");
const QString unfinishedKey = QStringLiteral("images/builder/unfinished");

QJsonValue emptyOf(const Parameter& parameter)
{
    if (parameter.repeated)
        return QJsonArray();
    if (parameter.type == ParameterType::Flag)
        return false;
    const bool hasDefault = !parameter.defaultValue.isNull() && !parameter.defaultValue.isUndefined();
    return hasDefault ? parameter.defaultValue : QJsonValue(QString());
}

} // namespace

const QStringList& seldomParameters()
{
    static const QStringList names{P::reference,
                                   P::bootable,
                                   P::riotJson,
                                   P::maximumComponents,
                                   QStringLiteral("coaps"),
                                   QStringLiteral("dns"),
                                   QStringLiteral("version"),
                                   QStringLiteral("allow-invalid")};
    return names;
}

QJsonObject startOfRelease(const Operation& operation, const Memory& memory, const QJsonObject& values)
{
    QJsonObject all;
    for (const Parameter& parameter : operation.parameters)
        all.insert(parameter.name, emptyOf(parameter));
    all.remove(P::key);
    const QJsonObject last = QJsonDocument::fromJson(memory.value(lastKey).toByteArray()).object();
    for (const QJsonObject& over : {last, values}) {
        for (auto it = over.begin(); it != over.end(); ++it)
            all.insert(it.key(), it.value());
    }
    return all;
}

void keepForNextRelease(Memory& memory, const QJsonObject& values)
{
    QJsonObject last;
    for (const QString& name :
         {P::vendor, P::className, P::key, P::draft, QStringLiteral("coaps"), QStringLiteral("dns")}) {
        if (values.contains(name))
            last.insert(name, values.value(name));
    }
    memory.setValue(lastKey, QJsonDocument(last).toJson(QJsonDocument::Compact));
}

void keepUnfinished(Memory& memory, const QJsonObject& values)
{
    const bool empty = values.value(QStringLiteral("id")).toString().isEmpty() && !values.contains(P::component);
    memory.setValue(unfinishedKey, empty ? QByteArray() : QJsonDocument(values).toJson(QJsonDocument::Compact));
}

QJsonObject unfinishedRelease(const Memory& memory)
{
    return QJsonDocument::fromJson(memory.value(unfinishedKey).toByteArray()).object();
}

BroughtFiles broughtFiles(const QStringList& paths)
{
    BroughtFiles brought;
    for (const QString& path : paths) {
        QFile file(path);
        if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
            continue;
        brought.files << QFileInfo(path).absoluteFilePath();
        const QByteArray head = file.read(16);
        brought.hasManifest = brought.hasManifest || looksLikeEnvelope(bytesOf(head));
    }
    return brought;
}

QString idFromFile(const QString& path)
{
    QString name = QFileInfo(path).fileName().section(u'.', 0, 0);
    static const QRegularExpression slot(QStringLiteral("[-_]slot[01]\\z"));
    name.remove(slot);
    static const QRegularExpression odd(QStringLiteral("[^A-Za-z0-9_-]+"));
    return name.replace(odd, QStringLiteral("_"));
}

} // namespace ota
