// SPDX-License-Identifier: Apache-2.0
#include "operations/arguments.h"

#include <QJsonArray>

#include <utility>

namespace ota {

Arguments::Arguments(QJsonObject values, QStringList defaulted)
    : m_values(std::move(values))
    , m_defaulted(std::move(defaulted))
{
}

bool Arguments::has(const QString& name) const
{
    return m_values.contains(name);
}

bool Arguments::isGiven(const QString& name) const
{
    return has(name) && !m_defaulted.contains(name);
}

QString Arguments::text(const QString& name) const
{
    return m_values.value(name).toString();
}

QStringList Arguments::list(const QString& name) const
{
    const QJsonValue value = m_values.value(name);
    if (value.isString())
        return {value.toString()};
    QStringList texts;
    for (const auto& element : value.toArray())
        texts << element.toString();
    return texts;
}

qint64 Arguments::integer(const QString& name) const
{
    return m_values.value(name).toInteger();
}

bool Arguments::flag(const QString& name) const
{
    return m_values.value(name).toBool();
}

} // namespace ota
