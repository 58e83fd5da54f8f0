// SPDX-License-Identifier: Apache-2.0
#include "store/settingsstore.h"

#include "store/database.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ota {

namespace {

// QJsonDocument takes no bare values, so each stands in an array of one.
QString toColumn(const QJsonValue& value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

QJsonValue fromColumn(const QString& text)
{
    return QJsonDocument::fromJson(text.toUtf8()).array().at(0);
}

} // namespace

SettingsStore::SettingsStore(Database& database)
    : m_database(database)
{
}

Result<QJsonValue> SettingsStore::get(const QString& name, const QJsonValue& fallback)
{
    const auto value = m_database.value(QStringLiteral("SELECT value FROM setting WHERE name = ?"), {name});
    if (!value)
        return failure(value.error());
    return value->isValid() ? fromColumn(value->toString()) : fallback;
}

Result<> SettingsStore::set(const QString& name, const QJsonValue& value)
{
    const auto done =
        value.isNull() || value.isUndefined()
            ? m_database.execute(QStringLiteral("DELETE FROM setting WHERE name = ?"), {name})
            : m_database.execute(QStringLiteral("INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO "
                                                "UPDATE SET value = excluded.value"),
                                 {name, toColumn(value)});
    if (!done)
        return failure(done.error());
    return {};
}

Result<QJsonObject> SettingsStore::all(const QString& prefix)
{
    QJsonObject values;
    auto done =
        m_database.forEach(QStringLiteral("SELECT name, value FROM setting ORDER BY name"), {}, [&](const Query& row) {
            if (row.text(0).startsWith(prefix))
                values.insert(row.text(0), fromColumn(row.text(1)));
            return Result<>();
        });
    if (!done)
        return failure(done.error());
    return values;
}

} // namespace ota
