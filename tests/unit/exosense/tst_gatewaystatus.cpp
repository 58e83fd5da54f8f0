// SPDX-License-Identifier: Apache-2.0
// What the timeline is told of a gateway's reports.

#include "exosense/gatewayreader.h"
#include "exosense/gatewaystatus.h"
#include "exosensefixture.h"
#include "exosensevectors.h"

#include <QTest>

using namespace ota;

namespace {

const BoardId board(QStringLiteral("gw-1"));
constexpr qint64 second = 1'000'000'000;

class StatusBench
{
public:
    StatusBench()
    {
        BenchOptions options;
        options.clock = &clock;
        options.schemas = {EventStore::schema(), ExosenseStore::schema()};
        auto opened = Bench::open(m_directory.filePath(QStringLiteral("bench")), Bench::Access::Hold, options);
        CloudFixture::need(opened);
        m_bench = std::move(*opened);
        auto events = EventStore::open(m_bench->database(), m_bench->streamsPath(), clock);
        CloudFixture::need(events);
        m_events = std::move(*events);
        Timeline::Options watchless;
        watchless.watch = false;
        auto opened2 = Timeline::open(*m_events, clock, watchless);
        CloudFixture::need(opened2);
        timeline = std::move(*opened2);
    }
    ~StatusBench()
    {
        timeline.reset();
        m_events.reset();
    }

    void ask(const QByteArray& version)
    {
        take("config_otau", R"({"version":")" + version + R"(","name":"n","type":"JSON","payload":{}})", true);
    }
    void say(const QByteArray& version, const QByteArray& word, const QByteArray& message = {},
             std::optional<qint64> deviceNs = {})
    {
        const QJsonObject report{{QStringLiteral("version"), QString::fromUtf8(version)},
                                 {QStringLiteral("status"), QString::fromUtf8(word)},
                                 {QStringLiteral("message"), QString::fromUtf8(message)}};
        take("otau_in", QJsonDocument(report).toJson(QJsonDocument::Compact), false, deviceNs);
    }
    /// A report with the time of a device whose clock is that far off.
    void sayOff(qint64 offSeconds, const QByteArray& version, const QByteArray& word)
    {
        say(version, word, {}, clock.nowNs() + (1 + offSeconds) * second);
    }
    /// The codes of all sessions' findings.
    QStringList findings() const
    {
        QStringList codes;
        for (const StatusSession& session : status.checker().sessions())
            codes << codesOf(session.findings);
        return codes;
    }
    void take(const QByteArray& alias, const QByteArray& value, bool isOurs, std::optional<qint64> deviceNs = {})
    {
        clock.advance(std::chrono::seconds(1));
        status.take({++m_seq, board.text(), alias, isOurs, clock.nowNs(), deviceNs, value}, timeline.get());
    }

    /// Target, attempt and result of each session of the board, oldest first.
    QStringList sessions()
    {
        timeline->tick();
        timeline->flush();
        auto rows = m_events->sessions({.board = board});
        CloudFixture::need(rows);
        std::ranges::sort(*rows, {}, [](const SessionRow& row) { return row.id.value; });
        QStringList lines;
        for (const SessionRow& row : *rows)
            lines << QStringLiteral("%1 #%2 %3").arg(row.target).arg(row.attempt).arg(keyOf(row.result));
        return lines;
    }

    QStringList codes(Severity atLeast)
    {
        timeline->flush();
        const auto events = m_events->events({.board = board});
        CloudFixture::need(events);
        QStringList codes;
        for (const Event& event : *events) {
            if (event.severity >= atLeast)
                codes << (event.stream == Stream::Checker ? event.step : event.code);
        }
        return codes;
    }

    /// The statuses as they were told, in that order.
    QStringList words()
    {
        timeline->flush();
        const auto events = m_events->events({.board = board});
        CloudFixture::need(events);
        std::vector<Event> sorted = *events;
        std::ranges::sort(sorted, {}, [](const Event& event) { return event.seq; });
        QStringList words;
        for (const Event& event : sorted) {
            if (event.code == QStringLiteral("otau.status"))
                words << event.rawStatus;
        }
        return words;
    }

    FakeClock clock;
    std::unique_ptr<Timeline> timeline;
    GatewayStatus status{board, false};

private:
    QTemporaryDir m_directory;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<EventStore> m_events;
    qint64 m_seq = 0;
};

} // namespace

class TestGatewayStatus final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeUpdateIsOneSession()
    {
        StatusBench bench;
        bench.say("1", "INSTALLED_VERSION");
        bench.ask("2");
        for (const char* status : {"INIT", "TEST", "TEST_SUCCESS", "DOWNLOAD", "DOWNLOAD_STEP", "DOWNLOAD_SUCCESS",
                                   "INSTALL", "INSTALL_SUCCESS"})
            bench.say("2", status);
        // Installed is not confirmed.
        QCOMPARE(bench.sessions(), QStringList{QStringLiteral("2 #1 running")});
        bench.say("2", "INSTALLED_VERSION");
        QCOMPARE(bench.sessions(), QStringList{QStringLiteral("2 #1 success")});
        QVERIFY2(bench.codes(Severity::Warning).isEmpty(), qPrintable(bench.codes(Severity::Warning).join(u' ')));
    }

    void anErrorAndARetryAreTwoAttempts()
    {
        StatusBench bench;
        bench.ask("2");
        bench.say("2", "INIT");
        bench.say("2", "DOWNLOAD_ERROR", "404");
        QCOMPARE(bench.sessions(), QStringList{QStringLiteral("2 #1 failure")});
        bench.say("2", "INIT");
        QCOMPARE(bench.sessions(), (QStringList{QStringLiteral("2 #1 failure"), QStringLiteral("2 #2 running")}));
        QCOMPARE(bench.status.checker().sessions().size(), std::size_t{2});
    }

    void aRollbackIsSeenFromTheOldVersion()
    {
        StatusBench bench;
        bench.say("1", "INSTALLED_VERSION");
        bench.ask("2");
        bench.say("2", "INIT");
        bench.say("2", "INSTALL_SUCCESS");
        bench.say("1", "INSTALLED_VERSION");
        QCOMPARE(keyOf(bench.status.newest()->result), QStringLiteral("rolled_back"));
        QCOMPARE(bench.sessions(), QStringList{QStringLiteral("2 #1 rolled_back")});
        QVERIFY(bench.codes(Severity::Warning).contains(QStringLiteral("XS-ROLLBACK")));
    }

    void anotherVersionSupersedes()
    {
        StatusBench bench;
        bench.ask("2");
        bench.say("2", "INIT");
        bench.ask("3");
        QCOMPARE(bench.sessions(), (QStringList{QStringLiteral("2 #1 superseded"), QStringLiteral("3 #1 running")}));
    }

    void workThatNobodyAskedForIsShown()
    {
        StatusBench bench;
        bench.say("7", "INIT");
        bench.say("7", "DOWNLOAD");
        QCOMPARE(bench.sessions(), QStringList{QStringLiteral("7 #1 running")});
        QVERIFY(!bench.status.newest()->requested);
    }

    void aClockThatIsOffDoesNotOrder()
    {
        StatusBench bench;
        bench.ask("2");
        bench.say("2", "INIT", {}, 5 * second);
        bench.say("2", "DOWNLOAD", {}, 4 * second);
        const StatusSession& session = bench.status.checker().sessions().front();
        QCOMPARE(session.lastStatus, OtauStatus::Download);
        QVERIFY(codesOf(session.findings).contains(QStringLiteral("XS-CLOCK")));
        QVERIFY(!codesOf(session.findings).contains(QStringLiteral("XS-SEQ-BACKWARD")));
    }

    void aLatePointIsJudgedAtItsTime()
    {
        StatusBench bench;
        bench.ask("2");
        const qint64 from = bench.clock.nowNs();
        bench.clock.advance(std::chrono::seconds(60));
        bench.say("2", "DOWNLOAD", {}, from + 20 * second);
        bench.say("2", "INIT", {}, from + 10 * second);
        const StatusSession& session = bench.status.checker().sessions().front();
        QCOMPARE(session.lastStatus, OtauStatus::Download);
        QVERIFY2(session.findings.empty(), qPrintable(codesOf(session.findings).join(u' ')));
    }

    void aClockALittleOffPutsNoAnswerBeforeItsRequest_data()
    {
        QTest::addColumn<int>("off");
        for (const int off : {-299, -200, -3, 0, 3, 200, 298})
            QTest::addRow("%d s", off) << off;
    }
    void aClockALittleOffPutsNoAnswerBeforeItsRequest()
    {
        QFETCH(int, off);
        StatusBench bench;
        bench.sayOff(off, "1", "INSTALLED_VERSION");
        bench.ask("2");
        for (const char* word : {"INIT", "DOWNLOAD", "DOWNLOAD_STEP", "DOWNLOAD_ERROR"})
            bench.sayOff(off, "2", word);
        // Asked once more: a second attempt, which the first one's late times must not be mixed with.
        bench.ask("2");
        for (const char* word : {"INIT", "DOWNLOAD", "INSTALL", "INSTALL_SUCCESS", "INSTALLED_VERSION"})
            bench.sayOff(off, "2", word);
        bench.ask("3");
        bench.sayOff(off, "3", "INIT");
        QCOMPARE(bench.sessions(), (QStringList{QStringLiteral("2 #1 failure"), QStringLiteral("2 #2 success"),
                                                QStringLiteral("3 #1 running")}));
        QVERIFY2(bench.findings().isEmpty(), qPrintable(bench.findings().join(u' ')));
        QCOMPARE(bench.status.checker().sessions().back().versionBefore, QStringLiteral("2"));
    }

    void aClockThatIsSetMeanwhileMixesNothingUp()
    {
        StatusBench bench;
        bench.sayOff(250, "1", "INSTALLED_VERSION"); // Then it hears what time it is.
        bench.ask("2");
        for (const char* word : {"INIT", "INSTALL", "INSTALL_SUCCESS", "INSTALLED_VERSION"})
            bench.sayOff(0, "2", word);
        QCOMPARE(bench.sessions(), QStringList{QStringLiteral("2 #1 success")});
        QVERIFY2(bench.findings().isEmpty(), qPrintable(bench.findings().join(u' ')));
    }

    void latePointsOfASlowClockStayBehindTheirRequest()
    {
        StatusBench bench;
        bench.ask("2");
        const qint64 base = bench.clock.nowNs() - 200 * second; // What the device thinks it is.
        bench.say("2", "DOWNLOAD", {}, base + 20 * second);
        bench.say("2", "DOWNLOAD_SUCCESS", {}, base + 30 * second);
        bench.say("2", "INIT", {}, base + 10 * second);
        bench.say("2", "TEST", {}, base + 15 * second);
        QCOMPARE(bench.status.checker().sessions().size(), std::size_t{1});
        const StatusSession& session = bench.status.checker().sessions().front();
        QVERIFY(session.requested);
        QCOMPARE(session.lastStatus, OtauStatus::DownloadSuccess);
        QVERIFY2(session.findings.empty(), qPrintable(codesOf(session.findings).join(u' ')));
        QCOMPARE(bench.sessions(), QStringList{QStringLiteral("2 #1 running")});
    }

    /// Points of one request are judged together, and told each as what it is.
    void pointsOfOneRequestAreToldInTheirOrderOfArrival()
    {
        StatusBench bench;
        bench.ask("2");
        bench.sayOff(0, "2", "INSTALL");
        const qint64 now = bench.clock.nowNs();
        std::vector<WriteRow> rows;
        for (const char* word : {"INIT", "DOWNLOAD", "DOWNLOAD_SUCCESS"})
            rows.push_back({100 + static_cast<qint64>(rows.size()), board.text(), "otau_in", false, now + second,
                            now - 60 * second + static_cast<qint64>(rows.size()) * second,
                            QByteArray(R"({"version":"2","status":")") + word + "\"}"});
        bench.status.take(rows, bench.timeline.get());
        QVERIFY2(bench.findings().isEmpty(), qPrintable(bench.findings().join(u' ')));
        QCOMPARE(bench.status.checker().sessions().front().lastStatus, OtauStatus::Install);
        QCOMPARE(bench.words(), (QStringList{QStringLiteral("INSTALL"), QStringLiteral("INIT"),
                                             QStringLiteral("DOWNLOAD"), QStringLiteral("DOWNLOAD_SUCCESS")}));
    }

    void futureTimesBeyondTheLimitCountByArrival()
    {
        StatusBench bench;
        bench.ask("2");
        bench.sayOff(301, "2", "INIT");
        bench.sayOff(400, "2", "DOWNLOAD");
        bench.sayOff(310, "2", "INSTALL");
        const StatusSession& session = bench.status.checker().sessions().front();
        QCOMPARE(session.lastStatus, OtauStatus::Install);
        QCOMPARE(codesOf(session.findings), QStringList{QStringLiteral("XS-CLOCK")});
        // Silence is measured from the arrival, not from a time to come.
        bench.status.tick(bench.clock.nowNs() + 601 * second);
        QCOMPARE(keyOf(bench.status.newest()->result), QStringLiteral("stalled"));
    }

    /// A device that gives its times in whole seconds, and not with all reports.
    void wholeSecondsAreNotBeforeWhatArrivedInThem()
    {
        StatusBench bench;
        bench.clock.advance(std::chrono::milliseconds(300));
        bench.ask("2");
        bench.say("2", "INIT");
        bench.say("2", "TEST", {}, (bench.clock.nowNs() / second + 1) * second);
        bench.clock.setNs(bench.clock.nowNs() - second + second / 10); // In the same second.
        bench.say("2", "DOWNLOAD");
        bench.clock.setNs(bench.clock.nowNs() - second + second / 10);
        bench.say("2", "INSTALL", {}, (bench.clock.nowNs() / second + 1) * second);
        QVERIFY2(bench.findings().isEmpty(), qPrintable(bench.findings().join(u' ')));
        QCOMPARE(bench.status.checker().sessions().front().lastStatus, OtauStatus::Install);
    }

    void aSlowClockIsNotSilence()
    {
        StatusBench bench;
        bench.ask("2");
        bench.sayOff(-290, "2", "INIT");
        bench.status.tick(bench.clock.nowNs() + 590 * second);
        QCOMPARE(keyOf(bench.status.newest()->result), QStringLiteral("running"));
    }

    /// What is fetched in between moves no report.
    void aFetchStandsBetweenReportsAndOrdersNone()
    {
        StatusBench bench;
        bench.ask("2");
        bench.say("2", "INIT");
        const qint64 initNs = bench.clock.nowNs();
        bench.clock.advance(std::chrono::seconds(120));
        QVERIFY(bench.status.isNewsThatItFetched(bench.clock.nowNs()));
        bench.take(GatewayStatus::fetchedAlias, {}, true);
        QVERIFY(!bench.status.isNewsThatItFetched(bench.clock.nowNs() + 59 * second));
        // From before the fetch, and late.
        bench.say("2", "TEST", {}, initNs + second);
        bench.say("2", "DOWNLOAD", {}, initNs + 2 * second);
        QVERIFY2(bench.findings().isEmpty(), qPrintable(bench.findings().join(u' ')));
        QCOMPARE(bench.status.newest()->lastStatus, OtauStatus::Download);
        bench.status.tick(bench.clock.nowNs() + 590 * second);
        QCOMPARE(keyOf(bench.status.newest()->result), QStringLiteral("running"));
        QCOMPARE(bench.words(),
                 (QStringList{QStringLiteral("INIT"), QStringLiteral("TEST"), QStringLiteral("DOWNLOAD")}));
        // No device can say that of itself.
        bench.clock.advance(std::chrono::seconds(300));
        bench.take(GatewayStatus::fetchedAlias, {}, false);
        bench.status.tick(bench.clock.nowNs() + 590 * second);
        QCOMPARE(keyOf(bench.status.newest()->result), QStringLiteral("stalled"));
    }

    /// Minutes without a report: the cloud, one that is opened later and who reads the tables judge alike.
    void aLongDownloadIsNotSilenceForAnyone()
    {
        ServedCloud bench;
        bench.addGateway(board.text());
        CloudFixture::need(bench.cloud->setDesired({board.text()}, "config_otau",
                                                   R"({"version":"2","name":"n","type":"JSON","payload":{}})"));
        CloudFixture::need(bench.cloud->write(board.text(), {{"otau_in", R"({"version":"2","status":"INIT"})"}}, {}));
        const auto judged = [&] {
            GatewayReader reader;
            const auto read = reader.read(*bench.bench);
            CloudFixture::need(read);
            bench.cloud->tick();
            return QStringList{keyOf(bench.cloud->gateway(board.text())->sessions.back().result),
                               keyOf(read->front().sessions.back().result)};
        };
        const QStringList bothRun(2, QStringLiteral("running"));
        for (int i = 0; i < 1000; ++i) { // As often as bytes are told of.
            bench.clock.advance(std::chrono::seconds(1));
            bench.cloud->noteFetched(board.text(), bench.clock.nowNs());
            bench.cloud->tick();
        }
        QCOMPARE(judged(), bothRun);
        int notes = 0;
        CloudFixture::need(bench.cloud->store().forEachWrite({}, GatewayStatus::fetchedAlias, 0, [&](const WriteRow&) {
            ++notes;
            return Result<>();
        }));
        QVERIFY2(notes >= 1000 / 61 && notes <= 1000 / 60 + 1, qPrintable(QString::number(notes)));
        bench.clock.advance(std::chrono::seconds(500));
        bench.restart();
        QCOMPARE(judged(), bothRun);
        QVERIFY(bench.cloud->gateway(board.text())->sessions.back().findings.empty());
        bench.clock.advance(std::chrono::seconds(200));
        bench.cloud->tick();
        QCOMPARE(judged(), QStringList(2, QStringLiteral("stalled")));
    }

    void whatCanNotBeReadIsToldAndChangesNothing()
    {
        StatusBench bench;
        bench.ask("2");
        bench.take("otau_in", "ACK", false);
        bench.take("otau_in", "{", false);
        QVERIFY(!bench.status.newest()->lastStatus);
        QCOMPARE(bench.codes(Severity::Warning),
                 (QStringList{QStringLiteral("otau.unreadable"), QStringLiteral("otau.unreadable")}));
    }

    /// The checker behind the resources judges every vector as the bare one does.
    void theVectorsGetTheSameVerdictThroughResources()
    {
        for (const QJsonValue& entry : exosenseJson(QStringLiteral("timelines/timelines.json")).array()) {
            if (entry[QStringLiteral("stall_limit_s")].toInt() != 600)
                continue;
            StatusBench bench;
            if (const QString before = entry[QStringLiteral("running_before")].toString(); !before.isEmpty())
                bench.say(before.toUtf8(), "INSTALLED_VERSION");
            const qint64 zero = bench.clock.nowNs();
            for (const QJsonValue& input : entry[QStringLiteral("inputs")].toArray()) {
                const QString kind = input[QStringLiteral("kind")].toString();
                const QByteArray version = input[QStringLiteral("version")].toString().toUtf8();
                bench.clock.setNs(zero + (input[QStringLiteral("t")].toInteger() - 1) * second);
                if (kind == QStringLiteral("request"))
                    bench.ask(version);
                else if (kind == QStringLiteral("clear"))
                    bench.take("config_otau", "", true);
                else if (kind == QStringLiteral("status"))
                    bench.say(version, input[QStringLiteral("status")].toString().toUtf8(),
                              input[QStringLiteral("message")].toString().toUtf8());
                else
                    bench.status.tick(zero + input[QStringLiteral("t")].toInteger() * second);
            }
            QStringList results;
            for (const StatusSession& session : bench.status.checker().sessions())
                results << keyOf(session.result);
            QStringList expected;
            for (const QJsonValue& session : entry[QStringLiteral("expect")][QStringLiteral("sessions")].toArray())
                expected << session[QStringLiteral("result")].toString();
            QVERIFY2(results == expected, qPrintable(QStringLiteral("%1: %2, not %3")
                                                         .arg(entry[QStringLiteral("name")].toString(),
                                                              results.join(u' '), expected.join(u' '))));
        }
    }
};

QTEST_GUILESS_MAIN(TestGatewayStatus)
#include "tst_gatewaystatus.moc"
