// SPDX-License-Identifier: Apache-2.0
#include "timeline/eventstore.h"

#include "timeline/eventrow.h"
#include "timeline/eventstore_p.h"
#include "timeline/sentence.h"
#include "timeline/sqltext.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

#include <algorithm>
#include <cstring>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(EventStore)
};

constexpr const char* seqCounter = "seq";
constexpr const char* sessionCounter = "session";
constexpr const char* segmentCounter = "raw_stream";
constexpr auto pageBytes = static_cast<qsizetype>(EventColumns::pageSize * sizeof(EventCell));

QString phasesText(const SessionState& state)
{
    QJsonArray array;
    for (const PhaseSpan& span : state.phases) {
        QJsonArray row{static_cast<int>(span.phase), QString::number(span.beginNs)};
        row.append(span.endNs ? QJsonValue(QString::number(*span.endNs)) : QJsonValue());
        row.append(span.result ? QJsonValue(static_cast<int>(*span.result)) : QJsonValue());
        row.append(span.done ? QJsonValue(static_cast<qint64>(*span.done)) : QJsonValue());
        row.append(span.unit ? QJsonValue(static_cast<int>(*span.unit)) : QJsonValue());
        row.append(span.centipercent() ? QJsonValue(*span.centipercent()) : QJsonValue());
        row.append(span.reason);
        row.append(span.total ? QJsonValue(static_cast<qint64>(*span.total)) : QJsonValue());
        array.append(row);
    }
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

} // namespace

EventStore::EventStore(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

EventStore::~EventStore() = default;

Result<std::unique_ptr<EventStore>> EventStore::open(Database& database, const QString& streamsFolder,
                                                     const Clock& clock)
{
    std::unique_ptr<EventStore> store(new EventStore(std::make_unique<Private>(database, streamsFolder, clock)));
    if (const auto seq = store->lastSeq(); !seq)
        return failure(seq.error());
    return store;
}

Database& EventStore::database() const
{
    return d->database;
}

RawStreams& EventStore::raw()
{
    const std::scoped_lock lock(d->rawMutex);
    if (!d->raw) {
        const auto last = d->counter(segmentCounter);
        d->raw = std::make_unique<RawStreams>(d->folder, d->clock, static_cast<qint64>(last.value_or(0)) + 1);
    }
    return *d->raw;
}

Result<quint64> EventStore::Private::counter(const char* name) const
{
    const auto value = database.value(QStringLiteral("SELECT value FROM timeline_counter WHERE name = ?"),
                                      {QString::fromLatin1(name)});
    if (!value)
        return failure(value.error());
    return static_cast<quint64>(value->toLongLong());
}

Result<quint64> EventStore::lastSeq() const
{
    return d->counter(seqCounter);
}

Result<quint64> EventStore::lastSession() const
{
    return d->counter(sessionCounter);
}

Result<> EventStore::write(const EventBatch& batch)
{
    if (batch.isEmpty())
        return {};
    const std::scoped_lock lock(d->writeMutex);
    if (auto prepared = d->prepareConnection(); !prepared)
        return prepared;
    const QByteArray tail = d->tail;
    const quint64 tailPage = d->tailPage;
    const bool wasLoaded = d->tailLoaded;
    auto done = d->database.transaction(
        [&]() -> Result<> {
            if (auto written = d->writeSegments(batch.segments); !written)
                return written;
            if (auto written = d->writeEvents(batch.events); !written)
                return written;
            if (auto written = d->writeCells(batch.events); !written)
                return written;
            if (auto written = d->writeSessions(batch.sessions); !written)
                return written;
            if (auto written = d->writeBoards(batch); !written)
                return written;
            if (auto written = d->writeFindings(batch.findings); !written)
                return written;
            if (batch.lastSession > 0) {
                if (auto written = d->writeCounter(sessionCounter, batch.lastSession); !written)
                    return written;
            }
            if (batch.lastSegment > 0) {
                if (auto written = d->writeCounter(segmentCounter, batch.lastSegment); !written)
                    return written;
            }
            return batch.events.empty() ? Result<>() : d->writeCounter(seqCounter, batch.events.back().seq);
        },
        Durability::Relaxed);
    if (!done) {
        d->strings.forget();
        d->tail = tail;
        d->tailLoaded = wasLoaded;
        d->tailPage = tailPage;
        return done;
    }
    if (!batch.events.empty()) {
        const std::scoped_lock seqLock(d->seqMutex);
        d->announcedSeq = batch.events.back().seq;
        d->seqChanged.notify_all();
    }
    return {};
}

// The same pages of the indexes are written again and again: they go from the log to the tables every 64 MiB, not every
// 4 MiB, and stay in memory meanwhile. Settings of a connection, and so of the thread that writes.
Result<> EventStore::Private::prepareConnection()
{
    if (database.driver() != Database::Driver::Sqlite || preparedThread == std::this_thread::get_id())
        return {};
    preparedThread = std::this_thread::get_id();
    if (auto done = database.executeText(QStringLiteral("PRAGMA wal_autocheckpoint = 16384")); !done)
        return done;
    return database.executeText(QStringLiteral("PRAGMA cache_size = -32768"));
}

Result<> EventStore::Private::writeSegments(const std::vector<RawSegment>& segments)
{
    for (const RawSegment& segment : segments) {
        const auto done = database.execute(
            QStringLiteral(
                "INSERT INTO raw_stream (id, board, kind, path, opened, closed, sha256) VALUES (?, ?, ?, ?, ?, "
                "?, ?) ON CONFLICT (id) DO UPDATE SET closed = excluded.closed, sha256 = excluded.sha256"),
            {segment.id, sql::text(segment.board.text()), sql::text(segment.kind), segment.path, segment.openedNs,
             segment.closedNs ? QVariant::fromValue(*segment.closedNs) : QVariant(QMetaType::fromType<qlonglong>()),
             sql::text(segment.sha256)});
        if (!done)
            return failure(done.error());
    }
    return {};
}

Result<> EventStore::Private::writeEvents(const std::vector<Event>& events)
{
    strings.shrink();
    for (const Event& event : events)
        eventrow::wantTexts(event, strings);
    if (auto stored = strings.store(); !stored)
        return stored;
    sql::Rows rows(database, QStringLiteral("INSERT INTO event (%1) VALUES ").arg(QLatin1StringView(eventrow::names)));
    for (const Event& event : events) {
        if (auto done = eventrow::addRow(event, strings, rows); !done)
            return done;
    }
    return rows.finish();
}

Result<> EventStore::Private::loadTail()
{
    const auto last = counter(seqCounter);
    if (!last)
        return failure(last.error());
    tailPage = *last / EventColumns::pageSize;
    tail = QByteArray(pageBytes, '\0');
    std::vector<std::pair<quint64, EventCell>> cells;
    if (auto read = readCells(tailPage * EventColumns::pageSize, *last + 1, cells); !read)
        return read;
    for (const auto& [seq, cell] : cells)
        std::memcpy(tail.data() + (seq % EventColumns::pageSize) * sizeof cell, &cell, sizeof cell);
    tailLoaded = true;
    return {};
}

Result<> EventStore::Private::storePage(quint64 page, const QByteArray& cells)
{
    const auto done = database.execute(
        QStringLiteral("INSERT INTO event_page (page, cells) VALUES (?, ?) ON CONFLICT (page) DO UPDATE SET cells = "
                       "excluded.cells"),
        {static_cast<qint64>(page), cells});
    if (!done)
        return failure(done.error());
    return {};
}

Result<> EventStore::Private::writeCells(const std::vector<Event>& events)
{
    if (events.empty())
        return {};
    if (!tailLoaded) {
        if (auto loaded = loadTail(); !loaded)
            return loaded;
    }
    for (const Event& event : events) {
        const quint64 page = event.seq / EventColumns::pageSize;
        if (page != tailPage) {
            if (auto stored = storePage(tailPage, tail); !stored)
                return stored;
            tailPage = page;
            tail = QByteArray(pageBytes, '\0');
        }
        const auto board = static_cast<std::uint32_t>(strings.numberOf(event.board.text()));
        const EventCell cell = EventCell::of(event, board);
        std::memcpy(tail.data() + (event.seq % EventColumns::pageSize) * sizeof cell, &cell, sizeof cell);
    }
    return {};
}

Result<> EventStore::Private::writeSessions(const std::vector<SessionState>& sessions)
{
    if (sessions.empty())
        return {};
    sql::Rows rows(
        database,
        QStringLiteral(
            "INSERT INTO session (id, board, world, target, attempt, parent, opened, closed, phase, percent, result, "
            "reason, last_host, requested, release, simulated, adopted, version_running, severity, events, bytes, "
            "sentence, phases, version_before) VALUES "),
        QStringLiteral(
            " ON CONFLICT (id) DO UPDATE SET target = excluded.target, attempt = excluded.attempt, opened = "
            "excluded.opened, closed = excluded.closed, phase = excluded.phase, percent = excluded.percent, result = "
            "excluded.result, reason = excluded.reason, last_host = excluded.last_host, version_running = "
            "excluded.version_running, severity = excluded.severity, events = excluded.events, bytes = "
            "excluded.bytes, sentence = excluded.sentence, phases = excluded.phases, version_before = "
            "excluded.version_before"));
    for (const SessionState& state : sessions) {
        rows.integer(state.id.value)
            .text(state.board.text())
            .integer(static_cast<qint64>(state.world))
            .text(state.target);
        rows.integer(state.attempt).number(state.parent.value).integer(state.openedNs).optional(state.closedNs);
        rows.integer(static_cast<qint64>(state.phase())).optional(state.centipercent());
        rows.integer(static_cast<qint64>(state.verdict.result)).text(state.verdict.reason).integer(state.lastNs);
        rows.text(state.requested).text(state.release).integer(state.simulated ? 1 : 0).integer(state.adopted ? 1 : 0);
        rows.text(state.versionRunning)
            .integer(static_cast<qint64>(state.worst))
            .integer(static_cast<qint64>(state.events));
        rows.integer(static_cast<qint64>(state.payloadBytes())).text(resultSentence(state)).text(phasesText(state));
        rows.text(state.versionBefore);
        if (auto done = rows.endRow(); !done)
            return done;
    }
    return rows.finish();
}

Result<> EventStore::Private::writeBoards(const EventBatch& batch)
{
    // From the newest session of each board; from single events where there is none.
    QMap<QString, BoardState> boards;
    for (const Event& event : batch.events) {
        if (event.board.isEmpty())
            continue;
        BoardState& board = boards[event.board.text()];
        board.lastNs = std::max(board.lastNs, event.hostNs);
        if (!event.runningVersion.isEmpty() && event.stream != Stream::Checker &&
            event.confidence != Confidence::Inferred)
            board.versionRunning = event.runningVersion;
    }
    for (const SessionState& state : batch.sessions) {
        BoardState& board = boards[state.board.text()];
        board.lastNs = std::max(board.lastNs, state.lastNs);
        if (state.id < board.session)
            continue;
        board.session = state.id;
        board.phase = state.isOpen() ? state.phase() : Phase::Idle;
        board.centipercent = state.isOpen() ? state.centipercent() : std::nullopt;
        board.result = state.verdict.result;
        if (!state.versionRunning.isEmpty())
            board.versionRunning = state.versionRunning;
    }
    if (boards.isEmpty())
        return {};
    const QString head =
        QStringLiteral("INSERT INTO board_state (board, session, phase, percent, result, version_running, "
                       "last_host) VALUES ");
    const QString keepVersion =
        QStringLiteral("version_running = CASE WHEN excluded.version_running = '' THEN "
                       "board_state.version_running ELSE excluded.version_running END, last_host = "
                       "excluded.last_host");
    sql::Rows whole(
        database, head,
        QStringLiteral(" ON CONFLICT (board) DO UPDATE SET session = excluded.session, phase = excluded.phase, "
                       "percent = excluded.percent, result = excluded.result, ") +
            keepVersion +
            QStringLiteral(" WHERE board_state.session IS NULL OR excluded.session >= board_state.session"));
    sql::Rows touched(database, head, QStringLiteral(" ON CONFLICT (board) DO UPDATE SET ") + keepVersion);
    for (auto entry = boards.cbegin(); entry != boards.cend(); ++entry) {
        const BoardState& board = *entry;
        sql::Rows& rows = board.session.isNull() ? touched : whole;
        rows.text(entry.key()).number(board.session.value).integer(static_cast<qint64>(board.phase));
        rows.optional(board.centipercent).optional(board.result).text(board.versionRunning).integer(board.lastNs);
        if (auto done = rows.endRow(); !done)
            return done;
    }
    if (auto done = whole.finish(); !done)
        return done;
    return touched.finish();
}

Result<> EventStore::Private::writeFindings(const std::vector<Finding>& findings)
{
    for (const Finding& finding : findings) {
        const QJsonObject json = toJson(finding);
        const auto done = database.execute(
            QStringLiteral(
                "INSERT INTO finding (session, checker, code, severity, message, evidence, first_seq, count) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session, checker, code) DO UPDATE SET severity = "
                "excluded.severity, message = excluded.message, evidence = excluded.evidence, first_seq = "
                "excluded.first_seq, count = excluded.count"),
            {finding.session.value, finding.checker, sql::text(finding.code), static_cast<qint64>(finding.severity),
             sql::text(finding.message),
             QString::fromUtf8(
                 QJsonDocument(json.value(QLatin1StringView("evidence")).toArray()).toJson(QJsonDocument::Compact)),
             static_cast<qint64>(finding.firstSeq), static_cast<qint64>(finding.count)});
        if (!done)
            return failure(done.error());
    }
    return {};
}

Result<> EventStore::Private::writeCounter(const char* name, quint64 value)
{
    const auto done = database.execute(
        QStringLiteral("INSERT INTO timeline_counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO "
                       "UPDATE SET value = excluded.value WHERE excluded.value > timeline_counter.value"),
        {QString::fromLatin1(name), static_cast<qint64>(value)});
    if (!done)
        return failure(done.error());
    return {};
}

Result<quint64> EventStore::waitForSeq(quint64 seq, std::chrono::milliseconds limit, std::stop_token stop) const
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (true) {
        {
            std::unique_lock lock(d->seqMutex);
            if (d->announcedSeq > 0) {
                d->seqChanged.wait_until(lock, stop, end, [&] { return d->announcedSeq > seq; });
                return d->announcedSeq;
            }
            // Another process writes: one look at one row.
            const auto wait = std::min(end, std::chrono::steady_clock::now() + std::chrono::milliseconds(100));
            d->seqChanged.wait_until(lock, stop, wait, [&] { return d->announcedSeq > seq; });
        }
        const auto last = lastSeq();
        if (!last || *last > seq || std::chrono::steady_clock::now() >= end || stop.stop_requested())
            return last;
    }
}

} // namespace ota
