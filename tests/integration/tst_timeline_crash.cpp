// SPDX-License-Identifier: Apache-2.0
// kill -9 while 20 000 events a second are recorded. The program runs itself again as the child that is killed.
// Afterwards the tables open, nothing is missing before the last committed batch, what had been reported as written is
// there, and the raw bytes of every event stand where it says.

#include "base/clock.h"
#include "store/database.h"
#include "storefixture.h"
#include "testsupport.h"
#include "timeline/eventcolumns.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <map>
#include <random>
#include <thread>

using namespace ota;

namespace {

constexpr int childFailed = 9;

QByteArray rawOf(quint64 number)
{
    return "line " + QByteArray::number(number) + " of the console\r\n";
}

/// Records until it is killed. After each flush it says how far the store is.
int childMain(const QStringList& arguments)
{
    const SystemClock clock;
    const auto database = Database::open(arguments.value(2), true);
    if (!database || !(*database)->migrate({EventStore::schema()}))
        return childFailed;
    const auto store = EventStore::open(**database, arguments.value(3), clock);
    if (!store)
        return childFailed;
    const auto timeline = Timeline::open(**store, clock);
    if (!timeline)
        return childFailed;
    const std::jthread reporter([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            (*timeline)->flush();
            if (const auto seq = (*store)->lastSeq())
                std::printf("%llu\n", static_cast<unsigned long long>(*seq));
            std::fflush(stdout);
        }
    });
    const BoardId board(QStringLiteral("b1"));
    const quint64 perSecond = arguments.value(4).toULongLong();
    const auto begin = std::chrono::steady_clock::now();
    for (quint64 number = 1;; ++number) {
        if (number % 100 == 0)
            std::this_thread::sleep_until(begin + std::chrono::microseconds(number * 1'000'000 / perSecond));
        if (number % 5000 == 1)
            (void)(*timeline)->openSession({.board = board, .world = World::Suit, .target = QString::number(number)});
        Event event;
        event.board = board;
        event.world = World::Suit;
        event.origin = Origin::Console;
        event.stream = Stream::Console;
        event.phase = Phase::Check;
        event.message = QStringLiteral("number %1").arg(number % 1000);
        event.raw = (*timeline)->appendRaw(board, QStringLiteral("console"), rawOf(number));
        event.details = {{"number", static_cast<qint64>(number)}};
        (*timeline)->append(std::move(event));
    }
}

} // namespace

class TestTimelineCrash final : public QObject
{
    Q_OBJECT

private:
    /// Lets a child run until it has said `reports` times how far it is, and a moment longer. Returns what it said
    /// last.
    quint64 runAndKill(const QString& location, int perSecond, int reports, std::chrono::microseconds longer)
    {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--child"), location, streams(), QString::number(perSecond)});
        quint64 said = 0;
        for (int i = 0; i < reports && child.waitForReadyRead(60'000); ++i) {
            while (child.canReadLine())
                said = child.readLine().trimmed().toULongLong();
        }
        std::this_thread::sleep_for(longer);
        child.kill();
        child.waitForFinished(60'000);
        const QList<QByteArray> rest = child.readAllStandardOutput().split('\n');
        // The last line may be cut; one before it is whole.
        for (qsizetype i = 0; i + 1 < rest.size(); ++i)
            said = std::max(said, rest[i].trimmed().toULongLong());
        return child.exitStatus() == QProcess::CrashExit ? said : 0;
    }

    QString streams() const { return m_directory->filePath(QStringLiteral("streams")); }

    void checkAll(Database& database, quint64 said)
    {
        const SystemClock clock;
        const auto problems = database.integrityProblems();
        QVERIFY_RESULT(problems);
        QCOMPARE(problems->join(u' '), QString());
        const auto store = EventStore::open(database, streams(), clock);
        QVERIFY_RESULT(store);
        const auto last = (*store)->lastSeq();
        QVERIFY_RESULT(last);
        QVERIFY2(*last >= said, qPrintable(QStringLiteral("%1 was reported, %2 is there").arg(said).arg(*last)));
        quint64 next = m_checked + 1;
        EventFilter filter{.after = EventKey{0, m_checked}, .order = EventFilter::Order::Seq, .limit = 2000};
        while (next <= *last) {
            const auto events = (*store)->events(filter);
            QVERIFY_RESULT(events);
            QVERIFY(!events->empty());
            std::map<qint64, RawRef> ranges; // Of the page, so that each segment is opened once.
            for (const Event& event : *events) {
                QCOMPARE(event.seq, next++);
                QVERIFY(!event.session.isNull());
                if (event.raw.isNull())
                    continue;
                RawRef& range = ranges.emplace(event.raw.stream, event.raw).first->second;
                range.length = std::max(range.length, event.raw.offset + event.raw.length - range.offset);
            }
            std::map<qint64, QByteArray> bytes;
            for (const auto& [stream, range] : ranges) {
                const auto read = (*store)->rawBytes(range);
                QVERIFY_RESULT(read);
                bytes[stream] = *read;
            }
            for (const Event& event : *events) {
                if (!event.raw.isNull())
                    QCOMPARE(bytes[event.raw.stream].mid(event.raw.offset - ranges[event.raw.stream].offset,
                                                         event.raw.length),
                             rawOf(static_cast<quint64>(event.details.value(u"number").toInteger())));
            }
            filter.after = EventKey{0, events->back().seq};
        }
        const auto columns = (*store)->columns();
        QVERIFY_RESULT(columns);
        QCOMPARE(columns->endSeq(), *last + 1);
        // The row of a session tells what its events do, when the next one has opened the timeline.
        Timeline::Options options;
        options.watch = false;
        const auto timeline = Timeline::open(**store, clock, options);
        QVERIFY_RESULT(timeline);
        (*timeline)->flush();
        const auto sessions = (*store)->sessions({.limit = 2});
        QVERIFY_RESULT(sessions);
        for (const SessionRow& row : *sessions) {
            const auto events =
                (*store)->events({.session = row.id, .order = EventFilter::Order::Time, .limit = 100'000});
            QVERIFY_RESULT(events);
            const SessionState state = foldSession(*events);
            QCOMPARE(row.result, state.verdict.result);
            QCOMPARE(row.events, state.events);
        }
        m_recorded += *last - m_checked;
        m_checked = *last;
    }

    DriverFixture m_fixture;
    std::unique_ptr<QTemporaryDir> m_directory;
    quint64 m_checked = 0;
    quint64 m_recorded = 0;

private Q_SLOTS:
    void nothingIsMissingBeforeTheLastBatch_data() { DriverFixture::addDrivers(); }
    void nothingIsMissingBeforeTheLastBatch()
    {
        OTA_DATABASE_URL(m_fixture, url);
        m_directory = std::make_unique<QTemporaryDir>();
        m_checked = 0;
        const QString location = url.isEmpty() ? m_directory->filePath(QStringLiteral("t.sqlite")) : url;
        std::mt19937 random(7);
        const bool sqlite = url.isEmpty();
        const int rounds = sqlite ? 6 : 4;
        for (int round = 0; round < rounds; ++round) {
            const int reports = 1 + static_cast<int>(random() % 20);
            const quint64 said =
                runAndKill(location, sqlite ? 20'000 : 3000, reports, std::chrono::microseconds(random() % 60'000));
            QVERIFY2(said > 0, "the child did not run");
            const auto database = Database::open(location, true);
            QVERIFY_RESULT(database);
            checkAll(**database, said);
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%llu events in %d rounds", static_cast<unsigned long long>(m_recorded), rounds);
        m_recorded = 0;
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == QStringLiteral("--child"))
        return childMain(QCoreApplication::arguments());
    TestTimelineCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_timeline_crash.moc"
