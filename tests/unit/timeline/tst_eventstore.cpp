// SPDX-License-Identifier: Apache-2.0
// The tables, with both databases.
#include "eventmaker.h"
#include "fakeclock.h"
#include "store/database.h"
#include "storefixture.h"
#include "testsupport.h"
#include "timeline/eventcolumns.h"
#include "timeline/eventstore.h"
#include "timeline/reason.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace ota;

class TestEventStore final : public QObject
{
    Q_OBJECT

private:
    void open(const QString& url)
    {
        m_store.reset();
        m_database.reset();
        m_directory = std::make_unique<QTemporaryDir>();
        auto database = Database::open(url.isEmpty() ? m_directory->filePath(QStringLiteral("t.sqlite")) : url, true);
        QVERIFY_RESULT(database);
        m_database = std::move(*database);
        QVERIFY_RESULT(m_database->migrate({EventStore::schema()}));
        reopen();
    }

    void reopen()
    {
        m_store.reset();
        auto store = EventStore::open(*m_database, m_directory->filePath(QStringLiteral("streams")), m_clock);
        QVERIFY_RESULT(store);
        m_store = std::move(*store);
    }

    /// `count` events of some boards and sessions, from `firstSeq` on, 1 ms apart.
    static std::vector<Event> many(quint64 firstSeq, quint64 count)
    {
        std::vector<Event> events;
        for (quint64 i = firstSeq; i < firstSeq + count; ++i) {
            Event event;
            event.seq = i;
            event.hostNs = begin + static_cast<qint64>(i) * 1'000'000;
            event.board = BoardId(QStringLiteral("b%1").arg(i % 3));
            event.session = SessionId{static_cast<qint64>(1 + i % 5)};
            event.world = i % 2 == 0 ? World::Suit : World::Matter;
            event.severity = i % 100 == 0 ? Severity::Error : Severity::Info;
            event.stream = i % 4 == 0 ? Stream::Console : Stream::Transfer;
            event.phase = i % 7 == 0 ? Phase::Install : Phase::Download;
            event.code = i % 10 == 0 ? QStringLiteral("ten") : QStringLiteral("one");
            event.message = QStringLiteral("Message %1 of 100%_x").arg(i);
            events.push_back(event);
        }
        return events;
    }

    std::vector<quint64> seqs(const EventFilter& filter)
    {
        const auto events = m_store->events(filter);
        std::vector<quint64> found;
        if (!events)
            qWarning("%s", qPrintable(events.error().toString()));
        else
            for (const Event& event : *events)
                found.push_back(event.seq);
        return found;
    }

    static constexpr qint64 begin = 1'700'000'000'000'000'000;
    FakeClock m_clock;
    DriverFixture m_fixture;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<EventStore> m_store;

private Q_SLOTS:
    void cleanup()
    {
        m_store.reset();
        m_database.reset();
    }

    void aWholeEventComesBack_data() { DriverFixture::addDrivers(); }
    void aWholeEventComesBack()
    {
        OTA_DATABASE_URL(m_fixture, url);
        open(url);
        Event event;
        event.seq = 7;
        event.hostNs = begin + 123'456'789;
        event.deviceNs = -5;
        event.deviceClock = DeviceClock::NoYear;
        event.board = BoardId(QStringLiteral("Lämpchen"));
        event.session = SessionId{42};
        event.world = World::Mcuboot;
        event.stream = Stream::Host;
        event.phase = Phase::Cancel;
        event.step = QStringLiteral("file 3/120");
        event.edge = Edge::Leave;
        event.centipercent = 0;
        event.done = 0;
        event.total = 9'000'000'000'000;
        event.unit = Unit::Steps;
        event.result = SessionResult::Unconfirmed;
        event.reason = reason::err(QStringLiteral("x"));
        event.targetVersion = QStringLiteral("8");
        event.runningVersion = QStringLiteral("7");
        event.severity = Severity::Error;
        event.origin = Origin::Checker;
        event.confidence = Confidence::Inferred;
        event.code = QStringLiteral("x.y");
        event.message = QStringLiteral("it's \"it\" \\ ; -- Ünïcode €");
        event.raw = {3, 0, 12};
        event.rawStatus = QStringLiteral("6");
        event.folded = 17;
        event.details = {{"object", "/fw"}, {"n", 1.5}};
        Event empty;
        empty.seq = 8;
        empty.hostNs = begin;
        QVERIFY_RESULT(m_store->write({.events = {event, empty}}));
        const auto back = m_store->event(7);
        QVERIFY_RESULT(back);
        QVERIFY(*back);
        QVERIFY(**back == event);
        QVERIFY(**m_store->event(8) == empty);
        QVERIFY(!*m_store->event(9));
        reopen();
        QVERIFY(**m_store->event(7) == event);
    }

    void filtersAndPages_data() { DriverFixture::addDrivers(); }
    void filtersAndPages()
    {
        OTA_DATABASE_URL(m_fixture, url);
        open(url);
        QVERIFY_RESULT(m_store->write({.events = many(1, 1000)}));
        QCOMPARE(seqs({.limit = 5000}).size(), std::size_t(1000));
        QCOMPARE(seqs({.session = SessionId{2}, .limit = 5000}).size(), std::size_t(200));
        QCOMPARE(seqs({.board = BoardId(QStringLiteral("b0")), .limit = 5000}).size(), std::size_t(333));
        QCOMPARE(seqs({.board = BoardId(QStringLiteral("nobody"))}).size(), std::size_t(0));
        QCOMPARE(seqs({.world = World::Suit, .limit = 5000}).size(), std::size_t(500));
        QCOMPARE(seqs({.stream = Stream::Console, .limit = 5000}).size(), std::size_t(250));
        QCOMPARE(seqs({.phase = Phase::Install, .limit = 5000}).size(), std::size_t(142));
        QCOMPARE(seqs({.atLeast = Severity::Warning}).size(), std::size_t(10));
        QCOMPARE(seqs({.code = QStringLiteral("ten"), .limit = 5000}).size(), std::size_t(100));
        QCOMPARE(seqs({.text = QStringLiteral("MESSAGE 77 ")}), (std::vector<quint64>{77}));
        QCOMPARE(seqs({.text = QStringLiteral("100%_X"), .limit = 3}).size(), std::size_t(3));
        QCOMPARE(seqs({.text = QStringLiteral("100__x")}).size(), std::size_t(0));
        QCOMPARE(seqs({.fromNs = begin + 10'000'000, .untilNs = begin + 13'000'000}),
                 (std::vector<quint64>{10, 11, 12}));
        // Pages in each order cover everything once.
        for (const auto order : {EventFilter::Order::Seq, EventFilter::Order::Time, EventFilter::Order::Newest}) {
            EventFilter filter{.board = BoardId(QStringLiteral("b1")), .order = order, .limit = 100};
            std::vector<quint64> all;
            while (true) {
                const auto page = m_store->events(filter);
                QVERIFY_RESULT(page);
                if (page->empty())
                    break;
                for (const Event& event : *page)
                    all.push_back(event.seq);
                filter.after = keyOf(page->back());
            }
            QCOMPARE(all.size(), std::size_t(334));
            QCOMPARE(all.front(), order == EventFilter::Order::Newest ? quint64(1000) : quint64(1));
            std::sort(all.begin(), all.end());
            QVERIFY(std::adjacent_find(all.begin(), all.end()) == all.end());
        }
    }

    void cellsAreTheSameFromPagesAndRows_data() { DriverFixture::addDrivers(); }
    void cellsAreTheSameFromPagesAndRows()
    {
        OTA_DATABASE_URL(m_fixture, url);
        open(url);
        const auto events = many(1, 10'000);
        const auto part = [&](std::size_t from, std::size_t until) {
            return std::vector<Event>(events.begin() + static_cast<std::ptrdiff_t>(from),
                                      events.begin() + static_cast<std::ptrdiff_t>(until));
        };
        QVERIFY_RESULT(m_store->write({.events = part(0, 3000)}));
        auto columns = m_store->columns();
        QVERIFY_RESULT(columns);
        QCOMPARE(columns->endSeq(), quint64(3001));
        QVERIFY_RESULT(m_store->write({.events = part(3000, 5000)}));
        QVERIFY_RESULT(m_store->extend(*columns));
        QCOMPARE(columns->endSeq(), quint64(5001));
        reopen(); // The page that is not full must be found again.
        QVERIFY_RESULT(m_store->write({.events = part(5000, 10'000)}));
        QVERIFY_RESULT(m_store->extend(*columns));
        const auto fresh = m_store->columns();
        QVERIFY_RESULT(fresh);
        for (const EventColumns* const each : std::initializer_list<const EventColumns*>{&*columns, &*fresh}) {
            QCOMPARE(each->endSeq(), quint64(10'001));
            for (const Event& event : events) {
                const EventCell& cell = (*each)[event.seq - each->firstSeq()];
                QVERIFY(cell == EventCell::of(event, cell.board));
                QCOMPARE(*m_store->text(cell.board), event.board.text());
            }
        }
    }

    void sessionsAndBoardsAreListed_data() { DriverFixture::addDrivers(); }
    void sessionsAndBoardsAreListed()
    {
        OTA_DATABASE_URL(m_fixture, url);
        open(url);
        EventBatch batch;
        for (qint64 id = 1; id <= 4; ++id) {
            EventMaker log(World::Suit, SessionId{id});
            log.open(QString::number(id), QStringLiteral("0")).enter(Phase::Install);
            if (id == 2)
                log.leave(Phase::Install, SessionResult::Failure, reason::digest);
            if (id == 3)
                log.runs(QStringLiteral("3"));
            batch.sessions.push_back(log.state());
        }
        batch.lastSession = 4;
        QVERIFY_RESULT(m_store->write(batch));
        const auto all = m_store->sessions({});
        QVERIFY_RESULT(all);
        QCOMPARE(all->size(), std::size_t(4));
        QCOMPARE(all->front().id, SessionId{4});
        QCOMPARE(m_store->sessions({.openOnly = true})->size(), std::size_t(2));
        QCOMPARE(m_store->sessions({.result = SessionResult::Failure})->front().reason, QString(reason::digest));
        QCOMPARE(m_store->sessions({.board = BoardId(QStringLiteral("nobody"))})->size(), std::size_t(0));
        QCOMPARE(m_store->sessions({.before = SessionId{3}})->size(), std::size_t(2));
        QCOMPARE(m_store->sessions({.target = QStringLiteral("3")})->front().phases.size(), std::size_t(3));
        QCOMPARE(*m_store->lastAttempt(BoardId(QStringLiteral("b1")), World::Suit, QStringLiteral("3")), 1);
        QCOMPARE(*m_store->lastAttempt(BoardId(QStringLiteral("b1")), World::Suit, QStringLiteral("9")), 0);
        QCOMPARE(*m_store->lastSession(), quint64(4));
        const auto boards = m_store->boards();
        QVERIFY_RESULT(boards);
        QCOMPARE(boards->size(), std::size_t(1));
        QCOMPARE(boards->front().session, SessionId{4});
        QCOMPARE(boards->front().phase, Phase::Install);
        QCOMPARE(boards->front().versionRunning, QStringLiteral("3"));
    }

    void findingsAreKeptAndCounted_data() { DriverFixture::addDrivers(); }
    void findingsAreKeptAndCounted()
    {
        OTA_DATABASE_URL(m_fixture, url);
        open(url);
        Finding finding{.session = SessionId{1},
                        .checker = QStringLiteral("GAP"),
                        .code = QStringLiteral("lost"),
                        .severity = Severity::Note,
                        .message = QStringLiteral("bytes were lost"),
                        .evidence = {3, 5},
                        .firstSeq = 3,
                        .count = 2};
        QVERIFY_RESULT(m_store->write({.findings = {finding}}));
        finding.count = 7;
        QVERIFY_RESULT(m_store->write({.findings = {finding}}));
        const auto findings = m_store->findings(SessionId{1});
        QVERIFY_RESULT(findings);
        QCOMPARE(findings->size(), std::size_t(1));
        QVERIFY(findings->front() == finding);
    }

    void aRemovedSessionIsGoneEverywhere_data() { DriverFixture::addDrivers(); }
    void aRemovedSessionIsGoneEverywhere()
    {
        OTA_DATABASE_URL(m_fixture, url);
        open(url);
        EventBatch batch{.events = many(1, 9000)};
        for (qint64 id = 1; id <= 5; ++id)
            batch.sessions.push_back(EventMaker(World::Suit, SessionId{id}).open(QStringLiteral("7")).state());
        QVERIFY_RESULT(m_store->write(batch));
        QVERIFY_RESULT(m_store->remove(SessionId{2}));
        QVERIFY_RESULT(m_store->reclaim());
        QVERIFY(!*m_store->session(SessionId{2}));
        QCOMPARE(seqs({.session = SessionId{2}}).size(), std::size_t(0));
        QCOMPARE(seqs({.limit = 10'000}).size(), std::size_t(7200));
        QCOMPARE(m_store->remove(SessionId{2}).error().code, Error::Code::NotFound);
        const auto columns = m_store->columns();
        QVERIFY_RESULT(columns);
        for (std::size_t row = 0; row < columns->size(); ++row)
            QCOMPARE((*columns)[row].isEmpty(), columns->seqOf(row) == 0 || columns->seqOf(row) % 5 == 1);
        // Texts of other events are still there, the removed ones' are not, and numbers are not given again.
        QCOMPARE(seqs({.text = QStringLiteral("message 8999 ")}).size(), std::size_t(1));
        QCOMPARE(m_database->value(QStringLiteral("SELECT count(*) FROM string WHERE text = 'Message 1 of 100%_x'"))
                     ->toInt(),
                 0);
        QCOMPARE(*m_store->lastSeq(), quint64(9000));
        QVERIFY_RESULT(m_store->write({.events = many(9001, 10)}));
        QCOMPARE(seqs({.text = QStringLiteral("message 9003 ")}).size(), std::size_t(1));
    }

    void retentionKeepsWhatItMust_data() { DriverFixture::addDrivers(); }
    void retentionKeepsWhatItMust()
    {
        OTA_DATABASE_URL(m_fixture, url);
        open(url);
        EventBatch batch;
        for (qint64 id = 1; id <= 10; ++id) {
            EventMaker log(World::Suit, SessionId{id});
            log.open(QString::number(id));
            if (id != 3)
                log.leave(Phase::Check, SessionResult::Failure, reason::digest);
            batch.sessions.push_back(log.state());
        }
        QVERIFY_RESULT(m_store->write(batch));
        QVERIFY_RESULT(m_store->pin(SessionId{1}, true));
        const qint64 now = batch.sessions.front().lastNs + std::chrono::nanoseconds(std::chrono::hours(48)).count();
        QCOMPARE(m_store->applyRetention({.maximumAge = std::chrono::hours(72), .keptPerBoard = 4}, now)->size(),
                 std::size_t(0));
        const auto removed = m_store->applyRetention({.maximumAge = std::chrono::hours(24), .keptPerBoard = 4}, now);
        QVERIFY_RESULT(removed);
        // 1 is pinned, 3 is open, 7 to 10 are the newest.
        QVERIFY((*removed == std::vector<SessionId>{{2}, {4}, {5}, {6}}));
        QVERIFY_RESULT(m_store->pin(SessionId{1}, false));
        QCOMPARE(m_store->applyRetention({.maximumEvents = 1, .keptPerBoard = 2}, now)->size(), std::size_t(3));
        QCOMPARE(m_store->pin(SessionId{2}, true).error().code, Error::Code::NotFound);
    }

    void aFollowerIsToldOfNewEvents()
    {
        open({});
        QVERIFY_RESULT(m_store->write({.events = many(1, 1)}));
        std::jthread writer([&] { QVERIFY_RESULT(m_store->write({.events = many(2, 5)})); });
        const auto seq = m_store->waitForSeq(1, std::chrono::seconds(30));
        QVERIFY_RESULT(seq);
        QCOMPARE(*seq, quint64(6));
        // Beside the process that writes, as another store on the same tables sees it.
        const auto other = Database::open(m_directory->filePath(QStringLiteral("t.sqlite")), false);
        QVERIFY_RESULT(other);
        const auto reader = EventStore::open(**other, m_directory->filePath(QStringLiteral("streams")), m_clock);
        QVERIFY_RESULT(reader);
        writer = std::jthread([&] { QVERIFY_RESULT(m_store->write({.events = many(7, 1)})); });
        const auto seen = (*reader)->waitForSeq(6, std::chrono::seconds(30));
        QVERIFY_RESULT(seen);
        QCOMPARE(*seen, quint64(7));
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(*(*reader)->waitForSeq(7, std::chrono::seconds(30), stop.get_token()), quint64(7));
    }

    void aFailedBatchLeavesNothing()
    {
        open({});
        QVERIFY_RESULT(m_store->write({.events = many(1, 10)}));
        auto twice = many(11, 5);
        twice.push_back(twice.front());
        QVERIFY(!m_store->write({.events = twice}));
        QCOMPARE(*m_store->lastSeq(), quint64(10));
        QVERIFY_RESULT(m_store->write({.events = many(11, 5)}));
        QCOMPARE(seqs({.text = QStringLiteral("message 12 ")}).size(), std::size_t(1));
        QCOMPARE(m_store->columns()->endSeq(), quint64(16));
    }

    void aRawStreamGoesOnInTheNextSegment()
    {
        open({});
        const QString folder = m_directory->filePath(QStringLiteral("raw"));
        RawStreams streams(folder, m_clock, 5, 100);
        const BoardId board(QStringLiteral("a/b ../c"));
        const RawRef first = streams.append(board, QStringLiteral("console"), QByteArray(60, 'a'));
        const RawRef second = streams.append(board, QStringLiteral("console"), QByteArray(60, 'b'));
        const RawRef other = streams.append(board, QStringLiteral("coap"), "x");
        QCOMPARE(first, (RawRef{5, 0, 60}));
        QCOMPARE(second, (RawRef{6, 0, 60}));
        QCOMPARE(other.stream, qint64(7));
        auto changes = streams.takeChanges();
        QCOMPARE(changes.size(), std::size_t(4)); // Opened, closed, opened; opened.
        QVERIFY(changes[1].closedNs);
        QCOMPARE(changes[1].sha256, Digest::of(QByteArray(60, 'a')).hex());
        QVERIFY(!changes[0].path.contains(u'/'));
        QCOMPARE(*RawStreams::read(folder, changes[2].path, 10, 5), QByteArray("bbbbb"));
        QVERIFY(!RawStreams::read(folder, changes[2].path, 58, 5));
        streams.close();
        // A number whose file is there is not used again.
        RawStreams again(folder, m_clock, 5, 100);
        QCOMPARE(again.append(board, QStringLiteral("console"), "y").stream, qint64(8));
    }

    void whereTheDiskRefusesTheNoisiestStreamIsMuted()
    {
        open({});
        const QString folder = m_directory->filePath(QStringLiteral("raw"));
        RawStreams streams(folder, m_clock, 1, 100);
        const BoardId noisy(QStringLiteral("noisy"));
        const BoardId quiet(QStringLiteral("quiet"));
        for (int i = 0; i < 20; ++i)
            QVERIFY(!streams.append(noisy, QStringLiteral("console"), QByteArray(50, 'n')).isNull());
        QVERIFY(!streams.append(quiet, QStringLiteral("console"), "q").isNull());
        // No new file can be made in a folder that is gone; the quiet stream's segment has room.
        QVERIFY(QDir(folder).removeRecursively());
        QVERIFY(QFile(folder).open(QIODevice::WriteOnly));
        QVERIFY(streams.append(noisy, QStringLiteral("console"), QByteArray(60, 'n')).isNull());
        QVERIFY(!streams.append(quiet, QStringLiteral("console"), "q").isNull());
        const auto muted = streams.takeMuted();
        QCOMPARE(muted.size(), std::size_t(1));
        QCOMPARE(muted[0].first, noisy);
        QVERIFY(streams.takeMuted().empty());
    }
};

QTEST_GUILESS_MAIN(TestEventStore)
#include "tst_eventstore.moc"
