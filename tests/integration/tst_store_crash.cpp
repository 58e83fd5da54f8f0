// SPDX-License-Identifier: Apache-2.0
// kill -9 while a release is being published. The program runs itself again as the child that is killed: at each step
// that publishing makes on disk and in the tables, and at moments that have nothing to do with the steps. A kill leaves
// what the system already had, so it shows the order of the steps; what a power cut loses is the matter of fsync, whose
// places are steps here as well.

#include "base/job.h"
#include "store/bench.h"
#include "store/benchcheck.h"
#include "store/blobstore.h"
#include "store/releasestore.h"
#include "storefixture.h"
#include "testsupport.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

#include <cstdio>

using namespace ota;

namespace {

constexpr int childFailed = 9;
const QString releaseName = QStringLiteral("lamp");
const QStringList fileNames{QStringLiteral("manifest"), QStringLiteral("slot0"), QStringLiteral("slot1")};

// Large enough that a blob takes several writes; different for each file of each round.
QByteArray contentOf(int round, int file)
{
    QByteArray content(700'000, static_cast<char>('a' + file));
    content.prepend(QByteArray::number(round) + ' ' + QByteArray::number(file) + '\n');
    return content;
}

Result<PublishedRelease> publishRound(Bench& bench, int round)
{
    ReleaseDraft draft;
    draft.id = releaseName;
    draft.version = QString::number(round);
    for (int file = 0; file < fileNames.size(); ++file) {
        auto stored = bench.blobs().importBytes(contentOf(round, file));
        if (!stored)
            return failure(stored.error());
        draft.files.push_back({fileNames[file], stored->id, stored->sizeBytes, stored->pin});
    }
    return bench.releases().publish(draft);
}

void say(const char* what, int number)
{
    std::printf("%s %d\n", what, number);
    std::fflush(stdout);
}

/// Publishes round after round, `rounds` of them, and kills itself at the step of that number. 0 does not kill.
int childMain(const QStringList& arguments)
{
    const int killAt = arguments.value(2).toInt();
    const int rounds = arguments.value(3).toInt();
    int steps = 0;
    BenchOptions options;
    options.databaseUrl = arguments.value(4);
    options.onStep = [&](QStringView) {
        if (++steps == killAt)
            ::kill(::getpid(), SIGKILL);
    };
    const auto bench = Bench::open(arguments.value(1), Bench::Access::Hold, options);
    if (!bench) {
        std::fprintf(stderr, "%s\n", qPrintable(bench.error().toString()));
        return childFailed;
    }
    const auto present = (*bench)->releases().find(ReleaseId(releaseName));
    const int first = present ? present->version.toInt() + 1 : 1;
    for (int round = first; round < first + rounds; ++round) {
        say("begin", round);
        if (const auto published = publishRound(**bench, round); !published) {
            std::fprintf(stderr, "%s\n", qPrintable(published.error().toString()));
            return childFailed;
        }
        say("done", round);
    }
    say("steps", steps);
    return 0;
}

class SilentJob final : public JobContext
{
public:
    void progress(const Progress&) override {}
    void record(const QJsonObject&, const QString&) override {}
    std::stop_token stopToken() const override { return {}; }
};

/// What a child said before it ended.
struct ChildReport
{
    bool killed = false;
    int status = 0;
    int begun = 0;
    int done = 0;
    int steps = 0;
    QByteArray errors;
};

} // namespace

class TestStoreCrash final : public QObject
{
    Q_OBJECT

private:
    QString benchPath() const { return m_directory->filePath(QStringLiteral("bench")); }

    ChildReport runChild(int killAt, int rounds, const QString& url, int killAfterMs = 0)
    {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--publish"), benchPath(), QString::number(killAt), QString::number(rounds), url});
        if (killAfterMs > 0 && child.waitForReadyRead() && !child.waitForFinished(killAfterMs))
            child.kill();
        child.waitForFinished(60'000);
        ChildReport report;
        report.killed = child.exitStatus() == QProcess::CrashExit;
        report.status = child.exitCode();
        report.errors = child.readAllStandardError();
        for (const QByteArray& line : child.readAllStandardOutput().split('\n')) {
            const int number = line.mid(line.indexOf(' ') + 1).toInt();
            if (line.startsWith("begin"))
                report.begun = number;
            else if (line.startsWith("done"))
                report.done = number;
            else if (line.startsWith("steps"))
                report.steps = number;
        }
        return report;
    }

    /// Opens the bench as the next process would. The round that it has; 0 for none.
    Result<int> inspect(const QString& url)
    {
        BenchOptions options;
        options.databaseUrl = url;
        const auto bench = Bench::open(benchPath(), Bench::Access::Hold, options);
        if (!bench)
            return failure(bench.error());
        if (!QDir((*bench)->tmpPath()).isEmpty())
            return failure(Error::Code::Internal, QStringLiteral("something is left in tmp/"));
        SilentJob job;
        const auto check = checkBench(**bench, job);
        if (!check)
            return failure(check.error());
        if (!check->problems.isEmpty())
            return failure(Error::Code::Internal, check->problems.join(QLatin1Char('\n')));
        const auto release = (*bench)->releases().find(ReleaseId(releaseName));
        if (!release && release.error().code == Error::Code::NotFound)
            return 0;
        if (!release)
            return failure(release.error());
        const int round = release->version.toInt();
        bool isWhole = release->files.size() == std::size_t(fileNames.size());
        for (int file = 0; isWhole && file < fileNames.size(); ++file) {
            const ReleaseFile& published = release->files[std::size_t(file)];
            isWhole = published.name == fileNames[file] && published.blob == Digest::of(contentOf(round, file));
        }
        if (!isWhole)
            return failure(Error::Code::Internal, QStringLiteral("half a release"));
        return round;
    }

    DriverFixture m_fixture;
    std::unique_ptr<QTemporaryDir> m_directory;

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void aReleaseIsThereWhollyOrNotAtAll_data() { DriverFixture::addDrivers(); }
    void aReleaseIsThereWhollyOrNotAtAll()
    {
        OTA_DATABASE_URL(m_fixture, url);
        // Two rounds: the first publication under the id, and one that replaces.
        const ChildReport counted = runChild(0, 2, url);
        QVERIFY2(counted.status == 0 && !counted.killed, counted.errors.constData());
        QVERIFY2(counted.steps >= 50, qPrintable(QString::number(counted.steps)));
        QCOMPARE(*inspect(url), 2);
        if (url.isEmpty())
            m_directory = std::make_unique<QTemporaryDir>(); // From nothing, step by step.
        int before = url.isEmpty() ? 0 : 2;
        int taken = 0;
        for (int step = 1; step <= counted.steps; ++step) {
            // Three, since a round makes fewer steps where a folder is there already.
            const ChildReport report = runChild(step, 3, url);
            QVERIFY2(report.killed, qPrintable(QStringLiteral("step %1").arg(step)));
            const auto round = inspect(url);
            if (!round)
                QFAIL(qPrintable(QStringLiteral("step %1: %2").arg(step).arg(round.error().toString())));
            // What was reported as published is never lost; what was not begun is not there.
            QVERIFY2(*round >= qMax(before, report.done) && *round <= report.begun,
                     qPrintable(QStringLiteral("step %1").arg(step)));
            taken += *round > before ? 1 : 0;
            before = *round;
        }
        QVERIFY(taken > 0 && taken < counted.steps);
    }

    void killsAtAnyMomentDoNoHarm_data() { DriverFixture::addDrivers(); }
    void killsAtAnyMomentDoNoHarm()
    {
        OTA_DATABASE_URL(m_fixture, url);
        int before = 0;
        for (int i = 0; i < 15; ++i) {
            const ChildReport report = runChild(0, 1000, url, 3 + 11 * i % 97);
            QVERIFY2(report.killed, report.errors.constData());
            const auto round = inspect(url);
            QVERIFY_RESULT(round);
            QVERIFY(*round >= qMax(before, report.done) && *round <= report.begun);
            before = *round;
        }
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == QStringLiteral("--publish"))
        return childMain(QCoreApplication::arguments().mid(1));
    TestStoreCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_store_crash.moc"
