// SPDX-License-Identifier: Apache-2.0
// ota-workbench as a person starts it: the program itself, drawn into memory.

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int limitMs = 60'000;

QStringList arguments(const QString& bench)
{
    return {QStringLiteral("--bench"), bench, QStringLiteral("--language"), QStringLiteral("en")};
}

} // namespace

class TestProgram final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itMakesABenchAndStays()
    {
        const QTemporaryDir folder;
        const QString bench = folder.filePath(QStringLiteral("new/bench"));
        QProcess program;
        program.start(QStringLiteral(OTA_WORKBENCH), arguments(bench));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(bench + QStringLiteral("/bench.json")), limitMs);
        QCOMPARE(program.state(), QProcess::Running);
        program.terminate();
        QVERIFY(program.waitForFinished(limitMs));
    }

    void theSecondOneRaisesTheFirstAndEnds()
    {
        const QTemporaryDir folder;
        const QString bench = folder.filePath(QStringLiteral("bench"));
        QProcess first;
        first.start(QStringLiteral(OTA_WORKBENCH), arguments(bench));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(bench + QStringLiteral("/bench.json")), limitMs);
        QProcess second;
        second.start(QStringLiteral(OTA_WORKBENCH), arguments(bench));
        QVERIFY(second.waitForFinished(limitMs));
        QCOMPARE(second.exitStatus(), QProcess::NormalExit);
        QCOMPARE(second.exitCode(), 0);
        QCOMPARE(first.state(), QProcess::Running);
        // On another bench there is nobody to raise.
        QProcess other;
        const QString otherBench = folder.filePath(QStringLiteral("other"));
        other.start(QStringLiteral(OTA_WORKBENCH), arguments(otherBench));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(otherBench + QStringLiteral("/bench.json")), limitMs);
        QCOMPARE(other.state(), QProcess::Running);
        for (QProcess* program : {&first, &other}) {
            program->terminate();
            QVERIFY(program->waitForFinished(limitMs));
        }
    }

    void aBenchThatCanNotBeMadeIsSaid()
    {
        QProcess program;
        program.start(QStringLiteral(OTA_WORKBENCH), arguments(QStringLiteral("/proc/bench")));
        QVERIFY(program.waitForFinished(limitMs));
        QCOMPARE(program.exitCode(), 3);
        QVERIFY(program.readAllStandardError().contains("/proc/bench"));
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
