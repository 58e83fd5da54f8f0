// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosensestore.h"

#include "base/clock.h"
#include "store/boardstore.h"
#include "timeline/event.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseStore)
};

const QString identityColumns = QStringLiteral("name, state, token, fingerprint, created, issued");
const QString resourceColumns = QStringLiteral("board, alias, desired, desired_seq, desired_ns, delivered_seq, "
                                               "delivered_ns, ack, reported, reported_ns");

constexpr std::array<std::pair<DeviceIdentity::State, QLatin1StringView>, 3> stateNames{
    {{DeviceIdentity::State::Listed, QLatin1StringView("listed")},
     {DeviceIdentity::State::Provisioned, QLatin1StringView("provisioned")},
     {DeviceIdentity::State::Revoked, QLatin1StringView("revoked")}}};

tl::unexpected<Error> noIdentity(const QString& name)
{
    return failure(Error::Code::NotFound, Tr::tr("there is no identity \"%1\"").arg(name), {},
                   Tr::tr("otaw exosense identity list shows what there is."));
}

DeviceIdentity identityFrom(const Query& row)
{
    DeviceIdentity identity;
    identity.name = row.text(0);
    for (const auto& [state, name] : stateNames) {
        if (row.text(1) == name)
            identity.state = state;
    }
    identity.tokenDigest = row.text(2);
    identity.fingerprint = row.text(3);
    identity.createdNs = row.integer(4);
    identity.issuedNs = row.integer(5);
    return identity;
}

ResourceRow resourceFrom(const Query& row)
{
    ResourceRow resource;
    resource.board = row.text(0);
    resource.alias = row.text(1).toUtf8();
    resource.desired = row.bytes(2);
    resource.desiredSeq = static_cast<quint64>(row.integer(3));
    resource.desiredNs = row.integer(4);
    resource.deliveredSeq = static_cast<quint64>(row.integer(5));
    resource.deliveredNs = row.integer(6);
    resource.ack = static_cast<int>(row.integer(7));
    resource.reported = row.bytes(8);
    resource.reportedNs = row.integer(9);
    return resource;
}

constexpr std::size_t mostNumbers = 500; ///< In one statement.

/// An empty value, never NULL.
QByteArray notNull(const QByteArray& bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

QByteArray newToken()
{
    std::array<quint32, 5> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof(words)).toHex();
}

} // namespace

QString stateName(DeviceIdentity::State state)
{
    return QString(stateNames[static_cast<std::size_t>(state)].second);
}

QJsonObject DeviceIdentity::toJson() const
{
    QJsonObject json{{QStringLiteral("identity"), name},
                     {QStringLiteral("state"), stateName(state)},
                     {QStringLiteral("created"), isoTime(createdNs)}};
    if (issuedNs > 0)
        json.insert(QStringLiteral("issued"), isoTime(issuedNs));
    if (!fingerprint.isEmpty())
        json.insert(QStringLiteral("fingerprint"), fingerprint);
    return json;
}

MigrationSet ExosenseStore::schema()
{
    return {
        QStringLiteral("exosense"),
        {{QStringLiteral("identities, content and resources"),
          {
              QStringLiteral("CREATE TABLE exo_identity (name TEXT PRIMARY KEY, state TEXT NOT NULL, token TEXT NOT "
                             "NULL, fingerprint TEXT NOT NULL, created BIGINT NOT NULL, issued BIGINT NOT NULL)"),
              QStringLiteral("CREATE UNIQUE INDEX exo_identity_token ON exo_identity (token) WHERE token <> ''"),
              QStringLiteral("CREATE TABLE exo_content (id TEXT PRIMARY KEY, media_type TEXT NOT NULL, blob TEXT "
                             "NOT NULL, size BIGINT NOT NULL, updated BIGINT NOT NULL, meta TEXT NOT NULL, tags "
                             "TEXT NOT NULL, protected BIGINT NOT NULL)"),
              QStringLiteral("CREATE INDEX exo_content_blob ON exo_content (blob)"),
              QStringLiteral("CREATE TABLE exo_resource (board TEXT NOT NULL, alias TEXT NOT NULL, desired {blob} "
                             "NOT NULL, desired_seq BIGINT NOT NULL, desired_ns BIGINT NOT NULL, delivered_seq "
                             "BIGINT NOT NULL, delivered_ns BIGINT NOT NULL, ack BIGINT NOT NULL, reported {blob} "
                             "NOT NULL, reported_ns BIGINT NOT NULL, PRIMARY KEY (board, alias))"),
              // Each value as it came, before anything was made of it: sessions are folded from these.
              QStringLiteral("CREATE TABLE exo_write (seq {id}, board TEXT NOT NULL, alias TEXT NOT NULL, ours "
                             "BIGINT NOT NULL, host_ns BIGINT NOT NULL, device_ns BIGINT, value {blob} NOT NULL)"),
              QStringLiteral("CREATE INDEX exo_write_board ON exo_write (board, seq)"),
          }},
         {QStringLiteral("what follows from writes that are not kept"),
          {
              QStringLiteral("CREATE TABLE exo_status (board TEXT PRIMARY KEY, state TEXT NOT NULL)"),
          }}},
        {QStringLiteral("exo_content.blob")}};
}

ExosenseStore::ExosenseStore(Database& database, const Clock& clock)
    : m_database(database)
    , m_clock(clock)
{
}

QString ExosenseStore::digestOf(QByteArrayView token)
{
    return Digest::of(token).hex();
}

Result<> ExosenseStore::change(const QString& name, const QString& sql, const QVariantList& values)
{
    const auto changed = m_database.execute(sql, values);
    if (!changed)
        return failure(changed.error());
    if (*changed == 0)
        return noIdentity(name);
    return {};
}

Result<DeviceIdentity> ExosenseStore::addIdentity(const QString& name, const QString& fingerprint)
{
    if (const auto id = BoardStore::checkedId(name); !id)
        return failure(id.error());
    DeviceIdentity identity;
    identity.name = name;
    identity.fingerprint = fingerprint;
    identity.createdNs = m_clock.nowNs();
    const auto added = m_database.execute(
        QStringLiteral("INSERT INTO exo_identity (%1) VALUES (?, ?, '', ?, ?, 0) ON CONFLICT (name) DO NOTHING")
            .arg(identityColumns),
        {name, stateName(identity.state), fingerprint.isNull() ? QString(QLatin1StringView("")) : fingerprint,
         identity.createdNs});
    if (!added)
        return failure(added.error());
    if (*added == 0)
        return failure(Error::Code::Rejected, Tr::tr("there is an identity \"%1\" already").arg(name), {},
                       Tr::tr("otaw exosense identity reissue gives it a new token."));
    return identity;
}

Result<std::vector<DeviceIdentity>> ExosenseStore::identities()
{
    std::vector<DeviceIdentity> all;
    auto done = m_database.forEach(QStringLiteral("SELECT %1 FROM exo_identity ORDER BY name").arg(identityColumns), {},
                                   [&](const Query& row) {
                                       all.push_back(identityFrom(row));
                                       return Result<>();
                                   });
    if (!done)
        return failure(done.error());
    return all;
}

Result<DeviceIdentity> ExosenseStore::identity(const QString& name)
{
    std::optional<DeviceIdentity> found;
    auto done = m_database.forEach(QStringLiteral("SELECT %1 FROM exo_identity WHERE name = ?").arg(identityColumns),
                                   {name}, [&](const Query& row) {
                                       found = identityFrom(row);
                                       return Result<>();
                                   });
    if (!done)
        return failure(done.error());
    if (!found)
        return noIdentity(name);
    return *found;
}

Result<QByteArray> ExosenseStore::issueToken(const QString& name)
{
    // What the C library accepts, and nothing else: 40 lower-case hexadecimal digits (exosense.md 2).
    const QByteArray token = newToken();
    if (auto adopted = adoptToken(name, token); !adopted)
        return failure(adopted.error());
    return token;
}

Result<> ExosenseStore::adoptToken(const QString& name, const QByteArray& token)
{
    if (token.isEmpty())
        return failure(Error::Code::BadInput, Tr::tr("a token must not be empty"));
    auto changed =
        change(name, QStringLiteral("UPDATE exo_identity SET state = ?, token = ?, issued = ? WHERE name = ?"),
               {stateName(DeviceIdentity::State::Provisioned), digestOf(token), m_clock.nowNs(), name});
    if (!changed && changed.error().code == Error::Code::Rejected)
        return failure(Error::Code::Rejected, Tr::tr("another identity has this token"));
    return changed;
}

Result<> ExosenseStore::revoke(const QString& name)
{
    return change(name, QStringLiteral("UPDATE exo_identity SET state = ?, token = '' WHERE name = ?"),
                  {stateName(DeviceIdentity::State::Revoked), name});
}

Result<> ExosenseStore::relist(const QString& name)
{
    return change(name, QStringLiteral("UPDATE exo_identity SET state = ?, token = '' WHERE name = ?"),
                  {stateName(DeviceIdentity::State::Listed), name});
}

Result<> ExosenseStore::removeIdentity(const QString& name)
{
    return m_database.transaction([&]() -> Result<> {
        if (auto removed = change(name, QStringLiteral("DELETE FROM exo_identity WHERE name = ?"), {name}); !removed)
            return removed;
        for (const QString& table :
             {QStringLiteral("exo_resource"), QStringLiteral("exo_write"), QStringLiteral("exo_status")}) {
            if (const auto rows =
                    m_database.execute(QStringLiteral("DELETE FROM %1 WHERE board = ?").arg(table), {name});
                !rows)
                return failure(rows.error());
        }
        return {};
    });
}

// Resources and writes.

Result<std::vector<ResourceRow>> ExosenseStore::resourcesWhere(const QString& where, const QVariantList& values)
{
    std::vector<ResourceRow> rows;
    auto done = m_database.forEach(
        QStringLiteral("SELECT %1 FROM exo_resource%2 ORDER BY board, alias").arg(resourceColumns, where), values,
        [&](const Query& row) {
            rows.push_back(resourceFrom(row));
            return Result<>();
        });
    if (!done)
        return failure(done.error());
    return rows;
}

Result<std::vector<ResourceRow>> ExosenseStore::resources(const QString& board)
{
    return board.isEmpty() ? resourcesWhere({}, {}) : resourcesWhere(QStringLiteral(" WHERE board = ?"), {board});
}

Result<std::vector<ResourceRow>> ExosenseStore::resourcesOf(QByteArrayView alias)
{
    return resourcesWhere(QStringLiteral(" WHERE alias = ?"), {QString::fromUtf8(alias)});
}

Result<QString> ExosenseStore::stamp()
{
    const auto writes = m_database.value(QStringLiteral("SELECT max(seq) FROM exo_write"));
    auto devices = m_database.run(QStringLiteral("SELECT count(*), max(created), max(issued) FROM exo_identity"));
    if (!writes || !devices)
        return failure(!writes ? writes.error() : devices.error());
    Query& row = *devices;
    if (const auto read = row.next(); !read)
        return failure(read.error());
    return QStringLiteral("%1 %2 %3 %4")
        .arg(writes->toLongLong())
        .arg(row.integer(0))
        .arg(row.integer(1))
        .arg(row.integer(2));
}

Result<> ExosenseStore::record(std::vector<WriteRow>& writes, const std::vector<ResourceRow>& rows)
{
    // Thousands at a time when all gateways get a request: each statement is prepared once.
    const auto insertWrites = [&]() -> Result<> {
        if (writes.empty())
            return {};
        auto insert = m_database.prepare(
            QStringLiteral("INSERT INTO exo_write (board, alias, ours, host_ns, device_ns, value) VALUES (?, ?, "
                           "?, ?, ?, ?) RETURNING seq"));
        if (!insert)
            return failure(insert.error());
        for (WriteRow& write : writes) {
            auto done = insert->run({write.board, QString::fromUtf8(write.alias), write.isOurs ? 1 : 0, write.hostNs,
                                     write.deviceNs ? QVariant(*write.deviceNs) : QVariant(), notNull(write.value)});
            if (!done)
                return done;
            if (const auto row = insert->next(); !row)
                return failure(row.error());
            write.seq = insert->integer(0);
        }
        return {};
    };
    return m_database.transaction(
        [&]() -> Result<> {
            auto inserted = insertWrites();
            return inserted ? saveRows(rows) : inserted;
        },
        Durability::Relaxed);
}

Result<> ExosenseStore::saveRows(const std::vector<ResourceRow>& rows)
{
    if (rows.empty())
        return {};
    auto save = m_database.prepare(
        QStringLiteral("INSERT INTO exo_resource (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (board, alias) "
                       "DO UPDATE SET desired = excluded.desired, desired_seq = excluded.desired_seq, desired_ns = "
                       "excluded.desired_ns, delivered_seq = excluded.delivered_seq, delivered_ns = "
                       "excluded.delivered_ns, ack = excluded.ack, reported = excluded.reported, reported_ns = "
                       "excluded.reported_ns")
            .arg(resourceColumns));
    if (!save)
        return failure(save.error());
    for (const ResourceRow& row : rows) {
        auto saved =
            save->run({row.board, QString::fromUtf8(row.alias), notNull(row.desired), row.desiredSeq, row.desiredNs,
                       row.deliveredSeq, row.deliveredNs, row.ack, notNull(row.reported), row.reportedNs});
        if (!saved)
            return saved;
    }
    return {};
}

Result<> ExosenseStore::save(const std::vector<ResourceRow>& rows)
{
    std::vector<WriteRow> none;
    return record(none, rows);
}

Result<> ExosenseStore::fold(const QString& board, const std::vector<qint64>& seqs, const QByteArray& state)
{
    return m_database.transaction(
        [&]() -> Result<> {
            for (std::size_t at = 0; at < seqs.size(); at += mostNumbers) {
                QStringList numbers;
                for (std::size_t i = at; i < std::min(at + mostNumbers, seqs.size()); ++i)
                    numbers << QString::number(seqs[i]);
                const auto removed = m_database.executeText(
                    QStringLiteral("DELETE FROM exo_write WHERE seq IN (%1)").arg(numbers.join(u',')));
                if (!removed)
                    return removed;
            }
            const auto kept = m_database.execute(QStringLiteral("INSERT INTO exo_status (board, state) VALUES (?, ?) "
                                                                "ON CONFLICT (board) DO UPDATE SET state = "
                                                                "excluded.state"),
                                                 {board, QString::fromUtf8(state)});
            return kept ? Result<>() : Result<>(failure(kept.error()));
        },
        Durability::Relaxed);
}

Result<std::map<QString, QByteArray>> ExosenseStore::states()
{
    std::map<QString, QByteArray> states;
    auto done = m_database.forEach(QStringLiteral("SELECT board, state FROM exo_status"), {}, [&](const Query& row) {
        states[row.text(0)] = row.text(1).toUtf8();
        return Result<>();
    });
    if (!done)
        return failure(done.error());
    return states;
}

Result<qint64> ExosenseStore::newestWriteNs()
{
    const auto value = m_database.value(QStringLiteral("SELECT host_ns FROM exo_write ORDER BY seq DESC LIMIT 1"));
    if (!value)
        return failure(value.error());
    return value->toLongLong();
}

Result<> ExosenseStore::trimWrites(const QString& board, const QByteArray& alias, int keep)
{
    const QString name = QString::fromUtf8(alias);
    const auto removed = m_database.execute(
        QStringLiteral(
            "DELETE FROM exo_write WHERE board = ? AND alias = ? AND seq < (SELECT MIN(seq) FROM (SELECT seq "
            "FROM exo_write WHERE board = ? AND alias = ? ORDER BY seq DESC LIMIT ?) AS newest)"),
        {board, name, board, name, keep});
    return removed ? Result<>() : Result<>(failure(removed.error()));
}

Result<> ExosenseStore::forEachWrite(const QString& board, QByteArrayView alias, qint64 afterSeq,
                                     const std::function<Result<>(const WriteRow&)>& each)
{
    QString where = QStringLiteral("seq > ?");
    QVariantList values{afterSeq};
    if (!board.isEmpty()) {
        where += QStringLiteral(" AND board = ?");
        values << board;
    }
    if (!alias.isEmpty()) {
        where += QStringLiteral(" AND alias = ?");
        values << QString::fromUtf8(alias);
    }
    return m_database.forEach(
        QStringLiteral("SELECT seq, board, alias, ours, host_ns, device_ns, value FROM exo_write WHERE %1 ORDER BY seq")
            .arg(where),
        values, [&](const Query& row) {
            WriteRow write;
            write.seq = row.integer(0);
            write.board = row.text(1);
            write.alias = row.text(2).toUtf8();
            write.isOurs = row.integer(3) != 0;
            write.hostNs = row.integer(4);
            if (!row.isNull(5))
                write.deviceNs = row.integer(5);
            write.value = row.bytes(6);
            return each(write);
        });
}

} // namespace ota
