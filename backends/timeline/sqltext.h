// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/database.h"

#include <QString>
#include <QVariant>

#include <optional>

/// Pieces of SQL that the timeline's tables need again and again.
namespace ota::sql {

/// `?, ?, ?`
inline QString marks(qsizetype count)
{
    QString text = QStringLiteral("?, ").repeated(count);
    text.chop(2);
    return text;
}

/// Never NULL: a null string of Qt's is an empty text.
inline QVariant text(const QString& value)
{
    return value.isNull() ? QVariant(QStringLiteral("")) : QVariant(value);
}

/// Many rows as one statement, the values written out. QtSql's binding costs some 2000 instructions a value, ten times
/// what the engine needs to read it from the text; and PostgreSQL's driver sends each bound row on its own.
class Rows
{
public:
    static constexpr int most = 100; ///< Rows a statement.

    /// `head`: `INSERT INTO t (a, b) VALUES `; `tail`: what stands behind the rows.
    Rows(Database& database, QString head, QString tail = {})
        : m_database(database)
        , m_head(std::move(head))
        , m_tail(std::move(tail))
        , m_postgres(database.driver() == Database::Driver::Postgres)
    {
        m_sql.reserve(32 * 1024);
    }

    Rows& integer(qint64 value)
    {
        comma();
        m_sql += QString::number(value);
        return *this;
    }
    Rows& null()
    {
        comma();
        m_sql += QStringLiteral("NULL");
        return *this;
    }
    /// NULL for 0.
    Rows& number(qint64 value) { return value == 0 ? null() : integer(value); }
    template<typename T>
    Rows& optional(const std::optional<T>& value)
    {
        return value ? integer(static_cast<qint64>(*value)) : null();
    }
    Rows& text(const QString& value)
    {
        comma();
        // Both engines double a quote. A backslash is itself in SQLite; what it is in PostgreSQL's plain form is a
        // setting.
        const bool escapes = m_postgres && value.contains(u'\\');
        QString quoted = value;
        quoted.remove(QChar(u'\0')).replace(u'\'', QStringLiteral("''"));
        if (escapes)
            quoted.replace(u'\\', QStringLiteral("\\\\"));
        m_sql += (escapes ? QStringLiteral("E'") : QStringLiteral("'")) + quoted + u'\'';
        return *this;
    }

    Result<> endRow()
    {
        m_sql += u')';
        m_rowOpen = false;
        return ++m_count < most ? Result<>() : finish();
    }

    /// Sends what waits.
    Result<> finish()
    {
        if (m_count == 0)
            return {};
        m_count = 0;
        m_sql += m_tail;
        return m_database.executeText(m_sql);
    }

private:
    void comma()
    {
        if (m_count == 0 && !m_rowOpen)
            m_sql = m_head;
        m_sql += m_rowOpen ? QStringLiteral(", ") : m_count > 0 ? QStringLiteral(", (") : QStringLiteral("(");
        m_rowOpen = true;
    }

    Database& m_database;
    const QString m_head;
    const QString m_tail;
    const bool m_postgres;
    QString m_sql;
    int m_count = 0;
    bool m_rowOpen = false;
};

} // namespace ota::sql
