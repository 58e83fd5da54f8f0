// SPDX-License-Identifier: Apache-2.0
// What a gateway writes for days: memory and tables stay small, and what follows from it stays known.

#include "exosense/configotau.h"
#include "exosense/gatewaystatus.h"
#include "exosensefixture.h"
#include "exosensevectors.h"

#include <QJsonDocument>
#include <QTest>

#include <random>

using namespace ota;

namespace {

const QString gateway = QStringLiteral("gw-1");
constexpr qint64 second = 1'000'000'000;

QByteArray report(const QByteArray& version, const QByteArray& word)
{
    return R"({"version":")" + version + R"(","status":")" + word + R"("})";
}

QByteArray request(const QByteArray& version)
{
    return R"({"version":")" + version + R"(","name":"n","type":"JSON","payload":{}})";
}

/// What a gateway does over a long time, some of it odd; the same each time.
std::vector<WriteRow> longLife(std::size_t count)
{
    static constexpr std::array words{"INIT",
                                      "TEST",
                                      "DOWNLOAD",
                                      "DOWNLOAD_STEP",
                                      "DOWNLOAD_ERROR",
                                      "DOWNLOAD_SUCCESS",
                                      "INSTALL",
                                      "INSTALL_SUCCESS",
                                      "INSTALLED_VERSION"};
    std::mt19937 random(4711);
    const auto upTo = [&](int last) {
        return static_cast<int>(random() % static_cast<unsigned>(last + 1));
    };
    std::vector<WriteRow> rows;
    qint64 at = 1000 * second;
    QByteArray wanted = "0";
    for (std::size_t i = 1; i <= count; ++i) {
        at += (1 + upTo(20)) * second;
        if (upTo(30) == 0) {
            wanted = QByteArray::number(upTo(4));
            rows.push_back({static_cast<qint64>(i), gateway, "config_otau", true, at, {}, request(wanted)});
            continue;
        }
        const QByteArray version = upTo(40) == 0 ? QByteArray::number(upTo(4)) : wanted;
        const char* word = words[static_cast<std::size_t>(upTo(static_cast<int>(words.size()) - 1))];
        rows.push_back({static_cast<qint64>(i), gateway, "otau_in", false, at, {}, report(version, word)});
    }
    return rows;
}

/// Without what they say of sessions long before: those are forgotten in time.
std::vector<StatusSession> last(const StatusChecker& checker, std::size_t count)
{
    const auto& all = checker.sessions();
    std::vector<StatusSession> newest(all.end() - static_cast<std::ptrdiff_t>(std::min(count, all.size())), all.end());
    for (StatusSession& session : newest)
        std::erase_if(session.findings, [](const ExosenseFinding& each) { return each.code == u"LOOP"; });
    return newest;
}

} // namespace

class TestGatewayRetention final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Folding old writes changes nothing of what follows from the new ones, also after a restart in between.
    void foldingChangesNoVerdict()
    {
        const std::vector<WriteRow> rows = longLife(5000);
        StatusChecker whole;
        GatewayStatus folding{BoardId(gateway), false};
        std::map<qint64, WriteRow> kept; // The store.
        QByteArray state;
        std::size_t most = 0;
        for (const WriteRow& row : rows) {
            StatusInput input{.kind = StatusInput::Kind::Request, .timeNs = row.hostNs};
            if (row.isOurs) {
                input.version = checkConfig(row.value).version();
            } else {
                const OtauReport parsed = parseOtauReport(row.value);
                input = {StatusInput::Kind::Status, row.hostNs, parsed.version, parsed.status, parsed.message};
            }
            whole.take(input);
            folding.take(row, nullptr);
            kept.emplace(row.seq, row);
            if (const auto folded = folding.takeFolded()) {
                state = folded->state;
                for (const qint64 seq : folded->seqs)
                    QCOMPARE(kept.erase(seq), std::size_t{1});
            }
            most = std::max(most, kept.size());
            if (row.seq % 777 != 0)
                continue;
            // As after a restart.
            GatewayStatus again{BoardId(gateway), false};
            again.loadState(state);
            for (const auto& [seq, each] : kept)
                again.load(each);
            again.finishLoading(nullptr);
            QCOMPARE(again.checker().running(), folding.checker().running());
            QCOMPARE(last(again.checker(), 20), last(folding.checker(), 20));
            folding = std::move(again);
        }
        QCOMPARE(folding.checker().running(), whole.running());
        const auto expected = last(whole, 20);
        const auto found = last(folding.checker(), 20);
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].version, expected[i].version);
            QCOMPARE(found[i].attempt, expected[i].attempt);
            QCOMPARE(codesOf(found[i].findings), codesOf(expected[i].findings));
            QCOMPARE(found[i], expected[i]);
        }
        QVERIFY2(most < 4 * GatewayStatus::keptWrites, qPrintable(QString::number(most)));
        QVERIFY(whole.sessions().size() > 4 * GatewayStatus::keptSessions);
        QVERIFY(folding.checker().sessions().size() <= 4 * GatewayStatus::keptSessions);
    }

    /// A device that says something new all the time, faster than anybody may.
    void aFloodHasBounds()
    {
        GatewayStatus status{BoardId(gateway), false};
        std::size_t left = 0;
        for (qint64 seq = 1; seq <= 100'000; ++seq) {
            const QByteArray version = QByteArray::number(seq / 10);
            status.take({seq, gateway, "otau_in", false, 1000 * second, {}, report(version, "DOWNLOAD_STEP")}, nullptr);
            ++left;
            if (const auto folded = status.takeFolded()) {
                left -= folded->seqs.size();
                QVERIFY(folded->state.size() < 500'000);
            }
        }
        QVERIFY2(left <= GatewayStatus::mostWrites, qPrintable(QString::number(left)));
        QVERIFY2(status.checker().sessions().size() <= 8 * GatewayStatus::keptSessions,
                 qPrintable(QString::number(status.checker().sessions().size())));
    }

    void whatCouldNotBeStoredIsTriedAgain()
    {
        GatewayStatus status{BoardId(gateway), false};
        std::optional<GatewayStatus::Folded> folded;
        qint64 seq = 0;
        while (!folded && seq < 10'000) {
            ++seq;
            status.take({seq, gateway, "otau_in", false, seq * 10 * second, {}, report("1", "INSTALLED_VERSION")},
                        nullptr);
            folded = status.takeFolded();
        }
        QVERIFY(folded);
        const std::vector<qint64> first = folded->seqs;
        status.giveBack(std::move(*folded));
        const auto again = status.takeFolded();
        QVERIFY(again);
        QCOMPARE(again->seqs, first);
    }

    /// 100,000 writes through the cloud into the tables.
    void theTablesOfAChattyGatewayStaySmall()
    {
        const auto fixture = std::make_unique<CloudBench>();
        fixture->addGateway(gateway);
        CloudFixture::need(fixture->cloud->setDesired({gateway}, "config_otau", request("2")));
        constexpr int requests = 1000;
        for (int i = 0; i < requests; ++i) {
            std::vector<RecordPoint> points;
            for (int k = 0; k < 25; ++k) {
                fixture->clock.advance(std::chrono::seconds(1));
                const qint64 now = fixture->clock.nowNs();
                points.push_back({"data_in", QByteArray::number(i * 25 + k), now});
                points.push_back({"otau_in", report("2", i == 0 && k == 0 ? "INIT" : "INSTALLED_VERSION"), now});
                points.push_back({"config_otau", "ACK", now});
                points.push_back({"otau_in", "no report", now});
            }
            CloudFixture::need(fixture->cloud->record(gateway, points, {}));
        }
        const auto before = fixture->cloud->gateway(gateway);
        CloudFixture::need(before);
        QCOMPARE(before->running, QStringLiteral("2"));
        QCOMPARE(keyOf(before->sessions.back().result), QStringLiteral("success"));
        int rows = 0;
        CloudFixture::need(fixture->cloud->store().forEachWrite(gateway, {}, 0, [&](const WriteRow&) {
            ++rows;
            return Result<>();
        }));
        QVERIFY2(rows < 2000, qPrintable(QString::number(rows)));
        fixture->reopen();
        const auto after = fixture->cloud->gateway(gateway);
        CloudFixture::need(after);
        QCOMPARE(after->running, before->running);
        QCOMPARE(after->sessions, before->sessions);
        QCOMPARE(after->lastReport->statusText, before->lastReport->statusText);
        // It goes on where it was.
        CloudFixture::need(fixture->cloud->setDesired({gateway}, "config_otau", request("3")));
        CloudFixture::need(fixture->cloud->write(gateway, {{"otau_in", report("3", "INIT")}}, {}));
        const auto next = fixture->cloud->gateway(gateway);
        QCOMPARE(next->sessions.back().versionBefore, QStringLiteral("2"));
    }

private:
    class CloudBench final : public CloudFixture
    {
    public:
        ~CloudBench() override = default;
    };
};

QTEST_GUILESS_MAIN(TestGatewayRetention)
#include "tst_gatewayretention.moc"
