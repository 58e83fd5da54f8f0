// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "store/blobstore.h"
#include "store/database.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace ota {

class Clock;

/// A device that may speak with us. Its name is the name of the board.
struct DeviceIdentity
{
    enum class State
    {
        Listed,      ///< May activate.
        Provisioned, ///< Has a token.
        Revoked      ///< Is refused until it is reissued.
    };

    QString name;
    State state = State::Listed;
    QString tokenDigest; ///< SHA-256 of the token, hexadecimal; empty: none. The token itself is nowhere.
    QString fingerprint; ///< Of a pinned client certificate; empty: none.
    qint64 createdNs = 0;
    qint64 issuedNs = 0; ///< Of the token; 0: none.

    QJsonObject toJson() const;
};

QString stateName(DeviceIdentity::State state);

/// Something a device may download, or a package.
struct ContentEntry
{
    QString id;
    QString mediaType = QStringLiteral("application/octet-stream");
    std::optional<BlobId> blob = {}; ///< Nothing: created and not uploaded; zero bytes.
    qint64 sizeBytes = 0;
    qint64 updatedNs = 0;
    QString meta = {};
    QJsonObject tags = {}; ///< Name → text.
    bool isProtected = false;

    std::optional<QByteArray> tag(const QString& name) const;
    QJsonObject toJson() const;
};

/// What both sides last wrote to one resource of a board.
struct ResourceRow
{
    QString board;
    QByteArray alias;
    QByteArray desired;     ///< What we wrote.
    quint64 desiredSeq = 0; ///< Rises with each write of ours; 0: never.
    qint64 desiredNs = 0;
    quint64 deliveredSeq = 0; ///< The last of ours that left in a reply or push.
    qint64 deliveredNs = 0;
    int ack = 0; ///< AckState
    QByteArray reported;
    qint64 reportedNs = 0; ///< 0: never.
};

/// One value as it was written, by either side: what sessions are made from.
struct WriteRow
{
    qint64 seq = 0;
    QString board;
    QByteArray alias;
    bool isOurs = false;
    qint64 hostNs = 0;
    std::optional<qint64> deviceNs = {}; ///< What the device gave as its time.
    QByteArray value;
};

/// The tables of the ExoSense world in a bench. Any thread. All functions: Io, Busy; further errors as named.
class ExosenseStore final
{
public:
    static constexpr int tokenDigits = 40;

    /// For BenchOptions::schemas.
    static MigrationSet schema();

    /// All must outlive it.
    ExosenseStore(Database& database, const Clock& clock);
    Q_DISABLE_COPY_MOVE(ExosenseStore)

    // Identities.

    /// Errors: BadInput (name), Rejected (exists).
    Result<DeviceIdentity> addIdentity(const QString& name, const QString& fingerprint = {});
    Result<std::vector<DeviceIdentity>> identities();
    /// Error: NotFound.
    Result<DeviceIdentity> identity(const QString& name);
    /// A new token of 40 lower-case hexadecimal digits; the one before is dead. Error: NotFound.
    Result<QByteArray> issueToken(const QString& name);
    /// A token that was issued elsewhere. Errors: NotFound, BadInput (empty), Rejected (another identity has it).
    Result<> adoptToken(const QString& name, const QByteArray& token);
    /// Its token is dead. Error: NotFound.
    Result<> revoke(const QString& name);
    /// Back to `Listed`: it may activate again. Error: NotFound.
    Result<> relist(const QString& name);
    /// With its resources and writes. Error: NotFound.
    Result<> removeIdentity(const QString& name);

    static QString digestOf(QByteArrayView token);

    // Content.

    /// All entries, new or in place of those of the same id, or none. `updatedNs` is filled in. Error: BadInput (id).
    Result<> put(std::vector<ContentEntry> entries);
    /// Error: Rejected (exists), BadInput (id).
    Result<> create(ContentEntry entry);
    /// New bytes of an entry. Error: NotFound.
    Result<> setBlob(const QString& id, const QString& mediaType, const BlobId& blob, qint64 sizeBytes);
    /// By id.
    Result<std::vector<ContentEntry>> content();
    /// Error: NotFound.
    Result<ContentEntry> content(const QString& id);
    /// Error: NotFound.
    Result<> removeContent(const QString& id);

    // Resources and writes.

    Result<std::vector<ResourceRow>> resources(const QString& board = {});
    /// The resource of that alias of all boards, by board.
    Result<std::vector<ResourceRow>> resourcesOf(QByteArrayView alias);
    /// Another text after each write, and when a device comes or gets a token. Cheap: for those who look often.
    Result<QString> stamp();
    /// Values of one moment and the rows that they change, in one transaction that a crash of the program does not
    /// lose. Fills in the numbers of the writes.
    Result<> record(std::vector<WriteRow>& writes, const std::vector<ResourceRow>& rows);
    Result<> save(const std::vector<ResourceRow>& rows);
    /// Takes writes out that were folded into `state`, and keeps that; together.
    Result<> fold(const QString& board, const std::vector<qint64>& seqs, const QByteArray& state);
    /// The states that fold() kept, by board.
    Result<std::map<QString, QByteArray>> states();
    /// Host time of the last write; 0: there is none.
    Result<qint64> newestWriteNs();
    /// Takes all but the newest `keep` writes to a resource out.
    Result<> trimWrites(const QString& board, const QByteArray& alias, int keep);
    /// In the order they were recorded; of all boards when `board` is empty.
    Result<> forEachWrite(const QString& board, QByteArrayView alias, qint64 afterSeq,
                          const std::function<Result<>(const WriteRow&)>& each);

private:
    Result<> change(const QString& name, const QString& sql, const QVariantList& values);
    Result<> write(const ContentEntry& entry, bool replace);
    Result<std::vector<ResourceRow>> resourcesWhere(const QString& where, const QVariantList& values);
    /// Inside a transaction.
    Result<> saveRows(const std::vector<ResourceRow>& rows);

    Database& m_database;
    const Clock& m_clock;
};

} // namespace ota
