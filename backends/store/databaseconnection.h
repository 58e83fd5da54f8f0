// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/database.h"

#include <QSqlDatabase>

#include <atomic>
#include <mutex>

namespace ota {

/// The connections of one Database, one a thread, with the transaction that is open on each. Any thread.
class ConnectionPool
{
public:
    ConnectionPool(QString location, bool postgres, bool writable);
    ~ConnectionPool();
    Q_DISABLE_COPY_MOVE(ConnectionPool)

    bool isPostgres() const { return m_postgres; }
    QString displayName() const;
    void setWritable(bool writable) { m_writable = writable; }

    Result<QSqlDatabase> connection();

    // Of the calling thread.
    Result<> begin(Durability durability);
    Result<> beginSnapshot();
    bool isInTransaction();
    Result<> commit();
    Result<> rollback();

    /// Nobody uses it any more.
    void close();

private:
    struct Link;
    struct ThreadLinks;

    Link& link();
    Result<QSqlDatabase> open(Link& link);
    Result<> configure(Link& link, QSqlDatabase& database);
    Result<> applyWritable(Link& link, QSqlDatabase& database);
    Result<> send(const QString& sql);
    void forget(const QString& name);

    const quint64 m_id;
    const QString m_location;
    const bool m_postgres;
    std::atomic<bool> m_writable;
    std::mutex m_mutex;
    QStringList m_names;
};

} // namespace ota
