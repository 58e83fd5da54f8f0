// SPDX-License-Identifier: Apache-2.0
#include "fakeclock.h"
#include "riot/riotrecorder.h"
#include "store/database.h"
#include "testsupport.h"
#include "timeline/eventstore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace ota;

/// A console into a timeline: sessions, attempts and the bytes behind each event.
class TestRiotRecorder final : public QObject
{
    Q_OBJECT

private:
    const BoardId m_board{QStringLiteral("b1")};
    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<EventStore> m_store;
    std::unique_ptr<Timeline> m_timeline;

    void play(RiotRecorder& recorder, const QString& name, qsizetype piece)
    {
        const QByteArray bytes = testData(QStringLiteral("riot/console/") + name);
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            recorder.take(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
            m_clock.advance(std::chrono::milliseconds(10));
        }
    }

    std::vector<SessionRow> sessions()
    {
        m_timeline->flush();
        const auto rows = m_store->sessions({});
        return rows ? *rows : std::vector<SessionRow>();
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_database = std::move(*Database::open(m_directory->filePath(QStringLiteral("t.sqlite")), true));
        QVERIFY_RESULT(m_database->migrate({EventStore::schema()}));
        m_store = std::move(*EventStore::open(*m_database, m_directory->filePath(QStringLiteral("streams")), m_clock));
        Timeline::Options options;
        options.watch = false;
        m_timeline = std::move(*Timeline::open(*m_store, m_clock, options));
    }

    void cleanup()
    {
        m_timeline.reset();
        m_store.reset();
        m_database.reset();
    }

    void anUpdateIsOneAdoptedSession()
    {
        RiotRecorder recorder(*m_timeline, m_board, true);
        play(recorder, QStringLiteral("ok.console"), 13);
        const auto rows = sessions();
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].result, SessionResult::Success);
        QCOMPARE(rows[0].target, QStringLiteral("1"));
        QVERIFY(rows[0].adopted);
        QVERIFY(rows[0].simulated);
    }

    void aSecondRunIsAnotherAttempt()
    {
        RiotRecorder recorder(*m_timeline, m_board, false);
        play(recorder, QStringLiteral("replay.console"), 100);
        const auto rows = sessions();
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].result, SessionResult::Rejected);
        QCOMPARE(rows[0].attempt, 2);
        QCOMPARE(rows[1].attempt, 1);
    }

    void anOfferOfOursTakesTheConsolesEvents()
    {
        const SessionId id =
            m_timeline->openSession({.board = m_board, .world = World::Suit, .target = QStringLiteral("1")});
        RiotRecorder recorder(*m_timeline, m_board, false);
        play(recorder, QStringLiteral("trigger.console"), 50);
        const auto rows = sessions();
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].id, id);
        QVERIFY(!rows[0].adopted);
    }

    void everyEventPointsAtItsLine()
    {
        RiotRecorder recorder(*m_timeline, m_board, false);
        QStringList lines;
        recorder.onLine([&](const RiotLine& line) {
            if (line.event)
                lines << line.text;
        });
        play(recorder, QStringLiteral("wrong_key.console"), 9);
        m_timeline->flush();
        const auto events = m_store->events({.stream = Stream::Console, .order = EventFilter::Order::Seq});
        QVERIFY_RESULT(events);
        QCOMPARE(events->size(), std::size_t(lines.size()));
        for (std::size_t i = 0; i < events->size(); ++i) {
            const auto bytes = m_store->rawBytes((*events)[i].raw);
            QVERIFY_RESULT(bytes);
            QCOMPARE(riotLineText(*bytes), lines[static_cast<qsizetype>(i)]);
        }
    }

    void aLengthenedUrlIsToldAsTheFaultItIs()
    {
        RiotRecorder recorder(*m_timeline, m_board, false);
        recorder.setSentUrl(QStringLiteral("coap://[2001:db8::1]/fw/v/p_base"));
        play(recorder, QStringLiteral("trigger_residue.console"), 1000);
        m_timeline->flush();
        const auto events = m_store->events({.atLeast = Severity::Warning, .code = QStringLiteral("riot.trigger")});
        QVERIFY_RESULT(events);
        QCOMPARE(events->size(), std::size_t(1));
        QVERIFY(events->front().message.contains(QStringLiteral("NUL")));
    }

    void aSecretIsMaskedButItsBytesStay()
    {
        RiotRecorder recorder(*m_timeline, m_board, false);
        recorder.take("wifi password=hunter22\n");
        m_timeline->flush();
        const auto events = m_store->events({.code = QStringLiteral("console.secret")});
        QVERIFY_RESULT(events);
        QCOMPARE(events->size(), std::size_t(1));
        QVERIFY(!events->front().message.contains(QStringLiteral("hunter22")));
        QCOMPARE(*m_store->rawBytes(events->front().raw), QByteArray("wifi password=hunter22"));
    }
};

QTEST_GUILESS_MAIN(TestRiotRecorder)
#include "tst_riotrecorder.moc"
