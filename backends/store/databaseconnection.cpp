// SPDX-License-Identifier: Apache-2.0
#include "store/databaseconnection.h"

#include "store/query_p.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QUrlQuery>

#include <map>

namespace ota {

namespace {

// How long a statement waits for another process or thread that writes.
constexpr int busyTimeoutMs = 10'000;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Database)
};

quint64 nextId()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

// Which pools still exist, so that a thread that ends later closes nothing twice.
struct LivingPools
{
    std::mutex mutex;
    std::map<quint64, ConnectionPool*> pools;
};

LivingPools& livingPools()
{
    static auto* living = new LivingPools; // Never destroyed: threads may end after the statics.
    return *living;
}

void applyUrl(QSqlDatabase& database, const QUrl& url)
{
    const QUrlQuery query(url);
    const auto either = [&](const QString& part, const QString& name) {
        return part.isEmpty() ? query.queryItemValue(name, QUrl::FullyDecoded) : part;
    };
    database.setHostName(either(url.host(), QStringLiteral("host")));
    database.setUserName(either(url.userName(), QStringLiteral("user")));
    database.setPassword(either(url.password(), QStringLiteral("password")));
    database.setDatabaseName(url.path().mid(1));
    const int port = url.port(query.queryItemValue(QStringLiteral("port")).toInt());
    if (port > 0)
        database.setPort(port);
}

} // namespace

struct ConnectionPool::Link
{
    QString name;         ///< Empty until it is open.
    bool writable = true; ///< What the connection has been told.
    int depth = 0;        ///< Transactions in each other.
    bool relaxed = false; ///< SQLite's synchronous was lowered for the open transaction.
};

struct ConnectionPool::ThreadLinks
{
    ~ThreadLinks()
    {
        LivingPools& living = livingPools();
        const std::scoped_lock lock(living.mutex);
        for (const auto& [id, link] : links) {
            if (const auto pool = living.pools.find(id); pool != living.pools.end())
                pool->second->forget(link.name);
        }
    }

    std::map<quint64, Link> links;
};

ConnectionPool::ConnectionPool(QString location, bool postgres, bool writable)
    : m_id(nextId())
    , m_location(std::move(location))
    , m_postgres(postgres)
    , m_writable(writable)
{
    LivingPools& living = livingPools();
    const std::scoped_lock lock(living.mutex);
    living.pools.emplace(m_id, this);
}

ConnectionPool::~ConnectionPool()
{
    close();
}

void ConnectionPool::close()
{
    {
        LivingPools& living = livingPools();
        const std::scoped_lock lock(living.mutex);
        living.pools.erase(m_id);
    }
    const std::scoped_lock lock(m_mutex);
    for (const QString& name : std::as_const(m_names))
        QSqlDatabase::removeDatabase(name);
    m_names.clear();
}

void ConnectionPool::forget(const QString& name)
{
    if (name.isEmpty())
        return;
    const std::scoped_lock lock(m_mutex);
    if (m_names.removeOne(name))
        QSqlDatabase::removeDatabase(name);
}

QString ConnectionPool::displayName() const
{
    if (!m_postgres)
        return m_location;
    QUrl url(m_location);
    QUrlQuery query(url);
    query.removeAllQueryItems(QStringLiteral("password"));
    url.setQuery(query);
    return url.toString(QUrl::RemovePassword);
}

ConnectionPool::Link& ConnectionPool::link()
{
    thread_local ThreadLinks ours;
    return ours.links[m_id];
}

Result<QSqlDatabase> ConnectionPool::connection()
{
    Link& ours = link();
    if (ours.name.isEmpty())
        return open(ours);
    QSqlDatabase database = QSqlDatabase::database(ours.name, false);
    if (ours.writable != m_writable) {
        if (auto told = applyWritable(ours, database); !told)
            return failure(told.error());
    }
    return database;
}

Result<QSqlDatabase> ConnectionPool::open(Link& ours)
{
    const QUrl url(m_location);
    if (m_postgres && (!url.isValid() || url.path().size() < 2))
        return failure(Error::Code::Usage, Tr::tr("the database address must look like postgresql://host/name"),
                       displayName());
    static std::atomic<quint64> serial = 0;
    const QString name = QStringLiteral("ota-%1-%2").arg(m_id).arg(++serial);
    Error problem;
    {
        QSqlDatabase database =
            QSqlDatabase::addDatabase(m_postgres ? QStringLiteral("QPSQL") : QStringLiteral("QSQLITE"), name);
        if (m_postgres) {
            applyUrl(database, url);
        } else {
            database.setDatabaseName(m_location);
            database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs));
        }
        if (!database.isValid()) {
            problem = {Error::Code::Io, Tr::tr("Qt has no driver %1 on this machine").arg(database.driverName()),
                       displayName(), Tr::tr("Install the package libqt6sql6-psql or libqt6sql6-sqlite.")};
        } else if (!database.open()) {
            problem = sqlFailure(database.lastError(), {}, displayName());
        } else if (auto configured = configure(ours, database); !configured) {
            problem = configured.error();
        } else {
            const std::scoped_lock lock(m_mutex);
            m_names << name;
            ours.name = name;
            return database;
        }
    }
    QSqlDatabase::removeDatabase(name);
    return failure(problem);
}

Result<> ConnectionPool::configure(Link& ours, QSqlDatabase& database)
{
    QStringList statements;
    if (m_postgres) {
        statements = {QStringLiteral("SET lock_timeout = %1").arg(busyTimeoutMs),
                      QStringLiteral("SET client_min_messages = warning")};
    } else {
        // FULL: in WAL mode NORMAL keeps the file sound but may take back the last commits after a power cut, and a
        // release that was reported as published must stay published.
        statements = {QStringLiteral("PRAGMA journal_mode = WAL"), QStringLiteral("PRAGMA synchronous = FULL"),
                      QStringLiteral("PRAGMA foreign_keys = ON")};
    }
    for (const QString& statement : std::as_const(statements)) {
        QSqlQuery query(database);
        if (!query.exec(statement))
            return failure(sqlFailure(query.lastError(), statement, displayName()));
    }
    ours.writable = true;
    return m_writable ? Result<>() : applyWritable(ours, database);
}

Result<> ConnectionPool::applyWritable(Link& ours, QSqlDatabase& database)
{
    const bool writable = m_writable;
    const QString statement = m_postgres ? QStringLiteral("SET default_transaction_read_only = %1")
                                               .arg(writable ? QStringLiteral("off") : QStringLiteral("on"))
                                         : QStringLiteral("PRAGMA query_only = %1").arg(writable ? 0 : 1);
    QSqlQuery query(database);
    if (!query.exec(statement))
        return failure(sqlFailure(query.lastError(), statement, displayName()));
    ours.writable = writable;
    return {};
}

Result<> ConnectionPool::send(const QString& sql)
{
    auto connected = connection();
    if (!connected)
        return failure(connected.error());
    QSqlQuery query(*connected);
    if (!query.exec(sql))
        return failure(sqlFailure(query.lastError(), sql, displayName()));
    return {};
}

Result<> ConnectionPool::begin(Durability durability)
{
    Link& ours = link();
    if (ours.depth > 0) {
        auto saved = send(QStringLiteral("SAVEPOINT part%1").arg(ours.depth));
        if (saved)
            ++ours.depth;
        return saved;
    }
    const bool relaxed = durability == Durability::Relaxed;
    if (relaxed && !m_postgres) {
        if (auto lowered = send(QStringLiteral("PRAGMA synchronous = NORMAL")); !lowered)
            return lowered;
        ours.relaxed = true;
    }
    // SQLite: IMMEDIATE, since a lock that is taken only at the first write fails at once when somebody wrote
    // meanwhile.
    auto begun = send(m_postgres || !m_writable ? QStringLiteral("BEGIN") : QStringLiteral("BEGIN IMMEDIATE"));
    if (begun && relaxed && m_postgres)
        begun = send(QStringLiteral("SET LOCAL synchronous_commit = off"));
    if (begun)
        ours.depth = 1;
    return begun;
}

bool ConnectionPool::isInTransaction()
{
    return link().depth > 0;
}

Result<> ConnectionPool::beginSnapshot()
{
    auto begun =
        send(m_postgres ? QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") : QStringLiteral("BEGIN"));
    if (begun)
        link().depth = 1;
    return begun;
}

Result<> ConnectionPool::commit()
{
    Link& ours = link();
    if (ours.depth > 1) {
        --ours.depth;
        return send(QStringLiteral("RELEASE SAVEPOINT part%1").arg(ours.depth));
    }
    // PostgreSQL answers COMMIT of a transaction with a failed statement in it with success, and takes it back.
    auto committed = m_postgres ? send(QStringLiteral("SELECT 1")) : Result<>();
    if (committed)
        committed = send(QStringLiteral("COMMIT"));
    if (!committed) {
        (void)rollback();
        return committed;
    }
    ours.depth = 0;
    if (ours.relaxed) {
        ours.relaxed = false;
        return send(QStringLiteral("PRAGMA synchronous = FULL"));
    }
    return {};
}

Result<> ConnectionPool::rollback()
{
    Link& ours = link();
    if (ours.depth > 1) {
        --ours.depth;
        if (auto undone = send(QStringLiteral("ROLLBACK TO SAVEPOINT part%1").arg(ours.depth)); !undone)
            return undone;
        return send(QStringLiteral("RELEASE SAVEPOINT part%1").arg(ours.depth));
    }
    ours.depth = 0;
    auto undone = send(QStringLiteral("ROLLBACK"));
    if (ours.relaxed) {
        ours.relaxed = false;
        (void)send(QStringLiteral("PRAGMA synchronous = FULL"));
    }
    return undone;
}

} // namespace ota
