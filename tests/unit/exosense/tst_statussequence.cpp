// SPDX-License-Identifier: Apache-2.0
// Expected against seen: judged here and by the checker, and both must agree.

#include "exosense/findingtexts.h"
#include "exosense/statuschecker.h"
#include "exosense/statussequence.h"
#include "exosensevectors.h"

#include <map>

using namespace ota;

namespace {

constexpr qint64 second = 1'000'000'000;
const QString version = QStringLiteral("2");

using Kind = SequenceRow::Kind;
using Order = SequenceRow::Order;

class Report
{
public:
    Report& says(const char* status, const QString& message = {}, quint64 count = 1)
    {
        m_ns += second;
        const QString text = QString::fromLatin1(status);
        m_seen.push_back({++m_seq, m_ns, {}, version, otauStatusFromKey(text), text, message, count});
        return *this;
    }
    Report& saysAt(qint64 deviceSecond, const char* status)
    {
        says(status);
        m_seen.back().deviceNs = deviceSecond * second;
        return *this;
    }
    Report& ofVersion(const QString& other)
    {
        m_seen.back().version = other;
        return *this;
    }
    /// The newest report proves it.
    Report& finds(const char* code)
    {
        Finding finding;
        finding.code = QString::fromLatin1(code);
        finding.evidence = {m_seq};
        subject.findings.push_back(finding);
        return *this;
    }

    StatusSequence sequence() const { return statusSequence(m_seen, subject); }
    /// `LeftOut TEST`, `Reported DOWNLOAD_STEP × 3`, with codes.
    QStringList lines() const
    {
        QStringList lines;
        for (const SequenceRow& row : sequence().rows) {
            QStringList parts{keyOf(row.kind)};
            if (row.kind == Kind::Reported)
                parts << reportedText(row);
            else if (row.expected)
                parts << keyOf(*row.expected);
            if (row.order != Order::Fine)
                parts << keyOf(row.order);
            parts << row.codes;
            lines << parts.join(u' ');
        }
        return lines;
    }

    SequenceSubject subject{.version = version};

private:
    std::vector<SeenStatus> m_seen;
    quint64 m_seq = 0;
    qint64 m_ns = 0;
};

QStringList texts(std::initializer_list<const char*> list)
{
    QStringList texts;
    for (const char* text : list)
        texts << QString::fromUtf8(text);
    return texts;
}

} // namespace

class TestStatusSequence final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeUpdateHasNothingToSay()
    {
        Report report;
        for (const char* status :
             {"INIT", "TEST", "TEST_STEP", "TEST_SUCCESS", "DOWNLOAD", "DOWNLOAD_STEP", "DOWNLOAD_SUCCESS", "INSTALL",
              "INSTALL_STEP", "INSTALL_SUCCESS", "INSTALLED_VERSION"})
            report.says(status);
        report.subject.result = SessionResult::Success;
        const StatusSequence sequence = report.sequence();
        QCOMPARE(sequence.rows.size(), std::size_t{11});
        QCOMPARE(sequence.odd(), 0);
        QCOMPARE(sequence.leftOut(), 0);
        QCOMPARE(sequence.reports(), quint64{11});
        QCOMPARE(*sequence.rows[3].sinceNs, second);
    }

    void whatIsLeftOutIsAllowedAndSaid()
    {
        Report report;
        report.says("INIT").says("DOWNLOAD").says("INSTALL_SUCCESS");
        QCOMPARE(report.lines(),
                 texts({"reported INIT", "left_out TEST", "left_out TEST_STEP", "left_out TEST_SUCCESS",
                        "reported DOWNLOAD", "left_out DOWNLOAD_STEP", "left_out DOWNLOAD_SUCCESS", "left_out INSTALL",
                        "left_out INSTALL_STEP", "reported INSTALL_SUCCESS", "awaited INSTALLED_VERSION"}));
        QCOMPARE(report.sequence().odd(), 0);
        QVERIFY(judgementOf(report.sequence().rows[1]).contains(QStringLiteral("allowed")));
    }

    void tenThousandStepsAreOneLine()
    {
        Report report;
        report.says("DOWNLOAD").says("DOWNLOAD_STEP", QStringLiteral("0%"));
        report.says("DOWNLOAD_STEP", QStringLiteral("37%"), 4998).says("DOWNLOAD_STEP", QStringLiteral("100%"), 5001);
        const QStringList lines = report.lines();
        QVERIFY2(lines.contains(QStringLiteral("reported DOWNLOAD_STEP × 10000, 0 → 100 %")),
                 qPrintable(lines.join(u'\n')));
        QCOMPARE(report.sequence().reports(), quint64{10'001});
    }

    void backwardsIsSaidAndTheEarlierRankCounts()
    {
        Report report;
        report.says("INIT").says("DOWNLOAD").says("DOWNLOAD_SUCCESS").says("TEST").says("TEST_SUCCESS").says("INSTALL");
        QCOMPARE(report.lines(),
                 texts({"reported INIT", "came_later TEST", "left_out TEST_STEP", "came_later TEST_SUCCESS",
                        "reported DOWNLOAD", "left_out DOWNLOAD_STEP", "reported DOWNLOAD_SUCCESS",
                        "reported TEST backward XS-SEQ-BACKWARD", "left_out TEST_STEP", "reported TEST_SUCCESS",
                        "left_out DOWNLOAD_STEP", "reported INSTALL", "awaited INSTALL_STEP", "awaited INSTALL_SUCCESS",
                        "awaited INSTALLED_VERSION"}));
    }

    void anErrorEndsAndNothingMoreIsExpected()
    {
        Report report;
        report.says("INIT").says("INSTALL").says("DOWNLOAD_ERROR", QStringLiteral("404"));
        report.subject.result = SessionResult::Failure;
        const StatusSequence sequence = report.sequence();
        const auto error = std::ranges::find(sequence.rows, Order::Ended, &SequenceRow::order);
        QVERIFY(error != sequence.rows.end());
        QCOMPARE(error->codes, texts({"XS-ERR-STAGE"}));
        QVERIFY(!error->expected);
        QCOMPARE(error->message, QStringLiteral("404"));
        QCOMPARE(sequence.rows.back().kind, Kind::NotReached);
        QCOMPARE(sequence.rows.back().expected, OtauStatus::InstalledVersion);
    }

    void aRollbackStandsWhereTheOldVersionWasAnnounced()
    {
        Report report;
        report.says("INIT").says("INSTALL_SUCCESS").says("INSTALLED_VERSION").ofVersion(QStringLiteral("1"));
        report.finds("XS-ROLLBACK");
        report.subject.result = SessionResult::RolledBack;
        const StatusSequence sequence = report.sequence();
        const SequenceRow& row = *(sequence.rows.end() - 2);
        QCOMPARE(row.order, Order::Foreign);
        QCOMPARE(row.version, QStringLiteral("1"));
        QCOMPARE(row.codes, texts({"XS-ROLLBACK"}));
        // The requested version was never announced.
        QCOMPARE(sequence.rows.back().expected, OtauStatus::InstalledVersion);
        QCOMPARE(sequence.rows.back().kind, Kind::NotReached);
    }

    void silenceStandsWhereItWas()
    {
        Report report;
        report.says("INIT").says("DOWNLOAD");
        report.subject.silences.push_back({9, 700 * second, QStringLiteral("XS-STALL"), QStringLiteral("silent")});
        report.subject.result = SessionResult::Stalled;
        const StatusSequence sequence = report.sequence();
        const auto silence = std::ranges::find(sequence.rows, Kind::Silence, &SequenceRow::kind);
        QVERIFY(silence != sequence.rows.end());
        QCOMPARE(*silence->sinceNs, 698 * second);
        QCOMPARE((silence - 1)->reported, QStringLiteral("DOWNLOAD"));
        QCOMPARE((silence + 1)->kind, Kind::Awaited); // A later report withdraws the stall.
    }

    void deviceTimesOrderUnlessTheClockIsOff()
    {
        Report late;
        late.saysAt(20, "DOWNLOAD").saysAt(10, "INIT");
        QCOMPARE(late.sequence().rows.front().reported, QStringLiteral("INIT"));
        QCOMPARE(late.sequence().odd(), 0);
        Report off;
        off.saysAt(5000, "INIT").saysAt(4000, "DOWNLOAD");
        QCOMPARE(off.sequence().rows.front().reported, QStringLiteral("INIT"));
        QCOMPARE(off.sequence().odd(), 0);
    }

    void whatTheSchemaDoesNotKnowHasNoPlace()
    {
        Report report;
        report.says("INIT").says("download").says("POLISHING");
        const auto rows = report.sequence().rows;
        QCOMPARE(rows[1].order, Order::Unknown);
        QCOMPARE(rows[1].codes, texts({"OI-ENUM-CASE"}));
        QCOMPARE(rows[2].codes, texts({"OI-ENUM"}));
        QVERIFY(!rows[2].expected);
    }

    void theTextHasALineForEachRow()
    {
        Report report;
        report.says("INIT").says("TEST").says("DOWNLOAD_STEP", QStringLiteral("50%"));
        const StatusSequence sequence = report.sequence();
        const QString text = sequenceText(sequence);
        for (const SequenceRow& row : sequence.rows)
            QVERIFY(text.contains(keyOf(*row.expected)));
        QVERIFY(text.contains(QStringLiteral("left out (allowed)")));
        const QJsonObject json = toJson(sequence);
        QCOMPARE(json[QStringLiteral("rows")].toArray().size(), static_cast<qsizetype>(sequence.rows.size()));
        QCOMPARE(json[QStringLiteral("reports")].toInt(), 3);
    }

    /// The order of every vector is judged twice, by the checker and from the rows: the same codes come out.
    void theVectorsAreJudgedAsTheCheckerDoes_data()
    {
        QTest::addColumn<QJsonObject>("entry");
        for (const QJsonValue& entry : exosenseJson(QStringLiteral("timelines/timelines.json")).array())
            QTest::newRow(qPrintable(entry[QStringLiteral("name")].toString())) << entry.toObject();
    }

    void theVectorsAreJudgedAsTheCheckerDoes()
    {
        static const QStringList ofOrder =
            texts({"XS-SEQ-REPEAT", "XS-SEQ-BACKWARD", "XS-SEQ-NO-INIT", "XS-ERR-STAGE", "XS-ERR-AFTER-SUCCESS",
                   "XS-PROGRESS-BACK", "XS-HEARTBEAT", "XS-AFTER-SUPERSEDE"});
        QFETCH(QJsonObject, entry);
        StatusChecker checker(entry[QStringLiteral("running_before")].toString(),
                              StatusLimits::all(std::chrono::seconds(entry[QStringLiteral("stall_limit_s")].toInt())));
        std::map<std::size_t, std::vector<SeenStatus>> seen;
        std::map<std::size_t, qint64> superseded;
        quint64 seq = 0;
        for (const QJsonValue& json : entry[QStringLiteral("inputs")].toArray()) {
            StatusInput input;
            const QString kind = json[QStringLiteral("kind")].toString();
            input.kind = kind == QStringLiteral("request")  ? StatusInput::Kind::Request
                         : kind == QStringLiteral("clear")  ? StatusInput::Kind::Clear
                         : kind == QStringLiteral("status") ? StatusInput::Kind::Status
                                                            : StatusInput::Kind::Tick;
            input.timeNs = json[QStringLiteral("t")].toInteger() * second;
            input.version = json[QStringLiteral("version")].toString();
            const QString status = json[QStringLiteral("status")].toString();
            input.status = otauStatusFromKey(status);
            input.message = json[QStringLiteral("message")].toString();
            checker.take(input);
            if (input.kind == StatusInput::Kind::Status && checker.touched())
                seen[*checker.touched()].push_back(
                    {++seq, input.timeNs, {}, input.version, input.status, status, input.message, 1});
            for (std::size_t i = 0; i < checker.sessions().size(); ++i) {
                if (checker.sessions()[i].result == SessionResult::Superseded)
                    superseded.try_emplace(i, input.timeNs);
            }
        }
        for (std::size_t i = 0; i < checker.sessions().size(); ++i) {
            const StatusSession& session = checker.sessions()[i];
            SequenceSubject subject{.version = session.version, .result = session.result};
            if (superseded.contains(i))
                subject.supersededNs = superseded[i];
            QStringList expected;
            for (const ExosenseFinding& finding : session.findings) {
                if (ofOrder.contains(finding.code))
                    expected << finding.code;
                else
                    subject.findings.push_back({.code = finding.code});
            }
            const StatusSequence sequence = statusSequence(seen[i], subject);
            QCOMPARE(sequence.reports(), static_cast<quint64>(seen[i].size()));
            QStringList found;
            for (const SequenceRow& row : sequence.rows) {
                for (const QString& code : row.codes) {
                    if (ofOrder.contains(code))
                        found << code;
                }
            }
            found.removeDuplicates();
            found.sort();
            expected.sort();
            QCOMPARE(found, expected);
        }
    }

    /// A code without an explanation is half a finding.
    void everyCodeHasItsRuleAndItsAdvice()
    {
        const QStringList codes = exosenseCodes();
        QVERIFY(codes.size() > 80);
        for (const QString& code : codes) {
            const FindingText text = findingText(code);
            QVERIFY2(text.rule.endsWith(u'.') && text.advice.endsWith(u'.'), qPrintable(code));
            QVERIFY2(explainExosenseCode(code).endsWith(u'.'), qPrintable(code));
        }
        QVERIFY(findingText(QStringLiteral("backward")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStatusSequence)
#include "tst_statussequence.moc"
