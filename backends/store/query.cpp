// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"
#include "store/query_p.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStorageInfo>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Database)
};

// https://www.sqlite.org/rescode.html, primary codes.
enum SqliteCode
{
    sqliteError = 1,
    sqliteBusy = 5,
    sqliteLocked = 6,
    sqliteReadOnly = 8,
    sqliteFull = 13,
    sqliteConstraint = 19,
};

Error::Code codeOf(const QString& native, QString& hint)
{
    bool isNumber = false;
    const int number = native.toInt(&isNumber);
    if (isNumber && native.size() < 5) {
        switch (number & 0xff) {
        case sqliteError:
            return Error::Code::Internal;
        case sqliteBusy:
        case sqliteLocked:
            hint = Tr::tr("Another program keeps the database locked.");
            return Error::Code::Busy;
        case sqliteReadOnly:
            hint = Tr::tr("The bench was opened for reading only.");
            return Error::Code::Io;
        case sqliteFull:
            hint = Tr::tr("The disk is full.");
            return Error::Code::Io;
        case sqliteConstraint:
            return Error::Code::Rejected;
        default:
            return Error::Code::Io;
        }
    }
    // PostgreSQL's SQLSTATE: the first two characters are the class.
    if (native.startsWith(QStringLiteral("23")))
        return Error::Code::Rejected;
    if (native.startsWith(QStringLiteral("42")))
        return Error::Code::Internal;
    if (native == QStringLiteral("55P03") || native.startsWith(QStringLiteral("40")))
        return Error::Code::Busy;
    if (native.startsWith(QStringLiteral("53")))
        hint = Tr::tr("The database server is out of disk, memory or connections.");
    return Error::Code::Io;
}

// Only a value that is none becomes NULL: QString() is an empty text, also where Qt calls it null.
QVariant asColumn(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Bool: // A number in SQLite; PostgreSQL would want a column type of its own for it.
        return qint64(value.toBool() ? 1 : 0);
    case QMetaType::QString:
        return value.toString().isNull() ? QVariant(QStringLiteral("")) : value;
    case QMetaType::QByteArray:
        return value.toByteArray().isNull() ? QVariant(QByteArray("")) : value;
    default:
        return value;
    }
}

} // namespace

Error sqlFailure(const QSqlError& error, const QString& sql, const QString& where)
{
    Error result;
    result.code = codeOf(error.nativeErrorCode(), result.hint);
    const QString words = error.databaseText().trimmed();
    result.message = Tr::tr("database: %1").arg(words.isEmpty() ? error.driverText() : words);
    if (result.code == Error::Code::Internal && !sql.isEmpty())
        result.message += QStringLiteral(" [%1]").arg(sql);
    result.context = where;
    return result;
}

Query::Query(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

Result<> Query::run(const QVariantList& values)
{
    for (int i = 0; i < values.size(); ++i)
        d->query.bindValue(i, asColumn(values[i]));
    if (!d->query.exec())
        return failure(sqlFailure(d->query.lastError(), d->query.lastQuery(), d->where));
    return {};
}

Result<bool> Query::next()
{
    if (d->query.next())
        return true;
    if (d->query.lastError().isValid())
        return failure(sqlFailure(d->query.lastError(), d->query.lastQuery(), d->where));
    return false;
}

bool Query::isNull(int column) const
{
    return d->query.isNull(column);
}

QVariant Query::value(int column) const
{
    return d->query.value(column);
}

qint64 Query::integer(int column) const
{
    return d->query.value(column).toLongLong();
}

QString Query::text(int column) const
{
    return d->query.value(column).toString();
}

QByteArray Query::bytes(int column) const
{
    return d->query.value(column).toByteArray();
}

QJsonObject Query::json(int column) const
{
    return QJsonDocument::fromJson(text(column).toUtf8()).object();
}

qint64 Query::affectedRows() const
{
    return d->query.numRowsAffected();
}

} // namespace ota
