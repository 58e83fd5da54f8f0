// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <memory>
#include <vector>

class QSqlDatabase;

namespace ota {

/// One step of a schema: statements that run in one transaction. Two words in braces stand for what the engines of
/// the database spell differently:
/// `{id}`   a primary key of 64 bits that the database numbers itself,
/// `{blob}` bytes.
/// Write BIGINT for every other number (PostgreSQL's INTEGER has 32 bits), TEXT for text and JSON.
struct Migration
{
    QString summary; ///< For the log and for errors.
    QStringList statements;
};

/// The tables of one engine. The version of a set is the number of its migrations; one that has been released is never
/// changed, only followed by another.
struct MigrationSet
{
    QString name; ///< `store`, `timeline`
    std::vector<Migration> migrations;
    /// `table.column` that hold digests of blobs: what stands there is not garbage.
    QStringList blobColumns = {};
};

/// How much of a commit survives a power cut. After a crash of the program both are there.
enum class Durability
{
    Full,    ///< On the disk before transaction() returns.
    Relaxed, ///< The last moments may be lost, whole transactions at a time: for events that come by the thousand.
};

/// A prepared statement with `?` placeholders. Belongs to the thread that prepared it and must be gone before its
/// transaction ends. Errors: Busy (lock not had in time), Rejected (a constraint said no), Io (disk, server), Internal
/// (SQL that the engine does not understand).
class Query final
{
public:
    Query(Query&&) noexcept;
    Query& operator=(Query&&) noexcept;
    ~Query();

    /// Executes, as often as one likes; afterwards it stands before the first row. An invalid QVariant is NULL; an
    /// empty text or byte array is just empty.
    Result<> run(const QVariantList& values = {});

    /// Steps to the next row. False behind the last one.
    Result<bool> next();

    // A column of the present row, counted from 0. NULL reads as zero or empty.
    bool isNull(int column) const;
    QVariant value(int column) const;
    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArray bytes(int column) const;
    QJsonObject json(int column) const;

    qint64 affectedRows() const;

private:
    friend class Database;
    struct Private;
    explicit Query(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// The tables of a bench: SQLite in the bench's directory, or PostgreSQL. Any thread; each has a connection of its own,
/// made on first use and closed when the thread or the Database ends. The Database must outlive every use of it.
class Database final
{
public:
    enum class Driver
    {
        Sqlite,
        Postgres
    };

    /// `location` is the path of an SQLite file (made when it is not there) or a URL:
    /// `postgresql://user:password@host:port/name`, `postgresql:///name?host=/run/postgresql&user=lab`.
    /// Without `writable` every statement that changes something fails. Errors: Io, Usage (URL).
    static Result<std::unique_ptr<Database>> open(const QString& location, bool writable);

    /// Whether `location` names a server rather than a file.
    static bool isUrl(const QString& location);

    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    Driver driver() const;
    /// For people: without the password.
    QString location() const;

    /// Lets change what was opened for reading only.
    void setWritable(bool writable);

    /// The calling thread's own connection, open. For what the functions below do not offer.
    Result<QSqlDatabase> connection();

    Result<Query> prepare(const QString& sql);

    /// Prepares and executes: for reading rows.
    Result<Query> run(const QString& sql, const QVariantList& values = {});

    /// Executes what returns no rows; the number of changed rows.
    Result<qint64> execute(const QString& sql, const QVariantList& values = {});

    /// Executes a statement as it stands: no placeholders are looked for, and nothing is bound. For many rows in one
    /// INSERT, where QtSql's binding would cost more than the engine; the caller answers for the quoting of texts.
    Result<> executeText(const QString& sql);

    /// Reads all rows: `each` is called for one after the other, and ends the reading when it fails.
    Result<> forEach(const QString& sql, const QVariantList& values, const std::function<Result<>(const Query&)>& each);

    /// The first column of the first row; an invalid value when there is no row. For `INSERT … RETURNING id` as well.
    Result<QVariant> value(const QString& sql, const QVariantList& values = {});

    /// Everything in `work` or nothing of it, on the calling thread. Takes the write lock at once, so that nothing read
    /// inside is stale when it is written. Inside another transaction it is a part of that one that can fail alone.
    Result<> transaction(const std::function<Result<>()>& work, Durability durability = Durability::Full);

    /// Everything that `work` reads is of one moment. It changes nothing, and waits for nobody who does.
    Result<> snapshot(const std::function<Result<>()>& work);

    /// Brings the tables of each set to its newest version, each migration in one transaction. Error: Unsupported, when
    /// the database is newer than this program.
    Result<> migrate(const std::vector<MigrationSet>& sets);

    /// True when nothing is left to migrate. Error: as of migrate().
    Result<bool> isCurrent(const std::vector<MigrationSet>& sets);

    /// Set name → version; empty for a new database.
    Result<QMap<QString, int>> schemaVersions();

    Result<qint64> sizeBytes();

    /// What the engine itself finds wrong with its files; empty when nothing.
    Result<QStringList> integrityProblems();

private:
    struct Shared;
    explicit Database(std::shared_ptr<Shared> shared);

    Result<> applyMigration(const MigrationSet& set, int version);
    /// shared_ptr: a thread that ends after the Database must see that there is nothing left to close.
    std::shared_ptr<Shared> m_shared;
};

} // namespace ota
