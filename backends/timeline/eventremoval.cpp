// SPDX-License-Identifier: Apache-2.0
// What goes from the EventStore: events, sessions, boards; and what is kept.
#include "timeline/eventcolumns.h"
#include "timeline/eventstore.h"
#include "timeline/eventstore_p.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstring>
#include <set>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(EventStore)
};

} // namespace

Result<> EventStore::pin(SessionId session, bool pinned)
{
    const auto changed =
        d->database.execute(QStringLiteral("UPDATE session SET pinned = ? WHERE id = ?"), {pinned, session.value});
    if (!changed)
        return failure(changed.error());
    if (*changed == 0)
        return failure(Error::Code::NotFound, Tr::tr("there is no session %1").arg(session.value));
    return {};
}

Result<> EventStore::Private::removeEvents(const QString& condition, const QVariantList& values)
{
    std::set<quint64> pages;
    std::vector<quint64> seqs;
    auto read =
        database.forEach(QStringLiteral("SELECT seq FROM event WHERE ") + condition, values, [&](const Query& row) {
            seqs.push_back(static_cast<quint64>(row.integer(0)));
            pages.insert(seqs.back() / EventColumns::pageSize);
            return Result<>();
        });
    if (!read)
        return read;
    const auto clearIn = [&](QByteArray& cells, quint64 page) {
        for (const quint64 seq : seqs) {
            if (seq / EventColumns::pageSize == page)
                std::memset(cells.data() + (seq % EventColumns::pageSize) * sizeof(EventCell), 0, sizeof(EventCell));
        }
    };
    for (const quint64 page : pages) {
        if (tailLoaded && page == tailPage) {
            clearIn(tail, page);
            continue;
        }
        const auto stored =
            database.value(QStringLiteral("SELECT cells FROM event_page WHERE page = ?"), {static_cast<qint64>(page)});
        if (!stored)
            return failure(stored.error());
        QByteArray cells = stored->toByteArray();
        if (cells.isEmpty())
            continue;
        clearIn(cells, page);
        if (auto written = storePage(page, cells); !written)
            return written;
    }
    const auto removed = database.execute(QStringLiteral("DELETE FROM event WHERE ") + condition, values);
    if (!removed)
        return failure(removed.error());
    return {};
}

Result<> EventStore::removeEvent(quint64 seq)
{
    const std::scoped_lock lock(d->writeMutex);
    return d->database.transaction(
        [&] { return d->removeEvents(QStringLiteral("seq = ?"), {static_cast<qint64>(seq)}); });
}

Result<> EventStore::remove(SessionId session)
{
    const std::scoped_lock lock(d->writeMutex);
    return d->database.transaction([&]() -> Result<> {
        const auto removed = d->database.execute(QStringLiteral("DELETE FROM session WHERE id = ?"), {session.value});
        if (!removed)
            return failure(removed.error());
        if (*removed == 0)
            return failure(Error::Code::NotFound, Tr::tr("there is no session %1").arg(session.value));
        const auto findings =
            d->database.execute(QStringLiteral("DELETE FROM finding WHERE session = ?"), {session.value});
        if (!findings)
            return failure(findings.error());
        const auto boards = d->database.execute(
            QStringLiteral(
                "UPDATE board_state SET session = NULL, phase = 0, percent = NULL, result = NULL WHERE session = ?"),
            {session.value});
        if (!boards)
            return failure(boards.error());
        return d->removeEvents(QStringLiteral("session = ?"), {session.value});
    });
}

Result<int> EventStore::removeBoard(const BoardId& board)
{
    const std::scoped_lock lock(d->writeMutex);
    int sessions = 0;
    auto done = d->database.transaction([&]() -> Result<> {
        const QString name = board.text();
        const QString events = QStringLiteral("session IN (SELECT id FROM session WHERE board = ?) OR board IN (SELECT "
                                              "id FROM string WHERE text = ?)");
        if (auto removed = d->removeEvents(events, {name, name}); !removed)
            return removed;
        const QString findings =
            QStringLiteral("DELETE FROM finding WHERE session IN (SELECT id FROM session WHERE board = ?)");
        if (const auto removed = d->database.execute(findings, {name}); !removed)
            return failure(removed.error());
        const auto removed = d->database.execute(QStringLiteral("DELETE FROM session WHERE board = ?"), {name});
        if (!removed)
            return failure(removed.error());
        sessions = static_cast<int>(*removed);
        const auto state = d->database.execute(QStringLiteral("DELETE FROM board_state WHERE board = ?"), {name});
        if (!state)
            return failure(state.error());
        return {};
    });
    if (!done)
        return failure(done.error());
    return sessions;
}

Result<std::vector<SessionId>> EventStore::applyRetention(const RetentionPolicy& policy, qint64 nowNs)
{
    struct Candidate
    {
        SessionId id;
        qint64 lastNs;
        quint64 events;
    };
    std::vector<Candidate> candidates; // Oldest first.
    quint64 total = 0;
    QHash<QString, int> seen;
    auto read = d->database.forEach(
        QStringLiteral("SELECT id, board, last_host, events, pinned, closed IS NULL FROM session ORDER BY id DESC"), {},
        [&](const Query& row) {
            const auto events = static_cast<quint64>(row.integer(3));
            total += events;
            const bool kept = ++seen[row.text(1)] <= policy.keptPerBoard || row.integer(4) != 0;
            // A session that still waits for something is left to time: its result would be lost unseen.
            if (!kept && row.value(5).toBool() == false)
                candidates.push_back({SessionId{row.integer(0)}, row.integer(2), events});
            return Result<>();
        });
    if (!read)
        return failure(read.error());
    std::reverse(candidates.begin(), candidates.end());
    std::vector<SessionId> removed;
    for (const Candidate& candidate : candidates) {
        const bool old =
            policy.maximumAge && nowNs - candidate.lastNs > std::chrono::nanoseconds(*policy.maximumAge).count();
        const bool tooMany = policy.maximumEvents && total > static_cast<quint64>(*policy.maximumEvents);
        if (!old && !tooMany)
            continue;
        if (auto gone = remove(candidate.id); !gone)
            return failure(gone.error());
        total -= std::min(total, candidate.events);
        removed.push_back(candidate.id);
    }
    return removed;
}

Result<> EventStore::reclaim()
{
    const std::scoped_lock lock(d->writeMutex);
    QStringList files;
    auto done = d->database.transaction([&]() -> Result<> {
        // Closed segments that no event points at any more.
        const QString unused = QStringLiteral("closed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event WHERE "
                                              "event.raw_stream = raw_stream.id)");
        auto read = d->database.forEach(QStringLiteral("SELECT path FROM raw_stream WHERE ") + unused, {},
                                        [&](const Query& row) {
                                            files << row.text(0);
                                            return Result<>();
                                        });
        if (!read)
            return read;
        const auto segments = d->database.execute(QStringLiteral("DELETE FROM raw_stream WHERE ") + unused);
        if (!segments)
            return failure(segments.error());
        // The highest number stays, so that it is not given again while somebody remembers its text.
        QString used;
        for (const char* column :
             {"board", "code", "reason", "step", "version_target", "version_running", "raw_status", "text_id"}) {
            used += (used.isEmpty() ? QString() : QStringLiteral(" UNION ")) +
                    QStringLiteral("SELECT %1 FROM event WHERE %1 IS NOT NULL").arg(QLatin1StringView(column));
        }
        const auto texts = d->database.execute(
            QStringLiteral("DELETE FROM string WHERE id < (SELECT max(id) FROM string) AND id NOT IN (") + used + u')');
        if (!texts)
            return failure(texts.error());
        return {};
    });
    if (!done)
        return done;
    d->strings.clear();
    for (const QString& file : std::as_const(files))
        QFile::remove(d->folder + u'/' + file);
    return {};
}

} // namespace ota
