// SPDX-License-Identifier: Apache-2.0
#include "store/boardstore.h"

#include "base/clock.h"
#include "store/counters.h"
#include "store/database.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BoardStore)
};

constexpr qsizetype maxNameBytes = 64;

const QString counterName = QStringLiteral("board");
const QString columns = QStringLiteral("name, world, kind, links, settings, running_version, last_contact, created");

const QString addressKey = QStringLiteral("address");
const QString serialKey = QStringLiteral("serial");
const QString profileKey = QStringLiteral("profile");
const QString pskIdentityKey = QStringLiteral("pskIdentity");

tl::unexpected<Error> noBoard(const BoardId& id)
{
    return failure(Error::Code::NotFound, Tr::tr("there is no board \"%1\"").arg(id.text()), {},
                   Tr::tr("otaw board list shows what there is."));
}

Board boardFrom(const Query& row)
{
    Board board;
    board.id = BoardId(row.text(0));
    board.world = row.text(1);
    board.kind = row.text(2) == kindName(BoardKind::Virtual) ? BoardKind::Virtual : BoardKind::Physical;
    board.links = BoardLinks::fromJson(row.json(3));
    board.settings = row.json(4);
    board.runningVersion = row.text(5);
    board.lastContactNs = row.integer(6);
    board.createdNs = row.integer(7);
    return board;
}

QString compact(const QJsonObject& json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString isoTime(qint64 timeNs)
{
    return QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000, Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace

QString kindName(BoardKind kind)
{
    return kind == BoardKind::Virtual ? QStringLiteral("virtual") : QStringLiteral("physical");
}

QJsonObject BoardLinks::toJson() const
{
    QJsonObject json;
    const auto put = [&](const QString& key, const QString& value) {
        if (!value.isEmpty())
            json.insert(key, value);
    };
    put(addressKey, address);
    put(serialKey, serial);
    put(profileKey, profile);
    put(pskIdentityKey, pskIdentity);
    return json;
}

BoardLinks BoardLinks::fromJson(const QJsonObject& json)
{
    return {json[addressKey].toString(), json[serialKey].toString(), json[profileKey].toString(QStringLiteral("auto")),
            json[pskIdentityKey].toString()};
}

QJsonObject Board::toJson() const
{
    QJsonObject json{{QStringLiteral("name"), id.text()},      {QStringLiteral("world"), world},
                     {QStringLiteral("kind"), kindName(kind)}, {QStringLiteral("links"), links.toJson()},
                     {QStringLiteral("settings"), settings},   {QStringLiteral("created"), isoTime(createdNs)}};
    if (!runningVersion.isEmpty())
        json.insert(QStringLiteral("runningVersion"), runningVersion);
    if (lastContactNs > 0)
        json.insert(QStringLiteral("lastContact"), isoTime(lastContactNs));
    return json;
}

BoardStore::BoardStore(Database& database, const Clock& clock)
    : m_database(database)
    , m_clock(clock)
{
}

Result<BoardId> BoardStore::checkedId(const QString& name)
{
    const bool isOdd = std::any_of(name.cbegin(), name.cend(), [](QChar character) {
        return character == QLatin1Char('/') || character == QLatin1Char('\\') ||
               character.category() == QChar::Other_Control;
    });
    if (name.trimmed().isEmpty() || name.startsWith(QLatin1Char('.')) || isOdd || name.toUtf8().size() > maxNameBytes)
        return failure(Error::Code::BadInput,
                       Tr::tr("\"%1\" can not name a board: it must have 1 to %2 bytes, no slash and no control "
                              "character, and not begin with a dot")
                           .arg(name)
                           .arg(maxNameBytes));
    return BoardId(name);
}

Result<Board> BoardStore::add(Board board)
{
    if (auto id = checkedId(board.id.text()); !id)
        return failure(id.error());
    board.createdNs = m_clock.nowNs();
    auto added = change(board.id,
                        QStringLiteral("INSERT INTO board (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO "
                                       "NOTHING")
                            .arg(columns),
                        {board.id.text(), board.world, kindName(board.kind), compact(board.links.toJson()),
                         compact(board.settings), board.runningVersion, board.lastContactNs, board.createdNs});
    if (!added && added.error().code == Error::Code::NotFound)
        return failure(Error::Code::Rejected, Tr::tr("there is a board \"%1\" already").arg(board.id.text()), {},
                       Tr::tr("Choose another name, or remove that board first."));
    if (!added)
        return failure(added.error());
    return board;
}

Result<Board> BoardStore::find(const BoardId& id)
{
    std::vector<Board> found;
    auto done = m_database.forEach(QStringLiteral("SELECT %1 FROM board WHERE name = ?").arg(columns), {id.text()},
                                   [&](const Query& row) {
                                       found.push_back(boardFrom(row));
                                       return Result<>();
                                   });
    if (!done)
        return failure(done.error());
    if (found.empty())
        return noBoard(id);
    return std::move(found.front());
}

Result<std::vector<Board>> BoardStore::list()
{
    std::vector<Board> boards;
    auto done = m_database.forEach(QStringLiteral("SELECT %1 FROM board ORDER BY name").arg(columns), {},
                                   [&](const Query& row) {
                                       boards.push_back(boardFrom(row));
                                       return Result<>();
                                   });
    if (!done)
        return failure(done.error());
    return boards;
}

Result<> BoardStore::update(const Board& board)
{
    return change(board.id,
                  QStringLiteral("UPDATE board SET world = ?, kind = ?, links = ?, settings = ?, running_version = ?, "
                                 "last_contact = ? WHERE name = ?"),
                  {board.world, kindName(board.kind), compact(board.links.toJson()), compact(board.settings),
                   board.runningVersion, board.lastContactNs, board.id.text()});
}

Result<> BoardStore::noteContact(const BoardId& id, const QString& runningVersion)
{
    auto changed = runningVersion.isEmpty()
                       ? m_database.execute(QStringLiteral("UPDATE board SET last_contact = ? WHERE name = ?"),
                                            {m_clock.nowNs(), id.text()})
                       : m_database.execute(QStringLiteral("UPDATE board SET last_contact = ?, running_version = ? "
                                                           "WHERE name = ?"),
                                            {m_clock.nowNs(), runningVersion, id.text()});
    if (!changed)
        return failure(changed.error());
    if (*changed == 0)
        return noBoard(id);
    m_listeners.tell(id);
    return {};
}

Result<> BoardStore::remove(const BoardId& id)
{
    return change(id, QStringLiteral("DELETE FROM board WHERE name = ?"), {id.text()});
}

Result<> BoardStore::change(const BoardId& id, const QString& sql, const QVariantList& values)
{
    auto done = m_database.transaction([&]() -> Result<> {
        const auto changed = m_database.execute(sql, values);
        if (!changed)
            return failure(changed.error());
        if (*changed == 0)
            return noBoard(id);
        if (auto raised = raiseCounter(m_database, counterName); !raised)
            return failure(raised.error());
        return {};
    });
    if (done)
        m_listeners.tell(id);
    return done;
}

Result<qint64> BoardStore::revision()
{
    return readCounter(m_database, counterName);
}

Subscription BoardStore::onChanged(std::function<void(const BoardId&)> listener)
{
    return m_listeners.add(std::move(listener));
}

} // namespace ota
