// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// `(?, ?), (?, ?)`
inline QString rows(qsizetype count, qsizetype columns)
{
    const QString row = u'(' + marks(columns) + QStringLiteral("), ");
    QString text = row.repeated(count);
    text.chop(2);
    return text;
}

/// Never NULL: a null string of Qt's is an empty text.
inline QVariant text(const QString& value)
{
    return value.isNull() ? QVariant(QStringLiteral("")) : QVariant(value);
}

/// NULL for what is not known.
template<typename T>
QVariant optional(const std::optional<T>& value)
{
    return value ? QVariant::fromValue(static_cast<qint64>(*value)) : QVariant(QMetaType::fromType<qlonglong>());
}

/// NULL for 0.
inline QVariant unlessZero(qint64 value)
{
    return value != 0 ? QVariant::fromValue(value) : QVariant(QMetaType::fromType<qlonglong>());
}

} // namespace ota::sql
