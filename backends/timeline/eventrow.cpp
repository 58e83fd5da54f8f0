// SPDX-License-Identifier: Apache-2.0
#include "timeline/eventrow.h"

#include "timeline/sqltext.h"

#include <QJsonDocument>

#include <array>

namespace ota::eventrow {

namespace {

constexpr qint64 noUnit = 15;

qint64 kindsOf(const Event& event)
{
    const qint64 unit = event.unit ? static_cast<qint64>(*event.unit) : noUnit;
    return static_cast<qint64>(event.world) | static_cast<qint64>(event.origin) << 8 |
           static_cast<qint64>(event.confidence) << 12 | unit << 16 | static_cast<qint64>(event.deviceClock) << 20;
}

void readKinds(qint64 kinds, Event& event)
{
    event.world = fromNumber<World>(kinds & 0xff).value_or(World::Host);
    event.origin = fromNumber<Origin>(kinds >> 8 & 0xf).value_or(Origin::Host);
    event.confidence = fromNumber<Confidence>(kinds >> 12 & 0xf).value_or(Confidence::Inferred);
    event.unit = fromNumber<Unit>(kinds >> 16 & 0xf);
    event.deviceClock = fromNumber<DeviceClock>(kinds >> 20 & 0xf).value_or(DeviceClock::None);
}

QString cut(const QString& text)
{
    return text.size() <= StringTable::longest ? text : text.left(StringTable::longest - 1) + u'…';
}

/// In the order of Reader::Pending::numbers.
template<typename EventType>
auto textFields(EventType& event)
{
    return std::array{&event.code,           &event.reason,    &event.step,   &event.targetVersion,
                      &event.runningVersion, &event.rawStatus, &event.message};
}

std::optional<quint64> countAt(const Query& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(static_cast<quint64>(row.integer(column)));
}

template<typename Enum>
std::optional<Enum> enumAt(const Query& row, int column)
{
    return row.isNull(column) ? std::nullopt : fromNumber<Enum>(row.integer(column));
}

} // namespace

void wantTexts(const Event& event, StringTable& strings)
{
    for (const QString* const text : textFields(event))
        strings.want(cut(*text));
    strings.want(cut(event.board.text()));
}

Result<> addRow(const Event& event, const StringTable& strings, sql::Rows& rows)
{
    rows.integer(static_cast<qint64>(event.seq)).integer(event.hostNs).optional(event.deviceNs);
    rows.number(event.session.value).number(strings.numberOf(cut(event.board.text()))).integer(kindsOf(event));
    rows.integer(static_cast<qint64>(event.stream)).optional(event.phase).integer(static_cast<qint64>(event.edge));
    rows.optional(event.centipercent).optional(event.done).optional(event.total).optional(event.result);
    rows.integer(static_cast<qint64>(event.severity));
    for (const QString* const text : textFields(event))
        rows.number(strings.numberOf(cut(*text)));
    rows.number(event.folded).number(event.raw.stream);
    if (event.raw.isNull())
        rows.null().null();
    else
        rows.integer(event.raw.offset).integer(event.raw.length);
    if (event.details.isEmpty())
        rows.null();
    else
        rows.text(QString::fromUtf8(QJsonDocument(event.details).toJson(QJsonDocument::Compact)));
    return rows.endRow();
}

void Reader::add(const Query& row)
{
    Pending& pending = m_rows.emplace_back();
    Event& event = pending.event;
    event.seq = static_cast<quint64>(row.integer(0));
    event.hostNs = row.integer(1);
    if (!row.isNull(2))
        event.deviceNs = row.integer(2);
    event.session = SessionId{row.integer(3)};
    pending.numbers[0] = row.integer(4);
    readKinds(row.integer(5), event);
    event.stream = enumAt<Stream>(row, 6).value_or(Stream::Host);
    event.phase = enumAt<Phase>(row, 7);
    event.edge = enumAt<Edge>(row, 8).value_or(Edge::Note);
    if (!row.isNull(9))
        event.centipercent = static_cast<int>(row.integer(9));
    event.done = countAt(row, 10);
    event.total = countAt(row, 11);
    event.result = enumAt<SessionResult>(row, 12);
    event.severity = enumAt<Severity>(row, 13).value_or(Severity::Info);
    for (int i = 1; i < texts; ++i)
        pending.numbers[i] = row.integer(13 + i);
    event.folded = static_cast<quint32>(row.integer(21));
    event.raw = {row.integer(22), row.integer(23), row.integer(24)};
    if (!row.isNull(25))
        event.details = row.json(25);
}

Result<std::vector<Event>> Reader::take(StringTable& strings)
{
    QSet<qint64> numbers;
    for (const Pending& pending : m_rows) {
        for (const qint64 number : pending.numbers)
            numbers.insert(number);
    }
    if (auto loaded = strings.load(numbers); !loaded)
        return failure(loaded.error());
    std::vector<Event> events;
    events.reserve(m_rows.size());
    for (Pending& pending : m_rows) {
        pending.event.board = BoardId(strings.textOf(pending.numbers[0]));
        const auto fields = textFields(pending.event);
        for (std::size_t i = 0; i < fields.size(); ++i)
            *fields[i] = strings.textOf(pending.numbers[i + 1]);
        events.push_back(std::move(pending.event));
    }
    m_rows.clear();
    return events;
}

} // namespace ota::eventrow
