// SPDX-License-Identifier: Apache-2.0
// What the tracker makes of the answers that bring gateways their files.

#include "fakeclock.h"
#include "http/httpserver.h"
#include "otaserver/sessiontracker.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace ota;

namespace {

const BoardId gateway(QStringLiteral("gw-1"));
const QString file = QStringLiteral("fw.bin");
constexpr qint64 size = 10'000;

} // namespace

class TestGatewayTransfers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        BenchOptions options;
        options.schemas = {EventStore::schema()};
        options.clock = &m_clock;
        auto bench =
            Bench::open(m_directory->filePath(QStringLiteral("bench")), Bench::Access::Hold, std::move(options));
        QVERIFY_RESULT(bench);
        m_bench = std::move(*bench);
        auto store = EventStore::open(m_bench->database(), m_bench->streamsPath(), m_clock);
        QVERIFY_RESULT(store);
        m_store = std::move(*store);
        auto timeline = Timeline::open(*m_store, m_clock, {.limits = {}, .watch = false});
        QVERIFY_RESULT(timeline);
        m_timeline = std::move(*timeline);
        m_boards = std::make_unique<BoardFinder>(m_bench->boards());
        m_tracker = std::make_unique<SessionTracker>(*m_timeline, *m_boards, m_clock);
    }

    void cleanup()
    {
        m_tracker.reset();
        m_boards.reset();
        m_timeline.reset();
        m_store.reset();
        m_bench.reset();
    }

    void rangesOfOneFileAreOneTransfer()
    {
        const SessionId session = open(gateway);
        for (qint64 offset = 0; offset < size; offset += 100)
            fetch(offset, 100, 49'000 + static_cast<int>(offset / 1000)); // Now and then a new connection.
        const SessionState state = stateOf(session);
        QCOMPARE(state.transfers.size(), std::size_t{1});
        QCOMPARE(state.payloadBytes(), quint64{size});
        QCOMPARE(state.transfers.front().requests, quint64{100});
        QVERIFY(state.transfers.front().complete);
        QVERIFY(state.downloaded);
        QCOMPARE(codesOf(session).count(QStringLiteral("transfer.begin")), 1);
        const TransferView view = only();
        QCOMPARE(view.state, TransferView::State::Done);
        QCOMPARE(view.path, file);
        QCOMPARE(view.repeats, quint64{0});
        QCOMPARE(view.session, session);
    }

    void whatWasBrokenOffGoesOn()
    {
        const SessionId session = open(gateway);
        const auto first = answer(0, size);
        m_tracker->fetchProgress(at(first, 1000));
        wait(1);
        m_tracker->fetchEnd(at(first, 4000), false);
        QCOMPARE(only().state, TransferView::State::Broken);
        QCOMPARE(only().doneBytes, quint64{4000});
        wait(1);
        const auto second = answer(4000, size - 4000);
        m_tracker->fetchProgress(at(second, 500, 50'000));
        QCOMPARE(only().state, TransferView::State::Running);
        wait(1);
        m_tracker->fetchEnd(at(second, size - 4000, 50'000), true);
        QCOMPARE(only().state, TransferView::State::Done);
        QCOMPARE(only().doneBytes, quint64{size});
        const SessionState state = stateOf(session);
        QCOMPARE(state.transfers.size(), std::size_t{1});
        QCOMPARE(state.payloadBytes(), quint64{size}); // Nothing twice.
        QVERIFY(state.transfers.front().complete);
        QCOMPARE(codesOf(session).count(QStringLiteral("transfer.begin")), 2);
        QCOMPARE(codesOf(session).count(QStringLiteral("transfer.broken")), 1);
        QVERIFY(findings(session).isEmpty());
    }

    void fromTheFirstByteAgainIsAnotherTransfer()
    {
        const SessionId session = open(gateway);
        m_tracker->fetchEnd(at(answer(0, size), 4000), false);
        wait(1);
        m_tracker->fetchEnd(at(answer(0, size), size), true);
        QCOMPARE(m_tracker->transfers().size(), std::size_t{2});
        QCOMPARE(stateOf(session).payloadBytes(), quint64{size + 4000});
        QVERIFY(findings(session).isEmpty());
    }

    void anotherBodyUnderTheSameNameIsNoticed()
    {
        const SessionId session = open(gateway);
        m_tracker->fetchEnd(at(answer(0, size), 4000), false);
        wait(1);
        m_tracker->fetchEnd(at(answer(4000, size - 4000, "other"), size - 4000), true);
        QCOMPARE(m_tracker->transfers().size(), std::size_t{2});
        QCOMPARE(findings(session), QStringList{QStringLiteral("changed")});
    }

    void rangesAtOnceCountTogether()
    {
        const SessionId session = open(gateway);
        const auto back = answer(size / 2, size / 2);
        const auto front = answer(0, size / 2);
        m_tracker->fetchProgress(at(back, 100));
        QCOMPARE(only().doneBytes, quint64{size / 2 + 100}); // It seems to have the first half.
        m_tracker->fetchProgress(at(front, 100, 50'000));
        QCOMPARE(only().doneBytes, quint64{200}); // It has not.
        wait(1);
        m_tracker->fetchEnd(at(back, size / 2), true);
        QCOMPARE(only().state, TransferView::State::Running);
        m_tracker->fetchEnd(at(front, size / 2, 50'000), true);
        QCOMPARE(only().state, TransferView::State::Done);
        QCOMPARE(stateOf(session).payloadBytes(), quint64{size});
        QCOMPARE(stateOf(session).transfers.size(), std::size_t{1});
    }

    void aRepeatIsSentButNoProgress()
    {
        const SessionId session = open(gateway);
        fetch(0, 5000);
        fetch(4000, 1000);
        QCOMPARE(only().doneBytes, quint64{5000});
        QCOMPARE(only().sentBytes, quint64{6000});
        QCOMPARE(only().repeats, quint64{1});
        fetch(5000, 5000);
        QCOMPARE(only().state, TransferView::State::Done);
        QCOMPARE(stateOf(session).payloadBytes(), quint64{11'000});
    }

    void whoComesForNoMoreHasStalledAndMayGoOn()
    {
        const SessionId session = open(gateway);
        fetch(0, 5000);
        wait(19);
        QCOMPARE(only().state, TransferView::State::Running);
        wait(2);
        QCOMPARE(only().state, TransferView::State::Stalled);
        QCOMPARE(codesOf(session).count(QStringLiteral("transfer.broken")), 1);
        fetch(5000, 5000);
        QCOMPARE(only().state, TransferView::State::Done);
        QCOMPARE(stateOf(session).payloadBytes(), quint64{size});
        QCOMPARE(stateOf(session).transfers.size(), std::size_t{1});
    }

    void withoutASessionItIsTheBoardsAlone()
    {
        fetch(0, 5000);
        m_tracker->fetchEnd(at(answer(5000, 5000), 100), false);
        QVERIFY(m_timeline->openSessions().empty()); // Nobody has begun an update.
        m_timeline->flush();
        const auto events = m_store->events({.board = gateway, .stream = Stream::Transfer});
        QVERIFY_RESULT(events);
        QVERIFY(events->size() >= 2);
        for (const Event& event : *events)
            QVERIFY(event.session.isNull() && !event.phase && event.world == World::Exosense);
        QVERIFY(only().session.isNull());
        // It is in the session from when there is one.
        wait(1);
        const SessionId session = open(gateway);
        wait(1);
        fetch(5100, 4900);
        QCOMPARE(only().session, session);
        QVERIFY(stateOf(session).payloadBytes() > 0);
    }

    void anotherSessionHasItsOwn()
    {
        const SessionId first = open(gateway, QStringLiteral("2.0"));
        fetch(0, 4000);
        wait(1);
        const SessionId second = open(gateway, QStringLiteral("3.0"));
        wait(1);
        fetch(4000, 6000);
        QCOMPARE(stateOf(first).payloadBytes(), quint64{4000});
        QCOMPARE(stateOf(second).payloadBytes(), quint64{6000});
        QVERIFY(stateOf(second).transfers.front().complete);
    }

    void aShortDownloadBelongsToTheSessionThatRanThen()
    {
        const SessionId session = open(gateway);
        const auto whole = answer(0, size);
        const SessionTracker::Fetch end = at(whole, size);
        // Told a moment later, when the session has ended.
        wait(1);
        m_timeline->closeSession(session, SessionResult::Aborted, {}, {});
        wait(1);
        m_tracker->fetchEnd(end, true);
        QCOMPARE(stateOf(session).payloadBytes(), quint64{size});
        QVERIFY(stateOf(session).transfers.front().complete);
    }

    void aRefusalStandsInTheSessionWithItsStatus()
    {
        const SessionId session = open(gateway);
        m_tracker->fetchRefused(at(answer(0, 0), 0), 404);
        m_timeline->flush();
        const auto events = m_store->events({.session = session, .stream = Stream::Transfer});
        QVERIFY_RESULT(events);
        QCOMPARE(events->size(), std::size_t{1});
        QCOMPARE(events->front().reason, QStringLiteral("HTTP_404"));
        QCOMPARE(events->front().rawStatus, QStringLiteral("404"));
        QCOMPARE(stateOf(session).payloadBytes(), quint64{0});
        QVERIFY(m_tracker->transfers().empty());
    }

    void severalFilesAreOneDownloadOfTheSession()
    {
        const SessionId session = open(gateway);
        m_tracker->fetchEnd(at(answer(0, size), size), true);
        wait(2);
        m_tracker->fetchEnd(at(answer(0, size, "second", QStringLiteral("data.bin")), size), true);
        const SessionState state = stateOf(session);
        QCOMPARE(std::ranges::count(state.phases, Phase::Download, &PhaseSpan::phase), std::ptrdiff_t{1});
        QCOMPARE(state.payloadBytes(), quint64{2 * size});
        QCOMPARE(state.transfers.size(), std::size_t{2});
    }

    void aThousandAtOnceAreNotAnEventForEachPiece()
    {
        constexpr int gateways = 1000;
        std::vector<SessionTracker::Fetch> fetches;
        for (int i = 0; i < gateways; ++i) {
            const BoardId board(QStringLiteral("gw-%1").arg(i));
            open(board);
            SessionTracker::Fetch fetch = at(answer(0, 1'000'000), 0);
            fetch.board = board;
            fetches.push_back(fetch);
        }
        constexpr int steps = 80; // Each 25 ms: 2 s in all.
        for (int step = 1; step <= steps; ++step) {
            m_clock.advance(std::chrono::milliseconds(25));
            for (SessionTracker::Fetch& fetch : fetches) {
                fetch.sentBytes += 12'500;
                fetch.timeNs = m_clock.nowNs();
                step == steps ? m_tracker->fetchEnd(fetch, true) : m_tracker->fetchProgress(fetch);
            }
            m_tracker->tick(); // All stay in the list while they go on.
            QCOMPARE(m_tracker->transfers().size() >= std::size_t{gateways}, step < steps);
        }
        m_timeline->flush();
        int events = 0;
        for (int i = 0; i < gateways; i += 100) {
            const auto own = m_store->events(
                {.board = fetches[static_cast<std::size_t>(i)].board, .stream = Stream::Transfer, .limit = 1000});
            QVERIFY_RESULT(own);
            QCOMPARE(std::ranges::count(*own, QStringLiteral("transfer.begin"), &Event::code), std::ptrdiff_t{1});
            QCOMPARE(std::ranges::count(*own, QStringLiteral("transfer.end"), &Event::code), std::ptrdiff_t{1});
            events = std::max(events, static_cast<int>(own->size()));
        }
        // Begin, end, and four a second.
        QVERIFY2(events <= 2 + 4 * 2 + 2, qPrintable(QString::number(events)));
        // What has ended leaves, but for the newest.
        QCOMPARE(m_tracker->transfers().size(), SessionTracker::maxTransfers);
    }

    void whatIsStillFetchedIsNotForgottenWhenManyEnd()
    {
        open(gateway);
        m_tracker->fetchEnd(at(answer(0, size), size), true);
        const auto again = answer(500, size - 500); // Of a file that it has got.
        m_tracker->fetchProgress(at(again, 100));
        m_clock.advance(std::chrono::milliseconds(1));
        for (std::size_t i = 0; i < SessionTracker::maxTransfers; ++i)
            m_tracker->fetchEnd(at(answer(0, size, "digest", QStringLiteral("file-%1").arg(i)), size), true);
        m_tracker->tick();
        const auto isThere = [this] {
            return std::ranges::any_of(m_tracker->transfers(),
                                       [](const TransferView& view) { return view.path == file; });
        };
        QVERIFY(isThere());
        m_tracker->fetchProgress(at(again, 200));
        m_tracker->fetchEnd(at(again, size - 500), true);
        wait(61);
        QVERIFY(!isThere());
    }

    void anAddressNamesAGatewayWhereItIsAlone()
    {
        const auto add = [&](const char* name, const char* world, const char* address) {
            Board board;
            board.id = BoardId(QString::fromLatin1(name));
            board.world = QString::fromLatin1(world);
            board.links.address = QString::fromLatin1(address);
            QVERIFY_RESULT(m_bench->boards().add(board));
            QVERIFY_RESULT(m_boards->refresh());
        };
        const QString address = QStringLiteral("192.0.2.7");
        QVERIFY(!m_boards->gatewayAt(address));
        add("gw-a", "exosense", "192.0.2.7");
        QCOMPARE(m_boards->gatewayAt(address)->id.text(), QStringLiteral("gw-a"));
        QVERIFY(!m_boards->atAddress(address).known); // It is no board that speaks CoAP.
        add("riot", "suit", "192.0.2.8");
        add("gw-b", "exosense", "192.0.2.8");
        QVERIFY(!m_boards->gatewayAt(QStringLiteral("192.0.2.8")));
        add("gw-c", "exosense", "192.0.2.7");
        QVERIFY(!m_boards->gatewayAt(address));
    }

private:
    SessionId open(const BoardId& board, const QString& version = QStringLiteral("2.0"))
    {
        SessionRequest request;
        request.board = board;
        request.world = World::Exosense;
        request.target = version;
        request.requested = QStringLiteral("config_otau");
        return m_timeline->openSession(request);
    }

    std::shared_ptr<const HttpFetch> answer(qint64 offset, qint64 length, const QByteArray& etag = "digest",
                                            const QString& object = file)
    {
        auto fetch = std::make_shared<HttpFetch>();
        fetch->number = ++m_lastNumber;
        fetch->object = object;
        fetch->etag = etag;
        fetch->startedNs = m_clock.nowNs();
        fetch->offset = offset;
        fetch->length = length;
        fetch->size = std::max(size, offset + length);
        return fetch;
    }

    SessionTracker::Fetch at(const std::shared_ptr<const HttpFetch>& what, qint64 sent, int port = 49'000) const
    {
        return {QStringLiteral("exosense"), gateway,        QStringLiteral("127.0.0.1:%1").arg(port), what,
                static_cast<quint64>(sent), m_clock.nowNs()};
    }

    /// A whole answer, which takes 10 ms.
    void fetch(qint64 offset, qint64 length, int port = 49'000)
    {
        const auto what = answer(offset, length);
        m_clock.advance(std::chrono::milliseconds(10));
        m_tracker->fetchEnd(at(what, length, port), true);
        m_tracker->tick();
    }

    void wait(int seconds)
    {
        m_clock.advance(std::chrono::seconds(seconds));
        m_tracker->tick();
        m_timeline->tick();
    }

    TransferView only() const
    {
        const auto views = m_tracker->transfers();
        return views.size() == 1 ? views.front() : TransferView();
    }

    SessionState stateOf(SessionId session)
    {
        m_timeline->flush();
        return m_timeline->session(session).value_or(SessionState());
    }

    QStringList codesOf(SessionId session)
    {
        m_timeline->flush();
        const auto events = m_store->events({.session = session, .stream = Stream::Transfer, .limit = 1000});
        QStringList codes;
        for (const Event& event : events ? *events : std::vector<Event>())
            codes << event.code;
        return codes;
    }

    QStringList findings(SessionId session)
    {
        wait(1); // Noticed,
        wait(2); // and settled.
        m_timeline->flush();
        const auto found = m_store->findings(session);
        QStringList codes;
        for (const Finding& finding : found ? *found : std::vector<Finding>())
            codes << finding.code;
        return codes;
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<EventStore> m_store;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<BoardFinder> m_boards;
    std::unique_ptr<SessionTracker> m_tracker;
    quint64 m_lastNumber = 0;
};

QTEST_GUILESS_MAIN(TestGatewayTransfers)
#include "tst_gatewaytransfers.moc"
