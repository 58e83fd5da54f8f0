// SPDX-License-Identifier: Apache-2.0
// The EventStore's sessions: lists, findings, boards.
#include "timeline/eventstore.h"
#include "timeline/eventstore_p.h"
#include "timeline/sqltext.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstring>
#include <set>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(EventStore)
};

const QString sessionColumns = QStringLiteral(
    "id, board, world, target, attempt, parent, opened, closed, phase, percent, result, reason, last_host, requested, "
    "release, simulated, adopted, version_running, severity, events, bytes, sentence, pinned, phases, "
    "version_before");

std::vector<PhaseSpan> phasesFrom(const QString& text)
{
    std::vector<PhaseSpan> phases;
    const QJsonArray rows = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue& value : rows) {
        const QJsonArray row = value.toArray();
        PhaseSpan span;
        span.phase = fromNumber<Phase>(row[0].toInteger(-1)).value_or(Phase::Idle);
        span.beginNs = row[1].toString().toLongLong();
        if (row[2].isString())
            span.endNs = row[2].toString().toLongLong();
        if (row[3].isDouble())
            span.result = fromNumber<SessionResult>(row[3].toInteger());
        if (row[4].isDouble())
            span.done = static_cast<quint64>(row[4].toInteger());
        if (row[5].isDouble())
            span.unit = fromNumber<Unit>(row[5].toInteger());
        if (row[6].isDouble())
            span.deviceCentipercent = static_cast<int>(row[6].toInteger());
        span.reason = row[7].toString();
        if (row[8].isDouble())
            span.total = static_cast<quint64>(row[8].toInteger());
        phases.push_back(span);
    }
    return phases;
}

SessionRow rowFrom(const Query& row)
{
    SessionRow session;
    session.id = SessionId{row.integer(0)};
    session.board = BoardId(row.text(1));
    session.world = fromNumber<World>(row.integer(2)).value_or(World::Host);
    session.target = row.text(3);
    session.attempt = static_cast<int>(row.integer(4));
    session.parent = SessionId{row.integer(5)};
    session.openedNs = row.integer(6);
    if (!row.isNull(7))
        session.closedNs = row.integer(7);
    session.phase = fromNumber<Phase>(row.integer(8)).value_or(Phase::Idle);
    if (!row.isNull(9))
        session.centipercent = static_cast<int>(row.integer(9));
    session.result = fromNumber<SessionResult>(row.integer(10)).value_or(SessionResult::Running);
    session.reason = row.text(11);
    session.lastNs = row.integer(12);
    session.requested = row.text(13);
    session.release = row.text(14);
    session.simulated = row.integer(15) != 0;
    session.adopted = row.integer(16) != 0;
    session.versionRunning = row.text(17);
    session.worst = fromNumber<Severity>(row.integer(18)).value_or(Severity::Info);
    session.events = static_cast<quint64>(row.integer(19));
    session.payloadBytes = static_cast<quint64>(row.integer(20));
    session.sentence = row.text(21);
    session.pinned = row.integer(22) != 0;
    session.phases = phasesFrom(row.text(23));
    session.versionBefore = row.text(24);
    return session;
}

} // namespace

QJsonObject toJson(const SessionRow& row)
{
    QJsonObject json{{"session", row.id.value},
                     {"board", row.board.text()},
                     {"world", keyOf(row.world)},
                     {"target", row.target},
                     {"attempt", row.attempt},
                     {"opened", isoTime(row.openedNs)},
                     {"phase", keyOf(row.phase)},
                     {"result", keyOf(row.result)},
                     {"class", keyOf(classOf(row.result))},
                     {"reason", row.reason},
                     {"requested", row.requested},
                     {"release", row.release},
                     {"simulated", row.simulated},
                     {"adopted", row.adopted},
                     {"version_before", row.versionBefore},
                     {"version_running", row.versionRunning},
                     {"severity", keyOf(row.worst)},
                     {"events", static_cast<qint64>(row.events)},
                     {"payload_bytes", static_cast<qint64>(row.payloadBytes)},
                     {"pinned", row.pinned},
                     {"sentence", row.sentence}};
    if (row.closedNs)
        json["closed"] = isoTime(*row.closedNs);
    if (!row.parent.isNull())
        json["parent"] = row.parent.value;
    if (row.centipercent)
        json["percent"] = *row.centipercent / 100.0;
    return json;
}

Result<std::vector<SessionRow>> EventStore::sessions(const SessionFilter& filter) const
{
    QString sql = QStringLiteral("SELECT ") + sessionColumns + QStringLiteral(" FROM session WHERE 1 = 1");
    QVariantList values;
    const auto add = [&](const char* condition, const QVariant& value) {
        sql += QStringLiteral(" AND ") + QLatin1StringView(condition);
        values << value;
    };
    if (!filter.board.isEmpty())
        add("board = ?", filter.board.text());
    if (filter.world)
        add("world = ?", static_cast<qint64>(*filter.world));
    if (filter.result)
        add("result = ?", static_cast<qint64>(*filter.result));
    if (!filter.target.isEmpty())
        add("target = ?", filter.target);
    if (filter.openOnly)
        sql += QStringLiteral(" AND closed IS NULL");
    if (filter.before)
        add("id < ?", filter.before->value);
    values << filter.limit;
    std::vector<SessionRow> rows;
    auto read = d->database.forEach(sql + QStringLiteral(" ORDER BY id DESC LIMIT ?"), values, [&](const Query& row) {
        rows.push_back(rowFrom(row));
        return Result<>();
    });
    if (!read)
        return failure(read.error());
    return rows;
}

Result<std::optional<SessionRow>> EventStore::session(SessionId id) const
{
    std::optional<SessionRow> found;
    auto read =
        d->database.forEach(QStringLiteral("SELECT ") + sessionColumns + QStringLiteral(" FROM session WHERE id = ?"),
                            {id.value}, [&](const Query& row) {
                                found = rowFrom(row);
                                return Result<>();
                            });
    if (!read)
        return failure(read.error());
    return found;
}

Result<int> EventStore::lastAttempt(const BoardId& board, World world, const QString& target) const
{
    const auto last = d->database.value(
        QStringLiteral("SELECT max(attempt) FROM session WHERE board = ? AND world = ? AND target = ?"),
        {board.text(), static_cast<qint64>(world), target});
    if (!last)
        return failure(last.error());
    return last->toInt();
}

Result<std::vector<BoardState>> EventStore::boards() const
{
    std::vector<BoardState> boards;
    auto read = d->database.forEach(
        QStringLiteral(
            "SELECT b.board, b.session, b.phase, b.percent, b.result, b.version_running, b.last_host, s.target, "
            "s.reason, s.attempt, s.opened FROM board_state b LEFT JOIN session s ON s.id = b.session ORDER BY "
            "b.board"),
        {}, [&](const Query& row) {
            BoardState board;
            board.board = BoardId(row.text(0));
            board.session = SessionId{row.integer(1)};
            board.phase = fromNumber<Phase>(row.integer(2)).value_or(Phase::Idle);
            if (!row.isNull(3))
                board.centipercent = static_cast<int>(row.integer(3));
            if (!row.isNull(4))
                board.result = fromNumber<SessionResult>(row.integer(4));
            board.versionRunning = row.text(5);
            board.lastNs = row.integer(6);
            board.target = row.text(7);
            board.reason = row.text(8);
            board.attempt = static_cast<int>(row.integer(9));
            board.openedNs = row.integer(10);
            boards.push_back(std::move(board));
            return Result<>();
        });
    if (!read)
        return failure(read.error());
    return boards;
}

Result<std::vector<Finding>> EventStore::findings(SessionId session) const
{
    std::vector<Finding> findings;
    auto read = d->database.forEach(
        QStringLiteral(
            "SELECT checker, code, severity, message, evidence, first_seq, count FROM finding WHERE session = ? "
            "ORDER BY first_seq, checker, code"),
        {session.value}, [&](const Query& row) {
            Finding finding;
            finding.session = session;
            finding.checker = row.text(0);
            finding.code = row.text(1);
            finding.severity = fromNumber<Severity>(row.integer(2)).value_or(Severity::Error);
            finding.message = row.text(3);
            const QJsonArray evidence = QJsonDocument::fromJson(row.text(4).toUtf8()).array();
            for (const QJsonValue& seq : evidence)
                finding.evidence.push_back(static_cast<quint64>(seq.toInteger()));
            finding.firstSeq = static_cast<quint64>(row.integer(5));
            finding.count = static_cast<quint64>(row.integer(6));
            findings.push_back(std::move(finding));
            return Result<>();
        });
    if (!read)
        return failure(read.error());
    return findings;
}

} // namespace ota
