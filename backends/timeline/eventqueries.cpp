// SPDX-License-Identifier: Apache-2.0
// The reading half of the EventStore: events, cells and raw bytes.
#include "timeline/eventrow.h"
#include "timeline/eventstore.h"
#include "timeline/eventstore_p.h"
#include "timeline/sqltext.h"

#include <QCoreApplication>

#include <cstring>
#include <map>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(EventStore)
};

/// `%part%` for LIKE, with its special letters taken literally.
QString likePattern(QString text)
{
    text = text.toLower();
    text.replace(u'\\', QStringLiteral("\\\\"))
        .replace(u'%', QStringLiteral("\\%"))
        .replace(u'_', QStringLiteral("\\_"));
    return u'%' + text + u'%';
}

/// Conditions with their values, joined by AND.
class Where
{
public:
    void add(const QString& condition, const QVariantList& values)
    {
        m_text += (m_text.isEmpty() ? QStringLiteral(" WHERE ") : QStringLiteral(" AND ")) + condition;
        m_values += values;
    }

    const QString& text() const { return m_text; }
    const QVariantList& values() const { return m_values; }

private:
    QString m_text;
    QVariantList m_values;
};

void addAfter(Where& where, const EventFilter& filter)
{
    if (!filter.after)
        return;
    const auto seq = static_cast<qint64>(filter.after->seq);
    switch (filter.order) {
    case EventFilter::Order::Seq:
        where.add(QStringLiteral("seq > ?"), {seq});
        break;
    case EventFilter::Order::Time:
        where.add(QStringLiteral("t_host >= ? AND (t_host > ? OR seq > ?)"),
                  {filter.after->hostNs, filter.after->hostNs, seq});
        break;
    case EventFilter::Order::Newest:
        where.add(QStringLiteral("t_host <= ? AND (t_host < ? OR seq < ?)"),
                  {filter.after->hostNs, filter.after->hostNs, seq});
        break;
    }
}

QString orderText(EventFilter::Order order)
{
    switch (order) {
    case EventFilter::Order::Seq:
        return QStringLiteral(" ORDER BY seq");
    case EventFilter::Order::Time:
        return QStringLiteral(" ORDER BY t_host, seq");
    case EventFilter::Order::Newest:
        break;
    }
    return QStringLiteral(" ORDER BY t_host DESC, seq DESC");
}

} // namespace

Result<std::vector<Event>> EventStore::events(const EventFilter& filter) const
{
    Where where;
    if (filter.session)
        where.add(QStringLiteral("session = ?"), {filter.session->value});
    for (const auto& [column, text] : {std::pair{"board", filter.board.text()}, std::pair{"code", filter.code}}) {
        if (text.isEmpty())
            continue;
        const auto number = d->strings.find(text);
        if (!number)
            return failure(number.error());
        if (*number == 0)
            return std::vector<Event>(); // No event has ever named it.
        where.add(QLatin1StringView(column) + QStringLiteral(" = ?"), {*number});
    }
    if (filter.world)
        where.add(QStringLiteral("kinds % 256 = ?"), {static_cast<qint64>(*filter.world)});
    if (filter.stream)
        where.add(QStringLiteral("stream = ?"), {static_cast<qint64>(*filter.stream)});
    if (filter.phase)
        where.add(QStringLiteral("phase = ?"), {static_cast<qint64>(*filter.phase)});
    if (filter.atLeast > Severity::Debug)
        where.add(QStringLiteral("severity >= ?"), {static_cast<qint64>(filter.atLeast)});
    // The index of problems holds only what is worth a note; the second condition lets the engine see that it may use
    // it.
    if (filter.atLeast >= Severity::Note)
        where.add(QStringLiteral("severity >= 2"), {});
    if (filter.fromNs)
        where.add(QStringLiteral("t_host >= ?"), {*filter.fromNs});
    if (filter.untilNs)
        where.add(QStringLiteral("t_host < ?"), {*filter.untilNs});
    if (!filter.text.isEmpty())
        where.add(QStringLiteral("text_id IN (SELECT id FROM string WHERE lower(text) LIKE ? ESCAPE '\\')"),
                  {likePattern(filter.text)});
    addAfter(where, filter);
    const QString sql = QStringLiteral("SELECT %1 FROM event").arg(QLatin1StringView(eventrow::names)) + where.text() +
                        orderText(filter.order) + QStringLiteral(" LIMIT ?");
    eventrow::Reader reader;
    auto read = d->database.forEach(sql, where.values() + QVariantList{filter.limit}, [&](const Query& row) {
        reader.add(row);
        return Result<>();
    });
    if (!read)
        return failure(read.error());
    return reader.take(d->strings);
}

Result<std::optional<Event>> EventStore::event(quint64 seq) const
{
    eventrow::Reader reader;
    auto read = d->database.forEach(
        QStringLiteral("SELECT %1 FROM event WHERE seq = ?").arg(QLatin1StringView(eventrow::names)),
        {static_cast<qint64>(seq)}, [&](const Query& row) {
            reader.add(row);
            return Result<>();
        });
    if (!read)
        return failure(read.error());
    auto events = reader.take(d->strings);
    if (!events)
        return failure(events.error());
    return events->empty() ? std::nullopt : std::optional(std::move(events->front()));
}

Result<QString> EventStore::Private::pathOf(const RawRef& ref) const
{
    const auto path = database.value(QStringLiteral("SELECT path FROM raw_stream WHERE id = ?"), {ref.stream});
    if (!path)
        return failure(path.error());
    if (!path->isValid())
        return failure(Error::Code::NotFound, Tr::tr("there is no raw stream %1").arg(ref.stream));
    return path->toString();
}

Result<QByteArray> EventStore::rawBytes(const RawRef& ref) const
{
    const auto path = d->pathOf(ref);
    if (!path)
        return failure(path.error());
    return RawStreams::read(d->folder, *path, ref.offset, ref.length);
}

Result<QByteArray> EventStore::rawBytesUpTo(const RawRef& ref) const
{
    const auto path = d->pathOf(ref);
    if (!path)
        return failure(path.error());
    return RawStreams::readUpTo(d->folder, *path, ref.offset, ref.length);
}

Result<QString> EventStore::text(qint64 id) const
{
    if (auto loaded = d->strings.load({id}); !loaded)
        return failure(loaded.error());
    return d->strings.textOf(id);
}

Result<> EventStore::Private::readCells(quint64 fromSeq, quint64 untilSeq,
                                        std::vector<std::pair<quint64, EventCell>>& cells) const
{
    return database.forEach(
        QStringLiteral(
            "SELECT seq, t_host, board, stream, phase, edge, severity, session, percent FROM event WHERE seq >= "
            "? AND seq < ? ORDER BY seq"),
        {static_cast<qint64>(fromSeq), static_cast<qint64>(untilSeq)}, [&](const Query& row) {
            Event event;
            event.hostNs = row.integer(1);
            event.stream = fromNumber<Stream>(row.integer(3)).value_or(Stream::Host);
            if (!row.isNull(4))
                event.phase = fromNumber<Phase>(row.integer(4));
            event.edge = fromNumber<Edge>(row.integer(5)).value_or(Edge::Note);
            event.severity = fromNumber<Severity>(row.integer(6)).value_or(Severity::Info);
            event.session = SessionId{row.integer(7)};
            if (!row.isNull(8))
                event.centipercent = static_cast<int>(row.integer(8));
            cells.emplace_back(static_cast<quint64>(row.integer(0)),
                               EventCell::of(event, static_cast<std::uint32_t>(row.integer(2))));
            return Result<>();
        });
}

Result<EventColumns> EventStore::columns() const
{
    EventColumns columns;
    if (auto read = extend(columns); !read)
        return failure(read.error());
    return columns;
}

Result<> EventStore::extend(EventColumns& columns) const
{
    const auto last = lastSeq();
    if (!last)
        return failure(last.error());
    const quint64 begin = columns.size() == 0 ? 0 : columns.endSeq();
    if (*last < begin || *last == 0)
        return {};
    std::map<quint64, QByteArray> pages;
    const auto firstPage = static_cast<qint64>((begin + EventColumns::pageSize - 1) / EventColumns::pageSize);
    auto read = d->database.forEach(QStringLiteral("SELECT page, cells FROM event_page WHERE page >= ? ORDER BY page"),
                                    {firstPage}, [&](const Query& row) {
                                        pages[static_cast<quint64>(row.integer(0))] = row.bytes(1);
                                        return Result<>();
                                    });
    if (!read)
        return read;
    // Where there is a page it is taken whole; everything between, and the end, comes from the rows.
    quint64 next = begin;
    const auto addRows = [&](quint64 until) -> Result<> {
        std::vector<std::pair<quint64, EventCell>> cells;
        if (auto rows = d->readCells(next, until, cells); !rows)
            return rows;
        for (const auto& [seq, cell] : cells)
            columns.append(seq, cell);
        next = until;
        return {};
    };
    for (const auto& [page, bytes] : pages) {
        const quint64 first = page * EventColumns::pageSize;
        if (bytes.size() != static_cast<qsizetype>(EventColumns::pageSize * sizeof(EventCell)))
            continue;
        if (next < first) {
            if (auto rows = addRows(first); !rows)
                return rows;
        }
        std::vector<EventCell> cells(EventColumns::pageSize);
        std::memcpy(cells.data(), bytes.constData(), static_cast<std::size_t>(bytes.size()));
        columns.append(first, cells);
        next = first + EventColumns::pageSize;
    }
    return next <= *last ? addRows(*last + 1) : Result<>();
}

} // namespace ota
