// SPDX-License-Identifier: Apache-2.0
// What the timeline is told of a gateway's reports.

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
