// SPDX-License-Identifier: Apache-2.0
#include "riot/riotrecorder.h"

#include "timeline/secrets.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(RiotRecorder)
};

} // namespace

RiotRecorder::RiotRecorder(Timeline& timeline, BoardId board, bool simulated)
    : m_timeline(timeline)
    , m_board(std::move(board))
    , m_simulated(simulated)
{
}

void RiotRecorder::take(QByteArrayView bytes)
{
    const RawRef chunk = m_timeline.appendRaw(m_board, QStringLiteral("console"), bytes);
    const qint64 begin = std::exchange(m_taken, m_taken + bytes.size());
    const std::vector<RiotLine> lines = m_parser.take(bytes);
    for (const RiotLine& line : lines)
        takeLine(line, chunk, begin);
}

void RiotRecorder::gap(const QString& why)
{
    (void)m_parser.finish();
    Event event;
    event.board = m_board;
    event.session = m_session;
    event.world = World::Suit;
    event.stream = Stream::Console;
    event.severity = Severity::Note;
    event.code = code::rawGap;
    event.message = why;
    m_timeline.append(std::move(event));
}

void RiotRecorder::takeLine(const RiotLine& line, const RawRef& chunk, qint64 chunkBegin)
{
    RawRef raw = chunk;
    if (!chunk.isNull()) {
        // A line may have begun in an earlier piece, which stands just before this one in the same segment.
        const qint64 back = std::min(chunk.offset, std::max<qint64>(0, chunkBegin - line.begin));
        const qint64 ahead = std::max<qint64>(0, line.begin - chunkBegin);
        raw.offset = chunk.offset - back + ahead;
        raw.length = std::max<qint64>(0, line.end - std::max(line.begin, chunkBegin - back));
    }
    if (line.event) {
        if (auto event = m_mapper.take(*line.event)) {
            event->board = m_board;
            event->raw = raw;
            const QString url = line.event->fields.value(QLatin1StringView("url")).toString();
            if (line.event->name == u"trigger" && !m_sentUrl.isEmpty() && url != m_sentUrl &&
                url.startsWith(m_sentUrl)) {
                event->severity = Severity::Warning;
                event->message =
                    Tr::tr("the board took %1 for the URL; %2 was sent: its handler reads past the end of the "
                           "message unless a NUL byte follows")
                        .arg(url, m_sentUrl);
            }
            attribute(*event);
            m_timeline.append(std::move(*event));
        }
    }
    if (holdsSecret(line.text)) {
        Event event;
        event.board = m_board;
        event.world = World::Suit;
        event.stream = Stream::Console;
        event.origin = Origin::Console;
        event.confidence = Confidence::Reported;
        event.severity = Severity::Warning;
        event.code = QStringLiteral("console.secret");
        event.message = maskSecrets(line.text);
        event.raw = raw;
        m_timeline.append(std::move(event));
    }
    if (m_listener)
        m_listener(line);
}

void RiotRecorder::attribute(Event& event)
{
    const SessionRequest what{
        .board = m_board, .world = World::Suit, .requested = QStringLiteral("device"), .simulated = m_simulated};
    if (event.code == u"riot.start")
        m_session = m_timeline.sessionFor(what, Work::Starts, Origin::Console);
    else if (event.code == u"riot.trigger" && !m_mapper.isWorking())
        m_session = m_timeline.sessionFor(what, Work::Continues, Origin::Console);
    const auto state = m_timeline.session(m_session);
    const bool goesOn = m_mapper.isWorking() || (state && state->isOpen()) || event.code.startsWith(u"riot.result");
    if (state && goesOn)
        event.session = m_session;
    // The trigger that a busy worker ignores may be that of a newer offer; the work that goes on is not refused by it.
    if (event.code == u"riot.busy") {
        event.session = {};
        for (const SessionState& open : m_timeline.openSessions()) {
            if (open.board == m_board && open.world == World::Suit && open.phase() == Phase::Offered)
                event.session = open.id;
        }
        if (event.session.isNull()) {
            event.edge = Edge::Note;
            event.result.reset();
            event.session = m_session;
        }
    }
}

} // namespace ota
