// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "store/listeners.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <vector>

namespace ota {

class Clock;
class Database;

/// How a board is reached. What is empty is not there.
struct BoardLinks
{
    QString address;                          ///< `coap://[2001:db8::2]`, `192.0.2.7:5683`
    QString serial;                           ///< `/dev/ttyACM0`
    QString profile = QStringLiteral("auto"); ///< How it wants to be notified: suit-coap 1.6.
    QString pskIdentity;                      ///< Of the key that it uses with us; the key itself is in the key store.

    QJsonObject toJson() const;
    static BoardLinks fromJson(const QJsonObject& json);
};

enum class BoardKind
{
    Physical,
    Virtual
};

QString kindName(BoardKind kind);

/// A device on the bench.
struct Board
{
    BoardId id; ///< The name that a person gave it.
    QString world = QStringLiteral("suit");
    BoardKind kind = BoardKind::Physical;
    BoardLinks links;
    QJsonObject settings;     ///< What the world's engine keeps about it: defects, sizes, names of keys.
    QString runningVersion;   ///< What it last said or was seen to run; empty when unknown.
    qint64 lastContactNs = 0; ///< 0: never.
    qint64 createdNs = 0;

    QJsonObject toJson() const;
};

/// The boards of the bench. Any thread. All functions: Io, Busy; further errors as named.
class BoardStore final
{
public:
    BoardStore(Database& database, const Clock& clock);
    Q_DISABLE_COPY_MOVE(BoardStore)

    /// Error: BadInput for a name that is empty, longer than 64 bytes of UTF-8, or not one path component.
    static Result<BoardId> checkedId(const QString& name);

    /// Errors: BadInput (name), Rejected (exists already).
    Result<Board> add(Board board);
    /// Error: NotFound.
    Result<Board> find(const BoardId& id);
    /// By name.
    Result<std::vector<Board>> list();
    /// Writes everything but the name and the time of its making. Error: NotFound.
    Result<> update(const Board& board);
    /// Notes a sign of life; an empty version leaves the known one. Error: NotFound.
    Result<> noteContact(const BoardId& id, const QString& runningVersion = {});
    /// Error: NotFound.
    Result<> remove(const BoardId& id);

    /// Rises with each change but signs of life, by whatever process.
    Result<qint64> revision();
    /// Told of each change that this process makes.
    [[nodiscard]] Subscription onChanged(std::function<void(const BoardId&)> listener);

private:
    Result<> change(const BoardId& id, const QString& sql, const QVariantList& values);

    Database& m_database;
    const Clock& m_clock;
    Listeners<BoardId> m_listeners;
};

} // namespace ota
