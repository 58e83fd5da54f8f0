// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/database.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <mutex>

namespace ota {

/// Texts by number, each stored once.
class StringTable
{
public:
    /// Longer texts are cut: PostgreSQL cannot index them, and the raw bytes are there in full.
    static constexpr int longest = 600;

    explicit StringTable(Database& database)
        : m_database(database)
    {
    }

    // For the one thread that writes.

    /// A text that numberOf() will be asked for, after store().
    void want(const QString& text);

    /// Gives numbers to what is wanted. Must run inside the transaction that uses the numbers.
    Result<> store();

    /// The number of a text that was stored; 0 for the empty text. Without a lock: who writes is the only one that
    /// changes it.
    qint64 numberOf(const QString& text) const;

    /// Between batches: the memory of numbers has an end.
    void shrink();

    /// The transaction was rolled back: numbers that were given in it are forgotten.
    void forget();

    // For any thread.

    /// Makes sure that textOf() knows these numbers.
    Result<> load(const QSet<qint64>& numbers);

    QString textOf(qint64 number) const;

    /// The number of a text, without storing it; 0 when it is not there.
    Result<qint64> find(const QString& text);

    /// Texts were deleted.
    void clear();

private:
    static constexpr int cacheLimit = 200'000;

    Result<> lookUp(const QStringList& texts);
    Result<> insert(const QStringList& texts);

    Database& m_database;
    mutable std::mutex m_mutex;
    QHash<QString, qint64> m_numbers;
    QHash<qint64, QString> m_texts;
    QSet<QString> m_wanted; ///< Not known yet.
    QStringList m_fresh;    ///< Given numbers in the present transaction.
    qint64 m_last = -1;     ///< Highest number; -1: not read yet.
};

} // namespace ota
