// SPDX-License-Identifier: Apache-2.0
// The whole journey: a file becomes a signed release, is served, fetched, verified, installed and run. In this process
// and as a person starts it.

#include "base/bytes.h"
#include "demo/demo.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "store/releasestore.h"
#include "testsupport.h"
#include "timeline/eventstore.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace ota;

namespace {

constexpr int firmwareBytes = 60'000;

/// Keeps what a job says.
class Watcher final : public JobContext
{
public:
    void progress(const Progress&) override {}

    void record(const QJsonObject& data, const QString& text) override
    {
        const std::scoped_lock lock(m_mutex);
        records << data;
        texts << text;
        if (cancelAt == data.value(QStringLiteral("step")).toString())
            stop.request_stop();
    }

    std::stop_token stopToken() const override { return stop.get_token(); }

    /// The phases that a board's lines went through, each once.
    QStringList phasesOf(const QString& board) const
    {
        QStringList phases;
        for (const QJsonObject& record : records) {
            const QString phase = record.value(QStringLiteral("phase")).toString();
            if (record.value(QStringLiteral("board")).toString() == board && !phases.contains(phase))
                phases << phase;
        }
        return phases;
    }

    QList<QJsonObject> records;
    QStringList texts;
    QString cancelAt = QStringLiteral("never");
    std::stop_source stop;

private:
    std::mutex m_mutex;
};

const QStringList wholeJourney{QStringLiteral("OFFERED"), QStringLiteral("CHECK"),   QStringLiteral("DOWNLOAD"),
                               QStringLiteral("VERIFY"),  QStringLiteral("INSTALL"), QStringLiteral("REBOOT"),
                               QStringLiteral("CONFIRM")};

} // namespace

class TestDemo final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    DemoOptions small(int clients)
    {
        DemoOptions options;
        options.firmware = m_folder.path() + QStringLiteral("/firmware");
        options.clients = clients;
        return options;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_folder.path() + QStringLiteral("/firmware"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray bytes;
        for (int i = 0; i < firmwareBytes; ++i)
            bytes.append(static_cast<char>(i * 31 + i / 256));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    void everyBoardMakesTheWholeJourney_data()
    {
        QTest::addColumn<bool>("coaps");
        QTest::addColumn<int>("loss");
        QTest::newRow("coap") << false << 0;
        QTest::newRow("coaps") << true << 0;
        QTest::newRow("five percent lost") << false << 5;
    }

    void everyBoardMakesTheWholeJourney()
    {
        QFETCH(const bool, coaps);
        QFETCH(const int, loss);
        DemoOptions options = small(2);
        options.coaps = coaps;
        options.lossPercent = loss;
        Watcher watcher;
        const auto outcome = runDemo(options, watcher);
        QVERIFY_RESULT(outcome);
        QVERIFY2(outcome->good, qPrintable(outcome->text));
        for (const auto& value : outcome->data.value(QStringLiteral("boards")).toArray()) {
            const QJsonObject board = value.toObject();
            QCOMPARE(board.value(QStringLiteral("result")).toString(), QStringLiteral("success"));
            QCOMPARE(board.value(QStringLiteral("version")).toInt(), 2);
            QVERIFY(board.value(QStringLiteral("payload_bytes")).toInt() > firmwareBytes);
            QCOMPARE(watcher.phasesOf(board.value(QStringLiteral("board")).toString()), wholeJourney);
        }
        QVERIFY(outcome->text.contains(QStringLiteral("2 of 2 boards run version 2")));
    }

    void manyBoardsHaveOneLineEach()
    {
        Watcher watcher;
        const auto outcome = runDemo(small(6), watcher);
        QVERIFY_RESULT(outcome);
        QVERIFY(outcome->good);
        for (int i = 1; i <= 6; ++i)
            QCOMPARE(watcher.phasesOf(QStringLiteral("board%1").arg(i)), QStringList{QStringLiteral("CONFIRM")});
    }

    // What is claimed is proven: a board that reports its old slot is no success, whatever it installed.
    void aBoardThatMisbehavesIsNotCalledGood()
    {
        DemoOptions options = small(2);
        options.defects = QStringList{QStringLiteral("stale-status")};
        Watcher watcher;
        const auto outcome = runDemo(options, watcher);
        QVERIFY_RESULT(outcome);
        QVERIFY(!outcome->good);
        const QJsonArray boards = outcome->data.value(QStringLiteral("boards")).toArray();
        QVERIFY(boards[0].toObject().value(QStringLiteral("good")).toBool());
        QVERIFY(!boards[1].toObject().value(QStringLiteral("good")).toBool());
        QVERIFY(watcher.phasesOf(QStringLiteral("board2")).contains(QStringLiteral("ROLLBACK")));
    }

    void cancelEndsItAndLeavesNothing()
    {
        Watcher watcher;
        watcher.cancelAt = QStringLiteral("notify");
        const auto outcome = runDemo(small(2), watcher);
        QVERIFY(!outcome || !outcome->good || watcher.stop.stop_requested());
        QString directory;
        for (const QJsonObject& record : watcher.records) {
            if (record.contains(QStringLiteral("directory")))
                directory = record.value(QStringLiteral("directory")).toString();
        }
        QVERIFY(!directory.isEmpty());
        QVERIFY(!QDir(directory).exists());
        Watcher early;
        early.cancelAt = QStringLiteral("key");
        const auto ended = runDemo(small(1), early);
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, Error::Code::Cancelled);
    }

    void aKeptBenchTellsEverythingAfterwards()
    {
        DemoOptions options = small(1);
        options.keepDirectory = m_folder.path() + QStringLiteral("/kept");
        for (int round = 0; round < 2; ++round) { // Also a second time in the same place.
            Watcher watcher;
            const auto outcome = runDemo(options, watcher);
            QVERIFY_RESULT(outcome);
            QVERIFY2(outcome->good, qPrintable(outcome->text));
        }
        BenchOptions open;
        open.schemas = {EventStore::schema()};
        const auto bench = Bench::open(options.keepDirectory, Bench::Access::Read, open);
        QVERIFY_RESULT(bench);
        const auto release = (*bench)->releases().find(ReleaseId(QStringLiteral("demo")));
        QVERIFY_RESULT(release);
        QCOMPARE(release->files.size(), 2U);
        const auto board = (*bench)->boards().find(BoardId(QStringLiteral("board1")));
        QVERIFY_RESULT(board);
        QVERIFY(board->kind == BoardKind::Virtual);
        const auto store = EventStore::open((*bench)->database(), (*bench)->streamsPath(), (*bench)->clock());
        QVERIFY_RESULT(store);
        const auto sessions = (*store)->sessions({});
        QVERIFY_RESULT(sessions);
        QCOMPARE(sessions->size(), 2U);
        for (const SessionRow& session : *sessions) {
            QVERIFY(session.simulated);
            QVERIFY(session.result == SessionResult::Success);
        }
    }

    void aFileThatIsNotThereIsSaid()
    {
        DemoOptions options = small(1);
        options.firmware += QStringLiteral(".nothing");
        Watcher watcher;
        const auto outcome = runDemo(options, watcher);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, Error::Code::NotFound);
    }

    void theProgramBringsItselfToABoard()
    {
        QProcess program;
        program.start(QStringLiteral(OTAW_PROGRAM), {QStringLiteral("--json"), QStringLiteral("demo"),
                                                     QStringLiteral("--clients"), QStringLiteral("1")});
        QVERIFY(program.waitForFinished(100'000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        const QByteArray errors = program.readAllStandardError();
        QVERIFY2(program.exitCode() == 0, errors.constData());
        const QByteArrayList lines = program.readAllStandardOutput().trimmed().split('\n');
        QStringList steps;
        for (const QByteArray& line : lines) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            QVERIFY2(!object.isEmpty(), line.constData());
            // Events of the timeline have steps of their own, and a number.
            if (object.contains(QStringLiteral("step")) && !object.contains(QStringLiteral("seq")))
                steps << object.value(QStringLiteral("step")).toString();
        }
        QCOMPARE(steps, QStringList({QStringLiteral("demo"), QStringLiteral("bench"), QStringLiteral("key"),
                                     QStringLiteral("boards"), QStringLiteral("firmware"), QStringLiteral("manifest"),
                                     QStringLiteral("release"), QStringLiteral("notify")}));
        const QJsonObject last = QJsonDocument::fromJson(lines.constLast()).object();
        QCOMPARE(last.value(QStringLiteral("good")).toInt(), 1);
        const QJsonObject board = last.value(QStringLiteral("boards")).toArray().first().toObject();
        QVERIFY(board.value(QStringLiteral("payload_bytes")).toInteger() >
                QFileInfo(QStringLiteral(OTAW_PROGRAM)).size());
    }

    void withLossesItSaysHowMuchOfTheProgramItSends()
    {
        QProcess program;
        program.start(QStringLiteral(OTAW_PROGRAM),
                      {QStringLiteral("demo"), QStringLiteral("--clients"), QStringLiteral("1"),
                       QStringLiteral("--loss"), QStringLiteral("2")});
        QVERIFY(program.waitForFinished(200'000));
        const QString output = QString::fromUtf8(program.readAllStandardOutput());
        QVERIFY2(program.exitCode() == 0, qPrintable(output));
        const QFileInfo file(QStringLiteral(OTAW_PROGRAM));
        QVERIFY2(
            output.contains(
                QStringLiteral("the first 256 KiB of %1, which has %2").arg(file.fileName(), humanSize(file.size()))),
            qPrintable(output));
        QVERIFY2(output.contains(QStringLiteral("--firmware FILE sends a whole file")), qPrintable(output));
        QVERIFY2(output.contains(QStringLiteral("Proven: board1 runs version 2")), qPrintable(output));
    }

    void theProgramsExitStatusTellsTheResult()
    {
        QProcess program;
        program.start(QStringLiteral(OTAW_PROGRAM),
                      {QStringLiteral("demo"), QStringLiteral("--firmware"), small(1).firmware,
                       QStringLiteral("--clients"), QStringLiteral("1"), QStringLiteral("--defect"),
                       QStringLiteral("stale-status")});
        QVERIFY(program.waitForFinished(100'000));
        QCOMPARE(program.exitCode(), 1);
        QVERIFY(program.readAllStandardOutput().contains("0 of 1 boards run version 2"));
    }
};

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
