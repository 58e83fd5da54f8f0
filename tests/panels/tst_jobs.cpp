// SPDX-License-Identifier: Apache-2.0
// Jobs, services and the log: what stands behind drawer and status bar.

#include "panels/shell/jobmodel.h"
#include "panels/shell/logmodel.h"
#include "panels/shell/stallwatchdog.h"
#include "panels/widgets/celldelegate.h"
#include "panelsupport.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

using namespace ota;

class TestJobs final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJobRunsAndItsResultStays()
    {
        WindowFixture fixture;
        JobModel model(fixture.jobs);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy finished(&fixture.jobs, &JobCenter::finished);
        const auto id =
            fixture.jobs.start(QStringLiteral("test.echo"), {{QStringLiteral("release"), QStringLiteral("samr21")}});
        QVERIFY_RESULT(id);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(fixture.jobs.job(*id)->running());
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(fixture.jobs.job(*id)->words(), QStringLiteral("accepted (2.01)"));
        QCOMPARE(model.index(0, JobModel::Words).data(cell::MarkRole).toInt(), static_cast<int>(Mark::Good));
        QCOMPARE(fixture.jobs.command(*id), QStringLiteral("otaw test echo samr21"));
        QCOMPARE(fixture.jobs.runningCount(), 0);
    }

    void wrongValuesStartNothing()
    {
        WindowFixture fixture;
        const auto id = fixture.jobs.start(QStringLiteral("test.echo"), {});
        QVERIFY(!id);
        QCOMPARE(id.error().code, Error::Code::Usage);
        QVERIFY(fixture.jobs.ids().empty());
    }

    void progressIsSeenAndCancelEndsIt()
    {
        WindowFixture fixture;
        JobModel model(fixture.jobs);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int id = fixture.jobs.start(QStringLiteral("test.hold"), {}).value();
        QTRY_COMPARE(model.index(0, JobModel::Bar).data().toString(), QStringLiteral("25 %"));
        fixture.operations.step();
        QTRY_COMPARE(model.index(0, JobModel::Bar).data().toString(), QStringLiteral("50 %"));
        QTRY_COMPARE(fixture.jobs.job(id)->records.size(), 2);
        QCOMPARE(fixture.jobs.newestRunning()->id, id);
        fixture.jobs.cancel(id);
        QTRY_VERIFY(!fixture.jobs.job(id)->running());
        QCOMPARE(model.index(0, JobModel::Words).data(cell::MarkRole).toInt(), static_cast<int>(Mark::Neutral));
        fixture.jobs.clearEnded();
        QCOMPARE(model.rowCount(), 0);
    }

    void aFailureSaysWhatAndWhatNext()
    {
        WindowFixture fixture;
        const int id = fixture.jobs.start(QStringLiteral("test.fail"), {}).value();
        QTRY_VERIFY(!fixture.jobs.job(id)->running());
        QCOMPARE(fixture.jobs.job(id)->words(),
                 QStringLiteral("Port 5684 is taken by another program. Use port 5694."));
    }

    void whoStartedItIsToldUnlessGone()
    {
        WindowFixture fixture;
        QObject stays;
        auto gone = std::make_unique<QObject>();
        int told = 0;
        const auto tell = [&told](const Result<Outcome>& result) {
            told += result && result->good ? 1 : 100;
        };
        (void)fixture.jobs.start(QStringLiteral("test.echo"), {{QStringLiteral("release"), QStringLiteral("a")}},
                                 &stays, tell);
        const int second = fixture.jobs
                               .start(QStringLiteral("test.echo"), {{QStringLiteral("release"), QStringLiteral("b")}},
                                      gone.get(), tell)
                               .value();
        gone.reset();
        QTRY_VERIFY(!fixture.jobs.job(second)->running());
        QTRY_COMPARE(told, 1);
    }

    void aSecretIsAskedForAndHandedOver()
    {
        WindowFixture fixture;
        QSignalSpy asked(&fixture.jobs, &JobCenter::secretAsked);
        const int id = fixture.jobs.start(QStringLiteral("test.ask"), {}).value();
        QTRY_COMPARE(asked.count(), 1);
        QCOMPARE(asked.first().at(1).toString(), QStringLiteral("Passphrase of bench-ed25519-1"));
        fixture.jobs.answerSecret(id, QStringLiteral("four"));
        QTRY_VERIFY(!fixture.jobs.job(id)->running());
        const auto& result = *fixture.jobs.job(id)->result;
        QVERIFY_RESULT(result);
        QCOMPARE(result->data.value(QStringLiteral("length")).toInt(), 4);
    }

    void aSecretThatIsNotGivenEndsTheJob()
    {
        WindowFixture fixture;
        QSignalSpy asked(&fixture.jobs, &JobCenter::secretAsked);
        const int id = fixture.jobs.start(QStringLiteral("test.ask"), {}).value();
        QTRY_COMPARE(asked.count(), 1);
        fixture.jobs.answerSecret(id, std::nullopt);
        QTRY_VERIFY(!fixture.jobs.job(id)->running());
        QVERIFY(!*fixture.jobs.job(id)->result);
        QCOMPARE(fixture.jobs.job(id)->result->error().code, Error::Code::Cancelled);
    }

    void theEndOfTheWindowEndsWhatWaits()
    {
        auto fixture = std::make_unique<WindowFixture>();
        QSignalSpy asked(&fixture->jobs, &JobCenter::secretAsked);
        (void)fixture->jobs.start(QStringLiteral("test.ask"), {});
        (void)fixture->jobs.start(QStringLiteral("test.hold"), {});
        QTRY_COMPARE(asked.count(), 1);
        fixture.reset(); // Comes back: both were told to end.
    }

    void servicesGoThroughTheirLives()
    {
        WindowFixture fixture;
        fixture.addServices();
        QSignalSpy changed(&fixture.services, &ServiceHost::statusChanged);
        fixture.services.start(QStringLiteral("coap"));
        QCOMPARE(fixture.services.entry(QStringLiteral("coap"))->status.state, ServiceStatus::State::Starting);
        QTRY_COMPARE(fixture.services.entry(QStringLiteral("coap"))->status.state, ServiceStatus::State::Running);
        QCOMPARE(fixture.services.entry(QStringLiteral("coap"))->status.address,
                 QStringLiteral("coap://[fd00:b::1]:5683"));
        QCOMPARE(fixture.services.runningCount(), 1);
        fixture.services.start(QStringLiteral("coaps"));
        QTRY_COMPARE(fixture.services.entry(QStringLiteral("coaps"))->status.state, ServiceStatus::State::Failed);
        QCOMPARE(fixture.services.entry(QStringLiteral("coaps"))->status.why, QStringLiteral("port 5684 is taken"));
        fixture.services.stop(QStringLiteral("coap"));
        QTRY_COMPARE(fixture.services.entry(QStringLiteral("coap"))->status.state, ServiceStatus::State::Stopped);
    }

    void otherSettingsAreTakenAtTheNextStart()
    {
        WindowFixture fixture;
        fixture.addServices();
        fixture.services.start(QStringLiteral("http"));
        QTRY_COMPARE(fixture.services.runningCount(), 1);
        fixture.services.setControl(QStringLiteral("http"), controlOf([]() -> Result<std::unique_ptr<Service>> {
                                        return std::make_unique<FakeService>(QStringLiteral("http"),
                                                                             QStringLiteral("http://127.0.0.1:9090"));
                                    }));
        QCOMPARE(fixture.services.entry(QStringLiteral("http"))->status.address,
                 QStringLiteral("http://10.0.0.5:8080"));
        fixture.services.restart(QStringLiteral("http"));
        QTRY_COMPARE(fixture.services.entry(QStringLiteral("http"))->status.address,
                     QStringLiteral("http://127.0.0.1:9090"));
    }

    void aServiceThatFailsLaterSaysSo()
    {
        WindowFixture fixture;
        fixture.addServices();
        fixture.services.start(QStringLiteral("http"));
        QTRY_COMPARE(fixture.services.runningCount(), 1);
        fixture.services.runOnThread([&fixture] {
            fixture.services.report(QStringLiteral("http"),
                                    {ServiceStatus::State::Failed, {}, QStringLiteral("the interface went away")});
        });
        QTRY_COMPARE(fixture.services.entry(QStringLiteral("http"))->status.state, ServiceStatus::State::Failed);
        QCOMPARE(fixture.services.entry(QStringLiteral("http"))->status.why, QStringLiteral("the interface went away"));
    }

    void theLogTakesWhatIsNewAndFilters()
    {
        LogRing ring;
        ring.append(QtInfoMsg, QStringLiteral("ota.coap"), QStringLiteral("GET /fw"));
        LogModel model(ring);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 1);
        ring.append(QtWarningMsg, QStringLiteral("ota.http"), QStringLiteral("port is taken"));
        ring.append(QtCriticalMsg, QStringLiteral("ota.store"), QStringLiteral("the disk is full"));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QCOMPARE(model.update(), 2);
        QCOMPARE(inserted.count(), 1); // One insert, however many lines.
        QCOMPARE(model.unseenWarnings(), 2);
        QCOMPARE(model.index(1, LogModel::Area).data().toString(), QStringLiteral("http"));
        model.setLeast(LogModel::Least::Errors);
        QCOMPARE(model.rowCount(), 1);
        model.setLeast(LogModel::Least::Everything);
        model.setFilter(QStringLiteral("fw coap"));
        QCOMPARE(model.rowCount(), 1);
        ring.append(QtInfoMsg, QStringLiteral("ota.coap"), QStringLiteral("PUT /fw"));
        model.update();
        QCOMPARE(model.rowCount(), 2);
        model.markSeen();
        QCOMPARE(model.unseenWarnings(), 0);
        QCOMPARE(model.update(), 0);
    }

    void anOldLogGivesWayToTheNew()
    {
        LogRing ring(50'000);
        LogModel model(ring);
        for (int i = 0; i < LogModel::capacity + 500; ++i)
            ring.append(QtInfoMsg, QStringLiteral("ota.test"),
                        i % 2 == 0 ? QStringLiteral("even %1").arg(i) : QStringLiteral("odd %1").arg(i));
        model.setFilter(QStringLiteral("even"));
        model.update();
        QCOMPARE(model.rowCount(), LogModel::capacity / 2);
        QCOMPARE(model.line(0).text, QStringLiteral("even 500"));
        model.setFilter({});
        QCOMPARE(model.rowCount(), LogModel::capacity);
        QCOMPARE(model.line(LogModel::capacity - 1).text, QStringLiteral("odd 10499"));
    }

    void memoryKeepsItsWordInAFile()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("window.ini"));
        {
            FileMemory memory(path);
            memory.setValue(QStringLiteral("window/panel"), QStringLiteral("images"));
            for (int i = 0; i < 14; ++i)
                memory.addRecent(QStringLiteral("recent"), QStringLiteral("file %1").arg(i));
            memory.addRecent(QStringLiteral("recent"), QStringLiteral("file 5"));
        }
        const FileMemory memory(path);
        QCOMPARE(memory.value(QStringLiteral("window/panel")).toString(), QStringLiteral("images"));
        const QStringList recent = memory.recent(QStringLiteral("recent"));
        QCOMPARE(recent.size(), 12);
        QCOMPARE(recent.first(), QStringLiteral("file 5"));
        QCOMPARE(recent.count(QStringLiteral("file 5")), 1);
    }

    void aBusyEventLoopIsNoticed()
    {
        StallWatchdog watchdog(std::chrono::milliseconds(30));
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("the event loop stood still for \\d+ ms")));
        // Works without returning to the loop, again and again until the watchdog has seen it.
        QTimer busy;
        connect(&busy, &QTimer::timeout, &busy, [] {
            QElapsedTimer work;
            work.start();
            while (work.elapsed() < 200) {
            }
        });
        busy.start(std::chrono::milliseconds(60));
        QTRY_VERIFY_WITH_TIMEOUT(watchdog.stalls() > 0, 20'000);
        QVERIFY(watchdog.worst() > std::chrono::milliseconds(30));
    }
};

OTA_PANEL_TEST_MAIN(TestJobs)
#include "tst_jobs.moc"
