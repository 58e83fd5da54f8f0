// SPDX-License-Identifier: Apache-2.0
#include "eventmaker.h"
#include "timeline/progressfold.h"
#include "timeline/reason.h"
#include "timeline/sentence.h"
#include "timeline/sessionfold.h"
#include "timeline/stall.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace ota;

namespace {

const QString seven = QStringLiteral("7");
const QString six = QStringLiteral("6");

EventMaker installedLog()
{
    EventMaker log;
    log.open(seven, six).enter(Phase::Check).leave(Phase::Check).enter(Phase::Download).progress(Phase::Download, 50);
    log.leave(Phase::Download).enter(Phase::Verify).enter(Phase::Install).leave(Phase::Install);
    return log;
}

/// A log that has a bit of everything, made from a seed.
std::vector<Event> randomLog(std::mt19937& random)
{
    const auto pick = [&](auto values) {
        return values[random() % values.size()];
    };
    EventMaker log(World::Suit, SessionId{static_cast<qint64>(1 + random() % 3)});
    log.open(pick(std::array{seven, QString()}), pick(std::array{six, QString()}));
    const std::size_t count = 5 + random() % 40;
    for (std::size_t i = 0; i < count; ++i) {
        const auto phase = static_cast<Phase>(1 + random() % 9);
        switch (random() % 9) {
        case 0:
        case 1:
            log.enter(phase);
            break;
        case 2:
            log.progress(phase, static_cast<int>(random() % 101));
            break;
        case 3:
            log.leave(phase);
            break;
        case 4:
            log.leave(phase, static_cast<SessionResult>(random() % 12),
                      pick(std::array{QString(), QStringLiteral("DIGEST")}));
            break;
        case 5:
            log.runs(pick(std::array{six, seven, QStringLiteral("5")}));
            break;
        case 6:
            log.transfer(pick(std::array{code::transferBegin, code::transferProgress, code::transferEnd}),
                         random() % 100, 100, random() % 200, random() % 20);
            break;
        case 7:
            log.last().targetVersion = pick(std::array{seven, QStringLiteral("8")});
            break;
        default:
            log.wait(static_cast<qint64>(random() % 100));
            break;
        }
    }
    return log.events();
}

} // namespace

class TestSessionFold final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachEndNeedsItsEvidence_data()
    {
        QTest::addColumn<std::vector<Event>>("events");
        QTest::addColumn<QString>("result");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const EventMaker& log, const char* result, QLatin1StringView why = {}) {
            QTest::newRow(name) << log.events() << QString::fromLatin1(result) << QString(why);
        };
        const auto later = [](auto add) {
            EventMaker log = installedLog();
            add(log);
            return log;
        };
        row("offered", EventMaker().open(seven), "running");
        row("installed is not success", installedLog(), "running");
        row("target runs after install", later([](EventMaker& log) { log.runs(seven); }), "success");
        row("target runs, in hexadecimal", later([](EventMaker& log) { log.runs(QStringLiteral("0x7")); }), "success");
        row("the world's own word", later([](EventMaker& log) { log.leave(Phase::Confirm); }), "success");
        row("target ran from the start", EventMaker().open(seven, seven).enter(Phase::Check).runs(seven), "running");
        row("the version changed, install unseen", EventMaker().open(seven, six).enter(Phase::Download).runs(seven),
            "success");
        row("old runs after boot", later([](EventMaker& log) { log.reboot().runs(six); }), "rolled_back",
            reason::notApplied);
        row("old runs, but nobody saw a boot", later([](EventMaker& log) { log.runs(six); }), "running");
        row("success, then old again", later([](EventMaker& log) { log.runs(seven).runs(six); }), "rolled_back",
            reason::unknown);
        row("wrong software", later([](EventMaker& log) { log.reboot().runs(QStringLiteral("5")); }), "failure",
            reason::unknown);
        row("rolled back in its own words", later([](EventMaker& log) { log.leave(Phase::Rollback); }), "rolled_back",
            reason::unknown);
        row("restart in mid-phase", EventMaker().open(seven).enter(Phase::Download).reboot(), "interrupted");
        row("and resumed", EventMaker().open(seven).enter(Phase::Download).reboot().enter(Phase::Download), "running");
        row("refused",
            EventMaker().open(seven).enter(Phase::Check).leave(Phase::Check, SessionResult::Rejected, reason::key),
            "rejected", reason::key);
        row("postponed", EventMaker().open(seven).leave(Phase::Offered, SessionResult::Deferred, reason::busy),
            "deferred", reason::busy);
        row("postponed and begun",
            EventMaker().open(seven).leave(Phase::Offered, SessionResult::Deferred, reason::busy).enter(Phase::Check),
            "running");
        row("cancelled", EventMaker().open(seven).enter(Phase::Download).leave(Phase::Cancel), "aborted");
        row("a failure stays",
            EventMaker()
                .open(seven, six)
                .enter(Phase::Install)
                .leave(Phase::Install, SessionResult::Failure, reason::digest)
                .runs(seven),
            "failure", reason::digest);
        row("superseded stays",
            EventMaker()
                .open(seven)
                .leave(Phase::Offered, SessionResult::Superseded)
                .enter(Phase::Install)
                .leave(Phase::Install)
                .runs(seven),
            "superseded");
        row("100 % is nothing", EventMaker().open(seven).progress(Phase::Download, 100), "running");
    }

    void eachEndNeedsItsEvidence()
    {
        QFETCH(std::vector<Event>, events);
        const SessionState state = foldSession(events);
        QTEST(keyOf(state.verdict.result), "result");
        QTEST(state.verdict.reason, "reason");
        QCOMPARE(state.closedNs.has_value(), !isOpen(state.verdict.result));
        const QString sentence = resultSentence(state);
        QVERIFY2(sentence.endsWith(u'.') && sentence.size() > 10, qPrintable(sentence));
    }

    void statusOfAnotherTargetChangesNothing()
    {
        EventMaker log;
        log.open(seven).enter(Phase::Download);
        const SessionState before = log.state();
        log.leave(Phase::Install, SessionResult::Failure, reason::digest);
        log.last().targetVersion = QStringLiteral("8");
        const SessionState after = log.state();
        QCOMPARE(after.verdict, before.verdict);
        QCOMPARE(after.phases, before.phases);
        QCOMPARE(after.foreign, quint64(1));
    }

    void phasesHaveBeginAndEnd()
    {
        const SessionState state = installedLog().state();
        QStringList phases;
        for (const PhaseSpan& span : state.phases) {
            phases << keyOf(span.phase);
            QVERIFY(span.endNs && *span.endNs >= span.beginNs);
        }
        QCOMPARE(phases.join(u' '), QStringLiteral("OFFERED CHECK DOWNLOAD VERIFY INSTALL"));
        QCOMPARE(*state.phases[2].endNs - state.phases[2].beginNs, qint64(2'000'000'000));
        QCOMPARE(state.phases[2].centipercent(), std::optional<int>(5000));
    }

    void theDeviceSaysWhenItHasDownloaded()
    {
        EventMaker log(World::Exosense);
        log.open(seven).enter(Phase::Check).leave(Phase::Check).enter(Phase::Download);
        log.transfer(code::transferBegin, 0, 100, 0, 1).transfer(code::transferEnd, 100, 100, 100, 1);
        const SessionState sent = log.state();
        QVERIFY(sent.current()->endNs); // All that is known: it may be a device that reports nothing in between.
        log.progress(Phase::Download, 50);
        QVERIFY(!log.state().current()->endNs);
        log.wait(3).leave(Phase::Download);
        const SessionState state = log.state();
        QCOMPARE(state.phases.size(), std::size_t{3});
        const PhaseSpan& download = state.phases.back();
        QCOMPARE(*download.endNs - download.beginNs, qint64{7'000'000'000});
        QCOMPARE(download.result, std::optional(SessionResult::Success));
        QCOMPARE(state.downloaded->origin, Origin::Console);
        QCOMPARE(state.payloadBytes(), quint64{100});

        // Nor without a word in between.
        EventMaker quiet(World::Exosense);
        quiet.open(seven).enter(Phase::Download).transfer(code::transferBegin, 0, 100, 0, 1);
        quiet.transfer(code::transferEnd, 100, 100, 100, 1)
            .wait(3)
            .leave(Phase::Download, SessionResult::Failure, reason::digest);
        const PhaseSpan failed = quiet.state().phases.back();
        QCOMPARE(*failed.endNs - failed.beginNs, qint64{6'000'000'000});
        QCOMPARE(failed.result, std::optional(SessionResult::Failure));
    }

    void theServersLateCountDoesNotGoBack()
    {
        EventMaker log;
        log.open(seven).enter(Phase::Download).enter(Phase::Verify);
        log.transfer(code::transferEnd, 100, 100, 100, 2);
        const SessionState state = log.state();
        QCOMPARE(state.phase(), Phase::Verify);
        QVERIFY(!state.current()->endNs);
        QCOMPARE(state.phases[1].done, std::optional<quint64>(100));
    }

    void theDevicesFigureIsPreferred()
    {
        EventMaker log;
        log.open(seven).progress(Phase::Download, 30);
        log.transfer(code::transferProgress, 90, 100, 90, 2);
        log.last().centipercent = 9000;
        QCOMPARE(foldSession(log.events()).centipercent(), std::optional<int>(3000));
    }

    // Property: any prefix, in any order of insertion, gives what the ordered events give.
    void anyOrderOfInsertionGivesTheSameSession()
    {
        std::mt19937 random(4711);
        for (int round = 0; round < 300; ++round) {
            std::vector<Event> events = randomLog(random);
            events.resize(1 + random() % events.size());
            const SessionState whole = foldSession(events);
            SessionState stepwise;
            for (const Event& event : events)
                foldInto(stepwise, event);
            QCOMPARE(stepwise, whole);
            const std::vector<Finding> findings = checkSession(events);
            for (int shuffle = 0; shuffle < 3; ++shuffle) {
                std::shuffle(events.begin(), events.end(), random);
                SessionFold fold;
                for (const Event& event : events)
                    fold.insert(event);
                QVERIFY(!fold.isStale());
                QCOMPARE(fold.state(), whole);
                QVERIFY(fold.findings() == findings);
                const auto sessions = foldSessions(events);
                QCOMPARE(sessions.size(), std::size_t(1));
                QCOMPARE(sessions.begin()->second, whole);
            }
        }
    }

    void aLongSessionForgetsItsOldEventsButNotItsState()
    {
        EventMaker log;
        log.open(seven, six).step(10);
        SessionFold fold;
        for (int i = 0; i < 5000; ++i)
            log.progress(Phase::Download, i / 50);
        for (const Event& event : log.events())
            fold.insert(event);
        QCOMPARE(fold.state(), log.state());
        // A little late is put in its place, from before the memory is not.
        Event late = log.events()[4900];
        late.seq = 9000;
        fold.insert(late);
        QVERIFY(!fold.isStale());
        QCOMPARE(fold.state().events, quint64(5002));
        late.hostNs = log.events()[10].hostNs;
        fold.insert(late);
        QVERIFY(fold.isStale());
    }

    void partsMakeAWhole()
    {
        SessionState good = EventMaker().open(seven, six).enter(Phase::Install).runs(seven).state();
        SessionState other = good;
        other.versionRunning = QStringLiteral("8");
        const SessionState failed =
            EventMaker().open(seven).leave(Phase::Install, SessionResult::Failure, reason::digest).state();
        QCOMPARE(verdictOfParts(std::array{good, good}).result, SessionResult::Success);
        QCOMPARE(verdictOfParts(std::array{good, failed}).result, SessionResult::Failure);
        QCOMPARE(verdictOfParts(std::array{good, failed}).reason, QString(reason::digest));
        QCOMPARE(verdictOfParts(std::array{good, other}).result, SessionResult::Failure);
        QCOMPARE(verdictOfParts(std::array{good, other}).reason, QString(reason::wrongTarget));
    }

    void versionsAreComparedAsTheWorldDoes()
    {
        QVERIFY(isSameVersion(World::Suit, u"0x0000000a", u"10"));
        QVERIFY(isSameVersion(World::Matter, u"010", u"10"));
        QVERIFY(!isSameVersion(World::Afero, u"010", u"10"));
        QVERIFY(!isSameVersion(World::Suit, u"", u"0"));
        QVERIFY(!isSameVersion(World::Suit, u"1.0", u"1"));
    }

    // Stall limits.

    void silenceIsJudgedByThePhase_data()
    {
        QTest::addColumn<QString>("world");
        QTest::addColumn<QString>("phase");
        QTest::addColumn<int>("limit");
        const char* const phases[] = {"OFFERED", "CHECK", "DOWNLOAD", "VERIFY", "INSTALL", "REBOOT", "CONFIRM"};
        const std::vector<std::pair<const char*, std::vector<int>>> table{
            {"host", {600, 600, 600, 600, 600, 180, 600}}, {"matter", {180, 120, 300, 0, 900, 300, 300}},
            {"rootfs", {60, 600, 600, 0, 1800, 600, 900}}, {"suit", {60, 60, 120, 60, 120, 60, 120}},
            {"afero", {120, 0, 120, 300, 900, 300, 900}},  {"exosense", {600, 600, 600, 600, 600, 180, 600}}};
        for (const auto& [world, limits] : table) {
            for (std::size_t i = 0; i < limits.size(); ++i)
                QTest::addRow("%s %s", world, phases[i]) << world << phases[i] << limits[i];
        }
    }

    void silenceIsJudgedByThePhase()
    {
        QFETCH(QString, world);
        QFETCH(QString, phase);
        QFETCH(int, limit);
        EventMaker log(*fromKey<World>(world));
        log.open(seven).enter(*fromKey<Phase>(phase));
        const SessionState state = log.state();
        const StallLimits limits;
        const auto kindAfter = [&](double seconds) {
            return stallVerdict(state, state.lastSignNs + static_cast<qint64>(seconds * 1e9), limits).kind;
        };
        using Kind = StallVerdict::Kind;
        if (limit == 0) {
            QCOMPARE(kindAfter(1e6), Kind::Fine);
            return;
        }
        QCOMPARE(kindAfter(limit / 2.0), Kind::Fine);
        QCOMPARE(kindAfter(limit / 2.0 + 1), Kind::Warning);
        QCOMPARE(kindAfter(limit), Kind::Warning);
        QCOMPARE(kindAfter(limit + 1), phase == u"CONFIRM" ? Kind::Unconfirmed : Kind::Stalled);
    }

    void limitsCanBeSetForABoardAndAWorld()
    {
        StallLimits limits;
        limits.setForWorld(World::Suit, Phase::Download, std::chrono::seconds(5));
        QCOMPARE(limits.limit(BoardId(QStringLiteral("x")), World::Suit, Phase::Download)->count(), 5);
        limits.setForBoard(BoardId(QStringLiteral("x")), Phase::Download, std::chrono::seconds(9));
        QCOMPARE(limits.limit(BoardId(QStringLiteral("x")), World::Suit, Phase::Download)->count(), 9);
        QCOMPARE(limits.limit(BoardId(QStringLiteral("y")), World::Suit, Phase::Download)->count(), 5);
        QCOMPARE(limits.limit(BoardId(QStringLiteral("y")), World::Suit, Phase::Check)->count(), 60);
    }

    void whoHasInstalledWaitsForTheConfirmation()
    {
        QCOMPARE(waitingPhase(installedLog().state()), Phase::Confirm);
        QCOMPARE(waitingPhase(EventMaker().open(seven).enter(Phase::Check).leave(Phase::Check).state()),
                 Phase::Download);
        const SessionState over = EventMaker().open(seven, six).enter(Phase::Install).runs(seven).state();
        QCOMPARE(stallVerdict(over, over.lastNs + 1'000'000'000'000'000, {}).kind, StallVerdict::Kind::Fine);
    }

    // Progress.

    void aBurstKeepsItsFirstAndLast()
    {
        EventMaker log;
        log.step(10);
        for (int i = 1; i <= 100; ++i)
            log.progress(Phase::Download, i);
        log.leave(Phase::Download);
        ProgressFold fold;
        std::vector<Event> out;
        for (const Event& event : log.events())
            fold.take(event, out);
        QCOMPARE(out.front().centipercent, std::optional<int>(100));
        QCOMPARE(out.back().edge, Edge::Leave);
        QCOMPARE(out[out.size() - 2].centipercent, std::optional<int>(10'000));
        QCOMPARE(out.size(), std::size_t(6)); // One second: the first, three gaps, the last, and the end.
        quint32 folded = 0;
        for (const Event& event : out)
            folded += event.folded;
        QCOMPARE(folded + out.size(), std::size_t(101));
    }

    void whatIsHeldComesWhenItsTimeIsOver()
    {
        EventMaker log;
        log.step(10).progress(Phase::Download, 1).progress(Phase::Download, 2);
        ProgressFold fold;
        std::vector<Event> out;
        for (const Event& event : log.events())
            fold.take(event, out);
        QCOMPARE(out.size(), std::size_t(1));
        fold.takeDue(log.last().hostNs, out);
        QCOMPARE(out.size(), std::size_t(1));
        fold.takeDue(log.last().hostNs + ProgressFold::gap.count(), out);
        QCOMPARE(out.size(), std::size_t(2));
        fold.takeAll(out);
        QCOMPARE(out.size(), std::size_t(2));
    }

    void atMostFourRowsASecondWhateverTheNumberOfSources()
    {
        EventMaker log;
        log.step(5);
        for (int i = 0; i < 1000; ++i) {
            if (i % 2 == 0)
                log.progress(Phase::Download, i / 10);
            else
                log.transfer(code::transferProgress, quint64(i), 1000, quint64(i), quint64(i));
        }
        ProgressFold fold;
        std::vector<Event> out;
        for (const Event& event : log.events())
            fold.take(event, out);
        // Five seconds, and the first of each source.
        QVERIFY2(out.size() <= 22, qPrintable(QString::number(out.size())));
        QVERIFY(out.size() >= 18);
    }
};

QTEST_GUILESS_MAIN(TestSessionFold)
#include "tst_sessionfold.moc"
