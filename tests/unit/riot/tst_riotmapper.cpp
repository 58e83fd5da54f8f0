// SPDX-License-Identifier: Apache-2.0
#include "riot/riotmapper.h"
#include "testsupport.h"
#include "timeline/checkers.h"
#include "timeline/reason.h"
#include "timeline/sessionfold.h"

#include <QTest>

using namespace ota;

namespace {

/// The events of a console, in one session, one a second.
std::vector<Event> eventsOf(const QByteArray& console)
{
    RiotConsoleParser parser;
    RiotMapper mapper;
    std::vector<Event> events;
    Event open;
    open.code = code::sessionOpen;
    open.world = World::Suit;
    open.seq = 1;
    open.hostNs = 1'000'000'000;
    open.session = SessionId{1};
    events.push_back(open);
    const auto add = [&](const std::vector<RiotLine>& lines) {
        for (const RiotLine& line : lines) {
            auto event = line.event ? mapper.take(*line.event) : std::nullopt;
            if (!event)
                continue;
            event->seq = events.size() + 1;
            event->hostNs = static_cast<qint64>(event->seq) * 1'000'000'000;
            event->session = SessionId{1};
            events.push_back(*event);
        }
    };
    add(parser.take(console));
    add(parser.finish());
    return events;
}

QStringList codesOf(const std::vector<Finding>& findings)
{
    QStringList codes;
    for (const Finding& finding : findings)
        codes << finding.checker + u':' + finding.code;
    return codes;
}

const QByteArray
    start("suit_worker: started.\nsuit_worker: downloading \"coap://h/m\"\nsuit_worker: got manifest with size 300\n");

QByteArray failedWith(int res, const QByteArray& lines)
{
    return start + lines + "suit_worker: suit_parse() failed. res=" + QByteArray::number(res) +
           "\nsuit_worker: update failed, hdr invalid\n";
}

} // namespace

class TestRiotMapper final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRecordingEndsAsItsBoardDid_data()
    {
        QTest::addColumn<QString>("result");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("phase");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const char* result, const char* why, const char* phase,
                            const char* findings) {
            QTest::newRow(name) << QString::fromUtf8(result) << QString::fromUtf8(why) << QString::fromUtf8(phase)
                                << QString::fromUtf8(findings);
        };
        row("class_other", "failure", "WRONG_TARGET", "CHECK", "");
        row("digest_other", "failure", "DIGEST", "VERIFY", "HONEST:hundred-then-failure");
        row("failed_after_install", "failure", "FORMAT", "INSTALL",
            "HONEST:failure-installed HONEST:hundred-then-failure HONEST:failure-new-runs");
        row("manifest_404", "failure", "UNKNOWN", "CHECK", "REPORT:no-reason");
        row("ok", "success", "", "CONFIRM", "");
        row("ok_progress", "running", "", "INSTALL", "");
        row("payload_404", "failure", "NOT_FOUND", "DOWNLOAD", "");
        row("policy", "failure", "FORMAT", "CHECK", "");
        row("scheme", "failure", "FORMAT", "CHECK", "");
        row("size_too_big", "failure", "NO_SPACE", "CHECK", "");
        row("success_without_install", "unconfirmed", "", "CHECK", "HONEST:success-without-install");
        row("trigger", "running", "", "INSTALL", "");
        row("wrong_key", "failure", "SIGNATURE", "CHECK", "");
    }

    void everyRecordingEndsAsItsBoardDid()
    {
        const std::vector<Event> events = eventsOf(
            testData(QStringLiteral("riot/console/%1.console").arg(QLatin1StringView(QTest::currentDataTag()))));
        const SessionState state = foldSession(events);
        QTEST(keyOf(state.verdict.result), "result");
        QTEST(state.verdict.reason, "reason");
        QTEST(keyOf(state.phase()), "phase");
        QTEST(codesOf(checkSession(events)).join(u' '), "findings");
    }

    void lookAlikeNumbersAreToldApart_data()
    {
        QTest::addColumn<int>("res");
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("reason");
        const auto row = [](int res, const char* lines, QLatin1StringView why) {
            QTest::addRow("%d after %s", res, QByteArray(lines).simplified().constData())
                << res << QByteArray(lines) << QString(why);
        };
        row(-1, "", reason::format);
        row(-1, "Incorrect size received, got 9, expected 10\nimage download (u) failed with code -1\n", reason::size);
        row(-1, "_suit_coap(): Image beyond size, offset + len=12, image_size=10\n", reason::size);
        row(-1, "suit: unsupported URL scheme!\n", reason::format);
        row(-2, "Unable to validate signature: -2\n", reason::format);
        row(-2, "No storage handler found for component\n", reason::wrongTarget);
        row(-3, "", reason::format);
        row(-4, "Comparing a to b from manifest\n", reason::wrongTarget);
        row(-4, "Comparing manifest offset 1100 with other slot offset\noffset does not match\n", reason::wrongSlot);
        row(-5, "seq_nr <= running image\n", reason::notNewer);
        row(-5, "", reason::format);
        row(-6, "Unable to validate signature: -2\n", reason::signature);
        row(-6, "", reason::signature);
        row(-6, "image download (u) failed with code -6\n", reason::notFound);
        row(-7, "SUIT manifest digest and COSE digest mismatch\n", reason::digest);
        row(-7, "Erasing bad payload\n", reason::digest);
        row(-8, "SUIT policy check failed!\n", reason::format);
        row(-9, "", reason::pathTooLong);
        row(-75, "image download (u) failed with code -75\n", reason::pathTooLong);
        row(-139, "", reason::pathTooLong);
        row(-50, "Unable to start storage backend\n", reason::noSpace);
        row(-51, "", reason::size);
        row(-52, "", reason::noSpace);
        row(-74, "image download (u) failed with code -74\n", reason::network);
        row(-77, "", reason::network);
        row(-102, "image download (u) failed with code -102\n", reason::network);
        row(-126, "", reason::network);
        row(-110, "image download (u) failed with code -110\n", reason::timeout);
        row(-116, "", reason::timeout);
    }

    void lookAlikeNumbersAreToldApart()
    {
        QFETCH(int, res);
        QFETCH(QByteArray, lines);
        const SessionState state = foldSession(eventsOf(failedWith(res, lines)));
        QTEST(state.verdict.reason, "reason");
        QVERIFY(reason::isKnown(state.verdict.reason));
        QCOMPARE(state.verdict.result, lines.startsWith("seq_nr") ? SessionResult::Rejected : SessionResult::Failure);
    }

    void anUnknownNumberKeepsItsRawForm()
    {
        const SessionState state = foldSession(eventsOf(failedWith(-4711, "")));
        QCOMPARE(state.verdict.reason, QStringLiteral("ERR_res-4711"));
        QVERIFY(reason::isKnown(state.verdict.reason));
    }

    void factsEndWithTheirRun()
    {
        const SessionState state = foldSession(eventsOf(start + "image download (u) failed with code -6\n" +
                                                        failedWith(-6, "Unable to validate signature: -2\n")));
        QCOMPARE(state.verdict.reason, QString(reason::signature));
    }

    void ourServersAnswerIsMoreExact()
    {
        std::vector<Event> events = eventsOf(failedWith(-6, "image download (u) failed with code -6\n"));
        Event refused = events[3];
        refused.stream = Stream::Transfer;
        refused.origin = Origin::Server;
        refused.confidence = Confidence::Measured;
        refused.edge = Edge::Note;
        refused.code = QStringLiteral("transfer.refused");
        refused.reason = reason::coap(4, 4);
        events.insert(events.begin() + 4, refused);
        QCOMPARE(foldSession(events).verdict.reason, QStringLiteral("COAP_4.04"));
    }

    void theSecondRunOfARecordingIsRejected()
    {
        const std::vector<Event> events = eventsOf(testData(QStringLiteral("riot/console/replay.console")));
        const auto rejected = std::find_if(events.begin(), events.end(),
                                           [](const Event& event) { return event.result == SessionResult::Rejected; });
        QVERIFY(rejected != events.end());
        QCOMPARE(rejected->reason, QString(reason::notNewer));
        QCOMPARE(rejected->phase, std::optional(Phase::Check));
        QCOMPARE(rejected->rawStatus, QStringLiteral("res=-5"));
    }

    void onRiotbootTheNextBootConfirms_data()
    {
        QTest::addColumn<QByteArray>("boot");
        QTest::addColumn<QString>("result");
        QTest::newRow("new slot") << QByteArray("Running from slot 1\n") << "success";
        QTest::newRow("new version") << QByteArray("Image Version: 0x00000007\n") << "success";
        QTest::newRow("old slot") << QByteArray("Running from slot 0\n") << "rolled_back";
        QTest::newRow("old version") << QByteArray("Image Version: 0x00000006\n") << "failure";
        QTest::newRow("stored number") << QByteArray("seq_no: 0x00000007\n") << "running";
    }

    void onRiotbootTheNextBootConfirms()
    {
        QFETCH(QByteArray, boot);
        const QByteArray console = "Running from slot 0\n" + start +
                                   "Manifest seq_no: 7, highest available: 6\nSUIT policy check OK.\n"
                                   "riotboot_flashwrite: initializing update to target slot 1\n"
                                   "Fetching firmware |x| 100%\nFinalizing payload store\n"
                                   "Starting digest verification against image\nInstall correct payload\n"
                                   "Verified installed payload\nsuit_worker: update successful\n"
                                   // The other slot's header, printed before the reboot, proves nothing.
                                   "Image Version: 0x00000007\n"
                                   "suit_worker: rebooting...\nmain(): This is RIOT! (Version: x)\n" +
                                   boot;
        QTEST(keyOf(foldSession(eventsOf(console)).verdict.result), "result");
        const QByteArray untilReboot = console.left(console.indexOf("suit_worker: rebooting"));
        QCOMPARE(foldSession(eventsOf(untilReboot)).verdict.result, SessionResult::Running);
    }

    void aBusyWorkerRefuses()
    {
        RiotMapper mapper;
        const auto event = mapper.take({QStringLiteral("busy"), {}});
        QVERIFY(event);
        QCOMPARE(event->result, std::optional(SessionResult::Rejected));
        QCOMPARE(event->reason, QString(reason::busy));
    }
};

QTEST_GUILESS_MAIN(TestRiotMapper)
#include "tst_riotmapper.moc"
