// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/database.h"

#include <QSqlError>
#include <QSqlQuery>

namespace ota {

/// What the database's own words mean for us.
Error sqlFailure(const QSqlError& error, const QString& sql, const QString& where);

struct Query::Private
{
    Private(const QSqlDatabase& database, QString location)
        : query(database)
        , where(std::move(location))
    {
    }

    QSqlQuery query;
    QString where;
};

} // namespace ota
