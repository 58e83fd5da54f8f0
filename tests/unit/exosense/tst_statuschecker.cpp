// SPDX-License-Identifier: Apache-2.0
#include "exosense/statuschecker.h"
#include "exosensevectors.h"

using namespace ota;

namespace {

constexpr qint64 second = 1'000'000'000;

StatusInput inputOf(const QJsonValue& json)
{
    StatusInput input;
    const QString kind = json[QStringLiteral("kind")].toString();
    input.kind = kind == QStringLiteral("request")  ? StatusInput::Kind::Request
                 : kind == QStringLiteral("clear")  ? StatusInput::Kind::Clear
                 : kind == QStringLiteral("status") ? StatusInput::Kind::Status
                                                    : StatusInput::Kind::Tick;
    input.timeNs = json[QStringLiteral("t")].toInteger() * second;
    input.version = json[QStringLiteral("version")].toString();
    input.status = otauStatusFromKey(json[QStringLiteral("status")].toString());
    input.message = json[QStringLiteral("message")].toString();
    return input;
}

std::vector<StatusInput> inputsOf(const QJsonValue& entry)
{
    std::vector<StatusInput> inputs;
    for (const QJsonValue& input : entry[QStringLiteral("inputs")].toArray())
        inputs.push_back(inputOf(input));
    return inputs;
}

StatusInput request(qint64 at, const QString& version)
{
    return {StatusInput::Kind::Request, at * second, version, {}, {}};
}

StatusInput says(qint64 at, const QString& version, const char* status, const QString& message = {})
{
    return {StatusInput::Kind::Status, at * second, version, otauStatusFromKey(QString::fromLatin1(status)), message};
}

StatusInput fetches(qint64 at)
{
    return {StatusInput::Kind::Fetched, at * second, {}, {}, {}};
}

StatusInput ticks(qint64 at)
{
    return {StatusInput::Kind::Tick, at * second, {}, {}, {}};
}

const QString oldVersion = QStringLiteral("1");
const QString newVersion = QStringLiteral("2");

} // namespace

class TestStatusChecker final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySequenceGetsItsVerdict_data()
    {
        QTest::addColumn<QJsonObject>("entry");
        const auto entries = exosenseJson(QStringLiteral("timelines/timelines.json")).array();
        QCOMPARE(entries.size(), 42);
        for (const QJsonValue& entry : entries)
            QTest::newRow(qPrintable(entry[QStringLiteral("name")].toString())) << entry.toObject();
    }

    void everySequenceGetsItsVerdict()
    {
        QFETCH(QJsonObject, entry);
        const auto limits = StatusLimits::all(std::chrono::seconds(entry[QStringLiteral("stall_limit_s")].toInt()));
        const auto inputs = inputsOf(entry);
        const StatusChecker checker = checkStatuses(inputs, entry[QStringLiteral("running_before")].toString(), limits);
        const QJsonObject expect = entry[QStringLiteral("expect")].toObject();
        const QJsonArray sessions = expect[QStringLiteral("sessions")].toArray();
        QCOMPARE(checker.sessions().size(), static_cast<std::size_t>(sessions.size()));
        for (std::size_t i = 0; i < checker.sessions().size(); ++i) {
            const StatusSession& session = checker.sessions()[i];
            const QJsonObject expected = sessions[static_cast<qsizetype>(i)].toObject();
            QCOMPARE(session.version, expected[QStringLiteral("version")].toString());
            QCOMPARE(session.attempt, expected[QStringLiteral("attempt")].toInt());
            QCOMPARE(session.requested, expected[QStringLiteral("requested")].toBool());
            QCOMPARE(keyOf(session.result), expected[QStringLiteral("result")].toString());
            QCOMPARE(session.lastStatus ? keyOf(*session.lastStatus) : QString(),
                     expected[QStringLiteral("last_status")].toString());
            const QJsonValue percent = expected[QStringLiteral("percent")];
            QCOMPARE(session.percent.has_value(), !percent.isNull());
            QCOMPARE(session.percent.value_or(0), percent.toDouble());
            QCOMPARE(codesOf(session.findings), textsOf(expected[QStringLiteral("findings")].toArray()));
        }
        QCOMPARE(checker.running(), expect[QStringLiteral("running_after")].toString());
    }

    /// The stall is seen from the silence itself, however often somebody looked at the clock.
    void howOftenTheClockIsLookedAtMakesNoDifference()
    {
        for (const QJsonValue& entry : exosenseJson(QStringLiteral("timelines/timelines.json")).array()) {
            const auto inputs = inputsOf(entry);
            const QString before = entry[QStringLiteral("running_before")].toString();
            StatusChecker ticked(before);
            for (std::size_t i = 0; i < inputs.size(); ++i) {
                const qint64 from = i > 0 ? inputs[i - 1].timeNs : 0;
                for (qint64 at = from; at < inputs[i].timeNs; at += second)
                    ticked.take({StatusInput::Kind::Tick, at, {}, {}, {}});
                ticked.take(inputs[i]);
            }
            QCOMPARE(ticked.sessions(), checkStatuses(inputs, before).sessions());
        }
    }

    void silenceThatEndsWithAReportWasAStall()
    {
        const std::vector<StatusInput> inputs{request(0, newVersion), says(1, newVersion, "INIT"),
                                              says(900, newVersion, "TEST")};
        const StatusChecker checker = checkStatuses(inputs, oldVersion);
        QCOMPARE(codesOf(checker.sessions().at(0).findings),
                 (QStringList{QStringLiteral("XS-STALL"), QStringLiteral("XS-STALL-RECOVERED")}));
        QCOMPARE(checker.sessions().at(0).result, SessionResult::Running);
    }

    void whoFetchesIsNotSilent()
    {
        StatusChecker checker =
            checkStatuses(std::vector<StatusInput>{request(0, newVersion), says(1, newVersion, "INIT"), fetches(500),
                                                   fetches(1000), ticks(1600)},
                          oldVersion);
        const StatusSession& session = checker.sessions().at(0);
        QCOMPARE(keyOf(session.result), QStringLiteral("running"));
        QVERIFY(session.findings.empty());
        QCOMPARE(session.lastStatus, OtauStatus::Init);
        checker.take(ticks(1601));
        QCOMPARE(keyOf(checker.sessions().at(0).result), QStringLiteral("stalled"));
        // The line was dead for a while.
        checker.take(fetches(1700));
        QCOMPARE(keyOf(checker.sessions().at(0).result), QStringLiteral("running"));
        QCOMPARE(codesOf(checker.sessions().at(0).findings),
                 (QStringList{QStringLiteral("XS-STALL"), QStringLiteral("XS-STALL-RECOVERED")}));
    }

    void whatIsInstalledIsNotConfirmedByAFetch()
    {
        StatusChecker checker =
            checkStatuses(std::vector<StatusInput>{fetches(0), request(1, newVersion),
                                                   says(2, newVersion, "INSTALL_SUCCESS"), fetches(500), ticks(603)},
                          oldVersion);
        QCOMPARE(keyOf(checker.sessions().at(0).result), QStringLiteral("unconfirmed"));
        checker.take(fetches(604));
        QCOMPARE(keyOf(checker.sessions().at(0).result), QStringLiteral("unconfirmed"));
        checker.take(says(605, newVersion, "DOWNLOAD_ERROR"));
        checker.take(fetches(606));
        QCOMPARE(keyOf(checker.sessions().at(0).result), QStringLiteral("failure"));
        QCOMPARE(checker.sessions().size(), std::size_t{1});
    }

    void aThirdAttemptAfterTwoRollbacksIsALoop()
    {
        std::vector<StatusInput> inputs{request(0, newVersion)};
        for (qint64 at = 1; at < 40; at += 10) {
            inputs.push_back(says(at, newVersion, "INIT"));
            inputs.push_back(says(at + 1, newVersion, "INSTALL_SUCCESS"));
            inputs.push_back(says(at + 2, oldVersion, "INSTALLED_VERSION"));
        }
        const StatusChecker checker = checkStatuses(inputs, oldVersion);
        QCOMPARE(checker.sessions().size(), std::size_t{4});
        QVERIFY(!codesOf(checker.sessions().at(1).findings).contains(QStringLiteral("LOOP")));
        QVERIFY(codesOf(checker.sessions().at(2).findings).contains(QStringLiteral("LOOP")));
        QCOMPARE(checker.sessions().at(2).findings.front().severity, Severity::Error);
    }

    void anUnknownStatusIsASignOfLifeAndNoMore()
    {
        const std::vector<StatusInput> inputs{request(0, newVersion), says(1, newVersion, "DOWNLOAD"),
                                              says(500, newVersion, "POLISHING"),
                                              says(900, newVersion, "DOWNLOAD_STEP")};
        const StatusChecker checker = checkStatuses(inputs, oldVersion);
        QCOMPARE(codesOf(checker.sessions().at(0).findings),
                 (QStringList{QStringLiteral("XS-SEQ-NO-INIT"), QStringLiteral("OI-ENUM")}));
    }

    void aRequestAfterTheEndIsTheNextAttempt()
    {
        const std::vector<StatusInput> inputs{request(0, newVersion), says(1, newVersion, "INIT"),
                                              says(2, newVersion, "TEST_ERROR"), request(3, newVersion),
                                              says(4, newVersion, "INIT")};
        const StatusChecker checker = checkStatuses(inputs, oldVersion);
        QCOMPARE(checker.sessions().size(), std::size_t{2});
        QCOMPARE(checker.sessions().at(1).attempt, 2);
        QVERIFY(checker.sessions().at(1).findings.empty());
    }

    /// Ten thousand reports of a device that does what it likes: the fold ends, and each code stands once.
    void wildSequencesAreJudgedToo()
    {
        StatusChecker checker(oldVersion);
        quint32 random = 1;
        const auto next = [&random](quint32 below) {
            random = random * 1'664'525 + 1'013'904'223;
            return (random >> 8) % below;
        };
        for (int i = 0; i < 10'000; ++i) {
            StatusInput input;
            input.kind = static_cast<StatusInput::Kind>(next(8) < 6 ? 2 : next(4));
            input.timeNs = qint64(i) * second * (next(50) == 0 ? 2 : 1);
            input.version = QString::number(next(4));
            if (next(30) > 0)
                input.status = static_cast<OtauStatus>(next(otauStatusCount));
            input.message = QString::number(next(120)) + u'%';
            checker.take(input);
        }
        for (const StatusSession& session : checker.sessions()) {
            QStringList codes = codesOf(session.findings);
            QCOMPARE(codes.removeDuplicates(), 0);
            QVERIFY(session.attempt >= 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestStatusChecker)
#include "tst_statuschecker.moc"
