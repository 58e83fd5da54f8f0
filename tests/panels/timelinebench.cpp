// SPDX-License-Identifier: Apache-2.0
#include "timelinebench.h"

#include "app/composition.h"

namespace ota {

TimelineBench::TimelineBench(qint64 beginNs)
    : m_beginNs(beginNs)
    , m_clock(beginNs)
{
    BenchOptions options;
    options.clock = &m_clock;
    options.holderName = QStringLiteral("a test");
    // As the window has them: one that reads beside a holder can not bring tables up to date.
    options.schemas = allSchemas();
    auto bench = Bench::open(m_directory.path(), Bench::Access::Hold, std::move(options));
    if (!bench)
        qFatal("%s", qPrintable(bench.error().toString()));
    m_bench = std::move(*bench);
    auto store = EventStore::open(m_bench->database(), m_bench->streamsPath(), m_clock);
    if (!store)
        qFatal("%s", qPrintable(store.error().toString()));
    m_store = std::move(*store);
    Timeline::Options recorder;
    recorder.watch = false;
    auto timeline = Timeline::open(*m_store, m_clock, recorder);
    if (!timeline)
        qFatal("%s", qPrintable(timeline.error().toString()));
    m_timeline = std::move(*timeline);
}

TimelineBench::~TimelineBench()
{
    close();
}

void TimelineBench::close()
{
    m_timeline.reset();
    m_store.reset();
    m_bench.reset();
}

Event TimelineBench::eventOf(SessionId session, const QString& board, Phase phase, Edge edge) const
{
    Event event;
    event.session = session;
    event.board = BoardId(board);
    event.world = World::Suit;
    event.stream = Stream::Console;
    event.origin = Origin::Console;
    event.confidence = Confidence::Reported;
    event.phase = phase;
    event.edge = edge;
    event.hostNs = m_clock.nowNs();
    event.code = QStringLiteral("test.phase");
    event.message = QStringLiteral("%1: %2").arg(keyOf(phase), keyOf(edge));
    return event;
}

SessionId TimelineBench::play(const QString& board, const QString& before, const QString& target, double second,
                              const std::vector<Step>& steps, const QString& runs, bool simulated,
                              const QString& release)
{
    m_clock.setNs(at(second));
    const SessionId session = m_timeline->openSession({.board = BoardId(board),
                                                       .world = World::Suit,
                                                       .target = target,
                                                       .versionBefore = before,
                                                       .requested = QStringLiteral("notify"),
                                                       .release = release,
                                                       .simulated = simulated});
    double now = second;
    for (const Step& step : steps) {
        m_clock.setNs(at(now) + 1);
        Event enter = eventOf(session, board, step.phase, Edge::Enter);
        if (step.phase != Phase::Offered) {
            const QByteArray line = "suit: " + keyOf(step.phase).toUtf8() + " begins\n";
            enter.raw = m_timeline->appendRaw(enter.board, QStringLiteral("console"), line);
            m_timeline->append(enter);
        }
        const int reports = static_cast<int>(step.seconds / 4);
        for (int i = 1; i <= reports; ++i) {
            m_clock.setNs(at(now + step.seconds * i / (reports + 1)));
            Event progress = eventOf(session, board, step.phase, Edge::Progress);
            if (step.phase == Phase::Download) {
                const int last = step.percent < 0 ? 100 : step.percent;
                progress.stream = Stream::Transfer;
                progress.origin = Origin::Server;
                progress.confidence = Confidence::Measured;
                progress.centipercent = 100 * last * i / reports;
                progress.done = static_cast<quint64>(60'000 * last / 100 * i / reports);
                progress.total = 60'000;
                progress.unit = Unit::Bytes;
                progress.message = QStringLiteral("%1 of 60000 bytes sent").arg(*progress.done);
            } else {
                progress.edge = Edge::Note;
                progress.severity = Severity::Debug;
                progress.message = QStringLiteral("works on, %1").arg(i);
            }
            m_timeline->append(progress);
        }
        now += step.seconds;
        m_clock.setNs(at(now));
        if (step.stays)
            break;
        Event leave = eventOf(session, board, step.phase, Edge::Leave);
        leave.result = step.result;
        leave.reason = step.reason;
        if (step.result == SessionResult::Failure) {
            leave.severity = Severity::Error;
            leave.message = QStringLiteral("gives up: %1").arg(step.reason);
        }
        if (step.phase != Phase::Offered)
            m_timeline->append(leave);
    }
    if (!runs.isEmpty()) {
        Event confirm = eventOf(session, board, Phase::Confirm, Edge::Note);
        confirm.runningVersion = runs;
        confirm.message = QStringLiteral("runs image version %1").arg(runs);
        m_timeline->append(confirm);
    }
    return session;
}

SessionId TimelineBench::playWell(const QString& board, const QString& before, const QString& target, double second,
                                  double downloadSeconds, bool simulated)
{
    return play(board, before, target, second,
                {{Phase::Offered, 8},
                 {Phase::Check, 12},
                 {Phase::Download, downloadSeconds},
                 {Phase::Verify, 8},
                 {Phase::Install, 20},
                 {Phase::Reboot, 10},
                 {Phase::Confirm, 15}},
                target, simulated);
}

quint64 TimelineBench::say(SessionId session, const QString& board, double second, Severity severity,
                           const QString& message, const QByteArray& raw, Stream stream)
{
    m_clock.setNs(at(second));
    Event event;
    event.session = session;
    event.board = BoardId(board);
    event.world = World::Suit;
    event.stream = stream;
    event.origin = Origin::Console;
    event.confidence = Confidence::Reported;
    event.severity = severity;
    event.code = QStringLiteral("test.line");
    event.message = message;
    if (!raw.isEmpty())
        event.raw = m_timeline->appendRaw(event.board, QStringLiteral("console"), raw);
    return m_timeline->append(event);
}

void TimelineBench::playTheLab()
{
    const auto name = [](const char* text) {
        return QString::fromLatin1(text);
    };
    playWell(name("samr21-xpro-a"), name("1632120000"), name("1632120411"), 30, 110);
    for (int i = 0; i < 4; ++i)
        playWell(name("native64-1"), QString::number(74 + i), QString::number(75 + i), 20 + i * 150, 24, true);
    play(name("samr21-xpro-b"), name("1632124000"), name("1632124156"), 80,
         {{Phase::Offered, 10},
          {Phase::Check, 25},
          {Phase::Download, 90},
          {Phase::Verify, 10, -1, false, SessionResult::Failure, name("DIGEST")}});
    play(name("samr21-xpro-b"), name("1632124156"), name("1632124157"), 560,
         {{Phase::Offered, 10}, {Phase::Check, 18, -1, false, SessionResult::Failure, name("NOT_NEWER")}});
    const SessionId board1 = playWell(name("nrf52840dk-1"), name("3"), name("4"), 300, 160);
    say(board1, name("nrf52840dk-1"), 380, Severity::Note, name("antenna turned by hand"), {}, Stream::Action);
    playWell(name("nrf52840dk-2"), name("3"), name("4"), 310, 60);
    playWell(name("gateway-07"), name("40"), name("41"), 420, 200);
    const SessionId slow = play(name("lamp-4"), name("11"), name("12"), 640,
                                {{Phase::Offered, 12}, {Phase::Check, 20}, {Phase::Download, 240, 81, true}});
    say(slow, name("lamp-4"), 760, Severity::Warning, name("block 212 was asked for a third time"));
    play(name("samr21-xpro-a"), name("1632120411"), name("1632124156"), 720,
         {{Phase::Offered, 10}, {Phase::Check, 15}, {Phase::Download, 160, 62, true}});
    play(name("thermo-1"), name("2"), name("3"), 700,
         {{Phase::Offered, 20},
          {Phase::Check, 20},
          {Phase::Download, 90},
          {Phase::Verify, 10},
          {Phase::Install, 60, -1, true}});
    flush();
}

} // namespace ota
