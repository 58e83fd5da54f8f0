// SPDX-License-Identifier: Apache-2.0
// For each finding a session that has it and, as it must be able to be absent, a clean one of each kind that has none.
#include "eventmaker.h"
#include "timeline/checkers.h"
#include "timeline/reason.h"
#include "timeline/secrets.h"

#include <QTest>

using namespace ota;

namespace {

const QString seven = QStringLiteral("7");
const QString six = QStringLiteral("6");

QString codesOf(const std::vector<Finding>& findings)
{
    QStringList codes;
    for (const Finding& finding : findings)
        codes << finding.checker + u':' + finding.code + u':' + keyOf(finding.severity);
    return codes.join(u' ');
}

EventMaker log(const QString& before = six)
{
    EventMaker maker;
    maker.open(seven, before);
    return maker;
}

EventMaker cleanSuit()
{
    EventMaker maker = log();
    for (const char* step :
         {"riot.start", "riot.manifest.get", "riot.manifest.got", "riot.signature.check", "riot.version.ok",
          "riot.seq.compare", "riot.seq.ok", "riot.vendor.ok", "riot.class.ok", "riot.policy.ok"})
        maker.line(QString::fromLatin1(step));
    maker.leave(Phase::Check).transfer(code::transferBegin, 0, 1000, 0, 1).enter(Phase::Download);
    maker.transfer(code::transferProgress, 500, 1000, 500, 8).progress(Phase::Download, 50);
    maker.transfer(code::transferEnd, 1000, 1000, 1000, 16).leave(Phase::Download).enter(Phase::Verify);
    maker.line(QStringLiteral("riot.image.check")).enter(Phase::Install).line(QStringLiteral("riot.image.check"));
    maker.leave(Phase::Install).line(QStringLiteral("riot.result.ok")).reboot().runs(seven);
    return maker;
}

template<typename Change>
Event changed(EventMaker& maker, Change change)
{
    change(maker.last());
    return maker.last();
}

} // namespace

class TestCheckers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachFindingHasItsSession_data()
    {
        QTest::addColumn<std::vector<Event>>("events");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const EventMaker& maker, const char* findings) {
            QTest::newRow(name) << maker.events() << QString::fromLatin1(findings);
        };
        const auto with = [](EventMaker maker, auto change) {
            change(maker);
            return maker;
        };

        row("clean suit", cleanSuit(), "");
        row("clean without a console",
            log().transfer(code::transferBegin, 0, 100, 0, 1).transfer(code::transferEnd, 100, 100, 100, 2).runs(seven),
            "");
        row("clean resume after an interruption",
            with(log(),
                 [](EventMaker& m) {
                     m.transfer(code::transferBegin, 0, 100, 0, 1).transfer(code::transferProgress, 40, 100, 40, 4);
                     m.transfer(code::transferBegin, 40, 100, 0, 1);
                     m.last().details[detail::offset] = 40;
                     m.last().details[detail::start] = 40;
                     m.transfer(code::transferEnd, 100, 100, 60, 6);
                 }),
            "");

        row("progress that falls",
            log()
                .enter(Phase::Check)
                .enter(Phase::Download)
                .progress(Phase::Download, 60)
                .progress(Phase::Download, 10),
            "RESUME:percent-fell:note");
        row("progress of another file",
            with(log().enter(Phase::Check).enter(Phase::Download),
                 [](EventMaker& m) {
                     m.progress(Phase::Download, 60).last().step = QStringLiteral("file 1/2");
                     m.progress(Phase::Download, 10).last().step = QStringLiteral("file 2/2");
                 }),
            "");
        row("SEQ backward", log().enter(Phase::Install).enter(Phase::Check), "SEQ:backward:warning");
        row("SEQ after the end",
            log().enter(Phase::Check).leave(Phase::Check, SessionResult::Failure, reason::key).enter(Phase::Install),
            "SEQ:after-end:error");
        row("SEQ worker order", log().line(QStringLiteral("riot.policy.ok")).line(QStringLiteral("riot.seq.ok")),
            "SEQ:worker-order:warning");
        row("VERSION other target",
            with(log().enter(Phase::Check), [](EventMaker& m) { m.last().targetVersion = QStringLiteral("8"); }),
            "VERSION:other-target:error");
        row("VERSION late",
            log().enter(Phase::Download).leave(Phase::Download, SessionResult::Superseded).progress(Phase::Download, 5),
            "SEQ:after-end:error VERSION:late:warning");
        row("HONEST old runs", log().leave(Phase::Install).reboot().runs(six), "HONEST:old-runs:error");
        row("VERSION confirmed, then old", log().enter(Phase::Install).runs(seven).runs(six),
            "VERSION:confirm-mismatch:error HONEST:old-runs:error");
        row("HONEST failure, yet it runs",
            log().leave(Phase::Install, SessionResult::Failure, reason::digest).runs(seven),
            "HONEST:failure-new-runs:warning");
        row("HONEST failure after install",
            log().leave(Phase::Install).leave(Phase::Install, SessionResult::Failure, reason::format),
            "HONEST:failure-installed:warning");
        row("HONEST 100 % and then failure",
            log().progress(Phase::Download, 100).leave(Phase::Verify, SessionResult::Failure, reason::digest),
            "HONEST:hundred-then-failure:note");
        row("HONEST success without install", log().enter(Phase::Check).leave(Phase::Check, SessionResult::Unconfirmed),
            "HONEST:success-without-install:error");
        row("BYTES short",
            log()
                .transfer(code::transferBegin, 0, 1000, 0, 1)
                .transfer(code::transferProgress, 900, 1000, 900, 9)
                .leave(Phase::Download),
            "BYTES:short:error");
        row("BYTES surplus",
            log().transfer(code::transferBegin, 0, 1000, 0, 1).transfer(code::transferProgress, 1000, 1000, 70'000, 9),
            "BYTES:surplus:warning");
        row("RESUME wrong offset",
            with(log().transfer(code::transferBegin, 0, 100, 0, 1),
                 [](EventMaker& m) {
                     m.last().details[detail::offset] = 50;
                     m.last().details[detail::start] = 0;
                 }),
            "RESUME:wrong-offset:error");
        row("RESUME changed body",
            with(log(),
                 [](EventMaker& m) {
                     m.transfer(code::transferBegin, 0, 100, 0, 1);
                     m.last().details[detail::etag] = QStringLiteral("aa");
                     m.transfer(code::transferProgress, 50, 100, 50, 2);
                     m.last().details[detail::etag] = QStringLiteral("bb");
                 }),
            "RESUME:changed:error");
        row("RESUME from 0 after a 206",
            with(log(),
                 [](EventMaker& m) {
                     m.transfer(code::transferBegin, 40, 100, 0, 1);
                     m.last().details[detail::offset] = 40;
                     m.transfer(code::transferBegin, 0, 100, 0, 1);
                 }),
            "RESUME:restarted:error");
        row("RESUME above 100 %", log().transfer(code::transferProgress, 120, 100, 120, 1), "RESUME:above-100:error");
        row("DIGEST",
            with(log(),
                 [](EventMaker& m) {
                     m.transfer(code::transferBegin, 0, 100, 0, 1);
                     m.last().details[detail::digest] = QStringLiteral("aa");
                     m.line(QStringLiteral("x"));
                     m.last().details[detail::digest] = QStringLiteral("bb");
                 }),
            "DIGEST:mismatch:error");
        row("RETRY-STORM",
            with(log(),
                 [](EventMaker& m) {
                     for (int i = 0; i < 11; ++i)
                         m.transfer(code::transferBegin, 0, 100, 0, 1);
                 }),
            "RETRY-STORM:requests:error");
        row("no storm when it gets on",
            with(log(),
                 [](EventMaker& m) {
                     for (quint64 i = 1; i < 40; ++i)
                         m.transfer(code::transferProgress, i, 100, i, i);
                 }),
            "");
        row("no storm when it is slow",
            with(log(),
                 [](EventMaker& m) {
                     for (int i = 0; i < 30; ++i)
                         m.wait(9).transfer(code::transferBegin, 0, 100, 0, 1);
                 }),
            "");
        row("storm of repeated blocks",
            with(log(),
                 [](EventMaker& m) {
                     for (quint64 i = 1; i < 20; ++i)
                         m.transfer(code::transferProgress, 64, 100, i * 64, i);
                 }),
            "RETRY-STORM:requests:error");
        row("BACKOFF",
            with(log().step(200),
                 [](EventMaker& m) {
                     m.transfer(QLatin1StringView("transfer.refused"), 0, 100, 0, 1);
                     m.last().details[detail::status] = QStringLiteral("503");
                     m.transfer(code::transferBegin, 0, 100, 0, 1);
                 }),
            "BACKOFF:too-soon:warning");
        row("BACKOFF Retry-After",
            with(log().step(5000),
                 [](EventMaker& m) {
                     m.transfer(QLatin1StringView("transfer.refused"), 0, 100, 0, 1);
                     m.last().details[detail::status] = QStringLiteral("503");
                     m.last().details[detail::retryAfter] = 10;
                     m.transfer(code::transferBegin, 0, 100, 0, 1);
                 }),
            "BACKOFF:too-soon:warning");
        row("patient enough",
            with(log().step(2000),
                 [](EventMaker& m) {
                     m.transfer(QLatin1StringView("transfer.refused"), 0, 100, 0, 1);
                     m.last().details[detail::status] = QStringLiteral("5.03");
                     m.transfer(code::transferBegin, 0, 100, 0, 1);
                 }),
            "");
        row("ORDER-SEC",
            with(log(),
                 [](EventMaker& m) {
                     m.line(QStringLiteral("riot.start")).transfer(code::transferBegin, 0, 100, 0, 1);
                     m.line(QStringLiteral("riot.policy.ok"));
                 }),
            "ORDER-SEC:payload-first:warning");
        row("the console's line may be slow",
            with(log(),
                 [](EventMaker& m) {
                     m.line(QStringLiteral("riot.start")).step(100);
                     m.transfer(code::transferBegin, 0, 100, 0, 1);
                     m.line(QStringLiteral("riot.policy.ok"));
                 }),
            "");
        row("REBOOTS unexpected", log().enter(Phase::Install).leave(Phase::Reboot), "REBOOTS:unexpected:error");
        row("not when we cut the power",
            with(log().enter(Phase::Install),
                 [](EventMaker& m) {
                     m.add(m.base(Origin::Host, Stream::Power, Confidence::Measured));
                     m.leave(Phase::Reboot);
                 }),
            "");
        row("REBOOTS many",
            log().leave(Phase::Install).reboot().enter(Phase::Confirm).reboot().enter(Phase::Confirm).reboot(),
            "REBOOTS:many:error");
        row("CLOCK offset",
            with(log().line(QStringLiteral("x")),
                 [](EventMaker& m) {
                     m.last().deviceNs = m.last().hostNs - 400'000'000'000;
                     m.last().deviceClock = DeviceClock::Utc;
                 }),
            "CLOCK:offset:note");
        row("CLOCK jump",
            with(log(),
                 [](EventMaker& m) {
                     for (const qint64 seconds : {10, 11, 30}) {
                         m.line(QStringLiteral("x"));
                         m.last().deviceNs = seconds * 1'000'000'000;
                         m.last().deviceClock = DeviceClock::Uptime;
                     }
                 }),
            "CLOCK:jump:note");
        row("GAP", log().line(code::rawGap), "GAP:lost:note");
        row("SECRET",
            with(log().line(QStringLiteral("x")),
                 [](EventMaker& m) { m.last().message = QStringLiteral("psk=0123456789"); }),
            "SECRET:seen:warning");
        row("REPORT without a reason", log().leave(Phase::Check, SessionResult::Rejected), "REPORT:no-reason:note");
        row("REPORT of the wrong class",
            log().enter(Phase::Download).leave(Phase::Download, SessionResult::Failure, reason::health),
            "REPORT:wrong-class:note");
    }

    void eachFindingHasItsSession()
    {
        QFETCH(std::vector<Event>, events);
        const std::vector<Finding> findings = checkSession(events);
        QTEST(codesOf(findings), "findings");
        for (const Finding& finding : findings) {
            QCOMPARE(finding.session, SessionId{1});
            QVERIFY(!finding.message.isEmpty());
            QVERIFY(!finding.evidence.empty());
            QCOMPARE(finding.firstSeq, finding.evidence.front());
            for (const quint64 seq : finding.evidence)
                QVERIFY(seq >= 1 && seq <= events.size());
            const Event event = eventOf(finding);
            QCOMPARE(event.code, finding.checker);
            QCOMPARE(event.stream, Stream::Checker);
        }
    }

    void aFindingIsCountedNotRepeated()
    {
        EventMaker maker = log();
        for (int i = 0; i < 40; ++i)
            maker.line(code::rawGap);
        const std::vector<Finding> findings = checkSession(maker.events());
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings[0].count, quint64(40));
        QCOMPARE(findings[0].evidence.size(), Finding::keptEvidence);
    }

    void aLoopNeedsTwoAttemptsWithTheOldRunning()
    {
        std::vector<SessionState> earlier;
        for (qint64 id = 1; id <= 2; ++id) {
            EventMaker maker(World::Suit, SessionId{id});
            maker.open(seven, six).leave(Phase::Install).reboot().runs(six);
            earlier.push_back(maker.state());
        }
        const SessionState again = EventMaker(World::Suit, SessionId{3}).open(seven, six).state();
        const auto finding = checkLoop(again, earlier);
        QVERIFY(finding);
        QCOMPARE(finding->checker, QString(checker::loop));
        QCOMPARE(finding->evidence.size(), std::size_t(2));
        QVERIFY(!checkLoop(again, std::span(earlier).first(1)));
        const SessionState other = EventMaker(World::Suit, SessionId{3}).open(QStringLiteral("8"), six).state();
        QVERIFY(!checkLoop(other, earlier));
        earlier[0] = EventMaker(World::Suit, SessionId{1}).open(seven, six).enter(Phase::Install).runs(seven).state();
        QVERIFY(!checkLoop(again, earlier));
    }

    void twoOpenSessionsOfOneBoardAreFound()
    {
        const SessionState one = EventMaker(World::Suit, SessionId{1}).open(seven).state();
        const SessionState two = EventMaker(World::Suit, SessionId{2}).open(QStringLiteral("8")).state();
        const SessionState closed = EventMaker(World::Suit, SessionId{3})
                                        .open(six)
                                        .leave(Phase::Check, SessionResult::Failure, reason::key)
                                        .state();
        SessionState part = two;
        part.parent = SessionId{1};
        QCOMPARE(checkDouble(two, std::array{one})->code, QStringLiteral("open"));
        QVERIFY(!checkDouble(two, std::array{closed, two}));
        QVERIFY(!checkDouble(part, std::array{one}));
    }

    void silenceBecomesAFinding()
    {
        const SessionState state = log().enter(Phase::Download).state();
        const auto at = [&](qint64 seconds) {
            return checkSilence(state, stallVerdict(state, state.lastSignNs + seconds * 1'000'000'000, {}));
        };
        QVERIFY(!at(119));
        QCOMPARE(at(121)->checker, QString(checker::stall));
        const SessionState installed = log().leave(Phase::Install).state();
        const auto finding =
            checkSilence(installed, stallVerdict(installed, installed.lastSignNs + 121'000'000'000, {}));
        QCOMPARE(finding->checker, QString(checker::unconfirmed));
    }

    void secretsAreMasked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        const auto row = [](const char* text, const char* masked) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(masked);
        };
        row("password=hunter22 next", "password=*** next");
        row("Authorization: Basic b3Rhdzp4eHg=", "Authorization: Basic ***");
        row("authorization: Bearer abc.def", "authorization: Bearer ***");
        row("{\"token\": \"0123456789\"}", "{\"token\": ***\"}");
        row("-----BEGIN PRIVATE KEY-----\nMC4CAQ\n", "-----BEGIN PRIVATE KEY-----***");
        row("https://user:pass123@host/x", "https://user:***@host/x");
        row("AKIAABCDEFGHIJKLMNOP", "***");
        row("the token ring", "the token ring");
        row("coap://[2001:db8::1]:5683/fw", "coap://[2001:db8::1]:5683/fw");
        row("password: ", "password: ");
    }

    void secretsAreMasked()
    {
        QFETCH(QString, text);
        QTEST(maskSecrets(text), "masked");
        QCOMPARE(holdsSecret(text), maskSecrets(text) != text);
        QCOMPARE(maskSecrets(maskSecrets(text)), maskSecrets(text));
        const QJsonObject nested{{"a", QJsonObject{{"b", text}}}};
        QCOMPARE(maskSecrets(nested)["a"].toObject()["b"].toString(), maskSecrets(text));
    }
};

QTEST_GUILESS_MAIN(TestCheckers)
#include "tst_checkers.moc"
