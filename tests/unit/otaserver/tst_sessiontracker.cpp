// SPDX-License-Identifier: Apache-2.0
#include "fakeclock.h"
#include "otaserver/releasetree.h"
#include "otaserver/sessiontracker.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QTemporaryDir>
#include <QTest>

using namespace ota;

namespace {

using Kind = CoapServerEvent::Kind;

} // namespace

class TestSessionTracker final : public QObject
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
        m_tracker->onChanged([this](const TransferView& view, bool gone) { m_told.emplace_back(view, gone); });
        m_served.files.insert(QStringLiteral("r/manifest"),
                              {ReleaseId(QStringLiteral("r")), QStringLiteral("manifest"), true, 7, {}, 100});
        m_served.files.insert(QStringLiteral("r/slot0"),
                              {ReleaseId(QStringLiteral("r")), QStringLiteral("slot0"), false, 7, {}, 6400});
    }

    void cleanup()
    {
        m_told.clear();
        m_served = {};
        m_tracker.reset();
        m_boards.reset();
        m_timeline.reset();
        m_store.reset();
        m_bench.reset();
    }

    void progressIsToldTenTimesASecondAndTheEndAtOnce()
    {
        const auto transfer = begin(QStringLiteral("r/slot0"), 6400, 1);
        for (quint64 block = 0; block < 100; ++block) {
            m_clock.advance(std::chrono::milliseconds(5)); // 500 ms in all.
            served(transfer, block * 64, 64);
        }
        const auto before = m_told.size();
        QVERIFY2(before >= 4 && before <= 7, qPrintable(QString::number(before)));
        event(Kind::TransferDone, transfer);
        QCOMPARE(m_told.size(), before + 1);
        const TransferView& view = m_told.back().first;
        QCOMPARE(view.state, TransferView::State::Done);
        QCOMPARE(view.doneBytes, quint64(6400));
        QCOMPARE(view.requests, quint64(100));
        QVERIFY2(view.bytesPerSecond > 12'000 && view.bytesPerSecond < 13'500,
                 qPrintable(QString::number(view.bytesPerSecond)));
    }

    void repeatsAndGapsAreNoProgress()
    {
        const auto transfer = begin(QStringLiteral("r/slot0"), 6400, 1);
        served(transfer, 0, 64);
        served(transfer, 64, 64);
        served(transfer, 64, 64, true);
        served(transfer, 640, 64); // Somebody jumps: what lies between is not there.
        m_clock.advance(std::chrono::seconds(1));
        m_tracker->tick();
        const TransferView view = m_tracker->transfers().front();
        QCOMPARE(view.doneBytes, quint64(128));
        QCOMPARE(view.sentBytes, quint64(256));
        QCOMPARE(view.repeats, quint64(1));
    }

    void aStalledTransferGoesOn()
    {
        const auto transfer = begin(QStringLiteral("r/slot0"), 6400, 1);
        served(transfer, 0, 64);
        m_clock.advance(std::chrono::seconds(20));
        event(Kind::TransferStalled, transfer);
        QCOMPARE(m_tracker->transfers().front().state, TransferView::State::Stalled);
        m_clock.advance(std::chrono::seconds(1));
        served(transfer, 64, 64);
        QCOMPARE(m_tracker->transfers().front().state, TransferView::State::Running);
    }

    void whatEndedLeavesTheListAfterAMinute()
    {
        const auto transfer = begin(QStringLiteral("r/slot0"), 64, 1);
        served(transfer, 0, 64);
        event(Kind::TransferDone, transfer);
        m_clock.advance(std::chrono::seconds(59));
        m_tracker->tick();
        QCOMPARE(m_tracker->transfers().size(), std::size_t(1));
        m_clock.advance(std::chrono::seconds(2));
        m_tracker->tick();
        QVERIFY(m_tracker->transfers().empty());
        QVERIFY(m_told.back().second);
    }

    void manifestAndPayloadAreOneSession()
    {
        const auto manifest = begin(QStringLiteral("r/manifest"), 100, 1);
        served(manifest, 0, 100);
        event(Kind::TransferDone, manifest);
        m_clock.advance(std::chrono::milliseconds(30));
        const auto slot = begin(QStringLiteral("r/slot0"), 6400, 2);
        served(slot, 0, 64);
        QCOMPARE(m_timeline->openSessions().size(), std::size_t(1));
        const SessionState session = m_timeline->openSessions().front();
        QCOMPARE(session.target, QStringLiteral("7"));
        QVERIFY(session.adopted);
        QCOMPARE(session.phase(), Phase::Download);
    }

    void aTextOfOursIsNoUpdate()
    {
        const auto version = begin(QStringLiteral("r/version"), 1, 1);
        served(version, 0, 1);
        event(Kind::TransferDone, version);
        QVERIFY(m_timeline->openSessions().empty());
        QCOMPARE(m_tracker->transfers().size(), std::size_t(1));
    }

    void aDownloadOfAPersonHasNoSession()
    {
        SessionTracker::Download download{QStringLiteral("http"),        QStringLiteral("k"),
                                          QStringLiteral("127.0.0.1:9"), QStringLiteral("127.0.0.1"),
                                          QStringLiteral("r/slot0"),     3200};
        m_tracker->httpProgress(download, m_served);
        QCOMPARE(m_tracker->transfers().front().doneBytes, quint64(3200));
        download.doneBytes = 3300;
        m_tracker->httpEnd(download, false, 200, m_served);
        QCOMPARE(m_tracker->transfers().front().state, TransferView::State::Broken);
        QVERIFY(m_timeline->openSessions().empty());
        m_tracker->httpEnd(download, true, 200, m_served); // The next one is another.
        QCOMPARE(m_tracker->transfers().size(), std::size_t(2));
    }

    void aBoardsDownloadOverHttpIsASession()
    {
        Board board;
        board.id = BoardId(QStringLiteral("gateway"));
        board.links.address = QStringLiteral("127.0.0.1");
        QVERIFY_RESULT(m_bench->boards().add(board));
        QVERIFY_RESULT(m_boards->refresh());
        m_tracker->httpEnd({QStringLiteral("http"), QStringLiteral("k"), QStringLiteral("127.0.0.1:9"),
                            QStringLiteral("127.0.0.1"), QStringLiteral("r/slot0"), 6400},
                           true, 200, m_served);
        QCOMPARE(m_timeline->openSessions().size(), std::size_t(1));
        QCOMPARE(m_timeline->openSessions().front().board.text(), QStringLiteral("gateway"));
        QCOMPARE(m_bench->boards().find(board.id)->lastContactNs, m_clock.nowNs());
    }

    void aHundredThousandBlocksAreCheap()
    {
        const auto transfer = begin(QStringLiteral("r/slot0"), 6'400'000, 1);
        for (quint64 block = 0; block < 100'000; ++block) {
            m_clock.advance(std::chrono::microseconds(20));
            served(transfer, block * 64, 64);
        }
        // 2 s at ten a second, not one for each block.
        QVERIFY2(m_told.size() < 30, qPrintable(QString::number(m_told.size())));
        m_timeline->flush();
        const auto events = m_store->events({.limit = 1000});
        QVERIFY_RESULT(events);
        QVERIFY2(events->size() < 40, qPrintable(QString::number(events->size())));
    }

private:
    std::shared_ptr<const CoapTransferInfo> begin(const QString& path, quint64 total, quint64 id)
    {
        auto peer = std::make_shared<CoapPeer>();
        peer->address = QStringLiteral("fd00::7");
        peer->port = static_cast<quint16>(40000 + id);
        auto info = std::make_shared<CoapTransferInfo>();
        info->id = id;
        info->peer = peer;
        info->path = path;
        info->total = total;
        event(Kind::TransferStarted, info);
        return info;
    }

    void event(Kind kind, const std::shared_ptr<const CoapTransferInfo>& transfer)
    {
        CoapServerEvent event;
        event.kind = kind;
        event.timeNs = m_clock.nowNs();
        event.peer = transfer->peer;
        event.transfer = transfer;
        m_tracker->coapEvent(0, QStringLiteral("coap"), event, m_served);
    }

    void served(const std::shared_ptr<const CoapTransferInfo>& transfer, quint64 offset, quint64 length,
                bool repeat = false)
    {
        CoapServerEvent event;
        event.kind = Kind::BlockServed;
        event.timeNs = m_clock.nowNs();
        event.peer = transfer->peer;
        event.transfer = transfer;
        event.offset = offset;
        event.length = length;
        event.repeat = repeat;
        m_tracker->coapEvent(0, QStringLiteral("coap"), event, m_served);
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<EventStore> m_store;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<BoardFinder> m_boards;
    std::unique_ptr<SessionTracker> m_tracker;
    ServedTree m_served;
    std::vector<std::pair<TransferView, bool>> m_told;
};

QTEST_GUILESS_MAIN(TestSessionTracker)
#include "tst_sessiontracker.moc"
