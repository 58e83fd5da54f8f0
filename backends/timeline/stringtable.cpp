// SPDX-License-Identifier: Apache-2.0
#include "timeline/stringtable.h"

#include "timeline/sqltext.h"

#include <algorithm>

namespace ota {

namespace {

constexpr qsizetype chunk = 200;

} // namespace

Result<> StringTable::lookUp(const QStringList& texts)
{
    for (qsizetype begin = 0; begin < texts.size(); begin += chunk) {
        const QStringList part = texts.mid(begin, chunk);
        QVariantList values;
        for (const QString& text : part)
            values << text;
        auto read = m_database.forEach(QStringLiteral("SELECT id, text FROM string WHERE text IN (") +
                                           sql::marks(part.size()) + u')',
                                       values, [&](const Query& row) {
                                           const std::scoped_lock lock(m_mutex);
                                           m_numbers.insert(row.text(1), row.integer(0));
                                           return Result<>();
                                       });
        if (!read)
            return read;
    }
    return {};
}

Result<> StringTable::insert(const QStringList& texts)
{
    if (texts.isEmpty())
        return {};
    if (m_last < 0) {
        const auto last = m_database.value(QStringLiteral("SELECT max(id) FROM string"));
        if (!last)
            return failure(last.error());
        m_last = last->toLongLong();
    }
    sql::Rows rows(m_database, QStringLiteral("INSERT INTO string (id, text) VALUES "));
    for (const QString& text : texts) {
        {
            const std::scoped_lock lock(m_mutex);
            m_numbers.insert(text, ++m_last);
            m_fresh << text;
        }
        if (auto done = rows.integer(m_last).text(text).endRow(); !done)
            return done;
    }
    return rows.finish();
}

void StringTable::want(const QString& text)
{
    if (!text.isEmpty() && !m_numbers.contains(text))
        m_wanted.insert(text);
}

Result<> StringTable::store()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_fresh.clear();
    }
    if (m_wanted.isEmpty())
        return {};
    QStringList missing = m_wanted.values();
    m_wanted.clear();
    if (auto read = lookUp(missing); !read)
        return read;
    missing.erase(
        std::remove_if(missing.begin(), missing.end(), [&](const QString& text) { return m_numbers.contains(text); }),
        missing.end());
    return insert(missing);
}

qint64 StringTable::numberOf(const QString& text) const
{
    return text.isEmpty() ? 0 : m_numbers.value(text);
}

void StringTable::forget()
{
    const std::scoped_lock lock(m_mutex);
    for (const QString& text : std::as_const(m_fresh))
        m_numbers.remove(text);
    m_fresh.clear();
    m_wanted.clear();
    m_last = -1;
}

Result<> StringTable::load(const QSet<qint64>& numbers)
{
    QList<qint64> missing;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_texts.size() + numbers.size() > cacheLimit)
            m_texts.clear();
        for (const qint64 number : numbers) {
            if (number != 0 && !m_texts.contains(number))
                missing << number;
        }
    }
    for (qsizetype begin = 0; begin < missing.size(); begin += chunk) {
        const QList<qint64> part = missing.mid(begin, chunk);
        QVariantList values;
        for (const qint64 number : part)
            values << number;
        auto read = m_database.forEach(QStringLiteral("SELECT id, text FROM string WHERE id IN (") +
                                           sql::marks(part.size()) + u')',
                                       values, [&](const Query& row) {
                                           const std::scoped_lock lock(m_mutex);
                                           m_texts.insert(row.integer(0), row.text(1));
                                           return Result<>();
                                       });
        if (!read)
            return read;
    }
    return {};
}

QString StringTable::textOf(qint64 number) const
{
    const std::scoped_lock lock(m_mutex);
    return m_texts.value(number);
}

Result<qint64> StringTable::find(const QString& text)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (const qint64 known = numberOf(text); known != 0)
            return known;
    }
    const auto number = m_database.value(QStringLiteral("SELECT id FROM string WHERE text = ?"), {text});
    if (!number)
        return failure(number.error());
    return number->toLongLong();
}

void StringTable::shrink()
{
    const std::scoped_lock lock(m_mutex);
    if (m_numbers.size() > cacheLimit)
        m_numbers.clear();
}

void StringTable::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_numbers.clear();
    m_texts.clear();
    m_fresh.clear();
}

} // namespace ota
