// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "store/database.h"

#include <QJsonObject>
#include <QString>
#include <QStringView>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace ota {

class BenchLock;
class BlobStore;
class BoardStore;
class ReleaseStore;
class SettingsStore;

/// Who holds a bench, as its lock file tells.
struct BenchHolder
{
    QString program; ///< `otaw serve`
    qint64 pid = 0;
    QString host;
    QString since;        ///< ISO 8601, local time with offset.
    QJsonObject services; ///< What it published with setServices().

    /// `otaw serve (process 4711, since 2026-08-30T21:13:09+02:00)`, with the host when it is another one.
    QString toString() const;
};

struct BenchOptions
{
    /// Empty: what the bench was made with, SQLite by default. Else a location for Database::open, remembered in a new
    /// bench; an existing bench must have been made with the same.
    QString databaseUrl;
    /// Null: the machine's. Must outlive the bench.
    const Clock* clock = nullptr;
    /// How others read who holds the bench: the program and its verb.
    QString holderName;
    /// The tables of the engines that keep some; the store's own need not be named.
    std::vector<MigrationSet> schemas;
    /// Tests see each step that publishing makes on disk and in the tables, and may end the process there.
    std::function<void(QStringView step)> onStep;
};

/// One directory with everything a lab desk needs to remember: database, blobs, keys, logs, settings. Any thread. Must
/// outlive all that was given out.
class Bench final
{
public:
    enum class Access
    {
        Read, ///< Beside a process that holds the bench. Changes of the tables fail.
        Hold, ///< The only process that changes it, until the Bench goes.
    };

    /// Opens the bench, making the directory (mode 0700) and its tables when they are not there. Errors: Busy (says who
    /// holds it and what still works), BadInput (the directory is something else), Unsupported (used by a newer
    /// program), Io, Usage (another database than the bench was made with).
    static Result<std::unique_ptr<Bench>> open(const QString& directory, Access access, BenchOptions options = {});

    ~Bench();
    Q_DISABLE_COPY_MOVE(Bench)

    /// Makes a bench that was opened for reading the held one. Harmless when it is held already. Errors: as of open().
    Result<> hold();
    bool isHeld() const;

    const QString& directory() const { return m_directory; }
    /// Of something inside the directory: `path(QStringLiteral("keys/board.pem"))`.
    QString path(const QString& sub) const;

    /// Folders that exist in every bench.
    QString keysPath() const { return path(QStringLiteral("keys")); } ///< Private keys, mode 0700.
    QString tlsPath() const { return path(QStringLiteral("tls")); }   ///< Certificates and their keys, mode 0700.
    QString logsPath() const { return path(QStringLiteral("logs")); }
    QString streamsPath() const { return path(QStringLiteral("streams")); } ///< Raw bytes of timelines.
    /// For files that are about to be renamed into place. Emptied when the bench is next held after a crash.
    QString tmpPath() const { return path(QStringLiteral("tmp")); }

    const Clock& clock() const { return *m_clock; }
    Database& database() { return *m_database; }
    BlobStore& blobs() { return *m_blobs; }
    ReleaseStore& releases() { return *m_releases; }
    BoardStore& boards() { return *m_boards; }
    SettingsStore& settings() { return *m_settings; }

    /// Whether anything of the bench needs this blob: a release, or a table of an engine (MigrationSet::blobColumns).
    Result<bool> isReferenced(const BlobId& blob);

    /// What writing requests from the network must carry. Made on first use, kept in the file `token`, mode 0600.
    /// Error: Io.
    Result<QString> token();
    /// Another token from now on; the bench must be held. Error: Io.
    Result<QString> renewToken();

    /// Who holds the bench now, this process included; nothing when nobody does. Error: Io.
    Result<std::optional<BenchHolder>> holder() const;

    /// Lets other processes find what runs here: service name → address. Only while held. Error: Io.
    Result<> setServices(const QJsonObject& services);

    /// What the holder published; empty when nobody holds it. Error: Io.
    Result<QJsonObject> services() const;

private:
    Bench(QString directory, BenchOptions options);

    Result<> openDirectory();
    Result<> readIdentity();
    Result<> makeIdentity();
    Result<> acquire();
    Result<> openDatabase();
    Result<> prepareTables(Access access);
    Result<> checkIdentity();
    Result<> writeHolder();
    Error busyError() const;
    std::vector<MigrationSet> schemas() const;

    QString m_directory;
    BenchOptions m_options;
    SystemClock m_systemClock;
    const Clock* m_clock;
    QString m_id;       ///< Ties the directory to its tables.
    QString m_location; ///< Of the database.
    BenchHolder m_self;
    mutable std::mutex m_mutex; ///< For the lock file's text and the token.
    QString m_token;
    std::unique_ptr<BenchLock> m_lock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<BlobStore> m_blobs;
    std::unique_ptr<ReleaseStore> m_releases;
    std::unique_ptr<BoardStore> m_boards;
    std::unique_ptr<SettingsStore> m_settings;
};

} // namespace ota
