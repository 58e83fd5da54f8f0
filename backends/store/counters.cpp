// SPDX-License-Identifier: Apache-2.0
#include "store/counters.h"

namespace ota {

Result<qint64> raiseCounter(Database& database, const QString& name)
{
    const auto value = database.value(
        QStringLiteral("INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = "
                       "counter.value + 1 RETURNING value"),
        {name});
    if (!value)
        return failure(value.error());
    return value->toLongLong();
}

Result<qint64> readCounter(Database& database, const QString& name)
{
    const auto value = database.value(QStringLiteral("SELECT value FROM counter WHERE name = ?"), {name});
    if (!value)
        return failure(value.error());
    return value->toLongLong();
}

} // namespace ota
