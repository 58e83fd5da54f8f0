// SPDX-License-Identifier: Apache-2.0
// The demo on a bench that somebody works with: what it makes is real, and goes again without a trace.

#include "app/composition.h"
#include "app/programcontext.h"
#include "base/logring.h"
#include "crypto/keystore.h"
#include "demo/demotraces.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "store/releasestore.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

namespace {

/// A job that ends itself at a step.
class EndingJob final : public JobContext
{
public:
    void progress(const Progress& progress) override { told << progress.what; }
    void record(const QJsonObject& data, const QString&) override
    {
        if (data[QStringLiteral("step")] == endAt)
            stop.request_stop();
    }
    std::stop_token stopToken() const override { return stop.get_token(); }

    QJsonValue endAt = QStringLiteral("never");
    QStringList told;
    std::stop_source stop;
};

QJsonObject withFirmware(const QString& file)
{
    return {{QStringLiteral("on-bench"), true}, {QStringLiteral("clients"), 1}, {QStringLiteral("firmware"), file}};
}

} // namespace

class TestDemoOnBench final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerAllOperations(m_registry, QStringLiteral("test")); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_firmware = m_folder->filePath(QStringLiteral("firmware"));
        QFile file(m_firmware);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(60'000, 'x'));
        file.close();
        m_bench =
            std::make_unique<ProgramBench>(m_folder->filePath(QStringLiteral("bench")), QStringLiteral("test"), m_log);
        const auto held = m_bench->open(OperationContext::Access::Hold);
        QVERIFY_RESULT(held);
        m_held = *held;
    }

    void cleanup() { m_bench.reset(); }

    void itLeavesRealThings()
    {
        const auto outcome = run(QStringLiteral("demo"), withFirmware(m_firmware));
        QVERIFY_RESULT(outcome);
        QVERIFY2(outcome->good, qPrintable(outcome->text));
        QVERIFY(outcome->text.startsWith(QStringLiteral("Proven: demo-board runs version 2")));
        const SessionId session{outcome->data[QStringLiteral("session")].toInteger()};
        const auto row = timeline().store().session(session);
        QVERIFY_RESULT(row);
        QVERIFY((*row)->result == SessionResult::Success);
        QCOMPARE((*row)->board.text(), QStringLiteral("demo-board"));
        const auto board = m_held->boards().find(BoardId(QStringLiteral("demo-board")));
        QVERIFY_RESULT(board);
        QCOMPARE(board->runningVersion, QStringLiteral("2"));
        QVERIFY(m_held->releases().find(ReleaseId(QStringLiteral("demo"))));
    }

    void aSecondOneGoesOnWithTheBoard()
    {
        for (int version = 2; version <= 4; ++version) {
            const auto outcome = run(QStringLiteral("demo"), withFirmware(m_firmware));
            QVERIFY_RESULT(outcome);
            QVERIFY2(outcome->good, qPrintable(outcome->text));
            const QJsonObject board = outcome->data[QStringLiteral("boards")].toArray().first().toObject();
            QCOMPARE(board[QStringLiteral("version")].toInt(), version);
        }
        const auto boards = m_held->boards().list();
        QVERIFY_RESULT(boards);
        QCOMPARE(boards->size(), 1U);
    }

    void itTakesNobodysNames()
    {
        const auto own = PrivateKey::generate(KeyAlgorithm::Ed25519);
        QVERIFY_RESULT(own);
        KeyStore keys(m_held->keysPath());
        QVERIFY(keys.add(QStringLiteral("demo"), *own));
        Board board;
        board.id = BoardId(QStringLiteral("demo-board"));
        QVERIFY(m_held->boards().add(board));
        const auto outcome = run(QStringLiteral("demo"), withFirmware(m_firmware));
        QVERIFY_RESULT(outcome);
        QVERIFY(outcome->good);
        QCOMPARE(outcome->data[QStringLiteral("key")].toString(), QStringLiteral("demo-2"));
        QVERIFY_RESULT(run(QStringLiteral("bench.remove-demo"), {}));
        QCOMPARE(keys.list().size(), 1U);
        QCOMPARE(keys.list().front().fingerprint, own->publicKey().fingerprint());
        const auto boards = m_held->boards().list();
        QVERIFY_RESULT(boards);
        QCOMPARE(boards->size(), 1U);
        QVERIFY(boards->front().kind == BoardKind::Physical);
    }

    void whatItMadeGoesAgain_data()
    {
        QTest::addColumn<QString>("endAt");
        for (const char* step : {"never", "bench", "key", "boards", "release", "notify"})
            QTest::newRow(step) << QString::fromLatin1(step);
    }

    void whatItMadeGoesAgain()
    {
        QFETCH(const QString, endAt);
        const QStringList before = things();
        EndingJob job;
        job.endAt = endAt;
        const auto outcome = run(QStringLiteral("demo"), withFirmware(m_firmware), job);
        if (endAt == QStringLiteral("never"))
            QVERIFY_RESULT(outcome);
        else
            QVERIFY(!outcome && outcome.error().code == Error::Code::Cancelled);
        QVERIFY_RESULT(run(QStringLiteral("bench.remove-demo"), {}));
        QCOMPARE(things(), before);
        const auto nothing = run(QStringLiteral("bench.remove-demo"), {});
        QVERIFY_RESULT(nothing);
        QCOMPARE(nothing->text, QStringLiteral("There is nothing that a demo made"));
        // And it can be done again.
        const auto again = run(QStringLiteral("demo"), withFirmware(m_firmware));
        QVERIFY_RESULT(again);
        QVERIFY2(again->good, qPrintable(again->text));
    }

    void aBoardThatRunsIsNotTakenAway()
    {
        QVERIFY_RESULT(run(QStringLiteral("demo"), withFirmware(m_firmware)));
        QLockFile running(m_held->path(QStringLiteral("boards/demo-board/lock")));
        QVERIFY(running.tryLock());
        const auto refused = run(QStringLiteral("bench.remove-demo"), {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Busy);
        QVERIFY(m_held->boards().find(BoardId(QStringLiteral("demo-board"))));
        // A demo takes another board meanwhile.
        const auto outcome = run(QStringLiteral("demo"), withFirmware(m_firmware));
        QVERIFY_RESULT(outcome);
        QVERIFY(outcome->good);
        QVERIFY(m_held->boards().find(BoardId(QStringLiteral("demo-board-2"))));
    }

    void itSaysWhatItDoes()
    {
        EndingJob job;
        QVERIFY_RESULT(run(QStringLiteral("demo"), withFirmware(m_firmware), job));
        job.told.removeDuplicates();
        QCOMPARE(job.told.mid(0, 5),
                 QStringList({QStringLiteral("Making a key"), QStringLiteral("Starting one board"),
                              QStringLiteral("Starting CoAP"), QStringLiteral("Publishing version 2"),
                              QStringLiteral("Telling one board")}));
    }

    void whatDoesNotGoTogetherIsSaid()
    {
        QJsonObject values = withFirmware(m_firmware);
        values[QStringLiteral("coaps")] = true;
        const auto outcome = run(QStringLiteral("demo"), values);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, Error::Code::Usage);
        QVERIFY(things().isEmpty());
    }

private:
    Result<Outcome> run(const QString& name, const QJsonObject& values)
    {
        EndingJob job;
        return run(name, values, job);
    }

    Result<Outcome> run(const QString& name, const QJsonObject& values, JobContext& job)
    {
        const Operation* operation = m_registry.find(name);
        const auto arguments = validated(*operation, values);
        if (!arguments)
            return failure(arguments.error());
        const auto context = m_bench->contextFor(job, {});
        return operation->run(*arguments, *context);
    }

    Timeline& timeline() { return **m_bench->timeline(); }

    /// All that a person can see on the bench.
    QStringList things()
    {
        QStringList names;
        for (const KeyInfo& key : KeyStore(m_held->keysPath()).list())
            names << QStringLiteral("key ") + key.name;
        const auto releases = m_held->releases().all().value();
        for (const Release& release : releases)
            names << QStringLiteral("release ") + release.id.text();
        const auto boards = m_held->boards().list().value();
        for (const Board& board : boards)
            names << QStringLiteral("board ") + board.id.text();
        const EventStore& store = timeline().store();
        const auto states = store.boards().value();
        for (const BoardState& state : states)
            names << QStringLiteral("state of ") + state.board.text();
        const auto sessions = store.sessions({}).value();
        for (const SessionRow& session : sessions)
            names << QStringLiteral("session of ") + session.board.text();
        const auto events = store.events({}).value();
        for (const Event& event : events)
            names << QStringLiteral("event of ") + event.board.text() + u' ' + event.message;
        const QStringList folders =
            QDir(m_held->path(QStringLiteral("boards"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString& folder : folders)
            names << QStringLiteral("folder ") + folder;
        return names;
    }

    OperationRegistry m_registry;
    LogRing m_log;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_firmware;
    std::unique_ptr<ProgramBench> m_bench;
    Bench* m_held = nullptr;
};

QTEST_GUILESS_MAIN(TestDemoOnBench)
#include "tst_demo_onbench.moc"
