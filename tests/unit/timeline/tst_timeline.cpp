// SPDX-License-Identifier: Apache-2.0
#include "fakeclock.h"
#include "store/database.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/reason.h"
#include "timeline/timeline.h"
#include "timeline/transferevents.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace ota;

namespace {

const BoardId board(QStringLiteral("b1"));

SessionRequest wish(const QString& target, const QString& before = {})
{
    return {.board = board, .world = World::Suit, .target = target, .versionBefore = before};
}

Event reported(Phase phase, Edge edge, std::optional<SessionResult> result = {})
{
    Event event;
    event.board = board;
    event.world = World::Suit;
    event.stream = Stream::Console;
    event.origin = Origin::Console;
    event.confidence = Confidence::Reported;
    event.phase = phase;
    event.edge = edge;
    event.result = result;
    return event;
}

Event running(const QString& version)
{
    Event event = reported(Phase::Confirm, Edge::Note);
    event.runningVersion = version;
    return event;
}

} // namespace

/// The facade with a store behind it: attribution, attempts, stalls, findings, and what the store has afterwards.
class TestTimeline final : public QObject
{
    Q_OBJECT

private:
    void open()
    {
        auto database = Database::open(m_directory->filePath(QStringLiteral("t.sqlite")), true);
        QVERIFY_RESULT(database);
        m_database = std::move(*database);
        QVERIFY_RESULT(m_database->migrate({EventStore::schema()}));
        reopen();
    }

    void reopen()
    {
        m_timeline.reset();
        m_store.reset();
        auto store = EventStore::open(*m_database, m_directory->filePath(QStringLiteral("streams")), m_clock);
        QVERIFY_RESULT(store);
        m_store = std::move(*store);
        Timeline::Options options;
        options.watch = false;
        auto timeline = Timeline::open(*m_store, m_clock, options);
        QVERIFY_RESULT(timeline);
        m_timeline = std::move(*timeline);
    }

    quint64 say(Event event, int seconds = 1)
    {
        m_clock.advance(std::chrono::seconds(seconds));
        return m_timeline->append(std::move(event));
    }

    SessionState state(SessionId id) { return m_timeline->session(id).value_or(SessionState()); }

    std::vector<Event> stored(EventFilter filter = {})
    {
        m_timeline->flush();
        filter.order = EventFilter::Order::Seq;
        auto events = m_store->events(filter);
        return events ? *events : std::vector<Event>();
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<EventStore> m_store;
    std::unique_ptr<Timeline> m_timeline;

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        open();
    }

    void cleanup()
    {
        m_timeline.reset();
        m_store.reset();
        m_database.reset();
    }

    void anOfferBecomesASuccessOnlyWhenTheTargetRuns()
    {
        const SessionId id = m_timeline->openSession(wish(QStringLiteral("7"), QStringLiteral("6")));
        QCOMPARE(state(id).openedNs, m_clock.nowNs());
        say(reported(Phase::Check, Edge::Enter));
        say(reported(Phase::Download, Edge::Enter));
        say(reported(Phase::Install, Edge::Enter));
        say(reported(Phase::Install, Edge::Leave, SessionResult::Success));
        QCOMPARE(state(id).verdict.result, SessionResult::Running);
        say(running(QStringLiteral("0x00000007")));
        QCOMPARE(state(id).verdict.result, SessionResult::Success);
        QVERIFY(state(id).closedNs);
        m_timeline->flush();
        const auto row = m_store->session(id);
        QVERIFY_RESULT(row);
        QVERIFY(*row);
        QCOMPARE((*row)->result, SessionResult::Success);
        QCOMPARE((*row)->board, board);
        QCOMPARE((*row)->phases.size(), std::size_t(5));
    }

    void aNewTargetSupersedesTheOpenOne()
    {
        const SessionId first = m_timeline->openSession(wish(QStringLiteral("7")));
        say(reported(Phase::Download, Edge::Enter));
        const SessionId second = m_timeline->openSession(wish(QStringLiteral("8")));
        QVERIFY(first != second);
        QCOMPARE(state(first).verdict.result, SessionResult::Superseded);
        QCOMPARE(state(second).verdict.result, SessionResult::Running);
        // What is said of the old target stays with the old session.
        Event late = reported(Phase::Download, Edge::Progress);
        late.targetVersion = QStringLiteral("7");
        late.centipercent = 5000;
        say(late);
        QVERIFY(!state(second).hasReached(Phase::Download));
        QCOMPARE(state(first).verdict.result, SessionResult::Superseded);
        m_timeline->tick();
        m_clock.advance(std::chrono::seconds(3));
        m_timeline->tick();
        m_timeline->flush();
        const auto findings = m_store->findings(first);
        QVERIFY_RESULT(findings);
        QVERIFY(!findings->empty());
        QCOMPARE(findings->back().code, QStringLiteral("late"));
    }

    void theSameOfferTwiceIsOneSession()
    {
        const SessionId first = m_timeline->openSession(wish(QStringLiteral("7")));
        QCOMPARE(m_timeline->openSession(wish(QStringLiteral("7"))), first);
    }

    void twoObserversOfOneStartShareTheAttempt()
    {
        const SessionId offered = m_timeline->openSession(wish(QStringLiteral("7")));
        const SessionId console = m_timeline->sessionFor(wish({}), Work::Starts, Origin::Console);
        const SessionId server = m_timeline->sessionFor(wish({}), Work::Starts, Origin::Server);
        QCOMPARE(console, offered);
        QCOMPARE(server, offered);
        // The console says it once more: the board began anew.
        const SessionId again = m_timeline->sessionFor(wish({}), Work::Starts, Origin::Console);
        QVERIFY(again != offered);
        QCOMPARE(state(again).attempt, 2);
        QCOMPARE(state(again).target, QStringLiteral("7"));
        QCOMPARE(state(offered).verdict.result, SessionResult::Interrupted);
        QCOMPARE(m_timeline->sessionFor(wish({}), Work::Starts, Origin::Server), again);
    }

    void workThatNobodyAskedForIsAdopted()
    {
        const SessionId id = m_timeline->sessionFor(wish({}), Work::Starts, Origin::Server);
        QVERIFY(state(id).adopted);
        QVERIFY(state(id).target.isEmpty());
        Event learned = reported(Phase::Check, Edge::Note);
        learned.targetVersion = QStringLiteral("9");
        say(learned);
        QCOMPARE(state(id).target, QStringLiteral("9"));
        QCOMPARE(state(id).attempt, 1);
    }

    void foreignStatusFeedsItsOwnSession()
    {
        const SessionId id = m_timeline->openSession(wish(QStringLiteral("7")));
        Event foreign = reported(Phase::Install, Edge::Enter);
        foreign.targetVersion = QStringLiteral("5");
        say(foreign);
        QVERIFY(!state(id).hasReached(Phase::Install));
        QCOMPARE(state(id).verdict.result, SessionResult::Running);
        QCOMPARE(m_timeline->openSessions().size(), std::size_t(2));
        QCOMPARE(stored({.code = QStringLiteral("DOUBLE")}).size(), std::size_t(1));
    }

    void anUnconfirmedSessionDoesNotMakeTheNextADouble()
    {
        const SessionId first = m_timeline->sessionFor(wish(QStringLiteral("7")), Work::Starts, Origin::Server);
        Event began = reported(Phase::Download, Edge::Enter);
        began.origin = Origin::Server;
        began.details[detail::starts] = true;
        say(began);
        say(reported(Phase::Install, Edge::Leave, SessionResult::Success));
        m_clock.advance(std::chrono::seconds(121));
        m_timeline->tick();
        QCOMPARE(state(first).verdict.result, SessionResult::Unconfirmed);
        const SessionId second = m_timeline->sessionFor(wish(QStringLiteral("7")), Work::Starts, Origin::Server);
        QVERIFY(second != first);
        QCOMPARE(state(second).attempt, 2);
        QCOMPARE(state(first).verdict.result, SessionResult::Unconfirmed);
        QCOMPARE(stored({.code = QStringLiteral("DOUBLE")}).size(), std::size_t(0));
    }

    void anAttemptIsCountedOverRestartsOfTheWorkbench()
    {
        for (int attempt = 1; attempt <= 3; ++attempt) {
            const SessionId id = m_timeline->openSession(wish(QStringLiteral("7")));
            QCOMPARE(state(id).attempt, attempt);
            Event failed = reported(Phase::Check, Edge::Leave, SessionResult::Rejected);
            failed.reason = reason::signature;
            say(failed);
            reopen();
        }
    }

    void silenceIsAStallUntilTheNextSignOfLife()
    {
        const SessionId id = m_timeline->openSession(wish(QStringLiteral("7")));
        say(reported(Phase::Download, Edge::Enter));
        m_clock.advance(std::chrono::seconds(61));
        m_timeline->tick();
        QCOMPARE(state(id).verdict.result, SessionResult::Running);
        m_clock.advance(std::chrono::seconds(60));
        m_timeline->tick();
        m_timeline->tick();
        QCOMPARE(state(id).verdict.result, SessionResult::Stalled);
        say(reported(Phase::Download, Edge::Progress));
        QCOMPARE(state(id).verdict.result, SessionResult::Running);
        QCOMPARE(stored({.code = QStringLiteral("STALL")}).size(), std::size_t(1));
        QCOMPARE(stored({.code = QStringLiteral("session.silent")}).size(), std::size_t(1));
        QCOMPARE(stored({.code = QStringLiteral("session.alive")}).size(), std::size_t(1));
    }

    void whatIsOnlyInstalledIsNotASuccess()
    {
        const SessionId id = m_timeline->openSession(wish(QStringLiteral("7")));
        say(reported(Phase::Install, Edge::Leave, SessionResult::Success));
        m_clock.advance(std::chrono::seconds(121));
        m_timeline->tick();
        QCOMPARE(state(id).verdict.result, SessionResult::Unconfirmed);
        say(running(QStringLiteral("7")));
        QCOMPARE(state(id).verdict.result, SessionResult::Success);
        say(running(QStringLiteral("6")));
        QCOMPARE(state(id).verdict.result, SessionResult::RolledBack);
        QCOMPARE(state(id).earlier.back().result, SessionResult::Success);
    }

    void openSessionsGoOnAfterARestart()
    {
        const SessionId id = m_timeline->openSession(wish(QStringLiteral("7"), QStringLiteral("6")));
        say(reported(Phase::Download, Edge::Enter));
        const SessionState before = state(id);
        reopen();
        QCOMPARE(state(id), before);
        say(reported(Phase::Install, Edge::Leave, SessionResult::Success));
        QVERIFY(state(id).installed);
        QVERIFY(m_timeline->openSession(wish(QStringLiteral("8"))).value > id.value);
    }

    void progressIsFoldedAndItsEndIsKept()
    {
        const SessionId id = m_timeline->openSession(wish(QStringLiteral("7")));
        for (int i = 1; i <= 100; ++i) {
            m_clock.advance(std::chrono::milliseconds(10));
            m_timeline->append(transferProgressed({.board = board,
                                                   .world = World::Suit,
                                                   .object = QStringLiteral("/fw"),
                                                   .done = quint64(i),
                                                   .total = 100,
                                                   .bytes = quint64(i),
                                                   .requests = quint64(i)}));
        }
        const auto events = stored({.code = QStringLiteral("transfer.progress")});
        QVERIFY2(events.size() >= 4 && events.size() <= 6, qPrintable(QString::number(events.size())));
        QCOMPARE(events.front().done, std::optional<quint64>(1));
        QCOMPARE(events.back().done, std::optional<quint64>(100));
        quint64 folded = 0;
        for (const Event& event : events)
            folded += event.folded;
        QCOMPARE(folded + events.size(), quint64(100));
        QCOMPARE(state(id).transfers.size(), std::size_t(1));
        QCOMPARE(state(id).payloadBytes(), quint64(100));
    }

    void lateEventsGiveTheSameSession()
    {
        const SessionId id = m_timeline->openSession(wish(QStringLiteral("7")));
        const qint64 begin = m_clock.nowNs();
        m_clock.advance(std::chrono::seconds(10));
        Event install = reported(Phase::Install, Edge::Leave, SessionResult::Success);
        install.hostNs = begin + 5'000'000'000;
        m_timeline->append(install);
        // The server's numbers come later, with the time when it happened.
        TransferReport report{
            .board = board, .world = World::Suit, .object = QStringLiteral("/fw"), .done = 9, .total = 9};
        report.hostNs = begin + 2'000'000'000;
        m_timeline->append(transferEnded(report));
        const SessionState now = state(id);
        QCOMPARE(now.phases.size(), std::size_t(3));
        QCOMPARE(now.phases[1].phase, Phase::Download);
        QCOMPARE(now.phase(), Phase::Install);
        auto events = stored({.session = id});
        std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return keyOf(a) < keyOf(b); });
        QCOMPARE(foldSession(events), now);
    }

    void rawBytesAreThereBeforeTheirEvent()
    {
        const RawRef first = m_timeline->appendRaw(board, QStringLiteral("console"), "hello ");
        const RawRef second = m_timeline->appendRaw(board, QStringLiteral("console"), "world");
        QVERIFY(!first.isNull());
        QCOMPARE(second.stream, first.stream);
        QCOMPARE(second.offset, qint64(6));
        Event event = reported(Phase::Check, Edge::Note);
        event.raw = second;
        say(event);
        m_timeline->flush();
        const auto bytes = m_store->rawBytes(second);
        QVERIFY_RESULT(bytes);
        QCOMPARE(*bytes, QByteArray("world"));
    }

    void aLoopIsFoundWhenItBeginsAgain()
    {
        for (int attempt = 1; attempt <= 3; ++attempt) {
            const SessionId id = m_timeline->openSession(wish(QStringLiteral("7"), QStringLiteral("6")));
            say(reported(Phase::Install, Edge::Leave, SessionResult::Success));
            say(reported(Phase::Reboot, Edge::Enter));
            say(reported(Phase::Reboot, Edge::Leave, SessionResult::Success));
            say(running(QStringLiteral("6")));
            QCOMPARE(state(id).verdict.result, SessionResult::RolledBack);
            QCOMPARE(stored({.code = QStringLiteral("LOOP")}).size(), std::size_t(attempt < 3 ? 0 : 1));
        }
    }

    void listenersSeeEveryEventInOrder()
    {
        std::vector<quint64> seen;
        m_timeline->onRecorded([&](const Event& event) { seen.push_back(event.seq); });
        m_timeline->openSession(wish(QStringLiteral("7")));
        say(reported(Phase::Check, Edge::Enter));
        QCOMPARE(seen, (std::vector<quint64>{1, 2}));
        QCOMPARE(stored().size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
