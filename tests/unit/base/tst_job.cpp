// SPDX-License-Identifier: Apache-2.0
#include "base/job.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <stdexcept>

using namespace ota;

class TestJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultAndRecordsArriveInOrderOnTheOwnersThread()
    {
        QThreadPool pool;
        Job job(QStringLiteral("count"), [](JobContext& context) -> Result<Outcome> {
            for (int i = 0; i < 3; ++i)
                context.record({{QStringLiteral("i"), i}}, QString::number(i));
            context.progress({3, 3, QStringLiteral("steps"), {}});
            return Outcome{{{QStringLiteral("n"), 3}}, QStringLiteral("three"), true};
        });
        QStringList log;
        connect(&job, &Job::recorded, this, [&](const QJsonObject&, const QString& text) { log << text; });
        connect(&job, &Job::finished, this, [&] { log << QStringLiteral("finished"); });
        QSignalSpy finished(&job, &Job::finished);
        job.start(pool);
        QVERIFY(finished.wait(20'000));
        QCOMPARE(log, QStringList({"0", "1", "2", "finished"}));
        QCOMPARE((*job.result())->data.value(QStringLiteral("n")).toInt(), 3);
        QCOMPARE(job.lastProgress().done, quint64{3});
    }

    void aCancelledJobEndsWithItsOwnError()
    {
        QThreadPool pool;
        Job job(QStringLiteral("wait"), [](JobContext& context) -> Result<Outcome> {
            context.record({}, QStringLiteral("waiting"));
            context.waitCancelled();
            return failure(Error::Code::Cancelled, QStringLiteral("stopped"));
        });
        connect(&job, &Job::recorded, &job, [&] { job.cancel(); });
        QSignalSpy finished(&job, &Job::finished);
        job.start(pool);
        QVERIFY(finished.wait(20'000));
        QCOMPARE(job.result()->error().code, Error::Code::Cancelled);
    }

    void deletingAJobEndsItsWork()
    {
        std::atomic<bool> ended = false;
        QThreadPool pool;
        {
            Job job(QStringLiteral("wait"), [&](JobContext& context) -> Result<Outcome> {
                context.waitCancelled();
                ended = true;
                return Outcome{};
            });
            job.start(pool);
        }
        QVERIFY(pool.waitForDone(20'000));
        // The work was either ended by its stop token or never begun; it does not run on.
        QCOMPARE(pool.activeThreadCount(), 0);
    }

    void anExceptionBecomesAnInternalError()
    {
        QThreadPool pool;
        Job job(QStringLiteral("throw"), [](JobContext&) -> Result<Outcome> { throw std::runtime_error("thrown"); });
        QSignalSpy finished(&job, &Job::finished);
        job.start(pool);
        QVERIFY(finished.wait(20'000));
        QCOMPARE(job.result()->error().code, Error::Code::Internal);
        QCOMPARE(job.result()->error().message, QStringLiteral("thrown"));
    }

    void aThousandProgressReportsAreFolded()
    {
        QThreadPool pool;
        Job job(QStringLiteral("busy"), [](JobContext& context) -> Result<Outcome> {
            for (quint64 i = 1; i <= 1000; ++i)
                context.progress({i, 1000, {}, {}});
            return Outcome{};
        });
        QSignalSpy progressed(&job, &Job::progressed);
        QSignalSpy finished(&job, &Job::finished);
        job.start(pool);
        pool.waitForDone();
        QVERIFY(finished.wait(20'000));
        QCOMPARE(progressed.count(), 1);
        QCOMPARE(job.lastProgress().done, quint64{1000});
    }
};

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
